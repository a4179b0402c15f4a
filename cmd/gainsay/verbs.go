package main

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"github.com/rivo/uniseg"

	"gainsay/news"
)

// stems are the letters that words for an act begin with.
var stems = map[news.Act]string{
	news.Assert: "say", news.Deny: "den", news.Accuse: "accus", news.Demand: "demand", news.Promise: "promis", news.Warn: "warn",
	news.Confirm: "confirm", news.Question: "question", news.Decline: "declin",
}

// actVerb says what a speaker does, in the third person; of an act that says nothing, its name.
func actVerb(act news.Act) string { return cmp.Or(act.Verb(), string(act)) }

// plainCues are lemmas that say no more than that something was said.
var plainCues = []string{"say", "tell", "add", "accord", "according", "be"}

// act says what is done with the statement: the verb of its act, whom it answers, and the reporter's own words for it where they
// say more: "denies s3, "brushed aside"".
func (e entry) act() string {
	act := actVerb(e.statement.Act)
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
	cue, stem := e.statement.Cue, stems[e.statement.Act]
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
