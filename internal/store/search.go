package store

import (
	"cmp"
	"context"
	"database/sql"
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
	serial   int64   // the first of those that came into the ledger since the day that is asked for; 0: any
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
	if !q.Past && sel.asOf < 0 && q.Review != news.Rejected && q.Document == "" && !q.Edited {
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
	if err := s.filters(ctx, &sel); err != nil {
		return sel, err
	}
	return sel, s.known(s.kinds(ctx, &sel))
}

// few is how many documents or claims the index is asked for one by one. Of more of them one is soon met when the latest statements are
// gone through.
const few = 300

// kinds adds the filters of what statements are: contested, edited, new. Where few are, the index leads to them; what is contested changes for
// statements that stand already, so that it stands in a table.
func (s *Store) kinds(ctx context.Context, sel *selection) error {
	q := &sel.query
	if q.AddedSince != "" {
		if err := s.since(ctx, sel); err != nil || sel.none {
			return err
		}
	}
	if q.Edited {
		sel.must(editedFacet)
	}
	if q.Contested {
		return s.mustBeAmong(ctx, sel, "claim", "SELECT DISTINCT claim FROM contested")
	}
	return nil
}

// mustBeAmong lets match what has one of the numbers that a query gives, if they are few.
func (s *Store) mustBeAmong(ctx context.Context, sel *selection, facet, query string, arguments ...any) error {
	numbers, err := numbersOf(ctx, s.db, fmt.Sprintf("%s LIMIT %d", query, few+1), arguments...)
	if err == nil && len(numbers) <= few {
		sel.mustNumber(facet, numbers)
	}
	return err
}

// since lets match what came into the ledger on a day or later. Serials are given in that order, and a statement keeps its own.
func (s *Store) since(ctx context.Context, sel *selection) error {
	day, _ := sel.query.AddedSince.Time()
	var position, first sql.NullInt64
	if err := s.db.QueryRowContext(ctx, "SELECT min(position) FROM log WHERE time >= $1", micros(day)).Scan(&position); err != nil {
		return err
	}
	// What a correction changed is not new: the rest of its key is not 0.
	fresh := fmt.Sprintf("(key & %d) = 0", 1<<revisionBits-1)
	err := s.db.QueryRowContext(ctx, "SELECT since FROM statements WHERE since >= $1 AND "+fresh+" ORDER BY since LIMIT 1", position).Scan(&first)
	if errors.Is(err, sql.ErrNoRows) {
		sel.none = true
		return nil
	}
	if err != nil {
		return err
	}
	query := fmt.Sprintf("SELECT min((key & %d) >> %d) FROM statements WHERE since = $1 AND %s", int64(withinDay), revisionBits, fresh)
	if err := s.db.QueryRowContext(ctx, query, first).Scan(&sel.serial); err != nil {
		return err
	}
	return s.mustBeAmong(ctx, sel, "doc", "SELECT id FROM documents WHERE read_at >= $1", position.Int64)
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
	from, where, arguments = sel.where(s, from, key, condition, arguments)
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

// where is the tables and the condition of a selection, given what the index is asked and the column of its keys.
func (sel *selection) where(s *Store, from, key, condition string, arguments []any) (tables, where string, all []any) {
	var out strings.Builder
	out.WriteString(condition)
	and := func(format string, value any) {
		arguments = append(arguments, value)
		out.WriteString(" AND " + strings.ReplaceAll(format, "$", fmt.Sprintf("$%d", len(arguments))))
	}
	and(key+" >= $", sel.from)
	and(key+" < $", sel.to)
	q := &sel.query
	dated := sel.asOf >= 0 && !q.Past
	if dated || q.PublishedSince != "" || q.PublishedUntil != "" {
		from += " JOIN documents d ON d.id = s.document"
	}
	if sel.asOf >= 0 {
		and("s.since <= $ AND (s.until IS NULL OR s.until > $)", sel.asOf)
	} else {
		out.WriteString(" AND s.until IS NULL")
	}
	if dated && !q.Edited {
		and("(d.replaced IS NULL OR d.replaced > $)", sel.asOf)
	}
	if dated && q.Review != news.Rejected || q.Edited && !q.Past {
		out.WriteString(" AND s.review <> 'rejected'")
	}
	if q.PublishedSince != "" {
		and("d.published >= $", string(q.PublishedSince))
	}
	if q.PublishedUntil != "" {
		and("d.published <= $ AND d.published <> ''", string(q.PublishedUntil))
	}
	if sel.serial > 0 {
		out.WriteString(fmt.Sprintf(" AND (%s & %d) >= %d", key, int64(withinDay), sel.serial<<revisionBits))
	}
	if len(sel.not) > 0 {
		own, numbers := in(s, "s.speaker", sel.not, len(arguments)+1)
		out.WriteString(" AND (s.speaker IS NULL OR NOT " + own + ")")
		arguments = append(arguments, numbers...)
	}
	if q.Unreviewed {
		out.WriteString(" AND s.review = ''")
	}
	const contested = "EXISTS (SELECT 1 FROM contested c WHERE c.claim = s.claim AND "
	switch {
	case q.Contested && sel.asOf >= 0:
		and(contested+"c.since <= $ AND (c.until IS NULL OR c.until > $))", sel.asOf)
	case q.Contested:
		out.WriteString(" AND " + contested + "c.until IS NULL)")
	}
	return from, out.String(), arguments
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
