package store

import (
	"cmp"
	"context"
	"fmt"
	"math"
	"slices"

	"gainsay/internal/claim"
	"gainsay/internal/search"
	"gainsay/news"
)

// A list of claims or speakers by what was said last is made by walking through the ledger from its end, in stretches. How far one page
// walks is bounded, so that it takes no longer where what is asked for is rare: it is then shorter, and the next one goes on.
const (
	stretch       = 200
	mostStretches = 25
	usualLength   = 30 // of a page
	notFull       = -1
)

// walk goes through the statements of a selection, the latest first, and comes by things of one kind: claims, speakers.
type walk struct {
	store *Store
	sel   selection
	begin int64 // key before which it began; MaxInt64: at the end of the ledger
	seen  map[int64]bool
	limit int
}

// walk begins at the cursor of a query.
func (s *Store) walk(ctx context.Context, q news.Query, list news.ListQuery, facets ...string) (*walk, error) {
	sel, err := s.selection(ctx, q)
	if err != nil {
		return nil, err
	}
	if len(facets) > 0 {
		sel.must(facets...)
	}
	if list.Reviewed {
		sel.must("review"+string(news.Accepted), "review"+string(news.Corrected))
	}
	w := &walk{store: s, sel: sel, begin: sel.to, seen: map[int64]bool{}, limit: length(list)}
	if list.Cursor != "" {
		if w.begin, err = decodeCursor(list.Cursor); err != nil {
			return nil, err
		}
	}
	return w, nil
}

// length is how long a page is.
func length(q news.ListQuery) int { return min(cmp.Or(max(q.Limit, 0), usualLength), mostLimit) }

// through calls some with stretches of the walk until it has enough, and tells the key that the next page begins before; 0 at the
// end. Some gets rows whose thing was not come by before, and tells which of them made the page full; a negative number if none did.
func (w *walk) through(ctx context.Context, thing func(r *row) int64, some func(fresh []row) (last int, err error)) (next int64, err error) {
	if w.sel.none {
		return 0, nil
	}
	at := w.begin
	for range mostStretches {
		w.sel.to = at
		found, err := w.store.matching(ctx, w.sel, stretch)
		if err != nil {
			return 0, err
		}
		var fresh []row
		for _, r := range found {
			if n := thing(&r); n != 0 && !w.seen[n] {
				w.seen[n] = true
				fresh = append(fresh, r)
			}
		}
		last, err := some(fresh)
		if err != nil {
			return 0, err
		}
		if last >= 0 {
			return fresh[last].key, nil
		}
		if len(found) < stretch {
			return 0, nil
		}
		at = found[len(found)-1].key
	}
	return at, nil
}

// before tells whether an earlier page has come by what has one of some numbers.
func (w *walk) before(ctx context.Context, facetName string, numbers []int64) (bool, error) {
	if w.begin == math.MaxInt64 {
		return false, nil
	}
	sel := w.sel
	sel.index.facets = slices.Clip(sel.index.facets)
	sel.mustNumber(facetName, numbers)
	sel.from, sel.to = w.begin, math.MaxInt64
	n, _, err := w.store.howMany(ctx, sel, 1)
	return n > 0, err
}

// howMany counts the rows of a selection of what stands, up to a number, and tells the key of the latest. The index alone knows that.
func (s *Store) howMany(ctx context.Context, sel selection, most int) (n int, latest int64, err error) {
	_, key, condition, arguments := s.dialect.matching(sel.index, 1)
	n = len(arguments)
	query := fmt.Sprintf("SELECT count(*), COALESCE(max(k), 0) FROM (SELECT %[1]s AS k FROM found WHERE %[2]s AND %[1]s >= $%[3]d AND %[1]s < $%[4]d ORDER BY %[1]s DESC LIMIT $%[5]d) AS counted",
		key, condition, n+1, n+2, n+3)
	err = s.db.QueryRowContext(ctx, query, append(arguments, sel.from, sel.to, most)...).Scan(&n, &latest)
	return n, latest, s.known(err)
}

// Claims lists claims that more than one speaker or text speaks to, those that somebody spoke to last first. The pages are made of the
// ledger's rows alone: who only passes a claim on is among the voices. The errors are ErrCursor and those of the search.
func (s *Store) Claims(ctx context.Context, q news.ClaimQuery) (list news.ClaimList, err error) {
	stances := []news.Stance{news.Asserts, news.Denies, news.Doubts}
	if q.Show == news.ShowContested {
		stances = stances[1:]
	}
	var facets []string
	for _, stance := range stances {
		facets = append(facets, "stance"+string(stance))
	}
	w, err := s.walk(ctx, news.Query{Text: q.Text, Story: q.Story}, q.ListQuery, facets...)
	if err != nil {
		return list, err
	}
	w.sel.index.expression = search.Within(w.sel.index.expression, search.Words)
	merged, err := s.merged(ctx, "claim", -1)
	if err != nil {
		return list, s.known(err)
	}
	next, err := w.through(ctx, func(r *row) int64 { return merged.root(r.claim) }, func(fresh []row) (int, error) {
		pages, err := s.claimPages(ctx, fresh, merged, q.Reviewed)
		if err != nil {
			return 0, err
		}
		for i := range fresh {
			root := merged.root(fresh[i].claim)
			page := pages[root]
			if page == nil || !page.Shared() || q.Show == news.ShowContested && !page.Contested() || q.Show == news.ShowUnanswered && !unanswered(page) {
				continue
			}
			if known, err := w.before(ctx, "claim", merged.all(root)); known || err != nil {
				if err != nil {
					return 0, err
				}
				continue
			}
			list.Claims = append(list.Claims, *page)
			if len(list.Claims) == w.limit {
				return i, nil
			}
		}
		return notFull, nil
	})
	if err == nil && next != 0 {
		list.Next, list.Until = encodeCursor(next), dayOf(next)
	}
	return list, err
}

// several leaves of some numbers, with those that were merged with them, those that stand more than once in a column of a table: the index alone
// knows that, and most claims have one statement, most texts one document.
func (s *Store) several(ctx context.Context, table, column string, numbers []int64, merged *merges) ([]int64, error) {
	var all []int64
	for _, n := range numbers {
		all = append(all, merged.all(n)...)
	}
	times := map[int64]int{} // by root
	for some := range slices.Chunk(all, 1000) {
		where, arguments := in(s, column, some, 1)
		query := fmt.Sprintf("SELECT %[1]s, count(*) FROM %[2]s WHERE %[3]s GROUP BY %[1]s", column, table, where)
		err := each(ctx, s.db, query, arguments, func(scan func(...any) error) error {
			var number int64
			var n int
			err := scan(&number, &n)
			times[merged.root(number)] += n
			return err
		})
		if err != nil {
			return nil, s.known(err)
		}
	}
	return slices.DeleteFunc(all, func(n int64) bool { return times[merged.root(n)] < 2 }), nil
}

// unanswered tells whether somebody asserts a claim and nobody denies or doubts it.
func unanswered(p *news.ClaimPage) bool {
	return len(p.With(news.Asserts)) > 0 && len(p.With(news.Denies))+len(p.With(news.Doubts)) == 0
}

// claimPages gathers what the ledger holds on the claims of rows, by their roots. Claims of one statement have none.
func (s *Store) claimPages(ctx context.Context, of []row, merged *merges, reviewed bool) (map[int64]*news.ClaimPage, error) {
	numbers, err := s.several(ctx, "statements", "claim", numbersIn(of, func(r *row) int64 { return r.claim }), merged)
	if err != nil {
		return nil, err
	}
	byClaim := map[int64][]row{}
	for some := range slices.Chunk(numbers, 1000) {
		where, arguments := in(s, "s.claim", some, 1)
		where += " AND s.until IS NULL AND s.review <> 'rejected' AND d.replaced IS NULL"
		if reviewed {
			where += " AND s.review <> ''"
		}
		found, err := rows(ctx, s.db, "JOIN documents d ON d.id = s.document WHERE "+where, arguments...)
		if err != nil {
			return nil, s.known(err)
		}
		for _, r := range found {
			root := merged.root(r.claim)
			byClaim[root] = append(byClaim[root], r)
		}
	}
	var shared []row
	for _, group := range byClaim {
		if len(group) > 1 {
			shared = append(shared, group...)
		}
	}
	entries, err := s.entriesOf(ctx, shared, -1)
	if err != nil {
		return nil, err
	}
	byRoot := map[int64][]news.Entry{}
	for i := range entries {
		root := merged.root(shared[i].claim)
		byRoot[root] = append(byRoot[root], entries[i])
	}
	pages := make(map[int64]*news.ClaimPage, len(byRoot))
	for root, group := range byRoot {
		if page, ok := claim.PageOf(group, ""); ok {
			pages[root] = &page
		}
	}
	return pages, nil
}

// dayOf is the day that a key begins with.
func dayOf(key int64) news.Day { return news.Day("1970-01-01").Add(int(key>>dayShift) - daysTo1970) }
