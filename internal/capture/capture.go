// Package capture is where bytes come from: in comes a place (a file, an http address, a stream), out come its raw bytes
// with where and when they were found. It looks at no content; what the bytes mean is the business of package article.
//
// No document may be larger than MaxBytes, and the web is treated as hostile ground (see [NewClient]). It imports the
// standard library only.
package capture

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"io/fs"
	"net/http"
	"os"
	"strings"
	"time"
)

// MaxBytes is the largest document that is captured: 32 MiB.
const MaxBytes = 32 << 20

// The ways in which a document cannot be had. Each is one line that says what to do; those of the web are in fetch.go.
var (
	ErrTooLarge = errors.New("the document is larger than 32 MiB: split it, or save only its text")
	ErrNoFile   = errors.New("there is no such file: check its name")
	ErrFolder   = errors.New("it is a folder: give the files in it")
)

// Document is what was found at a place.
type Document struct {
	Raw         []byte
	SHA256      string    // of Raw, in lower-case hex
	ContentType string    // as the server gave it, with its charset; "" for a file or a stream
	Location    string    // the path, or the address that redirects led to
	Asked       string    // the place that was asked for
	Time        time.Time // when it was found, in UTC
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
		return Document{}, ErrTooLarge
	}
	sum := sha256.Sum256(raw)
	return Document{Raw: raw, SHA256: hex.EncodeToString(sum[:]), Location: location, Asked: location, Time: time.Now().UTC()}, nil
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
