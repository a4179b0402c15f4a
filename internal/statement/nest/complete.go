package nest

import (
	"slices"

	"gainsay/internal/analysis/phrase"
	"gainsay/internal/text"
)

// complete mends the content of statement i where it breaks off before its clause has a verb, or amid a phrase: "denied that a
// guard | held in Oru had talked", "told the crew what he | wanted". near are the statements with a cue in the same sentence.
func (r *reader) complete(all []Inner, i int, near []int) {
	s := &all[i]
	if len(s.Content) == 0 {
		return
	}
	cue := s.Cue[len(s.Cue)-1].End - 1
	if r.completeBefore(all, i, cue, near) {
		return
	}
	last := &s.Content[len(s.Content)-1]
	w := r.sentence(last.End - 1)
	if found, ok := r.rule(s.Cue); ok && found.Why == whyNaming && last.Len() == 1 && r.tag(last.First) == "PRP" && inside(s.Content, found.Content) {
		s.Content = found.Content // "calls it | forged"
		return
	}
	if last.First <= cue || last.End >= w.End || r.opening(last.First) != nil && r.closing(last.End) != nil {
		return
	}
	end := 0
	switch tail := last.End - 1; {
	case r.opensPhrase(tail, w):
		first := r.phraseOf(tail).Tokens.First
		end = r.nounPhraseEnd(cue, first, w)
		if r.needsClause(s) && r.clause(first, w) {
			end = r.clauseEnd(cue, first, w, -1)
		}
	case r.opensClause(*last, w), r.needsClause(s) && !r.hasVerb(*last) && r.clause(last.First, w) && r.tag(last.End) != "CC":
		end = r.clauseEnd(cue, last.First, w, -1)
		if !r.hasFinite(text.Range{First: last.End, End: end}) {
			return
		}
	}
	end = min(end, nextRole(s, last.End, w.End), r.nextReport(all, i, *last, near, w.End))
	last.End = max(last.End, r.trim(last.First, end))
}

// opensPhrase tells whether token i is the determiner, possessive or preposition of a phrase that goes on behind it.
func (r *reader) opensPhrase(i int, w text.Range) bool {
	if i+1 >= w.End || r.isMark(i+1) {
		return false
	}
	switch r.tag(i) {
	case "DT", "PRP$", "POS":
		return r.of[i] == r.of[i+1]
	}
	return false
}

// opensClause tells whether the last clause that a run opens, with "that" or a question word, lacks its verb, and no other
// clause is joined behind it.
func (r *reader) opensClause(run text.Range, w text.Range) bool {
	if r.is(run.End, w, ",") && run.End+1 < w.End && (r.tag(run.End+1) == "CC" || r.tag(run.End+1) == "RB") {
		return false
	}
	for k := run.End - 1; k >= run.First; k-- {
		switch tag := r.tag(k); {
		case tag == "MD" || tag == "TO" || phrase.IsVerb(tag) && tag != "VBN" && tag != "VBG":
			return false
		case tag == "WP" || tag == "WDT" || tag == "WRB" || r.is(k, w, "whether", "if"):
			return true
		case r.is(k, w, "that"):
			return tag == "IN" && !r.isMark(k+1) || tag == "DT" && phrase.InVerb(r.tag(k+1)) || tag == "WDT"
		}
	}
	return false
}

// needsClause tells whether the cue of a statement must have a clause for its content: "said", and not "denied".
func (r *reader) needsClause(s *Inner) bool {
	for _, run := range s.Cue {
		for i := run.First; i < run.End; i++ {
			if f := r.words.verbs[r.lemma(i)]; f != 0 && phrase.IsVerb(r.tag(i)) {
				return f.has(takesClause) && !f.has(takesNoun|takesAs|takesObject|onlyPlain)
			}
		}
	}
	return false
}

func (r *reader) hasVerb(run text.Range) bool {
	for i := run.First; i < run.End; i++ {
		if tag := r.tag(i); phrase.IsVerb(tag) && tag != "VBN" && tag != "VBG" || tag == "MD" || tag == "TO" {
			return true
		}
	}
	return false
}

// nextRole is where the next run of the statement's own from token i on starts, or end.
func nextRole(s *Inner, i, end int) int {
	for _, runs := range [][]text.Range{s.Source, s.Cue, s.Content} {
		for _, run := range runs {
			if run.First >= i {
				end = min(end, run.First)
			}
		}
	}
	return end
}

// nextReport is where source or cue starts of another statement, behind the run, whose content stands before: ", the paper
// reported".
func (r *reader) nextReport(all []Inner, i int, run text.Range, near []int, end int) int {
	for _, j := range near {
		b := &all[j]
		if j != i && len(b.Content) > 0 && b.Content[0].First <= run.First && b.Cue[0].First >= run.End {
			end = min(end, nextRole(&Inner{Source: b.Source, Cue: b.Cue}, run.End, end))
		}
	}
	return end
}

// completeBefore mends a content that stands before its source and cue: "The guard | , who had slept, heard nothing, he said". A
// content behind the cue that is no clause where one is needed gives way to the clause before it: "The gate was shut, the
// mayor said in a | letter".
func (r *reader) completeBefore(all []Inner, i, cue int, near []int) bool {
	s := &all[i]
	run := s.Content[0]
	w := r.sentence(cue)
	own := s.Cue[0].First
	if len(s.Source) > 0 {
		own = min(own, s.Source[0].First)
	}
	if len(s.Content) != 1 || !r.needsClause(s) || r.opening(run.First) != nil || r.hasVerb(run) || own <= w.First+2 || !r.is(own-1, w, ",") {
		return false
	}
	astray := !w.Contains(run.First)
	if run.First > cue && !astray && (run.First == r.reportingVerb(s.Cue)+1 || len(s.Source) == 0) {
		return false
	}
	whole := text.Range{First: w.First, End: r.trim(w.First, own)}
	if r.tag(whole.First) == "CC" {
		whole.First++
	}
	if !r.hasFinite(whole) || r.opening(whole.First) != nil || r.tag(whole.First) == "IN" || r.tag(whole.First) == "WRB" {
		return false
	}
	for _, j := range near {
		if j != i && slices.ContainsFunc(all[j].Cue, func(c text.Range) bool { return c.First < own }) && !inside(all[j].Cue, one(run)) {
			return false
		}
	}
	s.Content = one(whole)
	return true
}
