package store

import (
	"cmp"
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"net/url"
	"strings"
	"time"

	"gainsay/internal/edit"
	"gainsay/news"
)

// Found is a document as it was captured, with the article that was taken off it.
type Found struct {
	Capture      news.Capture // without ID, SHA256, Size and Document
	Raw          []byte
	Source       []byte        // how the original is to be read, in JSON; the store keeps it and knows nothing of it
	Article      *news.Article // nil where none was found
	Failure      string        // why none was found
	ETag         string        // what to ask the server with next time
	LastModified string
}

// Kept is what became of a capture.
type Kept struct {
	As       KeptAs
	Document int64 // that it belongs to
}

// KeptAs says what a capture was to the archive.
type KeptAs string

// What a capture can be.
const (
	KeptNew     KeptAs = "new"     // the first of its place
	KeptVersion KeptAs = "version" // the article at the place has changed
	KeptSame    KeptAs = "same"    // other bytes, but the same article: the capture alone was kept
	KeptKnown   KeptAs = "known"   // the bytes were there already: nothing was kept
)

// Keep takes in captures, all of them or none, in their order. The same bytes at the same place change nothing; the same article in
// other bytes is a capture of the version that is there.
func (s *Store) Keep(ctx context.Context, found []Found) ([]Kept, error) {
	kept := make([]Kept, 0, len(found))
	err := s.write(ctx, func(tx *sql.Tx) error {
		k := keeper{store: s, tx: tx}
		for i := range found {
			one, err := k.keep(ctx, &found[i])
			if err != nil {
				return fmt.Errorf("%s: %w", found[i].Capture.Place, err)
			}
			kept = append(kept, one)
		}
		if s.toRead != nil && len(k.toRead) > 0 {
			if err := s.toRead(ctx, tx, k.toRead); err != nil {
				return err
			}
		}
		return k.entries.write(ctx)
	})
	if err != nil {
		return nil, err
	}
	return kept, nil
}

// keeper keeps captures in one transaction.
type keeper struct {
	store   *Store
	tx      *sql.Tx
	entries *entries
	toRead  []int64
}

// version is the last version of a place.
type version struct {
	document, number, series int64
	original                 string
	article                  []byte
}

func (k *keeper) keep(ctx context.Context, f *Found) (Kept, error) {
	if k.entries == nil {
		var err error
		if k.entries, err = k.store.entries(ctx, k.tx); err != nil {
			return Kept{}, err
		}
	}
	sum := digest(f.Raw)
	place, err := k.place(ctx, f)
	if err != nil {
		return Kept{}, err
	}
	last, err := k.last(ctx, place, sum)
	if err != nil {
		return Kept{}, err
	}
	if last != nil && last.original == sum {
		known, err := k.captured(ctx, place, sum)
		if err != nil {
			return Kept{}, err
		}
		if known {
			return Kept{KeptKnown, last.document}, k.looked(ctx, place, f, false)
		}
	}
	if err := k.store.files.keep(ctx, k.tx, sum, f.Raw); err != nil {
		return Kept{}, err
	}
	as := KeptNew
	switch {
	case last == nil:
	case last.original == sum || f.Article == nil && last.article != nil || sameArticle(last.article, f.Article):
		as = KeptSame
	default:
		as = KeptVersion
	}
	document := int64(0)
	if as == KeptSame {
		document = last.document
	} else {
		number, series := int64(1), int64(0)
		if last != nil {
			number, series = last.number+1, last.series
		}
		if document, err = k.document(ctx, place, number, series, sum, f); err != nil {
			return Kept{}, err
		}
		k.fresh(document, f)
	}
	if err := k.looked(ctx, place, f, as != KeptSame); err != nil {
		return Kept{}, err
	}
	return Kept{as, document}, k.capture(ctx, place, document, sum, f)
}

// place is the number of a capture's place.
func (k *keeper) place(ctx context.Context, f *Found) (id int64, err error) {
	address := placeOf(f.Capture.Place)
	err = k.tx.QueryRowContext(ctx, "SELECT id FROM places WHERE address = $1", address).Scan(&id)
	if !errors.Is(err, sql.ErrNoRows) {
		return id, err
	}
	if id, err = count(ctx, k.tx, "place", 1); err != nil {
		return 0, err
	}
	return id, k.store.insert(ctx, k.tx, "places (id, address, looked, looks)", [][]any{{id, address, micros(f.Capture.Time), []byte("[]")}}, "")
}

// looked notes a look at a place.
func (k *keeper) looked(ctx context.Context, place int64, f *Found, changed bool) error {
	return looked(ctx, k.tx, "places", place, Look{Time: f.Capture.Time, Changed: changed}, f.ETag, f.LastModified, "")
}

// fresh remembers a document that is to be read.
func (k *keeper) fresh(document int64, f *Found) {
	if f.Article != nil {
		k.toRead = append(k.toRead, document)
	}
}

// placeOf is what a place is known by: an address without its fragment, its host in small letters.
func placeOf(place string) string {
	u, err := url.Parse(place)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" {
		return plain(place)
	}
	u.Fragment, u.RawFragment, u.Host = "", "", strings.ToLower(u.Host)
	if u.Path == "" {
		u.Path = "/"
	}
	return plain(u.String())
}

// plain is a text as a column can hold it: no database takes every byte.
func plain(s string) string {
	return strings.ReplaceAll(strings.ToValidUTF8(s, "\uFFFD"), "\x00", "\uFFFD")
}

// last is the last version of a place, or else of any place that gave the same bytes; nil for none.
func (k *keeper) last(ctx context.Context, place int64, sum string) (*version, error) {
	for _, by := range []struct {
		where string
		value any
	}{{"place = $1 ORDER BY version DESC", place}, {"original = $1 ORDER BY id DESC", sum}} {
		v := &version{}
		err := k.tx.QueryRowContext(ctx, "SELECT id, version, series, original, article FROM documents WHERE "+by.where+" LIMIT 1", by.value).
			Scan(&v.document, &v.number, &v.series, &v.original, &v.article)
		if !errors.Is(err, sql.ErrNoRows) {
			return v, err
		}
	}
	return nil, nil
}

// captured tells whether there is a capture of these bytes at the place.
func (k *keeper) captured(ctx context.Context, place int64, sum string) (bool, error) {
	var n int
	err := k.tx.QueryRowContext(ctx, "SELECT count(*) FROM captures WHERE place = $1 AND original = $2", place, sum).Scan(&n)
	return n > 0, err
}

// sameArticle tells whether a captured article is the one that is there, but for what is trivial.
func sameArticle(packed []byte, article *news.Article) bool {
	if packed == nil || article == nil {
		return packed == nil && article == nil
	}
	before, err := unpackArticle(packed)
	return err == nil && edit.SameArticle(&before, article)
}

// document makes a new version in a series, or, for 0, in one of its own.
func (k *keeper) document(ctx context.Context, place, number, series int64, sum string, f *Found) (int64, error) {
	id, err := count(ctx, k.tx, "document", 1)
	if err != nil {
		return 0, err
	}
	series = cmp.Or(series, id)
	state, h := news.Captured, head{URL: f.Capture.Location}
	var packed []byte
	if a := f.Article; a != nil {
		h = head{Title: a.Title, Byline: a.Byline, Publisher: a.Publisher, Agency: a.Agency, URL: a.CanonicalURL, Published: a.Published}
		if h.URL == "" {
			h.URL = a.URL
		}
		if packed, err = packArticle(a); err != nil {
			return 0, err
		}
	} else {
		state = news.Failed
	}
	outlet, err := k.outlet(ctx, h.Publisher)
	if err != nil {
		return 0, err
	}
	heading, err := json.Marshal(h)
	if err != nil {
		return 0, err
	}
	_, err = k.tx.ExecContext(ctx, `INSERT INTO documents (id, place, version, series, original, state, failure, captured, position, outlet, published, agency, source, head, article)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)`,
		id, place, number, series, sum, string(state), plain(f.Failure), micros(f.Capture.Time), k.entries.next(), outlet, string(h.Published), plain(h.Agency), f.Source, heading, packed)
	return id, err
}

// outlet is the number of an outlet; nil for none.
func (k *keeper) outlet(ctx context.Context, name string) (any, error) {
	if name = plain(name); name == "" {
		return nil, nil
	}
	var id int64
	err := k.tx.QueryRowContext(ctx, "SELECT id FROM outlets WHERE name = $1", name).Scan(&id)
	if !errors.Is(err, sql.ErrNoRows) {
		return id, err
	}
	if id, err = count(ctx, k.tx, "outlet", 1); err != nil {
		return nil, err
	}
	_, err = k.tx.ExecContext(ctx, "INSERT INTO outlets (id, name) VALUES ($1, $2)", id, name)
	return id, err
}

// capture notes the capture, in the log too.
func (k *keeper) capture(ctx context.Context, place, document int64, sum string, f *Found) error {
	id, err := count(ctx, k.tx, "capture", 1)
	if err != nil {
		return err
	}
	c := f.Capture
	c.ID, c.SHA256, c.Size, c.Document, c.Time = id, sum, int64(len(f.Raw)), documentID(document), c.Time.UTC()
	details, err := json.Marshal(c)
	if err != nil {
		return err
	}
	position, err := k.entries.add("capture", captureEntry{Capture: id, Document: c.Document, Place: c.Place, Location: c.Location, Time: c.Time, SHA256: sum, Size: c.Size, Article: articleDigest(f.Article)})
	if err != nil {
		return err
	}
	_, err = k.tx.ExecContext(ctx, "INSERT INTO captures (id, document, place, original, time, position, details) VALUES ($1, $2, $3, $4, $5, $6, $7)",
		id, document, place, sum, micros(c.Time), position, details)
	return err
}

// captureEntry is what the log says of a capture.
type captureEntry struct {
	Capture  int64     `json:"capture"`
	Document string    `json:"document"`
	Place    string    `json:"place"`
	Location string    `json:"location,omitempty"`
	Time     time.Time `json:"time"`
	SHA256   string    `json:"sha256"` // of the original
	Size     int64     `json:"size"`
	Article  string    `json:"article,omitempty"` // digest of the text that was read off it
}

func articleDigest(a *news.Article) string {
	if a == nil {
		return ""
	}
	return digest([]byte(a.Text))
}

// micros is a time as it is kept.
func micros(t time.Time) int64 { return t.UnixMicro() }

func timeOf(micros int64) time.Time { return time.UnixMicro(micros).UTC() }
