package origin

import (
	"cmp"
	"slices"

	"gainsay/internal/recall"
	"gainsay/news"
)

// Index holds articles and tells which are of one origin. Articles get numbers from 0 in the order in which they are added, or those
// that the caller gives them, which rise. It keeps no text: about four bytes a word, up to 1,024 words an article, and three times as
// much for looking up. It is not safe for concurrent use.
type Index struct {
	next      int32                          // number, unless the caller gives them
	documents *recall.Table[int32, document] // by number
	holding   *recall.Table[uint32, []int32] // of each sampled run, the last documents that have it
	byAddress *recall.Table[uint64, int32]   // the last document of an address
	byTitle   *recall.Table[uint64, int32]   // the last document of a publisher and title
	bonds     *recall.Table[int32, bond]     // by number
}

// document is what is kept of an article.
type document struct {
	runs
	imprint
}

// NewIndex is an index that holds nothing, and keeps all in memory.
func NewIndex() *Index { return NewIndexIn(recall.New(nil)) }

// NewIndexIn is an index whose rows are those of a cache.
func NewIndexIn(cache *recall.Cache) *Index {
	return &Index{
		documents: recall.NewTable[int32](cache, "text", documentCodec),
		holding:   recall.NewTable[uint32](cache, "run", holdingCodec),
		byAddress: recall.NewTable[uint64](cache, "address", numberCodec),
		byTitle:   recall.NewTable[uint64](cache, "title", numberCodec),
		bonds:     recall.NewTable[int32](cache, "bond", bondCodec),
	}
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
	Like     int   // the number of the document that it is most like; -1 for [New]
	Shared   int   // how many percent of the shorter one's runs of words the two have in common
	Article  int   // the number of the first version of the article; its own if it is the first
	Before   int   // the number of the version added before it; -1 if it is the first
	Joined   []int // origins, as Origin names them, that are one with this one from now on
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
	x.next++
	return x.AddNumbered(x.next-1, article)
}

// AddNumbered is [Index.Add] for an article that has its number, higher than that of any before, from elsewhere.
func (x *Index) AddNumbered(number int32, article *news.Article) Placement {
	d := document{runs: runsOf(wordsOf(article.Text)), imprint: imprintOf(article)}
	sample := d.sample()
	found := x.candidates(&d, sample)
	*x.documents.Make(number) = d
	alone := make([]int32, len(sample)) // most runs are nobody else's: one piece of memory for all
	for i, run := range sample {
		list := x.holding.Change(run)
		switch len(*list) {
		case 0:
			*list = alone[i : i : i+1]
		case mostPostings:
			*list = slices.Delete(*list, 0, 1)
		}
		*list = append(*list, number)
	}
	for _, address := range d.addresses {
		*x.byAddress.Change(address) = number
	}
	if d.signature != 0 {
		*x.byTitle.Change(d.signature) = number
	}
	return x.place(number, &d, found)
}

// candidates are documents that may be of one origin with d, without repeats.
func (x *Index) candidates(d *document, sample []uint32) []int32 {
	x.holding.Want(sample...)
	x.byAddress.Want(d.addresses...)
	if d.signature != 0 {
		x.byTitle.Want(d.signature)
	}
	hits := map[int32]int{}
	for _, run := range sample {
		if list := x.holding.Get(run); list != nil {
			for _, n := range *list {
				hits[n]++
			}
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
		if n := x.byAddress.Get(address); n != nil && !slices.Contains(found, *n) {
			found = append(found, *n)
		}
	}
	if d.signature != 0 {
		if n := x.byTitle.Get(d.signature); n != nil && !slices.Contains(found, *n) {
			found = append(found, *n)
		}
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
func (x *Index) place(number int32, d *document, found []int32) Placement {
	x.documents.Want(found...)
	*x.bonds.Make(number) = bond{origin: number, article: number, latest: number}
	placed := Placement{Document: int(number), Relation: New, Like: -1, Before: -1}
	var ties []tie
	for _, n := range found {
		other := x.documents.Get(n)
		if other == nil {
			continue
		}
		o := compare(d.runs, other.runs)
		if relation := relate(&d.imprint, &other.imprint, o); relation != New {
			ties = append(ties, tie{document: n, relation: relation, overlap: o})
			x.bonds.Want(n)
		}
	}
	slices.SortStableFunc(ties, func(a, b tie) int { return cmp.Compare(b.likeness(), a.likeness()) })
	for i, t := range ties {
		if t.relation == Version {
			placed.Before = max(placed.Before, x.versions(number, t.document))
		}
		near := t.resemblance() >= alike || len(d.hashes) <= len(x.documents.Get(t.document).hashes) && t.containment() >= contained
		if i == 0 || t.relation == Version || near && x.akin(ties[0].document, t.document) {
			if gone := x.join(originOf, number, t.document); gone >= 0 && gone != number {
				placed.Joined = append(placed.Joined, int(gone))
			}
		}
	}
	if len(ties) > 0 {
		placed.Relation, placed.Like, placed.Shared = ties[0].relation, int(ties[0].document), int(100*ties[0].containment()+0.5)
	}
	placed.Origin, placed.Article = x.Origin(placed.Document), int(x.first(articleOf, number))
	return placed
}

// akin tells whether two documents share enough to be of one origin by way of a third.
func (x *Index) akin(a, b int32) bool {
	return x.first(originOf, a) == x.first(originOf, b) || compare(x.documents.Get(a).runs, x.documents.Get(b).runs).containment() >= akinContained
}

// Origin is the origin of a document, as the number of the first document of it.
func (x *Index) Origin(document int) int { return int(x.first(originOf, int32(document))) }

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
