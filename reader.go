package gainsay

import (
	"errors"
	"fmt"
	"io/fs"
	"sync"

	"gainsay/internal/analysis"
	"gainsay/internal/statement"
	"gainsay/models"
)

// Reader reads documents. It is safe for use by several goroutines at once.
type Reader struct {
	models     string   // id of the model set
	languages  []string // that the models know
	analyser   *analysis.Analyser
	statements *statement.Reader
}

// embedded is the reader with the models that ship in the binary, loaded once in a process.
var embedded = sync.OnceValues(func() (*Reader, error) { return load(models.Embedded()) })

// ErrConfidence is a confidence that is no share.
var ErrConfidence = errors.New("a confidence is a number above 0 and up to 1")

// NewReader loads a model set, the embedded one if opts is nil or names none. The error says which model does not fit, or
// is ErrConfidence.
func NewReader(opts *Options) (*Reader, error) {
	if opts == nil {
		return embedded()
	}
	reader, err := modelled(opts.Models)
	if err != nil || opts.Confidence == 0 {
		return reader, err
	}
	if !(opts.Confidence > 0 && opts.Confidence <= 1) {
		return nil, ErrConfidence
	}
	sure := *reader
	sure.statements = reader.statements.Least(opts.Confidence)
	return &sure, nil
}

// modelled is the reader with the models of a folder; nil for the embedded ones.
func modelled(folder fs.FS) (*Reader, error) {
	if folder == nil {
		return embedded()
	}
	set, err := models.From(folder)
	if err != nil {
		return nil, err
	}
	return load(set)
}

func load(set models.Set) (*Reader, error) {
	analyser, err := analysis.Load(set)
	if err != nil {
		return nil, fmt.Errorf("model set: %w", err)
	}
	statements, err := statement.Load(set.Model(models.Spotter), set.Model(models.Relater), analyser.Clusters)
	if err != nil {
		return nil, fmt.Errorf("model set: %w", err)
	}
	return &Reader{models: set.ID(), languages: models.Languages(), analyser: analyser, statements: statements}, nil
}

// Models is the id of the model set.
func (r *Reader) Models() string { return r.models }
