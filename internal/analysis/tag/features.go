package tag

import (
	"gainsay/internal/analysis/cluster"
	"gainsay/internal/analysis/form"
	"gainsay/internal/linear"
)

// margin is how many words of padding stand before and behind a sentence.
const margin = 2

// outside is the form of the padding.
var outside = form.Form{Exact: 3, Lower: 3, Shape: 3}

// sentence holds the forms of the words that are being tagged, with the padding.
type sentence struct {
	forms    []form.Form
	headline uint64 // 1 where most longer words have a capital: capitals then say little
}

// reset starts a new sentence of n words.
func (s *sentence) reset(n int) {
	s.forms = s.forms[:0]
	for range n + 2*margin {
		s.forms = append(s.forms, outside)
	}
}

// set gives word i its form.
func (s *sentence) set(i int, word string, clusters *cluster.Table) {
	s.forms[i+margin] = form.Of(word, clusters)
}

// dictionary is the feature that gives word i its only tag, where it has but one.
func (s *sentence) dictionary(i int) linear.Feature {
	return dictionaryFeature(s.forms[i+margin].Exact)
}

func dictionaryFeature(exact uint64) linear.Feature { return linear.Combine(dictionaryTemplate, exact) }

// dictionaryTemplate is beyond the numbers of the other templates.
const dictionaryTemplate = 1000

// finish is called when all words are set.
func (s *sentence) finish() {
	words, capitals := 0, 0
	for i := margin; i < len(s.forms)-margin; i++ {
		if f := &s.forms[i]; f.Prefix[3] != 0 && !f.Digit {
			words++
			if f.Capital {
				capitals++
			}
		}
	}
	s.headline = 0
	if words >= 3 && capitals*4 >= words*3 {
		s.headline = 1
	}
}

// features appends the features of word i after the two tags before it (by number, -1 and -2 before the sentence).
func (s *sentence) features(i, before, beforeThat int, out []linear.Feature) []linear.Feature {
	here := s.forms[i : i+2*margin+1]
	w2, w1, w, v1, v2 := &here[0], &here[1], &here[2], &here[3], &here[4]
	t1, t2 := uint64(before+2), uint64(beforeThat+2)
	template := uint64(0)
	add := func(value uint64) {
		template++
		out = append(out, linear.Combine(template, value))
	}
	both := func(a, b uint64) { add(linear.Combine(a, b)) }

	first := uint64(0)
	if i == 0 {
		first = 1
	}
	add(w.Exact)
	add(w.Lower)
	both(w.Shape, first+2*s.headline)
	both(w.Lower, s.headline)
	for _, hash := range w.Suffix {
		add(hash)
	}
	for _, hash := range w.Prefix[1:] {
		add(hash)
	}
	add(uint64(w.Path))
	add(uint64(w.Path.Prefix(10)))
	add(uint64(w.Path.Prefix(6)))

	add(t1)
	both(t1, t2)
	both(t1, w.Lower)
	both(t1, v1.Lower)
	both(t1, uint64(w.Path))
	both(linear.Combine(t1, t2), uint64(w.Path))
	both(t1, uint64(v1.Path))
	both(t1, w.Suffix[2])

	add(w1.Lower)
	add(v1.Lower)
	add(w2.Lower)
	add(v2.Lower)
	both(w1.Lower, w.Lower)
	both(w.Lower, v1.Lower)
	add(uint64(w1.Path))
	add(uint64(v1.Path))
	add(uint64(v2.Path))
	both(uint64(w.Path), uint64(v1.Path.Prefix(10)))
	both(uint64(v1.Path.Prefix(10)), uint64(v2.Path.Prefix(10)))
	add(v1.Suffix[2])
	add(w1.Suffix[2])
	both(w.Shape, v1.Shape)
	both(w.Shape, w1.Shape)
	return out
}

// probe is the digest of the features of a made-up sentence: it changes when the features do.
func probe() string {
	words := []string{"Ms.", "Quill’s", "66-year-old", "envoys", "DENIED", "it", "."}
	var s sentence
	s.reset(len(words))
	for i, word := range words {
		s.set(i, word, nil)
	}
	s.finish()
	var all []linear.Feature
	for i := range words {
		all = s.features(i, i-1, i-2, all)
	}
	return linear.Probe(all)
}
