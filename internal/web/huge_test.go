package web_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"gainsay"
	"gainsay/internal/web"
)

// huge are articles that are too much for one page.
func huge() []hostile {
	return []hostile{
		{name: "a million tags deep", raw: webPage("", strings.Repeat("<b>", 1_000_000)+"x")},
		{name: "a million tags wide", raw: webPage("", strings.Repeat("<b></b>", 1_000_000))},
		{name: "a line of 10 MB", raw: "Anna Ruck said that the bridge was safe. " + strings.Repeat("word ", 2_000_000), place: "line.txt"},
		{name: "a word of 10 MB", raw: "Anna Ruck said that the bridge was safe.\n\n" + strings.Repeat("ü", 5_000_000), place: "word.txt"},
		{name: "20,000 statements", raw: strings.Repeat("Anna Ruck said that the bridge was safe. Jonas Ebert denied that it was.\n\n", 10_000), place: "statements.txt"},
		{name: "6,000 statements", raw: strings.Repeat("Anna Ruck said that the bridge was safe. Jonas Ebert denied that it was.\n\n", 3_000), place: "versions.txt"},
		{name: "6,000 other statements", raw: strings.Repeat("Anna Ruck said that the bridge was safe. Ida Falk denied that it was.\n\n", 3_000), place: "versions.txt"},
		{name: "20,000 statements in a paragraph", raw: strings.Repeat("Anna Ruck said that the bridge was safe. Jonas Ebert denied that it was. ", 10_000), place: "paragraph.txt"},
	}
}

// TestHugeArticles opens articles that are too much for one page: each answer is bounded in size and time, and a browser can show it.
func TestHugeArticles(t *testing.T) {
	ctx := browser(t)
	archive, names := hostileArchive(t, "http://nowhere.invalid", huge())
	address := served(t, archive, web.Options{})
	for n := range names {
		for _, rest := range []string{"", "?tab=original", "/original", "?tab=versions", "?tab=copies", "?page=2"} {
			path := "/document/" + n + rest
			began := time.Now()
			response, body := got(t, address+path)
			took := time.Since(began)
			t.Logf("%-36s %-14s %d %8d bytes in %v", names[n], rest, response.StatusCode, len(body), took.Round(time.Millisecond))
			if len(body) > 4<<20 {
				t.Errorf("%s: the answer has %d bytes", path, len(body))
			}
			if took > 5*time.Second {
				t.Errorf("%s took %v", path, took)
			}
		}
		for _, rest := range []string{"", "?tab=original"} {
			began := time.Now()
			do(t, ctx, chromedp.Navigate(address+"/document/"+n+rest), chromedp.WaitReady(chromedp.CSS("main")))
			fits(t, ctx)
			t.Logf("%-36s %-14s shown in %v", names[n], rest, time.Since(began).Round(time.Millisecond))
		}
	}
}

// TestPartsOfALongArticle goes through the parts of an article that is too long for one page: every statement has its card once, and
// every link in the page leads to something on it.
func TestPartsOfALongArticle(t *testing.T) {
	const pairs = 400
	archive, _ := hostileArchive(t, "", []hostile{{name: "long", place: "long.txt",
		raw: strings.Repeat("Anna Ruck said that the bridge was safe. Jonas Ebert denied that it was.\n\n", pairs)}})
	address := served(t, archive, web.Options{})
	cards := map[string]int{}
	part := 1
	for ; ; part++ {
		response, body := got(t, fmt.Sprintf("%s/document/d1?page=%d", address, part))
		if response.StatusCode != http.StatusOK {
			break
		}
		on := map[string]bool{}
		for _, piece := range strings.Split(body, ` id="`)[1:] {
			id, _, _ := strings.Cut(piece, `"`)
			if on[id] {
				t.Errorf("part %d has %q twice", part, id)
			}
			on[id] = true
			if strings.HasPrefix(id, "s") {
				cards[id]++
			}
		}
		for _, piece := range strings.Split(body, `href="#`)[1:] {
			if id, _, _ := strings.Cut(piece, `"`); !on[id] {
				t.Errorf("part %d has a link to %q, which is not there", part, id)
			}
		}
	}
	if part < 3 || len(cards) < pairs {
		t.Errorf("%d parts with %d cards", part-1, len(cards))
	}
	for id, n := range cards {
		if n != 1 {
			t.Errorf("%s has %d cards", id, n)
		}
	}
}

// BenchmarkArticle lays out an article of some 1,000 words with a statement in every paragraph. cpu-ms/op is what it costs where others
// use the machine too.
func BenchmarkArticle(b *testing.B) {
	text := strings.Repeat("Anna Ruck said on Monday that the bridge over the river was safe. It was built in the year of the flood, of stone that came down the valley on rafts.\n\n", 35)
	reader, err := fastReader()
	if err != nil {
		b.Fatal(err)
	}
	archive, err := gainsay.Open(b.Context(), b.TempDir(), &gainsay.ArchiveOptions{Reader: reader})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = archive.Close() })
	for kept, err := range archive.Add(b.Context(), func(yield func(gainsay.Captured) bool) {
		yield(gainsay.Captured{Source: gainsay.Source{Raw: []byte(text), Location: "a.txt"}})
	}) {
		if err != nil || kept.Err != nil {
			b.Fatal(err, kept.Err)
		}
	}
	done, err := archive.Work(b.Context(), nil)
	if err != nil {
		b.Fatal(err)
	}
	site, err := web.New(b.Context(), archive, web.Options{})
	if err != nil {
		b.Fatal(err)
	}
	handler := site.Handler()
	before, n := cpu(b), 0
	for b.Loop() {
		w := httptest.NewRecorder()
		handler.ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/document/d1", nil))
		if w.Code != http.StatusOK || w.Body.Len() < 5000 {
			b.Fatal(w.Code)
		}
		n++
	}
	b.ReportMetric(float64((cpu(b)-before).Microseconds())/1000/float64(n), "cpu-ms/op")
	b.ReportMetric(float64(done.Statements), "statements")
	b.ReportMetric(float64(len(strings.Fields(text))), "words")
}

// cpu is what the process has used of the processors.
func cpu(b *testing.B) time.Duration {
	var usage syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &usage); err != nil {
		b.Skip(err)
	}
	return time.Duration(usage.Utime.Nano() + usage.Stime.Nano())
}
