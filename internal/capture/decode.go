package capture

import (
	"bufio"
	"compress/flate"
	"compress/gzip"
	"compress/zlib"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/zstd"
)

// ErrEncoding is compression that cannot be undone: it is broken, of a kind that was not asked for, or too deep.
var ErrEncoding = errors.New("the server compressed the page in a way that cannot be undone: open the page in a browser and save it to a file")

const (
	acceptEncoding = "gzip, br, zstd, deflate"
	maxEncodings   = 3       // one in the other; nobody honest needs two
	maxWindow      = 8 << 20 // bytes that zstd may look back, as RFC 9659 has it; the window of brotli ends at 16 MiB by itself
)

// Decode undoes the encodings of a body, given as in the header field Content-Encoding (RFC 9110, section 8.4), "" for none. Neither
// the body nor any layer of it may be larger than limit bytes: an ErrTooLarge comes with the first limit bytes at most. An
// error of in itself is handed on as it is; everything else that goes wrong is an ErrEncoding.
func Decode(in io.Reader, encoding string, limit int) ([]byte, error) {
	layers, err := encodings(encoding)
	if err != nil {
		return nil, err
	}
	source := &limited{from: in, left: limit}
	all := []*limited{source}
	for _, layer := range layers {
		undone, stop, err := undo(layer, all[len(all)-1])
		if err != nil {
			return nil, decodeError(err, all, limit)
		}
		defer stop()
		all = append(all, &limited{from: undone, left: limit})
	}
	raw, err := io.ReadAll(all[len(all)-1])
	if err != nil {
		err = decodeError(err, all, limit)
	}
	return raw, err
}

// decodeError tells the failures of a stack of layers apart. The innermost cause counts: what its readers say follows from it.
func decodeError(err error, layers []*limited, limit int) error {
	for _, layer := range layers {
		if layer.full {
			return tooLarge(limit)
		}
	}
	if failed := layers[0].failed; failed != nil {
		return failed
	}
	return fmt.Errorf("%w (%w)", ErrEncoding, err)
}

// encodings lists what to undo, the outermost layer first.
func encodings(header string) ([]string, error) {
	var layers []string
	for name := range strings.SplitSeq(strings.ToLower(header), ",") {
		if name = strings.TrimSpace(name); name != "" && name != "identity" {
			layers = append([]string{name}, layers...)
		}
		if len(layers) > maxEncodings {
			return nil, fmt.Errorf("%w (more than %d layers)", ErrEncoding, maxEncodings)
		}
	}
	return layers, nil
}

// undo opens one layer; stop frees what it holds. A layer of no bytes at all is an empty document.
func undo(encoding string, in io.Reader) (out io.Reader, stop func(), err error) {
	stop = func() {}
	packed := bufio.NewReader(in)
	if _, err := packed.Peek(1); errors.Is(err, io.EOF) {
		return packed, stop, nil
	}
	switch encoding {
	case "gzip", "x-gzip":
		out, err = gzip.NewReader(packed)
	case "br":
		out = brotli.NewReader(packed)
	case "deflate":
		out, err = inflate(packed)
	case "zstd":
		var decoder *zstd.Decoder
		decoder, err = zstd.NewReader(packed, zstd.WithDecoderMaxWindow(maxWindow), zstd.WithDecoderConcurrency(1), zstd.WithDecoderLowmem(true))
		if err == nil {
			out, stop = decoder, decoder.Close
		}
	default:
		err = fmt.Errorf("%.40q is unknown", encoding)
	}
	return out, stop, err
}

// inflate reads "deflate", which is zlib (RFC 1950) by the standard and bare deflate (RFC 1951) from some servers.
func inflate(in *bufio.Reader) (io.Reader, error) {
	head, err := in.Peek(2)
	if err == nil && head[0]&0x0f == 8 && (int(head[0])<<8|int(head[1]))%31 == 0 {
		return zlib.NewReader(in)
	}
	return flate.NewReader(in), nil
}

// limited reads at most so many bytes, fails with ErrTooLarge where there are more, and remembers how it failed, as not every
// reader above it hands errors on unchanged.
type limited struct {
	from   io.Reader
	left   int
	full   bool  // there was more than is allowed
	failed error // of from, but its end
}

func (l *limited) Read(p []byte) (int, error) {
	if l.full {
		return 0, ErrTooLarge
	}
	n, err := l.from.Read(p[:min(len(p), l.left+1)])
	if n > l.left {
		n, l.full, err = l.left, true, ErrTooLarge
	}
	l.left -= n
	if err != nil && !errors.Is(err, io.EOF) && !l.full {
		l.failed = err
	}
	return n, err
}
