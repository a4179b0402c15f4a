package train

import (
	"context"
	"fmt"

	"gainsay/internal/corpus"
	"gainsay/internal/linear"
	"gainsay/internal/meaning"
	"gainsay/internal/stance"
)

// Stance trains the model of sides on Emergent's training pairs, with the vectors of the table.
func Stance(ctx context.Context, corpora string, table *meaning.Table) (*linear.Model, error) {
	source, err := Source("Emergent train", "none stated; headlines: the publishers'", corpus.EmergentFile(corpora))
	if err != nil {
		return nil, err
	}
	pairs, err := corpus.ReadEmergent(corpora)
	if err != nil {
		return nil, err
	}
	examples, err := StanceExamples(pairs)
	if err != nil {
		return nil, err
	}
	options := stance.DefaultTrainOptions()
	options.Trained, options.Command = []linear.Corpus{source}, "gainsay train "+stance.Stage
	return stance.Train(ctx, table, examples, options)
}

// StanceExamples are Emergent's pairs as package stance learns from them.
func StanceExamples(pairs []corpus.Headline) ([]stance.Example, error) {
	examples := make([]stance.Example, len(pairs))
	for i, p := range pairs {
		side, ok := stance.ParseSide(p.Stance)
		if !ok {
			return nil, fmt.Errorf("train: %w: %q is no side", corpus.ErrFormat, p.Stance)
		}
		examples[i] = stance.Example{Claim: p.Claim, Text: p.Text, Side: side}
	}
	return examples, nil
}
