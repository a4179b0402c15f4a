// Package when finds expressions of time in an analysed text and gives them their TIMEX3 type and value (ISO 24617-1).
//
// In: [text.Document] with its tokens and sentences, the day it was published where known, and the part-of-speech tags
// where the tagger has run. Out: [text.Document].Times, in text order, none overlapping. It imports news and
// internal/text only.
//
// The line has three parts. The lexicon (lexicon.go) turns tokens into items: weekdays, units, numbers, years
// (items.go). The grammar (rules.go) is a table of patterns over items, kept as one trie (pattern.go); the longest match at
// a place wins and is read into an [expression]. The normaliser (resolve.go) anchors the expression on the document's
// day, on the time named before it, and on the tense around it (tense.go), and writes the value (point.go).
//
// The practice followed on what to mark and how to value it is TimeBank's: determiners and approximators belong to the
// expression, prepositions do not; modifiers (early, about) leave no trace in the value.
package when

import (
	"gainsay/internal/text"
	"gainsay/news"
)

// Annotate fills d.Times from d.Text, d.Tokens, d.Sentences and d.Published. A value that neither the words nor the
// publication day settle has X for each unknown digit ("XXXX-WXX-1"), or is "" where not even its form is known.
func Annotate(d *text.Document) {
	d.Times = d.Times[:0]
	items := readItems(d)
	anchors := newAnchors(d.Published)
	for i := 0; i < len(items); {
		if items[i].class == 0 && items[i].word == noWord || !items[i].starts {
			i++
			continue
		}
		m, ok := grammar.longest(d, items, i)
		if !ok {
			i++
			continue
		}
		e := m.expression()
		e.tense = tenseAround(d, m.tokens())
		// "to get around Wednesday's vote" tells of a vote that was held, whatever is still to be done.
		if e.tense == future && m.after(d, 1) == "'s" && !oneOf(m.before(d, 1), "for", "before", "of", "after") {
			e.tense = noTense
		}
		if kind, value, ok := anchors.resolve(e); ok {
			d.Times = append(d.Times, news.Time{Span: d.Span(m.tokens()), Type: kind, Value: value})
		}
		i = m.end
	}
	if len(d.Times) == 0 {
		d.Times = nil
	}
}
