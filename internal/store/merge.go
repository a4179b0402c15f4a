package store

import (
	"context"
	"database/sql"
)

// merge notes that one number is another from a position on.
func (s *Store) merge(ctx context.Context, tx *sql.Tx, kind string, number, target, position int64) error {
	if number == target {
		return nil
	}
	id, err := count(ctx, tx, "merge", 1)
	if err != nil {
		return err
	}
	_, err = tx.ExecContext(ctx, "INSERT INTO merges (id, kind, number, target, since) VALUES ($1, $2, $3, $4, $5)", id, kind, number, target, position)
	return err
}

// merges tells which numbers are one: each is part of another, of which it is told by a pointer.
type merges struct {
	target  map[int64]int64
	members map[int64][]int64
}

// merged reads what is one at a position of the log; -1: now. Those of a kind that are merged are few.
func (s *Store) merged(ctx context.Context, kind string, asOf int64) (*merges, error) {
	return mergedIn(ctx, s.db, kind, asOf)
}

func mergedIn(ctx context.Context, db queryer, kind string, asOf int64) (*merges, error) {
	m := &merges{map[int64]int64{}, map[int64][]int64{}}
	where, arguments := "until IS NULL", []any{kind}
	if asOf >= 0 {
		where, arguments = "since <= $2 AND (until IS NULL OR until > $2)", append(arguments, asOf)
	}
	err := each(ctx, db, "SELECT number, target FROM merges WHERE kind = $1 AND "+where+" ORDER BY id", arguments, func(scan func(...any) error) error {
		var number, target int64
		err := scan(&number, &target)
		a, b := m.root(number), m.root(target)
		if a != b {
			m.target[a] = b
		}
		return err
	})
	for number := range m.target {
		root := m.root(number)
		m.members[root] = append(m.members[root], number)
	}
	return m, err
}

// root is the number that a number is now.
func (m *merges) root(number int64) int64 {
	for {
		target, ok := m.target[number]
		if !ok {
			return number
		}
		number = target
	}
}

// all are the numbers that are one with a number, its root first.
func (m *merges) all(number int64) []int64 {
	root := m.root(number)
	return append([]int64{root}, m.members[root]...)
}
