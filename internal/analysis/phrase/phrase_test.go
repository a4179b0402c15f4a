package phrase

import (
	"strings"
	"testing"

	"gainsay/internal/text"
	"gainsay/news"
)

// tagged makes a document of one sentence from "word/TAG" tokens.
func tagged(s string) *text.Document {
	d := &text.Document{}
	for field := range strings.FieldsSeq(s) {
		cut := strings.LastIndexByte(field, '/')
		if d.Text != "" {
			d.Text += " "
		}
		start := len(d.Text)
		d.Text += field[:cut]
		d.Tokens = append(d.Tokens, text.Token{Span: news.Span{Start: start, End: len(d.Text)}, Tag: field[cut+1:], Quotation: -1})
	}
	d.Sentences = []text.Sentence{{Tokens: text.Range{End: len(d.Tokens)}}}
	return d
}

func TestOf(t *testing.T) {
	for _, test := range []struct{ name, sentence, want string }{
		{"noun and verb phrases", "The/DT new/JJ mayor/NN did/VBD not/RB resign/VB ./.", "N[The new mayor] V[did not resign] [.]"},
		{"a possessor belongs to the phrase", "Oru/NNP 's/POS army/NN fled/VBD", "N[Oru 's army] V[fled]"},
		{"a determiner after a noun starts a phrase", "Monday/NNP the/DT ministry/NN replied/VBD", "N[Monday] N[the ministry] V[replied]"},
		{"pronouns stand alone", "he/PRP he/PRP", "N[he] N[he]"},
		{"participles before nouns", "a/DT broken/VBN dam/NN", "N[a broken dam]"},
		{"an adverb alone", "only/RB at/IN", "[only] [at]"},
		{"the head is the last verb", "to/TO have/VB left/VBN", "V[to have left]"},
	} {
		d := tagged(test.sentence)
		list, in := Of(d)
		var got []string
		for i, p := range list {
			got = append(got, [...]string{"", "N", "V"}[p.Kind]+"["+d.Span(p.Tokens).In(d.Text)+"]")
			for j := p.Tokens.First; j < p.Tokens.End; j++ {
				if in[j] != i {
					t.Errorf("%s: token %d is in phrase %d, not %d", test.name, j, in[j], i)
				}
			}
			if !p.Tokens.Contains(p.Head) {
				t.Errorf("%s: head outside phrase %d", test.name, i)
			}
		}
		if s := strings.Join(got, " "); s != test.want {
			t.Errorf("%s: got %s, want %s", test.name, s, test.want)
		}
	}
}
