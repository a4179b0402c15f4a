package statement

import (
	"strings"

	"gainsay/internal/text"
)

// datelines marks the tokens of datelines, "GENEVA, May 3 (LNA) –", which are no part of any statement.
func datelines(d *text.Document) []bool {
	marks := make([]bool, len(d.Tokens))
	for _, p := range d.Paragraphs {
		for i := p.Tokens.First; i < datelineEnd(d, p.Tokens); i++ {
			marks[i] = true
		}
	}
	return marks
}

// longestDateline is how many tokens a dateline has at the most.
const longestDateline = 16

// datelineEnd is the token after the dash of the dateline that opens a paragraph, or the paragraph's first token where none
// does: a place in capitals or an agency in brackets before a dash, and nothing but names, dates and punctuation with them.
func datelineEnd(d *text.Document, tokens text.Range) int {
	capitals, agency := false, false
	for i := tokens.First; i < min(tokens.End, tokens.First+longestDateline); i++ {
		word := d.Word(i)
		switch {
		case i > tokens.First && isDash(word):
			if capitals || agency {
				return i + 1
			}
			return tokens.First
		case word == "(":
			agency = true
		case isPunctuation(word) || word[0] >= '0' && word[0] <= '9':
		case !capitalised(word):
			return tokens.First
		case i == tokens.First:
			capitals = len(word) > 1 && word == strings.ToUpper(word)
		}
	}
	return tokens.First
}
