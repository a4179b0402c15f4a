package capture

import (
	"bytes"
	"mime"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/charset"
)

const maxFeedLinks = 50

// FeedLink is a feed that a page names.
type FeedLink struct {
	Address string
	Title   string
	Type    string // media type: application/rss+xml, application/atom+xml or application/feed+json
}

// FeedLinks lists the feeds that an HTML page names in link elements (https://html.spec.whatwg.org/#link-type-alternate), in its order, each
// once, 50 at most. Base is the address of the page.
func FeedLinks(page []byte, base string) []FeedLink {
	at := baseOf(base)
	tags := html.NewTokenizer(bytes.NewReader(decodeHTML(page)))
	var links []FeedLink
	hasBase := false
	for len(links) < maxFeedLinks {
		switch tags.Next() {
		case html.ErrorToken:
			return links
		case html.StartTagToken, html.SelfClosingTagToken:
			name, more := tags.TagName()
			if !more || string(name) != "link" && string(name) != "base" {
				continue
			}
			isBase := string(name) == "base"
			found := tagAttributes(tags)
			if isBase {
				if moved, err := at.Parse(found["href"]); err == nil && !hasBase && found["href"] != "" {
					at, hasBase = moved, true
				}
				continue
			}
			link := FeedLink{Address: resolve(at, found["href"]), Title: oneLine(found["title"]), Type: feedType(found)}
			double := slices.ContainsFunc(links, func(l FeedLink) bool { return l.Address == link.Address })
			if link.Type != "" && link.Address != "" && !double {
				links = append(links, link)
			}
		}
	}
	return links
}

// decodeHTML makes UTF-8 of a page by what it says itself.
func decodeHTML(page []byte) []byte {
	if utf8.Valid(page) {
		return page
	}
	encoding, _, _ := charset.DetermineEncoding(page, "")
	if text, err := encoding.NewDecoder().Bytes(page); err == nil {
		return text
	}
	return page
}

func tagAttributes(tags *html.Tokenizer) map[string]string {
	found := map[string]string{}
	for more := true; more; {
		var name, value []byte
		name, value, more = tags.TagAttr()
		if _, double := found[string(name)]; !double {
			found[string(name)] = string(value)
		}
	}
	return found
}

// feedType is the media type of a link that leads to a feed, "" for other links.
func feedType(link map[string]string) string {
	if !slices.Contains(strings.Fields(strings.ToLower(link["rel"])), "alternate") {
		return ""
	}
	media, _, err := mime.ParseMediaType(link["type"])
	if err != nil || !slices.Contains([]string{"application/rss+xml", "application/atom+xml", "application/feed+json"}, media) {
		return ""
	}
	return media
}
