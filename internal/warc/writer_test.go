package warc

import (
	"bytes"
	"errors"
	"io"
	"regexp"
	"strings"
	"testing"
	"time"
)

var noon = time.Date(2024, 2, 3, 12, 0, 0, 0, time.UTC)

func TestWriterRoundTrip(t *testing.T) {
	body := []byte("<p>caf\xe9\r\nWARC/1.1\r\n\x00")
	header := Header{{Name: "content-type", Value: "text/html"}, {Name: "Set-Cookie", Value: "a"}, {Name: "Set-Cookie", Value: "b\xe9"}}
	const uri = "https://paper.example/a?b=c"
	for _, gzipped := range []bool{false, true} {
		var file bytes.Buffer
		var places []Written
		w := NewWriter(&file, gzipped)
		add := func(written Written, err error) {
			t.Helper()
			if err != nil {
				t.Fatal(err)
			}
			places = append(places, written)
		}
		add(w.WriteInfo("a.warc", noon, Header{{Name: "software", Value: "gainsay"}}))
		add(w.WriteResponse(uri, noon.Add(1500*time.Millisecond), 200, header, body))
		add(w.WriteRequest(uri, noon, "GET /a?b=c HTTP/1.1", Header{{Name: "Host", Value: "paper.example"}}, nil, places[1].ID))
		add(w.WriteMetadata(uri, noon, places[1].ID, Header{{Name: "via", Value: "feed"}}))
		add(w.WriteResource("file:///a.txt", noon.In(time.FixedZone("", 3600)), "text/plain", body))
		add(w.Write(Entry{Type: TypeRevisit, ID: "urn:x:1", TargetURI: uri, Date: noon}))

		want := []struct{ kind, uri, block string }{
			{TypeInfo, "", "software: gainsay\r\n"},
			{TypeResponse, uri, "HTTP/1.1 200 OK\r\ncontent-type: text/html\r\nSet-Cookie: a\r\nSet-Cookie: b\xe9\r\n\r\n" + string(body)},
			{TypeRequest, uri, "GET /a?b=c HTTP/1.1\r\nHost: paper.example\r\n\r\n"},
			{TypeMetadata, uri, "via: feed\r\n"},
			{TypeResource, "file:///a.txt", string(body)},
			{TypeRevisit, uri, ""},
		}
		reader := NewReader(bytes.NewReader(file.Bytes()))
		for i, place := range places {
			record, err := reader.Next()
			if err != nil {
				t.Fatal(err)
			}
			block, err := io.ReadAll(record.Block)
			if err != nil || string(block) != want[i].block || record.Type != want[i].kind || record.TargetURI != want[i].uri ||
				record.ID != place.ID || record.At.Offset != place.Offset || record.Version != "1.1" {
				t.Errorf("gzipped %v: got %+v %q, %v", gzipped, record, block, err)
			}
			if got := record.Header.Get("warc-block-digest"); got != digest(block) {
				t.Errorf("got %s for %q", got, block)
			}
			alone, err := NewReader(bytes.NewReader(file.Bytes()[place.Offset:][:place.Length])).Next()
			if err != nil || alone.ID != place.ID {
				t.Errorf("read alone: got %v, %v", alone, err)
			}
		}
		if _, err := reader.Next(); !errors.Is(err, io.EOF) {
			t.Errorf("got %v", err)
		}
		if got := places[1].PayloadDigest; got != digest(body) {
			t.Errorf("got %s", got)
		}
	}
}

func TestWriterFields(t *testing.T) {
	var file bytes.Buffer
	w := NewWriter(&file, false)
	if _, err := w.Write(Entry{
		Type: TypeResponse, ID: "urn:x:1", TargetURI: "http://a.example/", Date: noon.Add(time.Millisecond), ContentType: "text/x",
		Header: Header{{Name: "WARC-IP-Address", Value: "192.0.2.1"}}, Block: []byte("head+body"), Payload: 5,
	}); err != nil {
		t.Fatal(err)
	}
	want := "WARC/1.1\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:x:1>\r\nWARC-Date: 2024-02-03T12:00:00.001Z\r\n" +
		"WARC-Target-URI: http://a.example/\r\nWARC-IP-Address: 192.0.2.1\r\n" +
		"WARC-Payload-Digest: sha256:230d8358dc8e8890b4c58deeb62912ee2f20357ae92a5cc861b98e68fe31acb5\r\n" +
		"WARC-Block-Digest: " + digest([]byte("head+body")) + "\r\nContent-Type: text/x\r\nContent-Length: 9\r\n\r\nhead+body\r\n\r\n"
	if file.String() != want {
		t.Errorf("got %s\nwant %s", file.String(), want)
	}
}

func TestWriterKeepsTheFrame(t *testing.T) {
	var file bytes.Buffer
	w := NewWriter(&file, true)
	bad := func(name, value string) Header { return Header{{Name: name, Value: value}} }
	for name, write := range map[string]func() (Written, error){
		"value with a line break": func() (Written, error) {
			return w.WriteResponse("http://a.example/", noon, 200, bad("A", "b\r\nC: d"), nil)
		},
		"name with a line break": func() (Written, error) { return w.WriteResponse("http://a.example/", noon, 200, bad("A\n", "b"), nil) },
		"empty name":             func() (Written, error) { return w.WriteInfo("", noon, bad("", "b")) },
		"name with a colon":      func() (Written, error) { return w.WriteMetadata("http://a.example/", noon, "", bad("A:", "b")) },
		"first line of a request": func() (Written, error) {
			return w.WriteRequest("http://a.example/", noon, "GET /\r\nA: b", nil, nil, "")
		},
		"content type":           func() (Written, error) { return w.WriteResource("http://a.example/", noon, "text/html\n", nil) },
		"address":                func() (Written, error) { return w.WriteResource("http://a.example/ b", noon, "", nil) },
		"id":                     func() (Written, error) { return w.Write(Entry{Type: "x", Date: noon, ID: "a>"}) },
		"no date":                func() (Written, error) { return w.WriteResource("http://a.example/", time.Time{}, "", nil) },
		"no type":                func() (Written, error) { return w.Write(Entry{Date: noon}) },
		"status":                 func() (Written, error) { return w.WriteResponse("http://a.example/", noon, 20, nil, nil) },
		"payload behind the end": func() (Written, error) { return w.Write(Entry{Type: "x", Date: noon, Payload: 1}) },
	} {
		if _, err := write(); !errors.Is(err, ErrField) && !errors.Is(err, ErrEntry) {
			t.Errorf("%s: got %v", name, err)
		}
		if file.Len() > 0 {
			t.Fatalf("%s: %q was written", name, file.String())
		}
	}
}

func TestHeaderThatDoesNotHold(t *testing.T) {
	var file bytes.Buffer
	header := Header{{Name: "transfer-encoding", Value: "chunked"}, {Name: "Content-Length", Value: "99"}, {Name: "Content-Length", Value: "3"}}
	if _, err := NewWriter(&file, false).WriteResponse("http://a.example/", noon, 299, header, []byte("5\r\n")); err != nil {
		t.Fatal(err)
	}
	want := "\r\n\r\nHTTP/1.1 299 \r\nX-Archive-Orig-transfer-encoding: chunked\r\nX-Archive-Orig-Content-Length: 99\r\n" +
		"Content-Length: 3\r\n\r\n5\r\n"
	if !strings.Contains(file.String(), want) {
		t.Errorf("got %s", file.String())
	}
	if header[0].Name != "transfer-encoding" {
		t.Error("the header of the caller was changed")
	}
}

func TestRandomIDs(t *testing.T) {
	form := regexp.MustCompile(`^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$`)
	if a, b := randomID(), randomID(); a == b || !form.MatchString(a) {
		t.Errorf("got %s and %s", a, b)
	}
}

type fullDisk struct{ room int }

func (d *fullDisk) Write(p []byte) (int, error) {
	if len(p) > d.room {
		return 0, errFull
	}
	d.room -= len(p)
	return len(p), nil
}

var errFull = errors.New("the disk is full")

func TestWriterStopsWhenTheFileFails(t *testing.T) {
	w := NewWriter(&fullDisk{300}, false)
	var err error
	for range 3 {
		_, err = w.WriteResource("http://a.example/", noon, "", []byte("x"))
	}
	if !errors.Is(err, errFull) {
		t.Errorf("got %v", err)
	}
}

func BenchmarkWriter(b *testing.B) {
	body := []byte(samplePage())
	for name, gzipped := range map[string]bool{"plain": false, "gzipped": true} {
		b.Run(name, func(b *testing.B) {
			w := NewWriter(io.Discard, gzipped)
			b.SetBytes(int64(len(body)))
			b.ReportAllocs()
			for b.Loop() {
				if _, err := w.WriteResponse("http://a.example/", noon, 200, nil, body); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
