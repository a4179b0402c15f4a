package act

import (
	"strings"

	"gainsay/internal/text"
	"gainsay/news"
)

// negation says how a cue is negated.
type negation uint8

const (
	plain   negation = iota
	negated          // "did not", "never", "stopped short of"
	refused          // "refused to", "declined to"
)

// weight orders the classes of cues: where a cue holds words of several ("issued a statement condemning"), the heaviest counts,
// and the later of two as heavy.
func weight(c class) int {
	switch c {
	case "say":
		return 1
	case "other", "reply", "tell", "believe":
		return 2
	}
	return 3
}

// cueMatch is the entry that says what the cue does.
func (r *reader) cueMatch() (match, bool) {
	var best match
	lexicon := cueLexicon()
	for _, c := range r.s.Cue {
		for i := c.First; i < c.End; i++ {
			for _, m := range lexicon.at(r, i, r.sentenceEnd(i)) {
				if len(m.words) > 1 && m.tokens.End > c.End && !r.mayRunOn(m, c) {
					continue
				}
				if best.class == "deny" && strings.HasPrefix(r.d.Tokens[m.tokens.End-1].Tag, "NN") {
					break // "denied accusations of": what is denied
				}
				if weight(m.class) > weight(best.class) || weight(m.class) == weight(best.class) && m.tokens.First >= best.tokens.End || best.class == "" {
					best = m
				}
				i = max(i, m.tokens.End-1) // what a longer entry holds does not count by itself
				break
			}
		}
	}
	return best, best.class != ""
}

// mayRunOn tells whether an entry that begins in the cue may end outside it: in the content or right after the cue.
func (r *reader) mayRunOn(m match, cue text.Range) bool {
	for i := cue.End; i < m.tokens.End; i++ {
		if text.Holds(r.s.Source, i) {
			return false
		}
	}
	return true
}

func (r *reader) sentenceEnd(i int) int {
	if s := r.d.Tokens[i].Sentence; s >= 0 && s < len(r.d.Sentences) {
		return min(max(r.d.Sentences[s].Tokens.End, i+1), len(r.d.Tokens))
	}
	return i + 1
}

func (r *reader) sentenceStart(i int) int {
	if s := r.d.Tokens[i].Sentence; s >= 0 && s < len(r.d.Sentences) {
		return max(min(r.d.Sentences[s].Tokens.First, i), 0)
	}
	return i
}

// negationOf reads the verb group before token i, from right to left.
func (r *reader) negationOf(i int) negation {
	start := r.sentenceStart(i)
	for k := i - 1; k >= max(start, i-8); k-- {
		if text.Holds(r.s.Content, k) {
			break
		}
		switch {
		case r.is(k, "refuse", "decline"):
			return refused
		case r.is(k, "not", "n't", "never", "cannot", "without", "fail", "unable", "unwilling", "avoid", "refrain", "nor", "neither", "hardly", "rather"):
			return negated
		case r.is(k, "yet") && k+1 < len(r.d.Tokens) && r.is(k+1, "to"):
			return negated
		case r.is(k, "short") && k > 0 && r.is(k-1, "stop", "fall"):
			return negated
		}
		if !r.inVerbGroup(k) {
			break
		}
	}
	for _, s := range r.s.Source {
		if r.is(s.First, "no", "none", "neither", "nobody") {
			return negated
		}
	}
	for _, s := range r.s.Source { // "Nor did the ministry confirm"
		for k := s.First - 1; k >= max(r.sentenceStart(s.First), s.First-3); k-- {
			if r.is(k, "nor", "neither") {
				return negated
			}
		}
	}
	return plain
}

// inVerbGroup tells whether token k may stand between a negation and its verb.
func (r *reader) inVerbGroup(k int) bool {
	switch r.d.Tokens[k].Tag {
	case "MD", "RB", "TO", "IN", "RBR":
		return true
	case "CC":
		return true // "declined to name or describe"
	}
	return r.is(k, "be", "have", "do", "to", "short", "of", "directly", "immediately", "publicly", "independently") || r.besideConjunction(k)
}

// besideConjunction tells whether token k is a verb coordinated with the next one: "did not confirm or deny".
func (r *reader) besideConjunction(k int) bool {
	return k+1 < len(r.d.Tokens) && r.is(k+1, "or", "nor") && (text.Holds(r.s.Cue, k) || strings.HasPrefix(r.d.Tokens[k].Tag, "VB"))
}

// byCue decides by the cue, where it says more than that something was said.
func (r *reader) byCue() (Reading, bool) {
	m, found := r.cueMatch()
	if !found {
		return r.unknownCue()
	}
	r.reporting = m.tokens
	how := r.negationOf(m.tokens.First)
	if how == plain && r.objectNegated(m) {
		how = negated
	}
	if how != plain {
		return r.negatedCue(m, how)
	}
	return r.plainCue(m)
}

// unknownCue decides by negation alone.
func (r *reader) unknownCue() (Reading, bool) {
	for _, c := range r.s.Cue {
		for i := c.First; i <= c.End && i < len(r.d.Tokens); i++ {
			switch r.negationOf(i) {
			case refused:
				if !r.speechRefused() {
					return Reading{news.OtherAct, c, "the speaker refuses something else than to speak", faint}, true
				}
				return Reading{news.Decline, c, "the speaker will not say", likely}, true
			case negated:
				return Reading{news.OtherAct, c, "the cue is negated", faint}, true
			}
		}
	}
	return Reading{}, false
}

// speechRefused tells whether the cue or the beginning of the content has a word of speaking: "declined an interview".
func (r *reader) speechRefused() bool {
	if len(r.tokens) == 0 {
		return true
	}
	lexicon := wordLexicon()
	for n, i := range r.tokens {
		if _, ok := lexicon.of(r, i, "speaking"); ok && n < 6 {
			return true
		}
	}
	for _, c := range r.s.Cue {
		for i := c.First; i < c.End; i++ {
			if _, ok := lexicon.of(r, i, "speaking"); ok {
				return true
			}
		}
	}
	return false
}

// objectNegated tells whether the cue's object is "no" or "nothing": "gave no details".
func (r *reader) objectNegated(m match) bool {
	for i := m.tokens.First + 1; i < m.tokens.End; i++ {
		if r.is(i, "no") && (m.class == "tell" || m.class == "reply") {
			return true
		}
	}
	i := m.tokens.End
	if m.class != "tell" && m.class != "reply" && m.class != "say" || i >= len(r.d.Tokens) {
		return false
	}
	if m.class == "say" {
		return r.is(i, "nothing", "little")
	}
	return r.is(i, "no", "nothing", "little", "few", "neither")
}

func (r *reader) negatedCue(m match, how negation) (Reading, bool) {
	decline := Reading{news.Decline, m.tokens, "the speaker will not say", sure}
	other := Reading{news.OtherAct, m.tokens, "the cue is negated", likely}
	switch m.class {
	case "reply":
		return decline, true
	case "tell":
		return decline, true
	case "say":
		if how == refused || r.withholds() {
			return decline, true
		}
		return other, true
	case "believe":
		if how == refused {
			return Reading{news.Deny, m.tokens, "the speaker does not accept it", likely}, true
		}
		return Reading{news.Deny, m.tokens, "the speaker does not believe it", likely}, true
	case "confirm":
		if how == refused && r.is(m.tokens.First, "confirm", "verify", "corroborate") {
			return decline, true
		}
	case "deny":
		if how == refused && !r.is(m.tokens.First, "rule") {
			return decline, true
		}
	case "decline":
		return decline, true
	}
	return other, true
}

// withholds tells whether the content is what the speaker did not tell: "whether", "how many", "more".
func (r *reader) withholds() bool {
	if len(r.tokens) == 0 {
		return true
	}
	return r.is(r.tokens[0], "whether", "who", "whom", "when", "where", "how", "why", "what", "which", "if", "more", "further", "anything", "any")
}

func (r *reader) plainCue(m match) (Reading, bool) {
	say := func(act news.Act, why string) (Reading, bool) { return Reading{act, m.tokens, why, sure}, true }
	switch m.class {
	case "deny":
		return say(news.Deny, "the cue denies")
	case "accuse":
		if len(r.tokens) == 0 {
			return Reading{}, false
		}
		return say(news.Accuse, "the cue accuses")
	case "condemn":
		if e, ok := r.falsity(); ok {
			return Reading{news.Deny, e, "a claim is called false", likely}, true
		}
		if r.nothingNamed() {
			return say(news.OtherAct, "the cue condemns, but nobody in particular")
		}
		return say(news.Accuse, "the cue condemns")
	case "demand":
		return say(news.Demand, "the cue demands")
	case "promise":
		return say(news.Promise, "the cue promises")
	case "warn":
		return say(news.Warn, "the cue warns")
	case "decline":
		return say(news.Decline, "the speaker will not say")
	case "confirm":
		if e, ok := r.falsity(); ok {
			return Reading{news.Deny, e, "a claim is called false", likely}, true
		}
		return say(news.Confirm, "the cue confirms")
	case "question":
		return r.asked(m)
	case "other":
		if e, ok := r.falsity(); ok {
			return Reading{news.Deny, e, "a claim is called false", likely}, true
		}
		return say(news.OtherAct, "the cue says how the speaker feels")
	}
	return Reading{}, false
}

// nothingNamed tells whether the content is empty or only a pronoun.
func (r *reader) nothingNamed() bool {
	for _, i := range r.tokens {
		switch tag := r.d.Tokens[i].Tag; {
		case len(tag) > 1 && tag[:2] == "NN":
			return false
		}
	}
	return true
}

// asked parts a question from a request: "asked about", "asked the panel to".
func (r *reader) asked(m match) (Reading, bool) {
	if r.is(m.tokens.First, "ask", "invite") && r.bidding() {
		return Reading{news.Demand, m.tokens, "the cue asks somebody to do something", sure}, true
	}
	return Reading{news.Question, m.tokens, "the cue asks", sure}, true
}

// bidding tells whether the content is "to" and a verb, perhaps with the one who is bidden before it.
func (r *reader) bidding() bool {
	for n, i := range r.tokens {
		if n+1 < len(r.tokens) && r.is(i, "to") && r.d.Tokens[r.tokens[n+1]].Tag == "VB" {
			return n == 0 || !strings.HasPrefix(r.d.Tokens[r.tokens[n-1]].Tag, "VB") // "told him they claimed to be"
		}
		switch tag := r.d.Tokens[i].Tag; {
		case fillsPhrase(tag), tag == "POS", tag == "PRP", len(tag) > 1 && tag[:2] == "NN":
		default:
			return false
		}
	}
	return false
}
