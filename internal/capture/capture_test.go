package capture

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

func TestFile(t *testing.T) {
	folder := t.TempDir()
	path := filepath.Join(folder, "a.html")
	if err := os.WriteFile(path, []byte("<p>"), 0o600); err != nil {
		t.Fatal(err)
	}
	got, err := Get(t.Context(), nil, path)
	if err != nil || string(got.Raw) != "<p>" || got.Location != path {
		t.Errorf("got %+v, %v", got, err)
	}
	for place, want := range map[string]error{folder: ErrFolder, filepath.Join(folder, "b"): ErrNoFile} {
		if _, err := Get(t.Context(), nil, place); !errors.Is(err, want) {
			t.Errorf("%s: got %v, want %v", place, err, want)
		}
	}
}

func TestStreamLimit(t *testing.T) {
	zeros := bytes.NewReader(make([]byte, MaxBytes+10))
	if _, err := Stream(zeros, "-"); !errors.Is(err, ErrTooLarge) {
		t.Errorf("got %v", err)
	}
	if got, err := Stream(io.LimitReader(bytes.NewReader(make([]byte, MaxBytes+10)), MaxBytes), "-"); err != nil || len(got.Raw) != MaxBytes {
		t.Errorf("%d bytes, %v", len(got.Raw), err)
	}
}

// pages is a server on this machine that gives every answer that a test needs.
func pages(t *testing.T) *httptest.Server {
	mux := http.NewServeMux()
	mux.HandleFunc("/page", func(w http.ResponseWriter, r *http.Request) {
		if !strings.HasPrefix(r.UserAgent(), "gainsay") {
			t.Errorf("the user agent is %q", r.UserAgent())
		}
		w.Header().Set("Content-Type", "text/html; charset=windows-1252")
		_, _ = io.WriteString(w, "<p>It rained.")
	})
	mux.HandleFunc("/moved", func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/page", http.StatusFound) })
	mux.HandleFunc("/circle", func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/circle", http.StatusFound) })
	mux.HandleFunc("/slow", func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() })
	mux.HandleFunc("/large", func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write(make([]byte, MaxBytes+1)) })
	server := httptest.NewServer(mux)
	t.Cleanup(server.Close)
	return server
}

func TestAddress(t *testing.T) {
	server := pages(t)
	got, err := Get(t.Context(), nil, server.URL+"/moved")
	if err != nil {
		t.Fatal(err)
	}
	if string(got.Raw) != "<p>It rained." || got.ContentType != "text/html; charset=windows-1252" || got.Location != server.URL+"/page" {
		t.Errorf("got %+v", got)
	}
	quick := &http.Client{Timeout: 50 * time.Millisecond}
	for place, want := range map[string]error{
		server.URL + "/gone":     ErrStatus,
		server.URL + "/circle":   ErrServer,
		server.URL + "/slow":     ErrServer,
		"http://127.0.0.1:1/x":   ErrServer,
		"https://":               ErrAddress,
		"http://[::1/malformed":  ErrAddress,
		"ftp://harbour.example/": ErrAddress,
	} {
		if _, err := Address(t.Context(), quick, place); !errors.Is(err, want) {
			t.Errorf("%s: got %v, want %v", place, err, want)
		}
	}
	if _, err := Address(t.Context(), nil, server.URL+"/large"); !errors.Is(err, ErrTooLarge) {
		t.Errorf("large: got %v", err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Millisecond)
	defer cancel()
	if _, err := Address(ctx, nil, server.URL+"/slow"); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("cancelled: got %v", err)
	}
}
