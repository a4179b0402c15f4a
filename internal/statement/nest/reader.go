package nest

import (
	"strings"

	"gainsay/internal/analysis/lemma"
	"gainsay/internal/text"
)

// reader applies the rules to one document.
type reader struct {
	document *text.Document
	words    lexicon
	phrases  []phrase
	of       []int // token → index into phrases
}

func newReader(d *text.Document) *reader {
	r := &reader{document: d, words: words()}
	r.phrases, r.of = phrases(d)
	return r
}

// windows cuts a run at the ends of sentences, for no rule looks further.
func (r *reader) windows(run text.Range) []text.Range {
	var list []text.Range
	end := min(run.End, len(r.document.Tokens))
	for i := max(run.First, 0); i < end; {
		next := min(r.document.Sentences[r.document.Tokens[i].Sentence].Tokens.End, end)
		list = append(list, text.Range{First: i, End: next})
		i = next
	}
	return list
}

// read finds the statements of one window. Cues that it finds are added to those taken.
func (r *reader) read(w text.Range, taken map[int]bool) []Inner {
	var list []Inner
	for i := w.First; i < w.End; i++ {
		if taken[i] {
			continue
		}
		for _, rule := range []func(int, text.Range) (Inner, bool){r.verbal, r.nominal, r.adverbial} {
			found, ok := rule(i, w)
			if !ok || touches(taken, found.Cue) || size(found.Content) == 0 {
				continue
			}
			found.Parent = -1
			mark(taken, found.Cue)
			list = append(list, found)
			break
		}
	}
	return list
}

func (r *reader) tag(i int) string { return r.document.Tokens[i].Tag }

func (r *reader) lower(i int) string { return strings.ToLower(r.document.Word(i)) }

func (r *reader) lemma(i int) string { return lemma.Of(r.document.Word(i), r.document.Tokens[i].Tag) }

func (r *reader) phrase(i int) phrase { return r.phrases[r.of[i]] }

// is tells whether token i stands in the window and is one of the words, in lower case.
func (r *reader) is(i int, w text.Range, any ...string) bool {
	if !w.Contains(i) {
		return false
	}
	word := r.lower(i)
	for _, a := range any {
		if word == a {
			return true
		}
	}
	return false
}

// isMark tells whether token i is punctuation.
func (r *reader) isMark(i int) bool {
	for _, c := range r.document.Word(i) {
		if c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c > 0x7f && !strings.ContainsRune("“”‘’„‚«»‹›–—…·•", c) {
			return false
		}
	}
	return true
}

// isFinite tells whether token i is a verb in a form that can have a subject.
func (r *reader) isFinite(i int) bool {
	switch r.tag(i) {
	case "VBD", "VBZ", "VBP", "MD":
		return true
	}
	return false
}

// isTime tells whether a phrase is a time: "Monday", "late last week".
func (r *reader) isTime(p phrase) bool {
	return p.kind == nounPhrase && r.words.times[lemma.Of(r.lower(p.head), r.tag(p.head))] || p.kind == nounPhrase && r.words.times[r.lower(p.head)]
}

// opening is the quotation that opens with token i, or nil.
func (r *reader) opening(i int) *text.Quotation {
	for q := range r.document.Quotations {
		if r.document.Quotations[q].Tokens.First == i {
			return &r.document.Quotations[q]
		}
	}
	return nil
}

// closing is the quotation that closes before token end, or nil.
func (r *reader) closing(end int) *text.Quotation {
	for q := range r.document.Quotations {
		if r.document.Quotations[q].Tokens.End == end && r.document.Quotations[q].Closed {
			return &r.document.Quotations[q]
		}
	}
	return nil
}

// one makes a list of a run, or none of an empty one.
func one(run text.Range) []text.Range {
	if run.Len() <= 0 {
		return nil
	}
	return []text.Range{run}
}
