package web_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"gainsay"
	"gainsay/internal/web"
)

func TestSavedSearchesInABrowser(t *testing.T) {
	ctx, archive := browser(t), sampleArchive(t)
	address := served(t, archive, web.Options{})
	looked(t, ctx, address+"/saved", "saved-empty")
	do(t, ctx, chromedp.Navigate(address+"/saved?q=act%3Adeny"), chromedp.SendKeys(chromedp.CSS("input[name=name]"), "denials"),
		chromedp.Click(chromedp.CSS(".card:last-of-type button")), chromedp.WaitReady(chromedp.CSS("article.saved")))
	do(t, ctx, chromedp.Click(chromedp.CSS("article.saved summary")), chromedp.SendKeys(chromedp.CSS("input[name=email]"), "desk@sarn.example"),
		chromedp.Click(chromedp.CSS("article.saved button")), chromedp.WaitReady(chromedp.CSS(`input[name=email][value="desk@sarn.example"]`)))
	one, err := archive.SavedSearch(t.Context(), "denials")
	if err != nil || one.Query != "act:deny" || one.Email.To != "desk@sarn.example" {
		t.Errorf("%+v, %v", one, err)
	}
	if err := archive.Told(t.Context(), "denials", gainsay.ByEmail, 0, "the server does not answer"); err != nil {
		t.Fatal(err)
	}
	looked(t, ctx, address+"/saved", "saved")
	do(t, ctx, chromedp.Navigate(address+"/saved/remove?name=denials"))
	looked(t, ctx, address+"/saved/remove?name=denials", "saved-remove")
	do(t, ctx, chromedp.Click(chromedp.CSS("main button")), chromedp.WaitReady(chromedp.CSS(".empty")))
	if list, err := archive.Searches(t.Context()); err != nil || len(list) > 0 {
		t.Errorf("%+v, %v", list, err)
	}
}

func TestSavedSearchesRefuse(t *testing.T) {
	archive := sampleArchive(t)
	address := served(t, archive, web.Options{})
	if err := archive.SaveSearch(t.Context(), "gates", "gate"); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		path, form, want string
		status           int
	}{
		{"/saved", "name=x&q=act:lie", "act:lie", 400},
		{"/saved", "name=&q=gate", "give the search a name", 400},
		{"/saved", "name=x&q=", "there is nothing to look for", 400},
		{"/saved", "name=gates&q=gate", "there is a search of that name already", 400},
		{"/saved/delivery", "name=gates&webhook=gopher://desk.example", "a webhook has an address", 400},
		{"/saved/delivery", "name=gates&email=desk", "an address of mail looks like", 400},
		{"/saved/delivery", "name=none&email=desk", "does not have it", 404},
		{"/saved/remove", "name=none", "does not have it", 404},
	} {
		form, err := url.ParseQuery(c.form)
		if err != nil {
			t.Fatal(err)
		}
		response, err := http.PostForm(address+c.path, form)
		if err != nil {
			t.Fatal(err)
		}
		if body := read(t, response); response.StatusCode != c.status || !strings.Contains(body, c.want) {
			t.Errorf("%s %s: %s\n%s", c.path, c.form, response.Status, body)
		}
	}
}

func TestFeeds(t *testing.T) {
	archive := sampleArchive(t)
	address := served(t, archive, web.Options{})
	if err := archive.SaveSearch(t.Context(), "denials", "act:deny"); err != nil {
		t.Fatal(err)
	}
	for format, want := range map[string]string{"atom": "<entry>", "rss": "<item>", "jsonfeed": `"items"`} {
		for _, query := range []string{"saved=denials", "q=act%3Adeny"} {
			response, body := got(t, address+"/feed/"+format+"?"+query)
			if response.StatusCode != 200 || !strings.Contains(body, want) || !strings.Contains(body, address+"/statement/d") || strings.Contains(response.Header.Get("Content-Type"), "html") {
				t.Errorf("%s %s: %s %s\n%.1000s", format, query, response.Status, response.Header.Get("Content-Type"), body)
			}
			again, err := http.NewRequest(http.MethodGet, address+"/feed/"+format+"?"+query, nil)
			if err != nil {
				t.Fatal(err)
			}
			again.Header.Set("If-None-Match", response.Header.Get("ETag"))
			if response, err := http.DefaultClient.Do(again); err != nil || response.StatusCode != http.StatusNotModified {
				t.Errorf("%s %s: %v, %v", format, query, response, err)
			}
		}
	}
	for path, status := range map[string]int{"/feed/atom?saved=none": 404, "/feed/pdf?q=gate": 404, "/feed/atom?q=act:lie": 400} {
		if response, _ := got(t, address+path); response.StatusCode != status {
			t.Errorf("%s: %s", path, response.Status)
		}
	}
}

// A name is one line, whatever was sent.
func TestSavedSearchIsNamedInOneLine(t *testing.T) {
	archive := sampleArchive(t)
	visiting(t, served(t, archive, web.Options{})).post("/saved", "name", "dam\r\nBcc: all@evil.example", "q", "act:deny")
	if _, err := archive.SavedSearch(t.Context(), "dam Bcc: all@evil.example"); err != nil {
		t.Error(err)
	}
}
