package gainsay

import (
	"context"
	"io"
	"os"

	"gainsay/news"
)

// NewReader makes a Reader that takes the articles off documents; the stages that read statements are being added.
func NewReader(*Options) (*Reader, error) {
	return &Reader{
		models: "none", languages: []string{"en"}, article: readArticle,
		statements: func(string, news.Day) ([]news.Statement, []news.Time) { return nil, nil },
	}, nil
}

// Models is the id of the model set.
func (r *Reader) Models() string { return r.models }

// Capture takes the document at a path.
func Capture(_ context.Context, place string) (Source, error) {
	raw, err := os.ReadFile(place)
	return Source{Raw: raw, Location: place}, err
}

// CaptureFrom takes the document that a stream gives.
func CaptureFrom(in io.Reader) (Source, error) {
	raw, err := io.ReadAll(in)
	return Source{Raw: raw, Location: "-"}, err
}
