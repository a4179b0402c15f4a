package web

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"gainsay"
	"gainsay/internal/web/access"
	"gainsay/news"
)

// TestArticleByRole: the public sees statements and no whole text, a reader all of it, and a reviewer can judge.
func TestArticleByRole(t *testing.T) {
	reader, err := gainsay.NewReader(&gainsay.Options{Model: gainsay.Fast})
	if err != nil {
		t.Fatal(err)
	}
	archive, err := gainsay.Open(t.Context(), t.TempDir(), &gainsay.ArchiveOptions{Reader: reader})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = archive.Close() })
	for _, err := range archive.Add(t.Context(), func(yield func(gainsay.Captured) bool) {
		yield(gainsay.Captured{Source: gainsay.Source{Raw: []byte("Anna Ruck said that the bridge was safe.\n\nThe weather was bad.")}})
	}) {
		if err != nil {
			t.Fatal(err)
		}
	}
	if _, err := archive.Work(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	if _, err := archive.Correct(t.Context(), news.Correction{Kind: news.Accept, Target: "d1#s1", By: "kim"}); err != nil { // which the public is shown
		t.Fatal(err)
	}
	site, err := New(t.Context(), archive, Options{})
	if err != nil {
		t.Fatal(err)
	}
	mux := http.NewServeMux()
	for _, r := range routes {
		mux.Handle(r.pattern, site.serve(r))
	}
	for _, test := range []struct {
		role   access.Role
		path   string
		status int
		has    string
		hasNot string
	}{
		{access.Public, "", http.StatusOK, "the bridge was safe", "The weather was bad"},
		{access.Public, "", http.StatusOK, "no whole texts", "Accept"},
		{access.Public, "?tab=original", http.StatusBadRequest, "", "The weather was bad"},
		{access.Public, "/original", http.StatusForbidden, "", "The weather was bad"},
		{access.Reader, "", http.StatusOK, "The weather was bad", "Reject"},
		{access.Reader, "/original", http.StatusOK, "The weather was bad", ""},
		{access.Reviewer, "", http.StatusOK, "Reject", "no whole texts"},
	} {
		w := httptest.NewRecorder()
		r := httptest.NewRequest(http.MethodGet, "/document/d1"+test.path, nil)
		mux.ServeHTTP(w, r.WithContext(access.With(r.Context(), access.Viewer{Role: test.role})))
		body := w.Body.String()
		if w.Code != test.status || !strings.Contains(body, test.has) || test.hasNot != "" && strings.Contains(body, test.hasNot) {
			t.Errorf("%s, %q: status %d, has %q: %v, has %q: %v", test.role, test.path, w.Code, test.has, strings.Contains(body, test.has), test.hasNot, strings.Contains(body, test.hasNot))
		}
	}
}
