package search

import (
	"errors"
	"strings"
	"unicode"
	"unicode/utf8"
)

// ErrEmpty tells that a query has nothing that could be looked for.
var ErrEmpty = errors.New("there is nothing to look for: give a word or a filter")

// Expression is what a query asks for: a [Match], or an [And], [Or] or [Not] of expressions. A nil Expression asks for
// everything.
type Expression interface{ expression() }

// And asks for all of several; an empty one for everything.
type And []Expression

// Or asks for at least one of several; an empty one for nothing.
type Or []Expression

// Not asks for what the expression in it does not ask for.
type Not struct{ Expression Expression }

// Match asks for terms that follow each other in a field; one without terms for nothing.
type Match struct {
	Field Field
	Kind  Kind
	Terms []Term // their spans point into the query
}

func (And) expression()   {}
func (Or) expression()    {}
func (Not) expression()   {}
func (Match) expression() {}

// Field is a text of a statement.
type Field string

// The fields.
const (
	Any     Field = ""
	Words   Field = "words"   // what was said
	Speaker Field = "speaker" // the names of who said it
	Title   Field = "title"   // of the article
)

// Kind is how a match compares terms.
type Kind string

// The kinds of match.
const (
	Word   Kind = "word"   // by stem; a speaker's name by form, since names are not inflected
	Phrase Kind = "phrase" // by form
	Prefix Kind = "prefix" // by form, the last term by its beginning
)

// mostTerms is how many terms of a query count.
const mostTerms = 64

// fieldNames are the prefixes that say where to look.
var fieldNames = map[string]bool{string(Words): true, string(Speaker): true, string(Title): true}

// Parse reads what somebody typed; the language stands in the comment of the package. No input is wrong; what makes no sense
// there is plain words. Of a very long one the first 64 terms count. The expression is at most three deep: an And of Or of Not.
// ErrEmpty tells that no letter or digit is in it.
func Parse(text string) (Expression, error) {
	var groups []Or // each one of which is to hold
	left, joining := mostTerms, false
	for _, part := range partsOf(text, fieldNames) {
		if part.connector() {
			joining = joining || part.raw == "OR" && len(groups) > 0
			continue
		}
		if left == 0 {
			break
		}
		match := part.match()
		match.Terms = match.Terms[:min(len(match.Terms), left)]
		if len(match.Terms) == 0 {
			continue
		}
		left -= len(match.Terms)
		var found Expression = match
		if part.negative {
			found = Not{match}
		}
		if joining {
			groups[len(groups)-1] = append(groups[len(groups)-1], found)
		} else {
			groups = append(groups, Or{found})
		}
		joining = false
	}
	var all And
	for _, group := range groups {
		if len(group) == 1 {
			all = append(all, group[0])
		} else {
			all = append(all, group)
		}
	}
	switch len(all) {
	case 0:
		return nil, ErrEmpty
	case 1:
		return all[0], nil
	}
	return all, nil
}

// part is a word or phrase of a query with what stands before it.
type part struct {
	raw      string // all of it
	negative bool
	name     string // the prefix in lower case, "" for none
	value    string
	start    int // byte of the query where value starts
	quoted   bool
}

// connector tells whether the part merely stands between others: OR, or AND, which changes nothing.
func (p part) connector() bool { return p.raw == "OR" || p.raw == "AND" }

// match is what the part asks for.
func (p part) match() Match {
	m := Match{Field: Field(p.name), Kind: Word, Terms: Terms(p.value)}
	switch {
	case p.quoted:
		m.Kind = Phrase
	case isBeginning(p.value, m.Terms):
		m.Kind = Prefix
	}
	for i := range m.Terms {
		m.Terms[i].Span.Start += p.start
		m.Terms[i].Span.End += p.start
	}
	return m
}

// isBeginning tells whether a star stands right behind the last term, and that has two letters or more.
func isBeginning(value string, terms []Term) bool {
	stars := strings.TrimRight(value, "*")
	if len(stars) == len(value) || len(terms) == 0 {
		return false
	}
	last := terms[len(terms)-1]
	return last.Span.End == len(stars) && utf8.RuneCountInString(last.Form) >= 2
}

// partsOf parts a query at spaces and quotation marks. Only the names given are prefixes.
func partsOf(query string, names map[string]bool) []part {
	var parts []part
	for i := 0; i < len(query); {
		r, size := utf8.DecodeRuneInString(query[i:])
		if unicode.IsSpace(r) {
			i += size
			continue
		}
		p, end := partAt(query, i, names)
		parts = append(parts, p)
		i = end
	}
	return parts
}

// partAt reads the part that starts at a byte that is no space, and tells where it ends.
func partAt(query string, start int, names map[string]bool) (p part, end int) {
	at := start
	if value := query[at+1:]; query[at] == '-' && value != "" && !isSpaceAt(value) {
		p.negative = true
		at++
	}
	if colon := strings.IndexByte(query[at:min(at+longestName+1, len(query))], ':'); colon > 0 {
		name, value := strings.ToLower(query[at:at+colon]), query[at+colon+1:]
		if names[name] && value != "" && !isSpaceAt(value) {
			p.name = name
			at += colon + 1
		}
	}
	r, size := utf8.DecodeRuneInString(query[at:])
	if p.quoted = isQuote(r); p.quoted {
		at += size
	}
	p.start, end = at, len(query)
	if length := strings.IndexFunc(query[at:], func(r rune) bool { return isQuote(r) || !p.quoted && unicode.IsSpace(r) }); length >= 0 {
		end = at + length
	}
	p.value = query[at:end]
	if p.quoted && end < len(query) {
		_, size := utf8.DecodeRuneInString(query[end:])
		end += size
	}
	p.raw = query[start:end]
	return p, end
}

// longestName is the bytes of the longest prefix.
const longestName = 8

func isSpaceAt(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsSpace(r)
}

// isQuote takes in the marks that programs put for a straight quotation mark.
func isQuote(r rune) bool { return strings.ContainsRune("\"“”„«»＂", r) }
