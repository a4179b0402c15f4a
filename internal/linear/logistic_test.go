package linear

import (
	"math"
	"math/rand/v2"
	"testing"
)

// TestFitLogistic draws answers from known weights and finds them again.
func TestFitLogistic(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	want := Logistic{Weights: []float64{1.5, -0.7, 0}, Bias: -0.4}
	var rows [][]float64
	var yes []bool
	for range 20_000 {
		x := []float64{random.NormFloat64(), 2 * random.NormFloat64(), random.Float64()}
		rows = append(rows, x)
		yes = append(yes, random.Float64() < want.Probability(x))
	}
	got := FitLogistic(rows, yes, 1e-3)
	for i, w := range append(want.Weights, want.Bias) {
		if g := append(got.Weights, got.Bias)[i]; math.Abs(g-w) > 0.12 {
			t.Errorf("weight %d is %.3f, want about %.3f", i, g, w)
		}
	}
}

func TestFitLogisticOnPartedData(t *testing.T) {
	got := FitLogistic([][]float64{{-2, 0}, {-1, 0}, {1, 0}, {2, 0}}, []bool{false, false, true, true}, 0.01)
	if p := got.Probability([]float64{2, 0}); !(p > 0.9 && p < 1) {
		t.Errorf("the probability of what is clearly yes is %v, want just below 1", p)
	}
	if p := FitLogistic(nil, nil, 1).Probability(nil); p != 0.5 {
		t.Errorf("without data the probability is %v, want 0.5", p)
	}
}
