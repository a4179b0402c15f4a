package web

import (
	"bytes"
	"context"
	"fmt"
	"hash/maphash"
	"net/http"
	"sync/atomic"
	"time"

	lru "github.com/hashicorp/golang-lru/v2"
	"golang.org/x/sync/singleflight"

	"gainsay/internal/web/access"
	"gainsay/news"
)

// mostPages is how many pages are kept as they were laid out, some 100 kB each.
const mostPages = 1000

// passingStands is how long a page is kept that is behind the ledger in something: while what is missing is counted, there is work enough.
const passingStands = 2 * time.Second

// pageCache keeps pages while the ledger stays as it is. It is safe for concurrent use.
type pageCache struct {
	pages       *lru.Cache[pageKey, laid]
	flight      singleflight.Group
	seed        maphash.Seed
	asked, kept atomic.Int64
}

// pageKey is all that a page depends on.
type pageKey struct {
	address string
	viewer  access.Viewer
	length  int64    // of the log
	day     news.Day // today
}

func newPageCache() *pageCache {
	pages, _ := lru.New[pageKey, laid](mostPages) // fails only for a size that is none
	return &pageCache{pages: pages, seed: maphash.MakeSeed()}
}

// Kept tells how many pages were asked for of those that are kept while the ledger stays as it is, and how many had been laid out before.
func (s *Site) Kept() (asked, kept int64) { return s.pages.asked.Load(), s.pages.kept.Load() }

// laid is a page as it was laid out.
type laid struct {
	body    []byte
	status  int       // of HTTP; 0: 200
	to      string    // another address of the same; "": this is it
	passing bool      // it will be otherwise when it is asked for again
	until   time.Time // it is kept so long; zero: while the ledger is as it is
}

// writeKept answers a request for a page that is kept: with what was laid out before, or with nothing where the browser has it.
func (s *Site) writeKept(w http.ResponseWriter, r *http.Request, to route) {
	key := pageKey{address: r.URL.RequestURI(), viewer: access.Of(r.Context()), day: s.today()}
	var err error
	if key.length, err = s.asked(r).Position(r.Context()); err != nil {
		s.fail(w, r, err)
		return
	}
	s.pages.asked.Add(1)
	h := w.Header()
	h.Set("Cache-Control", "private, no-cache")
	h.Set("ETag", fmt.Sprintf(`W/"%x"`, maphash.Comparable(s.pages.seed, key)))
	if r.Header.Get("If-None-Match") == h.Get("ETag") {
		s.pages.kept.Add(1)
		w.WriteHeader(http.StatusNotModified)
		return
	}
	one, ok := s.pages.pages.Get(key)
	if ok && (one.until.IsZero() || s.now().Before(one.until)) {
		s.pages.kept.Add(1)
	} else if one, err = s.layOut(r, to, key); err != nil {
		h.Del("ETag")
		s.fail(w, r, err)
		return
	}
	if one.to != "" {
		h.Del("ETag")
		http.Redirect(w, r, one.to, http.StatusSeeOther)
		return
	}
	h.Set("Content-Type", "text/html; charset=utf-8")
	if one.passing || one.status != 0 {
		h.Del("ETag")
	}
	if one.status != 0 {
		w.WriteHeader(one.status)
	}
	_, _ = w.Write(one.body) // whoever went away needs no page
}

// layOut lays a page out, once for all who ask for it at the same time.
func (s *Site) layOut(r *http.Request, to route, key pageKey) (laid, error) {
	// Whoever asked first may go away while others wait.
	ctx, cancel := context.WithTimeout(context.WithoutCancel(r.Context()), countsTake)
	defer cancel()
	r = r.WithContext(ctx)
	one, err, _ := s.pages.flight.Do(fmt.Sprint(key), func() (any, error) {
		p, err := to.page(s, r)
		if err != nil || p.to != "" {
			return laid{to: p.to}, err
		}
		var out bytes.Buffer
		if err := s.render(&out, r, p); err != nil {
			return nil, err
		}
		one := laid{body: out.Bytes(), status: p.status, passing: p.passing}
		if p.passing {
			one.until = s.now().Add(passingStands)
		}
		if p.status == 0 && r.FormValue("corrected") == "" {
			s.pages.pages.Add(key, one)
		}
		return one, nil
	})
	if err != nil {
		return laid{}, err
	}
	return one.(laid), nil
}

// today is the day in UTC.
func (s *Site) today() news.Day { return news.DayOf(s.now().UTC()) }
