package web_test

import (
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
