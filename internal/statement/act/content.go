package act

import (
	"strings"

	"gainsay/internal/text"
	"gainsay/news"
)

// byContent decides by what is said.
func (r *reader) byContent() (Reading, bool) {
	if len(r.tokens) == 0 {
		return Reading{}, false
	}
	for _, rule := range []struct {
		act        news.Act
		why        string
		find       func(*reader) (text.Range, bool)
		confidence float64
	}{
		{news.Question, "the content asks", (*reader).asking, likely},
		{news.Demand, "the cue tells somebody to do something", (*reader).told, likely},
		{news.Deny, "a claim is called false", (*reader).falsity, likely},
		{news.Deny, "the content says no", (*reader).no, likely},
		{news.Deny, "a wrong is denied", (*reader).wrongDenied, likely},
		{news.Confirm, "the speaker admits", (*reader).admitting, likely},
		{news.Confirm, "a test confirms", (*reader).tested, likely},
	} {
		if evidence, ok := rule.find(r); ok {
			return Reading{rule.act, evidence, rule.why, rule.confidence}, true
		}
	}
	if reading, ok := r.performative(); ok {
		return reading, true
	}
	for _, rule := range []struct {
		act        news.Act
		why        string
		find       func(*reader) (text.Range, bool)
		confidence float64
	}{
		{news.Promise, "the speaker binds himself", (*reader).binding, likely},
		{news.Demand, "somebody must do something", (*reader).obliging, likely},
		{news.Accuse, "somebody is charged with a wrong", (*reader).wrongCharged, faint},
		{news.Deny, "the matter is negated", (*reader).negatedMatter, faint},
		{news.Confirm, "the matter is called true", (*reader).truth, faint},
		{news.OtherAct, "the speaker says how he feels", (*reader).feeling, faint},
	} {
		if evidence, ok := rule.find(r); ok {
			return Reading{rule.act, evidence, rule.why, rule.confidence}, true
		}
	}
	return Reading{}, false
}

// asking: the content ends in a question mark, and no statement goes before the questions.
func (r *reader) asking() (text.Range, bool) {
	last := len(r.tokens) - 1
	for last > 0 && (r.isMark(r.tokens[last]) || r.d.Word(r.tokens[last]) == ",") {
		last--
	}
	if r.d.Word(r.tokens[last]) != "?" {
		return text.Range{}, false
	}
	first, commas := 0, 0
	for first < last && r.isMark(r.tokens[first]) {
		first++
	}
	for n := first; n < last; n++ {
		switch r.d.Word(r.tokens[n]) {
		case ".":
			return text.Range{}, false
		case ",":
			commas++
		}
	}
	switch tag := r.d.Tokens[r.tokens[first]].Tag; {
	case commas == 0, strings.HasPrefix(tag, "W"), tag == "MD", strings.HasPrefix(tag, "VB"):
		return one(r.tokens[last]), true
	}
	return text.Range{}, false
}

// told: "told the crew to leave".
func (r *reader) told() (text.Range, bool) {
	for _, c := range r.s.Cue {
		for i := c.First; i < c.End; i++ {
			if r.is(i, "tell") && r.bidding() {
				return one(i), true
			}
		}
	}
	return text.Range{}, false
}

// own tells whether what stands at token i is the speaker's own word, said as a fact: not reported, not under a condition.
func (r *reader) own(i int) bool {
	c, ok := r.clauseOf(i)
	return !ok || !c.reported && !c.conditional
}

// denied tells whether token i stands under a negation of its clause or right behind one of its own.
func (r *reader) denied(i int) bool {
	for k := i - 1; k >= max(i-3, 0) && within(r.s.Content, k); k-- {
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

// contentEnd is the token after the content, 0 where there is none.
func (r *reader) contentEnd() int {
	if len(r.tokens) == 0 {
		return 0
	}
	return r.tokens[len(r.tokens)-1] + 1
}

// doubtedBefore tells whether the clause of token i hangs on a negated one: "no sign that it is false".
func (r *reader) doubtedBefore(i int) bool {
	for n := range r.clauses {
		c := r.clauses[n]
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
		if !within(r.s.Content, k) {
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
	if i >= len(r.d.Tokens) || !within(r.s.Content, i) || r.d.Tokens[words.End-1].Tag != "JJ" {
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
	for n := 0; n < 3 && i < len(r.d.Tokens) && within(r.s.Content, i); n++ {
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

// wrongDenied: "I put no pressure on anyone".
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
	for k := i - 1; k >= max(i-4, 0) && within(r.s.Content, k); k-- {
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

// fought tells whether the wrong at token i is only what somebody acts against or looks into: "to fight corruption".
func (r *reader) fought(i int) bool {
	for k := i - 1; k >= max(i-4, 0) && within(r.s.Content, k); k-- {
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

// selfSubject tells whether the clause's subject is the speaker.
func (r *reader) selfSubject(c clause) bool {
	for i := c.subject.First; i < c.subject.End; i++ {
		if r.is(i, "i", "we", "our", "my") {
			return true
		}
		if r.firstClause(c) && r.is(i, "he", "she", "they", "it") && i >= c.subject.End-2 {
			return true
		}
		if r.firstClause(c) && r.is(i, "his", "her", "their", "its") && i+1 < c.subject.End {
			if _, ok := wordLexicon().of(r, i+1, "body"); ok {
				return true
			}
		}
	}
	return false
}

// firstClause tells whether the clause is the first of the content, where a pronoun stands for the speaker.
func (r *reader) firstClause(c clause) bool {
	return len(r.clauses) > 0 && r.clauses[0].head == c.head
}

// performative: "we deny", "I promise", "he stands by".
func (r *reader) performative() (Reading, bool) {
	for _, c := range r.clauses {
		tag := r.d.Tokens[c.verb.First].Tag
		if c.subordinate || c.reported || c.conditional || tag != "VBP" && tag != "VBZ" && tag != "MD" || !r.selfSubject(c) {
			continue
		}
		if c.modal == "would" || c.modal == "will" || c.modal != "" && !c.negated && c.modal != "must" {
			continue
		}
		if head := r.d.Tokens[c.head].Tag; head == "VBN" || head == "VBD" || r.is(c.head, "want", "like", "love", "hate", "support", "prefer", "oppose", "favour", "favor", "back", "mock") {
			continue
		}
		for _, m := range cueLexicon().at(r, c.head, r.contentEnd()) {
			if weight(m.class) < 2 || m.class == "tell" {
				continue
			}
			if c.negated {
				if m.class == "believe" || m.class == "other" {
					continue
				}
				return r.negatedCue(m, negated)
			}
			if m.class == "reply" || m.class == "believe" || m.class == "question" && !r.is(c.head, "question", "doubt", "wonder") {
				continue
			}
			act, ok := plainActs[m.class]
			if ok {
				return Reading{act, m.tokens, "the speaker does it in words", likely}, true
			}
		}
	}
	return Reading{}, false
}

// plainActs are what classes of cues do when the speaker uses them himself.
var plainActs = map[class]news.Act{"deny": news.Deny, "accuse": news.Accuse, "condemn": news.Accuse, "demand": news.Demand,
	"promise": news.Promise, "warn": news.Warn, "confirm": news.Confirm, "question": news.Question, "decline": news.Decline,
	"other": news.OtherAct}

// binding: "we will rebuild it", "it would close the plant".
func (r *reader) binding() (text.Range, bool) {
	for _, c := range r.clauses {
		if c.modal != "will" && c.modal != "would" && c.modal != "shall" || c.subordinate || c.reported || c.conditional || !r.selfSubject(c) {
			continue
		}
		if !r.is(c.head, "be", "have", "see", "know", "say", "like", "love", "think", "hope", "need", "want", "lose", "die") && !r.is(c.verb.First, "'d") {
			return c.verb, true
		}
	}
	for _, c := range r.clauses { // "we are determined to"
		if c.subordinate || c.reported || c.negated || !r.selfSubject(c) {
			continue
		}
		for i := c.head; i <= c.verb.End && i+1 < c.end; i++ {
			if r.is(i, "determined", "committed", "prepared", "ready", "resolved") && r.is(i+1, "to") {
				return text.Range{First: c.verb.First, End: i + 1}, true
			}
		}
	}
	return text.Range{}, false
}

// obliging: "the minister must resign", "Let us be patient".
func (r *reader) obliging() (text.Range, bool) {
	for _, c := range r.clauses {
		if c.reported || c.conditional || c.subordinate {
			continue
		}
		tag := r.d.Tokens[c.head].Tag
		switch {
		case c.modal == "must" && !r.selfSubject(c) && !r.is(c.head, "have"):
			return c.verb, true
		case (c.modal == "should" || c.modal == "ought") && r.firstMatrix(c) && !r.selfSubject(c) && !r.foreseen(c):
			return c.verb, true
		case r.is(c.head, "need", "have") && (tag == "VBP" || tag == "VBZ") && r.firstMatrix(c) && c.verb.End < len(r.d.Tokens) && r.is(c.verb.End, "to") && !r.selfSubject(c) && !c.negated && within(r.s.Content, c.verb.End):
			return c.verb, true
		case c.modal == "" && r.d.Tokens[c.verb.First].Tag == "VB" && r.firstMatrix(c) && r.quoted(c.verb.First) && !r.is(c.head, "imagine", "suppose", "look", "see"):
			return c.verb, true
		}
	}
	for _, i := range r.tokens {
		if i+1 < len(r.d.Tokens) && r.is(i, "let") && r.is(i+1, "'s", "us") && r.own(i) {
			return text.Range{First: i, End: i + 2}, true
		}
	}
	return text.Range{}, false
}

// quoted tells whether token i stands in a quotation.
func (r *reader) quoted(i int) bool { return r.d.Tokens[i].Quotation >= 0 }

// foreseen tells whether "should" only expects: "should arrive by noon".
func (r *reader) foreseen(c clause) bool {
	_, ok := wordLexicon().of(r, c.head, "foreseen")
	return ok
}

func (r *reader) firstMatrix(c clause) bool {
	for _, other := range r.clauses {
		if !other.subordinate {
			return other.head == c.head
		}
	}
	return false
}

// negatedMatter: the content's own first clause is negated, and what it negates could be a claim.
func (r *reader) negatedMatter() (text.Range, bool) {
	for _, c := range r.clauses {
		if c.subordinate {
			continue
		}
		if c.negated && !c.reported && !c.conditional && (c.modal == "" && r.settled(c) || c.modal == "could" && r.perfect(c)) && !r.ofUnknown(c) && !r.calledFalse(c) && r.answersText(c) {
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

// answersText tells whether what the clause negates is said elsewhere in a text that reports a dispute: a word of its
// predicate stands there, and some word of claiming or denying. A negation that nothing in the text calls for denies nothing.
func (r *reader) answersText(c clause) bool {
	keys := map[string]bool{}
	for i := c.verb.First; i < min(c.end, c.verb.End+10, len(r.d.Tokens)); i++ {
		tag := r.d.Tokens[i].Tag
		if within(r.s.Content, i) && (strings.HasPrefix(tag, "NN") || strings.HasPrefix(tag, "VB") && !r.is(i, "be", "have", "do", "make", "get", "take", "go")) {
			keys[r.forms(i)[0]] = true
		}
	}
	said, disputed := false, false
	for i := 0; i < len(r.d.Tokens) && !(said && disputed); i++ {
		if tag := r.d.Tokens[i].Tag; !strings.HasPrefix(tag, "NN") && !strings.HasPrefix(tag, "VB") && tag != "JJ" {
			continue
		}
		said = said || !within(r.s.Content, i) && keys[r.forms(i)[0]]
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
	if !r.is(c.head, "be") || c.verb.End >= c.end || !within(r.s.Content, c.verb.End) {
		return false
	}
	_, ok := wordLexicon().of(r, c.verb.End, "falsity")
	return ok
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
		for i := c.verb.First; i < min(c.end, c.verb.End+2, len(r.d.Tokens)); i++ {
			if within(r.s.Content, i) && !strings.HasPrefix(r.d.Tokens[i].Tag, "VB") && r.is(i, "indeed", "true", "accurate", "correct", "genuine", "authentic") && !r.denied(i) {
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

// no: "No, …", "Absolutely not".
func (r *reader) no() (text.Range, bool) {
	first, closed := r.firstWord()
	return one(first), closed && r.is(first, "no", "never", "nope") ||
		r.is(first, "absolutely", "certainly", "definitely", "of") && within(r.s.Content, first+1) && r.is(first+1, "not")
}

// feeling: words of feeling in the content's own clauses.
func (r *reader) feeling() (text.Range, bool) {
	lexicon := wordLexicon()
	for _, i := range r.tokens {
		for _, m := range lexicon.at(r, i, r.contentEnd()) {
			if c, ok := r.clauseOf(i); m.class == "feeling" && (!ok || !c.reported && !c.subordinate) {
				return m.tokens, true
			}
		}
	}
	return text.Range{}, false
}
