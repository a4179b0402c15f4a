package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"

	"gainsay/internal/edit"
	"gainsay/internal/record"
	"gainsay/news"
)

// follow puts a document into the series of the version that linking found it to take the place of: the same article at another place, such
// as a saved file that names its address, or one of two that name none and were
// published on one day. Before is the number of a linking; 0: none.
func (l *linking) follow(ctx context.Context, d *document, before int64) error {
	if before == 0 || l.again {
		return nil
	}
	var series, last int64
	var heading []byte
	err := l.tx.QueryRowContext(ctx, "SELECT d.series, d.head FROM linkings n JOIN documents d ON d.id = n.document WHERE n.number = $1", before).Scan(&series, &heading)
	if err != nil || series == d.series {
		return err
	}
	var other head
	if err := json.Unmarshal(heading, &other); err != nil {
		return fmt.Errorf("%w (%w)", ErrDamaged, err)
	}
	if placeOf(d.head.URL) != placeOf(other.URL) || d.head.URL == "" && d.head.Published != other.Published {
		return nil // two pages of one outlet that are much alike, such as reports of two days: both are there to be read
	}
	if err := l.tx.QueryRowContext(ctx, "SELECT max(version) FROM documents WHERE series = $1", series).Scan(&last); err != nil {
		return err
	}
	d.series, d.version = series, last+1
	_, err = l.tx.ExecContext(ctx, "UPDATE documents SET series = $1, version = $2 WHERE id = $3", d.series, d.version, d.number)
	return err
}

// touch notes the claims of rows that change.
func (l *linking) touch(list []row) {
	for i := range list {
		l.touched[list[i].claim] = true
	}
}

// replace lets a version take the place of the one before it.
func (l *linking) replace(ctx context.Context, d *document) error {
	var before int64
	err := l.tx.QueryRowContext(ctx, "SELECT id FROM documents WHERE series = $1 AND version < $2 AND state = 'linked' AND replaced IS NULL ORDER BY version DESC LIMIT 1", d.series, d.version).Scan(&before)
	if errors.Is(err, sql.ErrNoRows) {
		return nil
	}
	if err != nil {
		return err
	}
	if _, err := l.tx.ExecContext(ctx, "UPDATE documents SET replaced = $1 WHERE id = $2", l.position, before); err != nil {
		return err
	}
	held, err := rows(ctx, l.tx, "WHERE s.document = $1 AND s.until IS NULL ORDER BY s.key", before)
	if err != nil {
		return err
	}
	l.touch(held)
	old, err := readDocument(ctx, l.tx, before)
	if err != nil {
		return err
	}
	return l.store.index(ctx, l.tx, old, held, false)
}

// noteEdits notes what a version of an article made of the statements of the one before, and of its own the one behind it.
func (s *Store) noteEdits(ctx context.Context, tx *sql.Tx, d *document) error {
	const of = "SELECT id FROM documents WHERE series = $1 AND state = 'linked' AND version "
	before, err := numbersOf(ctx, tx, of+"< $2 ORDER BY version DESC LIMIT 1", d.series, d.version)
	if err != nil {
		return err
	}
	behind, err := numbersOf(ctx, tx, of+"> $2 ORDER BY version LIMIT 1", d.series, d.version)
	if err != nil {
		return err
	}
	for _, pair := range [][]int64{append(before, d.number), append([]int64{d.number}, behind...)} {
		if len(pair) < 2 {
			continue
		}
		if err := s.noteEdit(ctx, tx, pair[0], pair[1]); err != nil {
			return err
		}
	}
	return nil
}

// noteEdit does so for two versions, in place of what was noted before they were read anew.
func (s *Store) noteEdit(ctx context.Context, tx *sql.Tx, before, after int64) error {
	first, firstNames, err := readingOf(ctx, tx, before)
	if err != nil {
		return err
	}
	second, secondNames, err := readingOf(ctx, tx, after)
	if err != nil {
		return err
	}
	if _, err := tx.ExecContext(ctx, "DELETE FROM edited WHERE version = $1", after); err != nil {
		return err
	}
	var values [][]any
	for _, e := range edit.Compare(&first, &second).Statements {
		switch e.Kind {
		case news.Gone:
			values = append(values, []any{after, before, named(firstNames, e.Before)})
		case news.Added, news.Reworded, news.SpeakerChanged, news.QuotationChanged:
			values = append(values, []any{after, after, named(secondNames, e.After)})
		}
	}
	if err := s.insert(ctx, tx, "edited (version, document, name)", values, "ON CONFLICT DO NOTHING"); err != nil {
		return err
	}
	for _, number := range []int64{before, after} {
		if _, err := s.indexHeld(ctx, tx, number); err != nil {
			return err
		}
	}
	return nil
}

// editedIn is the names of the statements of a document that were edited.
func editedIn(ctx context.Context, db queryer, document int64) (map[string]bool, error) {
	names := map[string]bool{}
	err := each(ctx, db, "SELECT name FROM edited WHERE document = $1", []any{document}, func(scan func(...any) error) error {
		var name string
		err := scan(&name)
		names[name] = true
		return err
	})
	return names, err
}

// readingOf is what a machine read of a document last, with the names in the ledger that are not those of the reading.
func readingOf(ctx context.Context, db queryer, number int64) (rec news.Record, names map[string]string, err error) {
	var packed, renamed []byte
	if err := db.QueryRowContext(ctx, "SELECT reading FROM documents WHERE id = $1", number).Scan(&packed); err != nil {
		return rec, nil, err
	}
	line, err := unpack(packed)
	if err == nil {
		rec, err = record.Decode(line)
	}
	if err != nil {
		return rec, nil, fmt.Errorf("%w (%w)", ErrDamaged, err)
	}
	err = db.QueryRowContext(ctx, "SELECT names FROM linkings WHERE document = $1 ORDER BY number DESC LIMIT 1", number).Scan(&renamed)
	if err != nil && !errors.Is(err, sql.ErrNoRows) || renamed == nil {
		return rec, nil, err
	}
	if err := json.Unmarshal(renamed, &names); err != nil {
		return rec, nil, fmt.Errorf("%w (%w)", ErrDamaged, err)
	}
	return rec, names, nil
}

func named(names map[string]string, name string) string {
	if other, ok := names[name]; ok {
		return other
	}
	return name
}
