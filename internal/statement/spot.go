package statement

import (
	"gainsay/internal/linear"
	"gainsay/internal/text"
)

// families part the features of the two models.
const (
	spotFamily   = 0x5107
	relateFamily = 0x3e1a
)

// roleOdds are the spotter's posterior probabilities of one token being part of a source, a cue, a content; and of
// starting a cue.
type roleOdds struct{ source, cue, content, cueStart float32 }

// spotFeatures makes the features of token i for the spotter.
func (v *view) spotFeatures(f *features, i int) []linear.Feature {
	f.reset(spotFamily)
	v.lexical(f, i)
	return f.list
}

// chainReader is a trained chain model with the buffers of one reading; it is not safe for concurrent use.
type chainReader struct {
	model   *linear.Model
	chain   *linear.Chain
	lattice linear.Lattice
	sums    []int32
	odds    []float32
	kept    []float32 // scores set aside
}

func newChainReader(m *linear.Model, c *linear.Chain) *chainReader {
	return &chainReader{model: m, chain: c, sums: make([]int32, labelCount)}
}

// spot fills odds with the spotter's posteriors of every token, a paragraph at a time.
func (r *chainReader) spot(v *view, odds []roleOdds) {
	var f features
	for _, p := range v.document.Paragraphs {
		n := p.Tokens.Len()
		r.lattice.Reset(n, labelCount)
		for k := range n {
			i := p.Tokens.First + k
			clear(r.sums)
			r.model.Table.Add(v.spotFeatures(&f, i), r.sums)
			r.enter(v, k, i)
		}
		if cap(r.odds) < n*labelCount {
			r.odds = make([]float32, n*labelCount)
		}
		r.chain.Marginals(&r.lattice, r.odds[:n*labelCount])
		for k := range n {
			odds[p.Tokens.First+k] = oddsOf(r.odds[k*labelCount : (k+1)*labelCount])
		}
	}
}

// enter puts the summed weights of token i, and what is known of it by rule, into place k of the lattice.
func (r *chainReader) enter(v *view, k, i int) {
	scores := r.lattice.Scores[k*labelCount : (k+1)*labelCount]
	for y, sum := range r.sums {
		scores[y] = float32(sum) * r.model.Header.Scale
	}
	v.bar(i, scores)
	r.lattice.Class[k] = v.edgeClass(i)
}

func oddsOf(p []float32) roleOdds {
	return roleOdds{
		source:   p[begin(sourceRole)] + p[inside(sourceRole)],
		cue:      p[begin(cueRole)] + p[inside(cueRole)],
		content:  p[begin(contentRole)] + p[inside(contentRole)],
		cueStart: p[begin(cueRole)],
	}
}

// leastCueOdds is the posterior from which a token is worth a look by the relater.
const leastCueOdds = 0.05

// anchors picks the tokens that stand for the likely cues: of each run of tokens that may be part of a cue, the
// likeliest. A run is cut where a new cue starts for sure.
func anchors(d *text.Document, odds []roleOdds) []int {
	var list []int
	best := -1
	for i := range odds {
		likely := odds[i].cue >= leastCueOdds
		if best >= 0 && (!likely || odds[i].cueStart > 0.5 || d.Tokens[i].Sentence != d.Tokens[best].Sentence) {
			list = append(list, best)
			best = -1
		}
		if likely && (best < 0 || odds[i].cue > odds[best].cue) {
			best = i
		}
	}
	if best >= 0 {
		list = append(list, best)
	}
	return list
}
