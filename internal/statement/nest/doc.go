// Package nest finds the statements that are reported inside other statements: "the minister said that the rebels were
// claiming P", "dismissed Northern allegations that P", "a man believed to be Q", "what it called Q".
//
// In comes a [text.Document] with tokens, sentences, quotations and tags, and the statements found so far as runs of
// tokens. [Find] reads their contents by rule and gives the further statements in them, to any depth, each with its
// parent; [Arrange] gives the parents of the statements that were already there; [Read] does both, and mends what a reader of
// plain attributions gets wrong by the grammar of the sentence (chain.go). The models of package statement cannot do this, for
// the corpus that they learn from annotates nothing inside a content.
//
// The rules look for a cue and the complements that it takes (words.txt), then for its source: the subject of a verb
// (verbal.go, voiced.go), the possessor or the nationality before a noun (nominal.go), the agent after "by". What is mended:
// contents that break off (complete.go), that run on into the speaker's next report (turn.go), that say nothing (empty.go), and
// asides such as ", claims Oru denies" (apposed.go). What nobody saw in the running text is read too (plain.go). Each find says
// how sure its rule is and why (rules.go).
//
// It imports internal/text, internal/analysis/lemma and phrase, news, and the standard library.
package nest
