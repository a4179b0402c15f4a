package careful

import (
	"gainsay/internal/linear"
	"gainsay/internal/text"
	"gainsay/internal/wordpiece"
	"gainsay/news"
)

// Probe is the digest of the input that this code makes of a made-up text: a model trained on other input does not fit. The
// examples carry it to the training script, which writes it into the model.
func Probe() string {
	v := wordpiece.New("[CLS]\n[SEP]\n[UNK]\n\"\nno\n##body\nwas\ntold\n,\nrey\n##l\n.")
	d := &text.Document{}
	for i, w := range [...][2]string{{"“", "``"}, {"Nobody", "NN"}, {"was", "VBD"}, {"told", "VBN"}, {",", ","}, {"\"", "''"}, {"REYL", "NNP"},
		{"e-mails", "VBZ"}, {"12", "CD"}, {".", "."}} {
		start := len(d.Text)
		d.Text += w[0] + " "
		d.Tokens = append(d.Tokens, text.Token{Span: news.Span{Start: start, End: start + len(w[0])}, Tag: w[1], Sentence: i / 6})
	}
	all := text.Range{First: 0, End: len(d.Tokens)}
	d.Sentences = []text.Sentence{{Tokens: text.Range{First: 0, End: 6}}, {Tokens: text.Range{First: 6, End: all.End}}}
	d.Paragraphs = []text.Paragraph{{Tokens: all, Sentences: text.Range{First: 0, End: 2}}}
	d.Mentions = []text.Mention{{Tokens: text.Range{First: 6, End: 7}, Kind: text.PersonName}}
	in := NewInput(v, d, func(word int) Traits { return Traits{Quote: uint8(word % 4), Edge: uint8(word % 9)} })
	var made []linear.Feature
	add := func(numbers ...int) {
		for _, n := range numbers {
			made = append(made, linear.Feature(n))
		}
	}
	add(chunkPieces, wordPieces, traitRows)
	add(in.Starts...)
	for _, p := range in.Pieces {
		add(int(p))
	}
	for _, t := range in.Traits {
		add(int(t))
	}
	for _, c := range in.Chunks {
		add(c.First, c.End)
	}
	return linear.Probe(made)
}
