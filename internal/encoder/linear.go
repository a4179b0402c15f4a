package encoder

import "gainsay/internal/encoder/kernel"

// Linear multiplies vectors by a matrix and adds a vector.
type Linear struct {
	in, out int
	matrix  kernel.Matrix
}

// Linear makes a map of vectors of in numbers to such of out numbers from the arrays name.weight, out×in, and name.bias, out.
// Errors: linear.ErrDamaged if one is missing or of another shape.
func (t Tensors) Linear(name string, in, out int) (*Linear, error) {
	weight, err := t.find(name+".weight", out, in)
	if err != nil {
		return nil, err
	}
	bias, err := t.vector(name+".bias", out)
	if err != nil {
		return nil, err
	}
	numbers := make([]float32, out*in)
	for row := range out {
		weight.add(numbers[row*in:], row)
	}
	l := &Linear{in: in, out: out}
	l.matrix.SetTransposed(kernel.Rows{Numbers: numbers, Stride: in}, out, in, bias)
	return l, nil
}

// Apply writes the images of the vectors of from, rows×in, to the vectors of to, rows×out. The two must not overlap.
func (l *Linear) Apply(to, from []float32, rows int) {
	l.matrix.Multiply(kernel.Rows{Numbers: to, Stride: l.out}, kernel.Rows{Numbers: from, Stride: l.in}, rows)
}

// epsilon keeps the norm of a vector whose numbers are all the same finite.
const epsilon = 1e-12

// Norm brings vectors to mean 0 and variance 1, and multiplies and shifts each coordinate by a number of its own.
type Norm struct{ gain, bias []float32 }

// Norm makes a layer norm from the arrays name.weight and name.bias of so many numbers. Errors: linear.ErrDamaged if one is
// missing or of another shape.
func (t Tensors) Norm(name string, width int) (*Norm, error) {
	gain, err := t.vector(name+".weight", width)
	if err != nil {
		return nil, err
	}
	bias, err := t.vector(name+".bias", width)
	if err != nil {
		return nil, err
	}
	return &Norm{gain, bias}, nil
}

// Apply normalises the vectors of x, rows×width, in place.
func (n *Norm) Apply(x []float32, rows int) {
	width := len(n.gain)
	for row := range rows {
		kernel.Normalise(x[row*width:][:width], n.gain, n.bias, epsilon)
	}
}

// Table holds vectors to look up. It reads them where they lie in the payload.
type Table struct{ array array }

// Table makes a table of the array of this name, each row of so many numbers. Errors: linear.ErrDamaged if it is missing or
// of another width.
func (t Tensors) Table(name string, width int) (*Table, error) {
	a, err := t.find(name, 0, width)
	if err != nil {
		return nil, err
	}
	return &Table{a}, nil
}

// Rows is the number of vectors.
func (t *Table) Rows() int { return t.array.rows }

// Add adds a row, from 0 to Rows()-1, to the first numbers of to.
func (t *Table) Add(to []float32, row int) { t.array.add(to, row) }
