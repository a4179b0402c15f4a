package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"
)

// Search is a search that somebody gave a name.
type Search struct {
	Name  string
	Query string // in the language of package search
	Added time.Time
}

// ErrSaved is a name that a search has already.
var ErrSaved = errors.New("there is a search of that name already: remove it first, or take another name")

// SaveSearch gives a search a name. The error is ErrSaved.
func (s *Store) SaveSearch(ctx context.Context, name, query string) error {
	return s.transact(ctx, func(tx *sql.Tx) error {
		result, err := tx.ExecContext(ctx, "INSERT INTO searches (name, query, added) VALUES ($1, $2, $3) ON CONFLICT (name) DO NOTHING",
			plain(name), plain(query), micros(s.now()))
		if err != nil {
			return err
		}
		if n, err := result.RowsAffected(); err != nil || n == 0 {
			return errors.Join(err, fmt.Errorf("%q: %w", name, ErrSaved))
		}
		return nil
	})
}

// Searches lists the searches that have a name, in the order of their names.
func (s *Store) Searches(ctx context.Context) (list []Search, err error) {
	err = each(ctx, s.db, "SELECT name, query, added FROM searches ORDER BY name", nil, func(scan func(...any) error) error {
		var one Search
		var added int64
		err := scan(&one.Name, &one.Query, &added)
		one.Added = timeOf(added)
		list = append(list, one)
		return err
	})
	return list, s.known(err)
}

// SavedSearch gives the query of a name. The error is ErrUnknown.
func (s *Store) SavedSearch(ctx context.Context, name string) (query string, err error) {
	err = s.db.QueryRowContext(ctx, "SELECT query FROM searches WHERE name = $1", name).Scan(&query)
	if errors.Is(err, sql.ErrNoRows) {
		return "", fmt.Errorf("search %q: %w", name, ErrUnknown)
	}
	return query, s.known(err)
}

// RemoveSearch takes a name away. The error is ErrUnknown.
func (s *Store) RemoveSearch(ctx context.Context, name string) error {
	return s.transact(ctx, func(tx *sql.Tx) error {
		result, err := tx.ExecContext(ctx, "DELETE FROM searches WHERE name = $1", name)
		if err != nil {
			return err
		}
		if n, err := result.RowsAffected(); err != nil || n == 0 {
			return errors.Join(err, fmt.Errorf("search %q: %w", name, ErrUnknown))
		}
		return nil
	})
}
