package capture

import (
	"bytes"
	"errors"
	"io"
	"os"
	"path/filepath"
	"testing"
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
