package circumstance

import (
	_ "embed"
	"strings"
	"sync"

	"gainsay/internal/analysis/lemma"
	"gainsay/internal/text"
)

//go:embed words.txt
var wordText string

// A lexicon holds the entries of each class of words.txt.
type lexicon map[string]map[string]bool

var words = sync.OnceValue(func() lexicon {
	out := lexicon{}
	for row := range text.Rows(wordText) {
		class, list, _ := strings.Cut(row, ":")
		if out[class] == nil {
			out[class] = map[string]bool{}
		}
		for item := range strings.SplitSeq(list, ",") {
			out[class][strings.TrimSpace(item)] = true
		}
	}
	return out
})

// has tells whether one of the forms is an entry of the class.
func (l lexicon) has(class string, forms ...string) bool {
	for _, f := range forms {
		if l[class][f] {
			return true
		}
	}
	return false
}

func (r *reader) lower(i int) string { return strings.ToLower(r.d.Word(i)) }

// forms are the words under which token i may stand in the lexicon: its lemma, its lower case, and its singular where it may be
// a plural name.
func (r *reader) forms(i int) []string {
	word, tag := r.d.Word(i), r.d.Tokens[i].Tag
	out := []string{lemma.Of(word, tag), strings.ToLower(word)}
	switch {
	case strings.HasSuffix(out[1], "s"):
		out = append(out, lemma.Of(word, "NNS"), lemma.Of(word, "VBZ"))
	case strings.HasSuffix(out[1], "ed"):
		out = append(out, lemma.Of(word, "VBD"))
	case strings.HasSuffix(out[1], "ing"):
		out = append(out, lemma.Of(word, "VBG"))
	}
	return out
}
