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
		d, err := readDocument(ctx, tx, number)
		if err != nil {
			return err
		}
		held, err := rows(ctx, tx, "WHERE s.document = $1 AND s.until IS NULL ORDER BY s.key", number)
		if err != nil {
			return err
		}
		if err := s.index(ctx, tx, d, held, false); err != nil {
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
