// Package wordpiece cuts words into the pieces that a neural model knows (WordPiece: Wu et al. 2016), as uncased BERT does.
//
// A list of pieces and a word come in; the numbers of the word's pieces go out. It imports golang.org/x/text and the
// standard library only.
package wordpiece

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// longestWord is how many bytes a word may have; what is longer is no word.
const longestWord = 100

// Vocabulary is the pieces that a model knows, by number. It is safe for concurrent use.
type Vocabulary struct {
	first indices // pieces that begin a word
	later indices // pieces that go on with one, without their ##
	count int
}

// indices gives pieces their numbers.
type indices struct {
	numbers map[string]int32
	longest int // bytes of the longest
}

func (x *indices) add(piece string, number int) {
	x.numbers[piece] = int32(number)
	x.longest = max(x.longest, len(piece))
}

// New reads a list of pieces, one a line; the number of a piece is that of its line, from 0. A piece that goes on with a word
// begins with ##.
func New(list string) *Vocabulary {
	n := 1 + strings.Count(list, "\n")
	v := &Vocabulary{first: indices{numbers: make(map[string]int32, n)}, later: indices{numbers: make(map[string]int32, n/4)}}
	for piece := range strings.SplitSeq(list, "\n") {
		if rest, goesOn := strings.CutPrefix(piece, "##"); goesOn {
			v.later.add(rest, v.count)
		} else {
			v.first.add(piece, v.count)
		}
		v.count++
	}
	return v
}

// Len is how many pieces there are.
func (v *Vocabulary) Len() int { return v.count }

// Number is the number of a piece that begins a word, such as "[CLS]".
func (v *Vocabulary) Number(piece string) (number int32, ok bool) {
	number, ok = v.first.numbers[piece]
	return number, ok
}

// EachWord calls visit with the pieces of each word of a text, in order. Words are runs of letters and digits in lower case
// and without accents; a word is cut from its beginning into the longest pieces there are, and one that cannot be cut so has
// none. The pieces are valid during the call.
func (v *Vocabulary) EachWord(text string, visit func(pieces []int32)) {
	v.scan(text, false, visit)
}

// Append appends the pieces of a token: of its words as EachWord has them, and of its other characters one by one. What the
// vocabulary cannot make up is left out.
func (v *Vocabulary) Append(into []int32, token string) []int32 {
	v.scan(token, true, func(pieces []int32) { into = append(into, pieces...) })
	return into
}

// scan goes over the words of a text and, if asked, over the characters between them that are no white space.
func (v *Vocabulary) scan(text string, between bool, visit func(pieces []int32)) {
	var plain [longestWord]byte
	var pieces [longestWord]int32
	size := 0 // bytes of the word so far; more than longestWord: too long
	flush := func() {
		if size > 0 && size <= longestWord {
			if found := v.cut(plain[:size], pieces[:0]); len(found) > 0 {
				visit(found)
			}
		}
		size = 0
	}
	add := func(r rune) {
		switch {
		case !unicode.IsLetter(r) && !unicode.IsNumber(r):
			flush()
			if between && !unicode.IsSpace(r) {
				size = utf8.EncodeRune(plain[:], r)
				flush()
			}
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

// cut appends the pieces of a word to into; none where the vocabulary cannot make it up.
func (v *Vocabulary) cut(word []byte, into []int32) []int32 {
	among := &v.first
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
		start, among = end, &v.later
	}
	return into
}
