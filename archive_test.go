package gainsay

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"html"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"gainsay/internal/capture"
	"gainsay/internal/store"
	"gainsay/news"
)

// clock is a time that passes only while somebody sleeps, or where a test lets it.
type clock struct {
	mu  sync.Mutex
	now time.Time
}

func newClock() *clock { return &clock{now: time.Date(2031, 2, 10, 12, 0, 0, 0, time.UTC)} }

func (c *clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

// pass lets time pass, and gives the time then.
func (c *clock) pass(d time.Duration) time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(d)
	return c.now
}

func (c *clock) sleep(ctx context.Context, d time.Duration) error {
	c.pass(d)
	return ctx.Err()
}

// fetching is how tests ask servers on this machine: by a clock that does not wait.
func (c *clock) fetching() capture.Options {
	return capture.Options{Allow: func(netip.Addr) error { return nil }, Now: c.Now, Sleep: c.sleep}
}

// answer is what a site says at a path.
type answer struct {
	status int // 0: 200
	header map[string]string
	body   string
}

// site is a web site of a test. It knows ETags, and what it was asked for.
type site struct {
	URL   string
	mu    sync.Mutex
	paths map[string]answer
	asked []string // "304 /feed.xml"
}

func newSite(t *testing.T, paths map[string]answer) *site {
	t.Helper()
	s := &site{paths: paths}
	server := httptest.NewServer(s)
	t.Cleanup(server.Close)
	s.URL = server.URL
	return s
}

// ServeHTTP answers. "SITE" in a body or a header stands for the site's own address.
func (s *site) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	defer s.mu.Unlock()
	a, known := s.paths[r.URL.Path]
	status := a.status
	switch {
	case !known:
		status = http.StatusNotFound
	case a.header["ETag"] != "" && r.Header.Get("If-None-Match") == a.header["ETag"]:
		status, a.body = http.StatusNotModified, ""
	case status == 0:
		status = http.StatusOK
	}
	for name, value := range a.header {
		w.Header().Set(name, strings.ReplaceAll(value, "SITE", s.URL))
	}
	s.asked = append(s.asked, fmt.Sprint(status, " ", r.URL.Path))
	w.WriteHeader(status)
	_, _ = w.Write([]byte(strings.ReplaceAll(a.body, "SITE", s.URL))) // who does not listen is no error here
}

// say changes what the site says at a path.
func (s *site) say(path string, a answer) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.paths[path] = a
}

// times is how often the site gave that answer, such as "304 /feed.xml".
func (s *site) times(what string) (n int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, one := range s.asked {
		if one == what {
			n++
		}
	}
	return n
}

// pageOf is the page of an article.
func pageOf(title string, day news.Day, paragraphs ...string) answer {
	var body strings.Builder
	for _, p := range paragraphs {
		fmt.Fprintf(&body, "<p>%s</p>\n", html.EscapeString(p))
	}
	return answer{header: map[string]string{"Content-Type": "text/html; charset=utf-8"}, body: fmt.Sprintf(`<!DOCTYPE html>
<html lang="en"><head><title>%[1]s</title><meta property="og:site_name" content="Sarn Valley News">
<meta property="article:published_time" content="%[2]sT08:00:00Z"></head>
<body><main><article><h1>%[1]s</h1>
%[3]s</article></main></body></html>`, html.EscapeString(title), day, body.String())}
}

// The articles of most tests.
var (
	gateParagraphs = []string{
		`Mayor Ilse Brandt of Belsk said on Monday that the eastern gate of the dam was opened at night.`,
		`"Nobody warned the town before the water came," she told reporters in the town hall.`,
	}
	answerParagraphs = []string{
		`Engineer Marta Ruland denied on Tuesday that the eastern gate of the dam was opened at night.`,
		`The operator said that the log of the gate would be shown to the commission next week.`,
	}
)

func gatePage() answer   { return pageOf("Gate was opened, mayor says", "2031-02-10", gateParagraphs...) }
func answerPage() answer { return pageOf("The night at the dam", "2031-02-11", answerParagraphs...) }

// feedOf is an RSS feed of addresses.
func feedOf(etag string, links ...string) answer {
	var items strings.Builder
	for _, link := range links {
		fmt.Fprintf(&items, "<item><title>%[1]s</title><link>%[1]s</link></item>\n", link)
	}
	a := answer{header: map[string]string{"Content-Type": "application/rss+xml"},
		body: `<?xml version="1.0"?><rss version="2.0"><channel><title>Sarn Valley News</title>` + items.String() + `</channel></rss>`}
	if etag != "" {
		a.header["ETag"] = etag
	}
	return a
}

func fastReader(t testing.TB) *Reader {
	t.Helper()
	reader, err := NewReader(&Options{Model: Fast})
	if err != nil {
		t.Fatal(err)
	}
	return reader
}

// openArchive opens an archive by a clock, with the fast reader.
func openArchive(t *testing.T, place string, c *clock) *Archive {
	t.Helper()
	a, err := Open(t.Context(), place, &ArchiveOptions{Reader: fastReader(t), Fetch: c.fetching(), Now: c.Now, Queued: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := a.Close(); err != nil {
			t.Error(err)
		}
	})
	return a
}

// sound checks that nothing is wrong with an archive.
func sound(t *testing.T, a *Archive) {
	t.Helper()
	if _, err := a.Verify(t.Context(), func(f store.Finding) { t.Error(f) }, nil); err != nil {
		t.Error(err)
	}
}

var looks = regexp.MustCompile(`"looked":\d+,"looks":"[^"]*"`)

// dumped is all that an archive holds, but for how often somebody looked somewhere.
func dumped(t *testing.T, a *Archive) string {
	t.Helper()
	var out bytes.Buffer
	if err := a.Dump(t.Context(), &out); err != nil {
		t.Fatal(err)
	}
	return looks.ReplaceAllString(out.String(), "")
}

// add adds what is at places, and tells what became of each in a line: "new", or why it failed.
func add(t *testing.T, a *Archive, how Gathering, places ...string) (lines []string) {
	t.Helper()
	for kept, err := range a.Add(t.Context(), a.Gather(t.Context(), slices.Values(places), how)) {
		if err != nil {
			t.Fatal(err)
		}
		line := fmt.Sprint(kept.As, " ", kept.Place)
		if kept.Err != nil {
			line += ": " + kept.Err.Error()
		}
		lines = append(lines, line)
	}
	return lines
}

// said lists the statements that a query finds, "who: what".
func said(t *testing.T, a *Archive, q news.Query) (list []string) {
	t.Helper()
	page, err := a.Statements(t.Context(), q)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range page.Entries {
		who := e.Source
		if e.Speaker != nil {
			who = e.Speaker.Name
		}
		list = append(list, who+": "+e.Words)
	}
	return list
}

// TestArchiveToBeLookedAt: without a reader nothing is read, but everything else is done.
func TestArchiveToBeLookedAt(t *testing.T) {
	c := newClock()
	server := newSite(t, map[string]answer{"/gate": gatePage()})
	a, err := Open(t.Context(), t.TempDir(), &ArchiveOptions{Fetch: c.fetching(), Now: c.Now})
	if err != nil {
		t.Fatal(err)
	}
	defer a.Close()
	if got := add(t, a, Gathering{}, server.URL+"/gate"); !slices.Equal(got, []string{"new " + server.URL + "/gate"}) {
		t.Errorf("added %q", got)
	}
	_, work := a.Work(t.Context(), nil)
	for what, err := range map[string]error{"work": work, "run": a.Run(t.Context()), "drain": a.Drain(t.Context(), nil)} {
		if !errors.Is(err, ErrNoReader) {
			t.Errorf("%s: %v", what, err)
		}
	}
	if _, err := a.Record(t.Context(), "d1"); !errors.Is(err, store.ErrNotYet) {
		t.Errorf("record: %v", err)
	}
	sound(t, a)
}

// TestClaimOfTheArchive follows a claim from two pages to the page on it.
func TestClaimOfTheArchive(t *testing.T) {
	c := newClock()
	server := newSite(t, map[string]answer{"/gate": gatePage(), "/answer": answerPage()})
	a := openArchive(t, t.TempDir(), c)
	add(t, a, Gathering{}, server.URL+"/gate", server.URL+"/answer")
	if done, err := a.Work(t.Context(), nil); err != nil || done.Read != 2 || done.Linked != 2 || done.Statements < 3 {
		t.Fatalf("%+v, %v", done, err)
	}
	found, err := a.Statements(t.Context(), news.Query{Act: news.Deny})
	if err != nil || len(found.Entries) != 1 {
		t.Fatalf("%+v, %v", found, err)
	}
	page, err := a.Claim(t.Context(), found.Entries[0].Statement.Claim)
	if err != nil || !page.Contested() || page.Origins != 2 || page.Reply == nil || page.Reply.Days != 1 {
		t.Errorf("%+v, %v", page, err)
	}
	if _, err := a.Claim(t.Context(), "c99"); !errors.Is(err, store.ErrUnknown) {
		t.Errorf("a claim that is not there: %v", err)
	}
	sound(t, a)
}
