package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"time"

	"gainsay/internal/link"
	"gainsay/internal/record"
	"gainsay/news"
)

// mostInOne is how many documents are linked in one transaction, and longestInOne how long that may take: whoever else wants to write
// waits for it.
const (
	mostInOne    = 64
	longestInOne = 500 * time.Millisecond
)

// Link takes readings into the ledger, in the order in which their documents were captured, as far as they are read: behind a document
// that is still to be read it stops. It tells how many it took in, and calls told for each, if that is not nil.
func (s *Store) Link(ctx context.Context, told func(document string)) (linked int, err error) {
	s.linking.Lock()
	defer s.linking.Unlock()
	for {
		documents, err := s.linkSome(ctx)
		if err != nil {
			return linked, fmt.Errorf("linking: %w", err)
		}
		for _, d := range documents {
			linked++
			if told != nil {
				told(documentID(d))
			}
		}
		if len(documents) == 0 || ctx.Err() != nil {
			return linked, ctx.Err()
		}
	}
}

// linkSome takes some readings into the ledger.
func (s *Store) linkSome(ctx context.Context) (documents []int64, err error) {
	if waiting, err := s.waiting(ctx, s.db); err != nil || !waiting {
		return nil, err // so that looking whether there is anything to do keeps nobody out
	}
	err = s.write(ctx, func(tx *sql.Tx) error {
		documents = nil
		l, err := s.resume(ctx, tx)
		if err != nil {
			return err
		}
		for started := time.Now(); len(documents) < mostInOne && time.Since(started) < longestInOne; {
			document, ok, err := l.next(ctx)
			if err != nil {
				return err
			}
			if !ok {
				break
			}
			if err := l.link(ctx, document); err != nil {
				return fmt.Errorf("document %s: %w", documentID(document), err)
			}
			documents = append(documents, document)
		}
		return l.finish(ctx)
	})
	if err != nil {
		s.linker = nil // what it remembers was not written
	}
	return documents, err
}

// The document that linking comes to next, and one that was read anew after it had been linked.
const (
	nextToLink   = "SELECT id, state FROM documents WHERE id > (SELECT value FROM counters WHERE name = 'linked') ORDER BY id LIMIT 1"
	nextToRelink = "SELECT id FROM documents WHERE state = 'read' AND id <= (SELECT value FROM counters WHERE name = 'linked') ORDER BY id LIMIT 1"
)

// waiting tells whether there is anything to link.
func (s *Store) waiting(ctx context.Context, db queryer) (bool, error) {
	var id int64
	var state string
	err := db.QueryRowContext(ctx, nextToLink).Scan(&id, &state)
	if err == nil && state != string(news.Captured) {
		return true, nil
	}
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return false, err
	}
	err = db.QueryRowContext(ctx, nextToRelink).Scan(&id)
	if errors.Is(err, sql.ErrNoRows) {
		return false, nil
	}
	return err == nil, err
}

// memory is what the linker remembers, as the open transaction sees it.
type memory struct {
	store *Store
	ctx   context.Context
	db    queryer
}

// Load reads rows of memory; nil where there is none.
func (m *memory) Load(keys []string) ([][]byte, error) {
	at := make(map[string]int, len(keys))
	for i, key := range keys {
		at[key] = i
	}
	values := make([][]byte, len(keys))
	for some := range slices.Chunk(keys, 1000) {
		where, arguments := in(m.store, "key", some, 1)
		err := each(m.ctx, m.db, "SELECT key, value FROM memory WHERE "+where, arguments, func(scan func(...any) error) error {
			var key string
			var value []byte
			err := scan(&key, &value)
			if i, ok := at[key]; ok {
				values[i] = value
			}
			return err
		})
		if err != nil {
			return nil, err
		}
	}
	return values, nil
}

// linking links documents in one transaction.
type linking struct {
	store    *Store
	tx       *sql.Tx
	linker   *link.Linker
	entries  *entries
	from     int64          // upTo at the beginning
	upTo     int64          // the document that was linked last, of those that come for the first time
	again    bool           // the document that is linked was linked before
	position int64          // of the reading in the log
	touched  map[int64]bool // the claims whose statements change with it
	renaming *sql.Stmt
}

// resume gets a linker that remembers all that was linked before.
func (s *Store) resume(ctx context.Context, tx *sql.Tx) (*linking, error) {
	upTo, err := counter(ctx, tx, "linked")
	if err != nil {
		return nil, err
	}
	made, err := counter(ctx, tx, "made")
	if err != nil {
		return nil, err
	}
	if s.linker == nil || s.linked != made {
		s.memory = &memory{store: s}
		s.linker = link.New(s.memory)
	}
	s.memory.ctx, s.memory.db = ctx, tx
	entries, err := s.entries(ctx, tx)
	return &linking{store: s, tx: tx, linker: s.linker, entries: entries, from: upTo, upTo: upTo}, err
}

// next is the document to link now; ok is false where there is none.
func (l *linking) next(ctx context.Context) (document int64, ok bool, err error) {
	for {
		var state string
		err := l.tx.QueryRowContext(ctx, "SELECT id, state FROM documents WHERE id > $1 ORDER BY id LIMIT 1", l.upTo).Scan(&document, &state)
		switch {
		case errors.Is(err, sql.ErrNoRows) || err == nil && state == string(news.Captured):
			l.again = true
			err := l.tx.QueryRowContext(ctx, "SELECT id FROM documents WHERE state = 'read' AND id <= $1 ORDER BY id LIMIT 1", l.upTo).Scan(&document)
			if errors.Is(err, sql.ErrNoRows) {
				return 0, false, nil
			}
			return document, err == nil, err
		case err != nil:
			return 0, false, err
		}
		l.upTo = document
		if state == string(news.Read) {
			l.again = false
			return document, true, nil
		}
	}
}

// finish writes what was remembered, and how far linking came.
func (l *linking) finish(ctx context.Context) error {
	if l.renaming != nil {
		if err := l.renaming.Close(); err != nil {
			return err
		}
	}
	var values [][]any
	for _, change := range l.linker.Changes() {
		values = append(values, []any{change.Key, change.Value})
	}
	if err := l.store.insert(ctx, l.tx, "memory (key, value)", values, "ON CONFLICT (key) DO UPDATE SET value = excluded.value"); err != nil {
		return err
	}
	if err := l.entries.write(ctx); err != nil {
		return err
	}
	if _, err := l.tx.ExecContext(ctx, "UPDATE counters SET value = $1 WHERE name = 'linked'", l.upTo); err != nil {
		return err
	}
	if err := l.store.dialect.grown(ctx, l.tx, l.from, l.upTo); err != nil {
		return err
	}
	made, err := count(ctx, l.tx, "made", 1)
	l.store.linked = made
	return err
}

// readingEntry is what the log says of a reading.
type readingEntry struct {
	Document   string `json:"document"`
	Models     string `json:"models"`
	SHA256     string `json:"sha256"` // of the record, as a line of JSON
	Statements int    `json:"statements"`
}

// ties is what the entities and claims of a document are in the archive.
type ties struct {
	Entities []int64 `json:"entities,omitempty"` // of its entities, in their order
	Claims   []int64 `json:"claims,omitempty"`
	Turned   []bool  `json:"turned,omitempty"`
}

// link takes one reading into the ledger.
func (l *linking) link(ctx context.Context, number int64) error {
	d, err := readDocument(ctx, l.tx, number)
	if err != nil {
		return err
	}
	line, err := unpack(d.reading)
	if err != nil {
		return fmt.Errorf("%w (%w)", ErrDamaged, err)
	}
	rec, err := record.Decode(line)
	if err != nil {
		return err
	}
	linking, err := count(ctx, l.tx, "linking", 1)
	if err != nil {
		return err
	}
	found, err := l.linker.Add(linking, &rec)
	if err != nil {
		return err
	}
	l.touched = map[int64]bool{}
	if l.position, err = l.entries.add("reading", readingEntry{documentID(number), rec.Models, digest(line), len(rec.Statements)}); err != nil {
		return err
	}
	d.origin, d.story = found.Origin, found.Story
	if err := l.follow(ctx, d, found.Before); err != nil {
		return err
	}
	if err := l.entities(ctx, &rec, found.Entities); err != nil {
		return err
	}
	if err := l.claims(ctx, &found); err != nil {
		return err
	}
	for _, joined := range found.Joined {
		if err := l.store.merge(ctx, l.tx, "origin", joined, found.Origin, l.position); err != nil {
			return err
		}
	}
	// What others answer is told first, so that no row of this document is written twice.
	names, err := l.statements(ctx, d, &rec, &found)
	if err != nil {
		return err
	}
	if err := l.store.insert(ctx, l.tx, "linkings (number, document, names)", [][]any{{linking, number, names}}, ""); err != nil {
		return err
	}
	if err := l.late(ctx, found.Late); err != nil {
		return err
	}
	t := ties{Entities: found.Entities}
	for _, c := range found.Claims {
		t.Claims, t.Turned = append(t.Claims, c.Number), append(t.Turned, c.Turned)
	}
	tied, err := json.Marshal(t)
	if err != nil {
		return err
	}
	_, err = l.tx.ExecContext(ctx, "UPDATE documents SET state = 'linked', linked = $1, read_at = $2, origin = $3, story = $4 WHERE id = $5", pack(tied), l.position, found.Origin, found.Story, number)
	if err != nil {
		return err
	}
	if !l.again {
		if err := l.replace(ctx, d); err != nil {
			return err
		}
	}
	if err := l.store.noteEdits(ctx, l.tx, d); err != nil {
		return err
	}
	return l.store.contest(ctx, l.tx, l.position, l.touched)
}

// entities notes whom a document speaks of, by which names. In a document that was read before only those are new whom nobody knew.
func (l *linking) entities(ctx context.Context, rec *news.Record, numbers []int64) error {
	then := "ON CONFLICT (id) DO UPDATE SET documents = entities.documents + 1"
	if l.again {
		then = "ON CONFLICT (id) DO NOTHING"
	}
	var speakers, names [][]any
	for i, n := range numbers {
		e := &rec.Entities[i]
		speakers = append(speakers, []any{n, l.position, string(e.Kind), plain(e.Name), plain(e.Role), 1})
		if e.Kind == news.Unnamed || l.again {
			continue
		}
		for k, name := range append([]string{e.Name}, e.Aliases...) {
			if name = plain(name); k == 0 || name != plain(e.Name) && !slices.Contains(e.Aliases[:k-1], name) {
				names = append(names, []any{n, name, folded(name), 1})
			}
		}
	}
	if err := l.store.insert(ctx, l.tx, "entities (id, since, kind, name, role, documents)", speakers, then); err != nil {
		return err
	}
	if err := l.store.insert(ctx, l.tx, "names (entity, name, folded, documents)", names, "ON CONFLICT (entity, name) DO UPDATE SET documents = names.documents + 1"); err != nil {
		return err
	}
	return l.rename(ctx, rec, numbers)
}

// rename calls speakers by the name that most documents call them by first: by another one where that has more than twice as many, or as
// many and is longer. Their role is the last one told.
func (l *linking) rename(ctx context.Context, rec *news.Record, numbers []int64) error {
	if l.again || len(numbers) == 0 {
		return nil
	}
	if l.renaming == nil {
		statement, err := l.tx.PrepareContext(ctx, `UPDATE entities SET role = CASE WHEN $1 = '' THEN role ELSE $1 END, name = CASE
			WHEN (SELECT documents FROM names WHERE entity = $2 AND name = $3) >
				COALESCE((SELECT documents FROM names WHERE entity = $2 AND name = entities.name), 0) * CASE WHEN length($3) > length(name) THEN 1 ELSE 2 END
			OR length($3) > length(name) AND (SELECT documents FROM names WHERE entity = $2 AND name = $3) =
				COALESCE((SELECT documents FROM names WHERE entity = $2 AND name = entities.name), 0)
			THEN $3 ELSE name END WHERE id = $2`)
		if err != nil {
			return err
		}
		l.renaming = statement
	}
	for i, n := range numbers {
		if e := &rec.Entities[i]; e.Kind != news.Unnamed {
			if _, err := l.renaming.ExecContext(ctx, plain(e.Role), n, plain(e.Name)); err != nil {
				return err
			}
		}
	}
	return nil
}

// wording is how a claim is worded since a position.
type wording struct {
	Text string `json:"text"`
}

// claims notes how claims are worded from now on, and turns the stances of those that are worded the other way round.
func (l *linking) claims(ctx context.Context, found *link.Linked) error {
	for _, w := range found.Reworded {
		data, err := json.Marshal(wording{w.Text})
		if err != nil {
			return err
		}
		_, err = l.tx.ExecContext(ctx, "INSERT INTO wordings (claim, since, body) VALUES ($1, $2, $3) ON CONFLICT (claim, since) DO UPDATE SET body = excluded.body", w.Number, l.position, data)
		if err != nil {
			return err
		}
		if w.Turned {
			if err := l.turn(ctx, w.Number); err != nil {
				return err
			}
		}
	}
	return nil
}

func (l *linking) turn(ctx context.Context, claim int64) error {
	l.touched[claim] = true
	held, err := rows(ctx, l.tx, "WHERE s.claim = $1 AND s.until IS NULL ORDER BY s.key", claim)
	if err != nil {
		return err
	}
	var changed []row
	for _, r := range held {
		if turned := turned(r.Stance); turned != r.Stance {
			r.Stance = turned
			changed = append(changed, r)
		}
	}
	return l.store.revise(ctx, l.tx, l.position, changed)
}

// late adds the answers of earlier documents to this one.
func (l *linking) late(ctx context.Context, late []link.Late) error {
	var changed []row
	for _, one := range late {
		from, ok, err := l.standing(ctx, one.From)
		if err != nil {
			return err
		}
		to, known, err := l.standing(ctx, one.Answer.Statement)
		if err != nil {
			return err
		}
		if !ok || !known || from.id() == to.id() {
			continue
		}
		answer := news.Answer{Statement: to.id(), Relation: one.Answer.Relation}
		i := slices.IndexFunc(changed, func(r row) bool { return r.key == from.key })
		if i < 0 {
			i = len(changed)
			changed = append(changed, from)
		}
		if r := &changed[i]; !slices.Contains(r.Answers, answer) {
			r.Answers = append(slices.Clone(r.Answers), answer)
		}
	}
	return l.store.revise(ctx, l.tx, l.position, changed)
}

// standing is the row that holds of a statement as linking knows it, "d12#s7" of the 12th linking; ok is false where none does, since
// another reading lacks it or somebody rejected it.
func (l *linking) standing(ctx context.Context, id string) (r row, ok bool, err error) {
	number, name, err := statementIDs(id)
	if err != nil {
		return row{}, false, err
	}
	var document int64
	var packed []byte
	if err := l.tx.QueryRowContext(ctx, "SELECT document, names FROM linkings WHERE number = $1", number).Scan(&document, &packed); err != nil {
		return row{}, false, err
	}
	if packed != nil {
		var names map[string]string
		if err := json.Unmarshal(packed, &names); err != nil {
			return row{}, false, fmt.Errorf("%w (%w)", ErrDamaged, err)
		}
		name = names[name]
	}
	list, err := rows(ctx, l.tx, "WHERE s.document = $1 AND s.name = $2 AND s.until IS NULL AND s.review <> 'rejected'", document, name)
	if err != nil || len(list) == 0 {
		return row{}, false, err
	}
	return list[0], true, nil
}

// serialName is the name of a statement by its number.
func serialName(n int) string { return "s" + strconv.Itoa(n) }

// turned is a stance towards the opposite.
func turned(s news.Stance) news.Stance {
	switch s {
	case news.Asserts:
		return news.Denies
	case news.Denies:
		return news.Asserts
	}
	return s
}
