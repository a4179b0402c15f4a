package train_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"gainsay/internal/linear"
	"gainsay/internal/train"
	"gainsay/models"
)

func TestRunRefusesStagesThatItDoesNotMake(t *testing.T) {
	for stage, want := range map[string]error{"sing": train.ErrStage, models.Embedding: train.ErrGiven} {
		err := train.Run(context.Background(), train.Options{Out: t.TempDir(), Stages: []string{stage}})
		if !errors.Is(err, want) {
			t.Errorf("%s: %v", stage, err)
		}
	}
	if slices.Contains(train.Stages(), models.Embedding) || !slices.Contains(train.Stages(), models.Stance) {
		t.Errorf("stages %v", train.Stages())
	}
}

// emergent is a corpus of a few invented headlines.
func emergent(t *testing.T) string {
	t.Helper()
	var file bytes.Buffer
	packed := gzip.NewWriter(&file)
	for _, line := range []string{
		`{"claim_id": "1", "claim": "A bear came to Dunmarra", "headline": "Bear comes to Dunmarra", "stance": "for"}`,
		`{"claim_id": "1", "claim": "A bear came to Dunmarra", "headline": "Dunmarra bear story is a hoax", "stance": "against"}`,
		`{"claim_id": "2", "claim": "Queen Ilva resigned", "headline": "Did Queen Ilva resign?", "stance": "observing"}`,
		`{"claim_id": "2", "claim": "Queen Ilva resigned", "headline": "Story of the Queen is a hoax", "stance": "against"}`,
	} {
		if _, err := packed.Write([]byte(line + "\n")); err != nil {
			t.Fatal(err)
		}
	}
	if err := packed.Close(); err != nil {
		t.Fatal(err)
	}
	corpora := t.TempDir()
	if err := os.Mkdir(filepath.Join(corpora, "stance"), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(corpora, "stance", "emergent-train.jsonl.gz"), file.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	return corpora
}

// A set that is begun in an empty folder gets what a script made from the binary; the manifest lists it among what was made.
func TestRunKeepsTheEmbedding(t *testing.T) {
	out := t.TempDir()
	options := train.Options{Corpora: emergent(t), Out: out, Stages: []string{models.Stance}, Log: t.Logf}
	if err := train.Run(context.Background(), options); err != nil {
		t.Fatal(err)
	}
	kept, err := os.ReadFile(filepath.Join(out, models.File(models.Embedding)))
	if err != nil || string(kept) != models.Embedded().Model(models.Embedding) {
		t.Errorf("the embedding was changed or is not there: %v", err)
	}
	data, err := os.ReadFile(filepath.Join(out, "en", "manifest.json"))
	if err != nil {
		t.Fatal(err)
	}
	var manifest struct{ Models []linear.Header }
	if err := json.Unmarshal(data, &manifest); err != nil {
		t.Fatal(err)
	}
	var stages []string
	for _, h := range manifest.Models {
		stages = append(stages, h.Stage)
		if len(h.Trained) == 0 || h.Command == "" || h.Payload == "" {
			t.Errorf("the manifest does not say where %s comes from", h.Stage)
		}
	}
	if !slices.Equal(stages, []string{models.Careful, models.Embedding, models.Stance}) {
		t.Errorf("the manifest lists %v", stages)
	}
}
