package capture

import (
	"archive/zip"
	"bytes"
	"strings"
	"testing"
)

func zipped(t *testing.T, names ...string) string {
	t.Helper()
	var out bytes.Buffer
	writer := zip.NewWriter(&out)
	for _, name := range names {
		if _, err := writer.Create(name); err != nil {
			t.Fatal(err)
		}
	}
	if err := writer.Close(); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

func TestSniff(t *testing.T) {
	warc := "WARC/1.1\r\nWARC-Type: warcinfo\r\n"
	for _, test := range []struct {
		raw, contentType string
		want             Kind
	}{
		{"", "", KindPage},
		{"It rained.", "", KindPage},
		{"<!doctype html><title>x</title>", "", KindPage},
		{"<p>It rained.", "", KindPage},
		{"<!-- a -- b --><html>", "", KindPage},
		{"# It rained\n\nhttps://post.example/", "text/markdown", KindPage},
		{"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b\r\n", "", KindPage},
		{rssSample, "text/html", KindFeed},
		{atomSample, "", KindFeed},
		{rdfSample, "", KindFeed},
		{jsonSample, "", KindFeed},
		{wide(rssSample), "", KindFeed},
		{"\ufeff" + rssSample, "", KindFeed},
		{"<!-- " + strings.Repeat("x", 5000) + " -->" + rssSample[39:], "", KindFeed},
		{`{"a": 1}`, "", KindOther},
		{"[1]", "application/json", KindOther},
		{"a,b", "text/csv; charset=utf-8", KindOther},
		{newsSample, "", KindSitemap},
		{"<sitemapindex/>", "", KindSitemap},
		{"https://post.example/a\nhttps://post.example/b", "text/plain", KindSitemap},
		{"https://post.example/a says it rained\nhttps://post.example/b", "text/plain", KindPage},
		{string(pack(t, []byte(newsSample), "gzip")), "application/gzip", KindSitemap},
		{opmlSample, "text/xml", KindOPML},
		{warc, "", KindWARC},
		{string(pack(t, []byte(warc+strings.Repeat(warc, 1000)), "gzip")), "", KindWARC},
		{string(pack(t, []byte("It rained."), "gzip")), "", KindOther},
		{"\x1f\x8b", "", KindOther},
		{zipped(t, "archive/data.warc.gz", "datapackage.json"), "", KindWACZ},
		{zipped(t, "a/b", "datapackage.json"), "", KindWACZ},
		{zipped(t, "word/document.xml"), "", KindOther},
		{"PK\x03\x04", "", KindOther},
		{"%PDF-1.7\n", "", KindOther},
		{"\x89PNG\r\n\x1a\n", "text/html", KindOther},
	} {
		if got := Sniff([]byte(test.raw), test.contentType); got != test.want {
			t.Errorf("%.50q: got %s, want %s", test.raw, got, test.want)
		}
	}
}

func TestFeedLinks(t *testing.T) {
	page := `<html><head><title>Caf` + "\xe9" + `</title><meta charset=windows-1252>
<link rel="stylesheet" type="text/css" href="/a.css"><base href="https://post.example/news/"><base href="https://other.example/">
<script>` + strings.Repeat("var a = '<link>';", 10_000) + `</script>
<!-- <link rel=alternate type=application/rss+xml href=/comment> -->
<link rel="Alternate" type="application/rss+xml; charset=utf-8" title="Caf` + "\xe9" + `  news" href="rss?a=1&amp;b=2">
<link rel="alternate" type="application/rss+xml" href="rss?a=1&amp;b=2">
<link rel="alternate" type="application/json" href="/wp-json/1"><link rel="alternate" hreflang="de" href="/de">
<link rel="alternate feed" type="application/atom+xml" href="//gazette.example/atom" />
<LINK REL=alternate TYPE=application/feed+json HREF=/feed.json>
<link rel="alternate" type="application/rss+xml" href="file:///etc/passwd"><link rel="alternate" type="application/rss+xml">
</head>`
	want := []FeedLink{
		{"https://post.example/news/rss?a=1&b=2", "Café news", "application/rss+xml"},
		{"https://gazette.example/atom", "", "application/atom+xml"},
		{"https://post.example/feed.json", "", "application/feed+json"},
	}
	got := FeedLinks([]byte(page), "https://www.post.example/start")
	if len(got) != len(want) {
		t.Fatalf("got %+v", got)
	}
	for i := range want {
		if got[i] != want[i] {
			t.Errorf("got %+v, want %+v", got[i], want[i])
		}
	}
	if got := FeedLinks([]byte(`<link rel=alternate type=application/rss+xml href=/rss>`), ""); got != nil {
		t.Errorf("relative to nothing: %+v", got)
	}
}
