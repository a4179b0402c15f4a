package web_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"gainsay/internal/web"
	"gainsay/news"
	"gainsay/samples"
)

// ended waits until what was added is read, and gives the page that tells it.
func ended(t *testing.T, address string) string {
	t.Helper()
	for until := time.Now().Add(30 * time.Second); time.Now().Before(until); time.Sleep(50 * time.Millisecond) {
		response, body := got(t, address)
		if response.StatusCode != http.StatusOK {
			t.Fatalf("%s: %s", address, response.Status)
		}
		if strings.Contains(body, `data-ended="true"`) {
			return body
		}
	}
	t.Fatalf("%s: still not read", address)
	return ""
}

// sample is one of the sample articles.
func sample(t *testing.T, number int) samples.File {
	t.Helper()
	all, err := samples.All()
	if err != nil {
		t.Fatal(err)
	}
	return all[number]
}

func TestAddFiles(t *testing.T) {
	archive := openToAll(t)
	address := served(t, archive, web.Options{})
	text := string(sample(t, 5).Content)
	response, body := sent(t, address+"/add", "files", [2]string{"file:../../etc/operator.txt", text}, [2]string{"file:empty.txt", ""},
		[2]string{"file:large.txt", strings.Repeat("x", 32<<20+1)}, [2]string{"file:nothing.html", "<html></html>"}, [2]string{"file:same.txt", text})
	if response.StatusCode != http.StatusOK || !strings.Contains(response.Request.URL.Path, "/adding/") {
		t.Fatalf("%s %s\n%s", response.Request.URL, response.Status, body)
	}
	page := ended(t, response.Request.URL.String())
	for _, want := range []string{`<a href="/document/d1">`, "<bdi>operator.txt</bdi>", "the file is empty", "larger than 32 MiB", "holds no readable text", "2 read, 3 not read"} {
		if !strings.Contains(page, want) {
			t.Errorf("without %q:\n%s", want, page)
		}
	}
	head, err := archive.Document(t.Context(), "d1")
	if err != nil || !strings.HasPrefix(head.Place, "added/") || !strings.HasSuffix(head.Place, "/operator.txt") || head.State != news.Linked {
		t.Errorf("%+v, %v", head, err)
	}
	response, _ = sent(t, address+"/add", "files", [2]string{"file:operator.txt", text})
	if page := ended(t, response.Request.URL.String()); !strings.Contains(page, "was here already") || !strings.Contains(page, "Its record") {
		t.Errorf("given again:\n%s", page)
	}
}

func TestAddTextAndLinks(t *testing.T) {
	archive, server := openToAll(t), outlet(t)
	address := served(t, archive, web.Options{})
	response, _ := sent(t, address+"/add", "files", [2]string{"links", server.URL + "/gate\n" + server.URL + "/gone /etc/passwd - file:///etc/passwd"},
		[2]string{"text", "Ilse Brandt said on Monday that the log was whole."}, [2]string{"title", "The log"}, [2]string{"outlet", "Sarn Valley News"}, [2]string{"published", "2024-05-20"})
	page := ended(t, response.Request.URL.String())
	for _, want := range []string{"<bdi>Gate was opened, mayor says</bdi>", "<bdi>The log</bdi>", "the server refused it", "2 read, 4 not read"} {
		if !strings.Contains(page, want) {
			t.Errorf("without %q:\n%s", want, page)
		}
	}
	if strings.Contains(page, "root:") {
		t.Error("a file of the server was read")
	}
	found, err := archive.Statements(t.Context(), news.Query{Text: "log whole"})
	if err != nil || len(found.Entries) != 1 {
		t.Fatalf("%+v, %v", found, err)
	}
	if d := found.Entries[0].Document; d.Title != "The log" || d.Publisher != "Sarn Valley News" || d.Published != "2024-05-20" {
		t.Errorf("%+v", d)
	}
}

func TestAddRefused(t *testing.T) {
	address := served(t, openToAll(t), web.Options{})
	for _, test := range []struct {
		fields [][2]string
		status int
		want   []string
	}{
		{nil, 422, []string{"there is nothing to add yet"}},
		{[][2]string{{"links", "  "}, {"file:", ""}}, 422, []string{"there is nothing to add yet"}},
		{[][2]string{{"text", "Some text <b>"}, {"published", "yesterday"}}, 422, []string{"no day of the form", "Some text &lt;b&gt;"}},
		{[][2]string{{"links", strings.Repeat("news.example/a ", 51)}}, 422, []string{"more than 50 links"}},
		{[][2]string{{"text", strings.Repeat("x", 4<<20+1)}}, 422, []string{"longer than 4 MiB"}},
	} {
		response, body := sent(t, address+"/add", "files", test.fields...)
		for _, want := range test.want {
			if response.StatusCode != test.status || !strings.Contains(body, want) {
				t.Errorf("%.100q: %s without %q", fmt.Sprint(test.fields), response.Status, want)
			}
		}
	}
	if response, body := got(t, address+"/adding/nobody"); response.StatusCode != 404 || !strings.Contains(body, "are in the ledger") {
		t.Errorf("%s\n%s", response.Status, body)
	}
	response, err := http.Post(address+"/add", "text/plain", strings.NewReader("text"))
	if err != nil {
		t.Fatal(err)
	}
	if body := read(t, response); response.StatusCode != 422 || !strings.Contains(body, "multipart") {
		t.Errorf("%s\n%s", response.Status, body)
	}
}

// TestAddBehindOthers: what is given while others wait is read before them, and comes into the ledger behind them.
func TestAddBehindOthers(t *testing.T) {
	archive := openToAll(t)
	for kept, err := range archive.Add(t.Context(), captured([]samples.File{sample(t, 0)})) {
		if err != nil || kept.Err != nil {
			t.Fatal(err, kept.Err)
		}
	}
	address := served(t, archive, web.Options{Working: true})
	response, _ := sent(t, address+"/add", "files", [2]string{"text", "Ilse Brandt said on Monday that the log was whole."})
	at := response.Request.URL.String()
	for _, body := got(t, at); !strings.Contains(body, "is being tied to the rest"); _, body = got(t, at) {
		time.Sleep(20 * time.Millisecond)
	}
	if _, err := archive.Work(t.Context(), nil); err != nil { // somebody else comes to it
		t.Fatal(err)
	}
	if page := ended(t, at); !strings.Contains(page, "1 statement</a>") {
		t.Error(page)
	}
}

func TestAddInABrowser(t *testing.T) {
	ctx := browser(t)
	archive, server := openToAll(t), outlet(t)
	address := served(t, archive, web.Options{})
	looked(t, ctx, address+"/add", "add")
	done := chromedp.WaitReady(chromedp.CSS(`#progress[data-ended="true"]`))

	drop := `(() => {
		const carried = new DataTransfer();
		carried.items.add(new File([` + fmt.Sprintf("%q", sample(t, 5).Content) + `], "operator.txt", {type: "text/plain"}));
		carried.items.add(new File([""], "empty.html", {type: "text/html"}));
		for (const type of ["dragenter", "dragover", "drop"]) document.querySelector("h1").dispatchEvent(new DragEvent(type, {dataTransfer: carried, bubbles: true, cancelable: true}));
		return 0;
	})()`
	began := time.Now()
	value(t, ctx, chromedp.Evaluate[int](drop))
	do(t, ctx, chromedp.WaitVisible(chromedp.CSS("#progress")), done)
	t.Logf("dropped and read in %v", time.Since(began).Round(time.Millisecond))
	list := value(t, ctx, chromedp.TextContent(chromedp.CSS(".adding")))
	if !strings.Contains(list, "operator.txt") || !strings.Contains(list, "statements") || !strings.Contains(list, "the file is empty") {
		t.Errorf("it tells %q", list)
	}
	accessible(t, ctx)
	looked(t, ctx, value(t, ctx, chromedp.Location()), "adding-dropped")

	do(t, ctx, chromedp.Navigate(address+"/add"), chromedp.SendKeys(chromedp.CSS("#add-links"), server.URL+"/gate\r"), chromedp.WaitVisible(chromedp.CSS("#progress")), done,
		chromedp.WaitVisible(chromedp.CSS(".statement")))
	if words := value(t, ctx, chromedp.TextContent(chromedp.CSS(".statement .words"))); !strings.Contains(words, "Gate was opened") {
		t.Errorf("the record begins with %q", words)
	}
	looked(t, ctx, value(t, ctx, chromedp.Location()), "adding-link")
}
