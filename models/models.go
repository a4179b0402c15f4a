// Package models holds the trained models that ship in the binary.
//
// Nothing comes in; out go the bytes of model files, by stage. How a file is read is internal/linear's business. It
// imports the standard library only. README.md beside this file is the model card.
package models

import (
	"crypto/sha256"
	_ "embed"
	"encoding/hex"
	"fmt"
	"io/fs"
)

// The stages that have a model, in the order in which they are made: each may be trained with those before it.
const (
	Cluster = "cluster" // Brown clusters of words
	Tag     = "tag"     // parts of speech
	Entity  = "entity"  // names
	Spotter = "spotter" // likely cues, sources and contents
	Relater = "relater" // the source and content of one cue
	// Careful is source, cue and content again, by a neural model. training/careful makes its weights, gainsay train its confidence.
	Careful = "careful"
	// Embedding is the vectors of word pieces. gainsay train does not make it: training/embedding does.
	Embedding = "embedding"
	Stance    = "stance" // which side a text takes on a claim
)

// Stages lists them in that order.
var Stages = []string{Cluster, Tag, Entity, Careful, Spotter, Relater, Embedding, Stance}

// Embedding as strings costs no copy and no memory for pages that are never read.
var (
	//go:embed en/cluster.model
	cluster string
	//go:embed en/tag.model
	tag string
	//go:embed en/entity.model
	entity string
	//go:embed en/spotter.model
	spotter string
	//go:embed en/relater.model
	relater string
	//go:embed en/careful.model
	careful string
	//go:embed en/embedding.model
	embedding string
	//go:embed en/stance.model
	stance string
)

// File is where a stage's model lies below the folder of a model set.
func File(stage string) string { return "en/" + stage + ".model" }

// Languages are the ISO 639-1 codes of the languages that the models know.
func Languages() []string { return []string{"en"} }

// Set is a model set to read from.
type Set struct{ files map[string]string }

// Embedded is the set that ships in the binary.
func Embedded() Set {
	return Set{map[string]string{Cluster: cluster, Tag: tag, Entity: entity, Spotter: spotter, Relater: relater, Careful: careful, Embedding: embedding,
		Stance: stance}}
}

// From reads a set from a folder laid out like this package's. A missing file is an error.
func From(folder fs.FS) (Set, error) {
	set := Set{files: map[string]string{}}
	for _, stage := range Stages {
		data, err := fs.ReadFile(folder, File(stage))
		if err != nil {
			return Set{}, fmt.Errorf("model set: %w", err)
		}
		set.files[stage] = string(data)
	}
	return set, nil
}

// Model is the model file of a stage; "" where the set has none.
func (s Set) Model(stage string) string { return s.files[stage] }

// ID names the set by its content: the language and the start of a digest over all its files. It takes some hundredths of a second.
func (s Set) ID() string {
	hash := sha256.New()
	var piece [1 << 15]byte // a hash takes no string, and a copy of all files would take longer than the hash
	for _, stage := range Stages {
		file := s.files[stage]
		fmt.Fprintf(hash, "%s %d\n", stage, len(file))
		for len(file) > 0 {
			n := copy(piece[:], file)
			hash.Write(piece[:n])
			file = file[n:]
		}
	}
	return "en-" + hex.EncodeToString(hash.Sum(nil)[:6])
}

// With is the set with one model file replaced.
func (s Set) With(stage, data string) Set {
	files := map[string]string{stage: data}
	for other, file := range s.files {
		if other != stage {
			files[other] = file
		}
	}
	return Set{files}
}
