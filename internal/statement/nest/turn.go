package nest

import (
	"gainsay/internal/analysis/lemma"
	"gainsay/internal/analysis/phrase"
	"gainsay/internal/text"
)

// turn ends the content of statement i where its speaker is reported to say something else: "said the gate was shut | and called
// on Oru to leave", "said the gate was shut, | accusing Oru of theft". The next report is his: he becomes the source of the
// statement known for it, or ok is set and it is given. In PolNeAR's training articles the verb of reporting behind "and", and the
// participle behind a comma, are cues of the same source in nine cases of ten.
func (r *reader) turn(all []Inner, i int, near []int) (next Inner, ok bool) {
	s := &all[i]
	cue := r.reportingVerb(s.Cue)
	if cue < 0 || len(s.Content) == 0 {
		return next, false
	}
	last := &s.Content[len(s.Content)-1]
	w := r.sentence(cue)
	if last.First <= cue || last.End > w.End {
		return next, false
	}
	k, verb := r.turnIn(*last, cue, w)
	if verb < 0 {
		return next, false
	}
	cut := text.Range{First: last.First, End: r.trim(last.First, k)}
	if cut.Len() == 0 {
		return next, false
	}
	*last = cut
	for _, j := range near {
		if j == i || !text.Holds(all[j].Cue, verb) {
			continue
		}
		if len(all[j].Source) == 0 || inside(all[j].Source, one(text.Range{First: cut.First, End: k})) {
			all[j].Source = s.Source
		}
		return next, false
	}
	if r.tag(verb) != "VBG" || len(s.Source) == 0 {
		return next, false
	}
	if next, ok = r.verbal(verb, w); ok {
		next.Source, next.Parent = s.Source, -1
	}
	return next, ok
}

// turnIn finds the conjunction or comma in a content behind which the outer speaker's next verb of reporting stands, and the verb;
// -1 where there is none.
func (r *reader) turnIn(content text.Range, cue int, w text.Range) (at, verb int) {
	tense := r.tenseOf(cue, w)
	for k := content.First + 1; k < content.End; k++ {
		if r.document.Tokens[k].Quotation != r.document.Tokens[cue].Quotation {
			continue
		}
		switch {
		case r.tag(k) == "CC" && tense != "":
			verb := r.reportBehind(k, w)
			if verb < 0 || r.tenseOf(verb, w) != tense {
				continue
			}
			if r.reportsWithin(text.Range{First: content.First, End: k}, tense, w) {
				return -1, -1 // "said Oru admitted the theft and denied the fire": Oru did
			}
			return k, verb
		case r.isComma(k) && r.hasFinite(text.Range{First: content.First, End: k}):
			verb := k + 1
			for verb < content.End && r.tag(verb) == "RB" {
				verb++
			}
			if verb+1 < content.End && r.tag(verb) == "VBG" && r.speaksOn(verb) {
				return k, verb
			}
		}
	}
	return -1, -1
}

// speaksOn tells whether the participle at token i is one of reporting in words.
func (r *reader) speaksOn(i int) bool {
	f := r.words.verbs[r.lemma(i)]
	return f != 0 && !f.has(isThought|onlyPlain|takesThat|needsParticle) && !r.words.is("inner", r.lemma(i)) && !r.is(i, text.Range{First: i, End: i + 1}, "asking", "telling", "ordering")
}

// reportsWithin tells whether a verb of reporting in the tense stands in a run outside quotations.
func (r *reader) reportsWithin(run text.Range, tense string, w text.Range) bool {
	for i := run.First; i < run.End; i++ {
		if f := r.words.verbs[r.lemma(i)]; f != 0 && phrase.IsVerb(r.tag(i)) && !f.has(isThought|onlyPlain|takesThat) && r.document.Tokens[i].Quotation < 0 &&
			r.tag(i) != "VBG" && (r.tag(i) != "VBN" || r.hasAuxiliary(i)) && r.tenseOf(i, w) == tense {
			return true
		}
	}
	return false
}

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
