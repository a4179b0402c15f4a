package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"gainsay/internal/link"
)

// Store is an open archive. It is safe for use by several goroutines at once, and one archive may be open in several processes.
type Store struct {
	db      *sql.DB // for reading
	writing *sql.DB // for writing; the same where the database lets several write
	dialect dialect
	files   originals
	now     func() time.Time
	log     *slog.Logger
	toRead  func(ctx context.Context, tx *sql.Tx, documents []int64) error

	linking sync.Mutex // guards what follows
	linker  *link.Linker
	memory  *memory // that linker remembers by
	linked  int64   // how often documents had been linked when linker linked last: where another process went on, it is of no use
}

// Options choose how an archive is opened. The zero value, like nil, is the default.
type Options struct {
	Now func() time.Time // nil: time.Now
	Log *slog.Logger     // nil: nothing is told

	// ToRead is told of new documents, in the transaction that keeps them; nil: nobody is.
	ToRead func(ctx context.Context, tx *sql.Tx, documents []int64) error
}

// The errors of opening and writing, each of which says what to do.
var (
	ErrNewer    = errors.New("the archive was written by a newer gainsay: install that one, or use another --data")
	ErrDisk     = errors.New("the disk is full: make room and do it again; what was kept before is unharmed")
	ErrReadOnly = errors.New("the archive cannot be written to: check who may write there and whether the disk is mounted read-only")
	ErrDamaged  = errors.New("the archive's database is damaged: run gainsay verify, or restore a dump")
	ErrNoFolder = errors.New("the archive's place is a file and no folder: name another with --data")
	ErrBusy     = errors.New("another program is writing to the archive and does not end: try again")
	ErrNoServer = errors.New("the database server cannot be reached: check the address and whether it runs")
	ErrUnknown  = errors.New("the archive does not have it")
	ErrFailed   = errors.New("the document could not be read")
	ErrNotYet   = errors.New("it is not read yet: run gainsay work")
)

// IsServer tells the address of a database server from a folder.
func IsServer(place string) bool {
	return strings.HasPrefix(place, "postgres://") || strings.HasPrefix(place, "postgresql://")
}

// Open opens the archive in a folder, or on a PostgreSQL server at an address postgres://…, and makes it where there is none. An archive
// that an older gainsay wrote is brought up to date.
func Open(ctx context.Context, place string, opts *Options) (*Store, error) {
	if opts == nil {
		opts = &Options{}
	}
	s := &Store{now: opts.Now, log: opts.Log, toRead: opts.ToRead}
	if s.now == nil {
		s.now = time.Now
	}
	if s.log == nil {
		s.log = slog.New(slog.DiscardHandler)
	}
	open := openFolder
	if IsServer(place) {
		open = openServer
	}
	if err := open(ctx, s, place); err != nil {
		return nil, fmt.Errorf("archive %s: %w", Shown(place), err)
	}
	s.files = s.dialect.originals(s)
	if err := s.migrate(ctx); err != nil {
		return nil, fmt.Errorf("archive %s: %w", Shown(place), errors.Join(s.known(err), s.Close()))
	}
	return s, nil
}

// Shown is a place without the password that may stand in it.
func Shown(place string) string {
	if at := strings.LastIndexByte(place, '@'); IsServer(place) && at >= 0 {
		scheme, _, _ := strings.Cut(place, "://")
		return scheme + "://…" + place[at:]
	}
	return place
}

// Close ends the use of the archive.
func (s *Store) Close() error {
	err := s.db.Close()
	if s.writing != s.db {
		err = errors.Join(err, s.writing.Close())
	}
	return err
}

// Database is what jobs keep their queue in: the database for writing, and whether it is a server.
func (s *Store) Database() (db *sql.DB, server bool) {
	_, folder := s.dialect.(sqlite)
	return s.writing, !folder
}

// write does something that changes the ledger or the log, wholly or not at all, while nobody else does.
func (s *Store) write(ctx context.Context, do func(tx *sql.Tx) error) error {
	return s.transact(ctx, func(tx *sql.Tx) error {
		if err := s.dialect.lock(ctx, tx); err != nil {
			return err
		}
		return do(tx)
	})
}

// transact does something wholly or not at all.
func (s *Store) transact(ctx context.Context, do func(tx *sql.Tx) error) (err error) {
	tx, err := s.writing.BeginTx(ctx, nil)
	if err != nil {
		return s.known(err)
	}
	defer func() {
		if err != nil {
			_ = tx.Rollback() // what went wrong is told already
		}
	}()
	if err := do(tx); err != nil {
		return s.known(err)
	}
	return s.known(tx.Commit())
}

// known words an error of the database for people, where it is one of those that they can do something about.
func (s *Store) known(err error) error {
	worded := func(known error) bool { return errors.Is(err, known) }
	if err == nil || slices.ContainsFunc([]error{context.Canceled, ErrDisk, ErrReadOnly, ErrDamaged, ErrNoFolder, ErrBusy, ErrNoServer}, worded) {
		return err
	}
	return s.dialect.known(err)
}

// queryer is a database or a transaction.
type queryer interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
	ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error)
}

// mostArguments is how many values one statement of SQL is given: both databases take more, 32,766 and 65,535.
const mostArguments = 30_000

// insert writes rows: into is "table (a, b)", then is what follows the values, "" or "ON CONFLICT …".
func (s *Store) insert(ctx context.Context, tx *sql.Tx, into string, rows [][]any, then string) error {
	for len(rows) > 0 {
		width := len(rows[0])
		n := min(len(rows), mostArguments/width, 1000)
		var query strings.Builder
		query.WriteString("INSERT INTO " + into + " VALUES ")
		arguments := make([]any, 0, n*width)
		for i, row := range rows[:n] {
			if i > 0 {
				query.WriteByte(',')
			}
			s.placeholders(&query, len(arguments)+1, width)
			arguments = append(arguments, row...)
		}
		if then != "" {
			query.WriteString(" " + then)
		}
		if _, err := tx.ExecContext(ctx, query.String(), arguments...); err != nil {
			return err
		}
		rows = rows[n:]
	}
	return nil
}

// placeholders writes "($3,$4)": so many from a number on. SQLite takes "?" for the next one, and is slow where many have names.
func (s *Store) placeholders(out *strings.Builder, from, n int) {
	mark := s.dialect.mark()
	out.WriteByte('(')
	for i := range n {
		if i > 0 {
			out.WriteByte(',')
		}
		out.WriteString(mark)
		if mark != next {
			out.WriteString(strconv.Itoa(from + i))
		}
	}
	out.WriteByte(')')
}

// mark is the placeholder of an argument.
func (s *Store) mark(n int) string {
	if mark := s.dialect.mark(); mark != next {
		return mark + strconv.Itoa(n)
	}
	return next
}

// next is the placeholder of the next argument, whatever its number.
const next = "?"

// in is a condition that a column is one of some values: its text and its arguments, numbered from n on. All arguments of lower numbers
// stand before it.
func in[T any](s *Store, column string, values []T, n int) (condition string, arguments []any) {
	var out strings.Builder
	out.WriteString(column + " IN ")
	s.placeholders(&out, n, len(values))
	for _, v := range values {
		arguments = append(arguments, v)
	}
	return out.String(), arguments
}

// each reads the rows of a query one by one.
func each(ctx context.Context, db queryer, query string, arguments []any, row func(scan func(...any) error) error) error {
	rows, err := db.QueryContext(ctx, query, arguments...)
	if err != nil {
		return err
	}
	defer rows.Close() // what was wrong is told by Err
	for rows.Next() {
		if err := row(rows.Scan); err != nil {
			return err
		}
	}
	return rows.Err()
}
