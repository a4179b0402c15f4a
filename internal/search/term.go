package search

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/kljensen/snowball/english"

	"gainsay/news"
)

// Term is one word of a text.
//
// Form and Stem hold the digits 0 to 9, the letters a to z, and letters, digits and marks of other scripts, in lower case; nothing
// else of ASCII. So a term may stand between quotation marks in any query, and a tokenizer that parts words at what is neither
// letter nor digit in ASCII and nowhere else ([Tokenizer]) leaves it whole.
type Term struct {
	Form string    // as it is written, but for case, accents, apostrophes and width: "Müller’s" is "mullers"
	Stem string    // what the inflected forms of an English word share: "denying" and "denies" are "deni"
	Span news.Span // bytes of the text
}

// longestWord is after how many code points a term is cut.
const longestWord = 64

// Terms are the words of a text in order, stop words too. A word runs over letters, digits and the apostrophes between them; "1,200" is
// one word and so is "U.S.", while a hyphen parts words. In scripts without spaces each character is a word. Bytes that are no
// UTF-8 part words.
func Terms(text string) []Term {
	terms := make([]Term, 0, len(text)/6+1)
	stems := stemmer{}
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		if !isWord(r) || isApostrophe(r) {
			i += size
			continue
		}
		end := wordEnd(text, i)
		if form := fold(text[i:end]); form != "" {
			terms = append(terms, Term{Form: form, Stem: stems.stem(withoutPossessive(text[i:end], form)), Span: news.Span{Start: i, End: end}})
		}
		i = end
	}
	return terms
}

// isWord tells whether a word may begin with r: a letter or digit, raised and lowered ones too ("CO₂").
func isWord(r rune) bool {
	if r < utf8.RuneSelf {
		return '0' <= r && r <= '9' || 'a' <= r|0x20 && r|0x20 <= 'z'
	}
	return unicode.IsLetter(r) || unicode.IsDigit(r) || r == '²' || r == '³' || r == '¹' || '⁰' <= r && r <= '₉' && unicode.IsNumber(r)
}

// isApostrophe takes in the quotation marks that stand for an apostrophe, and the one that Unicode calls a letter.
func isApostrophe(r rune) bool {
	switch r {
	case '\'', '’', '‘', '‛', 'ʼ', '＇':
		return true
	}
	return false
}

// isHidden tells whether r is not to be seen inside a word: a soft hyphen, a joiner.
func isHidden(r rune) bool { return r == '\u00ad' || r == '\u200c' || r == '\u200d' || r == '\u2060' }

// unspaced are the scripts whose words no space parts.
var unspaced = []*unicode.RangeTable{unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar}

func isUnspaced(r rune) bool { return r >= 0x0e00 && unicode.IsLetter(r) && unicode.In(r, unspaced...) }

// wordEnd is where the word that begins at start ends.
func wordEnd(text string, start int) int {
	first, size := utf8.DecodeRuneInString(text[start:])
	alone := isUnspaced(first)
	end := start + size
	for end < len(text) {
		r, size := utf8.DecodeRuneInString(text[end:])
		switch {
		case r >= utf8.RuneSelf && unicode.IsMark(r):
			end += size
		case alone:
			return end
		case isWord(r) && !isApostrophe(r):
			if isUnspaced(r) {
				return end
			}
			end += size
		case joins(text[start:end], r, text[end+size:]):
			_, next := utf8.DecodeRuneInString(text[end+size:])
			end += size + next
		default:
			return end
		}
	}
	return end
}

// joins tells whether a mark belongs to the word that it stands in, from what is before it and what is behind.
func joins(before string, mark rune, behind string) bool {
	next, size := utf8.DecodeRuneInString(behind)
	if !isWord(next) || isApostrophe(next) || isUnspaced(next) {
		return false
	}
	switch {
	case isApostrophe(mark) || isHidden(mark):
		return true
	case mark == '.': // of "U.S.", not that of "end.Next" or "J.Moor"
		after, _ := utf8.DecodeRuneInString(behind[size:])
		last, width := utf8.DecodeLastRuneInString(before)
		dotted := len(before) == width || before[len(before)-width-1] == '.'
		return dotted && unicode.IsLetter(last) && unicode.IsLetter(next) && !isWord(after) && !unicode.IsMark(after)
	case mark == ',': // of "1,200"
		return digitsAtEnd(before) <= 3 && digitsAtEnd(before) > 0 && digitsAtStart(behind) == 3
	}
	return false
}

func digitsAtEnd(s string) int { return len(s) - len(strings.TrimRight(s, "0123456789")) }

// digitsAtStart counts no further than to four.
func digitsAtStart(s string) int {
	s = s[:min(len(s), 4)]
	return len(s) - len(strings.TrimLeft(s, "0123456789"))
}

// withoutPossessive is the form without the s that an apostrophe sets off at the end of the word.
func withoutPossessive(word, form string) string {
	if last := len(word) - 1; last > 0 && word[last]|0x20 == 's' && len(form) > 1 && len(form) < longestWord {
		if mark, _ := utf8.DecodeLastRuneInString(word[:last]); isApostrophe(mark) {
			return form[:len(form)-1]
		}
	}
	return form
}

// stemmer remembers the stems of one text.
type stemmer map[string]string

// stem is the stem of a form that is English by its letters; another form is its own.
func (s stemmer) stem(form string) string {
	if len(form) <= 2 {
		return form
	}
	for i := 0; i < len(form); i++ {
		if form[i] < 'a' || form[i] > 'z' {
			return form
		}
	}
	stem, known := s[form]
	if !known {
		stem = english.Stem(form, true)
		if stem == "" {
			stem = form
		}
		s[form] = stem
	}
	return stem
}
