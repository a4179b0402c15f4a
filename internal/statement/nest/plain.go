package nest

import "gainsay/internal/text"

// plain finds the statements in the running text that stand in no content, source or cue of the known ones and in no quotation,
// by the rules for the inside of contents. Verbs and nouns that are seldom cues there are left alone.
func (r *reader) plain(all []Inner) []Inner {
	taken := make(map[int]bool)
	for _, s := range all {
		mark(taken, s.Cue)
	}
	told := r.told(all)
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
				if !ok || r.words.is("inner", r.lemma(i)) && size(found.Cue) == 1 || touches(taken, found.Cue) || size(found.Content) == 0 || r.is(i, w, "according") && i > w.First && !r.isMark(i-1) {
					continue
				}
				found.Parent, found.Confidence = -1, confidencePlain
				mark(taken, found.Cue)
				list = append(list, found)
				break
			}
		}
	}
	return list
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
