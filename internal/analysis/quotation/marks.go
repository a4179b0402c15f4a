package quotation

import (
	"unicode"
	"unicode/utf8"
)

// mark is what kind of quotation mark a token is. A quotation is known by the kind that opened it.
type mark uint8

const (
	none       mark = iota
	straight        // "
	curly           // “
	curlyClose      // ”
	low             // „
	angle           // « ‹
	angleClose      // » ›
	backtick        // ``
	ticks           // ''
	single          // ‘
	lowSingle       // ‚
	singleEnd       // ’
	upright         // '
)

// markOf is the kind of mark that a word is.
func markOf(word string) mark {
	if len(word) > 3 {
		return none
	}
	switch word {
	case `"`:
		return straight
	case "“", "‟":
		return curly
	case "”":
		return curlyClose
	case "„":
		return low
	case "«", "‹":
		return angle
	case "»", "›":
		return angleClose
	case "``":
		return backtick
	case "''":
		return ticks
	case "‘", "‛":
		return single
	case "‚":
		return lowSingle
	case "’":
		return singleEnd
	case "'":
		return upright
	}
	return none
}

// gapBefore tells whether token i does not touch the token before it, or is the first of its paragraph.
func (r *reader) gapBefore(i int) bool {
	return i == r.here.First || r.document.Tokens[i-1].Span.End < r.document.Tokens[i].Span.Start
}

// gapAfter tells whether token i does not touch the token behind it, or is the last of its paragraph.
func (r *reader) gapAfter(i int) bool {
	return i+1 >= r.here.End || r.document.Tokens[i].Span.End < r.document.Tokens[i+1].Span.Start
}

// wordBefore tells whether token i touches a word or number before it.
func (r *reader) wordBefore(i int) bool {
	if r.gapBefore(i) {
		return false
	}
	last, _ := utf8.DecodeLastRuneInString(r.document.Word(i - 1))
	return unicode.IsLetter(last) || unicode.IsDigit(last)
}

// wordAfter tells whether token i touches a word or number behind it.
func (r *reader) wordAfter(i int) bool {
	if r.gapAfter(i) {
		return false
	}
	first, _ := utf8.DecodeRuneInString(r.document.Word(i + 1))
	return unicode.IsLetter(first) || unicode.IsDigit(first)
}

// opensBySpacing tells whether the blanks about token i, or a bracket, dash or mark before it, say that it opens.
func (r *reader) opensBySpacing(i int) bool {
	return r.beginsBefore(i) && !r.gapAfter(i)
}

// closesBySpacing tells whether token i touches what is before it and nothing behind it but punctuation.
func (r *reader) closesBySpacing(i int) bool {
	return !r.gapBefore(i) && !r.wordAfter(i) && !r.afterOpening(i)
}

// beginsBefore tells whether a quotation may begin at token i by what is before it.
func (r *reader) beginsBefore(i int) bool {
	return r.begins[i-r.here.First]
}

// afterOpening tells whether token i touches a bracket, dash or opening mark before it.
func (r *reader) afterOpening(i int) bool {
	return r.beginsBefore(i) && !r.gapBefore(i)
}

// findBegins fills r.begins for the paragraph: a quotation may begin behind a gap, and behind a bracket, dash or
// opening mark, where a straight mark counts as opening if one may begin at it. One pass, so that a long run of marks
// costs no more than its length.
func (r *reader) findBegins() {
	r.begins = r.begins[:0]
	for i := r.here.First; i < r.here.End; i++ {
		begins := r.gapBefore(i)
		if !begins {
			switch r.document.Word(i - 1) {
			case "(", "[", "{", "—", "–", "--", "-", "/", ":", "=", "“", "‘", "„", "«", "``":
				begins = true
			case `"`, "'":
				begins = r.begins[len(r.begins)-1]
			}
		}
		r.begins = append(r.begins, begins)
	}
}
