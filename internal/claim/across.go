package claim

import (
	"cmp"
	"slices"

	"gainsay/internal/recall"
	"gainsay/news"
)

// Collection is the claims of many documents, in the order in which they are added. Statements on one proposition form one claim,
// whoever makes them, wherever, and whatever their stance.
//
// A document is first held against those that are about the same matter: an index of stems finds them, the rarest stems first and
// of each a bounded number of the latest documents. Then each of its claims is held against the claims of those (see likeness.go). So
// the cost of a document grows with its own length and not with the collection.
type Collection struct {
	stored    bool // rows lie in a memory
	total     *recall.Table[string, total]
	documents *recall.Table[int32, profile]  // by number
	sketches  *recall.Table[int32, []Sketch] // of each document, of its first claims
	holding   *recall.Table[string, posting] // by stem
	claims    *recall.Table[int32, known]    // by number
}

// NewCollection makes an empty one, which keeps all in memory.
func NewCollection() *Collection { return NewCollectionIn(recall.New(nil)) }

// NewCollectionIn is a collection whose rows are those of a cache.
func NewCollectionIn(cache *recall.Cache) *Collection {
	return &Collection{
		stored:    cache.Stored(),
		total:     recall.NewTable[string](cache, "claims", totalCodec),
		documents: recall.NewTable[int32](cache, "matter", profileCodec),
		sketches:  recall.NewTable[int32](cache, "sketch", sketchesCodec),
		holding:   recall.NewTable[string](cache, "stem", postingCodec),
		claims:    recall.NewTable[int32](cache, "claim", knownCodec),
	}
}

// total counts what there is, other versions of an article aside: one row, with the key "all".
type total struct{ documents, claims int32 }

// profile is what is kept of a document besides its sketches.
type profile struct {
	day     news.Day
	context []count
	squares float64 // what the values of the context summed up to, squared, when the document came
	claims  []int32 // numbers
}

// posting is the documents that a stem is among the foremost of: how many, and the latest of them.
type posting struct {
	all    int
	latest []int32
}

// known is a claim of the collection: its appearances, the first and the latest, and, where it goes on, how it stands (see fold.go).
type known struct {
	appearances []appearance
	text        string // its wording
	turned      bool   // which is the opposite of what the sketch says that it was taken from
	voices      []voice
}

// appearance is a claim as one document has it.
type appearance struct {
	document int32
	place    int32 // among the document's claims
	article  int32 // see [Document]
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
	return c.add(c.total.Change("all").documents, d)
}

// add is Add for a document that has a number.
func (c *Collection) add(number int32, d *Document) []int {
	total := c.total.Change("all")
	m := c.matter(d.context, total.documents)
	candidates := c.candidates(c.neighbours(m), d.Day)
	numbers := make([]int, len(d.Claims))
	for k := range d.Claims {
		numbers[k] = -1
		if k < mostClaims {
			numbers[k] = find(&d.Claims[k], candidates)
		}
		if numbers[k] < 0 {
			numbers[k] = inDocument(d, k, numbers)
		}
		if numbers[k] < 0 {
			numbers[k] = int(total.claims)
			total.claims++
			c.claims.Make(int32(numbers[k]))
		}
	}
	if d.Before == 0 {
		total.documents++
	}
	*c.sketches.Make(number) = d.Claims[:min(len(d.Claims), mostClaims)]
	p := c.documents.Make(number)
	*p = profile{day: d.Day, context: d.context, squares: m.squares}
	for k, claim := range numbers {
		p.claims = append(p.claims, int32(claim))
		if k < mostClaims {
			c.claims.Change(int32(claim)).add(appearance{number, int32(k), d.Article})
		}
	}
	c.index(number, d)
	return numbers
}

// inDocument is the claim of the same document that its claim k is, one of the two being denied only; -1: none.
func inDocument(d *Document, k int, numbers []int) int {
	best, most := -1, joins
	for j := max(0, k-mostWithin); j < k; j++ {
		if !d.Claims[j].onlyDenied() && !d.Claims[k].onlyDenied() {
			continue
		}
		if v := score(&d.Claims[k], &d.Claims[j], 1); v > most {
			best, most = numbers[j], v
		}
	}
	return best
}

// onlyDenied tells whether some deny or doubt a claim and nobody puts it forward.
func (s *Sketch) onlyDenied() bool { return s.disputing > 0 && s.asserting == 0 }

// add remembers an appearance. A version of an article takes the place of the earlier ones.
func (x *known) add(a appearance) {
	if a.article != 0 {
		x.appearances = slices.DeleteFunc(x.appearances, func(b appearance) bool { return b.article == a.article && b.document != a.document })
	}
	if len(x.appearances) == mostAppearances {
		x.appearances = slices.Delete(x.appearances, mostAppearances/2, mostAppearances/2+1)
	}
	x.appearances = append(x.appearances, a)
}

// index remembers a document under the stems that tell what it is about. A version of an article takes the place of the one before.
func (c *Collection) index(number int32, d *Document) {
	for _, t := range d.context {
		p := c.holding.Change(t.stem)
		at := -1
		if d.Before != 0 {
			at = slices.Index(p.latest, d.Before)
		}
		switch {
		case at >= 0:
			p.latest = slices.Delete(p.latest, at, at+1)
		default:
			p.all++
			if len(p.latest) == mostLatest {
				p.latest = slices.Delete(p.latest, 0, 1)
			}
		}
		p.latest = append(p.latest, number)
	}
}

// matter is what a document is about, with the weight and the value of each stem as they are when it comes.
type matter struct {
	documents int32 // how many there were before
	context   []count
	weights   []float64
	values    []float64
	squares   float64 // of the values, their sum
}

func (c *Collection) matter(context []count, documents int32) *matter {
	for _, t := range context {
		c.holding.Want(t.stem)
	}
	m := &matter{documents: documents, context: context, weights: make([]float64, len(context)), values: make([]float64, len(context))}
	for i, t := range context {
		m.weights[i] = c.weight(t.stem, documents)
		m.values[i] = t.value(m.weights[i])
		m.squares += square(m.values[i])
	}
	return m
}

// neighbours finds the documents about the same matter.
func (c *Collection) neighbours(m *matter) (near []neighbour) {
	type look struct {
		weight float64
		latest []int32
	}
	var looks []look
	for i, t := range m.context {
		if held := c.holding.Get(t.stem); held != nil {
			looks = append(looks, look{m.values[i], held.latest})
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
	found = found[:min(len(found), mostNeighbours)]
	c.documents.Want(found...)
	for _, d := range found {
		p := c.documents.Get(d)
		if p == nil {
			continue
		}
		if alike := c.alike(m, p); alike >= sameMatter {
			near = append(near, neighbour{p.claims, alike})
		}
	}
	return near
}

// neighbour is the claims of a document and how alike another document is to it.
type neighbour struct {
	claims []int32
	alike  float64
}

// candidate is a claim, its appearances, and how alike another document is to the most similar one that has it.
type candidate struct {
	claim int32
	alike float64
	shown []shown
}

// shown is an appearance, and how far its document is from another one in time; see [weeks].
type shown struct {
	sketch *Sketch
	weeks  float64
}

// candidates lists the claims of documents, in the order of their numbers, for a document of a day.
func (c *Collection) candidates(near []neighbour, day news.Day) []candidate {
	var list []candidate
	for _, n := range near {
		for _, k := range n.claims[:min(len(n.claims), mostClaims)] {
			list = append(list, candidate{claim: k, alike: n.alike})
		}
	}
	slices.SortFunc(list, func(a, b candidate) int { return cmp.Or(cmp.Compare(a.claim, b.claim), cmp.Compare(b.alike, a.alike)) })
	list = slices.CompactFunc(list, func(a, b candidate) bool { return a.claim == b.claim })
	for _, k := range list {
		c.claims.Want(k.claim)
	}
	for _, k := range list {
		if x := c.claims.Get(k.claim); x != nil {
			for _, a := range x.appearances {
				c.documents.Want(a.document)
				c.sketches.Want(a.document)
			}
		}
	}
	apart := map[int32]float64{}
	for i := range list {
		x := c.claims.Get(list[i].claim)
		if x == nil {
			continue
		}
		for _, a := range x.appearances {
			sketch, p := c.sketch(a), c.documents.Get(a.document)
			if sketch == nil || p == nil {
				continue
			}
			w, ok := apart[a.document]
			if !ok {
				w = weeks(day, p.day)
				apart[a.document] = w
			}
			list[i].shown = append(list[i].shown, shown{sketch, w})
		}
	}
	return list
}

// sketch is the claim as it appeared; nil if it is not known any more.
func (c *Collection) sketch(a appearance) *Sketch {
	if list := c.sketches.Get(a.document); list != nil && int(a.place) < len(*list) && a.place >= 0 {
		return &(*list)[a.place]
	}
	return nil
}

// find is the claim among the candidates that a sketch is, or -1.
func find(s *Sketch, candidates []candidate) int {
	best, most := -1, joins
	for _, k := range candidates {
		if v := same(s, k.shown, k.alike); v > most {
			best, most = int(k.claim), v
		}
	}
	return best
}
