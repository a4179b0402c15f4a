// Package tag gives every token its part of speech.
//
// In comes a [text.Document] with tokens and sentences; out goes Token.Tag, one of the Penn Treebank's tags (with HYPH,
// NFP, ADD, GW and AFX of the English Web Treebank). The tagger goes from left to right and decides once for each
// token, with an averaged perceptron (Collins 2002) over the word's form, its Brown cluster, its neighbours and the two tags
// before. Frequent words that have but one tag get it without further ado. Features, decoder and training are in this package. It imports internal/analysis/form and cluster,
// internal/linear, internal/text and the standard library.
package tag

import (
	"gainsay/internal/analysis/cluster"
	"gainsay/internal/linear"
	"gainsay/internal/text"
)

// Stage is the name of the model.
const Stage = "tag"

// Tagger tags documents. It is safe for concurrent use.
type Tagger struct {
	model    *linear.Model
	clusters *cluster.Table
}

// Load reads the model file. The clusters must be those that the model was trained with. Errors: those of linear.Decode.
func Load(data string, clusters *cluster.Table) (*Tagger, error) {
	model, err := linear.Decode(data, Stage, probe())
	if err != nil {
		return nil, err
	}
	return &Tagger{model: model, clusters: clusters}, nil
}

// Annotate fills the Tag of every token.
func (t *Tagger) Annotate(d *text.Document) {
	r := newReader(t)
	for _, s := range d.Sentences {
		r.sentence.reset(s.Tokens.Len())
		for i := range s.Tokens.Len() {
			r.sentence.set(i, d.Word(s.Tokens.First+i), t.clusters)
		}
		r.sentence.finish()
		r.read(s.Tokens.Len(), func(i, label int) { d.Tokens[s.Tokens.First+i].Tag = t.model.Header.Labels[label] })
	}
}

// Words tags the words of one sentence.
func (t *Tagger) Words(words []string) []string {
	r := newReader(t)
	r.sentence.reset(len(words))
	for i, word := range words {
		r.sentence.set(i, word, t.clusters)
	}
	r.sentence.finish()
	tags := make([]string, len(words))
	r.read(len(words), func(i, label int) { tags[i] = t.model.Header.Labels[label] })
	return tags
}

// reader holds the buffers of one run.
type reader struct {
	tagger   *Tagger
	sentence sentence
	features []linear.Feature
	scores   []int32
}

func newReader(t *Tagger) *reader {
	return &reader{tagger: t, scores: make([]int32, len(t.model.Header.Labels))}
}

// read tags the n words of the sentence and reports the number of each tag.
func (r *reader) read(n int, report func(i, label int)) {
	before, beforeThat := -1, -2
	for i := range n {
		r.features = append(r.features[:0], r.sentence.dictionary(i))
		best, score := r.best()
		if score <= 0 {
			r.features = r.sentence.features(i, before, beforeThat, r.features[:0])
			best, _ = r.best()
		}
		report(i, best)
		before, beforeThat = best, before
	}
}

// best is the label with the highest score by r.features, the first among equals, and its score.
func (r *reader) best() (label int, score int32) {
	clear(r.scores)
	r.tagger.model.Table.Add(r.features, r.scores)
	for y, s := range r.scores {
		if s > r.scores[label] {
			label = y
		}
	}
	return label, r.scores[label]
}
