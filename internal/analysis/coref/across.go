package coref

import (
	"slices"

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
// number of them, so that time grows with the number of entities and no faster.
func Across(documents []Document) [][]int {
	c := collection{tables: tables(), documents: documents, byKey: map[uint64][]int32{}, byPassage: map[uint64][]int32{}}
	c.weigh()
	c.listStates()
	out := make([][]int, len(documents))
	for _, sure := range []bool{true, false} { // sure names first, so that a surname finds the full name wherever that stands
		for d := range documents {
			if out[d] == nil {
				out[d] = slices.Repeat([]int{-1}, len(documents[d].Entities))
			}
			here := map[int32]bool{}
			for _, n := range out[d] {
				here[int32(n)] = true
			}
			for i := range documents[d].Entities {
				if who := c.identity(d, i); who.sure() == sure {
					n := c.place(who, d, here)
					here[n] = true
					out[d][i] = int(n)
				}
			}
		}
	}
	return inOrder(out)
}

// collection is what is known of the speakers of several documents.
type collection struct {
	tables    *lexicon
	states    map[string][]string // keys of states that no table lists, by their first letters
	documents []Document
	weights   map[uint32]float32 // of the names in texts
	norms     []float32          // of the documents' contexts
	speakers  []speaker
	byKey     map[uint64][]int32 // numbers of speakers, by the keys of their names
	byPassage map[uint64][]int32
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

// place finds the speaker that an entity of document d is, or makes a new one. It is none of those already here.
func (c *collection) place(who identity, d int, here map[int32]bool) int32 {
	n := c.byName(&who, here)
	if n < 0 {
		n = c.byPart(&who, d, here)
	}
	if n < 0 {
		n = c.byWords(&who, d, here)
	}
	if n < 0 {
		n = int32(len(c.speakers))
		c.speakers = append(c.speakers, speaker{identity: identity{sort: who.sort}})
	}
	c.register(n, &who, d)
	return n
}

// byName is the speaker who bears one of the full names of an entity, or -1; of several the one that most documents have.
func (c *collection) byName(who *identity, here map[int32]bool) int32 {
	best := int32(-1)
	for _, name := range who.full {
		for _, n := range recentOf(c.byKey[who.sort.key(name)]) {
			s := &c.speakers[n]
			if !here[n] && s.sort == who.sort && s.has(name) && (best < 0 || s.met > c.speakers[best].met) {
				best = n
			}
		}
	}
	return best
}

// byPart is the speaker whose name may be another form of an entity's, in a document about the same; -1 if there is none or if
// it might be several. Those of whom a full name is known go before others. An acronym that nothing explains explains itself.
func (c *collection) byPart(who *identity, d int, here map[int32]bool) int32 {
	var seen []int32
	var named, others likest
	alone := int32(-1) // the one who is known by the same acronym and nothing else
	for _, key := range who.lookUps() {
		for _, n := range recentOf(c.byKey[key]) {
			s := &c.speakers[n]
			if here[n] || slices.Contains(seen, n) || !s.mayBe(who) {
				continue
			}
			seen = append(seen, n)
			if len(s.full) > 0 {
				named.add(n, c.near(s, d), s.met)
				continue
			}
			others.add(n, c.near(s, d), s.met)
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

// byWords is the speaker without a name who is reported in the same passage of a copy, or -1.
func (c *collection) byWords(who *identity, d int, here map[int32]bool) int32 {
	for _, passage := range who.passages {
		for _, n := range recentOf(c.byPassage[passage]) {
			if !here[n] && c.near(&c.speakers[n], d) >= aCopy {
				return n
			}
		}
	}
	return -1
}

// near is how alike document d is to the most similar one of a speaker's.
func (c *collection) near(s *speaker, d int) float32 {
	most := float32(0)
	for _, other := range s.documents {
		most = max(most, c.alike(d, int(other)))
	}
	return most
}

// register notes that speaker n is an entity of document d.
func (c *collection) register(n int32, who *identity, d int) {
	s := &c.speakers[n]
	if s.met++; len(s.documents) < mostDocuments {
		s.documents = append(s.documents, int32(d))
	} else {
		half := mostDocuments / 2
		s.documents[half+s.met%half] = int32(d)
	}
	for _, key := range s.learn(who) {
		if list := c.byKey[key]; len(list) == 0 || list[len(list)-1] != n {
			c.byKey[key] = append(list, n)
		}
	}
	for _, passage := range who.passages {
		if list := c.byPassage[passage]; len(list) == 0 || list[len(list)-1] != n {
			c.byPassage[passage] = append(list, n)
		}
	}
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
