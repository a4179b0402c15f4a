package capture

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"strconv"
	"strings"
	"time"

	"github.com/mmcdole/gofeed"
	"github.com/mmcdole/gofeed/rss"
)

const (
	maxItems    = 5000
	maxFeedWork = 1 << 30 // see checkFeed
)

// Feed is what an RSS, Atom or JSON feed lists.
type Feed struct {
	Title   string
	Address string // its own, if it tells, or else the one that it was read from
	Site    string // the address of the site that it belongs to; "" if it does not tell
	Items   []FeedItem
	Skipped int           // items without a link that leads to a web page, doubles, and those past the 5,000th
	Every   time.Duration // how often it is worth looking at by its own word (ttl, sy:updatePeriod); 0 if it says nothing
}

// FeedItem is one page in a feed.
type FeedItem struct {
	Link      string    // an address
	GUID      string    // by which the feed tells its items apart; "" if it has none
	Title     string    // on one line
	Published time.Time // in UTC, or else when it was changed; zero if neither is told
}

// ReadFeed reads a feed that was found at the address base with that Content-Type ("" if it is not known). What is no feed, or would take
// too much to read, is an ErrList.
func ReadFeed(raw []byte, contentType, base string) (Feed, error) {
	text := xmlText(raw, contentType)
	if kind := sniffText(text); kind != KindFeed {
		return Feed{}, listError(errors.New("no feed begins like this"))
	}
	if !isJSON(text) {
		if err := checkFeed(text); err != nil {
			return Feed{}, listError(err)
		}
	}
	parser := gofeed.NewParser()
	parser.KeepOriginalFeed = true // ttl is found nowhere else
	parsed, err := parser.Parse(bytes.NewReader(text))
	if err != nil {
		return Feed{}, listError(err)
	}
	at := baseOf(base)
	feed := Feed{Title: oneLine(parsed.Title), Address: resolve(at, parsed.FeedLink), Site: resolve(at, parsed.Link), Every: every(parsed)}
	if feed.Address == "" {
		feed.Address = base
	}
	if site := baseOf(feed.Site); at.Host == "" {
		at = site
	}
	seen := map[string]bool{}
	for _, item := range parsed.Items {
		link := resolve(at, item.Link)
		if link == "" && IsAddress(item.GUID) {
			link = resolve(at, item.GUID) // RSS lets the guid be the link
		}
		if link == "" || seen[link] || len(feed.Items) == maxItems {
			feed.Skipped++
			continue
		}
		seen[link] = true
		feed.Items = append(feed.Items, FeedItem{Link: link, GUID: item.GUID, Title: oneLine(item.Title), Published: published(item)})
	}
	return feed, nil
}

func published(item *gofeed.Item) time.Time {
	switch {
	case item.PublishedParsed != nil:
		return item.PublishedParsed.UTC()
	case item.UpdatedParsed != nil:
		return item.UpdatedParsed.UTC()
	}
	return time.Time{}
}

func oneLine(text string) string { return strings.Join(strings.Fields(text), " ") }

// every is the pause that a feed asks for: ttl in minutes (RSS 2.0), or updatePeriod through updateFrequency (the RSS module
// Syndication). Of more than 24 hours nothing can be believed, and it is cut to them.
func every(parsed *gofeed.Feed) time.Duration {
	if original, ok := parsed.OriginalFeed().(*rss.Feed); ok {
		if minutes, err := strconv.Atoi(strings.TrimSpace(original.TTL)); err == nil && minutes > 0 {
			return time.Duration(min(minutes, 24*60)) * time.Minute
		}
	}
	said := func(name string) string {
		for _, extension := range parsed.Extensions["sy"][name] {
			return strings.ToLower(strings.TrimSpace(extension.Value))
		}
		return ""
	}
	period, found := map[string]time.Duration{"hourly": time.Hour, "daily": day, "weekly": day, "monthly": day, "yearly": day}[said("updatePeriod")]
	if !found {
		return 0
	}
	if said("updatePeriod") == "hourly" || said("updatePeriod") == "daily" {
		if times, err := strconv.Atoi(said("updateFrequency")); err == nil && times > 0 {
			period /= time.Duration(min(times, 24*60))
		}
	}
	return period
}

const day = 24 * time.Hour

// checkFeed refuses what would hurt the feed parser: it goes one call deeper for each element inside another, joins texts one to the
// other, and copies the namespaces in scope for each element that declares some. The work of the latter two is added up in bytes.
func checkFeed(text []byte) error {
	type frame struct{ text, names int }
	var open []frame
	work := 0
	atom := root(text) == "feed" // here elements of other namespaces, whose text is joined, may begin one level higher than in RSS
	decoder := newXML(text)
	for {
		token, err := decoder.Token()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		switch token := token.(type) {
		case xml.StartElement:
			here := frame{}
			if len(open) > 0 {
				here.names = open[len(open)-1].names
			}
			if declared := countNamespaces(token.Attr); declared > 0 {
				here.names += declared
				work += here.names * 256 // about what one entry of a map takes
			}
			open = append(open, here)
		case xml.CharData:
			if len(open) > 0 {
				here := &open[len(open)-1]
				here.text += len(token)
				if len(open) > 2 || len(open) == 2 && atom {
					work += here.text
				}
			}
		case xml.EndElement:
			if open = open[:len(open)-1]; len(open) == 0 {
				return nil
			}
		}
		if len(open) > maxDepth {
			return errDepth
		}
		if work > maxFeedWork {
			return errors.New("it is built in a way that takes too long to read")
		}
	}
}

func countNamespaces(attributes []xml.Attr) (count int) {
	for _, attribute := range attributes {
		if attribute.Name.Space == "xmlns" || attribute.Name.Local == "xmlns" {
			count++
		}
	}
	return count
}
