package api_test

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"

	"gainsay"
	"gainsay/news"
)

type statements struct {
	Statements []struct{ ID, Act, Words string }
	Next       *string
}

func TestPages(t *testing.T) {
	s := serve(t)
	all := get[statements](t, s, "/statements?limit=1000")
	var paged []string
	path := "/statements?limit=7"
	for pages := 0; path != ""; pages++ {
		response, body := s.ask(t, http.MethodGet, path, nil)
		var page statements
		if err := json.Unmarshal(body, &page); err != nil {
			t.Fatalf("%v\n%s", err, body)
		}
		for _, one := range page.Statements {
			paged = append(paged, one.ID)
		}
		path = ""
		link := response.Header.Get("Link")
		if page.Next != nil {
			path = strings.TrimPrefix(*page.Next, "/api/v1")
			if link != "<"+*page.Next+`>; rel="next"` {
				t.Errorf("next is %s, Link %s", *page.Next, link)
			}
		} else if link != "" {
			t.Errorf("the last page has a Link: %s", link)
		}
	}
	if len(paged) != len(all.Statements) || len(paged) < 50 {
		t.Fatalf("%d in pages, %d at once", len(paged), len(all.Statements))
	}
	for i, one := range all.Statements {
		if paged[i] != one.ID {
			t.Fatalf("%d is %s in pages, %s at once", i, paged[i], one.ID)
		}
	}
}

// TestSameAsEncoded holds answers against what the command line prints with --json.
func TestSameAsEncoded(t *testing.T) {
	s := serve(t)
	e, err := s.archive.Statement(t.Context(), "d1#s2")
	if err != nil {
		t.Fatal(err)
	}
	article, err := s.archive.Article(t.Context(), "d1")
	if err != nil {
		t.Fatal(err)
	}
	rec, err := s.archive.Record(t.Context(), "d1")
	if err != nil {
		t.Fatal(err)
	}
	line, err := gainsay.Encode(&rec)
	if err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string][]byte{"/statements/d1/s2": gainsay.EncodeEntry(&e, &article), "/documents/d1/record": line, "/documents/d1/article": gainsay.EncodeArticle(&article)} {
		if _, got := s.ask(t, http.MethodGet, path, nil); !bytes.Equal(got, want) {
			t.Errorf("%s\n%s\nwant\n%s", path, got, want)
		}
	}
}

func TestTags(t *testing.T) {
	s := serve(t)
	for _, path := range []string{"/statements?q=gate", "/statements/d1/s2", "/documents/d1", "/claims/c1", "/outlets", "/documents/d1/original"} {
		response, _ := s.ask(t, http.MethodGet, path, nil)
		tag := response.Header.Get("ETag")
		again, body := s.ask(t, http.MethodGet, path, nil, "If-None-Match", `"other", `+tag)
		if again.StatusCode != http.StatusNotModified || len(body) != 0 || again.Header.Get("ETag") != tag || tag == "" {
			t.Errorf("%s with %s: %s, %d bytes", path, tag, again.Status, len(body))
		}
	}
	list, _ := s.ask(t, http.MethodGet, "/statements", nil)
	one, _ := s.ask(t, http.MethodGet, "/statements/d1/s2", nil)
	tag := one.Header.Get("ETag")
	accept := map[string]any{"kind": "accept", "target": "d1#s2"}
	if response, body := s.ask(t, http.MethodPost, "/corrections", accept, "If-Match", tag); response.StatusCode != http.StatusCreated {
		t.Fatalf("%s\n%s", response.Status, body)
	}
	if response, body := s.ask(t, http.MethodPost, "/corrections", map[string]any{"kind": "reject", "target": "d1#s2"}, "If-Match", tag); response.StatusCode != http.StatusPreconditionFailed {
		t.Errorf("corrected what had changed: %s\n%s", response.Status, body)
	}
	if response, _ := s.ask(t, http.MethodGet, "/statements", nil, "If-None-Match", list.Header.Get("ETag")); response.StatusCode != http.StatusOK {
		t.Errorf("the list has changed: %s", response.Status)
	}
	if response, _ := s.ask(t, http.MethodGet, "/statements", nil, "If-None-Match", list.Header.Get("ETag"), "Test-Role", "public"); response.StatusCode != http.StatusOK {
		t.Errorf("another viewer: %s", response.Status)
	}
}

func TestCorrect(t *testing.T) {
	s := serve(t)
	before := get[struct {
		Places struct{ Content [][2]int }
	}](t, s, "/statements/d1/s3").Places.Content
	response, body := s.ask(t, http.MethodPost, "/corrections", map[string]any{"kind": "correct", "target": "d1#s3", "note": "shorter",
		"changed": map[string]any{"content": [][2]int{{before[0][0], before[0][1] - 2}}}})
	if response.StatusCode != http.StatusCreated || !strings.Contains(string(body), `"by":"Ada"`) {
		t.Fatalf("%s\n%s", response.Status, body)
	}
	after := get[struct {
		Review string
		Places struct{ Content [][2]int }
	}](t, s, "/statements/d1/s3")
	if after.Review != "corrected" || after.Places.Content[0][1] != before[0][1]-2 {
		t.Errorf("%+v, before %v", after, before)
	}
}

func TestNowhere(t *testing.T) {
	s := serve(t)
	if response, body := s.ask(t, http.MethodGet, "/nothing", nil); response.StatusCode != http.StatusNotFound || !strings.Contains(string(body), "/docs") {
		t.Errorf("%s %s", response.Status, body)
	}
	if response, _ := s.ask(t, http.MethodDelete, "/corrections", nil); response.StatusCode != http.StatusMethodNotAllowed || response.Header.Get("Allow") != "GET, POST, HEAD" {
		t.Errorf("%s, Allow %q", response.Status, response.Header.Get("Allow"))
	}
	if response, body := s.ask(t, http.MethodHead, "/statements", nil); response.StatusCode != http.StatusOK || len(body) != 0 {
		t.Errorf("%s %s", response.Status, body)
	}
}

func TestExports(t *testing.T) {
	s := serve(t)
	for _, f := range gainsay.ExportFormats() {
		path := "/export/" + f.Name
		if f.Claim != nil {
			path += "?claim=c1"
		}
		response, body := s.ask(t, http.MethodGet, path, nil)
		if response.StatusCode != http.StatusOK || response.Header.Get("Content-Type") != f.MediaType || response.Header.Get("Content-Disposition") != fmt.Sprintf(`attachment; filename="gainsay-%s%s"`, f.Name, f.Ending) {
			t.Errorf("%s: %s %q", f.Name, response.Status, response.Header)
		}
		if len(body) == 0 && f.Decisions == nil {
			t.Errorf("%s is empty", f.Name)
		}
	}
	if _, body := s.ask(t, http.MethodGet, "/export/rss?q=gate", nil); !strings.Contains(string(body), s.URL+"/statement/d") {
		t.Error("the feed leads to no page")
	}
}

// TestExportBreaksOff lets an export fail when much of it was sent: nobody may take it for a whole one.
func TestExportBreaksOff(t *testing.T) {
	s := serve(t)
	s.breaks.Store(true)
	response, err := http.DefaultClient.Do(s.request(t, http.MethodGet, "/export/csv", nil))
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	if body, err := io.ReadAll(response.Body); !errors.Is(err, io.ErrUnexpectedEOF) || len(body) == 0 {
		t.Errorf("%d bytes, %v", len(body), err)
	}
}

// TestExportGone lets clients leave in the middle of a file.
func TestExportGone(t *testing.T) {
	s := serve(t)
	for range 20 {
		connection, err := net.Dial("tcp", s.Listener.Addr().String())
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprintf(connection, "GET /api/v1/export/jsonl HTTP/1.1\r\nHost: test\r\n\r\n")
		_, _ = connection.Read(make([]byte, 10))
		connection.Close()
	}
	began := time.Now()
	get[statements](t, s, "/statements")
	if took := time.Since(began); took > 3*time.Second {
		t.Errorf("others wait for %v", took)
	}
}

// TestEvents listens while a document is read.
func TestEvents(t *testing.T) {
	s := serve(t)
	response, err := http.DefaultClient.Do(s.request(t, http.MethodGet, "/events?act=deny", nil))
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	if response.StatusCode != http.StatusOK {
		t.Fatal(response.Status)
	}
	in := bufio.NewScanner(response.Body)
	for in.Scan() && !strings.HasPrefix(in.Text(), "id: ") {
	}
	s.add(t, "new.txt", "The Venn Courier", []byte("Mill denies leak\n\nThe owner of the mill said on Monday that the roof was old. Jonas Ebert denied that water had reached the cellar.\n"))
	s.work(t)
	for in.Scan() {
		data, ok := strings.CutPrefix(in.Text(), "data: ")
		if !ok {
			continue
		}
		var e struct{ Act, Words string }
		if err := json.Unmarshal([]byte(data), &e); err != nil || news.Act(e.Act) != news.Deny {
			t.Fatalf("%v %s", err, data)
		}
		if strings.Contains(e.Words, "cellar") {
			return
		}
	}
	t.Errorf("the stream ended: %v", in.Err())
}
