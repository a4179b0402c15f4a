package storetest

import (
	"errors"
	"fmt"
	"slices"
	"testing"

	"gainsay/internal/store"
	"gainsay/news"
)

// turned is a page in which somebody takes back what gate has her say.
var turned = page{"https://observer.example/turned", "Second thoughts in Venn", "2031-03-02", "The Lakeland Observer", []string{
	"«s Ilse Brandt» «c denied» that «x the dam's eastern gate was opened at night».",
	"«s Oskar Lindauer» «c said» that «x Ilse Brandt owed Belsk a word».",
	"«s Marta Ruland» «c said» that «x the ministry of Marta Ruland was no ministry»."}}

func testAbout(t *testing.T, places Places) {
	a := open(t, places(t))
	a.add(gate, answer, turned)
	brandt, ruland, mayor := a.entry("d1#s1").Speaker.ID, a.entry("d2#s1").Speaker.ID, a.entry("d3#s2").Speaker.ID
	a.expect(news.Query{About: brandt}, "d3#s2")
	a.expect(news.Query{About: brandt, Act: news.Deny}, "")
	a.expect(news.Query{About: brandt, Text: "-Belsk"}, "")
	a.expect(news.Query{About: ruland}, "") // what she says of herself is not about her
	a.expect(news.Query{About: a.entry("d1#s2").Speaker.ID}, "")
	a.expect(news.Query{About: brandt, AsOf: *a.clock, Speaker: mayor}, "d3#s2")
	a.correct(news.Correction{Kind: news.Merge, Target: mayor, Into: brandt})
	a.expect(news.Query{About: brandt}, "")
	if _, err := a.Statements(t.Context(), news.Query{About: "d1"}); !errors.Is(err, store.ErrUnknown) {
		t.Error(err)
	}
}

func testMonths(t *testing.T, places Places) {
	a := open(t, places(t))
	a.add(gate, answer, turned)
	brandt, ruland := a.entry("d1#s1").Speaker.ID, a.entry("d2#s1").Speaker.ID
	expect := func(speaker string, reviewed bool, want ...news.MonthCount) {
		t.Helper()
		got, err := a.Months(t.Context(), speaker, reviewed)
		if err != nil || !slices.Equal(got, want) {
			t.Errorf("%s: %+v, %v\nwant %+v", speaker, got, err, want)
		}
	}
	february, march := news.MonthCount{Month: "2031-02", Act: news.Assert, Statements: 1}, news.MonthCount{Month: "2031-03", Act: news.Deny, Statements: 1}
	expect(brandt, false, february, march)
	expect(brandt, true)
	a.correct(news.Correction{Kind: news.Accept, Target: "d3#s1"})
	expect(brandt, true, march)
	a.correct(news.Correction{Kind: news.Reject, Target: "d3#s1"})
	expect(brandt, false, february)
	expect(brandt, true)
	a.correct(news.Correction{Kind: news.Merge, Target: brandt, Into: ruland})
	expect(brandt, false, february, news.MonthCount{Month: "2031-02", Act: news.Deny, Statements: 1}, news.MonthCount{Month: "2031-03", Act: news.Assert, Statements: 1})
	expect("e99", false)
	if _, err := a.Months(t.Context(), "x", false); !errors.Is(err, store.ErrUnknown) {
		t.Error(err)
	}
}

func testStances(t *testing.T, places Places) {
	a := open(t, places(t))
	again := gate
	again.place, again.outlet, again.published, again.title = "https://copies.example/again", "Copies", "2031-02-20", "Once more"
	again.paragraphs = append([]string{"«s Ilse Brandt» «c said» that «x the log was whole»."}, gate.paragraphs...)
	whole := page{"https://copies.example/whole", "The log", "2031-02-25", "Copies", []string{"In Venn «s Ilse Brandt» «c said» that «x the log was whole», and that was that."}}
	a.add(gate, turned, again, whole)
	brandt := a.entry("d1#s1").Speaker.ID
	ids := func(reviewed bool, most int) (list []string) {
		t.Helper()
		entries, err := a.Stances(t.Context(), brandt, reviewed, most)
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range entries {
			list = append(list, fmt.Sprint(e.ID, " ", e.Statement.Stance))
		}
		return list
	}
	gateOpened, logWhole := []string{"d1#s1 asserts", "d3#s2 asserts", "d2#s1 denies"}, []string{"d3#s1 asserts", "d4#s1 asserts"}
	if got, want := ids(false, 10), slices.Concat(gateOpened, logWhole); !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
	if got := ids(false, 1); !slices.Equal(got, gateOpened) {
		t.Errorf("of one claim: %q", got)
	}
	if got := ids(true, 10); got != nil {
		t.Errorf("reviewed: %q", got)
	}
}

func testParties(t *testing.T, places Places) {
	a := open(t, places(t))
	a.add(gate, answer)
	brandt, ruland := a.entry("d1#s1").Speaker, a.entry("d2#s1").Speaker
	expect := func(speaker string, reviewed bool, answers, answeredBy string) {
		t.Helper()
		to, by, err := a.Parties(t.Context(), speaker, reviewed)
		if err != nil || shown(to) != answers || shown(by) != answeredBy {
			t.Errorf("%s: %+v, %+v, %v", speaker, to, by, err)
		}
	}
	expect(ruland.ID, false, "denies Ilse Brandt 1", "")
	expect(brandt.ID, false, "", "denies Marta Ruland 1")
	expect(brandt.ID, true, "", "")
	a.correct(news.Correction{Kind: news.Accept, Target: "d2#s1"})
	expect(brandt.ID, true, "", "denies Marta Ruland 1")
	a.correct(news.Correction{Kind: news.Merge, Target: brandt.ID, Into: ruland.ID})
	expect(brandt.ID, false, "", "")
	who, err := a.Entities(t.Context(), ruland.ID, brandt.ID)
	if err != nil || len(who) != 2 || who[0].Name != "Marta Ruland" || who[1].Name != "Ilse Brandt" || who[1].ID != brandt.ID {
		t.Errorf("each by itself: %+v, %v", who, err)
	}
	if _, err := a.Entities(t.Context(), ruland.ID, "e99"); !errors.Is(err, store.ErrUnknown) {
		t.Error(err)
	}
}

func shown(parties []news.Party) (line string) {
	for _, p := range parties {
		line += fmt.Sprint(p.Relation, " ", p.Speaker.Name, " ", p.Statements)
	}
	return line
}
