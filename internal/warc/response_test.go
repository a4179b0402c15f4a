package warc

import (
	"errors"
	"io"
	"strings"
	"testing"
)

func TestResponse(t *testing.T) {
	const chunkedHead = "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, Chunked\r\n\r\n"
	for _, test := range []struct {
		name, block string
		status      int
		body        string
		header      string // as name=value
		err         error
	}{
		{"plain", "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>", 200, "<p>", "Content-Type=text/html", nil},
		{"no body", "HTTP/1.1 304 Not Modified\r\n\r\n", 304, "", "", nil},
		{"LF only", "HTTP/1.0 404\nA: b\n c\n\nx", 404, "x", "A=b c", nil},
		{"names that come twice", "HTTP/2 200\r\nSet-Cookie: a\r\nset-cookie: b\r\n\r\n", 200, "", "Set-Cookie=a set-cookie=b", nil},
		{"chunks", chunkedHead + "3\r\none\r\n2;x=y\r\n, \r\n0\r\nTrailer: x\r\n\r\n", 200, "one, ", "Transfer-Encoding=gzip, Chunked", nil},
		{"chunks already put together", chunkedHead + "<p>\none", 200, "<p>\none", "Transfer-Encoding=gzip, Chunked", nil},
		{"chunks that are cut", chunkedHead + "9\r\none", 200, "one", "Transfer-Encoding=gzip, Chunked", io.ErrUnexpectedEOF},
		{"gzip stays", "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n\x1f\x8b", 200, "\x1f\x8b", "Content-Encoding=gzip", nil},
		{"no answer", "<html>\n", 0, "", "", ErrNotHTTP},
		{"nothing", "", 0, "", "", ErrNotHTTP},
		{"no status", "HTTP/1.1 OK\r\n\r\n", 0, "", "", ErrNotHTTP},
		{"header without an end", "HTTP/1.1 200 OK\r\nA: b\r\n", 0, "", "", ErrNotHTTP},
		{"header without bounds", "HTTP/1.1 200 OK\r\nA: " + strings.Repeat("b", MaxHeader), 0, "", "", ErrNotHTTP},
	} {
		t.Run(test.name, func(t *testing.T) {
			record, err := NewReader(strings.NewReader(plainRecord("a", test.block))).Next()
			if err != nil {
				t.Fatal(err)
			}
			response, err := record.Response()
			if err != nil {
				if !errors.Is(err, test.err) {
					t.Errorf("got %v, want %v", err, test.err)
				}
				return
			}
			body, err := io.ReadAll(response.Body)
			var header []string
			for _, field := range response.Header {
				header = append(header, field.Name+"="+field.Value)
			}
			if !errors.Is(err, test.err) || response.Status != test.status || string(body) != test.body || strings.Join(header, " ") != test.header {
				t.Errorf("got %d %q %q, %v", response.Status, header, body, err)
			}
		})
	}
}

// Whether a record is whole shows at the end of the body too.
func TestResponseOfABrokenRecord(t *testing.T) {
	for _, block := range []string{"HTTP/1.1 200 OK\r\n\r\n<p>", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n0\r\n\r\n"} {
		file := []byte(zipped(plainRecord("a", block)))
		file[len(file)-5] ^= 1 // in the checksum
		record, err := NewReader(strings.NewReader(string(file))).Next()
		if err != nil {
			t.Fatal(err)
		}
		response, err := record.Response()
		if err == nil {
			_, err = io.ReadAll(response.Body)
		}
		if !errors.Is(err, ErrDamaged) {
			t.Errorf("got %v", err)
		}
	}
}
