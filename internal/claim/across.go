package claim

import (
	"cmp"
	"slices"

	"gainsay/news"
)

// Collection is the claims of many documents, in the order in which they are added. Statements on one proposition form one claim,
// whoever makes them, wherever, and whatever their stance.
//
// A document is first held against those that are about the same matter: an index of stems finds them, the rarest stems first and
// of each a bounded number of the latest documents. Then each of its claims is held against the claims of those (see likeness.go). So
// the cost of a document grows with its own length and not with the collection.
type Collection struct {
	documents []profile
	holding   map[string]*posting
	claims    []*known
}

// NewCollection makes an empty one.
func NewCollection() *Collection { return &Collection{holding: map[string]*posting{}} }

// profile is what is kept of a document.
type profile struct {
	day     news.Day
	context []count
	claims  []int32 // numbers
}

// posting is the documents that a stem is among the foremost of: how many, and the latest of them.
type posting struct {
	all    int
	latest []int32
}

// known is a claim of the collection.
type known struct {
	sketches []appearance // the first and the latest
	all      int
}

// appearance is a claim as one document has it.
type appearance struct {
	document int32
	sketch   *Sketch
}

// How much is looked at for one document: so many documents for a stem, so many of its stems, so many documents about the same, so
// many appearances of a claim.
const (
	mostLatest      = 64
	mostLookedUp    = 32
	mostNeighbours  = 24
	mostAppearances = 12
	mostWithin      = 60  // claims of one document that are held against each other
	mostClaims      = 200 // claims of one document, its first, that are held against those of others
)

// Add takes a document into the collection and tells for each of its claims the number of the claim that it is, from 0; a claim
// that no document before has put forward gets the next one.
func (c *Collection) Add(d *Document) []int {
	p := profile{day: d.Day, context: d.context}
	candidates := c.candidates(c.neighbours(&p))
	numbers := make([]int, len(d.Claims))
	for k := range d.Claims {
		numbers[k] = -1
		if k < mostClaims {
			numbers[k] = c.find(&d.Claims[k], d.Day, candidates)
		}
		if numbers[k] < 0 {
			numbers[k] = c.within(d, k, numbers)
		}
		if numbers[k] < 0 {
			numbers[k] = len(c.claims)
			c.claims = append(c.claims, &known{})
		}
		p.claims = append(p.claims, int32(numbers[k]))
	}
	document := int32(len(c.documents))
	c.documents = append(c.documents, p)
	for k := range d.Claims {
		c.claims[numbers[k]].add(appearance{document, &d.Claims[k]})
	}
	c.index(document, p.context)
	return numbers
}

// within is the claim of the same document that its claim k is, one of the two being denied only; -1: none.
func (c *Collection) within(d *Document, k int, numbers []int) int {
	best, score := -1, joins
	for j := max(0, k-mostWithin); j < k; j++ {
		if !d.Claims[j].onlyDenied() && !d.Claims[k].onlyDenied() {
			continue
		}
		if v := c.score(&d.Claims[k], &d.Claims[j], 1); v > score {
			best, score = numbers[j], v
		}
	}
	return best
}

// onlyDenied tells whether some deny or doubt a claim and nobody puts it forward.
func (s *Sketch) onlyDenied() bool { return s.disputing > 0 && s.asserting == 0 }

func (x *known) add(a appearance) {
	x.all++
	if len(x.sketches) == mostAppearances {
		x.sketches = slices.Delete(x.sketches, mostAppearances/2, mostAppearances/2+1)
	}
	x.sketches = append(x.sketches, a)
}

// index remembers a document under the stems that tell what it is about.
func (c *Collection) index(document int32, context []count) {
	for _, t := range context {
		p := c.holding[t.stem]
		if p == nil {
			p = &posting{}
			c.holding[t.stem] = p
		}
		p.all++
		if len(p.latest) == mostLatest {
			copy(p.latest, p.latest[1:])
			p.latest = p.latest[:mostLatest-1]
		}
		p.latest = append(p.latest, document)
	}
}

// neighbours finds the documents about the same matter.
func (c *Collection) neighbours(p *profile) (near []neighbour) {
	type look struct {
		weight float64
		latest []int32
	}
	var looks []look
	for _, t := range p.context {
		if held := c.holding[t.stem]; held != nil {
			looks = append(looks, look{c.value(t), held.latest})
		}
	}
	slices.SortStableFunc(looks, func(a, b look) int { return cmp.Compare(b.weight, a.weight) })
	score := map[int32]float64{}
	var found []int32
	for _, l := range looks[:min(len(looks), mostLookedUp)] {
		for _, d := range l.latest {
			if score[d] == 0 {
				found = append(found, d)
			}
			score[d] += l.weight * l.weight
		}
	}
	slices.SortFunc(found, func(a, b int32) int { return cmp.Or(cmp.Compare(score[b], score[a]), cmp.Compare(b, a)) })
	for _, d := range found[:min(len(found), mostNeighbours)] {
		if alike := c.alike(p, &c.documents[d]); alike >= sameMatter {
			near = append(near, neighbour{d, alike})
		}
	}
	return near
}

// neighbour is a document and how alike another is to it.
type neighbour struct {
	document int32
	alike    float64
}

// candidate is a claim and how alike another document is to the most similar one that has it.
type candidate struct {
	claim int32
	alike float64
}

// candidates lists the claims of documents, in the order of their numbers.
func (c *Collection) candidates(near []neighbour) []candidate {
	var list []candidate
	for _, n := range near {
		claims := c.documents[n.document].claims
		for _, k := range claims[:min(len(claims), mostClaims)] {
			list = append(list, candidate{k, n.alike})
		}
	}
	slices.SortFunc(list, func(a, b candidate) int { return cmp.Or(cmp.Compare(a.claim, b.claim), cmp.Compare(b.alike, a.alike)) })
	return slices.CompactFunc(list, func(a, b candidate) bool { return a.claim == b.claim })
}

// find is the claim among the candidates that a sketch is, or -1.
func (c *Collection) find(s *Sketch, day news.Day, candidates []candidate) int {
	best, score := -1, joins
	for _, k := range candidates {
		if v := c.same(s, day, c.claims[k.claim], k.alike); v > score {
			best, score = int(k.claim), v
		}
	}
	return best
}
