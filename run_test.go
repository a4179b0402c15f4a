package gainsay

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"gainsay/internal/jobs"
	"gainsay/internal/store"
	"gainsay/news"
)

// runUntil lets an archive run until something is so.
func runUntil(t *testing.T, a *Archive, what string, is func() bool) {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- a.Run(ctx) }()
	deadline := time.Now().Add(30 * time.Second)
	for !is() && time.Now().Before(deadline) {
		time.Sleep(20 * time.Millisecond)
	}
	cancel()
	if err := <-ended; err != nil {
		t.Fatal(err)
	}
	if !is() {
		t.Fatalf("in vain waited until %s", what)
	}
}

// count is how many jobs of a kind there are.
func count(t *testing.T, a *Archive, kind string) jobs.Count {
	t.Helper()
	all, err := a.Jobs(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return all[slices.IndexFunc(all, func(c jobs.Count) bool { return c.Kind == kind })]
}

// inLedger tells whether so many documents are in the ledger.
func inLedger(t *testing.T, a *Archive, n int64) func() bool {
	return func() bool {
		sizes, err := a.Sizes(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		return sizes.Documents[news.Linked] >= n
	}
}

// watched is an archive that watches the feed of a site, and the feed's number.
func watched(t *testing.T, c *clock, server *site) (*Archive, int64) {
	t.Helper()
	a := openArchive(t, t.TempDir(), c)
	if found, err := a.Watch(t.Context(), server.URL+"/feed.xml"); err != nil || !slices.Equal(found, []string{server.URL + "/feed.xml"}) {
		t.Fatal(found, err)
	}
	feeds, err := a.Feeds(t.Context())
	if err != nil || len(feeds) != 1 {
		t.Fatal(feeds, err)
	}
	return a, feeds[0].ID
}

// TestRun lets an archive follow a site whose feed grows.
func TestRun(t *testing.T) {
	server, c := newsSite(t), newClock()
	server.say("/feed.xml", feedOf(`"one"`, "SITE/gate", "SITE/private/page", "SITE/gone"))
	a, feed := watched(t, c, server)
	runUntil(t, a, "the feed's pages are fetched", func() bool { return inLedger(t, a, 1)() && count(t, a, jobs.KindFetch).Failed == 2 })
	fetches := count(t, a, jobs.KindFetch)
	for _, want := range []string{"/private/page", "/gone"} {
		if !slices.ContainsFunc(fetches.Last, func(f jobs.Failure) bool { return f.About == server.URL+want && f.Final && f.Attempts == 1 }) {
			t.Errorf("%s is not told as failed: %+v", want, fetches.Last)
		}
	}
	if n := server.times("200 /private/page"); n > 0 {
		t.Errorf("a page that robots.txt forbids was asked for %d times", n)
	}
	captures, err := a.Captures(t.Context(), "d1")
	if err != nil || len(captures) != 1 || captures[0].Through != server.URL+"/feed.xml" || captures[0].Place != server.URL+"/gate" {
		t.Errorf("%+v, %v", captures, err)
	}
	if got := said(t, a, news.Query{Text: "words:eastern"}); len(got) != 1 || !strings.HasPrefix(got[0], "Ilse Brandt: ") {
		t.Errorf("it says %q", got)
	}
	if rechecks := count(t, a, jobs.KindRecheck); rechecks.Later != 1 {
		t.Errorf("the page will not be looked at again: %+v", rechecks)
	}

	c.pass(time.Hour)
	next, err := working{a}.Poll(t.Context(), feed)
	if err != nil || !next.After(c.Now()) || server.times("304 /feed.xml") != 1 {
		t.Errorf("asked for what it has already: %v, %v, %q", next, err, server.asked)
	}
	server.say("/feed.xml", feedOf(`"two"`, "SITE/answer", "SITE/gate", "SITE/private/page", "SITE/gone"))
	c.pass(time.Hour)
	if _, err := (working{a}).Poll(t.Context(), feed); err != nil {
		t.Fatal(err)
	}
	if fetches := count(t, a, jobs.KindFetch); fetches.Waiting != 1 {
		t.Errorf("only what is new in it is fetched: %+v", fetches)
	}
	runUntil(t, a, "the second page is fetched", inLedger(t, a, 2))
	if got := said(t, a, news.Query{Act: news.Deny}); len(got) != 1 || !strings.HasPrefix(got[0], "Marta Ruland: ") {
		t.Errorf("it says %q", got)
	}
	if watching, err := a.Feed(t.Context(), feed); err != nil || watching.Failure != "" || watching.ETag != `"two"` || len(watching.Seen) != 4 || watching.Title != "Sarn Valley News" {
		t.Errorf("%+v, %v", watching, err)
	}
	sound(t, a)
}

// TestSilentEdit: a page that changes without a word is a version, and what changed in it is told.
func TestSilentEdit(t *testing.T) {
	server, c := newsSite(t), newClock()
	a := openArchive(t, t.TempDir(), c)
	place := server.URL + "/gate"
	add(t, a, Gathering{}, place)
	recheck := func() time.Time {
		t.Helper()
		c.pass(time.Hour)
		next, err := working{a}.Recheck(t.Context(), place)
		if err != nil {
			t.Fatal(err)
		}
		return next
	}
	if next := recheck(); !next.After(c.Now()) || server.times("304 /gate") != 1 {
		t.Errorf("as it was: %v, %q", next, server.asked)
	}
	edited := pageOf("Gate was opened, mayor says", "2031-02-10", gateParagraphs[0], strings.Replace(gateParagraphs[1], "before the water came", "until the water was gone", 1))
	edited.header["ETag"] = `"gate-2"`
	server.say("/gate", edited)
	if next := recheck(); !next.After(c.Now()) {
		t.Errorf("edited: %v", next)
	}
	if err := a.Drain(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	edits, err := a.Edits(t.Context(), "d1")
	if err != nil || len(edits) != 1 || edits[0].Before != "d1" || edits[0].After != "d2" || edits[0].Title {
		t.Fatalf("%+v, %v", edits, err)
	}
	changed := slices.DeleteFunc(edits[0].Statements, func(e news.StatementEdit) bool { return e.Kind == news.Kept || e.Kind == news.ReadOtherwise })
	if len(changed) == 0 || !slices.ContainsFunc(changed, func(e news.StatementEdit) bool { return e.Kind == news.QuotationChanged }) {
		t.Errorf("a changed quotation: %+v", edits[0].Statements)
	}
	if got := said(t, a, news.Query{Text: "until"}); len(got) == 0 {
		t.Error("the new words are not found")
	}
	if got := said(t, a, news.Query{Text: "before"}); len(got) != 0 {
		t.Errorf("the old words still stand: %q", got)
	}
	if got := said(t, a, news.Query{Text: "before", Past: true}); len(got) == 0 {
		t.Error("the old words are lost")
	}
	c.pass(15 * 24 * time.Hour)
	if next := recheck(); !next.IsZero() {
		t.Errorf("a page that stays the same for long is looked at again at %v", next)
	}
	sound(t, a)
}

// TestPageIsGone: a page that cannot be had any more harms nothing that was kept.
func TestPageIsGone(t *testing.T) {
	for _, status := range []int{http.StatusNotFound, http.StatusGone, http.StatusForbidden} {
		server, c := newsSite(t), newClock()
		a := openArchive(t, t.TempDir(), c)
		place := server.URL + "/gate"
		add(t, a, Gathering{}, place)
		if err := a.Drain(t.Context(), nil); err != nil {
			t.Fatal(err)
		}
		before := said(t, a, news.Query{})
		server.say("/gate", answer{status: status, body: "Nothing is here."})
		next, err := working{a}.Recheck(t.Context(), place)
		if err != nil || !next.After(c.Now()) {
			t.Errorf("%d: %v, %v", status, next, err)
		}
		known, err := a.Place(t.Context(), place)
		if err != nil || !strings.Contains(known.Failure, fmt.Sprint(status)) || known.ETag != `"gate-1"` || !known.Looks[len(known.Looks)-1].Failed {
			t.Errorf("%d: the place is %+v, %v", status, known, err)
		}
		again, err := working{a}.Recheck(t.Context(), place)
		if err != nil || again.Sub(c.Now()) < next.Sub(c.Now()) {
			t.Errorf("%d: a page that is gone is looked at sooner and sooner: %v, %v", status, again, err)
		}
		if versions, err := a.Versions(t.Context(), "d1"); err != nil || len(versions) != 1 || !versions[0].Latest || !slices.Equal(said(t, a, news.Query{}), before) {
			t.Errorf("%d: the versions are %+v, %v", status, versions, err)
		}
		gate := gatePage()
		server.say("/gate", gate)
		if _, err := (working{a}).Recheck(t.Context(), place); err != nil {
			t.Error(err)
		}
		if known, err := a.Place(t.Context(), place); err != nil || known.Failure != "" {
			t.Errorf("%d: back again: %+v, %v", status, known, err)
		}
		sound(t, a)
	}
}

// TestServerAsksToWait: what a busy server says of when to come back is heeded by each kind of look.
func TestServerAsksToWait(t *testing.T) {
	busy := answer{status: http.StatusServiceUnavailable, header: map[string]string{"Retry-After": "7200"}}
	t.Run("a new page", func(t *testing.T) {
		server, c := newsSite(t), newClock()
		server.say("/busy", busy)
		server.say("/feed.xml", feedOf("", "SITE/busy"))
		a, _ := watched(t, c, server)
		runUntil(t, a, "the page is put off", func() bool { return count(t, a, jobs.KindFetch).Later == 1 })
		if fetches := count(t, a, jobs.KindFetch); fetches.Retrying+fetches.Failed > 0 || server.times("503 /busy") != 1 {
			t.Errorf("%+v, %q", fetches, server.asked)
		}
		var wait interface{ RetryAfter() time.Duration }
		if err := (working{a}).Fetch(t.Context(), server.URL+"/busy", ""); !errors.As(err, &wait) || wait.RetryAfter() < 7000*time.Second || server.times("503 /busy") != 1 {
			t.Errorf("asked again: %v, %q", err, server.asked)
		}
	})
	t.Run("a known page", func(t *testing.T) {
		server, c := newsSite(t), newClock()
		a := openArchive(t, t.TempDir(), c)
		add(t, a, Gathering{}, server.URL+"/gate")
		server.say("/gate", busy)
		if next, err := (working{a}).Recheck(t.Context(), server.URL+"/gate"); err != nil || next.Sub(c.Now()) < 2*time.Hour {
			t.Errorf("%v after %v, %v", next, c.Now(), err)
		}
	})
	t.Run("a feed", func(t *testing.T) {
		server, c := newsSite(t), newClock()
		a, feed := watched(t, c, server)
		server.say("/feed.xml", busy)
		if next, err := (working{a}).Poll(t.Context(), feed); err != nil || next.Sub(c.Now()) < 2*time.Hour {
			t.Errorf("%v after %v, %v", next, c.Now(), err)
		}
		if known, err := a.Feed(t.Context(), feed); err != nil || !strings.Contains(known.Failure, "503") || known.Next.Sub(c.Now()) < 2*time.Hour {
			t.Errorf("%+v, %v", known, err)
		}
	})
}

// TestFeedFails: a feed that is none any more, or that leads to jobs which cannot be kept, loses nothing of what it lists.
func TestFeedFails(t *testing.T) {
	server, c := newsSite(t), newClock()
	a, feed := watched(t, c, server)
	poll := func() store.Feed {
		t.Helper()
		c.pass(time.Hour)
		if _, err := (working{a}).Poll(t.Context(), feed); err != nil {
			t.Fatal(err)
		}
		known, err := a.Feed(t.Context(), feed)
		if err != nil {
			t.Fatal(err)
		}
		return known
	}
	server.say("/feed.xml", answer{body: "<p>We moved.</p>"})
	if known := poll(); known.Failure == "" || len(known.Seen) != 0 {
		t.Errorf("no feed: %+v", known)
	}
	server.say("/feed.xml", feedOf(`"one"`, "SITE/gate"))
	db, _ := a.Database()
	rename := func(from, to string) {
		t.Helper()
		if _, err := db.ExecContext(t.Context(), "ALTER TABLE "+from+" RENAME TO "+to); err != nil {
			t.Fatal(err)
		}
	}
	rename("river_job", "river_hidden")
	if known := poll(); known.Failure == "" || len(known.Seen) != 0 || known.ETag != "" {
		t.Errorf("jobs that could not be kept: %+v", known)
	}
	rename("river_hidden", "river_job")
	if known := poll(); known.Failure != "" || len(known.Seen) != 1 || count(t, a, jobs.KindFetch).Waiting != 1 {
		t.Errorf("once they can: %+v", known)
	}
}

func TestWatch(t *testing.T) {
	server, c := newsSite(t), newClock()
	server.say("/", answer{header: map[string]string{"Content-Type": "text/html"}, body: `<html><head>
		<link rel="alternate" type="application/rss+xml" title="All" href="/feed.xml"><link rel="alternate" type="application/feed+json" href="feed.json"></head></html>`})
	a := openArchive(t, t.TempDir(), c)
	for _, test := range []struct {
		at   string
		want []string
		err  error
	}{
		{"/feed.xml", []string{"/feed.xml"}, nil}, {"/", []string{"/feed.xml", "/feed.json"}, nil}, {"/feeds.opml", []string{"/feed.json", "/gone.xml"}, nil}, {"/gate", nil, ErrNoFeed},
	} {
		found, err := a.Watch(t.Context(), server.URL+test.at)
		for i := range found {
			found[i] = strings.TrimPrefix(found[i], server.URL)
		}
		if !slices.Equal(found, test.want) || !errors.Is(err, test.err) {
			t.Errorf("%s: %q, %v", test.at, found, err)
		}
	}
	if _, err := a.Watch(t.Context(), server.URL+"/gone"); err == nil {
		t.Error("what is not there is watched")
	}
	if n := count(t, a, jobs.KindFeed).Waiting; n != 3 {
		t.Errorf("%d feeds are polled", n)
	}
}

// TestUnwatch: a feed that is taken out is polled no more, and what it led to stays.
func TestUnwatch(t *testing.T) {
	server, c := newsSite(t), newClock()
	server.say("/feed.xml", feedOf(`"one"`, "SITE/gate"))
	a, feed := watched(t, c, server)
	runUntil(t, a, "the page is fetched", inLedger(t, a, 1))
	if err := a.Unwatch(t.Context(), server.URL+"/feed.xml"); err != nil {
		t.Fatal(err)
	}
	asked := len(server.asked)
	if next, err := (working{a}).Poll(t.Context(), feed); err != nil || !next.IsZero() || len(server.asked) != asked {
		t.Errorf("%v, %v, %q", next, err, server.asked[asked:])
	}
	if got := said(t, a, news.Query{Text: "opened"}); len(got) == 0 {
		t.Error("what the feed led to is gone")
	}
	if found, err := a.Watch(t.Context(), server.URL+"/feed.xml"); err != nil || len(found) != 1 {
		t.Errorf("watched again: %q, %v", found, err)
	}
	if again, err := a.Feeds(t.Context()); err != nil || len(again) != 1 || again[0].ID == feed {
		t.Errorf("%+v, %v", again, err)
	}
}

// TestRunTakesUp: what was kept by a process that reads nothing, and left no job, is read by one that works.
func TestRunTakesUp(t *testing.T) {
	server, c := newsSite(t), newClock()
	place := t.TempDir()
	silent, err := Open(t.Context(), place, &ArchiveOptions{Fetch: c.fetching(), Now: c.Now})
	if err != nil {
		t.Fatal(err)
	}
	add(t, silent, Gathering{}, server.URL+"/gate", server.URL+"/answer")
	if n := count(t, silent, jobs.KindRead).Waiting; n != 0 {
		t.Fatalf("%d jobs", n)
	}
	if err := silent.Close(); err != nil {
		t.Fatal(err)
	}
	a := openArchive(t, place, c)
	runUntil(t, a, "both are read", inLedger(t, a, 2))
	sound(t, a)
}

// TestOtherModels: a reader with other models reads all anew, and what people have said stays.
func TestOtherModels(t *testing.T) {
	server, c := newsSite(t), newClock()
	place := t.TempDir()
	first := openArchive(t, place, c)
	add(t, first, Gathering{}, server.URL+"/gate", server.URL+"/answer")
	if err := first.Drain(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	promise := news.Promise
	for _, correction := range []news.Correction{{Kind: news.Reject, Target: "d1#s1"}, {Kind: news.Correct, Target: "d2#s1", Changed: &news.StatementChange{Act: &promise}}} {
		correction.By = "kim"
		if _, err := first.Correct(t.Context(), correction); err != nil {
			t.Fatal(err)
		}
	}
	reader, err := NewReader(&Options{Model: Careful})
	if err != nil {
		t.Fatal(err)
	}
	second, err := Open(t.Context(), place, &ArchiveOptions{Reader: reader, Reread: true, Fetch: c.fetching(), Now: c.Now})
	if err != nil {
		t.Fatal(err)
	}
	defer second.Close()
	runUntil(t, second, "all is read anew", func() bool {
		left, err := second.ToReread(t.Context(), []string{reader.Models()}, 1)
		return err == nil && len(left) == 0 && inLedger(t, second, 2)()
	})
	for _, id := range []string{"d1", "d2"} {
		if head, err := second.Document(t.Context(), id); err != nil || head.Models != reader.Models() {
			t.Errorf("%+v, %v", head, err)
		}
	}
	if e, err := second.Statement(t.Context(), "d1#s1"); err != nil || e.Review != news.Rejected {
		t.Errorf("what was rejected: %+v, %v", e, err)
	}
	if e, err := second.Statement(t.Context(), "d2#s1"); err != nil || e.Review != news.Corrected || e.Statement.Act != news.Promise {
		t.Errorf("what was corrected: %+v, %v", e, err)
	}
	seen := map[string]bool{}
	for _, words := range said(t, second, news.Query{Document: "d2"}) {
		if seen[words] {
			t.Errorf("it says %q twice", words)
		}
		seen[words] = true
	}
	sound(t, second)
}

// TestReadingAnewFails: documents that the new reader trips over keep the reading that they have, and keep nobody busy.
func TestReadingAnewFails(t *testing.T) {
	c := newClock()
	a := openArchive(t, t.TempDir(), c)
	var many strings.Builder
	for i := range mostReread + 8 {
		fmt.Fprintf(&many, `{"id":"%d","text":"Mayor Ilse Brandt said the gate number %d was open."}`+"\n", i, i)
	}
	add(t, a, Gathering{Stdin: strings.NewReader(many.String())}, "-")
	if err := a.Drain(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	before := said(t, a, news.Query{})
	fast := *a.reader
	for _, reader := range []*Reader{{models: "broken", languages: fast.languages}, {"other", fast.languages, fast.analyser, fast.statements}} {
		a.reader, a.current = reader, []string{reader.models}
		rounds := 0
		for more := true; more; rounds++ {
			var err error
			if more, err = (working{a}).Reread(t.Context()); err != nil || rounds > 5 {
				t.Fatal(reader.models, rounds, err)
			}
		}
		if rounds != 3 || !slices.Equal(said(t, a, news.Query{}), before) {
			t.Errorf("%s: read anew in %d rounds, it says %q", reader.models, rounds, said(t, a, news.Query{}))
		}
		if head, err := a.Document(t.Context(), "d1"); err != nil || head.State != news.Linked || (head.Models == "other") != (reader.models == "other") {
			t.Errorf("%s: %+v, %v", reader.models, head, err)
		}
	}
	sound(t, a)
}

// TestReadingFails: a document that the reader trips over is told, and those behind it are read all the same.
func TestReadingFails(t *testing.T) {
	a := openArchive(t, t.TempDir(), newClock())
	fast := a.reader
	a.reader = &Reader{models: "broken", languages: fast.languages}
	add(t, a, Gathering{Stdin: strings.NewReader(`{"id":"1","text":"Mayor Ilse Brandt said the gate was open."}` + "\n")}, "-")
	told := ""
	if done, err := a.Work(t.Context(), func(id string, err error) { told += fmt.Sprint(id, " ", err) }); err != nil || done.Failed != 1 || !strings.HasPrefix(told, "d1 gainsay itself failed") {
		t.Errorf("%+v, %v, %q", done, err, told)
	}
	a.reader = fast
	add(t, a, Gathering{Stdin: strings.NewReader(`{"id":"2","text":"Mayor Ilse Brandt said the gate was shut."}` + "\n")}, "-")
	if err := a.Drain(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	if got := said(t, a, news.Query{}); len(got) != 1 || !strings.Contains(got[0], "shut") {
		t.Errorf("it says %q", got)
	}
	if head, err := a.Document(t.Context(), "d1"); err != nil || head.State != news.Failed || head.Failure == "" {
		t.Errorf("%+v, %v", head, err)
	}
	sound(t, a)
}
