package storetest

import (
	"bytes"
	"errors"
	"strings"
	"testing"

	"gainsay/internal/store"
	"gainsay/news"
)

// The pages that most tests use: a claim, its denial in another outlet, a third voice.
var (
	gate = page{"https://sarn-valley.example/gate", "Gate was opened, mayor says", "2031-02-10", "Sarn Valley News", []string{
		"«s Ilse Brandt» «c said» on Monday that «x the dam's eastern gate was opened at night».",
		"«s The operator» «c denied» that «x the log had been changed»."}}
	answer = page{"https://tarsk-post.example/answer", "Operator rejects gate report", "2031-02-12", "Tarsk Daily Post", []string{
		"«s Marta Ruland» «c denied» that «x the dam's eastern gate was opened at night»."}}
	third = page{"https://observer.example/flood", "Flood costs counted", "2031-02-14", "The Lakeland Observer", []string{
		"«s Oskar Lindauer» «c said» that «x 1,200 houses stood under water in Belsk».",
		"«s Oskar Lindauer» «c said» that «x troops would help to rebuild Belsk»."}}
)

func testKeep(t *testing.T, places Places) {
	a := open(t, places(t))
	kept := a.keep(gate, answer)
	if kept[0] != (store.Kept{As: store.KeptNew, Document: 1}) || kept[1] != (store.Kept{As: store.KeptNew, Document: 2}) {
		t.Errorf("kept %+v", kept)
	}
	head, err := a.Document(t.Context(), "d1")
	if err != nil || head.Title != gate.title || head.Publisher != gate.outlet || head.Published != "2031-02-10" || head.State != news.Captured ||
		!head.Captured.Equal(start) || !head.Latest || head.Version != 1 || len(head.SHA256) != 64 {
		t.Errorf("%+v, %v", head, err)
	}
	captures, err := a.Captures(t.Context(), "d2")
	if err != nil || len(captures) != 1 || captures[0].Place != answer.place || captures[0].Document != "d2" || captures[0].SHA256 == head.SHA256 {
		t.Errorf("%+v, %v", captures, err)
	}
	for _, id := range []string{"d3", "x", "d", "d0", "d-1", "dh1"} {
		if _, err := a.Document(t.Context(), id); !errors.Is(err, store.ErrUnknown) {
			t.Errorf("%q: %v", id, err)
		}
	}
	a.sound()
}

// testKeepAgain: the same bytes change nothing, the same article in other bytes is a capture, another article is a version.
func testKeepAgain(t *testing.T, places Places) {
	a := open(t, places(t))
	a.keep(gate)
	before := a.dump()
	if kept := a.keep(gate)[0]; kept != (store.Kept{As: store.KeptKnown, Document: 1}) {
		t.Errorf("again: %+v", kept)
	}
	if after := a.dump(); withoutLooks(after) != withoutLooks(before) {
		t.Errorf("adding the same again changed the archive:\n%s\n%s", before, after)
	}
	same := gate
	same.paragraphs = []string{strings.ReplaceAll(gate.paragraphs[0], "'", "’"), gate.paragraphs[1]}
	if kept := a.keep(same)[0]; kept != (store.Kept{As: store.KeptSame, Document: 1}) {
		t.Errorf("in other marks: %+v", kept)
	}
	other := gate
	other.paragraphs = append([]string{"Correction: an earlier version named another gate."}, gate.paragraphs...)
	if kept := a.keep(other)[0]; kept != (store.Kept{As: store.KeptVersion, Document: 2}) {
		t.Errorf("corrected: %+v", kept)
	}
	if kept := a.keep(gate)[0]; kept != (store.Kept{As: store.KeptVersion, Document: 3}) {
		t.Errorf("taken back: %+v", kept)
	}
	elsewhere := gate
	elsewhere.place = "https://SARN-valley.example/gate#top"
	if kept := a.keep(elsewhere)[0]; kept.As != store.KeptKnown {
		t.Errorf("the same address written otherwise: %+v", kept)
	}
	elsewhere.place = "https://mirror.example/gate"
	if kept := a.keep(elsewhere)[0]; kept.As != store.KeptSame {
		t.Errorf("the same bytes elsewhere: %+v", kept)
	}
	versions, err := a.Versions(t.Context(), "d1")
	if err != nil || len(versions) != 3 || versions[2].Version != 3 || versions[2].ID != "d3" {
		t.Errorf("%+v, %v", versions, err)
	}
	a.sound()
}

func testKeepFailure(t *testing.T, places Places) {
	a := open(t, places(t))
	kept, err := a.Keep(t.Context(), []store.Found{{Raw: []byte("no article"), Source: []byte("{}"), Failure: "no article was found", Capture: news.Capture{Place: "/a", Time: start}}})
	if err != nil || kept[0].As != store.KeptNew {
		t.Fatal(kept, err)
	}
	a.add(gate)
	head, err := a.Document(t.Context(), "d1")
	if err != nil || head.State != news.Failed || head.Failure != "no article was found" {
		t.Errorf("%+v, %v", head, err)
	}
	if _, err := a.Record(t.Context(), "d1"); err == nil || !strings.Contains(err.Error(), "no article was found") {
		t.Errorf("record of what failed: %v", err)
	}
	if _, ok, err := a.Unread(t.Context(), 1); ok || err != nil {
		t.Errorf("what failed is to be read: %v", err)
	}
	if a.ids(news.Query{}) == "" {
		t.Error("a document that failed keeps those behind it out")
	}
	a.sound()
}

// testOddBytes: whatever a text holds comes back to the byte.
func testOddBytes(t *testing.T, places Places) {
	a := open(t, places(t))
	odd := page{"https://odd.example/\x00\xff?q=ä", "A \x00 title 𝔘", "2031-02-10", "Out\x00let", []string{
		"«s Ilse \x00 Brandt» «c said» that «x 𝔘nder \x00 the \u202egate\u202c “water” rose to 5\u00a0m».", strings.Repeat("Water. ", 50_000)}}
	a.add(odd, gate)
	rec, err := a.Record(t.Context(), "d1")
	if err != nil {
		t.Fatal(err)
	}
	art, statements := article(odd.title, odd.published, odd.outlet, odd.paragraphs...)
	if rec.Article.Text != art.Text || rec.Article.Title != art.Title || rec.Article.Publisher != art.Publisher {
		t.Error("the article is another")
	}
	entry, err := a.Statement(t.Context(), "d1#s1")
	if err != nil || entry.Words != news.Words(art.Text, statements[0].Content) || entry.Source != "Ilse \x00 Brandt" {
		t.Errorf("%q, %q, %v", entry.Words, entry.Source, err)
	}
	a.expect(news.Query{Text: "gate water"}, "d1#s1")
	a.sound()
}

func testOriginal(t *testing.T, places Places) {
	a := open(t, places(t))
	big := bytes.Repeat([]byte("0123456789abcdef"), 1<<16)
	art, _ := article("Big", "", "", "Water rose.")
	_, err := a.Keep(t.Context(), []store.Found{{Raw: big, Source: []byte(`{"format":"html"}`), Article: &art, Capture: news.Capture{Place: "/big", Time: start,
		Header: []news.HeaderField{{Name: "Content-Type", Value: "text/html"}}, Redirects: []string{"https://a.example/"}, Status: 200}}})
	if err != nil {
		t.Fatal(err)
	}
	raw, source, err := a.Original(t.Context(), "d1")
	if err != nil || !bytes.Equal(raw, big) || string(source) != `{"format":"html"}` {
		t.Errorf("%d bytes, %s, %v", len(raw), source, err)
	}
	captures, err := a.Captures(t.Context(), "d1")
	if err != nil || captures[0].Header[0].Value != "text/html" || captures[0].Redirects[0] != "https://a.example/" || captures[0].Status != 200 || captures[0].Size != 1<<20 {
		t.Errorf("%+v, %v", captures, err)
	}
	if _, _, err := a.Original(t.Context(), "d2"); !errors.Is(err, store.ErrUnknown) {
		t.Error(err)
	}
}
