package web_test

import (
	"net/http"
	"net/url"
	"time"

	"github.com/chromedp/chromedp"

	"gainsay"
	"gainsay/news"
	"strings"
	"testing"

	"gainsay/internal/web"
)

func TestArticleInABrowser(t *testing.T) {
	ctx := browser(t)
	address := served(t, sampleArchive(t), web.Options{})
	for name, path := range map[string]string{"text": "", "original": "?tab=original", "versions": "?tab=versions", "copies": "?tab=copies"} {
		looked(t, ctx, address+"/document/d5"+path, "article-"+name)
	}
	looked(t, ctx, address+"/document/d7", "article-html")
	// What is folded away fits, too, and is accessible.
	for _, path := range []string{"/document/d7", "/document/d5?tab=versions"} {
		do(t, ctx, sized(390, 844), chromedp.Navigate(address+path), chromedp.WaitReady(chromedp.CSS("main")),
			chromedp.Evaluate[chromedp.Void](`document.querySelectorAll("details").forEach(d => d.open = true)`))
		fits(t, ctx)
		accessible(t, ctx)
		shot(t, ctx, "article-open"+path[10:12])
	}
	looked(t, ctx, address+"/document/d2?tab=copies", "article-copied")
}

func TestArticle(t *testing.T) {
	address := served(t, sampleArchive(t), web.Options{})
	for _, test := range []struct {
		path   string
		status int
		has    []string
	}{
		{"/document/d5", 200, []string{"They Knew", "Katrin Solberg", "version", `id="s1"`, "Left out of the text"}},
		{"/document/d5?tab=original", 200, []string{"<iframe", `sandbox=""`, "SHA-256"}},
		{"/document/d5?tab=versions", 200, []string{"What became of the statements", "<ins>", "<del>"}},
		{"/document/d2?tab=copies", 200, []string{"differs"}},
		{"/document/d999", 404, []string{"Nothing here"}},
		{"/document/x", 404, []string{"Nothing here"}},
		{"/document/d5?tab=other", 400, []string{"text, original, versions and copies"}},
		{"/document/d5?page=2", 400, []string{"pages 1 to 1"}},
		{"/document/d5?tab=versions&from=d1&to=d5", 400, []string{"no version of this article"}},
	} {
		response, body := got(t, address+test.path)
		if response.StatusCode != test.status {
			t.Errorf("%s: status %d, want %d", test.path, response.StatusCode, test.status)
		}
		for _, want := range test.has {
			if !strings.Contains(body, want) {
				t.Errorf("%s: no %q in the page", test.path, want)
			}
		}
	}
}

// TestWordsAndCards: with scripts each side lights the other, and a statement is accepted and that undone without leaving the page.
func TestWordsAndCards(t *testing.T) {
	ctx := browser(t)
	archive := sampleArchive(t)
	address := served(t, archive, web.Options{})
	do(t, ctx, chromedp.Navigate(address+"/document/d5"), chromedp.WaitReady(chromedp.CSS("#s5")))
	lit := func() string {
		return value(t, ctx, chromedp.Evaluate[string](`[...document.querySelectorAll(".lit")].map(e => e.id || e.className.split(" ")[1]).join(" ")`))
	}
	// The words of a statement within another one light their own card.
	do(t, ctx, chromedp.Evaluate[chromedp.Void](`document.querySelector("a.in.nested").dispatchEvent(new PointerEvent("pointerover", {bubbles: true}))`))
	if inner := value(t, ctx, chromedp.Evaluate[string](`document.querySelector("a.in.nested").dataset.of.split(" ")[0]`)); !strings.Contains(lit(), inner) {
		t.Errorf("over the words of %s %q is lit", inner, lit())
	}
	do(t, ctx, chromedp.Click(chromedp.CSS("#s2 .number-of")))
	if value(t, ctx, chromedp.Evaluate[string]("location.hash")) != "#w-s2" {
		t.Error("the card does not lead to its words")
	}
	if got := lit(); !strings.Contains(got, "s2") || !strings.Contains(got, "content") || !strings.Contains(got, "source") {
		t.Errorf("at the card of s2 %q is lit", got)
	}
	do(t, ctx, chromedp.Evaluate[chromedp.Void](`document.querySelector("#s2 button[value=accept]").click()`), chromedp.WaitReady(chromedp.CSS("#s2[data-review=accepted] .review-accepted")))
	if e, err := archive.Statement(t.Context(), "d5#s2"); err != nil || e.Review != news.Accepted {
		t.Errorf("the statement is %q, %v", e.Review, err)
	}
	do(t, ctx, chromedp.Evaluate[chromedp.Void](`document.querySelector("#s2 .judge button").click()`), chromedp.WaitReady(chromedp.CSS(`#s2[data-review=""] button[value=accept]`)))
	if e, err := archive.Statement(t.Context(), "d5#s2"); err != nil || e.Review != "" {
		t.Errorf("the statement is %q, %v", e.Review, err)
	}
	do(t, ctx, chromedp.Evaluate[chromedp.Void](`document.querySelector("#s3 button[value=reject]").click()`), chromedp.WaitReady(chromedp.CSS("#s3[data-review=rejected]")),
		chromedp.Navigate(address+"/document/d5"), chromedp.WaitReady(chromedp.CSS(".rejected .statement")))
	if value(t, ctx, chromedp.Evaluate[bool](`!!document.querySelector("#s3")`)) {
		t.Error("a rejected statement still has its card")
	}
}

// TestJudgedWithoutScripts: the form alone accepts a statement and leads back to the article, which offers to undo it.
func TestJudgedWithoutScripts(t *testing.T) {
	archive := sampleArchive(t)
	address := served(t, archive, web.Options{})
	response, err := http.PostForm(address+"/corrections", url.Values{"kind": {"accept"}, "target": {"d5#s2"}, "back": {"/document/d5"}})
	if err != nil {
		t.Fatal(err)
	}
	body := read(t, response)
	for _, want := range []string{"Accepted.", ">Undo<", `id="s2" data-statement="d5#s2" data-review="accepted"`} {
		if !strings.Contains(body, want) {
			t.Errorf("no %q in the page", want)
		}
	}
}

// TestStatesOfADocument: a document of which nothing is known yet, or never will be, says why and what to do.
func TestStatesOfADocument(t *testing.T) {
	ctx := browser(t)
	archive := openArchiveWith(t, t.TempDir(), fastReader)
	for _, raw := range []string{"Anna Ruck said that the bridge was safe.", "<html><body></body></html>", "%PDF-1.7 and so on"} {
		for kept, err := range archive.Add(t.Context(), func(yield func(gainsay.Captured) bool) {
			yield(gainsay.Captured{Source: gainsay.Source{Raw: []byte(raw)}, Capture: news.Capture{Place: "a" + raw[:1], Location: raw[:1], Time: time.Now()}})
		}) {
			if err != nil {
				t.Fatal(err, kept)
			}
		}
	}
	for _, working := range []bool{false, true} {
		address := served(t, archive, web.Options{Working: working})
		for path, want := range map[string][]string{
			"/document/d1":              {"Not read yet", "Anna Ruck said", map[bool]string{true: "Look again", false: "gainsay work"}[working]},
			"/document/d2":              {"could not be read", "See the original"},
			"/document/d2?tab=versions": {"One version"},
			"/document/d2?tab=copies":   {"No copies"},
			"/document/d3?tab=original": {"is no text", "Download"},
		} {
			response, body := got(t, address+path)
			if response.StatusCode != http.StatusOK {
				t.Errorf("%s: status %d", path, response.StatusCode)
			}
			for _, w := range want {
				if !strings.Contains(body, w) {
					t.Errorf("%s: no %q in the page", path, w)
				}
			}
		}
	}
	address := served(t, archive, web.Options{})
	looked(t, ctx, address+"/document/d1", "article-captured")
	looked(t, ctx, address+"/document/d2", "article-failed")
	looked(t, ctx, address+"/document/d3?tab=original", "article-binary")
	if _, err := archive.Work(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	if _, body := got(t, address+"/document/d1"); strings.Contains(body, "Not read yet") || !strings.Contains(body, `id="s1"`) {
		t.Error("once it is read, a document has no statements")
	}
}

// TestOriginal: the bytes themselves can be had as a file, and what a browser is shown of them is fenced in.
func TestOriginal(t *testing.T) {
	archive := sampleArchive(t)
	address := served(t, archive, web.Options{})
	raw, _, err := archive.Original(t.Context(), "d7")
	if err != nil {
		t.Fatal(err)
	}
	response, body := got(t, address+"/document/d7/original?download")
	if body != string(raw) || response.Header.Get("Content-Disposition") != `attachment; filename="gainsay-d7.html"` || response.Header.Get("Content-Type") != "application/octet-stream" {
		t.Errorf("the file differs, or is told of as %v", response.Header)
	}
	for path, want := range map[string]string{"/document/d7/original": "text/html; charset=utf-8", "/document/d5/original": "text/plain; charset=utf-8"} {
		response, _ := got(t, address+path)
		policy := response.Header.Get("Content-Security-Policy")
		if response.Header.Get("Content-Type") != want || !strings.HasPrefix(policy, "sandbox; default-src 'none';") || response.Header.Get("X-Content-Type-Options") != "nosniff" ||
			response.Header.Get("Referrer-Policy") != "no-referrer" {
			t.Errorf("%s: %v", path, response.Header)
		}
	}
	if response, _ := got(t, address+"/document/d99/original"); response.StatusCode != http.StatusNotFound {
		t.Errorf("the original of no document: status %d", response.StatusCode)
	}
}
