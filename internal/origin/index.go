package origin

import (
	"cmp"
	"slices"

	"gainsay/news"
)

// Index holds articles and tells which are of one origin. Articles get numbers from 0 in the order in which they are added.
// It keeps no text: about four bytes a word, up to 1,024 words an article, and as much again for looking up. It is not safe
// for concurrent use.
type Index struct {
	documents []document
	newest    map[uint32]int32 // of each sampled run, its last posting
	postings  []posting
	byAddress map[uint64]int32 // the last document of an address
	byTitle   map[uint64]int32 // the last document of a publisher and title
	origins   sets
	articles  sets // documents that are versions of one article of one outlet
}

// document is what is kept of an article.
type document struct {
	runs
	imprint
}

// posting is a document that has a run, and the posting before it that has the same run; -1 for none.
type posting struct{ document, earlier int32 }

// NewIndex is an index that holds nothing.
func NewIndex() *Index {
	return &Index{newest: map[uint32]int32{}, byAddress: map[uint64]int32{}, byTitle: map[uint64]int32{}}
}

// How much is looked at for one document: so many of the last documents that have a run, and so many of those that share most.
const (
	mostPostings   = 32
	mostCandidates = 24
)

// Placement is where an article belongs when it is added; an article added later may join two origins to one.
type Placement struct {
	Document int // its number
	Origin   int // the number of the first document of its origin
	Relation Relation
	Like     int // the number of the document that it is most like; -1 for [New]
	Shared   int // how many percent of the shorter one's runs of words the two have in common
}

// Relation is what an article is to those that were added before it.
type Relation string

// The relations: nothing of its kind is there, another outlet's copy is, another version of the same outlet's article is.
const (
	New     Relation = "new"
	Copy    Relation = "copy"
	Version Relation = "version"
)

// Add takes in an article and tells where it belongs. It holds on to nothing of the article.
func (x *Index) Add(article *news.Article) Placement {
	d := document{runs: runsOf(wordsOf(article.Text)), imprint: imprintOf(article)}
	number := int32(len(x.documents))
	sample := d.sample()
	found := x.candidates(&d, sample)
	x.documents = append(x.documents, d)
	x.origins.grow()
	x.articles.grow()
	for _, run := range sample {
		earlier, ok := x.newest[run]
		if !ok {
			earlier = -1
		}
		x.newest[run] = int32(len(x.postings))
		x.postings = append(x.postings, posting{document: number, earlier: earlier})
	}
	for _, address := range d.addresses {
		x.byAddress[address] = number
	}
	if d.signature != 0 {
		x.byTitle[d.signature] = number
	}
	return x.place(number, found)
}

// candidates are documents that may be of one origin with d, without repeats.
func (x *Index) candidates(d *document, sample []uint32) []int32 {
	hits := map[int32]int{}
	for _, run := range sample {
		at, ok := x.newest[run]
		if !ok {
			continue
		}
		for n := 0; n < mostPostings && at >= 0; n++ {
			hits[x.postings[at].document]++
			at = x.postings[at].earlier
		}
	}
	found := make([]int32, 0, len(hits))
	for n := range hits {
		found = append(found, n)
	}
	slices.SortFunc(found, func(a, b int32) int {
		if hits[a] != hits[b] {
			return hits[b] - hits[a]
		}
		return int(a - b)
	})
	found = found[:min(len(found), mostCandidates)]
	for _, address := range d.addresses {
		if n, ok := x.byAddress[address]; ok && !slices.Contains(found, n) {
			found = append(found, n)
		}
	}
	if n, ok := x.byTitle[d.signature]; ok && d.signature != 0 && !slices.Contains(found, n) {
		found = append(found, n)
	}
	return found
}

// tie is a document found to be of one origin with a new one.
type tie struct {
	document int32
	relation Relation
	overlap
}

// likeness orders ties: a version before a copy, then by how much is shared.
func (t tie) likeness() float64 {
	if t.relation == Version {
		return 2 + t.resemblance() + t.containment()
	}
	return t.resemblance() + t.containment()
}

// place puts a document with those that it is of one origin with: the one that it is most like, and others that are much like
// both. A page that strings two agencies' stories together does not make them one.
func (x *Index) place(number int32, found []int32) Placement {
	placed := Placement{Document: int(number), Relation: New, Like: -1}
	d := &x.documents[number]
	var ties []tie
	for _, n := range found {
		o := compare(d.runs, x.documents[n].runs)
		if relation := relate(&d.imprint, &x.documents[n].imprint, o); relation != New {
			ties = append(ties, tie{document: n, relation: relation, overlap: o})
		}
	}
	slices.SortStableFunc(ties, func(a, b tie) int { return cmp.Compare(b.likeness(), a.likeness()) })
	for i, t := range ties {
		other := &x.documents[t.document]
		if t.relation == Version {
			x.articles.join(number, t.document)
		}
		near := t.resemblance() >= alike || len(d.hashes) <= len(other.hashes) && t.containment() >= contained
		if i == 0 || t.relation == Version || near && x.akin(ties[0].document, t.document) {
			x.origins.join(number, t.document)
		}
	}
	if len(ties) > 0 {
		placed.Relation, placed.Like, placed.Shared = ties[0].relation, int(ties[0].document), int(100*ties[0].containment()+0.5)
	}
	placed.Origin = x.Origin(placed.Document)
	return placed
}

// akin tells whether two documents share enough to be of one origin by way of a third.
func (x *Index) akin(a, b int32) bool {
	return x.origins.first(a) == x.origins.first(b) || compare(x.documents[a].runs, x.documents[b].runs).containment() >= akinContained
}

// Origin is the origin of a document, as the number of the first document of it.
func (x *Index) Origin(document int) int { return int(x.origins.first(int32(document))) }

// How much two documents must share to be of one origin: of all their runs of words or of those of the shorter one; of the
// words outside quotation marks, since two reports of one speech share what was said; and so many runs at least, since a line
// that stands on every page is no text. What shares nearly all needs no words of its own, like a letter in full.
const (
	alike          = 0.3
	contained      = 0.5
	leastAlike     = 0.05
	leastNarration = 0.2
	nearlyAll      = 0.6
	leastRuns      = 10
)

// longPart is a part so long that it need be no half of the shorter text.
const (
	longPart          = 300
	longPartContained = 0.4
)

// relate tells what two documents are to each other, given what they share.
func relate(a, b *imprint, o overlap) Relation {
	if a.sameAddress(b) && (a.sameTitle(b) || o.containment() >= versionContained) {
		return Version
	}
	if o.shared*o.size < leastRuns {
		return New
	}
	copied := o.resemblance() >= nearlyAll ||
		o.narration() >= leastNarration && o.narrated*o.size >= leastRuns &&
			(o.resemblance() >= alike || o.containment() >= contained && o.resemblance() >= leastAlike ||
				o.narrated*o.size >= longPart && o.containment() >= longPartContained)
	switch {
	case !copied:
		return New
	case !a.samePublisher(b):
		return Copy
	case a.sameTitle(b) || a.untitled() || b.untitled() || o.resemblance() >= nearlyAll:
		return Version
	}
	return New // a paper that repeats its own background, or its own questions, does not copy itself
}

// versionContained is how much of the shorter one two documents at one address share at least.
const versionContained = 0.15

// akinContained is how much of the shorter one two documents share at least whom a third makes one origin.
const akinContained = 0.2

// sets are disjoint sets of numbers from 0, each known by its least.
type sets struct{ parent []int32 }

// grow adds the next number as a set of its own.
func (s *sets) grow() { s.parent = append(s.parent, int32(len(s.parent))) }

// first is the least number of a set.
func (s *sets) first(n int32) int32 {
	for s.parent[n] != n {
		s.parent[n] = s.parent[s.parent[n]]
		n = s.parent[n]
	}
	return n
}

// join makes the sets of two numbers one.
func (s *sets) join(a, b int32) {
	a, b = s.first(a), s.first(b)
	s.parent[max(a, b)] = min(a, b)
}
