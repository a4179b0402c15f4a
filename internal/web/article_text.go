package web

import (
	"cmp"
	"context"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"gainsay/internal/web/access"
	"gainsay/news"
)

// How much of an article one page shows: so much of its text, and so many statements. What is longer goes on on another page.
const (
	mostText     = 128 << 10
	mostCards    = 250
	mostExcluded = 300
	mostAnswers  = 40 // that are told with who gives them; of the others it is told how many there are
)

// articleText is the text of an article, or a part of it, with the statements beside their words.
type articleText struct {
	Passages   []passage
	Statements int // in the whole article
	Rejected   []row
	Excluded   []news.Excluded
	MoreLeft   int   // excluded lines that are not shown
	Excerpts   []row // instead of all that, for those who are shown no whole texts
	Pages      []tab // none where all is on one page
	Part       string
}

// passage is a paragraph, or the headline, with the statements that begin in it.
type passage struct {
	Headline bool
	Begins   bool // it is the first of its paragraph: a very long one is shown in parts
	Pieces   []stretch
	Cards    []card
}

// stretch is a segment of a paragraph as the page shows it.
type stretch struct {
	Text   string
	Begins []string // names of the statements whose words begin here
	Of     string   // names of the statements that it is part of, the innermost first; "" for none
	Class  string
	Link   string // to the card of the innermost; "" for what is no word
	First  bool   // the first of its statement's content: the one that the keyboard stops at
	Label  string // for those who do not see the colours
}

// card is a statement beside its words.
type card struct {
	row
	Stance     string // towards its claim
	Within     string // name of the statement that reports it
	WithinLink string
	Answers    []answer
	Answering  []answer
	OwnWords   bool // its claim is worded in its own words
	Percent    int  // confidence
	MayReview  bool
	Back       string
}

// answer is the other end of a tie between two statements.
type answer struct{ Relation, Name, Link, Who, Where string }

// fillText is the tab Text.
func (s *Site) fillText(r *http.Request, p *articlePage) error {
	t := &articleText{}
	p.Text = t
	var entries []news.Entry
	for e, err := range s.asked(r).All(r.Context(), news.Query{Document: p.ID}) {
		if err != nil {
			return err
		}
		if e.Review == news.Rejected {
			t.Rejected = append(t.Rejected, rowOf(&e, ""))
			continue
		}
		entries = append(entries, e)
	}
	slices.SortFunc(entries, func(a, b news.Entry) int { return byPlace(&a.Statement, &b.Statement) })
	t.Statements = len(entries)
	if p.article == nil {
		t.Excerpts = rowsOf(entries[:min(len(entries), mostCards)], "")
		return nil
	}
	t.Excluded = p.article.Excluded[:min(len(p.article.Excluded), mostExcluded)]
	t.MoreLeft = len(p.article.Excluded) - len(t.Excluded)
	parts := laidOut(p.article, entries)
	shown, err := pageAsked(r, parts, p.Link, t)
	if err != nil || len(parts) == 0 {
		return err
	}
	l := layout{article: p.article, entries: entries, site: s, request: r, link: p.Link, pageOf: pagesOf(parts), page: shown}
	return l.fill(t, parts[shown])
}

// byPlace orders statements as a reader comes upon them, the headline's first.
func byPlace(a, b *news.Statement) int {
	if a.Part != b.Part {
		return cmp.Compare(b.Part, a.Part) // "title" before "text"
	}
	return cmp.Or(begin(a)-begin(b), strings.Compare(a.ID, b.ID))
}

// begin is where the first words of a statement stand.
func begin(s *news.Statement) int {
	at := -1
	for _, m := range marksOf(s) {
		if at < 0 || m.Start < at {
			at = m.Start
		}
	}
	return at
}

// block is a paragraph with the places of the statements in it.
type block struct {
	part   news.Part
	span   news.Span
	begins bool
	marks  []mark
	own    []int // numbers of the entries whose first words stand here
}

// laidOut cuts an article into paragraphs with their statements, and puts as many on a page as it may hold.
func laidOut(article *news.Article, entries []news.Entry) [][]block {
	blocks := blocksOf(article, entries)
	var pages [][]block
	size, cards := 0, 0
	for _, b := range blocks {
		if len(pages) == 0 || size+b.span.Len() > mostText || cards > 0 && cards+len(b.own) > mostCards {
			pages, size, cards = append(pages, nil), 0, 0
		}
		last := len(pages) - 1
		pages[last] = append(pages[last], b)
		size, cards = size+b.span.Len(), cards+len(b.own)
	}
	return pages
}

func blocksOf(article *news.Article, entries []news.Entry) []block {
	var blocks []block
	if len(entries) > 0 && entries[0].Statement.Part == news.InTitle {
		blocks = append(blocks, block{part: news.InTitle, span: news.Span{Start: 0, End: len(article.Title)}, begins: true})
	}
	body := len(blocks)
	before := news.Span{Start: -1, End: -1}
	for _, span := range paragraphs(article.Text) {
		blocks = append(blocks, block{part: news.InText, span: span, begins: span.Start != before.End})
		before = span
	}
	for n := range entries {
		s := &entries[n].Statement
		at := 0
		if s.Part != news.InTitle {
			at = body + blockAt(blocks[body:], begin(s))
		}
		if at >= len(blocks) {
			continue // a statement of a text that is not there
		}
		blocks[at].own = append(blocks[at].own, n)
		for _, m := range marksOf(s) {
			for i := max(at, bodyBlock(blocks, body, s.Part, m.Start)); i < len(blocks) && blocks[i].part == s.Part && blocks[i].span.Start < m.End; i++ {
				blocks[i].marks = append(blocks[i].marks, m)
			}
		}
	}
	return blocks
}

func bodyBlock(blocks []block, body int, part news.Part, at int) int {
	if part == news.InTitle {
		return 0
	}
	return body + blockAt(blocks[body:], at)
}

// blockAt is the number of the paragraph in which a place stands, or the last one before it.
func blockAt(blocks []block, at int) int {
	n, found := slices.BinarySearchFunc(blocks, at, func(b block, at int) int { return b.span.Start - at })
	if !found {
		n--
	}
	return max(n, 0)
}

// pagesOf tells on which page the card of each entry stands.
func pagesOf(parts [][]block) map[int]int {
	pageOf := map[int]int{}
	for page, blocks := range parts {
		for _, b := range blocks {
			for _, n := range b.own {
				pageOf[n] = page
			}
		}
	}
	return pageOf
}

// pageAsked is the number of the page, from 0, that a request asks for with ?page=2, and fills in what leads to the others.
func pageAsked(r *http.Request, parts [][]block, link string, t *articleText) (int, error) {
	asked := 1
	if given := r.FormValue("page"); given != "" {
		var err error
		if asked, err = strconv.Atoi(given); err != nil || asked < 1 || asked > max(1, len(parts)) {
			return 0, fmt.Errorf("%w: the article has pages 1 to %d", errRequest, max(1, len(parts)))
		}
	}
	if len(parts) < 2 {
		return 0, nil
	}
	t.Part = fmt.Sprintf("Part %s of %s: the article is too long for one page.", grouped(int64(asked)), grouped(int64(len(parts))))
	add := func(name string, n int) {
		if n >= 0 && n < len(parts) {
			t.Pages = append(t.Pages, tab{Name: name, Link: pageLink(link, n)})
		}
	}
	add("Previous part", asked-2)
	add("Next part", asked)
	if asked > 2 {
		add("First part", 0)
	}
	if asked < len(parts)-1 {
		add("Last part", len(parts)-1)
	}
	return asked - 1, nil
}

// pageLink leads to a page of an article; the first is the article itself.
func pageLink(link string, page int) string {
	if page == 0 {
		return link
	}
	return link + "?page=" + strconv.Itoa(page+1)
}

// layout lays the blocks of one page out.
type layout struct {
	article *news.Article
	entries []news.Entry
	site    *Site
	request *http.Request
	link    string
	pageOf  map[int]int
	page    int

	number map[string]int // of the entry, by the name of its statement
	asked  int            // how many statements of other documents were looked up
	begun  map[string]bool
}

func (l *layout) fill(t *articleText, blocks []block) error {
	l.number, l.begun = map[string]int{}, map[string]bool{}
	for i := range l.entries {
		l.number[l.entries[i].Statement.ID] = i
	}
	answering := l.answering()
	for i := range blocks {
		b := &blocks[i]
		one := passage{Headline: b.part == news.InTitle, Begins: b.begins, Pieces: l.stretches(b)}
		for _, n := range b.own {
			c, err := l.card(&l.entries[n], answering)
			if err != nil {
				return err
			}
			one.Cards = append(one.Cards, c)
		}
		t.Passages = append(t.Passages, one)
	}
	return nil
}

// cardLink leads to the card of a statement of this article; "" where there is none.
func (l *layout) cardLink(name string) string {
	n, ok := l.number[name]
	if !ok {
		return ""
	}
	if l.pageOf[n] != l.page {
		return pageLink(l.link, l.pageOf[n]) + "#" + url.PathEscape(name)
	}
	return "#" + url.PathEscape(name)
}

// stretches are the segments of a block as the page shows them.
func (l *layout) stretches(b *block) []stretch {
	text := l.article.Body(b.part)
	var out []stretch
	for _, seg := range segments(b.span, b.marks) {
		one := stretch{Text: seg.In(text)}
		var names []string
		for i := len(seg.Marks) - 1; i >= 0; i-- {
			if m := &seg.Marks[i]; !slices.Contains(names, m.Of) {
				names = append(names, m.Of)
			}
		}
		for _, name := range slices.Backward(names) {
			if !l.begun[name] {
				l.begun[name] = true
				one.Begins = append(one.Begins, name)
			}
		}
		if len(names) > 0 {
			l.mark(&one, seg.Marks, names)
		}
		out = append(out, one)
	}
	return out
}

// mark says of a stretch what it is part of.
func (l *layout) mark(one *stretch, marks []mark, names []string) {
	inner := marks[len(marks)-1]
	s := &l.entries[l.number[inner.Of]].Statement
	one.Of = strings.Join(names, " ")
	one.Class = "in " + inner.Kind + " does-" + string(s.Act)
	if len(names) > 1 {
		one.Class += " nested"
	}
	if !strings.ContainsFunc(one.Text, isLetter) {
		return // a space or a sign between words is no link of its own
	}
	one.Link = l.cardLink(inner.Of)
	if key := "first " + inner.Of; inner.Kind == "content" && !l.begun[key] {
		l.begun[key] = true
		one.First, one.Label = true, inner.Of
	}
}

func (l *layout) card(e *news.Entry, answering map[string][]answer) (card, error) {
	c := card{row: rowOf(e, ""), Within: e.Statement.Parent, Answering: answering[e.ID], Percent: int(e.Statement.Confidence*100 + .5),
		MayReview: access.Of(l.request.Context()).Role.May(access.Reviewer), Back: pageLink(l.link, l.page)}
	c.Stance, c.WithinLink = string(e.Statement.Stance), l.cardLink(c.Within)
	c.OwnWords = c.ClaimLink != "" && strings.Contains(lettersOf(e.Words), lettersOf(e.Claim))
	if c.Speaker != "" {
		c.Source = "" // the words stand beside
	}
	c.Claim = short(oneLine(c.Claim), 160)
	for _, a := range e.Statement.Answers {
		one, err := l.answer(a.Statement)
		if err != nil {
			return c, err
		}
		one.Relation = string(a.Relation)
		c.Answers = append(c.Answers, one)
	}
	if known := len(c.Answering); known < c.Answered && l.asked < mostAnswers {
		l.asked++
		others, err := l.site.asked(l.request).Answers(l.request.Context(), e.ID)
		if err != nil {
			return c, err
		}
		for i := range others {
			if o := &others[i]; o.Document.ID != e.Document.ID {
				c.Answering = append(c.Answering, answerOf(o, relationTo(&o.Statement, e.ID)))
			}
		}
	}
	c.Answered -= len(c.Answering)
	return c, nil
}

// answering lists for each statement those of the same article that answer it.
func (l *layout) answering() map[string][]answer {
	out := map[string][]answer{}
	for i := range l.entries {
		e := &l.entries[i]
		for _, a := range e.Statement.Answers {
			if _, name, ok := strings.Cut(a.Statement, e.Document.ID+"#"); ok {
				if _, here := l.number[name]; here {
					one := answerOf(e, string(a.Relation))
					one.Link, one.Where = l.cardLink(e.Statement.ID), ""
					out[a.Statement] = append(out[a.Statement], one)
				}
			}
		}
	}
	return out
}

// answer tells of a statement that is answered, by its id.
func (l *layout) answer(id string) (answer, error) {
	document, name, _ := strings.Cut(id, "#")
	if n, ok := l.number[name]; ok && l.entries[n].Document.ID == document {
		one := answerOf(&l.entries[n], "")
		one.Link, one.Where = l.cardLink(name), ""
		return one, nil
	}
	one := answer{Name: id, Link: statementLink(id)}
	if l.asked >= mostAnswers {
		return one, nil
	}
	l.asked++
	e, err := l.site.asked(l.request).Statement(l.request.Context(), id)
	if err != nil {
		return one, ignoreUnknown(l.request.Context(), err)
	}
	return answerOf(&e, ""), nil
}

func answerOf(e *news.Entry, relation string) answer {
	one := answer{Relation: relation, Name: e.Statement.ID, Link: statementLink(e.ID), Who: oneLine(e.Source), Where: outletOf(&e.Document)}
	if e.Speaker != nil {
		one.Who = e.Speaker.Name
	}
	if one.Who == "" {
		one.Who = "no source named"
	}
	return one
}

func relationTo(s *news.Statement, id string) string {
	for _, a := range s.Answers {
		if a.Statement == id {
			return string(a.Relation)
		}
	}
	return ""
}

// ignoreUnknown lets pass that a statement is not there for this viewer.
func ignoreUnknown(ctx context.Context, err error) error {
	if ctx.Err() == nil && failureOf(err).Status == http.StatusNotFound {
		return nil
	}
	return err
}

func isLetter(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// lettersOf is a text without what stands between its words, such as quotation marks.
func lettersOf(s string) string {
	return strings.Map(func(r rune) rune {
		if !isLetter(r) {
			return -1
		}
		return unicode.ToLower(r)
	}, s)
}

// short is a text with no more than some code points.
func short(s string, most int) string {
	runes := []rune(s)
	if len(runes) <= most {
		return s
	}
	return strings.TrimSpace(string(runes[:most-1])) + "…"
}
