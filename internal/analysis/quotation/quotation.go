// Package quotation finds the stretches of a text that stand between quotation marks.
//
// In comes a [text.Document] with tokens and paragraphs, where every mark is a token of its own; out go
// Document.Quotations and Token.Quotation. Known are “ ”, straight ", “ ” and ”, ‘ ’ and straight ' where they are no
// apostrophes, „ “ and ‚ ‘, « » and ‹ ›. A quotation ends with its paragraph at the latest; where the next paragraph opens
// with the same mark again, the printer's sign that the speaker goes on, the next quotation continues it.
//
// It imports internal/text, news and the standard library.
package quotation

import (
	"gainsay/internal/text"
	"gainsay/news"
)

// Annotate fills d.Quotations, in the order in which they open, and the Quotation of every token.
func Annotate(d *text.Document) {
	d.Quotations = d.Quotations[:0]
	for i := range d.Tokens {
		d.Tokens[i].Quotation = -1
	}
	r := reader{document: d}
	for p := range d.Paragraphs {
		r.paragraph(d.Paragraphs[p].Tokens)
	}
	for i, q := range d.Quotations {
		if q.Parent >= 0 {
			continue
		}
		for t := q.Tokens.First; t < q.Tokens.End; t++ {
			d.Tokens[t].Quotation = i
		}
	}
}

// deepest is how many quotations may stand inside each other; further opening marks are passed over.
const deepest = 4

// reader holds the quotations that are open while it reads a paragraph.
type reader struct {
	document *text.Document
	here     text.Range // the paragraph
	begins   []bool     // of each token of the paragraph: by what is before it, a quotation may begin there
	open     []opened
	carried  mark // kind of the quotation that the paragraph before left open, or none
}

// opened is a quotation whose closing mark is not read yet.
type opened struct {
	index int // in Document.Quotations
	kind  mark
}

// paragraph reads one paragraph.
func (r *reader) paragraph(here text.Range) {
	r.here, r.open = here, r.open[:0]
	r.findBegins()
	carried := r.carried
	if carried != none && r.goesOn(carried) {
		r.start(here.First, carried, false)
	}
	for i := here.First; i < here.End; i++ {
		kind := markOf(r.document.Word(i))
		if kind == none {
			continue
		}
		before := len(r.document.Quotations)
		r.read(i, kind)
		if i == here.First && carried != none && len(r.document.Quotations) > before && r.open[0].kind == carried {
			r.document.Quotations[before].Continues = true
		}
	}
	r.carried = none
	if len(r.open) > 0 {
		r.carried = r.open[0].kind
	}
	for len(r.open) > 0 {
		r.end(here.End, false)
	}
}

// goesOn tells whether the paragraph goes on with a quotation of the paragraph before without opening it again: its
// first mark closes one, and can do nothing else.
func (r *reader) goesOn(kind mark) bool {
	if kind != curly {
		return false
	}
	for i := r.here.First; i < r.here.End; i++ {
		switch markOf(r.document.Word(i)) {
		case curlyClose:
			return i > r.here.First && !r.opensBySpacing(i)
		case curly, straight, low, angle, angleClose, backtick:
			return false
		}
	}
	return false
}

// start opens a quotation at token i; marked tells whether the token is its mark.
func (r *reader) start(i int, kind mark, marked bool) {
	parent := -1
	if len(r.open) > 0 {
		parent = r.open[len(r.open)-1].index
	}
	span := r.document.Tokens[i].Span
	inner := span.End
	if !marked {
		inner = span.Start
	}
	r.open = append(r.open, opened{index: len(r.document.Quotations), kind: kind})
	r.document.Quotations = append(r.document.Quotations, text.Quotation{
		Tokens: text.Range{First: i}, Inner: news.Span{Start: inner}, Parent: parent, Continues: !marked})
}

// end ends the innermost open quotation: at the closing mark in token i, or before token i where it is not closed.
func (r *reader) end(i int, closed bool) {
	top := r.open[len(r.open)-1]
	r.open = r.open[:len(r.open)-1]
	q := &r.document.Quotations[top.index]
	q.Closed = closed
	if closed {
		q.Tokens.End, q.Inner.End = i+1, r.document.Tokens[i].Span.Start
		return
	}
	q.Tokens.End, q.Inner.End = i, r.document.Tokens[i-1].Span.End
	q.Inner.End = max(q.Inner.Start, q.Inner.End)
}

// endThrough closes, at the mark in token i, the quotation at a depth of r.open, after whatever is open inside it.
func (r *reader) endThrough(depth, i int) {
	for len(r.open) > depth+1 {
		r.end(i, false)
	}
	r.end(i, true)
}

// depthOf is the depth of the innermost open quotation of one of the kinds, or -1.
func (r *reader) depthOf(kinds ...mark) int {
	for depth := len(r.open) - 1; depth >= 0; depth-- {
		for _, kind := range kinds {
			if r.open[depth].kind == kind {
				return depth
			}
		}
	}
	return -1
}
