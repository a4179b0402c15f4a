package warc

import (
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
)

// Reader reads the records of a WARC file, plain or gzipped: one gzip member a record, as the standard has it, or several
// records in one.
type Reader struct {
	raw      *stream
	seeker   io.Seeker // of what raw reads from; nil where there is no way back
	base     int64     // what seeker calls the first byte
	size     int64     // bytes of the file; -1 where it is not known
	reread   int64     // bytes read again so far
	unpacker gzip.Reader
	inside   *stream // of unpacker
	member   *stream // inside while a gzip member is being read, else nil
	memberAt int64   // byte of the file at which it begins
	block    *block  // of the record that was read last
	failed   error   // the file cannot be read any further
}

// NewReader reads the file that from holds from its present place on. If from can seek, more is saved of a broken file, for
// the reader can go back to where a record went wrong. To stop a reader, let from fail.
func NewReader(from io.Reader) *Reader {
	r := &Reader{raw: newStream(from), size: -1}
	if seeker, can := from.(io.Seeker); can {
		here, err := seeker.Seek(0, io.SeekCurrent)
		end, errEnd := seeker.Seek(0, io.SeekEnd)
		_, errBack := seeker.Seek(here, io.SeekStart)
		if err == nil && errEnd == nil && errBack == nil { // else it is a pipe
			r.seeker, r.base, r.size = seeker, here, max(end-here, 0)
		}
	}
	return r
}

// Next reads the next record up to its block, and passes over what is left of the block before. It returns io.EOF at the end
// of the file and a *Broken for what is no whole record; after that the next call goes on. A record that turned out broken
// when its Block was read is not told again. Any other error is one of reading the file, and final.
func (r *Reader) Next() (*Record, error) {
	if last := r.block; last != nil && last.err == nil {
		if _, err := io.Copy(io.Discard, last); err != nil {
			return nil, err
		}
	}
	r.block = nil
	if r.failed != nil {
		return nil, r.failed
	}
	if err := r.begin(); err != nil {
		return nil, err
	}
	return r.record()
}

// begin goes to the first byte of the next record: over line breaks, out of a gzip member and into the next one.
func (r *Reader) begin() error {
	for {
		if r.member != nil {
			err := r.member.skipBreaks()
			switch {
			case err == nil:
				return nil
			case errors.Is(err, io.EOF):
				r.member = nil
			default:
				return r.broken(r.place(), err)
			}
		}
		if err := r.raw.skipBreaks(); err != nil {
			return r.fail(err)
		}
		if ahead, _ := r.raw.buffer.Peek(2); !bytes.Equal(ahead, memberMagic[:2]) {
			return nil
		}
		if err := r.openMember(); err != nil {
			return r.broken(Place{Offset: r.memberAt}, err)
		}
	}
}

// openMember begins to read the gzip member that is ahead.
func (r *Reader) openMember() error {
	r.memberAt = r.raw.offset()
	if err := r.unpacker.Reset(r.raw.buffer); err != nil {
		return unexpected(err)
	}
	r.unpacker.Multistream(false)
	if r.inside == nil {
		r.inside = newStream(&r.unpacker)
	}
	r.inside.restart(0)
	r.member = r.inside
	return nil
}

// unexpected is the end of the file where more was to come.
func unexpected(err error) error {
	if errors.Is(err, io.EOF) {
		return io.ErrUnexpectedEOF
	}
	return err
}

// here is what records are being read from: the file or a gzip member.
func (r *Reader) here() *stream {
	if r.member != nil {
		return r.member
	}
	return r.raw
}

func (r *Reader) place() Place {
	if r.member != nil {
		return Place{r.memberAt, r.member.offset()}
	}
	return Place{Offset: r.raw.offset()}
}

// record reads the header of the record that begins here.
func (r *Reader) record() (*Record, error) {
	at, from := r.place(), r.here().buffer
	room := MaxHeader
	ahead, err := from.Peek(len(recordMagic))
	switch {
	case err != nil && !errors.Is(err, io.EOF):
		return nil, r.broken(at, err)
	case !bytes.Equal(ahead, recordMagic):
		return nil, r.broken(at, ErrNoRecord)
	}
	first, err := readLine(from, &room)
	version, isVersion := parseVersion(first)
	switch {
	case err != nil:
		return nil, r.broken(at, headerError(unexpected(err)))
	case !isVersion:
		return nil, r.broken(at, fmt.Errorf("%w: it begins with %.20q", ErrHeader, first))
	}
	header, err := readHeader(from, string(recordMagic))
	if err != nil {
		return nil, r.broken(at, headerError(err))
	}
	record := &Record{
		Version:     version,
		Type:        strings.ToLower(header.Get("WARC-Type")),
		ID:          bare(header.Get("WARC-Record-ID")),
		TargetURI:   bare(header.Get("WARC-Target-URI")),
		Date:        parseDate(header.Get("WARC-Date")),
		ContentType: header.Get("Content-Type"),
		Header:      header,
		At:          at,
	}
	length, err := strconv.ParseUint(header.Get("Content-Length"), 10, 63)
	record.Length = int64(length)
	switch {
	case record.Type == "":
		return nil, r.broken(at, fmt.Errorf("%w: it has no WARC-Type", ErrHeader))
	case err != nil:
		return nil, r.broken(at, fmt.Errorf("%w: its Content-Length is %.40q", ErrHeader, header.Get("Content-Length")))
	}
	if left := r.size - r.raw.offset(); r.member == nil && r.size >= 0 && record.Length > left {
		return nil, r.broken(at, fmt.Errorf("%w: its Content-Length is %d, but %d bytes are left", ErrTruncated, length, max(left, 0)))
	}
	r.block = &block{reader: r, at: at, begin: r.place(), left: record.Length}
	record.Block = r.block
	return record, nil
}

// headerError tells a header that ends too early from one that is too long; what else comes of a stream comes as it is.
func headerError(err error) error {
	switch {
	case errors.Is(err, io.ErrUnexpectedEOF):
		return fmt.Errorf("%w in its header", ErrTruncated)
	case errors.Is(err, errTooMuch):
		return fmt.Errorf("%w: %w", ErrHeader, err)
	}
	return err
}

// parseVersion takes "WARC/1.1" apart.
func parseVersion(line string) (version string, ok bool) {
	version = strings.TrimPrefix(strings.TrimRight(line, " \t"), string(recordMagic))
	major, minor, found := strings.Cut(version, ".")
	_, err := strconv.ParseUint(major, 10, 8)
	_, errMinor := strconv.ParseUint(minor, 10, 8)
	return version, found && err == nil && errMinor == nil
}

// broken goes on to the next record and returns what was passed over: a *Broken, or the error of reading the file.
// A reason that is not one of this package's own came from unpacking.
func (r *Reader) broken(from Place, reason error) error {
	if r.raw.err != nil {
		return r.fail(r.raw.err)
	}
	own := []error{ErrNoRecord, ErrHeader, ErrTruncated, ErrLength}
	lineStart := true
	switch {
	case !isAny(reason, own):
		r.leaveDamaged()
		kind := ErrDamaged
		if errors.Is(reason, io.ErrUnexpectedEOF) {
			kind = ErrTruncated
		}
		reason, lineStart = fmt.Errorf("%w: %w", kind, reason), false
	case errors.Is(reason, ErrNoRecord):
		_, _ = r.here().buffer.Discard(1)
		lineStart = false
	case errors.Is(reason, errTooMuch):
		lineStart = false
	}
	if err := r.resume(lineStart); err != nil && !errors.Is(err, io.EOF) {
		return r.fail(err)
	}
	return &Broken{From: from, To: r.place(), Err: reason}
}

// fail ends the reading, with io.EOF or the error of reading the file.
func (r *Reader) fail(err error) error {
	if r.failed = err; !errors.Is(err, io.EOF) {
		r.failed = fmt.Errorf("reading the file at byte %d: %w", r.raw.offset(), err)
	}
	return r.failed
}

func isAny(err error, kinds []error) bool {
	for _, kind := range kinds {
		if errors.Is(err, kind) {
			return true
		}
	}
	return false
}

// leaveDamaged leaves a gzip member that cannot be unpacked any further. What was unpacked last may have been the next members,
// so it goes back to where this one began.
func (r *Reader) leaveDamaged() {
	r.member = nil
	r.back(r.memberAt + 1)
}

// back goes back to a byte of the file, if there is a way. What is read again in all stays within about twice the file, so
// that a file made for it cannot hold the reader up.
func (r *Reader) back(to int64) {
	const always = 1 << 20   // bytes
	again := r.raw.read - to // what is in the buffer is read again too
	if r.seeker == nil || again < 0 || r.reread+again > 2*r.size+always {
		return
	}
	if _, err := r.seeker.Seek(r.base+to, io.SeekStart); err != nil {
		return
	}
	r.reread += again
	r.raw.restart(to)
}

// resume goes to the next record in the gzip member or, behind it, in the file.
func (r *Reader) resume(lineStart bool) error {
	if r.member != nil {
		err := r.member.skipToRecord(lineStart, false)
		if err == nil {
			return nil
		}
		switch {
		case r.raw.err != nil:
			return r.raw.err
		case errors.Is(err, io.EOF):
			r.member = nil
			return nil
		}
		r.leaveDamaged()
		lineStart = false
	}
	return r.raw.skipToRecord(lineStart, true)
}
