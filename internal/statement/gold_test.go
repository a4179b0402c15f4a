package statement

import (
	"slices"
	"testing"

	"gainsay/internal/text"
	"gainsay/news"
)

func TestTokensIn(t *testing.T) {
	d := plain("The ministry denied it.")
	for _, c := range []struct {
		spans []news.Span
		want  []text.Range
	}{
		{nil, nil},
		{[]news.Span{{Start: 0, End: 12}}, []text.Range{{First: 0, End: 2}}},
		{[]news.Span{{Start: 4, End: 12}, {Start: 20, End: 22}}, []text.Range{{First: 1, End: 2}, {First: 3, End: 4}}},
		{[]news.Span{{Start: 3, End: 4}}, nil},                                // white space alone
		{[]news.Span{{Start: 5, End: 12}}, []text.Range{{First: 1, End: 2}}},  // most of a token
		{[]news.Span{{Start: 10, End: 19}}, []text.Range{{First: 2, End: 3}}}, // a bit of one, all of the next
	} {
		if got := tokensIn(d, c.spans); !slices.Equal(got, c.want) {
			t.Errorf("%v are tokens %v, want %v", c.spans, got, c.want)
		}
	}
}

func TestSpotLabels(t *testing.T) {
	run := func(first, end int) []text.Range { return []text.Range{{First: first, End: end}} }
	var a, b goldRelation
	a[sourceRole], a[cueRole], a[contentRole] = run(0, 2), run(2, 3), run(3, 6)
	b[sourceRole], b[cueRole], b[contentRole] = run(0, 2), run(4, 5), run(6, 8)
	want := []uint8{begin(sourceRole), inside(sourceRole), begin(cueRole), begin(contentRole), begin(cueRole), begin(contentRole), begin(contentRole), inside(contentRole)}
	if got := spotLabels(8, []goldRelation{a, b}); !slices.Equal(got, want) {
		t.Errorf("labels %v, want %v", got, want)
	}
	labels, found := windowLabels(text.Range{First: 1, End: 8}, 4, []goldRelation{a, b})
	wantWindow := []uint8{begin(sourceRole), 0, 0, begin(cueRole), 0, begin(contentRole), inside(contentRole)}
	if !found || !slices.Equal(labels, wantWindow) {
		t.Errorf("window labels %v, want %v", labels, wantWindow)
	}
}
