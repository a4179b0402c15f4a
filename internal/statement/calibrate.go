package statement

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"gainsay/internal/linear"
	"gainsay/internal/statement/nest"
	"gainsay/internal/text"
	"gainsay/news"
)

// posteriors are what the models say of a relation.
type posteriors struct {
	spotted float64 // log-odds of the anchor being a cue, by the spotter
	related float64 // the same, by the relater
	sourced float64 // log-odds of there being a source
	spans   float64 // log-probability of these very spans, given that the anchor is a cue
}

// signNames name what a statement's confidence is worked out from, in the order of signs.
var signNames = []string{"spotted", "related", "sourced", "spans", "no source", "in pieces", "length", "direct", "mixed"}

// signs are the values that go into the calibration of a relation that the models found.
func signs(d *text.Document, found *relation) []float64 {
	content := found.roles[contentRole]
	tokens := 0
	for _, run := range content {
		tokens += run.Len()
	}
	form := formOf(d, content)
	p := found.posteriors
	return []float64{p.spotted, p.related, p.sourced, max(p.spans, -8),
		number(len(found.roles[sourceRole]) == 0), number(len(content) > 1), math.Log(float64(1 + tokens)),
		number(form == news.Direct), number(form == news.Mixed)}
}

func number(yes bool) float64 {
	if yes {
		return 1
	}
	return 0
}

// confidence is how likely a relation is to be right, all three roles of it.
func (r *Reader) confidence(d *text.Document, found *relation) float64 {
	if len(r.calibration.Weights) == 0 {
		return found.cue
	}
	return r.calibration.Probability(signs(d, found))
}

// settingsOf is how the calibration stands in the relater's header.
func settingsOf(l linear.Logistic) map[string]float64 {
	settings := map[string]float64{"confidence": l.Bias}
	for i, name := range signNames {
		settings["confidence by "+name] = l.Weights[i]
	}
	return settings
}

// calibrationIn reads the calibration out of the relater's header. The error is linear.ErrNotFitted.
func calibrationIn(h linear.Header) (l linear.Logistic, err error) {
	bias, ok := h.Settings["confidence"]
	if !ok || len(h.Settings) != len(signNames)+1 {
		return l, fmt.Errorf("model %s: %w (it has another calibration)", h.Stage, linear.ErrNotFitted)
	}
	l.Bias = bias
	for _, name := range signNames {
		weight, ok := h.Settings["confidence by "+name]
		if !ok {
			return l, fmt.Errorf("model %s: %w (its calibration lacks %q)", h.Stage, linear.ErrNotFitted, name)
		}
		l.Weights = append(l.Weights, weight)
	}
	return l, nil
}

// calibrate fits the confidence (Platt, Probabilistic outputs for support vector machines, 1999, with several signs in place
// of one score) on articles that the reader's models have not seen. What is reported inside a content is left aside, because
// the corpus annotates nothing there.
func calibrate(unseen *Reader, articles []Gold, log func(format string, args ...any)) linear.Logistic {
	unseen = unseen.Least(leastAgreed)
	var rows [][]float64
	var right []bool
	for _, g := range articles {
		var found []relation
		for _, x := range unseen.relations(g.Document) {
			if x.layout == "" {
				found = append(found, x)
			}
		}
		for k, is := range matched(g.Document, found, g.relations()) {
			if is != insideAnother {
				rows = append(rows, signs(g.Document, &found[k]))
				right = append(right, is == matchedGold)
			}
		}
	}
	log("confidence: calibrated on %d finds", len(rows))
	return linear.FitLogistic(rows, right, 0.1)
}

// match is what became of a relation beside the gold ones.
type match uint8

const (
	unmatched match = iota
	matchedGold
	insideAnother // in the content of another relation
)

// matched tells of each relation whether it is a gold one: cue and source each touch, or lack on both sides, and the
// contents have a Dice coefficient of at least a half over their bytes. The surest choose first.
func matched(d *text.Document, found []relation, gold []goldRelation) []match {
	order := make([]int, len(found))
	outer := make([]nest.Outer, len(found))
	for i, x := range found {
		order[i] = i
		outer[i] = nest.Outer{Source: x.roles[sourceRole], Cue: x.roles[cueRole], Content: x.roles[contentRole]}
	}
	parents := nest.Arrange(outer)
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(found[b].confidence, found[a].confidence) })
	result := make([]match, len(found))
	taken := make([]bool, len(gold))
	for _, i := range order {
		if parents[i] >= 0 {
			result[i] = insideAnother
			continue
		}
		best, at := 0.5, -1
		for k, g := range gold {
			if taken[k] || !touch(found[i].roles[cueRole], g[cueRole]) || !touch(found[i].roles[sourceRole], g[sourceRole]) {
				continue
			}
			if dice := diceOf(d, found[i].roles[contentRole], g[contentRole]); dice >= best {
				best, at = dice, k
			}
		}
		if at >= 0 {
			result[i], taken[at] = matchedGold, true
		}
	}
	return result
}

// touch tells whether two roles share a token or are both absent.
func touch(a, b []text.Range) bool {
	if len(a) == 0 || len(b) == 0 {
		return len(a) == len(b)
	}
	for _, x := range a {
		for _, y := range b {
			if x.First < y.End && y.First < x.End {
				return true
			}
		}
	}
	return false
}

// diceOf is the Dice coefficient of two roles over the bytes of their tokens.
func diceOf(d *text.Document, a, b []text.Range) float64 {
	shared, all := 0, 0
	for _, x := range a {
		for i := x.First; i < x.End; i++ {
			all += d.Tokens[i].Span.Len()
			if text.Holds(b, i) {
				shared += d.Tokens[i].Span.Len()
			}
		}
	}
	for _, y := range b {
		for i := y.First; i < y.End; i++ {
			all += d.Tokens[i].Span.Len()
		}
	}
	if all == 0 {
		return 1
	}
	return float64(2*shared) / float64(all)
}
