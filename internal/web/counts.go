package web

import (
	"context"
	"fmt"
	"sync"
	"time"

	lru "github.com/hashicorp/golang-lru/v2"
	"golang.org/x/sync/singleflight"

	"gainsay/internal/web/view"
	"gainsay/news"
)

const (
	mostCounts  = 2000
	countsStand = 5 * time.Second // for so long counts may be behind the ledger
	countsTake  = 30 * time.Second
)

// counts keeps what was counted. While the ledger grows, counting goes on at every few seconds only: it costs more than a page, and nobody
// needs its last digit. It is safe for concurrent use.
type counts struct {
	now    func() time.Time
	done   *lru.Cache[countKey, any]
	flight singleflight.Group

	mu     sync.Mutex
	length map[bool]lengthAt // by whether the public asks
}

type lengthAt struct {
	length int64
	at     time.Time
}

// countKey is what was counted, and how long the log was.
type countKey struct {
	public bool
	length int64
	query  news.Query
	today  news.Day // for a tally; "" for facets
}

func newCounts(now func() time.Time) *counts {
	done, _ := lru.New[countKey, any](mostCounts) // fails only for a size that is none
	return &counts{now: now, done: done, length: map[bool]lengthAt{}}
}

// facets counts what a query matches.
func (c *counts) facets(ctx context.Context, archive view.Archive, public bool, q news.Query) (news.Facets, error) {
	q.Cursor, q.Limit, q.ByRelevance = "", 0, false
	return tallied(ctx, c, archive, countKey{public: public, query: q}, func(ctx context.Context) (news.Facets, error) { return archive.Facets(ctx, q) })
}

// tally counts what the ledger begins with.
func (c *counts) tally(ctx context.Context, archive view.Archive, public bool, today news.Day) (news.Tally, error) {
	return tallied(ctx, c, archive, countKey{public: public, today: today}, func(ctx context.Context) (news.Tally, error) { return archive.Tally(ctx, today) })
}

// tallied is what was counted under a key, or is counted now: once, however many wait for it.
func tallied[T any](ctx context.Context, c *counts, archive view.Archive, key countKey, count func(context.Context) (T, error)) (T, error) {
	var none T
	var err error
	if key.length, err = c.lengthNow(ctx, archive, key.public); err != nil {
		return none, err
	}
	if found, ok := c.done.Get(key); ok {
		return found.(T), nil
	}
	// Whoever asked first may go away while others wait.
	apart, cancel := context.WithTimeout(context.WithoutCancel(ctx), countsTake)
	defer cancel()
	found, err, _ := c.flight.Do(fmt.Sprint(key), func() (any, error) {
		found, err := count(apart)
		if err == nil {
			c.done.Add(key, found)
		}
		return found, err
	})
	if err != nil {
		return none, err
	}
	return found.(T), nil
}

// lengthNow is how long the log was a few seconds ago or less.
func (c *counts) lengthNow(ctx context.Context, archive view.Archive, public bool) (int64, error) {
	c.mu.Lock()
	last, ok := c.length[public]
	c.mu.Unlock()
	if now := c.now(); ok && now.Sub(last.at) < countsStand {
		return last.length, nil
	}
	length, err := archive.Length(ctx)
	if err != nil {
		return 0, err
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.length[public] = lengthAt{length, c.now()}
	return length, nil
}
