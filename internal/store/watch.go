package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"time"
)

// Look is one look at a place.
type Look struct {
	Time    time.Time `json:"t"`
	Changed bool      `json:"c,omitempty"`
	Failed  bool      `json:"f,omitempty"`
}

// mostLooks is how many of the last looks are kept.
const mostLooks = 24

// Place is where documents come from.
type Place struct {
	Address            string
	ETag, LastModified string
	Looks              []Look // the last ones, the oldest first
	Failure            string // of the last one
}

// Feed is a feed that is watched.
type Feed struct {
	ID int64
	Place
	Title       string
	Added, Next time.Time
	Seen        []string // the addresses that it listed last
}

// looked notes a look at a row of places or feeds.
func looked(ctx context.Context, tx *sql.Tx, table string, id int64, look Look, etag, lastModified, failure string) error {
	var data []byte
	if err := tx.QueryRowContext(ctx, "SELECT looks FROM "+table+" WHERE id = $1", id).Scan(&data); err != nil {
		return err
	}
	looks, err := looksOf(data)
	if err != nil {
		return err
	}
	look.Time = look.Time.UTC()
	looks = append(looks, look)
	if data, err = json.Marshal(looks[max(0, len(looks)-mostLooks):]); err != nil {
		return err
	}
	query, arguments := "UPDATE "+table+" SET looked = $1, looks = $2, failure = $3 WHERE id = $4", []any{micros(look.Time), data, plain(failure), id}
	if failure == "" {
		query = "UPDATE " + table + " SET looked = $1, looks = $2, failure = $3, etag = $5, last_modified = $6 WHERE id = $4"
		arguments = append(arguments, plain(etag), plain(lastModified))
	}
	_, err = tx.ExecContext(ctx, query, arguments...)
	return err
}

func looksOf(data []byte) (looks []Look, err error) {
	if err := json.Unmarshal(data, &looks); err != nil {
		return nil, fmt.Errorf("%w: the looks at a place do not unpack (%w)", ErrDamaged, err)
	}
	return looks, nil
}

// Place gives what is known of a place; ErrUnknown where nothing was ever found there.
func (s *Store) Place(ctx context.Context, address string) (Place, error) {
	p, data := Place{Address: placeOf(address)}, []byte(nil)
	err := s.db.QueryRowContext(ctx, "SELECT etag, last_modified, failure, looks FROM places WHERE address = $1", p.Address).Scan(&p.ETag, &p.LastModified, &p.Failure, &data)
	if errors.Is(err, sql.ErrNoRows) {
		return p, fmt.Errorf("%s: %w", address, ErrUnknown)
	}
	if err != nil {
		return p, s.known(err)
	}
	p.Looks, err = looksOf(data)
	return p, err
}

// Looked notes that a place was looked at and is as it was, or that the look failed.
func (s *Store) Looked(ctx context.Context, address string, look Look, failure string) error {
	return s.transact(ctx, func(tx *sql.Tx) error {
		var id int64
		var etag, lastModified string
		err := tx.QueryRowContext(ctx, "SELECT id, etag, last_modified FROM places WHERE address = $1", placeOf(address)).Scan(&id, &etag, &lastModified)
		if errors.Is(err, sql.ErrNoRows) {
			return fmt.Errorf("%s: %w", address, ErrUnknown)
		}
		if err != nil {
			return err
		}
		return looked(ctx, tx, "places", id, look, etag, lastModified, failure)
	})
}

// Watch adds a feed to those that are watched; fresh is false where it is one of them already.
func (s *Store) Watch(ctx context.Context, address, title string) (id int64, fresh bool, err error) {
	address = placeOf(address)
	err = s.write(ctx, func(tx *sql.Tx) error {
		err := tx.QueryRowContext(ctx, "SELECT id FROM feeds WHERE address = $1", address).Scan(&id)
		if !errors.Is(err, sql.ErrNoRows) {
			return err
		}
		fresh = true
		if id, err = count(ctx, tx, "feed", 1); err != nil {
			return err
		}
		return s.insert(ctx, tx, "feeds (id, address, title, added, looks, seen)", [][]any{{id, address, plain(title), micros(s.now()), []byte("[]"), []byte("[]")}}, "")
	})
	return id, fresh, err
}

// Unwatch takes a feed out; what it led to stays.
func (s *Store) Unwatch(ctx context.Context, address string) error {
	return s.transact(ctx, func(tx *sql.Tx) error {
		done, err := tx.ExecContext(ctx, "DELETE FROM feeds WHERE address = $1", placeOf(address))
		if err != nil {
			return err
		}
		if n, err := done.RowsAffected(); err == nil && n == 0 {
			return fmt.Errorf("%s is not watched: %w", address, ErrUnknown)
		}
		return nil
	})
}

const feedColumns = "id, address, title, added, etag, last_modified, next, failure, looks, seen"

func scanFeed(scan func(...any) error) (f Feed, err error) {
	var added, next int64
	var looks, seen []byte
	if err := scan(&f.ID, &f.Address, &f.Title, &added, &f.ETag, &f.LastModified, &next, &f.Failure, &looks, &seen); err != nil {
		return f, err
	}
	f.Added = timeOf(added)
	if next != 0 {
		f.Next = timeOf(next)
	}
	if f.Looks, err = looksOf(looks); err != nil {
		return f, err
	}
	return f, json.Unmarshal(seen, &f.Seen)
}

// Feeds lists the feeds that are watched, in the order in which they were added.
func (s *Store) Feeds(ctx context.Context) (list []Feed, err error) {
	err = each(ctx, s.db, "SELECT "+feedColumns+" FROM feeds ORDER BY id", nil, func(scan func(...any) error) error {
		f, err := scanFeed(scan)
		list = append(list, f)
		return err
	})
	return list, s.known(err)
}

// Feed gives a feed by its number; ErrUnknown where it is watched no longer.
func (s *Store) Feed(ctx context.Context, id int64) (Feed, error) {
	f, err := scanFeed(s.db.QueryRowContext(ctx, "SELECT "+feedColumns+" FROM feeds WHERE id = $1", id).Scan)
	if errors.Is(err, sql.ErrNoRows) {
		err = fmt.Errorf("feed %d: %w", id, ErrUnknown)
	}
	return f, s.known(err)
}

// Polled notes a look at a feed: what f says of its title, validators, next look and of what it lists.
func (s *Store) Polled(ctx context.Context, f Feed, look Look, failure string) error {
	seen, err := json.Marshal(f.Seen)
	if err != nil {
		return err
	}
	return s.transact(ctx, func(tx *sql.Tx) error {
		done, err := tx.ExecContext(ctx, "UPDATE feeds SET title = $1, next = $2, seen = $3 WHERE id = $4", plain(f.Title), micros(f.Next), seen, f.ID)
		if err != nil {
			return err
		}
		if n, err := done.RowsAffected(); err == nil && n == 0 {
			return nil // somebody took it out meanwhile
		}
		return looked(ctx, tx, "feeds", f.ID, look, f.ETag, f.LastModified, failure)
	})
}
