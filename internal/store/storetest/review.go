package storetest

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"gainsay/internal/store"
	"gainsay/news"
)

// doubted keeps a page whose statements a model is less and less sure of, the last one and the one before it equally.
func (a *archive) doubted(p page, confidence ...float64) {
	a.t.Helper()
	kept := a.keep(p)[0]
	u, _, err := a.Unread(a.t.Context(), kept.Document)
	if err != nil {
		a.t.Fatal(err)
	}
	_, statements := article(p.title, p.published, p.outlet, p.paragraphs...)
	for i := range statements {
		statements[i].Confidence = confidence[i]
	}
	rec := record(u.ID, "hand-1", u.Article, statements)
	if err := a.SaveReading(a.t.Context(), kept.Document, &rec); err != nil {
		a.t.Fatal(err)
	}
	a.link()
}

// sluices has five statements.
var sluices = page{place: "https://doubt.example/sluices", title: "Sluices", published: "2031-02-10", outlet: "Sarn Valley News", paragraphs: []string{
	"«s Ilse Brandt» «c said» «x the sluices were open»", "«s Marta Ruland» «c denied» «x the pumps had failed»", "«s Oskar Lindauer» «c said» «x the road was closed»",
	"«s Jonas Ebert» «c said» «x the gauges were right»", "«s Lucia Ferrand» «c said» «x the valley was warned»"}}

func testDoubt(t *testing.T, places Places) {
	a := open(t, places(t))
	a.doubted(sluices, 0.9, 0.3, 0.5, 0.123456789012345, 0.5)
	queue := news.Query{Unreviewed: true, ByDoubt: true}
	a.expect(queue, "d1#s4 d1#s2 d1#s3 d1#s5 d1#s1")
	narrowed := queue
	narrowed.Act = news.Assert
	a.expect(narrowed, "d1#s4 d1#s3 d1#s5 d1#s1")
	for _, q := range []news.Query{queue, {Unreviewed: true, ByDoubt: true, Text: "the"}} {
		var ids []string
		for q.Limit = 1; ; {
			found, err := a.Statements(t.Context(), q)
			if err != nil {
				t.Fatal(err)
			}
			for _, e := range found.Entries {
				ids = append(ids, e.ID)
			}
			if q.Cursor = found.Next; q.Cursor == "" {
				break
			}
		}
		if got := strings.Join(ids, " "); got != "d1#s4 d1#s2 d1#s3 d1#s5 d1#s1" {
			t.Errorf("%q page by page: %s", q.Text, got)
		}
	}
	for _, wrong := range []string{"x", "AAAAAAAAAAA", "f_8AAAAAAAAAAAAAAAAAAA"} {
		queue.Cursor = wrong
		if _, err := a.Statements(t.Context(), queue); !errors.Is(err, store.ErrCursor) {
			t.Errorf("%s: %v", wrong, err)
		}
	}
	queue.Cursor = ""
	a.correct(news.Correction{Kind: news.Accept, Target: "d1#s2"})
	a.correct(news.Correction{Kind: news.Reject, Target: "d1#s3"})
	a.expect(queue, "d1#s4 d1#s5 d1#s1")
	a.expect(news.Query{Unreviewed: true}, "d1#s5 d1#s4 d1#s1")
	a.expect(news.Query{ByDoubt: true}, "d1#s4 d1#s2 d1#s5 d1#s1")
	for most, want := range map[int]int{10: 3, 2: 2} {
		if n, err := a.Left(t.Context(), news.Query{}, most); n != want || err != nil {
			t.Errorf("left up to %d: %d, %v", most, n, err)
		}
	}
	if n, err := a.Left(t.Context(), news.Query{Text: "gauges"}, 10); n != 1 || err != nil {
		t.Errorf("left of what has a word: %d, %v", n, err)
	}
	later := sluices // of a version that no longer speaks, nothing is asked
	later.paragraphs = []string{"«s Ilse Brandt» «c said» «x it was all a mistake»"}
	a.doubted(later, 0.7)
	a.expect(queue, "d2#s1")
	if n, err := a.Left(t.Context(), news.Query{}, 10); n != 1 || err != nil {
		t.Errorf("left: %d, %v", n, err)
	}
}

func testDecided(t *testing.T, places Places) {
	a := open(t, places(t))
	a.doubted(sluices, 0.9, 0.3, 0.5, 0.1, 0.5)
	a.correct(news.Correction{Kind: news.Accept, Target: "d1#s1"})
	*a.clock = a.clock.Add(24 * time.Hour)
	today := *a.clock
	a.correct(news.Correction{Kind: news.Accept, Target: "d1#s2"})
	a.correct(news.Correction{Kind: news.Accept, Target: "d1#s2"})
	act := news.Warn
	a.correct(news.Correction{Kind: news.Correct, Target: "d1#s3", Changed: &news.StatementChange{Act: &act}})
	undone := a.correct(news.Correction{Kind: news.Reject, Target: "d1#s4"})
	a.correct(news.Correction{Kind: news.Undo, Target: number("", int(undone.ID)-1)})
	for by, want := range map[string]int{"kim": 2, "lee": 0} {
		if n, err := a.Decided(t.Context(), by, today); n != want || err != nil {
			t.Errorf("%s: %d, %v", by, n, err)
		}
	}
}

func testOvertaken(t *testing.T, places Places) {
	a := open(t, places(t))
	a.add(gate)
	seen := a.entry("d1#s1").Revision
	lee := news.Correction{Kind: news.Reject, Target: "d1#s1", By: "lee"}
	a.correct(news.Correction{Kind: news.Accept, Target: "d1#s1"})
	if _, err := a.CorrectSeen(t.Context(), lee, seen); !errors.Is(err, store.ErrOvertaken) || !strings.Contains(err.Error(), "kim accepted d1#s1") {
		t.Errorf("after somebody else: %v", err)
	}
	if made, err := a.Corrections(t.Context(), "d1#s1"); len(made) != 1 || err != nil || a.entry("d1#s1").Review != news.Accepted {
		t.Errorf("%+v, %v", made, err)
	}
	if _, err := a.CorrectSeen(t.Context(), lee, a.entry("d1#s1").Revision); err != nil {
		t.Error(err)
	}
	if e := a.entry("d1#s1"); e.Review != news.Rejected {
		t.Errorf("%+v", e)
	}
	seen = a.entry("d1#s1").Revision
	a.correct(news.Correction{Kind: news.Undo, Target: "2"})
	if _, err := a.CorrectSeen(t.Context(), lee, seen); !errors.Is(err, store.ErrOvertaken) || !strings.Contains(err.Error(), "undone") {
		t.Errorf("after an undoing: %v", err)
	}
	a.sound()
}

func testStars(t *testing.T, places Places) {
	a := open(t, places(t))
	a.add(gate, answer)
	for _, id := range []string{"d1#s2", "d2#s1", "d1#s2"} {
		if err := a.Star(t.Context(), "kim", id); err != nil {
			t.Fatal(err)
		}
		*a.clock = a.clock.Add(time.Minute)
	}
	if err := a.Star(t.Context(), "kim", "d9#s1"); !errors.Is(err, store.ErrUnknown) {
		t.Errorf("unknown: %v", err)
	}
	list, err := a.Starred(t.Context(), "kim")
	if err != nil || len(list) != 2 || list[0].ID != "d2#s1" || list[1].ID != "d1#s2" {
		t.Errorf("%+v, %v", list, err)
	}
	if list, err := a.Starred(t.Context(), "lee"); len(list) != 0 || err != nil {
		t.Errorf("another account: %+v, %v", list, err)
	}
	if err := a.Unstar(t.Context(), "kim", "d2#s1"); err != nil {
		t.Error(err)
	}
	if ids, err := a.Stars(t.Context(), "kim"); !slices.Equal(ids, []string{"d1#s2"}) || err != nil {
		t.Errorf("%q, %v", ids, err)
	}
}
