// Package search is the text half of a search over statements: which words a text has, what a person who types a query asks for,
// and which statements answer it.
//
// In come texts and queries, out go terms ready for a database ([ColumnsOf] for SQLite's FTS5, [Vector] for PostgreSQL's tsvector),
// queries over those ([FTS5], [TSQuery]), the places that a query finds in a text ([Highlight]) and how well a statement answers it
// ([Score]). Both databases get the same terms, and neither analyses anything itself, so that both find the same. [Matches] says in Go
// what that is.
//
// # The language
//
//	dam gates         both words, in any form: "gate" finds "gates"
//	"the dam gates"   exactly these words, one after the other
//	sluic*            a word that begins like this, with two letters or more
//	-dam -"the gates" not these
//	dam OR gates      one of them; OR joins its neighbours before the other words are taken together, and AND changes nothing
//	words:dam         in what was said; title: in the headline; speaker: in the speaker's name
//	speaker:"Ilse Brandt"
//
// What has a mark inside, such as "cease-fire" or "2024-05-07", is several words that follow each other. [ParseQuery] also knows
// filters, such as act:deny or since:2024-05-01. Whatever else somebody types is plain words.
//
// It imports package news, golang.org/x/text for Unicode, and the English stemmer of github.com/kljensen/snowball.
package search
