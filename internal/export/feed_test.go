package export

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"time"

	"github.com/mmcdole/gofeed"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"gainsay/news"
)

var feeds = map[string]func(io.Writer, Entries, *Options) error{"rss": WriteRSS, "atom": WriteAtom, "jsonfeed": WriteJSONFeed}

func TestFeedsAreReadBack(t *testing.T) {
	for name, write := range feeds {
		var out bytes.Buffer
		if err := write(&out, items(sampleEntries(t)), sampleOptions(t)); err != nil {
			t.Fatal(err)
		}
		feed, err := gofeed.NewParser().Parse(&out)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if len(feed.Items) != 4 || feed.Link != "https://archive.example/search?q=gates" || feed.FeedLink != "https://archive.example/feed" {
			t.Errorf("%s is read as %+v", name, feed)
		}
		item := feed.Items[1]
		if item.GUID != "urn:gainsay:port-elding:d12:s2" || item.Link != "https://archive.example/d12/s2" || !strings.HasPrefix(item.Title, "Ida Falk denies: The gates") {
			t.Errorf("%s has the item %+v", name, item)
		}
		at := item.PublishedParsed
		if name == "atom" {
			at = item.UpdatedParsed
		}
		if at == nil || !at.Equal(time.Date(2031, 5, 6, 7, 8, 9, 0, time.UTC)) {
			t.Errorf("%s gives the time %v", name, at)
		}
		// Whoever shows a description of RSS shows HTML: words of articles are text there.
		if text := item.Description + item.Content; !strings.Contains(text, "The gates stood open all night") || !strings.Contains(text, "accepted") {
			t.Errorf("%s has the text %q", name, text)
		}
	}
}

func TestWordsAreNoHTMLInRSS(t *testing.T) {
	var out bytes.Buffer
	if err := WriteRSS(&out, items(sampleEntries(t)), nil); err != nil {
		t.Fatal(err)
	}
	feed, err := gofeed.NewParser().Parse(&out)
	if err != nil {
		t.Fatal(err)
	}
	for _, item := range feed.Items {
		if elements := elementsOf(t, item.Title+item.Description); strings.Trim(strings.Join(elements, ""), "br") != "" {
			t.Errorf("%s has the elements %v", item.GUID, elements)
		}
	}
}

// elementsOf lists the elements that a browser makes of a piece of HTML.
func elementsOf(t *testing.T, source string) (names []string) {
	t.Helper()
	nodes, err := html.ParseFragment(strings.NewReader(source), &html.Node{Type: html.ElementNode, Data: "div", DataAtom: atom.Div})
	if err != nil {
		t.Fatal(err)
	}
	for _, root := range nodes {
		for node := range root.Descendants() {
			if node.Type == html.ElementNode {
				names = append(names, node.Data)
			}
		}
		if root.Type == html.ElementNode {
			names = append(names, root.Data)
		}
	}
	return names
}

func TestAFeedHasTheFirstOnly(t *testing.T) {
	for name, write := range feeds {
		count := 0
		var out bytes.Buffer
		err := write(&out, func(yield func(news.Entry, error) bool) {
			for yield(news.Entry{ID: fmt.Sprintf("d1#s%d", count), Words: "x"}, nil) {
				count++
			}
		}, nil)
		if err != nil {
			t.Fatal(err)
		}
		feed, err := gofeed.NewParser().Parse(&out)
		if err != nil {
			t.Fatal(err)
		}
		if len(feed.Items) != Most || count > Most {
			t.Errorf("%s has %d items of %d that were read", name, len(feed.Items), count)
		}
	}
}

func FuzzFeed(f *testing.F) {
	for _, seed := range []string{"a < b & c", "]]>", "\x00\x01\ufffe", "\xff\xfe", "<script>alert(1)</script>", "&#0;&lt;script&gt;", "javascript:alert(1)", "https://a.example/<x>?\"'"} {
		f.Add(seed, "https://a.example/"+seed, seed+"\r\n")
	}
	f.Fuzz(func(t *testing.T, words, address, name string) {
		entry := news.Entry{ID: name, Words: words, Source: name, Claim: words, Document: news.Head{ID: words, URL: address, Publisher: name, Title: words},
			Statement: news.Statement{Act: news.Act(name), Stance: news.Stance(words), Said: &news.Said{From: news.Day(name), Text: words}}}
		o := &Options{Archive: name, Title: words, Home: address, Self: address, Link: func(string) string { return address }}
		for _, format := range []string{"rss", "atom", "jsonfeed"} {
			var out bytes.Buffer
			if err := feeds[format](&out, items([]news.Entry{entry}), o); err != nil {
				t.Fatal(err)
			}
			if format == "jsonfeed" {
				if !json.Valid(out.Bytes()) {
					t.Errorf("no JSON: %s", &out)
				}
				continue
			}
			checkXML(t, out.Bytes())
		}
	})
}

// checkXML checks that XML is well-formed, and that no element or link is there that feeds do not have.
func checkXML(t *testing.T, data []byte) {
	t.Helper()
	known := " rss channel title link description generator lastBuildDate item guid pubDate category feed id updated author name entry content "
	decoder := xml.NewDecoder(bytes.NewReader(data))
	for {
		token, err := decoder.Token()
		if errors.Is(err, io.EOF) {
			return
		}
		if err != nil {
			t.Fatalf("not well-formed: %v\n%s", err, data)
		}
		start, ok := token.(xml.StartElement)
		if !ok {
			continue
		}
		if !strings.Contains(known, " "+start.Name.Local+" ") {
			t.Errorf("there is an element %s", start.Name.Local)
		}
		for _, attribute := range start.Attr {
			if attribute.Name.Local == "href" && !strings.HasPrefix(attribute.Value, "http") {
				t.Errorf("a link leads to %q", attribute.Value)
			}
		}
	}
}
