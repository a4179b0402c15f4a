package api_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"sync/atomic"
	"testing"
	"time"

	"gainsay"
	"gainsay/internal/web/access"
	"gainsay/internal/web/api"
	"gainsay/internal/web/events"
	"gainsay/internal/web/view"
	"gainsay/news"
	"gainsay/samples"
)

// server is the API over the sample articles, read by the linear models.
type server struct {
	*httptest.Server
	api     *api.API
	archive *gainsay.Archive
	hub     *events.Hub
	breaks  atomic.Bool // an export of entries fails when some of it is written
}

// breaking is an archive whose exports fail.
type breaking struct{ view.Archive }

func (breaking) Export(_ context.Context, out io.Writer, _ string, _ news.Query, _ *gainsay.ExportOptions) error {
	if _, err := out.Write(make([]byte, 1<<17)); err != nil {
		return err
	}
	return errors.New("the disk is gone")
}

func serve(t *testing.T) *server {
	t.Helper()
	reader, err := gainsay.NewReader(&gainsay.Options{Model: gainsay.Fast})
	if err != nil {
		t.Fatal(err)
	}
	archive, err := gainsay.Open(t.Context(), filepath.Join(t.TempDir(), "archive"), &gainsay.ArchiveOptions{Reader: reader})
	if err != nil {
		t.Fatal(err)
	}
	s := &server{archive: archive, hub: events.New(t.Context(), archive, events.Options{Look: 20 * time.Millisecond})}
	s.api = api.New(archive, api.Options{Version: "test", Asked: s.asked, Hub: s.hub})
	s.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		viewer := access.Viewer{Name: "Ada", Role: access.Admin}
		if role := r.Header.Get("Test-Role"); role != "" {
			viewer = access.Viewer{Role: access.Role(role)}
		}
		s.api.ServeHTTP(w, r.WithContext(access.With(r.Context(), viewer)))
	}))
	t.Cleanup(func() {
		s.CloseClientConnections()
		s.Close()
		if err := archive.Close(); err != nil {
			t.Error(err)
		}
	})
	articles, err := samples.All()
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range articles {
		s.add(t, file.Name, file.Outlet, file.Content)
	}
	s.work(t)
	return s
}

func (s *server) asked(r *http.Request) view.Archive {
	if s.breaks.Load() {
		return breaking{s.archive}
	}
	if !access.Of(r.Context()).Role.May(access.Reader) {
		return view.Public(s.archive)
	}
	return s.archive
}

// add keeps a document.
func (s *server) add(t *testing.T, place, outlet string, content []byte) {
	t.Helper()
	one := gainsay.Captured{Source: gainsay.Source{Raw: content, Location: place, Otherwise: gainsay.Known{Publisher: outlet, Published: "2024-05-19"}},
		Capture: news.Capture{Place: place, Location: place, Time: time.Date(2024, 5, 20, 9, 0, 0, 0, time.UTC)}}
	for kept, err := range s.archive.Add(t.Context(), func(yield func(gainsay.Captured) bool) { yield(one) }) {
		if err != nil || kept.Err != nil {
			t.Fatal(err, kept.Err)
		}
	}
}

func (s *server) work(t *testing.T) {
	t.Helper()
	if _, err := s.archive.Work(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
}

// ask sends a request; body, where it is not nil, as JSON.
func (s *server) ask(t *testing.T, method, path string, body any, header ...string) (*http.Response, []byte) {
	t.Helper()
	r := s.request(t, method, path, body, header...)
	response, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	data, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return response, data
}

func (s *server) request(t *testing.T, method, path string, body any, header ...string) *http.Request {
	t.Helper()
	var in io.Reader
	if body != nil {
		data, err := json.Marshal(body)
		if err != nil {
			t.Fatal(err)
		}
		in = bytes.NewReader(data)
	}
	r, err := http.NewRequestWithContext(t.Context(), method, s.URL+api.Root+path, in)
	if err != nil {
		t.Fatal(err)
	}
	if body != nil {
		r.Header.Set("Content-Type", "application/json")
	}
	for i := 0; i+1 < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	return r
}

// get asks for JSON, which must be there, and reads it.
func get[T any](t *testing.T, s *server, path string) (out T) {
	t.Helper()
	response, body := s.ask(t, http.MethodGet, path, nil)
	if response.StatusCode != http.StatusOK {
		t.Fatalf("%s: %s\n%s", path, response.Status, body)
	}
	if err := json.Unmarshal(body, &out); err != nil {
		t.Fatalf("%s: %v\n%s", path, err, body)
	}
	return out
}
