package linear

import (
	"errors"
	"math/rand/v2"
	"testing"
)

func TestPerceptronLearnsAndForgetsNothing(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 5))
	p := NewPerceptron(5, 1)
	scores := make([]float32, 5)
	decision := func() ([]Feature, int) {
		a, b := r.IntN(5), r.IntN(30)
		gold := a
		if b >= 20 { // b overrules a
			gold = b % 5
		}
		return []Feature{Combine(HashString("a"), uint64(a)), Combine(HashString("b"), uint64(b))}, gold
	}
	for range 20000 {
		features, gold := decision()
		p.Update(features, gold, p.Best(features, scores))
	}
	m, err := NewModel(Header{Stage: "toy", Labels: []string{"0", "1", "2", "3", "4"}}, Sparse, p.Average(0), nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	sums := make([]int32, 5)
	wrong := 0
	for range 1000 {
		features, gold := decision()
		clear(sums)
		m.Table.Add(features, sums)
		for y := range sums {
			if sums[y] > sums[gold] {
				wrong++
				break
			}
		}
	}
	if wrong > 20 {
		t.Errorf("%d of 1000 wrong", wrong)
	}
}

func TestPerceptronAverage(t *testing.T) {
	p := NewPerceptron(2, 1)
	p.Update([]Feature{9}, 1, 0) // step 1: weight 1 from here on
	p.Update([]Feature{9}, 1, 1)
	p.Update([]Feature{9}, 1, 1)
	p.Update([]Feature{8}, 0, 1)
	w := p.Average(0.5)
	if len(w.Features) != 1 || w.Features[0] != 9 || w.Rows[0] != -0.75 || w.Rows[1] != 0.75 {
		t.Errorf("got %+v, want feature 9 with ∓0.75 alone", w)
	}
}

func TestBlob(t *testing.T) {
	data, err := EncodeBlob(Header{Stage: "words", Probe: "1"}, "payload")
	if err != nil {
		t.Fatal(err)
	}
	if _, payload, err := DecodeBlob(string(data), "words", "1"); err != nil || payload != "payload" {
		t.Errorf("payload %q, error %v", payload, err)
	}
	for _, c := range []struct {
		name, data, stage, probe string
		want                     error
	}{
		{"no model", "hello", "words", "1", ErrNotModel},
		{"other stage", string(data), "names", "1", ErrNotFitted},
		{"other format", string(data), "words", "2", ErrNotFitted},
		{"cut", string(data[:len(data)-1]), "words", "1", ErrDamaged},
	} {
		if _, _, err := DecodeBlob(c.data, c.stage, c.probe); !errors.Is(err, c.want) {
			t.Errorf("%s: error %v, want %v", c.name, err, c.want)
		}
	}
}
