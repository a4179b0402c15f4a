package gainsay

import (
	"context"
	"errors"
	"testing"
)

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
