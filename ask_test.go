package gainsay

import (
	"bytes"
	"errors"
	"slices"
	"testing"

	"gainsay/news"
)

// TestFeedList: the feeds of one archive are watched by another that is given its list.
func TestFeedList(t *testing.T) {
	a, b := openArchive(t, t.TempDir(), newClock()), openArchive(t, t.TempDir(), newClock())
	for _, feed := range []struct{ address, title string }{{"https://news.example/feed.xml", "News & more"}, {"https://other.example/atom", ""}} {
		if err := a.watch(t.Context(), feed.address, feed.title); err != nil {
			t.Fatal(err)
		}
	}
	var list bytes.Buffer
	if err := a.FeedList(t.Context(), &list); err != nil {
		t.Fatal(err)
	}
	found, err := b.WatchList(t.Context(), list.Bytes())
	if err != nil || !slices.Equal(found, []string{"https://news.example/feed.xml", "https://other.example/atom"}) {
		t.Errorf("%q, %v", found, err)
	}
	if feed, err := b.Feed(t.Context(), 1); err != nil || feed.Title != "News & more" {
		t.Errorf("%+v, %v", feed, err)
	}
}

// TestReadNow: a document is read before those that wait, and comes into the ledger behind them; whoever comes to it later does nothing.
func TestReadNow(t *testing.T) {
	server, c := newsSite(t), newClock()
	a := openArchive(t, t.TempDir(), c)
	add(t, a, Gathering{}, server.URL+"/gate", server.URL+"/answer")
	state := func(document string) news.DocumentState {
		t.Helper()
		head, err := a.Document(t.Context(), document)
		if err != nil {
			t.Fatal(err)
		}
		return head.State
	}
	if err := a.ReadNow(t.Context(), "d2"); err != nil || state("d1") != news.Captured || state("d2") != news.Read {
		t.Errorf("%v: %s, %s", err, state("d1"), state("d2"))
	}
	if err := a.Drain(t.Context(), nil); err != nil || state("d1") != news.Linked || state("d2") != news.Linked {
		t.Errorf("%v: %s, %s", err, state("d1"), state("d2"))
	}
	for _, unknown := range []string{"d9", "e1", ""} {
		if err := a.ReadNow(t.Context(), unknown); !errors.Is(err, ErrUnknown) {
			t.Errorf("%q: %v", unknown, err)
		}
	}
	sound(t, a)
}
