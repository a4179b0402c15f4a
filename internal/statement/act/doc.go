// Package act tells what a speaker does by a statement: assert, deny, accuse, demand, promise, warn, confirm, question,
// decline or something else.
//
// In: the analysed text (tokens with tags, sentences, quotations) and the statement's source, cue and content as token
// ranges. Out: a [Reading]: the act, the words that decided it, and how sure that is. It imports news, internal/text and
// internal/analysis/lemma only.
//
// The cue speaks first: its words have a class (cues.txt), which negation turns ("did not rule out", "never denied",
// "refused to confirm": cue.go). Where the cue only reports ("said", "according to"), the content decides by what its own
// clauses do (clause.go, content.go, denial.go, wrong.go): call a claim false, negate it, charge an actor with a wrong, bind the speaker, bid
// somebody, ask. What the content itself reports of others ("said the firm had denied it") does not count: it is their act.
package act
