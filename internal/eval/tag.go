package eval

import (
	"gainsay/internal/analysis/tag"
	"gainsay/internal/analysis/token"
	"gainsay/internal/corpus"
	"gainsay/internal/text"
)

// Accuracy counts right decisions.
type Accuracy struct{ Right, All int }

// Share is the share of right ones, 0 where there are none.
func (a Accuracy) Share() float64 {
	if a.All == 0 {
		return 0
	}
	return float64(a.Right) / float64(a.All)
}

// TagFigures is how well a tagger does on a treebank.
type TagFigures struct {
	Gold Accuracy // the treebank's own tokens
	Raw  Accuracy // our tokens of its raw text, as far as they are tokens of the treebank
}

// Tags measures the tagger on treebank documents. Raw text is read a sentence at a time.
func Tags(tagger *tag.Tagger, documents []corpus.UDDocument) TagFigures {
	var figures TagFigures
	for _, d := range documents {
		for _, s := range d.Sentences {
			words := make([]string, len(s.Tokens))
			for i, t := range s.Tokens {
				words[i] = t.Form
			}
			for i, label := range tagger.Words(words) {
				figures.Gold.count(label == s.Tokens[i].Tag)
			}
			raw := token.Split(s.Text)
			tagger.Annotate(raw)
			figures.Raw.add(rawTags(raw, s))
		}
	}
	return figures
}

func (a *Accuracy) count(right bool) {
	a.All++
	if right {
		a.Right++
	}
}

func (a *Accuracy) add(b Accuracy) { a.Right, a.All = a.Right+b.Right, a.All+b.All }

// rawTags compares the tags of those of our tokens that the treebank has too.
func rawTags(d *text.Document, gold corpus.UDSentence) Accuracy {
	tags := make(map[[2]int]string, len(d.Tokens))
	for _, t := range d.Tokens {
		tags[[2]int{t.Span.Start, t.Span.End}] = t.Tag
	}
	var a Accuracy
	at := 0
	for _, t := range gold.Tokens {
		for at < len(gold.Text) && (gold.Text[at] == ' ') {
			at++
		}
		end := at + len(t.Form)
		if end > len(gold.Text) || gold.Text[at:end] != t.Form {
			return a // a form that is not written as it stands in the text
		}
		if label, ok := tags[[2]int{at, end}]; ok {
			a.count(label == t.Tag)
		}
		at = end
	}
	return a
}
