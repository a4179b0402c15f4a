package statement

import (
	"math"
	"math/rand/v2"
	"testing"

	"gainsay/internal/linear"
)

// testReader is a chain reader with random transitions that keep to allowed, and a random lattice of n tokens.
func testReader(r *rand.Rand, n int) *chainReader {
	moves := make([]float32, edgeClasses*(labelCount+1)*labelCount)
	for i := range moves {
		moves[i] = float32(r.NormFloat64())
		if !allowed(i/labelCount%(labelCount+1), i%labelCount) {
			moves[i] = linear.Forbidden
		}
	}
	c := &chainReader{model: &linear.Model{}, chain: linear.NewChain(labelCount, edgeClasses, moves)}
	c.lattice.Reset(n, labelCount)
	for i := range c.lattice.Scores {
		c.lattice.Scores[i] = float32(3 * r.NormFloat64())
	}
	for i := range c.lattice.Class {
		c.lattice.Class[i] = uint8(r.IntN(edgeClasses))
	}
	return c
}

// best searches all labellings of the lattice for the best that satisfies the decoder's conditions.
func best(c *chainReader, at int, needSource bool) (score float64) {
	score = math.Inf(-1)
	n := c.lattice.Len()
	labels := make([]uint8, n)
	var walk func(k int, sum float64)
	walk = func(k int, sum float64) {
		if math.IsInf(sum, -1) {
			return
		}
		if k == n {
			has := [contentRole + 1]bool{}
			for _, y := range labels {
				has[roleOf(y)] = true
			}
			if has[contentRole] && roleOf(labels[at]) == cueRole && (has[sourceRole] || !needSource) {
				score = max(score, sum)
			}
			return
		}
		from := labelCount
		if k > 0 {
			from = int(labels[k-1])
		}
		for y := range labelCount {
			labels[k] = uint8(y)
			walk(k+1, sum+float64(c.chain.Score(c.lattice.Class[k], from, y))+float64(c.lattice.Scores[k*labelCount+y]))
		}
	}
	walk(0, 0)
	return score
}

func scoreOf(c *chainReader, labels []uint8) float64 {
	sum, from := 0.0, labelCount
	for k, y := range labels {
		sum += float64(c.chain.Score(c.lattice.Class[k], from, int(y))) + float64(c.lattice.Scores[k*labelCount+int(y)])
		from = int(y)
	}
	return sum
}

func TestDecodeFindsTheBestThatSatisfiesItsConditions(t *testing.T) {
	r := rand.New(rand.NewPCG(2, 2))
	for trial := range 40 {
		n := 2 + r.IntN(4)
		c, at, needSource := testReader(r, n), r.IntN(n), r.IntN(2) == 0
		labels, score := c.decode(at, needSource)
		want := best(c, at, needSource)
		if math.IsInf(want, -1) {
			if labels != nil {
				t.Fatalf("trial %d: labels %v where none satisfies", trial, labels)
			}
			continue
		}
		if labels == nil {
			t.Fatalf("trial %d: no labels, want a score of %v", trial, want)
		}
		if got := scoreOf(c, labels); math.Abs(got-want) > 1e-3 {
			t.Errorf("trial %d: %v scores %v, want %v", trial, labels, got, want)
		} else if math.Abs(score-got) > 1e-3 {
			t.Errorf("trial %d: %v is said to score %v, want %v", trial, labels, score, got)
		}
	}
}

func TestPosteriors(t *testing.T) {
	r := rand.New(rand.NewPCG(4, 4))
	for trial := range 20 {
		n := 2 + r.IntN(4)
		c, at := testReader(r, n), r.IntN(n)
		// by enumeration: odds of all labellings, of those with a cue at the anchor, and of those without a source besides
		var all, asCue, without float64
		labels := make([]uint8, n)
		var walk func(k int)
		walk = func(k int) {
			if k == n {
				p := math.Exp(scoreOf(c, labels))
				all += p
				if roleOf(labels[at]) != cueRole {
					return
				}
				asCue += p
				for _, y := range labels {
					if roleOf(y) == sourceRole {
						return
					}
				}
				without += p
				return
			}
			for y := range labelCount {
				labels[k] = uint8(y)
				walk(k + 1)
			}
		}
		walk(0)
		cue, left := c.cuePosterior(at)
		source := c.sourcePosterior(left)
		if math.Abs(cue-asCue/all) > 1e-4 || asCue > 0 && math.Abs(source-(1-without/asCue)) > 1e-4 {
			t.Errorf("trial %d: posteriors %v, %v, want %v, %v", trial, cue, source, asCue/all, 1-without/asCue)
		}
		if again := c.sourcePosterior(left); math.Abs(again-source) > 1e-9 {
			t.Errorf("trial %d: the lattice was not left as it was", trial)
		}
	}
}
