// Package nest finds the statements that are reported inside other statements: "the minister said that the rebels were
// claiming P", "dismissed Northern allegations that P", "a man believed to be Q", "what it called Q".
//
// In comes a [text.Document] with tokens, sentences, quotations and tags, and the statements found so far as runs of
// tokens. [Find] reads their contents by rule and gives the further statements in them, to any depth, each with its
// parent; [Arrange] gives the parents of the statements that were already there; [Read] does both, and mends what a reader of
// plain attributions gets wrong where one statement stands in another. The models of package statement cannot do this, for
// the corpus that they learn from annotates nothing inside a content.
//
// The rules look for a cue and the complements that it takes (words.txt), then for its source: the subject of a verb, the
// possessor or the nationality before a noun, the agent after "by". It imports internal/text, internal/analysis/lemma and
// phrase, and the standard library.
package nest
