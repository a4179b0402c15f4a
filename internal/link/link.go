package link

import (
	"errors"
	"fmt"
	"math"
	"strconv"

	"gainsay/internal/analysis/coref"
	"gainsay/internal/claim"
	"gainsay/internal/origin"
	"gainsay/internal/recall"
	"gainsay/internal/story"
	"gainsay/news"
)

// Linker links records one after the other. It is not safe for concurrent use.
type Linker struct {
	cache    *recall.Cache
	last     *recall.Table[string, int32] // the number of the last document: one row, with the key "document"
	origins  *origin.Index
	stories  *story.Index
	speakers *coref.Collection
	claims   *claim.Collection
}

// Linked is what a record is tied to. All numbers hold in the whole archive.
type Linked struct {
	Entities []int64                  // of the record's entities, in their order, from 1
	Claims   []Standing               // of the record's claims, in their order
	Reworded []Wording                // by number: of the record's claims, those that are new or have another wording from now on
	Answers  map[string][]news.Answer // by id of a statement of the record, what it answers in other documents, "d12#s3"
	Late     []Late                   // statements of earlier documents that turn out to answer one of this document
	Origin   int64                    // the text that it carries, as the number of the first document that does
	Joined   []int64                  // origins that are one with Origin from now on
	Relation origin.Relation          // to the documents before
	Like     int64                    // the number of the document whose text is most like its; 0 for [origin.New]
	Before   int64                    // the number of the version of the article that it takes the place of; 0 for none
	Story    int64                    // from 1
}

// Standing is a claim of a record.
type Standing struct {
	Number int64 // from 1; two claims of a record may be one in the archive
	Turned bool  // the record's stances are towards the opposite of the claim's wording
}

// Wording is how a claim is worded from now on.
type Wording struct {
	Number int64
	Text   string
	Turned bool // it is the opposite of the wording before: stances in earlier documents turn, those of this one stand as told
}

// Late is what a statement of an earlier document answers.
type Late struct {
	From   string // "d3#s1"
	Answer news.Answer
}

// ErrOrder is a document whose number is not higher than that of the last one that was linked.
var ErrOrder = errors.New("documents are linked in the order of their numbers, each once")

// New is a linker that remembers by a memory, or in RAM alone if that is nil. It loads nothing yet.
func New(memory recall.Memory) *Linker {
	cache := recall.New(memory)
	return &Linker{
		cache:    cache,
		last:     recall.NewTable[string](cache, "last", lastCodec),
		origins:  origin.NewIndexIn(cache),
		stories:  story.NewIndexIn(cache),
		speakers: coref.NewCollection(cache),
		claims:   claim.NewCollectionIn(cache),
	}
}

var lastCodec = recall.Codec[int32]{
	Version: 1,
	Write:   func(w *recall.Writer, v *int32) { w.Int(int(*v)) },
	Read:    func(r *recall.Reader, v *int32) { *v = r.Number() },
}

// Add links a record, whose claims are those of claim.Within. Document is its number in the archive, from 1, higher than that of any
// before. It changes nothing of the record and holds on to nothing of it.
//
// The error is [ErrOrder], which changes nothing, or one of the memory: then all that was added since the last [Linker.Changes]
// is lost, and every further call fails until [Linker.Forget].
func (l *Linker) Add(document int64, rec *news.Record) (Linked, error) {
	last := int32(0)
	if n := l.last.Get("document"); n != nil {
		last = *n
	}
	if err := l.cache.Err(); err != nil {
		return Linked{}, err
	}
	if document <= int64(last) || document > math.MaxInt32 {
		return Linked{}, fmt.Errorf("%w: document %d comes after document %d", ErrOrder, document, last)
	}
	number := int32(document)
	*l.last.Change("document") = number
	linked := l.link(number, rec)
	if err := l.cache.Err(); err != nil {
		return Linked{}, fmt.Errorf("linking document %d: %w", document, err)
	}
	return linked, nil
}

func (l *Linker) link(number int32, rec *news.Record) Linked {
	placed := l.origins.AddNumbered(number, &rec.Article)
	linked := Linked{Origin: int64(placed.Origin), Relation: placed.Relation, Like: int64(max(placed.Like, 0)), Before: int64(max(placed.Before, 0))}
	for _, n := range placed.Joined {
		linked.Joined = append(linked.Joined, int64(n))
	}
	if placed.Before >= 0 {
		linked.Story = int64(l.stories.AddVersion(number, int32(placed.Before), &rec.Article)) + 1
	} else {
		linked.Story = int64(l.stories.AddNumbered(number, &rec.Article)) + 1
	}
	speakers := coref.Outline(rec)
	said := claim.Outline(rec)
	said.ID = "d" + strconv.Itoa(int(number))
	said.Entities = l.speakers.Add(number, int32(placed.Before), &speakers)
	said.Article, said.Before = int32(placed.Article), int32(max(placed.Before, 0))
	for _, n := range said.Entities {
		linked.Entities = append(linked.Entities, int64(n)+1)
	}
	linked.take(l.claims.Link(number, &said))
	return linked
}

// take takes over what became of claims.
func (l *Linked) take(out claim.Outcome) {
	for _, s := range out.Claims {
		l.Claims = append(l.Claims, Standing{Number: int64(s.Number) + 1, Turned: s.Turned})
	}
	for _, w := range out.Reworded {
		l.Reworded = append(l.Reworded, Wording{Number: int64(w.Number) + 1, Text: w.Text, Turned: w.Turned})
	}
	l.Answers = out.Answers
	for _, late := range out.Late {
		l.Late = append(l.Late, Late(late))
	}
}

// Changes gives the rows that were changed since the last call, to be written in one transaction with what [Linker.Add] told. They
// count as written from then on: if the transaction fails, [Linker.Forget] has to follow. There are none where the linker remembers
// in RAM alone.
func (l *Linker) Changes() []recall.Row { return l.cache.Changes() }

// Forget takes back all that the memory does not have: after a transaction that failed, or an error of [Linker.Add]. The documents
// are to be added again. A linker that remembers in RAM alone forgets everything.
func (l *Linker) Forget() { l.cache.Forget() }
