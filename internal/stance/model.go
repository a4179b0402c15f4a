package stance

import (
	"fmt"
	"math"

	"gainsay/internal/linear"
	"gainsay/internal/meaning"
)

// Stage is the name of the model.
const Stage = "stance"

// Side is what a text does with a claim.
type Side int

// The sides.
const (
	For       Side   = iota // says that it is so
	Against                 // says that it is not so, or that it is not to be believed
	Observing               // tells of it without taking a side
	Sides     = iota        // how many there are
)

var names = [Sides]string{"for", "against", "observing"}

// String is the side's name in Emergent.
func (s Side) String() string { return names[s] }

// ParseSide is the side of a name.
func ParseSide(name string) (side Side, ok bool) {
	for s, n := range names {
		if n == name {
			return Side(s), true
		}
	}
	return For, false
}

// Odds are the probabilities of the sides; they sum to 1.
type Odds [Sides]float64

// Side is the likeliest.
func (o Odds) Side() Side {
	best := For
	for s := range o {
		if o[s] > o[best] {
			best = Side(s)
		}
	}
	return best
}

// Denying is the probability that a text which takes a side is against the claim. Where it is known that somebody asserts
// something ("she said that …"), this tells P from not-P.
func (o Odds) Denying() float64 { return o[Against] / (o[For] + o[Against]) }

// Model judges texts. It is safe for concurrent use.
type Model struct {
	Reader
	weights *linear.Model
}

// NewModel puts a trained model to use. The table must be the one that it was trained with.
func NewModel(table *meaning.Table, weights *linear.Model) *Model {
	return &Model{NewReader(table), weights}
}

// Load reads the model file. Errors: those of linear.Decode; ErrNotFitted also where the table is another than the model was
// trained with.
func Load(data string, table *meaning.Table) (*Model, error) {
	weights, err := linear.Decode(data, Stage, probe(NewReader(table)))
	if err != nil {
		return nil, err
	}
	if len(weights.Header.Labels) != Sides || weights.Header.Classes != 1 {
		return nil, fmt.Errorf("model %s: %w (it has %d labels)", Stage, linear.ErrDamaged, len(weights.Header.Labels))
	}
	return NewModel(table, weights), nil
}

// Judge tells which side a text takes on a claim. Both must have been read by this model's Reader.
func (m *Model) Judge(claim, text *Text) Odds {
	var sums [Sides]int32
	m.weights.Table.Add(featuresOf(claim, text), sums[:])
	start := m.weights.Transitions[Sides*Sides:] // how frequent each side is
	var odds Odds
	top := math.Inf(-1)
	for s, sum := range sums {
		odds[s] = float64(sum)*float64(m.weights.Header.Scale) + float64(start[s])
		top = max(top, odds[s])
	}
	total := 0.0
	for s := range odds {
		odds[s] = math.Exp(odds[s] - top)
		total += odds[s]
	}
	for s := range odds {
		odds[s] /= total
	}
	return odds
}

// probe is the digest of the features of two made-up pairs.
func probe(r Reader) string {
	claim := r.Text("Mayor Ana Reyl will close 3 schools in Port Alder")
	var all []linear.Feature
	for _, text := range []string{
		"Reyl denies report that she plans to shut \"three\" schools: 'not true', says city hall",
		"Will 4 Alder schools really open? Officials confirm rumour is a hoax",
	} {
		all = append(all, featuresOf(claim, r.Text(text))...)
	}
	return linear.Probe(all)
}
