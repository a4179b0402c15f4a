package article

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// cannotEnd are words that no sentence, list item or headline in running text ends with: articles, possessives,
// prepositions that want their noun, conjunctions.
var cannotEnd = func() map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(`the a an its their his her our your my and or but nor because although though while whereas unless
		of near from with without into onto upon between among amid amidst against toward towards during despite via than as at for to
		whose regarding including mr mrs ms dr`) {
		m[w] = true
	}
	return m
}()

// longestJoined is the length in bytes over which a paragraph is not joined on to: no newspaper's is that long.
const longestJoined = 8 << 10

// joinBroken joins paragraphs that a stray blank line broke in mid-sentence.
func joinBroken(blocks []block) []block {
	var joined []block
	for _, b := range blocks {
		if n := len(joined); n > 0 && len(joined[n-1].text) < longestJoined && continues(joined[n-1], b) {
			joined[n-1].text += " " + b.text
			joined[n-1].linked += b.linked
			continue
		}
		joined = append(joined, b)
	}
	return joined
}

// continues tells that b takes up the sentence that a breaks off. Both have to be running text, and a must not end as a
// sentence does. If b starts with a small letter that is enough, for a line of running text; if it starts with a capital
// or a digit, a must end in a word or a mark that cannot end anything.
func continues(a, b block) bool {
	if a.kind != paragraph || b.kind != paragraph || len(words(a.text)) < 5 || len(words(b.text)) < 2 || sentenceEnd(a.text) {
		return false
	}
	last, _ := utf8.DecodeLastRuneInString(a.text)
	open := last == ',' || unicode.IsLetter(last) && cannotEnd[strings.ToLower(lastWord(a.text))]
	begin, _ := utf8.DecodeRuneInString(strings.TrimLeft(b.text, "\"'“‘«("))
	switch {
	case unicode.IsLower(begin):
		return open || (unicode.IsLetter(last) || unicode.IsDigit(last)) && !titleCase(a.text) && sentenceEnd(b.text)
	case unicode.IsLetter(begin), unicode.IsDigit(begin):
		return open && !titleCase(a.text) && (sentenceEnd(b.text) || len(words(b.text)) > 8)
	}
	return false
}

func lastWord(s string) string { return s[strings.LastIndexByte(s, ' ')+1:] }

// titleCase tells a headline: most of its longer words start with capitals.
func titleCase(s string) bool {
	long, capitals := 0, 0
	for _, w := range words(s) {
		w = strings.TrimLeft(w, "\"'“‘(")
		if runes(w) < 4 {
			continue
		}
		long++
		if r, _ := utf8.DecodeRuneInString(w); unicode.IsUpper(r) || unicode.IsDigit(r) {
			capitals++
		}
	}
	return long > 0 && capitals*3 > long*2
}
