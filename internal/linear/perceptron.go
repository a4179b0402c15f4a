package linear

// Perceptron is the averaged multiclass perceptron (Freund and Schapire 1999; Collins 2002) in training. It is meant for many
// labels: a feature holds weights only for the labels that it was ever right or wrong about. A feature counts only once it
// has taken part in a number of corrections, which keeps the model small (Goldberg and Elhadad 2011).
type Perceptron struct {
	labels   int
	least    int32 // corrections before a feature counts
	rows     map[Feature]int32
	features []Feature
	weights  [][]averaged
	updates  []int32
	step     int32
}

// averaged is one weight and what its average needs.
type averaged struct {
	label  int32
	since  int32 // the step of the last change
	weight float32
	total  float32 // weight summed over the steps before since
}

// NewPerceptron makes one without weights, whose features count from their correction number least on.
func NewPerceptron(labels, least int) *Perceptron {
	return &Perceptron{labels: labels, least: int32(least), rows: make(map[Feature]int32, 1<<20)}
}

// Best is the label with the highest score, the first among equals; scores is overwritten (one a label).
func (p *Perceptron) Best(features []Feature, scores []float32) int {
	clear(scores)
	for _, f := range features {
		if row, ok := p.rows[f]; ok && p.updates[row] >= p.least {
			for _, w := range p.weights[row] {
				scores[w.label] += w.weight
			}
		}
	}
	best := 0
	for y, s := range scores {
		if s > scores[best] {
			best = y
		}
	}
	return best
}

// Update counts one decision and, where it was wrong, moves the weights towards gold and away from guess.
func (p *Perceptron) Update(features []Feature, gold, guess int) {
	p.step++
	if gold == guess {
		return
	}
	for _, f := range features {
		row, ok := p.rows[f]
		if !ok {
			row = int32(len(p.features))
			p.rows[f] = row
			p.features = append(p.features, f)
			p.weights = append(p.weights, nil)
			p.updates = append(p.updates, 0)
		}
		p.updates[row]++
		p.add(row, int32(gold), 1)
		p.add(row, int32(guess), -1)
	}
}

func (p *Perceptron) add(row, label int32, change float32) {
	for i := range p.weights[row] {
		if w := &p.weights[row][i]; w.label == label {
			w.total += w.weight * float32(p.step-w.since)
			w.weight += change
			w.since = p.step
			return
		}
	}
	p.weights[row] = append(p.weights[row], averaged{label: label, since: p.step, weight: change})
}

// Average gives the weights averaged over all decisions, without the features that had too few corrections or whose
// weights all stay below threshold.
func (p *Perceptron) Average(threshold float32) Weights {
	out := Weights{Labels: p.labels}
	row := make([]float32, p.labels)
	for i, f := range p.features {
		if p.updates[i] < p.least {
			continue
		}
		clear(row)
		for _, w := range p.weights[i] {
			row[w.label] = (w.total + w.weight*float32(p.step-w.since)) / float32(max(p.step, 1))
		}
		if largest(row) >= threshold {
			out.Features = append(out.Features, f)
			out.Rows = append(out.Rows, row...)
		}
	}
	return out
}
