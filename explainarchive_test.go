package gainsay

import (
	"context"
	"errors"
	"slices"
	"testing"
	"time"

	"gainsay/news"
	"gainsay/samples"
)

// demoArchive is an archive with the sample articles, read.
func demoArchive(t *testing.T) *Archive {
	t.Helper()
	a, err := Open(t.Context(), t.TempDir(), &ArchiveOptions{Reader: newTestReader(t)})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = a.Close() })
	files, err := samples.All()
	if err != nil {
		t.Fatal(err)
	}
	for kept, err := range a.Add(t.Context(), func(yield func(Captured) bool) {
		for _, file := range files {
			if !yield(Captured{Source: Source{Raw: file.Content, Location: file.Name}, Capture: news.Capture{Place: file.Name, Location: file.Name, Time: time.Unix(1_716_000_000, 0)}}) {
				return
			}
		}
	}) {
		if err := errors.Join(err, kept.Err); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := a.Work(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	return a
}

// TestExplainInAnArchive: each statement that the archive's reader read has evidence, and what that names are statements of the archive.
func TestExplainInAnArchive(t *testing.T) {
	a := demoArchive(t)
	for _, document := range []string{"d6", "d8"} {
		rec, err := a.Record(t.Context(), document)
		if err != nil {
			t.Fatal(err)
		}
		known := map[string]bool{"": true}
		for _, s := range rec.Statements {
			known[s.ID] = true
		}
		for _, s := range rec.Statements {
			explained, err := a.Explain(t.Context(), document+"#"+s.ID)
			if err != nil || explained.Statement.ID != s.ID || len(explained.Evidence) == 0 || explained.Models != rec.Models {
				t.Fatalf("%s#%s: %v, %+v", document, s.ID, err, explained)
			}
			for _, e := range explained.Evidence {
				if !known[e.Statement] {
					t.Errorf("%s#%s: %s comes from %q", document, s.ID, e.Field, e.Statement)
				}
			}
		}
	}
}

// TestExplainWhatWasCorrected: the machine's evidence stays where a person moved the words.
func TestExplainWhatWasCorrected(t *testing.T) {
	a := demoArchive(t)
	before, err := a.Statement(t.Context(), "d6#s10")
	if err != nil {
		t.Fatal(err)
	}
	elsewhere := []news.Span{{Start: 0, End: 3}}
	if _, err := a.Correct(t.Context(), news.Correction{By: "ida", Kind: news.Correct, Target: "d6#s10", Changed: &news.StatementChange{Content: &elsewhere}}); err != nil {
		t.Fatal(err)
	}
	explained, err := a.Explain(t.Context(), "d6#s10")
	if err != nil || !slices.Equal(explained.Statement.Content, before.Statement.Content) {
		t.Errorf("%v, %+v", err, explained.Statement)
	}
	if _, err := a.Explain(t.Context(), "d6#s999"); !errors.Is(err, ErrUnknown) {
		t.Error(err)
	}
}

func TestLikest(t *testing.T) {
	at := func(part news.Part, spans ...news.Span) news.Statement {
		return news.Statement{Part: part, Content: spans}
	}
	read := []news.Statement{at(news.InText, news.Span{Start: 10, End: 50}), at(news.InText, news.Span{Start: 10, End: 20}), at(news.InTitle, news.Span{Start: 60, End: 70})}
	for _, test := range []struct {
		of   news.Statement
		want int
	}{
		{at(news.InText, news.Span{Start: 10, End: 50}), 0},
		{at(news.InText, news.Span{Start: 11, End: 20}), 1},
		{at(news.InText, news.Span{Start: 12, End: 49}), 0},
		{at(news.InText, news.Span{Start: 60, End: 70}), -1},
		{at(news.InTitle, news.Span{Start: 60, End: 65}), 2},
	} {
		if got := likest(read, &test.of); got != test.want {
			t.Errorf("%v %v: %d, not %d", test.of.Part, test.of.Content, got, test.want)
		}
	}
}

// TestExplainOneAtATime: whoever waits for another explanation can go away, and gets what is made meanwhile.
func TestExplainOneAtATime(t *testing.T) {
	e, err := newExplainer()
	if err != nil {
		t.Fatal(err)
	}
	began, end := make(chan struct{}), make(chan struct{})
	first := make(chan error)
	go func() {
		_, err := e.once(t.Context(), "d1", func(context.Context) (news.Explanation, error) {
			close(began)
			<-end
			return news.Explanation{}, nil
		})
		first <- err
	}()
	<-began
	never := func(context.Context) (news.Explanation, error) { return news.Explanation{}, errors.New("made twice") }
	short, cancel := context.WithTimeout(t.Context(), 10*time.Millisecond)
	defer cancel()
	if _, err := e.once(short, "d2", never); !errors.Is(err, context.DeadlineExceeded) {
		t.Error(err)
	}
	second := make(chan error)
	go func() {
		_, err := e.once(t.Context(), "d1", never)
		second <- err
	}()
	close(end)
	if err := errors.Join(<-first, <-second); err != nil {
		t.Error(err)
	}
}
