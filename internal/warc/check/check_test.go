package check

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	archive "github.com/internetarchive/gowarc"
	norway "github.com/nlnwa/gowarc"

	"gainsay/internal/warc"
)

// entry is a record as both sides have to see it.
type entry struct {
	kind, id, uri, date, contentType string
	block                            string
}

var noon = time.Date(2024, 2, 3, 12, 0, 0, 0, time.UTC)

// entries are records with all that may go wrong in a block: bytes that are no text, line breaks, an archive in the archive.
func entries() []entry {
	page := "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nSet-Cookie: a\r\nSet-Cookie: b\r\n\r\n<p>caf\xe9\r\n\r\nWARC/1.1\r\n\x00\x1f\x8b\x08"
	answer, request := "application/http; msgtype=response", "application/http; msgtype=request"
	id := func(n int) string { return fmt.Sprintf("urn:uuid:00000000-0000-4000-8000-%012d", n) }
	return []entry{
		{warc.TypeInfo, id(1), "", "2024-02-03T12:00:00Z", "application/warc-fields", "software: gainsay\r\nformat: WARC File Format 1.1\r\n"},
		{warc.TypeResponse, id(2), "https://paper.example/a?b=c&d=%20", "2024-02-03T12:00:00Z", answer, page},
		{warc.TypeRequest, id(3), "https://paper.example/a?b=c&d=%20", "2024-02-03T12:00:00Z", request, "GET /a?b=c HTTP/1.1\r\nHost: paper.example\r\n\r\n"},
		{warc.TypeResource, id(4), "https://paper.example/b", "2024-02-03T12:00:00Z", "text/plain", strings.Repeat("a line\n", 30_000)},
		{warc.TypeMetadata, id(5), "https://paper.example/b", "2024-02-03T12:00:00Z", "application/warc-fields", "via: https://paper.example/feed\r\n"},
		{warc.TypeResource, id(6), "https://paper.example/empty", "2024-02-03T12:00:00Z", "text/plain", ""},
	}
}

// payload is the place of the document in a block.
func (e entry) payload() int {
	if strings.HasPrefix(e.contentType, "application/http") {
		return strings.Index(e.block, "\r\n\r\n") + 4
	}
	return 0
}

// writeOurs writes the entries with package warc.
func writeOurs(t *testing.T, gzipped bool) []byte {
	t.Helper()
	var file bytes.Buffer
	w := warc.NewWriter(&file, gzipped)
	for _, e := range entries() {
		_, err := w.Write(warc.Entry{
			Type: e.kind, ID: e.id, TargetURI: e.uri, Date: noon, ContentType: e.contentType, Block: []byte(e.block), Payload: e.payload(),
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return file.Bytes()
}

// readOurs reads a file with package warc, without the records that others add of themselves.
func readOurs(t *testing.T, file []byte) (read []entry) {
	t.Helper()
	for reader := warc.NewReader(bytes.NewReader(file)); ; {
		record, err := reader.Next()
		if errors.Is(err, io.EOF) {
			return read
		}
		if err != nil {
			t.Fatal(err)
		}
		block, err := io.ReadAll(record.Block)
		if err != nil {
			t.Fatal(err)
		}
		if record.Version != "1.1" || !record.Date.Equal(noon) {
			t.Errorf("version %s, date %s", record.Version, record.Date)
		}
		read = append(read, entry{record.Type, record.ID, record.TargetURI, record.Header.Get("WARC-Date"), record.ContentType, string(block)})
	}
}

func compare(t *testing.T, got []entry) {
	t.Helper()
	want := entries()
	if len(got) != len(want) {
		t.Fatalf("%d records were read, %d written", len(got), len(want))
	}
	for i := range want {
		if got[i] != want[i] {
			t.Errorf("got %.300q\nwant %.300q", got[i], want[i])
		}
	}
}

// inBoth runs a test on plain and on gzipped files.
func inBoth(t *testing.T, test func(t *testing.T, gzipped bool)) {
	t.Run("plain", func(t *testing.T) { test(t, false) })
	t.Run("gzipped", func(t *testing.T) { test(t, true) })
}

// All that the standard asks for is checked there, the digests with it.
func TestNorwayReadsOurs(t *testing.T) {
	inBoth(t, func(t *testing.T, gzipped bool) {
		file := writeOurs(t, gzipped)
		reader, err := norway.NewWarcFileReaderFromStream(bytes.NewReader(file), 0, norway.WithStrictValidation(), norway.WithAddMissingDigest(false))
		if err != nil {
			t.Fatal(err)
		}
		var read []entry
		for {
			record, _, validation, err := reader.Next()
			if errors.Is(err, io.EOF) {
				break
			}
			if err != nil || !validation.Valid() {
				t.Fatalf("%v, %v", err, validation)
			}
			header := record.WarcHeader()
			bytesOf, err := record.Block().RawBytes()
			if err != nil {
				t.Fatal(err)
			}
			block, err := io.ReadAll(bytesOf)
			if err != nil {
				t.Fatal(err)
			}
			read = append(read, entry{
				record.Type().String(), header.GetId("WARC-Record-ID"), header.Get("WARC-Target-URI"), header.Get("WARC-Date"),
				header.Get("Content-Type"), string(block),
			})
		}
		compare(t, read)
	})
}

func TestNorwaySeesADigestThatIsWrong(t *testing.T) {
	file := bytes.Replace(writeOurs(t, false), []byte("<p>caf"), []byte("<p>tea"), 1)
	reader, err := norway.NewWarcFileReaderFromStream(bytes.NewReader(file), 0, norway.WithStrictValidation())
	if err != nil {
		t.Fatal(err)
	}
	for range entries() {
		if _, _, _, err = reader.Next(); err != nil {
			break
		}
	}
	if err == nil || !strings.Contains(err.Error(), "digest") {
		t.Errorf("got %v: the test above proves nothing about digests", err)
	}
}

func TestWeReadNorway(t *testing.T) {
	inBoth(t, func(t *testing.T, gzipped bool) {
		folder := t.TempDir()
		w := norway.NewWarcFileWriter(
			norway.WithFileNameGenerator(&norway.PatternNameGenerator{Directory: folder}),
			norway.WithCompression(gzipped), norway.WithMaxConcurrentWriters(1))
		for _, e := range entries() {
			builder := norway.NewRecordBuilder(norwayType(t, e.kind), norway.WithStrictValidation())
			for name, value := range fields(e) {
				builder.AddWarcHeader(name, value)
			}
			if _, err := builder.WriteString(e.block); err != nil {
				t.Fatal(err)
			}
			record, _, err := builder.Build()
			if err != nil {
				t.Fatal(err)
			}
			for _, response := range w.Write(record) {
				if response.Err != nil {
					t.Fatal(response.Err)
				}
			}
		}
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
		names, err := filepath.Glob(filepath.Join(folder, "*"))
		if err != nil || len(names) != 1 {
			t.Fatalf("got %q, %v", names, err)
		}
		file, err := os.ReadFile(names[0])
		if err != nil {
			t.Fatal(err)
		}
		if gzipped != bytes.HasPrefix(file, []byte{0x1f, 0x8b}) {
			t.Error("the file is not of the form that was asked for")
		}
		compare(t, readOurs(t, file))
	})
}

func norwayType(t *testing.T, kind string) norway.RecordType {
	t.Helper()
	for _, one := range []norway.RecordType{norway.Warcinfo, norway.Response, norway.Request, norway.Resource, norway.Metadata} {
		if one.String() == kind {
			return one
		}
	}
	t.Fatalf("no type %s", kind)
	return 0
}

// fields are what the others are to be told beside the type.
func fields(e entry) map[string]string {
	fields := map[string]string{"WARC-Record-ID": "<" + e.id + ">", "WARC-Date": e.date, "Content-Type": e.contentType}
	if e.uri != "" {
		fields["WARC-Target-URI"] = e.uri
	}
	return fields
}

func TestInternetArchiveReadsOurs(t *testing.T) {
	inBoth(t, func(t *testing.T, gzipped bool) {
		file := writeOurs(t, gzipped)
		places := ourPlaces(t, file)
		reader, err := archive.NewReader(bytes.NewReader(file))
		if err != nil {
			t.Fatal(err)
		}
		var read []entry
		for {
			record, err := reader.ReadRecord()
			if errors.Is(err, io.EOF) {
				break
			}
			if err != nil {
				t.Fatal(err)
			}
			block, err := io.ReadAll(record.Content)
			if err != nil {
				t.Fatal(err)
			}
			if gzipped && record.Offset != places[len(read)] { // it does not tell the places in plain files
				t.Errorf("a record at byte %d, for us at %d", record.Offset, places[len(read)])
			}
			digest, err := archive.GetDigest(bytes.NewReader(block), archive.SHA256Base16)
			if err != nil || digest != record.Header.Get("WARC-Block-Digest") {
				t.Errorf("digest %s, %v, for us %s", digest, err, record.Header.Get("WARC-Block-Digest"))
			}
			header := record.Header
			read = append(read, entry{
				header.Get("WARC-Type"), strings.Trim(header.Get("WARC-Record-ID"), "<>"), header.Get("WARC-Target-URI"), header.Get("WARC-Date"),
				header.Get("Content-Type"), string(block),
			})
		}
		compare(t, read)
	})
}

// ourPlaces is where package warc finds the records.
func ourPlaces(t *testing.T, file []byte) (places []int64) {
	t.Helper()
	reader := warc.NewReader(bytes.NewReader(file))
	for range entries() {
		record, err := reader.Next()
		if err != nil {
			t.Fatal(err)
		}
		places = append(places, record.At.Offset)
	}
	return places
}

func TestWeReadInternetArchive(t *testing.T) {
	inBoth(t, func(t *testing.T, gzipped bool) {
		compression := ""
		if gzipped {
			compression = "gzip"
		}
		var file bytes.Buffer
		for _, e := range entries() { // one writer each, as its own rotation does: else all is one gzip member
			w, err := archive.NewWriter(&file, "a.warc", archive.SHA1, compression, "", true, nil)
			if err != nil {
				t.Fatal(err)
			}
			record := archive.NewRecord(t.TempDir(), false)
			record.Header.Set("WARC-Type", e.kind)
			for name, value := range fields(e) {
				record.Header.Set(name, value)
			}
			_, err = record.Content.Write([]byte(e.block))
			if err == nil {
				_, err = w.WriteRecord(record)
			}
			if err == nil && gzipped {
				err = w.CloseCompressedWriter()
			}
			if err != nil {
				t.Fatal(err)
			}
		}
		compare(t, readOurs(t, file.Bytes()))
	})
}

// The answer of a server is the same for both: status, header and body.
func TestAnswersAreTheSame(t *testing.T) {
	var file bytes.Buffer
	header := warc.Header{{Name: "Content-Type", Value: "text/html"}, {Name: "X-A", Value: "b; c"}}
	body := []byte("<p>caf\xe9\r\n\r\n")
	if _, err := warc.NewWriter(&file, true).WriteResponse("https://paper.example/", noon, 404, header, body); err != nil {
		t.Fatal(err)
	}
	ours, err := warc.NewReader(bytes.NewReader(file.Bytes())).Next()
	if err != nil {
		t.Fatal(err)
	}
	answer, err := ours.Response()
	if err != nil {
		t.Fatal(err)
	}
	read, err := io.ReadAll(answer.Body)
	if err != nil || answer.Status != 404 || !slices.Equal(answer.Header, header) || !bytes.Equal(read, body) {
		t.Errorf("got %d %v %q, %v", answer.Status, answer.Header, read, err)
	}
	reader, err := norway.NewWarcFileReaderFromStream(bytes.NewReader(file.Bytes()), 0)
	if err != nil {
		t.Fatal(err)
	}
	theirs, _, _, err := reader.Next()
	if err != nil {
		t.Fatal(err)
	}
	block, isHTTP := theirs.Block().(norway.HttpResponseBlock)
	if !isHTTP {
		t.Fatalf("the block is %T", theirs.Block())
	}
	payload, err := block.PayloadBytes()
	if err != nil {
		t.Fatal(err)
	}
	read, err = io.ReadAll(payload)
	if err != nil || block.HttpStatusCode() != 404 || block.HttpHeader().Get("X-A") != "b; c" || !bytes.Equal(read, body) {
		t.Errorf("got %d %v %q, %v", block.HttpStatusCode(), block.HttpHeader(), read, err)
	}
}
