package gainsay

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"slices"
	"time"

	"gainsay/internal/capture"
	"gainsay/internal/jobs"
	"gainsay/internal/store"
)

// openQueue opens the archive's queue of jobs.
func (a *Archive) openQueue(ctx context.Context, place string, opts *ArchiveOptions) (*jobs.Queue, error) {
	db, server := a.Database()
	if err := jobs.Migrate(ctx, db, server); err != nil {
		return nil, err
	}
	options := jobs.Options{Readers: opts.Workers, Log: a.log}
	if !server {
		options.Enter = jobs.Folder(place)
	}
	return jobs.New(db, server, working{a}, options)
}

// enqueue leaves documents to be read by whoever works.
func (a *Archive) enqueue(ctx context.Context, tx *sql.Tx, documents []int64) error {
	return a.queue.InsertTx(ctx, tx, jobs.Read{Documents: documents})
}

// Jobs counts what is to be done and what failed.
func (a *Archive) Jobs(ctx context.Context) ([]jobs.Count, error) { return a.queue.Status(ctx) }

// Retry lets jobs that have failed for good be tried once more: those of some kinds, or all. It tells how many.
func (a *Archive) Retry(ctx context.Context, kinds ...string) (int, error) {
	return a.queue.Retry(ctx, kinds...)
}

// Run works until ctx ends: it polls feeds, fetches what they list, looks at pages again, reads and links. Several processes, also on several
// machines, may run on one archive and share the work. What is in hand when ctx ends is finished or goes back.
func (a *Archive) Run(ctx context.Context) error {
	if a.reader == nil {
		return ErrNoReader
	}
	if err := a.begin(ctx); err != nil {
		return err
	}
	return a.queue.Run(ctx)
}

// Drain reads, links and reads anew all that there is to do so now, together with whoever else works on the archive, and returns then.
func (a *Archive) Drain(ctx context.Context, progress func(waiting int)) error {
	if a.reader == nil {
		return ErrNoReader
	}
	if err := a.begin(ctx); err != nil {
		return err
	}
	if err := a.queue.Drain(ctx, progress); err != nil {
		return err
	}
	for {
		if more, err := (working{a}).Reread(ctx); err != nil || !more {
			return err
		}
	}
}

// begin makes jobs of what has none: documents that were kept by a process that died or was not to read, feeds of a restored archive, readings by
// older models. That a document has two does no harm.
func (a *Archive) begin(ctx context.Context) error {
	var all []jobs.Job
	for last := int64(0); ; {
		numbers, err := a.ToRead(ctx, last, 5000)
		if err != nil {
			return err
		}
		if len(numbers) == 0 {
			break
		}
		all = append(all, jobs.Read{Documents: numbers})
		last = numbers[len(numbers)-1]
	}
	feeds, err := a.Feeds(ctx)
	if err != nil {
		return err
	}
	for _, feed := range feeds {
		all = append(all, jobs.Feed{Number: feed.ID, At: feed.Next})
	}
	searches, err := a.Searches(ctx)
	if err != nil {
		return err
	}
	for _, one := range searches {
		for _, by := range []Channel{ByWebhook, ByEmail} {
			if one.Delivery(by).To != "" {
				all = append(all, jobs.Tell{Search: one.Name, Channel: string(by)})
			}
		}
	}
	old, err := a.ToReread(ctx, a.current, 1)
	if err != nil {
		return err
	}
	if len(old) > 0 {
		all = append(all, jobs.Reread{})
	}
	return a.queue.Insert(ctx, append(all, jobs.Link{})...)
}

// working does the jobs of an archive.
type working struct{ archive *Archive }

// Read reads documents that nobody has read yet.
func (w working) Read(ctx context.Context, documents []int64) error {
	for _, number := range documents {
		head, err := w.archive.Document(ctx, fmt.Sprintf("d%d", number))
		if err != nil {
			return gone(err)
		}
		if head.Models != "" || head.Failure != "" {
			continue // somebody was faster
		}
		if got := w.archive.readOne(ctx, number); got.trouble {
			return got.err
		}
	}
	return nil
}

// gone ends a job about something that is there no longer.
func gone(err error) error {
	if errors.Is(err, store.ErrUnknown) {
		return fmt.Errorf("%w: %w", jobs.ErrGiveUp, err)
	}
	return err
}

// Link ties what was read to the rest.
func (w working) Link(ctx context.Context) error {
	_, err := w.archive.Link(ctx, nil)
	return err
}

// Fetch captures a page and keeps it.
func (w working) Fetch(ctx context.Context, address, through string) error {
	_, err := w.look(ctx, address, through)
	return err
}

// Recheck looks at a page again.
func (w working) Recheck(ctx context.Context, place string) (time.Time, error) {
	return w.look(ctx, place, "")
}

// look captures a page, keeps it if it changed, and tells when to look again; a page is looked at again for as long as it may change.
func (w working) look(ctx context.Context, address, through string) (next time.Time, err error) {
	a := w.archive
	known, err := a.Place(ctx, address)
	if err != nil && !errors.Is(err, store.ErrUnknown) {
		return time.Time{}, err
	}
	was := err == nil
	document, err := a.fetcher.Fetch(ctx, capture.Request{Address: address, ETag: known.ETag, LastModified: known.LastModified})
	look := store.Look{Time: a.now(), Failed: err != nil}
	switch {
	case ctx.Err() != nil:
		return time.Time{}, ctx.Err()
	case err != nil && was:
		if err := a.Looked(ctx, address, look, err.Error()); err != nil {
			return time.Time{}, err
		}
		return a.nextLook(ctx, address, err)
	case err != nil:
		return time.Time{}, hopeless(err)
	case document.NotModified:
		if err := a.Looked(ctx, address, look, ""); err != nil {
			return time.Time{}, err
		}
		return a.nextLook(ctx, address, nil)
	}
	found := Captured{Source: sourceIn(document), Capture: captureOf(document), ETag: document.ETag, LastModified: document.LastModified}
	found.Capture.Through = through
	if _, err := a.Keep(ctx, []store.Found{prepare(ctx, found)}); err != nil {
		return time.Time{}, err
	}
	next, err = a.nextLook(ctx, address, nil)
	if err != nil || next.IsZero() || was {
		return next, err
	}
	return next, a.queue.Insert(ctx, jobs.Recheck{Place: address, At: next})
}

// waits is an error that tells when to come back.
type waits struct{ retry *capture.RetryError }

func (w waits) Error() string             { return w.retry.Error() }
func (w waits) Unwrap() error             { return w.retry }
func (w waits) RetryAfter() time.Duration { return w.retry.After }

// hopeless tells errors of fetching that pass from those that do not.
func hopeless(err error) error {
	var retry *capture.RetryError
	switch {
	case errors.As(err, &retry):
		return waits{retry}
	case slices.ContainsFunc([]error{capture.ErrAddress, capture.ErrPort, capture.ErrForbidden, capture.ErrRobots, capture.ErrStatus, capture.ErrRedirects, capture.ErrEncoding,
		capture.ErrTooLarge}, func(known error) bool { return errors.Is(err, known) }):
		return fmt.Errorf("%w: %w", jobs.ErrGiveUp, err)
	}
	return err
}

// nextLook is when to look at a page again, given how the last looks went; zero: never.
func (a *Archive) nextLook(ctx context.Context, address string, failure error) (time.Time, error) {
	place, err := a.Place(ctx, address)
	if err != nil {
		return time.Time{}, err
	}
	return capture.NextPageCheck(seen(place.Looks), a.now(), hints(address, 0, failure)), nil
}

func seen(looks []store.Look) []capture.Seen {
	out := make([]capture.Seen, len(looks))
	for i, l := range looks {
		out[i] = capture.Seen(l)
	}
	return out
}

func hints(address string, every time.Duration, failure error) capture.Hints {
	h := capture.Hints{Key: address, Every: every}
	var retry *capture.RetryError
	if errors.As(failure, &retry) {
		h.After = retry.After
	}
	return h
}

// Poll looks at a feed and lets what is new in it be fetched.
func (w working) Poll(ctx context.Context, number int64) (next time.Time, err error) {
	a := w.archive
	feed, err := a.Feed(ctx, number)
	if errors.Is(err, store.ErrUnknown) {
		return time.Time{}, nil // nobody watches it any more
	}
	if err != nil {
		return time.Time{}, err
	}
	document, err := a.fetcher.Fetch(ctx, capture.Request{Address: feed.Address, ETag: feed.ETag, LastModified: feed.LastModified})
	if ctx.Err() != nil {
		return time.Time{}, ctx.Err()
	}
	look := store.Look{Time: a.now(), Failed: err != nil}
	var every time.Duration
	if err == nil && !document.NotModified {
		look.Changed, every, err = a.take(ctx, &feed, document)
		look.Failed = err != nil
	}
	failure := ""
	if err != nil {
		failure = err.Error()
	}
	feed.Next = capture.NextFeedCheck(append(seen(feed.Looks), capture.Seen(look)), a.now(), hints(feed.Address, every, err))
	return feed.Next, a.Polled(ctx, feed, look, failure)
}

// mostSeen is how many addresses of a feed are remembered.
const mostSeen = 2000

// take lets the pages that a feed lists and has not listed before be fetched; changed tells whether there are any.
func (a *Archive) take(ctx context.Context, feed *store.Feed, document capture.Document) (changed bool, every time.Duration, err error) {
	read, err := capture.ReadFeed(document.Raw, document.ContentType, document.Location)
	if err != nil {
		return false, 0, err
	}
	known := map[string]bool{}
	for _, address := range feed.Seen {
		known[address] = true
	}
	var fresh []jobs.Job
	var list []string
	for _, item := range read.Items[:min(len(read.Items), mostSeen)] {
		list = append(list, item.Link)
		if !known[item.Link] {
			fresh = append(fresh, jobs.Fetch{Address: item.Link, Through: feed.Address})
		}
	}
	for _, address := range feed.Seen {
		if len(list) < mostSeen && !slices.Contains(list, address) {
			list = append(list, address)
		}
	}
	if err := a.queue.Insert(ctx, fresh...); err != nil {
		return false, 0, err // they are still new the next time
	}
	feed.Seen, feed.ETag, feed.LastModified = list, document.ETag, document.LastModified
	if read.Title != "" {
		feed.Title = read.Title
	}
	return len(fresh) > 0, read.Every, nil
}

// mostReread is how many documents a job reads anew.
const mostReread = 32

// Reread reads some documents anew that other models have read.
func (w working) Reread(ctx context.Context) (more bool, err error) {
	a := w.archive
	numbers, err := a.ToReread(ctx, a.current, mostReread)
	if err != nil || len(numbers) == 0 {
		return false, err
	}
	for _, number := range numbers {
		if got := a.readOne(ctx, number); got.trouble {
			return true, got.err
		}
	}
	return true, w.Link(ctx)
}

// ErrNoFeed is a page that is no feed and names none.
var ErrNoFeed = errors.New("this is no feed, and it names none; give the address of an RSS, Atom or JSON feed")

// Watch adds the feed at an address, or those that a page there names, to the feeds that are watched. It gives their addresses.
func (a *Archive) Watch(ctx context.Context, address string) ([]string, error) {
	document, err := a.fetcher.Fetch(ctx, capture.Request{Address: address, Direct: true})
	if err != nil {
		return nil, err
	}
	var found []string
	switch capture.Sniff(document.Raw, document.ContentType) {
	case capture.KindFeed:
		feed, err := capture.ReadFeed(document.Raw, document.ContentType, document.Location)
		if err != nil {
			return nil, err
		}
		return []string{address}, a.watch(ctx, address, feed.Title)
	case capture.KindOPML:
		return a.WatchList(ctx, document.Raw)
	}
	for _, link := range capture.FeedLinks(document.Raw, document.Location) {
		if err := a.watch(ctx, link.Address, link.Title); err != nil {
			return found, err
		}
		found = append(found, link.Address)
	}
	if len(found) == 0 {
		return nil, ErrNoFeed
	}
	return found, nil
}

// WatchList adds the feeds of an OPML file to those that are watched, and gives their addresses.
func (a *Archive) WatchList(ctx context.Context, opml []byte) ([]string, error) {
	feeds, err := capture.ReadOPML(opml)
	if err != nil {
		return nil, err
	}
	var found []string
	for _, feed := range feeds {
		if err := a.watch(ctx, feed.Address, feed.Title); err != nil {
			return found, err
		}
		found = append(found, feed.Address)
	}
	return found, nil
}

// FeedList writes the feeds that are watched as an OPML file, which any reader of feeds takes, and [Archive.WatchList] too.
func (a *Archive) FeedList(ctx context.Context, out io.Writer) error {
	feeds, err := a.Feeds(ctx)
	if err != nil {
		return err
	}
	list := make([]capture.Subscription, len(feeds))
	for i, feed := range feeds {
		list[i] = capture.Subscription{Title: cmp.Or(feed.Title, feed.Address), Address: feed.Address}
	}
	return capture.WriteOPML(out, "Feeds that Gainsay watches", list)
}

func (a *Archive) watch(ctx context.Context, address, title string) error {
	id, fresh, err := a.Store.Watch(ctx, address, title)
	if err != nil || !fresh {
		return err
	}
	return a.queue.Insert(ctx, jobs.Feed{Number: id})
}
