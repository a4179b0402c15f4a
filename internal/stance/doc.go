// Package stance tells which side a text takes on a claim: whether it puts it forward, turns it down, or tells of it without
// taking a side.
//
// In come a claim and a statement, headline or sentence that is about the same; out come the [Odds] of the three sides. Whether
// the two are about the same is for package meaning and the caller to say: what has nothing to do with a claim gets odds too.
//
// A text is read once (text.go: words, what class each belongs to, its vector) and may then be set against any number of others.
// The words of the two are laid side by side (align.go), the same word by the same word and then by likeness of meaning. What
// the features (features.go) see of the text are above all the words that the claim does not have, and how they stand towards
// those that it has: "denies X", "no X", "X is a hoax", "X?". The words of the claim itself are hidden behind one mark, so that
// what is learnt of one claim holds for another. The model is a logistic regression over these features; the classes of words
// (words.txt) are those that the field knows to matter (Ferreira and Vlachos 2016).
//
// It imports internal/analysis/lemma, internal/analysis/token, internal/linear, internal/meaning and the standard library.
package stance
