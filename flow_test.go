package gainsay

import (
	"context"
	"errors"
	"strings"
	"testing"

	"gainsay/internal/record"
	"gainsay/news"
)

// parrot is a Reader that takes "NAME: WORDS" for a statement, to test the line apart from what the models know.
func parrot() *Reader {
	return &Reader{
		models:    "parrot",
		languages: []string{"en"},
		article: func(s Source) (news.Article, error) {
			switch text := string(s.Raw); text {
			case "panic":
				panic("a bug")
			case "bad", "":
				return news.Article{}, errors.New("no article in it")
			case "fremd":
				return news.Article{Text: text, Language: "de"}, nil
			default:
				return news.Article{Title: s.Given.Title, Text: text, Language: "en", Published: s.Given.Published}, nil
			}
		},
		statements: func(text string, _ news.Day) ([]news.Statement, []news.Time) {
			name, words, ok := strings.Cut(text, ": ")
			if !ok {
				return nil, nil
			}
			start := len(name) + 2
			return []news.Statement{
				{ID: "x", Form: news.Indirect, Act: news.Assert, Content: []news.Span{{Start: start, End: start + len(words)}}},
				{ID: "y", Form: news.Indirect, Act: news.Assert, Content: []news.Span{{Start: start, End: start + 1}}, Parent: "x",
					Answers: []news.Answer{{Statement: "x", Relation: news.RelationDenies}}},
			}, nil
		},
	}
}

func TestReadNumbersTitleThenText(t *testing.T) {
	rec, err := parrot().Read(t.Context(), Source{ID: "d", Raw: []byte("Ida: no"), Given: Known{Title: "Ole: yes"}})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, s := range rec.Statements {
		got = append(got, s.ID+" "+string(s.Part)+" "+s.Parent)
		for _, a := range s.Answers {
			got = append(got, "answers "+a.Statement)
		}
	}
	want := "s1 title , s2 title s1, answers s1, s3 text , s4 text s3, answers s3"
	if strings.Join(got, ", ") != want {
		t.Errorf("got  %s\nwant %s", strings.Join(got, ", "), want)
	}
	if err := record.Check(&rec); err != nil {
		t.Error(err)
	}
}

func TestReadOtherLanguage(t *testing.T) {
	rec, err := parrot().Read(t.Context(), Source{Raw: []byte("fremd")})
	if err != nil || len(rec.Statements) != 0 || rec.Article.Language != "de" || rec.Models != "parrot" {
		t.Errorf("got %+v, %v", rec, err)
	}
}

func TestReadFails(t *testing.T) {
	for raw, want := range map[string]error{"panic": ErrInternal} {
		if _, err := parrot().Read(t.Context(), Source{Raw: []byte(raw)}); !errors.Is(err, want) {
			t.Errorf("%q: got %v, want %v", raw, err, want)
		}
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := parrot().Read(ctx, Source{Raw: []byte("x")}); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: got %v", err)
	}
}

func TestExtract(t *testing.T) {
	in := `{"id":"1","text":"Ida: no"}
{"id":"2","html":"panic"}

nonsense
{"id":"3","markdown":"bad"}
{"id":"4","text":"fremd"}
{"id":"5","text":"x"}
{"id":"6","html":""}
`
	var out strings.Builder
	sum, err := parrot().Extract(t.Context(), strings.NewReader(in), &out, 2)
	if err != nil {
		t.Fatal(err)
	}
	if want := (Summary{Documents: 7, Failed: 4, Statements: 2}); sum != want {
		t.Errorf("got %+v, want %+v", sum, want)
	}
	lines := strings.Split(strings.TrimSuffix(out.String(), "\n"), "\n")
	for i, want := range []string{
		`{"id":"1","document":`,
		`{"id":"2","error":"gainsay itself failed on this document, please report it: a bug"}`,
		`{"id":null,"error":"the line is no JSON object`,
		`{"id":"3","error":"no article in it"}`,
		`{"id":"4","document":`,
		`{"id":"5","document":`,
		`{"id":"6","error":"no article in it"}`,
	} {
		if i >= len(lines) || !strings.HasPrefix(lines[i], want) {
			t.Errorf("line %d does not start with %s\n%s", i+1, want, out.String())
		}
	}
}
