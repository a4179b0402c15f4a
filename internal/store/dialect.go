package store

import (
	"context"
	"database/sql"
)

// dialect is what the two databases do differently.
type dialect interface {
	// words puts the database's own into a migration: NUMBER, BYTES, WITHOUT_ROWID and the like.
	words() map[string]string
	// index is the migration that makes the full-text index over statements.
	index() string
	// mark is what the placeholder of an argument begins with, or is [next].
	mark() string
	// lock keeps every other writer of the ledger out until the transaction ends.
	lock(ctx context.Context, tx *sql.Tx) error
	// indexed writes the terms of statements to the full-text index, in place of those that they had.
	indexed(ctx context.Context, s *Store, tx *sql.Tx, rows []indexRow) error
	// matching gives tables with rows of statements s and a condition that holds for those that the index finds, with its arguments from
	// $n on, and the column of their keys that the index is fastest in the order of.
	matching(query indexQuery, n int) (from, key, condition string, arguments []any)
	// counting is matching for those who need no column of s but those of the index statements_by_count.
	counting(query indexQuery, n int) (from, key, condition string, arguments []any)
	// originals is where the bytes of originals lie.
	originals(s *Store) originals
	// size is how many bytes the database takes.
	size(ctx context.Context, db *sql.DB) (int64, error)
	// check lets the database look for damage of its own, and tells what it found.
	check(ctx context.Context, db *sql.DB) ([]string, error)
	// grown is told how many documents had been linked before a transaction and are at its end.
	grown(ctx context.Context, tx *sql.Tx, before, after int64) error
	// snapshot is how isolated a transaction must be that sees the whole archive at one moment.
	snapshot() sql.IsolationLevel
	// known words a full disk, a folder that must not be written to, a damaged file and the like for people.
	known(err error) error
}
