package tag

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"

	"gainsay/internal/analysis/cluster"
	"gainsay/internal/analysis/form"
	"gainsay/internal/linear"
)

// Sentence is one sentence to learn from. A token whose tag is "" is read and tagged but teaches nothing.
type Sentence struct {
	Words []string
	Tags  []string
}

// Options are the settings of Train; the zero value gives those of the shipped model.
type Options struct {
	Epochs    int     // passes over the data; 0 means 8
	Threshold float32 // features whose weights all stay below are dropped; 0 means 0.12
	Seed      uint64
}

// leastCorrections is how many corrections a feature takes part in before it counts.
const leastCorrections = 3

// ErrNothing is the error of training without data.
var ErrNothing = errors.New("no sentence to learn from")

// Train learns a model from sentences, in an order that depends on the seed alone. Log, if not nil, is told the progress.
func Train(ctx context.Context, clusters *cluster.Table, data []Sentence, o Options, log func(string)) (*linear.Model, error) {
	if o.Epochs == 0 {
		o.Epochs = 8
	}
	if o.Threshold == 0 {
		o.Threshold = 0.12
	}
	labels := labelsOf(data)
	if len(labels) == 0 {
		return nil, fmt.Errorf("training the tagger: %w", ErrNothing)
	}
	l := &learner{only: dictionaryOf(data, labels), perceptron: linear.NewPerceptron(len(labels), leastCorrections), scores: make([]float32, len(labels)), labels: labels, clusters: clusters}
	shuffle := rand.New(rand.NewPCG(o.Seed, 2))
	order := make([]int, len(data))
	for i := range order {
		order[i] = i
	}
	for epoch := range o.Epochs {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		shuffle.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
		l.right, l.all = 0, 0
		for _, i := range order {
			l.sentence(data[i])
		}
		if log != nil {
			log(fmt.Sprintf("tag: epoch %d of %d: %.2f %% right", epoch+1, o.Epochs, 100*float64(l.right)/float64(max(l.all, 1))))
		}
	}
	header := linear.Header{Stage: Stage, Labels: labels, Probe: probe()}
	return linear.NewModel(header, linear.Sparse, l.withDictionary(l.perceptron.Average(o.Threshold)), nil, 0)
}

// withDictionary adds the dictionary's features, each with one weight.
func (l *learner) withDictionary(w linear.Weights) linear.Weights {
	features := slices.Sorted(maps.Keys(l.only))
	for _, f := range features {
		row := make([]float32, len(l.labels))
		row[l.only[f]] = 10
		w.Features, w.Rows = append(w.Features, f), append(w.Rows, row...)
	}
	return w
}

// A word is in the dictionary if it was seen at least so often, and had its tag in at least so great a share.
const (
	dictionaryLeast = 20
	dictionaryShare = 0.995
)

// dictionaryOf finds the frequent words that have but one tag.
func dictionaryOf(data []Sentence, labels []string) map[linear.Feature]int {
	counts := make(map[linear.Feature][]int)
	for _, s := range data {
		for i, word := range s.Words {
			label, known := slices.BinarySearch(labels, s.Tags[i])
			if !known {
				continue
			}
			f := dictionaryFeature(form.Of(word, nil).Exact)
			if counts[f] == nil {
				counts[f] = make([]int, len(labels))
			}
			counts[f][label]++
		}
	}
	only := make(map[linear.Feature]int)
	for f, count := range counts {
		all, best := 0, 0
		for label, n := range count {
			all += n
			if n > count[best] {
				best = label
			}
		}
		if all >= dictionaryLeast && float64(count[best]) >= dictionaryShare*float64(all) {
			only[f] = best
		}
	}
	return only
}

// labelsOf is the sorted set of tags.
func labelsOf(data []Sentence) []string {
	seen := make(map[string]bool)
	for _, s := range data {
		for _, t := range s.Tags {
			seen[t] = true
		}
	}
	delete(seen, "")
	labels := make([]string, 0, len(seen))
	for t := range seen {
		labels = append(labels, t)
	}
	slices.Sort(labels)
	return labels
}

// learner is a tagger in training.
type learner struct {
	only       map[linear.Feature]int
	perceptron *linear.Perceptron
	clusters   *cluster.Table
	labels     []string
	here       sentence
	features   []linear.Feature
	scores     []float32
	right, all int
}

// sentence tags one sentence with the weights so far and learns from what goes wrong.
func (l *learner) sentence(s Sentence) {
	l.here.reset(len(s.Words))
	for i, word := range s.Words {
		l.here.set(i, word, l.clusters)
	}
	l.here.finish()
	before, beforeThat := -1, -2
	for i := range s.Words {
		if label, ok := l.only[l.here.dictionary(i)]; ok {
			before, beforeThat = label, before
			continue
		}
		l.features = l.here.features(i, before, beforeThat, l.features[:0])
		guess := l.perceptron.Best(l.features, l.scores)
		if gold, known := slices.BinarySearch(l.labels, s.Tags[i]); known {
			l.perceptron.Update(l.features, gold, guess)
			l.all++
			if gold == guess {
				l.right++
			}
		}
		before, beforeThat = guess, before
	}
}
