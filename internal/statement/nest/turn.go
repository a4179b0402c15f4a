package nest

import (
	"gainsay/internal/analysis/lemma"
	"gainsay/internal/analysis/phrase"
	"gainsay/internal/text"
)

// turn ends the content of statement i where its speaker is reported to say something else: "said the gate was shut | and called
// on Oru to leave". The next report, where it is known, is his and not one inside the content. In PolNeAR's training articles the
// verb of reporting behind "and" is another cue of the same source in nine cases of ten.
func (r *reader) turn(all []Inner, i int, near []int) {
	s := &all[i]
	cue := r.reportingVerb(s.Cue)
	if cue < 0 || len(s.Content) == 0 {
		return
	}
	last := &s.Content[len(s.Content)-1]
	w := r.sentence(cue)
	tense := r.tenseOf(cue, w)
	if last.First <= cue || last.End > w.End || tense == "" {
		return
	}
	for k := last.First + 1; k < last.End; k++ {
		if r.tag(k) != "CC" || r.document.Tokens[k].Quotation != r.document.Tokens[cue].Quotation {
			continue
		}
		verb := r.reportBehind(k, w)
		if verb < 0 || r.tenseOf(verb, w) != tense {
			continue
		}
		if end := r.trim(last.First, k); end > last.First {
			last.End = end
		}
		for _, j := range near {
			if j == i || !text.Holds(all[j].Cue, verb) || len(all[j].Source) > 0 && !within(all[j].Source, text.Range{First: last.First, End: k}) {
				continue
			}
			all[j].Source = s.Source
		}
		return
	}
}

// within tells whether all runs lie in the range.
func within(runs []text.Range, whole text.Range) bool { return inside(runs, one(whole)) }

// reportingVerb is the token of the verb of reporting in a cue, or -1.
func (r *reader) reportingVerb(cue []text.Range) int {
	for _, run := range cue {
		for i := run.First; i < run.End; i++ {
			if phrase.IsVerb(r.tag(i)) && r.words.verbs[r.lemma(i)] != 0 {
				return i
			}
		}
	}
	return -1
}

// reportBehind is the verb of reporting, in the active voice and without a subject of its own, that a conjunction at token k joins
// on, or -1.
func (r *reader) reportBehind(k int, w text.Range) int {
	for j := k + 1; j < w.End && j < k+5; j++ {
		f := r.words.verbs[r.lemma(j)]
		base := r.lemma(j)
		switch {
		case !phrase.InVerb(r.tag(j)) || r.tag(j) == "TO" || base == "be":
			return -1
		case phrase.IsVerb(r.tag(j)) && f != 0:
			if f.has(isThought|onlyPlain|takesThat) || r.tag(j) == "VBG" || r.tag(j) == "VBN" && !r.hasAuxiliary(j) {
				return -1
			}
			return j
		}
	}
	return -1
}

// tenseOf is "past" or "present" by the finite verb of the group of the verb at token i, or "".
func (r *reader) tenseOf(i int, w text.Range) string {
	for k := i; k >= w.First && k > i-5; k-- {
		if k < i && !phrase.InVerb(r.tag(k)) {
			break
		}
		switch r.tag(k) {
		case "VBD":
			return "past"
		case "VBZ", "VBP":
			if lemma.Of(r.lower(k), r.tag(k)) == "have" { // "has said … and accused"
				return "past"
			}
			return "present"
		}
	}
	return ""
}
