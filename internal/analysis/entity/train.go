package entity

import (
	"context"
	"errors"
	"fmt"

	"gainsay/internal/analysis/cluster"
	"gainsay/internal/linear"
	"gainsay/internal/text"
)

// Document is one document to learn from or to be measured on.
type Document struct {
	Sentences []Sentence
}

// Sentence is one of its sentences: words, their parts of speech, and their labels: "O", "B-PER", "I-ORG" …
type Sentence struct {
	Words, Tags, Labels []string
}

// Options are the settings of Train; the zero value gives those of the shipped model.
type Options struct {
	Epochs    int     // passes over the data; 0 means 6
	Least     int     // a feature seen fewer times is left out; 0 means 2
	Threshold float32 // features whose weights all stay below are dropped; 0 means 0.03
	Seed      uint64
}

// ErrNothing is the error of training without data, ErrLabel that of a label that is none of this stage's.
var (
	ErrNothing = errors.New("no sentence to learn from")
	ErrLabel   = errors.New("unknown label")
)

// Train learns a model, in an order that depends on the seed alone. Log, if not nil, is told the progress.
func Train(ctx context.Context, clusters *cluster.Table, data []Document, o Options, log func(string)) (*linear.Model, error) {
	if o.Epochs == 0 {
		o.Epochs = 6
	}
	if o.Least == 0 {
		o.Least = 2
	}
	if o.Threshold == 0 {
		o.Threshold = 0.03
	}
	vocabulary := linear.NewVocabulary()
	var sequences []linear.Sequence
	for _, d := range data {
		added, err := sequencesOf(d, clusters, vocabulary)
		if err != nil {
			return nil, fmt.Errorf("training the name finder: %w", err)
		}
		sequences = append(sequences, added...)
	}
	if len(sequences) == 0 {
		return nil, fmt.Errorf("training the name finder: %w", ErrNothing)
	}
	count := len(labels())
	trained, err := linear.TrainChain(ctx, vocabulary, sequences, linear.ChainOptions{
		Labels: count, Classes: classes, Allowed: allowed, Least: o.Least, Epochs: o.Epochs, Averaged: (o.Epochs + 1) / 2, Rate: 0.1,
		Seed: o.Seed, Threshold: o.Threshold, Progress: func(epoch int, logLikelihood float64) {
			if log != nil {
				log(fmt.Sprintf("entity: epoch %d of %d: log-likelihood %.0f", epoch, o.Epochs, logLikelihood))
			}
		}})
	if err != nil {
		return nil, err
	}
	header := linear.Header{Stage: Stage, Labels: labels(), Probe: probe()}
	return linear.NewModel(header, linear.Dense, trained.Weights, trained.Transitions, classes)
}

// sequencesOf turns a document into training sequences.
func sequencesOf(d Document, clusters *cluster.Table, vocabulary *linear.Vocabulary) ([]linear.Sequence, error) {
	number := make(map[string]uint8)
	for i, label := range labels() {
		number[label] = uint8(i)
	}
	x := newIndex(given{d.Sentences}, clusters)
	var out []linear.Sequence
	var features []linear.Feature
	for s, sentence := range d.Sentences {
		first, end := x.starts[s], x.starts[s+1]
		if !x.promising(first, end) {
			continue
		}
		var sequence linear.Sequence
		for i := first; i < end; i++ {
			label, ok := number[sentence.Labels[i-first]]
			if !ok {
				return nil, fmt.Errorf("%w %q", ErrLabel, sentence.Labels[i-first])
			}
			features = x.features(i, first, end, features[:0])
			sequence.Features = append(sequence.Features, vocabulary.Number(features))
			sequence.Class = append(sequence.Class, x.class(i))
			sequence.Labels = append(sequence.Labels, label)
		}
		out = append(out, sequence)
	}
	return out, nil
}

// given is a Document as the features see it.
type given struct{ sentences []Sentence }

func (d given) Sentences() int { return len(d.sentences) }

func (d given) Sentence(i int) (words, tags func(k int) string, n int) {
	s := d.sentences[i]
	return func(k int) string { return s.Words[k] }, func(k int) string { return s.Tags[k] }, len(s.Words)
}

// Label labels the words of a document whose parts of speech are given, sentence by sentence.
func (f *Finder) Label(d Document) [][]string {
	var out [][]string
	var flat []*string
	for _, s := range d.Sentences {
		row := make([]string, len(s.Words))
		for i := range row {
			row[i] = "O"
			flat = append(flat, &row[i])
		}
		out = append(out, row)
	}
	f.find(given{d.Sentences}, func(first, end int, kind text.MentionKind) {
		for i := first; i < end; i++ {
			*flat[i] = "I-" + string(kind)
		}
		*flat[first] = "B-" + string(kind)
	})
	return out
}

// probe is the digest of the features of a made-up document: it changes when the features do.
func probe() string {
	x := newIndex(given{[]Sentence{
		{Words: []string{"Mayor", "Ada", "Quill", "of", "Northhaven", "denied", "it"}, Tags: []string{"NNP", "NNP", "NNP", "IN", "NNP", "VBD", "PRP"}},
		{Words: []string{"Quill", "joined", "the", "Harbour", "Safety", "Board", "(", "HSB", ")"}, Tags: make([]string, 9)},
		{Words: []string{"The", "HSB", "said", "the", "mayor", "…"}, Tags: make([]string, 6)},
	}}, nil)
	var all []linear.Feature
	for s := range len(x.starts) - 1 {
		for i := x.starts[s]; i < x.starts[s+1]; i++ {
			all = x.features(i, x.starts[s], x.starts[s+1], all)
		}
	}
	return linear.Probe(all)
}
