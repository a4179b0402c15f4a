package search

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// fold writes a word as terms are compared: Unicode's compatibility form (NFKC), in lower case, Latin, Greek and Cyrillic letters
// without accents, and nothing but letters, digits and the marks of other scripts.
func fold(word string) string {
	plain := true
	for i := 0; i < len(word); i++ {
		c := word[i]
		if c >= utf8.RuneSelf {
			return foldUnicode(word)
		}
		plain = plain && ('a' <= c && c <= 'z' || '0' <= c && c <= '9')
	}
	if plain && len(word) <= longestWord {
		return word
	}
	var out [longestWord]byte
	n := 0
	for i := 0; i < len(word) && n < longestWord; i++ {
		switch c := word[i]; {
		case 'A' <= c && c <= 'Z':
			out[n] = c | 0x20
			n++
		case isWord(rune(c)):
			out[n] = c
			n++
		}
	}
	return string(out[:n])
}

// latin are the letters that are written without their stroke, or as two, where a keyboard lacks them.
// The final sigma is a sigma.
var latin = map[rune]string{
	'ß': "ss", 'æ': "ae", 'œ': "oe", 'ø': "o", 'ł': "l", 'đ': "d", 'ð': "d", 'þ': "th", 'ı': "i", 'ħ': "h", 'ŧ': "t",
	'ς': "σ",
}

func foldUnicode(word string) string {
	var out strings.Builder
	for _, r := range norm.NFKD.String(word) {
		if 0x0300 <= r && r <= 0x036f || isApostrophe(r) { // accents
			continue
		}
		r = unicode.ToLower(r)
		switch letters, known := latin[r]; {
		case known:
			out.WriteString(letters)
		case r < utf8.RuneSelf && !isWord(r):
		case unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r):
			out.WriteRune(r)
		}
	}
	form := norm.NFC.String(out.String())
	n := 0
	for i := range form {
		if n == longestWord {
			return form[:i]
		}
		n++
	}
	return form
}
