package gainsay

import (
	"context"
	"errors"
	"testing"

	"gainsay/internal/record"
	"gainsay/news"
)

func TestNumberedGoesOverTitleThenText(t *testing.T) {
	named := func(id, parent string) news.Statement {
		return news.Statement{ID: id, Parent: parent, Content: []news.Span{{Start: 0, End: 1}}, Form: news.Indirect, Act: news.Deny}
	}
	body := []news.Statement{named("a", ""), named("b", "a")}
	body[1].Answers = []news.Answer{{Statement: "a", Relation: news.RelationDenies}}
	got := numbered([]news.Statement{named("", "")}, body)
	for i, want := range []struct {
		id, parent string
		part       news.Part
	}{{"s1", "", news.InTitle}, {"s2", "", news.InText}, {"s3", "s2", news.InText}} {
		if s := got[i]; s.ID != want.id || s.Parent != want.parent || s.Part != want.part {
			t.Errorf("statement %d is %s in the %s under %q", i, s.ID, s.Part, s.Parent)
		}
	}
	if answered := got[2].Answers[0].Statement; answered != "s2" {
		t.Errorf("s3 answers %s", answered)
	}
	if err := record.Check(&news.Record{Models: "m", Article: news.Article{Title: "x", Text: "y"}, Statements: got}); err != nil {
		t.Error(err)
	}
}

func TestRecovered(t *testing.T) {
	read := func() (err error) {
		defer recovered(&err)
		panic("a bug")
	}
	if err := read(); !errors.Is(err, ErrInternal) {
		t.Errorf("got %v", err)
	}
}

func newTestReader(t testing.TB) *Reader {
	t.Helper()
	reader, err := NewReader(nil)
	if err != nil {
		t.Fatal(err)
	}
	return reader
}

func TestReadOtherLanguage(t *testing.T) {
	source := Source{Format: Literal, Raw: []byte("„Kein Schiff ist gesunken“, sagte die Hafenmeisterin am Montag vor der Presse in der Stadt. " +
		"Der Minister erklärte, er habe davon nichts gewusst und werde die Sache nun prüfen lassen.")}
	rec, err := newTestReader(t).Read(t.Context(), source)
	if err != nil || len(rec.Statements) != 0 || rec.Article.Language != "de" || rec.Models == "" {
		t.Errorf("got language %q, %d statements, models %q, %v", rec.Article.Language, len(rec.Statements), rec.Models, err)
	}
}

func TestReadFails(t *testing.T) {
	reader := newTestReader(t)
	if _, err := reader.Read(t.Context(), Source{}); err == nil {
		t.Error("nothing at all was read")
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := reader.Read(ctx, Source{Raw: []byte("x")}); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: got %v", err)
	}
}
