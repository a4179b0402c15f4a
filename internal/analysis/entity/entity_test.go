package entity_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"gainsay/internal/analysis/entity"
	"gainsay/internal/analysis/token"
	"gainsay/internal/linear"
	"gainsay/internal/text"
)

// lessons are documents to learn from: names stand between brackets, with their kind.
func lessons(t testing.TB) []entity.Document {
	t.Helper()
	var out []entity.Document
	for _, line := range []string{
		"Mayor [PER Ada Quill ] met the [ORG Harbour Board ] in [LOC Northhaven ] . [PER Quill ] left .",
		"Ms. [PER Orr ] told the [ORG Safety Board ] that [MISC Veldish ] ships sank near [LOC Southhaven ] .",
		"The envoy left [LOC Northhaven ] on Monday . Mr. [PER Lund ] stayed in [LOC Westhaven ] .",
		"The [ORG Harbour Board ] denied it . Ms. [PER Ada Orr ] and [MISC Veldish ] envoys agreed .",
	} {
		var d entity.Document
		var s entity.Sentence
		kind, begun := "", false
		for _, word := range strings.Fields(line) {
			if k, ok := strings.CutPrefix(word, "["); ok {
				kind, begun = k, false
				continue
			}
			label := "O"
			switch {
			case word == "]":
				kind = ""
				continue
			case kind != "" && begun:
				label = "I-" + kind
			case kind != "":
				label, begun = "B-"+kind, true
			}
			s.Words, s.Tags, s.Labels = append(s.Words, word), append(s.Tags, ""), append(s.Labels, label)
			if word == "." {
				d.Sentences, s = append(d.Sentences, s), entity.Sentence{}
			}
		}
		out = append(out, d)
	}
	return out
}

func trained(t testing.TB) []byte {
	t.Helper()
	var data []entity.Document
	for range 10 {
		data = append(data, lessons(t)...)
	}
	model, err := entity.Train(context.Background(), nil, data, entity.Options{Seed: 1}, nil)
	if err != nil {
		t.Fatal(err)
	}
	file, err := model.Encode()
	if err != nil {
		t.Fatal(err)
	}
	return file
}

func mentions(d *text.Document) string {
	var out []string
	for _, m := range d.Mentions {
		out = append(out, fmt.Sprintf("%s:%s", m.Kind, d.Span(m.Tokens).In(d.Text)))
	}
	return strings.Join(out, " | ")
}

func TestAnnotate(t *testing.T) {
	finder, err := entity.Load(string(trained(t)), nil)
	if err != nil {
		t.Fatal(err)
	}
	d := token.Split("Ms. Ada Lund told the Harbour Board that it left Southhaven. nothing here.\nVeldish ships sank.")
	finder.Annotate(d)
	want := "PER:Ada Lund | ORG:Harbour Board | LOC:Southhaven | MISC:Veldish"
	if got := mentions(d); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	finder.Annotate(d) // once more, over what is there
	if got := mentions(d); got != want {
		t.Errorf("the second time: %s", got)
	}
	empty := token.Split("")
	finder.Annotate(empty)
	if len(empty.Mentions) != 0 {
		t.Error("an empty document has names")
	}
}

func TestLabelKeepsToTheRules(t *testing.T) {
	finder, err := entity.Load(string(trained(t)), nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range lessons(t) {
		for s, row := range finder.Label(d) {
			before := "O"
			for i, label := range row {
				if kind, ok := strings.CutPrefix(label, "I-"); ok && before != "B-"+kind && before != "I-"+kind {
					t.Errorf("%v: %s after %s", d.Sentences[s].Words, label, before)
				}
				if label != d.Sentences[s].Labels[i] {
					t.Errorf("%v: word %d is %s, want %s", d.Sentences[s].Words, i, label, d.Sentences[s].Labels[i])
				}
				before = label
			}
		}
	}
}

func TestTrainingIsDeterministic(t *testing.T) {
	if !bytes.Equal(trained(t), trained(t)) {
		t.Error("two trainings on the same data gave different files")
	}
}

func TestTrainRefuses(t *testing.T) {
	if _, err := entity.Train(context.Background(), nil, nil, entity.Options{}, nil); !errors.Is(err, entity.ErrNothing) {
		t.Errorf("no data: error %v, want ErrNothing", err)
	}
	strange := []entity.Document{{Sentences: []entity.Sentence{{Words: []string{"Orr"}, Tags: []string{""}, Labels: []string{"B-SHIP"}}}}}
	if _, err := entity.Train(context.Background(), nil, strange, entity.Options{}, nil); !errors.Is(err, entity.ErrLabel) {
		t.Errorf("strange label: error %v, want ErrLabel", err)
	}
	if _, err := entity.Load("no model", nil); !errors.Is(err, linear.ErrNotModel) {
		t.Errorf("no model: error %v, want ErrNotModel", err)
	}
}

func FuzzAnnotate(f *testing.F) {
	finder, err := entity.Load(string(trained(f)), nil)
	if err != nil {
		f.Fatal(err)
	}
	for _, s := range []string{"", "Ada Quill of", "A B C. D\nE", "UN (U.N.) of the Ö"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		d := token.Split(s)
		finder.Annotate(d)
		end := 0
		for _, m := range d.Mentions {
			if m.Tokens.First < end || m.Tokens.Len() < 1 || m.Tokens.End > len(d.Tokens) {
				t.Fatalf("%q: mentions %v", s, d.Mentions)
			}
			if d.Tokens[m.Tokens.First].Sentence != d.Tokens[m.Tokens.End-1].Sentence {
				t.Fatalf("%q: %v leaves its sentence", s, m)
			}
			end = m.Tokens.End
		}
	})
}

func BenchmarkAnnotate(b *testing.B) {
	finder, err := entity.Load(string(trained(b)), nil)
	if err != nil {
		b.Fatal(err)
	}
	d := token.Split(strings.Repeat("Ms. Quill, the 66-year-old mayor, told the Harbour Board on Friday that the envoys wouldn’t reject it.\n", 200))
	for b.Loop() {
		finder.Annotate(d)
	}
	b.ReportMetric(float64(len(d.Tokens)*b.N)/b.Elapsed().Seconds(), "tokens/s")
}
