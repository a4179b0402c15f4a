package export

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"iter"
	"net/http"

	"gainsay/internal/warc"
)

// Originals are documents with their bytes, one after the other. An error ends the export.
type Originals = iter.Seq2[Original, error]

// WriteWARC writes originals as a web archive (WARC/1.1, ISO 28500:2017), a gzip member a record, with the time and the header that they came
// with. What came from the web is a response at its address, anything else a resource under its name in the archive. One that is not
// what was captured is left out.
func WriteWARC(w io.Writer, originals Originals, o *Options) error {
	o = o.orDefault()
	out := warc.NewWriter(w, true)
	var missing LeftOut
	first := true
	for original, err := range originals {
		if err != nil {
			return err
		}
		capture, err := archived(&original, o)
		if err != nil {
			missing.note(fmt.Errorf("document %s: %w", original.Head.ID, err))
			continue
		}
		if first {
			if _, err := out.WriteInfo("originals.warc.gz", capture.Time, warc.Header{{Name: "software", Value: software}, {Name: "format", Value: "WARC File Format 1.1"}}); err != nil {
				return err
			}
			first = false
		}
		if capture.Status != 0 {
			_, err = out.WriteResponse(capture.URI, capture.Time, capture.Status, capture.Header, capture.Body)
		} else {
			_, err = out.WriteResource(capture.URI, capture.Time, capture.Header.Get("Content-Type"), capture.Body)
		}
		if errors.Is(err, warc.ErrEntry) || errors.Is(err, warc.ErrField) {
			missing.note(fmt.Errorf("document %s: %w", original.Head.ID, err))
			continue
		}
		if err != nil {
			return err
		}
	}
	return missing.orNil()
}

// WriteWACZ writes originals as a packed web archive (WACZ 1.1.1), which replays in a browser: as in [WriteWARC], with a list of the pages.
func WriteWACZ(w io.Writer, originals Originals, o *Options) error {
	o = o.orDefault()
	out, err := warc.NewWACZWriter(w, warc.Info{Title: cmp.Or(clipped(oneLine(o.Title), 160), "Captured articles"), Software: software})
	if err != nil {
		return fmt.Errorf("beginning the web archive: %w", err)
	}
	var missing LeftOut
	for original, err := range originals {
		if err != nil {
			return err
		}
		capture, err := archived(&original, o)
		if err == nil {
			err = out.Add(capture)
		}
		switch {
		case errors.Is(err, ErrOriginal) || errors.Is(err, warc.ErrEntry) || errors.Is(err, warc.ErrField):
			missing.note(fmt.Errorf("document %s: %w", original.Head.ID, err))
		case err != nil:
			return err
		}
	}
	if err := out.Close(); err != nil {
		return err
	}
	return missing.orNil()
}

// archived is an original as a web archive has it.
func archived(original *Original, o *Options) (warc.Capture, error) {
	sum := sha256.Sum256(original.Raw)
	if hex.EncodeToString(sum[:]) != original.Head.SHA256 {
		return warc.Capture{}, ErrOriginal
	}
	c := &original.Capture
	capture := warc.Capture{URI: o.urn(original.Head.ID), Time: c.Time, Body: original.Raw, Page: true, Title: plain(original.Head.Title)}
	if c.Time.IsZero() {
		capture.Time = original.Head.Captured
	}
	if address := webAddress(cmp.Or(c.Location, c.Place)); address != "" && c.Status >= 100 && c.Status <= 999 {
		capture.URI, capture.Status, capture.Header = address, c.Status, header(c)
	} else {
		capture.Header = warc.Header{{Name: "Content-Type", Value: cmp.Or(plain(c.ContentType), mediaType(original.Raw))}}
	}
	return capture, nil
}

// mediaType is the type of bytes that nobody has told the type of, by their content.
func mediaType(raw []byte) string { return http.DetectContentType(raw) }
