package export

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"golang.org/x/net/http/httpguts"

	"gainsay/internal/record"
	"gainsay/internal/warc"
	"gainsay/news"
)

// Evidence is what speaks to one claim.
type Evidence struct {
	Claim       news.ClaimPage
	Entries     []news.Entry // the statements on it
	Originals   Originals
	Corrections []news.Correction
	Proofs      []byte    // JSON: the proofs that the readings are in the log (package proof); nil where there are none
	Head        []byte    // the signed head of the log that they lead to; nil where there is none
	PublicKey   string    // that the head is signed with; "" where it is not signed
	Made        time.Time // when the bundle is made; zero: it does not say
}

// Original is a document with the bytes that it was captured as.
type Original struct {
	Document
	Capture news.Capture
	Raw     []byte
}

// ErrOriginal is an original that is not what the archive says it is.
var ErrOriginal = errors.New("the original is not the one that was captured: run gainsay verify")

// errMissing is evidence without its original.
var errMissing = errors.New("its document is not among the originals of the bundle")

// WriteBundle writes the evidence for a claim as a WACZ (Web Archive Collection Zipped): the originals as WARC records with the time
// and the header that they came with, which replay in a browser, and beside them
//
//	gainsay/index.html         a page to read: who asserts, denies and doubts the claim, and how to check it
//	gainsay/claim.json         the same for programs
//	gainsay/record.jsonl       the records of the documents, as in the contract
//	gainsay/statements.csv     the statements with what people have said of them
//	gainsay/corrections.jsonl  what people have said, word for word
//	gainsay/proofs.json        that the readings are in the archive's log
//	gainsay/head.txt           the signed head of the log
//
// A document that came from the web is a response at its address; one that came otherwise, such as a file, is a resource under its
// name in the archive, for it proves nothing about an address. An original whose digest is not that of its document is
// ErrOriginal, and the bundle is not made. Raw bytes go one by one; the other files are held in memory until the end.
func WriteBundle(w io.Writer, e *Evidence, o *Options) error {
	o = o.orDefault()
	out, err := warc.NewWACZWriter(w, warc.Info{
		Title: "Who said what: " + clipped(oneLine(e.Claim.Claim.Text), 160), Software: software, Created: e.Made,
		Description: "What was said to one claim, with the captured originals. Begin with gainsay/index.html. It holds no verdict.",
	})
	if err != nil {
		return fmt.Errorf("beginning the bundle: %w", err)
	}
	var records bytes.Buffer
	read := map[string]*news.Record{}
	for original, err := range e.Originals {
		if err != nil {
			return fmt.Errorf("reading the originals: %w", err)
		}
		if err := archive(out, &original, o); err != nil {
			return fmt.Errorf("document %s: %w", original.Head.ID, err)
		}
		line, err := recordLine(&original.Document, nil)
		if err != nil {
			return err
		}
		_, _ = records.Write(line) // never fails
		read[original.Record.ID] = &original.Record
	}
	files, err := e.files(read, o)
	if err != nil {
		return err
	}
	files = append(files, bundleFile{"gainsay/record.jsonl", records.Bytes()})
	for _, file := range files {
		if file.data == nil {
			continue
		}
		if err := out.AddFile(file.name, file.data); err != nil {
			return err
		}
	}
	return out.Close()
}

type bundleFile struct {
	name string
	data []byte
}

// files are what stands beside the originals, but the records. One without data is nil.
func (e *Evidence) files(read map[string]*news.Record, o *Options) ([]bundleFile, error) {
	var page, table, corrections bytes.Buffer
	if err := writePage(&page, e, o); err != nil {
		return nil, err
	}
	entries := func(yield func(news.Entry, error) bool) {
		for _, entry := range e.Entries {
			if !yield(entry, nil) {
				return
			}
		}
	}
	located := *o
	located.Text = func(document string) (news.Article, error) {
		if rec := read[document]; rec != nil {
			return rec.Article, nil
		}
		return news.Article{}, errMissing
	}
	if err := WriteCSV(&table, entries, &located); err != nil {
		return nil, err
	}
	if err := writeCorrections(&corrections, e.Corrections, read); err != nil {
		return nil, err
	}
	return []bundleFile{
		{"gainsay/index.html", page.Bytes()}, {"gainsay/claim.json", record.EncodeClaim(&e.Claim)}, {"gainsay/statements.csv", table.Bytes()},
		{"gainsay/corrections.jsonl", corrections.Bytes()}, {"gainsay/proofs.json", e.Proofs}, {"gainsay/head.txt", e.Head},
	}, nil
}

// archive puts an original into the WACZ.
func archive(out *warc.WACZWriter, original *Original, o *Options) error {
	capture, err := archived(original, o)
	if err != nil {
		return err
	}
	return out.Add(capture)
}

// header is the header of an answer, as it holds for the original: the archive keeps bodies unpacked, so a Content-Encoding is
// kept under the name that other archives give such fields. What no server may send is left out.
func header(c *news.Capture) warc.Header {
	kept := make(warc.Header, 0, len(c.Header))
	for _, field := range c.Header {
		if !httpguts.ValidHeaderFieldName(field.Name) || !httpguts.ValidHeaderFieldValue(field.Value) {
			continue
		}
		if strings.EqualFold(field.Name, "Content-Encoding") {
			field.Name = "X-Archive-Orig-" + field.Name
		}
		kept = append(kept, field)
	}
	if kept.Get("Content-Type") == "" && c.ContentType != "" {
		kept = append(kept, news.HeaderField{Name: "Content-Type", Value: plain(c.ContentType)})
	}
	return kept
}

// plain is a line without control characters.
func plain(s string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f {
			return -1
		}
		return r
	}, oneLine(strings.ToValidUTF8(s, "\ufffd")))
}
