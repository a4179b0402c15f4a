package stance

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"gainsay/internal/analysis/token"
	"gainsay/internal/meaning"
)

// longest is how many tokens of a text are read; what a text says of a claim stands at its beginning.
const longest = 60

// Reader makes texts ready. It is safe for concurrent use.
type Reader struct {
	table *meaning.Table
	lean  [leanings]meaning.Vector
}

// leanings are the classes whose words are also known by words of like meaning.
const leanings = 4

// NewReader makes a reader over a table of vectors.
func NewReader(table *meaning.Table) Reader {
	r := Reader{table: table}
	for i, class := range [leanings]classes{refuting, untrue, doubting, confirming} {
		var list []string
		for w, c := range words().classes {
			if c&class != 0 {
				list = append(list, w)
			}
		}
		slices.Sort(list) // sums of floats depend on their order
		r.lean[i] = table.Words(list)
	}
	return r
}

// Text is a claim or a statement, made ready for being set against others.
type Text struct {
	words  []word
	vector meaning.Vector
	rarity float64 // summed over the content words
}

// word is one token of a text.
type word struct {
	lower, lemma string
	classes      classes
	content      bool // says what the text is about: no function word, no mark
	number       bool
	quoted       bool
	negated      bool // a negation stands shortly before it
	rarity       float64
	lean         [leanings]float32 // how near its meaning is to those of the leanings
	vector       meaning.Vector    // of a content word
}

// negationReach is how many tokens a negation reaches.
const negationReach = 4

// commonest is the rarity below which a word is a function word.
const commonest = 2.6

// Text reads a running text.
func (r Reader) Text(text string) *Text {
	d := token.Split(clip(text))
	tokens := make([]string, len(d.Tokens))
	for i := range tokens {
		tokens[i] = d.Word(i)
	}
	return r.Tokens(tokens)
}

// clip cuts what cannot come into the first tokens off an overlong text, so that it costs nothing.
func clip(text string) string {
	const bytes = 64 * longest
	if len(text) <= bytes {
		return text
	}
	end := bytes
	for end > 0 && !utf8.RuneStart(text[end]) {
		end--
	}
	return text[:end]
}

// Tokens reads a text that is cut into words and marks already, as package token does it.
func (r Reader) Tokens(tokens []string) *Text {
	tokens = tokens[:min(len(tokens), longest)]
	t := &Text{words: make([]word, len(tokens)), vector: r.table.Words(tokens)}
	lexicon := words()
	negation := -negationReach - 1
	quoted := false
	for i, written := range tokens {
		w := &t.words[i]
		w.lower = strings.ToLower(strings.ReplaceAll(written, "’", "'"))
		w.lemma = lemmaOf(w.lower)
		w.classes = lexicon.classes[w.lower] | lexicon.classes[w.lemma]
		if quotationMark(w.lower) {
			quoted = !quoted
		}
		w.quoted, w.negated = quoted, i-negation <= negationReach
		if w.is(negating) {
			negation = i
		}
		r.weigh(w)
		if w.content {
			t.rarity += w.rarity
		}
	}
	return t
}

// weigh tells how much a word says, and what.
func (r Reader) weigh(w *word) {
	first, _ := utf8.DecodeRuneInString(w.lower)
	w.number = unicode.IsDigit(first) || first == '$' || first == '£' || first == '€'
	if !unicode.IsLetter(first) && !w.number {
		return
	}
	w.rarity = r.table.Rarity(w.lower)
	w.content = w.number || w.rarity > commonest && !w.is(negating|future|possible)
	if w.content || w.rarity > commonest {
		w.vector = r.table.Text(w.lower)
	}
	if w.rarity > commonest && !w.number {
		for i := range w.lean {
			w.lean[i] = float32(w.vector.Likeness(&r.lean[i]))
		}
	}
}

func (w *word) is(c classes) bool { return w.classes&c != 0 }

// quotationMark tells whether a token opens or closes a quotation.
func quotationMark(lower string) bool {
	switch lower {
	case "\"", "“", "”", "'", "‘", "``", "''":
		return true
	}
	return false
}
