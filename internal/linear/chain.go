package linear

import "math"

// Chain holds the transition scores of a linear-chain conditional random field. A transition is scored by the label before,
// the label after and the class of the later token, which lets a boundary be cheap at a comma and dear inside a name.
type Chain struct {
	Labels  int
	Classes int
	scores  []float32 // [class][from][to]; from == Labels is the start of the sequence
	odds    []float64 // exp of scores
}

// NewChain wraps transition scores: Classes × (Labels+1) × Labels of them; a forbidden transition is Forbidden.
func NewChain(labels, classes int, scores []float32) *Chain {
	c := &Chain{Labels: labels, Classes: classes, scores: scores, odds: make([]float64, len(scores))}
	for i, s := range scores {
		c.odds[i] = math.Exp(float64(s))
	}
	return c
}

// Forbidden is the score of a label or transition that cannot be.
var Forbidden = float32(math.Inf(-1))

// rows gives the scores of all transitions into a token of the class, from the label from (or Labels for the start).
func (c *Chain) row(class uint8, from int) int {
	return (int(class)*(c.Labels+1) + from) * c.Labels
}

// Lattice is one sequence being decoded: label scores and the class of each token, with buffers that are used again for
// the next sequence. It is not safe for concurrent use.
type Lattice struct {
	Labels int
	Scores []float32 // n × Labels; Forbidden rules a label out
	Class  []uint8   // n

	forward, backward []float64 // n × Labels, each row scaled to sum to 1 (forward) or by the same factors (backward)
	odds              []float64 // n × Labels, exp(score − the row's largest)
	best              []float32
	from              []uint8
}

// Reset sizes the lattice for n tokens; what Scores and Class then hold is left over and must be overwritten.
func (l *Lattice) Reset(n, labels int) {
	l.Labels = labels
	if cap(l.Scores) < n*labels {
		l.Scores = make([]float32, n*labels)
		l.forward = make([]float64, n*labels)
		l.backward = make([]float64, n*labels)
		l.odds = make([]float64, n*labels)
		l.best = make([]float32, n*labels)
		l.from = make([]uint8, n*labels)
	}
	if cap(l.Class) < n {
		l.Class = make([]uint8, n)
	}
	l.Scores, l.Class = l.Scores[:n*labels], l.Class[:n]
	l.forward, l.backward, l.odds = l.forward[:n*labels], l.backward[:n*labels], l.odds[:n*labels]
	l.best, l.from = l.best[:n*labels], l.from[:n*labels]
}

// Len is the number of tokens.
func (l *Lattice) Len() int { return len(l.Class) }

// LogZ runs the forward pass and returns the logarithm of the summed odds of all label sequences that the scores allow;
// −Inf where they allow none.
func (c *Chain) LogZ(l *Lattice) float64 {
	n, labels := l.Len(), l.Labels
	logZ := 0.0
	for i := range n {
		scores := l.Scores[i*labels : (i+1)*labels]
		top := scores[0]
		for _, s := range scores[1:] {
			top = max(top, s)
		}
		if math.IsInf(float64(top), -1) {
			return math.Inf(-1)
		}
		odds, alpha := l.odds[i*labels:(i+1)*labels], l.forward[i*labels:(i+1)*labels]
		for y, s := range scores {
			odds[y] = math.Exp(float64(s - top))
			alpha[y] = 0
		}
		if i == 0 {
			copy(alpha, c.odds[c.row(l.Class[0], labels):][:labels])
		} else {
			before := l.forward[(i-1)*labels : i*labels]
			for x, a := range before {
				if a == 0 {
					continue
				}
				step := c.odds[c.row(l.Class[i], x):][:len(alpha)]
				for y := range alpha {
					alpha[y] += a * step[y]
				}
			}
		}
		sum := 0.0
		for y := range alpha {
			alpha[y] *= odds[y]
			sum += alpha[y]
		}
		if sum == 0 {
			return math.Inf(-1)
		}
		for y := range alpha {
			alpha[y] /= sum
		}
		logZ += math.Log(sum) + float64(top)
	}
	return logZ
}

// Marginals runs forward and backward and writes the posterior probability of each label of each token into out
// (n × Labels). It returns the logarithm of the summed odds; −Inf, with out all zero, where the scores allow no sequence.
func (c *Chain) Marginals(l *Lattice, out []float32) float64 {
	n, labels := l.Len(), l.Labels
	logZ := c.LogZ(l)
	if math.IsInf(logZ, -1) {
		clear(out)
		return logZ
	}
	for i := n - 1; i >= 0; i-- {
		beta := l.backward[i*labels : (i+1)*labels]
		if i == n-1 {
			for y := range beta {
				beta[y] = 1
			}
		} else {
			c.back(l, i, beta)
		}
		alpha := l.forward[i*labels : (i+1)*labels]
		sum := 0.0
		for y := range beta {
			sum += alpha[y] * beta[y]
		}
		if sum > 0 { // scaled so that alpha × beta is the posterior
			for y := range beta {
				beta[y] /= sum
			}
		}
		for y := range beta {
			out[i*labels+y] = float32(alpha[y] * beta[y])
		}
	}
	return logZ
}

func (c *Chain) back(l *Lattice, i int, beta []float64) {
	labels := l.Labels
	next := l.backward[(i+1)*labels : (i+2)*labels]
	odds := l.odds[(i+1)*labels : (i+2)*labels]
	for x := range beta {
		step := c.odds[c.row(l.Class[i+1], x):][:labels]
		sum := 0.0
		for y, s := range step {
			sum += s * odds[y] * next[y]
		}
		beta[x] = sum
	}
}

// Viterbi writes the most probable label sequence into out (n labels) and returns its score; Forbidden, with out all
// zero, where the scores allow none.
func (c *Chain) Viterbi(l *Lattice, out []uint8) float32 {
	n, labels := l.Len(), l.Labels
	if n == 0 {
		return 0
	}
	start := c.scores[c.row(l.Class[0], labels):][:labels]
	for y := range labels {
		l.best[y] = start[y] + l.Scores[y]
	}
	for i := 1; i < n; i++ {
		before := l.best[(i-1)*labels : i*labels]
		now := l.best[i*labels : (i+1)*labels]
		from := l.from[i*labels : (i+1)*labels]
		for y := range now {
			now[y] = Forbidden
		}
		for x, b := range before {
			step := c.scores[c.row(l.Class[i], x):][:labels]
			for y := range now {
				if s := b + step[y]; s > now[y] {
					now[y], from[y] = s, uint8(x)
				}
			}
		}
		for y := range now {
			now[y] += l.Scores[i*labels+y]
		}
	}
	last := l.best[(n-1)*labels : n*labels]
	y := 0
	for x := range last {
		if last[x] > last[y] {
			y = x
		}
	}
	score := last[y]
	if score == Forbidden {
		clear(out[:n])
		return score
	}
	for i := n - 1; i >= 0; i-- {
		out[i] = uint8(y)
		if i > 0 {
			y = int(l.from[i*labels+y])
		}
	}
	return score
}

// Score is the score of one transition into a token of the class; from is a label, or Labels for the start.
func (c *Chain) Score(class uint8, from, to int) float32 {
	return c.scores[c.row(class, from)+to]
}
