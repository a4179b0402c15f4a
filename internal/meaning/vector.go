package meaning

import "math"

// Vector is the place of a text among others: of length 1, or zero for a text that says nothing.
type Vector [Dimensions]float32

// Likeness is the cosine of two vectors, from -1 to 1. Headlines and the claims that they are about have 0.65 in the middle and
// one in ten less than 0.4; of pairs drawn at random one in fifteen has more than 0.3 and one in a hundred more than 0.5. That
// of a zero vector and any other is 0.
func (v *Vector) Likeness(w *Vector) float64 {
	var sum float32
	for i, x := range v {
		sum += x * w[i]
	}
	return float64(sum)
}

// unit brings a sum to length 1.
func (v *Vector) unit() {
	square := 0.0
	for _, x := range v {
		square += float64(x) * float64(x)
	}
	if square == 0 || math.IsInf(square, 0) {
		*v = Vector{}
		return
	}
	scale := float32(1 / math.Sqrt(square))
	for i := range v {
		v[i] *= scale
	}
}

// Text is the vector of a running text.
func (t *Table) Text(text string) (v Vector) {
	t.pieces.EachWord(text, func(pieces []int32) { t.addAll(&v, pieces) })
	v.unit()
	return v
}

// Words is the vector of a list of words, in any order and as they are written.
func (t *Table) Words(words []string) (v Vector) {
	for _, word := range words {
		t.pieces.EachWord(word, func(pieces []int32) { t.addAll(&v, pieces) })
	}
	v.unit()
	return v
}

func (t *Table) addAll(sum *Vector, pieces []int32) {
	for _, number := range pieces {
		t.addRow(sum, int(number))
	}
}

// Likeness is that of the vectors of two texts.
func (t *Table) Likeness(a, b string) float64 {
	v, w := t.Text(a), t.Text(b)
	return v.Likeness(&w)
}

// unknownRarity is that of a word of which the table knows nothing: a name or a number, most likely.
const unknownRarity = 7

// Rarity is how rare a word is: -log10 of its share of running English, from about 1 ("the") to 9. A word in several pieces is
// as rare as its rarest piece and a step more for each further one. It serves as the weight of a word that two texts share
// (an inverse frequency).
func (t *Table) Rarity(word string) float64 {
	rarity, known := 0.0, false
	t.pieces.EachWord(word, func(pieces []int32) {
		for i, number := range pieces {
			rarity = max(rarity, t.rarity(int(number)))
			if i > 0 {
				rarity += pieceStep
			}
		}
		known = true
	})
	if !known {
		return unknownRarity
	}
	return min(rarity, mostRare)
}

// pieceStep is how much rarer a word is than its rarest piece for each piece that it has besides; mostRare bounds it.
const (
	pieceStep = 0.3
	mostRare  = 9
)
