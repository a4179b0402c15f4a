package capture

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

// clock is a time that passes only while somebody sleeps.
type clock struct {
	mu    sync.Mutex
	now   time.Time
	slept []time.Duration
}

func newClock() *clock { return &clock{now: time.Date(2031, 5, 4, 12, 0, 0, 0, time.UTC)} }

func (c *clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

func (c *clock) Sleep(ctx context.Context, d time.Duration) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(d)
	c.slept = append(c.slept, d)
	return ctx.Err()
}

// guest is a Fetcher for servers on this machine, with a clock that does not wait.
func guest(t *testing.T, options Options) (*Fetcher, *clock) {
	t.Helper()
	time := newClock()
	options.Now, options.Sleep = time.Now, time.Sleep
	if options.Allow == nil {
		options.Allow = anywhere
	}
	fetcher, err := NewFetcher(options)
	if err != nil {
		t.Fatal(err)
	}
	return fetcher, time
}

func serve(t *testing.T, handlers map[string]http.HandlerFunc) *httptest.Server {
	t.Helper()
	mux := http.NewServeMux()
	for path, handler := range handlers {
		mux.HandleFunc(path, handler)
	}
	server := httptest.NewServer(mux)
	t.Cleanup(server.Close)
	return server
}

func text(body string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, body) }
}

func to(target string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Location", target)
		w.WriteHeader(http.StatusMovedPermanently)
	}
}

func status(code int, header ...string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		for i := 0; i+1 < len(header); i += 2 {
			w.Header().Set(header[i], header[i+1])
		}
		w.WriteHeader(code)
	}
}

func compressed(encoding, body string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Encoding", encoding)
		text(body)(w, r)
	}
}

func TestFetch(t *testing.T) {
	var agent string
	server := serve(t, map[string]http.HandlerFunc{
		"/old": to("/older"), "/older": to("/page"),
		"/page": func(w http.ResponseWriter, r *http.Request) {
			agent = r.UserAgent()
			w.Header().Set("ETag", `"7"`)
			w.Header().Set("Last-Modified", "Sun, 04 May 2031 10:00:00 GMT")
			w.Header().Add("X-B", "1")
			w.Header().Add("X-B", "2")
			if r.Header.Get("If-None-Match") == `"7"` && r.Header.Get("If-Modified-Since") != "" {
				w.WriteHeader(http.StatusNotModified)
				return
			}
			_, _ = io.WriteString(w, "<p>It rained.")
		},
	})
	fetcher, clock := guest(t, Options{Contact: "desk@harbour.example"})
	got, err := fetcher.Fetch(t.Context(), Request{Address: server.URL + "/old"})
	if err != nil {
		t.Fatal(err)
	}
	chain := server.URL + "/old " + server.URL + "/older"
	if string(got.Raw) != "<p>It rained." || got.Status != 200 || got.Location != server.URL+"/page" || strings.Join(got.Redirects, " ") != chain ||
		got.ETag != `"7"` || got.LastModified == "" || got.NotModified || got.Asked != server.URL+"/old" || len(got.SHA256) != 64 || !got.Time.Equal(clock.Now()) {
		t.Errorf("got %+v", got)
	}
	if agent != "gainsay/1 (+desk@harbour.example)" {
		t.Errorf("the server was told %q", agent)
	}
	var names []string
	for _, field := range got.Header {
		names = append(names, field.Name+"="+field.Value)
	}
	if header := strings.Join(names, " "); !strings.HasPrefix(header, "Content-Length=13 Content-Type=") || !strings.HasSuffix(header, "X-B=1 X-B=2") {
		t.Errorf("header %s", header)
	}
	if len(clock.slept) > 0 {
		t.Errorf("slept %v within one visit", clock.slept)
	}
	again, err := fetcher.Fetch(t.Context(), Request{Address: server.URL + "/page", ETag: got.ETag, LastModified: got.LastModified})
	if err != nil || !again.NotModified || again.Raw != nil || again.Status != http.StatusNotModified || len(again.Redirects) > 0 {
		t.Errorf("got %+v, %v", again, err)
	}
	if len(clock.slept) != 1 || clock.slept[0] != time.Second {
		t.Errorf("between two visits it slept %v", clock.slept)
	}
}

func TestContact(t *testing.T) {
	for contact, want := range map[string]error{
		"": nil, "desk@harbour.example": nil, "https://harbour.example/robots": nil,
		"desk": ErrContact, "desk@harbour.example (me)": ErrContact, "https://a:b@harbour.example": ErrAddress, "a\r\nX: y@b.example": ErrContact,
	} {
		if _, err := NewFetcher(Options{Contact: contact}); !errors.Is(err, want) {
			t.Errorf("%q: got %v, want %v", contact, err, want)
		}
	}
}

func TestStatusOfWhatCannotBeHad(t *testing.T) {
	server := serve(t, map[string]http.HandlerFunc{"/gone": status(http.StatusGone), "/same": status(http.StatusNotModified), "/large": text("four")})
	fetcher, _ := guest(t, Options{MaxBytes: 3})
	for path, want := range map[string]int{"/gone": http.StatusGone, "/same": http.StatusNotModified, "/none": http.StatusNotFound} {
		got, err := fetcher.Fetch(t.Context(), Request{Address: server.URL + path})
		var later *RetryError
		if got.Status != want || !errors.Is(err, ErrStatus) || errors.As(err, &later) {
			t.Errorf("%s: got %d, %v", path, got.Status, err)
		}
	}
	if got, err := fetcher.Fetch(t.Context(), Request{Address: server.URL + "/large"}); !errors.Is(err, ErrTooLarge) || got.Raw != nil {
		t.Errorf("got %q, %v", got.Raw, err)
	}
}

func TestRetry(t *testing.T) {
	date := newClock().now.Add(20 * time.Second).Format(http.TimeFormat)
	for _, test := range []struct {
		name     string
		failing  http.HandlerFunc
		failures int // before it works
		asked    int
		want     error
		after    time.Duration // at least; of the RetryError
		slept    time.Duration // at least, in all
	}{
		{"works at once", nil, 0, 1, nil, 0, 0},
		{"works the third time", status(503), 2, 3, nil, 0, 2 * time.Second}, // the pause between two requests
		{"never works", status(502), 9, 3, ErrStatus, comeBack, 2 * time.Second},
		{"says seconds", status(429, "Retry-After", "7"), 1, 2, nil, 0, 7 * time.Second},
		{"says a date", status(503, "Retry-After", date), 1, 2, nil, 0, 20 * time.Second},
		{"says what nobody reads", status(503, "Retry-After", "soon"), 1, 2, nil, 0, time.Second},
		{"says a past date", status(503, "Retry-After", "Sun, 06 Nov 1994 08:49:37 GMT"), 1, 2, nil, 0, time.Second},
		{"says too long to wait", status(429, "Retry-After", "600"), 1, 1, ErrStatus, 10 * time.Minute, 0},
		{"says a year", status(429, "Retry-After", "31536000"), 1, 1, ErrStatus, 24 * time.Hour, 0},
		{"says a number beyond all", status(429, "Retry-After", "99999999999999999999"), 1, 2, nil, 0, time.Second},
		{"is no failure that passes", status(500), 1, 1, ErrStatus, 0, 0},
		{"breaks off", func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Length", "100")
			_, _ = io.WriteString(w, "a")
		}, 1, 2, nil, 0, time.Second},
		{"hangs up", func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) }, 1, 2, nil, 0, time.Second},
	} {
		t.Run(test.name, func(t *testing.T) {
			var asked atomic.Int32
			server := serve(t, map[string]http.HandlerFunc{"/page": func(w http.ResponseWriter, r *http.Request) {
				if int(asked.Add(1)) <= test.failures {
					test.failing(w, r)
					return
				}
				_, _ = io.WriteString(w, "It rained.")
			}})
			fetcher, clock := guest(t, Options{})
			start := clock.now
			got, err := fetcher.Fetch(t.Context(), Request{Address: server.URL + "/page"})
			var later *RetryError
			if !errors.Is(err, test.want) || int(asked.Load()) != test.asked || errors.As(err, &later) != (test.after > 0) {
				t.Fatalf("asked %d times, got %q, %v", asked.Load(), got.Raw, err)
			}
			if later != nil && (later.After < test.after || later.After > max(2*comeBack, test.after)) {
				t.Errorf("come back after %v", later.After)
			}
			if slept := clock.now.Sub(start); slept < test.slept || slept > test.slept+5*time.Second {
				t.Errorf("slept %v", clock.slept)
			}
		})
	}
}

// TestHostIsLeftAlone asks again before the time that a server named: it is not bothered.
func TestHostIsLeftAlone(t *testing.T) {
	var asked int
	server := serve(t, map[string]http.HandlerFunc{"/page": func(w http.ResponseWriter, r *http.Request) {
		asked++
		status(503, "Retry-After", "300")(w, r)
	}})
	fetcher, clock := guest(t, Options{})
	var later *RetryError
	for range 3 {
		if _, err := fetcher.Fetch(t.Context(), Request{Address: server.URL + "/page"}); !errors.As(err, &later) {
			t.Fatalf("got %v", err)
		}
	}
	if asked != 1 || later.After != 300*time.Second || !errors.Is(later, ErrWait) || !strings.HasSuffix(later.Error(), "; try again in 5m0s") {
		t.Errorf("asked %d times, %v", asked, later)
	}
	_ = clock.Sleep(t.Context(), 300*time.Second)
	if _, _ = fetcher.Fetch(t.Context(), Request{Address: server.URL + "/page"}); asked != 2 {
		t.Errorf("asked %d times in the end", asked)
	}
}

func TestDeadServerIsLeftAlone(t *testing.T) {
	fetcher, clock := guest(t, Options{})
	place := closedPort()
	_, err := fetcher.Fetch(t.Context(), Request{Address: place})
	var later *RetryError
	if !errors.As(err, &later) || !errors.Is(err, ErrServer) || len(clock.slept) < maxAttempts-1 {
		t.Errorf("got %v, slept %v", err, clock.slept)
	}
	if _, err := fetcher.Fetch(t.Context(), Request{Address: place}); !errors.Is(err, ErrWait) {
		t.Errorf("got %v", err)
	}
}

func TestOneRequestAtATime(t *testing.T) {
	var now, most, served atomic.Int32
	server := serve(t, map[string]http.HandlerFunc{"/page": func(w http.ResponseWriter, _ *http.Request) {
		if at := now.Add(1); at > most.Load() {
			most.Store(at)
		}
		time.Sleep(2 * time.Millisecond)
		now.Add(-1)
		served.Add(1)
		_, _ = io.WriteString(w, "It rained.")
	}})
	fetcher, err := NewFetcher(Options{Allow: anywhere, Interval: time.Millisecond})
	if err != nil {
		t.Fatal(err)
	}
	var all sync.WaitGroup
	for range 20 {
		all.Go(func() {
			if _, err := fetcher.Fetch(t.Context(), Request{Address: server.URL + "/page"}); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	if most.Load() != 1 || served.Load() != 20 {
		t.Errorf("%d at once, %d served", most.Load(), served.Load())
	}
}

func TestTooManyWait(t *testing.T) {
	release := make(chan struct{})
	server := serve(t, map[string]http.HandlerFunc{"/page": func(http.ResponseWriter, *http.Request) { <-release }})
	fetcher, err := NewFetcher(Options{Allow: anywhere, Interval: 20 * time.Second})
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	var all sync.WaitGroup
	var refused atomic.Int32
	for range 5 {
		all.Go(func() {
			_, err := fetcher.Fetch(ctx, Request{Address: server.URL + "/page"})
			var later *RetryError
			if errors.As(err, &later) {
				if refused.Add(1) == 3 {
					cancel()
				}
			} else if !errors.Is(err, context.Canceled) {
				t.Error(err)
			}
		})
	}
	all.Wait()
	close(release)
	if refused.Load() != 3 { // one asks, one waits
		t.Errorf("%d were sent away", refused.Load())
	}
	for _, host := range fetcher.hosts.byName {
		if host.waiting != 0 {
			t.Errorf("%d still wait", host.waiting)
		}
	}
}

func TestHostsAreForgotten(t *testing.T) {
	clock := newClock()
	h := newHosts(Options{Now: clock.Now, Sleep: clock.Sleep, Interval: time.Second})
	first := h.get("harbour.example")
	if h.get("HARBOUR.example.") != first {
		t.Error("one host goes by two names")
	}
	for i := range 2 * maxHosts {
		_ = clock.Sleep(t.Context(), time.Millisecond)
		h.get(fmt.Sprintf("h%d.example", i))
	}
	if len(h.byName) != maxHosts || h.byName["harbour.example"] != nil || h.byName[fmt.Sprintf("h%d.example", 2*maxHosts-1)] == nil {
		t.Errorf("%d hosts", len(h.byName))
	}
}

// TestEachHopIsJudged has pages, robots.txt, feeds and sitemaps lead to an address that is not to be dialled.
func TestEachHopIsJudged(t *testing.T) {
	secrets := serve(t, map[string]http.HandlerFunc{"/": func(http.ResponseWriter, *http.Request) { t.Error("the secret server was asked") }})
	port := netip.MustParseAddrPort(strings.TrimPrefix(secrets.URL, "http://")).Port()
	inside := fmt.Sprintf("http://127.0.0.2:%d/", port)
	onlyOne := func(address netip.Addr) error {
		if address.Unmap() != netip.MustParseAddr("127.0.0.1") {
			return ErrForbidden
		}
		return nil
	}
	robots := text("")
	server := serve(t, map[string]http.HandlerFunc{
		"/robots.txt": func(w http.ResponseWriter, r *http.Request) { robots(w, r) },
		"/page":       to(inside), "/twice": to("/page"), "/mapped": to(strings.Replace(inside, "127.0.0.2", "[::ffff:127.0.0.2]", 1)),
		"/feed":    text(`<rss version="2.0"><channel><item><link>` + inside + `</link></item></channel></rss>`),
		"/sitemap": text(`<urlset><url><loc>` + inside + `</loc></url></urlset>`),
		"/plain":   text("It rained."),
	})
	for _, path := range []string{"/page", "/twice", "/mapped"} {
		fetcher, _ := guest(t, Options{Allow: onlyOne})
		if got, err := fetcher.Fetch(t.Context(), Request{Address: server.URL + path}); !errors.Is(err, ErrForbidden) {
			t.Errorf("%s: got %q, %v", path, got.Raw, err)
		}
	}
	for _, path := range []string{"/feed", "/sitemap"} {
		fetcher, _ := guest(t, Options{Allow: onlyOne})
		list, err := fetcher.Fetch(t.Context(), Request{Address: server.URL + path})
		if err != nil {
			t.Fatal(err)
		}
		feed, _ := ReadFeed(list.Raw, list.ContentType, list.Location)
		sitemap, _ := ReadSitemap(list.Raw, list.ContentType, list.Location)
		links := append(sitemap.Pages, Listed{})
		for _, item := range feed.Items {
			links[0].Address = item.Link
		}
		if _, err := fetcher.Fetch(t.Context(), Request{Address: links[0].Address}); links[0].Address != inside || !errors.Is(err, ErrForbidden) {
			t.Errorf("%s leads to %q: %v", path, links[0].Address, err)
		}
	}
	robots = to(inside + "robots.txt")
	fetcher, _ := guest(t, Options{Allow: onlyOne})
	if got, err := fetcher.Fetch(t.Context(), Request{Address: server.URL + "/plain"}); !errors.Is(err, ErrServer) || !errors.Is(err, ErrForbidden) {
		t.Errorf("robots.txt elsewhere: got %q, %v", got.Raw, err)
	}
}
