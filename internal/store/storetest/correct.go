package storetest

import (
	"errors"
	"strings"
	"testing"
	"time"

	"gainsay/internal/store"
	"gainsay/news"
)

func (a *archive) correct(c news.Correction) news.Correction {
	a.t.Helper()
	c.By = "kim"
	made, err := a.Correct(a.t.Context(), c)
	if err != nil {
		a.t.Fatalf("%+v: %v", c, err)
	}
	*a.clock = a.clock.Add(time.Minute)
	return made
}

func (a *archive) entry(id string) news.Entry {
	a.t.Helper()
	e, err := a.Statement(a.t.Context(), id)
	if err != nil {
		a.t.Fatal(err)
	}
	return e
}

func testAccept(t *testing.T, places Places) {
	a := open(t, places(t))
	a.add(gate)
	made := a.correct(news.Correction{Kind: news.Accept, Target: "d1#s1", Note: "checked against the tape"})
	if made.ID != 1 || made.Time.IsZero() || a.entry("d1#s1").Review != news.Accepted {
		t.Errorf("%+v, %+v", made, a.entry("d1#s1"))
	}
	a.expect(news.Query{Review: news.Accepted}, "d1#s1")
	a.correct(news.Correction{Kind: news.Reject, Target: "d1#s2"})
	a.expect(news.Query{}, "d1#s1")
	a.expect(news.Query{Text: "log"}, "")
	rec, err := a.Record(t.Context(), "d1")
	if err != nil || len(rec.Statements) != 1 || rec.Statements[0].Confidence != 1 {
		t.Errorf("%+v, %v", rec.Statements, err)
	}
	a.correct(news.Correction{Kind: news.Undo, Target: "2"})
	a.expect(news.Query{Text: "log"}, "d1#s2")
	if e := a.entry("d1#s2"); e.Review != "" {
		t.Errorf("undone: %+v", e)
	}
	list, err := a.Corrections(t.Context(), "d1#s2")
	if err != nil || len(list) != 1 || list[0].Undone != 3 || list[0].By != "kim" {
		t.Errorf("%+v, %v", list, err)
	}
	all, err := a.Corrections(t.Context(), "")
	if err != nil || len(all) != 3 || all[0].Note != "checked against the tape" {
		t.Errorf("%+v, %v", all, err)
	}
	if one, err := a.Correction(t.Context(), 2); err != nil || one.Kind != news.Reject || one.Undone != 3 {
		t.Errorf("%+v, %v", one, err)
	}
	if _, err := a.Correction(t.Context(), 99); !errors.Is(err, store.ErrUnknown) {
		t.Errorf("a correction that nobody made: %v", err)
	}
	history, err := a.History(t.Context(), "d1#s2")
	if err != nil || len(history) != 3 || history[1].Review != news.Rejected {
		t.Errorf("%+v, %v", history, err)
	}
	a.sound()
}

func testCorrect(t *testing.T, places Places) {
	a := open(t, places(t))
	a.add(gate, answer)
	ruland := a.entry("d2#s1").Speaker.ID
	art, _ := article(gate.title, gate.published, gate.outlet, gate.paragraphs...)
	at := strings.Index(art.Text, "the dam's eastern gate")
	content := []news.Span{{Start: at, End: at + len("the dam's eastern gate")}}
	act, stance, none := news.Accuse, news.Doubts, ""
	answers := []news.Answer{{Statement: "d2#s1", Relation: news.RelationDoubts}}
	made := a.correct(news.Correction{Kind: news.Correct, Target: "d1#s1", Changed: &news.StatementChange{Speaker: &ruland, Content: &content, Act: &act, Stance: &stance,
		Said: &news.Said{From: "2031-02-08", To: "2031-02-08"}, Answers: &answers}})
	e := a.entry("d1#s1")
	if e.Review != news.Corrected || e.Speaker.Name != "Marta Ruland" || e.Words != "the dam's eastern gate" || e.Statement.Act != news.Accuse || e.Statement.Stance != news.Doubts ||
		e.Statement.Said.From != "2031-02-08" || len(e.Statement.Answers) != 1 || a.entry("d2#s1").Answered != 1 {
		t.Errorf("%+v", e)
	}
	a.expect(news.Query{Speaker: ruland}, "d2#s1 d1#s1")
	a.expect(news.Query{Since: "2031-02-08", Until: "2031-02-08"}, "d1#s1")
	a.expect(news.Query{Text: "words:night"}, "d2#s1")
	second := a.correct(news.Correction{Kind: news.Correct, Target: "d1#s1", Changed: &news.StatementChange{Claim: &none, Said: &news.Said{}}})
	if e := a.entry("d1#s1"); e.Statement.Claim != "" || e.Statement.Stance != "" || e.Statement.Said != nil || e.Speaker.Name != "Marta Ruland" {
		t.Errorf("twice corrected: %+v", e)
	}
	a.correct(news.Correction{Kind: news.Undo, Target: number("", int(made.ID)-1)})
	if e := a.entry("d1#s1"); e.Speaker.Name != "Ilse Brandt" || e.Statement.Claim != "" || e.Statement.Act != news.Assert {
		t.Errorf("the first one undone: %+v", e)
	}
	a.correct(news.Correction{Kind: news.Undo, Target: number("", int(second.ID)-1)})
	if e := a.entry("d1#s1"); e.Review != "" || e.Claim == "" || e.Words != "the dam's eastern gate was opened at night" {
		t.Errorf("all undone: %+v", e)
	}
	a.sound()
}

// testCorrectThenLink: what linking ties to a corrected statement is still there when the correction is undone.
func testCorrectThenLink(t *testing.T, places Places) {
	a := open(t, places(t))
	a.add(answer)
	made := a.correct(news.Correction{Kind: news.Accept, Target: "d1#s1"})
	a.add(gate)
	want := news.Answer{Statement: "d2#s1", Relation: news.RelationDenies}
	if e := a.entry("d1#s1"); len(e.Statement.Answers) != 1 || e.Statement.Answers[0] != want || e.Review != news.Accepted {
		t.Errorf("%+v", e)
	}
	a.correct(news.Correction{Kind: news.Undo, Target: number("", int(made.ID)-1)})
	if e := a.entry("d1#s1"); len(e.Statement.Answers) != 1 || e.Statement.Answers[0] != want || e.Review != "" {
		t.Errorf("undone: %+v", e)
	}
	a.sound()
}

func testCorrectRefused(t *testing.T, places Places) {
	a := open(t, places(t))
	a.add(gate)
	unknown, outside, claim, wrong := "e99", []news.Span{{Start: 5, End: 100_000}}, "e1", news.Act("shout")
	self := []news.Answer{{Statement: "d1#s1", Relation: news.RelationDenies}}
	before := a.dump()
	for _, test := range []struct {
		correction news.Correction
		want       error
	}{
		{news.Correction{Kind: news.Accept, Target: "d1#s1"}, store.ErrCorrection}, // by nobody
		{news.Correction{By: "kim", Kind: news.Accept, Target: "d1#s9"}, store.ErrUnknown},
		{news.Correction{By: "kim", Kind: news.Accept, Target: "d1"}, store.ErrUnknown},
		{news.Correction{By: "kim", Kind: "praise", Target: "d1#s1"}, store.ErrCorrection},
		{news.Correction{By: "kim", Kind: news.Correct, Target: "d1#s1"}, store.ErrCorrection},
		{news.Correction{By: "kim", Kind: news.Correct, Target: "d1#s1", Changed: &news.StatementChange{Speaker: &unknown}}, store.ErrUnknown},
		{news.Correction{By: "kim", Kind: news.Correct, Target: "d1#s1", Changed: &news.StatementChange{Claim: &claim}}, store.ErrCorrection},
		{news.Correction{By: "kim", Kind: news.Correct, Target: "d1#s1", Changed: &news.StatementChange{Content: &outside}}, store.ErrCorrection},
		{news.Correction{By: "kim", Kind: news.Correct, Target: "d1#s1", Changed: &news.StatementChange{Act: &wrong}}, store.ErrCorrection},
		{news.Correction{By: "kim", Kind: news.Correct, Target: "d1#s1", Changed: &news.StatementChange{Answers: &self}}, store.ErrCorrection},
		{news.Correction{By: "kim", Kind: news.Merge, Target: "e1", Into: "e1"}, store.ErrCorrection},
		{news.Correction{By: "kim", Kind: news.Merge, Target: "e1", Into: "c1"}, store.ErrCorrection},
		{news.Correction{By: "kim", Kind: news.Merge, Target: "e1", Into: "e99"}, store.ErrUnknown},
		{news.Correction{By: "kim", Kind: news.Split, Target: "e1"}, store.ErrCorrection},
		{news.Correction{By: "kim", Kind: news.Undo, Target: "7"}, store.ErrUnknown},
	} {
		if _, err := a.Correct(t.Context(), test.correction); !errors.Is(err, test.want) {
			t.Errorf("%+v: %v, want %v", test.correction, err, test.want)
		}
	}
	if a.dump() != before {
		t.Error("a correction that was refused changed the archive")
	}
}

func testMerge(t *testing.T, places Places) {
	a := open(t, places(t))
	a.add(gate, answer, third)
	brandt, ruland := a.entry("d1#s1").Speaker.ID, a.entry("d2#s1").Speaker.ID
	made := a.correct(news.Correction{Kind: news.Merge, Target: brandt, Into: ruland})
	a.expect(news.Query{Speaker: brandt}, "d2#s1 d1#s1")
	a.expect(news.Query{Speaker: ruland}, "d2#s1 d1#s1")
	a.expect(news.Query{Speaker: "Ilse Brandt"}, "d2#s1 d1#s1")
	if e := a.entry("d1#s1"); e.Speaker.ID != ruland || e.Speaker.Name != "Marta Ruland" || e.Source != "Ilse Brandt" {
		t.Errorf("%+v", e)
	}
	if root, err := a.Root(t.Context(), brandt); root != ruland || err != nil {
		t.Errorf("%q, %v", root, err)
	}
	if _, err := a.Correct(t.Context(), news.Correction{By: "kim", Kind: news.Merge, Target: ruland, Into: brandt}); !errors.Is(err, store.ErrCorrection) {
		t.Errorf("merged twice: %v", err)
	}
	a.correct(news.Correction{Kind: news.Undo, Target: number("", int(made.ID)-1)})
	a.expect(news.Query{Speaker: brandt}, "d1#s1")
	a.expect(news.Query{Speaker: brandt, AsOf: made.Time}, "d2#s1 d1#s1")
	flood, gates := a.entry("d3#s1").Statement.Claim, a.entry("d1#s1").Statement.Claim
	a.correct(news.Correction{Kind: news.Merge, Target: flood, Into: gates})
	a.expect(news.Query{Claim: flood}, "d3#s1 d2#s1 d1#s1")
	if e := a.entry("d3#s1"); e.Statement.Claim != gates || e.Claim != "the dam's eastern gate was opened at night" {
		t.Errorf("%+v", e)
	}
	if rec, err := a.Record(t.Context(), "d3"); err != nil || rec.Statements[0].Claim != gates {
		t.Errorf("%+v, %v", rec.Statements, err)
	}
	a.sound()
}

func testSplit(t *testing.T, places Places) {
	a := open(t, places(t))
	a.add(third)
	was := a.entry("d1#s1").Speaker.ID
	made := a.correct(news.Correction{Kind: news.Split, Target: was, Members: []string{"d1#s2"}})
	now := a.entry("d1#s2").Speaker.ID
	if now == was || a.entry("d1#s1").Speaker.ID != was {
		t.Errorf("%q and %q", now, was)
	}
	a.expect(news.Query{Speaker: now}, "d1#s2")
	a.expect(news.Query{Speaker: was}, "d1#s1")
	if rec, err := a.Record(t.Context(), "d1"); err != nil || len(rec.Entities) != 2 {
		t.Errorf("%+v, %v", rec.Entities, err)
	}
	a.correct(news.Correction{Kind: news.Undo, Target: number("", int(made.ID)-1)})
	a.expect(news.Query{Speaker: was}, "d1#s2 d1#s1")
	claim := a.entry("d1#s1").Statement.Claim
	a.correct(news.Correction{Kind: news.Split, Target: claim, Members: []string{"d1#s1"}})
	if e := a.entry("d1#s1"); e.Statement.Claim == claim || e.Claim == "" {
		t.Errorf("%+v", e)
	}
	a.sound()
}

// testReread: a new model set reads anew what nobody has decided on, and changes nothing of what somebody has.
func testReread(t *testing.T, places Places) {
	a := open(t, places(t))
	doubled := gate
	doubled.paragraphs = append([]string{}, gate.paragraphs...)
	doubled.paragraphs = append(doubled.paragraphs, "«s A farmer» «c said» that «x the meadow was dry».", "«s A farmer» «c said» that «x the well was dry».")
	a.add(doubled, answer)
	ruland := a.entry("d2#s1").Speaker.ID
	a.correct(news.Correction{Kind: news.Correct, Target: "d1#s1", Changed: &news.StatementChange{Speaker: &ruland}})
	a.correct(news.Correction{Kind: news.Reject, Target: "d1#s3"})
	if list, err := a.ToReread(t.Context(), []string{"hand-2", "hand-3"}, 10); err != nil || len(list) != 2 {
		t.Errorf("%v, %v", list, err)
	}
	// The new models find the corrected, the rejected and the first one again, one more, and not the last one.
	u, _, err := a.Unread(t.Context(), 1)
	if err != nil || u.Models != "hand-1" {
		t.Fatal(u, err)
	}
	_, old := article(doubled.title, doubled.published, doubled.outlet, doubled.paragraphs...)
	fresh := old[2]
	fresh.Content = []news.Span{{Start: old[2].Content[0].Start, End: old[2].Content[0].End - 4}} // the rejected, a bit shorter
	only := old[0]
	only.Source, only.Cue = nil, nil
	only.Content = []news.Span{{Start: 0, End: 6}} // a new one
	rec := record(u.ID, "hand-2", u.Article, []news.Statement{old[0], old[1], fresh, only})
	if err := a.SaveReading(t.Context(), 1, &rec); err != nil {
		t.Fatal(err)
	}
	if n := a.link(); n != 1 {
		t.Errorf("%d linked", n)
	}
	a.expect(news.Query{Document: "d1"}, "d1#s5 d1#s2 d1#s3 d1#s1")
	a.expect(news.Query{}, "d2#s1 d1#s5 d1#s2 d1#s1")
	if e := a.entry("d1#s1"); e.Speaker.ID != ruland || e.Review != news.Corrected {
		t.Errorf("the corrected one: %+v", e)
	}
	if e := a.entry("d1#s3"); e.Review != news.Rejected || e.Words != "the meadow was dry" {
		t.Errorf("the rejected one: %+v", e)
	}
	if e := a.entry("d1#s2"); e.Document.Models != "hand-2" || e.Claim == "" {
		t.Errorf("the one that was found again: %+v", e)
	}
	if _, err := a.Statement(t.Context(), "d1#s4"); !errors.Is(err, store.ErrUnknown) {
		t.Errorf("the one that was not found again: %v", err)
	}
	// What is undone is as the machine read it, and other documents go on.
	a.correct(news.Correction{Kind: news.Undo, Target: "1"})
	if e := a.entry("d1#s1"); e.Speaker.Name != "Ilse Brandt" {
		t.Errorf("undone: %+v", e)
	}
	a.add(third)
	a.sound()
}
