package warc

import (
	"compress/gzip"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"strings"
	"time"

	"gainsay/news"
)

// Writer writes records of WARC/1.1 one after the other.
type Writer struct {
	to     io.Writer
	packer *gzip.Writer // nil for a plain file
	offset int64
	failed error
}

// NewWriter writes to a file; with gzipped each record becomes a gzip member of its own, so that it can be read alone.
func NewWriter(to io.Writer, gzipped bool) *Writer {
	w := &Writer{to: to}
	if gzipped {
		w.packer = gzip.NewWriter(nil)
	}
	return w
}

// Written is where a record went, for an index.
type Written struct {
	ID             string
	Offset, Length int64  // bytes of the file
	PayloadDigest  string // "sha256:" and lower-case hex
}

// Entry is a record to be written.
type Entry struct {
	Type        string
	ID          string    // an address, such as "urn:uuid:…"; "" for a random one
	TargetURI   string    // "" for none
	Date        time.Time // when the block was come by
	ContentType string    // of the block; "" for none
	Header      Header    // further fields
	Block       []byte
	Payload     int // byte of the block at which the document begins: behind the header of HTTP, or 0
}

// WriteInfo writes the `warcinfo` that begins a file: who made it, with what. Name is that of the file, "" if it has none.
func (w *Writer) WriteInfo(name string, at time.Time, fields Header) (Written, error) {
	entry := Entry{Type: TypeInfo, Date: at, ContentType: "application/warc-fields"}
	if name != "" {
		entry.Header = Header{{Name: "WARC-Filename", Value: name}}
	}
	return w.writeFields(entry, fields)
}

// WriteResponse writes what a server answered. The body must be as the header says its Content-Encoding is, but without the
// chunks of Transfer-Encoding. Fields that do not hold for it (a Transfer-Encoding, another Content-Length) are kept under a
// name with X-Archive-Orig- before it, as other archives do.
func (w *Writer) WriteResponse(uri string, at time.Time, status int, header Header, body []byte) (Written, error) {
	entry, err := responseEntry(uri, at, status, header, body)
	if err != nil {
		return Written{}, err
	}
	return w.Write(entry)
}

func responseEntry(uri string, at time.Time, status int, header Header, body []byte) (Entry, error) {
	if status < 100 || status > 999 {
		return Entry{}, fmt.Errorf("status %d of %.200q: %w", status, uri, ErrEntry)
	}
	first := fmt.Sprintf("HTTP/1.1 %d %s", status, http.StatusText(status))
	block, payload, err := message(first, honest(header, len(body)), body)
	return Entry{
		Type: TypeResponse, TargetURI: uri, Date: at, ContentType: "application/http; msgtype=response",
		Block: block, Payload: payload,
	}, err
}

// honest is a header without fields that do not hold for a body that lies there whole.
func honest(header Header, size int) Header {
	kept := make(Header, 0, len(header))
	for _, field := range header {
		lies := strings.EqualFold(field.Name, "Transfer-Encoding") ||
			strings.EqualFold(field.Name, "Content-Length") && field.Value != strconv.Itoa(size)
		if lies {
			field.Name = "X-Archive-Orig-" + field.Name
		}
		kept = append(kept, field)
	}
	return kept
}

// WriteRequest writes what a server was asked, such as "GET /a.html HTTP/1.1". ConcurrentTo is the id of the record of its
// answer, "" if there is none.
func (w *Writer) WriteRequest(uri string, at time.Time, line string, header Header, body []byte, concurrentTo string) (Written, error) {
	block, payload, err := message(line, header, body)
	if err != nil {
		return Written{}, err
	}
	return w.Write(Entry{
		Type: TypeRequest, TargetURI: uri, Date: at, ContentType: "application/http; msgtype=request",
		Header: reference("WARC-Concurrent-To", concurrentTo), Block: block, Payload: payload,
	})
}

// WriteResource writes a document that came without HTTP, such as a file.
func (w *Writer) WriteResource(uri string, at time.Time, contentType string, body []byte) (Written, error) {
	return w.Write(Entry{Type: TypeResource, TargetURI: uri, Date: at, ContentType: contentType, Block: body})
}

// WriteMetadata writes what is known about a record: that with the id refersTo, or none if it is "".
func (w *Writer) WriteMetadata(uri string, at time.Time, refersTo string, fields Header) (Written, error) {
	return w.writeFields(Entry{
		Type: TypeMetadata, TargetURI: uri, Date: at, ContentType: "application/warc-fields",
		Header: reference("WARC-Refers-To", refersTo),
	}, fields)
}

func (w *Writer) writeFields(entry Entry, fields Header) (Written, error) {
	if err := fields.check(); err != nil {
		return Written{}, err
	}
	entry.Block = fields.append(nil)
	return w.Write(entry)
}

// message is a message of HTTP and the place of its body.
func message(first string, header Header, body []byte) (block []byte, payload int, err error) {
	if err := (Header{{Name: "first-line", Value: first}}).check(); err != nil {
		return nil, 0, err
	}
	if err := header.check(); err != nil {
		return nil, 0, err
	}
	block = append(block, first+"\r\n"...)
	block = append(header.append(block), "\r\n"...)
	payload = len(block)
	return append(block, body...), payload, nil
}

// reference is a field with the id of another record.
func reference(name, id string) Header {
	if id == "" {
		return nil
	}
	return Header{{Name: name, Value: "<" + id + ">"}}
}

// ErrEntry is a record that the standard does not allow: without a type or a date, with an address or a status that is none.
var ErrEntry = errors.New("this cannot be a record: it needs a type, a date, addresses without spaces, and a status of HTTP if any")

// Write writes any record. The fields that the standard asks for are made from the entry: length, and the digests of the
// block and, if it is not all of it, of the payload. What cannot be a record is ErrEntry or ErrField, and nothing is written.
func (w *Writer) Write(entry Entry) (Written, error) {
	if w.failed != nil {
		return Written{}, w.failed
	}
	if entry.ID == "" {
		entry.ID = randomID()
	}
	header, payloadDigest, err := entry.header()
	if err != nil {
		return Written{}, err
	}
	written := Written{ID: entry.ID, Offset: w.offset, PayloadDigest: payloadDigest}
	if err := w.put(append(header.append([]byte("WARC/1.1\r\n")), "\r\n"...), entry.Block, []byte("\r\n\r\n")); err != nil {
		w.failed = fmt.Errorf("writing a record: %w", err)
		return Written{}, w.failed
	}
	written.Length = w.offset - written.Offset
	return written, nil
}

// header is all of the header of a record.
func (e Entry) header() (header Header, payloadDigest string, err error) {
	if e.Type == "" || e.Date.IsZero() || e.Payload < 0 || e.Payload > len(e.Block) ||
		!isAddress(e.ID) || strings.Contains(e.ID, ">") ||
		e.TargetURI != "" && !isAddress(e.TargetURI) {
		return nil, "", fmt.Errorf("%s record of %.200q: %w", e.Type, e.TargetURI, ErrEntry)
	}
	add := func(name, value string) { header = append(header, news.HeaderField{Name: name, Value: value}) }
	add("WARC-Type", e.Type)
	add("WARC-Record-ID", "<"+e.ID+">")
	add("WARC-Date", e.Date.UTC().Format(time.RFC3339Nano))
	if e.TargetURI != "" {
		add("WARC-Target-URI", e.TargetURI)
	}
	header = append(header, e.Header...)
	blockDigest := digest(e.Block)
	payloadDigest = blockDigest
	if e.Payload > 0 {
		payloadDigest = digest(e.Block[e.Payload:])
		add("WARC-Payload-Digest", payloadDigest)
	}
	add("WARC-Block-Digest", blockDigest)
	if e.ContentType != "" {
		add("Content-Type", e.ContentType)
	}
	add("Content-Length", strconv.Itoa(len(e.Block)))
	return header, payloadDigest, header.check()
}

// isAddress tells whether s can stand where a URI is to: without white space, control characters and brackets around it.
func isAddress(s string) bool {
	return s != "" && s[0] != '<' && !strings.ContainsFunc(s, func(r rune) bool { return r <= ' ' || r == 0x7f })
}

func digest(data []byte) string {
	sum := sha256.Sum256(data)
	return "sha256:" + hex.EncodeToString(sum[:])
}

// put writes the parts of a record, as one gzip member if the file is to be gzipped.
func (w *Writer) put(parts ...[]byte) error {
	var to io.Writer = (*positioned)(w)
	if w.packer != nil {
		w.packer.Reset(to)
		to = w.packer
	}
	for _, part := range parts {
		if _, err := to.Write(part); err != nil {
			return err
		}
	}
	if w.packer != nil {
		return w.packer.Close()
	}
	return nil
}

// positioned is a Writer that counts what goes to its file.
type positioned Writer

func (p *positioned) Write(data []byte) (int, error) {
	n, err := p.to.Write(data)
	p.offset += int64(n)
	return n, err
}

// randomID is a random UUID (version 4, RFC 9562) as a URN.
func randomID() string {
	var random [16]byte
	_, _ = rand.Read(random[:]) // never fails
	return uuid(random, 4)
}

// uuid makes a URN of 16 bytes, of which 6 bits give way to the version and the variant (RFC 9562).
func uuid(b [16]byte, version byte) string {
	b[6] = b[6]&0x0f | version<<4
	b[8] = b[8]&0x3f | 0x80
	return fmt.Sprintf("urn:uuid:%x-%x-%x-%x-%x", b[:4], b[4:6], b[6:8], b[8:10], b[10:])
}
