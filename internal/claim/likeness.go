package claim

import (
	"math"
	"slices"
	"strings"

	"gainsay/news"
)

// unseen is how many documents a collection is taken to have had before its first, in each of which other words stood: so that rare
// words weigh more than frequent ones from the start.
const unseen = 50

// weight is how much a stem tells by its rarity in a collection of so many documents.
func (c *Collection) weight(stem string, documents int32) float64 {
	in := 0
	if held := c.holding.Get(stem); held != nil {
		in = held.all
	}
	return math.Log(float64(documents+unseen+1) / float64(in+1))
}

// value is how much a stem of a weight tells of what a document is about.
func (t count) value(weight float64) float64 {
	v := weight * (1 + math.Log(float64(t.n)))
	if t.name {
		return 1.5 * v
	}
	return v
}

// sameMatter is how alike two documents about one matter are at least.
const sameMatter = 0.2

// alike is the cosine of what two documents are about.
func (c *Collection) alike(m *matter, p *profile) float64 {
	dot := 0.0
	for i, j := 0, 0; i < len(m.context) && j < len(p.context); {
		switch order := strings.Compare(m.context[i].stem, p.context[j].stem); {
		case order < 0:
			i++
		case order > 0:
			j++
		default:
			dot += m.values[i] * p.context[j].value(m.weights[i])
			i, j = i+1, j+1
		}
	}
	if dot == 0 {
		return 0
	}
	return dot / math.Sqrt(m.squares*c.squares(p, m.documents))
}

// squares is the sum of the squared values of a document's context. Where fetching the weights would cost, it is the one of the day on
// which the document came: weights change little, and hardly against each other.
func (c *Collection) squares(p *profile, documents int32) (sum float64) {
	if c.stored {
		return p.squares
	}
	for _, t := range p.context {
		sum += square(t.value(c.weight(t.stem, documents)))
	}
	return sum
}

func square(x float64) float64 { return x * x }

// joins is the score from which on two sketches are taken for one claim.
const joins = 0.0

// same is how much speaks for a sketch being of a claim: the mean of the two appearances that speak for it most.
func same(s *Sketch, appearances []shown, alike float64) float64 {
	first, second := math.Inf(-1), math.Inf(-1)
	for _, a := range appearances {
		v := score(s, a.sketch, alike) - apart*a.weeks
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

// apart is what each doubling of the weeks between two documents speaks against their claims being one.
const apart = 0.3

// weeks is the binary logarithm of one more than the weeks between two days; 0 if one of them is not known.
func weeks(a, b news.Day) float64 {
	x, known := a.Time()
	y, alsoKnown := b.Time()
	if !known || !alsoKnown {
		return 0
	}
	return math.Log2(1 + math.Abs(x.Sub(y).Hours())/(24*7))
}

// score is the log-odds that two sketches in documents about one matter are of one claim. Sketches that share no word but names, or
// but one word where nobody disputes either, are not.
func score(a, b *Sketch, alike float64) float64 {
	f := features(a, b)
	if f[0] == 0 && !a.sameWork(b) {
		return math.Inf(-1)
	}
	sum := bias
	part := min(1, (alike-sameMatter/2)/(surelySame-sameMatter/2))
	for i, w := range weights {
		if i >= wordFeatures {
			w *= part
		}
		sum += w * f[i]
	}
	return sum
}

const bias = -4.2

// weights of the features: about those of a logistic regression on the pairs of claims within the claim stories, with more for
// what two wordings share than there, where few words tell claims apart that other news would keep so. That of reports as a whole is
// set by hand, since only one of the stories turns on one.
var weights = [...]float64{2.6, 2.1, 0.2, 0.7, 0.5, 0.5, 1, 1.3}

// wordFeatures is how many of the features compare words. The others, what part claims play, count in full only in documents that are
// as alike as surelySame.
const (
	wordFeatures = 3
	surelySame   = 0.36
)

// features compares two sketches: by the pair of wordings that is most alike, by all their words, and by what part they play in
// their documents. The claim that a document turns on is the one that is disputed, stands early and that most speak of.
func features(a, b *Sketch) [len(weights)]float64 {
	like, shared := 0.0, 0.0
	disputed := a.disputing > 0 || b.disputing > 0
	for _, p := range a.wordings {
		for _, q := range b.wordings {
			if l, s, central := p.Likeness(q); (s >= leastShared || disputed && central >= 1 && min(p.coreWeight(), q.coreWeight()) < leastShared) && !p.contradicts(q) {
				if p.otherNames(q) {
					l *= otherNames
				}
				if l > like {
					like, shared = l, s
				}
			}
		}
	}
	return [...]float64{like, cosine(a.core(), b.core()), min(shared, 4), yes(a.disputing > 0 && b.disputing > 0),
		math.Log(float64(min(a.members, b.members))), math.Log(float64(max(a.members, b.members))), yes(a.early && b.early), yes(a.sameWork(b))}
}

// sameWork tells whether two claims are that a report as a whole is right, and of nobody else's report each.
func (s *Sketch) sameWork(o *Sketch) bool {
	return s.works && o.works && (len(s.owners) == 0 || len(o.owners) == 0 || slices.ContainsFunc(s.owners, func(owner string) bool { return slices.Contains(o.owners, owner) }))
}

func yes(b bool) float64 {
	if b {
		return 1
	}
	return 0
}

// contradicts tells whether two propositions cannot be one, however alike their words: their numbers are others, or
// who does it to whom.
func (p Proposition) contradicts(q Proposition) bool {
	if p.reversed(q) {
		return true
	}
	common, ofP, ofQ := false, false, false
	for _, t := range p.Terms {
		if t.number() {
			ofP, common = true, common || q.holds(t.Stem)
		}
	}
	for _, t := range q.Terms {
		ofQ = ofQ || t.number()
	}
	return ofP && ofQ && !common
}

// otherNames is what likeness is worth where both name somebody and nobody is named in both.
const otherNames = 0.8

// otherNames tells whether two propositions both name somebody in their core, and nobody who is named in both.
func (p Proposition) otherNames(q Proposition) bool {
	ofP, ofQ := false, false
	for _, t := range p.Terms {
		if t.Name && t.Core {
			if q.holds(t.Stem) {
				return false
			}
			ofP = true
		}
	}
	for _, t := range q.Terms {
		if t.Name && t.Core {
			if p.holds(t.Stem) {
				return false
			}
			ofQ = true
		}
	}
	return ofP && ofQ
}

// coreWeight is the sum of the weights of the core.
func (p Proposition) coreWeight() (sum float64) {
	for _, t := range p.Terms {
		sum += t.core()
	}
	return sum
}

// number tells whether a term of the core is a number.
func (t Term) number() bool { return t.Core && t.Stem[0] >= '0' && t.Stem[0] <= '9' }

// share is how much of a sketch's wordings is one stem.
type share struct {
	stem  string
	value float64
}

// core shares out the core terms of a sketch's wordings, by stem, so that the squares sum up to 1.
func (s *Sketch) core() []share {
	if s.shares != nil {
		return s.shares
	}
	for _, p := range s.wordings {
		for _, t := range p.Terms {
			if t.Core {
				s.shares = append(s.shares, share{t.Stem, t.weight()})
			}
		}
	}
	slices.SortFunc(s.shares, func(a, b share) int { return strings.Compare(a.stem, b.stem) })
	joint, squares := s.shares[:0], 0.0
	for _, x := range s.shares {
		if n := len(joint); n > 0 && joint[n-1].stem == x.stem {
			joint[n-1].value += x.value
			continue
		}
		joint = append(joint, x)
	}
	for _, x := range joint {
		squares += x.value * x.value
	}
	for i := range joint {
		joint[i].value /= math.Sqrt(squares)
	}
	s.shares = slices.Clip(joint)
	return s.shares
}

// cosine is that of two sketches' shares.
func cosine(a, b []share) (dot float64) {
	for len(a) > 0 && len(b) > 0 {
		switch c := strings.Compare(a[0].stem, b[0].stem); {
		case c < 0:
			a = a[1:]
		case c > 0:
			b = b[1:]
		default:
			dot += a[0].value * b[0].value
			a, b = a[1:], b[1:]
		}
	}
	return dot
}
