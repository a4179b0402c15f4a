package nest

import (
	"gainsay/internal/analysis/lemma"
	"gainsay/internal/analysis/phrase"
	"gainsay/internal/text"
)

// apposed finds the answers to what goes before that a noun for it opens: "…, a claim the company denies", "… — allegations that
// Oru has rejected". The noun is the content. A tagger may take it for a verb, "claims", and a reader of plain attributions with
// it: what was found there gives way, and a content that runs into the aside ends before it. near are the statements by the
// sentence of their cue.
func (r *reader) apposed(all []Inner, near map[int][]int) []Inner {
	for s := range r.document.Sentences {
		w := r.document.Sentences[s].Tokens
		for i := w.First + 1; i < w.End; i++ {
			if !r.isComma(i-1) && !r.isDash(i-1) {
				continue
			}
			if found, ok := r.answerBehind(i, w); ok {
				giveWay(all, near[s], i, found)
				all = append(all, found)
			}
		}
	}
	return all
}

func (r *reader) isComma(i int) bool { return r.document.Word(i) == "," }

// giveWay drops the statements whose cue is in the aside from token i up to the cue of the statement found there, and ends
// before the aside the contents that run into it.
func giveWay(all []Inner, near []int, i int, found Inner) {
	aside := text.Range{First: i, End: found.Cue[0].End}
	for _, n := range near {
		s := &all[n]
		if len(s.Cue) > 0 && aside.Contains(s.Cue[0].First) {
			*s = dropped
			continue
		}
		for c := range s.Content {
			if run := &s.Content[c]; run.First < i-1 && run.End >= aside.End {
				run.End = i - 1
			}
		}
	}
}

// answerBehind reads the aside that starts at token i: a noun phrase, perhaps a relative pronoun, a subject, a verb of answering
// and nothing that the verb could have for its object.
func (r *reader) answerBehind(i int, w text.Range) (Inner, bool) {
	noun := i
	for noun < w.End && noun < i+4 && (r.tag(noun) == "DT" || r.tag(noun) == "JJ" || r.tag(noun) == "VBN") {
		noun++
	}
	if noun >= w.End || !r.words.is("matter", r.nounLemma(noun)) {
		return Inner{}, false
	}
	j := noun + 1
	if r.is(j, w, "that", "which") {
		j++
	}
	first := j
	for j < w.End && j < first+8 && !r.isFinite(j) && (phrase.StartsNoun(r.tag(j)) || r.tag(j) == "POS" || r.tag(j) == "PRP" || r.tag(j) == "IN" && j > first || r.tag(j) == "CC" && j > first || r.tag(j) == "RB") {
		j++
	}
	subject := text.Range{First: first, End: j}
	for subject.Len() > 0 && r.tag(subject.End-1) == "RB" {
		subject.End--
	}
	if subject.Len() == 0 {
		return Inner{}, false
	}
	for j < w.End && j < subject.End+5 && phrase.InVerb(r.tag(j)) && !r.words.is("answer", r.lemma(j)) {
		j++
	}
	if j >= w.End || !phrase.IsVerb(r.tag(j)) || !r.words.is("answer", r.lemma(j)) || r.tag(j) == "VBG" || r.tag(j) == "VB" {
		return Inner{}, false
	}
	if k := r.skipAdjuncts(j+1, w); k < w.End && !r.isMark(k) && r.tag(k) != "IN" && r.tag(k) != "CC" {
		return Inner{}, false
	}
	return Inner{Source: one(subject), Cue: one(text.Range{First: j, End: j + 1}), Content: one(text.Range{First: i, End: noun + 1}),
		Parent: -1, Confidence: confidenceApposed, Why: whyApposed}, true
}

// nounLemma is the lemma of token i as a noun.
func (r *reader) nounLemma(i int) string {
	if r.tag(i) == "VBZ" {
		return lemma.Of(r.document.Word(i), "NNS")
	}
	return r.lemma(i)
}
