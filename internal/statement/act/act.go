package act

import (
	"gainsay/internal/text"
	"gainsay/news"
)

// Statement is one statement as far as its act is concerned: token ranges in text order, any of which may be empty.
type Statement struct {
	Source, Cue, Content []text.Range
}

// Reading is the act of a statement and what speaks for it.
type Reading struct {
	Act        news.Act
	Evidence   text.Range // the words that decided; empty where nothing but the lack of any did
	Why        string     // the rule, in a few words: "the cue denies", "a claim is called false"
	Confidence float64    // 0 to 1: how often such a rule is right
}

// How often rules of each strength were right on annotated stories, rounded.
const (
	sure   = 0.95 // the cue itself says what is done
	likely = 0.85 // the content does
	open   = 0.75 // nothing speaks for anything but an assertion
	faint  = 0.6
)

// Of reads the act of one statement. Ranges outside the text are cut to it.
func Of(d *text.Document, s Statement) Reading {
	r := newReader(d, s)
	if reading, ok := r.byCue(); ok {
		return reading
	}
	if reading, ok := r.byContent(); ok {
		return reading
	}
	return Reading{Act: news.Assert, Evidence: r.reporting, Why: "the cue only reports", Confidence: open}
}

// A reader holds one statement while its act is read.
type reader struct {
	d         *text.Document
	s         Statement
	tokens    []int // of the content, in text order
	clauses   []clause
	known     map[int][4]string // forms of tokens looked at already
	reporting text.Range        // the cue's words
}

func newReader(d *text.Document, s Statement) *reader {
	r := &reader{d: d, known: map[int][4]string{},
		s: Statement{Source: d.Cut(s.Source), Cue: d.Cut(s.Cue), Content: d.Cut(s.Content)}}
	for _, c := range r.s.Content {
		for i := c.First; i < c.End; i++ {
			r.tokens = append(r.tokens, i)
		}
	}
	if len(r.s.Cue) > 0 {
		r.reporting = r.s.Cue[0]
	}
	r.clauses = r.readClauses()
	return r
}

// one is the range of a single token.
func one(i int) text.Range { return text.Range{First: i, End: i + 1} }
