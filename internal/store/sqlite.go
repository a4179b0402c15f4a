package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"syscall"

	driver "modernc.org/sqlite"
	code "modernc.org/sqlite/lib"

	"gainsay/internal/search"
)

// sqlite is the archive in a folder: one file, and the originals beside it.
type sqlite struct{ folder string }

// databaseName is the database's file in the folder.
const databaseName = "archive.db"

// openFolder opens the database of a folder twice: one connection that writes, since SQLite lets but one write at a time, and
// some that read.
func openFolder(ctx context.Context, s *Store, folder string) (err error) {
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return folderTrouble(err)
	}
	absolute, err := filepath.Abs(folder)
	if err != nil {
		return err
	}
	dialect := sqlite{absolute}
	s.dialect = dialect
	if s.writing, err = sql.Open("sqlite", dialect.address("_txlock=immediate&_pragma=cache_size(-65536)&_pragma=wal_autocheckpoint(32768)")); err != nil {
		return err
	}
	s.writing.SetMaxOpenConns(1)
	// The first connection turns the write-ahead log on, which those that only read cannot.
	if err := s.writing.PingContext(ctx); err != nil {
		return errors.Join(dialect.known(err), s.writing.Close())
	}
	if s.db, err = sql.Open("sqlite", dialect.address("_pragma=query_only(1)&_pragma=cache_size(-8192)")); err != nil {
		return errors.Join(err, s.writing.Close())
	}
	s.db.SetMaxOpenConns(8)
	return nil
}

// folderTrouble words what is wrong with the folder itself.
func folderTrouble(err error) error {
	switch {
	case errors.Is(err, os.ErrPermission) || strings.Contains(err.Error(), "read-only file system"):
		return fmt.Errorf("%w (%w)", ErrReadOnly, err)
	case strings.Contains(err.Error(), "no space left"):
		return fmt.Errorf("%w (%w)", ErrDisk, err)
	case errors.Is(err, syscall.ENOTDIR):
		return fmt.Errorf("%w (%w)", ErrNoFolder, err)
	}
	return err
}

// address is the database as the driver wants it named. A commit is on the disk when it returns (synchronous FULL).
func (d sqlite) address(more string) string {
	path := (&url.URL{Path: filepath.ToSlash(filepath.Join(d.folder, databaseName))}).EscapedPath()
	return "file:" + path + "?_pragma=busy_timeout(30000)&_pragma=journal_mode(WAL)&_pragma=synchronous(FULL)" +
		"&_pragma=foreign_keys(1)&_pragma=temp_store(MEMORY)&" + more
}

func (sqlite) words() map[string]string {
	return map[string]string{"NUMBER": "INTEGER", "BYTES": "BLOB", "WITHOUT_ROWID": "WITHOUT ROWID"}
}

// index: the terms come ready made (package search), so that the tokenizer has but to part them at spaces. The index keeps no
// copy of the text; rows can be taken out of it all the same.
func (sqlite) index() string {
	return `CREATE VIRTUAL TABLE found USING fts5 (words, words_exact, speaker, title, title_exact, facets,
		content = '', contentless_delete = 1, tokenize = "` + search.Tokenizer + `")`
}

func (sqlite) mark() string { return next }

// lock: a transaction of SQLite that writes is the only one.
func (sqlite) lock(context.Context, *sql.Tx) error { return nil }

func (sqlite) indexed(ctx context.Context, _ *Store, tx *sql.Tx, rows []indexRow) error {
	remove, err := tx.PrepareContext(ctx, "DELETE FROM found WHERE rowid = $1")
	if err != nil {
		return err
	}
	defer remove.Close() // of no effect on what was written
	add, err := tx.PrepareContext(ctx, "INSERT INTO found (rowid, words, words_exact, speaker, title, title_exact, facets) VALUES ($1, $2, $3, $4, $5, $6, $7)")
	if err != nil {
		return err
	}
	defer add.Close()
	for _, row := range rows {
		if !row.fresh {
			if _, err := remove.ExecContext(ctx, row.key); err != nil {
				return err
			}
		}
		c := search.ColumnsOf(row.fields)
		if _, err := add.ExecContext(ctx, row.key, c.Words, c.WordsExact, c.Speaker, c.Title, c.TitleExact, c.Facets); err != nil {
			return err
		}
	}
	return nil
}

func (sqlite) matching(query indexQuery, n int) (from, key, condition string, arguments []any) {
	return "found JOIN statements s ON s.key = found.rowid", "found.rowid", fmt.Sprintf("found MATCH $%d", n), []any{search.FTS5(query.expression, query.facets)}
}

// counting leaves the rows alone, which are long: left alone, SQLite looks a key up in the table.
func (sqlite) counting(query indexQuery, n int) (from, key, condition string, arguments []any) {
	return "found CROSS JOIN statements s INDEXED BY statements_by_count ON s.key = found.rowid", "found.rowid", fmt.Sprintf("found MATCH $%d", n), []any{search.FTS5(query.expression, query.facets)}
}

func (d sqlite) originals(*Store) originals {
	return folderOriginals{filepath.Join(d.folder, "originals")}
}

func (d sqlite) size(context.Context, *sql.DB) (int64, error) {
	total := int64(0)
	for _, ending := range []string{"", "-wal"} {
		info, err := os.Stat(filepath.Join(d.folder, databaseName+ending))
		if err == nil {
			total += info.Size()
		} else if !errors.Is(err, os.ErrNotExist) {
			return 0, err
		}
	}
	return total, nil
}

func (sqlite) check(ctx context.Context, db *sql.DB) (wrong []string, err error) {
	err = each(ctx, db, "PRAGMA integrity_check(100)", nil, func(scan func(...any) error) error {
		var line string
		if err := scan(&line); err != nil {
			return err
		}
		if line != "ok" {
			wrong = append(wrong, line)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	err = each(ctx, db, "PRAGMA foreign_key_check", nil, func(scan func(...any) error) error {
		var table, parent string
		var row, constraint sql.NullInt64
		if err := scan(&table, &row, &parent, &constraint); err != nil {
			return err
		}
		wrong = append(wrong, fmt.Sprintf("row %d of %s refers to a row of %s that is not there", row.Int64, table, parent))
		return nil
	})
	return wrong, err
}

// grown: how a search goes is laid down by how it is asked.
func (sqlite) grown(context.Context, *sql.Tx, int64, int64) error { return nil }

// snapshot: whoever reads sees the database as it was when the transaction began.
func (sqlite) snapshot() sql.IsolationLevel { return sql.LevelDefault }

func (sqlite) known(err error) error {
	var failed *driver.Error
	if !errors.As(err, &failed) {
		return folderTrouble(err)
	}
	switch failed.Code() & 0xff {
	case code.SQLITE_FULL:
		return fmt.Errorf("%w (%w)", ErrDisk, err)
	case code.SQLITE_READONLY, code.SQLITE_PERM, code.SQLITE_CANTOPEN:
		return fmt.Errorf("%w (%w)", ErrReadOnly, err)
	case code.SQLITE_CORRUPT, code.SQLITE_NOTADB:
		return fmt.Errorf("%w (%w)", ErrDamaged, err)
	case code.SQLITE_BUSY, code.SQLITE_LOCKED:
		return fmt.Errorf("%w (%w)", ErrBusy, err)
	}
	return err
}
