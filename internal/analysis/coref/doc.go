// Package coref tells which mentions in a text are of one and the same speaker.
//
// In comes a [text.Document] with tokens, tags, quotations and names, and the token ranges that name the sources of its
// statements; out go entities, each with its name, kind, role and mentions, and for each source its entity. The method is a
// sieve (Raghunathan et al. 2010; Lee et al. 2013), sure steps first. Full names found equal, then parts of names, acronyms and
// other names of states (join.go, fit.go); then descriptions ("the ministry", "the 45-year-old senator") by their head noun
// (describe.go); pronouns by number, gender, who spoke last, and how near (pronouns.go); last, those whom the first sentences
// call by a role and name later (lead.go). A pronoun that nothing speaks for stays without an entity. Sources of the title
// become speakers of the body (title.go).
//
// Speakers of several documents are tied by their names (across.go, fullname.go), and where a name might be several people's, only
// if the documents are about the same (context.go). [Across] does so for a collection that is all there, a [Collection] for documents
// that come one after the other, by rows of internal/recall that outlive the process.
//
// What the sieve knows of the world is in the .txt tables beside it. It imports internal/analysis/lemma, internal/recall, internal/text,
// news and the standard library.
package coref
