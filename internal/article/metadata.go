package article

import (
	"net/url"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// readMetadata reads what a page declares about its article, before anything is pruned: JSON-LD first, then OpenGraph and
// the article: properties, then other meta names, then microdata and <time>. Nothing is guessed from the look of the page.
func readMetadata(root *html.Node) declared {
	head := headOf(root)
	ld := head.linkedData()
	m := declared{
		title: first(ld.headline, head.meta["og:title"], head.meta["twitter:title"], head.meta["dc.title"], head.meta["headline"],
			head.itemprop["headline"], head.h1, head.title),
		byline:    ld.authors,
		publisher: strings.TrimPrefix(first(ld.publisher, head.meta["og:site_name"], head.meta["dc.publisher"], head.meta["application-name"]), "@"),
		published: firstDay(ld.published, head.meta["article:published_time"], head.meta["og:article:published_time"],
			head.itemprop["datepublished"], head.meta["datepublished"], head.meta["pubdate"], head.meta["publishdate"],
			head.meta["publish-date"], head.meta["publish_date"], head.meta["parsely-pub-date"], head.meta["sailthru.date"],
			head.meta["dc.date.issued"], head.meta["dc.date"], head.meta["dcterms.created"], head.meta["dcterms.date"],
			head.meta["article.published"], head.meta["publication_date"], head.meta["citation_publication_date"],
			head.meta["cxenseparse:recs:publishtime"], head.meta["bt:pubdate"], head.meta["date"], head.time),
		modified: firstDay(ld.modified, head.meta["article:modified_time"], head.meta["og:updated_time"],
			head.itemprop["datemodified"], head.meta["lastmod"], head.meta["last-modified"], head.meta["dcterms.modified"]),
		canonical: first(head.canonical, head.meta["og:url"], ld.url),
		base:      head.meta["og:url"],
		language:  languageCode(first(head.language, head.meta["content-language"], ld.language, head.meta["og:locale"])),
	}
	if len(m.byline) == 0 {
		m.byline = head.authors()
	}
	m.titles = nonEmpty(ld.headline, head.meta["og:title"], head.meta["twitter:title"], head.title, head.h1)
	return m
}

// pageHead is everything on a page that is meant for machines, by name in lower case.
type pageHead struct {
	meta      map[string]string // by name, property or http-equiv; the first of each
	names     []string          // every meta author
	itemprop  map[string]string
	scripts   []string // JSON-LD
	title     string
	h1        string // the only h1, or ""
	canonical string
	language  string
	time      string // the first <time> that says it is the day of publication
	relAuthor []string
}

func headOf(root *html.Node) pageHead {
	h := pageHead{meta: map[string]string{}, itemprop: map[string]string{}}
	h1s := 0
	for n := range root.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		switch n.DataAtom {
		case atom.Html:
			h.language = first(attribute(n, "lang"), attribute(n, "xml:lang"))
		case atom.Title:
			if h.title == "" && n.Namespace == "" {
				h.title = textOf(n)
			}
		case atom.Meta:
			h.addMeta(n)
		case atom.Link:
			if strings.EqualFold(attribute(n, "rel"), "canonical") {
				h.canonical = first(h.canonical, attribute(n, "href"))
			}
		case atom.Script:
			if strings.Contains(strings.ToLower(attribute(n, "type")), "ld+json") && n.FirstChild != nil {
				h.scripts = append(h.scripts, n.FirstChild.Data)
			}
		case atom.H1:
			h1s++
			h.h1 = textOf(n)
		case atom.Time:
			if h.time == "" && publicationTime(n) {
				h.time = first(attribute(n, "datetime"), textOf(n))
			}
		}
		h.addItem(n)
	}
	if h1s != 1 {
		h.h1 = ""
	}
	return h
}

func (h *pageHead) addMeta(n *html.Node) {
	content := cleanLine(attribute(n, "content"))
	if content == "" {
		return
	}
	for _, name := range []string{attribute(n, "property"), attribute(n, "name"), attribute(n, "http-equiv")} {
		name = strings.ToLower(name)
		if name == "" {
			continue
		}
		if _, known := h.meta[name]; !known {
			h.meta[name] = content
		}
		switch name {
		case "author", "article:author", "byl", "dc.creator", "parsely-author", "sailthru.author", "og:article:author":
			h.names = append(h.names, content)
		}
	}
}

// addItem keeps microdata that stands outside other people's items (comments, related cards).
func (h *pageHead) addItem(n *html.Node) {
	if name := strings.ToLower(attribute(n, "itemprop")); name == "datepublished" || name == "datemodified" || name == "headline" {
		if _, known := h.itemprop[name]; !known {
			h.itemprop[name] = first(cleanLine(attribute(n, "content")), attribute(n, "datetime"), textOf(n))
		}
	}
	if rel := strings.ToLower(attribute(n, "rel")); n.DataAtom == atom.A && rel == "author" || strings.EqualFold(attribute(n, "itemprop"), "author") {
		if name := first(cleanLine(attribute(n, "content")), textOf(n)); name != "" {
			h.relAuthor = append(h.relAuthor, name)
		}
	}
}

// authors are the names in the page's meta tags, else the ones marked rel=author.
func (h *pageHead) authors() []string {
	var names []string
	for _, name := range h.names {
		if !strings.Contains(name, "://") { // article:author is often a profile page
			names = append(names, name)
		}
	}
	if len(names) == 0 && len(h.relAuthor) <= 6 {
		names = h.relAuthor
	}
	return names
}

// publicationTime tells a <time> that stands for the article's day: it says so itself, or it stands in an article's
// header, not in a comment or a card.
func publicationTime(n *html.Node) bool {
	if _, pubdate := attributeSet(n, "pubdate"); pubdate || strings.EqualFold(attribute(n, "itemprop"), "datePublished") {
		return true
	}
	class := strings.ToLower(attribute(n, "class"))
	for _, mark := range []string{"publish", "entry-date", "post-date", "article-date", "dateline", "timestamp"} {
		if strings.Contains(class, mark) && !strings.Contains(class, "update") && !strings.Contains(class, "modif") {
			return true
		}
	}
	header := false
	for p := n.Parent; p != nil; p = p.Parent {
		switch p.DataAtom {
		case atom.Header:
			header = true
		case atom.Article, atom.Main:
			return header
		case atom.Aside, atom.Footer, atom.Li, atom.Nav:
			return false
		}
	}
	return false
}

func attributeSet(n *html.Node, name string) (string, bool) {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val, true
		}
	}
	return "", false
}

// textOf is the text of an element on one line.
func textOf(n *html.Node) string {
	var s strings.Builder
	for c := range n.Descendants() {
		if c.Type == html.TextNode && (c.Parent == nil || !unseen[c.Parent.DataAtom]) {
			s.WriteString(c.Data)
		}
	}
	return cleanLine(s.String())
}

// absolute resolves a reference against the page's own address; "" where that gives no web address.
func absolute(reference, base string) string {
	u, err := url.Parse(strings.TrimSpace(reference))
	if err != nil || reference == "" {
		return ""
	}
	if b, err := url.Parse(base); err == nil && !u.IsAbs() {
		u = b.ResolveReference(u)
	}
	if u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
		return ""
	}
	return u.String()
}

func nonEmpty(choices ...string) []string {
	var kept []string
	for _, s := range choices {
		if s != "" {
			kept = append(kept, s)
		}
	}
	return kept
}
