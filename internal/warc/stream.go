package warc

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"encoding/binary"
	"errors"
	"io"
)

// stream is a buffered reader that knows its place.
type stream struct {
	buffer *bufio.Reader
	from   io.Reader
	read   int64 // bytes taken from from
	err    error // the error of from, its end aside
	probe  gzip.Reader
}

const bufferSize = 64 << 10 // bytes

func newStream(from io.Reader) *stream {
	s := &stream{from: from}
	s.buffer = bufio.NewReaderSize(counter{s}, bufferSize)
	return s
}

// restart goes on at place at, which from was already brought to.
func (s *stream) restart(at int64) {
	s.read, s.err = at, nil
	s.buffer.Reset(counter{s})
}

// offset is the place of the next byte, from the beginning of the stream.
func (s *stream) offset() int64 { return s.read - int64(s.buffer.Buffered()) }

// counter reads what a stream reads from, and notes how much it was.
type counter struct{ s *stream }

func (c counter) Read(p []byte) (int, error) {
	n, err := c.s.from.Read(p)
	c.s.read += int64(n)
	if err != nil && !errors.Is(err, io.EOF) {
		c.s.err = err
	}
	return n, err
}

var (
	recordMagic = []byte("WARC/")
	memberMagic = []byte{0x1f, 0x8b, 8} // of gzip with deflate, the only method there is (RFC 1952)
)

// skipBreaks passes over line breaks and returns with the next byte ahead, or with the error that stands before it.
func (s *stream) skipBreaks() error {
	for {
		ahead, err := s.buffer.Peek(1)
		if err != nil {
			return err
		}
		if ahead[0] != '\r' && ahead[0] != '\n' {
			return nil
		}
		_, _ = s.buffer.Discard(1) // it is buffered
	}
}

// skipToRecord passes over what comes before the next record: before "WARC/" at the beginning of a line or, with members,
// before a gzip member that begins with these bytes. With lineStart the next byte begins a line.
func (s *stream) skipToRecord(lineStart, members bool) error {
	for {
		_, err := s.buffer.Peek(len(recordMagic))
		window, _ := s.buffer.Peek(s.buffer.Buffered()) // cannot fail
		place, isMember := indexRecord(window, lineStart, members)
		if place < 0 && err != nil {
			_, _ = s.buffer.Discard(len(window))
			return err
		}
		skip := place
		if place < 0 {
			skip = len(window) - (len(recordMagic) - 1) // the rest may be the beginning of one
		}
		if skip > 0 {
			lineStart = window[skip-1] == '\n'
			_, _ = s.buffer.Discard(skip)
		}
		if place < 0 {
			continue
		}
		if !isMember || s.memberAhead() {
			return nil
		}
		_, _ = s.buffer.Discard(1)
		lineStart = false
	}
}

// indexRecord is the place of the first bytes in window that may begin a record or a gzip member with one; -1 if there are none.
func indexRecord(window []byte, lineStart, members bool) (place int, isMember bool) {
	for at, b := range window {
		switch b {
		case recordMagic[0]:
			begins := at == 0 && lineStart || at > 0 && window[at-1] == '\n'
			if begins && bytes.HasPrefix(window[at:], recordMagic) {
				return at, false
			}
		case memberMagic[0]:
			if members && bytes.HasPrefix(window[at:], memberMagic) {
				return at, true
			}
		}
	}
	return -1, false
}

// memberAhead tells whether the next bytes are a gzip member that holds a record, without reading them.
func (s *stream) memberAhead() bool {
	const enough = 4 << 10                  // bytes: the header of a member, with its name, and the first bytes of its data
	const flags, extra, hasExtra = 3, 10, 4 // RFC 1952, 2.3.1
	ahead, _ := s.buffer.Peek(enough)
	if len(ahead) < extra+2 || ahead[flags]&hasExtra != 0 && int(binary.LittleEndian.Uint16(ahead[extra:])) > len(ahead) {
		return false // too cheap a check to leave to the unpacker, which makes room for the extra field first
	}
	if s.probe.Reset(bytes.NewReader(ahead)) != nil {
		return false
	}
	first := make([]byte, len(recordMagic))
	_, err := io.ReadFull(&s.probe, first)
	return err == nil && bytes.Equal(first, recordMagic)
}
