package store

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"regexp"
	"strings"
)

//go:embed schema/*.sql
var schema embed.FS

// migrations are the steps from an empty database to today's, in their order. A step that stands here is never changed; what is
// to be otherwise is another step behind it.
func migrations() ([]string, error) {
	names, err := fs.Glob(schema, "schema/*.sql")
	if err != nil {
		return nil, err
	}
	steps := make([]string, len(names))
	for i, name := range names { // in the order of their names
		data, err := schema.ReadFile(name)
		if err != nil {
			return nil, err
		}
		steps[i] = string(data)
	}
	return steps, nil
}

// migrate brings the database up to date, all of it or nothing.
func (s *Store) migrate(ctx context.Context) error {
	steps, err := migrations()
	if err != nil {
		return err
	}
	if at, err := s.version(ctx, s.writing); err == nil && at == len(steps) {
		return nil
	}
	return s.transact(ctx, func(tx *sql.Tx) error {
		if _, err := tx.ExecContext(ctx, "CREATE TABLE IF NOT EXISTS migrations (step BIGINT PRIMARY KEY)"); err != nil {
			return err
		}
		at, err := s.version(ctx, tx)
		switch {
		case err != nil:
			return err
		case at > len(steps):
			return ErrNewer
		case at == 0 && s.files.any():
			return fmt.Errorf("%w: it is empty, but there are originals", ErrDamaged)
		}
		for i := at; i < len(steps); i++ {
			if err := s.step(ctx, tx, i, steps[i]); err != nil {
				return fmt.Errorf("bringing the archive up to date, step %d: %w", i+1, err)
			}
		}
		if at < 2 {
			return s.catchUp(ctx, tx)
		}
		return nil
	})
}

// version is how many steps were taken.
func (s *Store) version(ctx context.Context, db queryer) (steps int, err error) {
	err = db.QueryRowContext(ctx, "SELECT count(*) FROM migrations").Scan(&steps)
	return steps, err
}

var placeholder = regexp.MustCompile(`\b[A-Z_]{4,}\b`)

func (s *Store) step(ctx context.Context, tx *sql.Tx, number int, text string) error {
	words := s.dialect.words()
	text = comments.ReplaceAllString(text, "")
	text = placeholder.ReplaceAllStringFunc(text, func(word string) string {
		if own, ok := words[word]; ok {
			return own
		}
		return word
	})
	statements := strings.Split(text, ";")
	if number == 0 {
		statements = append(statements, strings.Split(s.dialect.index(), ";")...)
		for _, name := range []string{"log", "linked", "linking", "serial", "document", "capture", "place", "outlet", "correction", "merge", "made", "feed"} {
			statements = append(statements, "INSERT INTO counters (name, value) VALUES ('"+name+"', 0)")
		}
	}
	for _, statement := range statements {
		if strings.TrimSpace(statement) == "" {
			continue
		}
		if _, err := tx.ExecContext(ctx, statement); err != nil {
			return err
		}
	}
	_, err := tx.ExecContext(ctx, "INSERT INTO migrations (step) VALUES ($1)", number+1)
	return err
}

var comments = regexp.MustCompile(`(?m)--.*$`)

// count takes the next n numbers of a counter: those from first on. They are given out in transactions that keep other writers
// out, so that none is left out.
func count(ctx context.Context, tx *sql.Tx, name string, n int64) (first int64, err error) {
	err = tx.QueryRowContext(ctx, "UPDATE counters SET value = value + $1 WHERE name = $2 RETURNING value", n, name).Scan(&first)
	if errors.Is(err, sql.ErrNoRows) {
		return 0, fmt.Errorf("%w: it has no counter %q", ErrDamaged, name)
	}
	return first - n + 1, err
}

// counter reads a counter.
func counter(ctx context.Context, db queryer, name string) (value int64, err error) {
	err = db.QueryRowContext(ctx, "SELECT value FROM counters WHERE name = $1", name).Scan(&value)
	return value, err
}
