package text

import (
	"unicode"
	"unicode/utf8"
)

// IsDash tells whether a token is a dash that parts pieces of text.
func IsDash(word string) bool {
	switch word {
	case "―", "—", "–", "--", "-":
		return true
	}
	return false
}

// IsCapitalised tells whether a token begins with a capital letter.
func IsCapitalised(word string) bool {
	r, _ := utf8.DecodeRuneInString(word)
	return unicode.IsUpper(r)
}
