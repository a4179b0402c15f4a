package nest

import (
	"slices"

	"gainsay/internal/analysis/phrase"
	"gainsay/internal/text"
)

// Read makes chains of the statements that a reader of plain attributions found. It gives them back in their order, mended
// where such a reader goes astray on statements about statements, each with its parent or -1; then come the ones that it
// missed, in the contents, around a statement ("disputed the report that said P") or beside them. A known statement keeps its
// cue, and its confidence here is 0; one that turns out to be none comes back without a content.
func Read(d *text.Document, known []Outer) []Inner {
	r := newReader(d)
	all := make([]Inner, len(known))
	for i, k := range known {
		all[i] = Inner{Source: k.Source, Cue: k.Cue, Content: k.Content, Parent: -1}
	}
	r.freeCitations(all)
	for i := range all {
		r.widen(all, i)
	}
	relay(r, all)
	all = append(all, r.around(all)...)
	clip(all)
	near := r.bySentence(all)
	for i := range all {
		if len(all[i].Cue) > 0 {
			r.misread(&all[i])
			here := near[d.Tokens[all[i].Cue[0].First].Sentence]
			r.complete(all, i, here)
			if next, ok := r.turn(all, i, here); ok {
				all = append(all, next)
			}
			r.fill(&all[i])
			r.spareTime(&all[i])
		}
	}
	all = r.apposed(all, near)
	all = append(all, r.plain(all)...)
	return r.arranged(all)
}

// freeCitations drops statements that are only that somebody is cited, where another one of the sentence is what he is cited for:
// "the agency said P, citing | a guard". The guard's statement is found by citations.
func (r *reader) freeCitations(all []Inner) {
	for i := range all {
		s := &all[i]
		if len(s.Cue) != 1 || s.Cue[0].Len() != 1 || !r.is(s.Cue[0].First, s.Cue[0], "citing", "quoting") || len(s.Content) != 1 ||
			s.Content[0].First != s.Cue[0].End || r.opening(s.Content[0].First) != nil || r.hasFinite(s.Content[0]) {
			continue
		}
		w := r.sentence(s.Cue[0].First)
		for j, o := range all {
			if j != i && len(o.Cue) > 0 && len(o.Source) > 0 && len(o.Content) > 0 && w.Contains(o.Cue[0].First) && w.Contains(o.Source[0].First) && len(common(o.Content, s.Content)) == 0 {
				*s = dropped
				break
			}
		}
	}
}

// arranged adds the statements inside the contents of all and sets every parent.
func (r *reader) arranged(all []Inner) []Inner {
	outers := make([]Outer, len(all))
	for i := range all {
		outers[i] = all[i].outer()
	}
	found := r.find(outers)
	for _, f := range found {
		outers = append(outers, f.outer())
	}
	for i, parent := range Arrange(outers)[:len(all)] {
		all[i].Parent = parent
		if parent >= 0 {
			r.nameRelative(&all[i])
		}
	}
	return append(all, found...)
}

// nameRelative gives a statement whose source is a relative pronoun the words that this stands for: "a guard | who | said".
func (r *reader) nameRelative(s *Inner) {
	if len(s.Source) != 1 || s.Source[0].Len() != 1 || !r.is(s.Source[0].First, s.Source[0], "who", "which", "that") {
		return
	}
	if found, ok := r.rule(s.Cue); ok && len(found.Source) == 1 && found.Source[0].End <= s.Source[0].First {
		s.Source = found.Source
	}
}

// rule reads the statement whose cue is the verb among the tokens of a known cue, within its sentence.
func (r *reader) rule(cue []text.Range) (Inner, bool) {
	for _, run := range cue {
		for i := run.First; i < run.End; i++ {
			found, known := r.ruled[i]
			if !known {
				if inner, ok := r.verbal(i, r.sentence(i)); ok {
					found = &inner
				}
				r.ruled[i] = found
			}
			if found != nil {
				return *found, true
			}
		}
	}
	return Inner{}, false
}

// sentence is the sentence of token i, or as much of a longer one as stands near it.
func (r *reader) sentence(i int) text.Range {
	s := r.document.Sentences[r.document.Tokens[i].Sentence].Tokens
	if s.Len() > longestWindow {
		s.First, s.End = max(s.First, i-longestWindow/2), min(s.End, i+longestWindow/2)
	}
	return s
}

// widen gives a statement the content that its cue has by rule where that holds another known statement which the content
// cuts through, "disputed [the report] that said P", and where the content is but a "that". A statement without a source gets the rule's.
func (r *reader) widen(all []Inner, i int) {
	found, ok := r.rule(all[i].Cue)
	if !ok {
		return
	}
	if len(all[i].Source) == 0 && len(found.Source) > 0 {
		all[i].Source = found.Source
	}
	if len(found.Content) != 1 || size(found.Content) <= size(all[i].Content) || !inside(all[i].Content, found.Content) {
		return
	}
	if !slices.ContainsFunc(all[i].Content, r.hasNoun) {
		all[i].Content = found.Content
		return
	}
	noClause := r.isPhrase(found.Content[0]) || !slices.ContainsFunc(all[i].Content, r.hasFinite)
	for j := range all {
		b := all[j]
		cueInside := inside(b.Cue, all[i].Content)
		if j == i || !noClause && !cueInside || cueInside && inside(b.Content, all[i].Content) {
			continue
		}
		if within, ok := r.rule(b.Cue); ok && len(common(b.Source, found.Content)) == 0 && inside(within.Source, found.Content) {
			b.Source = within.Source // not the subject of the outer cue
		}
		if holds(found.Content, b) {
			all[i].Content, all[j].Source = found.Content, b.Source
			return
		}
	}
}

func (r *reader) hasNoun(run text.Range) bool {
	for i := run.First; i < run.End; i++ {
		if r.phraseOf(i).Kind == phrase.Noun {
			return true
		}
	}
	return false
}

// isPhrase tells whether a content is a noun phrase, and no clause with a verb right after its first phrase.
func (r *reader) isPhrase(content text.Range) bool {
	p := r.phraseOf(content.First)
	return p.Kind == phrase.Noun && phrase.IsNoun(r.tag(p.Head)) && (p.Tokens.End >= content.End || !r.isFinite(p.Tokens.End))
}

// holds tells whether a content holds cue and content of a statement, and at least part of its source if it has one.
func holds(content []text.Range, s Inner) bool {
	return len(s.Cue) > 0 && size(s.Content) < size(content) && inside(s.Cue, content) && inside(s.Content, content) &&
		(len(s.Source) == 0 || len(common(s.Source, content)) > 0)
}

// common is what runs share with others.
func common(runs, others []text.Range) []text.Range {
	var shared []text.Range
	for _, run := range runs {
		for _, other := range others {
			shared = append(shared, one(text.Range{First: max(run.First, other.First), End: min(run.End, other.End)})...)
		}
	}
	return shared
}

// relay mends "P, X said, according to Y" and "X said P, Y reported": what Y reports is not P but that X said it.
func relay(r *reader, all []Inner) {
	for i := range all {
		a := &all[i]
		if len(a.Cue) == 0 || r.lower(a.Cue[0].First) != "according" && !r.followsUp(a) {
			continue
		}
		for j := range all {
			b := all[j]
			if i == j || len(b.Cue) == 0 || len(b.Source) == 0 || size(common(a.Content, b.Content))*2 < size(b.Content) || len(b.Content) == 0 ||
				r.document.Tokens[b.Cue[0].First].Sentence != r.document.Tokens[a.Cue[0].First].Sentence {
				continue
			}
			whole := cover(b.Source, b.Cue, b.Content)
			if whole.End > cover(without(a.Source, whole), a.Cue).First || len(common(one(whole), a.Content)) == 0 {
				continue
			}
			if own := without(a.Source, whole); len(own) > 0 {
				a.Source, a.Content = own, one(whole)
			}
			break
		}
	}
}

// followsUp tells whether source and cue of a statement stand behind a comma, after what is said: "P, the paper reported".
func (r *reader) followsUp(s *Inner) bool {
	if len(s.Source) == 0 || !r.needsClause(s) {
		return false
	}
	last := s.Source[len(s.Source)-1]
	own := min(last.First, s.Cue[0].First)
	return own > 0 && r.isComma(own-1) && r.document.Tokens[own].Quotation < 0
}

// cover is the shortest run that holds all others.
func cover(lists ...[]text.Range) text.Range {
	all := slices.Concat(lists...)
	whole := all[0]
	for _, run := range all {
		whole.First, whole.End = min(whole.First, run.First), max(whole.End, run.End)
	}
	return whole
}

// without leaves out the runs that overlap another.
func without(runs []text.Range, other text.Range) []text.Range {
	var left []text.Range
	for _, run := range runs {
		if len(common(one(run), one(other))) == 0 {
			left = append(left, run)
		}
	}
	return left
}

// around finds the statements whose content is a noun phrase with a known statement in it and that nobody found yet: "dismissed
// a report that said P", "quoted a guard who said P".
func (r *reader) around(all []Inner) []Inner {
	taken := make(map[int]bool)
	for _, s := range all {
		mark(taken, s.Cue)
	}
	var list []Inner
	for _, s := range all {
		if len(s.Cue) == 0 {
			continue
		}
		sentence := r.sentence(s.Cue[0].First)
		for i := max(sentence.First, s.Cue[0].First-reach); i < s.Cue[0].First; i++ {
			if taken[i] || !phrase.IsVerb(r.tag(i)) || !r.words.verbs[r.lemma(i)].has(takesNoun) {
				continue
			}
			found, ok := r.verbal(i, sentence)
			if !ok || touches(taken, found.Cue) || !holds(found.Content, s) {
				continue
			}
			found.Parent = -1
			mark(taken, found.Cue)
			list = append(list, found)
		}
	}
	return list
}

// clip takes off a source what lies outside the content that holds the rest of the statement, where it reaches over the outer
// cue: "One paper claims guards" of "One paper claims guards have blamed …".
func clip(all []Inner) {
	for i := range all {
		for j := range all {
			if i == j || !holds(all[j].Content, all[i]) || len(all[i].Source) == 0 {
				continue
			}
			if own := common(all[i].Source, all[j].Content); len(own) > 0 && size(own) < size(all[i].Source) {
				all[i].Source = own
			}
		}
	}
}

// bySentence lists the statements by the sentence of their cue.
func (r *reader) bySentence(all []Inner) map[int][]int {
	near := map[int][]int{}
	for i, s := range all {
		if len(s.Cue) > 0 {
			n := r.document.Tokens[s.Cue[0].First].Sentence
			near[n] = append(near[n], i)
		}
	}
	return near
}
