package eval

import (
	"math"
	"testing"
)

func TestReliability(t *testing.T) {
	for _, c := range []struct {
		name  string
		found []graded
		want  float64
	}{
		{"nothing", nil, 0},
		{"as stated", []graded{{0.5, true}, {0.5, false}}, 0},
		{"too sure", []graded{{1, true}, {1, false}}, 0.5},
		{"bins apart do not make up for each other", []graded{{0.9, false}, {0.1, true}}, 0.9},
		{"by weight of the bins", []graded{{0.8, true}, {0.8, true}, {0.8, true}, {0.3, false}}, (3*0.2 + 0.3) / 4},
	} {
		if got := reliability(c.found).ExpectedError(); math.Abs(got-c.want) > 1e-9 {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
}
