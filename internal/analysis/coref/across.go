package coref

import (
	"slices"

	"gainsay/internal/recall"
	"gainsay/news"
)

// Document is what is asked of a document to tell its speakers in others.
type Document struct {
	Entities []news.Entity
	Passages [][]uint64 // of each entity, what reports its words; see [Outline]
	Context  Context
}

// Across tells which entities of several documents are one. It gives for each entity the number of the speaker that it is, from 0
// in the order in which they turn up; no two entities of one document are the same. What ties them is
//
//   - a name that calls nobody else: a state's, a full name of a person, the name of a body that is not put together of words
//     that many bodies share;
//   - another spelling or a part of such a name, a surname, an acronym, a name like "Interior Ministry", if the two documents
//     are about the same: what names stand in their texts tells (see [Context]);
//   - for who has no name, the very same passage in two documents about the same, which are copies then.
//
// Whoever else has no name is another in every document. A name is looked up among those that share a key with it, a bounded
// number of them, so that time grows with the number of entities and no faster. Where documents come one after the other, and what
// is known of them is to outlive the process, a [Collection] does the same.
func Across(documents []Document) [][]int {
	near := library{documents: documents}
	near.weigh()
	c := newSpeakers(recall.New(nil), &near)
	for d := range documents {
		c.listStates(&documents[d])
	}
	out := make([][]int, len(documents))
	for _, sure := range []bool{true, false} { // sure names first, so that a surname finds the full name wherever that stands
		for d := range documents {
			if out[d] == nil {
				out[d] = slices.Repeat([]int{-1}, len(documents[d].Entities))
			}
			near.here = d
			c.tell(c.identities(&documents[d]), int32(d), sure, out[d])
		}
	}
	return inOrder(out)
}

// speakers is what is known of the speakers of several documents.
type speakers struct {
	tables    *lexicon
	near      surroundings
	goesOn    bool                            // documents may come that nobody has seen yet
	before    int32                           // where they do: the version that the one that is being read takes the place of; -1: none
	states    *recall.Table[string, []string] // keys of states that no table lists, by their first letters
	total     *recall.Table[string, int32]    // how many there are: one row, with the key "all"
	list      *recall.Table[int32, speaker]   // by number
	byKey     *recall.Table[uint64, []int32]  // numbers of speakers, by the keys of their names
	byPassage *recall.Table[uint64, []int32]
}

// surroundings tell how alike the document that is being read is to others.
type surroundings interface {
	want(documents []int32) // these are asked about next
	alike(document int32) float32
}

func newSpeakers(cache *recall.Cache, near surroundings) *speakers {
	return &speakers{
		tables:    tables(),
		near:      near,
		states:    recall.NewTable[string](cache, "state", statesCodec),
		total:     recall.NewTable[string](cache, "speakers", numberCodec),
		list:      recall.NewTable[int32](cache, "speaker", speakerCodec),
		byKey:     recall.NewTable[uint64](cache, "name", recentCodec),
		byPassage: recall.NewTable[uint64](cache, "passage", recentCodec),
	}
}

// speaker is one of them: its names, and some of the documents that it speaks in, the first ones and the last ones.
type speaker struct {
	identity
	documents []int32
	met       int // in how many documents
}

// How much is looked at for one name: so many speakers that share a key with it, the last ones, and of each so many documents.
const (
	mostSpeakers  = 64
	mostDocuments = 12
)

// How alike the contexts of two documents must be for one that is not sure: for a name, for no name at all, and for a name that
// several have, so many times as for the second of them.
const (
	aboutSame = 0.12
	aCopy     = 0.4
	clearly   = 1.3
)

// A text that gives but the surname of somebody without saying who that is means one whom all know: whom so many documents name in
// full, and so many times as many as anybody else of that surname.
const (
	famous = 12
	byFar  = 10
)

// identities are those of a document's entities.
func (c *speakers) identities(d *Document) []identity {
	out := make([]identity, len(d.Entities))
	for i := range out {
		out[i] = c.identity(d, i)
	}
	return out
}

// tell finds the speakers that those entities of a document are whose names are sure, or those whose names are not, and puts their
// numbers in place.
func (c *speakers) tell(identities []identity, number int32, sure bool, numbers []int) {
	here := map[int32]bool{}
	for _, n := range numbers {
		here[int32(n)] = true
	}
	for i := range identities {
		if who := &identities[i]; who.sure() == sure {
			n := c.place(who, number, here)
			here[n] = true
			numbers[i] = int(n)
		}
	}
}

// place finds the speaker that an entity of a document is, or makes a new one. It is none of those already here.
func (c *speakers) place(who *identity, document int32, here map[int32]bool) int32 {
	n := c.byName(who, here)
	if n < 0 {
		n = c.byPart(who, here)
	}
	if n < 0 && c.goesOn && who.sure() {
		n = c.byWhole(who, here)
	}
	if n < 0 {
		n = c.byWords(who, here)
	}
	if n < 0 {
		total := c.total.Change("all")
		n = *total
		*total++
		c.list.Make(n).sort = who.sort
	}
	c.register(n, who, document)
	return n
}

// byName is the speaker who bears one of the full names of an entity, or -1; of several the one that most documents have.
func (c *speakers) byName(who *identity, here map[int32]bool) int32 {
	best, most := int32(-1), 0
	for _, name := range who.full {
		for _, n := range c.recent(c.byKey, who.sort.key(name)) {
			s := c.list.Get(n)
			if s != nil && !here[n] && s.sort == who.sort && s.has(name) && (best < 0 || s.met > most) {
				best, most = n, s.met
			}
		}
	}
	return best
}

// byPart is the speaker whose name may be another form of an entity's, in a document about the same; -1 if there is none or if
// it might be several. Those of whom a full name is known go before others. An acronym that nothing explains explains itself.
func (c *speakers) byPart(who *identity, here map[int32]bool) int32 {
	var seen []int32
	var named, others likest
	alone := int32(-1) // the one who is known by the same acronym and nothing else
	keys := who.lookUps()
	c.want(keys)
	for _, key := range keys {
		for _, n := range c.recent(c.byKey, key) {
			s := c.list.Get(n)
			if s == nil || here[n] || slices.Contains(seen, n) || !s.mayBe(who) {
				continue
			}
			seen = append(seen, n)
			if len(s.full) > 0 {
				named.add(n, c.nearest(s), s.met)
				continue
			}
			others.add(n, c.nearest(s), s.met)
			if who.acronym && s.acronym {
				alone = n
			}
		}
	}
	least := float32(aboutSame)
	if who.sure() && who.sort == personSort {
		least = aboutSame / 2 // a full name spelt otherwise is seldom another's
	}
	for _, l := range []likest{named, others} {
		if l.alike >= least && l.alike >= clearly*l.second {
			return l.speaker
		}
	}
	if who.sort == personSort && !who.sure() && named.most >= famous && named.most >= byFar*named.next {
		return named.foremost
	}
	return alone
}

// likest is the speaker in the most similar context, and the one that most documents have.
type likest struct {
	speaker       int32
	alike, second float32 // how similar, and how similar that of the next one is
	foremost      int32
	most, next    int // how many documents have it, and how many the next one
}

func (l *likest) add(n int32, alike float32, met int) {
	if alike > l.alike {
		l.speaker, l.alike, l.second = n, alike, l.alike
	} else {
		l.second = max(l.second, alike)
	}
	if met > l.most {
		l.foremost, l.most, l.next = n, met, l.most
	} else {
		l.next = max(l.next, met)
	}
}

// byWhole is the speaker of whom nothing but a part of a full name is known so far, in a document about the same; -1 if there is
// none or if it might be several. Only where documents come one after the other does a part come before the whole.
func (c *speakers) byWhole(who *identity, here map[int32]bool) int32 {
	var seen []int32
	var found likest
	keys := who.parts()
	c.want(keys)
	for _, key := range keys {
		for _, n := range c.recent(c.byKey, key) {
			s := c.list.Get(n)
			if s == nil || here[n] || slices.Contains(seen, n) || len(s.full) > 0 || s.sort != who.sort || !s.isPartOf(who) {
				continue
			}
			seen = append(seen, n)
			found.add(n, c.nearest(s), s.met)
		}
	}
	if found.alike >= aboutSame && found.alike >= clearly*found.second {
		return found.speaker
	}
	return -1
}

// byWords is the speaker without a name who is reported in the same passage of a copy, or -1.
func (c *speakers) byWords(who *identity, here map[int32]bool) int32 {
	for _, passage := range who.passages {
		for _, n := range c.recent(c.byPassage, passage) {
			if s := c.list.Get(n); s != nil && !here[n] && c.nearest(s) >= aCopy {
				return n
			}
		}
	}
	return -1
}

// want has all fetched that looking up keys needs.
func (c *speakers) want(keys []uint64) {
	c.byKey.Want(keys...)
	for _, key := range keys {
		c.list.Want(c.recent(c.byKey, key)...)
	}
}

// nearest is how alike the document that is being read is to the most similar one of a speaker's.
func (c *speakers) nearest(s *speaker) float32 {
	c.near.want(s.documents)
	most := float32(0)
	for _, other := range s.documents {
		most = max(most, c.near.alike(other))
	}
	return most
}

// register notes that speaker n is an entity of a document.
func (c *speakers) register(n int32, who *identity, document int32) {
	s := c.list.Change(n)
	if at := slices.Index(s.documents, c.before); c.goesOn && at >= 0 {
		s.documents[at] = document
	} else if s.met++; len(s.documents) < mostDocuments {
		s.documents = append(s.documents, document)
	} else {
		half := mostDocuments / 2
		s.documents[half+s.met%half] = document
	}
	for _, key := range s.learn(who) {
		c.note(c.byKey, key, n)
	}
	for _, passage := range who.passages {
		c.note(c.byPassage, passage, n)
	}
}

// note adds a speaker to the list of a key, unless it is the last one there.
func (c *speakers) note(lists *recall.Table[uint64, []int32], key uint64, n int32) {
	if list := lists.Get(key); list != nil && len(*list) > 0 && (*list)[len(*list)-1] == n {
		return
	}
	list := lists.Change(key)
	if len(*list) >= 2*mostSpeakers {
		*list = slices.Clone(recentOf(*list))
	}
	*list = append(*list, n)
}

// recent is the last speakers of a key.
func (c *speakers) recent(lists *recall.Table[uint64, []int32], key uint64) []int32 {
	if list := lists.Get(key); list != nil {
		return recentOf(*list)
	}
	return nil
}

// recentOf is the last ones of a list of speakers.
func recentOf(list []int32) []int32 { return list[max(0, len(list)-mostSpeakers):] }

// inOrder numbers anew from 0 in the order of the documents.
func inOrder(numbers [][]int) [][]int {
	fresh := map[int]int{}
	for _, list := range numbers {
		for i, n := range list {
			if _, ok := fresh[n]; !ok {
				fresh[n] = len(fresh)
			}
			list[i] = fresh[n]
		}
	}
	return numbers
}
