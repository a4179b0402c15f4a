package eval

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"gainsay/internal/analysis/token"
	"gainsay/internal/analysis/when"
	"gainsay/internal/text"
	"gainsay/news"
)

func TestSaid(t *testing.T) {
	story := `{"story": "a dam", "docs": [{"id": "a", "published": "2023-05-10", "text": "Ferro said on Monday it held. Vint said on Tuesday it broke.", "complete": true}],
		"statements": [
		{"id": "1", "doc": "a", "source_spans": [[0, 5]], "cue_spans": [[6, 10]], "content_spans": [[21, 28]], "said_on": "2023-05-08"},
		{"id": "2", "doc": "a", "source_spans": [[30, 34]], "cue_spans": [[35, 39]], "content_spans": [[51, 59]]}]}`
	analyse := func(s string, published news.Day) *text.Document {
		d := token.Split(s)
		d.Published = published
		when.Annotate(d)
		return d
	}
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "dam.json"), []byte(story), 0o600); err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	if err := Said(t.Context(), dir, analyse, &out); err != nil {
		t.Fatal(err)
	}
	if want := "right 100.0, wrong 0.0 (of 1 with a gold time); given to 100.0 (of 1 without)"; !strings.Contains(out.String(), want) {
		t.Errorf("want %q:\n%s", want, out.String())
	}
	if err := Said(t.Context(), t.TempDir(), analyse, &out); err == nil {
		t.Error("an empty folder is no error")
	}
}

func TestDaysOf(t *testing.T) {
	for _, test := range []struct{ s, from, to string }{
		{"", "", ""}, {"2023-05-08", "2023-05-08", "2023-05-08"}, {"2023-W19", "2023-05-08", "2023-05-14"}, {"2023-02", "2023-02-01", "2023-02-28"},
	} {
		if from, to, err := daysOf(test.s); err != nil || string(from) != test.from || string(to) != test.to {
			t.Errorf("%q: got %s to %s, %v", test.s, from, to, err)
		}
	}
	if _, _, err := daysOf("May"); err == nil {
		t.Error("a month without a year is no error")
	}
}
