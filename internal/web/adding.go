package web

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"iter"
	"log/slog"
	"net/http"
	"os"
	"slices"
	"strings"
	"sync"
	"time"

	"gainsay"
	"gainsay/internal/web/access"
	"gainsay/news"
)

// additions are what viewers add while it is taken in, and for a while afterwards. They are safe for concurrent use.
type additions struct {
	archive *gainsay.Archive
	log     *slog.Logger
	now     func() time.Time
	life    context.Context // of all that is taken in
	turn    chan struct{}   // so many are taken in at a time
	working bool            // somebody else reads too
	running sync.WaitGroup  // for each that is taken in

	mu    sync.Mutex
	known map[string]*addition
	order []string // the oldest first
}

const (
	mostAtOnce    = 2
	mostRemember  = 200
	mostItems     = 500              // documents of one addition that are told one by one
	longestFollow = 30 * time.Minute // how long what is read elsewhere is waited for
	lookEvery     = 400 * time.Millisecond
)

// addition is what one viewer gave at one time, and what became of it.
type addition struct {
	id, by string
	began  time.Time

	mu    sync.Mutex
	items []item
	more  int // documents behind the last of items
	ended bool
	wrong error // of the archive itself
}

// item is one document, or what should have been one.
type item struct {
	place      string
	state      string
	document   string // id; "" where there is none
	title      string // of the article; "" where it is not known
	reason     string // why it failed
	statements int
	as         gainsay.KeptAs // what it was to the archive
}

// The states of an item, in their order.
const (
	stateWaiting = "waiting" // nobody has looked at it
	stateKept    = "kept"    // its original is in the archive
	stateRead    = "read"    // but not in the ledger
	stateLinked  = "linked"
	stateFailed  = "failed"
)

func newAdditions(ctx context.Context, archive *gainsay.Archive, options Options, log *slog.Logger, now func() time.Time) *additions {
	return &additions{archive: archive, log: log, now: now, life: ctx, turn: make(chan struct{}, mostAtOnce), working: options.Working, known: map[string]*addition{}}
}

// begin takes in what was given, in the background, and gives the id that it is found by. The folder is removed in the end.
func (all *additions) begin(by string, g given, folder string) string {
	one := &addition{id: rand.Text(), by: by, began: all.now()}
	for _, f := range g.files {
		one.items = append(one.items, item{place: f.place, state: stateWaiting})
	}
	for _, link := range g.links() {
		one.items = append(one.items, item{place: link, state: stateWaiting})
	}
	if text, ok := g.pasted(); ok {
		one.items = append(one.items, item{place: text.Capture.Place, state: stateWaiting})
	}
	all.mu.Lock()
	all.known[one.id] = one
	all.order = append(all.order, one.id)
	for len(all.order) > mostRemember {
		delete(all.known, all.order[0])
		all.order = all.order[1:]
	}
	all.mu.Unlock()
	all.running.Go(func() { all.take(one, g, folder) })
	return one.id
}

// find gives an addition to whoever made it, and to who may see all.
func (all *additions) find(id string, viewer access.Viewer) (*addition, bool) {
	all.mu.Lock()
	defer all.mu.Unlock()
	one, ok := all.known[id]
	return one, ok && (one.by == viewer.Name || viewer.Role.May(access.Admin))
}

// take takes in an addition place by place; what is wrong with one stops no other.
func (all *additions) take(one *addition, g given, folder string) {
	ctx := all.life
	defer func() {
		if err := os.RemoveAll(folder); err != nil {
			all.log.Warn("a temporary folder stays", "folder", folder, "error", err)
		}
	}()
	select {
	case all.turn <- struct{}{}:
	case <-ctx.Done():
		one.end(ctx.Err())
		return
	}
	err := all.takeAll(ctx, one, &g)
	<-all.turn
	if err == nil {
		err = all.follow(ctx, one)
	}
	if err != nil && ctx.Err() == nil {
		all.log.Error("adding failed", "error", err)
	}
	one.end(err)
}

func (all *additions) takeAll(ctx context.Context, one *addition, g *given) error {
	if text, ok := g.pasted(); ok {
		text.Capture.Time = all.now().UTC()
		if err := all.keep(ctx, one, text.Capture.Place, slices.Values([]gainsay.Captured{text})); err != nil {
			return err
		}
	}
	for _, f := range g.files {
		if f.failed != nil {
			one.note(f.place, item{place: f.place, state: stateFailed, reason: f.failed.Error()})
			continue
		}
		gathered := all.archive.Gather(ctx, slices.Values([]string{f.path}), gainsay.Gathering{Most: mostListed})
		if err := all.keep(ctx, one, f.place, placed(gathered, f)); err != nil {
			return err
		}
	}
	for _, link := range g.links() {
		how := gainsay.Gathering{Most: mostListed, Web: true}
		if err := all.keep(ctx, one, link, all.archive.Gather(ctx, slices.Values([]string{link}), how)); err != nil {
			return err
		}
	}
	return nil
}

// placed puts what was gathered from a temporary file at the place that the archive is to know it by.
func placed(gathered iter.Seq[gainsay.Captured], f givenFile) iter.Seq[gainsay.Captured] {
	renamed := func(at string) string {
		if rest, ok := strings.CutPrefix(at, f.path); ok {
			return f.place + rest
		}
		return at
	}
	return func(yield func(gainsay.Captured) bool) {
		for c := range gathered {
			c.Location, c.Capture.Place, c.Capture.Location, c.Capture.Through = renamed(c.Location), renamed(c.Capture.Place), renamed(c.Capture.Location), renamed(c.Capture.Through)
			if !yield(c) {
				return
			}
		}
	}
}

// keep takes in what is at one place, and reads each document as soon as it is kept.
func (all *additions) keep(ctx context.Context, one *addition, place string, documents iter.Seq[gainsay.Captured]) error {
	for kept, err := range all.archive.Add(ctx, documents) {
		if err != nil {
			return err
		}
		it := item{place: kept.Place, state: stateKept, document: kept.Document, as: kept.As}
		if kept.Err != nil {
			it.state, it.reason = stateFailed, kept.Err.Error()
		}
		one.note(place, it)
		if it.state == stateFailed {
			continue
		}
		if err := all.archive.ReadNow(ctx, kept.Document); err != nil && !errors.Is(err, gainsay.ErrNoReader) {
			return err
		}
		if it, err = all.look(ctx, it); err != nil {
			return err
		}
		one.update(it)
	}
	if ctx.Err() != nil {
		return ctx.Err()
	}
	return nil
}

// look tells how far a document has come.
func (all *additions) look(ctx context.Context, it item) (item, error) {
	head, err := all.archive.Document(ctx, it.document)
	if err != nil {
		return it, err
	}
	it.title = oneLine(head.Title)
	switch head.State {
	case news.Captured:
		it.state = stateKept
	case news.Read:
		it.state = stateRead
	case news.Failed:
		it.state, it.reason = stateFailed, head.Failure
	case news.Linked:
		rec, err := all.archive.Record(ctx, it.document)
		if err != nil {
			return it, err
		}
		it.state, it.statements = stateLinked, len(rec.Statements)
	}
	return it, nil
}

// follow waits until what was kept is in the ledger. Where nobody works on the archive, the documents before it are read here.
func (all *additions) follow(ctx context.Context, one *addition) error {
	if open := one.open(); len(open) > 0 && !all.working {
		if _, err := all.archive.Work(ctx, nil); err != nil && !errors.Is(err, gainsay.ErrNoReader) {
			return err
		}
	}
	for until := time.Now().Add(longestFollow); time.Now().Before(until); {
		for _, it := range one.open() {
			now, err := all.look(ctx, it)
			if err != nil {
				return err
			}
			one.update(now)
		}
		if len(one.open()) == 0 || !all.working {
			return nil
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(lookEvery):
		}
	}
	return nil
}

// note takes down what became of a document of a place: where it was waited for, or behind all others.
func (one *addition) note(place string, it item) {
	one.mu.Lock()
	defer one.mu.Unlock()
	i := slices.IndexFunc(one.items, func(other item) bool { return other.place == place && other.state == stateWaiting })
	switch {
	case i >= 0:
		one.items[i] = it
	case len(one.items) < mostItems:
		one.items = append(one.items, it)
	default:
		one.more++
	}
}

// update takes down how far a document has come.
func (one *addition) update(it item) {
	one.mu.Lock()
	defer one.mu.Unlock()
	for i := range one.items {
		if other := &one.items[i]; other.document == it.document {
			other.state, other.reason, other.title, other.statements = it.state, it.reason, it.title, it.statements
		}
	}
}

// open are the documents that are kept and not in the ledger yet.
func (one *addition) open() (list []item) {
	one.mu.Lock()
	defer one.mu.Unlock()
	for _, it := range one.items {
		if it.state == stateKept || it.state == stateRead {
			list = append(list, it)
		}
	}
	return list
}

func (one *addition) end(err error) {
	one.mu.Lock()
	defer one.mu.Unlock()
	one.ended = true
	if err != nil && !errors.Is(err, context.Canceled) {
		one.wrong = err
	}
}

// addingPage is how far an addition has come.
type addingPage struct {
	ID      string
	Items   []itemRow
	More    int
	Ended   bool
	Stays   bool // some document waits for somebody who reads
	Summary string
	Wrong   string
	Rows    []row // of a document that was added alone: its first statements
	Link    string
	Left    int // statements besides
}

type itemRow struct {
	Name, Title, State, Words, As, Reason, Link string
	Statements                                  int
}

// stateWords are what the states are called.
var stateWords = map[string]string{stateWaiting: "waits", stateKept: "kept, is being read", stateRead: "read, is being tied to the rest", stateLinked: "read", stateFailed: "not read"}

// asWords tell what a document was to the archive where it was not new.
var asWords = map[gainsay.KeptAs]string{"version": "a new version of an article that was here", "same": "the same article was here", "known": "was here already"}

// mostRows is how many statements the page of an addition shows.
const mostRows = 20

// adding is the page that tells what becomes of what was added.
func (s *Site) adding(r *http.Request) (page, error) {
	one, ok := s.additions.find(r.PathValue("id"), access.Of(r.Context()))
	if !ok {
		return page{}, fmt.Errorf("%w: what was added is told for a while only, to whoever added it. Its documents are in the ledger, and what failed is among the sources", errNowhere)
	}
	p := one.page()
	if len(p.Items) == 1 && p.Items[0].State == stateLinked {
		id := strings.TrimPrefix(p.Items[0].Link, documentLink(""))
		found, err := s.asked(r).Statements(r.Context(), news.Query{Document: id, Limit: 1000})
		if err != nil {
			return page{}, err
		}
		slices.Reverse(found.Entries) // as they stand in the article
		first := found.Entries[:min(mostRows, len(found.Entries))]
		p.Rows, p.Link, p.Left = rowsOf(first, ""), p.Items[0].Link, p.Items[0].Statements-len(first)
	}
	return page{template: "adding", title: "Adding", section: "/add", data: p}, nil
}

// page lays out how far the addition has come.
func (one *addition) page() addingPage {
	one.mu.Lock()
	defer one.mu.Unlock()
	p := addingPage{ID: one.id, Ended: one.ended, More: one.more}
	if one.wrong != nil {
		p.Wrong = one.wrong.Error()
	}
	count := map[string]int{}
	for _, it := range one.items {
		count[it.state]++
		row := itemRow{Name: givenName(it.place), Title: it.title, State: it.state, Words: stateWords[it.state], Reason: it.reason, Statements: it.statements, As: asWords[it.as]}
		if it.document != "" {
			row.Link = documentLink(it.document)
		}
		if one.ended && (it.state == stateKept || it.state == stateRead) {
			p.Stays, row.Words = true, map[string]string{stateKept: "kept, waits to be read", stateRead: "read, waits for documents before it"}[it.state]
		}
		p.Items = append(p.Items, row)
	}
	var parts []string
	for _, state := range []string{stateLinked, stateFailed} {
		if n := count[state]; n > 0 {
			parts = append(parts, grouped(int64(n))+" "+stateWords[state])
		}
	}
	if n := count[stateWaiting] + count[stateKept] + count[stateRead]; n > 0 {
		parts = append(parts, grouped(int64(n))+" to come")
	}
	p.Summary = counted(len(one.items)+one.more, "document", "documents") + ": " + strings.Join(parts, ", ")
	return p
}
