// Package link ties a record to all those that were linked before it: which of its speakers and claims are known, what its
// statements answer elsewhere, which text it carries and what story it tells.
//
// In come records, one after the other, with the numbers that their documents have in an archive; out comes for each what it is tied to
// ([Linked]), and the rows that are to be remembered ([Linker.Changes]). It is a fold: what comes out hangs on the records and their
// order alone, and not on where a process ended and another one went on, as long as the rows of all before are in the memory. Each record
// is linked at a bounded cost, whatever came before it.
//
// The parts do the work: packages origin and story for texts and events, coref for speakers, claim for claims. Compared with linking
// a whole collection at once (coref.Across, claim.Across) a fold cannot take back what it told: a speaker who was told from another
// stays another. Of claims it tells when their wording changes, and of statements that answered nobody when they turn out to answer
// one that came later.
//
// A version of an article that was there before is told by its address or by its text (origin.Version). It belongs to the story of the
// version before it, its words and names do not count again, and in the claims that it has itself it takes the earlier versions'
// place: it is never answered by them, nor they by it, and whoever answers the article from then on answers this version. In claims
// that only earlier versions have these stay, since it was said.
//
// It imports news, internal/recall, internal/origin, internal/story, internal/claim, internal/analysis/coref and the standard library.
package link
