// Package record is the form in which records leave and enter the program: JSON Lines, one line a document.
//
// In come input lines ([DecodeInput]) and kept record lines ([Decode]); out go record lines ([Encode]) and, for a document
// that could not be read, failure lines ([EncodeFailure]). Inside the program every place is a span of bytes; here, and
// only here, spans become code points and back ([Offsets]). [Check] holds the rules that no record may break.
//
// A JSON string is Unicode text, so "the text to the byte" means the decoded string in UTF-8. Two things that a JSON file
// can hold have no UTF-8: a lone surrogate escape (\ud800) and raw bytes that are no UTF-8. Each is read as one U+FFFD, the
// text of the document then has that U+FFFD, and its digest and code-point spans are those of the text with it.
//
// It imports package news and the standard library only.
package record
