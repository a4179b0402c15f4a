package article

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write the golden articles anew")

// TestGolden reads the invented pages of testdata/pages, each built in another way, and compares what is read off them
// with the article kept beside it.
func TestGolden(t *testing.T) {
	pages, err := filepath.Glob("testdata/pages/*.*html")
	if err != nil || len(pages) == 0 {
		t.Fatalf("%d pages, %v", len(pages), err)
	}
	for _, path := range pages {
		t.Run(filepath.Base(path), func(t *testing.T) {
			raw, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			a, err := Read(raw, Hint{})
			if err != nil {
				t.Fatal(err)
			}
			var got bytes.Buffer
			encoder := json.NewEncoder(&got)
			encoder.SetEscapeHTML(false)
			encoder.SetIndent("", "  ")
			if err := encoder.Encode(a); err != nil {
				t.Fatal(err)
			}
			golden := strings.TrimSuffix(path, filepath.Ext(path)) + ".json"
			if *update {
				if err := os.WriteFile(golden, got.Bytes(), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if got.String() != string(want) {
				t.Errorf("got\n%s\nwant\n%s", got.String(), want)
			}
		})
	}
}

// TestSameOutput reads every page twenty times: libraries that range over maps would show.
func TestSameOutput(t *testing.T) {
	pages, _ := filepath.Glob("testdata/pages/*.*html")
	for _, path := range pages {
		raw, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		var before []byte
		for range 20 {
			a, err := Read(raw, Hint{})
			if err != nil {
				t.Fatal(err)
			}
			now, err := json.Marshal(a)
			if err != nil {
				t.Fatal(err)
			}
			if before != nil && !bytes.Equal(before, now) {
				t.Fatalf("%s: got %s, before %s", path, now, before)
			}
			before = now
		}
	}
}

func BenchmarkRead(b *testing.B) {
	pages, _ := filepath.Glob("testdata/pages/*.*html")
	for _, path := range pages {
		raw, err := os.ReadFile(path)
		if err != nil {
			b.Fatal(err)
		}
		b.Run(filepath.Base(path), func(b *testing.B) {
			b.SetBytes(int64(len(raw)))
			for b.Loop() {
				if _, err := Read(raw, Hint{}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkMarkdown(b *testing.B) {
	raw := []byte(story)
	b.SetBytes(int64(len(raw)))
	for b.Loop() {
		if _, err := Read(raw, Hint{Format: Markdown}); err != nil {
			b.Fatal(err)
		}
	}
}
