package gainsay

import (
	"context"
	"slices"
	"strings"
	"sync"
	"time"

	"gainsay/internal/search"
	"gainsay/news"
)

// Filter tells of statements whether a query asks for them as [store.Store.Statements] does, without asking the database for each: for the few
// that are new and the many who want to be told of them. It is safe for concurrent use.
type Filter struct {
	query      news.Query
	expression search.Expression
	speakers   []string          // ids; none where nobody is known by the name
	name       []search.Term     // of the speaker; none where an id is asked for
	roots      map[string]string // of the ids in the query, since they were merged
	naming     search.Expression // the names of whom the query is about; nil where he has none
	own        []string          // his ids
	now        func() time.Time
}

// Filter makes a filter of a query. Whatever says how a search is answered counts for nothing: AsOf, Past, ByRelevance, ByDoubt, Limit and
// Cursor; every statement counts as added today. What is merged later is not known to it. The errors are those of [ParseQuery].
func (a *Archive) Filter(ctx context.Context, query news.Query) (*Filter, error) {
	f := &Filter{query: query, roots: map[string]string{}, now: a.now}
	if strings.TrimSpace(query.Text) != "" {
		var err error
		if f.expression, err = search.Parse(query.Text); err != nil {
			return nil, err
		}
	}
	for _, id := range []string{query.Claim, query.Origin} {
		if id == "" {
			continue
		}
		root, err := a.Root(ctx, id)
		if err != nil {
			return nil, err
		}
		f.roots[id] = root
	}
	if query.About != "" {
		var err error
		if f.naming, f.own, err = a.Naming(ctx, query.About); err != nil {
			return nil, err
		}
	}
	if query.Speaker == "" {
		return f, nil
	}
	if root, err := a.Root(ctx, query.Speaker); err == nil && strings.HasPrefix(query.Speaker, "e") {
		f.speakers = []string{root}
		return f, nil
	}
	return f, f.named(ctx, a)
}

// named looks up who is called as the query's speaker is.
func (f *Filter) named(ctx context.Context, a *Archive) error {
	const most = 100
	f.name = search.Terms(f.query.Speaker)
	known, err := a.Names(ctx, f.query.Speaker, most)
	if err != nil {
		return err
	}
	for _, n := range known {
		if !sameForms(search.Terms(n.Name), f.name) {
			continue
		}
		root, err := a.Root(ctx, n.Entity)
		if err != nil {
			return err
		}
		f.speakers = append(f.speakers, root)
	}
	return nil
}

func sameForms(a, b []search.Term) bool {
	return slices.EqualFunc(a, b, func(x, y search.Term) bool { return x.Form == y.Form })
}

// Sought is a statement as filters look at it. It is safe for concurrent use.
type Sought struct {
	entry *news.Entry
	terms func() soughtTerms // found when the first filter wants them
}

type soughtTerms struct {
	all     search.Prepared
	speaker []search.Term // the name
}

// Seek makes a statement ready to be held against many filters.
func Seek(e *news.Entry) *Sought {
	return &Sought{entry: e, terms: sync.OnceValue(func() soughtTerms {
		t := soughtTerms{all: search.Prepare(fieldsOf(e))}
		if e.Speaker != nil {
			t.speaker = search.Terms(e.Speaker.Name)
		}
		return t
	})}
}

// Takes tells whether the query asks for a statement that is in the ledger.
func (f *Filter) Takes(sought *Sought) bool {
	e, q := sought.entry, &f.query
	s, d := &e.Statement, &e.Document
	switch {
	case q.Act != "" && q.Act != s.Act, q.Stance != "" && q.Stance != s.Stance, q.Review != "" && q.Review != e.Review,
		q.Reviewed && e.Review != news.Accepted && e.Review != news.Corrected, q.Unreviewed && e.Review != "",
		q.Contested && !e.Contested, q.Edited && !e.Edited, q.AddedSince != "" && q.AddedSince > news.DayOf(f.now().UTC()),
		q.About != "" && !f.takesNaming(sought),
		q.Claim != "" && f.roots[q.Claim] != s.Claim, q.Origin != "" && f.roots[q.Origin] != d.Origin,
		q.Story != "" && q.Story != d.Story, q.Document != "" && q.Document != d.ID,
		q.Outlet != "" && !strings.EqualFold(strings.Join(strings.Fields(q.Outlet), " "), d.Publisher),
		q.PublishedSince != "" && d.Published < q.PublishedSince,
		q.PublishedUntil != "" && (d.Published == "" || d.Published > q.PublishedUntil),
		q.Since != "" && dayOf(e) < q.Since, q.Until != "" && dayOf(e) > q.Until:
		return false
	}
	return f.takesSpeaker(sought) && (f.expression == nil || sought.terms().all.Matches(f.expression))
}

// takesNaming tells whether somebody else names the one whom the query is about.
func (f *Filter) takesNaming(s *Sought) bool {
	if f.naming == nil || s.entry.Speaker != nil && slices.Contains(f.own, s.entry.Speaker.ID) {
		return false
	}
	return s.terms().all.Matches(f.naming)
}

func (f *Filter) takesSpeaker(s *Sought) bool {
	if f.query.Speaker == "" {
		return true
	}
	if e := s.entry.Speaker; e != nil && (slices.Contains(f.speakers, e.ID) || len(f.name) > 0 && sameForms(s.terms().speaker, f.name)) {
		return true
	}
	if len(f.speakers) > 0 || len(f.name) == 0 {
		return false
	}
	return !slices.ContainsFunc(f.name, func(want search.Term) bool { return !s.terms().all.Says(search.Speaker, want.Form) })
}

// fieldsOf is what of a statement can be found, as the archive's index has it.
func fieldsOf(e *news.Entry) search.Fields {
	speaker := e.Source
	if e.Speaker != nil {
		speaker = e.Speaker.Name + " " + e.Speaker.Role + " " + e.Source
	}
	return search.Fields{Words: e.Words, Speaker: speaker, Title: e.Document.Title}
}

// dayOf is the day that a search looks for a statement on: when it was said, or else published, or else captured.
func dayOf(e *news.Entry) news.Day {
	if said := e.Statement.Said; said != nil {
		if said.To != "" {
			return said.To
		}
		if said.From != "" {
			return said.From
		}
	}
	if e.Document.Published != "" {
		return e.Document.Published
	}
	return news.DayOf(e.Document.Captured.UTC())
}
