package store

import (
	"cmp"
	"context"
	"encoding/base64"
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"
	"time"

	"gainsay/internal/search"
	"gainsay/news"
)

// ErrCursor is a cursor that this archive has not given.
var ErrCursor = errors.New("the cursor leads nowhere: ask for the first page again")

const (
	usualLimit = 50
	mostLimit  = 1000
	mostRanked = 1000 // of the latest entries that match, so many are put in the order of how well they do
	mostMonths = 36
)

// indexQuery is what is looked up in the full-text index.
type indexQuery struct {
	expression search.Expression
	facets     [][]string // one of each list must be there
}

// selection is a query as the database is asked it.
type selection struct {
	index    indexQuery
	from, to int64 // keys, from included
	asOf     int64 // position of the log; -1: as it stands
	query    news.Query
	not      []int64 // speakers whose own statements are left out
	none     bool    // nothing can match
}

// Statements searches the ledger. Of the filters by id, a speaker, a claim and an origin include those that were merged with them. The latest
// come first, those of one day in the order in which the archive got them, the last ones first.
func (s *Store) Statements(ctx context.Context, q news.Query) (news.Page, error) {
	limit := q.Limit
	if limit <= 0 {
		limit = usualLimit
	}
	limit = min(limit, mostLimit)
	sel, err := s.selection(ctx, q)
	if err != nil || sel.none {
		return news.Page{}, err
	}
	if q.ByDoubt {
		return s.doubtful(ctx, sel, limit)
	}
	if q.ByRelevance && q.Text != "" {
		return s.ranked(ctx, sel, limit)
	}
	if q.Cursor != "" {
		before, err := decodeCursor(q.Cursor)
		if err != nil {
			return news.Page{}, err
		}
		sel.to = min(sel.to, before)
	}
	found, err := s.matching(ctx, sel, limit+1)
	if err != nil {
		return news.Page{}, err
	}
	page := news.Page{}
	if len(found) > limit {
		found = found[:limit]
		page.Next = encodeCursor(found[limit-1].key)
	}
	page.Entries, err = s.entriesOf(ctx, found, sel.asOf)
	return page, err
}

func encodeCursor(key int64) string {
	return base64.RawURLEncoding.EncodeToString(binary.BigEndian.AppendUint64(nil, uint64(key)))
}

func decodeCursor(cursor string) (int64, error) {
	data, err := base64.RawURLEncoding.DecodeString(cursor)
	if err != nil || len(data) != 8 {
		return 0, ErrCursor
	}
	return int64(binary.BigEndian.Uint64(data)), nil
}

// selection turns a query into what the database is asked.
func (s *Store) selection(ctx context.Context, q news.Query) (sel selection, err error) {
	sel = selection{query: q, to: math.MaxInt64, asOf: -1}
	if strings.TrimSpace(q.Text) != "" {
		if sel.index.expression, err = search.Parse(q.Text); err != nil {
			return sel, err
		}
	}
	if !q.AsOf.IsZero() {
		if sel.asOf, err = positionAt(ctx, s.db, q.AsOf); err != nil {
			return sel, s.known(err)
		}
		sel.none = sel.asOf < 0
	}
	if q.Since != "" {
		sel.from = firstKey(q.Since)
	}
	if q.Until != "" {
		sel.to = firstKey(q.Until.Add(1))
	}
	all := "every1"
	if !q.Past && sel.asOf < 0 && q.Review != news.Rejected && q.Document == "" {
		all = standsFacet
	}
	sel.must(all)
	if q.Act != "" {
		sel.must("act" + string(q.Act))
	}
	if q.Stance != "" {
		sel.must("stance" + string(q.Stance))
	}
	if q.Review != "" {
		sel.must("review" + string(q.Review))
	}
	if q.Reviewed {
		sel.must("review"+string(news.Accepted), "review"+string(news.Corrected))
	}
	if months := monthsBetween(q.PublishedSince, q.PublishedUntil); len(months) > 0 {
		sel.must(months...)
	}
	return sel, s.filters(ctx, &sel)
}

// must lets only what has one of some facets match.
func (sel *selection) must(facets ...string) {
	sel.none = sel.none || len(facets) == 0
	sel.index.facets = append(sel.index.facets, facets)
}

// monthsBetween are the facets of the months from one day to another; none where an end is open or they are too many to ask for.
func monthsBetween(from, to news.Day) (months []string) {
	first, ok := from.Time()
	last, known := to.Time()
	if !ok || !known {
		return nil
	}
	for m := time.Date(first.Year(), first.Month(), 1, 0, 0, 0, 0, time.UTC); !m.After(last); m = m.AddDate(0, 1, 0) {
		if len(months) == mostMonths {
			return nil
		}
		months = append(months, monthFacet(news.DayOf(m)))
	}
	return months
}

// filters adds the filters that name something of the archive.
func (s *Store) filters(ctx context.Context, sel *selection) error {
	q := &sel.query
	for _, f := range []struct{ id, letter, facet, kind string }{
		{q.Document, "d", "doc", ""}, {q.Claim, "c", "claim", "claim"}, {q.Story, "t", "story", ""}, {q.Origin, "o", "origin", "origin"},
	} {
		if f.id == "" {
			continue
		}
		n, err := numberOf(f.id, f.letter)
		if err != nil {
			return err
		}
		if err := s.mustBeOne(ctx, sel, f.facet, f.kind, n); err != nil {
			return err
		}
	}
	if q.Outlet != "" {
		outlets, err := s.numbers(ctx, "SELECT id FROM outlets WHERE lower(name) = lower($1) ORDER BY id", plain(q.Outlet))
		if err != nil {
			return err
		}
		sel.mustNumber("outlet", outlets)
	}
	if q.About != "" {
		if err := s.about(ctx, sel); err != nil {
			return err
		}
	}
	if q.Speaker == "" {
		return nil
	}
	if n, err := numberOf(q.Speaker, "e"); err == nil {
		return s.mustBeOne(ctx, sel, "speaker", "entity", n)
	}
	// Whoever is called so is found under all his names; where nobody is known by it, the words of the source tell.
	called, err := s.numbers(ctx, "SELECT DISTINCT entity FROM names WHERE folded = $1 ORDER BY entity LIMIT 100", folded(q.Speaker))
	if err != nil {
		return err
	}
	if len(called) == 0 {
		name := search.Match{Field: search.Speaker, Kind: search.Word, Terms: search.Terms(q.Speaker)}
		sel.none = sel.none || len(name.Terms) == 0
		for _, term := range name.Terms {
			sel.index.expression = both(sel.index.expression, search.Match{Field: name.Field, Kind: name.Kind, Terms: []search.Term{term}})
		}
		return nil
	}
	merged, err := s.merged(ctx, "entity", sel.asOf)
	if err != nil {
		return s.known(err)
	}
	var numbers []int64
	for _, n := range called {
		numbers = append(numbers, merged.all(n)...)
	}
	slices.Sort(numbers)
	sel.mustNumber("speaker", slices.Compact(numbers))
	return nil
}

// both asks for two things, the first of which may be nothing in particular.
func both(a, b search.Expression) search.Expression {
	if a == nil {
		return b
	}
	return search.And{a, b}
}

// folded is a name as it is looked up by: its words without case and accents.
func folded(name string) string {
	var forms []string
	for _, t := range search.Terms(name) {
		forms = append(forms, t.Form)
	}
	return strings.Join(forms, " ")
}

func (sel *selection) mustNumber(name string, numbers []int64) {
	facets := make([]string, len(numbers))
	for i, n := range numbers {
		facets[i] = facet(name, n)
	}
	sel.must(facets...)
}

// mustBeOne lets match what has a number or one that was merged with it.
func (s *Store) mustBeOne(ctx context.Context, sel *selection, facet, kind string, number int64) error {
	numbers := []int64{number}
	if kind != "" {
		merged, err := s.merged(ctx, kind, sel.asOf)
		if err != nil {
			return err
		}
		numbers = merged.all(number)
	}
	sel.mustNumber(facet, numbers)
	return nil
}

// condition is what rows of a selection are looked for in and by: what follows FROM and WHERE. Key is the name of their key there.
func (s *Store) condition(sel *selection) (from, key, where string, arguments []any) {
	from, key, condition, arguments := s.dialect.matching(sel.index, 1)
	n := len(arguments)
	where = fmt.Sprintf("%s AND %s >= $%d AND %s < $%d", condition, key, n+1, key, n+2)
	arguments = append(arguments, sel.from, sel.to)
	if sel.asOf >= 0 {
		where += fmt.Sprintf(" AND s.since <= $%d AND (s.until IS NULL OR s.until > $%d)", n+3, n+3)
		arguments = append(arguments, sel.asOf)
	} else {
		where += " AND s.until IS NULL"
	}
	if len(sel.not) > 0 {
		own, numbers := in(s, "s.speaker", sel.not, len(arguments)+1)
		where += " AND (s.speaker IS NULL OR NOT " + own + ")"
		arguments = append(arguments, numbers...)
	}
	q := &sel.query
	if q.Unreviewed {
		where += " AND s.review = ''"
	}
	if sel.asOf >= 0 && !q.Past || q.PublishedSince != "" || q.PublishedUntil != "" {
		from += " JOIN documents d ON d.id = s.document"
		if sel.asOf >= 0 && !q.Past {
			arguments = append(arguments, sel.asOf)
			where += fmt.Sprintf(" AND (d.replaced IS NULL OR d.replaced > $%d)", len(arguments))
			if q.Review != news.Rejected {
				where += " AND s.review <> 'rejected'"
			}
		}
		if q.PublishedSince != "" {
			arguments = append(arguments, string(q.PublishedSince))
			where += fmt.Sprintf(" AND d.published >= $%d", len(arguments))
		}
		if q.PublishedUntil != "" {
			arguments = append(arguments, string(q.PublishedUntil))
			where += fmt.Sprintf(" AND d.published <= $%d AND d.published <> ''", len(arguments))
		}
	}
	return from, key, where, arguments
}

// matching reads the latest rows of a selection.
func (s *Store) matching(ctx context.Context, sel selection, limit int) ([]row, error) {
	from, key, where, arguments := s.condition(&sel)
	arguments = append(arguments, limit)
	return s.selected(ctx, fmt.Sprintf("FROM %s WHERE %s ORDER BY %s DESC LIMIT $%d", from, where, key, len(arguments)), arguments)
}

// selected reads rows of statements s: what follows their columns.
func (s *Store) selected(ctx context.Context, rest string, arguments []any) (list []row, err error) {
	err = each(ctx, s.db, "SELECT "+rowColumns+" "+rest, arguments, func(scan func(...any) error) error {
		r, err := scanRow(scan)
		list = append(list, r)
		return err
	})
	return list, s.known(err)
}

// ranked is a page of the latest that match, in the order of how well they do.
func (s *Store) ranked(ctx context.Context, sel selection, limit int) (news.Page, error) {
	skip := int64(0)
	if sel.query.Cursor != "" {
		var err error
		if skip, err = decodeCursor(sel.query.Cursor); err != nil || skip < 0 {
			return news.Page{}, ErrCursor
		}
	}
	found, err := s.matching(ctx, sel, mostRanked)
	if err != nil {
		return news.Page{}, err
	}
	// By what was said and by whom: the headline is the same for all statements of an article, and costs a look-up each.
	scores := make(map[int64]float64, len(found))
	for i := range found {
		r := &found[i]
		scores[r.key] = search.Score(sel.index.expression, search.Fields{Words: r.words, Speaker: r.source})
	}
	slices.SortStableFunc(found, func(a, b row) int { return cmp.Compare(scores[b.key], scores[a.key]) })
	page := news.Page{}
	found = found[min(skip, int64(len(found))):]
	if len(found) > limit {
		found = found[:limit]
		page.Next = encodeCursor(skip + int64(limit))
	}
	page.Entries, err = s.entriesOf(ctx, found, sel.asOf)
	return page, err
}
