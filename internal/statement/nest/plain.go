package nest

import (
	"slices"

	"gainsay/internal/analysis/phrase"
	"gainsay/internal/text"
)

// plain finds the statements in the running text that stand in no content, source or cue of the known ones and in no quotation,
// by the rules for the inside of contents. Verbs and nouns that are seldom cues there are left alone.
func (r *reader) plain(all []Inner) []Inner {
	taken := make(map[int]bool)
	for _, s := range all {
		mark(taken, s.Cue)
	}
	told := r.told(all)
	ends := make(map[int]int) // token after a content → its statement
	for n, s := range all {
		if len(s.Content) > 0 && len(s.Source) > 0 && r.reportingVerb(s.Cue) >= 0 {
			ends[s.Content[len(s.Content)-1].End] = n
		}
	}
	var list []Inner
	for s := range r.document.Sentences {
		w := r.document.Sentences[s].Tokens
		if w.Len() > longestWindow {
			continue
		}
		for i := w.First; i < w.End; i++ {
			if taken[i] || told[i] || r.document.Tokens[i].Quotation >= 0 {
				continue
			}
			for _, rule := range []func(int, text.Range) (Inner, bool){r.verbal, r.nominal, r.adverbial} {
				found, ok := rule(i, w)
				if !ok || touches(taken, found.Cue) || size(found.Content) == 0 || !r.standsAlone(found, i, w) {
					continue
				}
				found.Parent, found.Confidence = -1, confidencePlain
				if n, ok := ends[i-1]; ok && r.tag(i) == "VBG" && r.isComma(i-1) { // "Tal said P, denying Q": Tal does
					found.Source = all[n].Source
				}
				mark(taken, found.Cue)
				list = append(list, found)
				break
			}
		}
	}
	return list
}

// standsAlone tells whether a find counts outside contents: not "so-called", not a thought, not what a noun only names ("the fear
// of war"), and of a verb only what says something ("accepted an award" does not).
func (r *reader) standsAlone(found Inner, i int, w text.Range) bool {
	that := r.is(found.Content[0].First, w, "that")
	switch {
	case r.words.is("inner", r.lemma(i)) && size(found.Cue) == 1:
		return false
	case r.is(i, w, "so-called"), r.is(i, w, "according") && i > w.First && !r.isMark(i-1):
		return false
	case found.Why == whyNominal:
		return that || r.words.is("matter", r.lemma(i))
	case r.words.verbs[r.lemma(i)].has(isThought):
		return false
	case found.Why == whyFinite && r.words.verbs[r.lemma(i)].has(takesNoun) && size(found.Cue) == 1:
		denied := r.words.is("answer", r.lemma(i)) && r.tag(found.Content[0].First) == "VBG" // "has denied doing so"
		return that || denied || slices.ContainsFunc(found.Content, func(run text.Range) bool { return r.hasFinite(run) || r.reports(run) || r.hasMatter(run) })
	}
	return true
}

// hasMatter tells whether a noun that stands for something said is in the run.
func (r *reader) hasMatter(run text.Range) bool {
	for i := run.First; i < run.End; i++ {
		if phrase.IsNoun(r.tag(i)) && r.words.is("matter", r.lemma(i)) {
			return true
		}
	}
	return false
}

// told tells of each token whether it stands in the content or source of a statement.
func (r *reader) told(all []Inner) []bool {
	open := make([]int, len(r.document.Tokens)+1) // how many more runs are open from each token on
	for _, s := range all {
		for _, runs := range [][]text.Range{s.Content, s.Source} {
			for _, run := range runs {
				open[run.First]++
				open[run.End]--
			}
		}
	}
	told := make([]bool, len(r.document.Tokens))
	deep := 0
	for i := range told {
		deep += open[i]
		told[i] = deep > 0
	}
	return told
}
