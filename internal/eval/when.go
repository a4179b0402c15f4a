package eval

import (
	"context"
	"fmt"
	"io"

	"gainsay/internal/corpus"
	"gainsay/internal/text"
	"gainsay/news"
)

// When prints how well analyse finds and values the times of the TimeML documents under dir, in the manner of TempEval-3:
// strict (same extent), relaxed (sharing a byte, paired one to one in text order), type and value (of the relaxed pairs, over
// all predicted and all gold). Counts are pooled over the documents.
func When(ctx context.Context, dir string, analyse func(text string, published news.Day) *text.Document, w io.Writer) error {
	paths, err := corpus.TimeMLFiles(dir)
	if err != nil {
		return err
	}
	var c timeCounts
	for _, path := range paths {
		if err := ctx.Err(); err != nil {
			return err
		}
		gold, err := corpus.ReadTimeML(path)
		if err != nil {
			return err
		}
		c.add(gold.Times, analyse(gold.Text, gold.Published).Times)
	}
	_, err = fmt.Fprintf(w, "TIMEX3       P     R     F1   (%d documents)\n%s%s%s%s", len(paths),
		c.line("strict", c.strict), c.line("relaxed", c.relaxed), c.line("type", c.kind), c.line("value", c.value))
	if err != nil {
		return fmt.Errorf("eval: %w", err)
	}
	return nil
}

// timeCounts are the counts of one evaluation: times in the gold and in the prediction, and of them those that agree.
type timeCounts struct{ gold, predicted, strict, relaxed, kind, value int }

// add counts one document. Both lists are in text order and neither overlaps itself, so that pairing each gold time with the
// first unpaired one that overlaps it is a maximum matching.
func (c *timeCounts) add(gold, predicted []news.Time) {
	c.gold += len(gold)
	c.predicted += len(predicted)
	next := 0
	for _, g := range gold {
		for next < len(predicted) && predicted[next].Span.End <= g.Span.Start {
			next++
		}
		if next == len(predicted) {
			return
		}
		p := predicted[next]
		if !p.Span.Overlaps(g.Span) {
			continue
		}
		next++
		c.relaxed++
		if p.Span == g.Span {
			c.strict++
		}
		if p.Type == g.Type {
			c.kind++
		}
		if p.Value == g.Value {
			c.value++
		}
	}
}

func (c *timeCounts) line(name string, right int) string {
	p, r := share(right, c.predicted), share(right, c.gold)
	f := 0.0
	if p+r > 0 {
		f = 2 * p * r / (p + r)
	}
	return fmt.Sprintf("  %-8s %5.1f %5.1f %5.1f   (pred %d gold %d)\n", name, p, r, f, c.predicted, c.gold)
}

// share is part of whole in per cent, 0 of nothing.
func share(part, whole int) float64 {
	if whole == 0 {
		return 0
	}
	return 100 * float64(part) / float64(whole)
}
