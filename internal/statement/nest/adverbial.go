package nest

import (
	"math"
	"slices"

	"gainsay/internal/analysis/phrase"
	"gainsay/internal/text"
)

// adverbial reads "according to X", "reportedly" and "so-called Q".
func (r *reader) adverbial(i int, w text.Range) (Inner, bool) {
	switch {
	case r.is(i, w, "according") && r.is(i+1, w, "to"):
		return r.accordingTo(i, w)
	case r.is(i, w, "reportedly"):
		return Inner{Cue: one(text.Range{First: i, End: i + 1}), Content: r.besides(i, i+1, w), Confidence: confidenceAdverbial, Why: whyAdverbial}, true
	case r.is(i, w, "so-called"):
		return r.soCalled(i, w)
	}
	return Inner{}, false
}

func (r *reader) accordingTo(i int, w text.Range) (Inner, bool) {
	end := r.nounPhraseEnd(i, i+2, w)
	if end <= i+2 {
		return Inner{}, false
	}
	found := Inner{Source: one(text.Range{First: i + 2, End: end}), Cue: one(text.Range{First: i, End: i + 2}),
		Content: r.besides(i, end, w), Confidence: confidenceAdverbial, Why: whyAdverbial}
	return found, size(found.Content) > 2 && slices.ContainsFunc(found.Content, r.hasFinite)
}

// besides is the clause around an adverbial that stands at [first, end).
func (r *reader) besides(first, end int, w text.Range) []text.Range {
	before := text.Range{First: w.First, End: r.trim(w.First, first)}
	if r.is(before.First, w, "that") {
		before.First++
	}
	after := text.Range{First: end, End: w.End}
	if r.is(after.First, w, ",") {
		after.First++
	}
	after.End = r.trim(after.First, after.End)
	return append(one(before), one(after)...)
}

// soCalled reads "so-called Q": nobody says so. Before a name it is part of the name.
func (r *reader) soCalled(i int, w text.Range) (Inner, bool) {
	j := i + 1
	if j >= w.End || isCapital(r.document.Word(j)) {
		return Inner{}, false
	}
	end := j
	switch q := r.opening(j); {
	case q != nil:
		end = min(q.Tokens.End, w.End)
	case phrase.StartsNoun(r.tag(j)):
		end = min(r.phraseOf(j).Tokens.End, w.End)
	}
	return Inner{Cue: one(text.Range{First: i, End: j}), Content: one(text.Range{First: j, End: end}), Confidence: confidenceNaming, Why: whyNaming}, end > j
}

// citations reads "the agency, citing a source, said P": what the agency says is the source's, at one remove. The word may
// be part of the outer cue. Several sources make several statements.
func (r *reader) citations(index int, o Outer, taken map[int]bool) []Inner {
	if len(o.Source) == 0 || len(o.Cue) == 0 || len(o.Content) == 0 {
		return nil
	}
	s := r.sentence(o.Source[0].First)
	var list []Inner
	for i := s.First; i < s.End; i++ {
		if !r.is(i, s, "citing", "quoting") {
			continue
		}
		cue := one(text.Range{First: i, End: i + 1})
		if taken[i] && (len(o.Cue) < 2 || !inside(cue, o.Cue)) || inside(cue, o.Content) {
			continue
		}
		end, ok := r.addressee(i+1, s)
		if !ok || r.hasFinite(text.Range{First: i + 1, End: end}) || end < s.End && r.tag(end) == "WP" {
			continue // "citing a guard who said": the guard's is another statement
		}
		if end = r.trim(i+1, min(end, firstAfter(i, o.Content))); end <= i+1 {
			continue
		}
		taken[i] = true
		for _, source := range r.parted(text.Range{First: i + 1, End: end}) {
			list = append(list, Inner{Source: one(source), Cue: cue, Content: o.Content, Parent: index, Confidence: confidenceCitation, Why: whyCitation})
		}
	}
	return list
}

// parted cuts a source at the "and" that joins two speakers: "an officer and a villager", but not "the mayor of Oru and Tem".
func (r *reader) parted(source text.Range) []text.Range {
	for i := source.First + 1; i+1 < source.End; i++ {
		switch tag := r.tag(i); {
		case tag == "IN" || tag == "TO" || r.isMark(i) || phrase.IsVerb(tag):
			return one(source)
		case tag == "CC" && r.phraseOf(i-1).Kind == phrase.Noun && phrase.StartsNoun(r.tag(i+1)) && (phrase.StartsNoun(r.tag(source.First)) && r.tag(i+1) != "NN" && r.tag(i+1) != "NNS"):
			return []text.Range{{First: source.First, End: i}, {First: i + 1, End: source.End}}
		}
	}
	return one(source)
}

// firstAfter is where the first of the runs after token i starts.
func firstAfter(i int, runs []text.Range) int {
	first := math.MaxInt
	for _, run := range runs {
		if run.First > i {
			first = min(first, run.First)
		}
	}
	return first
}
