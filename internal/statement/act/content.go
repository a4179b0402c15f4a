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
		{news.Accuse, "there is evidence of what somebody does", (*reader).evidenced, faint},
		{news.Warn, "the speaker has concerns", (*reader).concerned, faint},
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

// contentEnd is the token after the content, 0 where there is none.
func (r *reader) contentEnd() int {
	if len(r.tokens) == 0 {
		return 0
	}
	return r.tokens[len(r.tokens)-1] + 1
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
		case r.is(c.head, "need", "have") && (tag == "VBP" || tag == "VBZ") && r.firstMatrix(c) && c.verb.End < len(r.d.Tokens) && r.is(c.verb.End, "to") && !r.selfSubject(c) && !c.negated && text.Holds(r.s.Content, c.verb.End):
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
