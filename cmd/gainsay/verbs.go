package main

import (
	"slices"
	"strings"
	"unicode"

	"github.com/rivo/uniseg"

	"gainsay/news"
)

// verbs say what a speaker does: an act in the third person, and the letters that words for it begin with.
var verbs = map[news.Act]struct{ third, stem string }{
	news.Assert:   {"says", "say"},
	news.Deny:     {"denies", "den"},
	news.Accuse:   {"accuses", "accus"},
	news.Demand:   {"demands", "demand"},
	news.Promise:  {"promises", "promis"},
	news.Warn:     {"warns", "warn"},
	news.Confirm:  {"confirms", "confirm"},
	news.Question: {"questions", "question"},
	news.Decline:  {"declines", "declin"},
	news.OtherAct: {"other", ""},
}

// plainCues are lemmas that say no more than that something was said.
var plainCues = []string{"say", "tell", "add", "accord", "according", "be"}

// act says what is done with the statement: the verb of its act, whom it answers, and the reporter's own words for it where they
// say more: "denies s3, "brushed aside"".
func (e entry) act() string {
	act := verbs[e.statement.Act].third
	var others []string
	for _, answer := range e.statement.Answers {
		if relation := string(answer.Relation); relation == act {
			act += " " + answer.Statement
		} else {
			others = append(others, relation+" "+answer.Statement)
		}
	}
	parts := append([]string{act}, others...)
	if own := e.ownVerb(); own != "" {
		parts = append(parts, quoted(own))
	}
	return strings.Join(parts, ", ")
}

// longestCue is how many cells the words of a cue may take beside the act; of a longer one the lemma stands there,
// unless the act says nothing.
const longestCue = 24

// ownVerb is the cue's words where they tell more than the act does, else "".
func (e entry) ownVerb() string {
	cue, stem := e.statement.Cue, verbs[e.statement.Act].stem
	if cue == nil || !strings.ContainsFunc(cue.Lemma, unicode.IsLetter) || stem != "" && strings.HasPrefix(cue.Lemma, stem) {
		return ""
	}
	if slices.Contains(plainCues, cue.Lemma) && e.statement.Act != news.OtherAct {
		return ""
	}
	if words := oneLine(e.cue); words != "" && (uniseg.StringWidth(words) <= longestCue || e.statement.Act == news.OtherAct) {
		return words
	}
	return cue.Lemma
}
