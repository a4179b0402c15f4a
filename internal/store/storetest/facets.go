package storetest

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"gainsay/news"
)

// disputed are pages in which a claim is made, and later denied.
var disputed = []page{
	{"https://a.example/1", "Gates", "2031-02-27", "Tarsk Daily Post", []string{"«s Anna Berg» «c said» that «x the gates were open all night»."}},
	{"https://b.example/1", "Water", "2031-02-28", "Venn Courier", []string{"«s Ilse Brandt» «c said» that «x the water was low in the valley»."}},
	{"https://b.example/2", "No", "2031-03-01", "Venn Courier", []string{"«s Ilse Brandt» «c denied» that «x the gates were open all night»."}},
}

func testContested(t *testing.T, places Places) {
	a := open(t, places(t))
	contested := news.Query{Contested: true}
	a.add(disputed[:2]...)
	a.expect(contested, "")
	before := a.clock.Add(-time.Second)
	a.add(disputed[2])
	a.expect(contested, "d3#s1 d1#s1")
	a.expect(news.Query{Contested: true, AsOf: before}, "")
	a.expect(news.Query{Contested: true, Text: "water"}, "")

	// It is no longer when the denial is rejected, and again when that is undone.
	correct := func(c news.Correction) news.Correction {
		t.Helper()
		c.By = "kim"
		made, err := a.Correct(t.Context(), c)
		if err != nil {
			t.Fatal(err)
		}
		*a.clock = a.clock.Add(time.Minute)
		return made
	}
	made := correct(news.Correction{Kind: news.Reject, Target: "d3#s1"})
	a.expect(contested, "")
	a.expect(news.Query{Contested: true, AsOf: a.clock.Add(-90 * time.Second)}, "d3#s1 d1#s1")
	correct(news.Correction{Kind: news.Undo, Target: fmt.Sprint(made.ID)})
	a.expect(contested, "d3#s1 d1#s1")

	// A claim is so with those that were merged with it.
	water, err := a.Statement(t.Context(), "d2#s1")
	if err != nil {
		t.Fatal(err)
	}
	gates, err := a.Statement(t.Context(), "d1#s1")
	if err != nil {
		t.Fatal(err)
	}
	made = correct(news.Correction{Kind: news.Merge, Target: water.Statement.Claim, Into: gates.Statement.Claim})
	a.expect(contested, "d3#s1 d2#s1 d1#s1")
	if tally, err := a.Tally(t.Context(), "2031-03-01"); err != nil || tally.Contested != 1 || tally.New != 3 || tally.Unreviewed != 3 {
		t.Errorf("%+v, %v", tally, err)
	}
	correct(news.Correction{Kind: news.Undo, Target: fmt.Sprint(made.ID)})
	a.expect(contested, "d3#s1 d1#s1")

	if e, err := a.Statement(t.Context(), "d1#s1"); err != nil || !e.Contested {
		t.Errorf("%+v, %v", e, err)
	}
	if e, err := a.Statement(t.Context(), "d2#s1"); err != nil || e.Contested {
		t.Errorf("%+v, %v", e, err)
	}

	restored := open(t, places(t))
	var dump strings.Builder
	if err := a.Dump(t.Context(), &dump); err != nil {
		t.Fatal(err)
	}
	if err := restored.Restore(t.Context(), strings.NewReader(dump.String())); err != nil {
		t.Fatal(err)
	}
	restored.expect(contested, "d3#s1 d1#s1")
	a.sound()
}

func testEdited(t *testing.T, places Places) {
	a := open(t, places(t))
	const kept = "«s Anna Berg» «c said» that «x the gates were open all night and nobody had asked her»."
	p := page{"https://a.example/1", "Gates", "2031-02-27", "Tarsk Daily Post", []string{kept,
		"«s Ilse Brandt» «c said» that «x the water was low in the valley and would stay so for weeks»."}}
	a.add(p)
	a.expect(news.Query{Edited: true}, "")
	p.paragraphs = []string{kept, "«s Oskar Lindauer» «c said» that «x every cellar in Belsk had been pumped dry by the evening»."}
	a.add(p)
	a.expect(news.Query{Edited: true}, "d2#s2 d1#s2")
	a.expect(news.Query{Edited: true, Text: "cellar"}, "d2#s2")
	if tally, err := a.Tally(t.Context(), "2031-03-01"); err != nil || tally.Edited != 2 {
		t.Errorf("%+v, %v", tally, err)
	}
	if _, err := a.Correct(t.Context(), news.Correction{By: "kim", Kind: news.Reject, Target: "d1#s2"}); err != nil {
		t.Fatal(err)
	}
	a.expect(news.Query{Edited: true}, "d2#s2")
	a.sound()
}

func testAddedSince(t *testing.T, places Places) {
	a := open(t, places(t))
	a.add(disputed[0])
	*a.clock = start.Add(24 * time.Hour)
	a.expect(news.Query{AddedSince: "2031-03-02"}, "")
	a.add(disputed[1:]...)
	if _, err := a.Correct(t.Context(), news.Correction{By: "kim", Kind: news.Accept, Target: "d1#s1"}); err != nil {
		t.Fatal(err)
	}
	a.expect(news.Query{AddedSince: "2031-03-02"}, "d3#s1 d2#s1") // what was reviewed today is not new
	a.expect(news.Query{AddedSince: "2031-03-01"}, "d3#s1 d2#s1 d1#s1")
	a.expect(news.Query{AddedSince: "2031-03-02", Text: "water"}, "d2#s1")
	a.expect(news.Query{AddedSince: "2031-03-03"}, "")
}

func testFacets(t *testing.T, places Places) {
	a := open(t, places(t))
	a.add(disputed...)
	if _, err := a.Correct(t.Context(), news.Correction{By: "kim", Kind: news.Accept, Target: "d1#s1"}); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		query news.Query
		want  string
	}{
		{news.Query{}, "3 of Ilse Brandt 2, Anna Berg 1; assert 2, deny 1; Venn Courier 2, Tarsk Daily Post 1; asserts 2, denies 1;  2, accepted 1; 2031-02-27 1, 2031-02-28 1, 2031-03-01 1"},
		{news.Query{Act: news.Deny}, "1 of Ilse Brandt 1; deny 1; Venn Courier 1; denies 1;  1; 2031-03-01 1"},
		{news.Query{Text: "gates", Limit: 1}, "2 of Anna Berg 1, Ilse Brandt 1; assert 1, deny 1; Tarsk Daily Post 1, Venn Courier 1; asserts 1, denies 1;  1, accepted 1; 2031-02-27 1, 2031-03-01 1"},
		{news.Query{Contested: true, AsOf: start.Add(time.Hour)}, "2 of Anna Berg 1, Ilse Brandt 1; assert 1, deny 1; Tarsk Daily Post 1, Venn Courier 1; asserts 1, denies 1;  1, accepted 1; 2031-02-27 1, 2031-03-01 1"},
		{news.Query{Text: "nothing"}, "0 of ; ; ; ; ; "},
	} {
		f, err := a.Facets(t.Context(), c.query)
		if err != nil {
			t.Fatal(err)
		}
		var days []news.Facet
		for _, d := range f.Days {
			days = append(days, news.Facet{Name: string(d.Day), Statements: d.Statements})
		}
		var lists []string
		for _, list := range [][]news.Facet{f.Speakers, f.Acts, f.Outlets, f.Stances, f.Reviews, days} {
			var values []string
			for _, v := range list {
				values = append(values, fmt.Sprint(v.Name, " ", v.Statements))
			}
			lists = append(lists, strings.Join(values, ", "))
		}
		if got := fmt.Sprint(f.Counted, " of ", strings.Join(lists, "; ")); got != c.want || f.More {
			t.Errorf("%+v\ngot  %s\nwant %s", c.query, got, c.want)
		}
	}
	if n, err := a.Position(t.Context()); err != nil || n == 0 {
		t.Error(n, err)
	}
}
