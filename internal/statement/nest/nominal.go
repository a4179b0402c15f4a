package nest

import (
	"slices"
	"unicode"
	"unicode/utf8"

	"gainsay/internal/analysis/phrase"
	"gainsay/internal/text"
	"gainsay/news"
)

// nominal reads the statement whose cue is the noun at token i: "Northern allegations that P", "reports of Q".
func (r *reader) nominal(i int, w text.Range) (Inner, bool) {
	f := r.words.nouns[r.lemma(i)]
	p := r.phraseOf(i)
	if f == 0 || !phrase.IsNoun(r.tag(i)) || r.tag(i) == "NNP" || p.Head != i {
		return Inner{}, false
	}
	found := Inner{Cue: one(text.Range{First: i, End: i + 1}), Confidence: confidenceNominal, Why: whyNominal}
	j := r.skipAdjuncts(i+1, w)
	if (r.is(j, w, "by", "from") || r.is(j, w, "in") && j+1 < w.End && r.tag(j+1) == "NNP" && r.lemma(i) == "report") && j+1 < w.End && r.phraseOf(j+1).Kind == phrase.Noun {
		agent := text.Range{First: j + 1, End: r.phraseOf(j + 1).Tokens.End}
		if r.inTime(agent) { // "a report by the end of June"
			return Inner{}, false
		}
		found.Source, j = one(agent), r.skipAdjuncts(agent.End, w)
	}
	if k := r.skipPhrases(j, w); r.is(k, w, "that") {
		j = k
	}
	end := r.nominalEnd(i, j, f, w)
	if that := r.predicate(i, j, f, w); that > 0 {
		j, end = that, r.clauseEnd(i, that, w, -1)
	}
	if end <= j {
		return Inner{}, false
	}
	found.Content = one(text.Range{First: j, End: end})
	if len(found.Source) == 0 {
		found.Source = r.possessor(i, max(p.Tokens.First, w.First), w)
	}
	if verb := p.Tokens.First - 1; len(found.Source) == 0 && w.Contains(verb) && phrase.IsVerb(r.tag(verb)) && r.words.is("issue", r.lemma(verb)) {
		if subject, ok := r.subject(r.groupOf(verb, w).first, w); ok {
			found.Source = one(subject)
		}
	}
	return found, true
}

// predicate is the "that" of a clause which says what the noun at token i is, "the charge against Tal is that P", or 0; j is the
// token after the noun.
func (r *reader) predicate(i, j int, f frame, w text.Range) int {
	if !f.has(takesThat | takesPredicate) {
		return 0
	}
	if r.is(j, w, "against") && j+1 < w.End && r.phraseOf(j+1).Kind == phrase.Noun {
		j = r.phraseOf(j + 1).Tokens.End
	}
	if j+2 >= w.End || !r.isFinite(j) || !r.is(j, w, "is", "was", "remains", "remained") || !r.is(j+1, w, "that") || r.tag(j+1) == "DT" {
		return 0
	}
	return j + 1
}

// inTime tells whether a phrase is part of a time, or the part of a period that a time after it names.
func (r *reader) inTime(p text.Range) bool {
	if r.isTimeNoun(p.End-1) || r.is(p.End-1, p, "end", "beginning", "start", "middle", "close") {
		return true
	}
	span := r.document.Span(p)
	return slices.ContainsFunc(r.document.Times, func(t news.Time) bool { return t.Span.Overlaps(span) })
}

// nominalEnd is where the noun's complement at token j ends, or j where it is none.
func (r *reader) nominalEnd(i, j int, f frame, w text.Range) int {
	if j+1 >= w.End {
		return j
	}
	first := r.isSubject(i, w)
	verbs := -1
	switch {
	case r.is(j, w, "that"):
		if !f.has(takesThat) || phrase.InVerb(r.tag(j+1)) { // "the report that said": a relative clause
			return j
		}
		if first {
			verbs = 0
		}
		return r.unlabelled(i, j, r.unjudged(j, r.clauseEnd(i, j, w, verbs), w), r.sentence(i))
	case r.is(j, w, "of") && f.has(takesOf), r.is(j, w, "about", "regarding", "concerning") && f.has(takesAbout), r.is(j, w, "over") && f.has(takesOver), r.is(j, w, "for") && f.has(takesFor):
		if r.tag(j+1) == "VBG" {
			return r.clauseEnd(i, j, w, 0)
		}
		if end := r.nounPhraseEnd(i, j+1, w); end > j+1 {
			return end
		}
	case r.is(j, w, "to") && f.has(takesTo) && r.tag(j+1) == "VB":
		return r.clauseEnd(i, j, w, 0)
	case f.has(takesBare) && r.phraseOf(j).Kind == phrase.Noun && r.tag(j) != "WP" && r.tag(j) != "PRP" && r.clause(j, w):
		return r.clauseEnd(i, j, w, -1)
	}
	return j
}

// isSubject tells whether the noun phrase of token i stands before its verb.
func (r *reader) isSubject(i int, w text.Range) bool {
	t := r.phraseOf(i).Tokens.First - 1
	return t < w.First || r.is(t, w, ",", "that", "and", "but") || r.tag(t) == "CC"
}

// possessor finds the source in the noun phrase of the noun at token i: a possessive, a nationality, a name.
func (r *reader) possessor(i, first int, w text.Range) []text.Range {
	for k := i - 1; k >= first; k-- {
		switch tag := r.tag(k); {
		case tag == "POS" && k > first:
			if owner := r.phraseOf(k - 1); !r.words.is("time", r.lower(k-1)) {
				return one(text.Range{First: max(owner.Tokens.First, first), End: k + 1})
			}
		case tag == "PRP$":
			return one(text.Range{First: k, End: k + 1})
		case tag == "NNP" || tag == "NNPS" || tag == "JJ" && isCapital(r.document.Word(k)):
			if r.words.is("time", r.lower(k)) {
				continue
			}
			start := k
			for start > first && (r.tag(start-1) == "NNP" || r.tag(start-1) == "NNPS") {
				start--
			}
			return one(text.Range{First: start, End: k + 1})
		case tag == "NN" && r.words.is("speaker", r.lower(k)):
			return one(text.Range{First: k, End: k + 1})
		}
	}
	return nil
}

func isCapital(word string) bool {
	first, _ := utf8.DecodeRuneInString(word)
	return unicode.IsUpper(first)
}

// unlabelled ends the content of the noun at token i, which starts at token j, before what the outer speaker calls it: "described
// allegations that she fled | as a joke".
func (r *reader) unlabelled(i, j, end int, w text.Range) int {
	verb := r.phraseOf(i).Tokens.First - 1
	for w.Contains(verb) && r.tag(verb) == "VBG" { // "growing allegations"
		verb--
	}
	if !w.Contains(verb) || !phrase.IsVerb(r.tag(verb)) || !r.words.is("label", r.lemma(verb)) {
		return end
	}
	for k := end - 2; k > j+2; k-- {
		if r.is(k, w, "as") && r.names(k+1, end) && r.hasFinite(text.Range{First: j, End: k}) {
			return r.trim(j, k)
		}
	}
	return end
}

// names tells whether a noun phrase or an adjective stands at token k, quoted or not, and no pronoun with its clause.
func (r *reader) names(k, end int) bool {
	for k < end && r.isMark(k) {
		k++
	}
	if k >= end || r.is(k, text.Range{First: k, End: end}, "well", "long", "soon", "many", "much", "far") {
		return false
	}
	switch tag := r.tag(k); tag {
	case "DT", "JJ", "CD", "VBG", "VBN", "PRP$":
		return true
	default:
		return phrase.IsNoun(tag)
	}
}

// unjudged ends a content before the outer speaker's word on it: "a rumour that she fled, which is not true".
func (r *reader) unjudged(first, end int, w text.Range) int {
	for k := first + 1; k+2 < end; k++ {
		if !r.is(k, w, "which") || r.lemma(k+1) != "be" {
			continue
		}
		j := k + 2
		for j < end && (r.tag(j) == "RB" || r.tag(j) == "DT") {
			j++
		}
		if r.is(j, w, "true", "false", "untrue", "wrong", "incorrect", "nonsense", "lie") {
			return r.trim(first, k)
		}
	}
	return end
}
