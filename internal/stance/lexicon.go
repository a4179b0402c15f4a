package stance

import (
	_ "embed"
	"strings"
	"sync"

	"gainsay/internal/analysis/lemma"
	"gainsay/internal/text"
)

//go:embed words.txt
var wordText string

// classes are the word classes of words.txt that a word belongs to, as bits.
type classes uint16

const (
	refuting classes = 1 << iota
	untrue
	doubting
	reporting
	possible
	future
	confirming
	negating
	probing
	living
	numberOfClasses = iota
)

// className are the names that the classes have in words.txt, in the order of their bits.
var className = [numberOfClasses]string{"refute", "false", "doubt", "report", "may", "will", "confirm", "not", "probe", "alive"}

// lexicon is what words.txt says.
type lexicon struct {
	classes  map[string]classes
	opposite map[[2]string]bool // both ways round
}

var words = sync.OnceValue(func() lexicon {
	l := lexicon{map[string]classes{}, map[[2]string]bool{}}
	bits := map[string]classes{}
	for i, name := range className {
		bits[name] = 1 << i
	}
	for row := range text.Rows(wordText) {
		name, list, _ := strings.Cut(row, ":")
		fields := strings.Fields(list)
		if name == "opposite" && len(fields) == 2 {
			l.opposite[[2]string{fields[0], fields[1]}] = true
			l.opposite[[2]string{fields[1], fields[0]}] = true
			continue
		}
		for _, word := range fields {
			l.classes[word] |= bits[name]
		}
	}
	return l
})

// lemmaOf is the form by which a word in lower case is looked up. No tags are at hand: the ending tells what it may be.
func lemmaOf(lower string) string {
	switch {
	case strings.HasSuffix(lower, "ing"):
		return lemma.Of(lower, "VBG")
	case strings.HasSuffix(lower, "s"):
		if verb := lemma.Of(lower, "VBZ"); verb != lower {
			return verb
		}
		return lemma.Of(lower, "NNS")
	}
	if verb := lemma.Of(lower, "VBD"); verb != lower {
		return verb
	}
	return lemma.Of(lower, "NNS")
}
