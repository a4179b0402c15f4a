package capture

import (
	"errors"
	"net/http"
	"net/url"
	"strings"
	"sync/atomic"
	"testing"
	"time"
)

func TestRobotsRules(t *testing.T) {
	for _, test := range []struct {
		name, file, path string
		want             bool
	}{
		{"empty", "", "/a", true},
		{"no robots.txt at all", "<html>\n<p>User-agent: *</p>", "/a", true},
		{"all", "User-agent: *\nDisallow: /", "/a", false},
		{"itself", "User-agent: *\nDisallow: /", "/robots.txt", true},
		{"nothing", "User-agent: *\nDisallow:", "/a", true},
		{"somebody else", "User-agent: other\nDisallow: /", "/a", true},
		{"by name", "User-agent: GainSay\nDisallow: /a", "/a", false},
		{"by name and version", "User-agent: gainsay/1.0\nDisallow: /a", "/a", false},
		{"a name that begins alike", "User-agent: gain\nDisallow: /a", "/a", true},
		{"a longer name", "User-agent: gainsayer\nDisallow: /a", "/a", true},
		{"own group before all others", "User-agent: *\nDisallow: /\n\nUser-agent: gainsay\nDisallow: /b", "/a", true},
		{"own empty group", "User-agent: gainsay\nDisallow:\n\nUser-agent: *\nDisallow: /", "/a", true},
		{"own group without rules", "User-agent: gainsay\nSitemap: http://h.example/s\n", "/a", true},
		{"two groups for one", "User-agent: gainsay\nDisallow: /a\n\nUser-agent: gainsay\nDisallow: /b", "/b", false},
		{"one group for two", "User-agent: other\nUser-agent: gainsay\nDisallow: /a", "/a", false},
		{"what is in between ends no list", "User-agent: gainsay\nSitemap: http://h.example/s\nUser-agent: other\nDisallow: /a", "/a", false},
		{"longest wins", "User-agent: *\nDisallow: /a\nAllow: /a/b", "/a/b", true},
		{"longest wins, the other way round", "User-agent: *\nAllow: /a\nDisallow: /a/b", "/a/b", false},
		{"allow wins a tie", "User-agent: *\nDisallow: /a\nAllow: /a", "/a", true},
		{"a rule before all groups", "Disallow: /a\nUser-agent: *\nDisallow: /b", "/a", true},
		{"a bad line", "User-agent: *\nCrawl-delay: soon\nwhat is this\nDisallow: /b", "/b", false},
		{"comment", "User-agent: * # all\nDisallow: /a#c", "/a", false},
		{"byte order mark and old line ends", "\ufeffUser-agent: *\rDisallow: /a\r", "/a", false},
		{"query", "User-agent: *\nDisallow: /a?b=", "/a?b=1", false},
		{"case counts in paths", "User-agent: *\nDisallow: /A", "/a", true},
		{"no slash", "User-agent: *\nDisallow: a", "/a", false},
		{"star", "User-agent: *\nDisallow: /a*b", "/axxb/c", false},
		{"star is anchored", "User-agent: *\nDisallow: /a*b", "/x/ab", true},
		{"star at the beginning", "User-agent: *\nDisallow: *b", "/a/b", false},
		{"ending", "User-agent: *\nDisallow: /*.pdf$", "/a.pdf", false},
		{"ending elsewhere", "User-agent: *\nDisallow: /*.pdf$", "/a.pdf?x", true},
		{"ending that comes twice", "User-agent: *\nDisallow: /*.pdf$", "/a.pdf/b.pdf", false},
		{"whole path", "User-agent: *\nDisallow: /a$", "/ab", true},
		{"parts may not overlap", "User-agent: *\nDisallow: /ab*ba$", "/aba", true},
		{"dollar in the middle", "User-agent: *\nDisallow: /a$b", "/a$b", true}, // to be written %24
		{"star as a character", "User-agent: *\nDisallow: /a%2A", "/a*", false},
		{"encoded or not", "User-agent: *\nDisallow: /caf%c3%a9", "/café", false},
		{"not encoded", "User-agent: *\nDisallow: /café", "/caf%C3%A9", false},
		{"needlessly encoded", "User-agent: *\nDisallow: /%61", "/a", false},
		{"a slash that is none", "User-agent: *\nDisallow: /a/b", "/a%2Fb", true},
		{"broken encoding", "User-agent: *\nDisallow: /a%", "/a%25", false},
	} {
		u, err := url.Parse("http://harbour.example" + test.path)
		if err != nil {
			t.Fatal(err)
		}
		rules := parseRobots([]byte(test.file), product)
		if got := rules.allows(u); got != test.want {
			t.Errorf("%s: %q: got %v", test.name, test.path, got)
		}
	}
}

func TestCrawlDelay(t *testing.T) {
	for file, want := range map[string]time.Duration{
		"User-agent: *\nCrawl-delay: 2.5":  2500 * time.Millisecond,
		"User-agent: *\nCrawl-delay: 1e99": maxCrawlDelay,
		"User-agent: *\nCrawl-delay: -3":   0, "User-agent: *\nCrawl-delay: NaN": 0, "Crawl-delay: 9": 0,
		"User-agent: gainsay\nCrawl-delay: 3\nUser-agent: *\nCrawl-delay: 9": 3 * time.Second,
	} {
		if got := parseRobots([]byte(file), product); got.delay != want {
			t.Errorf("%q: got %v", file, got.delay)
		}
	}
}

// TestRobotsAttack has patterns that would take other matchers for ever.
func TestRobotsAttack(t *testing.T) {
	u := &url.URL{Path: "/" + strings.Repeat("a", maxAddress-100)}
	for _, file := range []string{
		"User-agent: *\nDisallow: /" + strings.Repeat("a*", maxRobots/2-20) + "b",
		"User-agent: *\nDisallow: /" + strings.Repeat("*", maxRobots-30) + "b$",
		"User-agent: *" + strings.Repeat("\nDisallow: /*a*a*a*b", maxRobots/20-1),
		strings.Repeat("User-agent: *\n", maxRobots/14-2) + "Disallow: /b",
	} {
		start := time.Now()
		rules := parseRobots([]byte(file), product)
		if !rules.allows(u) {
			t.Errorf("%.40q… matches", file)
		}
		if took := time.Since(start); took > 10*time.Second {
			t.Errorf("%.40q… took %v", file, took)
		}
	}
}

func TestFetcherObeysRobots(t *testing.T) {
	const forbidding = "User-agent: *\nDisallow: /page\n"
	for _, test := range []struct {
		name    string
		answer  http.HandlerFunc
		request Request
		options Options
		want    error
		later   bool
	}{
		{"forbidden", text(forbidding), Request{Address: "/page"}, Options{}, ErrRobots, false},
		{"behind a redirect", text(forbidding), Request{Address: "/moved"}, Options{}, ErrRobots, false},
		{"named by a person", text(forbidding), Request{Address: "/page", Direct: true}, Options{}, ErrRobots, false},
		{"named by a person who may", text(forbidding), Request{Address: "/page", Direct: true}, Options{Robots: RobotsForLinks}, nil, false},
		{"a link nevertheless", text(forbidding), Request{Address: "/page"}, Options{Robots: RobotsForLinks}, ErrRobots, false},
		{"not obeyed", text(forbidding), Request{Address: "/page"}, Options{Robots: RobotsForNone}, nil, false},
		{"moved", to("/elsewhere"), Request{Address: "/page"}, Options{}, ErrRobots, false},
		{"moved for ever", to("/circle"), Request{Address: "/page"}, Options{}, nil, false},
		{"missing", status(404), Request{Address: "/page"}, Options{}, nil, false},
		{"refused", status(403), Request{Address: "/page"}, Options{}, nil, false},
		{"empty", status(204), Request{Address: "/page"}, Options{}, nil, false},
		{"broken", status(500), Request{Address: "/page"}, Options{}, ErrServer, true},
		{"busy", status(503), Request{Address: "/page"}, Options{}, ErrServer, true},
		{"too many", status(429), Request{Address: "/page"}, Options{}, ErrServer, true},
		{"hangs up", func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) }, Request{Address: "/page"}, Options{}, ErrServer, true},
		{"broken compression", compressed("compress", "x"), Request{Address: "/page"}, Options{}, ErrServer, true},
		{"large", text(forbidding + strings.Repeat("#\n", maxRobots)), Request{Address: "/page"}, Options{}, ErrRobots, false},
		{"past the limit", text(strings.Repeat("#\n", maxRobots) + forbidding), Request{Address: "/page"}, Options{}, nil, false},
	} {
		t.Run(test.name, func(t *testing.T) {
			var pages atomic.Int32
			server := serve(t, map[string]http.HandlerFunc{
				"/robots.txt": test.answer,
				"/page":       func(w http.ResponseWriter, r *http.Request) { pages.Add(1); text("It rained.")(w, r) },
				"/moved":      to("/page"), "/elsewhere": to("/robots-elsewhere"), "/robots-elsewhere": text(forbidding), "/circle": to("/circle"),
			})
			fetcher, _ := guest(t, test.options)
			test.request.Address = server.URL + test.request.Address
			_, err := fetcher.Fetch(t.Context(), test.request)
			var later *RetryError
			if !errors.Is(err, test.want) || errors.As(err, &later) != test.later || pages.Load() > 0 != (test.want == nil) {
				t.Errorf("%d pages, got %v", pages.Load(), err)
			}
		})
	}
}

func TestRobotsIsKeptForADay(t *testing.T) {
	asked := 0
	server := serve(t, map[string]http.HandlerFunc{
		"/robots.txt": func(w http.ResponseWriter, r *http.Request) {
			asked++
			text("User-agent: *\nCrawl-delay: 4\nSitemap: /sitemap.xml\nSitemap: file:///etc/passwd\n")(w, r)
		},
		"/page": text("It rained."),
	})
	fetcher, clock := guest(t, Options{})
	fetch := func() {
		t.Helper()
		if _, err := fetcher.Fetch(t.Context(), Request{Address: server.URL + "/page"}); err != nil {
			t.Fatal(err)
		}
	}
	fetch()
	fetch()
	if asked != 1 || len(clock.slept) != 1 || clock.slept[0] != 4*time.Second {
		t.Errorf("asked %d times, slept %v", asked, clock.slept)
	}
	_ = clock.Sleep(t.Context(), robotsAge)
	if fetch(); asked != 2 {
		t.Errorf("asked %d times a day later", asked)
	}
	if got, err := fetcher.Sitemaps(t.Context(), server.URL+"/page"); err != nil || len(got) != 1 || got[0] != server.URL+"/sitemap.xml" {
		t.Errorf("sitemaps %v, %v", got, err)
	}
}
