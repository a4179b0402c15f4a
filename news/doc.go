// Package news holds the nouns of Gainsay: the article, the statement, the speaker, the claim, and the record that ties
// them together.
//
// Nothing comes in and nothing goes out: the package declares what the other packages pass to each other. Every place in
// an article is a [Span] of bytes into its text; code points appear only where a record leaves the program (package
// record). It imports the standard library only.
package news
