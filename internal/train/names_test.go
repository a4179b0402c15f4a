package train

import (
	"context"
	"reflect"
	"strings"
	"testing"

	"gainsay/internal/analysis/entity"
	"gainsay/internal/analysis/tag"
	"gainsay/internal/analysis/token"
	"gainsay/internal/corpus"
)

func TestOverlay(t *testing.T) {
	d := token.Split("“Öl costs $1.50,” and/or 5%.")
	silver := corpus.SilverDocument{Sentences: [][]corpus.SilverToken{{
		{Start: 0, End: 1, Tag: "``"}, {Start: 1, End: 3, Tag: "NN"}, {Start: 4, End: 9, Tag: "VBZ"},
		{Start: 10, End: 11, Tag: "$"}, {Start: 11, End: 15, Tag: "CD"}, {Start: 15, End: 16, Tag: ","}, {Start: 16, End: 17, Tag: "''"},
		{Start: 18, End: 24, Tag: "CC"}, {Start: 25, End: 26, Tag: "CD"}, {Start: 26, End: 27, Tag: "NN"}, {Start: 27, End: 28, Tag: "."},
	}}}
	a := overlay(d, silver)
	var got []string
	for i := range d.Tokens {
		got = append(got, d.Word(i)+"_"+a.tag(i))
	}
	want := "“_`` Öl_NN costs_VBZ $1.50_CD ,_, ”_'' and_ /_ or_ 5%_CD ._."
	if strings.Join(got, " ") != want {
		t.Errorf("got  %v\nwant %s", got, want)
	}
}

func TestAsEWT(t *testing.T) {
	for _, c := range []struct {
		in   corpus.SilverToken
		want string
	}{
		{corpus.SilverToken{Form: "to", Tag: "TO", Relation: "case"}, "IN"},
		{corpus.SilverToken{Form: "to", Tag: "TO", Relation: "mark"}, "TO"},
		{corpus.SilverToken{Form: "--", Tag: ":"}, ","},
		{corpus.SilverToken{Form: ":", Tag: ":"}, ":"},
	} {
		if got := asEWT(c.in); got != c.want {
			t.Errorf("%+v: %s, want %s", c.in, got, c.want)
		}
	}
}

func TestMark(t *testing.T) {
	words := strings.Fields("the three Orr supporters met Sen. Ada Quill and He of it")
	blank := func() entity.Sentence {
		s := entity.Sentence{Words: words, Tags: make([]string, len(words)), Labels: make([]string, len(words))}
		for i := range s.Labels {
			s.Labels[i] = "O"
		}
		s.Tags[9] = "PRP"
		return s
	}
	for _, c := range []struct {
		name       string
		first, end int
		kind, want string
	}{
		{"trimmed", 0, 4, "ORG", "O O B-ORG O O O O O O O O O"},
		{"title", 5, 8, "PER", "O O O O O O B-PER I-PER O O O O"},
		{"pronoun", 9, 10, "PER", "O O O O O O O O O O O O"},
		{"no capital", 10, 12, "LOC", "O O O O O O O O O O O O"},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := blank()
			mark(s, c.first, c.end, c.kind)
			if got := strings.Join(s.Labels, " "); got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
		})
	}
}

// tagger is a tagger that has seen one sentence.
func tagger(t *testing.T) *tag.Tagger {
	t.Helper()
	model, err := tag.Train(context.Background(), nil, []tag.Sentence{{Words: []string{"Quill", "left"}, Tags: []string{"NNP", "VBD"}}}, tag.Options{}, nil)
	if err != nil {
		t.Fatal(err)
	}
	file, err := model.Encode()
	if err != nil {
		t.Fatal(err)
	}
	out, err := tag.Load(string(file), nil)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func TestGUMNames(t *testing.T) {
	// The envoys of Northhaven Harbour met Mayor Ada Quill , who left .
	s := corpus.UDSentence{Tokens: []corpus.UDToken{
		{Form: "The", Tag: "DT", Misc: "Entity=(1-person-new-nnnnn-cf1-2-coref"},
		{Form: "envoys", Tag: "NNS"},
		{Form: "of", Tag: "IN"},
		{Form: "Northhaven", Tag: "NNP", Misc: "Entity=(2-place-new-nnnnn-cf2-1,2-sgl-Northhaven"},
		{Form: "Harbour", Tag: "NNP", Misc: "Entity=2)1)|SpaceAfter=No"},
		{Form: "met", Tag: "VBD"},
		{Form: "Mayor", Tag: "NNP", Misc: "Entity=(3-person-acc:inf-nnnnn-cf3-2,3-coref"},
		{Form: "Ada", Tag: "NNP"},
		{Form: "Quill", Tag: "NNP"},
		{Form: ",", Tag: ","},
		{Form: "who", Tag: "WP", Misc: "Entity=(3-person-giv:act-nnnnn-cf1-1-coref)"},
		{Form: "left", Tag: "VBD", Misc: "Entity=3)"},
	}}
	got := gumNames(s, tagger(t)).Labels
	want := strings.Fields("O O O B-LOC I-LOC O O B-PER I-PER O O O")
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got  %v\nwant %v", got, want)
	}
}

func TestNamedSentence(t *testing.T) {
	s := NamedSentence(corpus.LabelledSentence{
		Tokens: strings.Fields("the Harbour Board met Ada Quill Lund"),
		Labels: strings.Fields("I-Organisation I-Organisation I-Organisation O B-Person I-Person B-Weapon")}, re3dKinds, tagger(t))
	want := strings.Fields("O B-ORG I-ORG O B-PER I-PER O")
	if !reflect.DeepEqual(s.Labels, want) {
		t.Errorf("got  %v\nwant %v", s.Labels, want)
	}
}
