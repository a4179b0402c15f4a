package origin

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// word is one word of a text as it compares with others: without its case, accents, spelling and the house's habits.
type word struct {
	hash       uint64
	start, end int // bytes
	quoted     bool
}

// wordsOf splits a text into words. A word that a house writes with or without a hyphen, an apostrophe or points is one and
// the same: "cease-fire", "Orla's", "U.S.". In scripts without spaces each character is a word.
func wordsOf(text string) []word {
	words := make([]word, 0, len(text)/6+1)
	var marks quotes
	buffer := make([]byte, 0, 32)
	before := ' '
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		switch {
		case r == '\n' || r == '\r':
			marks.paragraphEnds(words)
		case r == '%' || r == '&':
			words = append(words, word{hash: hashOf(signs[r]), start: i, end: i + size, quoted: marks.inside()})
		case isLetter(r):
			end := wordEnd(text, i)
			buffer = fold(buffer[:0], text[i:end])
			words = append(words, word{hash: hashOf(string(buffer)), start: i, end: end, quoted: marks.inside()})
			words = perCent(words)
			before, _ = utf8.DecodeLastRuneInString(text[:end])
			i = end
			continue
		default:
			next, _ := utf8.DecodeRuneInString(text[i+size:])
			marks.see(before, r, next, len(words))
		}
		before = r
		i += size
	}
	marks.paragraphEnds(words)
	return words
}

// signs are the words that are also written as a sign.
var signs = map[rune]string{'%': "percent", '&': "and"}

// perCent joins "per cent" to one word.
func perCent(words []word) []word {
	if n := len(words); n >= 2 && words[n-1].hash == hashOfCent && words[n-2].hash == hashOfPer {
		words[n-2].hash, words[n-2].end = hashOfPercent, words[n-1].end
		return words[:n-1]
	}
	return words
}

var hashOfPer, hashOfCent, hashOfPercent = hashOf("per"), hashOf("cent"), hashOf("percent")

func isLetter(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// unspaced are the scripts whose words no space parts.
var unspaced = []*unicode.RangeTable{unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar}

// longestWord is after how many bytes a word is cut.
const longestWord = 64

// wordEnd is where the word that starts at a letter ends.
func wordEnd(text string, start int) int {
	first, size := utf8.DecodeRuneInString(text[start:])
	end := start + size
	if first >= 0x0e00 && unicode.In(first, unspaced...) {
		return end
	}
	before, piece := first, 1 // piece: letters since the last point
	for end < len(text) && end-start < longestWord {
		r, size := utf8.DecodeRuneInString(text[end:])
		if isLetter(r) || unicode.Is(unicode.Mn, r) {
			if r >= 0x0e00 && unicode.In(r, unspaced...) {
				return end
			}
			before, piece, end = r, piece+1, end+size
			continue
		}
		next, nextSize := utf8.DecodeRuneInString(text[end+size:])
		if !isLetter(next) || !joins(before, r, next, piece) {
			return end
		}
		before, piece, end = next, 1, end+size+nextSize
	}
	return end
}

// joins tells whether a mark between two letters belongs to their word: not so the point of "end.Next".
func joins(before, mark, next rune, piece int) bool {
	switch mark {
	case '-', '\'', '’', '‑', '\u00ad':
		return true
	case '.':
		return piece == 1 && unicode.IsLetter(before)
	case ',':
		return unicode.IsDigit(before) && unicode.IsDigit(next)
	}
	return false
}

// fold writes a word without what houses differ in to the buffer.
func fold(buffer []byte, word string) []byte {
	for _, r := range word {
		if r >= utf8.RuneSelf {
			word = norm.NFD.String(word)
			break
		}
	}
	for _, r := range word {
		if isLetter(r) {
			buffer = utf8.AppendRune(buffer, unicode.ToLower(r))
		}
	}
	if number, ok := numbers[string(buffer)]; ok {
		return append(buffer[:0], number...)
	}
	return respell(buffer)
}

// numbers are those that some houses write in words and others in digits.
var numbers = map[string]string{"one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8",
	"nine": "9", "ten": "10", "eleven": "11", "twelve": "12"}

// endings are how words end in British spelling and in American; what else ends so changes too, in all texts alike.
var endings = []struct{ british, american string }{
	{"isation", "ization"}, {"isations", "izations"}, {"ise", "ize"}, {"ised", "ized"}, {"ises", "izes"}, {"ising", "izing"}, {"iser", "izer"}, {"isers", "izers"},
	{"yse", "yze"}, {"ysed", "yzed"}, {"ysing", "yzing"},
	{"our", "or"}, {"ours", "ors"}, {"oured", "ored"}, {"ouring", "oring"}, {"ourable", "orable"}, {"ourite", "orite"},
	{"tre", "ter"}, {"tres", "ters"}, {"ence", "ense"}, {"ences", "enses"}, {"ogue", "og"}, {"ogues", "ogs"},
	{"mme", "m"}, {"mmes", "ms"}, {"wards", "ward"}, {"grey", "gray"},
}

// respell gives a word one of the spellings that it may have: "labour", "centre", "travelled" as "labor", "center", "traveled".
func respell(word []byte) []byte {
	for _, e := range endings {
		if len(word) >= len(e.british)+1 && strings.HasSuffix(string(word), e.british) {
			word = append(word[:len(word)-len(e.british)], e.american...)
			break
		}
	}
	kept := word[:0]
	for i, c := range word {
		if c == 'l' && i > 0 && word[i-1] == 'l' {
			continue
		}
		kept = append(kept, c)
	}
	return kept
}

// hashOf is FNV-1a: the same in every run, as the ids of origins are to be.
func hashOf(s string) uint64 {
	h := uint64(14695981039346656037)
	for i := 0; i < len(s); i++ {
		h = (h ^ uint64(s[i])) * 1099511628211
	}
	return h
}

// quotes follows the quotation marks of a paragraph.
type quotes struct {
	double, single bool
	low            bool // the double mark that opened stood on the line
	since          int  // the number of the first word after a single mark
}

func (q *quotes) inside() bool { return q.double || q.single }

// see takes in a mark between what stands before and after it, when there are so many words.
func (q *quotes) see(before, mark, next rune, words int) {
	switch mark {
	case '“', '„', '«':
		q.double = mark != '“' || !q.low
		q.low = mark == '„'
	case '”', '»':
		q.double = false
	case '"':
		q.double = !q.double
	case '‘', '\'', '’':
		switch {
		case q.single && mark != '‘' && !isLetter(next):
			q.single = false
		case !q.single && !q.double && mark != '’' && !isLetter(before) && isLetter(next):
			q.single, q.since = true, words
		}
	}
}

// paragraphEnds closes what is open. A single mark that nothing closed opened nothing.
func (q *quotes) paragraphEnds(words []word) {
	if q.single {
		for i := q.since; i < len(words); i++ {
			words[i].quoted = false
		}
	}
	*q = quotes{}
}
