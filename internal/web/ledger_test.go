package web_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"gainsay"
	"gainsay/internal/web"
	"gainsay/news"
)

// calm waits for counts, however busy the machine is.
var calm = web.Options{Patience: time.Minute, Now: func() time.Time { return time.Date(2024, 5, 20, 12, 0, 0, 0, time.UTC) }}

func emptyArchive(t *testing.T) *gainsay.Archive { return openArchive(t, t.TempDir()) }

func TestLedgerInABrowser(t *testing.T) {
	ctx := browser(t)
	address := served(t, sampleArchive(t), calm)
	for name, path := range map[string]string{
		"ledger": "/", "ledger-narrowed": "/?q=" + url.QueryEscape(`flood act:deny outlet:"The Venn Courier" since:2024-05-14 until:2024-05-16`), "ledger-contested": "/?q=is:contested&asof=2026-12-31",
		"ledger-nothing": "/?q=zebra+act:deny", "ledger-bad": "/?q=dam+act:sing", "ledger-words": "/?q=gates&sort=relevance",
	} {
		looked(t, ctx, address+path, name)
	}
	looked(t, ctx, served(t, emptyArchive(t), calm), "ledger-empty")
}

// A facet narrows, its chip widens again, and "Earlier statements" leads on.
func TestLedgerIsWalked(t *testing.T) {
	ctx := browser(t)
	address := served(t, sampleArchive(t), calm)
	do(t, ctx, chromedp.Navigate(address), chromedp.Click(chromedp.CSS(`#facets a[href="/?q=act%3Adeny"]`)), chromedp.WaitReady(chromedp.CSS(`.chip.on`)))
	if got := value(t, ctx, chromedp.Evaluate[string](`[...new Set([...document.querySelectorAll(".statement .act")].map(e => e.textContent))].join()`)); got != "denies" {
		t.Errorf("act:deny shows %s", got)
	}
	if got := value(t, ctx, chromedp.Evaluate[string](`document.querySelector(".find input").value`)); got != "act:deny" {
		t.Errorf("the search box has %q", got)
	}
	do(t, ctx, chromedp.Click(chromedp.CSS(`.chip.on`)), chromedp.WaitReady(chromedp.CSS(`a[rel="next"]`)), chromedp.Click(chromedp.CSS(`a[rel="next"]`)),
		chromedp.WaitReady(chromedp.CSS(`a[href="/"].button`)))
	if n := value(t, ctx, chromedp.Evaluate[int](`document.querySelectorAll(".statement").length`)); n != 50 {
		t.Errorf("the second page has %d statements", n)
	}
	// A bar leads to its day.
	do(t, ctx, chromedp.Navigate(address), chromedp.WaitReady(chromedp.CSS(".bars")))
	day := value(t, ctx, chromedp.Evaluate[string](`(() => { const a = [...document.querySelectorAll(".bars a:not([tabindex])")].at(-1); location.href = a.href.baseVal; return a.getAttribute("aria-label"); })()`))
	do(t, ctx, chromedp.WaitReady(chromedp.CSS(".bars a.on")))
	if got := value(t, ctx, chromedp.Evaluate[string](`document.querySelector(".bars a.on").getAttribute("aria-label")`)); got != day {
		t.Errorf("%q is marked, %q was chosen", got, day)
	}
}

func TestLedgerOnAPhone(t *testing.T) {
	ctx := browser(t)
	address := served(t, sampleArchive(t), calm)
	do(t, ctx, sized(390, 844), chromedp.Navigate(address), chromedp.WaitReady(chromedp.CSS("main")))
	if value(t, ctx, chromedp.Evaluate[bool](`document.querySelector("details.narrow").open`)) {
		t.Error("the facets are not folded up")
	}
}

// What is not counted in a moment is put in when it is.
func TestLedgerBeforeItsCounts(t *testing.T) {
	address := served(t, sampleArchive(t), web.Options{Patience: time.Nanosecond})
	if _, body := got(t, address); !strings.Contains(body, "data-counting") || !strings.Contains(body, `class="statement"`) {
		t.Fatal("the page is not there before its counts")
	}
	ctx := browser(t)
	do(t, ctx, chromedp.Navigate(served(t, sampleArchive(t), web.Options{Patience: time.Millisecond})), chromedp.WaitReady(chromedp.CSS("#facets li")))
}

func TestLedger(t *testing.T) {
	address := served(t, sampleArchive(t), calm)
	for _, c := range []struct {
		path   string
		status int
		has    []string
		lacks  string
	}{
		{"/", 200, []string{"50 of 117 statements", "Earlier statements", "contested claims", `href="/?q=act%3Adeny"`, `href="/?q=speaker%3Ae`}, "Nothing found"},
		{"/?q=act:deny", 200, []string{"denies", `href="/" title="leave this filter out"`, `/saved?q=act%3Adeny`, `/export?q=act%3Adeny`}, `class="act act-accuse"`},
		{"/?q=act:foo+dam", 400, []string{"act:foo", "give one of", `value="act:foo dam"`, `href="/?q=dam"`}, "Nothing found"},
		{"/?q=???", 400, []string{"nothing to look for"}, "Nothing found"},
		{"/?q=zebra+act:deny", 200, []string{"Nothing found", "without one of these", `href="/?q=act%3Adeny" title`, "words: zebra"}, "Earlier statements"},
		{"/?q=zebra+act:deny+outlet:nobody", 200, []string{"Nothing found", "Leave several of these out", `href="/?q=zebra&#43;act%3Adeny"`}, "Earlier statements"},
		{"/?asof=2024-05-15", 200, []string{"as it stood at <strong>the end of 2024-05-15", "Nothing found", "Back to now"}, "new today"},
		{"/?asof=yesterday", 400, []string{"is no time"}, "Nothing found"},
		{"/?after=xyz", 400, []string{"cursor"}, ""},
		{"/?q=is:contested", 200, []string{"contested claim</a>", `aria-current="true"`}, "Nothing found"},
		{"/?q=gates", 200, []string{"most relevant first</a>", "<mark>"}, "Nothing found"},
		{"/?q=gates&sort=relevance", 200, []string{`<span aria-current="true">most relevant first`}, "Nothing found"},
		{"/?q=" + url.QueryEscape(`<script>alert(1)</script>`), 200, []string{"Nothing found"}, "<script>alert"},
	} {
		response, body := got(t, address+c.path)
		if response.StatusCode != c.status {
			t.Errorf("%s: %s", c.path, response.Status)
		}
		for _, want := range c.has {
			if !strings.Contains(body, want) {
				t.Errorf("%s lacks %q", c.path, want)
			}
		}
		if c.lacks != "" && strings.Contains(body, c.lacks) {
			t.Errorf("%s has %q", c.path, c.lacks)
		}
	}
	if _, body := got(t, served(t, emptyArchive(t), calm)); !strings.Contains(body, "The archive is empty") || !strings.Contains(body, "gainsay demo") {
		t.Error("an empty archive does not tell what to do")
	}
}

// The form of days becomes part of the query.
func TestLedgerDays(t *testing.T) {
	address := served(t, sampleArchive(t), calm)
	response, _ := got(t, address+"/?q=gates+since:2024-05-01&since=2024-05-14&until=")
	if q := response.Request.URL.Query().Get("q"); q != "gates since:2024-05-14" || response.Request.URL.Query().Has("since") {
		t.Errorf("%s", response.Request.URL)
	}
}

// A page stays what it is while the ledger does, and no longer.
func TestLedgerIsKept(t *testing.T) {
	archive := sampleArchive(t)
	address := served(t, archive, calm)
	first, before := got(t, address)
	request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, address, nil)
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("If-None-Match", first.Header.Get("ETag"))
	again := func() *http.Response {
		t.Helper()
		response, err := http.DefaultClient.Do(request)
		if err != nil {
			t.Fatal(err)
		}
		read(t, response)
		return response
	}
	if response := again(); response.StatusCode != http.StatusNotModified {
		t.Errorf("%s for %q", response.Status, first.Header.Get("ETag"))
	}
	page, err := archive.Statements(t.Context(), news.Query{Limit: 1})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := archive.Correct(t.Context(), news.Correction{Kind: news.Reject, Target: page.Entries[0].ID, By: "kim"}); err != nil {
		t.Fatal(err)
	}
	if response := again(); response.StatusCode != http.StatusOK {
		t.Error(response.Status)
	}
	if _, after := got(t, address); after == before || strings.Contains(after, `data-statement="`+page.Entries[0].ID+`"`) {
		t.Error("what was rejected is still shown")
	}
}

func TestComplete(t *testing.T) {
	address := served(t, sampleArchive(t), calm)
	for typed, want := range map[string]string{
		"dam bran": `"dam speaker:Brandt"`, "outlet:tar": `"outlet:\"Tarsk Daily Post\""`, "dam act:de": `["dam act:deny","dam act:demand","dam act:decline"]`, "": "[]", "x": "[]",
		"conte": `"is:contested"`,
	} {
		response, body := got(t, address+"/complete?q="+url.QueryEscape(typed))
		if response.StatusCode != 200 || !strings.Contains(body, want) {
			t.Errorf("%q: %s %s", typed, response.Status, body)
		}
	}
}

// Who "neither confirmed nor denied" a thing is not shown to confirm it.
func TestActThatSaysNothing(t *testing.T) {
	address := served(t, sampleArchive(t), calm)
	_, body := got(t, address+"/?q="+url.QueryEscape(`act:other "page was genuine"`))
	if !strings.Contains(body, `<span class="act act-other">speaks of</span>`) || strings.Contains(body, ">confirm<") {
		t.Errorf("%s", body)
	}
}

// Whoever may decide is told by which keys: by a button, and by one of them.
func TestLedgerTellsItsKeys(t *testing.T) {
	ctx := browser(t)
	do(t, ctx, chromedp.Navigate(served(t, sampleArchive(t), calm)), chromedp.WaitVisible(chromedp.CSS("#help")), chromedp.KeyEvent("?"), chromedp.WaitVisible(chromedp.CSS("#keys")))
	accessible(t, ctx)
	do(t, ctx, chromedp.Click(chromedp.CSS("#keys button")), chromedp.WaitNotVisible(chromedp.CSS("#keys")), chromedp.Click(chromedp.CSS("#help")), chromedp.WaitVisible(chromedp.CSS("#keys")))
}
