// Package claim groups the statements of a record by the proposition that they are about, and tells for each which side it
// takes and whom it answers.
//
// In comes a [gainsay/news.Record] with its article, statements and entities; out of [Within] come its claims, and for each
// statement its claim, its stance and what it answers. The text alone is read again (internal/analysis/token); neither tags
// nor models are needed, so that a stored record can be read once more at any time.
//
// Three steps, each in a file of its own. A statement is understood by itself (reading.go): it puts forward a proposition of
// its own, denies one, passes on somebody's, or only points to one ("the claims", "it"). Propositions that say the same are
// brought together (group.go, proposition.go). What is only pointed to is looked up among them (refer.go): by the noun, by
// whose claim it is, by what it is about, by nearness, and by how much of the article is about it.
//
// Every statement that puts forward a proposition has a claim, be it the only one on it: a reader who comes upon it later in
// another article finds a claim to tie it to, and a statement alone in its claim can spoil no other. What demands, promises,
// asks or declines to say has a claim only where it points to one. A denial that nothing in the text states the other way
// round is worded by what stands under its negation: "was not hit by a drone" denies "hit by a drone".
//
// # Across documents
//
// [Outline] keeps of a record what tells its claims elsewhere; a [Collection] takes outlines one after the other and tells for each
// claim which one it is. The documents about one matter come first: an index of stems finds them (across.go). Then two claims are
// held against each other (likeness.go): by the wordings that are most alike, by all their words, and by the part that they play in
// their documents, since what an article turns on, what is denied there, what stands first and what most speak of, is what other
// articles on the matter turn on too. Claims whose numbers differ, or in which the one does to the other what in the second the
// other does to the one (roles.go), are never one. [Across] does so for a whole stream, chooses for each claim the wording that
// stands best by itself, turns stances where a document words the opposite, and ties denials to what they answer elsewhere.
// [Collection.Link] does so for documents that come one after the other (fold.go), by rows of internal/recall that outlive the process.
// [Page] gathers who says what to one claim, and [PageOf] does so from what an archive keeps, as of any day.
//
// It imports news, internal/recall, internal/text, internal/analysis/token, internal/analysis/lemma and the standard library.
package claim
