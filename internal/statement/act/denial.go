package act

import (
	"strings"

	"gainsay/internal/text"
)

// denied tells whether token i stands under a negation of its clause or right behind one of its own.
func (r *reader) denied(i int) bool {
	for k := i - 1; k >= max(i-3, 0) && text.Holds(r.s.Content, k); k-- {
		if r.is(k, "not", "n't", "never", "no", "without", "hardly", "neither", "nor", "nothing", "any") {
			return !(k+1 < len(r.d.Tokens) && r.is(k+1, "only", "just", "above"))
		}
	}
	c, ok := r.clauseOf(i)
	return ok && c.negated && c.verb.First <= i && i <= c.verb.End+6
}

// falsity finds a word that calls a claim false.
func (r *reader) falsity() (text.Range, bool) {
	lexicon := wordLexicon()
	end := r.contentEnd()
	for _, i := range r.tokens {
		for _, m := range lexicon.at(r, i, end) {
			if m.class != "falsity" || !r.own(i) {
				continue
			}
			if negatesItself(m.words) {
				if r.own(i) {
					return m.tokens, true
				}
				continue
			}
			if !r.denied(i) && !r.doubtedBefore(i) && (r.predicated(m.tokens) || r.claimFollows(m.tokens.End) && r.d.Tokens[max(i-1, 0)].Tag != "PRP$") {
				return m.tokens, true
			}
		}
	}
	return text.Range{}, false
}

// doubtedBefore tells whether the clause of token i hangs on a negated one, or on a noun under "no": "no sign that it is false".
func (r *reader) doubtedBefore(i int) bool {
	for n := range r.clauses {
		c := r.clauses[n]
		if c.verb.First <= i && i < c.end {
			for k := c.subject.First - 1; k >= max(c.subject.First-5, 0) && text.Holds(r.s.Content, k); k-- {
				if r.is(k, "no", "without") {
					return true
				}
			}
		}
		if n > 0 && c.verb.First <= i && i < c.end && r.clauses[n-1].negated && r.clauses[n-1].end == c.verb.First {
			return true
		}
	}
	return false
}

func negatesItself(words []string) bool {
	switch words[0] {
	case "not", "no", "never", "nothing", "without", "far", "anything":
		return true
	}
	return false
}

// predicated tells whether the words are said of something: after a form of "be" or "as", after "mere", or alone.
func (r *reader) predicated(words text.Range) bool {
	for k := words.First - 1; k >= max(words.First-6, 0); k-- {
		if !text.Holds(r.s.Content, k) {
			return r.describing()
		}
		switch {
		case r.is(k, "be", "as", "seem", "look", "sound", "mere", "merely", "pure", "purely", "total", "totally", "utter", "utterly", "simply", "call", "brand", "label"):
			return !r.claimMissing(words)
		case r.isMark(k), fillsPhrase(r.d.Tokens[k].Tag), r.is(k, "and", ",", "or"):
			continue
		case strings.HasPrefix(r.d.Tokens[k].Tag, "NN") || r.d.Tokens[k].Tag == "POS":
			if r.describing() {
				return true
			}
			return false
		default:
			return false
		}
	}
	return false
}

// claimMissing tells whether the words only describe another noun that is no claim: "is a fake passport".
func (r *reader) claimMissing(words text.Range) bool {
	i := words.End
	if i >= len(r.d.Tokens) || !text.Holds(r.s.Content, i) || r.d.Tokens[words.End-1].Tag != "JJ" {
		return false
	}
	return strings.HasPrefix(r.d.Tokens[i].Tag, "NN") && !r.claimFollows(i)
}

// describing tells whether the cue is one that calls something by a name: "called", "described as", "branded".
func (r *reader) describing() bool {
	for _, c := range r.s.Cue {
		for i := c.First; i < c.End; i++ {
			if r.is(i, "call", "describe", "brand", "label", "term", "dub", "deem", "consider", "declare", "slam", "blast", "condemn", "denounce", "decry") {
				return true
			}
		}
	}
	return false
}

// claimFollows tells whether a noun of saying stands at token i or right behind what describes it.
func (r *reader) claimFollows(i int) bool {
	for n := 0; n < 3 && i < len(r.d.Tokens) && text.Holds(r.s.Content, i); n++ {
		if _, ok := wordLexicon().of(r, i, "claim"); ok {
			return true
		}
		if !fillsPhrase(r.d.Tokens[i].Tag) && !strings.HasPrefix(r.d.Tokens[i].Tag, "NN") {
			return false
		}
		i++
	}
	return false
}

// negatedMatter: the content's own first clause is negated, and what it negates could be a claim.
func (r *reader) negatedMatter() (text.Range, bool) {
	for _, c := range r.clauses {
		if c.subordinate {
			continue
		}
		if c.negated && !c.reported && !c.conditional && (c.modal == "" && r.settled(c) || c.modal == "could" && r.perfect(c)) && !r.ofUnknown(c) && !r.calledFalse(c) && !r.lacks(c) && r.answersText(c) {
			return c.verb, true
		}
	}
	return text.Range{}, false
}

// settled tells whether the clause says what was or is, and not what goes on or holds in general: "did not", "is no", but not
// "does not" or "is not stopping".
func (r *reader) settled(c clause) bool {
	first := r.d.Tokens[c.verb.First].Tag
	return first == "VBD" || r.d.Tokens[c.head].Tag != "VBG" && (c.head == c.verb.First || r.is(c.verb.First, "be", "have"))
}

// lacks tells whether the clause only says what somebody has not: "has no telephone".
func (r *reader) lacks(c clause) bool {
	return r.is(c.head, "have") && c.verb.End < len(r.d.Tokens) && r.is(c.verb.End, "no")
}

// contrasted tells whether the clause sets something else in the place of what it negates: "was not the wife, but the sister".
func (r *reader) contrasted(c clause) bool {
	if !r.is(c.head, "be") {
		return false
	}
	for i := c.verb.End; i+1 < len(r.d.Tokens) && i < c.verb.End+around && text.Holds(r.s.Content, i+1); i++ {
		switch {
		case r.d.Tokens[i].Sentence != r.d.Tokens[c.head].Sentence:
			return false
		case r.is(i, "but"):
			tag := r.d.Tokens[i+1].Tag
			return tag == "DT" || tag == "PRP$" || strings.HasPrefix(tag, "NN") || strings.HasPrefix(tag, "JJ")
		}
	}
	return false
}

// around is how far from a negation, in tokens, what it negates is looked for.
const around = 1500

// answersText tells whether what the clause negates is said elsewhere in a text that reports a dispute: a word of its
// predicate stands there, and some word of claiming or denying, or the clause itself sets it right. A negation that nothing in the
// text calls for denies nothing.
func (r *reader) answersText(c clause) bool {
	keys := map[string]bool{}
	for i := c.verb.First; i < min(c.end, c.verb.End+10, len(r.d.Tokens)); i++ {
		tag := r.d.Tokens[i].Tag
		if text.Holds(r.s.Content, i) && (strings.HasPrefix(tag, "NN") || strings.HasPrefix(tag, "VB") && !r.is(i, "be", "have", "do", "make", "get", "take", "go")) {
			keys[r.forms(i)[0]] = true
		}
	}
	said, disputed := false, r.contrasted(c)
	for i := max(0, c.head-around); i < min(len(r.d.Tokens), c.head+around) && !(said && disputed); i++ {
		if tag := r.d.Tokens[i].Tag; !strings.HasPrefix(tag, "NN") && !strings.HasPrefix(tag, "VB") && tag != "JJ" {
			continue
		}
		said = said || !text.Holds(r.s.Content, i) && keys[r.forms(i)[0]]
		if !disputed {
			_, disputed = wordLexicon().of(r, i, "dispute")
		}
	}
	return said && disputed
}

// perfect tells whether the verb group holds "have" before its verb: "could not have known".
func (r *reader) perfect(c clause) bool {
	for i := c.verb.First; i < c.head; i++ {
		if r.is(i, "have") {
			return true
		}
	}
	return false
}

// ofUnknown tells whether a negated clause only says that something is not known, wanted or there.
func (r *reader) ofUnknown(c clause) bool {
	lexicon := wordLexicon()
	for i := c.subject.First; i < min(c.end, c.verb.End+4, len(r.d.Tokens)); i++ {
		if _, ok := lexicon.of(r, i, "unknown"); ok {
			return true
		}
	}
	return false
}

// calledFalse tells whether the verb is "be" and a word for falsity follows.
func (r *reader) calledFalse(c clause) bool {
	if !r.is(c.head, "be") || c.verb.End >= c.end || !text.Holds(r.s.Content, c.verb.End) {
		return false
	}
	_, ok := wordLexicon().of(r, c.verb.End, "falsity")
	return ok
}

// no: "No, …", "Absolutely not".
func (r *reader) no() (text.Range, bool) {
	first, closed := r.firstWord()
	return one(first), closed && r.is(first, "no", "never", "nope") ||
		r.is(first, "absolutely", "certainly", "definitely", "of") && text.Holds(r.s.Content, first+1) && r.is(first+1, "not")
}
