package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"gainsay/news"
)

// ErrStars is one star more than an account can have.
var ErrStars = errors.New("you have starred as many statements as you can: take some of the stars away first")

// mostStars is how many statements an account can have starred.
const mostStars = 1000

// Star notes that an account wants to come back to a statement. Whoever has it starred already changes nothing. The errors are ErrUnknown and
// ErrStars.
func (s *Store) Star(ctx context.Context, account, id string) error {
	return s.transact(ctx, func(tx *sql.Tx) error {
		if _, err := (&correcting{store: s, tx: tx}).current(ctx, id); err != nil {
			return err
		}
		var stars int
		if err := tx.QueryRowContext(ctx, "SELECT count(*) FROM stars WHERE account = $1 AND statement <> $2", plain(account), id).Scan(&stars); err != nil {
			return err
		}
		if stars >= mostStars {
			return fmt.Errorf("%d: %w", stars, ErrStars)
		}
		_, err := tx.ExecContext(ctx, "INSERT INTO stars (account, statement, added) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING", plain(account), id, micros(s.now()))
		return err
	})
}

// Unstar takes a star away; where there is none, nothing changes.
func (s *Store) Unstar(ctx context.Context, account, id string) error {
	return s.transact(ctx, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, "DELETE FROM stars WHERE account = $1 AND statement = $2", plain(account), plain(id))
		return err
	})
}

// Stars lists the ids of the statements that an account has starred, the last one first.
func (s *Store) Stars(ctx context.Context, account string) (ids []string, err error) {
	err = each(ctx, s.db, "SELECT statement FROM stars WHERE account = $1 ORDER BY added DESC, statement", []any{plain(account)}, func(scan func(...any) error) error {
		var id string
		err := scan(&id)
		ids = append(ids, id)
		return err
	})
	return ids, s.known(err)
}

// Starred gives the statements that an account has starred, the last one first; what a later reading no longer has is left out.
func (s *Store) Starred(ctx context.Context, account string) ([]news.Entry, error) {
	ids, err := s.Stars(ctx, account)
	if err != nil {
		return nil, err
	}
	var list []row
	for _, id := range ids {
		document, name, err := statementIDs(id)
		if err != nil {
			return nil, err
		}
		found, err := rows(ctx, s.db, "WHERE s.document = $1 AND s.name = $2 AND s.until IS NULL", document, name)
		if err != nil {
			return nil, s.known(err)
		}
		list = append(list, found...)
	}
	return s.entriesOf(ctx, list, -1)
}
