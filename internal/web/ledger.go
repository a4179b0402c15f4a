package web

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"gainsay"
	"gainsay/internal/web/access"
	"gainsay/news"
)

// ledgerPage is what the start page shows.
type ledgerPage struct {
	Query     string // as it was typed, with what the form of days adds to it
	Counting  bool   // counts are still to come
	Here      string // the address of this page
	Problem   string // why the query cannot be asked; then nothing was found
	Strip     []stripItem
	Chips     []chip
	Facets    []facetGroup
	Latest    string // "4,000 statements", which facets are counted of; "" where that is all
	Bars      *bars
	Rows      []row
	Shown     string // "50 of 1,204 statements"
	Next      string // address of the next page; "" behind the last
	Top       string // address of the first page; "" on it
	ByText    bool   // there are words to be relevant to
	Relevance bool
	Sorts     [2]string // addresses: the latest first, the most relevant first
	AsOf      string    // "2024-05-16", or a time; "": now
	AsOfShown string
	Now       string // address of the ledger as it stands
	Since     string
	Until     string
	Save      string // address
	Export    string
	Feed      string
	Reader    bool // may save, export and look at how things stood once
	Empty     *nothing
	Add       *addForm // to add articles; nil for whoever may not, and where something is looked for
	Keys      bool     // statements can be decided on by keys
}

// stripItem is a number on top of the ledger, and where it leads.
type stripItem struct {
	Name, Number, Link, Title string
	Current                   bool
}

// chip is a filter of the query, and the address of the ledger without it.
type chip struct{ Name, Value, Without string }

// nothing tells why there are no statements and what to do.
type nothing struct {
	Archive bool   // there is nothing in the archive
	Drops   []chip // what could be left out; each alone is enough, where Enough
	Enough  bool
}

// ledger is the start page: statements, the latest first, and what narrows them.
func (s *Site) ledger(r *http.Request) (page, error) {
	l := ledgerAsked(r)
	if r.Form.Has("since") || r.Form.Has("until") {
		return page{to: l.with(l.text, "", "")}, nil
	}
	p := page{template: "ledger", title: cmp.Or(l.text, "Ledger"), section: "/"}
	data := &ledgerPage{Query: l.text, Here: r.URL.RequestURI(), AsOf: l.asOf, Now: l.with(l.text, "asof", ""), Relevance: l.relevance}
	data.Reader = access.Of(r.Context()).Role.May(access.Reader)
	if data.Keys = access.Of(r.Context()).Role.May(access.Reviewer); data.Keys && l.text == "" && l.asOf == "" && l.after == "" {
		form := s.emptyForm()
		data.Add = &form
	}
	p.data = data
	query, err := l.query()
	var filter *gainsay.FilterError
	if errors.As(err, &filter) || errors.Is(err, gainsay.ErrEmptyQuery) || errors.Is(err, errRequest) {
		data.Problem, p.status = err.Error(), http.StatusBadRequest
		data.Chips = l.chips(nil)
		return p, nil
	}
	if err != nil {
		return page{}, err
	}
	found, err := s.asked(r).Statements(r.Context(), query)
	if err != nil {
		return page{}, err
	}
	data.Rows = rowsOf(found.Entries, query.Text)
	if err := s.count(r, &p, l, query); err != nil {
		return page{}, err
	}
	l.fill(data, query, found.Next)
	if len(data.Rows) == 0 {
		data.Empty, err = s.nothing(r, l, data.Chips, query.Text)
	}
	return p, err
}

// nothing finds out what to leave out of a query that finds nothing.
func (s *Site) nothing(r *http.Request, l *ledgerRequest, chips []chip, words string) (*nothing, error) {
	n := &nothing{Archive: l.text == "" && l.asOf == "", Drops: chips}
	if len(chips) == 0 {
		return n, nil
	}
	if words != "" {
		rest := ledgerRequest{text: l.text, asOf: l.asOf}
		for _, part := range gainsay.QueryParts(l.text) {
			if part.Name == "" {
				rest.text = strings.TrimSpace(strings.Replace(" "+rest.text+" ", " "+part.Raw+" ", " ", 1))
			}
		}
		n.Drops = append(slices.Clone(chips), chip{Name: "words", Value: words, Without: rest.with(rest.text, "", "")})
	}
	var enough []chip
	for _, c := range n.Drops[:min(len(n.Drops), 8)] {
		address, err := url.Parse(c.Without)
		if err != nil {
			return n, err
		}
		query, err := (&ledgerRequest{text: address.Query().Get("q"), asOf: l.asOf}).query()
		if err != nil {
			continue // it asks for nothing then
		}
		query.Limit = 1
		found, err := s.asked(r).Statements(r.Context(), query)
		if err != nil {
			return n, err
		}
		if len(found.Entries) > 0 {
			enough = append(enough, c)
		}
	}
	if len(enough) > 0 {
		n.Drops, n.Enough = enough, true
	}
	return n, nil
}

// patience is how long a page waits for its counts.
const patience = 50 * time.Millisecond

// count puts in what is counted, as far as that is known in a moment.
func (s *Site) count(r *http.Request, p *page, l *ledgerRequest, query news.Query) error {
	ctx, cancel := context.WithTimeout(r.Context(), cmp.Or(s.options.Patience, patience))
	defer cancel()
	waiting := r.WithContext(ctx)
	data := p.data.(*ledgerPage)
	facets, err := s.facets(waiting, p, query)
	data.Chips = l.chips(facets.Speakers)
	if err == nil {
		data.Facets = l.facetGroups(&facets)
		if facets.More {
			data.Latest = counted(facets.Counted, "statement", "statements")
		}
		data.Shown = shownOf(len(data.Rows), &facets, unfiltered(query))
	}
	if err == nil && l.asOf == "" {
		data.Strip, err = s.strip(waiting, p, l)
	}
	if err == nil {
		data.Bars, err = s.bars(waiting, p, l, query, &facets)
	}
	if errors.Is(err, context.DeadlineExceeded) && r.Context().Err() == nil {
		data.Counting, p.passing = true, true
		return nil
	}
	return err
}

// fill puts in what stands around the rows.
func (l *ledgerRequest) fill(data *ledgerPage, query news.Query, next string) {
	data.ByText = query.Text != ""
	data.Sorts = [2]string{l.with(l.text, "sort", ""), l.with(l.text, "sort", "relevance")}
	data.Since, data.Until = string(query.Since), string(query.Until)
	data.Save, data.Export = "/saved?q="+url.QueryEscape(l.text), "/export?q="+url.QueryEscape(l.text)
	data.Feed = "/feed/atom?q=" + url.QueryEscape(l.text)
	if next != "" {
		data.Next = l.with(l.text, "after", next)
	}
	if l.after != "" {
		data.Top = l.with(l.text, "", "")
	}
	if !query.AsOf.IsZero() {
		data.AsOfShown = query.AsOf.Format("2006-01-02 15:04") + " UTC"
		if l.asOf == query.AsOf.Format(time.DateOnly) {
			data.AsOfShown = "the end of " + l.asOf
		}
	}
}

// shownOf tells how many rows are shown of how many.
func shownOf(rows int, facets *news.Facets, everything bool) string {
	total := facets.Counted
	if everything && facets.More {
		total = 0
		for _, d := range facets.Days {
			total += d.Statements
		}
	}
	switch {
	case rows == total:
		return counted(total, "statement", "statements")
	case facets.More && !everything:
		return fmt.Sprintf("%d of more than %s statements", rows, grouped(int64(total)))
	}
	return fmt.Sprintf("%d of %s", rows, counted(total, "statement", "statements"))
}

// ledgerRequest is what the ledger is asked: all its state, which stands in the address.
type ledgerRequest struct {
	text      string // the query as it was typed
	asOf      string // a day or a time; "" as it stands
	relevance bool
	after     string // cursor
}

// ledgerAsked reads a request. What the form of days sends becomes part of the query.
func ledgerAsked(r *http.Request) *ledgerRequest {
	l := &ledgerRequest{text: strings.TrimSpace(r.FormValue("q")), asOf: strings.TrimSpace(r.FormValue("asof")), relevance: r.FormValue("sort") == "relevance", after: r.FormValue("after")}
	for _, name := range []string{"since", "until"} {
		if r.Form.Has(name) {
			l.text = gainsay.WithoutFilter(l.text, name, "")
			l.text = gainsay.WithFilter(l.text, name, strings.TrimSpace(r.FormValue(name)))
		}
	}
	return l
}

// query is what the archive is asked.
func (l *ledgerRequest) query() (news.Query, error) {
	query, err := gainsay.ParseQuery(l.text)
	if err != nil {
		return query, err
	}
	query.Cursor, query.ByRelevance = l.after, l.relevance && query.Text != ""
	if l.asOf != "" {
		query.AsOf, err = momentOf(l.asOf)
	}
	return query, err
}

// momentOf reads a time, or a day, which stands for its end, in UTC.
func momentOf(given string) (time.Time, error) {
	if at, err := time.Parse(time.RFC3339, given); err == nil {
		return at.UTC(), nil
	}
	if at, err := time.Parse("2006-01-02T15:04", given); err == nil {
		return at.Add(time.Minute - time.Microsecond), nil
	}
	day, err := time.Parse(time.DateOnly, given)
	if err != nil {
		return time.Time{}, fmt.Errorf("%w: asof=%s is no time: give a day as YYYY-MM-DD, or a time such as 2024-05-16T12:00", errRequest, given)
	}
	return day.AddDate(0, 0, 1).Add(-time.Microsecond), nil
}

// with is the address of the first page of the ledger with another query, and one more value changed.
func (l *ledgerRequest) with(text, name, value string) string {
	v := url.Values{}
	set := func(name, value string) {
		if value != "" {
			v.Set(name, value)
		} else {
			v.Del(name)
		}
	}
	set("q", text)
	set("asof", l.asOf)
	if l.relevance {
		set("sort", "relevance")
	}
	if name != "" {
		set(name, value)
	}
	if len(v) == 0 {
		return "/"
	}
	return "/?" + v.Encode()
}

// strip is the numbers that whoever comes back looks at first.
func (s *Site) strip(r *http.Request, p *page, l *ledgerRequest) ([]stripItem, error) {
	role := access.Of(r.Context()).Role
	if !role.May(access.Reader) {
		return nil, nil // what is new, edited or waits for review is not shown to everybody
	}
	tally, fresh, err := s.counts.tally(r.Context(), s.asked(r), s.today())
	p.passing = p.passing || !fresh
	if err != nil {
		return nil, err
	}
	added := grouped(tally.New)
	if tally.MoreNew {
		added += "+"
	}
	item := func(name, number, filter, value, title string) stripItem {
		return stripItem{name, number, "/?q=" + url.QueryEscape(filter+":"+value), title, gainsay.HasFilter(l.text, filter, value)}
	}
	items := []stripItem{
		item("new today", added, "added", string(s.today()), "statements that came into the ledger today, whenever they were said"),
		item("contested claims", grouped(tally.Contested), "is", "contested", "claims that somebody asserts and somebody denies or doubts"),
		item("silently edited", grouped(tally.Edited), "is", "edited", "statements that a later version of their article changed, added or left out"),
	}
	if role.May(access.Reviewer) {
		items = append(items, stripItem{Name: "to review", Number: grouped(tally.Unreviewed), Link: "/review", Title: "statements that nobody has looked at yet"})
	}
	return items, nil
}
