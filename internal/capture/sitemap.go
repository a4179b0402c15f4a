package capture

import (
	"bytes"
	"encoding/xml"
	"errors"
	"net/url"
	"strings"
	"time"
)

// The limits of the sitemap protocol (https://www.sitemaps.org/protocol.html).
const (
	maxSitemap = 50 << 20 // bytes, unpacked
	maxListed  = 50000
)

// Sitemap is what a sitemap lists: pages, or other sitemaps if it is an index.
type Sitemap struct {
	Pages    []Listed
	Sitemaps []Listed
	Skipped  int // entries without an address of the web, doubles, and those past the 50,000th
}

// Listed is one entry of a sitemap.
type Listed struct {
	Address   string
	Modified  time.Time // by the word of the sitemap; zero if it says nothing
	Published time.Time // of a news sitemap; zero likewise
	Title     string    // of a news sitemap
}

// errFull ends the reading of a list that has more entries than there may be.
var errFull = errors.New("the list is full")

// ReadSitemap reads a sitemap (urlset, news sitemap), an index of sitemaps, or a text with one address on each line, packed with gzip
// or not, that was found at the address base. An ErrList comes with what was read before.
func ReadSitemap(raw []byte, contentType, base string) (Sitemap, error) {
	var sitemap Sitemap
	if isGzip(raw) {
		unpacked, err := Decode(bytes.NewReader(raw), "gzip", maxSitemap)
		if err != nil {
			return sitemap, listError(err)
		}
		raw = unpacked
	}
	text := xmlText(raw, contentType)
	if sniffText(text) != KindSitemap {
		return sitemap, listError(errors.New("no sitemap begins like this"))
	}
	reader := sitemapReader{into: &sitemap, base: baseOf(base), seen: map[string]bool{}}
	if isXML(text) {
		return sitemap, reader.read(text)
	}
	for line := range strings.Lines(string(text)) {
		if line = strings.TrimSpace(line); line != "" {
			reader.add(&sitemap.Pages, line, Listed{})
		}
	}
	return sitemap, nil
}

// sitemapReader gathers the entries of a sitemap in XML.
type sitemapReader struct {
	into *Sitemap
	base *url.URL
	seen map[string]bool
	link string // of the entry that is open
	now  Listed // likewise, but the address
}

func (r *sitemapReader) read(text []byte) error {
	err := elements(text, func(path []string, _ []xml.Attr) error {
		if isEntry(path) {
			r.link, r.now = "", Listed{}
		}
		return nil
	}, r.end)
	switch {
	case errors.Is(err, errFull):
		return nil
	case err != nil:
		return listError(err)
	}
	return nil
}

func isEntry(path []string) bool {
	return endsIn(path, "urlset", "url") || endsIn(path, "sitemapindex", "sitemap")
}

func (r *sitemapReader) end(path []string, text string) error {
	last := len(path) - 1
	inEntry, inNews := isEntry(path[:last]), endsIn(path[:last], "url", "news")
	switch name := path[last]; {
	case isEntry(path):
		list := &r.into.Pages
		if name == "sitemap" {
			list = &r.into.Sitemaps
		}
		r.add(list, r.link, r.now)
		if r.into.Skipped > maxListed {
			return errFull
		}
	case inEntry && name == "loc":
		r.link = text
	case inEntry && name == "lastmod":
		r.now.Modified = webTime(text)
	case inNews && name == "title":
		r.now.Title = oneLine(text)
	case inNews && name == "publication_date":
		r.now.Published = webTime(text)
	}
	return nil
}

func (r *sitemapReader) add(list *[]Listed, link string, entry Listed) {
	entry.Address = resolve(r.base, link)
	if entry.Address == "" || r.seen[entry.Address] || len(r.into.Pages)+len(r.into.Sitemaps) >= maxListed {
		r.into.Skipped++
		return
	}
	r.seen[entry.Address] = true
	*list = append(*list, entry)
}

// webTime reads a time as sitemaps give it (https://www.w3.org/TR/NOTE-datetime); zero is one that cannot be read.
func webTime(text string) time.Time {
	for _, layout := range []string{time.RFC3339, "2006-01-02T15:04Z07:00", "2006-01-02T15:04:05", "2006-01-02", "2006-01", "2006"} {
		if at, err := time.Parse(layout, text); err == nil {
			return at.UTC()
		}
	}
	return time.Time{}
}
