package nest

import (
	"gainsay/internal/analysis/lemma"
	"gainsay/internal/analysis/phrase"
	"gainsay/internal/text"
)

// fill mends statement i where its content says nothing: "[calls] were rejected | by Oru" is about the calls, "denied doing | so"
// about doing so. What stays without a word of its own is dropped, and so is how a speaker asked to be named, which tells of the
// report and not of the matter.
func (r *reader) fill(s *Inner) {
	if len(s.Cue) == 0 || len(s.Content) == 0 {
		return
	}
	cue := &s.Cue[len(s.Cue)-1]
	if verb := cue.End - 1; verb > cue.First && r.tag(verb) == "VBG" && (s.Content[0].First == cue.End || s.Content[0].First == verb) && r.words.is("answer", r.lemma(verb-1)) {
		cue.End, s.Content[0].First = verb, verb
	}
	if r.anonymous(s) || r.perceives(s) {
		*s = dropped
		return
	}
	r.wholeSubject(s)
	last := &s.Content[len(s.Content)-1]
	if noun := cue.End - 1; phrase.IsNoun(r.tag(noun)) && last.First > noun {
		last.End = r.unlabelled(noun, last.First, last.End, r.sentence(noun))
	}
	for _, run := range s.Content {
		for i := run.First; i < run.End; i++ {
			if !r.isMark(i) && !r.isFunction(r.tag(i)) {
				return
			}
		}
	}
	if verb := r.reportingVerb(s.Cue); verb >= 0 {
		w := r.sentence(verb)
		g := r.groupOf(verb, w)
		if subject, ok := r.subject(g.first, w); ok && g.passive && r.is(s.Content[0].First, w, "by") && len(common(one(subject), s.Source)) == 0 {
			s.Content = one(subject)
			return
		}
	}
	*s = dropped
}

// wholeSubject gives a content that is the end of a passive's subject all of it: "the report about | the fire was not confirmed".
func (r *reader) wholeSubject(s *Inner) {
	verb := r.reportingVerb(s.Cue)
	if verb < 0 || len(s.Content) != 1 || s.Content[0].End > verb {
		return
	}
	w := r.sentence(verb)
	run := &s.Content[0]
	if g := r.groupOf(verb, w); !g.passive || run.End != g.first {
		return
	}
	for run.First-2 >= w.First && r.is(run.First-1, w, "about", "of", "on", "regarding", "concerning") && r.phraseOf(run.First-2).Kind == phrase.Noun {
		run.First = r.phraseOf(run.First - 2).Tokens.First
	}
}

// perceives tells whether a statement is no more than that somebody has seen or read what a pronoun means: "who have seen it".
func (r *reader) perceives(s *Inner) bool {
	for _, run := range s.Content {
		for i := run.First; i < run.End; i++ {
			if r.tag(i) != "PRP" && !r.isMark(i) {
				return false
			}
		}
	}
	return r.words.is("perceive", r.lemma(s.Cue[len(s.Cue)-1].End-1))
}

// isFunction tells whether a word with the tag says nothing by itself.
func (r *reader) isFunction(tag string) bool {
	switch tag {
	case "IN", "TO", "CC", "RP", "POS", "MD":
		return true
	}
	return false
}

// anonymous tells whether a statement is that its speaker is not to be named: "asked not to be identified".
func (r *reader) anonymous(s *Inner) bool {
	whole := cover(s.Cue, s.Content)
	w := r.sentence(s.Cue[0].First)
	if s.Content[0].First < s.Cue[0].First {
		return false
	}
	for i := whole.First; i < whole.End && i < whole.First+8; i++ {
		if r.is(i, w, "on") && r.is(i+1, w, "condition") && r.lemma(s.Cue[0].First) == "speak" {
			return r.document.Tokens[i].Quotation < 0 // "spoke on condition that their names not be used"
		}
		if r.is(i, w, "anonymity") || r.is(i, w, "named", "identified", "quoted") && i >= w.First+2 && r.lemma(i-1) == "be" && r.tag(i-2) == "TO" {
			return r.document.Tokens[i].Quotation < 0 && phrase.IsVerb(r.tag(s.Cue[0].End-1)) && r.words.is("anonymous", r.lemma(s.Cue[0].End-1))
		}
	}
	return false
}

// misread gives a statement whose cue is a noun, taken for a verb, what belongs to the noun: "Northern claims that the gate was
// open were false".
func (r *reader) misread(s *Inner) {
	if len(s.Cue) != 1 {
		return
	}
	i := s.Cue[0].End - 1
	if !phrase.IsVerb(r.original.Tokens[i].Tag) || !phrase.IsNoun(r.tag(i)) {
		return
	}
	if found, ok := r.nominal(i, r.sentence(i)); ok {
		s.Source, s.Cue, s.Content = found.Source, found.Cue, found.Content
	}
}

// rename gives the tag of a noun to what was tagged as a verb though a clause with "that" and then another verb follow it.
func (r *reader) rename() {
	renamed := false
	for s := range r.document.Sentences {
		w := r.document.Sentences[s].Tokens
		for i := w.First + 1; i+2 < w.End; i++ {
			if r.tag(i) != "VBZ" || !r.is(i+1, w, "that") || r.words.nouns[lemma.Of(r.document.Word(i), "NNS")] == 0 {
				continue
			}
			clause := text.Range{First: i, End: min(w.End, i+reach)}
			if end := r.clauseEnd(i, i+1, clause, 0); end < clause.End && r.isFinite(end) && end > i+3 {
				r.document.Tokens[i].Tag = "NNS"
				renamed = true
			}
		}
	}
	if renamed {
		clear(r.lemmas)
		r.phrases, r.of = phrase.Of(r.document)
	}
}

// spareTime takes out of a content the time that dates the cue: "accused Oru | last week | of theft".
func (r *reader) spareTime(s *Inner) {
	verb := r.reportingVerb(s.Cue)
	if verb < 0 || len(s.Content) == 0 || !r.words.verbs[r.lemma(verb)].has(takesObject) || r.words.verbs[r.lemma(verb)].has(isThought) || s.Content[0].First <= verb {
		return
	}
	run := s.Content[0]
	for i := run.First + 1; i+1 < run.End && i < run.First+farthest; i++ {
		switch {
		case r.isFinite(i):
			return
		case r.isTimeNoun(i) && r.is(i+1, run, "of", "for") && r.tag(i) != "POS":
			first := r.timeStart(i, run)
			if first-1 > run.First && r.is(first-1, run, "on", "in", "during") {
				first--
			}
			if first > run.First {
				s.Content = append([]text.Range{{First: run.First, End: first}, {First: i + 1, End: run.End}}, s.Content[1:]...)
			}
			return
		}
	}
}
