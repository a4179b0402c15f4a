// Package capture is where bytes come from: in comes a place (a file, an http address, a stream), out come its raw bytes
// with where and when they were found. What the bytes of an article mean is the business of package article; here are read
// only the lists of places that lead to more of them: feeds, sitemaps and OPML.
//
// No document may be larger than MaxBytes, and the web is treated as hostile ground (see [NewClient]). [Get] asks once for one
// place that a person named; a [Fetcher] asks for many, and is a good guest while it does so: it obeys robots.txt, asks a host
// for one thing at a time and not too often, asks for what it has only if it changed, and comes back later where it is told to.
//
// It imports package news, and other modules for what the web is packed in (brotli, zstd) and for feeds.
package capture

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"os"
	"strings"
	"time"

	"gainsay/news"
)

// MaxBytes is the largest document that is captured: 32 MiB.
const MaxBytes = 32 << 20

// The ways in which a document cannot be had. Each is one line that says what to do; those of the web are in fetch.go.
var (
	ErrTooLarge = errors.New("the document is too large: split it, or save only its text")
	ErrNoFile   = errors.New("there is no such file: check its name")
	ErrFolder   = errors.New("it is a folder: give the files in it")
)

// Document is what was found at a place. The fields of the second half are known of a web page only; they are filled as far as
// they are known even where the document could not be had.
type Document struct {
	Raw         []byte    // as it was sent, its Content-Encoding (gzip, …) undone
	SHA256      string    // of Raw, in lower-case hex
	ContentType string    // as the server gave it, with its charset; "" for a file or a stream
	Location    string    // the path, or the address that redirects led to
	Asked       string    // the place that was asked for
	Time        time.Time // when it was found, in UTC

	Status       int                // of HTTP
	Header       []news.HeaderField // of the last answer, sorted by name, as net/http does not keep the server's order
	Redirects    []string           // the addresses on the way, the one asked for first; none where it was found at once
	ETag         string             // to ask with the next time, see Request
	LastModified string             // likewise
	NotModified  bool               // it is what the asker has already, and there is no Raw
}

// IsAddress tells an http address from the name of a file.
func IsAddress(place string) bool {
	lower := strings.ToLower(place)
	return strings.HasPrefix(lower, "http://") || strings.HasPrefix(lower, "https://")
}

// Get captures the document at an http address or a path. A nil client is NewClient(nil).
func Get(ctx context.Context, client *http.Client, place string) (Document, error) {
	if IsAddress(place) {
		return Address(ctx, client, place)
	}
	return File(place)
}

// File captures a file.
func File(path string) (Document, error) {
	file, err := os.Open(path)
	if err != nil {
		return Document{}, reason(err)
	}
	defer file.Close() // it was only read
	if info, err := file.Stat(); err == nil && info.IsDir() {
		return Document{}, ErrFolder
	}
	return Stream(file, path)
}

// Stream captures all that a stream gives; location is what to call it.
func Stream(in io.Reader, location string) (Document, error) {
	raw, err := io.ReadAll(io.LimitReader(in, MaxBytes+1))
	if err != nil {
		return Document{}, reason(err)
	}
	if len(raw) > MaxBytes {
		return Document{}, tooLarge(MaxBytes)
	}
	return Document{Raw: raw, SHA256: digest(raw), Location: location, Asked: location, Time: time.Now().UTC()}, nil
}

func digest(raw []byte) string {
	sum := sha256.Sum256(raw)
	return hex.EncodeToString(sum[:])
}

// tooLarge says how many bytes there may be.
func tooLarge(limit int) error {
	if limit >= 1<<20 {
		return fmt.Errorf("%w (it has more than %d MiB)", ErrTooLarge, limit>>20)
	}
	return fmt.Errorf("%w (it has more than %d bytes)", ErrTooLarge, limit)
}

// reason is an error of the file system without the path, which whoever reports it names anyway.
func reason(err error) error {
	var at *fs.PathError
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return ErrNoFile
	case errors.As(err, &at):
		return at.Err
	}
	return err
}
