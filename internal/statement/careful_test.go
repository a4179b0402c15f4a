package statement

import (
	"slices"
	"testing"

	"gainsay/internal/analysis/cluster"
	"gainsay/internal/linear"
	"gainsay/internal/statement/careful"
	"gainsay/internal/text"
	"gainsay/models"
)

// The labels of package careful are those of this one.
func TestCarefulLabels(t *testing.T) {
	if careful.Labels != labelCount {
		t.Errorf("package careful has %d labels, this one %d", careful.Labels, labelCount)
	}
	_, header, err := careful.Load(models.Embedded().Model(models.Careful))
	if err != nil || !slices.Equal(header.Labels, labelNames) {
		t.Errorf("the model has the labels %v (%v)", header.Labels, err)
	}
}

func TestTransitions(t *testing.T) {
	chain := linear.NewChain(labelCount, carefulClasses, transitions())
	b, i := begin, inside
	for name, test := range map[string]struct {
		class    uint8
		from, to uint8
		want     float32
	}{
		"going on":                          {0, i(contentRole), i(contentRole), 0},
		"a new run":                         {0, labelOutside, b(contentRole), -runCost},
		"nothing to go on with":             {0, labelOutside, i(contentRole), linear.Forbidden},
		"another role's":                    {0, b(cueRole), i(contentRole), linear.Forbidden},
		"a content over paragraphs":         {paragraphStart, i(contentRole), i(contentRole), 0},
		"a source over paragraphs":          {paragraphStart, b(sourceRole), i(sourceRole), linear.Forbidden},
		"a content that ends in a phrase":   {withinPhrase, i(contentRole), labelOutside, -phraseCost},
		"a content that begins in a phrase": {withinPhrase, labelOutside, b(contentRole), -runCost - phraseCost},
		"a source that ends in a phrase":    {withinPhrase, i(sourceRole), labelOutside, 0},
	} {
		if got := chain.Score(test.class, int(test.from), int(test.to)); got != test.want {
			t.Errorf("%s: %v, want %v", name, got, test.want)
		}
	}
}

func TestNearest(t *testing.T) {
	run := func(first, end int) text.Range { return text.Range{First: first, End: end} }
	for _, test := range []struct {
		runs []text.Range
		to   int
		want []text.Range
	}{
		{nil, 3, nil},
		{[]text.Range{run(0, 2)}, 9, []text.Range{run(0, 2)}},
		{[]text.Range{run(0, 2), run(4, 6)}, 7, []text.Range{run(4, 6)}},
		{[]text.Range{run(0, 2), run(8, 9)}, 3, []text.Range{run(0, 2)}},
	} {
		if got := nearest(test.runs, test.to); !slices.Equal(got, test.want) {
			t.Errorf("nearest of %v to %d: %v, want %v", test.runs, test.to, got, test.want)
		}
	}
}

func TestHeadOf(t *testing.T) {
	for _, test := range []struct {
		sentence string
		anchor   int
		want     int
	}{
		{"Reyl/NNP was/VBD/q told/VBN/q it/PRP ./.", 1, 2},
		{"Reyl/NNP doubled/VBD/q down/RP/q on/IN/q it/PRP ./.", 3, 1},
		{"Reyl/NNP did/VBD/q not/RB/q deny/VB/q it/PRP ./.", 3, 3},
		{"claims/NNS/q that/IN it/PRP fell/VBD ./.", 0, 0},
		{"according/IN/q to/IN/q Reyl/NNP ./.", 0, 0},
	} {
		d, found := marked(test.sentence)
		v := newView(d, func(string) cluster.Path { return 0 })
		if got := v.headOf(found.roles[cueRole], test.anchor); got != test.want {
			t.Errorf("%s: the head is token %d, want %d", test.sentence, got, test.want)
		}
	}
}

func TestWithoutTorn(t *testing.T) {
	d, _ := marked("“/`` Paper/NN is/VBZ patient/JJ ,/, ”/'' he/PRP said/VBD ./. The/DT gate/NN was/VBD open/JJ ,/, he/PRP wrote/VBD ./.")
	for i := range 6 {
		d.Tokens[i].Quotation = 0
	}
	d.Quotations = []text.Quotation{{Tokens: text.Range{First: 0, End: 6}, Parent: -1, Closed: true}}
	v := newView(d, func(string) cluster.Path { return 0 })
	run := func(first, end int) text.Range { return text.Range{First: first, End: end} }
	for name, test := range map[string]struct{ cue, content, want []text.Range }{
		"another's words":         {[]text.Range{run(15, 16)}, []text.Range{run(0, 2), run(9, 13)}, []text.Range{run(9, 13)}},
		"a whole quotation":       {[]text.Range{run(7, 8)}, []text.Range{run(0, 6), run(9, 13)}, []text.Range{run(0, 6), run(9, 13)}},
		"his own cue follows":     {[]text.Range{run(2, 3)}, []text.Range{run(0, 2), run(9, 13)}, []text.Range{run(0, 2), run(9, 13)}},
		"the larger piece":        {[]text.Range{run(15, 16)}, []text.Range{run(0, 4), run(9, 11)}, []text.Range{run(0, 4), run(9, 11)}},
		"one piece":               {[]text.Range{run(15, 16)}, []text.Range{run(0, 2)}, []text.Range{run(0, 2)}},
		"a piece at the very end": {[]text.Range{run(7, 8)}, []text.Range{run(9, 13), run(16, 17)}, []text.Range{run(9, 13), run(16, 17)}},
	} {
		roles := [contentRole + 1][]text.Range{cueRole: test.cue, contentRole: test.content}
		if got := v.withoutTorn(roles); !slices.Equal(got, test.want) {
			t.Errorf("%s: %v, want %v", name, got, test.want)
		}
	}
}
