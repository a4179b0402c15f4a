package act

import (
	_ "embed"
	"sort"
	"strings"
	"sync"

	"gainsay/internal/analysis/lemma"
	"gainsay/internal/text"
)

//go:embed cues.txt
var cueText string

//go:embed words.txt
var wordText string

// A class is a group of words that do the same work; the names stand in cues.txt and words.txt.
type class string

// An entry is one or several words of a class.
type entry struct {
	class class
	words []string
}

// A lexicon finds entries by their first word, the longest first.
type lexicon map[string][]entry

var (
	cueLexicon  = sync.OnceValue(func() lexicon { return parse(cueText) })
	wordLexicon = sync.OnceValue(func() lexicon { return parse(wordText) })
)

// parse reads lines of the form "class: entry, entry"; # opens a comment.
func parse(data string) lexicon {
	out := lexicon{}
	for row := range text.Rows(data) {
		name, list, _ := strings.Cut(row, ":")
		for item := range strings.SplitSeq(list, ",") {
			words := strings.Fields(item)
			if len(words) > 0 {
				out[words[0]] = append(out[words[0]], entry{class(name), words})
			}
		}
	}
	for _, entries := range out {
		sort.SliceStable(entries, func(i, j int) bool { return len(entries[i].words) > len(entries[j].words) })
	}
	return out
}

// A match is an entry found in the text.
type match struct {
	class  class
	words  []string
	tokens text.Range
}

// at lists the entries found from token i on; the tokens after i may run on to end. The longest comes first.
func (l lexicon) at(r *reader, i, end int) []match {
	var out []match
	forms := r.forms(i)
	for n, form := range forms {
		if n > 0 && form == forms[0] {
			continue
		}
		for _, e := range l[form] {
			if last, ok := e.runs(r, i, end); ok {
				out = append(out, match{e.class, e.words, text.Range{First: i, End: last + 1}})
			}
		}
	}
	sort.SliceStable(out, func(a, b int) bool { return len(out[a].words) > len(out[b].words) })
	return out
}

// runs tells whether the entry's words stand from token i on, and where the last of them stands. Determiners, adjectives and
// adverbs may stand between.
func (e entry) runs(r *reader, i, end int) (last int, ok bool) {
	at := i
	for _, word := range e.words[1:] {
		at++
		for skipped := 0; at < end && skipped < 3 && !r.is(at, word) && fillsPhrase(r.d.Tokens[at].Tag); skipped++ {
			at++
		}
		if at >= end || !r.is(at, word) {
			return 0, false
		}
	}
	return at, true
}

func fillsPhrase(tag string) bool {
	switch tag {
	case "DT", "JJ", "JJR", "JJS", "RB", "RBR", "PRP$", "CD", "POS", "NNP":
		return true
	}
	return false
}

// of finds the class of token i alone among the wanted ones.
func (l lexicon) of(r *reader, i int, wanted ...class) (match, bool) {
	for _, m := range l.at(r, i, i+1) {
		for _, w := range wanted {
			if m.class == w {
				return m, true
			}
		}
	}
	return match{}, false
}

// forms are the words under which token i may stand in a lexicon: its lemma first, then as it stands in lower case, then as a
// verb and as a noun whatever its tag, since tags err and nouns of saying look like verbs ("claims").
func (r *reader) forms(i int) [4]string {
	if f, ok := r.known[i]; ok {
		return f
	}
	word, tag := r.d.Word(i), r.d.Tokens[i].Tag
	lower := strings.ToLower(strings.ReplaceAll(word, "’", "'"))
	f := [4]string{lemma.Of(word, tag), lower, lower, lower}
	switch {
	case strings.HasSuffix(lower, "ed"):
		f[2] = lemma.Of(word, "VBD")
	case strings.HasSuffix(lower, "ing"):
		f[2] = lemma.Of(word, "VBG")
	case strings.HasSuffix(lower, "s"):
		f[2], f[3] = lemma.Of(word, "VBZ"), lemma.Of(word, "NNS")
	case !strings.HasPrefix(tag, "V"):
		f[2] = lemma.Of(word, "VBD") // "said", "swore"
	}
	r.known[i] = f
	return f
}

// is tells whether token i is the word in any of its forms.
func (r *reader) is(i int, words ...string) bool {
	f := r.forms(i)
	for _, w := range words {
		if w == f[0] || w == f[1] || w == f[2] || w == f[3] {
			return true
		}
	}
	return false
}
