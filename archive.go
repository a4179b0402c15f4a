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
	explain *explainer
	queue   *jobs.Queue
	workers int
	current []string // the model sets whose readings are not made anew
	log     *slog.Logger
	telling Telling
}

// ArchiveOptions choose how an archive is used. The zero value, like nil, is the default.
type ArchiveOptions struct {
	Reader  *Reader          // nil: nothing is read, the archive is only looked at and added to
	Workers int              // how many documents are read at once; 0: one for each core
	Fetch   capture.Options  // how the web is asked
	Log     *slog.Logger     // nil: nothing is told
	Now     func() time.Time // nil: time.Now
	Tell    Telling          // how people are told of what is new

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
	a := &Archive{Collector: collector, reader: opts.Reader, workers: opts.Workers, log: opts.Log, telling: opts.Tell}
	if a.telling.Client == nil {
		a.telling.Client = capture.NewClient(nil)
	}
	if a.log == nil {
		a.log = slog.New(slog.DiscardHandler)
	}
	if a.explain, err = newExplainer(); err != nil {
		return nil, err
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
	root, err := a.Root(ctx, id)
	if err != nil {
		return news.ClaimPage{}, err
	}
	var entries []news.Entry
	for e, err := range a.All(ctx, news.Query{Claim: root}) {
		if err != nil {
			return news.ClaimPage{}, err
		}
		entries = append(entries, e)
	}
	page, ok := claim.PageOf(entries, "")
	if !ok {
		return page, fmt.Errorf("claim %s: %w", id, store.ErrUnknown)
	}
	return page, nil
}

// mostPositions is how many claims a speaker's stances are set side by side of.
const mostPositions = 50

// Positions sets side by side what a speaker said to each claim towards which he took a stance on several occasions: those that he changed before the
// others, and then by the latest. Reviewed is for what people have reviewed only.
func (a *Archive) Positions(ctx context.Context, speaker string, reviewed bool) ([]news.Position, error) {
	entries, err := a.Stances(ctx, speaker, reviewed, mostPositions)
	if err != nil {
		return nil, err
	}
	return claim.Positions(entries), nil
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

// Revisions lists what became of articles from one version to the next, the latest change first. It reads two records for each: ask for
// few at once. The errors are those of Revised.
func (a *Archive) Revisions(ctx context.Context, q news.ListQuery) (list news.RevisionList, err error) {
	pairs, next, err := a.Revised(ctx, q)
	if err != nil {
		return list, err
	}
	list.Next = next
	for _, pair := range pairs {
		r := news.Revision{Before: pair[0], After: pair[1]}
		if r.Was, err = a.Record(ctx, r.Before.ID); err != nil {
			return list, err
		}
		if r.Is, err = a.Record(ctx, r.After.ID); err != nil {
			return list, err
		}
		r.Edit, r.Marked = edit.Compare(&r.Was, &r.Is), edit.Marked(&r.Was.Article, &r.Is.Article)
		list.Revisions = append(list.Revisions, r)
	}
	return list, nil
}

// EditOf tells what became of the statements of an article from one version of it to another.
func EditOf(before, after *news.Record) news.Edit { return edit.Compare(before, after) }
