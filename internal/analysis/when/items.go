package when

import (
	"gainsay/internal/text"
)

// An item is a token, a part of a hyphenated token, or several tokens that make one number, as the patterns see it.
type item struct {
	class        class
	word         wordID // the word itself where a pattern names it, else noWord
	value        int
	unit         granularity
	half         bool // the number ends in a half
	first, last  int  // tokens, both included
	starts, ends bool // it starts, ends with its token
}

// longestWord is the length in bytes beyond which a token is no word of time.
const longestWord = 40

// readItems classifies every token of d; words that mean nothing to the grammar are kept as empty items.
func readItems(d *text.Document) []item {
	items := make([]item, 0, len(d.Tokens)+len(d.Tokens)/8)
	for i := range d.Tokens {
		items = appendToken(items, d.Word(i), i)
	}
	return foldNumbers(d, items)
}

// appendToken appends the items of token i: one, or one for each piece and hyphen where pieces have meaning.
func appendToken(items []item, word string, i int) []item {
	whole := item{word: noWord, first: i, last: i, starts: true, ends: true}
	if len(word) == 0 || len(word) > longestWord {
		return append(items, whole)
	}
	if known := lookup(word, &whole); known {
		return append(items, whole)
	}
	hyphens := 0
	for j := 0; j < len(word); j++ {
		if word[j] == '-' {
			hyphens++
		}
	}
	if hyphens == 0 || hyphens > 4 {
		return append(items, whole)
	}
	start, from, meaning := len(items), 0, false
	for j := 0; j <= len(word); j++ {
		if j < len(word) && word[j] != '-' {
			continue
		}
		piece := item{word: noWord, first: i, last: i, starts: from == 0, ends: j == len(word)}
		if from == j { // "--", or a hyphen at an end
			return append(items[:start], whole)
		}
		lookup(word[from:j], &piece)
		meaning = meaning || piece.class != 0
		items = append(items, piece)
		if j < len(word) {
			items = append(items, item{word: hyphenWord, first: i, last: i})
		}
		from = j + 1
	}
	if !meaning {
		return append(items[:start], whole)
	}
	return items
}

// lookup fills it with what the lexicon, the grammar's own words and the shape of a number tell of word.
func lookup(word string, it *item) bool {
	if '0' <= word[0] && word[0] <= '9' || (word[0] == '\'' && len(word) > 2) {
		return readNumeral(word, it)
	}
	var buffer [longestWord]byte
	lower := buffer[:len(word)]
	for i := 0; i < len(word); i++ {
		c := word[i]
		if 'A' <= c && c <= 'Z' {
			c += 'a' - 'A'
		}
		lower[i] = c
	}
	capital := word[0] != lower[0]
	dotted := lower[len(lower)-1] == '.'
	known := false
	if id, ok := grammar.words[string(lower)]; ok {
		it.word, known = id, true
	}
	e, ok := lexicon[string(lower)]
	if !ok && dotted {
		e, ok = lexicon[string(lower[:len(lower)-1])]
	}
	if !ok || e.capital && !capital || e.dotted && !dotted {
		return known
	}
	it.class, it.value, it.unit = e.class, e.value, e.unit
	return true
}

// foldNumbers joins number words that make one number ("twenty - four", "two hundred", "2 1/2", "nineteen ninety-six") and the
// full stop of an abbreviated month that the tokeniser parted from it. It works in place.
func foldNumbers(d *text.Document, items []item) []item {
	out := items[:0]
	for i := 0; i < len(items); i++ {
		it := items[i]
		switch {
		case it.class&month != 0 && it.ends && i+2 < len(items) && items[i+2].class&(dayOfMonth|year) != 0 && d.Word(items[i+1].first) == ".":
			it.last = items[i+1].last
			i++
		case it.class&number != 0:
			for i+1 < len(items) {
				next := i + 1
				if items[next].word == hyphenWord && next+1 < len(items) {
					next++
				}
				if !joinNumbers(&it, items[next], next == i+2) {
					break
				}
				it.last, it.ends = items[next].last, items[next].ends
				i = next
			}
		}
		out = append(out, it)
	}
	return out
}

// joinNumbers adds the number next to it; false where the two do not make one number.
func joinNumbers(it *item, next item, hyphen bool) bool {
	spelled := it.class&dayOfMonth == 0 || it.class&hourOfDay == 0 // digits carry both; a word carries at most the hour
	switch {
	case next.class&fraction != 0:
		it.half = next.half
		it.class = number
		return it.half
	case next.class&number == 0 || next.class&dayOfMonth != 0 || !spelled:
		return false
	case it.value%10 == 0 && 20 <= it.value && it.value <= 90 && 1 <= next.value && next.value <= 9:
		it.value += next.value
	case 19 <= it.value && it.value <= 20 && 10 <= next.value && next.value <= 99 && !hyphen: // nineteen ninety
		it.value = it.value*100 + next.value
		it.class = year
		return true
	case it.class&year != 0 && it.value%10 == 0 && 1 <= next.value && next.value <= 9: // nineteen ninety-six
		it.value += next.value
		return true
	case (next.value == 100 || next.value == 1000) && it.value < next.value:
		it.value *= next.value
	default:
		return false
	}
	it.class = number
	if it.value == 2000 {
		it.class |= year
	}
	return true
}
