package statement

import (
	"math"
	"strings"
	"testing"

	"gainsay/internal/text"
	"gainsay/news"
)

func TestInTextOrder(t *testing.T) {
	at := func(first int) []text.Range { return []text.Range{{First: first, End: first + 1}} }
	sorted := inTextOrder([]node{
		{cue: at(9), content: at(10), parent: -1},
		{cue: at(3), content: at(4), parent: 2},
		{cue: at(2), content: at(3), parent: -1},
		{source: at(3), cue: at(5), content: at(6), parent: 1},
	})
	for i, want := range []struct{ cue, parent int }{{2, -1}, {3, 0}, {5, 1}, {9, -1}} {
		if n := sorted[i]; n.cue[0].First != want.cue || n.parent != want.parent {
			t.Errorf("place %d holds the cue at %d under %d, want %d under %d", i, n.cue[0].First, n.parent, want.cue, want.parent)
		}
	}
}

func TestSurest(t *testing.T) {
	at := func(confidence float64, parent int) node {
		return node{parent: parent, statement: news.Statement{Confidence: confidence}}
	}
	kept := surest([]node{at(0.9, -1), at(0.6, 0), at(0.95, 1), at(0.5, -1), at(0.99, 3)}, 0.8)
	if len(kept) != 3 {
		t.Fatalf("kept %d, want 3", len(kept))
	}
	for i, parent := range []int{-1, 0, -1} {
		if kept[i].parent != parent {
			t.Errorf("%d of those kept is under %d, want %d", i, kept[i].parent, parent)
		}
	}
}

func TestAgreed(t *testing.T) {
	for _, c := range []struct{ p, q, want float64 }{{0.5, 0.5, 0.5}, {0.9, 0.1, 0.5}, {0.9, 0.9, 0.9}, {0.99, 0.5, 0.908}} {
		if got := agreed(c.p, c.q); math.Abs(got-c.want) > 1e-3 {
			t.Errorf("agreed(%v, %v) = %v, want %v", c.p, c.q, got, c.want)
		}
	}
	if got := agreed(1, 0); math.IsNaN(got) || got < 0 || got > 1 {
		t.Errorf("agreed(1, 0) = %v", got)
	}
}

func TestWithTimes(t *testing.T) {
	const sentence = "The/DT port/NN denied/VBD on/IN Monday/NNP a/DT report/NN Friday/NNP that/IN the/DT gate/NN was/VBD open/JJ ./."
	d, _ := marked(sentence)
	for _, words := range []string{"Monday", "Friday"} {
		at := strings.Index(d.Text, words)
		d.Times = append(d.Times, news.Time{Span: news.Span{Start: at, End: at + len(words)}})
	}
	run := func(first, end int) text.Range { return text.Range{First: first, End: end} }
	for name, test := range map[string]struct {
		cue     text.Range
		content []text.Range
		want    string
	}{
		"behind the cue":               {run(2, 3), []text.Range{run(3, 7)}, "a report"},
		"all of it is the time":        {run(2, 3), []text.Range{run(3, 5)}, "on Monday"},
		"between two runs":             {run(2, 3), []text.Range{run(5, 7), run(8, 13)}, "a report Friday that the gate was open"},
		"between two runs, with words": {run(2, 3), []text.Range{run(5, 6), run(8, 13)}, "a … that the gate was open"},
		"elsewhere":                    {run(1, 2), []text.Range{run(3, 7)}, "on Monday a report"},
	} {
		roles := [contentRole + 1][]text.Range{cueRole: {test.cue}, contentRole: test.content}
		if got := news.Words(d.Text, d.Spans(withTimes(d, roles))); got != test.want {
			t.Errorf("%s: %q, want %q", name, got, test.want)
		}
	}
}
