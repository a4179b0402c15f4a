package eval

import (
	"fmt"
	"io"
	"slices"
	"unicode"

	"gainsay/internal/corpus"
	"gainsay/news"
)

// AttributionFigures is how well attributions are read, by the definitions of the contract's scorer: a relation is found
// where its cue and its source each share a character with the gold ones and the characters of its content have a Dice
// coefficient of at least 0.5; strict asks for all three to be equal but for punctuation at their ends.
type AttributionFigures struct {
	Full, CueContent, Strict PRF
	Source, Cue, Content     PRF               // spans, equal but for punctuation at their ends
	Forms                    map[news.Form]PRF // of Full
	Curve                    []OperatingPoint  // of Full, from the most confident statement down
	Reliability              Reliability       // of the confidence, by Full
}

// OperatingPoint is precision and recall over the statements that are at least so confident.
type OperatingPoint struct{ Confidence, Precision, Recall float64 }

// PRF counts right ones, predicted ones and gold ones. For a form, what is right is counted on either side.
type PRF struct{ RightPredicted, Predicted, RightGold, Gold int }

// Precision is the share of the predicted that is right.
func (f PRF) Precision() float64 { return ratio(f.RightPredicted, f.Predicted) }

// Recall is the share of the gold that was found.
func (f PRF) Recall() float64 { return ratio(f.RightGold, f.Gold) }

// F1 is the harmonic mean of the two.
func (f PRF) F1() float64 {
	p, r := f.Precision(), f.Recall()
	if p+r == 0 {
		return 0
	}
	return 2 * p * r / (p + r)
}

func ratio(part, all int) float64 {
	if all == 0 {
		return 0
	}
	return float64(part) / float64(all)
}

func (f *PRF) add(right, predicted, gold int) {
	f.RightPredicted += right
	f.RightGold += right
	f.Predicted += predicted
	f.Gold += gold
}

// Attributions reads each article and compares. Statements of the title and those inside others are left out, because the
// corpus annotates neither.
func Attributions(articles []corpus.AttributedArticle, read func(a corpus.AttributedArticle) []news.Statement) AttributionFigures {
	figures := AttributionFigures{Forms: map[news.Form]PRF{}}
	var found []graded
	for _, a := range articles {
		quoted := quotedBytes(a.Text)
		var gold, predicted []attribution
		for _, g := range a.Attributions {
			gold = append(gold, newAttribution(a.Text, quoted, g.Source, g.Cue, g.Content, 1))
		}
		for _, s := range read(a) {
			if s.Part == news.InTitle || s.Parent != "" {
				continue
			}
			var source, cue []news.Span
			if s.Source != nil {
				source = s.Source.Spans
			}
			if s.Cue != nil {
				cue = s.Cue.Spans
			}
			predicted = append(predicted, newAttribution(a.Text, quoted, source, cue, s.Content, s.Confidence))
		}
		found = append(found, figures.count(gold, predicted)...)
	}
	figures.Curve = curve(found, figures.Full.Gold)
	figures.Reliability = reliability(found)
	return figures
}

// graded is one predicted statement: how sure, and whether it is right.
type graded struct {
	confidence float64
	right      bool
}

func (f *AttributionFigures) count(gold, predicted []attribution) []graded {
	for r, figure := range []*PRF{&f.Source, &f.Cue, &f.Content} {
		right, g, p := sameSpans(gold, predicted, r)
		figure.add(right, p, g)
	}
	touching := func(g, p attribution, roles ...int) bool {
		for _, r := range roles {
			if !touch(g.roles[r].all, p.roles[r].all) {
				return false
			}
		}
		return dice(g.roles[contentOf].all, p.roles[contentOf].all) >= 0.5
	}
	full := match(gold, predicted, func(g, p attribution) bool { return touching(g, p, sourceOf, cueOf) })
	f.Full.add(len(full), len(predicted), len(gold))
	f.CueContent.add(len(match(gold, predicted, func(g, p attribution) bool { return touching(g, p, cueOf) })), len(predicted), len(gold))
	f.Strict.add(len(match(gold, predicted, func(g, p attribution) bool {
		return slices.Equal(g.roles[0].core, p.roles[0].core) && slices.Equal(g.roles[1].core, p.roles[1].core) && slices.Equal(g.roles[2].core, p.roles[2].core)
	})), len(predicted), len(gold))
	for _, g := range gold {
		form := f.Forms[g.form]
		form.Gold++
		f.Forms[g.form] = form
	}
	list := make([]graded, len(predicted))
	for i, p := range predicted {
		form := f.Forms[p.form]
		form.Predicted++
		list[i].confidence = p.confidence
		if _, ok := full[i]; ok {
			form.RightPredicted++
			list[i].right = true
		}
		f.Forms[p.form] = form
	}
	for _, g := range full {
		form := f.Forms[gold[g].form]
		form.RightGold++
		f.Forms[gold[g].form] = form
	}
	return list
}

func curve(found []graded, gold int) []OperatingPoint {
	slices.SortStableFunc(found, func(a, b graded) int {
		switch {
		case a.confidence > b.confidence:
			return -1
		case a.confidence < b.confidence:
			return 1
		}
		return 0
	})
	var points []OperatingPoint
	right := 0
	for i, g := range found {
		if g.right {
			right++
		}
		if i+1 == len(found) || found[i+1].confidence < g.confidence {
			points = append(points, OperatingPoint{g.confidence, ratio(right, i+1), ratio(right, gold)})
		}
	}
	return points
}

// RecallAt is the highest recall that some confidence gives at no less than the precision, and that confidence.
func (f AttributionFigures) RecallAt(precision float64) (best OperatingPoint) {
	for _, p := range f.Curve {
		if p.Precision >= precision && p.Recall > best.Recall {
			best = p
		}
	}
	return best
}

// Print writes the figures in percent.
func (f AttributionFigures) Print(w io.Writer) error {
	rows := []struct {
		name string
		PRF
	}{{"full", f.Full}, {"cue+content", f.CueContent}, {"strict", f.Strict}, {"source exact~", f.Source}, {"cue exact~", f.Cue},
		{"content exact~", f.Content}, {"direct", f.Forms[news.Direct]}, {"mixed", f.Forms[news.Mixed]}, {"indirect", f.Forms[news.Indirect]}}
	out := "ATTRIBUTIONS         P     R     F1\n"
	for _, r := range rows {
		out += fmt.Sprintf("  %-15s %5.1f %5.1f %5.1f   (predicted %d, gold %d)\n", r.name, 100*r.Precision(), 100*r.Recall(), 100*r.F1(), r.Predicted, r.Gold)
	}
	out += "FULL RELATIONS BY CONFIDENCE\n"
	for _, least := range []float64{0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99} {
		var at OperatingPoint
		for _, p := range f.Curve {
			if p.Confidence >= least {
				at = p
			}
		}
		out += fmt.Sprintf("  at least %.2f    %5.1f %5.1f\n", least, 100*at.Precision, 100*at.Recall)
	}
	for _, precision := range []float64{0.8, 0.85, 0.9} {
		best := f.RecallAt(precision)
		out += fmt.Sprintf("  recall at %.0f %% precision: %.1f %% (confidence %.3f)\n", 100*precision, 100*best.Recall, best.Confidence)
	}
	if _, err := io.WriteString(w, out+f.Reliability.String()); err != nil {
		return fmt.Errorf("eval: %w", err)
	}
	return nil
}

// The roles of an attribution, as indices.
const (
	sourceOf = iota
	cueOf
	contentOf
)

// attribution is one attribution in positions: the byte offsets of all its characters that are not white space.
type attribution struct {
	roles      [3]positions
	form       news.Form
	confidence float64
}

// positions are sorted; core leaves out what is neither letter nor digit at the ends.
type positions struct{ all, core []int }

func newAttribution(text string, quoted []bool, source, cue, content []news.Span, confidence float64) attribution {
	a := attribution{confidence: confidence}
	for r, spans := range [][]news.Span{source, cue, content} {
		a.roles[r] = positionsOf(text, spans)
	}
	in, out := 0, 0
	for _, at := range a.roles[contentOf].all {
		switch {
		case !wordAt(text, at):
		case quoted[at]:
			in++
		default:
			out++
		}
	}
	switch {
	case in == 0:
		a.form = news.Indirect
	case float64(in) >= 0.99*float64(in+out):
		a.form = news.Direct
	default:
		a.form = news.Mixed
	}
	return a
}

func positionsOf(text string, spans []news.Span) positions {
	var p positions
	first, last := -1, -1
	for _, s := range spans {
		for at, c := range s.In(text) {
			if unicode.IsSpace(c) {
				continue
			}
			p.all = append(p.all, s.Start+at)
			if unicode.IsLetter(c) || unicode.IsNumber(c) {
				if first < 0 {
					first = len(p.all) - 1
				}
				last = len(p.all) - 1
			}
		}
	}
	p.core = p.all
	if first >= 0 {
		p.core = p.all[first : last+1]
	}
	return p
}

func wordAt(text string, at int) bool {
	for _, c := range text[at:] {
		return unicode.IsLetter(c) || unicode.IsNumber(c)
	}
	return false
}

// shared counts the positions in both lists.
func shared(a, b []int) int {
	count := 0
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch {
		case a[i] < b[j]:
			i++
		case a[i] > b[j]:
			j++
		default:
			count, i, j = count+1, i+1, j+1
		}
	}
	return count
}

func touch(a, b []int) bool { return len(a) == 0 && len(b) == 0 || shared(a, b) > 0 }

func dice(a, b []int) float64 {
	if len(a)+len(b) == 0 {
		return 1
	}
	return 2 * float64(shared(a, b)) / float64(len(a)+len(b))
}

// sameSpans counts spans of a role that stand in both lists, each as often as in the list where it is rarer.
func sameSpans(gold, predicted []attribution, r int) (right, golds, predictions int) {
	counts := map[string]int{}
	key := func(a attribution) string { return fmt.Sprint(a.roles[r].core) }
	for _, g := range gold {
		if len(g.roles[r].all) > 0 {
			golds++
			counts[key(g)]++
		}
	}
	for _, p := range predicted {
		if len(p.roles[r].all) == 0 {
			continue
		}
		predictions++
		if counts[key(p)] > 0 {
			counts[key(p)]--
			right++
		}
	}
	return right, golds, predictions
}

// match pairs gold and predicted attributions one to one, as many as can be (augmenting paths); predicted → gold.
func match(gold, predicted []attribution, fits func(g, p attribution) bool) map[int]int {
	pairs := map[int]int{}
	edges := make([][]int, len(gold))
	for i, g := range gold {
		for j, p := range predicted {
			if fits(g, p) {
				edges[i] = append(edges[i], j)
			}
		}
	}
	var augment func(i int, seen map[int]bool) bool
	augment = func(i int, seen map[int]bool) bool {
		for _, j := range edges[i] {
			if seen[j] {
				continue
			}
			seen[j] = true
			if other, taken := pairs[j]; !taken || augment(other, seen) {
				pairs[j] = i
				return true
			}
		}
		return false
	}
	for i := range gold {
		augment(i, map[int]bool{})
	}
	return pairs
}
