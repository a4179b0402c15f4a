package quotation

import (
	"unicode"
	"unicode/utf8"
)

// horizon is how many tokens ahead a rule looks for a closing mark.
const horizon = 600

// read opens or closes quotations at the mark in token i.
func (r *reader) read(i int, kind mark) {
	switch kind {
	case straight:
		r.straight(i)
	case curly:
		if depth := r.depthOf(low); depth >= 0 && !r.opensBySpacing(i) {
			r.endThrough(depth, i)
		} else if r.depthOf(curly) < 0 || r.bothClose(i) {
			r.begin(i, curly)
		}
	case curlyClose:
		r.closeDouble(i)
	case low, lowSingle, backtick:
		r.begin(i, kind)
	case angle:
		r.guillemet(i, angle, angleClose)
	case angleClose:
		r.guillemet(i, angleClose, angle)
	case ticks:
		if depth := r.depthOf(backtick, ticks); depth >= 0 {
			r.endThrough(depth, i)
		} else if !r.closesBySpacing(i) {
			r.begin(i, ticks)
		}
	case single:
		if depth := r.depthOf(lowSingle); depth >= 0 && !r.opensBySpacing(i) {
			r.endThrough(depth, i)
		} else if !r.wordBefore(i) && !r.gapAfter(i) && (r.singleCloses(i, singleEnd) || r.runsOn(i)) {
			r.begin(i, single)
		}
	case singleEnd:
		if r.innermost(single, lowSingle) && r.closesSingle(i, singleEnd) {
			r.end(i, true)
		}
	case upright:
		if r.innermost(upright) {
			if r.closesSingle(i, upright) {
				r.end(i, true)
			}
		} else if r.beginsBefore(i) && !r.gapAfter(i) && r.singleCloses(i, upright) {
			r.begin(i, upright)
		}
	}
}

// begin opens a quotation unless too many are open.
func (r *reader) begin(i int, kind mark) {
	if len(r.open) < deepest {
		r.start(i, kind, true)
	}
}

// innermost tells whether the innermost open quotation is of one of the kinds. Only then can a mark that may also be an
// apostrophe close it.
func (r *reader) innermost(kinds ...mark) bool {
	depth := r.depthOf(kinds...)
	return depth >= 0 && depth == len(r.open)-1
}

// straight reads a straight double mark, which opens or closes by what is open and by the blanks about it.
func (r *reader) straight(i int) {
	depth := r.depthOf(straight)
	switch {
	case depth >= 0 && r.opensBySpacing(i) && r.straightNests(i):
		r.begin(i, straight)
	case depth >= 0:
		r.endThrough(depth, i)
	case r.depthOf(curly) >= 0 && r.closesBySpacing(i) && r.nextDouble(i) != curlyClose:
		r.endThrough(r.depthOf(curly), i) // “ … "
	case !r.closesBySpacing(i) || r.gapBefore(i):
		r.begin(i, straight)
	}
}

// straightNests tells whether a second opening straight mark opens an inner quotation: two closing ones follow.
func (r *reader) straightNests(i int) bool {
	level := 2
	for j := i + 1; j < r.here.End && j <= i+horizon; j++ {
		if markOf(r.document.Word(j)) != straight {
			continue
		}
		switch {
		case r.opensBySpacing(j) && !r.closesBySpacing(j):
			level++
		case r.closesBySpacing(j):
			level--
		default:
			return false
		}
		if level == 0 {
			return true
		}
	}
	return false
}

// bothClose tells whether a second “ opens an inner quotation: both are closed in the paragraph.
func (r *reader) bothClose(i int) bool {
	level := 2
	for j := i + 1; j < r.here.End && j <= i+horizon; j++ {
		switch markOf(r.document.Word(j)) {
		case curly:
			level++
		case curlyClose:
			level--
		}
		if level == 0 {
			return true
		}
	}
	return false
}

// closeDouble reads a ” mark.
func (r *reader) closeDouble(i int) {
	if depth := r.depthOf(curly, low, curlyClose, backtick); depth >= 0 {
		r.endThrough(depth, i)
		return
	}
	if depth := r.depthOf(straight); depth >= 0 && r.closesBySpacing(i) {
		r.endThrough(depth, i) // " … ”
		return
	}
	if len(r.open) == 0 && r.opensBySpacing(i) && r.wordAfter(i) && r.ahead(i, curlyClose) {
		r.begin(i, curlyClose) // ” … ” in the Swedish manner, or a slip
	}
}

// guillemet reads « or »: the first of them opens, in either direction, and the other closes.
func (r *reader) guillemet(i int, kind, other mark) {
	if depth := r.depthOf(other); depth >= 0 {
		r.endThrough(depth, i)
		return
	}
	if kind == angle || r.opensBySpacing(i) {
		r.begin(i, kind)
	}
}

// ahead tells whether a mark of the kind follows token i in the paragraph.
func (r *reader) ahead(i int, kind mark) bool {
	for j := i + 1; j < r.here.End && j <= i+horizon; j++ {
		if markOf(r.document.Word(j)) == kind {
			return true
		}
	}
	return false
}

// nextDouble is the kind of the next double mark in the paragraph.
func (r *reader) nextDouble(i int) mark {
	for j := i + 1; j < r.here.End && j <= i+horizon; j++ {
		switch kind := markOf(r.document.Word(j)); kind {
		case straight, curly, curlyClose:
			return kind
		}
	}
	return none
}

// singleCloses tells whether the single mark in token i is closed by one of kind closing before the quotation that it
// would stand in is.
func (r *reader) singleCloses(i int, closing mark) bool {
	outer := none
	if len(r.open) > 0 {
		outer = r.open[len(r.open)-1].kind
	}
	for j := i + 1; j < r.here.End && j <= i+horizon; j++ {
		kind := markOf(r.document.Word(j))
		switch {
		case kind == closing && r.closesSingle(j, closing):
			return true
		case outer == straight && kind == straight, outer == curly && kind == curlyClose, outer == backtick && kind == ticks:
			return false
		}
	}
	return false
}

// runsOn tells whether a ‘ at the start of a paragraph, unclosed, is taken up by the next paragraph.
func (r *reader) runsOn(i int) bool {
	return i == r.here.First && r.here.End < len(r.document.Tokens) &&
		(markOf(r.document.Word(r.here.End)) == single || r.carried == single)
}

// closesSingle tells whether the apostrophe in token i can close a quotation, rather than stand for a possessive or for
// letters left out.
func (r *reader) closesSingle(i int, kind mark) bool {
	if r.gapBefore(i) || r.wordAfter(i) {
		return false
	}
	if !r.wordBefore(i) || r.gapAfter(i) && i+1 >= r.here.End {
		return true
	}
	before := r.document.Word(i - 1)
	last, _ := utf8.DecodeLastRuneInString(before)
	if unicode.ToLower(last) != 's' || !r.gapAfter(i) {
		return true
	}
	// "the dogs' bowl": a possessive if the closing mark is still to come.
	next, _ := utf8.DecodeRuneInString(r.document.Word(i + 1))
	return !unicode.IsLower(next) || !r.closesLater(i, kind)
}

// closesLater tells whether a better closing mark of the kind follows before another single quotation can begin.
func (r *reader) closesLater(i int, kind mark) bool {
	for j := i + 1; j < r.here.End && j <= i+horizon; j++ {
		switch other := markOf(r.document.Word(j)); {
		case other == single, other == upright && r.beginsBefore(j) && !r.gapAfter(j):
			return false
		case other == curlyClose || other == straight || other == curly:
			return false
		case other == kind && !r.gapBefore(j) && !r.wordAfter(j):
			return true
		}
	}
	return false
}
