package eval

import (
	"strings"

	"gainsay/internal/analysis/entity"
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
