package capture

import (
	"encoding/xml"
	"errors"
	"io"
	"strings"
)

// Subscription is a feed in a list of feeds.
type Subscription struct {
	Title   string
	Address string   // of the feed
	Site    string   // the address of the site that it belongs to; "" if it is not known
	Folder  []string // the titles of the outlines around it, the outermost first
}

// ReadOPML lists the feeds of an OPML file (https://opml.org/spec2.opml) in its order, each once. What has no address of the web is left
// out. An ErrList comes with what was read before.
func ReadOPML(raw []byte) ([]Subscription, error) {
	text := xmlText(raw, "")
	if sniffText(text) != KindOPML {
		return nil, listError(errors.New("no OPML file begins like this"))
	}
	var feeds []Subscription
	var titles []string // of the outlines that are open
	seen := map[string]bool{}
	err := elements(text, func(path []string, attributes []xml.Attr) error {
		if !endsIn(path, "outline") {
			return nil
		}
		title := oneLine(attribute(attributes, "title"))
		if title == "" {
			title = oneLine(attribute(attributes, "text"))
		}
		base := baseOf("")
		address, site := resolve(base, attribute(attributes, "xmlUrl")), resolve(base, attribute(attributes, "htmlUrl"))
		if address != "" && !seen[address] {
			seen[address] = true
			feeds = append(feeds, Subscription{Title: title, Address: address, Site: site, Folder: append([]string(nil), titles...)})
		}
		titles = append(titles, title)
		return nil
	}, func(path []string, _ string) error {
		if endsIn(path, "outline") {
			titles = titles[:len(titles)-1]
		}
		return nil
	})
	if err != nil {
		return feeds, listError(err)
	}
	return feeds, nil
}

// outline is an element of OPML: a feed, or a folder of outlines.
type outline struct {
	Text     string     `xml:"text,attr"`
	Title    string     `xml:"title,attr,omitempty"`
	Type     string     `xml:"type,attr,omitempty"`
	Address  string     `xml:"xmlUrl,attr,omitempty"`
	Site     string     `xml:"htmlUrl,attr,omitempty"`
	Outlines []*outline `xml:"outline"`
}

// WriteOPML writes a list of feeds as OPML 2.0: in its order, a folder where its first feed stands.
func WriteOPML(out io.Writer, title string, feeds []Subscription) error {
	var list struct {
		XMLName xml.Name `xml:"opml"`
		Version string   `xml:"version,attr"`
		Title   string   `xml:"head>title"`
		Body    struct {
			Outlines []*outline `xml:"outline"`
		} `xml:"body"`
	}
	list.Version, list.Title = "2.0", title
	top := &outline{}
	folders := map[string]*outline{"": top}
	for _, feed := range feeds {
		into := top
		for depth, name := range feed.Folder {
			key := strings.Join(feed.Folder[:depth+1], "\x00") // no title holds this
			if folders[key] == nil {
				folders[key] = &outline{Text: name}
				into.Outlines = append(into.Outlines, folders[key])
			}
			into = folders[key]
		}
		into.Outlines = append(into.Outlines, &outline{Text: feed.Title, Title: feed.Title, Type: "rss", Address: feed.Address, Site: feed.Site})
	}
	list.Body.Outlines = top.Outlines
	if _, err := io.WriteString(out, xml.Header); err != nil {
		return err
	}
	encoder := xml.NewEncoder(out)
	encoder.Indent("", "  ")
	if err := encoder.Encode(list); err != nil {
		return err
	}
	_, err := io.WriteString(out, "\n")
	return err
}
