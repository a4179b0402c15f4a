package gainsay

import (
	"context"
	"errors"
	"io"
	"strings"
	"testing"

	"gainsay/news"
)

// parrot reads a document as an article of that text, to test the stream apart from what the models know.
func parrot(_ context.Context, source Source) (record news.Record, err error) {
	defer recovered(&err)
	switch text := string(source.Raw); text {
	case "panic":
		panic("a bug")
	case "bad":
		return news.Record{}, errors.New("no article in it")
	case "broken":
		return news.Record{ID: source.ID}, nil
	default:
		return news.Record{ID: source.ID, Models: "parrot", Article: news.Article{Title: source.Given.Title, Text: text},
			Statements: []news.Statement{{ID: "s1", Part: news.InText, Content: []news.Span{{Start: 0, End: 1}},
				Form: news.Indirect, Act: news.Assert}}}, nil
	}
}

func unseen(int, *news.Record) {}

func TestExtract(t *testing.T) {
	in := `{"id":"1","text":"Ida: no"}
{"id":"2","html":"panic"}

nonsense
{"id":"3","markdown":"bad"}
{"id":"4","text":"x","title":"A title"}
{"id":"5","text":"broken"}
{"id":6,"text":"x"}
`
	var out strings.Builder
	sum, err := extract(t.Context(), strings.NewReader(in), &out, 2, parrot, unseen)
	if err != nil {
		t.Fatal(err)
	}
	if want := (Summary{Documents: 7, Failed: 5, Statements: 2}); sum != want {
		t.Errorf("got %+v, want %+v", sum, want)
	}
	lines := strings.Split(strings.TrimSuffix(out.String(), "\n"), "\n")
	for i, want := range []string{
		`{"id":"1","document":{"title":null,`,
		`{"id":"2","error":"gainsay itself failed on this document, please report it: a bug"}`,
		`{"id":null,"error":"the line is no JSON object`,
		`{"id":"3","error":"no article in it"}`,
		`{"id":"4","document":{"title":"A title",`,
		`{"id":"5","error":"record \"5\": the record breaks its own rules: models: no model set is named"}`,
		`{"id":null,"error":"\"id\" must be given, as a string"}`,
	} {
		if i >= len(lines) || !strings.HasPrefix(lines[i], want) {
			t.Errorf("line %d does not start with %s\n%s", i+1, want, out.String())
		}
	}
}

func TestExtractGoesOnAfterALineThatIsTooLong(t *testing.T) {
	in := io.MultiReader(strings.NewReader(`{"id":"1","text":"`), io.LimitReader(xs{}, 65<<20), strings.NewReader("\"}\n"+`{"id":"2","text":"x"}`))
	var out strings.Builder
	sum, err := extract(t.Context(), in, &out, 1, parrot, unseen)
	if err != nil || sum.Failed != 1 || sum.Documents != 2 {
		t.Errorf("got %+v, %v", sum, err)
	}
	if !strings.HasPrefix(out.String(), `{"id":null,"error":"the line is longer than 64 MiB`) || !strings.Contains(out.String(), `{"id":"2","document"`) {
		t.Errorf("got %.200s", out.String())
	}
}

// xs is an endless stream of one letter.
type xs struct{}

func (xs) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = 'x'
	}
	return len(p), nil
}

func FuzzExtract(f *testing.F) {
	f.Add([]byte(`{"id":"1","text":"Ida: no"}` + "\n" + `{"id":"2","html":"<p>x"}`))
	f.Add([]byte("{\n\xff\n\n{}"))
	f.Fuzz(func(t *testing.T, in []byte) {
		var out strings.Builder
		sum, err := extract(t.Context(), strings.NewReader(string(in)), &out, 2, parrot, unseen)
		if err != nil {
			t.Fatal(err)
		}
		if got := strings.Count(out.String(), "\n"); got != sum.Documents {
			t.Errorf("%d lines for %d documents", got, sum.Documents)
		}
	})
}
