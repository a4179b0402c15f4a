package article

import (
	"bytes"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net/mail"
	"net/textproto"
	"strings"
	"time"
)

// maxParts bounds the parts of a saved page: pictures and styles, beside the page itself.
const maxParts = 20_000

var errNoPage = fmt.Errorf("%w (a saved page without a part of type text/html)", ErrEmpty)

// readMHTML reads a page that a browser saved as one file (RFC 2557): the root part of type text/html is the page, and
// its Content-Location is where it was captured.
func readMHTML(raw []byte, deadline time.Time) (page, error) {
	message, err := mail.ReadMessage(bytes.NewReader(bytes.TrimLeft(raw, "\r\n \t\ufeff")))
	if err != nil {
		return page{}, fmt.Errorf("the saved page's header is damaged (%w): save it again as HTML", err)
	}
	header := textproto.MIMEHeader(message.Header)
	root, err := rootPart(header, message.Body, deadline)
	if err != nil {
		return page{}, err
	}
	p, err := readHTML(decode(root.body, root.header.Get("Content-Type"), true), deadline)
	p.meta.url = webLocation(first(root.header.Get("Content-Location"), header.Get("Snapshot-Content-Location")))
	return p, err
}

type part struct {
	header textproto.MIMEHeader
	body   []byte
}

// rootPart is the part that the message names as its start, else its first page.
func rootPart(header textproto.MIMEHeader, body io.Reader, deadline time.Time) (part, error) {
	kind, parameters, err := mime.ParseMediaType(header.Get("Content-Type"))
	if err != nil {
		return part{}, fmt.Errorf("the saved page's content type is damaged (%w): save it again as HTML", err)
	}
	if kind == "text/html" {
		return decodePart(header, body)
	}
	if !strings.HasPrefix(kind, "multipart/") || parameters["boundary"] == "" {
		return part{}, errNoPage
	}
	var found *part
	parts := multipart.NewReader(body, parameters["boundary"])
	for range maxParts {
		if time.Now().After(deadline) {
			return part{}, ErrTooSlow
		}
		next, err := parts.NextRawPart()
		if err != nil {
			if found != nil || errors.Is(err, io.EOF) {
				break
			}
			return part{}, fmt.Errorf("the saved page is cut off or damaged (%w): save it again", err)
		}
		inner, _, _ := mime.ParseMediaType(next.Header.Get("Content-Type"))
		start := parameters["start"] != "" && next.Header.Get("Content-ID") == parameters["start"]
		if !start && (found != nil || inner != "text/html" && inner != "application/xhtml+xml") {
			continue
		}
		p, err := decodePart(textproto.MIMEHeader(next.Header), next)
		if err != nil {
			return part{}, err
		}
		if found = &p; start || parameters["start"] == "" {
			break
		}
	}
	if found == nil {
		return part{}, errNoPage
	}
	return *found, nil
}

// decodePart undoes the transfer encoding. A part that is cut off gives what there is of it.
func decodePart(header textproto.MIMEHeader, body io.Reader) (part, error) {
	switch strings.ToLower(strings.TrimSpace(header.Get("Content-Transfer-Encoding"))) {
	case "quoted-printable":
		body = quotedprintable.NewReader(body)
	case "base64":
		body = base64.NewDecoder(base64.StdEncoding, body)
	}
	decoded, err := io.ReadAll(io.LimitReader(body, MaxBytes))
	if err != nil && len(decoded) == 0 {
		return part{}, fmt.Errorf("the saved page is cut off or damaged (%w): save it again", err)
	}
	return part{header, decoded}, nil
}
