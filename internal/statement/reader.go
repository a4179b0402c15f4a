package statement

import (
	"slices"

	"gainsay/internal/analysis/cluster"
	"gainsay/internal/analysis/lemma"
	"gainsay/internal/linear"
	"gainsay/internal/text"
	"gainsay/news"
)

// Reader reads attributions with trained models. It is safe for concurrent use.
type Reader struct {
	finder      finder
	clusters    func(string) cluster.Path
	calibration linear.Logistic // of signs; without weights, the models' posterior is the confidence
	least       float64
}

// finder finds the likely attributions of a text with trained models: one for each likely cue, spans and posteriors without
// confidence, and what the model that looks at the text as a whole says of each token's role.
type finder interface {
	find(v *view) ([]relation, []roleOdds)
}

// fast finds attributions with two linear models: the spotter looks at the whole text for likely cues, the relater for the
// source and content of each.
type fast struct {
	spotter, relater           *linear.Model
	spotterChain, relaterChain *linear.Chain
}

// leastConfidence is the confidence from which a statement is read: F1 on articles that the models had not seen in training is
// level from here to 0.45, and what is missed costs a reader more than what is struck out.
const leastConfidence = 0.35

// Least is the reader with another confidence from which a statement is read, above 0 and up to 1. Higher is surer and
// finds less.
func (r *Reader) Least(confidence float64) *Reader {
	other := *r
	other.least = confidence
	return &other
}

// NewReader makes a reader of two trained linear models.
func NewReader(spotter, relater *linear.Model, clusters func(string) cluster.Path) *Reader {
	return &Reader{clusters: clusters, least: leastConfidence, finder: &fast{
		spotter: spotter, relater: relater,
		spotterChain: linear.NewChain(labelCount, edgeClasses, spotter.Transitions),
		relaterChain: linear.NewChain(labelCount, edgeClasses, relater.Transitions),
	}}
}

// Read gives the attributions of a document in text order: spans, form, lemma and confidence, without ids. The document
// needs tokens, quotations, tags and names.
func (r *Reader) Read(d *text.Document) []news.Statement {
	var list []news.Statement
	for _, found := range r.relations(d) {
		list = append(list, statementOf(d, found))
	}
	return list
}

// relations gives the attributions of a document that are confident enough, and those that its layout shows.
func (r *Reader) relations(d *text.Document) []relation {
	v := newView(d, r.clusters)
	likely, odds := r.finder.find(v)
	var list []relation
	for _, found := range likely {
		found.odds = odds
		found.confidence = r.confidence(d, &found)
		if found.confidence >= r.least && wordy(d, found.roles[contentRole]) {
			list = append(list, found)
		}
	}
	return carriedOn(d, withoutRivals(append(list, byLayout(d)...)))
}

func (f *fast) find(v *view) (list []relation, odds []roleOdds) {
	odds = make([]roleOdds, len(v.words))
	newChainReader(f.spotter, f.spotterChain).spot(v, odds)
	spotted := anchors(v.document, odds)
	others := marks(len(v.words), spotted)
	relater := newChainReader(f.relater, f.relaterChain)
	plain := f.plainScores(v)
	for _, anchor := range spotted {
		if found, ok := relater.relate(v.anchoredAt(anchor, odds, others), plain); ok {
			v.mend(&found)
			list = append(list, found)
		}
	}
	return list, odds
}

// wordy tells whether there is a word in the runs, and not punctuation alone.
func wordy(d *text.Document, runs []text.Range) bool {
	for _, run := range runs {
		for i := run.First; i < run.End; i++ {
			if !isPunctuation(d.Word(i)) {
				return true
			}
		}
	}
	return false
}

// plainScores gives the part of the relater's scores that does not depend on the anchor, worked out once a token.
func (f *fast) plainScores(v *view) func(i int) []int32 {
	scores := make([]int32, len(v.words)*labelCount)
	done := make([]bool, len(v.words))
	var features features
	return func(i int) []int32 {
		row := scores[i*labelCount : (i+1)*labelCount]
		if !done[i] {
			f.relater.Table.Add(v.plainFeatures(&features, i), row)
			done[i] = true
		}
		return row
	}
}

// withoutRivals keeps, of relations whose cues share a token, the most confident, and puts the rest in text order.
func withoutRivals(list []relation) []relation {
	kept := make([]bool, len(list))
	order := make([]int, len(list))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int {
		switch {
		case list[a].confidence > list[b].confidence:
			return -1
		case list[a].confidence < list[b].confidence:
			return 1
		}
		return 0
	})
	taken := map[int]bool{}
	for _, i := range order {
		free := true
		for _, run := range list[i].roles[cueRole] {
			for t := run.First; t < run.End; t++ {
				free = free && !taken[t]
			}
		}
		if !free {
			continue
		}
		kept[i] = true
		for _, run := range list[i].roles[cueRole] {
			for t := run.First; t < run.End; t++ {
				taken[t] = true
			}
		}
	}
	var out []relation
	for i, found := range list {
		if kept[i] {
			out = append(out, found)
		}
	}
	slices.SortStableFunc(out, func(a, b relation) int { return a.anchor - b.anchor })
	return out
}

func statementOf(d *text.Document, r relation) news.Statement {
	s := news.Statement{Part: news.InText, Content: d.Spans(r.roles[contentRole]), Confidence: r.confidence,
		Form: formOf(d, r.roles[contentRole]), Act: news.Assert}
	if runs := r.roles[sourceRole]; len(runs) > 0 {
		s.Source = &news.Source{Spans: d.Spans(runs)}
	}
	if runs := r.roles[cueRole]; len(runs) > 0 {
		s.Cue = &news.Cue{Spans: d.Spans(runs), Lemma: lemma.Of(d.Word(r.anchor), d.Tokens[r.anchor].Tag)}
	}
	return s
}

// formOf tells how much of the content stands in quotation marks: all words (direct), some (mixed), none (indirect).
func formOf(d *text.Document, content []text.Range) news.Form {
	in, out := 0, 0
	for _, run := range content {
		for i := run.First; i < run.End; i++ {
			switch {
			case isPunctuation(d.Word(i)):
			case d.Tokens[i].Quotation >= 0:
				in++
			default:
				out++
			}
		}
	}
	switch {
	case in == 0:
		return news.Indirect
	case out == 0:
		return news.Direct
	}
	return news.Mixed
}
