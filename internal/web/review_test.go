package web_test

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"gainsay"
	"gainsay/internal/web"
	"gainsay/internal/web/access"
	"gainsay/news"
)

// decidedOn is a site whose corrections a test counts and lets fail.
type decidedOn struct {
	address string
	posts   atomic.Int64
	took    atomic.Int64 // nanoseconds of the server for corrections
	failing atomic.Bool
}

func reviewed(t *testing.T, archive *gainsay.Archive) *decidedOn {
	t.Helper()
	site, err := web.New(t.Context(), archive, web.Options{Access: access.Options{Person: "you"}})
	if err != nil {
		t.Fatal(err)
	}
	d := &decidedOn{}
	handler := site.Handler()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method != http.MethodPost {
			handler.ServeHTTP(w, r)
			return
		}
		if d.failing.Load() {
			http.Error(w, `{"error": "the disk is full"}`, http.StatusInternalServerError)
			return
		}
		start := time.Now()
		handler.ServeHTTP(w, r)
		d.posts.Add(1)
		d.took.Add(int64(time.Since(start)))
	}))
	t.Cleanup(server.Close)
	d.address = server.URL
	return d
}

// eventually waits until a condition of the page holds.
func eventually(t *testing.T, ctx context.Context, condition string) {
	t.Helper()
	ctx, cancel := context.WithTimeout(ctx, 10*time.Second)
	defer cancel()
	for {
		holds, err := chromedp.Run(ctx, chromedp.Evaluate[bool]("Boolean("+condition+")")) // the error may be that a page is just left
		if holds && err == nil {
			return
		}
		select {
		case <-ctx.Done():
			t.Fatalf("it never came to be that %s (%v)", condition, err)
		case <-time.After(10 * time.Millisecond):
		}
	}
}

const (
	allSaved  = `!document.querySelector("li[data-saving]")`
	shownID   = `(document.querySelector(".panel:not([hidden])")?.dataset.statement ?? "")`
	announced = `document.getElementById("told").textContent`
)

func press(t *testing.T, ctx context.Context, keys string, modifiers ...chromedp.Modifier) {
	t.Helper()
	do(t, ctx, chromedp.KeyEvent(keys, chromedp.KeyModifiers(modifiers...)))
}

func opened(t *testing.T, ctx context.Context, address string) {
	t.Helper()
	do(t, ctx, chromedp.Navigate(address), chromedp.WaitReady(chromedp.CSS(".scripts main")))
}

func doubted(t *testing.T, archive *gainsay.Archive) []news.Entry {
	t.Helper()
	found, err := archive.Statements(t.Context(), news.Query{Unreviewed: true, ByDoubt: true, Limit: 1000})
	if err != nil {
		t.Fatal(err)
	}
	return found.Entries
}

func statement(t *testing.T, archive *gainsay.Archive, id string) news.Entry {
	t.Helper()
	e, err := archive.Statement(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	return e
}

func TestReviewInABrowser(t *testing.T) {
	ctx := browser(t)
	archive := sampleArchive(t)
	address := served(t, archive, web.Options{})
	looked(t, ctx, address+"/review", "review")
	looked(t, ctx, address+"/review?starred=1", "review-no-stars")
	looked(t, ctx, address+"/review?q=zebra", "review-nothing")
	opened(t, ctx, address+"/review")
	press(t, ctx, "e")
	accessible(t, ctx)
	fits(t, ctx)
	shot(t, ctx, "review-edit-1280")
	press(t, ctx, kb.Escape)
	press(t, ctx, "?")
	accessible(t, ctx)
	shot(t, ctx, "review-keys-1280")
	do(t, ctx, sized(390, 844))
	opened(t, ctx, address+"/review")
	press(t, ctx, "e")
	accessible(t, ctx)
	fits(t, ctx)
	shot(t, ctx, "review-edit-390")
}

// TestReviewKeys walks each key.
func TestReviewKeys(t *testing.T) {
	ctx := browser(t)
	archive := sampleArchive(t)
	site := reviewed(t, archive)
	queue := doubted(t, archive)
	opened(t, ctx, site.address+"/review")
	expect := func(after string, want news.Entry) {
		t.Helper()
		if got := value(t, ctx, chromedp.Evaluate[string](shownID)); got != want.ID {
			t.Errorf("after %s %s is shown, not %s", after, got, want.ID)
		}
	}
	review := func(after string, of news.Entry, want news.Review) {
		t.Helper()
		eventually(t, ctx, allSaved)
		if e := statement(t, archive, of.ID); e.Review != want {
			t.Errorf("after %s %s is %q", after, of.ID, e.Review)
		}
	}
	press(t, ctx, "j")
	expect("j", queue[1])
	press(t, ctx, "k")
	expect("k", queue[0])
	press(t, ctx, "a")
	expect("a", queue[1])
	review("a", queue[0], news.Accepted)
	if text := value(t, ctx, chromedp.Evaluate[string](announced)); !strings.HasPrefix(text, "Accepted. Next: ") {
		t.Errorf("told %q", text)
	}
	press(t, ctx, "x")
	expect("x", queue[2])
	review("x", queue[1], news.Rejected)
	press(t, ctx, "u")
	expect("u", queue[1])
	eventually(t, ctx, announced+`.startsWith("Undone")`)
	review("u", queue[1], "")
	press(t, ctx, "a") // again: the revision is another by now
	review("a after u", queue[1], news.Accepted)
	press(t, ctx, "s")
	eventually(t, ctx, announced+` === "Starred."`)
	if stars, err := archive.Stars(t.Context(), "you"); err != nil || len(stars) != 1 || stars[0] != queue[2].ID {
		t.Errorf("stars %q, %v", stars, err)
	}
	press(t, ctx, "?")
	eventually(t, ctx, `document.querySelector("dialog[open]") !== null`)
	press(t, ctx, "a") // is of no effect behind the dialog
	press(t, ctx, kb.Escape)
	eventually(t, ctx, `document.querySelector("dialog[open]") === null`)
	expect("? and Esc", queue[2])
	press(t, ctx, "/")
	press(t, ctx, "ax") // are letters there
	if typed := value(t, ctx, chromedp.Evaluate[string](`document.activeElement.value`)); !strings.HasSuffix(typed, "ax") {
		t.Errorf("typed %q", typed)
	}
	expect("/ and letters", queue[2])
	opened(t, ctx, site.address+"/review")
	expect("reloading", queue[2])
	press(t, ctx, "o")
	eventually(t, ctx, fmt.Sprintf(`location.pathname === "/statement/%s"`, strings.Replace(queue[2].ID, "#", "/", 1)))
	opened(t, ctx, site.address+"/review?at="+url.QueryEscape(queue[3].ID))
	expect("opening one", queue[3])
	press(t, ctx, "v")
	eventually(t, ctx, fmt.Sprintf(`location.pathname + location.search === "/document/%s?tab=original"`, queue[3].Document.ID))
	opened(t, ctx, site.address+"/review?starred=1")
	expect("opening what is starred", queue[2])
	looked(t, ctx, site.address+"/review?starred=1", "review-starred")
}

// TestReviewAHundred: a hundred statements with the keyboard alone.
func TestReviewAHundred(t *testing.T) {
	ctx := browser(t)
	archive := sampleArchive(t)
	site := reviewed(t, archive)
	queue := doubted(t, archive)[:100]
	opened(t, ctx, site.address+"/review")
	want := map[news.Review]int{}
	plain, plainKeys, edited, editKeys := 0, 0, 0, 0
	start := time.Now()
	for i, e := range queue {
		eventually(t, ctx, shownID+" !== ''") // more keys a second than anybody presses may be ahead of what is loaded
		first := e.Statement.Content[0].In(article(t, archive, &e))
		switch {
		case i%12 == 5 && len(strings.Fields(first)) > 2: // the first word alone is what was said
			press(t, ctx, "e")
			press(t, ctx, kb.ArrowRight, chromedp.ModifierShift, chromedp.ModifierCtrl)
			press(t, ctx, kb.Enter)
			if wrong := value(t, ctx, chromedp.Evaluate[string](`document.querySelector(".edit[open] .wrong")?.textContent ?? ""`)); wrong != "" {
				t.Fatalf("%s %q: %s", e.ID, first, wrong)
			}
			edited, editKeys = edited+1, editKeys+3
			want[news.Corrected]++
		case i%10 == 3:
			press(t, ctx, "x")
			plain, plainKeys = plain+1, plainKeys+1
			want[news.Rejected]++
		default:
			press(t, ctx, "a")
			plain, plainKeys = plain+1, plainKeys+1
			want[news.Accepted]++
		}
	}
	eventually(t, ctx, allSaved)
	took := time.Since(start)
	for review, n := range want {
		found, err := archive.Statements(t.Context(), news.Query{Review: review, Limit: 1000})
		if err != nil || len(found.Entries) != n {
			t.Errorf("%d are %s, not %d (%v)", len(found.Entries), review, n, err)
		}
	}
	made, err := archive.Corrections(t.Context(), "")
	if err != nil || len(made) != 100 || made[99].By != "you" {
		t.Errorf("%d corrections, %v", len(made), err)
	}
	if n := value(t, ctx, chromedp.Evaluate[string](`document.getElementById("progress").textContent`)); n != "100 reviewed today, 17 left" {
		t.Errorf("progress: %q", n)
	}
	if perDecision := float64(plainKeys) / float64(plain); perDecision > 1.3 || edited == 0 {
		t.Errorf("%.2f keys for each decision, %d edits", perDecision, edited)
	}
	start = time.Now()
	for _, e := range doubted(t, archive) { // one after the other, as people are
		response, err := http.PostForm(site.address+"/corrections", url.Values{"kind": {"accept"}, "target": {e.ID}, "revision": {fmt.Sprint(e.Revision)}, "back": {"/static/icon.svg"}})
		if err != nil {
			t.Fatal(err)
		}
		_ = read(t, response)
	}
	t.Logf("one after the other: %.1f ms", float64(time.Since(start).Microseconds())/1000/17)
	t.Logf("%d decisions with %d keys, %d edits with %d; %v for all, %.1f ms of the server for each", plain, plainKeys, edited, editKeys, took.Round(time.Millisecond),
		float64(site.took.Load())/1e6/float64(site.posts.Load()))
}

func article(t *testing.T, archive *gainsay.Archive, e *news.Entry) string {
	t.Helper()
	a, err := archive.Article(t.Context(), e.Document.ID)
	if err != nil {
		t.Fatal(err)
	}
	return a.Body(e.Statement.Part)
}

// TestReviewFailing: what cannot be saved says so, and can be tried again.
func TestReviewFailing(t *testing.T) {
	ctx := browser(t)
	archive := sampleArchive(t)
	site := reviewed(t, archive)
	queue := doubted(t, archive)
	opened(t, ctx, site.address+"/review")
	site.failing.Store(true)
	press(t, ctx, "a")
	press(t, ctx, "x")
	eventually(t, ctx, `document.querySelectorAll("li.unsaved").length === 2`)
	if text := value(t, ctx, chromedp.Evaluate[string](`document.querySelector("li.unsaved .state").textContent`)); !strings.HasPrefix(text, "not saved: the disk is full") {
		t.Errorf("marked %q", text)
	}
	accessible(t, ctx)
	shot(t, ctx, "review-unsaved")
	site.failing.Store(false)
	press(t, ctx, "r")
	eventually(t, ctx, `document.querySelectorAll("li.unsaved").length === 0 && `+allSaved)
	if a, x := statement(t, archive, queue[0].ID), statement(t, archive, queue[1].ID); a.Review != news.Accepted || x.Review != news.Rejected {
		t.Errorf("%q, %q", a.Review, x.Review)
	}
	site.failing.Store(true)
	press(t, ctx, "u")
	eventually(t, ctx, `document.getElementById("warned").textContent.includes("Not undone")`)
	site.failing.Store(false)
	press(t, ctx, "u")
	eventually(t, ctx, announced+`.startsWith("Undone")`)
	if e := statement(t, archive, queue[1].ID); e.Review != "" {
		t.Errorf("undone: %q", e.Review)
	}
	// Somebody else is faster.
	if _, err := archive.Correct(t.Context(), news.Correction{Kind: news.Reject, Target: queue[1].ID, By: "Kim"}); err != nil {
		t.Fatal(err)
	}
	press(t, ctx, "a")
	eventually(t, ctx, `document.querySelector("li.unsaved .state")?.textContent.includes("Kim rejected")`)
	if e := statement(t, archive, queue[1].ID); e.Review != news.Rejected {
		t.Errorf("overtaken: %q", e.Review)
	}
	press(t, ctx, "u") // what was not saved needs no undoing
	eventually(t, ctx, `document.querySelectorAll("li.unsaved").length === 0 && `+announced+`.startsWith("Undone")`)
}

// TestReviewForms: what the page does without a script.
func TestReviewForms(t *testing.T) {
	archive := sampleArchive(t)
	address := served(t, archive, web.Options{})
	queue := doubted(t, archive)
	e := queue[0]
	_, body := got(t, address+"/review")
	for _, want := range []string{"117</strong> left", `name="target" value="` + e.ID + `"`, "Further in the queue", `name="back" value="/review?at=`} {
		if !strings.Contains(body, want) {
			t.Errorf("the page lacks %s", want)
		}
	}
	post := func(path string, fields url.Values) (int, string) {
		t.Helper()
		response, err := http.PostForm(address+path, fields)
		if err != nil {
			t.Fatal(err)
		}
		return response.StatusCode, read(t, response)
	}
	revision := fmt.Sprint(e.Revision)
	base := func(more ...string) url.Values {
		v := url.Values{"kind": {"correct"}, "target": {e.ID}, "back": {"/review"}}
		for i := 0; i < len(more); i += 2 {
			v.Set(more[i], more[i+1])
		}
		return v
	}
	for _, wrong := range []struct {
		fields url.Values
		want   string
	}{
		{base("content", "zebras"), "does not stand in the text"}, {base("speaker", "Nobody At All"), "no speaker is called"}, {base("speaker", "e999"), "does not have it"},
		{base("act", "sing"), "unknown act"}, {base("from", "2024-13-01", "to", ""), "no day"}, {base(), "says what is changed"},
		{base("changed", `{"content": [[0, 99999]]}`), "no place in the text"}, {base("changed", `{"colour": 1}`), "colour"}, {base("changed", `{"content": []}`), "no content"},
		{base("changed", `{"claim": "c9999"}`), "does not have it"}, {base("changed", `{"answers": [{"statement": "d1#s1", "relation": "hates"}]}`), "hates"},
		{base("revision", "x", "act", "warn"), "no number"},
	} {
		status, body := post("/corrections", wrong.fields)
		if want := wrong.want; status != 400 && !(status == 404 && want == "does not have it") || !strings.Contains(body, want) {
			t.Errorf("%v: %d, without %q", wrong.fields, status, want)
		}
	}
	status, body := post("/corrections", base("revision", revision, "act", "warn", "content", "“The paper is wrong, the stamp is wrong", "speaker", "Marta Ruland", "from", "2024-05-17", "to", "2024-05-17"))
	after := statement(t, archive, e.ID)
	if status != 200 || !strings.Contains(body, "Corrected.") || after.Statement.Act != news.Warn || after.Words != "“The paper is wrong, the stamp is wrong" ||
		after.Speaker.Name != "Marta Ruland" || after.Statement.Said.From != "2024-05-17" {
		t.Errorf("%d, %+v", status, after)
	}
	if status, body := post("/corrections", url.Values{"kind": {"accept"}, "target": {e.ID}, "revision": {revision}}); status != 409 || !strings.Contains(body, "you corrected "+e.ID) {
		t.Errorf("overtaken: %d\n%s", status, body)
	}
	if status, _ := post("/stars", url.Values{"statement": {e.ID}, "on": {"1"}, "back": {"/review"}}); status != 200 {
		t.Errorf("star: %d", status)
	}
	if status, _ := post("/stars", url.Values{"statement": {"d99#s1"}, "on": {"1"}}); status != 404 {
		t.Errorf("star of none: %d", status)
	}
	if _, body := got(t, address+"/review?starred=1"); !strings.Contains(body, e.ID) {
		t.Error("the star is not shown")
	}
	for path, want := range map[string]int{"/review?q=act:foo": 400, "/review?after=x": 400, "/review?at=d99%23s1": 404, "/review/one?id=x": 404, "/review/names?q=mar": 200, "/review?q=review:rejected": 200} {
		if response, _ := got(t, address+path); response.StatusCode != want {
			t.Errorf("%s: %s", path, response.Status)
		}
	}
}
