package claim

import (
	_ "embed"
	"strings"
	"sync"

	"gainsay/internal/analysis/lemma"
	"gainsay/internal/text"
)

//go:embed words.txt
var wordText string

//go:embed synonyms.txt
var synonymText string

//go:embed opposites.txt
var oppositeText string

// classes are the word classes that a word belongs to, as bits.
type classes uint32

const (
	claimNoun classes = 1 << iota
	reportNoun
	documentNoun
	chargeWord
	denyWord
	rejectWord
	falseWord
	spreadWord
	scaryWord
	doubtWord
	evidenceNoun
	confirmWord
	repeatWord
	relayWord
	matterNoun
	harmWord
	innocentWord
	testNoun
	negationWord
	beWord
	pronounWord
	determinerWord
	personWord
	describingWord
	namingWord
	lightWord
)

var classNames = map[string]classes{"claim": claimNoun, "report": reportNoun, "document": documentNoun, "charge": chargeWord,
	"deny": denyWord, "reject": rejectWord, "false": falseWord, "spread": spreadWord, "scary": scaryWord, "doubt": doubtWord, "evidence": evidenceNoun,
	"confirm": confirmWord, "repeat": repeatWord, "relay": relayWord, "matter": matterNoun, "harm": harmWord, "innocent": innocentWord, "test": testNoun,
	"negation": negationWord, "be": beWord, "pronoun": pronounWord, "determiner": determinerWord, "person": personWord,
	"describing": describingWord, "naming": namingWord, "light": lightWord}

// lexicon is the words of words.txt with their classes, those of synonyms.txt with the stem that stands for their line, and those of
// opposites.txt.
type lexicon struct {
	classes map[string]classes
	kinds   map[string]string
	against map[string]string // by the stem of an opposite, the stem of what it is the opposite of
}

var words = sync.OnceValue(func() lexicon {
	l := lexicon{map[string]classes{}, map[string]string{}, map[string]string{}}
	for row := range text.Rows(wordText) {
		name, list, _ := strings.Cut(row, ":")
		for word := range strings.FieldsSeq(list) {
			l.classes[word] |= classNames[name]
		}
	}
	for row := range text.Rows(synonymText) {
		list := strings.Fields(row)
		for _, word := range list {
			l.kinds[stem(word)] = stem(list[0])
		}
	}
	for row := range text.Rows(oppositeText) {
		list := strings.Fields(row)
		of := stem(list[0])
		if kind, ok := l.kinds[of]; ok {
			of = kind
		}
		for _, word := range list[1:] {
			l.against[stem(word)] = of
		}
	}
	return l
})

// word is what is known of one word wherever it stands.
type word struct {
	lower, stem string
	classes     classes
	plural      bool // a noun in the plural, as far as its form tells
	opposite    bool // it says that what its stem says is not so
}

// wordOf looks a word up under its forms: as it stands, as a verb's form and as a noun's.
func wordOf(form string) word {
	lower := strings.ToLower(strings.ReplaceAll(form, "’", "'"))
	if rest, ok := strings.CutPrefix(lower, "co-"); ok { // "co-ordination" is coordination
		lower = "co" + rest
	}
	w := word{lower: lower}
	forms := [4]string{lower, lower, lower, lower}
	switch {
	case strings.HasSuffix(lower, "ed"):
		forms[1] = lemma.Of(lower, "VBD")
	case strings.HasSuffix(lower, "ing"):
		forms[1] = lemma.Of(lower, "VBG")
	case strings.HasSuffix(lower, "s"):
		forms[1], forms[2] = lemma.Of(lower, "VBZ"), lemma.Of(lower, "NNS")
		w.plural = forms[2] != lower
	default:
		forms[1] = lemma.Of(lower, "VBD")
		forms[2] = lemma.Of(lower, "NNS")
	}
	l := words()
	for _, f := range forms {
		w.classes |= l.classes[f]
	}
	w.stem = stem(forms[2])
	if forms[2] == lower { // no plural: a verb's form, or a word that has but one
		w.stem = stem(forms[1])
	}
	if kind, ok := l.kinds[w.stem]; ok {
		w.stem = kind
	}
	if of, ok := l.against[w.stem]; ok {
		w.stem, w.opposite = of, true
	}
	return w
}

// endings are cut off a word's lemma, the longest first, so that words of one family share a stem: "invade" and "invasion",
// "Lebanon" and "Lebanese". They are Porter's (1980), taken in one go and with the endings of peoples.
var endings = []string{"ization", "isation", "fulness", "ousness", "iveness", "ation", "ition", "ility", "ement", "ness", "ment",
	"ance", "ence", "ancy", "ency", "able", "ible", "ism", "ist", "ive", "ize", "ise", "ion", "ity", "ial", "ian", "ese", "ally", "ous", "ful",
	"ate", "ing", "ish", "ia", "al", "er", "or", "ly", "ed", "an", "on", "ic", "a", "i", "y", "e", "s"}

// stem cuts a word down to what its family shares.
func stem(lower string) string {
	if !alphabetic(lower) {
		return lower
	}
	s := strings.TrimSuffix(lower, "'s")
	for _, article := range []string{"al-", "el-"} { // "al-Karim" and "Karim" are one man
		s = strings.TrimPrefix(s, article)
	}
	for _, ending := range endings {
		if rest, ok := strings.CutSuffix(s, ending); ok && len(rest) >= 3 && (len(rest) > 3 || len(ending) == 1 || ending == "ia") {
			s = rest
			break
		}
	}
	n := len(s)
	switch {
	case n > 4 && s[n-1] == s[n-2]:
		return s[:n-1]
	case n > 4 && s[n-1] == 's' && isVowel(s[n-2]): // "invas|ion" and "invad|e", "explos|ion" and "explod|e"
		return s[:n-1] + "d"
	}
	return s
}

func alphabetic(s string) bool {
	for i := range len(s) {
		if s[i] >= '0' && s[i] <= '9' {
			return false
		}
	}
	return true
}

func isVowel(b byte) bool { return strings.IndexByte("aeiou", b) >= 0 }

func (w word) is(c classes) bool { return w.classes&c != 0 }
