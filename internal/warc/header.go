package warc

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"

	"gainsay/news"
)

// The bounds of a header, of a record as of HTTP. One that passes them is broken.
const (
	MaxHeader = 1 << 20 // bytes
	MaxFields = 1000
)

// Header is a list of named values in the order of the file. A name may come more than once.
type Header []news.HeaderField

// Get is the first value of a name, "" if there is none. Case does not matter in names.
func (h Header) Get(name string) string {
	for _, field := range h {
		if strings.EqualFold(field.Name, name) {
			return field.Value
		}
	}
	return ""
}

// ErrField is a name or value that would break the frame of a record: it holds a line break or another control character.
var ErrField = errors.New("a name or value holds a control character: take it out")

// check is ErrField if the header cannot be written.
func (h Header) check() error {
	for _, field := range h {
		if field.Name == "" || strings.ContainsFunc(field.Name, func(r rune) bool { return r <= ' ' || r == ':' || r == 0x7f }) {
			return fmt.Errorf("field %q: %w", field.Name, ErrField)
		}
		if strings.ContainsFunc(field.Value, func(r rune) bool { return r < ' ' && r != '\t' || r == 0x7f }) {
			return fmt.Errorf("field %s: %w", field.Name, ErrField)
		}
	}
	return nil
}

// append writes the fields as lines, without the empty one that ends a header.
func (h Header) append(to []byte) []byte {
	for _, field := range h {
		to = append(to, field.Name...)
		to = append(to, ": "...)
		to = append(to, field.Value...)
		to = append(to, "\r\n"...)
	}
	return to
}

// errTooMuch is a header that passes the bounds.
var errTooMuch = fmt.Errorf("it has more than %d bytes or %d fields", MaxHeader, MaxFields)

// readHeader reads fields up to the empty line. Lines may end in CRLF or LF; one that begins with a space or a tab goes on
// with the value before it, joined by one space; one without a colon is passed over. With stop, a line that begins so ends
// the header too early: it is left unread and the error is io.ErrUnexpectedEOF, as at the end of the bytes.
func readHeader(from *bufio.Reader, stop string) (Header, error) {
	var header Header
	room := MaxHeader
	for {
		if stop != "" {
			if ahead, _ := from.Peek(len(stop)); string(ahead) == stop {
				return header, io.ErrUnexpectedEOF
			}
		}
		line, err := readLine(from, &room)
		switch {
		case errors.Is(err, io.EOF):
			return header, io.ErrUnexpectedEOF
		case err != nil:
			return header, err
		case line == "":
			return header, nil
		case len(header) == MaxFields:
			return header, errTooMuch
		}
		name, value, found := strings.Cut(line, ":")
		switch {
		case line[0] == ' ' || line[0] == '\t':
			if len(header) > 0 {
				last := &header[len(header)-1]
				last.Value = strings.TrimLeft(last.Value+" "+strings.Trim(line, " \t"), " ")
			}
		case found:
			header = append(header, news.HeaderField{Name: strings.Trim(name, " \t"), Value: strings.Trim(value, " \t")})
		}
	}
}

// readLine reads a line and takes its line break off. What it reads goes off room. Without a line break at the end of the
// bytes the error is io.EOF.
func readLine(from *bufio.Reader, room *int) (string, error) {
	var line []byte
	for {
		part, err := from.ReadSlice('\n')
		if *room -= len(part); *room < 0 {
			return "", errTooMuch
		}
		switch {
		case errors.Is(err, bufio.ErrBufferFull):
			line = append(line, part...)
		case err != nil:
			return "", err
		default:
			line = append(line, part...)
			return string(bytes.TrimSuffix(line[:len(line)-1], []byte("\r"))), nil
		}
	}
}
