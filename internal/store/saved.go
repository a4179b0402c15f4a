package store

import (
	"context"
	"crypto/rand"
	"database/sql"
	"errors"
	"fmt"
	"time"
)

// Search is a search that somebody gave a name.
type Search struct {
	Name           string
	Query          string // in the language of package search
	Added          time.Time
	Webhook, Email Delivery
	Secret         string // with which what is sent to the webhook is signed; "" while there was none
}

// Delivery is a way on which somebody is told of what a saved search newly finds.
type Delivery struct {
	To      string // an address of the web, or of mail; "" for nowhere
	Told    int64  // length of the log up to which it was told
	Failure string // why the last attempt failed; "" where it did not
}

// Channel is a kind of delivery.
type Channel string

// The channels.
const (
	ByWebhook Channel = "webhook"
	ByEmail   Channel = "email"
)

// Delivery is how a search is told on a channel.
func (s *Search) Delivery(by Channel) Delivery {
	if by == ByEmail {
		return s.Email
	}
	return s.Webhook
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

const searchColumns = "name, query, added, webhook, webhook_told, webhook_failure, email, email_told, email_failure, secret"

func scanSearch(scan func(...any) error) (one Search, err error) {
	var added int64
	err = scan(&one.Name, &one.Query, &added, &one.Webhook.To, &one.Webhook.Told, &one.Webhook.Failure, &one.Email.To, &one.Email.Told, &one.Email.Failure, &one.Secret)
	one.Added = timeOf(added)
	return one, err
}

// Searches lists the searches that have a name, in the order of their names.
func (s *Store) Searches(ctx context.Context) (list []Search, err error) {
	err = each(ctx, s.db, "SELECT "+searchColumns+" FROM searches ORDER BY name", nil, func(scan func(...any) error) error {
		one, err := scanSearch(scan)
		list = append(list, one)
		return err
	})
	return list, s.known(err)
}

// SavedSearch gives the search of a name. The error is ErrUnknown.
func (s *Store) SavedSearch(ctx context.Context, name string) (Search, error) {
	one, err := scanSearch(s.db.QueryRowContext(ctx, "SELECT "+searchColumns+" FROM searches WHERE name = $1", name).Scan)
	if errors.Is(err, sql.ErrNoRows) {
		return one, fmt.Errorf("search %q: %w", name, ErrUnknown)
	}
	return one, s.known(err)
}

// Deliver lets what a saved search newly finds from now on be sent to an address, or to none. What it found before is not sent. The error is ErrUnknown.
func (s *Store) Deliver(ctx context.Context, name string, by Channel, to string) error {
	return s.transact(ctx, func(tx *sql.Tx) error {
		position, err := counter(ctx, tx, "log")
		if err != nil {
			return err
		}
		channel := column(by)
		query := "UPDATE searches SET " + channel + " = $1, " + channel + "_told = $2, " + channel + "_failure = '', secret = CASE secret WHEN '' THEN CAST($3 AS TEXT) ELSE secret END WHERE name = $4"
		return changesSearch(ctx, tx, name, query, plain(to), position, rand.Text(), name)
	})
}

// Told notes up to which length of the log a saved search was told on a channel, or why the attempt failed; that leaves what it came to. The error is
// ErrUnknown.
func (s *Store) Told(ctx context.Context, name string, by Channel, position int64, failure string) error {
	return s.transact(ctx, func(tx *sql.Tx) error {
		channel := column(by)
		if failure != "" {
			return changesSearch(ctx, tx, name, "UPDATE searches SET "+channel+"_failure = $1 WHERE name = $2", plain(failure), name)
		}
		return changesSearch(ctx, tx, name, "UPDATE searches SET "+channel+"_told = $1, "+channel+"_failure = '' WHERE name = $2", position, name)
	})
}

// column is where a channel's address stands.
func column(by Channel) string {
	if by == ByEmail {
		return "email"
	}
	return "webhook"
}

// RemoveSearch takes a name away. The error is ErrUnknown.
func (s *Store) RemoveSearch(ctx context.Context, name string) error {
	return s.transact(ctx, func(tx *sql.Tx) error {
		return changesSearch(ctx, tx, name, "DELETE FROM searches WHERE name = $1", name)
	})
}

// changesSearch changes the search of a name.
func changesSearch(ctx context.Context, tx *sql.Tx, name, query string, arguments ...any) error {
	result, err := tx.ExecContext(ctx, query, arguments...)
	if err != nil {
		return err
	}
	if n, err := result.RowsAffected(); err != nil || n == 0 {
		return errors.Join(err, fmt.Errorf("search %q: %w", name, ErrUnknown))
	}
	return nil
}
