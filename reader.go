package gainsay

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"sync"

	"gainsay/internal/analysis"
	"gainsay/internal/statement"
	"gainsay/models"
)

// Reader reads documents. It is safe for use by several goroutines at once.
type Reader struct {
	models     string   // id of the model set, and which of its models reads
	languages  []string // that the models know
	analyser   *analysis.Analyser
	statements *statement.Reader
}

// The readers with the models that ship in the binary, each loaded once in a process.
var (
	embeddedCareful = sync.OnceValues(func() (*Reader, error) { return load(models.Embedded(), Careful) })
	embeddedFast    = sync.OnceValues(func() (*Reader, error) { return load(models.Embedded(), Fast) })
)

// The errors about options.
var (
	ErrConfidence = errors.New("a confidence is a number above 0 and up to 1")
	ErrModel      = errors.New("there is no such way to read: it is careful or fast")
)

// NewReader loads a model set, the embedded one if opts is nil or names none. The error says which model does not fit, or
// is ErrConfidence or ErrModel.
func NewReader(opts *Options) (*Reader, error) {
	if opts == nil {
		opts = &Options{}
	}
	reader, err := modelled(opts.Models, cmp.Or(opts.Model, Careful))
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
func modelled(folder fs.FS, model Model) (*Reader, error) {
	if folder == nil {
		if model == Fast {
			return embeddedFast()
		}
		return embeddedCareful()
	}
	set, err := models.From(folder)
	if err != nil {
		return nil, err
	}
	return load(set, model)
}

// load reads the analysers' models and the model of attribution at the same time, which is most of what a reading of one page takes.
func load(set models.Set, model Model) (*Reader, error) {
	var statements *statement.Reader
	var unfit error
	var id string
	var loading sync.WaitGroup
	loading.Go(func() { id = set.ID() })
	switch model {
	case Careful:
		loading.Go(func() { statements, unfit = statement.LoadCareful(set.Model(models.Careful)) })
	case Fast:
	default:
		return nil, fmt.Errorf("model %q: %w", model, ErrModel)
	}
	analyser, err := analysis.Load(set)
	if model == Fast && err == nil {
		statements, unfit = statement.Load(set.Model(models.Spotter), set.Model(models.Relater), analyser.Clusters)
	}
	loading.Wait()
	if err := errors.Join(err, unfit); err != nil {
		return nil, fmt.Errorf("model set: %w", err)
	}
	return &Reader{models: id + "-" + string(model), languages: models.Languages(), analyser: analyser, statements: statements}, nil
}

// current are the ids that readings of the reader's model set have, or of the reader alone.
func (r *Reader) current(alone bool) []string {
	set := r.models[:strings.LastIndexByte(r.models, '-')] // see load
	if alone {
		return []string{r.models}
	}
	return []string{set + "-" + string(Careful), set + "-" + string(Fast)}
}

// Models is the id of the model set and the name of the model that reads.
func (r *Reader) Models() string { return r.models }
