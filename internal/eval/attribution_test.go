package eval

import (
	"math"
	"strings"
	"testing"

	"gainsay/internal/corpus"
	"gainsay/news"
)

// at is the span of a wording in a text.
func at(text, wording string) []news.Span {
	i := strings.Index(text, wording)
	return []news.Span{{Start: i, End: i + len(wording)}}
}

func TestAttributions(t *testing.T) {
	const text = "Reyl said “the gates were open.” Ebert denied it. The port, Ruland added, is “safe”."
	gold := corpus.AttributedArticle{Text: text, Attributions: []corpus.Attribution{
		{Source: at(text, "Reyl"), Cue: at(text, "said"), Content: at(text, "“the gates were open.”")},
		{Source: at(text, "Ebert"), Cue: at(text, "denied"), Content: at(text, "it")},
		{Source: at(text, "Ruland"), Cue: at(text, "added"), Content: append(at(text, "The port"), at(text, "is “safe”")...)},
	}}
	statement := func(source, cue, content string, confidence float64) news.Statement {
		return news.Statement{Source: &news.Source{Spans: at(text, source)}, Cue: &news.Cue{Spans: at(text, cue)}, Content: at(text, content), Confidence: confidence}
	}
	figures := Attributions([]corpus.AttributedArticle{gold}, func(corpus.AttributedArticle) []news.Statement {
		inner := statement("Ebert", "denied", "it", 1)
		inner.Parent = "s1"
		title := statement("Ebert", "denied", "it", 1)
		title.Part = news.InTitle
		return []news.Statement{
			statement("Reyl", "said", "the gates were open.", 0.9), // strict forgives the marks
			statement("Reyl", "denied", "it", 0.8),                 // wrong source
			statement("Ruland", "added", "is “safe”", 0.7),         // half of the content: Dice 0.6
			inner, title,
		}
	})
	for _, c := range []struct {
		name string
		got  PRF
		want PRF
	}{
		{"full", figures.Full, PRF{2, 3, 2, 3}},
		{"cue+content", figures.CueContent, PRF{3, 3, 3, 3}},
		{"strict", figures.Strict, PRF{1, 3, 1, 3}},
		{"source", figures.Source, PRF{2, 3, 2, 3}},
		{"cue", figures.Cue, PRF{3, 3, 3, 3}},
		{"content", figures.Content, PRF{2, 3, 2, 3}},
		{"direct", figures.Forms[news.Direct], PRF{1, 1, 1, 1}},
		{"mixed", figures.Forms[news.Mixed], PRF{1, 1, 1, 1}},
		{"indirect", figures.Forms[news.Indirect], PRF{0, 1, 0, 1}},
	} {
		if c.got != c.want {
			t.Errorf("%s is %+v, want %+v", c.name, c.got, c.want)
		}
	}
	if p := figures.RecallAt(0.9); math.Abs(p.Recall-1.0/3) > 1e-9 || p.Confidence != 0.9 {
		t.Errorf("recall at 90 %% precision is %+v", p)
	}
	var out strings.Builder
	if err := figures.Print(&out); err != nil || !strings.Contains(out.String(), "full") {
		t.Errorf("printed %q, %v", out.String(), err)
	}
}

func TestQuotedBytes(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"He said “yes” and left", "yes"},
		{"He said \"yes\" and \"no\"", "yesno"},
		{"It’s ‘fine’, isn’t it", "fine"},
		{"“Unclosed\nnext line", "Unclosed"},
		{"``Old style''", "Old style"},
		{"«Oui»", "Oui"},
		{"dogs’ and cats", ""},
	} {
		var got strings.Builder
		for i, q := range quotedBytes(c.text) {
			if q {
				got.WriteByte(c.text[i])
			}
		}
		if got.String() != c.want {
			t.Errorf("quoted in %q: %q, want %q", c.text, got.String(), c.want)
		}
	}
}
