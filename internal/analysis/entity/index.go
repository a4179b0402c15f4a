package entity

import (
	"gainsay/internal/analysis/cluster"
	"gainsay/internal/analysis/form"
)

// word is one token as the features see it.
type word struct {
	form.Form
	tag      uint64 // hash of its part of speech
	run      int    // number of the run of capitalised words that it stands in, or -1
	acronym  uint64 // hash of its letters if it is all capitals, as index.initials makes it of a run; else 0
	initial  bool   // first word of its sentence
	headline bool   // most longer words of its sentence have a capital
}

// run is a stretch of capitalised words, with at most one small word such as "of" between two of them.
type run struct{ first, end int }

// index holds the words of a document, with the sentence bounds, and what the document says of each word elsewhere.
type index struct {
	words  []word
	starts []int // of sentences, and the end of the last
	runs   []run
	places map[uint64]*places // of capitalised words, by their small letters
	small  map[uint64]bool    // words that stand somewhere without a capital
	spells map[uint64]int     // runs by the initials of their words
}

// places is where a capitalised word stands in a document.
type places struct {
	all     []int // the first few
	inside  int   // how often it stands inside a sentence that is no headline
	longest int   // the longest run that it is part of
}

// mostPlaces is how many places of a word are kept: a bound on the work, seldom reached.
const mostPlaces = 6

// tokens is a document to be read: sentences of words with their parts of speech.
type tokens interface {
	Sentences() int
	Sentence(i int) (words, tags func(k int) string, n int)
}

// newIndex reads a document.
func newIndex(d tokens, clusters *cluster.Table) *index {
	x := &index{places: make(map[uint64]*places), small: make(map[uint64]bool), spells: make(map[uint64]int)}
	for s := range d.Sentences() {
		words, tags, n := d.Sentence(s)
		first := len(x.words)
		x.starts = append(x.starts, first)
		long, capitals := 0, 0
		for k := range n {
			w := word{Form: form.Of(words(k), clusters), tag: hashTag(tags(k)), run: -1, initial: k == 0}
			if w.Upper {
				w.acronym = spelling(words(k))
			}
			if w.Prefix[3] != 0 && !w.Digit {
				long++
				if w.Capital {
					capitals++
				}
			}
			x.words = append(x.words, w)
		}
		if long >= 3 && 4*capitals >= 3*long {
			for i := first; i < len(x.words); i++ {
				x.words[i].headline = true
			}
		}
		x.findRuns(first)
	}
	x.starts = append(x.starts, len(x.words))
	x.collect()
	return x
}

// joins are the small words that may stand inside a name.
var joins = func() map[uint64]bool {
	set := make(map[uint64]bool)
	for _, w := range []string{"of", "for", "the", "de", "la", "al", "bin", "and", "&", "van", "von", "del", "der", "du", "on"} {
		set[form.Of(w, nil).Exact] = true
	}
	return set
}()

// findRuns finds the runs of the sentence that starts at word first and is the last one read.
func (x *index) findRuns(first int) {
	for i := first; i < len(x.words); i++ {
		if !x.words[i].Capital {
			continue
		}
		end := i + 1
		for end < len(x.words) {
			if x.words[end].Capital {
				end++
			} else if end+1 < len(x.words) && joins[x.words[end].Exact] && x.words[end+1].Capital {
				end += 2
			} else {
				break
			}
		}
		for k := i; k < end; k++ {
			x.words[k].run = len(x.runs)
		}
		x.runs = append(x.runs, run{first: i, end: end})
		i = end
	}
}

// collect notes where each capitalised word stands and which initials each run has.
func (x *index) collect() {
	for i := range x.words {
		w := &x.words[i]
		if !w.Capital {
			x.small[w.Lower] = true
			continue
		}
		p := x.places[w.Lower]
		if p == nil {
			p = &places{longest: w.run}
			x.places[w.Lower] = p
		}
		if len(p.all) < mostPlaces {
			p.all = append(p.all, i)
		}
		if !w.initial && !w.headline {
			p.inside++
		}
		if x.length(w.run) > x.length(p.longest) {
			p.longest = w.run
		}
	}
	for n, r := range x.runs {
		x.spell(n, r)
		if x.words[r.first].initial { // "The Harbour Board"
			x.spell(n, run{r.first + 1, r.end})
		}
	}
}

// spell notes the initials of a stretch of run n, unless an earlier run has them.
func (x *index) spell(n int, r run) {
	if initials, count := x.initials(r); count >= 2 {
		if _, ok := x.spells[initials]; !ok {
			x.spells[initials] = n
		}
	}
}

func (x *index) length(n int) int { return x.runs[n].end - x.runs[n].first }
