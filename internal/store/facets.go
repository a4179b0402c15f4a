package store

import (
	"cmp"
	"context"
	"database/sql"
	"fmt"
	"slices"
	"strings"
	"time"

	"gainsay/news"
)

const (
	mostCounted = 4000 // some 10 ms in an archive of a million statements
	mostValues  = 12   // of a facet
)

// Facets counts what a query matches, the latest four thousand of it at most, by speaker (whom somebody was merged with included), act, outlet, stance,
// review and day. Order, cursor and limit of the query are of no effect.
func (s *Store) Facets(ctx context.Context, q news.Query) (f news.Facets, err error) {
	q.Cursor, q.Limit, q.ByRelevance = "", 0, false
	sel, err := s.selection(ctx, q)
	if err != nil || sel.none {
		return f, err
	}
	c, err := s.counted(ctx, sel)
	if err != nil {
		return f, s.known(err)
	}
	f.Counted, f.More = c.statements, c.more
	f.Acts, f.Stances, f.Reviews = top(c.acts), top(c.stances), top(c.reviews)
	if f.Outlets, err = s.countedOutlets(ctx, c.documents); err != nil {
		return f, s.known(err)
	}
	if f.Speakers, err = s.countedSpeakers(ctx, c.speakers, sel.asOf); err != nil {
		return f, s.known(err)
	}
	if c.more && q == (news.Query{}) {
		if c.days, err = s.countedDays(ctx); err != nil {
			return f, s.known(err)
		}
	}
	for number, n := range c.days {
		f.Days = append(f.Days, news.DayCount{Day: dayOfNumber(number), Statements: n})
	}
	slices.SortFunc(f.Days, func(a, b news.DayCount) int { return cmp.Compare(a.Day, b.Day) })
	return f, nil
}

// dayOfNumber is the day that keys begin with, by its number.
func dayOfNumber(number int64) news.Day {
	return news.DayOf(time.Unix((number-daysTo1970)*24*60*60, 0).UTC())
}

// counts are statements by what they have.
type counts struct {
	statements          int
	more                bool
	speakers, documents map[int64]int
	days                map[int64]int // by number
	acts                map[string]int
	stances             map[string]int
	reviews             map[string]int
}

// counted counts the rows of a selection, without reading more of them than what is counted.
func (s *Store) counted(ctx context.Context, sel selection) (counts, error) {
	c := counts{speakers: map[int64]int{}, documents: map[int64]int{}, days: map[int64]int{}, acts: map[string]int{}, stances: map[string]int{}, reviews: map[string]int{}}
	from, key, condition, arguments := s.dialect.counting(sel.index, 1)
	from, where, arguments := sel.where(s, from, key, condition, arguments)
	// What has few values comes as one, which is less to read for each row.
	query := fmt.Sprintf("SELECT s.key, s.document, COALESCE(s.speaker, 0), s.act || ',' || s.stance || ',' || s.review FROM %s WHERE %s ORDER BY %s DESC LIMIT %d", from, where, key, mostCounted+1)
	var rowKey, document, speaker int64
	var kind sql.RawBytes
	kinds := map[string]int{}
	err := each(ctx, s.db, query, arguments, func(scan func(...any) error) error {
		if err := scan(&rowKey, &document, &speaker, &kind); err != nil {
			return err
		}
		if c.statements == mostCounted {
			c.more = true
			return nil
		}
		c.statements++
		c.documents[document]++
		c.days[rowKey>>dayShift]++
		c.speakers[speaker]++
		kinds[string(kind)]++
		return nil
	})
	for kind, n := range kinds {
		parts := strings.Split(kind, ",")
		c.acts[parts[0]] += n
		c.stances[parts[1]] += n
		c.reviews[parts[2]] += n
	}
	delete(c.speakers, 0)
	delete(c.stances, "")
	return c, err
}

// top is the values that most statements have.
func top(counts map[string]int) []news.Facet {
	list := make([]news.Facet, 0, len(counts))
	for value, n := range counts {
		list = append(list, news.Facet{Value: value, Name: value, Statements: n})
	}
	return first(list)
}

func first(list []news.Facet) []news.Facet {
	slices.SortFunc(list, func(a, b news.Facet) int {
		return cmp.Or(cmp.Compare(b.Statements, a.Statements), cmp.Compare(a.Name, b.Name), cmp.Compare(a.Value, b.Value))
	})
	return list[:min(len(list), mostValues)]
}

func (s *Store) countedOutlets(ctx context.Context, documents map[int64]int) ([]news.Facet, error) {
	byName := map[string]int{}
	numbers := make([]int64, 0, len(documents))
	for number := range documents {
		numbers = append(numbers, number)
	}
	slices.Sort(numbers)
	for some := range slices.Chunk(numbers, 1000) {
		where, arguments := in(s, "d.id", some, 1)
		err := each(ctx, s.db, "SELECT d.id, o.name FROM documents d JOIN outlets o ON o.id = d.outlet WHERE "+where, arguments, func(scan func(...any) error) error {
			var number int64
			var name string
			err := scan(&number, &name)
			byName[name] += documents[number]
			return err
		})
		if err != nil {
			return nil, err
		}
	}
	return top(byName), nil
}

func (s *Store) countedSpeakers(ctx context.Context, speakers map[int64]int, asOf int64) ([]news.Facet, error) {
	merged, err := s.merged(ctx, "entity", asOf)
	if err != nil {
		return nil, err
	}
	byRoot := map[int64]int{}
	for number, n := range speakers {
		byRoot[merged.root(number)] += n
	}
	numbers := make([]int64, 0, len(byRoot))
	for number := range byRoot {
		numbers = append(numbers, number)
	}
	slices.SortFunc(numbers, func(a, b int64) int { return cmp.Or(cmp.Compare(byRoot[b], byRoot[a]), cmp.Compare(a, b)) })
	numbers = numbers[:min(len(numbers), mostValues)]
	if len(numbers) == 0 {
		return nil, nil
	}
	var list []news.Facet
	where, arguments := in(s, "id", numbers, 1)
	err = each(ctx, s.db, "SELECT id, name FROM entities WHERE "+where, arguments, func(scan func(...any) error) error {
		var number int64
		var name string
		err := scan(&number, &name)
		list = append(list, news.Facet{Value: idOf("e", number), Name: name, Statements: byRoot[number]})
		return err
	})
	return first(list), err
}

// countedDays counts all statements that stand by the number of their day. Those of versions that a later one took the place of are few and
// counted apart.
func (s *Store) countedDays(ctx context.Context) (map[int64]int, error) {
	days := map[int64]int{}
	for sign, query := range map[int]string{
		1:  "FROM statements s WHERE s.until IS NULL AND s.review <> 'rejected'",
		-1: "FROM documents d JOIN statements s ON s.document = d.id WHERE d.replaced IS NOT NULL AND s.until IS NULL AND s.review <> 'rejected'",
	} {
		query = fmt.Sprintf("SELECT s.key >> %d, count(*) %s GROUP BY 1", dayShift, query)
		if err := each(ctx, s.db, query, nil, func(scan func(...any) error) error {
			var day int64
			var n int
			err := scan(&day, &n)
			if days[day] += sign * n; days[day] == 0 {
				delete(days, day)
			}
			return err
		}); err != nil {
			return nil, err
		}
	}
	return days, nil
}

// Tally counts what somebody who looks at the ledger on a day asks for first.
func (s *Store) Tally(ctx context.Context, today news.Day) (t news.Tally, err error) {
	sel, err := s.selection(ctx, news.Query{AddedSince: today})
	if err != nil {
		return t, err
	}
	if !sel.none {
		c, err := s.counted(ctx, sel)
		if err != nil {
			return t, s.known(err)
		}
		t.New, t.MoreNew = int64(c.statements), c.more
	}
	for _, c := range []struct {
		to    *int64
		query string
	}{
		{&t.Contested, "SELECT count(*) FROM contested WHERE until IS NULL AND claim NOT IN (SELECT number FROM merges WHERE kind = 'claim' AND until IS NULL)"},
		{&t.Edited, "SELECT count(*) FROM edited"},
		{&t.Unreviewed, `SELECT (SELECT count(*) FROM statements WHERE until IS NULL AND review = '') -
			(SELECT count(*) FROM documents d JOIN statements s ON s.document = d.id WHERE d.replaced IS NOT NULL AND s.until IS NULL AND s.review = '')`},
	} {
		if err := s.db.QueryRowContext(ctx, c.query).Scan(c.to); err != nil {
			return t, s.known(err)
		}
	}
	return t, nil
}
