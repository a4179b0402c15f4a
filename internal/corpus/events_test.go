package corpus

import (
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"testing"
)

// writeCorpora writes files below a new folder.
func writeCorpora(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, content := range files {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		var packed bytes.Buffer
		zip := gzip.NewWriter(&packed)
		if _, err := zip.Write([]byte(content)); err != nil {
			t.Fatal(err)
		}
		if err := errors.Join(zip.Close(), os.WriteFile(path, packed.Bytes(), 0o600)); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func TestReadFNC(t *testing.T) {
	dir := writeCorpora(t, map[string]string{
		"stories/fnc1-topics.jsonl.gz":          `{"topic": 3, "bodies": [7, 9]}`,
		"stance/fnc1-train-bodies.jsonl.gz":     `{"body_id": 7, "text": "A ferry sank."}` + "\n" + `{"body_id": 8, "text": "No ferry did."}`,
		"stories/fnc1-near-duplicates.jsonl.gz": `{"a": 7, "b": 9, "jaccard5": 0.5}`,
	})
	bodies, err := ReadFNC(dir)
	if got, want := fmt.Sprint(bodies, err), "[{7 3     A ferry sank.} {8 body 8     No ferry did.}] <nil>"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
	pairs, err := ReadFNCDuplicates(dir)
	if got, want := fmt.Sprint(pairs, err), "[[7 9]] <nil>"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
	if _, err := ReadFNC(t.TempDir()); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("error %v", err)
	}
}

func TestReadEvents(t *testing.T) {
	dir := writeCorpora(t, map[string]string{
		"stories/a.jsonl.gz": `{"id": "x", "story": "s1", "title": "Ferry", "publisher": "oss", "date": "2031-03-04", "url": "http://oss.example/x", "text": "It sank."}`,
		"stories/b.jsonl.gz": `{"id": "y", "topic": "ferry", "text": "It sank."}` + "\n" + `{"id": "z", "text": "It floats."}`,
		"stories/c.jsonl.gz": `{"id": "y", "date": "4 March"}`,
	})
	for name, want := range map[string]string{
		"a": "[{x s1 Ferry oss http://oss.example/x 2031-03-04 It sank.}]",
		"b": "[{y ferry     It sank.} {z z     It floats.}]",
	} {
		articles, err := ReadEvents(dir, name)
		if got := fmt.Sprint(articles); got != want || err != nil {
			t.Errorf("%s: %s, want %s; error %v", name, got, want, err)
		}
	}
	if _, err := ReadEvents(dir, "c"); !errors.Is(err, ErrFormat) {
		t.Errorf("error %v", err)
	}
}
