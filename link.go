package gainsay

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"sync"
	"sync/atomic"

	"gainsay/internal/analysis/coref"
	"gainsay/internal/claim"
	"gainsay/internal/record"
	"gainsay/internal/stream"
	"gainsay/news"
)

// ExtractLinked is [Reader.Extract] over one collection: an entity id or a claim id is one entity or claim in all records
// that come out. It reads the whole stream before it writes anything, since the last document may tell who speaks in the
// first. Meanwhile the records lie in a temporary file, which grows as large as what is written in the end; in memory it
// keeps of each document the names of its speakers and the words of its claims.
func (r *Reader) ExtractLinked(ctx context.Context, in io.Reader, out io.Writer, workers int) (Summary, error) {
	return extractLinked(ctx, in, out, workers, r.Read)
}

func extractLinked(ctx context.Context, in io.Reader, out io.Writer, workers int, read readFunc) (sum Summary, err error) {
	spill, err := os.CreateTemp("", "gainsay-link-*.jsonl")
	if err != nil {
		return Summary{}, fmt.Errorf("linking keeps its records in a temporary file (TMPDIR says where): %w", err)
	}
	defer func() { err = errors.Join(err, spill.Close(), os.Remove(spill.Name())) }()
	var all collection
	if sum, err = extract(ctx, in, spill, workers, read, all.add); err != nil {
		return sum, err
	}
	if _, err := spill.Seek(0, io.SeekStart); err != nil {
		return sum, fmt.Errorf("linking reads its temporary file again: %w", err)
	}
	ids := all.link()
	var lost atomic.Int64
	limits := stream.Limits{Workers: workers, MaxLine: longestRecord}
	err = stream.Lines(ctx, spill, out, limits, func(_ context.Context, line stream.Line) []byte {
		relinked, err := ids.relink(line)
		if err != nil {
			lost.Add(1)
			return EncodeError(nil, fmt.Errorf("%w: %w", ErrInternal, err))
		}
		return relinked
	})
	sum.Failed += int(lost.Load())
	return sum, err
}

// longestRecord is how many bytes a line may have in the temporary file: a document of 32 MiB with all that was found in it.
const longestRecord = 1 << 30

// collection is what linking needs to know of the records of a run. Records may be added by several goroutines at once.
type collection struct {
	mu   sync.Mutex
	kept []gist
}

// gist is what it needs to know of one; of a document that could not be read nothing but its line.
type gist struct {
	line    int // of the input
	outline coref.Document
	claims  claim.Document
}

// add notes what became of an input line: a record, or nil for an error.
func (c *collection) add(line int, rec *news.Record) {
	g := gist{line: line}
	if rec != nil {
		g.outline, g.claims = coref.Outline(rec), claim.Outline(rec)
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.kept = append(c.kept, g)
}

// link finds out which entities are one, and which claims. Numbers follow the order of the input, however many workers read it.
func (c *collection) link() linked {
	slices.SortFunc(c.kept, func(a, b gist) int { return cmp.Compare(a.line, b.line) })
	documents := make([]coref.Document, len(c.kept))
	claims := make([]claim.Document, len(c.kept))
	for i, g := range c.kept {
		documents[i], claims[i] = g.outline, g.claims
	}
	l := linked{entities: coref.Across(documents)}
	for i := range claims {
		claims[i].Entities = l.entities[i]
	}
	l.claims = claim.Across(claims)
	return l
}

// linked is how the entities and claims of a collection are numbered, record by record; a document that could not be read
// counts as one that has none.
type linked struct {
	entities [][]int        // of each record, the numbers of its entities from 0
	claims   []claim.Linked // of each record
}

// relink gives a line of the temporary file the ids that hold in the whole collection.
func (l linked) relink(line stream.Line) ([]byte, error) {
	if line.TooLong {
		return nil, fmt.Errorf("a record is longer than %d bytes", longestRecord)
	}
	rec, err := record.Decode(line.Text)
	var failure *record.Failure
	switch {
	case errors.As(err, &failure):
		return append(line.Text, '\n'), nil
	case err != nil:
		return nil, err
	}
	l.rename(&rec, line.Number-1)
	return Encode(&rec)
}

// rename changes the ids of a record's entities and claims, wherever they stand.
func (l linked) rename(rec *news.Record, number int) {
	entities := map[string]string{"": ""}
	for i := range rec.Entities {
		e := &rec.Entities[i]
		entities[e.ID] = fmt.Sprintf("e%d", l.entities[number][i]+1)
		e.ID = entities[e.ID]
	}
	l.claims[number].Apply(rec, func(n int) string { return fmt.Sprintf("c%d", n+1) })
	for i := range rec.Statements {
		if s := &rec.Statements[i]; s.Source != nil {
			s.Source.Entity = entities[s.Source.Entity]
		}
	}
}
