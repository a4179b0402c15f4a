package story

import (
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"gainsay/news"
)

// feature is a word or a name of an article, or of a story, with its weight.
type feature struct {
	key    uint32
	weight float32
}

// mostWords is how many words of an article are read: what it is about stands at the top.
const mostWords = 1500

// featuresOf counts the words and names of an article, in the order of their keys. The weight of one that stands there n times is
// 1 + ln n.
func featuresOf(a *news.Article) []feature {
	counts := map[uint32]int{}
	r := reading{found: func(mark, first, second string) { counts[keyOf(mark, first, second)]++ }}
	r.read(a.Title)
	r.read(a.Text)
	out := make([]feature, 0, len(counts))
	for key, n := range counts {
		out = append(out, feature{key: key, weight: float32(1 + math.Log(float64(n)))})
	}
	slices.SortFunc(out, byKey)
	return out
}

// reading finds features.
type reading struct {
	found func(mark, first, second string) // a word or a name; second: the rest of a name of two words, with a _ before it
	words int
}

// read tells what stands in a text. Words count in lower case and without their endings; those with a capital where no
// sentence begins count as names too, and so do two words with capitals side by side.
func (r *reading) read(text string) {
	opens := true // whether a sentence may begin here
	before := ""  // the word before, if nothing but a space parts it from this one
	for i := 0; i < len(text) && r.words < mostWords; {
		c, size := utf8.DecodeRuneInString(text[i:])
		if !unicode.IsLetter(c) && !unicode.IsDigit(c) {
			if c != ' ' {
				before = ""
			}
			opens = opens || strings.ContainsRune(".!?:;\"“”\n", c)
			i += size
			continue
		}
		end := wordEnd(text, i)
		word := strings.TrimSuffix(strings.TrimSuffix(text[i:end], "'s"), "’s")
		r.words++
		r.see(word, before, unicode.IsUpper(c), opens)
		before, opens, i = word, false, end
	}
}

// see takes in one word, capital if it begins with one, opens if a sentence may begin with it.
func (r *reading) see(word, before string, capital, opens bool) {
	lower := strings.ToLower(word)
	if len(lower) > 1 && !isNumber(lower) {
		r.found("", stem(lower), "")
	}
	if !capital {
		return
	}
	if !opens {
		r.found(nameMark, lower, "")
	}
	if first, _ := utf8.DecodeRuneInString(before); unicode.IsUpper(first) {
		r.found(nameMark, strings.ToLower(before), nameSpace+lower)
	}
}

// longestWord is after how many bytes a word is cut.
const longestWord = 64

// wordEnd is where the word that starts at a letter ends: hyphens and apostrophes between letters belong to it.
func wordEnd(text string, start int) int {
	end := start
	for end < len(text) && end-start < longestWord {
		r, size := utf8.DecodeRuneInString(text[end:])
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.Is(unicode.Mn, r) {
			next, _ := utf8.DecodeRuneInString(text[end+size:])
			if end == start || !strings.ContainsRune("-'’", r) || !unicode.IsLetter(next) && !unicode.IsDigit(next) {
				break
			}
		}
		end += size
	}
	return end
}

func isNumber(word string) bool { return strings.Trim(word, "0123456789") == "" }

// stem takes the commonest endings off a word; what is left is no word, but the same for "flood", "floods" and "flooded".
func stem(word string) string {
	for _, ending := range []string{"ies", "ing", "ed", "es", "s"} {
		if rest, ok := strings.CutSuffix(word, ending); ok && len(rest) >= 3 {
			return rest
		}
	}
	return word
}

// nameMark stands before names, so that "Brown" is not "brown", and nameSpace between their words.
const nameMark, nameSpace = "^", "_"

// keyOf is FNV-1a of the strings one after the other.
func keyOf(mark, first, second string) uint32 {
	h := uint32(2166136261)
	for _, s := range [3]string{mark, first, second} {
		for i := 0; i < len(s); i++ {
			h = (h ^ uint32(s[i])) * 16777619
		}
	}
	return h
}

func byKey(a, b feature) int {
	switch {
	case a.key < b.key:
		return -1
	case a.key > b.key:
		return 1
	}
	return 0
}
