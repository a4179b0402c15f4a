package store

import (
	"bytes"
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"gainsay/internal/record"
	"gainsay/news"
)

// ErrCorrection is a correction that says nothing or contradicts itself.
var ErrCorrection = errors.New("the correction cannot be made")

// Correct takes what somebody said about the record into the ledger and gives it its id and time. Nothing is overwritten: what held before
// can still be seen, and to undo a correction is another one. The errors are ErrUnknown and ErrCorrection.
func (s *Store) Correct(ctx context.Context, c news.Correction) (news.Correction, error) {
	return s.correct(ctx, c, 0)
}

// correct makes a correction; of a statement only where what holds of it is the revision, or where that is 0.
func (s *Store) correct(ctx context.Context, c news.Correction, revision int64) (news.Correction, error) {
	if strings.TrimSpace(c.By) == "" {
		return c, fmt.Errorf("%w: say who makes it", ErrCorrection)
	}
	err := s.write(ctx, func(tx *sql.Tx) error {
		entries, err := s.entries(ctx, tx)
		if err != nil {
			return err
		}
		if c.ID, err = count(ctx, tx, "correction", 1); err != nil {
			return err
		}
		c.Time, c.Undone = entries.time, 0
		m := correcting{store: s, tx: tx, position: entries.next(), touched: map[int64]bool{}}
		targets, err := m.targets(ctx, &c)
		if err != nil {
			return err
		}
		if err := m.unchanged(ctx, c.Target, revision); err != nil {
			return err
		}
		text, err := m.text(ctx, &c)
		if err != nil {
			return err
		}
		if _, err := entries.add("correction", json.RawMessage(bytes.TrimSpace(record.EncodeCorrection(&c, text)))); err != nil {
			return err
		}
		if err := m.note(ctx, &c, targets); err != nil {
			return err
		}
		if err := m.carryOut(ctx, &c); err != nil {
			return err
		}
		if err := s.contest(ctx, tx, m.position, m.touched); err != nil {
			return err
		}
		return entries.write(ctx)
	})
	if err != nil {
		return news.Correction{}, err
	}
	return c, nil
}

// correcting makes one correction.
type correcting struct {
	store    *Store
	tx       *sql.Tx
	position int64
	touched  map[int64]bool // claims whose statements it changes
}

// targets checks what a correction is about, and lists it.
func (m *correcting) targets(ctx context.Context, c *news.Correction) ([]string, error) {
	switch c.Kind {
	case news.Accept, news.Reject, news.Correct:
		if (c.Kind == news.Correct) != (c.Changed != nil && *c.Changed != news.StatementChange{}) {
			return nil, fmt.Errorf("%w: to correct says what is changed, and nothing else does", ErrCorrection)
		}
		_, err := m.current(ctx, c.Target)
		return []string{c.Target}, err
	case news.Merge:
		kind, number, err := m.known(ctx, c.Target)
		if err != nil {
			return nil, err
		}
		other, into, err := m.known(ctx, c.Into)
		if err != nil {
			return nil, err
		}
		if kind != other || number == into {
			return nil, fmt.Errorf("%w: %s and %s are not two of a kind", ErrCorrection, c.Target, c.Into)
		}
		return []string{c.Target, c.Into}, nil
	case news.Split:
		if _, _, err := m.known(ctx, c.Target); err != nil {
			return nil, err
		}
		if len(c.Members) == 0 {
			return nil, fmt.Errorf("%w: say which statements leave %s", ErrCorrection, c.Target)
		}
		for _, member := range c.Members {
			if _, err := m.current(ctx, member); err != nil {
				return nil, err
			}
		}
		return append([]string{c.Target}, c.Members...), nil
	case news.Undo:
		return nil, nil
	}
	return nil, fmt.Errorf("%w: there is no kind %q", ErrCorrection, c.Kind)
}

// text is the text that the spans of a correction point into; the log has them in code points.
func (m *correcting) text(ctx context.Context, c *news.Correction) (string, error) {
	if c.Kind != news.Correct {
		return "", nil
	}
	r, err := m.current(ctx, c.Target)
	if err != nil {
		return "", err
	}
	d, err := readDocument(ctx, m.tx, r.document)
	if err != nil {
		return "", err
	}
	article, err := unpackArticle(d.article)
	return article.Body(r.Part), err
}

// known checks that there is an entity or a claim of an id.
func (m *correcting) known(ctx context.Context, id string) (kind string, number int64, err error) {
	kind, letter, query := "entity", "e", "SELECT count(*) FROM entities WHERE id = $1"
	if strings.HasPrefix(id, "c") {
		kind, letter, query = "claim", "c", "SELECT count(*) FROM wordings WHERE claim = $1"
	}
	if number, err = numberOf(id, letter); err != nil {
		return "", 0, err
	}
	var n int
	if err := m.tx.QueryRowContext(ctx, query, number).Scan(&n); err != nil {
		return "", 0, err
	}
	if n == 0 {
		return "", 0, fmt.Errorf("%q: %w", id, ErrUnknown)
	}
	return kind, number, nil
}

// current is the row that holds of a statement.
func (m *correcting) current(ctx context.Context, id string) (row, error) {
	document, name, err := statementIDs(id)
	if err != nil {
		return row{}, err
	}
	list, err := rows(ctx, m.tx, "WHERE s.document = $1 AND s.name = $2 AND s.until IS NULL", document, name)
	if err != nil {
		return row{}, err
	}
	if len(list) == 0 {
		return row{}, fmt.Errorf("statement %s: %w", id, ErrUnknown)
	}
	return list[0], nil
}

// note writes the correction down.
func (m *correcting) note(ctx context.Context, c *news.Correction, targets []string) error {
	data, err := json.Marshal(c)
	if err != nil {
		return err
	}
	if err := m.store.insert(ctx, m.tx, "corrections (id, position, time, body)", [][]any{{c.ID, m.position, micros(c.Time), data}}, ""); err != nil {
		return err
	}
	var touched [][]any
	for _, target := range targets {
		touched = append(touched, []any{target, c.ID})
	}
	return m.store.insert(ctx, m.tx, "touches (target, correction)", touched, "ON CONFLICT DO NOTHING")
}

// carryOut does what a correction says.
func (m *correcting) carryOut(ctx context.Context, c *news.Correction) error {
	switch c.Kind {
	case news.Merge:
		kind, number, err := m.known(ctx, c.Target)
		if err != nil {
			return err
		}
		_, into, err := m.known(ctx, c.Into)
		if err != nil {
			return err
		}
		merged, err := mergedIn(ctx, m.tx, kind, -1)
		if err != nil {
			return err
		}
		if merged.root(number) == merged.root(into) {
			return fmt.Errorf("%w: %s and %s are one already", ErrCorrection, c.Target, c.Into)
		}
		if kind == "claim" {
			m.touched[number] = true
		}
		return m.store.merge(ctx, m.tx, kind, merged.root(number), merged.root(into), m.position)
	case news.Split:
		if err := m.split(ctx, c); err != nil {
			return err
		}
		return m.restate(ctx, c.Members)
	case news.Undo:
		return m.undo(ctx, c)
	}
	return m.restate(ctx, []string{c.Target})
}

// split makes the entity or claim that members move to. Its number is that of the correction with a minus: no machine gives such numbers.
func (m *correcting) split(ctx context.Context, c *news.Correction) error {
	kind, number, err := m.known(ctx, c.Target)
	if err != nil {
		return err
	}
	if kind == "claim" {
		_, err = m.tx.ExecContext(ctx, "INSERT INTO wordings (claim, since, body) SELECT $1, $2, body FROM wordings WHERE claim = $3 ORDER BY since DESC LIMIT 1", -c.ID, m.position, number)
		return err
	}
	_, err = m.tx.ExecContext(ctx, "INSERT INTO entities (id, since, kind, name, role, documents) SELECT $1, $2, kind, name, role, 0 FROM entities WHERE id = $3", -c.ID, m.position, number)
	return err
}

// undo takes a correction back.
func (m *correcting) undo(ctx context.Context, c *news.Correction) error {
	id, err := strconv.ParseInt(c.Target, 10, 64)
	if err != nil {
		return fmt.Errorf("correction %q: %w", c.Target, ErrUnknown)
	}
	var data []byte
	var position int64
	var undone sql.NullInt64
	err = m.tx.QueryRowContext(ctx, "SELECT position, undone, body FROM corrections WHERE id = $1", id).Scan(&position, &undone, &data)
	switch {
	case errors.Is(err, sql.ErrNoRows):
		return fmt.Errorf("correction %q: %w", c.Target, ErrUnknown)
	case err != nil:
		return err
	case undone.Valid:
		return fmt.Errorf("%w: %s was undone already", ErrCorrection, c.Target)
	}
	var was news.Correction
	if err := json.Unmarshal(data, &was); err != nil {
		return fmt.Errorf("%w (%w)", ErrDamaged, err)
	}
	if was.Kind == news.Undo {
		return fmt.Errorf("%w: to undo an undoing, make the correction again", ErrCorrection)
	}
	if _, err := m.tx.ExecContext(ctx, "UPDATE corrections SET undone = $1 WHERE id = $2", c.ID, id); err != nil {
		return err
	}
	switch was.Kind {
	case news.Merge:
		for _, id := range []string{was.Target, was.Into} {
			if kind, number, err := m.known(ctx, id); err != nil {
				return err
			} else if kind == "claim" {
				m.touched[number] = true
			}
		}
		_, err := m.tx.ExecContext(ctx, "UPDATE merges SET until = $1 WHERE since = $2 AND kind <> 'origin' AND until IS NULL", m.position, position)
		return err
	case news.Split:
		return m.restate(ctx, was.Members)
	}
	return m.restate(ctx, []string{was.Target})
}

// Corrections lists what people said about a statement, an entity or a claim, in the order in which they did; of everything for "".
func (s *Store) Corrections(ctx context.Context, target string) ([]news.Correction, error) {
	if target == "" {
		list, err := corrections(ctx, s.db, "")
		return list, s.known(err)
	}
	list, err := corrections(ctx, s.db, aboutTarget, target)
	return list, s.known(err)
}

// Correction gives what somebody said by its id. The error is ErrUnknown.
func (s *Store) Correction(ctx context.Context, id int64) (news.Correction, error) {
	list, err := corrections(ctx, s.db, "WHERE c.id = $1", id)
	if err == nil && len(list) == 0 {
		return news.Correction{}, fmt.Errorf("correction %d: %w", id, ErrUnknown)
	}
	if err != nil {
		return news.Correction{}, s.known(err)
	}
	return list[0], nil
}

const aboutTarget = "JOIN touches t ON t.correction = c.id WHERE t.target = $1"

// corrections reads corrections c in their order, also those that were undone: which, a part of the query tells.
func corrections(ctx context.Context, db queryer, which string, arguments ...any) (list []news.Correction, err error) {
	err = each(ctx, db, "SELECT c.body, COALESCE(c.undone, 0) FROM corrections c "+which+" ORDER BY c.id", arguments, func(scan func(...any) error) error {
		var data []byte
		var undone int64
		if err := scan(&data, &undone); err != nil {
			return err
		}
		var c news.Correction
		err := json.Unmarshal(data, &c)
		c.Undone = undone
		list = append(list, c)
		return err
	})
	return list, err
}

// History lists what held of a statement, the latest first, each with the time since which it did.
func (s *Store) History(ctx context.Context, id string) ([]news.Entry, error) {
	document, name, err := statementIDs(id)
	if err != nil {
		return nil, err
	}
	list, err := rows(ctx, s.db, "WHERE s.document = $1 AND s.name = $2 ORDER BY s.since DESC, s.key DESC", document, name)
	if err != nil {
		return nil, s.known(err)
	}
	entries, err := s.entriesOf(ctx, list, -1)
	if err != nil {
		return nil, err
	}
	for i := range entries {
		var at int64
		if err := s.db.QueryRowContext(ctx, "SELECT time FROM log WHERE position = $1", list[i].since).Scan(&at); err != nil {
			return nil, s.known(err)
		}
		entries[i].Since = timeOf(at)
	}
	return entries, nil
}

// Decision gives a statement as a machine had read it when somebody accepted, rejected or corrected it, and as it was by that.
func (s *Store) Decision(ctx context.Context, c news.Correction) (read, made news.Entry, err error) {
	document, name, err := statementIDs(c.Target)
	if err != nil {
		return read, made, err
	}
	var position int64
	err = s.db.QueryRowContext(ctx, "SELECT position FROM corrections WHERE id = $1", c.ID).Scan(&position)
	if errors.Is(err, sql.ErrNoRows) {
		err = fmt.Errorf("correction %d: %w", c.ID, ErrUnknown)
	}
	if err != nil {
		return read, made, s.known(err)
	}
	before, err := rows(ctx, s.db, "WHERE s.document = $1 AND s.name = $2 AND s.machine = 1 AND s.since < $3 ORDER BY s.since DESC, s.key DESC LIMIT 1", document, name, position)
	if err != nil {
		return read, made, s.known(err)
	}
	after, err := rows(ctx, s.db, "WHERE s.document = $1 AND s.name = $2 AND s.since = $3", document, name, position)
	if err != nil {
		return read, made, s.known(err)
	}
	if len(before) == 0 || len(after) == 0 {
		return read, made, fmt.Errorf("%w: correction %d has changed nothing", ErrDamaged, c.ID)
	}
	entries, err := s.entriesOf(ctx, []row{before[0], after[0]}, -1)
	if err != nil {
		return read, made, err
	}
	return entries[0], entries[1], nil
}
