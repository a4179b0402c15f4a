package nest

import (
	"gainsay/internal/analysis/phrase"
	"gainsay/internal/text"
)

// voiced reads a verb and a noun that together say what somebody holds of a matter: "raised alarm over Q", "voiced doubts about Q",
// "expressed concern that P". The preposition is part of the cue.
func (r *reader) voiced(i int, w text.Range) (Inner, bool) {
	if !phrase.IsVerb(r.tag(i)) || !r.words.is("voice", r.lemma(i)) {
		return Inner{}, false
	}
	noun := i + 1
	for noun < w.End && noun < i+5 && !r.words.is("stance", r.lemma(noun)) {
		if tag := r.tag(noun); tag != "DT" && tag != "JJ" && tag != "RB" && tag != "PRP$" && tag != "JJR" && tag != "NN" && tag != "CC" {
			return Inner{}, false
		}
		noun++
	}
	g := r.groupOf(i, w)
	if noun+2 >= w.End || !r.words.is("stance", r.lemma(noun)) || !phrase.IsNoun(r.tag(noun)) || g.negated || g.modal != "" || g.infinitive || g.passive {
		return Inner{}, false
	}
	if !g.finite && r.tag(i) != "VBG" {
		return Inner{}, false
	}
	source, ok := r.subject(g.first, w)
	if !ok || !r.speaks(source, 0, i) {
		return Inner{}, false
	}
	found := Inner{Source: one(source), Cue: one(text.Range{First: i, End: noun + 1}), Confidence: confidenceVoiced, Why: whyVoiced}
	j := r.skipAdjuncts(noun+1, w)
	switch {
	case r.is(j, w, "that"):
		return found, r.content(&found, j, r.clauseEnd(i, j, w, -1))
	case r.is(j, w, "over", "about", "at", "on") && j == noun+1:
		found.Cue[0].End = j + 1
		first := j + 1
		if first+1 < w.End && (r.tag(first) == "VBN" || r.tag(first) == "VBD" || r.tag(first) == "VBG") { // "over reported raids"
			first++
		}
		end := r.nounPhraseEnd(i, first, w)
		if r.tag(j+1) == "WRB" || r.is(j+1, w, "whether", "what") {
			end = r.clauseEnd(i, j+1, w, -1)
		}
		return found, r.content(&found, j+1, end)
	}
	return Inner{}, false
}
