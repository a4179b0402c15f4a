package claim

import (
	"slices"
	"strings"
)

// near is how far from a word, in tokens, what is said of it may stand.
const near = 4

// callsFalse finds the words by which a content, behind its cue, calls a claim untrue: "is a lie", "dismissed as nonsense", "false
// information", "not true", "has nothing to do with reality", "called the story propaganda". None: nil.
func (p *page) callsFalse(cue, tokens []int) []int {
	naming := slices.ContainsFunc(cue, func(i int) bool { return isNaming(p.words[i].lower) })
	for n, i := range tokens {
		w := p.words[i]
		if isTruth(w.lower) && p.negated(tokens, n, near+2) || w.is(falseWord) && p.saidFalse(tokens, n, naming) {
			return tokens[n : n+1]
		}
	}
	return nil
}

// saidFalse tells whether the word at place n, which calls something untrue, is said of a claim. Naming tells that the cue gives
// things a name.
func (p *page) saidFalse(tokens []int, n int, naming bool) bool {
	if p.negated(tokens, n, near) || p.describesThing(tokens, n) {
		return false
	}
	if n+1 < len(tokens) && (p.words[tokens[n+1]].is(claimNoun|reportNoun|documentNoun) || p.words[tokens[n+1]].lower == "news") {
		return true
	}
	for k := n - 1; k >= max(0, n-near-1); k-- {
		switch b := p.words[tokens[k]]; {
		case b.is(beWord):
			return true
		case b.lower == "as" || b.lower == "mere" || b.lower == "merely" || b.lower == "pure" || b.lower == "total" || b.lower == "categorically" || b.lower == "absolutely":
			return true
		}
	}
	return naming || n <= 2 && len(tokens) <= 6
}

// inRelative tells whether words stand in a clause that begins with "which": the speaker's own, though it follows what others say.
func (p *page) inRelative(content, words []int) bool {
	if len(words) == 0 {
		return false
	}
	at := slices.Index(content, words[0])
	for k := at - 1; k >= max(0, at-near); k-- {
		if p.words[content[k]].lower == "which" {
			return true
		}
	}
	return false
}

// isNaming tells whether a word reports that somebody calls something by a name.
func isNaming(lower string) bool {
	for _, verb := range []string{"call", "describ", "brand", "label", "dub", "term", "deem", "dismiss", "denounc", "condemn", "slam", "blast"} {
		if strings.HasPrefix(lower, verb) {
			return true
		}
	}
	return false
}

// describesThing tells whether the word at place n describes something that is no claim: "a fake passport".
func (p *page) describesThing(tokens []int, n int) bool {
	if n+1 >= len(tokens) || !p.isWord(tokens[n+1]) {
		return false
	}
	next := p.words[tokens[n+1]]
	return !next.is(claimNoun|reportNoun|documentNoun|lightWord|falseWord) && n > 0 && (p.words[tokens[n-1]].lower == "a" || p.words[tokens[n-1]].lower == "the")
}

// isTruth tells whether a word negated calls a claim untrue.
func isTruth(lower string) bool {
	switch lower {
	case "true", "accurate", "correct", "reality", "truth", "basis", "foundation", "factual", "substance", "credence", "credible", "merit", "truthful":
		return true
	}
	return false
}

// negated tells whether a negation stands within reach before place n, with no clause begun between.
func (p *page) negated(tokens []int, n, reach int) bool {
	for k := n - 1; k >= max(0, n-reach); k-- {
		w := p.words[tokens[k]]
		if w.is(negationWord) {
			return true
		}
		if endsClause(w.lower) || w.lower == "," {
			return false
		}
	}
	return false
}

// disparages finds the words by which a content says of others that they frighten or deceive by what they say. None: nil.
func (p *page) disparages(tokens []int) []int {
	for n, i := range tokens {
		w := p.words[i]
		if w.is(spreadWord) && !p.negated(tokens, n, near) {
			return tokens[n : n+1]
		}
		if w.is(scaryWord) && n+1 < len(tokens) {
			switch p.words[tokens[n+1]].lower {
			case "picture", "scenario", "tale", "tales", "story", "stories", "image", "scenarios":
				return tokens[n : n+2]
			}
		}
	}
	return nil
}

// absence finds the word for what is missing to show a claim: "no evidence", "without proof", "not found any trace". None: nil.
func (p *page) absence(tokens []int) []int {
	for n, i := range tokens {
		if !p.words[i].is(evidenceNoun) || !p.negated(tokens, n, near) && !p.lacks(tokens, n) {
			continue
		}
		for k := n + 1; k < len(tokens); k++ { // "no indication that it is inaccurate"
			if p.words[tokens[k]].is(falseWord) {
				return nil
			}
		}
		return tokens[n : n+1]
	}
	return nil
}

// behind is the place in a content behind the words and what leads on from them: "no evidence to suggest that".
func (p *page) behind(content, words []int) int {
	at := slices.Index(content, words[len(words)-1]) + 1
	for at > 0 && at < len(content) && skipped(p.words[content[at]].lower) {
		at++
	}
	return at
}

// unconfirmed tells whether a content says that something is not confirmed, which takes no side.
func (p *page) unconfirmed(tokens []int) bool {
	for n, i := range tokens {
		if p.words[i].is(confirmWord) && p.negated(tokens, n, near+2) {
			return true
		}
	}
	return false
}

// clause cuts a run of words off where its sentence ends.
func (p *page) clause(tokens []int) []int {
	for n, i := range tokens {
		switch p.words[i].lower {
		case ".", ";", "!", "?":
			return tokens[:n]
		}
	}
	return tokens
}

// thatClause tells whether a content is put as something said: "that …", "suggestions that …".
func (p *page) thatClause(tokens []int) bool {
	for _, i := range tokens[:min(len(tokens), near)] {
		if p.words[i].lower == "that" {
			return true
		}
	}
	return false
}

// negatesTruth tells whether a negation, the place behind which is given, is that of "not true".
func (p *page) negatesTruth(tokens []int, behind int) bool {
	for _, i := range tokens[behind:min(len(tokens), behind+near)] {
		if isTruth(p.words[i].lower) {
			return true
		}
	}
	return false
}

// doubts tells whether a cue doubts what follows, and does not only put a question.
func (p *page) doubts(cue []int) bool {
	return slices.ContainsFunc(cue, func(i int) bool {
		w := p.words[i]
		return w.is(doubtWord) && w.lower != "question" && w.lower != "questions"
	})
}

// noHarm tells whether the words under a negation name a harm: "no threat", "not pose a danger", but not "not worried".
func (p *page) noHarm(tokens []int) bool {
	return slices.ContainsFunc(tokens, func(i int) bool {
		return p.words[i].is(harmWord) && !strings.HasSuffix(p.words[i].lower, "ed")
	})
}

// lacks tells whether the evidence at place n is said to be missing.
func (p *page) lacks(tokens []int, n int) bool {
	for k := n - 1; k >= max(0, n-near); k-- {
		switch p.words[tokens[k]].lower {
		case "lack", "little", "scant", "absence", "insufficient", "lacked", "lacks", "lacking":
			return true
		}
	}
	return false
}

// skipped are the words between evidence and what it would show.
func skipped(lower string) bool {
	switch lower {
	case "that", "of", "to", "show", "support", "suggest", "suggesting", "prove", "for", "indicate", "indicating", "supporting", "any", "back", "up", "the", "”", "\"", "’", "'":
		return true
	}
	return false
}

// asks tells whether a content is a question in words: "where the boat had been".
func (p *page) asks(tokens []int) bool {
	for _, i := range tokens[:min(len(tokens), 3)] {
		switch p.words[i].lower {
		case "what", "why", "how", "when", "where", "who":
			return true
		}
	}
	return false
}
