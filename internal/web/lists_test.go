package web_test

import (
	"net/url"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"gainsay"
	"gainsay/internal/web"
	"gainsay/news"
)

func TestListsInABrowser(t *testing.T) {
	ctx := browser(t)
	archive := sampleArchive(t)
	address := served(t, archive, web.Options{})
	story := entryOf(t, archive, "they knew").Document.Story
	origin := entryOf(t, archive, "they knew").Document.Origin
	for _, page := range []struct{ path, name string }{
		{"/claims", "claims"}, {"/claims?show=all&q=gate", "claims-search"}, {"/claims?show=unanswered", "claims-unanswered"}, {"/claims?q=submarine", "claims-none"},
		{"/stories", "stories"}, {"/story/" + story, "story"}, {"/speakers", "speakers"}, {"/speakers?sort=latest", "speakers-latest"}, {"/speakers?q=zz", "speakers-none"},
		{"/edits", "edits"}, {"/edits?outlet=The+Venn+Courier", "edits-none"}, {"/wire", "wire"}, {"/origin/" + origin, "origin"},
	} {
		looked(t, ctx, address+page.path, page.name)
	}
	// From a claim that is contested to what its words are found by, and through the letters to a speaker.
	do(t, ctx, chromedp.Navigate(address+"/claims"), chromedp.WaitReady(chromedp.CSS(".claimrow .reply")), chromedp.Click(chromedp.CSS(".tabs li:nth-child(3) a")),
		chromedp.WaitReady(chromedp.CSS(".tabs li:nth-child(3) a[aria-current]")))
	all := value(t, ctx, chromedp.Evaluate[int](`document.querySelectorAll(".claimrow").length`))
	do(t, ctx, chromedp.SendKeys(chromedp.CSS(".narrow input[type=search]"), "dam\r"), chromedp.WaitReady(chromedp.CSS(".plainlink")))
	if some := value(t, ctx, chromedp.Evaluate[int](`document.querySelectorAll(".claimrow").length`)); some == 0 || some >= all {
		t.Errorf("%d claims with a word, of %d", some, all)
	}
	do(t, ctx, chromedp.Navigate(address+"/speakers"), chromedp.Click(chromedp.CSS(".letters li:last-child a")), chromedp.WaitReady(chromedp.CSS(".letters li:last-child a[aria-current]")))
	first := value(t, ctx, chromedp.Evaluate[string](`document.querySelector("table.speakers .speaker").textContent[0].toUpperCase()`))
	if letter := value(t, ctx, chromedp.Evaluate[string](`document.querySelector(".letters a[aria-current]").textContent`)); first != letter {
		t.Errorf("from %s on, the first is %s", letter, first)
	}
}

// entryOf is the latest statement with some words.
func entryOf(t *testing.T, archive *gainsay.Archive, words string) news.Entry {
	t.Helper()
	found, err := archive.Statements(t.Context(), news.Query{Text: `"` + words + `"`})
	if err != nil || len(found.Entries) == 0 {
		t.Fatalf("%q: nothing, %v", words, err)
	}
	return found.Entries[0]
}

func TestLists(t *testing.T) {
	archive := sampleArchive(t)
	address := served(t, archive, web.Options{})
	knew := entryOf(t, archive, "they knew")
	for _, test := range []struct {
		path   string
		status int
		parts  []string // that the page has
	}{
		{"/claims", 200, []string{`>Contested</a>`, `denied by <bdi>`, `after `, `stance-denies`, `independent text`}},
		{"/claims?show=unanswered", 200, []string{`<li class="open">unanswered</li>`}},
		{"/claims?show=all&q=gate", 200, []string{`<mark>gate</mark>`, `value="gate"`}},
		{"/claims?q=submarine", 200, []string{"No claim with these words"}},
		{"/claims?show=lies", 400, []string{"contested, unanswered or all"}},
		{"/claims?after=x", 400, []string{"cursor"}},
		{"/claims?q=%21", 400, nil},
		{"/stories", 200, []string{`/story/` + knew.Document.Story, "articles"}},
		{"/stories?after=x", 400, []string{"cursor"}},
		{"/story/" + knew.Document.Story, 200, []string{"Contested claims", "claimrow", "same text as", `data-statement="`, "version 2"}},
		{"/story/t999", 404, nil},
		{"/story/x", 404, nil},
		{"/speakers", 200, []string{"Ilse Brandt", "Last said", `<a href="/speakers?from=`}},
		{"/speakers?q=pavel", 200, []string{"Pavel Dornic"}},
		{"/speakers?q=DORNIC", 200, []string{"Pavel Dornic"}},
		{"/speakers?q=zz", 200, []string{"Nobody is called so"}},
		{"/speakers?kind=unnamed", 200, []string{"<td class=\"kind\">unnamed</td>"}},
		{"/speakers?kind=robot", 400, []string{"kind is person"}},
		{"/speakers?sort=best", 400, []string{"sort is name or latest"}},
		{"/edits", 200, []string{"quotation changed", "<del>", "<ins>chose", "headline", "added", "marked: “<bdi>Updated May 15, 2024"}},
		{"/edits?outlet=The+Venn+Courier", 200, []string{"No edits of this outlet"}},
		{"/edits?outlet=Nobody", 404, nil},
		{"/wire", 200, []string{"3 publications", "what differs", "/origin/"}},
		{"/origin/" + knew.Document.Origin, 200, []string{"Who carries it", "Pavel Dornic"}},
		{"/origin/o999", 404, nil},
	} {
		response, body := got(t, address+test.path)
		if response.StatusCode != test.status {
			t.Errorf("%s: %s", test.path, response.Status)
		}
		for _, part := range test.parts {
			if !strings.Contains(body, part) {
				t.Errorf("%s has no %q", test.path, part)
			}
		}
	}
}

// TestListsOfNothing: an archive without articles has pages that say what to do.
func TestListsOfNothing(t *testing.T) {
	address := served(t, openArchive(t, t.TempDir()), web.Options{})
	for path, part := range map[string]string{"/claims": "No claim is contested", "/claims?show=all": "No claim yet", "/stories": "No stories yet", "/speakers": "Nobody has spoken yet",
		"/edits": "No edits yet", "/wire": "No text is carried twice"} {
		if response, body := got(t, address+path); response.StatusCode != 200 || !strings.Contains(body, part) {
			t.Errorf("%s: %s without %q", path, response.Status, part)
		}
	}
}

// TestListsGoOn: the pages of a list follow each other and hold each thing once.
func TestListsGoOn(t *testing.T) {
	archive := sampleArchive(t)
	seen := map[string]bool{}
	for q := (news.ClaimQuery{ListQuery: news.ListQuery{Limit: 2}}); ; {
		list, err := archive.Claims(t.Context(), q)
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range list.Claims {
			if seen[c.Claim.ID] {
				t.Errorf("%s twice", c.Claim.ID)
			}
			seen[c.Claim.ID] = true
			// A claim of the list is the claim that its own page shows.
			page, err := archive.Claim(t.Context(), c.Claim.ID)
			if err != nil || page.Origins != c.Origins || page.Copies != c.Copies || len(page.Voices) != len(c.Voices) || (page.Reply == nil) != (c.Reply == nil) {
				t.Errorf("%s: %+v in the list and %+v on its page, %v", c.Claim.ID, c, page, err)
			}
		}
		if q.Cursor = list.Next; q.Cursor == "" {
			break
		}
	}
	if len(seen) < 5 {
		t.Errorf("%d claims", len(seen))
	}
	address := served(t, archive, web.Options{})
	_, body := got(t, address+"/story/"+entryOf(t, archive, "they knew").Document.Story)
	_, next, ok := strings.Cut(body, `<p class="more"><a class="button" href="/story/`)
	if ok {
		link, _, _ := strings.Cut(next, `"`)
		to, err := url.Parse(address + "/story/" + strings.ReplaceAll(link, "&amp;", "&"))
		if err != nil {
			t.Fatal(err)
		}
		if response, body := got(t, to.String()); response.StatusCode != 200 || !strings.Contains(body, `data-statement="`) {
			t.Errorf("%s: %s", to, response.Status)
		}
	}
}
