// Package circumstance finds how words reached the reader: the channel they were said in ("in a statement"), the addressee
// they were said to ("reporters") and via whom they came ("quoted by the Harbour News").
//
// In: the analysed text with tags (names and times help where there are any) and the document's statements as token ranges,
// in text order, each with its speaker and the statement it is reported in where they are known. Out: for each statement up
// to three phrases, as the text has them; a channel keeps its preposition. Nothing is named that does not stand in the text.
// It imports news, internal/text and internal/analysis/lemma only.
//
// A phrase belongs to a statement where it stands in the clause of its cue, outside the content, with no other verb between.
// What a speaker says next, in the same run, is said in the same channel and to the same people.
package circumstance
