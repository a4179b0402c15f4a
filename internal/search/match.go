package search

import (
	"slices"
	"strings"

	"github.com/kljensen/snowball/english"

	"gainsay/news"
)

// statement is the terms of a statement that can be found.
type statement map[Field][]Term

func statementOf(f Fields) statement {
	return statement{Words: indexed(f.Words), Speaker: indexed(f.Speaker), Title: indexed(f.Title)}
}

// Matches tells whether a statement answers an expression, as both databases do.
func Matches(e Expression, f Fields) bool { return Prepare(f).Matches(e) }

// Prepared is a statement that is to be held against many expressions.
type Prepared struct{ terms statement }

// Prepare finds the terms of a statement, once.
func Prepare(f Fields) Prepared { return Prepared{statementOf(f)} }

// Matches is [Matches] for a statement that is prepared.
func (p Prepared) Matches(e Expression) bool { return p.terms.answers(e) }

// Says tells whether a field has a term of some form.
func (p Prepared) Says(field Field, form string) bool {
	return slices.ContainsFunc(p.terms[field], func(t Term) bool { return t.Form == form })
}

func (s statement) answers(e Expression) bool {
	switch e := e.(type) {
	case And:
		return !slices.ContainsFunc(e, func(one Expression) bool { return !s.answers(one) })
	case Or:
		return slices.ContainsFunc(e, s.answers)
	case Not:
		return !s.answers(e.Expression)
	case Match:
		for field, terms := range s {
			for i := range terms {
				if e.at(field, terms, i) {
					return true
				}
			}
		}
		return false
	}
	return true
}

// at tells whether the match stands at terms[i] of a field.
func (m Match) at(field Field, terms []Term, i int) bool {
	if !m.in(field) || len(m.Terms) == 0 || i+len(m.Terms) > len(terms) {
		return false
	}
	last := len(m.Terms) - 1
	for k, want := range m.Terms {
		have := terms[i+k]
		switch {
		case m.byStem(field):
			if have.Stem != want.Stem {
				return false
			}
		case m.Kind == Prefix && k == last:
			if !strings.HasPrefix(have.Form, want.Form) {
				return false
			}
		case have.Form != want.Form:
			return false
		}
	}
	return true
}

// sought are the matches that an expression asks for, those that it excludes aside.
func sought(e Expression) []Match {
	var out []Match
	switch e := e.(type) {
	case And:
		for _, one := range e {
			out = append(out, sought(one)...)
		}
	case Or:
		for _, one := range e {
			out = append(out, sought(one)...)
		}
	case Match:
		out = append(out, e)
	}
	return out
}

// Highlight gives the words of a text that an expression asks for, in order: bytes of the text, one span for each word. The text is
// one of the field given; [Any] where it is none of them.
func Highlight(e Expression, field Field, text string) []news.Span {
	terms := Terms(text)
	found := make([]bool, len(terms))
	for _, m := range sought(e) {
		for i := range terms {
			if m.at(field, terms, i) {
				for k := range m.Terms {
					found[i+k] = true
				}
			}
		}
	}
	var out []news.Span
	for i, t := range terms {
		if found[i] {
			out = append(out, t.Span)
		}
	}
	return out
}

// How a statement is scored: by BM25 (Robertson and Zaragoza, 2009, with its usual k1 and b) over the fields, without the rarity of words,
// which one statement does not show.
const (
	saturation = 1.2  // k1
	byLength   = 0.75 // b
	stopWord   = 0.2  // what a word such as "the" counts
	following  = 0.5  // what it adds that a further term follows, in a phrase or as in the query
)

// fieldScores say what a term in a field counts, and how many terms such a field has as a rule.
var fieldScores = []struct {
	field        Field
	weight, long float64
}{{Words, 1, 30}, {Title, 0.5, 10}, {Speaker, 0.4, 3}}

// Score tells how well a statement answers an expression, from 0 for nothing that is asked for. It compares statements with each other for
// one expression only, and is the same wherever it is computed.
func Score(e Expression, f Fields) float64 {
	s := statementOf(f)
	matches := sought(e)
	score := 0.0
	for _, of := range fieldScores {
		terms := s[of.field]
		norm := saturation * (1 - byLength + byLength*float64(len(terms))/of.long)
		for n, m := range matches {
			count := 0
			together := false // with the match before
			for i := range terms {
				if !m.at(of.field, terms, i) {
					continue
				}
				count++
				if n > 0 {
					before := i - len(matches[n-1].Terms)
					together = together || before >= 0 && matches[n-1].at(of.field, terms, before)
				}
			}
			weight := of.weight * m.weight()
			// The conversions keep a processor from rounding once where another rounds twice.
			score += float64(weight * (float64(count) * (saturation + 1) / (float64(count) + norm)))
			if together {
				score += float64(weight * following)
			}
		}
	}
	return score
}

// weight is what a match counts: more for a longer one, less for a word that stands everywhere.
func (m Match) weight() float64 {
	if len(m.Terms) == 1 && m.Kind != Prefix && english.IsStopWord(m.Terms[0].Form) {
		return stopWord
	}
	return 1 + float64(following*float64(len(m.Terms)-1))
}
