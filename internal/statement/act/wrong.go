package act

import (
	"strings"

	"gainsay/internal/text"
)

// wrong finds words of wrongdoing that are the speaker's own.
func (r *reader) wrong(want func(i int) bool) (text.Range, bool) {
	lexicon := wordLexicon()
	end := r.contentEnd()
	for _, i := range r.tokens {
		for _, m := range lexicon.at(r, i, end) {
			if m.class == "wrong" && r.own(i) && want(i) {
				return m.tokens, true
			}
		}
	}
	return text.Range{}, false
}

// wrongDenied: "nobody here took bribes".
func (r *reader) wrongDenied() (text.Range, bool) {
	return r.wrong(func(i int) bool {
		c, ok := r.clauseOf(i)
		return r.denied(i) && (!ok || !r.ofUnknown(c))
	})
}

// wrongCharged: somebody other than the speaker does wrong.
func (r *reader) wrongCharged() (text.Range, bool) {
	return r.wrong(func(i int) bool {
		c, ok := r.clauseOf(i)
		return !r.denied(i) && !r.fought(i) && (!ok || !c.negated && !r.selfSubject(c) && !r.wouldBe(c) || r.is(max(i-2, 0), "above")) && r.charges(i)
	})
}

// wouldBe tells whether the clause only foresees: "would violate"; "may have violated" charges.
func (r *reader) wouldBe(c clause) bool {
	return c.modal != "" && !r.perfect(c)
}

// charges tells whether the word of wrongdoing at token i is said of somebody and not only a topic: it is a verb, stands behind
// "be" or a possessor, or is what was committed.
func (r *reader) charges(i int) bool {
	tag := r.d.Tokens[i].Tag
	switch {
	case tag == "NNP" || tag == "NNPS":
		return false
	case tag == "VBD" || tag == "VBZ" || tag == "VBP" || tag == "VB":
		return true
	}
	for k := i - 1; k >= max(i-4, 0) && text.Holds(r.s.Content, k); k-- {
		switch {
		case r.is(k, "have", "being") && strings.HasPrefix(tag, "VB"):
			return true
		case r.is(k, "be", "commit", "above", "of", "for", "by", "order", "as", "with", "'s", "’s", "his", "her", "their", "its"):
			return true
		case !fillsPhrase(r.d.Tokens[k].Tag) && !strings.HasPrefix(r.d.Tokens[k].Tag, "NN") && !r.isMark(k):
			return len(r.clauses) == 0 || strings.HasPrefix(tag, "NN") && strings.HasPrefix(r.d.Tokens[k].Tag, "VB") && !r.is(k, "have", "see", "like")
		}
	}
	return len(r.clauses) == 0 || r.is(i, "deliberately", "cynically")
}

// evidenced: "it had evidence of raids by the rebels".
func (r *reader) evidenced() (text.Range, bool) {
	for _, c := range r.clauses {
		i := c.verb.End
		if c.negated || c.reported || c.conditional || !r.is(c.head, "have", "see", "find", "obtain", "gather", "collect") {
			continue
		}
		for i < c.end && fillsPhrase(r.d.Tokens[i].Tag) {
			i++
		}
		if i+1 >= c.end || !text.Holds(r.s.Content, i+1) || !r.is(i, "evidence", "information", "proof", "intelligence") || !r.is(i+1, "of", "on", "about") {
			continue
		}
		for k := i + 2; k+1 < min(c.end, i+9); k++ {
			if text.Holds(r.s.Content, k+1) && r.is(k, "by") && strings.HasPrefix(r.d.Tokens[k-1].Tag, "NN") || r.is(k, "by") && r.isMark(k-1) {
				return text.Range{First: i, End: k + 1}, true
			}
		}
	}
	return text.Range{}, false
}

// concerned: "it has serious concerns about".
func (r *reader) concerned() (text.Range, bool) {
	for _, c := range r.clauses {
		i := c.verb.End
		if c.negated || c.reported || c.conditional || c.subordinate || !r.is(c.head, "have", "share") {
			continue
		}
		for i < c.end && (fillsPhrase(r.d.Tokens[i].Tag) || r.isMark(i)) {
			i++
		}
		if i+1 < c.end && text.Holds(r.s.Content, i) && r.is(i, "concern", "worry", "misgiving", "fear") && strings.HasPrefix(r.d.Tokens[i].Tag, "NN") {
			return one(i), true
		}
	}
	return text.Range{}, false
}

// fought tells whether the wrong at token i is only what somebody acts against or looks into: "to fight corruption".
func (r *reader) fought(i int) bool {
	for k := i - 1; k >= max(i-4, 0) && text.Holds(r.s.Content, k); k-- {
		if _, ok := wordLexicon().of(r, k, "remedy"); ok {
			return true
		}
	}
	return false
}

// admitting: the speaker himself did wrong, or answers for it.
func (r *reader) admitting() (text.Range, bool) {
	for _, c := range r.clauses {
		if c.subordinate || c.reported || c.conditional || c.negated || !r.selfSubject(c) {
			continue
		}
		for _, m := range wordLexicon().at(r, c.head, c.end) {
			if m.class == "wrong" {
				return m.tokens, true
			}
		}
		for _, m := range cueLexicon().at(r, c.head, c.end) {
			if m.class == "confirm" && len(m.words) > 1 {
				return m.tokens, true
			}
		}
	}
	return text.Range{}, false
}

// tested: "tests showed that", or, where a test is the source itself, whatever it showed.
func (r *reader) tested() (text.Range, bool) {
	lexicon := wordLexicon()
	for _, part := range [][]text.Range{r.s.Source, r.s.Content} {
		for _, x := range part {
			for i := x.First; i < x.End; i++ {
				if _, ok := lexicon.of(r, i, "test"); !ok {
					continue
				}
				for k := i + 1; k < min(len(r.d.Tokens), i+12); k++ {
					if r.is(k, "no", "not", ".") {
						break
					}
					if tag := r.d.Tokens[k].Tag; r.is(k, "show", "confirm", "prove", "establish", "reveal") && tag != "VB" && tag != "VBG" && !r.nothingAfter(k) {
						return one(k), true
					}
				}
			}
		}
	}
	return text.Range{}, false
}

// nothingAfter tells whether the verb at token k finds nothing: "showed no trace".
func (r *reader) nothingAfter(k int) bool {
	return k+1 < len(r.d.Tokens) && r.is(k+1, "no", "nothing", "neither")
}

// truth: "it is indeed", "the report is accurate", "tests showed".
func (r *reader) truth() (text.Range, bool) {
	for _, c := range r.clauses {
		if c.subordinate || c.reported || c.conditional {
			continue
		}
		if c.negated {
			if r.calledFalse(c) { // "is not false"
				return text.Range{First: c.verb.First, End: c.verb.End + 1}, true
			}
			continue
		}
		if c.head > c.verb.First && r.is(c.verb.First, "do") && r.d.Tokens[c.head].Tag == "VB" && r.selfSubject(c) && r.firstClause(c) { // "he did meet them"
			return c.verb, true
		}
		for i := c.verb.First; i < min(c.end, c.verb.End+2, len(r.d.Tokens)); i++ {
			if text.Holds(r.s.Content, i) && !strings.HasPrefix(r.d.Tokens[i].Tag, "VB") && r.is(i, "indeed", "true", "accurate", "correct", "genuine", "authentic") && !r.denied(i) {
				return one(i), true
			}
		}
	}
	first, closed := r.firstWord()
	return one(first), closed && r.is(first, "yes", "yeah", "correct", "absolutely", "indeed")
}

// firstWord is the content's first word; closed tells whether a comma, a full stop or the content's end follows it.
func (r *reader) firstWord() (first int, closed bool) {
	n := 0
	for n+1 < len(r.tokens) && r.isMark(r.tokens[n]) {
		n++
	}
	first = r.tokens[n]
	return first, n+1 == len(r.tokens) || r.isMark(r.tokens[n+1]) || r.is(r.tokens[n+1], ",", ".", "!")
}
