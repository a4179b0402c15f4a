package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"math/bits"
	"net"
	"strings"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/stdlib"

	"gainsay/internal/search"
)

// postgres is the archive on a PostgreSQL server, version 15 or later. It asks for no extension and no right but that to make
// tables, and takes no advisory locks, which not every compatible server has.
type postgres struct{}

func openServer(ctx context.Context, s *Store, address string) error {
	config, err := pgx.ParseConfig(address)
	if err != nil {
		return fmt.Errorf("%w (%w)", ErrNoServer, err)
	}
	s.dialect = postgres{}
	s.db = stdlib.OpenDB(*config, stdlib.OptionAfterConnect(func(ctx context.Context, connection *pgx.Conn) error {
		// Each search is planned for its own terms: whether they are common decides how it is best done. A server that does not know
		// the setting does without.
		_, err := connection.Exec(ctx, "SET plan_cache_mode = force_custom_plan")
		var refused *pgconn.PgError
		if errors.As(err, &refused) {
			return nil
		}
		return err
	}))
	s.db.SetMaxOpenConns(16)
	s.writing = s.db
	if err := s.db.PingContext(ctx); err != nil {
		return errors.Join(postgres{}.known(err), s.db.Close())
	}
	return nil
}

// words: texts compare by their bytes, as in SQLite, whatever the language of the server.
func (postgres) words() map[string]string {
	return map[string]string{"NUMBER": "BIGINT", "BYTES": "BYTEA", "WITHOUT_ROWID": "", "REAL": "DOUBLE PRECISION", "TEXT": `TEXT COLLATE "C"`}
}

func (postgres) index() string {
	return `CREATE TABLE found (key BIGINT PRIMARY KEY, terms TSVECTOR NOT NULL); CREATE INDEX found_by_term ON found USING gin (terms)`
}

func (postgres) mark() string { return "$" }

// lock takes the row that every writer of the ledger takes first.
func (postgres) lock(ctx context.Context, tx *sql.Tx) error {
	var length int64
	return tx.QueryRowContext(ctx, "SELECT value FROM counters WHERE name = 'log' FOR UPDATE").Scan(&length)
}

func (postgres) indexed(ctx context.Context, s *Store, tx *sql.Tx, rows []indexRow) error {
	values := make([][]any, len(rows))
	for i, row := range rows {
		values[i] = []any{row.key, search.Vector(row.fields)}
	}
	return s.insert(ctx, tx, "found (key, terms)", values, "ON CONFLICT (key) DO UPDATE SET terms = excluded.terms")
}

// matching looks rows of statements up one by one behind the index: left alone, the planner may walk through all statements beside it.
func (postgres) matching(query indexQuery, n int) (from, key, condition string, arguments []any) {
	return "found CROSS JOIN LATERAL (SELECT * FROM statements WHERE statements.key = found.key OFFSET 0) s", "found.key",
		fmt.Sprintf("found.terms @@ $%d::tsquery", n), []any{search.TSQuery(query.expression, query.facets)}
}

func (d postgres) counting(query indexQuery, n int) (from, key, condition string, arguments []any) {
	return d.matching(query, n)
}

func (postgres) originals(s *Store) originals { return tableOriginals{s} }

func (postgres) size(ctx context.Context, db *sql.DB) (n int64, err error) {
	err = db.QueryRowContext(ctx, "SELECT pg_database_size(current_database())").Scan(&n)
	return n, err
}

// check: the server looks after its own files.
func (postgres) check(context.Context, *sql.DB) ([]string, error) { return nil, nil }

// grown lets the planner look at the tables each time that they have doubled: it comes by itself too, but an import is faster than that.
func (postgres) grown(ctx context.Context, tx *sql.Tx, before, after int64) error {
	if bits.Len64(uint64(before)) == bits.Len64(uint64(after)) {
		return nil
	}
	_, err := tx.ExecContext(ctx, "ANALYZE found, statements, documents, entities, names, answers, memory")
	return err
}

func (postgres) snapshot() sql.IsolationLevel { return sql.LevelRepeatableRead }

func (postgres) known(err error) error {
	var failed *pgconn.PgError
	if errors.As(err, &failed) {
		switch {
		case failed.Code == "53100":
			return fmt.Errorf("%w (%w)", ErrDisk, err)
		case failed.Code == "25006" || failed.Code == "42501":
			return fmt.Errorf("%w (%w)", ErrReadOnly, err)
		case strings.HasPrefix(failed.Code, "XX"):
			return fmt.Errorf("%w (%w)", ErrDamaged, err)
		case failed.Code == "55P03" || failed.Code == "40001" || failed.Code == "40P01":
			return fmt.Errorf("%w (%w)", ErrBusy, err)
		case strings.HasPrefix(failed.Code, "28") || failed.Code == "3D000":
			return fmt.Errorf("%w (%w)", ErrNoServer, err)
		}
		return err
	}
	var network *net.OpError
	var connecting *pgconn.ConnectError
	if errors.As(err, &connecting) || errors.As(err, &network) {
		return fmt.Errorf("%w (%w)", ErrNoServer, err)
	}
	return err
}
