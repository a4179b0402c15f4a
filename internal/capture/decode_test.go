package capture

import (
	"bytes"
	"compress/flate"
	"compress/gzip"
	"compress/zlib"
	"errors"
	"io"
	"net/http"
	"runtime"
	"strings"
	"testing"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/zstd"
)

// pack encodes in one layer after the other; "raw" is deflate as some servers wrongly send it.
func pack(t testing.TB, raw []byte, encodings ...string) []byte {
	t.Helper()
	for _, encoding := range encodings {
		var out bytes.Buffer
		var writer io.WriteCloser
		var err error
		switch encoding {
		case "gzip":
			writer = gzip.NewWriter(&out)
		case "br":
			writer = brotli.NewWriter(&out)
		case "zstd":
			writer, err = zstd.NewWriter(&out)
		case "deflate":
			writer = zlib.NewWriter(&out)
		case "raw":
			writer, err = flate.NewWriter(&out, flate.DefaultCompression)
		}
		if err != nil {
			t.Fatal(err)
		}
		if _, err := writer.Write(raw); err != nil {
			t.Fatal(err)
		}
		if err := writer.Close(); err != nil {
			t.Fatal(err)
		}
		raw = out.Bytes()
	}
	return raw
}

func TestDecode(t *testing.T) {
	page := []byte(strings.Repeat("<p>It rained.", 1000))
	for _, test := range []struct {
		header string
		packed []byte
		want   error
	}{
		{"", page, nil},
		{"identity", page, nil},
		{"gzip", pack(t, page, "gzip"), nil},
		{"X-GZIP", pack(t, page, "gzip"), nil},
		{"br", pack(t, page, "br"), nil},
		{"zstd", pack(t, page, "zstd"), nil},
		{"deflate", pack(t, page, "deflate"), nil},
		{"deflate", pack(t, page, "raw"), nil},
		{"gzip, br", pack(t, page, "gzip", "br"), nil},
		{"br,zstd , identity,gzip", pack(t, page, "br", "zstd", "gzip"), nil},
		{"gzip", append(pack(t, page[:13], "gzip"), pack(t, page[13:], "gzip")...), nil},
		{"br, gzip", pack(t, page, "gzip", "br"), ErrEncoding},
		{"gzip", page, ErrEncoding},
		{"gzip", pack(t, page, "gzip")[:50], ErrEncoding},
		{"br", pack(t, page, "br")[:20], ErrEncoding},
		{"zstd", pack(t, page, "zstd")[:20], ErrEncoding},
		{"deflate", []byte{0}, ErrEncoding},
		{"compress", page, ErrEncoding},
		{"gzip, gzip, gzip, gzip", page, ErrEncoding},
		{"", append(page, ' '), ErrTooLarge},
		{"br", pack(t, append(page, ' '), "br"), ErrTooLarge},
	} {
		got, err := Decode(bytes.NewReader(test.packed), test.header, len(page))
		if !errors.Is(err, test.want) || err == nil && !bytes.Equal(got, page) {
			t.Errorf("%q: got %d bytes, %v, want %v", test.header, len(got), err, test.want)
		}
	}
	for _, header := range []string{"", "gzip", "br", "zstd", "deflate"} {
		if got, err := Decode(strings.NewReader(""), header, 10); err != nil || len(got) != 0 {
			t.Errorf("nothing at all in %q: got %q, %v", header, got, err)
		}
	}
}

// TestDecodeKeepsTheErrorOfItsInput tells a connection that broke off from compression that is broken.
func TestDecodeKeepsTheErrorOfItsInput(t *testing.T) {
	gone := errors.New("the line is dead")
	for _, header := range []string{"", "gzip", "br", "zstd", "deflate"} {
		packed := []byte("It rained.")
		if header != "" {
			packed = pack(t, bytes.Repeat(packed, 100), header)
		}
		in := io.MultiReader(bytes.NewReader(packed[:len(packed)-3]), &failing{gone})
		if _, err := Decode(in, header, 1<<20); !errors.Is(err, gone) || errors.Is(err, ErrEncoding) {
			t.Errorf("%q: got %v", header, err)
		}
	}
}

type failing struct{ err error }

func (f *failing) Read([]byte) (int, error) { return 0, f.err }

// TestBombs unpacks what is small on the wire and has no end: each must stop at the limit, and hold little more than that.
func TestBombs(t *testing.T) {
	zeros := make([]byte, 64<<20)
	empty := pack(t, nil, "gzip")
	window, err := zstd.NewWriter(nil, zstd.WithWindowSize(64<<20))
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		name, header string
		packed       []byte
		want         error
	}{
		{"gzip", "gzip", pack(t, zeros, "gzip"), ErrTooLarge},
		{"brotli", "br", pack(t, zeros, "br"), ErrTooLarge},
		{"zstd", "zstd", pack(t, zeros, "zstd"), ErrTooLarge},
		{"bomb in a bomb", "gzip, gzip", pack(t, zeros, "gzip", "gzip"), ErrTooLarge},
		{"nothing, again and again", "gzip, gzip", pack(t, bytes.Repeat(empty, 100_000), "gzip"), ErrTooLarge},
		{"large window", "zstd", window.EncodeAll(append(zeros, 1), nil), ErrEncoding},
	} {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		got, err := Decode(bytes.NewReader(test.packed), test.header, 1<<20)
		runtime.ReadMemStats(&after)
		if !errors.Is(err, test.want) || len(got) > 1<<20 {
			t.Errorf("%s: got %d bytes, %v", test.name, len(got), err)
		}
		if used := (after.TotalAlloc - before.TotalAlloc) >> 20; used > 64 {
			t.Errorf("%s: %d MiB were used", test.name, used)
		}
	}
}

func TestFetchUndoesEncodings(t *testing.T) {
	page := []byte("<p>It rained.")
	server := serve(t, map[string]http.HandlerFunc{"/{encoding}": func(w http.ResponseWriter, r *http.Request) {
		if !strings.Contains(r.Header.Get("Accept-Encoding"), r.PathValue("encoding")) {
			http.NotFound(w, r)
			return
		}
		w.Header().Set("Content-Encoding", r.PathValue("encoding"))
		_, _ = w.Write(pack(t, page, r.PathValue("encoding")))
	}})
	fetcher, _ := guest(t, Options{})
	for _, encoding := range []string{"gzip", "br", "zstd", "deflate"} {
		got, err := fetcher.Fetch(t.Context(), Request{Address: server.URL + "/" + encoding})
		if err != nil || !bytes.Equal(got.Raw, page) || got.SHA256 != digest(page) {
			t.Errorf("%s: got %q, %v", encoding, got.Raw, err)
		}
	}
}

func FuzzDecode(f *testing.F) {
	page := []byte("<p>It rained.")
	for _, encoding := range []string{"gzip", "br", "zstd", "deflate"} {
		f.Add(pack(f, page, encoding), encoding)
		f.Add(pack(f, page, encoding, "gzip"), encoding+", gzip")
	}
	f.Fuzz(func(t *testing.T, packed []byte, header string) {
		const limit = 1 << 16
		got, err := Decode(bytes.NewReader(packed), header, limit)
		if len(got) > limit {
			t.Errorf("%d bytes", len(got))
		}
		if err != nil && !errors.Is(err, ErrEncoding) && !errors.Is(err, ErrTooLarge) {
			t.Errorf("%v", err)
		}
	})
}
