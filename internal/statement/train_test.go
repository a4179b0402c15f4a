package statement

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"gainsay/internal/analysis/cluster"
	"gainsay/internal/text"
	"gainsay/news"
)

// lessons are made-up articles in which everybody says or denies something, with their attributions.
func lessons() []Gold {
	var list []Gold
	names := []string{"Reyl", "Ebert", "Ruland", "Ferrand", "Brandt", "Lindauer", "Dornic", "Marsh"}
	things := []string{"the dam would hold", "the gates were open", "nobody had called", "the water was rising", "the paper was wrong"}
	for i := range 40 {
		var body strings.Builder
		var g Gold
		write := func(s string) news.Span {
			start := body.Len()
			body.WriteString(s)
			return news.Span{Start: start, End: body.Len()}
		}
		for k := range 4 {
			name, thing := names[(i+k)%len(names)], things[(i*3+k)%len(things)]
			var a GoldAttribution
			switch k {
			case 0, 2:
				a.Source = []news.Span{write(name)}
				write(" ")
				a.Cue = []news.Span{write([]string{"said", "denied"}[i%2])}
				write(" ")
				a.Content = []news.Span{write("that " + thing)}
			case 1:
				a.Content = []news.Span{write("“" + thing + ",”")}
				write(" ")
				a.Source = []news.Span{write(name)}
				write(" ")
				a.Cue = []news.Span{write("said")}
			case 3:
				write(fmt.Sprintf("Day %d was long and %s slept", i, name))
				write(".\n")
				continue
			}
			write(".\n")
			g.Attributions = append(g.Attributions, a)
		}
		g.Document = tagged(body.String())
		list = append(list, g)
	}
	return list
}

// tagged is a text with tags by a table: enough of a tagger for the lessons.
func tagged(s string) *text.Document {
	d := plain(s)
	for i := range d.Tokens {
		switch word := d.Word(i); {
		case word == "said" || word == "denied" || word == "slept" || word == "was" || word == "were":
			d.Tokens[i].Tag = "VBD"
		case word == "the" || word == "nobody":
			d.Tokens[i].Tag = "DT"
		case text.IsCapitalised(word):
			d.Tokens[i].Tag = "NNP"
		case isPunctuation(word):
			d.Tokens[i].Tag = "."
		default:
			d.Tokens[i].Tag = "NN"
		}
	}
	return d
}

func trained(t *testing.T) (*Reader, [2]string) {
	t.Helper()
	o := DefaultTrainOptions()
	o.Clusters = func(string) cluster.Path { return 0 }
	o.SpotEpochs, o.RelateEpochs = 12, 12
	spotter, relater, err := Train(context.Background(), lessons(), o)
	if err != nil {
		t.Fatal(err)
	}
	a, err := spotter.Encode()
	if err != nil {
		t.Fatal(err)
	}
	b, err := relater.Encode()
	if err != nil {
		t.Fatal(err)
	}
	r, err := Load(string(a), string(b), nil)
	if err != nil {
		t.Fatal(err)
	}
	return r, [2]string{string(a), string(b)}
}

func TestTrainedReaderReadsItsLessons(t *testing.T) {
	r, _ := trained(t)
	d := tagged("Marsh said that the dam would hold.\n“nobody had called,” Ebert said.\nDay 9 was long and Reyl slept.\n")
	got := r.Read(d)
	want := []struct {
		source, cue, content string
		form                 news.Form
	}{
		{"Marsh", "said", "that the dam would hold", news.Indirect},
		{"Ebert", "said", "“nobody had called,”", news.Direct},
	}
	if len(got) != len(want) {
		t.Fatalf("read %d statements, want %d", len(got), len(want))
	}
	for i, w := range want {
		s := got[i]
		if s.Source == nil || s.Cue == nil {
			t.Fatalf("statement %d has no source or no cue", i)
		}
		source, cue, content := news.Words(d.Text, s.Source.Spans), news.Words(d.Text, s.Cue.Spans), news.Words(d.Text, s.Content)
		if source != w.source || cue != w.cue || content != w.content || s.Form != w.form || s.Cue.Lemma != "say" {
			t.Errorf("statement %d is %q %q %q (%s, %s)", i, source, cue, content, s.Form, s.Cue.Lemma)
		}
		if s.Confidence < 0.5 || s.Confidence > 1 {
			t.Errorf("statement %d has confidence %v", i, s.Confidence)
		}
	}
}

func TestTrainingIsDeterministic(t *testing.T) {
	_, a := trained(t)
	_, b := trained(t)
	if a != b {
		t.Error("two trainings on the same articles gave different files")
	}
}

func TestLeastConfidence(t *testing.T) {
	r, _ := trained(t)
	d := tagged("Marsh said that the dam would hold.\n")
	if n := len(r.Least(1).Read(d)); n != 0 {
		t.Errorf("%d statements are certain", n)
	}
	if n := len(r.Read(d)); n != 1 {
		t.Errorf("%d statements at the default confidence, want 1", n)
	}
}
