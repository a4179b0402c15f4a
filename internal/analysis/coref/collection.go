package coref

import (
	"math"

	"gainsay/internal/recall"
	"gainsay/news"
)

// Collection tells the speakers of documents that come one after the other, as [Across] does for those that are all there: what
// comes later cannot change what was told before. In each document sure names come first, then the others. It is not safe for
// concurrent use.
type Collection struct {
	speakers *speakers
	near     *passing
}

// NewCollection is a collection whose rows are those of a cache.
func NewCollection(cache *recall.Cache) *Collection {
	near := &passing{
		seen:     recall.NewCounts[uint32](cache, "about"),
		total:    recall.NewTable[string](cache, "contexts", numberCodec),
		contexts: recall.NewTable[int32](cache, "context", contextCodec),
	}
	c := &Collection{newSpeakers(cache, near), near}
	c.speakers.goesOn = true
	return c
}

// Add takes in a document, whose number is higher than that of any before, and gives for each of its entities the number of the
// speaker that it is, from 0. Before is the number of the version of the article that it takes the place of; -1: of none.
func (c *Collection) Add(number, before int32, d *Document) []int {
	c.speakers.wantStates(d)
	c.near.read(number, before, d.Context)
	c.speakers.before = before
	c.speakers.listStates(d)
	identities := c.speakers.identities(d)
	c.speakers.wantNames(identities)
	out := make([]int, len(d.Entities))
	for i := range out {
		out[i] = -1
	}
	for _, sure := range []bool{true, false} {
		c.speakers.tell(identities, number, sure, out)
	}
	return out
}

// wantStates has those fetched that the names of a document may begin with.
func (c *speakers) wantStates(d *Document) {
	for i := range d.Entities {
		e := &d.Entities[i]
		if e.Kind == news.State {
			c.states.Want(firstLetters(key(e.Name)))
		}
		if e.Kind != news.Organisation && e.Kind != news.Group {
			continue
		}
		for _, name := range append([]string{e.Name}, e.Aliases...) {
			if fields := fieldsOf(name); len(fields) > 1 {
				c.states.Want(firstLetters(key(trimmed(fields[0]))))
			}
		}
	}
}

// wantNames has all fetched that is needed to tell who the entities of a document are, in few goes: those who bear their full names,
// and of entities that have none or whom nobody bears, those who may be called otherwise, with the surroundings of these.
func (c *speakers) wantNames(identities []identity) {
	var keys []uint64
	for i := range identities {
		who := &identities[i]
		for _, name := range who.full {
			keys = append(keys, who.sort.key(name))
		}
		c.byPassage.Want(who.passages...)
	}
	c.want(keys)
	nobody := map[int32]bool{}
	var open []*identity
	keys = nil
	for i := range identities {
		if who := &identities[i]; c.byName(who, nobody) < 0 {
			open = append(open, who)
			keys = append(append(keys, who.lookUps()...), who.parts()...)
			for _, passage := range who.passages {
				c.list.Want(c.recent(c.byPassage, passage)...)
			}
		}
	}
	c.want(keys)
	for _, who := range open {
		for _, key := range append(who.lookUps(), who.parts()...) {
			for _, n := range c.recent(c.byKey, key) {
				if s := c.list.Get(n); s != nil && (s.mayBe(who) || len(s.full) == 0 && s.sort == who.sort && s.isPartOf(who)) {
					c.near.want(s.documents)
				}
			}
		}
		for _, passage := range who.passages {
			for _, n := range c.recent(c.byPassage, passage) {
				if s := c.list.Get(n); s != nil {
					c.near.want(s.documents)
				}
			}
		}
	}
}

// unseen is how many documents a collection is taken to have had before its first, in each of which other names stood.
const unseen = 50

// passing is a collection of documents that come one after the other. Of each it knows the length of its vector as it was when it
// came: the weights of names change little from then on, and hardly against each other.
type passing struct {
	seen     recall.Counts[uint32] // in how many documents a name stands
	total    *recall.Table[string, int32]
	contexts *recall.Table[int32, weighed]
	names    Context // of the document that is being read
	weights  []float32
	norm     float32
}

// weighed is the context of a document and the length of its vector of weights.
type weighed struct {
	names Context
	norm  float32
}

// read makes a document the one that is being read. Another version of an article counts no names.
func (p *passing) read(number, before int32, names Context) {
	p.seen.Want(names...)
	total := p.total.Change("all")
	if before < 0 {
		*total++
		for _, name := range names {
			p.seen.Add(name, number)
		}
	}
	p.names, p.weights = names, p.weights[:0]
	sum := float32(0)
	for _, name := range names {
		w := rarity(float64(*total+unseen), float64(p.seen.Of(name)+1))
		p.weights = append(p.weights, w)
		sum += w
	}
	p.norm = float32(math.Sqrt(float64(sum)))
	*p.contexts.Make(number) = weighed{names, p.norm}
}

func (p *passing) want(documents []int32) { p.contexts.Want(documents...) }

// alike is the cosine of two documents' contexts.
func (p *passing) alike(document int32) float32 {
	other := p.contexts.Get(document)
	if other == nil {
		return 0
	}
	y := other.names
	sum := float32(0)
	for i := 0; i < len(p.names) && len(y) > 0; {
		switch {
		case p.names[i] < y[0]:
			i++
		case p.names[i] > y[0]:
			y = y[1:]
		default:
			sum += p.weights[i]
			i, y = i+1, y[1:]
		}
	}
	if sum == 0 || other.norm == 0 {
		return 0
	}
	return min(1, sum/(p.norm*other.norm))
}
