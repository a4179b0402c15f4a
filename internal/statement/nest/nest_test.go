package nest

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"gainsay/internal/analysis/quotation"
	"gainsay/internal/text"
	"gainsay/news"
)

// tagged makes a document of one sentence from "word/TAG" tokens. "<" and ">" enclose the runs of the outer content; the token
// before the first is the outer cue, what stands before the first verb or comma the outer source.
func tagged(sentence string) (*text.Document, Outer) {
	d := &text.Document{}
	var o Outer
	open := 0
	for field := range strings.FieldsSeq(sentence) {
		switch field {
		case "<":
			open = len(d.Tokens)
			continue
		case ">":
			o.Content = append(o.Content, text.Range{First: open, End: len(d.Tokens)})
			continue
		}
		cut := strings.LastIndexByte(field, '/')
		if d.Text != "" {
			d.Text += " "
		}
		start := len(d.Text)
		d.Text += field[:cut]
		d.Tokens = append(d.Tokens, text.Token{Span: news.Span{Start: start, End: len(d.Text)}, Tag: field[cut+1:], Quotation: -1})
	}
	all := text.Range{End: len(d.Tokens)}
	d.Sentences = []text.Sentence{{Tokens: all}}
	d.Paragraphs = []text.Paragraph{{Tokens: all, Sentences: text.Range{End: 1}}}
	quotation.Annotate(d)
	if len(o.Content) > 0 && o.Content[0].First > 0 {
		o.Cue = []text.Range{{First: o.Content[0].First - 1, End: o.Content[0].First}}
		end := slices.IndexFunc(d.Tokens, func(t text.Token) bool { return strings.HasPrefix(t.Tag, "VB") || t.Tag == "," })
		o.Source = one(text.Range{End: end})
	}
	return d, o
}

// show writes "source | cue | content | parent", runs parted by "…".
func show(d *text.Document, s Inner) string {
	words := func(runs []text.Range) string {
		var parts []string
		for _, run := range runs {
			parts = append(parts, d.Span(run).In(d.Text))
		}
		return strings.Join(parts, " … ")
	}
	return fmt.Sprintf("%s | %s | %s | %d", words(s.Source), words(s.Cue), words(s.Content), s.Parent)
}

func check(t *testing.T, d *text.Document, found []Inner, want []string) {
	t.Helper()
	var got []string
	for _, f := range found {
		got = append(got, show(d, f))
	}
	if !slices.Equal(got, want) {
		t.Errorf("got\n\t%s\nwant\n\t%s", strings.Join(got, "\n\t"), strings.Join(want, "\n\t"))
	}
}

func TestFind(t *testing.T) {
	for _, test := range findTests {
		t.Run(test.name, func(t *testing.T) {
			d, outer := tagged(test.sentence)
			check(t, d, Find(d, []Outer{outer}), test.want)
		})
	}
}

func TestFindNothing(t *testing.T) {
	for _, test := range trapTests {
		t.Run(test.name, func(t *testing.T) {
			d, outer := tagged(test.sentence)
			check(t, d, Find(d, []Outer{outer}), nil)
		})
	}
}

func TestFindLeavesOutWhatIsKnown(t *testing.T) {
	d, outer := tagged("He/PRP said/VBD < the/DT islanders/NNS claim/VBP the/DT dam/NN leaked/VBD > ./.")
	known := Outer{Source: []text.Range{{First: 2, End: 4}}, Cue: []text.Range{{First: 4, End: 5}}, Content: []text.Range{{First: 5, End: 8}}}
	if found := Find(d, []Outer{outer, known}); len(found) > 0 {
		t.Errorf("found %s again", show(d, found[0]))
	}
}

func TestArrange(t *testing.T) {
	run := func(first, end int) []text.Range { return []text.Range{{First: first, End: end}} }
	for _, test := range []struct {
		name       string
		statements []Outer
		want       []int
	}{
		{"one in the other", []Outer{{run(0, 1), run(1, 2), run(2, 12)}, {run(3, 4), run(4, 5), run(5, 12)}}, []int{-1, 0}},
		{"the innermost is the parent", []Outer{{run(0, 1), run(1, 2), run(2, 12)}, {run(6, 7), run(7, 8), run(8, 12)}, {run(3, 4), run(4, 5), run(5, 12)}}, []int{-1, 2, 0}},
		{"in the gap of a content", []Outer{{run(5, 6), run(6, 7), append(run(0, 5), run(12, 15)...)}, {run(7, 8), run(8, 9), run(9, 12)}}, []int{-1, -1}},
		{"one content, two cues", []Outer{{run(0, 1), run(1, 2), run(2, 9)}, {run(10, 11), run(9, 10), run(2, 9)}}, []int{-1, -1}},
		{"a source outside", []Outer{{run(0, 1), run(1, 2), run(4, 12)}, {run(2, 3), run(5, 6), run(6, 12)}}, []int{-1, -1}},
		{"a content that reaches out", []Outer{{run(0, 1), run(1, 2), run(2, 9)}, {run(3, 4), run(4, 5), run(5, 12)}}, []int{-1, -1}},
		{"no cue", []Outer{{run(0, 1), run(1, 2), run(2, 12)}, {nil, nil, run(5, 9)}}, []int{-1, -1}},
		{"no source", []Outer{{run(0, 1), run(1, 2), run(2, 12)}, {nil, run(4, 5), run(5, 9)}}, []int{-1, 0}},
	} {
		if got := Arrange(test.statements); !slices.Equal(got, test.want) {
			t.Errorf("%s: got %v, want %v", test.name, got, test.want)
		}
	}
}

func TestRead(t *testing.T) {
	run := func(first, end int) []text.Range { return []text.Range{{First: first, End: end}} }
	for _, test := range []struct {
		name, sentence string
		known          []Outer
		want           []string
	}{
		{
			"a statement around", "Ferro/NNP disputed/VBD a/DT report/NN that/WDT said/VBD the/DT bridge/NN had/VBD fallen/VBN ./.",
			[]Outer{{run(2, 4), run(5, 6), run(6, 10)}},
			[]string{"a report | said | the bridge had fallen | 1", "Ferro | disputed | a report that said the bridge had fallen | -1"},
		},
		{
			"a content cut short", "Ferro/NNP disputed/VBD a/DT report/NN that/WDT said/VBD the/DT bridge/NN had/VBD fallen/VBN ./.",
			[]Outer{{run(0, 1), run(1, 2), run(2, 4)}, {run(0, 4), run(5, 6), run(6, 10)}},
			[]string{"Ferro | disputed | a report that said the bridge had fallen | -1", "a report | said | the bridge had fallen | 0"},
		},
		{
			"a source that reaches over the outer cue", "One/CD paper/NN claims/VBZ guards/NNS have/VBP blamed/VBN the/DT wind/NN ./.",
			[]Outer{{run(0, 2), run(2, 3), run(3, 8)}, {run(0, 4), run(5, 6), run(6, 8)}},
			[]string{"One paper | claims | guards have blamed the wind | -1", "guards | blamed | the wind | 0"},
		},
		{
			"what is relayed", "“/`` The/DT port/NN is/VBZ shut/VBN ,/, ”/'' the/DT board/NN said/VBD ,/, according/VBG to/TO Radio/NNP Oru/NNP ./.",
			[]Outer{{run(7, 9), run(9, 10), run(0, 7)}, {append(run(7, 9), run(13, 15)...), run(11, 13), run(0, 7)}},
			[]string{"the board | said | “ The port is shut , ” | 1", "Radio Oru | according to | “ The port is shut , ” the board said | -1"},
		},
		{
			"a content of one that", "Radio/NNP Oru/NNP revealed/VBD that/IN in/IN May/NNP the/DT abbot/NN fled/VBD ./.",
			[]Outer{{run(0, 2), run(2, 3), run(3, 4)}},
			[]string{"Radio Oru | revealed | that in May the abbot fled | -1"},
		},
		{
			"a found statement between two known ones", "He/PRP said/VBD Tal/NNP claimed/VBD guards/NNS denied/VBD the/DT theft/NN ./.",
			[]Outer{{run(0, 1), run(1, 2), run(2, 8)}, {run(4, 5), run(5, 6), run(6, 8)}},
			[]string{"He | said | Tal claimed guards denied the theft | -1", "guards | denied | the theft | 2", "Tal | claimed | guards denied the theft | 0"},
		},
		{
			"what is known stays as it is", "He/PRP said/VBD the/DT dam/NN leaked/VBD ./.",
			[]Outer{{run(0, 1), run(1, 2), run(2, 5)}},
			[]string{"He | said | the dam leaked | -1"},
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			d, _ := tagged(test.sentence)
			check(t, d, Read(d, test.known), test.want)
		})
	}
}

func TestEveryVerbHasAComplement(t *testing.T) {
	for verb, f := range words().verbs {
		if !f.has(takesClause | takesThat | takesNoun | takesTo | takesCommand | takesObject | takesAs | takesFor | takesPassive) {
			t.Errorf("words.txt: %s takes nothing", verb)
		}
	}
	if len(words().nouns) == 0 || !words().is("time", "monday") {
		t.Error("words.txt: a kind is missing")
	}
}

// FuzzFind reads any tags: every run must lie in the document, every content in the outer one, and parents must not go round.
func FuzzFind(f *testing.F) {
	for _, test := range findTests {
		f.Add(strings.NewReplacer(" <", "", " >", "").Replace(test.sentence), uint8(2), uint8(30))
	}
	f.Fuzz(func(t *testing.T, sentence string, first, end uint8) {
		var valid []string
		for field := range strings.FieldsSeq(sentence) {
			if strings.Contains(field, "/") {
				valid = append(valid, field)
			}
		}
		d, _ := tagged(strings.Join(valid, " "))
		content := text.Range{First: min(int(first), len(d.Tokens)), End: min(int(end), len(d.Tokens))}
		outer := []Outer{{Content: []text.Range{content}}}
		all := append([]Inner{{Content: outer[0].Content, Parent: -1}}, Find(d, outer)...)
		checkParents(t, Read(d, []Outer{{Content: outer[0].Content, Cue: one(content)}, {Cue: one(text.Range{First: content.First, End: min(content.First+1, content.End)}), Content: one(content)}}))
		checkParents(t, all)
		for i, s := range all[1:] {
			if len(s.Cue) == 0 || len(s.Content) == 0 {
				t.Fatalf("statement %d has no cue or no content", i)
			}
			for _, run := range slices.Concat(s.Source, s.Cue, s.Content) {
				if run.Len() <= 0 || run.First < content.First || run.End > content.End {
					t.Fatalf("%v of statement %d lies outside %v", run, i, content)
				}
			}
		}
	})
}

// checkParents fails where parents go round or point nowhere.
func checkParents(t *testing.T, all []Inner) {
	t.Helper()
	for _, s := range all {
		steps := 0
		for p := s.Parent; p >= 0; p = all[p].Parent {
			if steps++; steps > len(all) {
				t.Fatal("parents go round")
			}
		}
	}
}

func BenchmarkFind(b *testing.B) {
	var documents []*text.Document
	var outers []Outer
	tokens := 0
	for _, test := range slices.Concat(findTests, trapTests) {
		d, outer := tagged(test.sentence)
		documents, outers = append(documents, d), append(outers, outer)
		tokens += len(d.Tokens)
	}
	for b.Loop() {
		for i, d := range documents {
			Find(d, outers[i:i+1])
		}
	}
	b.ReportMetric(float64(tokens)*float64(b.N)/b.Elapsed().Seconds(), "tokens/s")
}
