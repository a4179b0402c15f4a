package statement

import (
	"gainsay/internal/analysis/cluster"
	"gainsay/internal/linear"
	"gainsay/internal/text"
	"gainsay/news"
)

// The names of the two models.
const (
	SpotterStage = "spotter"
	RelaterStage = "relater"
)

// Load reads the two model files. The clusters must be those that the models were trained with. Errors: those of
// linear.Decode.
func Load(spotter, relater string, clusters *cluster.Table) (*Reader, error) {
	forSpotter, forRelater := probes()
	s, err := linear.Decode(spotter, SpotterStage, forSpotter)
	if err != nil {
		return nil, err
	}
	r, err := linear.Decode(relater, RelaterStage, forRelater)
	if err != nil {
		return nil, err
	}
	reader := NewReader(s, r, clusters.Of)
	if reader.calibration, err = calibrationIn(r.Header); err != nil {
		return nil, err
	}
	return reader, nil
}

// probes are the digests of the features that this code makes of a made-up text: a model trained by code that makes others
// does not fit.
func probes() (spotter, relater string) {
	d := probeText()
	v := newView(d, func(word string) cluster.Path { return cluster.Path(len(word) + 8) })
	odds := make([]roleOdds, len(d.Tokens))
	for i := range odds {
		odds[i] = roleOdds{source: float32(i%5) / 5, cue: float32(i%3) / 3, content: float32(i%7) / 7}
	}
	const anchor = 9
	a := v.anchoredAt(anchor, odds, marks(len(d.Tokens), []int{4, anchor}))
	var f features
	var spot, relate []linear.Feature
	for i := range d.Tokens {
		class := uint64(v.edgeClass(i))
		spot = append(append(spot, v.spotFeatures(&f, i)...), class)
		relate = append(append(relate, v.plainFeatures(&f, i)...), class)
		relate = append(relate, a.relateFeatures(&f, i)...)
	}
	return linear.Probe(spot), linear.Probe(relate)
}

// probeText is two sentences with a quotation, a name and a verb group, analysed by hand.
func probeText() *text.Document {
	d := &text.Document{}
	words := [][2]string{{"“", "``"}, {"Nobody", "NN"}, {"was", "VBD"}, {"told", "VBN"}, {",", ","}, {"”", "''"},
		{"Ana", "NNP"}, {"Reyl", "NNP"}, {"had", "VBD"}, {"said", "VBN"}, {".", "."},
		{"The", "DT"}, {"port", "NN"}, {"denies", "VBZ"}, {"that", "IN"}, {"it", "PRP"}, {"knew", "VBD"}, {".", "."}}
	for i, w := range words {
		start := len(d.Text)
		d.Text += w[0] + " "
		t := text.Token{Span: news.Span{Start: start, End: start + len(w[0])}, Tag: w[1], Quotation: -1}
		if i < 6 {
			t.Quotation = 0
		}
		if i > 10 {
			t.Sentence = 1
		}
		d.Tokens = append(d.Tokens, t)
	}
	d.Sentences = []text.Sentence{{Tokens: text.Range{First: 0, End: 11}}, {Tokens: text.Range{First: 11, End: 18}}}
	d.Paragraphs = []text.Paragraph{{Tokens: text.Range{First: 0, End: 18}, Sentences: text.Range{First: 0, End: 2}}}
	d.Quotations = []text.Quotation{{Tokens: text.Range{First: 0, End: 6}, Parent: -1, Closed: true,
		Inner: news.Span{Start: d.Tokens[0].Span.End, End: d.Tokens[5].Span.Start}}}
	d.Mentions = []text.Mention{{Tokens: text.Range{First: 6, End: 8}, Kind: text.PersonName}}
	return d
}
