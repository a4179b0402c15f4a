package web

import (
	"cmp"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"gainsay"
	"gainsay/internal/web/access"
	"gainsay/news"
)

// articlePage is a document with one of its tabs.
type articlePage struct {
	ID, Link string
	Title    string // "" where none is known
	Outlet   string
	Line     []string // what is known at a glance: byline, days
	Facts    []fact
	Later    *version // the latest version, where this is an earlier one
	State    *state   // nil where all is well
	Tabs     []tab

	Text     *articleText
	Original *articleOriginal
	Versions *articleVersions
	Copies   *articleCopies

	head     news.Head
	article  *news.Article // nil where none was found, and for those who are shown excerpts only
	captures []news.Capture
	versions []news.Head
	copies   []news.Head // other articles that carry the text
}

// fact is something known of a document.
type fact struct {
	Name, Value string
	Link        string // of the site, or of the web where Outside is set
	Outside     bool
	Code        bool // Value is for machines
}

type tab struct {
	Name, Link string
	Count      int // 0: nothing to count
	Current    bool
}

// state is why a document has no statements, or not all, and what to do about it.
type state struct {
	Heading, Reason, Advice string
	Command                 string // to type
	Bad                     bool
}

// articleTabs are the tabs of a document. The public sees statements only, in excerpts.
var articleTabs = []struct {
	name, label string
	least       access.Role
	fill        func(*Site, *http.Request, *articlePage) error
}{
	{"", "Text", access.Public, (*Site).fillText},
	{"original", "Original", access.Reader, (*Site).fillOriginal},
	{"versions", "Versions", access.Reader, (*Site).fillVersions},
	{"copies", "Copies", access.Reader, (*Site).fillCopies},
}

// showArticle is the page of a document.
func (s *Site) showArticle(r *http.Request) (page, error) {
	p := articlePage{ID: r.PathValue("document")}
	if err := s.fillHead(r, &p); err != nil {
		return page{}, err
	}
	role, asked, found := access.Of(r.Context()).Role, r.FormValue("tab"), false
	for _, t := range articleTabs {
		if !role.May(t.least) {
			continue
		}
		current := t.name == asked || t.name == "" && asked == "text"
		one := tab{Name: t.label, Link: p.Link, Current: current}
		switch t.name {
		case "versions":
			if len(p.versions) > 1 {
				one.Count = len(p.versions)
			}
		case "copies":
			one.Count = len(p.copies)
		}
		if t.name != "" {
			one.Link += "?tab=" + t.name
		}
		p.Tabs = append(p.Tabs, one)
		if !current {
			continue
		}
		found = true
		if err := t.fill(s, r, &p); err != nil {
			return page{}, err
		}
	}
	if !found {
		return page{}, fmt.Errorf("%w: a document has the tabs text, original, versions and copies", errRequest)
	}
	return page{template: "article", title: cmp.Or(p.Title, p.ID), data: &p}, nil
}

// fillHead asks what is known of a document.
func (s *Site) fillHead(r *http.Request, p *articlePage) (err error) {
	ctx, asked := r.Context(), s.asked(r)
	if p.head, err = asked.Document(ctx, p.ID); err != nil {
		return err
	}
	p.Link, p.Title, p.Outlet = documentLink(p.ID), oneLine(p.head.Title), outletOf(&p.head)
	if access.Of(ctx).Role.May(access.Reader) {
		article, err := asked.Article(ctx, p.ID)
		if err != nil && !errors.Is(err, gainsay.ErrFailed) {
			return err
		}
		if err == nil {
			p.article = &article
		}
		if p.captures, err = asked.Captures(ctx, p.ID); err != nil {
			return err
		}
		if err := s.fillKin(r, p); err != nil {
			return err
		}
	}
	p.State = s.stateOf(&p.head)
	p.fillFacts()
	return nil
}

// fillKin asks for the versions of a document and for its copies.
func (s *Site) fillKin(r *http.Request, p *articlePage) (err error) {
	if p.versions, err = s.asked(r).Versions(r.Context(), p.ID); err != nil {
		return err
	}
	own := map[string]bool{}
	for _, v := range p.versions {
		own[v.ID] = true
	}
	if latest := len(p.versions) - 1; latest >= 0 && !p.head.Latest && p.versions[latest].ID != p.ID {
		later := versionOf(&p.versions[latest])
		p.Later = &later
	}
	all, err := s.asked(r).Copies(r.Context(), p.ID)
	for _, c := range all {
		if !own[c.ID] {
			p.copies = append(p.copies, c)
		}
	}
	return err
}

// stateOf tells what keeps a document from having its statements.
func (s *Site) stateOf(h *news.Head) *state {
	switch h.State {
	case news.Failed:
		return &state{Heading: "This document could not be read", Reason: sentence(h.Failure), Bad: true,
			Advice: "Its original is kept as it was captured. Mend what is wrong with the document, or take another copy of it, and add that: " +
				"it becomes a document of its own."}
	case news.Captured:
		waits := &state{Heading: "Not read yet", Reason: "The document is kept and waits to be read; its statements come when it was.", Advice: "Look again in a moment."}
		if !s.options.Working {
			waits.Advice, waits.Command = "Nobody reads at the moment. To read what waits, run", "gainsay work"
		}
		return waits
	case news.Read:
		return &state{Heading: "Not in the ledger yet", Reason: "The document is read. Its statements come when those of earlier documents are in the ledger.", Advice: "Look again in a moment."}
	}
	return nil
}

func (p *articlePage) fillFacts() {
	h := &p.head
	if len(h.Byline) > 0 {
		p.Line = append(p.Line, "by "+oneLine(strings.Join(h.Byline, ", ")))
	}
	if h.Agency != "" && h.Agency != p.Outlet {
		p.Line = append(p.Line, "agency "+oneLine(h.Agency))
	}
	if h.Published != "" {
		p.Line = append(p.Line, "published "+string(h.Published))
	}
	if p.article != nil && p.article.Modified != "" {
		p.Line = append(p.Line, "changed "+string(p.article.Modified))
	}
	add := func(f fact) {
		if f.Value != "" {
			p.Facts = append(p.Facts, f)
		}
	}
	add(fact{Name: "Address", Value: h.URL, Link: webAddress(h.URL), Outside: true})
	if h.Place != h.URL {
		add(fact{Name: "Captured from", Value: h.Place, Link: webAddress(h.Place), Outside: true})
	}
	add(fact{Name: "Captured", Value: moment(h.Captured) + times(len(p.captures))})
	if p.article != nil {
		add(fact{Name: "Filed from", Value: oneLine(p.article.Dateline)})
	}
	if len(p.versions) > 1 {
		add(fact{Name: "Version", Value: fmt.Sprintf("%d of %d", h.Version, len(p.versions)), Link: p.Link + "?tab=versions"})
	}
	if h.Story != "" {
		add(fact{Name: "Story", Value: h.Story, Link: "/story/" + h.Story})
	}
	if h.Origin != "" {
		value, link := h.Origin, "/origin/"+h.Origin
		if len(p.copies) > 0 {
			value += ", also in " + counted(len(p.copies), "document", "documents")
		}
		if p.captures == nil {
			link = "" // who carries a text is shown to those who have logged in
		}
		add(fact{Name: "Text", Value: value, Link: link})
	}
	add(fact{Name: "Read by", Value: h.Models, Code: true})
	add(fact{Name: "SHA-256", Value: h.SHA256, Code: true})
}

func times(captures int) string {
	if captures < 2 {
		return ""
	}
	return ", and seen unchanged " + counted(captures-1, "time", "times") + " since"
}

// sentence is a reason as a sentence of its own.
func sentence(reason string) string {
	r, size := utf8.DecodeRuneInString(reason)
	if size == 0 {
		return ""
	}
	return string(unicode.ToUpper(r)) + reason[size:] + "."
}

// moment is a time for people to read, to the minute.
func moment(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format("2006-01-02 15:04 UTC")
}

// webAddress is an address if it is one of the web; "" for whatever else an article may say that it is, which is shown but leads nowhere.
func webAddress(address string) string {
	u, err := url.Parse(strings.TrimSpace(address))
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
		return ""
	}
	return u.String()
}
