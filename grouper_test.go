package gainsay

import (
	"fmt"
	"strings"
	"testing"

	"gainsay/news"
	"gainsay/samples"
)

// sampleArticles are the articles of the samples, by the number that their names begin with.
func sampleArticles(t *testing.T) map[string]*news.Article {
	t.Helper()
	files, err := samples.All()
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]*news.Article{}
	for _, f := range files {
		a, err := ArticleOf(Source{ID: f.Name, Raw: f.Content, Location: f.Name, Otherwise: Known{Publisher: f.Outlet}})
		if err != nil {
			t.Fatal(err)
		}
		out[f.Name[:1]] = &a
	}
	return out
}

func TestGrouperOnTheSamples(t *testing.T) {
	articles := sampleArticles(t)
	for _, order := range []string{"12345678", "87654321", "35142867"} {
		g := NewGrouper()
		for _, id := range strings.Split(order, "") {
			g.Add(id, articles[id])
		}
		var got []string
		for _, o := range g.Origins() {
			if len(o.Publications) > 1 || len(o.Publications[0].Documents) > 1 {
				got = append(got, fmt.Sprint(o.Agency, o.Publications, o.Copies()))
			}
		}
		want := map[string]bool{
			"LNA[{The Lakeland Observer [1]} {Harbour Gazette [2]} {Tarsk Daily Post [3]}] 2": true,
			"[{Sarn Valley News [4 5]}] 0": strings.Index(order, "4") < strings.Index(order, "5"),
			"[{Sarn Valley News [5 4]}] 0": strings.Index(order, "5") < strings.Index(order, "4"), // the text gives no order of one day's
		}
		if len(got) != 2 || !want[got[0]] || !want[got[1]] || got[0] == got[1] || len(g.Origins()) != 5 {
			t.Errorf("order %s: origins %q", order, got)
		}
		if stories := g.Stories(); len(stories) != 1 || len(stories[0].Documents) != 8 {
			t.Errorf("order %s: stories %v", order, stories)
		}
	}
}

func TestCompareOnTheSamples(t *testing.T) {
	articles := sampleArticles(t)
	for _, c := range []struct {
		here, there string
		kind        news.PassageKind
		want        []string // a piece of each passage of the kind
	}{
		{"1", "2", news.PassageHere, []string{"A senior Moravelli official", "The two neighbours have quarrelled"}},
		{"1", "2", news.PassageChanged, []string{"a rush to find someone to blame"}},
		{"1", "3", news.PassageThere, []string{"“We had nine minutes,” he said."}},
		{"4", "5", news.PassageThere, []string{"the camera above the spillway had been out of order"}},
		{"4", "5", news.PassageHere, nil},
	} {
		var got []string
		for _, p := range Compare(articles[c.here], articles[c.there]) {
			if p.Kind == c.kind {
				got = append(got, news.Words(articles[c.here].Text, p.Here)+news.Words(articles[c.there].Text, p.There))
			}
		}
		if len(got) != len(c.want) {
			t.Errorf("%s and %s: %q are %s", c.here, c.there, got, c.kind)
			continue
		}
		for i, piece := range c.want {
			if !strings.Contains(got[i], piece) {
				t.Errorf("%s and %s: %q is %s, not %q", c.here, c.there, got[i], c.kind, piece)
			}
		}
	}
}
