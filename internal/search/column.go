package search

import (
	"slices"
	"strconv"
	"strings"
)

// Fields is what of a statement can be found.
type Fields struct {
	Words   string   // what was said
	Speaker string   // the names of who said it
	Title   string   // of the article
	Facets  []string // what holds of it besides, as words of a to z and 0 to 9: "actdeny", "speaker12"; "x0" and "x1" are taken
}

// Tokenizer is what FTS5 has to be told, so that it parts columns at spaces and takes terms as they are. (Its unicode61 has
// Unicode tables of its own, older than those here, and parts words at some marks and letters.)
const Tokenizer = "ascii"

// The facets that are always there: one that every statement has, and one that none has.
const (
	everything = "x0"
	nothing    = "x1"
)

// How much of a field is indexed. PostgreSQL keeps no more than 256 places of a lexeme, places no higher than 16,383, and at most
// 1 MiB in all; FTS5 is given the same, so that both find the same.
const (
	mostIndexed     = 8192     // terms
	mostBytes       = 96 << 10 // of their forms
	mostOccurrences = 256
)

// indexed are the terms of a field that can be found. Forms and stems that occur too often are "", and keep their place.
func indexed(text string) []Term {
	terms := Terms(text)
	bytes := 0
	for i := range terms {
		if bytes += len(terms[i].Form); i == mostIndexed || bytes > mostBytes {
			terms = terms[:i]
			break
		}
	}
	if len(terms) <= mostOccurrences {
		return terms
	}
	forms, stems := map[string]int{}, map[string]int{}
	for i := range terms {
		t := &terms[i]
		if forms[t.Form]++; forms[t.Form] > mostOccurrences {
			t.Form = ""
		}
		if stems[t.Stem]++; stems[t.Stem] > mostOccurrences {
			t.Stem = ""
		}
	}
	return terms
}

// Columns is a row of an FTS5 table with columns of these names: words, words_exact, speaker, title, title_exact, facets.
type Columns struct{ Words, WordsExact, Speaker, Title, TitleExact, Facets string }

// ColumnsOf are the terms of the fields, parted by spaces.
func ColumnsOf(f Fields) Columns {
	words, title := indexed(f.Words), indexed(f.Title)
	return Columns{
		Words:      column(words, stemOf),
		WordsExact: column(words, formOf),
		Speaker:    column(indexed(f.Speaker), formOf),
		Title:      column(title, stemOf),
		TitleExact: column(title, formOf),
		Facets:     strings.Join(append([]string{everything}, f.Facets...), " "),
	}
}

func stemOf(t Term) string { return t.Stem }
func formOf(t Term) string { return t.Form }

// column joins terms. A point takes the place of one that is not indexed: it is a token for FTS5, but a term of no query.
func column(terms []Term, of func(Term) string) string {
	var out strings.Builder
	for i, t := range terms {
		if i > 0 {
			out.WriteByte(' ')
		}
		if term := of(t); term != "" {
			out.WriteString(term)
		} else {
			out.WriteString("·")
		}
	}
	return out.String()
}

// The first letter of a lexeme of PostgreSQL says what it is of.
const (
	wordStem    = 'w'
	wordForm    = 'x'
	speakerForm = 's'
	titleStem   = 't'
	titleForm   = 'u'
	facet       = 'f'
)

// Vector is a literal of PostgreSQL's type tsvector: the terms of the fields, each with a letter for its column and with its places
// there. Columns share no lexeme, and so each of them counts its places from 1.
func Vector(f Fields) string {
	places := map[string][]int{}
	add := func(letter byte, terms []Term, of func(Term) string) {
		for i, t := range terms {
			if term := of(t); term != "" {
				places[string(letter)+term] = append(places[string(letter)+term], i+1)
			}
		}
	}
	words, title := indexed(f.Words), indexed(f.Title)
	add(wordStem, words, stemOf)
	add(wordForm, words, formOf)
	add(speakerForm, indexed(f.Speaker), formOf)
	add(titleStem, title, stemOf)
	add(titleForm, title, formOf)
	for _, name := range append([]string{everything}, f.Facets...) {
		places[string(facet)+name] = nil
	}
	lexemes := make([]string, 0, len(places))
	for lexeme := range places {
		lexemes = append(lexemes, lexeme)
	}
	slices.Sort(lexemes)
	var out []byte
	for _, lexeme := range lexemes {
		if len(out) > 0 {
			out = append(out, ' ')
		}
		out = append(out, quoteLexeme(lexeme)...)
		for i, place := range places[lexeme] {
			mark := byte(',')
			if i == 0 {
				mark = ':'
			}
			out = strconv.AppendInt(append(out, mark), int64(place), 10)
		}
	}
	return string(out)
}
