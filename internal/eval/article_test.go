package eval

import (
	"bytes"
	"compress/gzip"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestBodyScore(t *testing.T) {
	for _, c := range []struct {
		name, truth, predicted string
		precision, recall      float64
		equal                  int
	}{
		{"equal but for marks", "The dam of Varn held.", "the? no: The", 0, 0, 0},
		{"equal", "The dam of Varn held.", "The dam of Varn — held", 1, 1, 1},
		{"half", "a b c d e", "a b c d x", 0.5, 0.5, 0},
		{"with multiplicity", "a a a a", "a a a a a", 0.5, 1, 0},
		{"shorter than a shingle", "a b", "a b", 1, 1, 1},
		{"more", "a b c d", "a b c d e f", 1.0 / 3, 1, 0},
	} {
		var s bodyScore
		s.add(c.truth, c.predicted)
		if math.Abs(s.precision-c.precision) > 1e-9 || math.Abs(s.recall-c.recall) > 1e-9 || s.equal != c.equal {
			t.Errorf("%s: got %+v", c.name, s)
		}
	}
	var s bodyScore // an empty prediction costs recall, and precision skips it
	s.add("a b c d", "")
	s.add("a b c d", "a b c d")
	if f := s.figures(); f.Precision != 1 || f.Recall != 0.5 || math.Abs(f.F1-2.0/3) > 1e-9 || f.Accuracy != 0.5 {
		t.Errorf("got %+v", f)
	}
}

func TestArticle(t *testing.T) {
	folder := t.TempDir()
	if err := os.Mkdir(filepath.Join(folder, "html"), 0o755); err != nil {
		t.Fatal(err)
	}
	const body = "The mayor of Varn said on Tuesday that the lower dam was safe and that nobody had to leave the city."
	var packed bytes.Buffer
	z := gzip.NewWriter(&packed)
	if _, err := z.Write([]byte("<html><body><h1>Dam</h1><p>" + body + "</p></body></html>")); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	for name, content := range map[string][]byte{
		"html/one.html.gz":  packed.Bytes(),
		"ground-truth.json": []byte(`{"one": {"articleBody": "` + body + `", "url": "https://varn.example/"}}`),
	} {
		if err := os.WriteFile(filepath.Join(folder, filepath.FromSlash(name)), content, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	var out strings.Builder
	if err := Article(t.Context(), folder, &out); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"gainsay ", "go-trafilatura alone ", "F1 1.0000", "(1 pages)"} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("%q lacks %q", out.String(), want)
		}
	}
	if err := Article(t.Context(), t.TempDir(), &out); err == nil {
		t.Error("a folder without pages is scored")
	}
}
