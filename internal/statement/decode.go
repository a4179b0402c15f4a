package statement

import (
	"math"

	"gainsay/internal/linear"
	"gainsay/internal/text"
)

// relation is one attribution in tokens: each role a list of runs, in text order.
type relation struct {
	anchor     int
	roles      [contentRole + 1][]text.Range
	confidence float64    // how likely it is to be right
	cue        float64    // posterior of the anchor being a cue, by both models
	posteriors posteriors // all zero where a rule made the relation
	odds       []roleOdds // the spotter's, of every token of the text; nil where a rule made the relation
	labels     []uint8    // as decoded, of the tokens from the window's first on: roles may have been mended since; nil where a rule made it
	window     int        // the first token that has a label
	layout     string     // the rule of layout that made it; "" for the models
}

// leastSourceOdds is the posterior of there being a source from which one is forced: a cue without one is the exception.
const leastSourceOdds = 0.15

// leastAgreed is the posterior of being a cue from which an anchor's spans are worth finding: below, hardly one in ten is right.
const leastAgreed = 0.1

// related reads the attribution of one anchor off a lattice that holds the scores of its window's labels; spotted is the
// posterior of the anchor being a cue by the model that looked at the text as a whole. ok is false where the models take the
// anchor for no cue.
func (r *chainReader) related(window text.Range, anchor int, spotted float64) (found relation, ok bool) {
	at := anchor - window.First
	found.anchor = anchor
	cue, asCue := r.cuePosterior(at)
	if found.cue = agreed(cue, spotted); found.cue < leastAgreed {
		return found, false
	}
	source := r.sourcePosterior(asCue)
	labels, score := r.decode(at, source >= leastSourceOdds)
	if labels == nil {
		return found, false
	}
	found.posteriors = posteriors{spotted: logOdds(spotted), related: logOdds(cue), sourced: logOdds(source), spans: score - asCue}
	found.labels, found.window = labels, window.First
	found.roles = rangesOf(labels, found.window)
	return found, true
}

// agreed joins the posteriors of the two models, which err in different places, in the middle between their log-odds. On
// PolNeAR dev that is worth one point of full F1 over the relater's alone.
func agreed(p, q float64) float64 {
	odds := math.Exp((logOdds(p) + logOdds(q)) / 2)
	return odds / (1 + odds)
}

// logOdds is the logarithm of the odds of a probability, which is kept off 0 and 1.
func logOdds(p float64) float64 {
	const least = 1e-6
	p = min(max(p, least), 1-least)
	return math.Log(p / (1 - p))
}

// cuePosterior gives the probability that the token at is part of a cue, and leaves the lattice such that it is; asCue is
// the logarithm of the summed odds that are left.
func (r *chainReader) cuePosterior(at int) (cue, asCue float64) {
	l := &r.lattice
	all := r.chain.LogZ(l)
	scores := l.Scores[at*labelCount : (at+1)*labelCount]
	for y := range scores {
		if roleOf(uint8(y)) != cueRole {
			scores[y] = linear.Forbidden
		}
	}
	asCue = r.chain.LogZ(l)
	return math.Exp(asCue - all), asCue
}

// sourcePosterior gives the probability of there being a source; all is the logarithm of the lattice's summed odds, which
// stays as it is.
func (r *chainReader) sourcePosterior(all float64) float64 {
	l := &r.lattice
	r.kept = append(r.kept[:0], l.Scores...)
	for k := range l.Len() {
		l.Scores[k*labelCount+int(begin(sourceRole))] = linear.Forbidden
		l.Scores[k*labelCount+int(inside(sourceRole))] = linear.Forbidden
	}
	without := r.chain.LogZ(l)
	copy(l.Scores, r.kept)
	return 1 - math.Exp(without-all)
}

// decode finds the best labels with the anchor in the cue, a content that is not empty and, if asked, a source that is
// not empty, and their score. It is a Viterbi search over labels × what has been seen so far; nil where no labelling
// satisfies that.
func (r *chainReader) decode(at int, needSource bool) ([]uint8, float64) {
	l := &r.lattice
	n := l.Len()
	const seen = 4 // bit 0: a content token was seen, bit 1: a source token
	const states = labelCount * seen
	best := make([]float32, states)
	next := make([]float32, states)
	from := make([]uint8, n*states)
	for s := range best {
		best[s] = linear.Forbidden
	}
	for k := range n {
		for s := range next {
			next[s] = linear.Forbidden
		}
		for y := range labelCount {
			score := l.Scores[k*labelCount+y]
			if score == linear.Forbidden || k == at && roleOf(uint8(y)) != cueRole {
				continue
			}
			mark := markOf(uint8(y))
			if k == 0 {
				if s := r.chain.Score(l.Class[0], labelCount, y) + score; s != linear.Forbidden {
					next[y*seen+mark] = s
				}
				continue
			}
			for x := range labelCount {
				step := r.chain.Score(l.Class[k], x, y)
				if step == linear.Forbidden {
					continue
				}
				for m := range seen {
					s := best[x*seen+m] + step + score
					if to := y*seen + (m | mark); s > next[to] {
						next[to] = s
						from[k*states+to] = uint8(x*seen + m)
					}
				}
			}
		}
		best, next = next, best
	}
	end, found := 0, linear.Forbidden
	for s, score := range best {
		if s&1 != 0 && (!needSource || s&2 != 0) && score > found {
			end, found = s, score
		}
	}
	if found == linear.Forbidden {
		return nil, 0
	}
	labels := make([]uint8, n)
	for k := n - 1; k >= 0; k-- {
		labels[k] = uint8(end / seen)
		end = int(from[k*states+end])
	}
	return labels, float64(found)
}

func markOf(label uint8) int {
	switch roleOf(label) {
	case contentRole:
		return 1
	case sourceRole:
		return 2
	}
	return 0
}

// rangesOf turns labels, the first of which is token first, into runs of tokens by role.
func rangesOf(labels []uint8, first int) (roles [contentRole + 1][]text.Range) {
	for k, y := range labels {
		r := roleOf(y)
		if r == noRole {
			continue
		}
		if runs := roles[r]; !begins(y) && len(runs) > 0 && runs[len(runs)-1].End == first+k {
			runs[len(runs)-1].End++
			continue
		}
		roles[r] = append(roles[r], text.Range{First: first + k, End: first + k + 1})
	}
	return roles
}
