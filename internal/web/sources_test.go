package web_test

import (
	"bytes"
	"fmt"
	"io"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"net/url"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"gainsay"
	"gainsay/internal/web"
)

// outlet is a server with a feed and its articles. What is not there is not found.
func outlet(t *testing.T) *httptest.Server {
	t.Helper()
	mux := http.NewServeMux()
	mux.HandleFunc("/feed.xml", func(w http.ResponseWriter, r *http.Request) {
		fmt.Fprintf(w, `<?xml version="1.0"?><rss version="2.0"><channel><title>Sarn Valley News</title><item><title>Gate</title><link>http://%s/gate</link></item></channel></rss>`, r.Host)
	})
	mux.HandleFunc("/gate", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		fmt.Fprint(w, gatePage)
	})
	mux.HandleFunc("/nothing", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, "<p>Nothing.</p>") })
	mux.HandleFunc("/slow", func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() })
	server := httptest.NewServer(mux)
	t.Cleanup(server.Close)
	return server
}

const gatePage = `<!doctype html><title>Gate was opened, mayor says</title><article><h1>Gate was opened, mayor says</h1>
<p>Oskar Lindauer said on Monday that the eastern gate had been opened before the water came. "We heard the siren and then the river," Lindauer said.</p>
<p>Ilse Brandt denied that the gate had been opened. The people of Belsk have waited for an answer since the flood, and the commission has promised to publish its report by the end of the month.</p></article>`

// openToAll is an archive that may ask this machine too.
func openToAll(t *testing.T) *gainsay.Archive {
	t.Helper()
	reader, err := sampleReader()
	if err != nil {
		t.Fatal(err)
	}
	options := gainsay.ArchiveOptions{Reader: reader}
	options.Fetch.Allow = func(netip.Addr) error { return nil }
	options.Fetch.Interval = time.Millisecond
	archive, err := gainsay.Open(t.Context(), filepath.Join(t.TempDir(), "archive"), &options)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = archive.Close() })
	return archive
}

// posted is the answer to a form, behind what it leads to.
func posted(t *testing.T, address string, values url.Values) (*http.Response, string) {
	t.Helper()
	response, err := http.PostForm(address, values)
	if err != nil {
		t.Fatal(err)
	}
	return response, read(t, response)
}

// sent is the answer to a form with files; a field that begins with "file:" is a file of that name.
func sent(t *testing.T, address, fileField string, fields ...[2]string) (*http.Response, string) {
	t.Helper()
	var body bytes.Buffer
	form := multipart.NewWriter(&body)
	for _, f := range fields {
		part, err := form.CreateFormField(f[0])
		if name, ok := strings.CutPrefix(f[0], "file:"); ok {
			part, err = form.CreateFormFile(fileField, name)
		}
		if err == nil {
			_, err = io.WriteString(part, f[1])
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := form.Close(); err != nil {
		t.Fatal(err)
	}
	response, err := http.Post(address, form.FormDataContentType(), &body)
	if err != nil {
		t.Fatal(err)
	}
	return response, read(t, response)
}

func TestSources(t *testing.T) {
	server, archive := outlet(t), openToAll(t)
	address := served(t, archive, web.Options{Working: true})
	expect := func(status int, response *http.Response, body string, want ...string) {
		t.Helper()
		if response.StatusCode != status {
			t.Errorf("%s, want %d", response.Status, status)
		}
		for _, w := range want {
			if !strings.Contains(body, w) {
				t.Errorf("%s: without %q", response.Request.URL, w)
			}
		}
	}
	response, body := got(t, address+"/sources")
	expect(200, response, body, "No feed is watched", "There is nothing to do")

	response, body = posted(t, address+"/sources/watch", url.Values{"address": {server.URL + "/nothing"}})
	expect(422, response, body, "Not watched: this is no feed", `value="`+server.URL+`/nothing"`)
	response, body = posted(t, address+"/sources/watch", url.Values{"address": {"file:///etc/passwd"}})
	expect(422, response, body, "Not watched: the address cannot be read", `value="file:///etc/passwd"`)
	response, body = posted(t, address+"/sources/watch", url.Values{"address": {" "}})
	expect(422, response, body, "give the address of a feed")
	response, body = posted(t, address+"/sources/watch", url.Values{"address": {server.URL + "/feed.xml"}})
	expect(200, response, body, "Sarn Valley News", "Watching.", "Not looked at yet", "Looking at feeds")

	response, list := got(t, address+"/sources/feeds.opml")
	expect(200, response, list, `xmlUrl="`+server.URL+`/feed.xml"`)
	response, body = got(t, address+"/sources/unwatch?feed=1")
	expect(200, response, body, "Watch this feed no longer?")
	response, body = posted(t, address+"/sources/unwatch", url.Values{"feed": {"1"}})
	expect(200, response, body, "No feed is watched", "No longer watched")
	response, body = got(t, address+"/sources/unwatch?feed=1")
	expect(404, response, body)
	response, body = got(t, address+"/sources/unwatch?feed=x")
	expect(400, response, body)

	response, body = sent(t, address+"/sources/list", "list", [2]string{"file:feeds.opml", list})
	expect(200, response, body, "Sarn Valley News")
	response, body = sent(t, address+"/sources/list", "list", [2]string{"file:feeds.opml", "no list"})
	expect(422, response, body, "Not watched: ")
	response, body = posted(t, address+"/sources/list", nil)
	expect(422, response, body, "choose an OPML file")
	response, body = posted(t, address+"/sources/retry", url.Values{"kind": {"read"}})
	expect(200, response, body, "tried once more")
}

func TestSourcesInABrowser(t *testing.T) {
	ctx := browser(t)
	server, archive := outlet(t), openToAll(t)
	address := served(t, archive, web.Options{})
	looked(t, ctx, address+"/sources", "sources-empty")
	for _, path := range []string{"/feed.xml", "/feed.xml?late=1"} {
		if _, err := archive.Watch(t.Context(), server.URL+path); err != nil {
			t.Fatal(err)
		}
	}
	feeds, err := archive.Feeds(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	hour := time.Now().Add(-30 * time.Hour)
	for i := range 24 {
		for k, f := range feeds {
			failure := ""
			one := gainsay.Look{Time: hour.Add(time.Duration(i) * time.Hour), Changed: i%(4+k) == 0, Failed: k == 1 && i > 20}
			if one.Failed {
				failure = "the server cannot be reached: check the address and the connection"
			}
			f.Next = one.Time.Add(32 * time.Hour)
			f.Seen = []string{server.URL + "/gate", server.URL + "/answer"}
			if err := archive.Polled(t.Context(), f, one, failure); err != nil {
				t.Fatal(err)
			}
		}
	}
	response, _ := sent(t, address+"/add", "files", [2]string{"file:nothing.html", "<html></html>"})
	if response.StatusCode != 200 {
		t.Fatal(response.Status)
	}
	do(t, ctx, chromedp.Navigate(response.Request.URL.String()), chromedp.WaitReady(chromedp.CSS(`#progress[data-ended="true"]`)))
	looked(t, ctx, address+"/sources", "sources")
	looked(t, ctx, address+"/sources/unwatch?feed=1", "unwatch")
	do(t, ctx, chromedp.Navigate(address+"/sources"), chromedp.SendKeys(chromedp.CSS("#address"), server.URL+"/nothing\r"), chromedp.WaitVisible(chromedp.CSS("#wrong")))
	accessible(t, ctx)
	if kept := value(t, ctx, chromedp.Evaluate[string](`document.getElementById("address").value`)); kept != server.URL+"/nothing" {
		t.Errorf("what was typed is %q", kept)
	}
	shot(t, ctx, "sources-wrong")
}
