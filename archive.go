package gainsay

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"path/filepath"
	"time"

	"github.com/adrg/xdg"

	"gainsay/internal/capture"
	"gainsay/internal/claim"
	"gainsay/internal/edit"
	"gainsay/internal/jobs"
	"gainsay/internal/store"
	"gainsay/news"
)

// Archive is a record that lasts: originals, articles and the ledger of their statements, in one folder or on a PostgreSQL server. It is
// safe for use by several goroutines at once, and may be open in several processes. What can be asked of it and said about it are the
// methods of [store.Store].
type Archive struct {
	*store.Store
	*Collector
	reader  *Reader
	queue   *jobs.Queue
	workers int
	current []string // the model sets whose readings are not made anew
	log     *slog.Logger
}

// ArchiveOptions choose how an archive is used. The zero value, like nil, is the default.
type ArchiveOptions struct {
	Reader  *Reader          // nil: nothing is read, the archive is only looked at and added to
	Workers int              // how many documents are read at once; 0: one for each core
	Fetch   capture.Options  // how the web is asked
	Log     *slog.Logger     // nil: nothing is told
	Now     func() time.Time // nil: time.Now

	// Reread lets [Archive.Run] and [Archive.Drain] read anew whatever another reader read. Otherwise that is done to what an older model
	// set read: of one set, both ways to read stand.
	Reread bool

	// Queued leaves new documents to be read by whoever runs [Archive.Run], in this process or in another.
	Queued bool
}

// ErrNoReader is an archive that was opened without a reader and is to read.
var ErrNoReader = errors.New("the archive was opened to be looked at only")

// DefaultArchive is the folder of the archive that is meant when none is named: gainsay in the user's data folder (XDG base directory
// specification, or what takes its place on other systems).
func DefaultArchive() string { return filepath.Join(xdg.DataHome, "gainsay") }

// Open opens the archive in a folder or at an address postgres://…, and makes it where there is none.
func Open(ctx context.Context, place string, opts *ArchiveOptions) (*Archive, error) {
	if opts == nil {
		opts = &ArchiveOptions{}
	}
	collector, err := NewCollector(opts.Fetch, opts.Now)
	if err != nil {
		return nil, err
	}
	a := &Archive{Collector: collector, reader: opts.Reader, workers: opts.Workers, log: opts.Log}
	if a.log == nil {
		a.log = slog.New(slog.DiscardHandler)
	}
	if a.reader != nil {
		a.current = a.reader.current(opts.Reread)
	}
	options := store.Options{Now: opts.Now, Log: opts.Log}
	if opts.Queued {
		options.ToRead = a.enqueue
	}
	if a.Store, err = store.Open(ctx, place, &options); err != nil {
		return nil, err
	}
	if a.queue, err = a.openQueue(ctx, place, opts); err != nil {
		return nil, errors.Join(err, a.Close())
	}
	return a, nil
}

// Claim gathers what the archive holds on a claim: who asserts, denies and doubts it, when, where, and who answered whom.
func (a *Archive) Claim(ctx context.Context, id string) (news.ClaimPage, error) {
	documents, err := a.DocumentsOf(ctx, id)
	if err != nil {
		return news.ClaimPage{}, err
	}
	var records []news.Record
	originOf := map[string]string{}
	for _, head := range documents {
		rec, err := a.Record(ctx, head.ID)
		if err != nil {
			return news.ClaimPage{}, err
		}
		records = append(records, rec)
		originOf[head.ID] = head.Origin
	}
	root, err := a.Root(ctx, id)
	if err != nil {
		return news.ClaimPage{}, err
	}
	page, ok := claim.Page(root, records, func(document string) string { return originOf[document] })
	if !ok {
		return page, fmt.Errorf("claim %s: %w", id, store.ErrUnknown)
	}
	return page, nil
}

// Edits tells what became of the statements of an article from each of its versions to the next.
func (a *Archive) Edits(ctx context.Context, document string) ([]news.Edit, error) {
	versions, err := a.Versions(ctx, document)
	if err != nil {
		return nil, err
	}
	var edits []news.Edit
	var before *news.Record
	for _, v := range versions {
		rec, err := a.Record(ctx, v.ID)
		if errors.Is(err, store.ErrFailed) || errors.Is(err, store.ErrNotYet) {
			continue // it says nothing
		}
		if err != nil {
			return nil, err
		}
		if before != nil {
			edits = append(edits, edit.Compare(before, &rec))
		}
		before = &rec
	}
	return edits, nil
}

// EditOf tells what became of the statements of an article from one version of it to another.
func EditOf(before, after *news.Record) news.Edit { return edit.Compare(before, after) }
