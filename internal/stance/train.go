package stance

import (
	"context"

	"gainsay/internal/linear"
	"gainsay/internal/meaning"
)

// Example is a text and the side that it takes on a claim.
type Example struct {
	Claim, Text string
	Side        Side
}

// TrainOptions are the settings of Train; see linear.ChainOptions.
type TrainOptions struct {
	Epochs, Fits, Least     int
	Rate, Shrink, Threshold float32
	Trained                 []linear.Corpus
	Command                 string
}

// DefaultTrainOptions are those of the shipped model.
func DefaultTrainOptions() TrainOptions {
	return TrainOptions{Epochs: 20, Fits: 4, Least: 2, Rate: 0.02, Shrink: 0.1, Threshold: 0.002}
}

// Train fits a model to examples: a logistic regression, which is a chain of one. The same examples give the same model.
func Train(ctx context.Context, table *meaning.Table, examples []Example, o TrainOptions) (*linear.Model, error) {
	r := NewReader(table)
	vocabulary := linear.NewVocabulary()
	data := make([]linear.Sequence, len(examples))
	claims := map[string]*Text{}
	for i, e := range examples {
		if claims[e.Claim] == nil {
			claims[e.Claim] = r.Text(e.Claim)
		}
		features := vocabulary.Number(featuresOf(claims[e.Claim], r.Text(e.Text)))
		data[i] = linear.Sequence{Features: [][]int32{features}, Class: []uint8{0}, Labels: []uint8{uint8(e.Side)}}
	}
	fitted, err := linear.TrainMixed(ctx, vocabulary, data, linear.ChainOptions{Labels: Sides, Classes: 1, Least: o.Least,
		Epochs: o.Epochs, Averaged: o.Epochs / 2, Rate: float64(o.Rate), Seed: 1, Shrink: o.Shrink, Threshold: o.Threshold}, o.Fits)
	if err != nil {
		return nil, err
	}
	header := linear.Header{Stage: Stage, Labels: names[:], Probe: probe(r), Trained: o.Trained, Command: o.Command}
	return linear.NewModel(header, linear.Dense, fitted.Weights, fitted.Transitions, 1)
}
