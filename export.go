package gainsay

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"slices"
	"strconv"
	"strings"

	"gainsay/internal/export"
	"gainsay/internal/record"
	"gainsay/internal/store"
	"gainsay/news"
)

// ExportOptions say how what leaves the archive is to look. The zero value, like nil, is the default.
type ExportOptions = export.Options

// ExportFormat is one kind of file that leaves the archive.
type ExportFormat = export.Format

// ErrOneClaim is a bundle of evidence for anything but one claim.
var ErrOneClaim = errors.New("this format is for one claim: name it by its id, as claim:c9")

// ExportFormats lists the kinds of file in which the archive can be exported.
func ExportFormats() []ExportFormat { return export.Formats() }

// Export writes the statements that a query asks for, or the documents that they stand in, in a format by its name: all of them, whatever the
// query's limit. A query that asks for nothing in particular takes all documents, also those without a statement. The error is an
// [export.LeftOut] where something could not be written and all else was.
func (a *Archive) Export(ctx context.Context, out io.Writer, name string, query news.Query, opts *ExportOptions) error {
	format, err := export.Named(name)
	if err != nil {
		return err
	}
	options := ExportOptions{}
	if opts != nil {
		options = *opts
	}
	if options.Text == nil {
		options.Text = a.articles(ctx)
	}
	switch {
	case format.Entries != nil:
		options.WholeClaims = query == news.Query{Claim: query.Claim}
		return format.Entries(out, a.All(ctx, query), &options)
	case format.Documents != nil:
		return format.Documents(out, a.documents(ctx, query), &options)
	case format.Originals != nil:
		return format.Originals(out, a.originals(ctx, query), &options)
	case format.Decisions != nil:
		return format.Decisions(out, a.decisions(ctx), &options)
	}
	evidence, err := a.evidence(ctx, query)
	if err != nil {
		return err
	}
	return format.Claim(out, evidence, &options)
}

// All yields all statements that a query asks for, the latest first, whatever its limit.
func (a *Archive) All(ctx context.Context, query news.Query) iter.Seq2[news.Entry, error] {
	return func(yield func(news.Entry, error) bool) {
		query.Limit, query.ByRelevance = 500, false
		for {
			page, err := a.Statements(ctx, query)
			if err != nil {
				yield(news.Entry{}, err)
				return
			}
			for _, e := range page.Entries {
				if !yield(e, nil) {
					return
				}
			}
			if query.Cursor = page.Next; query.Cursor == "" {
				return
			}
		}
	}
}

// articles gives articles by the id of their document; the last one is kept, since statements of one come one after the other.
func (a *Archive) articles(ctx context.Context) func(string) (news.Article, error) {
	var last string
	var article news.Article
	return func(id string) (news.Article, error) {
		if id == last {
			return article, nil
		}
		found, err := a.Article(ctx, id)
		if err == nil {
			last, article = id, found
		}
		return found, err
	}
}

// documents yields the documents that hold what a query asks for, in the order of their capture.
func (a *Archive) documents(ctx context.Context, query news.Query) export.Documents {
	return func(yield func(export.Document, error) bool) {
		numbers, err := a.holding(ctx, query)
		if err != nil {
			yield(export.Document{}, err)
			return
		}
		for _, n := range numbers {
			id := "d" + strconv.Itoa(n)
			d, ok, err := a.exported(ctx, id)
			if err != nil && ctx.Err() == nil {
				err = &record.Failure{ID: &id, Reason: err.Error()} // of one document, which in the contract's format stops no other
			}
			if (ok || err != nil) && !yield(d, err) {
				return
			}
		}
	}
}

// exported is a document with its record; ok is false where it has none.
func (a *Archive) exported(ctx context.Context, id string) (d export.Document, ok bool, err error) {
	if d.Head, err = a.Document(ctx, id); err != nil || d.Head.State != news.Linked {
		return d, false, err
	}
	if d.Record, err = a.Record(ctx, id); err != nil {
		return d, false, err
	}
	d.Reviews = map[string]news.Review{}
	for e, err := range a.All(ctx, news.Query{Document: id}) {
		if err != nil {
			return d, false, err
		}
		d.Reviews[e.Statement.ID] = e.Review
	}
	return d, true, nil
}

// holding lists the numbers of the documents that hold what a query asks for.
func (a *Archive) holding(ctx context.Context, query news.Query) (numbers []int, err error) {
	query.Limit, query.Cursor = 0, ""
	if (query == news.Query{}) {
		for last := int64(0); ; {
			heads, err := a.Documents(ctx, last, 1000)
			if err != nil || len(heads) == 0 {
				return numbers, err
			}
			for _, h := range heads {
				if h.Latest {
					numbers = append(numbers, documentNumber(h.ID))
				}
			}
			last = int64(documentNumber(heads[len(heads)-1].ID))
		}
	}
	seen := map[int]bool{}
	for e, err := range a.All(ctx, query) {
		if err != nil {
			return nil, err
		}
		if n := documentNumber(e.Document.ID); !seen[n] {
			seen[n] = true
			numbers = append(numbers, n)
		}
	}
	slices.Sort(numbers)
	return numbers, nil
}

func documentNumber(id string) int {
	n, _ := strconv.Atoi(strings.TrimPrefix(id, "d")) // the archive's own ids
	return n
}

// decisions yields what people decided on statements.
func (a *Archive) decisions(ctx context.Context) export.Decisions {
	return func(yield func(export.Decision, error) bool) {
		all, err := a.Corrections(ctx, "")
		if err != nil {
			yield(export.Decision{}, err)
			return
		}
		text := a.articles(ctx)
		for _, c := range all {
			if c.Undone != 0 || c.Kind != news.Accept && c.Kind != news.Reject && c.Kind != news.Correct {
				continue
			}
			d := export.Decision{Correction: c}
			d.Read, d.Made, err = a.Decision(ctx, c)
			if err == nil {
				d.Article, err = text(d.Read.Document.ID)
			}
			if !yield(d, err) || err != nil {
				return
			}
		}
	}
}

// evidence gathers what speaks to the claim that a query names.
func (a *Archive) evidence(ctx context.Context, query news.Query) (*export.Evidence, error) {
	if query.Claim == "" || query != (news.Query{Claim: query.Claim, Limit: query.Limit}) {
		return nil, ErrOneClaim
	}
	e := &export.Evidence{Made: a.now()}
	var err error
	if e.Claim, err = a.Claim(ctx, query.Claim); err != nil {
		return nil, err
	}
	about := []string{query.Claim} // whatever somebody may have corrected
	for entry, err := range a.All(ctx, news.Query{Claim: query.Claim}) {
		if err != nil {
			return nil, err
		}
		e.Entries = append(e.Entries, entry)
		about = append(about, entry.ID)
		if entry.Speaker != nil && !slices.Contains(about, entry.Speaker.ID) {
			about = append(about, entry.Speaker.ID)
		}
	}
	for _, id := range about {
		made, err := a.Corrections(ctx, id)
		if err != nil {
			return nil, err
		}
		e.Corrections = append(e.Corrections, made...)
	}
	slices.SortFunc(e.Corrections, func(x, y news.Correction) int { return cmp.Compare(x.ID, y.ID) })
	e.Corrections = slices.CompactFunc(e.Corrections, func(x, y news.Correction) bool { return x.ID == y.ID })
	if e.Head, err = a.Head(ctx); err != nil {
		return nil, err
	}
	if e.PublicKey, err = a.PublicKey(ctx); err != nil {
		return nil, err
	}
	proofs := map[string]any{}
	for _, entry := range e.Entries {
		if proofs[entry.ID], err = a.ProofAt(ctx, entry.ID, e.Head); err != nil {
			return nil, err
		}
	}
	if e.Proofs, err = json.MarshalIndent(proofs, "", "  "); err != nil {
		return nil, err
	}
	e.Originals = a.originals(ctx, query)
	return e, nil
}

// originals yields the documents that hold what a query asks for with the bytes that they were captured as.
func (a *Archive) originals(ctx context.Context, query news.Query) iter.Seq2[export.Original, error] {
	return func(yield func(export.Original, error) bool) {
		for d, err := range a.documents(ctx, query) {
			o := export.Original{Document: d}
			if err == nil {
				o.Raw, _, err = a.Original(ctx, d.Head.ID)
			}
			var captures []news.Capture
			if err == nil {
				captures, err = a.Captures(ctx, d.Head.ID)
			}
			if err == nil && len(captures) == 0 {
				err = fmt.Errorf("document %s: %w", d.Head.ID, store.ErrUnknown)
			}
			if err == nil {
				o.Capture = captures[0]
			}
			if !yield(o, err) || err != nil {
				return
			}
		}
	}
}
