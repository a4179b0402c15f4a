package claim

import "math"

// unseen is how many documents a collection is taken to have had before its first, in each of which other words stood: so that rare
// words weigh more than frequent ones from the start.
const unseen = 50

// weight is how much a stem tells by its rarity in the collection.
func (c *Collection) weight(stem string) float64 {
	in := 0
	if held := c.holding[stem]; held != nil {
		in = held.all
	}
	return math.Log(float64(len(c.documents)+unseen+1) / float64(in+1))
}

// value is how much a stem tells of what a document is about.
func (c *Collection) value(t count) float64 {
	v := c.weight(t.stem) * (1 + math.Log(float64(t.n)))
	if t.name {
		return 1.5 * v
	}
	return v
}

// sameMatter is how alike two documents about one matter are at least.
const sameMatter = 0.2

// alike is the cosine of what two documents are about.
func (c *Collection) alike(a, b *profile) float64 {
	var dot, ofA, ofB float64
	i, j := 0, 0
	for i < len(a.context) || j < len(b.context) {
		switch {
		case j == len(b.context) || i < len(a.context) && a.context[i].stem < b.context[j].stem:
			ofA += square(c.value(a.context[i]))
			i++
		case i == len(a.context) || b.context[j].stem < a.context[i].stem:
			ofB += square(c.value(b.context[j]))
			j++
		default:
			x, y := c.value(a.context[i]), c.value(b.context[j])
			ofA, ofB, dot = ofA+x*x, ofB+y*y, dot+x*y
			i, j = i+1, j+1
		}
	}
	if dot == 0 {
		return 0
	}
	return dot / math.Sqrt(ofA*ofB)
}

func square(x float64) float64 { return x * x }

// joins is the score from which on two sketches are taken for one claim.
const joins = 0.0

// same is how much speaks for a sketch being of a claim: the mean of the two documents that speak for it most.
func (c *Collection) same(s *Sketch, x *known, near map[int32]float64) float64 {
	first, second := math.Inf(-1), math.Inf(-1)
	for _, a := range x.sketches {
		alike, ok := near[a.document]
		if !ok {
			continue
		}
		v := c.score(s, a.sketch, alike)
		if v > first {
			first, second = v, first
		} else {
			second = max(second, v)
		}
	}
	if math.IsInf(second, -1) {
		return first
	}
	return (first + second) / 2
}

// score is the log-odds that two sketches in documents about one matter are of one claim.
func (c *Collection) score(a, b *Sketch, alike float64) float64 {
	f := c.features(a, b, alike)
	disputed := a.disputing > 0 || b.disputing > 0
	if f[3] < leastShared/2 && !(disputed && f[3] >= 0.5) && !(a.works && b.works) {
		return math.Inf(-1)
	}
	sum := bias
	for i, w := range weights {
		sum += w * f[i]
	}
	return sum
}

const bias = -4.2

var weights = [...]float64{2, 3, 1, 0.4, 0.75, 0, 0.6, 0.5, 1, 1.2, -0.3}

// features compares two sketches.
func (c *Collection) features(a, b *Sketch, alike float64) [11]float64 {
	like, shared := 0.0, 0.0
	for _, p := range a.wordings {
		for _, q := range b.wordings {
			l, s, _ := p.Likeness(q)
			like, shared = max(like, l), max(shared, s)
		}
	}
	plain, global := c.cosine(a, b)
	return [11]float64{like, plain, global, min(shared, 4) / 2, yes(a.disputing > 0 && b.disputing > 0), yes(a.disputing > 0 || b.disputing > 0),
		math.Log(float64(min(a.members, b.members))), math.Log(float64(max(a.members, b.members))),
		yes(a.early && b.early), yes(a.works && b.works), yes(a.works != b.works)}
}

func yes(b bool) float64 {
	if b {
		return 1
	}
	return 0
}

// core sums the core terms of a sketch's wordings.
func (s *Sketch) core() map[string]float64 {
	v := map[string]float64{}
	for _, p := range s.wordings {
		for _, t := range p.Terms {
			if t.Core {
				v[t.Stem] += t.weight() / float64(len(s.wordings))
			}
		}
	}
	return v
}

// cosine is that of the words in the core of two sketches, all counting alike and by rarity.
func (c *Collection) cosine(a, b *Sketch) (plain, rare float64) {
	var dot, ofA, ofB, rareDot, rareA, rareB float64
	x, y := a.core(), b.core()
	for stem, v := range x {
		w := c.weight(stem)
		ofA, rareA = ofA+v*v, rareA+v*v*w*w
		if u, ok := y[stem]; ok {
			dot, rareDot = dot+u*v, rareDot+u*v*w*w
		}
	}
	for stem, u := range y {
		w := c.weight(stem)
		ofB, rareB = ofB+u*u, rareB+u*u*w*w
	}
	if dot == 0 {
		return 0, 0
	}
	return dot / math.Sqrt(ofA*ofB), rareDot / math.Sqrt(rareA*rareB)
}
