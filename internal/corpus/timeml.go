package corpus

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path/filepath"
	"sort"
	"strings"

	"gainsay/news"
)

// TimeML is one document of a TimeML corpus.
type TimeML struct {
	ID        string   // the file's name without .tml and .gz
	Text      string   // the character data of the TEXT element, exactly
	Published news.Day // the day of the document creation time; "" where none is given
	Times     []news.Time
}

// TimeMLFiles lists the .tml and .tml.gz files under dir in name order.
func TimeMLFiles(dir string) ([]string, error) {
	var out []string
	err := filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
		if err == nil && !entry.IsDir() && strings.HasSuffix(strings.TrimSuffix(path, ".gz"), ".tml") {
			out = append(out, path)
		}
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("corpus: %w", err)
	}
	sort.Strings(out)
	return out, nil
}

// ReadTimeML reads one TimeML file, gzipped or not. The times are the TIMEX3 elements of its text, as byte spans, without the
// white space at their ends; the document creation time is not among them. An error about the format wraps ErrFormat.
func ReadTimeML(path string) (doc TimeML, err error) {
	file, err := open(path)
	if err != nil {
		return TimeML{}, err
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	doc, err = decodeTimeML(file)
	if err != nil {
		return TimeML{}, fmt.Errorf("corpus: %s: %w", path, err)
	}
	doc.ID = strings.TrimSuffix(strings.TrimSuffix(filepath.Base(path), ".gz"), ".tml")
	return doc, nil
}

// A timemlReader walks the elements of one document.
type timemlReader struct {
	text  strings.Builder
	doc   TimeML
	depth int // how deep inside TEXT; 0 outside
	open  []openTimex
}

// openTimex is a TIMEX3 element whose end has not been read yet; -1 for any other element.
type openTimex struct {
	start int
	time  news.Time
}

func decodeTimeML(r io.Reader) (TimeML, error) {
	decoder := xml.NewDecoder(r)
	reader := timemlReader{}
	for {
		token, err := decoder.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return TimeML{}, fmt.Errorf("%w: %w", ErrFormat, err)
		}
		switch t := token.(type) {
		case xml.StartElement:
			reader.start(t)
		case xml.EndElement:
			reader.end()
		case xml.CharData:
			if reader.depth > 0 {
				reader.text.Write(t)
			}
		}
	}
	reader.doc.Text = reader.text.String()
	reader.trim()
	return reader.doc, nil
}

func (r *timemlReader) start(e xml.StartElement) {
	attributes := make(map[string]string, len(e.Attr))
	for _, a := range e.Attr {
		attributes[a.Name.Local] = a.Value
	}
	if e.Name.Local == "TEXT" || r.depth > 0 {
		r.depth++
	}
	timex := e.Name.Local == "TIMEX3"
	creation := timex && attributes["functionInDocument"] == "CREATION_TIME"
	if creation && r.doc.Published == "" && len(attributes["value"]) >= len("2006-01-02") {
		if day, err := news.ParseDay(attributes["value"][:len("2006-01-02")]); err == nil {
			r.doc.Published = day
		}
	}
	o := openTimex{start: -1}
	if timex && !creation && r.depth > 0 {
		o = openTimex{start: r.text.Len(), time: news.Time{Type: news.TimeType(attributes["type"]), Value: attributes["value"]}}
	}
	r.open = append(r.open, o)
}

func (r *timemlReader) end() {
	o := r.open[len(r.open)-1]
	r.open = r.open[:len(r.open)-1]
	if r.depth > 0 {
		r.depth--
	}
	if o.start >= 0 {
		o.time.Span = news.Span{Start: o.start, End: r.text.Len()}
		r.doc.Times = append(r.doc.Times, o.time)
	}
}

// trim takes the white space off the ends of the times and drops those that are empty.
func (r *timemlReader) trim() {
	kept := r.doc.Times[:0]
	for _, t := range r.doc.Times {
		words := t.Span.In(r.doc.Text)
		t.Span.Start += len(words) - len(strings.TrimLeft(words, " \t\r\n"))
		t.Span.End -= len(words) - len(strings.TrimRight(words, " \t\r\n"))
		if t.Span.Start < t.Span.End {
			kept = append(kept, t)
		}
	}
	r.doc.Times = kept
}
