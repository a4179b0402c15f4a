package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"gainsay/news"
)

// document is a row of documents.
type document struct {
	number, place, version, series int64
	address                        string // of the place
	original, failure              string
	state                          news.DocumentState
	captured                       time.Time
	position, replaced             int64 // replaced is 0 while it speaks
	outlet                         int64 // 0: none
	head                           head
	article, reading, linked       []byte // packed
	models                         string
	readAt                         int64
	origin, story                  int64
}

// documentColumns are the columns of documents d and places p that scanDocument reads.
const documentColumns = `d.id, d.place, d.version, d.series, p.address, d.original, d.failure, d.state, d.captured, d.position, COALESCE(d.replaced, 0), COALESCE(d.outlet, 0), d.head,
	d.models, COALESCE(d.read_at, 0), COALESCE(d.origin, 0), COALESCE(d.story, 0)`

const documentTables = "documents d JOIN places p ON p.id = d.place"

// scanDocument reads documentColumns and what else is selected behind them.
func scanDocument(scan func(...any) error, more ...any) (*document, error) {
	var d document
	var captured int64
	var heading []byte
	err := scan(append([]any{&d.number, &d.place, &d.version, &d.series, &d.address, &d.original, &d.failure, &d.state, &captured, &d.position, &d.replaced, &d.outlet, &heading,
		&d.models, &d.readAt, &d.origin, &d.story}, more...)...)
	if err != nil {
		return nil, err
	}
	d.captured = timeOf(captured)
	if err := json.Unmarshal(heading, &d.head); err != nil {
		return nil, fmt.Errorf("%w: the head of document %d does not unpack (%w)", ErrDamaged, d.number, err)
	}
	return &d, nil
}

// readDocument reads a document with what was read off it.
func readDocument(ctx context.Context, db queryer, number int64) (d *document, err error) {
	var article, reading, linked []byte
	found := db.QueryRowContext(ctx, "SELECT "+documentColumns+", d.article, d.reading, d.linked FROM "+documentTables+" WHERE d.id = $1", number)
	d, err = scanDocument(found.Scan, &article, &reading, &linked)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, fmt.Errorf("document %s: %w", documentID(number), ErrUnknown)
	}
	if err != nil {
		return nil, err
	}
	d.article, d.reading, d.linked = article, reading, linked
	return d, nil
}

// public is the document as the archive shows it.
func (d *document) public() news.Head {
	h := news.Head{ID: documentID(d.number), Place: d.address, Version: int(d.version), Latest: d.replaced == 0, Title: d.head.Title, Byline: d.head.Byline,
		Publisher: d.head.Publisher, Agency: d.head.Agency, URL: d.head.URL, Published: d.head.Published, Captured: d.captured, SHA256: d.original,
		Models: d.models, State: d.state, Failure: d.failure}
	if d.origin != 0 {
		h.Origin = idOf("o", d.origin)
	}
	if d.story != 0 {
		h.Story = idOf("t", d.story)
	}
	return h
}

// ties unpacks what the entities and claims of a linked document are.
func (d *document) ties() (t ties, err error) {
	data, err := unpack(d.linked)
	if err == nil {
		err = json.Unmarshal(data, &t)
	}
	if err != nil {
		err = fmt.Errorf("%w: the ties of document %d do not unpack (%w)", ErrDamaged, d.number, err)
	}
	return t, err
}
