// Package dateline finds the datelines that wire stories open with: "GENEVA, May 3 (LNA) –".
//
// In comes a [text.Document] with tokens and paragraphs; out goes which tokens are a dateline's, so that nobody takes the
// place for a speaker. It imports internal/text and the standard library.
package dateline

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"gainsay/internal/text"
)

// Tokens marks, for each token, whether it is part of a dateline.
func Tokens(d *text.Document) []bool {
	marks := make([]bool, len(d.Tokens))
	for _, p := range d.Paragraphs {
		for i := p.Tokens.First; i < end(d, p.Tokens); i++ {
			marks[i] = true
		}
	}
	return marks
}

// longest is how many tokens a dateline has at the most.
const longest = 16

// end is the token after the dash of the dateline that opens a paragraph, or the paragraph's first token where none
// does: a place in capitals or an agency in brackets before a dash, and nothing but names, dates and punctuation with them.
func end(d *text.Document, tokens text.Range) int {
	capitals, agency := false, false
	for i := tokens.First; i < min(tokens.End, tokens.First+longest); i++ {
		word := d.Word(i)
		switch {
		case i > tokens.First && text.IsDash(word):
			if capitals || agency {
				return i + 1
			}
			return tokens.First
		case word == "(":
			agency = true
		case isPunctuation(word) || word[0] >= '0' && word[0] <= '9':
		case !text.IsCapitalised(word):
			return tokens.First
		case i == tokens.First:
			capitals = len(word) > 1 && word == strings.ToUpper(word)
		}
	}
	return tokens.First
}

func isPunctuation(word string) bool {
	r, _ := utf8.DecodeRuneInString(word)
	return !unicode.IsLetter(r) && !unicode.IsDigit(r)
}
