package linear

import (
	"context"
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

func TestTrainMixedIsTheMeanOfItsFits(t *testing.T) {
	v := NewVocabulary()
	data, _ := toy(rand.New(rand.NewPCG(3, 3)), v, 60)
	o := ChainOptions{Labels: 2, Classes: 1, Least: 1, Epochs: 4, Averaged: 2, Rate: 0.3, Seed: 1}
	var fits []TrainedChain
	for _, seed := range []uint64{1, 2} {
		own := o
		own.Seed = seed
		fit, err := TrainChain(context.Background(), v, data, own)
		if err != nil {
			t.Fatal(err)
		}
		fits = append(fits, fit)
	}
	mixed, err := TrainMixed(context.Background(), v, data, o, 2)
	if err != nil {
		t.Fatal(err)
	}
	if slices.Equal(fits[0].Weights.Rows, fits[1].Weights.Rows) {
		t.Fatal("two seeds gave the same fit")
	}
	for i, got := range mixed.Weights.Rows {
		if want := (fits[0].Weights.Rows[i] + fits[1].Weights.Rows[i]) / 2; math.Abs(float64(got-want)) > 1e-5 {
			t.Fatalf("weight %d is %v, want %v", i, got, want)
		}
	}
	for i, got := range mixed.Transitions {
		if want := (fits[0].Transitions[i] + fits[1].Transitions[i]) / 2; math.Abs(float64(got-want)) > 1e-5 {
			t.Fatalf("transition %d is %v, want %v", i, got, want)
		}
	}
}
