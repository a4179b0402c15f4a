package record

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"

	"gainsay/news"
)

// Kind is how the content of an input is to be read.
type Kind string

// The kinds of content: literal text is taken to the byte, the other two go through article extraction.
const (
	Text     Kind = "text"
	HTML     Kind = "html"
	Markdown Kind = "markdown"
)

var kinds = []Kind{Text, HTML, Markdown}

// Input is one document to be read, with what its sender knows of it. A field that was not given is empty.
type Input struct {
	ID        string
	Kind      Kind
	Content   string
	Title     string
	Published news.Day
	URL       string
	Publisher string
}

// Failure is a document that could not be read, and why.
type Failure struct {
	ID     *string // nil where the line does not say
	Reason string
}

func (f *Failure) Error() string {
	if f.ID == nil {
		return f.Reason
	}
	return *f.ID + ": " + f.Reason
}

// The ways in which an input line is wrong; a Failure gives their words.
var (
	ErrNoObject = errors.New("the line is no JSON object")
	ErrID       = errors.New(`"id" must be given, as a string`)
	ErrContent  = errors.New(`exactly one of "text", "html" and "markdown" must be given`)
)

// DecodeInput reads one input line. Unknown fields are ignored, names are case-sensitive, a null counts as not given. The
// error is always a [*Failure] that holds the id as far as the line gives one.
func DecodeInput(line []byte) (Input, error) {
	var fields map[string]json.RawMessage
	if err := json.Unmarshal(line, &fields); err != nil || fields == nil {
		reason := ErrNoObject
		if syntax := (*json.SyntaxError)(nil); errors.As(err, &syntax) {
			reason = fmt.Errorf("%w: %w", reason, syntax)
		}
		return Input{}, &Failure{Reason: reason.Error()}
	}
	id, given, err := stringField(fields, "id")
	if err != nil || !given {
		return Input{}, &Failure{Reason: ErrID.Error()}
	}
	in := Input{ID: id}
	if err := in.fill(fields); err != nil {
		return Input{}, &Failure{ID: &id, Reason: err.Error()}
	}
	return in, nil
}

// fill takes over all fields but the id.
func (in *Input) fill(fields map[string]json.RawMessage) error {
	var contents int
	for _, kind := range kinds {
		content, given, err := stringField(fields, string(kind))
		if err != nil {
			return err
		}
		if given {
			contents++
			in.Kind, in.Content = kind, content
		}
	}
	if contents != 1 {
		return fmt.Errorf("%w, not %d of them", ErrContent, contents)
	}
	var published string
	for name, to := range map[string]*string{
		"title": &in.Title, "published": &published, "url": &in.URL, "publisher": &in.Publisher,
	} {
		value, _, err := stringField(fields, name)
		if err != nil {
			return err
		}
		*to = value
	}
	if published == "" {
		return nil
	}
	day, err := news.ParseDay(published)
	if err != nil {
		return fmt.Errorf(`"published": %w`, err)
	}
	in.Published = day
	return nil
}

// stringField is a field's string; given is false where the field is absent or null.
func stringField(fields map[string]json.RawMessage, name string) (value string, given bool, err error) {
	raw, ok := fields[name]
	if !ok || bytes.Equal(raw, []byte("null")) {
		return "", false, nil
	}
	if err := json.Unmarshal(raw, &value); err != nil {
		return "", false, fmt.Errorf("%q must be a string", name)
	}
	return value, true, nil
}
