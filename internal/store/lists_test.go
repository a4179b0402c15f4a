//go:build unix

package store_test

import (
	"context"
	"flag"
	"fmt"
	"testing"
	"time"

	"gainsay/internal/store"
	"gainsay/news"
)

// listsPlace is an archive to measure lists in, such as one that TestCurve left with -curveplace:
// go test ./internal/store -run NONE -bench Lists -listsplace /tmp/million
var listsPlace = flag.String("listsplace", "", "the archive that BenchmarkLists lists; default a small one that goes again")

// BenchmarkLists tells what a page of each list costs: the first, and those some way down.
func BenchmarkLists(b *testing.B) {
	place := *listsPlace
	if place == "" {
		place = smallWorld(b)
	}
	s, err := store.Open(b.Context(), place, nil)
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = s.Close() })
	claims := func(q news.ClaimQuery) lister {
		return func(ctx context.Context, cursor string) (int, string, error) {
			q.Cursor = cursor
			list, err := s.Claims(ctx, q)
			return len(list.Claims), list.Next, err
		}
	}
	speakers := func(q news.SpeakerQuery) lister {
		return func(ctx context.Context, cursor string) (int, string, error) {
			q.Cursor = cursor
			list, err := s.Speakers(ctx, q)
			return len(list.Speakers), list.Next, err
		}
	}
	for _, list := range []struct {
		name string
		page lister
	}{
		{"claims", claims(news.ClaimQuery{})}, {"contested", claims(news.ClaimQuery{Show: news.ShowContested})}, {"unanswered", claims(news.ClaimQuery{Show: news.ShowUnanswered})},
		{"words", claims(news.ClaimQuery{Text: word(3)})}, {"reviewed", claims(news.ClaimQuery{ListQuery: news.ListQuery{Reviewed: true}})},
		{"names", speakers(news.SpeakerQuery{})}, {"prefix", speakers(news.SpeakerQuery{Prefix: word(1)})}, {"none", speakers(news.SpeakerQuery{Prefix: "nobody is called so"})},
		{"latest", speakers(news.SpeakerQuery{Latest: true})}, {"states", speakers(news.SpeakerQuery{Latest: true, Kind: news.State})},
		{"stories", func(ctx context.Context, cursor string) (int, string, error) {
			list, err := s.Stories(ctx, news.ListQuery{Cursor: cursor, Limit: 20})
			return len(list.Stories), list.Next, err
		}},
		{"origins", func(ctx context.Context, cursor string) (int, string, error) {
			list, err := s.Origins(ctx, news.ListQuery{Cursor: cursor, Limit: 20})
			return len(list.Origins), list.Next, err
		}},
		{"revised", func(ctx context.Context, cursor string) (int, string, error) {
			pairs, next, err := s.Revised(ctx, news.ListQuery{Cursor: cursor, Limit: 20})
			return len(pairs), next, err
		}},
	} {
		b.Run(list.name, func(b *testing.B) { list.page.measure(b) })
	}
}

// lister gives a page of a list: how much is on it, and the cursor of the next.
type lister func(ctx context.Context, cursor string) (n int, next string, err error)

// measure takes one page after another, at most thirty in a row.
func (page lister) measure(b *testing.B) {
	cursor, pages, things := "", 0, 0
	var first, slowest time.Duration
	for b.Loop() {
		started := time.Now()
		n, next, err := page(b.Context(), cursor)
		if err != nil {
			b.Fatal(err)
		}
		took := time.Since(started)
		if cursor == "" {
			first = took
		}
		slowest = max(slowest, took)
		things += n
		if cursor, pages = next, pages+1; pages%30 == 0 {
			cursor = ""
		}
	}
	b.ReportMetric(float64(first.Microseconds())/1000, "ms-first")
	b.ReportMetric(float64(slowest.Microseconds())/1000, "ms-slowest")
	b.ReportMetric(float64(things)/float64(pages), "things/page")
}

// smallWorld is an archive of some hundred documents.
func smallWorld(b *testing.B) string {
	place := b.TempDir()
	s, err := store.Open(b.Context(), place, nil)
	if err != nil {
		b.Fatal(err)
	}
	defer s.Close()
	w := newWorld()
	for n := range 200 {
		rec := w.record(n)
		kept, err := s.Keep(b.Context(), []store.Found{{Raw: []byte(rec.Article.Text), Source: []byte("{}"), Article: &rec.Article,
			Capture: news.Capture{Place: fmt.Sprintf("https://outlet.example/%d", n), Time: time.Now()}}})
		if err != nil {
			b.Fatal(err)
		}
		if err := s.SaveReading(b.Context(), kept[0].Document, &rec); err != nil {
			b.Fatal(err)
		}
	}
	if _, err := s.Link(b.Context(), nil); err != nil {
		b.Fatal(err)
	}
	return place
}
