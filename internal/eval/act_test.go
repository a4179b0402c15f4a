package eval

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"gainsay/internal/analysis/quotation"
	"gainsay/internal/analysis/token"
	"gainsay/internal/text"
	"gainsay/news"
)

func TestActCountsActsAndCircumstances(t *testing.T) {
	dir := t.TempDir()
	story := `{"docs": [{"id": "a", "text": "Mayor Orla denied it. She told reporters it was gone."}], "statements": [
	 {"id": "1", "doc": "a", "source_spans": [[0, 10]], "cue_spans": [[11, 17]], "content_spans": [[18, 20]], "act": "deny"},
	 {"id": "2", "doc": "a", "source_spans": [[22, 25]], "cue_spans": [[26, 30]], "content_spans": [[41, 52]], "act": "promise", "addressee": "reporters"}]}`
	if err := os.WriteFile(filepath.Join(dir, "s.json"), []byte(story), 0o600); err != nil {
		t.Fatal(err)
	}
	analyse := func(s string, _ news.Day) *text.Document {
		d := token.Split(s)
		quotation.Annotate(d)
		tags := map[string]string{"denied": "VBD", "told": "VBD", "was": "VBD", "reporters": "NNS", "it": "PRP", "She": "PRP", "gone": "VBN"}
		for i := range d.Tokens {
			d.Tokens[i].Tag = tags[d.Word(i)]
		}
		return d
	}
	var out strings.Builder
	if err := Act(context.Background(), dir, analyse, &out); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"2 statements, accuracy 50.0", "deny     100.0 100.0 100.0", "promise    0.0   0.0   0.0", "to       100.0 100.0 100.0   (pred 1 gold 1)"} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("no %q in\n%s", want, out.String())
		}
	}
}
