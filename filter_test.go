package gainsay

import (
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"gainsay/news"
	"gainsay/samples"
)

// TestFilter holds filters against the database: both find the same.
func TestFilter(t *testing.T) {
	reader, err := NewReader(&Options{Model: Fast})
	if err != nil {
		t.Fatal(err)
	}
	a, err := Open(t.Context(), filepath.Join(t.TempDir(), "archive"), &ArchiveOptions{Reader: reader})
	if err != nil {
		t.Fatal(err)
	}
	defer a.Close()
	articles, err := samples.All()
	if err != nil {
		t.Fatal(err)
	}
	documents := func(yield func(Captured) bool) {
		for _, file := range articles {
			c := Captured{Source: Source{Raw: file.Content, Location: file.Name, Otherwise: Known{Publisher: file.Outlet}},
				Capture: news.Capture{Place: file.Name, Location: file.Name, Time: time.Date(2024, 5, 20, 9, 0, 0, 0, time.UTC)}}
			if !yield(c) {
				return
			}
		}
	}
	for kept, err := range a.Add(t.Context(), documents) {
		if err != nil || kept.Err != nil {
			t.Fatal(err, kept.Err)
		}
	}
	if _, err := a.Work(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	all := found(t, a, news.Query{})
	first := all[0]
	if _, err := a.Correct(t.Context(), news.Correction{By: "test", Kind: news.Accept, Target: first.ID}); err != nil {
		t.Fatal(err)
	}
	all = found(t, a, news.Query{})
	queries := []news.Query{{}, {Story: first.Document.Story}, {Origin: first.Document.Origin}, {Document: first.Document.ID}, {Reviewed: true}, {PublishedSince: "2024-05-10", PublishedUntil: "2024-05-15"}}
	for _, input := range []string{"gate", "gates", `"the gate"`, "gate OR log -forged", "sluic*", "title:forged", "act:deny", "stance:denies gate", "speaker:brandt gate",
		"review:accepted", "review:none", "is:contested", "is:edited", "about:e1", "about:e2", "about:e4", "added:2024-05-20", "added:9999-01-01", "since:2024-05-10", "until:2024-05-12", `outlet:"Tarsk Daily Post"`, "outlet:nobody", "nothinglikeit"} {
		q, err := ParseQuery(input)
		if err != nil {
			t.Fatal(err)
		}
		queries = append(queries, q)
	}
	for _, name := range []string{"Ilse Brandt", "ilse  brandt", "Brandt", "Marta Ruland", "spokesman", "nobody at all"} {
		queries = append(queries, news.Query{Speaker: name})
	}
	for _, e := range all[:min(20, len(all))] {
		if e.Speaker != nil {
			queries = append(queries, news.Query{Speaker: e.Speaker.ID})
		}
		if e.Statement.Claim != "" {
			queries = append(queries, news.Query{Claim: e.Statement.Claim})
		}
	}
	some := 0
	for _, q := range queries {
		f, err := a.Filter(t.Context(), q)
		if err != nil {
			t.Fatalf("%+v: %v", q, err)
		}
		var taken []string
		for i := range all {
			if f.Takes(Seek(&all[i])) {
				taken = append(taken, all[i].ID)
			}
		}
		want := idsOf(found(t, a, q))
		if !slices.Equal(taken, want) {
			t.Errorf("%+v\ntakes %s\nwant  %s", q, strings.Join(taken, " "), strings.Join(want, " "))
		}
		if len(want) > 0 && len(want) < len(all) {
			some++
		}
	}
	if some < 20 {
		t.Errorf("only %d of %d queries part the statements: the test tells little", some, len(queries))
	}
}

// TestFilterKnowsEveryField fails when a query can ask for what a filter would not look at.
func TestFilterKnowsEveryField(t *testing.T) {
	looked := strings.Fields("Text Speaker Act Stance Claim Story Outlet Origin Document Review Since Until PublishedSince PublishedUntil " +
		"Reviewed Unreviewed Contested Edited AddedSince About")
	manner := strings.Fields("AsOf Past ByRelevance ByDoubt Limit Cursor") // how a search is answered
	for field := range reflect.TypeFor[news.Query]().Fields() {
		if !slices.Contains(looked, field.Name) && !slices.Contains(manner, field.Name) {
			t.Errorf("news.Query.%s: let Filter.Takes look at it, or name it here", field.Name)
		}
	}
}

func found(t *testing.T, a *Archive, q news.Query) (list []news.Entry) {
	t.Helper()
	for e, err := range a.All(t.Context(), q) {
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, e)
	}
	return list
}

func idsOf(entries []news.Entry) (list []string) {
	for _, e := range entries {
		list = append(list, e.ID)
	}
	return list
}
