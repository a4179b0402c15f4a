package train

import (
	"path/filepath"
	"strings"

	"gainsay/internal/analysis/token"
	"gainsay/internal/corpus"
	"gainsay/internal/text"
)

// silverArticle is an article of PolNeAR cut into our tokens, each with the CoreNLP tokens that it covers.
type silverArticle struct {
	document *text.Document
	covered  [][]corpus.SilverToken // nil for a token that has no whole CoreNLP token in it
}

// readSilver reads one split of the silver corpus and lays its tokens over ours.
func readSilver(corpora, split string) ([]silverArticle, error) {
	articles, err := corpus.ReadPolNeAR(corpora, split)
	if err != nil {
		return nil, err
	}
	silver, err := corpus.ReadSilver(SilverFile(corpora, split))
	if err != nil {
		return nil, err
	}
	texts := make(map[string]string, len(articles))
	for _, a := range articles {
		texts[a.ID] = a.Text
	}
	var out []silverArticle
	for _, s := range silver {
		if source, ok := texts[s.ID]; ok {
			out = append(out, overlay(token.Split(source), s))
		}
	}
	return out, nil
}

// SilverFile is the path of one split of the silver corpus.
func SilverFile(corpora, split string) string {
	return filepath.Join(corpora, "polnear-silver", split+".tsv.gz")
}

// overlay gives each token of d the silver tokens that lie wholly inside it.
func overlay(d *text.Document, silver corpus.SilverDocument) silverArticle {
	a := silverArticle{document: d, covered: make([][]corpus.SilverToken, len(d.Tokens))}
	var all []corpus.SilverToken
	for _, sentence := range silver.Sentences {
		all = append(all, sentence...)
	}
	point, at, next := 0, 0, 0 // code point and byte offset reached in the text; silver token
	advance := func(to int) int {
		for at < to {
			if d.Text[at]&0xC0 != 0x80 {
				point++
			}
			at++
		}
		return point
	}
	for i, t := range d.Tokens {
		start := advance(t.Span.Start)
		end := advance(t.Span.End)
		for next < len(all) && all[next].Start < start {
			next++
		}
		for next < len(all) && all[next].End <= end {
			a.covered[i] = append(a.covered[i], all[next])
			next++
		}
		if n := len(a.covered[i]); n > 0 && (a.covered[i][0].Start != start || a.covered[i][n-1].End != end) {
			a.covered[i] = nil
		}
	}
	return a
}

// tag is the part of speech of our token i, "" where CoreNLP does not tell.
func (a silverArticle) tag(i int) string {
	covered := a.covered[i]
	switch {
	case len(covered) == 0:
		return ""
	case len(covered) == 1:
		return asEWT(covered[0])
	}
	if word := a.document.Word(i); strings.ContainsAny(word, "$£€%") {
		return "CD"
	}
	return ""
}

// asEWT is CoreNLP's tag in the manner of the English Web Treebank, which keeps TO for the infinitive and ":" for colons.
func asEWT(t corpus.SilverToken) string {
	switch {
	case t.Tag == "TO" && t.Relation == "case":
		return "IN"
	case t.Tag == ":" && t.Form != ":":
		return ","
	}
	return t.Tag
}
