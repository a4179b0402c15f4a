package warc

import (
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"runtime"
	"slices"
	"strings"
	"testing"
	"testing/iotest"
	"time"
)

// plainRecord is a record of the smallest header there may be.
func plainRecord(uri, block string) string {
	return fmt.Sprintf("WARC/1.1\r\nWARC-Type: resource\r\nWARC-Target-URI: %s\r\nWARC-Record-ID: <urn:x:%[1]s>\r\n"+
		"WARC-Date: 2024-02-03T04:05:06Z\r\nContent-Type: text/plain\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n", uri, len(block), block)
}

func zipped(parts ...string) string {
	var file bytes.Buffer
	for _, part := range parts {
		member := gzip.NewWriter(&file)
		_, _ = member.Write([]byte(part))
		_ = member.Close()
	}
	return file.String()
}

// onlyForward is a file without a way back.
func onlyForward(s string) io.Reader { return io.MultiReader(strings.NewReader(s)) }

// readAll reads a file: of each whole record "address=block", and all else as errors. No error comes twice.
func readAll(t *testing.T, from io.Reader) (whole []string, broken []*Broken) {
	t.Helper()
	reader := NewReader(from)
	for {
		record, err := reader.Next()
		if errors.Is(err, io.EOF) {
			return whole, broken
		}
		if err == nil {
			var block []byte
			if block, err = io.ReadAll(record.Block); err == nil {
				if int64(len(block)) != record.Length {
					t.Errorf("the block has %d bytes, Content-Length is %d", len(block), record.Length)
				}
				whole = append(whole, record.TargetURI+"="+string(block))
				continue
			}
		}
		var one *Broken
		if !errors.As(err, &one) {
			t.Fatalf("got %v", err)
		}
		broken = append(broken, one)
	}
}

func TestReader(t *testing.T) {
	a, b, c := plainRecord("a", "one"), plainRecord("b", "two\r\n"), plainRecord("c", "")
	lines := func(s string) string { return strings.ReplaceAll(s, "\r\n", "\n") }
	lie := func(length string) string { return strings.Replace(a, "Length: 3", "Length: "+length, 1) }
	manyFields := strings.Replace(a, "Content-Type:", strings.Repeat("X: y\r\n", MaxFields)+"Content-Type:", 1)
	longField := strings.Replace(a, "text/plain", strings.Repeat("x", MaxHeader), 1)
	for _, test := range []struct {
		name, file string
		want       string // what is whole
		broken     []error
	}{
		{"nothing", "", "", nil},
		{"line breaks", "\r\n\n", "", nil},
		{"three records", a + b + c, "a=one b=two\r\n c=", nil},
		{"a member each", zipped(a, b, c), "a=one b=two\r\n c=", nil},
		{"one member for all", zipped(a + b + c), "a=one b=two\r\n c=", nil},
		{"an empty member", zipped(a, "", b), "a=one b=two\r\n", nil},
		{"plain and gzipped", a + zipped(b) + c, "a=one b=two\r\n c=", nil},
		{"LF only", lines(plainRecord("a", "one")) + lines(c), "a=one c=", nil},
		{"no line breaks between records", strings.TrimSpace(a) + b, "a=one b=two\r\n", nil},
		{"more line breaks than two", a + "\r\n\r\n" + b, "a=one b=two\r\n", nil},
		{"folded value", strings.Replace(a, "URI: a", "URI:\r\n  a\r\n\tb", 1), "a b=one", nil},
		{"line without a colon", strings.Replace(a, "WARC-Type", "nonsense\r\nWARC-Type", 1), "a=one", nil},
		{"names in any case", strings.Replace(a, "Content-Length", "content-LENGTH", 1), "a=one", nil},
		{"address in brackets", strings.Replace(a, "URI: a", "URI: <a>", 1), "a=one", nil},
		{"an archive in an archive", plainRecord("a", b) + c, "a=" + b + " c=", nil},
		{"WARC/1.0", strings.Replace(a, "1.1", "1.0", 1), "a=one", nil},

		{"no archive", "<html>\n", "", []error{ErrNoRecord}},
		{"junk before", "junk\n" + a, "a=one", []error{ErrNoRecord}},
		{"junk between", a + "junk WARC/1.1\n" + b, "a=one b=two\r\n", []error{ErrNoRecord}},
		{"junk before a member", "junk" + zipped(a), "a=one", []error{ErrNoRecord}},
		{"junk in a member", zipped("junk\n"+a, b), "a=one b=two\r\n", []error{ErrNoRecord}},
		{"a member with another file", zipped("junk", b), "b=two\r\n", []error{ErrNoRecord}},
		{"zeros behind", zipped(a) + strings.Repeat("\x00", 100_000), "a=one", []error{ErrNoRecord}},
		{"no length", strings.Replace(a, "Content-Length", "X", 1) + b, "b=two\r\n", []error{ErrHeader}},
		{"negative length", lie("-1") + b, "b=two\r\n", []error{ErrHeader}},
		{"length beyond 63 bits", lie("9223372036854775808") + b, "b=two\r\n", []error{ErrHeader}},
		{"no type", strings.Replace(a, "WARC-Type", "X", 1) + b, "b=two\r\n", []error{ErrHeader}},
		{"version that is none", strings.Replace(a, "1.1", "one", 1) + b, "b=two\r\n", []error{ErrHeader}},
		{"too many fields", manyFields + b, "b=two\r\n", []error{ErrHeader}},
		{"too long a header", longField + b, "b=two\r\n", []error{ErrHeader}},
		{"too long a first line", "WARC/" + longField[8:] + b, "b=two\r\n", []error{ErrHeader}},
		{"a header cut by the next record", a[:40] + "\r\n" + b, "b=two\r\n", []error{ErrTruncated}},
		{"length of 2 GiB", lie("2147483648") + b, "b=two\r\n", []error{ErrTruncated}},
		{"lengths of 2 GiB", strings.Repeat(lie("2147483648"), 2) + b, "b=two\r\n", []error{ErrTruncated, ErrTruncated}},
		{"length of 2 GiB in a member", zipped(lie("2147483648"), b), "b=two\r\n", []error{ErrTruncated}},
		{"length of the largest number", lie("9223372036854775807") + b, "b=two\r\n", []error{ErrTruncated}},
		{"length too short", lie("1") + b, "b=two\r\n", []error{ErrLength}},
		{"length into the next record", lie("30") + b + c, "b=two\r\n c=", []error{ErrLength}},
		{"length too short in a member", zipped(lie("1")+b, c), "b=two\r\n c=", []error{ErrLength}},
	} {
		t.Run(test.name, func(t *testing.T) {
			whole, broken := readAll(t, strings.NewReader(test.file))
			if got := strings.Join(whole, " "); got != test.want {
				t.Errorf("got %q, want %q", got, test.want)
			}
			var kinds []error
			for _, one := range broken {
				kinds = append(kinds, one.Err)
			}
			if !slices.EqualFunc(kinds, test.broken, errors.Is) {
				t.Errorf("broken: got %v, want %v", kinds, test.broken)
			}
			slow, slowBroken := readAll(t, iotest.OneByteReader(strings.NewReader(test.file)))
			if len(test.broken) == 0 && (!slices.Equal(slow, whole) || len(slowBroken) > 0) {
				t.Errorf("byte by byte, without a way back: got %q, %v", slow, slowBroken)
			}
		})
	}
}

func TestRecordFields(t *testing.T) {
	file := "junk\nWARC/1.0\r\nWARC-Type: Revisit\r\nWARC-Target-URI: <http://paper.example/a>\r\nWARC-Record-ID: <urn:x:1>\r\n" +
		"WARC-Date: 2024-02-03T04:05:06.5+01:00\r\nContent-Type: application/http\r\nContent-Length: 17\r\n" +
		"WARC-Profile: http://netpreserve.org/warc/1.1/revisit/identical-payload-digest\r\nWARC-Payload-Digest: sha1:ABC\r\n" +
		"WARC-Refers-To: <urn:x:0>\r\nWARC-Refers-To-Target-URI: http://paper.example/b\r\nWARC-Refers-To-Date: 2023-01\r\n" +
		"\r\nHTTP/1.1 200 OK\r\n\r\n\r\n"
	reader := NewReader(strings.NewReader(file))
	_, err := reader.Next()
	var broken *Broken
	if !errors.As(err, &broken) || broken.From != (Place{}) || broken.To != (Place{Offset: 5}) {
		t.Errorf("got %v", err)
	}
	record, err := reader.Next()
	if err != nil {
		t.Fatal(err)
	}
	date := time.Date(2024, 2, 3, 3, 5, 6, 500_000_000, time.UTC)
	if record.Version != "1.0" || record.Type != TypeRevisit || record.ID != "urn:x:1" || record.TargetURI != "http://paper.example/a" ||
		!record.Date.Equal(date) || record.Length != 17 || record.At.Offset != 5 || len(record.Header) != 11 {
		t.Errorf("got %+v", record)
	}
	want := Revisit{
		Profile: "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest", Digest: "sha1:ABC", ID: "urn:x:0",
		URI: "http://paper.example/b", Date: time.Date(2023, 1, 1, 0, 0, 0, 0, time.UTC),
	}
	if got, found := record.Revisit(); !found || got != want {
		t.Errorf("got %+v, %v", got, found)
	}
	response, err := record.Response()
	if err != nil || response.Status != 200 {
		t.Errorf("got %+v, %v", response, err)
	}
	record.Type = TypeResponse
	if _, found := record.Revisit(); found {
		t.Error("a response is a revisit")
	}
}

func TestPlaces(t *testing.T) {
	a, b := plainRecord("a", "one"), plainRecord("b", "two")
	first := zipped(a)
	reader := NewReader(strings.NewReader(first + zipped(a+b) + b))
	want := []Place{{}, {int64(len(first)), 0}, {int64(len(first)), int64(len(a))}, {int64(len(first + zipped(a+b))), 0}}
	for _, place := range want {
		record, err := reader.Next()
		if err != nil || record.At != place {
			t.Fatalf("got %v, %v, want %v", record, err, place)
		}
	}
	if got, want := want[2].String(), fmt.Sprintf("byte %d of the gzip member at byte %d", len(a), len(first)); got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestBlockOfAnotherRecord(t *testing.T) {
	reader := NewReader(strings.NewReader(plainRecord("a", "one") + plainRecord("b", "two")))
	first, err := reader.Next()
	if err != nil {
		t.Fatal(err)
	}
	if _, err := reader.Next(); err != nil {
		t.Fatal(err)
	}
	if _, err := io.ReadAll(first.Block); !errors.Is(err, ErrPassed) {
		t.Errorf("got %v", err)
	}
}

// A broken record is told once: by its block or, if that is not read, by the next call.
func TestBrokenIsToldOnce(t *testing.T) {
	file := strings.Replace(plainRecord("a", "one"), "Length: 3", "Length: 1", 1) + plainRecord("b", "two")
	for _, read := range []bool{true, false} {
		reader := NewReader(strings.NewReader(file))
		record, err := reader.Next()
		if err != nil {
			t.Fatal(err)
		}
		if read {
			_, err = io.ReadAll(record.Block)
		} else {
			_, err = reader.Next()
		}
		if !errors.Is(err, ErrLength) {
			t.Errorf("got %v", err)
		}
		if record, err = reader.Next(); err != nil || record.TargetURI != "b" {
			t.Errorf("got %v, %v", record, err)
		}
	}
}

func TestFileThatFails(t *testing.T) {
	failure := errors.New("the disk is gone")
	for _, file := range []string{"", plainRecord("a", "one")[:50], plainRecord("a", "one")[:160], zipped(plainRecord("a", "one"))[:60], "junk"} {
		reader := NewReader(io.MultiReader(strings.NewReader(file), iotest.ErrReader(failure)))
		var err error
		for range 3 {
			if _, err = reader.Next(); errors.Is(err, failure) {
				break
			}
		}
		if !errors.Is(err, failure) {
			t.Errorf("%q: got %v", file, err)
		}
		if _, err := reader.Next(); !errors.Is(err, failure) {
			t.Errorf("%q: then %v", file, err)
		}
	}
}

// threeRecords are a file and where each of its records ends, the line breaks behind it not counted.
func threeRecords(gzipped bool) (file string, ends []int, want []string) {
	for i := range 3 {
		name := string(rune('a' + i))
		block := strings.Repeat(name+" body of a record\r\n", 3+i)
		part, end := plainRecord(name, block), len(file)
		if gzipped {
			part = zipped(part)
			end += len(part)
		} else {
			end += len(part) - len("\r\n\r\n")
		}
		file += part
		ends, want = append(ends, end), append(want, name+"="+block)
	}
	return file, ends, want
}

func TestTruncatedAtEachByte(t *testing.T) {
	for _, gzipped := range []bool{false, true} {
		file, ends, want := threeRecords(gzipped)
		for size := range len(file) {
			whole := 0
			for _, end := range ends {
				if size >= end {
					whole++
				}
			}
			for _, from := range []io.Reader{strings.NewReader(file[:size]), onlyForward(file[:size])} {
				got, broken := readAll(t, from)
				if !slices.Equal(got, want[:whole]) {
					t.Fatalf("gzipped %v, the first %d of %d bytes: got %q, want %q", gzipped, size, len(file), got, want[:whole])
				}
				atEnd := strings.Trim(file[:size], "\r\n") == "" || slices.ContainsFunc(ends, func(end int) bool {
					return size >= end && strings.Trim(file[end:size], "\r\n") == ""
				})
				if (len(broken) == 0) != atEnd {
					t.Fatalf("gzipped %v, the first %d of %d bytes: broken is %v", gzipped, size, len(file), broken)
				}
			}
		}
	}
}

// Whatever is wrong with one record, the ones before and behind it are read.
func TestDamageOfEachByte(t *testing.T) {
	for _, gzipped := range []bool{false, true} {
		file, ends, want := threeRecords(gzipped)
		begin := ends[0]
		if !gzipped {
			begin += len("\r\n\r\n")
		}
		for place := begin; place < ends[1]; place++ {
			for _, other := range []byte{0, 0xff, file[place] ^ 1, file[place] ^ 0x80} {
				damaged := file[:place] + string([]byte{other}) + file[place+1:]
				got, _ := readAll(t, strings.NewReader(damaged))
				if !slices.Contains(got, want[0]) || !slices.Contains(got, want[2]) {
					t.Fatalf("gzipped %v, byte %d is %#x: got %q", gzipped, place, other, got)
				}
				_, _ = readAll(t, onlyForward(damaged)) // comes to an end
			}
		}
		t.Run("missing", func(t *testing.T) {
			for from := begin; from < ends[1]; from++ {
				got, broken := readAll(t, strings.NewReader(file[:from]+file[ends[1]:]))
				if !slices.Contains(got, want[0]) || !slices.Contains(got, want[2]) {
					t.Fatalf("gzipped %v, bytes %d to %d are missing: got %q, %v", gzipped, from, ends[1], got, broken)
				}
			}
		})
	}
}

// heapBytes is how many bytes were allocated so far.
func heapBytes() uint64 {
	var stats runtime.MemStats
	runtime.ReadMemStats(&stats)
	return stats.TotalAlloc
}

func TestBlocksAreNotHeld(t *testing.T) {
	const size = 64 << 20
	pipe, to := io.Pipe()
	go func() {
		member := gzip.NewWriter(to)
		_, _ = fmt.Fprintf(member, "WARC/1.1\r\nWARC-Type: resource\r\nContent-Length: %d\r\n\r\n", size)
		zeros := make([]byte, 1<<20)
		for range size / len(zeros) {
			_, _ = member.Write(zeros)
		}
		_ = member.Close()
		_ = to.CloseWithError(io.EOF)
	}()
	reader := NewReader(pipe)
	if _, err := reader.Next(); err != nil {
		t.Fatal(err)
	}
	before := heapBytes()
	if _, err := reader.Next(); !errors.Is(err, io.EOF) {
		t.Fatalf("got %v", err)
	}
	if grown := heapBytes() - before; grown > 8<<20 {
		t.Errorf("%d bytes were allocated to pass over a block of %d", grown, size)
	}
}

// A reader that goes back again and again must not be held up by a file made for that.
func TestWaysBackAreBounded(t *testing.T) {
	nested := strings.Repeat("WARC/1.1\r\nWARC-Type: x\r\nContent-Length: 100\r\n\r\n", 20_000)
	counted := &countedSeeker{Reader: strings.NewReader(nested)}
	if _, broken := readAll(t, counted); len(broken) < 100 {
		t.Errorf("%d stretches are broken", len(broken))
	}
	if counted.read > 3*int64(len(nested))+2<<20 {
		t.Errorf("%d bytes were read of a file of %d", counted.read, len(nested))
	}
}

type countedSeeker struct {
	*strings.Reader
	read int64
}

func (c *countedSeeker) Read(p []byte) (int, error) {
	n, err := c.Reader.Read(p)
	c.read += int64(n)
	return n, err
}

func FuzzReader(f *testing.F) {
	a := plainRecord("a", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\none\r\n0\r\n\r\n")
	a = strings.Replace(a, "resource", "response", 1)
	for _, file := range []string{a, a + a, zipped(a, a), zipped(a + a), "junk\n" + a, a[:100] + a, zipped(a)[:80] + zipped(a)} {
		f.Add([]byte(file))
	}
	f.Fuzz(func(t *testing.T, file []byte) {
		for _, from := range []io.Reader{bytes.NewReader(file), iotest.HalfReader(bytes.NewReader(file))} {
			reader := NewReader(from)
			last := Place{Offset: -1}
			for results := 0; ; results++ {
				if results > 2*len(file)+1 {
					t.Fatal("it does not come to an end")
				}
				record, err := reader.Next()
				var broken *Broken
				switch {
				case errors.Is(err, io.EOF):
				case errors.As(err, &broken):
					continue
				case err != nil:
					t.Fatal(err)
				}
				if err != nil {
					break
				}
				if record.At.Offset < last.Offset || record.At == last {
					t.Fatalf("a record at %s after one at %s", record.At, last)
				}
				last = record.At
				if response, err := record.Response(); err == nil && results%2 == 0 {
					_, _ = io.Copy(io.Discard, io.LimitReader(response.Body, 1<<20))
				}
			}
		}
	})
}

// samplePage is a page of some 50 kB that gzip makes about as small as real ones.
func samplePage() string {
	words := strings.Fields("the council of Lower Wexmoor said on Monday that it would vote again <p> </p> in spring , after three members left")
	random := rand.New(rand.NewPCG(1, 2))
	var page strings.Builder
	for page.Len() < 50_000 {
		page.WriteString(words[random.IntN(len(words))] + " ")
	}
	return page.String()
}

func BenchmarkReader(b *testing.B) {
	page := plainRecord("http://paper.example/a", samplePage())
	for name, file := range map[string]string{"plain": strings.Repeat(page, 20), "gzipped": strings.Repeat(zipped(page), 20)} {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(20 * int64(len(page)))
			b.ReportAllocs()
			for b.Loop() {
				reader := NewReader(strings.NewReader(file))
				for {
					record, err := reader.Next()
					if errors.Is(err, io.EOF) {
						break
					}
					if err != nil {
						b.Fatal(err)
					}
					if _, err := io.Copy(io.Discard, record.Block); err != nil {
						b.Fatal(err)
					}
				}
			}
		})
	}
}
