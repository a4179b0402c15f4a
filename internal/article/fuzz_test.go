package article

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
	"unicode/utf8"
)

// The fuzz targets ask of every input: no panic, an article with a body or an error, valid UTF-8 in all fields, no empty
// excluded line, the same output for the same input, and all that in the time allowed.

func FuzzHTML(f *testing.F) {
	seedPages(f, "html")
	f.Add([]byte("<p>By Ilse Marend</p><p>VARN (AP) — The dam held.</p><ul><li>Pumps<li>Walls</ul><blockquote class=twitter-tweet>No.</blockquote>"))
	f.Add([]byte(`<script type="application/ld+json">{"@type":"NewsArticle","author":[{"name":["A B","C D"]},"E"],"datePublished":20211103,"mainEntityOfPage":{"@id":"x"}}</script><p>It held.`))
	f.Add([]byte("<table><b><p>x<table><i><a href=1>y</a></table>z<svg><p>w</svg>"))
	f.Add([]byte("<html lang=en><title>A - B</title><meta property=og:site_name content=B><div hidden>no</div><figure><figcaption>c</figcaption></figure>"))
	f.Fuzz(func(t *testing.T, raw []byte) { check(t, raw, HTML) })
}

func FuzzMarkdown(f *testing.F) {
	f.Add(fmt.Appendf(nil, story, "> quoted\n\n1. one\n2. two\n\n    indented\n\n```\nfenced\n```\n\n<div>raw</div>\n\n![c](d)"))
	f.Add([]byte("---\ntitle: A\ndate: 2021-11-03\n---\n\nSetext\n===\n\nBy **AFP** | 3 May 2021\n\n[a][b] &amp; \\* `c` ~~d~~ <b>e</b><br>f\n\n[b]: http://x.example 'y'\n"))
	f.Add([]byte("# A\n\nOriginal url:\n\n<https://x.example/>\n\nSource: https://y.example\n"))
	f.Fuzz(func(t *testing.T, raw []byte) { check(t, raw, Markdown) })
}

func FuzzMHTML(f *testing.F) {
	seedPages(f, "mhtml")
	f.Add([]byte("MIME-Version: 1.0\nContent-Type: multipart/related; boundary=b; start=\"<a>\"\n\n--b\nContent-ID: <a>\nContent-Type: text/html\nContent-Transfer-Encoding: base64\n\nPHA+SXQgaGVsZC4=\n--b--\n"))
	f.Add([]byte("Content-Type: text/html\nContent-Transfer-Encoding: quoted-printable\n\n<p>It he=\nld=2E=</p>"))
	f.Fuzz(func(t *testing.T, raw []byte) { check(t, raw, MHTML) })
}

func FuzzText(f *testing.F) {
	f.Add([]byte("Dam holds\nBy Ilse Marend and Tomas Orrel\nUpdated Nov. 3, 2021 9:05 am ET\n\nVARN, Nov 3 (Reuters) – It held near\n\nPort Elding, she said.\n\n© 2021 AFP\n\n- AFP\n"))
	f.Add([]byte("\xff\xfeD\x00a\x00m\x00"))
	f.Add([]byte("caf\xe9\x00\x07\r\ntwo\rthree\u00ad\u200b"))
	f.Fuzz(func(t *testing.T, raw []byte) {
		check(t, raw, Text)
		check(t, raw, Auto)
		if a, err := Literal(string(raw), Metadata{}); err != nil || a.Text != string(raw) {
			t.Errorf("literal text is changed, or %v", err)
		}
	})
}

func seedPages(f *testing.F, ending string) {
	pages, err := filepath.Glob("testdata/pages/*." + ending)
	if err != nil || len(pages) == 0 {
		f.Fatalf("%d pages, %v", len(pages), err)
	}
	for _, path := range pages {
		raw, err := os.ReadFile(path)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(raw)
	}
}

func check(t *testing.T, raw []byte, format Format) {
	a, err := Read(raw, Hint{Format: format})
	if errors.Is(err, ErrTooSlow) && len(raw) < 64<<10 {
		t.Fatalf("%d bytes take too long", len(raw))
	}
	if err != nil {
		if strings.Contains(err.Error(), "broke its reader") {
			t.Fatal(err)
		}
		return
	}
	if strings.TrimSpace(a.Text) == "" || strings.Contains(a.Text, "\n\n\n") || strings.ContainsRune(a.Text, 0) {
		t.Errorf("the body is %q", a.Text)
	}
	for _, day := range []string{string(a.Published), string(a.Modified)} {
		if day != "" {
			if _, err := time.Parse(time.DateOnly, day); err != nil {
				t.Error(err)
			}
		}
	}
	fields := append([]string{a.Title, a.Agency, a.Publisher, a.Dateline, a.URL, a.CanonicalURL, a.Language, a.Text}, a.Byline...)
	for _, e := range a.Excluded {
		if strings.TrimSpace(e.Text) == "" || e.Kind == "" {
			t.Errorf("an excluded line is %+v", e)
		}
		fields = append(fields, e.Text)
	}
	for _, field := range fields {
		if !utf8.ValidString(field) {
			t.Errorf("%q is not UTF-8", field)
		}
	}
	again, err := Read(raw, Hint{Format: format})
	one, _ := json.Marshal(a)
	two, _ := json.Marshal(again)
	if err != nil || string(one) != string(two) {
		t.Errorf("the second reading differs: %s, %s, %v", one, two, err)
	}
}
