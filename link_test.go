package gainsay

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"strings"
	"testing"

	"gainsay/news"
)

// roll reads a document as the list of its speakers, one a line, each of whom makes a statement and a claim.
func roll(_ context.Context, source Source) (news.Record, error) {
	text := string(source.Raw)
	if text == "bad" {
		return news.Record{}, errors.New("no article in it")
	}
	rec := news.Record{ID: source.ID, Models: "roll", Article: news.Article{Text: text}}
	for i, name := range strings.Split(text, "\n") {
		e, c := fmt.Sprintf("e%d", i+1), fmt.Sprintf("c%d", i+1)
		rec.Entities = append(rec.Entities, news.Entity{ID: e, Name: name, Kind: news.Person})
		rec.Claims = append(rec.Claims, news.Claim{ID: c, Text: name})
		rec.Statements = append(rec.Statements, news.Statement{ID: fmt.Sprintf("s%d", i+1), Part: news.InText, Form: news.Indirect, Act: news.Assert,
			Source: &news.Source{Spans: []news.Span{{Start: 0, End: 1}}, Entity: e}, Content: []news.Span{{Start: 0, End: 1}}, Claim: c})
	}
	return rec, nil
}

// ids lists for each line of output the entity and the claim of each statement, or "error".
func ids(t *testing.T, out string) []string {
	t.Helper()
	var list []string
	for line := range strings.Lines(out) {
		var rec struct {
			Error      string
			Statements []struct {
				Source struct{ Entity string }
				Claim  string
			}
		}
		if err := json.Unmarshal([]byte(line), &rec); err != nil {
			t.Fatal(err)
		}
		row := ""
		for _, s := range rec.Statements {
			row += s.Source.Entity + s.Claim + " "
		}
		if rec.Error != "" {
			row = "error"
		}
		list = append(list, strings.TrimSpace(row))
	}
	return list
}

func TestExtractLinked(t *testing.T) {
	temporary := t.TempDir()
	t.Setenv("TMPDIR", temporary)
	in := `{"id":"1","text":"Ana Reyl\nTom Ames"}
nonsense

{"id":"2","markdown":"bad"}
{"id":"3","text":"Eva Quill\nTom Ames"}
{"id":"4","text":"Ana Reyl"}
`
	want := []string{"e1c1 e2c2", "error", "error", "e3c3 e2c4", "e1c5"}
	for _, workers := range []int{1, 3} {
		var out strings.Builder
		sum, err := extractLinked(t.Context(), strings.NewReader(in), &out, workers, roll)
		if err != nil {
			t.Fatal(err)
		}
		if sum != (Summary{Documents: 5, Failed: 2, Statements: 5}) {
			t.Errorf("got %+v", sum)
		}
		if got := ids(t, out.String()); strings.Join(got, "|") != strings.Join(want, "|") {
			t.Errorf("with %d workers: got %q, want %q", workers, got, want)
		}
	}
	if left, _ := os.ReadDir(temporary); len(left) > 0 {
		t.Errorf("%s is left behind", left[0].Name())
	}
}

func TestExtractLinkedWithoutRoom(t *testing.T) {
	t.Setenv("TMPDIR", t.TempDir()+"/nowhere")
	_, err := extractLinked(t.Context(), strings.NewReader(""), &strings.Builder{}, 1, roll)
	if err == nil || !strings.Contains(err.Error(), "TMPDIR") {
		t.Errorf("got %v", err)
	}
}

func FuzzExtractLinked(f *testing.F) {
	f.Add([]byte(`{"id":"1","text":"Ana Reyl\nReyl\nReyl"}` + "\n\n" + `{"id":"2","text":"Reyl\nTom Reyl\nAna Reyl\n"}` + "\nx"))
	f.Add([]byte(`{"id":"1","text":"\u0000\n\ud800\n` + "\xff" + `\nA B"}` + "\n{\n\xff\n\n{}"))
	f.Fuzz(func(t *testing.T, in []byte) {
		var plain, linked strings.Builder
		want, err := extract(t.Context(), strings.NewReader(string(in)), &plain, 2, roll, unseen)
		if err != nil {
			t.Fatal(err)
		}
		got, err := extractLinked(t.Context(), strings.NewReader(string(in)), &linked, 2, roll)
		if err != nil || got != want || strings.Count(linked.String(), "\n") != got.Documents {
			t.Errorf("got %+v, %v and %d lines, want %+v:\n%s", got, err, strings.Count(linked.String(), "\n"), want, linked.String())
		}
	})
}
