package link

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"gainsay/internal/claim"
	"gainsay/news"
)

// article is one of a test, with what is said in it: who, cue, content.
type article struct {
	address, outlet string
	day             news.Day
	said            [][3]string
}

// recordOf makes the record of an article, whose statements stand one after the other.
func recordOf(a article) *news.Record {
	rec := &news.Record{Article: news.Article{URL: a.address, Publisher: a.outlet, Published: a.day, Title: "Ferry in the fog off Cape Sund"}}
	acts := map[string]news.Act{"said": news.Assert, "denied": news.Deny, "confirmed": news.Confirm}
	var body strings.Builder
	for i, said := range a.said {
		var spans [3][]news.Span
		for k, words := range said {
			spans[k] = []news.Span{{Start: body.Len(), End: body.Len() + len(words)}}
			body.WriteString(words + " ")
		}
		body.WriteString("\n")
		rec.Statements = append(rec.Statements, news.Statement{ID: fmt.Sprint("s", i+1), Part: news.InText, Act: acts[said[1]], Form: news.Indirect,
			Source: &news.Source{Spans: spans[0], Entity: entity(rec, said[0])}, Cue: &news.Cue{Spans: spans[1], Lemma: "say"}, Content: spans[2]})
	}
	rec.Article.Text = body.String()
	claim.Within(rec)
	return rec
}

const (
	rammed    = "that a Torvish trawler rammed the ferry Aurelia off Cape Sund"
	sank      = "that forty passengers waited on the quay for blankets and tea"
	reopen    = "that the harbour of Cape Sund would reopen for the ferry Aurelia in June"
	notReopen = "that the harbour of Cape Sund would not reopen for the ferry Aurelia in June"
)

// outcome is what became of the first claim of each article, for tests: "c1 answers d1#s1", "c1 late d1#s1 denies d2#s1".
func outcome(rec *news.Record, linked *Linked) string {
	out := []string{fmt.Sprint("c", linked.Claims[0].Number)}
	if linked.Claims[0].Turned {
		out = append(out, "turned")
	}
	for _, s := range rec.Statements {
		for _, a := range linked.Answers[s.ID] {
			out = append(out, fmt.Sprint(s.ID, " ", a.Relation, " ", a.Statement))
		}
	}
	for _, late := range linked.Late {
		out = append(out, fmt.Sprint("late ", late.From, " ", late.Answer.Relation, " ", late.Answer.Statement))
	}
	for _, w := range linked.Reworded {
		if w.Turned {
			out = append(out, fmt.Sprint("turns c", w.Number))
		}
	}
	return strings.Join(out, ", ")
}

func TestAnswers(t *testing.T) {
	asserts := article{"https://a.example/1", "A", "2031-03-01", [][3]string{{"Ove Lind", "said", rammed}, {"Ove Lind", "said", sank}}}
	denies := article{"https://b.example/1", "B", "2031-03-03", [][3]string{{"Ane Holt", "denied", rammed}, {"Ane Holt", "said", "that forty lamps burned on every mast"}}}
	with := func(a article, change func(*article)) article {
		a.said = slices.Clone(a.said)
		change(&a)
		return a
	}
	again := with(asserts, func(a *article) {
		a.day = "2031-03-02"
		a.said = append(a.said, [3]string{"Per Dahl", "said", "that divers would search the seabed on Sunday"})
	})
	for _, test := range []struct {
		name     string
		articles []article
		want     string // parted by bars
	}{
		{"a denial answers what was asserted before", []article{asserts, denies}, "c1 | c1, s1 denies d1#s1"},
		{"what comes later was asserted before", []article{denies, asserts}, "c1 | c1, late d1#s1 denies d2#s1"},
		{"once answered, answered", []article{denies, asserts, with(asserts, func(a *article) { a.address, a.outlet = "", "C" })},
			"c1 | c1, late d1#s1 denies d2#s1 | c1"},
		{"what was asserted afterwards is not answered", []article{denies, with(asserts, func(a *article) { a.day = "2031-03-04" })}, "c1 | c1"},
		{"no day", []article{asserts, with(denies, func(a *article) { a.day = "" })}, "c1 | c1"},
		{"nobody answers himself", []article{asserts, with(denies, func(a *article) { a.said[0][0] = "Ove Lind" })}, "c1 | c1"},
		{"the last version is answered", []article{asserts, again, denies}, "c1 | c1 | c1, s1 denies d2#s1"},
		{"a version does not answer the one before it", []article{
			asserts,
			with(asserts, func(a *article) { a.day, a.said[0] = "2031-03-02", [3]string{"Ane Holt", "denied", rammed} }),
		}, "c1 | c1"},
		{"what only an earlier version said was said", []article{asserts, with(again, func(a *article) { a.said = a.said[1:] }), denies}, "c1 | c2 | c1, s1 denies d1#s1"},
		{"the wording turns", []article{
			{"", "A", "2031-03-01", [][3]string{{"Ida Moe", "said", notReopen}}},
			{"", "B", "2031-03-02", [][3]string{{"Tor Vik", "said", reopen}}},
			{"", "C", "2031-03-03", [][3]string{{"Per Dahl", "denied", reopen}}},
		}, "c1 | c1, turns c1 | c1, s1 denies d2#s1"},
	} {
		t.Run(test.name, func(t *testing.T) {
			l := New(nil)
			var got []string
			for i, a := range test.articles {
				rec := recordOf(a)
				linked := add(t, l, int64(i+1), rec)
				got = append(got, outcome(rec, &linked))
			}
			if got := strings.Join(got, " | "); got != test.want {
				t.Errorf("got  %s\nwant %s", got, test.want)
			}
		})
	}
}

// TestManyVersions: an article that is read again every hour stays one story and one text, and its last version is the one to answer.
func TestManyVersions(t *testing.T) {
	memory := newShelf()
	l := New(memory)
	a := article{"https://a.example/1", "A", "2031-03-01", [][3]string{{"Ove Lind", "said", rammed}, {"Ove Lind", "said", sank}}}
	var stories []int64
	for i := range 30 {
		a.said = append(a.said, [3]string{"Per Dahl", "said", fmt.Sprintf("that boat %d went to look for the fog horn", i)})
		linked := add(t, l, int64(i+1), recordOf(a))
		if linked.Before != int64(i) || linked.Origin != 1 {
			t.Fatalf("version %d: %+v", i, linked)
		}
		stories = append(stories, linked.Story)
	}
	memory.write(l.Changes())
	if slices.Max(stories) != 1 {
		t.Errorf("stories %v", stories)
	}
	rec := recordOf(article{"", "B", "2031-03-02", [][3]string{{"Ane Holt", "denied", rammed}}})
	if linked := add(t, l, 31, rec); outcome(rec, &linked) != "c1, s1 denies d30#s1" {
		t.Errorf("%+v", linked)
	}
}
