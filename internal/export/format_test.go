package export

import (
	"bytes"
	"errors"
	"flag"
	"io"
	"iter"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"testing"

	"gainsay/news"
)

var update = flag.Bool("update", false, "write the golden files anew")

// run writes the samples in a format. Where failure is not nil, it comes behind the items.
func run(t testing.TB, f Format, w io.Writer, o *Options, failure error) error {
	t.Helper()
	switch {
	case f.Entries != nil:
		return f.Entries(w, broken(sampleEntries(t), failure), o)
	case f.Documents != nil:
		return f.Documents(w, broken(sampleDocuments(t), failure), o)
	case f.Originals != nil:
		return f.Originals(w, broken(sampleOriginals(t), failure), o)
	case f.Decisions != nil:
		return f.Decisions(w, broken(sampleDecisions(t), failure), o)
	}
	evidence := sampleEvidence(t)
	evidence.Originals = broken(sampleOriginals(t), failure)
	return f.Claim(w, evidence, o)
}

// broken yields the items and then an error, if it is not nil.
func broken[T any](all []T, failure error) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		for item := range items(all) {
			if !yield(item, nil) {
				return
			}
		}
		if failure != nil {
			var none T
			yield(none, failure)
		}
	}
}

// written is what a format makes of the samples.
func written(t testing.TB, f Format, o *Options) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := run(t, f, &out, o, nil); err != nil {
		t.Fatalf("%s: %v", f.Name, err)
	}
	return out.Bytes()
}

func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(path, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("%s is not what is written now; look at it with -update and git diff. It is:\n%s", path, got)
	}
}

func TestGolden(t *testing.T) {
	for _, f := range Formats() {
		if slices.Contains([]string{"parquet", "warc", "wacz", "bundle"}, f.Name) {
			continue // not for people to look at; they are read back
		}
		golden(t, f.Name+f.Ending, written(t, f, sampleOptions(t)))
	}
}

func TestFormatsAreWhole(t *testing.T) {
	seen := map[string]bool{}
	for _, f := range Formats() {
		functions := 0
		for _, given := range []bool{f.Entries != nil, f.Documents != nil, f.Originals != nil, f.Decisions != nil, f.Claim != nil} {
			if given {
				functions++
			}
		}
		if functions != 1 || f.Name == "" || f.About == "" || f.MediaType == "" || !strings.HasPrefix(f.Ending, ".") || seen[f.Name] {
			t.Errorf("format %+v is not whole", f)
		}
		seen[f.Name] = true
		if found, err := Named(f.Name); err != nil || found.MediaType != f.MediaType {
			t.Errorf("Named(%q) gives %q, %v", f.Name, found.Name, err)
		}
	}
	if _, err := Named("xls"); !errors.Is(err, ErrFormat) || !strings.Contains(err.Error(), "csv, parquet") {
		t.Errorf("an unknown format is told as %v", err)
	}
}

func TestEveryFormatTellsTheReviewAndNoVerdict(t *testing.T) {
	for _, f := range Formats() {
		out := written(t, f, nil)
		if f.Claim != nil {
			out = bundleFiles(t, out)["gainsay/index.html"]
		}
		if !slices.Contains([]string{"jsonl", "parquet", "warc", "wacz"}, f.Name) && !bytes.Contains(out, []byte(notReviewed)) {
			t.Errorf("%s does not say what nobody has looked at", f.Name)
		}
		for _, verdict := range []string{"ClaimReview", "reviewRating", "Rating", "verdict"} {
			if bytes.Contains(out, []byte(verdict)) {
				t.Errorf("%s has a %s", f.Name, verdict)
			}
		}
	}
}

func TestTheSameInputGivesTheSameBytes(t *testing.T) {
	for _, f := range Formats() {
		if f.Name == "warc" {
			continue // a record of WARC has an id of its own each time
		}
		if !bytes.Equal(written(t, f, sampleOptions(t)), written(t, f, sampleOptions(t))) {
			t.Errorf("%s differs from one time to the next", f.Name)
		}
	}
}

func TestAnErrorOfTheItemsEndsTheExport(t *testing.T) {
	failed := errors.New("the disk is gone")
	for _, f := range Formats() {
		if err := run(t, f, io.Discard, nil, failed); !errors.Is(err, failed) {
			t.Errorf("%s gives %v", f.Name, err)
		}
	}
}

// full is a disk without room.
type full struct{}

var errFull = errors.New("no room")

func (full) Write([]byte) (int, error) { return 0, errFull }

func TestAnErrorOfWritingIsTold(t *testing.T) {
	for _, f := range Formats() {
		if err := run(t, f, full{}, nil, nil); !errors.Is(err, errFull) {
			t.Errorf("%s gives %v", f.Name, err)
		}
	}
}

func TestNothingIsAFileToo(t *testing.T) {
	for _, f := range Formats() {
		var out bytes.Buffer
		var err error
		switch {
		case f.Entries != nil:
			err = f.Entries(&out, items[news.Entry](nil), nil)
		case f.Documents != nil:
			err = f.Documents(&out, items[Document](nil), nil)
		case f.Decisions != nil:
			err = f.Decisions(&out, items[Decision](nil), nil)
		default:
			continue
		}
		if err != nil {
			t.Errorf("%s of nothing: %v", f.Name, err)
		}
		if f.Ending != ".jsonl" && out.Len() == 0 {
			t.Errorf("%s of nothing is no file", f.Name)
		}
	}
}

func TestWebAddress(t *testing.T) {
	for address, want := range map[string]string{
		"https://a.example/x?y=1&z=2#f": "https://a.example/x?y=1&z=2#f", " http://a.example ": "http://a.example", "HTTPS://a.example/a b": "https://a.example/a%20b",
		"https://u:p@a.example/": "https://a.example/", "javascript:alert(1)": "", "data:text/html,x": "", "//a.example": "", "/a": "", "ftp://a.example": "",
		"https://": "", "https://a\"b.example/": "", "file:///etc/passwd": "", "https://a.example/\x00": "", "http://[::1": "",
	} {
		if got := webAddress(address); got != want {
			t.Errorf("webAddress(%q) is %q, not %q", address, got, want)
		}
	}
}

func TestURN(t *testing.T) {
	o := &Options{Archive: "port elding+1"}
	for id, want := range map[string]string{"d12#s7": "urn:gainsay:port+elding%2B1:d12:s7", "c9": "urn:gainsay:port+elding%2B1:c9", "a/b é": "urn:gainsay:port+elding%2B1:a%2Fb+%C3%A9"} {
		if got := o.urn(id); got != want {
			t.Errorf("%q is outside %q, not %q", id, got, want)
		}
	}
	if got := (&Options{}).urn("d12#s7"); got != "urn:gainsay:d12:s7" {
		t.Errorf("without an archive it is %q", got)
	}
}

func TestClipped(t *testing.T) {
	for line, want := range map[string]string{"short": "short", "é é é é é é": "é é é é …", "ééééééééééé": "éééééééé …", "ten points": "ten points"} {
		if got := clipped(line, 10); got != want {
			t.Errorf("%q is clipped to %q, not %q", line, got, want)
		}
	}
}

func TestHeadlines(t *testing.T) {
	acts := map[news.Act]string{news.Assert: "says", news.Deny: "denies", news.Accuse: "accuses", news.Demand: "demands", news.Promise: "promises", news.Warn: "warns",
		news.Confirm: "confirms", news.Question: "questions", news.Decline: "declines", news.OtherAct: "speaks of"}
	for act, verb := range acts {
		e := news.Entry{Source: "a  spokesman", Words: "x\ny", Statement: news.Statement{Act: act}}
		if got, want := headline(&e), "a spokesman "+verb+": x y"; got != want {
			t.Errorf("headline is %q, not %q", got, want)
		}
	}
	if got := headline(&news.Entry{Words: "x"}); !strings.HasPrefix(got, noSource) {
		t.Errorf("a statement without a source is %q", got)
	}
}

func TestByDay(t *testing.T) {
	var days []string
	entries := []news.Entry{{Document: news.Head{}}, {Document: news.Head{Published: "2031-05-06"}},
		{Statement: news.Statement{Said: &news.Said{From: "2031-05-05", To: "2031-05-05"}}, Document: news.Head{Published: "2031-06-01"}}}
	slices.SortStableFunc(entries, byDay)
	for i := range entries {
		days = append(days, string(day(&entries[i])))
	}
	if !slices.Equal(days, []string{"2031-05-05", "2031-05-06", ""}) {
		t.Errorf("the order is %q", days)
	}
}

// TestTablesAreWrittenAsTheyCome holds what is in memory while a table is written against a bound that all its rows would pass.
func TestTablesAreWrittenAsTheyCome(t *testing.T) {
	const rows, limit = 60_000, 100 << 20 // rows of more than 2 KiB: 120 MiB of words alone
	for name, write := range map[string]func(io.Writer, Entries, *Options) error{"csv": WriteCSV, "parquet": WriteParquet} {
		var highest uint64
		err := write(io.Discard, func(yield func(news.Entry, error) bool) {
			for i := range rows {
				if i%10_000 == 9_999 {
					runtime.GC()
					var memory runtime.MemStats
					runtime.ReadMemStats(&memory)
					highest = max(highest, memory.HeapAlloc)
				}
				if !yield(news.Entry{ID: strconv.Itoa(i), Words: strings.Repeat(strconv.Itoa(i*7919), 300)}, nil) {
					return
				}
			}
		}, nil)
		if err != nil {
			t.Fatal(err)
		}
		if highest > limit {
			t.Errorf("%s holds %d MiB", name, highest>>20)
		}
		t.Logf("%s holds %d MiB", name, highest>>20)
	}
}
