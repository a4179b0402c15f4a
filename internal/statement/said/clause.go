package said

import (
	"cmp"
	"slices"

	"gainsay/internal/analysis/dateline"
	"gainsay/internal/text"
	"gainsay/news"
)

// A reader holds one document while its statements are dated.
type reader struct {
	d          *text.Document
	statements []Statement
	times      []timeExpression // in text order
	occasions  []occasion       // in text order
	isCue      []bool           // of each token, whether it is a statement's cue
	isSource   []bool           // of each token, whether it names a statement's source
	contentOf  [][]int          // of each token, the statements whose content it is part of
	inner      []bool           // of each statement, whether it stands in another's content

	speakerNamed map[string]string // the speaker by the last word of a name
}

// A timeExpression is one of the document's times as tokens and as days.
type timeExpression struct {
	tokens text.Range
	days   interval
	ahead  bool // a weekday that its own sentence seems to place ahead
	filed  bool // it stands in the dateline, and is the day of the report
}

func newReader(d *text.Document, statements []Statement) *reader {
	n := len(d.Tokens)
	r := &reader{d: d, statements: statements, isCue: make([]bool, n), isSource: make([]bool, n), contentOf: make([][]int, n), speakerNamed: map[string]string{}}
	for i, s := range statements {
		mark(r.isCue, s.Cue)
		mark(r.isSource, s.Source)
		for _, x := range s.Content {
			for k := x.First; k < x.End; k++ {
				r.contentOf[k] = append(r.contentOf[k], i)
			}
		}
		if name := r.lastName(s); name != "" {
			r.speakerNamed[name] = s.Speaker
		}
	}
	for i := range statements {
		r.inner = append(r.inner, r.nested(i))
	}
	filed := dateline.Tokens(d)
	token := 0
	for _, t := range d.Times {
		for token < len(d.Tokens) && d.Tokens[token].Span.Start < t.Span.Start {
			token++
		}
		end := token
		for end < len(d.Tokens) && d.Tokens[end].Span.End <= t.Span.End {
			end++
		}
		days, ok := daysOf(t)
		ahead := ok && d.Published != "" && days.from > d.Published && days.to <= d.Published.Add(6) && token < end && weekday(d.Word(token))
		if ahead {
			days = interval{days.from.Add(-7), days.to.Add(-7)}
		}
		if ok && token < end && (days.from <= d.Published || d.Published == "") {
			r.times = append(r.times, timeExpression{text.Range{First: token, End: end}, days.until(d.Published), ahead, filed[token]})
		}
	}
	r.findOccasions()
	return r
}

// mark sets the flags of the tokens in the ranges.
func mark(flags []bool, ranges []text.Range) {
	for _, x := range ranges {
		for k := x.First; k < x.End; k++ {
			flags[k] = true
		}
	}
}

// own is the interval that the statement's own clause gives.
func (r *reader) own(i int) Reading {
	s := r.statements[i]
	if len(s.Cue) == 0 {
		return unknown
	}
	best, nearest := -1, maxDistance
	last := s.Cue[len(s.Cue)-1].End + maxDistance
	for k := r.firstTimeFrom(s.Cue[0].First - 2*maxDistance); k < len(r.times) && r.times[k].tokens.First < last; k++ {
		t := r.times[k]
		if away := distance(s, t.tokens); away < nearest && r.tenseAllows(s, t) && r.governs(i, t.tokens) {
			best, nearest = k, away
		}
	}
	if best >= 0 {
		return r.dated(r.nearerDefined(best), "the time in its own clause")
	}
	if t := r.closingOccasion(s); t >= 0 {
		return r.dated(t, "the time of the occasion that closes its clause")
	}
	if t := r.timeOfReports(s); t >= 0 {
		return r.dated(t, "the report is of the time that it tells of")
	}
	if found := r.dayAfter(s); found.Said != nil {
		return found
	}
	return r.before(s)
}

// firstTimeFrom is the index of the first time that starts at the token or after it.
func (r *reader) firstTimeFrom(token int) int {
	k, _ := slices.BinarySearchFunc(r.times, token, func(t timeExpression, token int) int { return cmp.Compare(t.tokens.First, token) })
	return k
}

// nearerDefined is the narrower of two times that name one another: "last week, on Thursday".
func (r *reader) nearerDefined(k int) int {
	for _, n := range []int{k - 1, k + 1} {
		if n < 0 || n >= len(r.times) {
			continue
		}
		a, b := r.times[min(k, n)], r.times[max(k, n)]
		if r.times[n].days.within(r.times[k].days) && b.tokens.First-a.tokens.End <= 2 && r.word(a.tokens.End) == "," {
			return n
		}
	}
	return k
}

// tenseAllows tells whether a statement in this tense can be dated by the time: a present is of the days of the report, and it alone of
// the day in the dateline; only a past can have been on the last weekday of a name where the sentence around it made that the next one.
func (r *reader) tenseAllows(s Statement, t timeExpression) bool {
	tag := r.d.Tokens[s.Cue[0].First].Tag
	if t.ahead {
		return tag == "VBD" || tag == "VBN"
	}
	present := tag == "VBZ" || tag == "VBP"
	if t.filed {
		return present
	}
	return !present || r.d.Published == "" || t.days.to >= r.d.Published.Add(-7)
}

// dated is the reading of a statement that times[k] dates.
func (r *reader) dated(k int, why string) Reading {
	t := r.times[k]
	return Reading{Said: &news.Said{From: t.days.from, To: t.days.to, Text: r.words(t.tokens)}, Why: why, Evidence: t.tokens, From: -1}
}

// unknown is the reading of a statement that nothing dates.
var unknown = Reading{From: -1}

// maxDistance is how many tokens lie at most between a time and the cue or source that it belongs to.
const maxDistance = 30

// distance is the number of tokens between t and the statement's cue.
func distance(s Statement, t text.Range) int {
	least := maxDistance
	for _, c := range s.Cue {
		if t.End <= c.First {
			least = min(least, c.First-t.End)
		} else if c.End <= t.First {
			least = min(least, t.First-c.End)
		}
	}
	return least
}

// words is the expression with the preposition before it, as the text has it.
func (r *reader) words(t text.Range) string {
	if t.First > 0 && oneOf(r.word(t.First-1), "on", "in", "during") {
		t.First--
	}
	return r.d.Span(t).In(r.d.Text)
}

// before reads words that place the saying before the report and no nearer: "previously dismissed", "had earlier said".
func (r *reader) before(s Statement) Reading {
	if r.d.Published == "" {
		return unknown
	}
	cue := s.Cue[0].First
	sentence := r.d.Sentences[r.d.Tokens[cue].Sentence].Tokens
	for k := cue - 1; k >= max(sentence.First, cue-3); k-- {
		if text.Holds(s.Content, k) || r.verb(k) && !auxiliary(r.word(k)) {
			break
		}
		if oneOf(r.word(k), "previously", "earlier") && !text.Holds(s.Source, k) && !r.noun(cue) {
			return Reading{Said: &news.Said{To: r.d.Published.Add(-1), Text: r.d.Word(k)}, Why: "told as said before the report",
				Evidence: text.Range{First: k, End: k + 1}, From: -1}
		}
	}
	return unknown
}
