package eval

import (
	"math"
	"reflect"
	"strings"
	"testing"

	"gainsay/internal/corpus"
	"gainsay/internal/text"
	"gainsay/news"
)

func TestLabelledSpans(t *testing.T) {
	got := labelledSpans(strings.Fields("B-PER I-PER B-PER O I-LOC I-ORG"))
	want := map[[2]int]string{{0, 2}: "PER", {2, 3}: "PER", {4, 5}: "LOC", {5, 6}: "ORG"}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestSpansFigures(t *testing.T) {
	s := Spans{Gold: 4, Predicted: 2, Right: 1}
	if s.Precision() != 0.5 || s.Recall() != 0.25 || math.Abs(s.F1()-1.0/3) > 1e-9 {
		t.Errorf("precision %v, recall %v, F1 %v", s.Precision(), s.Recall(), s.F1())
	}
	if none := (Spans{}); none.Precision() != 0 || none.F1() != 0 {
		t.Error("no names should give 0")
	}
}

func TestRawTags(t *testing.T) {
	gold := corpus.UDSentence{Text: "Ada Quill-Orr left.", Tokens: []corpus.UDToken{
		{Form: "Ada", Tag: "NNP"}, {Form: "Quill", Tag: "NNP"}, {Form: "-", Tag: "HYPH"}, {Form: "Orr", Tag: "NNP"},
		{Form: "left", Tag: "VBD"}, {Form: ".", Tag: "."}}}
	d := &text.Document{Text: gold.Text, Tokens: []text.Token{
		{Span: news.Span{Start: 0, End: 3}, Tag: "NNP"}, {Span: news.Span{Start: 4, End: 13}, Tag: "NNP"},
		{Span: news.Span{Start: 14, End: 18}, Tag: "VBN"}, {Span: news.Span{Start: 18, End: 19}, Tag: "."}}}
	if got := rawTags(d, gold); got != (Accuracy{Right: 2, All: 3}) {
		t.Errorf("got %+v, want 2 of 3", got)
	}
}

func TestCompareTokens(t *testing.T) {
	ours := &text.Document{Text: "Ö now. So", Tokens: []text.Token{{Span: news.Span{Start: 0, End: 2}},
		{Span: news.Span{Start: 3, End: 6}}, {Span: news.Span{Start: 6, End: 7}}, {Span: news.Span{Start: 8, End: 10}}},
		Sentences: []text.Sentence{{Tokens: text.Range{First: 0, End: 3}}, {Tokens: text.Range{First: 3, End: 4}}}}
	theirs := corpus.SilverDocument{Sentences: [][]corpus.SilverToken{{{Start: 0, End: 1}, {Start: 2, End: 6}}, {{Start: 7, End: 9}}}}
	var f TokenFigures
	compareTokens(&f, ours, theirs)
	if f.Tokens != (Boundaries{Gold: 3, Predicted: 4, Both: 2}) || f.Sentences != (Boundaries{Gold: 2, Predicted: 2, Both: 2}) {
		t.Errorf("got %+v", f)
	}
}
