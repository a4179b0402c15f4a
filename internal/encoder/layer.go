package encoder

import (
	"fmt"
	"math"

	"gainsay/internal/encoder/kernel"
)

// Layer is a layer of a transformer's encoder: each vector of a sequence attends to all, and is then changed by itself. After
// each of the two steps the vectors are added to what they were and normalised.
type Layer struct {
	width, heads, inner int
	qkv, attended       *Linear
	attendedNorm        *Norm
	widen, narrow       *Linear
	narrowNorm          *Norm
}

// Layer makes a layer for vectors of width numbers from the arrays that [Tensors.Linear] and [Tensors.Norm] find under
// name.qkv (width to 3·width: query, key and value, and in each the heads one after the other), name.attended (width to
// width), name.attended.norm, name.inner (width to inner), name.outer (inner to width) and name.outer.norm. Errors:
// linear.ErrDamaged if one is missing or of another shape. It panics if width is no multiple of heads.
func (t Tensors) Layer(name string, width, heads, inner int) (*Layer, error) {
	if width%heads != 0 {
		panic(fmt.Sprintf("encoder: %d heads in vectors of %d numbers", heads, width))
	}
	l := &Layer{width: width, heads: heads, inner: inner}
	var err error
	for _, part := range []struct {
		name    string
		in, out int
		to      **Linear
	}{{"qkv", width, 3 * width, &l.qkv}, {"attended", width, width, &l.attended}, {"inner", width, inner, &l.widen}, {"outer", inner, width, &l.narrow}} {
		if *part.to, err = t.Linear(name+"."+part.name, part.in, part.out); err != nil {
			return nil, err
		}
	}
	if l.attendedNorm, err = t.Norm(name+".attended.norm", width); err != nil {
		return nil, err
	}
	if l.narrowNorm, err = t.Norm(name+".outer.norm", width); err != nil {
		return nil, err
	}
	return l, nil
}

// Scratch holds the buffers of one reading, which grow to what its longest sequence needs. The zero value is ready. It is not
// safe for concurrent use.
type Scratch struct {
	qkv          []float32 // query, key and value of each vector
	keys, values kernel.Matrix
	scores       []float32 // of a few queries with all keys
	context      []float32 // what each vector saw
	inner        []float32 // of a few vectors
	outer        []float32 // of a few vectors
}

// atOnce is about how many vectors go through the steps between two products together, so that what one step wrote is still
// in the cache for the next; queriesAtOnce is the same for the scores of a head.
const (
	atOnce        = 96
	queriesAtOnce = 48
)

// Apply changes the vectors of x, rows×width, in place. They are one sequence and attend to each other.
func (l *Layer) Apply(x []float32, rows int, s *Scratch) {
	if rows == 0 {
		return
	}
	x = x[:rows*l.width]
	s.qkv = kernel.Grow(s.qkv, 3*len(x))
	s.context = kernel.Grow(s.context, len(x))
	block := kernel.Block(rows, atOnce)
	s.inner = kernel.Grow(s.inner, block*l.inner)
	s.outer = kernel.Grow(s.outer, block*l.width)
	l.qkv.Apply(s.qkv, x, rows)
	for head := range l.heads {
		l.attend(head, rows, s)
	}
	for first := 0; first < rows; first += block {
		count := min(block, rows-first)
		x, outer := x[first*l.width:][:count*l.width], s.outer[:count*l.width]
		l.attended.Apply(outer, s.context[first*l.width:], count)
		kernel.Add(x, outer)
		l.attendedNorm.Apply(x, count)
		inner := s.inner[:count*l.inner]
		l.widen.Apply(inner, x, count)
		kernel.GELU(inner)
		l.narrow.Apply(outer, inner, count)
		kernel.Add(x, outer)
		l.narrowNorm.Apply(x, count)
	}
}

// attend writes what one head saw to its columns of the context.
func (l *Layer) attend(head, rows int, s *Scratch) {
	size := l.width / l.heads
	from := func(part int) kernel.Rows {
		return kernel.Rows{Numbers: s.qkv[part*l.width+head*size:], Stride: 3 * l.width}
	}
	queries := from(0)
	s.keys.SetTransposed(from(1), rows, size, nil)
	s.values.Set(from(2), rows, size)
	scores := kernel.Rows{Stride: kernel.Padded(rows)}
	block := kernel.Block(rows, queriesAtOnce)
	s.scores = kernel.Grow(s.scores, block*scores.Stride)
	scores.Numbers = s.scores
	context := kernel.Rows{Numbers: s.context[head*size:], Stride: l.width}
	scale := float32(1 / math.Sqrt(float64(size)))
	for first := 0; first < rows; first += block {
		count := min(block, rows-first)
		s.keys.Multiply(scores, queries.From(first), count)
		for row := range count {
			kernel.Softmax(scores.From(row).Numbers, rows, scale)
		}
		s.values.Multiply(context.From(first), scores, count)
	}
}
