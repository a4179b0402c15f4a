package kernel

// panel is how many columns of a matrix lie together: the columns that a tile is wide, or half of them.
const panel = 16

// cached is how many numbers of the left-hand matrix and of the product are made in one go down the panels: they and a few
// panels are to stay in a second-level cache of a megabyte.
const cached = 160 << 10

// Rows are the rows of a matrix in a slice that may hold other things between them.
type Rows struct {
	Numbers []float32
	Stride  int // from the start of one row to that of the next
}

// From gives the rows from the given one on.
func (r Rows) From(row int) Rows { return Rows{r.Numbers[row*r.Stride:], r.Stride} }

// Matrix is a matrix, and a number for each column, ready to be multiplied with. Its columns lie in panels of 16, and those
// row by row. The zero value is empty; a Matrix that nobody sets any more is safe for concurrent use.
type Matrix struct {
	depth, columns int
	panels         []float32
	bias           []float32
}

// SetTransposed fills the matrix with depth rows of count columns, of which column i is row i of from. Bias is what
// products add to each column, or nil. Count and depth are positive.
func (m *Matrix) SetTransposed(from Rows, count, depth int, bias []float32) {
	m.resize(depth, count, bias)
	from.Numbers = from.Numbers[:(count-1)*from.Stride+depth] // the assembly checks no bounds
	for first := 0; first < count; first += panel {
		transpose(m.panels[first*depth:][:panel*depth], from.From(first), min(panel, count-first), depth)
	}
}

// transpose writes count rows, at most 16, as the columns of a panel: square by square, and what is left number by number.
func transpose(to []float32, from Rows, count, depth int) {
	wide, deep := 0, 0
	if level >= avx2 {
		wide, deep = wholes(count), wholes(depth)
	}
	for row := range wide / vector {
		for i := 0; i < deep; i += vector {
			transpose8(&to[i*panel+row*vector], panel, &from.Numbers[row*vector*from.Stride+i], from.Stride)
		}
	}
	for row := range count {
		start := 0
		if row < wide {
			start = deep
		}
		for i := start; i < depth; i++ {
			to[i*panel+row] = from.Numbers[row*from.Stride+i]
		}
	}
}

// Set fills the matrix with the first count columns of depth rows. Count and depth are positive.
func (m *Matrix) Set(from Rows, depth, count int) {
	m.resize(depth, count, nil)
	for first := 0; first < count; first += panel {
		to := m.panels[first*depth:]
		across := min(panel, count-first)
		for i := range depth {
			row := from.Numbers[i*from.Stride+first:]
			if across == panel { // no call for 64 bytes
				*(*[panel]float32)(to[i*panel:]) = *(*[panel]float32)(row)
				continue
			}
			copy(to[i*panel:i*panel+across], row)
		}
	}
}

// resize makes room for a matrix; the columns that fill up the last panel are zero.
func (m *Matrix) resize(depth, columns int, bias []float32) {
	m.depth, m.columns = depth, columns
	padded := (columns + panel - 1) / panel * panel
	m.panels = Grow(m.panels, padded*depth)
	if padded != columns {
		clear(m.panels[(padded-panel)*depth:])
	}
	m.bias = Grow(m.bias, padded)
	clear(m.bias[copy(m.bias, bias):])
}

// Grow gives a slice of the length, in the memory of s if that is enough. It may hold anything.
func Grow(s []float32, length int) []float32 {
	if cap(s) < length {
		return make([]float32, length)
	}
	return s[:length]
}

// Multiply writes to the first rows of to those of from times the matrix plus its bias. The two must not overlap.
func (m *Matrix) Multiply(to, from Rows, rows int) {
	if rows == 0 || m.columns == 0 {
		return
	}
	to.Numbers = to.Numbers[:(rows-1)*to.Stride+m.columns] // the assembly checks no bounds
	from.Numbers = from.Numbers[:(rows-1)*from.Stride+m.depth]
	block := Block(rows, cached/(m.depth+m.columns))
	for first := 0; first < rows; first += block {
		m.multiply(to.From(first), from.From(first), min(block, rows-first))
	}
}

// Block is how many of rows to take at a time when it should not be many more than most: about the same number each time,
// and such that no tile of the products is cut.
func Block(rows, most int) int {
	blocks := 1 + (rows-1)/max(most, tallest)
	return ((rows-1)/blocks/short + 1) * short
}

// multiply is Multiply for rows that the cache can hold. It takes a panel or two down all rows before the next.
func (m *Matrix) multiply(to, from Rows, rows int) {
	var edge [tallest * widest]float32
	for column := 0; column < m.columns; {
		width := panel
		if level >= avx512 && rows >= short && m.columns-column > panel {
			width = widest
		}
		panels, bias := m.panels[column*m.depth:], m.bias[column:]
		across := min(width, m.columns-column)
		for row := 0; row < rows; {
			height := tileHeight(rows, rows-row, width)
			at := min(row, rows-height) // the last tile may do a few rows again
			row = at + height
			if across == width {
				tile(height, width, m.depth, from.From(at), panels, bias, Rows{to.Numbers[at*to.Stride+column:], to.Stride})
				continue
			}
			tile(height, width, m.depth, from.From(at), panels, bias, Rows{edge[:], width})
			for i := range height {
				copy(to.Numbers[(at+i)*to.Stride+column:][:across], edge[i*width:])
			}
		}
		column += width
	}
}

// The rows and columns of the larger tiles, parts of a product whose sums stay in registers.
const (
	short   = 6
	tallest = 12
	widest  = 2 * panel
)

// tileHeight is the height of the tile to take next in a product of so many rows, of which some are left.
func tileHeight(rows, left, width int) int {
	switch {
	case level < avx2 || rows < short:
		return 1
	case width == widest && rows >= tallest && left > short:
		return tallest
	}
	return short
}

// tile writes the sums of one tile.
func tile(height, width, depth int, from Rows, panels, bias []float32, to Rows) {
	switch {
	case height == tallest:
		tile12x32(depth, &from.Numbers[0], from.Stride, &panels[0], panel*depth, &bias[0], &to.Numbers[0], to.Stride)
	case width == widest:
		tile6x32(depth, &from.Numbers[0], from.Stride, &panels[0], panel*depth, &bias[0], &to.Numbers[0], to.Stride)
	case height == short:
		tile6x16(depth, &from.Numbers[0], from.Stride, &panels[0], 0, &bias[0], &to.Numbers[0], to.Stride)
	case level >= avx2:
		tile1x16(depth, &from.Numbers[0], from.Stride, &panels[0], 0, &bias[0], &to.Numbers[0], to.Stride)
	default:
		portableTile(from.Numbers[:depth], panels, bias, to.Numbers[:panel])
	}
}
