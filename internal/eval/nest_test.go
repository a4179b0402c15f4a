package eval

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"gainsay/internal/analysis/token"
	"gainsay/internal/text"
	"gainsay/news"
)

func TestNest(t *testing.T) {
	story := `{"story": "a coup", "docs": [{"id": "a", "text": "Ferro denied rumours of a coup.", "complete": true}], "statements": [
		{"id": "1", "doc": "a", "source_spans": [[0, 5]], "cue_spans": [[6, 12]], "content_spans": [[13, 30]]},
		{"id": "2", "doc": "a", "cue_spans": [[13, 20]], "content_spans": [[21, 30]], "nested_in": "1"}]}`
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "coup.json"), []byte(story), 0o600); err != nil {
		t.Fatal(err)
	}
	tags := map[string]string{"Ferro": "NNP", "denied": "VBD", "rumours": "NNS", "of": "IN", "a": "DT", "coup": "NN", ".": "."}
	analyse := func(s string, _ news.Day) *text.Document {
		d := token.Split(s)
		for i := range d.Tokens {
			d.Tokens[i].Tag, d.Tokens[i].Quotation = tags[d.Word(i)], -1
		}
		return d
	}
	var out strings.Builder
	if err := Nest(t.Context(), dir, analyse, &out); err != nil {
		t.Fatal(err)
	}
	if want := "100.0 100.0 100.0 100.0   (pred 1 gold 1)"; strings.Count(out.String(), want) != 2 {
		t.Errorf("want twice %q:\n%s", want, out.String())
	}
	if err := Nest(t.Context(), t.TempDir(), analyse, &out); err == nil {
		t.Error("an empty folder is no error")
	}
}
