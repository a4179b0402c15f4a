package eval

import (
	"context"
	"fmt"
	"io"
	"math"
	"path/filepath"
	"strings"

	"gainsay/internal/analysis"
	"gainsay/internal/analysis/entity"
	"gainsay/internal/analysis/tag"
	"gainsay/internal/corpus"
	"gainsay/internal/train"
	"gainsay/models"
)

// Spans counts names: gold, predicted, and right in extent and kind.
type Spans struct{ Gold, Predicted, Right int }

// Precision is the share of predicted names that are right.
func (s Spans) Precision() float64 { return Accuracy{s.Right, s.Predicted}.Share() }

// Recall is the share of gold names that are found.
func (s Spans) Recall() float64 { return Accuracy{s.Right, s.Gold}.Share() }

// F1 is their harmonic mean.
func (s Spans) F1() float64 { return Boundaries{s.Gold, s.Predicted, s.Right}.F1() }

// Names compares the finder's names with the documents' labels, by kind and ("") over all of the kinds given. Names of
// other kinds are left out on both sides.
func Names(finder *entity.Finder, documents []entity.Document, kinds ...string) map[string]Spans {
	wanted := make(map[string]bool)
	for _, kind := range kinds {
		wanted[kind] = true
	}
	figures := make(map[string]Spans)
	count := func(kind string, gold, predicted, right int) {
		for _, k := range []string{"", kind} {
			f := figures[k]
			f.Gold, f.Predicted, f.Right = f.Gold+gold, f.Predicted+predicted, f.Right+right
			figures[k] = f
		}
	}
	for _, d := range documents {
		for s, predicted := range finder.Label(d) {
			gold := labelledSpans(d.Sentences[s].Labels)
			for _, kind := range gold {
				if wanted[kind] {
					count(kind, 1, 0, 0)
				}
			}
			for span, kind := range labelledSpans(predicted) {
				if !wanted[kind] {
					continue
				}
				right := 0
				if gold[span] == kind {
					right = 1
				}
				count(kind, 0, 1, right)
			}
		}
	}
	return figures
}

// labelledSpans are the names in a row of labels: first word and end, and the kind.
func labelledSpans(labels []string) map[[2]int]string {
	out := make(map[[2]int]string)
	for i := 0; i < len(labels); {
		if labels[i] == "O" {
			i++
			continue
		}
		_, kind, _ := strings.Cut(labels[i], "-")
		end := i + 1
		for end < len(labels) && labels[end] == "I-"+kind {
			end++
		}
		out[[2]int{i, end}] = kind
		i = end
	}
	return out
}

// nameFigures are the figures of one corpus.
type nameFigures struct {
	corpus string
	spans  map[string]Spans
}

// namesFigures measures the names on each of the corpora kept for that.
func namesFigures(corpora string, set models.Set) ([]nameFigures, error) {
	analyser, err := analysis.Load(set)
	if err != nil {
		return nil, err
	}
	var out []nameFigures
	for _, c := range []struct {
		name  string
		kinds []string
		read  func() ([]entity.Document, error)
	}{
		{"UNER EWT dev", []string{"PER", "ORG", "LOC"}, func() ([]entity.Document, error) { return UNER(corpora, analyser.Tagger) }},
		{"re3d, a fifth", []string{"PER", "ORG", "LOC"}, func() ([]entity.Document, error) {
			fifth, _, err := train.Re3d(corpora, analyser.Tagger)
			return fifth, err
		}},
		{"GUM dev, Wikinews", []string{"PER", "ORG", "LOC", "MISC"}, func() ([]entity.Document, error) {
			return train.GUMNews(corpora, "dev", analyser.Tagger)
		}},
		{"CoreNLP on PolNeAR dev", []string{"PER", "ORG", "LOC", "MISC"}, func() ([]entity.Document, error) {
			return train.SilverNames(corpora, "dev", analyser.Tagger, 1)
		}},
	} {
		documents, err := c.read()
		if err != nil {
			return nil, err
		}
		out = append(out, nameFigures{c.name, Names(analyser.Names, documents, c.kinds...)})
	}
	return out, nil
}

// UNER reads the names of the English Web Treebank's development part (Mayhew et al. 2024), as documents.
func UNER(corpora string, tagger *tag.Tagger) ([]entity.Document, error) {
	sentences, err := corpus.ReadIOB(filepath.Join(corpora, "ner", "uner_ewt-dev.iob2.gz"))
	if err != nil {
		return nil, err
	}
	kinds := map[string]string{"PER": "PER", "ORG": "ORG", "LOC": "LOC"}
	var out []entity.Document
	for i, s := range sentences {
		if i == 0 || s.Document != sentences[i-1].Document {
			out = append(out, entity.Document{})
		}
		last := &out[len(out)-1]
		last.Sentences = append(last.Sentences, train.NamedSentence(s, kinds, tagger))
	}
	return out, nil
}

// entities prints the figures of the names.
func entities(_ context.Context, corpora string, set models.Set, w io.Writer) error {
	figures, err := namesFigures(corpora, set)
	if err != nil {
		return err
	}
	for _, f := range figures {
		line := fmt.Sprintf("%-23s", f.corpus)
		for _, kind := range []string{"", "PER", "ORG", "LOC", "MISC"} {
			if s, ok := f.spans[kind]; ok {
				line += fmt.Sprintf("  %s F1 %.1f (P %.1f, R %.1f, %d)", kind, 100*s.F1(), 100*s.Precision(), 100*s.Recall(), s.Gold)
			}
		}
		if _, err := fmt.Fprintln(w, line); err != nil {
			return fmt.Errorf("eval: %w", err)
		}
	}
	return nil
}

// entityScores are the headline figures of the names.
func entityScores(corpora string, set models.Set) (map[string]float64, error) {
	figures, err := namesFigures(corpora, set)
	if err != nil {
		return nil, err
	}
	scores := make(map[string]float64)
	for _, f := range figures {
		scores[f.corpus+" F1"] = math.Round(1000*f.spans[""].F1()) / 10
	}
	return scores, nil
}
