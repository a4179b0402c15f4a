package train

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"gainsay/internal/analysis"
	"gainsay/internal/analysis/cluster"
	"gainsay/internal/corpus"
	"gainsay/internal/linear"
	"gainsay/internal/meaning"
	"gainsay/internal/statement"
	"gainsay/models"
)

// The errors about a stage that is to be trained.
var (
	ErrStage = errors.New("no stage of that name: choose among cluster, tag, entity, spotter, relater, careful and stance")
	ErrGiven = errors.New("this file is not made of corpora: training/embedding/README.md says how it is made")
)

// Stages are those that Run can make. The embedding is not among them: it is cut from a sentence model by a script, and Run
// takes it as it is.
func Stages() []string {
	return slices.DeleteFunc(slices.Clone(models.Stages), func(stage string) bool { return stage == models.Embedding })
}

// Options say what Run makes of what.
type Options struct {
	Corpora string   // the folder of the corpora
	Out     string   // the folder of the model set: models are read from and written to its folder en
	Stages  []string // nil = all; spotter and relater are always made together
	// Score measures the set's model of the stage on development data, for its header. nil = no scores.
	Score func(ctx context.Context, corpora, stage string, set models.Set) (map[string]float64, error)
	Log   func(format string, args ...any)
}

// Run trains the stages in their order, each with the models of the stages before it, and writes the model files and
// manifest.json, which gathers their headers.
func Run(ctx context.Context, o Options) error {
	for _, stage := range o.Stages {
		if stage == models.Embedding {
			return fmt.Errorf("train %s: %w", stage, ErrGiven)
		}
		if !slices.Contains(models.Stages, stage) {
			return fmt.Errorf("train %s: %w", stage, ErrStage)
		}
	}
	if err := os.MkdirAll(filepath.Join(o.Out, "en"), 0o755); err != nil {
		return fmt.Errorf("train: %w", err)
	}
	set, err := withGiven(o.Out, present(o.Out))
	if err != nil {
		return err
	}
	wanted := func(stage string) bool { return len(o.Stages) == 0 || slices.Contains(o.Stages, stage) }
	for _, step := range []struct {
		stages []string
		make   func() ([]*made, error)
	}{
		{[]string{models.Cluster}, func() ([]*made, error) { return makeClusters(o) }},
		{[]string{models.Tag}, func() ([]*made, error) { return makeTagger(ctx, o, set) }},
		{[]string{models.Entity}, func() ([]*made, error) { return makeNames(ctx, o, set) }},
		{[]string{models.Careful}, func() ([]*made, error) { return makeCareful(o, set) }},
		{[]string{models.Spotter, models.Relater}, func() ([]*made, error) { return makeAttributions(ctx, o, set) }},
		{[]string{models.Stance}, func() ([]*made, error) { return makeStance(ctx, o, set) }},
	} {
		if !slices.ContainsFunc(step.stages, wanted) {
			continue
		}
		o.Log("training %v", step.stages)
		list, err := step.make()
		if err != nil {
			return err
		}
		if set, err = keep(ctx, o, set, list); err != nil {
			return err
		}
	}
	return writeManifest(o.Out, set)
}

// made is a model just made.
type made struct {
	stage string
	file  []byte
}

// keep measures the models and writes their files.
func keep(ctx context.Context, o Options, set models.Set, list []*made) (models.Set, error) {
	for _, m := range list {
		set = set.With(m.stage, string(m.file))
	}
	for _, m := range list {
		if o.Score != nil {
			scores, err := o.Score(ctx, o.Corpora, m.stage, set)
			if err != nil {
				return set, fmt.Errorf("train %s: %w", m.stage, err)
			}
			if m.file, err = scored(m.file, scores); err != nil {
				return set, err
			}
			o.Log("%s: %v", m.stage, scores)
		}
		set = set.With(m.stage, string(m.file))
		if err := os.WriteFile(filepath.Join(o.Out, models.File(m.stage)), m.file, 0o644); err != nil {
			return set, fmt.Errorf("train %s: %w", m.stage, err)
		}
	}
	return set, nil
}

// scored is a model file with the scores in its header.
func scored(file []byte, scores map[string]float64) ([]byte, error) {
	if len(scores) == 0 {
		return file, nil
	}
	header, _, err := linear.DecodeHeader(string(file))
	if err != nil {
		return nil, err
	}
	header.Scores = scores
	return linear.WithHeader(string(file), header)
}

// present is the models that lie in the folder already.
func present(folder string) models.Set {
	var set models.Set
	for _, stage := range models.Stages {
		if data, err := os.ReadFile(filepath.Join(folder, models.File(stage))); err == nil {
			set = set.With(stage, string(data))
		}
	}
	return set
}

// withGiven completes a set by the files that are not made here: those of the binary, if the folder has none.
func withGiven(folder string, set models.Set) (models.Set, error) {
	for _, stage := range []string{models.Careful, models.Embedding} {
		if set.Model(stage) != "" {
			continue
		}
		data := models.Embedded().Model(stage)
		if err := os.WriteFile(filepath.Join(folder, models.File(stage)), []byte(data), 0o644); err != nil {
			return set, fmt.Errorf("train: %w", err)
		}
		set = set.With(stage, data)
	}
	return set, nil
}

func packed(stage string, model *linear.Model) (*made, error) {
	file, err := model.Encode()
	return &made{stage, file}, err
}

func makeClusters(o Options) ([]*made, error) {
	file, err := Cluster(o.Corpora)
	return []*made{{stage: models.Cluster, file: file}}, err
}

func makeTagger(ctx context.Context, o Options, set models.Set) ([]*made, error) {
	clusters, err := cluster.Load(set.Model(models.Cluster))
	if err != nil {
		return nil, err
	}
	model, err := Tag(ctx, o.Corpora, clusters, func(line string) { o.Log("%s", line) })
	if err != nil {
		return nil, err
	}
	m, err := packed(models.Tag, model)
	return []*made{m}, err
}

func makeNames(ctx context.Context, o Options, set models.Set) ([]*made, error) {
	clusters, tagger, err := analysis.LoadTagger(set)
	if err != nil {
		return nil, err
	}
	model, err := Entity(ctx, o.Corpora, clusters, tagger, func(line string) { o.Log("%s", line) })
	if err != nil {
		return nil, err
	}
	m, err := packed(models.Entity, model)
	return []*made{m}, err
}

func makeAttributions(ctx context.Context, o Options, set models.Set) ([]*made, error) {
	analyser, err := analysis.Load(set)
	if err != nil {
		return nil, err
	}
	spotter, relater, err := Attributions(ctx, o.Corpora, analyser, o.Log)
	if err != nil {
		return nil, err
	}
	first, err := packed(models.Spotter, spotter)
	if err != nil {
		return nil, err
	}
	second, err := packed(models.Relater, relater)
	return []*made{first, second}, err
}

// makeCareful calibrates the careful model that the script has left in the folder, or the one of the binary.
func makeCareful(o Options, set models.Set) ([]*made, error) {
	analyser, err := analysis.Load(set)
	if err != nil {
		return nil, err
	}
	articles, err := corpus.ReadPolNeAR(o.Corpora, "train")
	if err != nil {
		return nil, err
	}
	file, err := statement.CalibrateCareful(set.Model(models.Careful), Gold(articles, analyser), o.Log)
	return []*made{{models.Careful, file}}, err
}

func makeStance(ctx context.Context, o Options, set models.Set) ([]*made, error) {
	table, err := meaning.Load(set.Model(models.Embedding))
	if err != nil {
		return nil, err
	}
	model, err := Stance(ctx, o.Corpora, table)
	if err != nil {
		return nil, err
	}
	m, err := packed(models.Stance, model)
	return []*made{m}, err
}

// manifest is models/en/manifest.json: what each model is, for people and for package managers.
type manifest struct {
	Set    string          `json:"set"`
	Models []linear.Header `json:"models"`
}

func writeManifest(folder string, set models.Set) error {
	m := manifest{Set: set.ID()}
	for _, stage := range models.Stages {
		if set.Model(stage) == "" {
			continue
		}
		header, _, err := linear.DecodeHeader(set.Model(stage))
		if err != nil {
			return fmt.Errorf("train: model %s: %w", stage, err)
		}
		m.Models = append(m.Models, header)
	}
	data, err := json.MarshalIndent(m, "", "  ")
	if err != nil {
		return fmt.Errorf("train: %w", err)
	}
	if err := os.WriteFile(filepath.Join(folder, "en", "manifest.json"), append(data, '\n'), 0o644); err != nil {
		return fmt.Errorf("train: %w", err)
	}
	return nil
}
