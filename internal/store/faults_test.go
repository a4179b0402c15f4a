package store_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"gainsay/internal/store"
	"gainsay/news"
)

// TestMain lets the test binary be a process that fills an archive, for the tests of several at once.
func TestMain(m *testing.M) {
	place := os.Getenv("GAINSAY_TEST_FILL")
	if place == "" {
		os.Exit(m.Run())
	}
	from, err := strconv.Atoi(os.Getenv("GAINSAY_TEST_FROM"))
	if err == nil {
		err = fillAt(context.Background(), place, from, filledByOne)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// filledByOne is how many documents such a process adds.
const filledByOne = 60

func fillAt(ctx context.Context, place string, from, n int) error {
	s, err := store.Open(ctx, place, nil)
	if err != nil {
		return err
	}
	return errors.Join(fill(ctx, s, from, n), s.Close())
}

// fill adds documents one by one, each with a statement, and links them.
func fill(ctx context.Context, s *store.Store, from, n int) error {
	for i := from; i < from+n; i++ {
		found, rec := dispatch(i)
		kept, err := s.Keep(ctx, []store.Found{found})
		if err != nil {
			return err
		}
		rec.ID = fmt.Sprintf("d%d", kept[0].Document)
		if err := s.SaveReading(ctx, kept[0].Document, &rec); err != nil {
			return err
		}
		if _, err := s.Link(ctx, nil); err != nil {
			return err
		}
	}
	return nil
}

// dispatch is an invented document with its reading. Its original cannot be packed well.
func dispatch(i int) (store.Found, news.Record) {
	const who, how, what = "Ilse Brandt", "said", "the gate was opened at night"
	text := fmt.Sprintf("Report %d from the Sarn valley.\n\n%s %s that %s.", i, who, how, what)
	span := func(words string) []news.Span {
		at := strings.Index(text, words)
		return []news.Span{{Start: at, End: at + len(words)}}
	}
	a := news.Article{Title: fmt.Sprintf("Report %d", i), Published: "2031-02-10", Publisher: fmt.Sprintf("Outlet %d", i), Language: "en", Text: text}
	noise := make([]byte, 4000)
	random := rand.New(rand.NewPCG(uint64(i), 1))
	for k := range noise {
		noise[k] = byte(random.Uint32())
	}
	place := fmt.Sprintf("https://sarn-valley.example/%d", i)
	return store.Found{Raw: append([]byte(text), noise...), Source: []byte("{}"), Article: &a,
			Capture: news.Capture{Place: place, Location: place, Time: time.Date(2031, 2, 10, 12, i%60, 0, 0, time.UTC)}},
		news.Record{Article: a, Models: "hand-1", Entities: []news.Entity{{ID: "e1", Name: who, Kind: news.Person, Mentions: span(who)}},
			Claims: []news.Claim{{ID: "c1", Text: what}}, Statements: []news.Statement{{ID: "s1", Part: news.InText, Source: &news.Source{Spans: span(who), Entity: "e1"},
				Cue: &news.Cue{Spans: span(how), Lemma: "say"}, Content: span(what), Form: news.Indirect, Act: news.Assert, Claim: "c1", Stance: news.Asserts, Confidence: 0.8}}}
}

// opened opens an archive for a test.
func opened(t *testing.T, place string) *store.Store {
	t.Helper()
	s, err := store.Open(t.Context(), place, nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() }) // most tests close it themselves
	return s
}

// filled is the folder of a closed archive with some documents.
func filled(t *testing.T, n int) string {
	t.Helper()
	place := filepath.Join(t.TempDir(), "archive")
	if err := fillAt(t.Context(), place, 0, n); err != nil {
		t.Fatal(err)
	}
	return place
}

// findings is what verifying finds, and the error that ends it.
func findings(t *testing.T, s *store.Store) (found []string, err error) {
	t.Helper()
	_, err = s.Verify(t.Context(), func(f store.Finding) { found = append(found, f.String()) }, nil)
	return found, err
}

// whole checks that nothing is wrong with an archive and that it has so many documents in its ledger.
func whole(t *testing.T, s *store.Store, documents int64) {
	t.Helper()
	if found, err := findings(t, s); len(found) > 0 || err != nil {
		t.Errorf("found %q, %v", found, err)
	}
	if sizes, err := s.Sizes(t.Context()); err != nil || sizes.Documents[news.Linked] != documents || sizes.Statements != documents {
		t.Errorf("%d documents and not %d: %+v, %v", sizes.Documents[news.Linked], documents, sizes, err)
	}
}

// told checks that an error is the one that tells people what to do, once and on one line.
func told(t *testing.T, err, want error) {
	t.Helper()
	if !errors.Is(err, want) || strings.Contains(err.Error(), "\n") || strings.Count(err.Error(), want.Error()) != 1 {
		t.Errorf("got %q and not %q", fmt.Sprint(err), want)
	}
}

// TestNoFolder: where no archive can be, there is one error and nothing is made or harmed.
func TestNoFolder(t *testing.T) {
	folder := t.TempDir()
	file := filepath.Join(folder, "file")
	if err := os.WriteFile(file, []byte("a letter"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.MkdirAll(filepath.Join(folder, "odd", "archive.db", "inside"), 0o700); err != nil {
		t.Fatal(err)
	}
	for place, want := range map[string]error{"file": store.ErrNoFolder, "file/below": store.ErrNoFolder, "odd": store.ErrReadOnly} {
		_, err := store.Open(t.Context(), filepath.Join(folder, place), nil)
		told(t, err, want)
	}
	if data, err := os.ReadFile(file); err != nil || string(data) != "a letter" {
		t.Errorf("the file holds %q, %v", data, err)
	}
}

// TestDamagedDatabase: a database that is no longer what it was is told, when it is opened or verified, and is not taken for a new one.
func TestDamagedDatabase(t *testing.T) {
	const documents = 20
	source := filled(t, documents)
	sound, err := os.ReadFile(filepath.Join(source, "archive.db"))
	if err != nil {
		t.Fatal(err)
	}
	random := rand.New(rand.NewPCG(5, 8))
	torn := func(page int) []byte {
		data := bytes.Clone(sound)
		for i := range 4096 {
			data[page*4096+i] = byte(random.Uint32())
		}
		return data
	}
	damages := map[string][]byte{
		"empty": {}, "the first page only": sound[:4096], "the first half": sound[:len(sound)/2/4096*4096], "half a page": sound[:len(sound)-2000],
		"another file": []byte(strings.Repeat("This is a letter and no database. ", 400)), "the beginning is lost": append(make([]byte, 4096), sound[4096:]...),
	}
	for page := 1; page < len(sound)/4096; page += len(sound) / 4096 / 12 {
		damages[fmt.Sprintf("page %d is torn", page)] = torn(page)
	}
	for name, data := range damages {
		t.Run(name, func(t *testing.T) {
			place := filepath.Join(t.TempDir(), "archive")
			if err := os.CopyFS(place, os.DirFS(source)); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(filepath.Join(place, "archive.db"), data, 0o600); err != nil {
				t.Fatal(err)
			}
			s, err := store.Open(t.Context(), place, nil)
			if err != nil {
				told(t, err, store.ErrDamaged)
			} else {
				defer s.Close()
				if found, err := findings(t, s); len(found) == 0 || err != nil {
					t.Errorf("found %q, %v", found, err)
				}
			}
			if originals := files(t, filepath.Join(place, "originals")); originals != documents {
				t.Errorf("%d originals are left", originals)
			}
		})
	}
	s := opened(t, source)
	whole(t, s, documents)
}

// files counts the files below a folder.
func files(t *testing.T, folder string) (n int) {
	t.Helper()
	err := filepath.WalkDir(folder, func(_ string, entry fs.DirEntry, err error) error {
		if err == nil && !entry.IsDir() {
			n++
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// TestDamagedOriginal: an original that is lost or changed is told, and nothing else suffers.
func TestDamagedOriginal(t *testing.T) {
	place := filled(t, 3)
	s := opened(t, place)
	path := func(document string) string {
		head, err := s.Document(t.Context(), document)
		if err != nil {
			t.Fatal(err)
		}
		return filepath.Join(place, "originals", head.SHA256[:2], head.SHA256+".zst")
	}
	other, err := os.ReadFile(path("d3"))
	if err != nil {
		t.Fatal(err)
	}
	for what, damage := range map[string]func(path string) error{
		"missing": os.Remove,
		"cut off": func(path string) error { return os.Truncate(path, 1000) },
		"empty":   func(path string) error { return os.Truncate(path, 0) },
		"another": func(path string) error { return os.WriteFile(path, other, 0o600) },
	} {
		t.Run(what, func(t *testing.T) {
			before, err := os.ReadFile(path("d2"))
			if err != nil {
				t.Fatal(err)
			}
			if err := damage(path("d2")); err != nil {
				t.Fatal(err)
			}
			found, err := findings(t, s)
			if err != nil || len(found) != 1 || !strings.HasPrefix(found[0], "original ") {
				t.Errorf("found %q, %v", found, err)
			}
			_, _, err = s.Original(t.Context(), "d2")
			told(t, err, store.ErrOriginal)
			told(t, s.Dump(t.Context(), &bytes.Buffer{}), store.ErrOriginal)
			if _, _, err := s.Original(t.Context(), "d1"); err != nil {
				t.Errorf("another original: %v", err)
			}
			if _, err := s.Record(t.Context(), "d2"); err != nil {
				t.Errorf("the record: %v", err)
			}
			if err := os.WriteFile(path("d2"), before, 0o600); err != nil {
				t.Fatal(err)
			}
			whole(t, s, 3)
		})
	}
}

// TestLogLeftBehind: what a process that died had not carried over from the write-ahead log is there, whole transactions of it, however
// much of that log is left.
func TestLogLeftBehind(t *testing.T) {
	const documents = 12
	place := filepath.Join(t.TempDir(), "archive")
	s := opened(t, place)
	if err := fill(t.Context(), s, 0, documents); err != nil {
		t.Fatal(err)
	}
	left := filepath.Join(t.TempDir(), "left") // as a process that is killed now would leave it
	if err := os.CopyFS(left, os.DirFS(place)); err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(filepath.Join(left, "archive.db-shm")); err != nil {
		t.Fatal(err)
	}
	log, err := os.ReadFile(filepath.Join(left, "archive.db-wal"))
	if err != nil || len(log) < 100_000 {
		t.Fatalf("the log has %d bytes, %v", len(log), err)
	}
	for _, size := range []int{len(log), len(log) - 1, len(log) - 5000, len(log) * 3 / 4} {
		t.Run(fmt.Sprint(size), func(t *testing.T) {
			copied := filepath.Join(t.TempDir(), "copied")
			if err := os.CopyFS(copied, os.DirFS(left)); err != nil {
				t.Fatal(err)
			}
			if err := os.Truncate(filepath.Join(copied, "archive.db-wal"), int64(size)); err != nil {
				t.Fatal(err)
			}
			again := opened(t, copied)
			if found, err := findings(t, again); len(found) > 0 || err != nil {
				t.Errorf("found %q, %v", found, err)
			}
			sizes, err := again.Sizes(t.Context())
			if err != nil || size == len(log) && sizes.Documents[news.Linked] != documents || sizes.Documents[news.Linked] == 0 {
				t.Errorf("%+v, %v", sizes, err)
			}
			if err := fill(t.Context(), again, documents, 2); err != nil {
				t.Errorf("it does not go on: %v", err)
			}
		})
	}
	t.Run("nothing", func(t *testing.T) {
		if err := os.Remove(filepath.Join(left, "archive.db-wal")); err != nil {
			t.Fatal(err)
		}
		_, err := store.Open(t.Context(), left, nil)
		told(t, err, store.ErrDamaged)
	})
}

// TestProcessesAtOnce lets three processes fill one archive, of which one is killed.
func TestProcessesAtOnce(t *testing.T) {
	place := filepath.Join(t.TempDir(), "archive")
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	var all []*exec.Cmd
	for i := range 3 {
		run := exec.Command(self, "-test.run=^$")
		run.Env = append(os.Environ(), "GAINSAY_TEST_FILL="+place, fmt.Sprint("GAINSAY_TEST_FROM=", i*1000))
		run.Stderr = &bytes.Buffer{}
		if err := run.Start(); err != nil {
			t.Fatal(err)
		}
		all = append(all, run)
	}
	s := opened(t, place)
	for {
		sizes, err := s.Sizes(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		if sizes.Captures >= filledByOne {
			break
		}
		time.Sleep(5 * time.Millisecond)
	}
	if err := all[0].Process.Kill(); err != nil {
		t.Fatal(err)
	}
	for i, run := range all {
		if err := run.Wait(); err != nil && i > 0 {
			t.Errorf("%v: %s", err, run.Stderr)
		}
	}
	// What the killed one kept and had not read yet is done again, and the rest of its work too.
	if err := fill(t.Context(), s, 0, filledByOne); err != nil {
		t.Fatal(err)
	}
	whole(t, s, 3*filledByOne)
}

// memoryDisk mounts a small disk in memory, where that can be done.
func memoryDisk(t *testing.T, size string) (folder string, remount func(how string)) {
	t.Helper()
	folder = t.TempDir()
	if out, err := exec.Command("mount", "-t", "tmpfs", "-o", "size="+size, "tmpfs", folder).CombinedOutput(); err != nil {
		t.Skipf("no disk can be mounted here: %v: %s", err, out)
	}
	t.Cleanup(func() {
		if out, err := exec.Command("umount", folder).CombinedOutput(); err != nil {
			t.Errorf("%v: %s", err, out)
		}
	})
	return folder, func(how string) {
		t.Helper()
		if out, err := exec.Command("mount", "-o", "remount,"+how, folder).CombinedOutput(); err != nil {
			t.Fatalf("%v: %s", err, out)
		}
	}
}

// TestFullDisk: on a full disk whatever writes says so; what was kept before can be read, and when there is room again it goes on.
func TestFullDisk(t *testing.T) {
	folder, remount := memoryDisk(t, "12m")
	place := filepath.Join(folder, "archive")
	s := opened(t, place)
	const first = 20
	if err := fill(t.Context(), s, 0, first); err != nil {
		t.Fatal(err)
	}
	filling := 0
	var err error
	for ; filling < 2000 && err == nil; filling++ {
		err = fill(t.Context(), s, first+filling, 1)
	}
	told(t, err, store.ErrDisk)
	for range 3 {
		told(t, fill(t.Context(), s, 5000, 20), store.ErrDisk)
	}
	if page, err := s.Statements(t.Context(), news.Query{Text: "night", Limit: 1000}); err != nil || len(page.Entries) < first {
		t.Errorf("%d statements are found, %v", len(page.Entries), err)
	}
	if found, err := findings(t, s); len(found) > 0 || err != nil {
		t.Errorf("found %q, %v", found, err)
	}
	if err := s.Close(); err != nil {
		told(t, err, store.ErrDisk)
	}
	use := func() error {
		again, err := store.Open(t.Context(), place, nil)
		if err != nil {
			return err
		}
		defer again.Close() // may want to write, and cannot
		if found, err := findings(t, again); len(found) > 0 || err != nil {
			t.Errorf("opened on the full disk: found %q, %v", found, err)
		}
		return fill(t.Context(), again, 6000, 300)
	}
	told(t, use(), store.ErrDisk)
	// Somebody else takes the last byte.
	junk := filepath.Join(folder, "junk")
	if err := os.WriteFile(junk, make([]byte, 16<<20), 0o600); err == nil {
		t.Error("the disk is not full")
	}
	told(t, use(), store.ErrDisk)
	if err := os.Remove(junk); err != nil {
		t.Fatal(err)
	}
	remount("size=64m")
	s = opened(t, place)
	if found, err := findings(t, s); len(found) > 0 || err != nil {
		t.Errorf("with room again: found %q, %v", found, err)
	}
	if err := fill(t.Context(), s, 0, first+filling+10); err != nil {
		t.Fatal(err)
	}
	if page, err := s.Statements(t.Context(), news.Query{Text: "night", Limit: 1000}); err != nil || len(page.Entries) < first+filling+10 {
		t.Errorf("%d statements are found, %v", len(page.Entries), err)
	}
	if found, err := findings(t, s); len(found) > 0 || err != nil {
		t.Errorf("in the end: found %q, %v", found, err)
	}
}

// TestFullFromTheStart: on a disk without room no archive is made, and one can be once there is.
func TestFullFromTheStart(t *testing.T) {
	folder, remount := memoryDisk(t, "64k")
	place := filepath.Join(folder, "archive")
	_, err := store.Open(t.Context(), place, nil)
	told(t, err, store.ErrDisk)
	remount("size=64m")
	s := opened(t, place)
	if err := fill(t.Context(), s, 0, 3); err != nil {
		t.Fatal(err)
	}
	whole(t, s, 3)
}

// TestReadOnlyDisk: on a disk that must not be written to there is one error, and nothing is harmed.
func TestReadOnlyDisk(t *testing.T) {
	folder, remount := memoryDisk(t, "32m")
	place := filepath.Join(folder, "archive")
	if err := fillAt(t.Context(), place, 0, 3); err != nil {
		t.Fatal(err)
	}
	remount("ro")
	for _, at := range []string{place, filepath.Join(folder, "new")} {
		err := fillAt(t.Context(), at, 3, 1)
		told(t, err, store.ErrReadOnly)
	}
	remount("rw")
	s := opened(t, place)
	whole(t, s, 3)
	if err := fill(t.Context(), s, 3, 1); err != nil {
		t.Error(err)
	}
}
