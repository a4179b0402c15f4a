package article

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// maxNodes bounds the tree that the extractors are given, since they cannot be stopped. The largest news page among
// those measured has 9,000 nodes.
const maxNodes = 60_000

// readHTML parses a page, reads what it declares, and finds its body.
func readHTML(source string, deadline time.Time) (page, error) {
	root, err := parseHTML(source, deadline)
	if err != nil {
		return page{}, err
	}
	p := page{meta: readMetadata(root)}
	proposed, seconded := proposal(root), readable(root) // of the page as it came, which is what they were made for
	if time.Now().After(deadline) {
		return page{}, ErrTooSlow
	}
	prune(root)
	p.blocks = blocksOf(root)
	vote(root, p.blocks, proposed, seconded)
	p.meta.wholeVoted = true
	return p, nil
}

// parseHTML parses with a deadline: the parser is fed in pieces, and stops where a piece fails to come.
func parseHTML(source string, deadline time.Time) (*html.Node, error) {
	root, err := html.Parse(&deadlineReader{strings.NewReader(source), deadline})
	switch {
	case errors.Is(err, ErrTooSlow):
		return nil, ErrTooSlow
	case err != nil && strings.Contains(err.Error(), "open stack of elements"):
		return nil, ErrTooDeep
	case err != nil:
		return nil, err
	}
	nodes := 0
	for range root.Descendants() {
		if nodes++; nodes > maxNodes {
			return nil, fmt.Errorf("%w (it has over %d tags and texts)", ErrTooSlow, maxNodes)
		}
	}
	return root, nil
}

// deadlineReader hands out small pieces until its time is up.
type deadlineReader struct {
	io.Reader
	deadline time.Time
}

func (r *deadlineReader) Read(p []byte) (int, error) {
	if time.Now().After(r.deadline) {
		return 0, ErrTooSlow
	}
	return r.Reader.Read(p[:min(len(p), 4096)])
}

// unseen are the elements whose text no reader of the page sees as text.
var unseen = map[atom.Atom]bool{
	atom.Script: true, atom.Style: true, atom.Noscript: true, atom.Template: true, atom.Iframe: true, atom.Svg: true,
	atom.Object: true, atom.Embed: true, atom.Math: true, atom.Canvas: true, atom.Audio: true, atom.Video: true,
	atom.Select: true, atom.Textarea: true, atom.Button: true, atom.Input: true, atom.Head: true,
}

// prune takes comments and what the page hides out of the tree. What holds most of the page's text is left in place
// whatever it says of itself: tags left open put whole pages into a hidden corner, and scripts show them again.
func prune(root *html.Node) {
	total := textSize(root)
	var doomed []*html.Node
	for n := range root.Descendants() {
		if n.Type == html.CommentNode || n.Type == html.ElementNode && hidden(n) && textSize(n)*3 < total {
			doomed = append(doomed, n)
		}
	}
	for _, n := range doomed {
		if n.Parent != nil {
			n.Parent.RemoveChild(n)
		}
	}
}

// textSize is the number of bytes of text under a node, scripts left out.
func textSize(root *html.Node) (size int) {
	for n := range root.Descendants() {
		if n.Type == html.TextNode && !unseen[n.Parent.DataAtom] {
			size += len(strings.TrimSpace(n.Data))
		}
	}
	return size
}

// hidden tells that an element itself says that it is not shown. A class of that name is no such word: its style may be
// switched by a script.
func hidden(n *html.Node) bool {
	for _, a := range n.Attr {
		switch a.Key {
		case "hidden":
			return true
		case "style":
			style := strings.ReplaceAll(strings.ToLower(a.Val), " ", "")
			return strings.Contains(style, "display:none") || strings.Contains(style, "visibility:hidden")
		}
	}
	return false
}

// inline are the elements that do not break a line; every other element does. A whitelist, since pages invent elements.
var inline = map[string]bool{
	"a": true, "abbr": true, "acronym": true, "b": true, "bdi": true, "bdo": true, "big": true, "cite": true, "code": true,
	"data": true, "del": true, "dfn": true, "em": true, "font": true, "i": true, "ins": true, "kbd": true, "mark": true,
	"q": true, "ruby": true, "rb": true, "rt": true, "s": true, "samp": true, "small": true, "span": true, "strike": true,
	"strong": true, "sub": true, "sup": true, "time": true, "tt": true, "u": true, "var": true, "wbr": true, "nobr": true,
	"img": true, "label": true, "picture": true, "source": true, "html": false, "meta": true, "link": true, "hi": true, "ref": true,
}

// blockWalker gathers the lines of a tree in document order.
type blockWalker struct {
	blocks []block
	line   strings.Builder
	linked strings.Builder // the part of line that stands in links
	target string
	kind   kind
	level  int
	inside int  // how many paragraphs, headings or list items are open
	post   bool // inside an embedded post
}

// blocksOf lists the lines of a page as its reader sees them.
func blocksOf(root *html.Node) []block {
	w := &blockWalker{}
	w.walk(root, "")
	w.flush()
	return w.blocks
}

func (w *blockWalker) flush() {
	if text := cleanLine(w.line.String()); text != "" {
		w.blocks = append(w.blocks, block{kind: w.kind, level: w.level, text: text, linked: len(cleanLine(w.linked.String())), target: w.target, post: w.post})
	}
	w.line.Reset()
	w.linked.Reset()
	w.target = ""
}

func (w *blockWalker) walk(n *html.Node, link string) {
	switch n.Type {
	case html.TextNode:
		w.line.WriteString(n.Data)
		if link != "" {
			w.linked.WriteString(n.Data)
			w.target = first(w.target, link)
		}
		return
	case html.ElementNode:
		if unseen[n.DataAtom] {
			return
		}
	}
	if n.DataAtom == atom.A {
		link = attribute(n, "href")
	}
	if n.Type == html.ElementNode && w.runsOn(n) {
		for c := range n.ChildNodes() {
			w.walk(c, link)
		}
		return
	}
	w.flush()
	kind, level, inside, post := w.kind, w.level, w.inside, w.post
	w.setKind(n)
	for c := range n.ChildNodes() {
		w.walk(c, link)
	}
	w.flush()
	w.kind, w.level, w.inside, w.post = kind, level, inside, post
}

// runsOn tells an element that does not break the line. The elements that pages invent (with a hyphen in their name) do
// not either inside running text, and do elsewhere.
func (w *blockWalker) runsOn(n *html.Node) bool {
	return inline[n.Data] || w.inside > 0 && strings.Contains(n.Data, "-")
}

// embedded are the classes of the block quotes by which social networks put a post into a page.
var embedded = []string{"twitter-tweet", "twitter-video", "bluesky-embed", "mastodon-embed", "instagram-media", "truthsocial-embed"}

// setKind takes the kind of line from the element that it stands in; the innermost that says something wins, but what is
// inside a picture's frame is its caption.
func (w *blockWalker) setKind(n *html.Node) {
	if w.kind == caption {
		return
	}
	switch n.DataAtom {
	case atom.P, atom.Li, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Td, atom.Dd:
		w.inside++
	}
	switch n.DataAtom {
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		w.kind, w.level = heading, int(n.Data[1]-'0')
	case atom.Li, atom.Dd, atom.Dt:
		w.kind = item
	case atom.Blockquote:
		w.kind = quote
		for _, class := range embedded {
			w.post = w.post || strings.Contains(attribute(n, "class"), class)
		}
	case atom.Pre, atom.Table:
		w.kind = verbatim
	case atom.Figure, atom.Figcaption, atom.Caption:
		w.kind = caption
	case atom.P:
		if w.kind == heading {
			w.kind = paragraph
		}
	}
}

// attribute is the value of an element's attribute, "" without it.
func attribute(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return strings.TrimSpace(a.Val)
		}
	}
	return ""
}
