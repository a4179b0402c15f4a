package meaning

import (
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// longestWord is how many bytes a word may have; what is longer is no word.
const longestWord = 100

// eachPiece calls visit with the pieces of each word of a text, in order. Words are runs of letters and digits in lower case
// and without accents; a word is cut from its beginning into the longest pieces that the table holds (WordPiece: Wu et al.
// 2016), and one that cannot be cut so has none. The pieces are valid during the call.
func (t *Table) eachPiece(text string, visit func(pieces []int32)) {
	var plain [longestWord]byte
	var pieces [longestWord]int32
	size := 0 // bytes of the word so far; more than longestWord: too long
	flush := func() {
		if size > 0 && size <= longestWord {
			if found := t.cut(plain[:size], pieces[:0]); len(found) > 0 {
				visit(found)
			}
		}
		size = 0
	}
	add := func(r rune) {
		switch {
		case !unicode.IsLetter(r) && !unicode.IsNumber(r):
			flush()
		case size+utf8.RuneLen(r) > longestWord:
			size = longestWord + 1
		default:
			size += utf8.EncodeRune(plain[size:], r)
		}
	}
	for i := 0; i < len(text); {
		if b := text[i]; b < utf8.RuneSelf { // nearly always
			if b >= 'A' && b <= 'Z' {
				b += 'a' - 'A'
			}
			add(rune(b))
			i++
			continue
		}
		r, width := utf8.DecodeRuneInString(text[i:])
		for _, c := range decomposed(unicode.ToLower(r), text[i:i+width]) {
			if !unicode.Is(unicode.Mn, c) {
				add(c)
			}
		}
		i += width
	}
	flush()
}

// decomposed is the canonical decomposition of a letter: "é" is an e and an accent. As written is the letter in the text.
func decomposed(lower rune, written string) string {
	if lower == utf8.RuneError {
		return " "
	}
	if properties := norm.NFD.PropertiesString(written); properties.Decomposition() == nil {
		return string(lower)
	}
	return norm.NFD.String(string(lower))
}

// cut appends the pieces of a word to into; none where the table cannot make it up.
func (t *Table) cut(word []byte, into []int32) []int32 {
	among := &t.first
	for start := 0; start < len(word); {
		end := min(len(word), start+among.longest)
		for ; end > start; end-- {
			if number, ok := among.numbers[string(word[start:end])]; ok {
				into = append(into, number)
				break
			}
		}
		if end == start {
			return into[:0]
		}
		start, among = end, &t.later
	}
	return into
}
