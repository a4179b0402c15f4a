package article

import (
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"
	"golang.org/x/net/html"
)

// Beyond these, a document was not written by hand: its marks would keep goldmark busy for the square of their number.
const (
	mostNested = 100  // marks of quotes and lists before a line's text, and half its indentation
	mostMarks  = 2000 // marks of emphasis, links and code between two blank lines
)

// readMarkdown reads a Markdown document: CommonMark, by goldmark's syntax tree. Links become their text, emphasis is
// dropped, quotes and headings keep their words; the wording of a picture is its caption.
func readMarkdown(source string) (page, error) {
	p := page{ordered: true}
	source = strings.ReplaceAll(strings.ReplaceAll(source, "\r\n", "\n"), "\r", "\n")
	source = p.frontMatter(source)
	if tangled(source) {
		rest, err := readText(source)
		p.blocks = rest.blocks
		return p, err
	}
	raw := []byte(source)
	root := goldmark.DefaultParser().Parse(text.NewReader(raw))
	m := markdownReader{source: raw, page: &p, width: wrapWidth(strings.Split(source, "\n"))}
	if err := ast.Walk(root, m.visit); err != nil {
		return page{}, err
	}
	if len(p.blocks) == 0 {
		return page{}, ErrEmpty
	}
	return p, nil
}

// tangled tells a document whose marks no one wrote by hand. It is read as plain text.
func tangled(source string) bool {
	marks := 0 // since the last blank line
	for line := range strings.SplitSeq(source, "\n") {
		text := strings.TrimLeft(line, " \t>-*+0123456789.)")
		if text == "" {
			marks = 0
		}
		opening := line[:len(line)-len(text)]
		nested := strings.Count(opening, ">") + strings.Count(opening, "-") + strings.Count(opening, "*") + strings.Count(opening, "+") + strings.Count(opening, ".")
		if strings.TrimRight(opening, "-* ") != "" && nested > mostNested || strings.Count(opening, " ")+4*strings.Count(opening, "\t") > 2*mostNested {
			return true
		}
		for _, mark := range []string{"*", "_", "[", "]", "`", "<", "~"} {
			marks += strings.Count(text, mark)
		}
		if marks > mostMarks {
			return true
		}
	}
	return false
}

// frontMatter reads the "key: value" lines between two lines of dashes that some tools put before a text, and returns
// the text after them.
func (p *page) frontMatter(source string) string {
	rest, found := strings.CutPrefix(strings.TrimLeft(source, "\ufeff\n"), "---\n")
	if !found {
		return source
	}
	lines, after, found := strings.Cut(rest, "\n---\n")
	if !found || len(lines) > 8<<10 {
		return source
	}
	for line := range strings.SplitSeq(lines, "\n") {
		name, value, _ := strings.Cut(line, ":")
		value = strings.Trim(cleanLine(value), `"'`)
		switch strings.ToLower(strings.TrimSpace(name)) {
		case "title":
			p.meta.title, p.meta.titles = value, nonEmpty(value)
		case "author", "authors", "byline":
			p.meta.byline = nonEmpty(strings.Trim(value, "[]"))
		case "date", "published", "pubdate":
			p.meta.published = firstDay(value)
		case "updated", "modified", "lastmod":
			p.meta.modified = firstDay(value)
		case "url", "source", "canonical", "link", "canonical_url":
			p.meta.canonical = value
		case "publisher", "site", "outlet":
			p.meta.publisher = value
		case "lang", "language":
			p.meta.language = languageCode(value)
		}
	}
	return after
}

// markdownReader gathers the lines of a syntax tree.
type markdownReader struct {
	source []byte
	page   *page
	width  int
}

func (m *markdownReader) visit(n ast.Node, entering bool) (ast.WalkStatus, error) {
	if !entering || n.Type() != ast.TypeBlock {
		return ast.WalkContinue, nil
	}
	switch n := n.(type) {
	case *ast.Heading:
		m.inline(n, heading, n.Level)
	case *ast.Paragraph, *ast.TextBlock:
		m.inline(n, m.kindOf(n), 0)
	case *ast.CodeBlock, *ast.FencedCodeBlock: // an indented paragraph of plain text, mostly
		m.add(string(n.Lines().Value(m.source)), paragraph, 0, 0, "")
	case *ast.HTMLBlock:
		m.html(string(n.Lines().Value(m.source)))
		return ast.WalkSkipChildren, nil
	default:
		return ast.WalkContinue, nil
	}
	return ast.WalkSkipChildren, nil
}

// kindOf tells a paragraph's place: in a list, in a quote, under a picture.
func (m *markdownReader) kindOf(n ast.Node) kind {
	for p := n.Parent(); p != nil; p = p.Parent() {
		switch p.Kind() {
		case ast.KindListItem:
			return item
		case ast.KindBlockquote:
			return quote
		}
	}
	return paragraph
}

// inline adds the lines of a block that holds running text.
func (m *markdownReader) inline(n ast.Node, kind kind, level int) {
	var line, linked, pictures strings.Builder
	target := ""
	_ = ast.Walk(n, func(c ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		s, status := "", ast.WalkContinue
		switch c := c.(type) {
		case *ast.Text:
			s = unescape(string(c.Value(m.source)))
			if c.SoftLineBreak() || c.HardLineBreak() {
				s += "\n"
			}
		case *ast.String:
			s = string(c.Value)
		case *ast.AutoLink:
			s, target = string(c.Label(m.source)), first(target, string(c.URL(m.source)))
			linked.WriteString(s)
		case *ast.Link:
			target = first(target, string(c.Destination))
		case *ast.Image:
			pictures.WriteString(plainText(c, m.source))
			status = ast.WalkSkipChildren
		case *ast.RawHTML:
			if tag := strings.ToLower(string(c.Segments.Value(m.source))); strings.HasPrefix(tag, "<br") {
				s = "\n"
			}
		}
		line.WriteString(s)
		if _, isLink := c.(*ast.AutoLink); !isLink && inLink(c) {
			linked.WriteString(s)
		}
		return status, nil
	})
	m.add(pictures.String(), caption, 0, 0, "")
	m.add(line.String(), kind, level, len(cleanLine(linked.String())), target)
}

// inLink tells that a node stands inside a link.
func inLink(n ast.Node) bool {
	for p := n.Parent(); p != nil && p.Type() == ast.TypeInline; p = p.Parent() {
		if p.Kind() == ast.KindLink {
			return true
		}
	}
	return false
}

// plainText is the text under a node.
func plainText(n ast.Node, source []byte) string {
	var s strings.Builder
	_ = ast.Walk(n, func(c ast.Node, entering bool) (ast.WalkStatus, error) {
		if t, ok := c.(*ast.Text); ok && entering {
			s.WriteString(unescape(string(t.Value(source))))
			s.WriteByte(' ')
		}
		return ast.WalkContinue, nil
	})
	return s.String()
}

// add adds the lines of one block.
func (m *markdownReader) add(s string, kind kind, level, linked int, target string) {
	var chunk []string
	for _, line := range cleanLines(s) {
		if line != "" {
			chunk = append(chunk, line)
		}
	}
	if kind != paragraph {
		chunk = []string{strings.Join(chunk, " ")}
	} else {
		chunk = unwrap(chunk, m.width)
	}
	for _, line := range chunk {
		if line == "" {
			continue
		}
		b := textBlock(line)
		b.kind, b.level = kind, level
		if linked > 0 && b.linked == 0 {
			b.linked, b.target = min(linked, len(line)), target
			linked -= b.linked
		}
		m.page.blocks = append(m.page.blocks, b)
	}
}

// html adds the text of a block of raw HTML.
func (m *markdownReader) html(source string) {
	nodes, err := html.ParseFragment(strings.NewReader(source), nil)
	if err != nil {
		return
	}
	for _, n := range nodes {
		for _, b := range blocksOf(n) {
			b.in, b.region = true, true
			m.page.blocks = append(m.page.blocks, b)
		}
	}
}

// unescape resolves backslash escapes and character references, which goldmark leaves to the renderer.
func unescape(s string) string {
	if !strings.ContainsAny(s, `\&`) {
		return s
	}
	var out strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] == '\\' && i+1 < len(s) && strings.IndexByte("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~", s[i+1]) >= 0 {
			i++
		}
		out.WriteByte(s[i])
	}
	return html.UnescapeString(out.String())
}
