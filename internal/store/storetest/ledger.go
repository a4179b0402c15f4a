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

// testLinkInOrder: whatever the order in which documents are read, they are linked in that of their capture.
func testLinkInOrder(t *testing.T, places Places) {
	a := open(t, places(t))
	kept := a.keep(gate, answer, third)
	a.read(kept[2], third, "hand-1")
	if n := a.link(); n != 0 || a.ids(news.Query{}) != "" {
		t.Errorf("%d linked before those before them were read", n)
	}
	if _, err := a.Record(t.Context(), "d3"); !errors.Is(err, store.ErrNotYet) {
		t.Errorf("record of what is not linked: %v", err)
	}
	a.read(kept[0], gate, "hand-1")
	if n := a.link(); n != 1 {
		t.Errorf("%d linked, want the first alone", n)
	}
	if err := a.Fail(t.Context(), kept[1].Document, "hand-1", "unreadable"); err != nil {
		t.Fatal(err)
	}
	if n := a.link(); n != 1 {
		t.Errorf("%d linked, want the third, behind one that failed", n)
	}
	a.expect(news.Query{}, "d3#s2 d3#s1 d1#s2 d1#s1")
	a.read(kept[0], gate, "hand-1")
	if n := a.link(); n != 0 {
		t.Errorf("a second reading by the same models was linked")
	}
	a.sound()
}

func testLinkAnswers(t *testing.T, places Places) {
	a := open(t, places(t))
	a.add(answer, gate, third)
	said, err := a.Statement(t.Context(), "d2#s1")
	if err != nil {
		t.Fatal(err)
	}
	denied, err := a.Statement(t.Context(), "d1#s1")
	if err != nil {
		t.Fatal(err)
	}
	if said.Statement.Claim == "" || said.Statement.Claim != denied.Statement.Claim || said.Claim != "the dam's eastern gate was opened at night" {
		t.Errorf("claims %q (%s) and %q (%s)", said.Statement.Claim, said.Claim, denied.Statement.Claim, denied.Claim)
	}
	// The denial was captured first and published later: it answers what came into the archive behind it.
	want := news.Answer{Statement: "d2#s1", Relation: news.RelationDenies}
	if !slices.Equal(denied.Statement.Answers, []news.Answer{want}) || said.Answered != 1 {
		t.Errorf("answers %+v, answered by %d", denied.Statement.Answers, said.Answered)
	}
	answers, err := a.Answers(t.Context(), "d2#s1")
	if err != nil || len(answers) != 1 || answers[0].ID != "d1#s1" {
		t.Errorf("%+v, %v", answers, err)
	}
	documents, err := a.DocumentsOf(t.Context(), said.Statement.Claim)
	if err != nil || len(documents) != 2 {
		t.Errorf("%+v, %v", documents, err)
	}
	a.sound()
}

func testRecord(t *testing.T, places Places) {
	a := open(t, places(t))
	a.add(gate, answer)
	rec, err := a.Record(t.Context(), "d2")
	if err != nil {
		t.Fatal(err)
	}
	if rec.ID != "d2" || rec.Models != "hand-1" || len(rec.Statements) != 1 || len(rec.Entities) != 1 || rec.Entities[0].Name != "Marta Ruland" ||
		rec.Entities[0].ID == "e1" || rec.Statements[0].Source.Entity != rec.Entities[0].ID || len(rec.Claims) != 1 {
		t.Errorf("%+v", rec)
	}
}

func testSearch(t *testing.T, places Places) {
	a := open(t, places(t))
	a.add(gate, answer, third)
	entry, err := a.Statement(t.Context(), "d1#s1")
	if err != nil {
		t.Fatal(err)
	}
	all := "d3#s2 d3#s1 d2#s1 d1#s2 d1#s1"
	for _, test := range []struct {
		query news.Query
		want  string
	}{
		{news.Query{}, all},
		{news.Query{Text: "gates opening"}, "d2#s1 d1#s2 d1#s1"}, // the headline says it too
		{news.Query{Text: "words:gates words:opening"}, "d2#s1 d1#s1"},
		{news.Query{Text: `"gate was opened"`}, "d2#s1 d1#s2 d1#s1"},
		{news.Query{Text: `words:"gate was opened"`}, "d2#s1 d1#s1"},
		{news.Query{Text: "open* -denied -mayor"}, "d2#s1"},
		{news.Query{Text: "speaker:ruland OR speaker:lindauer"}, "d3#s2 d3#s1 d2#s1"},
		{news.Query{Text: "troops"}, "d3#s2"},
		{news.Query{Text: "nothing-like-it"}, ""},
		{news.Query{Text: "-gate"}, "d3#s2 d3#s1"},
		{news.Query{Speaker: "marta RULAND"}, "d2#s1"},
		{news.Query{Speaker: "Ruland"}, "d2#s1"},
		{news.Query{Speaker: entry.Speaker.ID}, "d1#s1"},
		{news.Query{Speaker: "nobody"}, ""},
		{news.Query{Act: news.Deny}, "d2#s1 d1#s2"},
		{news.Query{Act: news.Deny, Text: "gate"}, "d2#s1 d1#s2"},
		{news.Query{Stance: news.Denies, Claim: entry.Statement.Claim}, "d2#s1"},
		{news.Query{Claim: entry.Statement.Claim}, "d2#s1 d1#s1"},
		{news.Query{Outlet: "tarsk daily post"}, "d2#s1"},
		{news.Query{Outlet: "no such outlet"}, ""},
		{news.Query{Document: "d3"}, "d3#s2 d3#s1"},
		{news.Query{Origin: entry.Document.Origin}, "d1#s2 d1#s1"},
		{news.Query{Story: entry.Document.Story, Document: "d1"}, "d1#s2 d1#s1"},
		{news.Query{Since: "2031-02-12"}, "d3#s2 d3#s1 d2#s1"},
		{news.Query{Until: "2031-02-12"}, "d2#s1 d1#s2 d1#s1"},
		{news.Query{Since: "2031-02-11", Until: "2031-02-13"}, "d2#s1"},
		{news.Query{PublishedSince: "2031-02-11", PublishedUntil: "2031-02-12"}, "d2#s1"},
		{news.Query{PublishedSince: "2031-02-14"}, "d3#s2 d3#s1"},
		{news.Query{Review: news.Accepted}, ""},
		{news.Query{Limit: 2}, "d3#s2 d3#s1"},
	} {
		a.expect(test.query, test.want)
	}
	for _, q := range []news.Query{{Document: "e1"}, {Claim: "x"}, {Origin: "o"}, {Story: "9"}} {
		if _, err := a.Statements(t.Context(), q); !errors.Is(err, store.ErrUnknown) {
			t.Errorf("%+v: %v", q, err)
		}
	}
	for _, cursor := range []string{"x", "AAAA", "not a cursor at all"} {
		if _, err := a.Statements(t.Context(), news.Query{Cursor: cursor}); !errors.Is(err, store.ErrCursor) {
			t.Errorf("cursor %q: %v", cursor, err)
		}
	}
}

// testSearchPages: page by page gives the same as at once, also while something is added.
func testSearchPages(t *testing.T, places Places) {
	a := open(t, places(t))
	for i := range 7 {
		p := third
		p.place += number("/", i)
		p.paragraphs = append([]string{"Report " + number("", i) + "."}, third.paragraphs...)
		a.add(p)
	}
	at := a.ids(news.Query{Text: "Belsk"})
	var found []string
	for cursor := ""; ; {
		got, err := a.Statements(t.Context(), news.Query{Text: "Belsk", Limit: 3, Cursor: cursor})
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range got.Entries {
			found = append(found, e.ID)
		}
		if cursor = got.Next; cursor == "" {
			break
		}
		later := third
		later.place, later.published = "https://later.example/"+cursor, "2031-02-20"
		later.paragraphs = append([]string{cursor}, third.paragraphs...)
		a.add(later)
	}
	if got := strings.Join(found, " "); got != at || len(found) != 14 {
		t.Errorf("page by page %q\nat once %q", got, at)
	}
}

func testSearchRanked(t *testing.T, places Places) {
	a := open(t, places(t))
	a.add(gate, answer, third)
	best := a.ids(news.Query{Text: "gate OR houses", ByRelevance: true})
	if len(strings.Fields(best)) < 3 {
		t.Errorf("ranked %q", best)
	}
	first, err := a.Statements(t.Context(), news.Query{Text: "gate", ByRelevance: true, Limit: 1})
	if err != nil || len(first.Entries) != 1 || first.Next == "" || !strings.Contains(first.Entries[0].Words, "gate") {
		t.Fatalf("%+v, %v", first, err)
	}
	second, err := a.Statements(t.Context(), news.Query{Text: "gate", ByRelevance: true, Limit: 1, Cursor: first.Next})
	if err != nil || len(second.Entries) != 1 || second.Entries[0].ID == first.Entries[0].ID {
		t.Errorf("%+v, %v", second, err)
	}
}

// testAsOf: the ledger as it stood, captures and corrections alike.
func testAsOf(t *testing.T, places Places) {
	a := open(t, places(t))
	a.add(gate)                                                                                                       // 12:00
	a.add(answer)                                                                                                     // 12:01
	if _, err := a.Correct(t.Context(), news.Correction{By: "kim", Kind: news.Reject, Target: "d1#s2"}); err != nil { // 12:02
		t.Fatal(err)
	}
	*a.clock = a.clock.Add(time.Minute)
	edited := gate
	edited.paragraphs = gate.paragraphs[:1]
	edited.paragraphs = []string{strings.Replace(gate.paragraphs[0], "eastern", "western", 1)}
	a.add(edited) // 12:03
	for at, want := range map[time.Duration]string{
		-time.Second:              "",
		0:                         "d1#s2 d1#s1",
		time.Minute - time.Second: "d1#s2 d1#s1",
		time.Minute:               "d2#s1 d1#s2 d1#s1",
		2 * time.Minute:           "d2#s1 d1#s1",
		3 * time.Minute:           "d2#s1 d3#s1",
		time.Hour:                 "d2#s1 d3#s1",
	} {
		a.expect(news.Query{AsOf: start.Add(at)}, want)
		a.expect(news.Query{AsOf: start.Add(at), Text: "opened OR changed", Past: false}, want)
	}
	a.expect(news.Query{}, "d2#s1 d3#s1")
	a.expect(news.Query{Past: true}, "d2#s1 d3#s1 d1#s2 d1#s1")
	a.expect(news.Query{Review: news.Rejected}, "d1#s2")
	a.sound()
}

func testVersions(t *testing.T, places Places) {
	a := open(t, places(t))
	a.add(gate, answer)
	edited := gate
	edited.paragraphs = []string{strings.Replace(gate.paragraphs[0], "at night", "on Sunday night", 1)}
	a.add(edited)
	a.expect(news.Query{Outlet: gate.outlet}, "d3#s1")
	a.expect(news.Query{Text: "log"}, "")
	a.expect(news.Query{Document: "d1"}, "d1#s2 d1#s1")
	versions, err := a.Versions(t.Context(), "d3")
	if err != nil || len(versions) != 2 || versions[0].Latest || !versions[1].Latest || versions[1].Origin != versions[0].Origin {
		t.Errorf("%+v, %v", versions, err)
	}
	entry, err := a.Statement(t.Context(), "d3#s1")
	if err != nil || entry.Copies != 0 {
		t.Errorf("a version counts as a copy: %+v, %v", entry, err)
	}
	a.sound()
}
