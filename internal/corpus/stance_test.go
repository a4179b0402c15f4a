package corpus

import (
	"bytes"
	"compress/gzip"
	"errors"
	"os"
	"path/filepath"
	"testing"
)

// writeCorpus lays files out in a folder of corpora.
func writeCorpus(t *testing.T, folder string, files map[string]string) string {
	t.Helper()
	corpora := t.TempDir()
	if err := os.Mkdir(filepath.Join(corpora, folder), 0o700); err != nil {
		t.Fatal(err)
	}
	for name, content := range files {
		if err := os.WriteFile(filepath.Join(corpora, folder, name), packed(t, content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return corpora
}

// packed is the content as a gzip file.
func packed(t *testing.T, content string) []byte {
	t.Helper()
	var out bytes.Buffer
	w := gzip.NewWriter(&out)
	if _, err := w.Write([]byte(content)); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func TestReadEmergent(t *testing.T) {
	corpora := writeCorpus(t, "stance", map[string]string{"emergent-train.jsonl.gz": `{"claim_id": "1", "claim": "A bear came", "headline": "Bear story is a hoax", "stance": "against"}` + "\n"})
	list, err := ReadEmergent(corpora)
	if err != nil || len(list) != 1 || list[0] != (Headline{ClaimID: "1", Claim: "A bear came", Text: "Bear story is a hoax", Stance: "against"}) {
		t.Errorf("%+v, error %v", list, err)
	}
	corpora = writeCorpus(t, "stance", map[string]string{"emergent-train.jsonl.gz": `{"stance": "perhaps"}`})
	if _, err := ReadEmergent(corpora); !errors.Is(err, ErrFormat) {
		t.Errorf("an unknown stance: %v", err)
	}
}

func TestReadChallenge(t *testing.T) {
	files := map[string]string{
		"fnc1-train-bodies.jsonl.gz":  `{"body_id": 7, "text": "A bear was seen."}`,
		"fnc1-train-stances.jsonl.gz": `{"body_id": 7, "headline": "Bear came", "stance": "agree"}`,
	}
	list, err := ReadChallenge(writeCorpus(t, "stance", files))
	if err != nil || len(list) != 1 || list[0] != (Challenge{Headline: "Bear came", Body: "A bear was seen.", Stance: "agree"}) {
		t.Errorf("%+v, error %v", list, err)
	}
	files["fnc1-train-stances.jsonl.gz"] = `{"body_id": 8, "headline": "Bear came", "stance": "agree"}`
	if _, err := ReadChallenge(writeCorpus(t, "stance", files)); !errors.Is(err, ErrFormat) {
		t.Errorf("a stance without a body: %v", err)
	}
	files["fnc1-train-stances.jsonl.gz"] = `{"body_id": 7, "headline": "Bear came", "stance": "perhaps"}`
	if _, err := ReadChallenge(writeCorpus(t, "stance", files)); !errors.Is(err, ErrFormat) {
		t.Errorf("an unknown stance: %v", err)
	}
}
