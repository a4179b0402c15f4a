package gainsay

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/iotest"
	"time"

	"gainsay/internal/store"
	"gainsay/internal/warc"
	"gainsay/news"
)

// newsSite is a site with pages and all kinds of lists of them.
func newsSite(t *testing.T) *site {
	xml := map[string]string{"Content-Type": "application/xml"}
	list := func(element, name string, paths ...string) answer {
		var body strings.Builder
		for _, path := range paths {
			fmt.Fprintf(&body, "<%[1]s><loc>SITE%[2]s</loc></%[1]s>", name, path)
		}
		return answer{header: xml, body: fmt.Sprintf(`<?xml version="1.0"?><%[1]s xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">%[2]s</%[1]s>`, element, body.String())}
	}
	to := func(path string) answer {
		return answer{status: http.StatusMovedPermanently, header: map[string]string{"Location": path}}
	}
	gate := gatePage()
	gate.header["ETag"], gate.header["Last-Modified"] = `"gate-1"`, "Mon, 10 Feb 2031 08:00:00 GMT"
	return newSite(t, map[string]answer{
		"/robots.txt": {body: "User-agent: *\nDisallow: /private/\n"},
		"/gate":       gate, "/answer": answerPage(), "/private/page": gatePage(),
		"/old": to("/moved"), "/moved": to("SITE/gate"), "/round": to("/round"), "/outside": to("ftp://sarn-valley.example/gate"),
		"/feed.xml": feedOf("", "SITE/gate", "SITE/gone", "/answer"), "/empty.xml": feedOf(""), "/broken.xml": {header: xml, body: `<rss><channel><item><link>SITE/gate</li`},
		"/feed.json": {header: map[string]string{"Content-Type": "application/feed+json"},
			body: `{"version":"https://jsonfeed.org/version/1.1","title":"Sarn","items":[{"id":"1","url":"SITE/answer"}]}`},
		"/feeds.opml": {header: xml, body: `<opml version="2.0"><body><outline text="Sarn" xmlUrl="SITE/feed.json"/><outline text="Gone" xmlUrl="SITE/gone.xml"/></body></opml>`},
		"/index.xml":  list("sitemapindex", "sitemap", "/news.xml"), "/news.xml": list("urlset", "url", "/answer", "/gate"),
		"/ring.xml": list("sitemapindex", "sitemap", "/ring.xml"),
	})
}

// gathered lists what is gathered at places: "PLACE", "PLACE < what led there", "PLACE: why not".
func gathered(t *testing.T, how Gathering, server *site, folder string, places ...string) (lines []string) {
	t.Helper()
	c := newClock()
	collector, err := NewCollector(c.fetching(), c.Now)
	if err != nil {
		t.Fatal(err)
	}
	for found := range collector.Gather(t.Context(), slices.Values(places), how) {
		line := found.Capture.Place
		if found.Capture.Through != "" {
			line += " < " + found.Capture.Through
		}
		switch {
		case found.Failure() != nil:
			line += ": " + found.Failure().Error()
		case found.Capture.Time.IsZero():
			t.Errorf("%s was found at no time", line)
		}
		line = strings.ReplaceAll(line, folder, "DIR")
		lines = append(lines, strings.ReplaceAll(line, server.URL, "SITE"))
	}
	return lines
}

// expectGathered compares line by line; of a failure the beginning is enough.
func expectGathered(t *testing.T, got []string, want ...string) {
	t.Helper()
	same := slices.EqualFunc(got, want, func(got, want string) bool {
		return got == want || strings.Contains(want, ": ") && strings.HasPrefix(got, want)
	})
	if !same {
		t.Errorf("gathered\n%s\nand not\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func TestGatherAddresses(t *testing.T) {
	server := newsSite(t)
	for name, test := range map[string]struct{ places, want []string }{
		"a page":              {[]string{"/gate"}, []string{"SITE/gate"}},
		"behind redirects":    {[]string{"/old"}, []string{"SITE/old"}},
		"no page":             {[]string{"/gone", "/gate"}, []string{"SITE/gone: the server refused it", "SITE/gate"}},
		"forbidden":           {[]string{"/private/page"}, []string{"SITE/private/page: "}},
		"round and round":     {[]string{"/round"}, []string{"SITE/round: the address redirects more than"}},
		"out of the web":      {[]string{"/outside"}, []string{"SITE/outside: the address cannot be read"}},
		"a feed":              {[]string{"/feed.xml"}, []string{"SITE/gate < SITE/feed.xml", "SITE/gone: the server refused it", "SITE/answer < SITE/feed.xml"}},
		"a feed in JSON":      {[]string{"/feed.json"}, []string{"SITE/answer < SITE/feed.json"}},
		"a feed of nothing":   {[]string{"/empty.xml"}, []string{"SITE/empty.xml: there is no document in it"}},
		"a broken feed":       {[]string{"/broken.xml"}, []string{"SITE/broken.xml: this is no list of pages that can be read"}},
		"a list of feeds":     {[]string{"/feeds.opml"}, []string{"SITE/answer < SITE/feed.json", "SITE/gone.xml: the server refused it"}},
		"sitemaps":            {[]string{"/index.xml"}, []string{"SITE/answer < SITE/news.xml", "SITE/gate < SITE/news.xml"}},
		"a sitemap of itself": {[]string{"/ring.xml"}, []string{"SITE/ring.xml < SITE/ring.xml"}},
	} {
		t.Run(name, func(t *testing.T) {
			for i := range test.places {
				test.places[i] = server.URL + test.places[i]
			}
			expectGathered(t, gathered(t, Gathering{}, server, "DIR", test.places...), test.want...)
		})
	}
}

// TestGatherWeb: whoever may name addresses only is shown no file.
func TestGatherWeb(t *testing.T) {
	server := newsSite(t)
	got := gathered(t, Gathering{Web: true, Stdin: strings.NewReader("text")}, server, "DIR", "-", "gather_test.go", "file:///etc/passwd", server.URL+"/answer")
	expectGathered(t, got, "-: the address cannot be read", "gather_test.go: the address", "file:///etc/passwd: the address", "SITE/answer")
}

func TestGatherAtMost(t *testing.T) {
	server := newsSite(t)
	told := ""
	how := Gathering{Most: 1, Told: func(place string, n int) { told += fmt.Sprint(n, " ", strings.TrimPrefix(place, server.URL), "\n") }}
	expectGathered(t, gathered(t, how, server, "DIR", server.URL+"/index.xml"), "SITE/answer < SITE/news.xml")
	if told != "1 /index.xml\n1 /news.xml\n" {
		t.Errorf("told %q", told)
	}
}

// crawled is a web archive of a page, a picture, a page that was not there, and another page.
func crawled(t *testing.T, gzipped bool) []byte {
	t.Helper()
	var out bytes.Buffer
	w := warc.NewWriter(&out, gzipped)
	at := time.Date(2031, 2, 9, 7, 30, 0, 0, time.UTC)
	for _, r := range []struct {
		uri    string
		status int
		media  string
		body   string
	}{
		{"https://sarn-valley.example/gate", 200, "text/html; charset=utf-8", gatePage().body},
		{"https://sarn-valley.example/gate.png", 200, "image/png", "\x89PNG\r\n\x1a\n"},
		{"https://sarn-valley.example/gone", 404, "text/html", "gone"},
		{"https://sarn-valley.example/answer", 200, "text/html; charset=utf-8", answerPage().body},
	} {
		header := warc.Header{{Name: "Content-Type", Value: r.media}, {Name: "Server", Value: "Mill/2"}}
		if _, err := w.WriteResponse(r.uri, at, r.status, header, []byte(r.body)); err != nil {
			t.Fatal(err)
		}
	}
	return out.Bytes()
}

func packed(t *testing.T) []byte {
	t.Helper()
	var out bytes.Buffer
	w, err := warc.NewWACZWriter(&out, warc.Info{Title: "The dam"})
	if err != nil {
		t.Fatal(err)
	}
	header := warc.Header{{Name: "Content-Type", Value: "text/html; charset=utf-8"}}
	err = w.Add(warc.Capture{URI: "https://sarn-valley.example/gate", Time: time.Date(2031, 2, 9, 7, 30, 0, 0, time.UTC), Status: 200, Header: header, Body: []byte(gatePage().body), Page: true})
	if err = errors.Join(err, w.Close()); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// The files that tests gather from.
const (
	lines = `{"id":"a","published":"2031-02-10","text":"Mayor Ilse Brandt said the gate was open."}

{"id":"b"}
{"id":"c","url":"https://sarn-valley.example/c","text":"Mayor Ilse Brandt said the gate was shut."}
no JSON at all
{"id":"d","text":"Marta Ruland said the gate was watched."}`
	savedPage = "From: <Saved by a browser>\r\nSubject: Gate\r\nSnapshot-Content-Location: https://sarn-valley.example/gate\r\nMIME-Version: 1.0\r\n" +
		"Content-Type: multipart/related; type=\"text/html\"; boundary=\"----B\"\r\n\r\n------B\r\nContent-Type: text/html\r\nContent-Location: https://sarn-valley.example/gate\r\n\r\n"
)

// oddFiles writes files of all kinds into a folder, and one list that leads to a site.
func oddFiles(t *testing.T, server *site) (folder string) {
	t.Helper()
	folder = t.TempDir()
	whole, zipped := crawled(t, false), crawled(t, true)
	var gz bytes.Buffer
	w := gzip.NewWriter(&gz)
	_, err := w.Write([]byte(lines))
	if err = errors.Join(err, w.Close()); err != nil {
		t.Fatal(err)
	}
	for name, data := range map[string]string{
		"page.html": gatePage().body, "page.txt": "Gate was open\n\nMayor Ilse Brandt said on Monday that the gate was open.\n",
		"page.mhtml": savedPage + gatePage().body + "\r\n------B--\r\n",
		"crawl.warc": string(whole), "crawl.warc.gz": string(zipped), "crawl.wacz": string(packed(t)),
		"cut.warc": string(whole[:len(whole)-200]), "cut.warc.gz": string(zipped[:len(zipped)-200]), "cut.wacz": string(packed(t)[:900]),
		"lines.jsonl": lines, "bad-first.jsonl": `{"id":3}` + "\n" + lines, "marked.jsonl": "\uFEFF" + lines,
		"big-feed.json": `{"version":"https://jsonfeed.org/version/1.1","items":[{"id":"1","url":"` + server.URL + `/answer"}],"title":"` + strings.Repeat("Sarn ", 20_000) + `"}`,
		"feed.xml":      strings.ReplaceAll(feedOf("", "SITE/gate").body, "SITE", server.URL),
		"empty":         "", "blank": " \n\n", "binary": "\x7fELF\x02\x01\x01\x00\x00\x00\x00\x00\x00\x00\x00\x00\x03\x00\x3e\x00", "other.zip": "PK\x03\x04 nothing",
	} {
		if err := os.WriteFile(filepath.Join(folder, name), []byte(data), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return folder
}

func TestGatherFiles(t *testing.T) {
	server := newsSite(t)
	folder := oddFiles(t, server)
	const first = "https://sarn-valley.example/gate < DIR/"
	inLines := func(file string) []string {
		return []string{"DIR/" + file + "#a < DIR/" + file, "DIR/" + file + `: line 3: b: exactly one of "text", "html" and "markdown" must be given`,
			"https://sarn-valley.example/c < DIR/" + file, "DIR/" + file + ": line 5: the line is no JSON object", "DIR/" + file + "#d < DIR/" + file}
	}
	for file, want := range map[string][]string{
		"page.html": {"DIR/page.html"}, "page.txt": {"DIR/page.txt"}, "page.mhtml": {"DIR/page.mhtml"},
		"crawl.warc":    {first + "crawl.warc", "https://sarn-valley.example/answer < DIR/crawl.warc"},
		"crawl.warc.gz": {first + "crawl.warc.gz", "https://sarn-valley.example/answer < DIR/crawl.warc.gz"},
		"crawl.wacz":    {first + "crawl.wacz"},
		"cut.warc":      {first + "cut.warc", "DIR/cut.warc: byte "},
		"cut.warc.gz":   {first + "cut.warc.gz", "https://sarn-valley.example/answer: "},
		"lines.jsonl":   inLines("lines.jsonl"),
		"marked.jsonl":  inLines("marked.jsonl"),
		"bad-first.jsonl": {"DIR/bad-first.jsonl: line 1: ", "DIR/bad-first.jsonl#a < DIR/bad-first.jsonl", "DIR/bad-first.jsonl: line 4: b: exactly",
			"https://sarn-valley.example/c < DIR/bad-first.jsonl", "DIR/bad-first.jsonl: line 6: the line", "DIR/bad-first.jsonl#d < DIR/bad-first.jsonl"},
		"feed.xml":      {"SITE/gate < DIR/feed.xml"},
		"big-feed.json": {"SITE/answer < DIR/big-feed.json"},
		"empty":         {"DIR/empty"}, "blank": {"DIR/blank"}, "binary": {"DIR/binary"},
		"other.zip": {"DIR/other.zip: "}, "cut.wacz": {"DIR/cut.wacz: "},
		"missing": {"DIR/missing: there is no such file"}, ".": {"DIR/.: it is a folder"},
	} {
		t.Run(file, func(t *testing.T) {
			expectGathered(t, gathered(t, Gathering{}, server, folder, folder+"/"+file), want...)
		})
	}
}

// TestGatherStandardInput: what a stream can be, whether one can go back in it or not.
func TestGatherStandardInput(t *testing.T) {
	server := newsSite(t)
	once := func(r io.Reader) io.Reader { return io.MultiReader(r) } // hides that one could go back
	for name, test := range map[string]struct {
		in   io.Reader
		want []string
	}{
		"a page":           {once(strings.NewReader(gatePage().body)), []string{"-"}},
		"nothing":          {once(strings.NewReader("")), []string{"-"}},
		"a web archive":    {once(bytes.NewReader(crawled(t, true))), []string{"https://sarn-valley.example/gate < -", "https://sarn-valley.example/answer < -"}},
		"one to go back":   {bytes.NewReader(crawled(t, false)), []string{"https://sarn-valley.example/gate < -", "https://sarn-valley.example/answer < -"}},
		"a packed one":     {once(bytes.NewReader(packed(t))), []string{"https://sarn-valley.example/gate < -"}},
		"packed, go back":  {bytes.NewReader(packed(t)), []string{"https://sarn-valley.example/gate < -"}},
		"lines":            {once(strings.NewReader(lines)), []string{"-#a < -", "-: line 3: b: ", "https://sarn-valley.example/c < -", "-: line 5: ", "-#d < -"}},
		"that breaks off":  {io.MultiReader(strings.NewReader(lines[:90]), iotest.ErrReader(errors.New("the wire was cut"))), []string{"-#a < -", "-: the wire was cut"}},
		"a page in pieces": {iotest.ErrReader(errors.New("the wire was cut")), []string{"-: the wire was cut"}},
	} {
		t.Run(name, func(t *testing.T) {
			got := gathered(t, Gathering{Stdin: test.in}, server, "DIR", "-", server.URL+"/answer")
			expectGathered(t, got, append(test.want, "SITE/answer")...)
		})
	}
}

// TestGatherLongLine: a line that is too long is told, be it the last, and those beside it are taken.
func TestGatherLongLine(t *testing.T) {
	first, last, _ := strings.Cut(lines, "\n\n")
	long := io.LimitReader(endless('x'), longestLine+1)
	got := gathered(t, Gathering{Stdin: io.MultiReader(strings.NewReader(first+"\n"), long, strings.NewReader("\n"+last[strings.LastIndex(last, "{"):]))}, newsSite(t), "DIR", "-")
	expectGathered(t, got, "-#a < -", "-: line 2: the line is longer than 64 MiB", "-#d < -")
	long = io.LimitReader(endless('x'), longestLine+1)
	got = gathered(t, Gathering{Stdin: io.MultiReader(strings.NewReader(first+"\n"), long)}, newsSite(t), "DIR", "-")
	expectGathered(t, got, "-#a < -", "-: line 2: the line is longer than 64 MiB")
}

// endless gives one byte for ever.
type endless byte

func (e endless) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = byte(e)
	}
	return len(p), nil
}

// TestAddAll adds all that can be gathered, twice: the second time changes nothing.
func TestAddAll(t *testing.T) {
	server := newsSite(t)
	folder := oddFiles(t, server)
	a := openArchive(t, t.TempDir(), newClock())
	places := []string{server.URL + "/old", server.URL + "/feed.xml", server.URL + "/gate", folder + "/crawl.warc.gz", folder + "/cut.warc", folder + "/crawl.wacz",
		folder + "/lines.jsonl", folder + "/page.html", folder + "/page.txt", folder + "/page.mhtml", folder + "/empty", folder + "/blank", folder + "/binary", folder + "/missing"}
	shown := func(lines []string) string {
		return strings.NewReplacer(folder, "DIR", server.URL, "SITE").Replace(strings.Join(lines, "\n"))
	}
	first := shown(add(t, a, Gathering{}, places...))
	for _, want := range []string{"new SITE/old\n", "same SITE/gate\n", "new SITE/answer\n", " SITE/gone: the server refused it", "known SITE/gate\n", " https://sarn-valley.example/gate\n",
		"new DIR/lines.jsonl#a\n", "new https://sarn-valley.example/c\n", "new DIR/page.txt\n", "new DIR/empty: kept, but ", "new DIR/binary: kept, but ", " DIR/missing: there is no such file"} {
		if !strings.Contains(first+"\n", want) {
			t.Errorf("%q is not among\n%s", want, first)
		}
	}
	before := dumped(t, a)
	second := add(t, a, Gathering{}, places...)
	for _, line := range second {
		if strings.HasPrefix(line, string(store.KeptNew)) || strings.HasPrefix(line, string(store.KeptVersion)) || strings.HasPrefix(line, string(store.KeptSame)) {
			t.Errorf("the second time: %s", shown([]string{line}))
		}
	}
	if after := dumped(t, a); after != before {
		t.Errorf("adding all again changed the archive from %d bytes to %d", len(before), len(after))
	}
	if _, err := a.Work(t.Context(), nil); err != nil {
		t.Error(err)
	}
	sound(t, a)
}

// TestHowItWasComeBy: what the archive knows of each look, from the web, from a web archive, from a stream.
func TestHowItWasComeBy(t *testing.T) {
	server, c := newsSite(t), newClock()
	folder := oddFiles(t, server)
	a := openArchive(t, t.TempDir(), c)
	began := c.Now()
	add(t, a, Gathering{}, server.URL+"/old", folder+"/crawl.warc", folder+"/lines.jsonl", folder+"/page.html")
	captureOf := func(place string) news.Capture {
		t.Helper()
		heads, err := a.Documents(t.Context(), 0, 100)
		if err != nil {
			t.Fatal(err)
		}
		for _, head := range heads {
			list, err := a.Captures(t.Context(), head.ID)
			if err != nil {
				t.Fatal(err)
			}
			if i := slices.IndexFunc(list, func(c news.Capture) bool { return c.Place == place }); i >= 0 {
				return list[i]
			}
		}
		t.Fatalf("%s is not in the archive", place)
		return news.Capture{}
	}
	header := func(c news.Capture, name string) string {
		for _, field := range c.Header {
			if field.Name == name {
				return field.Value
			}
		}
		return ""
	}
	moved := captureOf(server.URL + "/old")
	if moved.Location != server.URL+"/gate" || !slices.Equal(moved.Redirects, []string{server.URL + "/old", server.URL + "/moved"}) || moved.Status != 200 ||
		header(moved, "Etag") != `"gate-1"` || moved.ContentType != "text/html; charset=utf-8" || moved.Time.Before(began) || moved.Time.After(c.Now()) || moved.Through != "" ||
		moved.Size != int64(len(gatePage().body)) || len(moved.SHA256) != 64 {
		t.Errorf("behind redirects: %+v", moved)
	}
	if known, err := a.Place(t.Context(), server.URL+"/old"); err != nil || known.ETag != `"gate-1"` || known.LastModified != "Mon, 10 Feb 2031 08:00:00 GMT" {
		t.Errorf("what to ask with next time: %+v, %v", known, err)
	}
	archived := captureOf("https://sarn-valley.example/answer")
	if !archived.Time.Equal(time.Date(2031, 2, 9, 7, 30, 0, 0, time.UTC)) || header(archived, "Server") != "Mill/2" || archived.Status != 200 || archived.Through != folder+"/crawl.warc" {
		t.Errorf("in a web archive: %+v", archived)
	}
	line := captureOf(folder + "/lines.jsonl#a")
	if line.Through != folder+"/lines.jsonl" || line.Status != 0 || line.Time.IsZero() {
		t.Errorf("a line: %+v", line)
	}
	if file := captureOf(folder + "/page.html"); file.Status != 0 || file.Location != folder+"/page.html" || file.ContentType != "" || file.Through != "" {
		t.Errorf("a file: %+v", file)
	}
	raw, _, err := a.Original(t.Context(), moved.Document)
	if err != nil || string(raw) != gatePage().body {
		t.Errorf("the original is another, %v", err)
	}
	art, err := a.Article(t.Context(), line.Document)
	if err != nil || art.Published != "2031-02-10" || !strings.HasPrefix(art.Text, "Mayor Ilse Brandt said") {
		t.Errorf("the article of a line: %+v, %v", art, err)
	}
}

// TestKnownOfAll: what the user knows of all documents counts where they do not say it themselves, in lines too.
func TestKnownOfAll(t *testing.T) {
	folder := oddFiles(t, newsSite(t))
	a := openArchive(t, t.TempDir(), newClock())
	how := Gathering{Known: Source{Otherwise: Known{Publisher: "Tarsk Daily Post", Published: "2031-02-08"}}}
	add(t, a, how, folder+"/lines.jsonl", folder+"/page.txt", folder+"/page.html")
	heads, err := a.Documents(t.Context(), 0, 100)
	if err != nil {
		t.Fatal(err)
	}
	for _, head := range heads {
		outlet, day := "Tarsk Daily Post", news.Day("2031-02-08")
		switch filepath.Base(head.Place) {
		case "page.html":
			outlet, day = "Sarn Valley News", "2031-02-10"
		case "lines.jsonl#a":
			day = "2031-02-10"
		}
		if head.Publisher != outlet || head.Published != day {
			t.Errorf("%s is of %q, %s", head.Place, head.Publisher, head.Published)
		}
	}
	if len(heads) != 5 {
		t.Errorf("%d documents", len(heads))
	}
}

// TestAddIsStopped: where nobody listens any more, adding ends, and what was kept stays.
func TestAddIsStopped(t *testing.T) {
	folder := oddFiles(t, newsSite(t))
	a := openArchive(t, t.TempDir(), newClock())
	for range a.Add(t.Context(), a.Gather(t.Context(), slices.Values([]string{folder + "/page.txt", folder + "/page.html"}), Gathering{})) {
		break // nobody wants to hear of the second
	}
	if heads, err := a.Documents(t.Context(), 0, 10); err != nil || len(heads) == 0 {
		t.Errorf("%d documents, %v", len(heads), err)
	}
	sound(t, a)
}

// TestOddAddress: an address that no text can hold is told and stops nothing.
func TestOddAddress(t *testing.T) {
	server := newsSite(t)
	a := openArchive(t, t.TempDir(), newClock())
	got := add(t, a, Gathering{}, server.URL+"/gate?\xff", server.URL+"/answer", " "+server.URL+"/gate#top")
	if len(got) != 3 || !strings.HasPrefix(got[1], "new ") {
		t.Errorf("added %q", got)
	}
	sound(t, a)
}

// FuzzLines: whatever a stream holds, each line that is not blank is a document or is told.
func FuzzLines(f *testing.F) {
	f.Add([]byte(lines))
	f.Add([]byte("\uFEFF" + `{"id":"a","html":"<p>Water rose."}` + "\r\n\x00\n\xff{}"))
	f.Fuzz(func(t *testing.T, data []byte) {
		want, got := 0, 0
		for line := range bytes.SplitSeq(data, []byte("\n")) {
			if len(bytes.TrimSpace(bytes.TrimPrefix(line, byteOrderMark))) > 0 {
				want++
			}
		}
		g := gatherer{ctx: t.Context(), yield: func(c Captured) bool {
			if c.Failure() == nil && (c.Capture.Place == "" || c.Capture.Through != "-" || len(c.Raw) == 0) {
				t.Errorf("%+v", c)
			}
			got++
			return true
		}}
		isLines(data) // holds whatever it says
		if !g.lines(bufio.NewReaderSize(bytes.NewReader(data), 16), "-") || got != want {
			t.Errorf("%d lines became %d documents", want, got)
		}
	})
}
