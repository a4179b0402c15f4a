package store_test

import (
	"archive/tar"
	"bytes"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/klauspost/compress/zstd"

	"gainsay/internal/store"
	"gainsay/news"
)

var update = flag.Bool("update", false, "write the archive of today's step anew")

// TestEarlierSteps opens an archive as each step of the schema wrote it, which is brought up to date and then as good as a new one. A step
// has its archive made when it is new and never again: go test ./internal/store -run EarlierSteps -update
func TestEarlierSteps(t *testing.T) {
	today := steps(t)
	if *update {
		writeArchive(t, archiveOf(today))
	}
	for step := 1; step <= today; step++ {
		t.Run(fmt.Sprint(step), func(t *testing.T) {
			place := t.TempDir()
			unpackInto(t, archiveOf(step), place)
			s := opened(t, place)
			if found, err := findings(t, s); len(found) > 0 || err != nil {
				t.Errorf("found %q, %v", found, err)
			}
			page, err := s.Statements(t.Context(), news.Query{Text: "night"})
			if err != nil || len(page.Entries) != 2 || page.Entries[0].Speaker.Name != "Ilse Brandt" {
				t.Errorf("%+v, %v", page, err)
			}
			made, err := s.Corrections(t.Context(), "d1#s1")
			if err != nil || len(made) != 1 || made[0].Kind != news.Reject || made[0].By != "kim" {
				t.Errorf("%+v, %v", made, err)
			}
			if raw, _, err := s.Original(t.Context(), "d3"); err != nil || !bytes.HasPrefix(raw, []byte("Report 2 ")) {
				t.Errorf("%.40q, %v", raw, err)
			}
			if feeds, err := s.Feeds(t.Context()); err != nil || len(feeds) != 1 || feeds[0].Title != "Sarn" {
				t.Errorf("%+v, %v", feeds, err)
			}
			if err := fill(t.Context(), s, 3, 1); err != nil {
				t.Fatal(err)
			}
			head, err := s.Document(t.Context(), "d4")
			if err != nil || head.State != news.Linked {
				t.Errorf("a new document: %+v, %v", head, err)
			}
			again := opened(t, filepath.Join(t.TempDir(), "restored"))
			if err := again.Restore(t.Context(), strings.NewReader(dumpOf(t, s))); err != nil {
				t.Errorf("a dump of it is not restored: %v", err)
			}
		})
	}
}

func archiveOf(step int) string { return fmt.Sprintf("testdata/step%d.tar.zst", step) }

// steps is how many steps a new archive has taken.
func steps(t *testing.T) (n int) {
	t.Helper()
	s := opened(t, t.TempDir())
	db, _ := s.Database()
	if err := db.QueryRowContext(t.Context(), "SELECT count(*) FROM migrations").Scan(&n); err != nil {
		t.Fatal(err)
	}
	return n
}

func dumpOf(t *testing.T, s *store.Store) string {
	t.Helper()
	var out bytes.Buffer
	if err := s.Dump(t.Context(), &out); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

// writeArchive makes an archive of three documents, of which a statement was rejected, and packs its folder into a file.
func writeArchive(t *testing.T, name string) {
	t.Helper()
	place := t.TempDir()
	s, err := store.Open(t.Context(), place, &store.Options{Now: func() time.Time { return time.Date(2031, 3, 1, 12, 0, 0, 0, time.UTC) }})
	if err != nil {
		t.Fatal(err)
	}
	if err := fill(t.Context(), s, 0, 3); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Correct(t.Context(), news.Correction{Kind: news.Reject, Target: "d1#s1", By: "kim"}); err != nil {
		t.Fatal(err)
	}
	if _, _, err := s.Watch(t.Context(), "https://sarn-valley.example/feed.xml", "Sarn"); err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	var packed bytes.Buffer
	compressor, err := zstd.NewWriter(&packed, zstd.WithEncoderLevel(zstd.SpeedBestCompression))
	if err != nil {
		t.Fatal(err)
	}
	w := tar.NewWriter(compressor)
	for _, end := range []func() error{func() error { return w.AddFS(os.DirFS(place)) }, w.Close, compressor.Close,
		func() error { return os.WriteFile(name, packed.Bytes(), 0o644) }} {
		if err := end(); err != nil {
			t.Fatal(err)
		}
	}
}

// unpackInto unpacks such a file.
func unpackInto(t *testing.T, name, place string) {
	t.Helper()
	packed, err := os.Open(name)
	if err != nil {
		t.Fatalf("the archive of a step is missing; write that of a new one with -update: %v", err)
	}
	defer packed.Close() // it was only read
	unpacker, err := zstd.NewReader(packed)
	if err != nil {
		t.Fatal(err)
	}
	defer unpacker.Close()
	for r := tar.NewReader(unpacker); ; {
		header, err := r.Next()
		if err == io.EOF {
			return
		}
		if err != nil {
			t.Fatal(err)
		}
		to := filepath.Join(place, filepath.FromSlash(header.Name))
		if header.FileInfo().IsDir() {
			err = os.MkdirAll(to, 0o700)
		} else if err = os.MkdirAll(filepath.Dir(to), 0o700); err == nil {
			var data []byte
			if data, err = io.ReadAll(r); err == nil {
				err = os.WriteFile(to, data, 0o600)
			}
		}
		if err != nil {
			t.Fatal(err)
		}
	}
}
