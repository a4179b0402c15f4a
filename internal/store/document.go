package store

import (
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

// head is what of a document is kept beside its text.
type head struct {
	Title     string   `json:"title,omitempty"`
	Byline    []string `json:"byline,omitempty"`
	Publisher string   `json:"publisher,omitempty"`
	Agency    string   `json:"agency,omitempty"`
	URL       string   `json:"url,omitempty"`
	Published news.Day `json:"published,omitempty"`
}

// documentID is the number of a document as people see it: d12.
func documentID(number int64) string { return "d" + strconv.FormatInt(number, 10) }

// numberOf is the number behind an id with a letter: 12 of "d12". What a person made has an h more: -1 of "eh1".
func numberOf(id, letter string) (int64, error) {
	digits, ok := strings.CutPrefix(id, letter)
	digits, made := strings.CutPrefix(digits, "h")
	n, err := strconv.ParseInt(digits, 10, 64)
	if !ok || err != nil || n <= 0 {
		return 0, fmt.Errorf("%q: %w", id, ErrUnknown)
	}
	if made {
		n = -n
	}
	return n, nil
}

// idOf is the id of a number with a letter.
func idOf(letter string, number int64) string {
	if number < 0 {
		return letter + "h" + strconv.FormatInt(-number, 10)
	}
	return letter + strconv.FormatInt(number, 10)
}

// statementIDs parts "d12#s7".
func statementIDs(id string) (document int64, name string, err error) {
	d, name, ok := strings.Cut(id, "#")
	if !ok || name == "" {
		return 0, "", fmt.Errorf("%q is no id of a statement, which looks like d12#s7: %w", id, ErrUnknown)
	}
	document, err = numberOf(d, "d")
	return document, name, err
}

// packArticle packs an article; its text is UTF-8 (the caller sees to that), or the spans of its statements would not fit.
func packArticle(a *news.Article) ([]byte, error) {
	data, err := json.Marshal(a)
	if err != nil {
		return nil, err
	}
	return pack(data), nil
}

func unpackArticle(packed []byte) (a news.Article, err error) {
	data, err := unpack(packed)
	if err == nil {
		err = json.Unmarshal(data, &a)
	}
	if err != nil {
		err = fmt.Errorf("%w: an article does not unpack (%w)", ErrDamaged, err)
	}
	return a, err
}

// Unread is a document that is to be read.
type Unread struct {
	ID      string
	Number  int64
	Article news.Article
	Models  string // that read it before; "" for none
}

// Unread gives a document that is to be read; ok is false where there is nothing to read in it.
func (s *Store) Unread(ctx context.Context, number int64) (u Unread, ok bool, err error) {
	var packed []byte
	u = Unread{ID: documentID(number), Number: number}
	err = s.db.QueryRowContext(ctx, "SELECT article, models FROM documents WHERE id = $1", number).Scan(&packed, &u.Models)
	if errors.Is(err, sql.ErrNoRows) {
		return u, false, fmt.Errorf("document %s: %w", u.ID, ErrUnknown)
	}
	if err != nil || packed == nil {
		return u, false, s.known(err)
	}
	u.Article, err = unpackArticle(packed)
	return u, err == nil, err
}

// ToRead lists numbers of documents above one that nobody has read yet, in the order of their capture.
func (s *Store) ToRead(ctx context.Context, above int64, most int) ([]int64, error) {
	return s.numbers(ctx, "SELECT id FROM documents WHERE state = 'captured' AND id > $1 ORDER BY id LIMIT $2", above, most)
}

// ToReread lists numbers of documents that were read by none of some model sets, and that none of them has tried in vain to read anew.
func (s *Store) ToReread(ctx context.Context, current []string, most int) ([]int64, error) {
	readBy, arguments := in(s, "models", current, 1)
	triedBy, more := in(s, "tried", current, len(current)+1)
	arguments = append(append(arguments, more...), most)
	return s.numbers(ctx, fmt.Sprintf("SELECT id FROM documents WHERE state IN ('read', 'linked') AND NOT (%s) AND NOT (%s) ORDER BY id LIMIT %s", readBy, triedBy, s.mark(len(arguments))), arguments...)
}

func (s *Store) numbers(ctx context.Context, query string, arguments ...any) (list []int64, err error) {
	list, err = numbersOf(ctx, s.db, query, arguments...)
	return list, s.known(err)
}

// numbersOf are those that a query gives.
func numbersOf(ctx context.Context, db queryer, query string, arguments ...any) (list []int64, err error) {
	err = each(ctx, db, query, arguments, func(scan func(...any) error) error {
		var n int64
		err := scan(&n)
		list = append(list, n)
		return err
	})
	return list, err
}

// SaveReading keeps the record that a model set made of a document, until [Store.Link] takes it into the ledger. Whoever comes second
// with the same changes nothing.
func (s *Store) SaveReading(ctx context.Context, number int64, rec *news.Record) error {
	line, err := record.Encode(rec)
	if err != nil {
		return s.Fail(ctx, number, rec.Models, err.Error())
	}
	return s.transact(ctx, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, "UPDATE documents SET state = 'read', reading = $1, models = $2, failure = '' WHERE id = $3 AND (state <> 'linked' OR models <> $2)", pack(line), rec.Models, number)
		return err
	})
}

// Fail notes that a model set cannot read a document. One that another has read before stays as that read it.
func (s *Store) Fail(ctx context.Context, number int64, models, reason string) error {
	return s.transact(ctx, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, `UPDATE documents SET tried = $1, failure = CASE state WHEN 'captured' THEN $2 ELSE failure END,
			state = CASE state WHEN 'captured' THEN 'failed' ELSE state END WHERE id = $3`, models, plain(reason), number)
		return err
	})
}

// Original gives the bytes that a document was first captured as, with how they are to be read.
func (s *Store) Original(ctx context.Context, id string) (raw, source []byte, err error) {
	number, err := numberOf(id, "d")
	if err != nil {
		return nil, nil, err
	}
	var sum string
	err = s.db.QueryRowContext(ctx, "SELECT original, source FROM documents WHERE id = $1", number).Scan(&sum, &source)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, nil, fmt.Errorf("document %s: %w", id, ErrUnknown)
	}
	if err != nil {
		return nil, nil, s.known(err)
	}
	raw, err = s.files.read(ctx, sum)
	return raw, source, err
}
