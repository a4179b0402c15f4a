package warc

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"net/http/httputil"
	"strconv"
	"strings"
)

// ErrNotHTTP is a record without an answer of HTTP in it, or with one that cannot be read.
var ErrNotHTTP = errors.New("the record holds no answer of HTTP")

// Response is the answer of a server.
type Response struct {
	Status int
	Header Header // as it was sent
	// Body is what was sent, the chunks of Transfer-Encoding put together. Content-Encoding is left as it is: whoever reads a
	// gzipped page unpacks it. It ends with io.EOF if the record is whole, and may be read until the next record is.
	Body io.Reader
}

// Response reads the head of the answer that the block of a `response` record holds; also that of a `revisit`, which may have
// no body. The block must not have been read before.
func (r *Record) Response() (*Response, error) {
	block := bufio.NewReader(r.Block)
	room := MaxHeader
	first, err := readLine(block, &room)
	status, isStatus := parseStatus(first)
	switch {
	case errors.Is(err, io.EOF) || errors.Is(err, errTooMuch) || err == nil && !isStatus:
		return nil, fmt.Errorf("%s: %w", r.At, ErrNotHTTP)
	case err != nil:
		return nil, err
	}
	header, err := readHeader(block, "")
	switch {
	case errors.Is(err, io.ErrUnexpectedEOF) && r.Type == TypeRevisit: // nothing but a header, without the line that ends it
	case errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, errTooMuch):
		return nil, fmt.Errorf("%s: %w: its header: %w", r.At, ErrNotHTTP, err)
	case err != nil:
		return nil, err
	}
	response := &Response{Status: status, Header: header, Body: block}
	if isChunked(header) && chunkAhead(block) {
		response.Body = &chunked{body: httputil.NewChunkedReader(block), block: block}
	}
	return response, nil
}

// parseStatus reads the first line of an answer, such as "HTTP/1.1 200 OK".
func parseStatus(line string) (status int, ok bool) {
	fields := strings.Fields(line)
	if len(fields) < 2 || !strings.HasPrefix(fields[0], "HTTP/") {
		return 0, false
	}
	status, err := strconv.Atoi(fields[1])
	return status, err == nil && status >= 100 && status <= 999
}

func isChunked(header Header) bool {
	for _, coding := range strings.Split(header.Get("Transfer-Encoding"), ",") {
		if strings.EqualFold(strings.TrimSpace(coding), "chunked") {
			return true
		}
	}
	return false
}

// chunkAhead tells whether the body begins with the size of a chunk. Browsers that archive what they show keep the header of
// a chunked answer, but not its chunks.
func chunkAhead(body *bufio.Reader) bool {
	const longest = 100 // bytes of a line with a size
	ahead, _ := body.Peek(longest)
	line, _, found := strings.Cut(string(ahead), "\n")
	size, _, _ := strings.Cut(line, ";")
	_, err := strconv.ParseUint(strings.TrimSpace(size), 16, 63)
	return found && err == nil
}

// chunked is a body of chunks, which ends once the record has turned out whole.
type chunked struct {
	body  io.Reader
	block *bufio.Reader
}

func (c *chunked) Read(p []byte) (int, error) {
	n, err := c.body.Read(p)
	if errors.Is(err, io.EOF) {
		if _, errAfter := io.Copy(io.Discard, c.block); errAfter != nil { // the trailer of the chunks, and the end of the record
			err = errAfter
		}
	}
	return n, err
}
