package capture

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"
	"unicode/utf16"
)

const (
	rssSample = `<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:sy="http://purl.org/rss/1.0/modules/syndication/"><channel>
<title>The Harbour  Post</title><link>https://post.example/</link><ttl>45</ttl>
<atom:link rel="self" href="/rss.xml"/>
<item><title>Dam &amp; dyke
 hold</title><link>/news/1</link><guid isPermaLink="false">n1</guid><pubDate>Sun, 04 May 2031 10:00:00 +0200</pubDate></item>
<item><title>Again</title><link>https://post.example/news/1</link><guid>n1b</guid></item>
<item><title>By its guid</title><guid>https://post.example/news/2</guid></item>
<item><title>No link</title></item>
<item><title>A password</title><link>https://a:b@post.example/3</link></item>
<item><title>A file</title><link>file:///etc/passwd</link></item>
</channel></rss>`
	atomSample = `<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://gazette.example/deep/"><title>Gazette</title>
<link rel="self" href="feed.atom"/><link href="/"/>
<entry><id>urn:1</id><title type="html">Rain &lt;b&gt;again&lt;/b&gt;</title><link rel="alternate" href="one"/><updated>2031-05-04T10:00:00Z</updated></entry>
</feed>`
	jsonSample = `{"version": "https://jsonfeed.org/version/1.1", "title": "Wire", "feed_url": "https://wire.example/feed.json",
"items": [{"id": "1", "url": "/a", "title": "Rain", "date_published": "2031-05-04T10:00:00Z"}, {"id": "2"}]}`
	rdfSample = `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:sy="http://purl.org/rss/1.0/modules/syndication/">
<channel><title>Old Post</title><link>https://old.example/</link><sy:updatePeriod>daily</sy:updatePeriod><sy:updateFrequency>4</sy:updateFrequency></channel>
<item><title>Rain</title><link>https://old.example/1</link><dc:date>2031-05-04</dc:date></item></rdf:RDF>`
)

func TestReadFeed(t *testing.T) {
	for _, test := range []struct {
		raw, contentType, base, want string
	}{
		{rssSample, "application/rss+xml", "https://post.example/x/rss",
			`The Harbour Post https://post.example/rss.xml https://post.example/ 45m0s skipped 4: ` +
				`https://post.example/news/1 "n1" "Dam & dyke hold" 2031-05-04T08:00; https://post.example/news/2 "https://post.example/news/2" "By its guid" -`},
		{atomSample, "", "https://gazette.example/feed", `Gazette https://gazette.example/deep/feed.atom https://gazette.example/ 0s skipped 0: ` +
			`https://gazette.example/deep/one "urn:1" "Rain <b>again</b>" 2031-05-04T10:00`},
		{jsonSample, "application/json", "https://wire.example/", `Wire https://wire.example/feed.json  0s skipped 1: ` +
			`https://wire.example/a "1" "Rain" 2031-05-04T10:00`},
		{rdfSample, "", "https://old.example/rdf", `Old Post https://old.example/rdf https://old.example/ 6h0m0s skipped 0: https://old.example/1 "" "Rain" 2031-05-04T00:00`},
		{"<?xml version='1.0' encoding='iso-8859-1'?><rss><channel><title>Caf\xe9</title></channel></rss>", "text/xml", "", "Café   0s skipped 0: "},
		{"<rss><channel><title>\xcf\xf0\xe8</title></channel></rss>", "text/xml; charset=windows-1251", "", "При   0s skipped 0: "},
		{"<?xml version='1.0' encoding='koi8-r'?><rss><channel><title>Café</title></channel></rss>", "", "", "Café   0s skipped 0: "},
		{wide("<?xml version='1.0' encoding='utf-16'?><rss><channel><title>Café</title></channel></rss>"), "", "", "Café   0s skipped 0: "},
		{"\n<rss><channel><title>A\x00\x0bB &nbsp; &unknown; & C</title></channel></rss>", "", "", "A B &unknown; & C   0s skipped 0: "},
	} {
		feed, err := ReadFeed([]byte(test.raw), test.contentType, test.base)
		if err != nil {
			t.Errorf("%.40q: %v", test.raw, err)
			continue
		}
		var items []string
		for _, item := range feed.Items {
			at := "-"
			if !item.Published.IsZero() {
				at = item.Published.Format("2006-01-02T15:04")
			}
			items = append(items, fmt.Sprintf("%s %q %q %s", item.Link, item.GUID, item.Title, at))
		}
		got := fmt.Sprintf("%s %s %s %v skipped %d: %s", feed.Title, feed.Address, feed.Site, feed.Every, feed.Skipped, strings.Join(items, "; "))
		if got != test.want {
			t.Errorf("got  %s\nwant %s", got, test.want)
		}
	}
}

// wide is a text in UTF-16 with a byte order mark.
func wide(text string) string {
	out := []byte{0xff, 0xfe}
	for _, unit := range utf16.Encode([]rune(text)) {
		out = append(out, byte(unit), byte(unit>>8))
	}
	return string(out)
}

func TestNoFeed(t *testing.T) {
	for _, raw := range []string{
		"", "It rained.", "<html><title>x</title></html>", "{}", `{"version": "1"}`, "<rss><channel>", "<feed", "\x00", "<opml/>",
		`{"version": "https://jsonfeed.org/version/1", "items": 3`,
	} {
		if got, err := ReadFeed([]byte(raw), "application/rss+xml", ""); !errors.Is(err, ErrList) {
			t.Errorf("%q: got %+v, %v", raw, got, err)
		}
	}
}

// TestListAttacks has lists that would take a careless reader's memory, stack or time.
func TestListAttacks(t *testing.T) {
	const many = 1 << 20
	entities := `<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c SYSTEM "file:///etc/passwd">]>`
	deep := strings.Repeat("<x>", many)
	pieces := strings.Repeat("a", many) + strings.Repeat("a<b/>", many/8)
	var names strings.Builder
	for i := range 10_000 {
		fmt.Fprintf(&names, ` xmlns:n%d="u"`, i)
	}
	refused := map[string]string{
		"deep rss":          "<rss><channel>" + deep,
		"deep atom":         "<feed xmlns='http://www.w3.org/2005/Atom'>" + deep,
		"deep and closed":   "<rss><channel>" + strings.Repeat("<x:y>", many) + strings.Repeat("</x:y>", many) + "</channel></rss>",
		"deep sitemap":      "<urlset>" + deep,
		"deep opml":         "<opml>" + strings.Repeat("<outline>", many),
		"deep json":         `{"version": "https://jsonfeed.org/version/1", "items": ` + strings.Repeat("[", many),
		"many pieces":       "<rss><channel><x:y>" + pieces + "</x:y></channel></rss>",
		"many pieces, atom": "<feed xmlns='http://www.w3.org/2005/Atom'><x:channel>" + pieces + "</x:channel></feed>",
		"many names":        "<rss" + names.String() + "><channel>" + strings.Repeat("<x xmlns='u'/>", 10_000) + "</channel></rss>",
	}
	for name, raw := range refused {
		start := time.Now()
		_, feed := ReadFeed([]byte(raw), "", "")
		_, sitemap := ReadSitemap([]byte(raw), "", "")
		_, opml := ReadOPML([]byte(raw))
		if !errors.Is(feed, ErrList) || !errors.Is(sitemap, ErrList) || !errors.Is(opml, ErrList) {
			t.Errorf("%s: got %v, %v, %v", name, feed, sitemap, opml)
		}
		if took := time.Since(start); took > 10*time.Second {
			t.Errorf("%s took %v", name, took)
		}
	}
	feed, err := ReadFeed([]byte(entities+"<rss><channel><title>&b;&c;</title></channel></rss>"), "", "")
	if err != nil || feed.Title != "&b;&c;" {
		t.Errorf("entities: got %q, %v", feed.Title, err)
	}
	sitemap, err := ReadSitemap([]byte(entities+"<urlset><url><loc>http://harbour.example/&c;</loc></url></urlset>"), "", "")
	if err != nil || len(sitemap.Pages) != 1 || sitemap.Pages[0].Address != "http://harbour.example/&c;" {
		t.Errorf("entities: got %+v, %v", sitemap, err)
	}
}

func TestManyItems(t *testing.T) {
	var raw strings.Builder
	raw.WriteString("<rss><channel>")
	for i := range 3 * maxItems {
		fmt.Fprintf(&raw, "\n\t\t\t\t<item>\n<link>https://post.example/%d</link></item>", i)
	}
	raw.WriteString("</channel></rss>")
	feed, err := ReadFeed([]byte(raw.String()), "", "")
	if err != nil || len(feed.Items) != maxItems || feed.Skipped != 2*maxItems {
		t.Errorf("%d items, %d skipped, %v", len(feed.Items), feed.Skipped, err)
	}
}

func FuzzReadFeed(f *testing.F) {
	for _, raw := range []string{rssSample, atomSample, jsonSample, rdfSample, wide(rssSample)} {
		f.Add([]byte(raw), "application/xml; charset=utf-8")
	}
	f.Fuzz(func(t *testing.T, raw []byte, contentType string) {
		feed, err := ReadFeed(raw, contentType, "https://post.example/feed")
		if err != nil && !errors.Is(err, ErrList) {
			t.Error(err)
		}
		seen := map[string]bool{}
		for _, item := range feed.Items {
			if u, err := parseAddress(item.Link); err != nil || seen[item.Link] || u.User != nil {
				t.Errorf("link %q: %v", item.Link, err)
			}
			seen[item.Link] = true
		}
		if feed.Every < 0 || feed.Every > day {
			t.Errorf("every %v", feed.Every)
		}
	})
}

func BenchmarkReadFeed(b *testing.B) {
	var raw strings.Builder
	raw.WriteString("<rss><channel>")
	for i := range 50 {
		fmt.Fprintf(&raw, "<item><title>Rain</title><link>https://post.example/%d</link><description>%s</description></item>", i, strings.Repeat("It rained. ", 50))
	}
	raw.WriteString("</channel></rss>")
	b.SetBytes(int64(raw.Len()))
	for b.Loop() {
		if _, err := ReadFeed([]byte(raw.String()), "", ""); err != nil {
			b.Fatal(err)
		}
	}
}
