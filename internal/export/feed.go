package export

import (
	"cmp"
	"encoding/xml"
	"html"
	"io"
	"slices"
	"strings"
	"time"

	"gainsay/news"
)

// Most is how many statements a feed has: the first ones. Readers of feeds ask again and again and read it whole.
const Most = 500

// feed is what the three formats of feeds have in common.
type feed struct {
	id, title, home, self string
	updated               time.Time // of the item that was captured last; zero where there is none
	items                 []feedItem
}

type feedItem struct {
	id, title string
	link      string    // the archive's page, or else the article; "" where there is neither
	article   string    // its address; ""
	captured  time.Time // zero where it is not known
	words     string
	facts     []string
	entry     news.Entry
}

// feedOf takes the first entries.
func feedOf(entries Entries, o *Options) (feed, error) {
	o = o.orDefault()
	f := feed{title: cmp.Or(oneLine(o.Title), "Who said what"), home: webAddress(o.Home), self: webAddress(o.Self)}
	f.id = cmp.Or(f.self, f.home, o.urn("feed:"+f.title))
	for entry, err := range entries {
		if err != nil {
			return feed{}, err
		}
		if len(f.items) == Most {
			break
		}
		e := &entry
		article := webAddress(e.Document.URL)
		f.items = append(f.items, feedItem{id: o.urn(e.ID), title: headline(e), link: cmp.Or(o.link(e.ID), article), article: article,
			captured: e.Document.Captured.UTC(), words: e.Words, facts: facts(e), entry: entry})
		if e.Document.Captured.After(f.updated) {
			f.updated = e.Document.Captured.UTC()
		}
	}
	return f, nil
}

// text is an item as plain text.
func (i *feedItem) text() string {
	return i.words + "\n\n" + speakerOf(&i.entry) + " " + verbOf(i.entry.Statement.Act) + " · " + strings.Join(i.facts, " · ")
}

// Atom (RFC 4287).

type atomFeed struct {
	XMLName   xml.Name    `xml:"http://www.w3.org/2005/Atom feed"`
	ID        string      `xml:"id"`
	Title     string      `xml:"title"`
	Updated   string      `xml:"updated"`
	Author    string      `xml:"author>name"`
	Generator string      `xml:"generator"`
	Links     []atomLink  `xml:"link"`
	Entries   []atomEntry `xml:"entry"`
}

type atomLink struct {
	Rel  string `xml:"rel,attr"`
	Href string `xml:"href,attr"`
}

type atomEntry struct {
	ID         string         `xml:"id"`
	Title      atomText       `xml:"title"`
	Updated    string         `xml:"updated"`
	Links      []atomLink     `xml:"link"`
	Categories []atomCategory `xml:"category"`
	Content    atomText       `xml:"content"`
}

type atomText struct {
	Type string `xml:"type,attr"`
	Text string `xml:",chardata"`
}

type atomCategory struct {
	Scheme string `xml:"scheme,attr"`
	Term   string `xml:"term,attr"`
}

// WriteAtom writes the first [Most] statements as an Atom feed (RFC 4287). An entry is called "Speaker denies: …", was
// updated when its document was captured, and links to the archive's page (alternate) and to the article (via). Characters that XML has not become U+FFFD.
func WriteAtom(w io.Writer, entries Entries, o *Options) error {
	f, err := feedOf(entries, o)
	if err != nil {
		return err
	}
	out := atomFeed{ID: f.id, Title: f.title, Updated: atomTime(f.updated), Author: software, Generator: software,
		Links: atomLinks(atomLink{"alternate", f.home}, atomLink{"self", f.self})}
	for i := range f.items {
		item := &f.items[i]
		e := atomEntry{ID: item.id, Title: atomText{"text", item.title}, Updated: atomTime(item.captured), Content: atomText{"text", item.text()},
			Links: atomLinks(atomLink{"alternate", item.link}, atomLink{"via", item.article})}
		for _, c := range item.categories() {
			e.Categories = append(e.Categories, atomCategory{terms + c.kind, c.term})
		}
		out.Entries = append(out.Entries, e)
	}
	return writeXML(w, out)
}

// atomTime is a time as RFC 3339 has it. A feed must tell one: that of nothing is the beginning of all times of computers.
func atomTime(t time.Time) string {
	if t.IsZero() {
		t = time.Unix(0, 0).UTC()
	}
	return t.Format(time.RFC3339)
}

// atomLinks leaves out links that lead nowhere.
func atomLinks(links ...atomLink) []atomLink {
	return slices.DeleteFunc(links, func(l atomLink) bool { return l.Href == "" })
}

type category struct{ kind, term string }

// categories are the act, the stance and the review.
func (i *feedItem) categories() []category {
	all := []category{{"act", string(i.entry.Statement.Act)}, {"stance", string(i.entry.Statement.Stance)}, {"review", reviewOf(i.entry.Review)}}
	return slices.DeleteFunc(all, func(c category) bool { return c.term == "" })
}

// RSS 2.0 (rssboard.org/rss-specification).

type rssFeed struct {
	XMLName xml.Name   `xml:"rss"`
	Version string     `xml:"version,attr"`
	Atom    string     `xml:"xmlns:atom,attr"`
	Channel rssChannel `xml:"channel"`
}

type rssChannel struct {
	Title         string    `xml:"title"`
	Link          string    `xml:"link"`
	Self          *rssSelf  `xml:"atom:link"`
	Description   string    `xml:"description"`
	Generator     string    `xml:"generator"`
	LastBuildDate string    `xml:"lastBuildDate,omitempty"`
	Items         []rssItem `xml:"item"`
}

type rssSelf struct {
	Rel  string `xml:"rel,attr"`
	Href string `xml:"href,attr"`
	Type string `xml:"type,attr"`
}

type rssItem struct {
	Title       string        `xml:"title"`
	Link        string        `xml:"link,omitempty"`
	GUID        rssGUID       `xml:"guid"`
	PubDate     string        `xml:"pubDate,omitempty"`
	Description string        `xml:"description"`
	Categories  []rssCategory `xml:"category"`
}

type rssGUID struct {
	IsPermaLink bool   `xml:"isPermaLink,attr"`
	Text        string `xml:",chardata"`
}

type rssCategory struct {
	Domain string `xml:"domain,attr"`
	Term   string `xml:",chardata"`
}

// WriteRSS writes the first [Most] statements as a feed of RSS 2.0, as [WriteAtom] does. A description is HTML, as readers
// of RSS take it; whether they take a title for HTML differs, so no title has a less-than sign of its own.
func WriteRSS(w io.Writer, entries Entries, o *Options) error {
	f, err := feedOf(entries, o)
	if err != nil {
		return err
	}
	channel := rssChannel{Title: rssTitle(f.title), Link: cmp.Or(f.home, f.self), Description: rssTitle(f.title), Generator: software,
		LastBuildDate: rssTime(f.updated)}
	if f.self != "" {
		channel.Self = &rssSelf{"self", f.self, "application/rss+xml"}
	}
	for i := range f.items {
		item := &f.items[i]
		r := rssItem{Title: rssTitle(item.title), Link: item.link, GUID: rssGUID{Text: item.id}, PubDate: rssTime(item.captured),
			Description: strings.ReplaceAll(html.EscapeString(item.text()), "\n", "<br>")}
		for _, c := range item.categories() {
			r.Categories = append(r.Categories, rssCategory{terms + c.kind, c.term})
		}
		channel.Items = append(channel.Items, r)
	}
	return writeXML(w, rssFeed{Version: "2.0", Atom: "http://www.w3.org/2005/Atom", Channel: channel})
}

func rssTitle(title string) string { return strings.ReplaceAll(title, "<", "&lt;") }

func rssTime(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.Format(time.RFC1123Z)
}

func writeXML(w io.Writer, v any) error {
	data, err := xml.MarshalIndent(v, "", " ")
	if err != nil {
		return err
	}
	_, err = w.Write(slices.Concat([]byte(xml.Header), data, []byte("\n")))
	return err
}
