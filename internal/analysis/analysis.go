// Package analysis is the order of the stages that analyse a text.
//
// In comes the text of an article or its title; out goes a [text.Document] with tokens, sentences, paragraphs, quotations,
// parts of speech, names and times. Each stage is a package of its own below this one and adds one layer; no stage
// imports another. It imports the stages, models, internal/text, news and the standard library.
package analysis

import (
	"gainsay/internal/analysis/cluster"
	"gainsay/internal/analysis/entity"
	"gainsay/internal/analysis/quotation"
	"gainsay/internal/analysis/tag"
	"gainsay/internal/analysis/token"
	"gainsay/internal/analysis/when"
	"gainsay/internal/text"
	"gainsay/models"
	"gainsay/news"
)

// Analyser runs all stages. It is safe for concurrent use.
type Analyser struct {
	Clusters *cluster.Table
	Tagger   *tag.Tagger
	Names    *entity.Finder
}

// LoadTagger reads the word classes and the tagger alone. Errors: those of linear.Decode.
func LoadTagger(set models.Set) (*cluster.Table, *tag.Tagger, error) {
	clusters, err := cluster.Load(set.Model(models.Cluster))
	if err != nil {
		return nil, nil, err
	}
	tagger, err := tag.Load(set.Model(models.Tag), clusters)
	return clusters, tagger, err
}

// Load reads the models of the stages. Errors: those of linear.Decode.
func Load(set models.Set) (*Analyser, error) {
	clusters, tagger, err := LoadTagger(set)
	if err != nil {
		return nil, err
	}
	names, err := entity.Load(set.Model(models.Entity), clusters)
	if err != nil {
		return nil, err
	}
	return &Analyser{clusters, tagger, names}, nil
}

// Analyse runs all stages over a text. Published is the day against which relative times are reckoned, "" if unknown.
func (a *Analyser) Analyse(s string, published news.Day) *text.Document {
	d := token.Split(s)
	d.Published = published
	quotation.Annotate(d)
	a.Tagger.Annotate(d)
	a.Names.Annotate(d)
	when.Annotate(d)
	return d
}
