package store

import (
	"bufio"
	"context"
	"database/sql"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
)

// dumped are the tables of an archive, in an order in which each refers only to those before it, with a column that orders their
// rows. The full-text index is made anew and not carried over; neither are sessions, so that whoever restores a dump logs nobody in.
var dumped = []struct{ name, order string }{
	{"counters", "name"}, {"settings", "name"}, {"log", "position"}, {"hashes", "number"}, {"places", "id"}, {"outlets", "id"},
	{"documents", "id"}, {"captures", "id"}, {"statements", "key"}, {"answers", "key, document, name, relation"}, {"linkings", "number"}, {"entities", "id"}, {"names", "entity, name"},
	{"wordings", "claim, since"}, {"merges", "id"}, {"corrections", "id"}, {"touches", "target, correction"}, {"memory", "key"}, {"feeds", "id"}, {"searches", "name"},
	{"accounts", "id"}, {"access_keys", "digest"}, {"stars", "account, statement"},
	{"contested", "claim, since"}, {"edited", "document, name"},
}

// The errors of restoring.
var (
	ErrNotEmpty = errors.New("the archive is not empty: restore into a new one")
	ErrDump     = errors.New("this is no whole dump of an archive")
)

// dumpVersion is what a dump begins with.
type dumpVersion struct {
	Gainsay string `json:"gainsay"`
	Step    int    `json:"step"` // of the migrations
}

const dumpName = "dump"

// dumpLine is one row: a table's name and its values by column, numbers as they are, bytes in base64 behind a "b".
type dumpLine struct {
	Table string         `json:"t"`
	Row   map[string]any `json:"r,omitempty"`
}

// Dump writes all that is in the archive, originals, the private key of its log and what passwords are checked against included, as JSON Lines that [Store.Restore] reads on either
// database. What is written meanwhile is not in it.
func (s *Store) Dump(ctx context.Context, out io.Writer) (err error) {
	// One transaction that reads: all tables are of one moment.
	tx, err := s.db.BeginTx(ctx, &sql.TxOptions{ReadOnly: true, Isolation: s.dialect.snapshot()})
	if err != nil {
		return s.known(err)
	}
	defer func() { err = errors.Join(err, ignoreDone(tx.Rollback())) }()
	step, err := s.version(ctx, tx)
	if err != nil {
		return s.known(err)
	}
	buffered := bufio.NewWriterSize(out, 1<<16)
	lines := json.NewEncoder(buffered)
	lines.SetEscapeHTML(false)
	if err := lines.Encode(dumpVersion{dumpName, step}); err != nil {
		return err
	}
	if err := s.dumpOriginals(ctx, tx, lines); err != nil {
		return s.known(err)
	}
	for _, table := range dumped {
		if err := dumpTable(ctx, tx, table.name, table.order, lines); err != nil {
			return s.known(fmt.Errorf("table %s: %w", table.name, err))
		}
	}
	if err := lines.Encode(dumpLine{Table: "end"}); err != nil {
		return err
	}
	return buffered.Flush()
}

func ignoreDone(err error) error {
	if errors.Is(err, sql.ErrTxDone) {
		return nil
	}
	return err
}

// dumpOriginals writes the originals with their bytes, wherever those lie. A damaged one is left out of nothing: the dump fails.
func (s *Store) dumpOriginals(ctx context.Context, tx *sql.Tx, lines *json.Encoder) error {
	last := ""
	for {
		var sums []string
		err := each(ctx, tx, "SELECT sha256 FROM originals WHERE sha256 > $1 ORDER BY sha256 LIMIT 500", []any{last}, func(scan func(...any) error) error {
			var sum string
			err := scan(&sum)
			sums = append(sums, sum)
			return err
		})
		if err != nil || len(sums) == 0 {
			return err
		}
		for _, sum := range sums {
			raw, err := s.files.read(ctx, sum)
			if err != nil {
				return err
			}
			if err := lines.Encode(dumpLine{"originals", map[string]any{"sha256": sum, "packed": encodeBytes(pack(raw))}}); err != nil {
				return err
			}
		}
		last = sums[len(sums)-1]
	}
}

func encodeBytes(data []byte) string { return "b" + base64.StdEncoding.EncodeToString(data) }

func dumpTable(ctx context.Context, tx *sql.Tx, table, order string, lines *json.Encoder) error {
	rows, err := tx.QueryContext(ctx, "SELECT * FROM "+table+" ORDER BY "+order)
	if err != nil {
		return err
	}
	defer rows.Close() // what was wrong is told by Err
	columns, err := rows.Columns()
	if err != nil {
		return err
	}
	for rows.Next() {
		values := make([]any, len(columns))
		for i := range values {
			values[i] = new(any)
		}
		if err := rows.Scan(values...); err != nil {
			return err
		}
		row := make(map[string]any, len(columns))
		for i, column := range columns {
			switch v := (*values[i].(*any)).(type) {
			case []byte:
				row[column] = encodeBytes(v)
			case string:
				row[column] = "s" + v
			default:
				row[column] = v
			}
		}
		if err := lines.Encode(dumpLine{table, row}); err != nil {
			return err
		}
	}
	return rows.Err()
}

// Restore fills an empty archive from a dump, wholly or not at all.
func (s *Store) Restore(ctx context.Context, in io.Reader) error {
	for _, filled := range []string{"log", "account"} {
		size, err := counter(ctx, s.db, filled)
		if err != nil {
			return s.known(err)
		}
		if size > 0 {
			return ErrNotEmpty
		}
	}
	lines := json.NewDecoder(bufio.NewReaderSize(in, 1<<16))
	lines.UseNumber()
	var version dumpVersion
	if err := lines.Decode(&version); err != nil || version.Gainsay != dumpName {
		return ErrDump
	}
	step, err := s.version(ctx, s.db)
	if err != nil {
		return s.known(err)
	}
	if version.Step != step {
		return fmt.Errorf("%w: it is of step %d of the archive's format and this gainsay is at %d", ErrDump, version.Step, step)
	}
	err = s.write(ctx, func(tx *sql.Tx) error { return s.restore(ctx, tx, lines) })
	if err != nil {
		return err
	}
	return s.Reindex(ctx, nil)
}

// restoring gathers rows of one table.
type restoring struct {
	store   *Store
	table   string
	columns []string
	rows    [][]any
}

// mostRestored is how many rows are written at once.
const mostRestored = 500

func (s *Store) restore(ctx context.Context, tx *sql.Tx, lines *json.Decoder) error {
	for _, table := range []string{"counters", "settings"} { // what a new archive begins with
		if _, err := tx.ExecContext(ctx, "DELETE FROM "+table); err != nil {
			return err
		}
	}
	tables := map[string]bool{}
	for _, table := range dumped {
		tables[table.name] = true
	}
	var gathered restoring
	for {
		var line dumpLine
		if err := lines.Decode(&line); err != nil {
			return fmt.Errorf("%w (%w)", ErrDump, err)
		}
		switch {
		case line.Table == "end":
			return gathered.write(ctx, tx)
		case line.Table == "originals":
			if err := s.restoreOriginal(ctx, tx, line.Row); err != nil {
				return err
			}
			continue
		case !tables[line.Table]:
			return fmt.Errorf("%w: there is no table %q", ErrDump, line.Table)
		}
		if line.Table != gathered.table || len(gathered.rows) == mostRestored {
			if err := gathered.write(ctx, tx); err != nil {
				return err
			}
			columns, err := columnsOf(ctx, tx, line.Table)
			if err != nil {
				return err
			}
			gathered = restoring{store: s, table: line.Table, columns: columns}
		}
		row := make([]any, len(gathered.columns))
		for i, column := range gathered.columns {
			var err error
			if row[i], err = restored(line.Row[column]); err != nil {
				return fmt.Errorf("table %s: %w", line.Table, err)
			}
		}
		gathered.rows = append(gathered.rows, row)
	}
}

func (r *restoring) write(ctx context.Context, tx *sql.Tx) error {
	if len(r.rows) == 0 {
		return nil
	}
	return r.store.insert(ctx, tx, r.table+" ("+strings.Join(r.columns, ", ")+")", r.rows, "")
}

func columnsOf(ctx context.Context, tx *sql.Tx, table string) ([]string, error) {
	rows, err := tx.QueryContext(ctx, "SELECT * FROM "+table+" LIMIT 0")
	if err != nil {
		return nil, err
	}
	defer rows.Close() // it has none
	return rows.Columns()
}

// restored is a value of a dump as a database takes it.
func restored(value any) (any, error) {
	switch v := value.(type) {
	case nil:
		return nil, nil
	case json.Number:
		if n, err := v.Int64(); err == nil {
			return n, nil
		}
		return v.Float64()
	case string:
		kind, rest := v[:min(1, len(v))], v[min(1, len(v)):]
		if kind == "s" {
			return rest, nil
		}
		if data, err := base64.StdEncoding.DecodeString(rest); kind == "b" && err == nil {
			return data, nil
		}
	}
	return nil, fmt.Errorf("%w: it has the value %.40q", ErrDump, value)
}

func (s *Store) restoreOriginal(ctx context.Context, tx *sql.Tx, row map[string]any) error {
	sum, _ := row["sha256"].(string)
	value, err := restored(row["packed"])
	if err != nil {
		return err
	}
	packed, ok := value.([]byte)
	if !ok || len(sum) != 64 {
		return fmt.Errorf("%w: an original has no bytes", ErrDump)
	}
	raw, err := unpackOriginal(sum, packed)
	if err != nil {
		return err
	}
	return s.files.keep(ctx, tx, sum, raw)
}
