package eval

import (
	"context"
	"fmt"
	"io"

	"gainsay/internal/corpus"
)

// SpeakerFigures is how well the mentions of one speaker are brought together, in B-cubed (Bagga and Baldwin 1998) over the
// statements whose gold source is an entity. A statement without a predicted entity is a cluster of its own.
type SpeakerFigures struct {
	Document BCubed // clusters within each document
	Story    BCubed // clusters over the documents of a story
}

// BCubed is sums of precision and recall over items.
type BCubed struct {
	precision, recall float64
	items             int
}

// Precision is the mean share of an item's predicted cluster that belongs with it.
func (b BCubed) Precision() float64 { return b.mean(b.precision) }

// Recall is the mean share of what belongs with an item that is in its predicted cluster.
func (b BCubed) Recall() float64 { return b.mean(b.recall) }

// F1 is the harmonic mean of the two.
func (b BCubed) F1() float64 {
	p, r := b.Precision(), b.Recall()
	if p+r == 0 {
		return 0
	}
	return 2 * p * r / (p + r)
}

func (b BCubed) mean(sum float64) float64 {
	if b.items == 0 {
		return 0
	}
	return sum / float64(b.items)
}

// add counts the items of one text or story: the gold and the predicted cluster of each.
func (b *BCubed) add(gold, predicted []string) {
	golds, predictions, both := map[string]int{}, map[string]int{}, map[[2]string]int{}
	for i := range gold {
		golds[gold[i]]++
		predictions[predicted[i]]++
		both[[2]string{gold[i], predicted[i]}]++
	}
	for i := range gold {
		right := float64(both[[2]string{gold[i], predicted[i]}])
		b.precision += right / float64(predictions[predicted[i]])
		b.recall += right / float64(golds[gold[i]])
	}
	b.items += len(gold)
}

// join adds the items of another.
func (b *BCubed) join(o BCubed) {
	b.precision, b.recall, b.items = b.precision+o.precision, b.recall+o.recall, b.items+o.items
}

// Speakers measures speakers on stories. Resolve names for each statement of a document, whose gold spans it may see, the
// predicted entity by an id that holds over the story, or "" for none.
func Speakers(ctx context.Context, stories []corpus.Story, resolve func(corpus.StoryDocument, []corpus.StoryStatement) []string) (SpeakerFigures, error) {
	var figures SpeakerFigures
	for _, story := range stories {
		var gold, predicted, goldHere, predictedHere []string
		for _, document := range story.Documents {
			if err := ctx.Err(); err != nil {
				return figures, err
			}
			statements := story.Of(document.ID)
			for i, id := range resolve(document, statements) {
				s := statements[i]
				if s.Entity == "" {
					continue
				}
				if id == "" {
					id = "alone " + document.ID + " " + s.ID
				}
				gold, predicted = append(gold, s.Entity), append(predicted, id)
				goldHere, predictedHere = append(goldHere, document.ID+" "+s.Entity), append(predictedHere, document.ID+" "+id)
			}
		}
		figures.Story.add(gold, predicted)
		figures.Document.add(goldHere, predictedHere)
	}
	return figures, nil
}

// Print writes the figures in per cent.
func (f SpeakerFigures) Print(w io.Writer) error {
	_, err := fmt.Fprintf(w, "SPEAKERS, B-cubed     P     R     F1\n%s%s", f.Document.line("document"), f.Story.line("story"))
	if err != nil {
		return fmt.Errorf("eval: %w", err)
	}
	return nil
}

func (b BCubed) line(name string) string {
	return fmt.Sprintf("  %-17s %5.1f %5.1f %5.1f   (%d statements)\n", name, 100*b.Precision(), 100*b.Recall(), 100*b.F1(), b.items)
}
