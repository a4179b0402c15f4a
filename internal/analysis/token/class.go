package token

import (
	"unicode"
	"unicode/utf8"
)

const utf8Self = utf8.RuneSelf

// class is what a character can do to a token.
type class uint8

const (
	symbol     class = iota // stands alone
	blank                   // parts tokens
	lineBreak               // parts paragraphs
	joiner                  // invisible; blank unless inside a word
	letter                  // letters, combining marks, and bytes that are no UTF-8
	digit                   // decimal digits
	apostrophe              // ' ’ ‘ and look-alikes: part of a word, or a quotation mark
	hyphen                  // - and its look-alikes
	dot                     // the period
	currency                // $ £ € …
	stop                    // ! ? …
	filler                  // * = ~ _ | and long dashes: runs of them are one token
)

// ascii holds the classes of the first 128 characters.
var ascii = func() (table [utf8.RuneSelf]class) {
	for c := range table {
		switch {
		case c == '\n' || c == '\r' || c == '\v' || c == '\f':
			table[c] = lineBreak
		case c <= ' ' || c == 0x7F:
			table[c] = blank
		case 'a' <= c|0x20 && c|0x20 <= 'z':
			table[c] = letter
		case '0' <= c && c <= '9':
			table[c] = digit
		}
	}
	table['\''], table['-'], table['.'], table['$'] = apostrophe, hyphen, dot, currency
	table['!'], table['?'] = stop, stop
	for _, c := range "*=~_|" {
		table[c] = filler
	}
	return table
}()

// classAt is the class and width in bytes of the character at byte at, which must lie in s.
func classAt(s string, at int) (class, int) {
	if c := s[at]; c < utf8.RuneSelf {
		if c == '\'' && at+1 < len(s) && s[at+1] == '\'' && (at == 0 || s[at-1] != '\'') {
			return symbol, 2 // two apostrophes for a closing quotation mark
		}
		return ascii[c], 1
	}
	r, width := utf8.DecodeRuneInString(s[at:])
	return classOf(r), width
}

// classOf is the class of a character beyond ASCII.
func classOf(r rune) class {
	switch r {
	case '’', '‘', 'ʼ', '´', '‛':
		return apostrophe
	case '‐', '‑', '−':
		return hyphen
	case '–', '—', '―', '‒':
		return filler
	case '…', '‼', '⁇', '⁈', '⁉':
		return stop
	case '\u0085', '\u2028', '\u2029':
		return lineBreak
	case '\u00AD', '\u200C', '\u200D', '\u2060', '\u034F':
		return joiner
	case utf8.RuneError:
		return letter
	}
	switch {
	case unicode.IsLetter(r), unicode.IsNumber(r) && !unicode.IsDigit(r):
		return letter
	case '\uFE00' <= r && r <= '\uFE0F', '\U0001F3FB' <= r && r <= '\U0001F3FF':
		return joiner
	case unicode.IsMark(r):
		return letter
	case unicode.IsDigit(r):
		return digit
	case unicode.IsSpace(r), unicode.Is(unicode.Cf, r), unicode.Is(unicode.Cc, r):
		return blank
	case unicode.Is(unicode.Sc, r):
		return currency
	}
	return symbol
}

// isWord tells whether a letter or digit stands at byte at.
func isWord(s string, at int) bool {
	if at >= len(s) {
		return false
	}
	kind, _ := classAt(s, at)
	return kind == letter || kind == digit
}

// isLetter tells whether a letter stands at byte at.
func isLetter(s string, at int) bool {
	if at >= len(s) {
		return false
	}
	kind, _ := classAt(s, at)
	return kind == letter
}

// isDigit tells whether an ASCII digit stands at byte at.
func isDigit(s string, at int) bool { return 0 <= at && at < len(s) && '0' <= s[at] && s[at] <= '9' }

// isUpper tells whether a capital letter stands at byte at.
func isUpper(s string, at int) bool {
	if at >= len(s) {
		return false
	}
	if c := s[at]; c < utf8.RuneSelf {
		return 'A' <= c && c <= 'Z'
	}
	r, _ := utf8.DecodeRuneInString(s[at:])
	return unicode.IsUpper(r)
}

// isLower tells whether a small letter stands at byte at.
func isLower(s string, at int) bool {
	if at >= len(s) {
		return false
	}
	if c := s[at]; c < utf8.RuneSelf {
		return 'a' <= c && c <= 'z'
	}
	r, _ := utf8.DecodeRuneInString(s[at:])
	return unicode.IsLower(r)
}

// isSum tells whether a currency sign with a digit behind it stands at byte at.
func isSum(s string, at int) bool {
	if at >= len(s) {
		return false
	}
	kind, width := classAt(s, at)
	return kind == currency && isDigit(s, at+width)
}
