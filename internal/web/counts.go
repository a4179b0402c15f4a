package web

import (
	"context"
	"fmt"
	"runtime"
	"time"

	lru "github.com/hashicorp/golang-lru/v2"
	"golang.org/x/sync/singleflight"

	"gainsay/internal/web/view"
	"gainsay/news"
)

const (
	mostCounts  = 2000
	countsShare = 50               // counts stand for so many times as long as counting them takes, whatever the ledger does
	countsLate  = time.Minute      // and are shown for so long while they are counted again
	countsTake  = 30 * time.Second // at most
)

// counts keeps what was counted. While the ledger grows, counting goes on for a small part of the time only: it costs more than a page, and
// nobody needs its last digit. It is safe for concurrent use.
type counts struct {
	now    func() time.Time
	done   *lru.Cache[countKey, count]
	flight singleflight.Group
	turns  chan struct{} // whoever counts holds one: half of the processors are left to pages
}

// countKey is what is counted.
type countKey struct {
	public bool
	query  news.Query
	today  news.Day // for a tally; "" for facets
}

// count is what came out.
type count struct {
	value  any
	length int64 // of the log before
	at     time.Time
	took   time.Duration
}

func newCounts(now func() time.Time) *counts {
	done, _ := lru.New[countKey, count](mostCounts) // fails only for a size that is none
	return &counts{now: now, done: done, turns: make(chan struct{}, max(1, runtime.GOMAXPROCS(0)/2))}
}

// facets counts what a query matches. Fresh tells that this is how the ledger stands.
func (c *counts) facets(ctx context.Context, archive view.Archive, public bool, q news.Query) (f news.Facets, fresh bool, err error) {
	q.Cursor, q.Limit, q.ByRelevance = "", 0, false
	return tallied(ctx, c, archive, countKey{public: public, query: q}, func(ctx context.Context) (news.Facets, error) { return archive.Facets(ctx, q) })
}

// tally counts what the ledger begins with.
func (c *counts) tally(ctx context.Context, archive view.Archive, today news.Day) (t news.Tally, fresh bool, err error) {
	return tallied(ctx, c, archive, countKey{today: today}, func(ctx context.Context) (news.Tally, error) { return archive.Tally(ctx, today) })
}

// tallied is what was counted under a key, or is counted now: once, however many wait for it.
func tallied[T any](ctx context.Context, c *counts, archive view.Archive, key countKey, how func(context.Context) (T, error)) (value T, fresh bool, err error) {
	length, err := archive.Position(ctx)
	if err != nil {
		return value, false, err
	}
	last, ok := c.done.Get(key)
	age := c.now().Sub(last.at)
	if ok && (last.length == length || age < countsShare*last.took) {
		return last.value.(T), last.length == length, nil
	}
	done := c.flight.DoChan(fmt.Sprint(key), func() (any, error) {
		// Whoever asked first may go away while others wait.
		ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), countsTake)
		defer cancel()
		c.turns <- struct{}{}
		defer func() { <-c.turns }()
		began := c.now()
		found, err := how(ctx)
		one := count{found, length, c.now(), c.now().Sub(began)}
		if err == nil {
			c.done.Add(key, one)
		}
		return one, err
	})
	if ok && age < countsLate {
		return last.value.(T), false, nil
	}
	select {
	case one := <-done:
		if one.Err != nil {
			return value, false, one.Err
		}
		made := one.Val.(count)
		return made.value.(T), made.length == length, nil
	case <-ctx.Done():
		return value, false, ctx.Err()
	}
}
