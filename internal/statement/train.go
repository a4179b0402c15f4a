package statement

import (
	"context"
	"errors"
	"fmt"
	"sync"

	"gainsay/internal/analysis/cluster"
	"gainsay/internal/linear"
)

// folds is the number of parts of the jackknife: the spotter's posteriors that the relater learns from come from a
// spotter that has not seen the article.
const folds = 4

// heldOut is the fold that the confidence is calibrated on, with models that have not seen its articles.
const heldOut = 0

// How many fits each model is the mean of. Two instead of one were worth 1.4 points of full F1 on PolNeAR dev.
const (
	spotFits   = 2
	relateFits = 4
)

// TrainOptions are the settings of Train.
type TrainOptions struct {
	Clusters     func(string) cluster.Path
	SpotEpochs   int
	RelateEpochs int
	SpotLeast    int     // a feature seen fewer times is dropped
	RelateLeast  int     // likewise
	Rate         float64 // AdaGrad's
	SpotPrune    float32 // a feature whose weights all stay below is dropped
	RelatePrune  float32
	SpotShrink   float32 // L2, see linear.ChainOptions
	RelateShrink float32
	Log          func(format string, args ...any)
	Trained      []linear.Corpus
	Command      string
}

// DefaultTrainOptions are the settings that the shipped models are made with.
func DefaultTrainOptions() TrainOptions {
	return TrainOptions{SpotEpochs: 5, RelateEpochs: 3, SpotLeast: 2, RelateLeast: 3, Rate: 0.05, SpotPrune: 0.055, RelatePrune: 0.08,
		SpotShrink: 0.001, RelateShrink: 0.001,
		Log: func(string, ...any) {}}
}

// header says what a model of the stage is made of.
func (o TrainOptions) header(stage string) linear.Header {
	forSpotter, forRelater := probes()
	probe := forSpotter
	if stage == RelaterStage {
		probe = forRelater
	}
	return linear.Header{Stage: stage, Labels: labelNames, Probe: probe, Trained: o.Trained, Command: o.Command}
}

// Train fits the spotter and the relater. The same articles in the same order give the same models.
func Train(ctx context.Context, articles []Gold, o TrainOptions) (spotter, relater *linear.Model, err error) {
	views := make([]*view, len(articles))
	for i, g := range articles {
		views[i] = newView(g.Document, o.Clusters)
	}
	spotters, odds, err := trainSpotter(ctx, articles, views, o)
	if err != nil {
		return nil, nil, err
	}
	relater, partial, err := trainRelater(ctx, articles, views, odds, o)
	if err != nil {
		return nil, nil, err
	}
	var unseen []Gold
	for i, g := range articles {
		if i%folds == heldOut {
			unseen = append(unseen, g)
		}
	}
	relater.Header.Settings = settingsOf(calibrate(NewReader(spotters[heldOut], partial, o.Clusters), unseen, o.Log))
	return spotters[folds], relater, nil
}

// trainSpotter fits a spotter without each fold and, last, one on all articles, and gives each article the posteriors of
// the one that has not seen it.
func trainSpotter(ctx context.Context, articles []Gold, views []*view, o TrainOptions) ([]*linear.Model, [][]roleOdds, error) {
	vocabulary := linear.NewVocabulary()
	sequences := make([][]linear.Sequence, len(articles))
	for i, g := range articles {
		sequences[i] = spotSequences(vocabulary, views[i], spotLabels(len(g.Document.Tokens), g.relations()))
	}
	o.Log("spotter: %d articles, %d features", len(articles), vocabulary.Len())
	fit := func(skip int, epochs int) (*linear.Model, error) {
		var data []linear.Sequence
		for i, s := range sequences {
			if i%folds != skip {
				data = append(data, s...)
			}
		}
		trained, err := linear.TrainMixed(ctx, vocabulary, data, linear.ChainOptions{
			Labels: labelCount, Classes: edgeClasses, Allowed: allowed, Least: o.SpotLeast, Epochs: epochs, Averaged: 4,
			Rate: o.Rate, Seed: 1, Threshold: o.SpotPrune, Shrink: o.SpotShrink,
			Progress: func(epoch int, likelihood float64) {
				o.Log("spotter without fold %d: epoch %d, log-likelihood %.0f", skip, epoch, likelihood)
			},
		}, spotFits)
		if err != nil {
			return nil, err
		}
		return linear.NewModel(o.header(SpotterStage), linear.Dense, trained.Weights, trained.Transitions, edgeClasses)
	}
	models := make([]*linear.Model, folds+1)
	errs := make([]error, folds+1)
	var wait sync.WaitGroup
	slots := make(chan struct{}, 1) // each fit keeps two cores busy
	for k := range models {
		wait.Go(func() {
			slots <- struct{}{}
			defer func() { <-slots }()
			models[k], errs[k] = fit(k, o.SpotEpochs)
		})
	}
	wait.Wait()
	if err := errors.Join(errs...); err != nil {
		return nil, nil, err
	}
	odds := make([][]roleOdds, len(articles))
	for i, v := range views {
		m := models[i%folds]
		odds[i] = make([]roleOdds, len(v.words))
		newChainReader(m, linear.NewChain(labelCount, edgeClasses, m.Transitions)).spot(v, odds[i])
	}
	return models, odds, nil
}

func spotSequences(vocabulary *linear.Vocabulary, v *view, labels []uint8) []linear.Sequence {
	var list []linear.Sequence
	var f features
	for _, p := range v.document.Paragraphs {
		var s linear.Sequence
		for i := p.Tokens.First; i < p.Tokens.End; i++ {
			s.Features = append(s.Features, vocabulary.Number(v.spotFeatures(&f, i)))
			s.Class = append(s.Class, v.edgeClass(i))
			s.Labels = append(s.Labels, labels[i])
		}
		mendInside(s.Labels) // a content that runs on over paragraphs starts anew in each
		list = append(list, s)
	}
	return list
}

// trainRelater fits the relater on all articles and another one without those of the fold that is held out.
func trainRelater(ctx context.Context, articles []Gold, views []*view, odds [][]roleOdds, o TrainOptions) (full, partial *linear.Model, err error) {
	vocabulary := linear.NewVocabulary()
	var data, seen []linear.Sequence
	real, all := 0, 0
	for i, g := range articles {
		relations := g.relations()
		all += len(relations)
		for _, s := range relateSequences(vocabulary, views[i], odds[i], relations) {
			data = append(data, s.Sequence)
			if i%folds != heldOut {
				seen = append(seen, s.Sequence)
			}
			if s.found {
				real++
			}
		}
	}
	o.Log("relater: %d anchors, %d of them cues of %d attributions, %d features", len(data), real, all, vocabulary.Len())
	if full, err = fitRelater(ctx, vocabulary, data, o); err != nil {
		return nil, nil, err
	}
	partial, err = fitRelater(ctx, vocabulary, seen, o)
	return full, partial, err
}

func fitRelater(ctx context.Context, vocabulary *linear.Vocabulary, data []linear.Sequence, o TrainOptions) (*linear.Model, error) {
	trained, err := linear.TrainMixed(ctx, vocabulary, data, linear.ChainOptions{
		Labels: labelCount, Classes: edgeClasses, Allowed: allowed, Least: o.RelateLeast, Epochs: o.RelateEpochs, Averaged: 4,
		Rate: o.Rate, Seed: 1, Threshold: o.RelatePrune, Shrink: o.RelateShrink,
		Progress: func(epoch int, likelihood float64) {
			o.Log("relater: epoch %d, log-likelihood %.0f", epoch, likelihood)
		},
	}, relateFits)
	if err != nil {
		return nil, fmt.Errorf("relater: %w", err)
	}
	return linear.NewModel(o.header(RelaterStage), linear.Dense, trained.Weights, trained.Transitions, edgeClasses)
}

type anchorSequence struct {
	linear.Sequence
	found bool
}

func relateSequences(vocabulary *linear.Vocabulary, v *view, odds []roleOdds, relations []goldRelation) []anchorSequence {
	var list []anchorSequence
	var f features
	plain := make([][]int32, len(v.words))
	spotted := anchors(v.document, odds)
	others := marks(len(v.words), spotted)
	for _, anchor := range spotted {
		a := v.anchoredAt(anchor, odds, others)
		var s anchorSequence
		s.Labels, s.found = windowLabels(a.window, anchor, relations)
		for i := a.window.First; i < a.window.End; i++ {
			if plain[i] == nil {
				plain[i] = vocabulary.Number(v.plainFeatures(&f, i))
			}
			own := vocabulary.Number(a.relateFeatures(&f, i))
			s.Features = append(s.Features, append(append(make([]int32, 0, len(plain[i])+len(own)), plain[i]...), own...))
			s.Class = append(s.Class, v.edgeClass(i))
		}
		list = append(list, s)
	}
	return list
}

// marks turns a list of token indices into a mark a token.
func marks(n int, list []int) []bool {
	out := make([]bool, n)
	for _, i := range list {
		out[i] = true
	}
	return out
}
