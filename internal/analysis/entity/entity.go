// Package entity finds names: of people, organisations, places, and others (nationalities, events, works).
//
// In comes a [text.Document] with tokens, sentences and parts of speech; out go Document.Mentions. A linear-chain
// conditional random field labels each sentence; its features see the word's form and Brown cluster, the neighbours, the
// run of capitalised words, and what the rest of the document says of the same word. In the end the document votes on what
// kind each name is of. Features, decoder and training are in
// this package. It imports internal/analysis/form and cluster, internal/linear, internal/text and the standard library.
package entity

import (
	"gainsay/internal/analysis/cluster"
	"gainsay/internal/linear"
	"gainsay/internal/text"
)

// Stage is the name of the model.
const Stage = "entity"

// kinds are the kinds of name; label 0 is no name, 1+2k begins a name of kind k and 2+2k goes on with it.
var kinds = []text.MentionKind{text.PersonName, text.OrganisationName, text.PlaceName, text.OtherName}

// labels are the names of the labels, in the order of their numbers.
func labels() []string {
	out := []string{"O"}
	for _, kind := range kinds {
		out = append(out, "B-"+string(kind), "I-"+string(kind))
	}
	return out
}

// allowed tells whether one label may follow another: only what began can go on.
func allowed(from, to int) bool {
	return to == 0 || to%2 == 1 || from == to || from == to-1
}

// Finder finds names. It is safe for concurrent use.
type Finder struct {
	model    *linear.Model
	chain    *linear.Chain
	clusters *cluster.Table
}

// Load reads the model file. The clusters must be those that the model was trained with. Errors: those of linear.Decode.
func Load(data string, clusters *cluster.Table) (*Finder, error) {
	model, err := linear.Decode(data, Stage, probe())
	if err != nil {
		return nil, err
	}
	chain := linear.NewChain(len(model.Header.Labels), model.Header.Classes, model.Transitions)
	return &Finder{model: model, chain: chain, clusters: clusters}, nil
}

// Annotate fills d.Mentions, in text order.
func (f *Finder) Annotate(d *text.Document) {
	d.Mentions = d.Mentions[:0]
	f.find(analysed{d}, func(first, end int, kind text.MentionKind) {
		d.Mentions = append(d.Mentions, text.Mention{Tokens: text.Range{First: first, End: end}, Kind: kind})
	})
}

// find reports every name of the document, as a range of its words.
func (f *Finder) find(d tokens, report func(first, end int, kind text.MentionKind)) {
	x := newIndex(d, f.clusters)
	count := len(f.model.Header.Labels)
	sums := make([]int32, count)
	var lattice linear.Lattice
	var features []linear.Feature
	var best []uint8
	var names []found
	for s := range len(x.starts) - 1 {
		first, end := x.starts[s], x.starts[s+1]
		if !x.promising(first, end) {
			continue
		}
		lattice.Reset(end-first, count)
		for i := first; i < end; i++ {
			lattice.Class[i-first] = x.class(i)
			features = x.features(i, first, end, features[:0])
			clear(sums)
			f.model.Table.Add(features, sums)
			for y, sum := range sums {
				lattice.Scores[(i-first)*count+y] = float32(sum) * f.model.Header.Scale
			}
		}
		best = append(best[:0], make([]uint8, end-first)...)
		f.chain.Viterbi(&lattice, best)
		spans(best, func(from, to, kind int) { names = append(names, x.untitled(found{first + from, first + to, kind})) })
	}
	x.agree(names)
	for _, n := range names {
		report(n.first, n.end, kinds[n.kind])
	}
}

// promising tells whether a sentence can have a name in it: some word has a capital letter.
func (x *index) promising(first, end int) bool {
	for i := first; i < end; i++ {
		if x.words[i].Capital || x.words[i].Upper {
			return true
		}
	}
	return false
}

// class is the class of word i for the transitions.
func (x *index) class(i int) uint8 {
	if x.words[i].Capital {
		return 1
	}
	return 0
}

// classes is how many classes there are.
const classes = 2

// spans reports the ranges that a label sequence marks.
func spans(labels []uint8, report func(first, end, kind int)) {
	for i := 0; i < len(labels); i++ {
		if labels[i] == 0 {
			continue
		}
		kind := int(labels[i]-1) / 2
		end := i + 1
		for end < len(labels) && int(labels[end]) == 2+2*kind {
			end++
		}
		report(i, end, kind)
		i = end - 1
	}
}

// analysed is a text.Document as the features see it.
type analysed struct{ *text.Document }

func (d analysed) Sentences() int { return len(d.Document.Sentences) }

func (d analysed) Sentence(i int) (words, tags func(k int) string, n int) {
	r := d.Document.Sentences[i].Tokens
	return func(k int) string { return d.Word(r.First + k) }, func(k int) string { return d.Tokens[r.First+k].Tag }, r.Len()
}
