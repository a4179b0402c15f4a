// Package edit tells what became of an article from one version of it to the next: of each statement ([Compare]), and whether a page
// that was looked at again holds a new version at all ([SameArticle]).
//
// In come two records, or two articles; out goes a [news.Edit], or yes or no. Nothing is written and no text is changed.
//
// # What ties two statements
//
// Nothing is tied to what merely looks like it. Two statements are one where, in this order,
//
//   - speaker, source, cue and content are the same, in paragraphs that answer to each other ([origin.Align]);
//   - all these are the same and of six words at least, wherever they stand: a sentence was moved;
//   - content and speaker are the same, in paragraphs that answer to each other;
//   - a content of three words at least is the same there, and the speaker is another one;
//   - there too, the speaker is the same, and the contents share half of their letters, word by word, or four fifths of the shorter one's,
//     if it has three words at least: it was cut.
//
// What is not tied so is gone or added. Statements of the headline are tied to those of the headline alone. Of equals the first goes
// with the first.
//
// # What is no edit of a statement
//
// Who speaks, speaks no commas and no capitals: words are the same where letters and figures are, whatever stands between them (white
// space, soft hyphens, points, commas, dashes, the style of quotation marks), in whatever case and Unicode normalisation (NFC, UAX #15).
// Not so question and exclamation marks, an ellipsis, brackets, marks that quote within a quotation, the sign of a number, the points
// and commas inside one, and which words stand in quotation marks: these tell something.
//
// A sentence that stands in both versions was not edited. Where it was read otherwise the second time, since what stands around it
// changed, that is said of the reader and not of the outlet ([news.ReadOtherwise]). A day that moved only because the article's own
// day did is no edit either.
//
// # Who is the same speaker
//
// Two speakers are one where [coref.Across] says so, knowing that both versions are about the same; where their names are the same; and
// where the one has no name and every word for it is among the words for the other: "a spokesman", "spokesman Jonas Ebert". Their words
// differ then, which is an edit of the source. Nobody is told by an unresolved pronoun, so it contradicts no one but another pronoun.
//
// It imports news, internal/analysis/coref, quotation and token, internal/origin, golang.org/x/text for Unicode normalisation, and the
// standard library.
package edit
