package linear

import (
	"context"
	"errors"
	"math"
	"math/rand/v2"
	"slices"
	"sync"
)

// Vocabulary numbers the features that are seen in training.
type Vocabulary struct {
	ids      map[Feature]int32
	features []Feature
	counts   []int32
}

// NewVocabulary makes an empty one.
func NewVocabulary() *Vocabulary { return &Vocabulary{ids: make(map[Feature]int32, 1<<20)} }

// Number gives each feature its number, new ones in the order in which they come, and counts it.
func (v *Vocabulary) Number(features []Feature) []int32 {
	out := make([]int32, len(features))
	for i, f := range features {
		id, ok := v.ids[f]
		if !ok {
			id = int32(len(v.features))
			v.ids[f] = id
			v.features = append(v.features, f)
			v.counts = append(v.counts, 0)
		}
		v.counts[id]++
		out[i] = id
	}
	return out
}

// Len is the number of features seen.
func (v *Vocabulary) Len() int { return len(v.features) }

// Sequence is one training sequence: for each token its features (by number), its class and its gold label.
type Sequence struct {
	Features [][]int32
	Class    []uint8
	Labels   []uint8
}

// ChainOptions are the settings of TrainChain.
type ChainOptions struct {
	Labels    int
	Classes   int
	Allowed   func(from, to int) bool // from == Labels is the start; nil allows all
	Least     int                     // a feature seen fewer times gets no weight
	Epochs    int
	Averaged  int     // the weights of the last so many epochs are averaged
	Rate      float64 // AdaGrad's learning rate
	Seed      uint64
	Shrink    float32                                // L2: each update of a weight also shrinks it by this much, relative to the rate
	Progress  func(epoch int, logLikelihood float64) // nil = silent
	Threshold float32                                // features whose weights all stay below are dropped
}

// TrainedChain is what TrainChain found.
type TrainedChain struct {
	Weights     Weights
	Transitions []float32
}

// TrainChain fits a conditional random field by stochastic gradient ascent on the log-likelihood with AdaGrad step sizes
// (Duchi, Hazan, Singer 2011), one sequence at a time in a seeded order, so that the same input gives the same weights.
func TrainChain(ctx context.Context, v *Vocabulary, data []Sequence, o ChainOptions) (TrainedChain, error) {
	return prepare(v, data, o.Least).fit(ctx, o)
}

// fit is TrainChain on prepared data, which it only reads.
func (p prepared) fit(ctx context.Context, o ChainOptions) (TrainedChain, error) {
	t := newTrainer(p, o)
	order := make([]int, len(t.data))
	for i := range order {
		order[i] = i
	}
	shuffle := rand.New(rand.NewPCG(o.Seed, 1))
	for epoch := range o.Epochs {
		if err := ctx.Err(); err != nil {
			return TrainedChain{}, err
		}
		shuffle.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
		total := 0.0
		for k, i := range order {
			total += t.step(&t.data[i])
			half := len(order) / 2
			if epoch >= o.Epochs-o.Averaged && (k == half || k == len(order)-1) {
				t.average()
			}
		}
		if o.Progress != nil {
			o.Progress(epoch+1, total)
		}
	}
	return t.result(p, o), nil
}

// TrainMixed fits the field several times side by side, each with another order of the sequences, and averages the weights
// (parameter mixing: McDonald, Hall, Mann 2010). The objective is convex, so that the mean of good fits is a good fit, and
// depends less on chance than any of them.
func TrainMixed(ctx context.Context, v *Vocabulary, data []Sequence, o ChainOptions, fits int) (TrainedChain, error) {
	results, errs := make([]TrainedChain, fits), make([]error, fits)
	shared := prepare(v, data, o.Least)
	var wait sync.WaitGroup
	for k := range fits {
		own := o
		own.Seed, own.Threshold = o.Seed+uint64(k), 0
		if k > 0 {
			own.Progress = nil
		}
		wait.Go(func() { results[k], errs[k] = shared.fit(ctx, own) })
	}
	wait.Wait()
	if err := errors.Join(errs...); err != nil {
		return TrainedChain{}, err
	}
	mixed := results[0]
	for _, r := range results[1:] {
		for i, w := range r.Weights.Rows {
			mixed.Weights.Rows[i] += w
		}
		for i, w := range r.Transitions {
			mixed.Transitions[i] += w
		}
	}
	for i := range mixed.Weights.Rows {
		mixed.Weights.Rows[i] /= float32(fits)
	}
	for i := range mixed.Transitions {
		mixed.Transitions[i] /= float32(fits)
	}
	mixed.Weights = mixed.Weights.Prune(o.Threshold)
	return mixed, nil
}

// prepared is training data with the rare features gone, and the others numbered by their rows of weights.
type prepared struct {
	data     []Sequence
	features []Feature // by row
}

// prepare leaves out the features that were seen fewer than least times.
func prepare(v *Vocabulary, data []Sequence, least int) prepared {
	var p prepared
	row := make([]int32, v.Len())
	for id, count := range v.counts {
		row[id] = -1
		if int(count) >= least {
			row[id] = int32(len(p.features))
			p.features = append(p.features, v.features[id])
		}
	}
	p.data = make([]Sequence, len(data))
	for i, s := range data {
		p.data[i] = Sequence{Features: make([][]int32, len(s.Features)), Class: s.Class, Labels: s.Labels}
		for j, ids := range s.Features {
			kept := make([]int32, 0, len(ids))
			for _, id := range ids {
				if row[id] >= 0 {
					kept = append(kept, row[id])
				}
			}
			p.data[i].Features[j] = kept
		}
	}
	return p
}

type trainer struct {
	options ChainOptions
	data    []Sequence
	rows    int
	weights []float32 // interleaved: weight, then summed squared gradient, for cache's sake
	sums    []float32 // summed weights for averaging
	moves   []float32 // transitions, interleaved alike
	moveSum []float32
	taken   int // how many snapshots are in the sums
	lattice Lattice
	out     []float32
	chain   *Chain
}

func newTrainer(p prepared, o ChainOptions) *trainer {
	t := &trainer{options: o, data: p.data, rows: len(p.features)}
	t.weights = make([]float32, 2*t.rows*o.Labels)
	t.sums = make([]float32, t.rows*o.Labels)
	moves := o.Classes * (o.Labels + 1) * o.Labels
	t.moves, t.moveSum = make([]float32, 2*moves), make([]float32, moves)
	t.chain = NewChain(o.Labels, o.Classes, make([]float32, moves))
	if o.Allowed != nil {
		for m := range moves {
			from, to := m/o.Labels%(o.Labels+1), m%o.Labels
			if !o.Allowed(from, to) {
				t.chain.scores[m], t.chain.odds[m] = Forbidden, 0
			}
		}
	}
	return t
}

// step follows the gradient of one sequence and returns its log-likelihood before the step.
func (t *trainer) step(s *Sequence) float64 {
	n, labels := len(s.Labels), t.options.Labels
	l := &t.lattice
	l.Reset(n, labels)
	copy(l.Class, s.Class)
	for i, features := range s.Features {
		scores := l.Scores[i*labels : (i+1)*labels]
		clear(scores)
		for _, row := range features {
			w := t.weights[2*int(row)*labels:][:2*labels]
			for y := range scores {
				scores[y] += w[2*y]
			}
		}
	}
	if cap(t.out) < n*labels {
		t.out = make([]float32, n*labels)
	}
	out := t.out[:n*labels]
	logZ := t.chain.Marginals(l, out)
	gold := t.goldScore(s, l)
	t.moveGradient(s, l)
	for i, features := range s.Features {
		gradient := out[i*labels : (i+1)*labels]
		for y := range gradient {
			gradient[y] = -gradient[y]
		}
		gradient[s.Labels[i]]++
		small := true
		for _, g := range gradient {
			if g > 1e-3 || g < -1e-3 {
				small = false
				break
			}
		}
		if small {
			continue
		}
		for _, row := range features {
			t.update(t.weights[2*int(row)*labels:][:2*labels], gradient)
		}
	}
	return gold - logZ
}

func (t *trainer) update(w, gradient []float32) {
	rate, shrink := float32(t.options.Rate), t.options.Shrink
	for y, g := range gradient {
		g -= shrink * w[2*y]
		w[2*y+1] += g * g
		if w[2*y+1] > 0 {
			w[2*y] += rate * g / float32(math.Sqrt(float64(w[2*y+1]+1e-8)))
		}
	}
}

func (t *trainer) goldScore(s *Sequence, l *Lattice) float64 {
	labels := t.options.Labels
	score, from := 0.0, labels
	for i, y := range s.Labels {
		score += float64(l.Scores[i*labels+int(y)]) + float64(t.chain.scores[t.chain.row(s.Class[i], from)+int(y)])
		from = int(y)
	}
	return score
}

// moveGradient updates the transitions: the gold ones count 1, the expected ones −posterior.
func (t *trainer) moveGradient(s *Sequence, l *Lattice) {
	labels := t.options.Labels
	gradient := make([]float32, labels)
	for i := range s.Labels {
		first, last := labels, labels+1
		if i > 0 {
			first, last = 0, labels
		}
		goldFrom := labels
		if i > 0 {
			goldFrom = int(s.Labels[i-1])
		}
		// posterior of (x, y) = forward(x) × odds(x→y) × odds(y) × backward(y), normalised over the token
		total := 0.0
		pair := make([]float64, (last-first)*labels)
		for x := first; x < last; x++ {
			a := 1.0
			if i > 0 {
				a = l.forward[(i-1)*labels+x]
			}
			if a == 0 {
				continue
			}
			step := t.chain.odds[t.chain.row(s.Class[i], x):][:labels]
			for y := range labels {
				p := a * step[y] * l.odds[i*labels+y] * l.backward[i*labels+y]
				pair[(x-first)*labels+y] = p
				total += p
			}
		}
		if total == 0 {
			continue
		}
		for x := first; x < last; x++ {
			base := t.chain.row(s.Class[i], x)
			for y := range labels {
				gradient[y] = float32(-pair[(x-first)*labels+y] / total)
				if x == goldFrom && y == int(s.Labels[i]) {
					gradient[y]++
				}
			}
			t.move(base, gradient)
		}
	}
}

func (t *trainer) move(base int, gradient []float32) {
	rate := float32(t.options.Rate)
	for y, g := range gradient {
		at := base + y
		if t.chain.scores[at] == Forbidden || (g < 1e-4 && g > -1e-4) {
			continue
		}
		m := t.moves[2*at : 2*at+2]
		m[1] += g * g
		m[0] += rate * g / float32(math.Sqrt(float64(m[1]+1e-8)))
		t.chain.scores[at], t.chain.odds[at] = m[0], math.Exp(float64(m[0]))
	}
}

func (t *trainer) average() {
	t.taken++
	for i := range t.sums {
		t.sums[i] += t.weights[2*i]
	}
	for i := range t.moveSum {
		t.moveSum[i] += t.moves[2*i]
	}
}

func (t *trainer) result(p prepared, o ChainOptions) TrainedChain {
	r := TrainedChain{Weights: Weights{Labels: o.Labels, Features: slices.Clone(p.features)}, Transitions: make([]float32, len(t.moveSum))}
	for i, sum := range t.moveSum {
		r.Transitions[i] = sum / float32(t.taken)
		if t.chain.scores[i] == Forbidden {
			r.Transitions[i] = Forbidden
		}
	}
	r.Weights.Rows = make([]float32, len(t.sums))
	for i, sum := range t.sums {
		r.Weights.Rows[i] = sum / float32(t.taken)
	}
	if o.Threshold > 0 {
		r.Weights = r.Weights.Prune(o.Threshold)
	}
	return r
}
