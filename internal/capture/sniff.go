package capture

import (
	"bytes"
	"mime"
	"net/http"
	"strings"
)

// Kind is what bytes are, as far as it matters to where they go next.
type Kind string

// The kinds.
const (
	KindPage    Kind = "page" // HTML, MHTML, Markdown or plain text: for package article
	KindFeed    Kind = "feed"
	KindSitemap Kind = "sitemap"
	KindOPML    Kind = "opml"
	KindWARC    Kind = "warc"
	KindWACZ    Kind = "wacz"
	KindOther   Kind = "other"
)

// sniffed is how many bytes at the beginning are looked at.
const sniffed = 64 << 10

// Sniff tells by content what a document is; the beginning of it, 64 KiB, is enough. Its Content-Type ("" if it is not known) helps only
// with what content does not tell: the charset, and text that might be data.
func Sniff(raw []byte, contentType string) Kind {
	head := raw[:min(len(raw), sniffed)]
	if isGzip(head) {
		unpacked, _ := Decode(bytes.NewReader(head), "gzip", sniffed) // it ends in the middle, and that is an error each time
		if bytes.HasPrefix(unpacked, []byte("WARC/")) {
			return KindWARC
		}
		if kind := sniffText(xmlText(unpacked, contentType)); kind == KindSitemap {
			return kind
		}
		return KindOther
	}
	switch {
	case bytes.HasPrefix(head, []byte("WARC/")):
		return KindWARC
	case bytes.HasPrefix(head, []byte("PK\x03\x04")):
		return sniffZip(raw)
	}
	if detected := http.DetectContentType(head); !strings.HasPrefix(detected, "text/") {
		return KindOther
	}
	kind := sniffText(xmlText(head, contentType))
	if media, _, err := mime.ParseMediaType(contentType); kind == KindPage && err == nil {
		if strings.HasSuffix(media, "json") || media == "text/css" || strings.HasSuffix(media, "javascript") || media == "text/csv" {
			return KindOther
		}
	}
	return kind
}

// sniffZip tells a WACZ, which has its parts in folders of fixed names, from other archives.
func sniffZip(raw []byte) Kind {
	const nameAt = 30 // bytes into the header of the first file
	first := raw[min(len(raw), nameAt):]
	for _, name := range []string{"archive/", "indexes/", "pages/", "datapackage"} {
		if bytes.HasPrefix(first, []byte(name)) {
			return KindWACZ
		}
	}
	if bytes.Contains(raw, []byte("datapackage.json")) {
		return KindWACZ
	}
	return KindOther
}

// sniffText tells texts apart that xmlText has made.
func sniffText(text []byte) Kind {
	text = text[:min(len(text), sniffed)]
	switch {
	case isJSON(text):
		if bytes.Contains(text, []byte("://jsonfeed.org/version/")) || bytes.Contains(text, []byte(`:\/\/jsonfeed.org\/version\/`)) {
			return KindFeed
		}
		return KindOther
	case isXML(text):
		switch root(text) {
		case "rss", "rdf", "feed":
			return KindFeed
		case "urlset", "sitemapindex":
			return KindSitemap
		case "opml":
			return KindOPML
		}
		return KindPage
	case listsAddresses(text):
		return KindSitemap
	}
	return KindPage
}

func isGzip(raw []byte) bool { return bytes.HasPrefix(raw, []byte{0x1f, 0x8b}) }

func isXML(text []byte) bool { return bytes.HasPrefix(bytes.TrimSpace(text), []byte("<")) }

func isJSON(text []byte) bool { return bytes.HasPrefix(bytes.TrimSpace(text), []byte("{")) }

// listsAddresses tells a sitemap of plain text: two lines at least, and an address on each. A last line may be cut off.
func listsAddresses(text []byte) bool {
	lines := 0
	for line := range bytes.Lines(text) {
		line = bytes.TrimSpace(line)
		if len(line) == 0 {
			continue
		}
		if !IsAddress(string(line[:min(len(line), len("https://"))])) || bytes.ContainsAny(line, " \t") {
			return false
		}
		lines++
	}
	return lines >= 2
}
