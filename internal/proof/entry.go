package proof

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"time"
	"unicode/utf8"
)

// Entry is one thing that happened to the archive.
type Entry struct {
	Kind string    // what happened: "capture", "reading", "correction", …
	Time time.Time // in UTC, to the nanosecond
	Body []byte    // one JSON value in UTF-8, without spaces between its parts; what it holds depends on the kind
}

// MaxEntry is how many bytes an entry of the log may have.
const MaxEntry = 16 << 20

// ErrEntry is an entry that the log does not take, or bytes that are no entry.
var ErrEntry = errors.New("this is no entry of a log of Gainsay")

var errLongEntry = fmt.Errorf("%w: it is longer than %d bytes; log the digest of what is long", ErrEntry, MaxEntry)

// entryLine is an entry as it is written; the order of the fields is part of the format.
type entryLine struct {
	Kind string          `json:"kind"`
	Time time.Time       `json:"time"`
	Body json.RawMessage `json:"body"`
}

// Encode writes an entry as one line of JSON without a line break, always in the same bytes; spaces between the parts of the
// body are left out:
//
//	{"kind":"capture","time":"2031-03-04T05:06:07.89Z","body":{"place":"https://elding-times.example/"}}
//
// The error is ErrEntry.
func (e Entry) Encode() ([]byte, error) {
	if e.Kind == "" || !utf8.ValidString(e.Kind) || !utf8.Valid(e.Body) || len(e.Body) == 0 {
		return nil, fmt.Errorf("%w: it needs a kind and a body, both in UTF-8", ErrEntry)
	}
	var line bytes.Buffer
	encoder := json.NewEncoder(&line)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(entryLine{Kind: e.Kind, Time: e.Time.UTC(), Body: e.Body}); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrEntry, err)
	}
	if line.Len()-1 > MaxEntry {
		return nil, errLongEntry
	}
	return bytes.TrimSuffix(line.Bytes(), []byte("\n")), nil
}

// DecodeEntry reads an entry back. It takes only bytes that [Entry.Encode] writes; everything else is ErrEntry.
func DecodeEntry(data []byte) (Entry, error) {
	if len(data) > MaxEntry {
		return Entry{}, errLongEntry
	}
	var line entryLine
	if err := json.Unmarshal(data, &line); err != nil {
		return Entry{}, fmt.Errorf("%w: %w", ErrEntry, err)
	}
	entry := Entry{Kind: line.Kind, Time: line.Time.UTC(), Body: line.Body}
	again, err := entry.Encode()
	if err != nil {
		return Entry{}, err
	}
	if !bytes.Equal(again, data) {
		return Entry{}, fmt.Errorf("%w: it must be written as %.200s", ErrEntry, again)
	}
	return entry, nil
}
