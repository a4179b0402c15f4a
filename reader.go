package gainsay

import (
	"fmt"
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

// NewReader loads a model set, the embedded one if opts is nil or names none. The error says which model does not fit.
func NewReader(opts *Options) (*Reader, error) {
	if opts == nil || opts.Models == nil {
		return embedded()
	}
	set, err := models.From(opts.Models)
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
