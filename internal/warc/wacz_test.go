package warc

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"
)

var captures = []Capture{
	{
		URI: "https://www.Paper.example/a?x=1&y=<b>", Time: noon, Status: 200,
		Header: Header{{Name: "Content-Type", Value: "Text/HTML; charset=utf-8"}}, Body: []byte("<p>one"), Page: true, Title: "One & <all>",
	},
	{URI: "http://paper.example:8080", Time: noon.Add(time.Second), Status: 301, Header: Header{{Name: "Location", Value: "/a"}}},
	{URI: "urn:mail:1", Time: noon.Add(1500 * time.Millisecond), Header: Header{{Name: "Content-Type", Value: "message/rfc822"}}, Body: []byte("From: a")},
}

var recordLine = []byte(`{"id":"1","statements":[{"act":"say"}]}` + "\n")

func sampleWACZ(t testing.TB) []byte {
	t.Helper()
	var file bytes.Buffer
	w, err := NewWACZWriter(&file, Info{Title: "A case", Description: "*all*", Software: "gainsay 1", Created: noon})
	for _, capture := range captures {
		err = errors.Join(err, w.Add(capture))
	}
	err = errors.Join(err, w.AddFile("gainsay/record.jsonl", recordLine), w.AddFile("gainsay/pages.jsonl", recordLine), w.Close())
	if err != nil {
		t.Fatal(err)
	}
	return file.Bytes()
}

func openWACZ(t *testing.T, file []byte) *WACZ {
	t.Helper()
	w, err := ReadWACZ(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		t.Fatal(err)
	}
	return w
}

func TestWACZRoundTrip(t *testing.T) {
	file := sampleWACZ(t)
	if !bytes.Equal(file, sampleWACZ(t)) {
		t.Error("the same input gives another file")
	}
	w := openWACZ(t, file)
	if want := (Info{"A case", "*all*", "gainsay 1", noon}); w.Info != want || w.Version != "1.1.1" || len(w.Problems) > 0 {
		t.Errorf("got %+v, %s, %v", w.Info, w.Version, w.Problems)
	}
	if len(w.Pages) != 1 || w.Pages[0].URL != captures[0].URI || w.Pages[0].Title != captures[0].Title || !w.Pages[0].Time.Equal(noon) {
		t.Errorf("got %+v", w.Pages)
	}
	if wrong := w.Check(); len(wrong) > 0 {
		t.Errorf("got %v", wrong)
	}
	if data, err := w.ReadFile("gainsay/record.jsonl", int64(len(recordLine))); err != nil || !bytes.Equal(data, recordLine) {
		t.Errorf("got %q, %v", data, err)
	}
	if _, err := w.ReadFile("gainsay/record.jsonl", int64(len(recordLine)-1)); !errors.Is(err, ErrTooLarge) {
		t.Errorf("got %v", err)
	}
	if _, err := w.ReadFile("gainsay", 2); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("got %v", err)
	}
	var got []string
	for record, err := range w.Records() {
		if err != nil {
			t.Fatal(err)
		}
		switch record.Type {
		case TypeResponse:
			response, err := record.Response()
			if err != nil {
				t.Fatal(err)
			}
			body, err := io.ReadAll(response.Body)
			got = append(got, fmt.Sprint(record.File, record.TargetURI, record.Date, response.Status, response.Header, string(body), err))
		case TypeResource:
			body, err := io.ReadAll(record.Block)
			header := Header{{Name: "Content-Type", Value: record.ContentType}}
			got = append(got, fmt.Sprint(record.File, record.TargetURI, record.Date, 0, header, string(body), err))
		}
	}
	var want []string
	for _, c := range captures {
		want = append(want, fmt.Sprint("archive/data.warc.gz", c.URI, c.Time, c.Status, c.Header, string(c.Body), nil))
	}
	if !slices.Equal(got, want) {
		t.Errorf("got %q\nwant %q", got, want)
	}
}

func TestWACZFiles(t *testing.T) {
	file := sampleWACZ(t)
	w := openWACZ(t, file)
	names := []string{
		"archive/data.warc.gz", "datapackage-digest.json", "datapackage.json", "gainsay/pages.jsonl", "gainsay/record.jsonl",
		"indexes/index.cdx", "pages/pages.jsonl",
	}
	if !slices.Equal(w.Names(), names) {
		t.Errorf("got %q", w.Names())
	}
	if w.files[archiveFile].Method != zip.Store {
		t.Error("the archive is compressed twice")
	}
	read := func(name string) string {
		data, err := w.ReadFile(name, 1<<20)
		if err != nil {
			t.Fatal(err)
		}
		return string(data)
	}
	archive := read(archiveFile)
	lines := strings.SplitAfter(read(indexFile), "\n")
	for i, want := range []string{
		`example,paper)/a?x=1&y=<b> 20240203120000 {"url":"https://www.Paper.example/a?x=1&y=<b>","digest":"` +
			digest(captures[0].Body) + `","mime":"text/html",`,
		`example,paper:8080)/ 20240203120001 {"url":"http://paper.example:8080","digest":"` + digest(nil) + `",`,
		`urn:mail:1 20240203120001 {"url":"urn:mail:1","digest":"` + digest(captures[2].Body) + `","mime":"message/rfc822",`,
	} {
		if !strings.HasPrefix(lines[i], want) || !strings.HasSuffix(lines[i], `"filename":"data.warc.gz"}`+"\n") {
			t.Errorf("got %s", lines[i])
		}
		var offset, length int64
		if _, err := fmt.Sscanf(lines[i][strings.Index(lines[i], `"offset"`):], `"offset":%d,"length":%d,`, &offset, &length); err != nil {
			t.Fatal(err)
		}
		record, err := NewReader(strings.NewReader(archive[offset:][:length])).Next()
		if err != nil || record.TargetURI != captures[i].URI {
			t.Errorf("got %+v, %v", record, err)
		}
	}
	if got := read(pagesFile); !strings.HasPrefix(got, `{"format":"json-pages-1.0","id":"pages","title":"All Pages"}`+"\n{\"id\":\"") ||
		!strings.HasSuffix(got, `,"url":"https://www.Paper.example/a?x=1&y=<b>","ts":"2024-02-03T12:00:00Z","title":"One & <all>"}`+"\n") {
		t.Errorf("got %s", got)
	}
	about := read(packageFile)
	for _, want := range []string{
		`{"profile":"data-package","wacz_version":"1.1.1","title":"A case","description":"*all*","created":"2024-02-03T12:00:00Z",` +
			`"software":"gainsay 1","mainPageUrl":"https://www.Paper.example/a?x=1&y=<b>","mainPageDate":"2024-02-03T12:00:00Z","resources":[`,
		`{"name":"data.warc.gz","path":"archive/data.warc.gz","hash":"` + digest([]byte(archive)) + `","bytes":` + fmt.Sprint(len(archive)) + `}`,
		`{"name":"gainsay-pages.jsonl","path":"gainsay/pages.jsonl","hash":"` + digest(recordLine) + `","bytes":` + fmt.Sprint(len(recordLine)) + `}`,
	} {
		if !strings.Contains(about, want) {
			t.Errorf("%s is not in %s", want, about)
		}
	}
	if got, want := read(digestFile), `{"path":"datapackage.json","hash":"`+digest([]byte(about))+`"}`+"\n"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestWACZWriterRefuses(t *testing.T) {
	w, err := NewWACZWriter(io.Discard, Info{})
	if err != nil {
		t.Fatal(err)
	}
	if err := w.AddFile("gainsay/a", nil); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{
		"", "a", "gainsay/a", "gainsay/A", "../a", "gainsay/../a", "/a", "a/", "archive/a.warc", "pages/a", "indexes/a", `a\b`, "a/b c",
	} {
		if err := w.AddFile(name, nil); !errors.Is(err, ErrName) {
			t.Errorf("%q: got %v", name, err)
		}
	}
	for _, capture := range []Capture{
		{Time: noon}, {URI: "a b", Time: noon}, {URI: "http://a.example/"}, {URI: "http://a.example/", Time: noon, Status: 1},
	} {
		if err := w.Add(capture); !errors.Is(err, ErrEntry) {
			t.Errorf("%+v: got %v", capture, err)
		}
	}
	if err := w.Close(); err != nil {
		t.Error(err)
	}
	full, err := NewWACZWriter(&fullDisk{100}, Info{})
	for range 100 {
		err = errors.Join(err, full.Add(captures[0]))
	}
	if !errors.Is(err, errFull) || !errors.Is(full.Close(), errFull) {
		t.Errorf("got %v", err)
	}
}

// rezip makes a ZIP file of some of the files.
func rezip(t testing.TB, files map[string]string, names ...string) []byte {
	t.Helper()
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, name := range names {
		entry, err := w.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Store})
		if err == nil {
			_, err = io.WriteString(entry, files[name])
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func TestWACZOfOthers(t *testing.T) {
	cut := zipped(plainRecord("b", "two"))[:60] + zipped(plainRecord("c", "three"))
	files := map[string]string{
		"archive/a.warc":         plainRecord("a", "one"),
		"archive/b.warc.gz":      cut,
		"archive/deep/d.warc.gz": zipped(plainRecord("d", "four")),
		"../../evil.warc":        "evil",
		"pages/extra.jsonl":      `{"url":"http://b.example/","ts":"2024-02-03"}`,
		"pages/pages.jsonl": `{"format":"json-pages-1.0","id":"pages","title":"All"}` + "\r\n\n" + `{"url":"http://a.example/","id":"1","text":"long"}` + "\n" +
			"{\"ts\":\"2024\"}\nnot json\n",
		"datapackage.json": `{"resources":[{"path":"archive/a.warc","hash":"md5:1","bytes":1},{"path":"archive/b.warc.gz","hash":"sha256:1","bytes":` +
			fmt.Sprint(len(cut)) + `},{"path":"gone","hash":"sha256:1","bytes":1},{"path":"pages/extra.jsonl","hash":"crc:1"}]}`,
	}
	names := append(slices.Sorted(maps.Keys(files)), "archive/")
	w := openWACZ(t, rezip(t, files, names...))
	var got []string
	for record, err := range w.Records() {
		if err != nil {
			got = append(got, err.Error())
			continue
		}
		got = append(got, record.File+" "+record.TargetURI)
	}
	if want := []string{"archive/a.warc a", "archive/b.warc.gz: byte 0: the ", "archive/b.warc.gz c"}; !slices.EqualFunc(got, want, strings.HasPrefix) {
		t.Errorf("got %q", got)
	}
	if len(w.Pages) != 2 || w.Pages[0].URL != "http://a.example/" || w.Pages[1].Time != noon.Truncate(24*time.Hour) {
		t.Errorf("got %+v", w.Pages)
	}
	wantErrors(t, w.Problems,
		`"../../evil.warc": the name leads out`, "pages/pages.jsonl: line 4: the page has no url", "pages/pages.jsonl: line 5: ")
	wantErrors(t, w.Check(),
		"datapackage-digest.json: file does not exist",
		"archive/a.warc: it has 165 bytes and not 1: it was changed",
		"archive/b.warc.gz: its hash is another: it was changed",
		"gone: file does not exist",
		`pages/extra.jsonl: unknown hash "crc:1"`,
		"archive/deep/d.warc.gz: datapackage.json does not list it",
		"pages/pages.jsonl: datapackage.json does not list it")
}

// wantErrors compares errors by what they say first.
func wantErrors(t *testing.T, got []error, want ...string) {
	t.Helper()
	if len(got) != len(want) {
		t.Fatalf("got %d: %q", len(got), got)
	}
	for i := range got {
		if !strings.HasPrefix(got[i].Error(), want[i]) {
			t.Errorf("got %q, want %q", got[i], want[i])
		}
	}
}

func TestFilesThatAreNoWACZ(t *testing.T) {
	whole := sampleWACZ(t)
	for name, file := range map[string][]byte{
		"nothing":    nil,
		"no ZIP":     []byte(plainRecord("a", "one")),
		"cut":        whole[:len(whole)-30],
		"no archive": rezip(t, nil, "archive/a.txt", "pages/pages.jsonl"),
	} {
		if _, err := ReadWACZ(bytes.NewReader(file), int64(len(file))); !errors.Is(err, ErrNotWACZ) {
			t.Errorf("%s: got %v", name, err)
		}
	}
}

// A file that points to one piece of data many times would unpack to any size.
func TestWACZOfFilesOnOneAnother(t *testing.T) {
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	data := bytes.Repeat([]byte("x"), 10_000)
	for _, name := range []string{"archive/a.warc", "archive/b.warc"} {
		entry, err := w.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Store})
		if err != nil {
			t.Fatal(err)
		}
		if name == "archive/a.warc" {
			_, _ = entry.Write(data)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	file := out.Bytes()
	directory := bytes.LastIndex(file, []byte("PK\x01\x02"))
	for _, field := range []int{20, 24} { // the sizes, compressed and not
		copy(file[directory+field:], []byte{0x10, 0x27, 0, 0})
	}
	if _, err := ReadWACZ(bytes.NewReader(file), int64(len(file))); !errors.Is(err, ErrNotWACZ) {
		t.Errorf("got %v", err)
	}
}

func TestWACZWithTwoFilesOfOneName(t *testing.T) {
	files := map[string]string{"archive/a.warc": plainRecord("a", "one"), "archive/b.warc": plainRecord("b", "two")}
	file := rezip(t, files, "archive/a.warc", "archive/b.warc")
	w := openWACZ(t, bytes.ReplaceAll(file, []byte("archive/b.warc"), []byte("archive/a.warc")))
	record, err := firstRecord(w)
	if err != nil || record.TargetURI != "a" {
		t.Errorf("got %+v, %v", record, err)
	}
	wantErrors(t, w.Problems[:1], "archive/a.warc: there are two files of that name")
}

func firstRecord(w *WACZ) (*Record, error) {
	for record, err := range w.Records() {
		return record, err
	}
	return nil, io.EOF
}

func TestProblemsAreBounded(t *testing.T) {
	w := openWACZ(t, rezip(t, map[string]string{"pages/pages.jsonl": strings.Repeat("x\n", 5*MaxProblems)}, "archive/a.warc", "pages/pages.jsonl"))
	if len(w.Problems) != MaxProblems {
		t.Errorf("there are %d problems", len(w.Problems))
	}
}

// Whichever byte of a WACZ is changed, Check tells; apart from what the hashes are not about: the frame of the ZIP file.
func TestCheckTellsEachChange(t *testing.T) {
	whole := sampleWACZ(t)
	w := openWACZ(t, whole)
	for _, name := range w.Names() {
		file := w.files[name]
		begin, err := file.DataOffset()
		if err != nil {
			t.Fatal(err)
		}
		for place := begin; place < begin+int64(file.CompressedSize64); place++ {
			changed := bytes.Clone(whole)
			changed[place] ^= 0x20
			if wrong := openWACZ(t, changed).Check(); len(wrong) == 0 && differ(t, w, openWACZ(t, changed), name) {
				t.Fatalf("%s: byte %d was changed, and nothing is told", name, place-begin)
			}
		}
	}
}

// differ tells whether a file reads differently: the last bits of deflated data mean nothing.
func differ(t *testing.T, a, b *WACZ, name string) bool {
	t.Helper()
	one, err := a.ReadFile(name, 1<<20)
	if err != nil {
		t.Fatal(err)
	}
	other, err := b.ReadFile(name, 1<<20)
	return err != nil || !bytes.Equal(one, other)
}

func TestSearchable(t *testing.T) {
	for address, want := range map[string]string{ // the wants are those of surt 0.3.1, but for the last three
		"https://www.example.org/index.html": "org,example)/index.html",
		"HTTP://Example.ORG":                 "org,example)/",
		"http://example.org:8080/A?B=C d#e":  "org,example:8080)/a?b=c%20d",
		"http://example.org/%C3%A9?":         "org,example)/%c3%a9",
		"http://user:secret@example.org./":   "org,example)/",
		"http://192.0.2.1/a":                 "1,2,0,192)/a",
		"http://[2001:db8::1]:80/a":          "2001:db8::1)/a",
		"http://www2.a.example/b/":           "example,a)/b",
		"http://a.example/?b=2&a=1":          "example,a)/?a=1&b=2",
		"https://a.example:443//x/../y":      "example,a)/y",
		"http://a.example/é":                 "example,a)/%c3%a9",
		"urn:Mail:1":                         "urn:mail:1",
		"http://café.example/":               "example,café)/",
		"file:///A.txt":                      "file:///a.txt",
		"http://[":                           "http://[",
	} {
		if got := searchable(address); got != want {
			t.Errorf("%s: got %s, want %s", address, got, want)
		}
	}
}

func FuzzReadWACZ(f *testing.F) {
	f.Add(sampleWACZ(f))
	files := map[string]string{"archive/a.warc": plainRecord("a", "one"), pagesFile: "{}\n"}
	f.Add(rezip(f, files, "archive/a.warc", pagesFile, "../b"))
	f.Fuzz(func(t *testing.T, file []byte) { useWACZ(t, file) })
}

// FuzzFilesOfWACZ changes what is in a WACZ, where FuzzReadWACZ rarely gets past its checksums.
func FuzzFilesOfWACZ(f *testing.F) {
	f.Add([]byte(plainRecord("a", "one")), []byte(`{"url":"http://a.example/","ts":"2024-02-03"}`),
		[]byte(`{"resources":[{"path":"archive/a.warc","hash":"sha256:1"}]}`))
	f.Fuzz(func(t *testing.T, archive, pages, about []byte) {
		files := map[string]string{
			"archive/a.warc": string(archive), pagesFile: string(pages), packageFile: string(about), digestFile: `{"hash":"sha256:1"}`,
		}
		useWACZ(t, rezip(t, files, "archive/a.warc", pagesFile, packageFile, digestFile))
	})
}

// useWACZ does with a file all that can be done with a WACZ.
func useWACZ(t *testing.T, file []byte) {
	w, err := ReadWACZ(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		return
	}
	if len(w.Problems) > MaxProblems {
		t.Errorf("there are %d problems", len(w.Problems))
	}
	for _, name := range w.Names() {
		if !fs.ValidPath(name) {
			t.Errorf("%q leads out of the WACZ", name)
		}
		if data, err := w.ReadFile(name, 1<<20); err == nil && len(data) > 1<<20 {
			t.Errorf("%d bytes were read", len(data))
		}
	}
	read := 0
	for record, err := range w.Records() {
		if err == nil && record.File == "" {
			t.Error("a record without its file")
		}
		if read++; read > 1000 {
			break
		}
	}
	w.Check()
}
