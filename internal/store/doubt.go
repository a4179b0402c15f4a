package store

import (
	"context"
	"encoding/base64"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"math"
	"time"

	"gainsay/news"
)

// doubtful is a page of a selection, the least certain first, those that are as certain as each other in the order of the ledger.
func (s *Store) doubtful(ctx context.Context, sel selection, limit int) (news.Page, error) {
	from, key, where, arguments := s.inDoubt(&sel)
	if sel.query.Cursor != "" {
		confidence, behind, err := decodeDoubt(sel.query.Cursor)
		if err != nil {
			return news.Page{}, err
		}
		n := len(arguments)
		where += fmt.Sprintf(" AND (s.confidence, %s) > ($%d, $%d)", key, n+1, n+2)
		arguments = append(arguments, confidence, behind)
	}
	arguments = append(arguments, limit+1)
	found, err := s.selected(ctx, fmt.Sprintf("FROM %s WHERE %s ORDER BY s.confidence, %s LIMIT $%d", from, where, key, len(arguments)), arguments)
	if err != nil {
		return news.Page{}, err
	}
	page := news.Page{}
	if len(found) > limit {
		found = found[:limit]
		page.Next = encodeDoubt(&found[limit-1])
	}
	page.Entries, err = s.entriesOf(ctx, found, sel.asOf)
	return page, err
}

// inDoubt is the condition of a selection. All that nobody has looked at is read off an index of its own, in which it stands in order; whatever
// narrows that is looked up first and then put in order.
func (s *Store) inDoubt(sel *selection) (from, key, where string, arguments []any) {
	q := sel.query
	if q == (news.Query{Unreviewed: true, ByDoubt: q.ByDoubt, Limit: q.Limit, Cursor: q.Cursor}) {
		return "statements s CROSS JOIN documents d", "s.key", "d.id = s.document AND d.replaced IS NULL AND s.until IS NULL AND s.review = ''", nil
	}
	return s.condition(sel)
}

func encodeDoubt(r *row) string {
	data := binary.BigEndian.AppendUint64(nil, math.Float64bits(r.Confidence))
	return base64.RawURLEncoding.EncodeToString(binary.BigEndian.AppendUint64(data, uint64(r.key)))
}

func decodeDoubt(cursor string) (confidence float64, key int64, err error) {
	data, err := base64.RawURLEncoding.DecodeString(cursor)
	if err != nil || len(data) != 16 {
		return 0, 0, ErrCursor
	}
	confidence = math.Float64frombits(binary.BigEndian.Uint64(data))
	if !(confidence >= 0 && confidence <= 1) {
		return 0, 0, ErrCursor
	}
	return confidence, int64(binary.BigEndian.Uint64(data[8:])), nil
}

// Left counts the statements that a query asks for and nobody has looked at, up to so many.
func (s *Store) Left(ctx context.Context, q news.Query, most int) (n int, err error) {
	q.Unreviewed, q.Cursor, q.Limit = true, "", 0
	sel, err := s.selection(ctx, q)
	if err != nil || sel.none {
		return 0, err
	}
	from, _, where, arguments := s.inDoubt(&sel)
	arguments = append(arguments, most)
	err = s.db.QueryRowContext(ctx, fmt.Sprintf("SELECT count(*) FROM (SELECT 1 FROM %s WHERE %s LIMIT $%d) counted", from, where, len(arguments)), arguments...).Scan(&n)
	return n, s.known(err)
}

// Decided counts the statements that somebody has accepted, rejected or corrected since a time, and that nobody has undone since.
func (s *Store) Decided(ctx context.Context, by string, since time.Time) (n int, err error) {
	decided := map[string]bool{}
	err = each(ctx, s.db, "SELECT body FROM corrections WHERE time >= $1 AND undone IS NULL", []any{micros(since)}, func(scan func(...any) error) error {
		var data []byte
		if err := scan(&data); err != nil {
			return err
		}
		var c news.Correction
		if err := json.Unmarshal(data, &c); err != nil {
			return fmt.Errorf("%w (%w)", ErrDamaged, err)
		}
		if c.By == by && (c.Kind == news.Accept || c.Kind == news.Reject || c.Kind == news.Correct) {
			decided[c.Target] = true
		}
		return nil
	})
	return len(decided), s.known(err)
}
