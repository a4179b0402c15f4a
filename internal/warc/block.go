package warc

import (
	"bytes"
	"errors"
	"io"
)

// block reads the block of a record.
type block struct {
	reader *Reader
	at     Place // where the record begins
	begin  Place // where the block begins
	left   int64 // bytes
	err    error // io.EOF once the record has turned out whole, else why it is not
}

func (b *block) Read(p []byte) (int, error) {
	switch {
	case b.reader.block != b:
		return 0, ErrPassed
	case b.err != nil:
		return 0, b.err
	case len(p) == 0:
		return 0, nil
	case b.left == 0:
		b.err = b.reader.end(b)
		return 0, b.err
	}
	n, err := b.reader.here().buffer.Read(p[:min(int64(len(p)), b.left)])
	b.left -= int64(n)
	if errors.Is(err, io.EOF) { // of the file or of the gzip member
		err = ErrTruncated
	}
	if err != nil {
		b.err = b.reader.broken(b.at, err)
	}
	return n, b.err
}

// end looks at what comes after a block: two line breaks, of which any may be missing, and then another record or the end.
// It returns io.EOF if so.
func (r *Reader) end(b *block) error {
	from := r.here()
	ahead, _ := from.buffer.Peek(4)
	wellEnded := string(ahead) == "\r\n\r\n"
	err := from.skipBreaks()
	switch {
	case errors.Is(err, io.EOF):
		return io.EOF
	case err != nil:
		return r.broken(b.at, err)
	}
	ahead, _ = from.buffer.Peek(len(recordMagic))
	inFile := r.member == nil
	if wellEnded || bytes.Equal(ahead, recordMagic) || inFile && bytes.HasPrefix(ahead, memberMagic[:2]) {
		return io.EOF
	}
	if inFile {
		r.back(b.begin.Offset) // the length may have led over other records
	}
	return r.broken(b.at, ErrLength)
}
