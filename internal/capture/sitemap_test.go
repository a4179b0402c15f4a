package capture

import (
	"errors"
	"fmt"
	"strings"
	"testing"
)

const newsSample = `<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"
 xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">
<url><loc> https://post.example/1?a=1&amp;b=2 </loc><lastmod>2031-05-04</lastmod>
 <image:image><image:loc>https://post.example/1.png</image:loc></image:image>
 <news:news><news:publication><news:name>Post</news:name></news:publication>
 <news:publication_date>2031-05-04T09:00+02:00</news:publication_date><news:title>The dam <![CDATA[& dyke]]></news:title></news:news></url>
<url><loc>/2</loc></url><url><loc>/2</loc></url><url/><url><loc>gopher://post.example/</loc></url>
</urlset>`

func TestReadSitemap(t *testing.T) {
	index := `<sitemapindex><sitemap><loc>https://post.example/s.xml.gz</loc><lastmod>2031-05</lastmod></sitemap></sitemapindex>`
	lines := "https://post.example/a\r\nhttps://post.example/b\n\nhttps://post.example/b\n"
	const news = `https://post.example/1?a=1&b=2 "The dam & dyke" modified 2031-05-04 published 2031-05-04T07:00, https://post.example/2 "" ; ; 3`
	for _, test := range []struct{ name, raw, want string }{
		{"news", newsSample, news},
		{"packed", string(pack(t, []byte(newsSample), "gzip")), news},
		{"index", index, `; https://post.example/s.xml.gz "" modified 2031-05-01; 0`},
		{"lines", lines, `https://post.example/a "" , https://post.example/b "" ; ; 1`},
		{"packed lines", string(pack(t, []byte(lines), "gzip")), `https://post.example/a "" , https://post.example/b "" ; ; 1`},
	} {
		sitemap, err := ReadSitemap([]byte(test.raw), "", "https://post.example/sitemap.xml")
		if got := fmt.Sprintf("%s; %s; %d", listed(sitemap.Pages), listed(sitemap.Sitemaps), sitemap.Skipped); err != nil || got != test.want {
			t.Errorf("%s: %v\ngot  %s\nwant %s", test.name, err, got, test.want)
		}
	}
	sitemap, err := ReadSitemap([]byte(newsSample[:len(newsSample)-40]), "", "https://post.example/")
	if !errors.Is(err, ErrList) || len(sitemap.Pages) != 2 {
		t.Errorf("broken off: got %+v, %v", sitemap, err)
	}
	for _, raw := range []string{"", "https://post.example/", "It rained.", "<rss/>", "\x1f\x8b", string(pack(t, make([]byte, maxSitemap+1), "gzip"))} {
		if got, err := ReadSitemap([]byte(raw), "", ""); !errors.Is(err, ErrList) {
			t.Errorf("%.30q: got %+v, %v", raw, got, err)
		}
	}
}

func listed(list []Listed) string {
	var out []string
	for _, entry := range list {
		line := fmt.Sprintf("%s %q ", entry.Address, entry.Title)
		if !entry.Modified.IsZero() {
			line += "modified " + entry.Modified.Format("2006-01-02")
		}
		if !entry.Published.IsZero() {
			line += " published " + entry.Published.Format("2006-01-02T15:04")
		}
		out = append(out, line)
	}
	return strings.Join(out, ", ")
}

func TestManyPages(t *testing.T) {
	var raw strings.Builder
	raw.WriteString("<urlset>")
	for i := range 3 * maxListed {
		fmt.Fprintf(&raw, "<url><loc>https://post.example/%d</loc></url>", i)
	}
	raw.WriteString("</urlset>")
	sitemap, err := ReadSitemap([]byte(raw.String()), "", "")
	if err != nil || len(sitemap.Pages) != maxListed || sitemap.Skipped != maxListed+1 {
		t.Errorf("%d pages, %d skipped, %v", len(sitemap.Pages), sitemap.Skipped, err)
	}
}

func FuzzReadSitemap(f *testing.F) {
	f.Add([]byte(newsSample))
	f.Add(pack(f, []byte(newsSample), "gzip"))
	f.Add([]byte("https://post.example/a\nhttps://post.example/b\n"))
	f.Add([]byte("<sitemapindex><sitemap><loc>https://post.example/s.xml</loc></sitemap></sitemapindex>"))
	f.Fuzz(func(t *testing.T, raw []byte) {
		sitemap, err := ReadSitemap(raw, "", "https://post.example/sitemap.xml")
		if err != nil && !errors.Is(err, ErrList) {
			t.Error(err)
		}
		for _, entry := range append(sitemap.Pages, sitemap.Sitemaps...) {
			if _, err := parseAddress(entry.Address); err != nil {
				t.Errorf("%q: %v", entry.Address, err)
			}
		}
	})
}
