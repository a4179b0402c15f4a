package warc

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"time"
)

// The types of records (ISO 28500:2017, 6). Others are allowed.
const (
	TypeInfo         = "warcinfo"
	TypeResponse     = "response"
	TypeResource     = "resource"
	TypeRequest      = "request"
	TypeMetadata     = "metadata"
	TypeRevisit      = "revisit"
	TypeConversion   = "conversion"
	TypeContinuation = "continuation"
)

// Record is one record of a WARC file.
type Record struct {
	Version     string    // of the format, such as "1.1"
	Type        string    // in lower case, see TypeInfo and its like
	ID          string    // without < >
	TargetURI   string    // without < >; "" where the record is about no address
	Date        time.Time // in UTC; zero where it is missing or no date
	ContentType string    // of the block
	Length      int64     // bytes of the block
	Header      Header    // all of it, the above with it
	At          Place     // where it begins
	File        string    // the file inside a WACZ; "" for a WARC file

	// Block holds the Length bytes of the record, until the next record is read. It ends with io.EOF only if the record is
	// whole, the checksum of its gzip member included; else with a *Broken. What is not read of it is passed over.
	Block io.Reader
}

// Revisit is what a revisit record says: the document was found again as it was at another visit.
type Revisit struct {
	Profile string    // which kind of sameness: an address that names "identical-payload-digest" or "server-not-modified"
	Digest  string    // of the document, such as "sha1:…"; may be ""
	ID      string    // of the record that holds the document, without < >; may be ""
	URI     string    // under which it was found then; may be ""
	Date    time.Time // of that visit; zero where it is not given
}

// Revisit tells what a revisit record refers to; found is false for other records.
func (r *Record) Revisit() (revisit Revisit, found bool) {
	if r.Type != TypeRevisit {
		return Revisit{}, false
	}
	return Revisit{
		Profile: bare(r.Header.Get("WARC-Profile")),
		Digest:  r.Header.Get("WARC-Payload-Digest"),
		ID:      bare(r.Header.Get("WARC-Refers-To")),
		URI:     bare(r.Header.Get("WARC-Refers-To-Target-URI")),
		Date:    parseDate(r.Header.Get("WARC-Refers-To-Date")),
	}, true
}

// Place is a place in a file: a byte of the file and, where a gzip member begins at that byte, a byte of what it unpacks to.
type Place struct {
	Offset int64 // bytes
	Inside int64 // bytes
}

func (p Place) String() string {
	if p.Inside == 0 {
		return fmt.Sprintf("byte %d", p.Offset)
	}
	return fmt.Sprintf("byte %d of the gzip member at byte %d", p.Inside, p.Offset)
}

// The ways in which a record can be broken.
var (
	ErrNoRecord  = errors.New("there is no WARC record here")
	ErrHeader    = errors.New("the header of the record cannot be read")
	ErrTruncated = errors.New("the record is cut off")
	ErrLength    = errors.New("the record has another length than its Content-Length says")
	ErrDamaged   = errors.New("the gzip data is damaged")
)

// ErrPassed is a block whose reader has gone on to another record.
var ErrPassed = errors.New("the reader has gone on: read a block before the next record")

// Broken is a stretch of a file that could not be read. Reading goes on behind it.
type Broken struct {
	From, To Place // from where it begins to where the next record is looked for
	Err      error // wraps ErrNoRecord, ErrHeader, ErrTruncated, ErrLength or ErrDamaged
}

func (b *Broken) Error() string {
	return fmt.Sprintf("%s: %v; reading goes on at %s", b.From, b.Err, b.To)
}

func (b *Broken) Unwrap() error { return b.Err }

// bare takes the < > off an id or an address.
func bare(s string) string {
	if inner, found := strings.CutPrefix(s, "<"); found {
		return strings.TrimSuffix(inner, ">")
	}
	return s
}

// dateLayouts are the precisions that WARC/1.1 allows a date (W3C note on date and time formats).
var dateLayouts = []string{time.RFC3339Nano, "2006-01-02T15:04Z07:00", "2006-01-02", "2006-01", "2006"}

func parseDate(s string) time.Time {
	for _, layout := range dateLayouts {
		if date, err := time.Parse(layout, s); err == nil {
			return date.UTC()
		}
	}
	return time.Time{}
}
