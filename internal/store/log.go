package store

import (
	"context"
	"crypto/rand"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"golang.org/x/mod/sumdb/note"

	"gainsay/internal/proof"
)

// entries are those that a transaction adds to the log, written all at once at its end.
type entries struct {
	store *Store
	tx    *sql.Tx
	size  int64 // of the log before
	time  time.Time
	kinds []string
	lines [][]byte
}

// entries begins to add to the log. All that one transaction adds happens at one time, which is not before that of the last entry,
// wherever the clock has jumped to: an archive as it stood at some time is the log up to one place.
func (s *Store) entries(ctx context.Context, tx *sql.Tx) (*entries, error) {
	size, err := counter(ctx, tx, "log")
	if err != nil {
		return nil, err
	}
	e := &entries{store: s, tx: tx, size: size, time: s.now().UTC().Truncate(time.Microsecond)}
	if size == 0 {
		return e, nil
	}
	var last int64
	if err := tx.QueryRowContext(ctx, "SELECT time FROM log WHERE position = $1", size-1).Scan(&last); err != nil {
		return nil, fmt.Errorf("%w: the log has no last entry (%w)", ErrDamaged, err)
	}
	if e.time.UnixMicro() < last {
		e.time = timeOf(last)
	}
	return e, nil
}

// next is the position that the next entry gets.
func (e *entries) next() int64 { return e.size + int64(len(e.lines)) }

// add notes an entry and gives its position.
func (e *entries) add(kind string, body any) (position int64, err error) {
	data, err := json.Marshal(body)
	if err != nil {
		return 0, err
	}
	line, err := proof.Entry{Kind: kind, Time: e.time, Body: data}.Encode()
	if err != nil {
		return 0, err
	}
	position = e.next()
	e.kinds, e.lines = append(e.kinds, kind), append(e.lines, line)
	return position, nil
}

// write adds the entries to the log, with the hashes of the tree over them.
func (e *entries) write(ctx context.Context) error {
	if e == nil || len(e.lines) == 0 {
		return nil
	}
	first, hashes, err := proof.AppendAll(e.size, e.lines, storedHashes{e.store, ctx, e.tx})
	if err != nil {
		return err
	}
	var rows, nodes [][]any
	for i, line := range e.lines {
		rows = append(rows, []any{e.size + int64(i), micros(e.time), e.kinds[i], line})
	}
	for i, h := range hashes {
		nodes = append(nodes, []any{first + int64(i), h[:]})
	}
	if err := e.store.insert(ctx, e.tx, "log (position, time, kind, entry)", rows, ""); err != nil {
		return err
	}
	if err := e.store.insert(ctx, e.tx, "hashes (number, hash)", nodes, ""); err != nil {
		return err
	}
	_, err = count(ctx, e.tx, "log", int64(len(e.lines)))
	return err
}

// storedHashes are the hashes of the tree as they are kept.
type storedHashes struct {
	store *Store
	ctx   context.Context
	db    queryer
}

// ReadHashes gives hashes by their numbers.
func (h storedHashes) ReadHashes(numbers []int64) ([]proof.Hash, error) {
	at := make(map[int64][]int, len(numbers))
	for i, n := range numbers {
		at[n] = append(at[n], i)
	}
	out, got := make([]proof.Hash, len(numbers)), 0
	for some := range slices.Chunk(numbers, 1000) {
		where, arguments := in(h.store, "number", some, 1)
		err := each(h.ctx, h.db, "SELECT number, hash FROM hashes WHERE "+where, arguments, func(scan func(...any) error) error {
			var number int64
			var hash []byte
			if err := scan(&number, &hash); err != nil {
				return err
			}
			for _, i := range at[number] {
				got += copy(out[i][:], hash) / len(out[i])
			}
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	if got < len(numbers) {
		return nil, fmt.Errorf("%w: the log lacks hashes", ErrDamaged)
	}
	return out, nil
}

// The names of settings.
const (
	privateKey = "private key"
	publicKey  = "public key"
)

// Keys gives the archive's key, and makes one where there is none yet. The private key never leaves the archive.
func (s *Store) key(ctx context.Context) (note.Signer, note.Verifier, error) {
	var private, public string
	err := s.write(ctx, func(tx *sql.Tx) error {
		err := each(ctx, tx, "SELECT name, value FROM settings WHERE name IN ($1, $2)", []any{privateKey, publicKey}, func(scan func(...any) error) error {
			var name, value string
			err := scan(&name, &value)
			if name == privateKey {
				private = value
			} else {
				public = value
			}
			return err
		})
		if err != nil || private != "" {
			return err
		}
		if private, public, err = proof.GenerateKey(strings.ToLower(rand.Text()[:8])); err != nil {
			return err
		}
		return s.insert(ctx, tx, "settings (name, value)", [][]any{{privateKey, private}, {publicKey, public}}, "")
	})
	if err != nil {
		return nil, nil, err
	}
	signer, err := proof.ParsePrivateKey(private)
	if err != nil {
		return nil, nil, err
	}
	verifier, err := proof.ParsePublicKey(public)
	return signer, verifier, err
}

// PublicKey is what whoever wants to check the archive's heads and proofs needs.
func (s *Store) PublicKey(ctx context.Context) (string, error) {
	if _, _, err := s.key(ctx); err != nil {
		return "", err
	}
	var public string
	err := s.db.QueryRowContext(ctx, "SELECT value FROM settings WHERE name = $1", publicKey).Scan(&public)
	return public, s.known(err)
}

// Head signs the log as it is now.
func (s *Store) Head(ctx context.Context) ([]byte, error) {
	signer, _, err := s.key(ctx)
	if err != nil {
		return nil, err
	}
	var signed []byte
	err = s.write(ctx, func(tx *sql.Tx) error { // so that the log does not go on meanwhile
		entries, err := s.entries(ctx, tx)
		if err != nil {
			return err
		}
		head, err := proof.HeadOf(entries.size, entries.time, storedHashes{s, ctx, tx})
		if err != nil {
			return err
		}
		signed, err = proof.Sign(head, signer)
		return err
	})
	return signed, err
}

// Proof proves that a statement's reading, or the correction that made it what it is, is in the log, as of the log's head now. What it
// proves carries the digest of the record that the statement is in.
func (s *Store) Proof(ctx context.Context, statement string) (proof.Inclusion, error) {
	head, err := s.Head(ctx)
	if err != nil {
		return proof.Inclusion{}, err
	}
	return s.ProofAt(ctx, statement, head)
}

// ProofAt is [Store.Proof] as of a signed head of the log, which must not be older than the statement.
func (s *Store) ProofAt(ctx context.Context, statement string, head []byte) (proof.Inclusion, error) {
	document, name, err := statementIDs(statement)
	if err != nil {
		return proof.Inclusion{}, err
	}
	_, verifier, err := s.key(ctx)
	if err != nil {
		return proof.Inclusion{}, err
	}
	var position int64
	var entry []byte
	err = s.db.QueryRowContext(ctx, `SELECT l.position, l.entry FROM statements s JOIN log l ON l.position = s.since
		WHERE s.document = $1 AND s.name = $2 AND s.until IS NULL`, document, name).Scan(&position, &entry)
	if errors.Is(err, sql.ErrNoRows) {
		return proof.Inclusion{}, fmt.Errorf("statement %s: %w", statement, ErrUnknown)
	}
	if err != nil {
		return proof.Inclusion{}, s.known(err)
	}
	return proof.Prove(position, entry, head, verifier, storedHashes{s, ctx, s.db})
}

// Extends checks that the log still begins with all that it had when an earlier head of it was signed.
func (s *Store) Extends(ctx context.Context, earlier []byte) (before, now proof.Head, err error) {
	_, verifier, err := s.key(ctx)
	if err != nil {
		return before, now, err
	}
	if before, err = proof.Open(earlier, verifier); err != nil {
		return before, now, err
	}
	size, err := counter(ctx, s.db, "log")
	if err != nil {
		return before, now, s.known(err)
	}
	stored := storedHashes{s, ctx, s.db}
	if now, err = proof.HeadOf(size, s.now().UTC(), stored); err != nil {
		return before, now, err
	}
	path, err := proof.ProveConsistency(before, now, stored)
	if err != nil {
		return before, now, err
	}
	return before, now, proof.VerifyConsistency(before, now, path)
}

// positionAt is the last position of the log at a time; -1 before the first.
func positionAt(ctx context.Context, db queryer, at time.Time) (position int64, err error) {
	var found sql.NullInt64
	err = db.QueryRowContext(ctx, "SELECT max(position) FROM log WHERE time <= $1", micros(at)).Scan(&found)
	if !found.Valid {
		return -1, err
	}
	return found.Int64, err
}
