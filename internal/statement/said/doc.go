// Package said tells when statements were said, as far as their text settles it.
//
// In: the analysed text with its times (package when has run; tags help where there are any) and the document's
// statements as token ranges, in text order, each with its speaker where he is known. Out: for each statement an interval
// of days, or nil: unknown is nil rather than a guess, and the publication day is never taken because nothing else is there.
// It imports dateline, lemma, news and internal/text only.
//
// A statement has the time that governs its cue: one that stands in the cue's own clause, outside the content, with no
// other verb between ("said on Monday", "on Monday dismissed", "had accused X last week of"; clause.go, govern.go), or that of
// the speech or paper that it is quoted from ("the report" after "a report released on Monday"; occasion.go). A word that only
// places the saying before the report ("previously dismissed") gives an interval without a start. Where a statement has no time
// of its own, a plain past or present cue takes over the time of the same speaker's last statement, as a report told in one run
// does (carry.go): what goes on in his own words, as "he", or with "added", and not what is told of him anew.
package said

import (
	"gainsay/internal/text"
	"gainsay/news"
)

// Statement is one statement as far as its time is concerned; all ranges are token ranges in text order.
type Statement struct {
	Source  []text.Range // may be empty
	Cue     []text.Range // may be empty
	Content []text.Range
	Speaker string // the same for statements of one speaker; "" where he is not known
}

// Reading is when a statement was said and what speaks for it.
type Reading struct {
	Said     *news.Said // nil where it is not known
	Why      string     // the rule, in a few words; "" where Said is nil
	Evidence text.Range // the expression of time that the interval comes from; empty where none does
	From     int        // index of the statement whose time this one took over, or -1
}

// Read tells for each statement when it was said. The statements stand in text order.
func Read(d *text.Document, statements []Statement) []Reading {
	r := newReader(d, statements)
	out := make([]Reading, len(statements))
	for i := range statements {
		out[i] = r.own(i)
	}
	r.carryOver(out)
	return out
}

// InTitle is when a statement of the title was said that the speaker is known of: with his first statement in the
// text, which the title sums up; nil where that is not dated. The statements and their days are those of the text.
func InTitle(speaker string, statements []Statement, days []*news.Said) *news.Said {
	for i, s := range statements {
		if speaker != "" && s.Speaker == speaker {
			return days[i]
		}
	}
	return nil
}
