package store

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
	"strings"
)

// contest notes which of some claims somebody asserts and somebody denies or doubts from a position of the log on, and which no longer. It is
// called at the end of each transaction for each claim whose statements it changed.
func (s *Store) contest(ctx context.Context, tx *sql.Tx, position int64, claims map[int64]bool) error {
	delete(claims, 0)
	if len(claims) == 0 {
		return nil
	}
	merged, err := mergedIn(ctx, tx, "claim", -1)
	if err != nil {
		return err
	}
	var roots []int64
	for claim := range claims {
		if root := merged.root(claim); !slices.Contains(roots, root) {
			roots = append(roots, root)
		}
	}
	slices.Sort(roots)
	for part := range slices.Chunk(roots, 50) {
		if err := s.contestSome(ctx, tx, position, part, merged); err != nil {
			return err
		}
	}
	return nil
}

// contestSome does so for a few claims, which are roots, in one question.
func (s *Store) contestSome(ctx context.Context, tx *sql.Tx, position int64, roots []int64, merged *merges) error {
	const voice = "EXISTS (SELECT 1 FROM statements s JOIN documents d ON d.id = s.document WHERE s.until IS NULL AND s.review <> 'rejected' AND d.replaced IS NULL AND "
	var query strings.Builder
	var arguments []any
	family := map[int64][]int64{}
	for i, root := range roots {
		if i > 0 {
			query.WriteString(" UNION ALL ")
		}
		all := merged.all(root)
		family[root] = all
		asserted, first := in(s, "s.claim", all, len(arguments)+1)
		disputed, second := in(s, "s.claim", all, len(arguments)+len(first)+1)
		fmt.Fprintf(&query, "SELECT %d WHERE %s AND s.stance = 'asserts') AND %s AND s.stance IN ('denies', 'doubts'))", root, voice+asserted, voice+disputed)
		arguments = append(append(arguments, first...), second...)
	}
	contested := map[int64]bool{}
	if err := each(ctx, tx, query.String(), arguments, func(scan func(...any) error) error {
		var root int64
		err := scan(&root)
		contested[root] = true
		return err
	}); err != nil {
		return err
	}
	var members []int64
	should := map[int64]bool{}
	for _, root := range roots {
		for _, claim := range family[root] {
			members = append(members, claim)
			should[claim] = contested[root]
		}
	}
	return s.noteContested(ctx, tx, position, members, should)
}

// noteContested writes what has changed.
func (s *Store) noteContested(ctx context.Context, tx *sql.Tx, position int64, claims []int64, should map[int64]bool) error {
	is := map[int64]bool{}
	for part := range slices.Chunk(claims, 1000) {
		where, arguments := in(s, "claim", part, 1)
		numbers, err := numbersOf(ctx, tx, "SELECT claim FROM contested WHERE until IS NULL AND "+where, arguments...)
		if err != nil {
			return err
		}
		for _, claim := range numbers {
			is[claim] = true
		}
	}
	for _, claim := range claims {
		query := "INSERT INTO contested (since, claim) VALUES ($1, $2)"
		if is[claim] {
			query = "UPDATE contested SET until = $1 WHERE claim = $2 AND until IS NULL"
		}
		if is[claim] == should[claim] {
			continue
		}
		if _, err := tx.ExecContext(ctx, query, position, claim); err != nil {
			return err
		}
	}
	return nil
}

// catchUp notes which claims are contested and what was edited in an archive that an older gainsay wrote.
func (s *Store) catchUp(ctx context.Context, tx *sql.Tx) error {
	length, err := counter(ctx, tx, "log")
	if err != nil || length == 0 {
		return err
	}
	denied, err := numbersOf(ctx, tx, "SELECT DISTINCT claim FROM statements WHERE stance IN ('denies', 'doubts') AND until IS NULL AND claim IS NOT NULL")
	if err != nil {
		return err
	}
	claims := make(map[int64]bool, len(denied))
	for _, claim := range denied {
		claims[claim] = true
	}
	if err := s.contest(ctx, tx, length-1, claims); err != nil {
		return err
	}
	later, err := numbersOf(ctx, tx, "SELECT id FROM documents WHERE version > 1 AND state = 'linked' ORDER BY id")
	if err != nil {
		return err
	}
	for _, number := range later {
		d, err := readDocument(ctx, tx, number)
		if err != nil {
			return err
		}
		if err := s.noteEdits(ctx, tx, d); err != nil {
			return err
		}
	}
	return nil
}
