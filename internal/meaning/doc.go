// Package meaning tells how near two texts are in what they say, where they may not share a word.
//
// In come words or a running text; out comes a [Vector], whose cosine with another is the likeness of the two, and for a word
// its rarity. The table of vectors is static: every word piece has one, whatever stands around it, and a text has the sum of
// its pieces'. It was cut from a sentence model in the manner of Model2Vec (Tulkens and van Dongen 2024), by the script in
// training/embedding: the model's own vector of each piece by itself, reduced to the principal components without the
// leading ones (Mu and Viswanath 2018), weighted by a/(a+p) against frequent words (Arora, Liang and Ma 2017).
//
// A static table knows what a text is about, not what it says of it: a claim and its denial have nearly the same vector. Which
// of the two a text says is the business of package stance.
//
// It imports internal/linear, internal/wordpiece and the standard library.
package meaning
