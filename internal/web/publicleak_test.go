package web_test

import (
	"errors"
	"io"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"gainsay"
	"gainsay/internal/web"
	"gainsay/internal/web/access"
	"gainsay/news"
)

// The word xyzzyloch, and whoever has it in his name, stands in what nobody has reviewed only.
var secretive = []string{
	"# Weir gates stay open at Tarsk\n\nIlse Brandt said on Monday that the lower gate had been open since dawn.\n\nMarta Ruland denied that the xyzzyloch tunnel was flooded.\n\n" +
		"Marta Ruland denied that the lower gate had been open since dawn.\n\nOskar Xyzzyloch said that the lower gate had been open since dawn.\n",
	"# Minister denies xyzzyloch leak\n\nIlse Xyzzyloch Brandt said on Tuesday that the upper gate was shut. Ilse Brandt said that nobody had seen the page.\n",
}

// TestPublicIsToldNothingElse follows every link that the public is given, and asks for what nobody has reviewed: no answer has a word of it, and a
// search for one gives what a search for a word gives that is nowhere.
func TestPublicIsToldNothingElse(t *testing.T) {
	archive := withAccounts(t, openArchive(t, t.TempDir()))
	captured := func(yield func(gainsay.Captured) bool) {
		for i, text := range secretive {
			place := "https://post.example/" + string(rune('a'+i))
			if !yield(gainsay.Captured{Source: gainsay.Source{Raw: []byte(text), Location: place},
				Capture: news.Capture{Place: place, Location: place, Time: time.Date(2024, 5, 20, 9, 0, 0, 0, time.UTC)}}) {
				return
			}
		}
	}
	for kept, err := range archive.Add(t.Context(), captured) {
		if err = errors.Join(err, kept.Err); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := archive.Work(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	accepted, hidden := 0, 0
	for e, err := range archive.All(t.Context(), news.Query{}) {
		if err != nil {
			t.Fatal(err)
		}
		if e.Speaker == nil || e.Speaker.Name != "Ilse Brandt" || e.Document.ID != "d1" {
			hidden++
			continue
		}
		accepted++
		if _, err := archive.Correct(t.Context(), news.Correction{Kind: news.Accept, Target: e.ID, By: "reviewer"}); err != nil {
			t.Fatal(err)
		}
	}
	if accepted == 0 || hidden < 4 {
		t.Fatal(accepted, hidden)
	}
	address := served(t, archive, web.Options{Now: hurrying(), Patience: time.Minute, Access: access.Options{Accounts: true, Public: true}})
	v := visiting(t, address)
	c := newCrawl(t, v, access.Public)
	c.hidden = "xyzzyloch"
	c.follow("/")
	if len(c.pages) < 20 {
		t.Errorf("%d pages found", len(c.pages))
	}
	for _, id := range []string{"1", "2", "3", "4", "5", "6", "7", "8", "9"} {
		for _, path := range []string{"/document/d" + id, "/document/d" + id + "?tab=versions", "/document/d" + id + "?tab=copies", "/document/d" + id + "/original", "/claim/c" + id, "/speaker/e" + id,
			"/origin/o" + id, "/story/t" + id, "/statement/d1/s" + id, "/statement/d2/s" + id, "/statement/d1/s" + id + "?why=1", "/statement/d1/s" + id + "/proof", "/claim/c" + id + "?format=svg",
			"/api/v1/documents/d" + id, "/api/v1/documents/d" + id + "/article", "/api/v1/documents/d" + id + "/record", "/api/v1/claims/c" + id, "/api/v1/speakers/e" + id, "/api/v1/stories/t" + id,
			"/api/v1/statements/d1/s" + id, "/api/v1/statements/d2/s" + id, "/api/v1/statements/d1/s" + id + "/answers", "/api/v1/statements/d1/s" + id + "/history"} {
			if _, body := v.get(path); strings.Contains(strings.ToLower(body), "xyzzyloch") {
				t.Errorf("%s tells\n%s", path, around(body, "xyzzyloch"))
			}
		}
	}
	if _, body := v.get("/api/v1/names?prefix=Il"); !strings.Contains(body, "Ilse Brandt") {
		t.Errorf("names: %s", body)
	}
	for _, search := range []string{"/?q=WORD", "/?q=headline:WORD", "/?q=speaker:WORD", "/?q=speaker:%22Oskar+WORD%22", "/?q=speaker:%22Ilse+WORD+Brandt%22", "/?q=gate+OR+WORD", "/?q=-WORD", "/?q=gate+-WORD", "/?q=about:WORD",
		"/claims?q=WORD", "/claims?tab=all&q=WORD", "/speakers?q=WORD", "/speakers?q=Oskar+WORD", "/stories?q=WORD", "/feed/atom?q=WORD", "/feed/rss?q=-WORD", "/feed/jsonfeed?q=WORD",
		"/api/v1/statements?q=WORD", "/api/v1/statements?q=-WORD", "/api/v1/statements?q=gate+-WORD", "/api/v1/names?prefix=WORD", "/api/v1/names?prefix=Oskar+WORD", "/api/v1/names?prefix=Ilse+WORD", "/api/v1/outlets",
		"/api/v1/claims?q=WORD", "/api/v1/speakers?q=WORD", "/api/v1/stories?q=WORD"} {
		answers := [2]string{}
		for i, word := range []string{"xyzzyloch", "qqqqqloch"} {
			response, body := v.get(strings.ReplaceAll(search, "WORD", word))
			answers[i] = response.Status + "\n" + cursors.ReplaceAllString(strings.ReplaceAll(body, word, "WORD"), "")
			if response.StatusCode >= 500 {
				t.Errorf("%s: %s", search, response.Status)
			}
		}
		if answers[0] != answers[1] {
			t.Errorf("%s differs:\n%s\n---\n%s", search, different(answers[0], answers[1]), different(answers[1], answers[0]))
		}
	}
	for _, path := range []string{"/complete?prefix=x", "/export", "/mcp", "/api/v1/events", "/api/v1/export/csv", "/api/v1/export/jsonl", "/metrics", "/review", "/review/names?q=xyz", "/wire", "/edits"} {
		if response, body := v.get(path); response.StatusCode == http.StatusOK || strings.Contains(strings.ToLower(body), "xyzzyloch") {
			t.Errorf("%s: %s", path, response.Status)
		}
	}
}

// cursors and times of feeds differ from one answer to the next.
var cursors = regexp.MustCompile(`"took":[0-9.]+`)

// around is where a word stands in a text.
func around(text, word string) string {
	at := strings.Index(strings.ToLower(text), word)
	return text[max(0, at-200):min(len(text), at+200)]
}

// different is where one text begins to differ from another.
func different(text, other string) string {
	at := 0
	for at < min(len(text), len(other)) && text[at] == other[at] {
		at++
	}
	return text[max(0, at-100):min(len(text), at+300)]
}

// TestOtherSitesChangeNothing: what a page of another site sends is not done, whatever it is.
func TestOtherSitesChangeNothing(t *testing.T) {
	archive := withAccounts(t, sampleArchive(t))
	address := served(t, archive, web.Options{})
	paths := []string{"/mcp", "/api/v1/corrections"}
	for _, route := range web.Routes() {
		if method, path := example(route.Pattern); method == http.MethodPost {
			paths = append(paths, path)
		}
	}
	for _, path := range paths {
		for _, header := range []http.Header{{"Sec-Fetch-Site": {"cross-site"}}, {"Sec-Fetch-Site": {"same-site"}}, {"Origin": {"https://evil.example"}}, {"Origin": {"null"}}} {
			for _, kind := range []string{"application/x-www-form-urlencoded", "text/plain", "application/json", "multipart/form-data; boundary=x"} {
				request, err := http.NewRequestWithContext(t.Context(), http.MethodPost, address+path, strings.NewReader("kind=accept&target=d1%23s1&statement=d1%23s1"))
				if err != nil {
					t.Fatal(err)
				}
				request.Header = header.Clone()
				request.Header.Set("Content-Type", kind)
				response, err := http.DefaultClient.Do(request)
				if err != nil {
					t.Fatal(err)
				}
				_, _ = io.Copy(io.Discard, response.Body)
				response.Body.Close()
				if response.StatusCode != http.StatusForbidden {
					t.Errorf("%s with %v as %s: %s", path, header, kind, response.Status)
				}
			}
		}
	}
}

// TestHostileQuestions asks what nobody asks in earnest: the answer is an error that says so, in a moment.
func TestHostileQuestions(t *testing.T) {
	address := served(t, sampleArchive(t), web.Options{})
	v := visiting(t, address)
	long := url.QueryEscape(strings.Repeat("word ", 4000))
	for _, path := range []string{"/?q=" + long, "/?q=" + url.QueryEscape(strings.Repeat("(", 9000)), "/?q=" + url.QueryEscape(strings.Repeat("act:deny ", 1500)), "/?q=" + url.QueryEscape(strings.Repeat(`"`, 9001)),
		"/?q=" + url.QueryEscape(strings.Repeat("a OR ", 3000)+"a"), "/?q=" + url.QueryEscape(strings.Repeat("-", 9000)), "/?q=%00", "/?q=%ff%fe", "/?q=" + url.QueryEscape("\u202egate"),
		"/?after=x", "/?after=%00", "/?after=" + strings.Repeat("A", 9000), "/?after=P-xHRTjvNNdaNlAAAAAMAA", "/claims?after=zzz", "/speakers?after=zzz", "/stories?after=zzz", "/edits?after=zzz", "/wire?after=zzz", "/review?after=zzz",
		"/review?at=%23", "/review?at=d999%23s1", "/claim/c99999999999999999999", "/claim/c-1", "/claim/c1?asof=9999-99-99", "/claim/c1?until=x", "/?asof=99999-01-01", "/?since=x", "/?sort=x",
		"/document/d1?tab=x", "/document/d1?tab=versions&from=d1&to=d1", "/document/d0", "/document/d1?page=-1", "/document/d1?page=99999999999999999999", "/speaker/e1?tab=x", "/speaker/e1?page=-5", "/feed/x?q=a",
		"/feed/atom?saved=x", "/complete?q=" + long, "/api/v1/statements?q=" + long, "/api/v1/statements?limit=-1", "/api/v1/statements?after=%00", "/speakers?letter=%00", "/speakers?kind=x", "/adding/x", "/sources/unwatch?id=x"} {
		begun := time.Now()
		response, body := v.get(path)
		if took := time.Since(begun); response.StatusCode >= 500 || took > 5*time.Second {
			t.Errorf("%.80s: %s after %v\n%.300s", path, response.Status, took, body)
		}
	}
	for _, back := range []string{"//evil.example", "https://evil.example", `/\evil.example`, `\\evil.example`, "javascript:alert(1)", "/%2f/evil.example", "///evil.example", "/\r\nSet-Cookie: a=b", "/\t/evil.example", "http:evil.example", "/..//evil.example", "/.//evil.example"} {
		for path, fields := range map[string][]string{"/corrections": {"kind", "accept", "target", "d1#s1"}, "/stars": {"statement", "d1#s1", "star", "1"}} {
			response, _ := v.post(path, append(fields, "back", back)...)
			at, err := url.Parse(address + path)
			if err != nil {
				t.Fatal(err)
			}
			to, err := at.Parse(response.Header.Get("Location"))
			if err != nil || to.Host != at.Host || response.Header.Get("Set-Cookie") != "" || strings.HasPrefix(to.Path, "//") {
				t.Errorf("%s leads back to %q by %q", path, response.Header.Get("Location"), back)
			}
		}
	}
}
