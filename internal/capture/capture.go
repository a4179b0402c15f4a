// Package capture fetches documents: in comes a place (a file, an http address, a stream), out come its raw bytes with what
// the place says about them. It looks at no content; what the bytes mean is the business of package article.
//
// No document may be larger than MaxBytes. It imports the standard library only.
package capture

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net"
	"net/http"
	"net/url"
	"os"
	"strings"
	"time"
)

// MaxBytes is the largest document that is captured: 32 MiB.
const MaxBytes = 32 << 20

// fetchTimeout is how long an address may take to give its document.
const fetchTimeout = 30 * time.Second

// The ways in which a document cannot be had. Each is one line that says what to do.
var (
	ErrTooLarge = errors.New("the document is larger than 32 MiB: split it, or save only its text")
	ErrNoFile   = errors.New("there is no such file: check its name")
	ErrFolder   = errors.New("it is a folder: give the files in it")
	ErrAddress  = errors.New("the address cannot be read: give one that starts with http:// or https://")
	ErrStatus   = errors.New("the server refused it: open the page in a browser and save it to a file")
	ErrServer   = errors.New("the server cannot be reached: check the address and the connection")
)

// Document is what was found at a place.
type Document struct {
	Raw         []byte
	ContentType string // as the server gave it; "" for a file or a stream
	Location    string // the path or the address, after redirects
}

// IsAddress tells an http address from the name of a file.
func IsAddress(place string) bool {
	lower := strings.ToLower(place)
	return strings.HasPrefix(lower, "http://") || strings.HasPrefix(lower, "https://")
}

// Get captures the document at an http address or a path.
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
	return Document{Raw: raw, Location: location}, nil
}

// Address captures what a server gives at an http or https address. A nil client is one that waits 30 seconds.
func Address(ctx context.Context, client *http.Client, address string) (Document, error) {
	if u, err := url.Parse(address); err != nil || u.Host == "" || !IsAddress(address) {
		return Document{}, ErrAddress
	}
	if client == nil {
		client = &http.Client{Timeout: fetchTimeout}
	}
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return Document{}, fmt.Errorf("%w (%w)", ErrAddress, err)
	}
	request.Header.Set("User-Agent", "gainsay (reads one page at its user's request)")
	request.Header.Set("Accept", "text/html,application/xhtml+xml,text/markdown,text/plain;q=0.9,*/*;q=0.1")
	response, err := client.Do(request)
	if err != nil {
		return Document{}, unreachable(ctx, err)
	}
	defer response.Body.Close() // it was only read
	if response.StatusCode != http.StatusOK {
		return Document{}, fmt.Errorf("%w (%s)", ErrStatus, response.Status)
	}
	document, err := Stream(response.Body, response.Request.URL.String())
	if err != nil && !errors.Is(err, ErrTooLarge) {
		return Document{}, unreachable(ctx, err)
	}
	document.ContentType = response.Header.Get("Content-Type")
	return document, err
}

// unreachable words why a server gave nothing; the end of ctx stays visible to errors.Is.
func unreachable(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	var failed *url.Error
	if errors.As(err, &failed) {
		err = failed.Err
	}
	var timeout net.Error
	if errors.As(err, &timeout) && timeout.Timeout() {
		return fmt.Errorf("%w (no answer in time)", ErrServer)
	}
	return fmt.Errorf("%w (%w)", ErrServer, err)
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
