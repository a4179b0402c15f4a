// Package text is the analysed text of one article: tokens, sentences, paragraphs, quotations, names and times.
//
// A [Document] starts as one immutable string; the stages under internal/analysis each add their own layer to it, in the
// order that package analysis fixes, and nothing is ever moved or rewritten. Every place is a [news.Span] of byte
// offsets or a [Range] of token numbers. It imports package news and the standard library only.
package text

import "gainsay/news"

// Document is one text and what the stages have found in it so far.
type Document struct {
	Text       string
	Published  news.Day // "" where unknown
	Tokens     []Token
	Sentences  []Sentence
	Paragraphs []Paragraph
	Quotations []Quotation
	Mentions   []Mention   // names, in text order
	Times      []news.Time // in text order
}

// Token is a word, a number or a punctuation mark.
type Token struct {
	Span      news.Span
	Tag       string // Penn Treebank part of speech; "" before the tag stage
	Sentence  int    // index into Document.Sentences
	Paragraph int    // index into Document.Paragraphs
	Quotation int    // index into Document.Quotations of the outermost one it stands in (marks included), or -1
}

// Range is a half-open range [First, End) of indices into Document.Tokens.
type Range struct{ First, End int }

// Len is the number of tokens.
func (r Range) Len() int { return r.End - r.First }

// Contains tells whether token i is in the range.
func (r Range) Contains(i int) bool { return r.First <= i && i < r.End }

// Sentence is a run of tokens.
type Sentence struct {
	Tokens    Range
	Paragraph int // index into Document.Paragraphs
}

// Paragraph is a run of sentences that no line break parts.
type Paragraph struct {
	Tokens    Range
	Sentences Range // indices into Document.Sentences
}

// Quotation is a stretch between quotation marks.
type Quotation struct {
	Tokens    Range // the marks included where they are tokens of their own
	Inner     news.Span
	Parent    int  // index of the quotation it stands in, or -1
	Closed    bool // false: it ends only because its paragraph does
	Continues bool // it takes up again, in a new paragraph, the quotation that the paragraph before left open
}

// Mention is a name found by the entity stage.
type Mention struct {
	Tokens Range
	Kind   MentionKind
}

// MentionKind is what a name names.
type MentionKind string

// The kinds of name.
const (
	PersonName       MentionKind = "PER"
	OrganisationName MentionKind = "ORG"
	PlaceName        MentionKind = "LOC"
	OtherName        MentionKind = "MISC" // nationalities, events, works
)

// Word is the text of token i.
func (d *Document) Word(i int) string { return d.Tokens[i].Span.In(d.Text) }

// Span is the byte range from the first token of r to the last; the zero Span for an empty range.
func (d *Document) Span(r Range) news.Span {
	if r.Len() <= 0 {
		return news.Span{}
	}
	return news.Span{Start: d.Tokens[r.First].Span.Start, End: d.Tokens[r.End-1].Span.End}
}

// Spans gives the byte range of each run of tokens.
func (d *Document) Spans(runs []Range) []news.Span {
	var spans []news.Span
	for _, run := range runs {
		spans = append(spans, d.Span(run))
	}
	return spans
}

// Holds tells whether one of the ranges contains token i.
func Holds(ranges []Range, i int) bool {
	for _, r := range ranges {
		if r.Contains(i) {
			return true
		}
	}
	return false
}

// Cut cuts ranges to a document's tokens and drops what is empty.
func (d *Document) Cut(ranges []Range) []Range {
	var out []Range
	for _, r := range ranges {
		r.First, r.End = max(r.First, 0), min(r.End, len(d.Tokens))
		if r.Len() > 0 {
			out = append(out, r)
		}
	}
	return out
}
