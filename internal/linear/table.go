package linear

import (
	"encoding/binary"
	"fmt"
	"math"
	"math/bits"
	"slices"
)

// Layout is how a table keeps the weights of a feature.
type Layout string

// Dense suits few labels: every feature has a weight for each. Sparse suits many: it has (label, weight) pairs.
const (
	Dense  Layout = "dense"
	Sparse Layout = "sparse"
)

// Table maps features to quantised weights. It reads straight from the bytes of the model file, so that loading costs
// nothing and a page that is never looked at is never read. Slots are open-addressed with linear probing; a slot is known by
// 32 bits of the feature's hash, so an unknown feature is mistaken for a known one about once in a thousand million.
type Table struct {
	layout Layout
	labels int
	slots  int
	width  int // bytes a slot
	data   string
	rows   string // Sparse: count, then (label, weight) pairs; the slot holds the offset
}

const fingerprintBytes = 4

func slotWidth(layout Layout, labels int) int {
	if layout == Sparse {
		return fingerprintBytes + 4
	}
	return fingerprintBytes + labels
}

func slotOf(f Feature, slots int) int {
	high, _ := bits.Mul64(f*multiplier, uint64(slots))
	return int(high)
}

// fingerprintOf is never 0, which marks an empty slot.
func fingerprintOf(f Feature) uint32 {
	return uint32(f) | 1
}

func (t *Table) fingerprint(at int) uint32 {
	s := t.data[at : at+4]
	return uint32(s[0]) | uint32(s[1])<<8 | uint32(s[2])<<16 | uint32(s[3])<<24
}

// hasEmptySlot tells whether a search for an unknown feature ever ends. In a table that pack made, an empty slot is soon found.
func (t *Table) hasEmptySlot() bool {
	for at := 0; at < len(t.data); at += t.width {
		if t.fingerprint(at) == 0 {
			return true
		}
	}
	return false
}

// batch is how many look-ups Add starts before it waits for the first: most of its time goes to memory, and look-ups that
// do not depend on each other overlap.
const batch = 16

// Add adds the weights of each feature to sums, one sum a label, in the table's own units (see Header.Scale).
func (t *Table) Add(features []Feature, sums []int32) {
	if t.slots == 0 {
		return
	}
	sums = sums[:t.labels]
	var at [batch]int
	var got [batch]uint32
	for len(features) > 0 {
		n := min(batch, len(features))
		for i, f := range features[:n] {
			at[i] = slotOf(f, t.slots) * t.width
			got[i] = t.fingerprint(at[i])
		}
		for i, f := range features[:n] {
			if got[i] == 0 {
				continue
			}
			if where, ok := t.probe(at[i], got[i], fingerprintOf(f)); ok {
				t.addSlot(where+fingerprintBytes, sums)
			}
		}
		features = features[n:]
	}
}

// probe follows the slots from the one at byte offset at, which holds the fingerprint got, to the one wanted.
func (t *Table) probe(at int, got, want uint32) (where int, ok bool) {
	for got != want {
		if got == 0 {
			return 0, false
		}
		if at += t.width; at == t.slots*t.width {
			at = 0
		}
		got = t.fingerprint(at)
	}
	return at, true
}

func (t *Table) addSlot(at int, sums []int32) {
	if t.layout == Dense {
		row := t.data[at : at+len(sums)]
		for y := range sums {
			sums[y] += int32(int8(row[y]))
		}
		return
	}
	offset := int(t.data[at]) | int(t.data[at+1])<<8 | int(t.data[at+2])<<16 | int(t.data[at+3])<<24
	count := int(t.rows[offset])
	row := t.rows[offset+1 : offset+1+2*count]
	for i := 0; i+1 < len(row); i += 2 {
		sums[row[i]] += int32(int8(row[i+1]))
	}
}

// Weights are the trained weights of a model before they are packed: one row of len(labels) a feature.
type Weights struct {
	Features []Feature
	Rows     []float32 // len(Features) × labels
	Labels   int
}

// Prune keeps the features whose largest absolute weight is at least least.
func (w Weights) Prune(least float32) Weights {
	out := Weights{Labels: w.Labels}
	for i, f := range w.Features {
		row := w.Rows[i*w.Labels : (i+1)*w.Labels]
		if largest(row) >= least {
			out.Features = append(out.Features, f)
			out.Rows = append(out.Rows, row...)
		}
	}
	return out
}

func largest(row []float32) float32 {
	var m float32
	for _, v := range row {
		m = max(m, float32(math.Abs(float64(v))))
	}
	return m
}

// scale is the unit of quantisation: the 99.99th percentile of the rows' largest weights maps to 127, the few above are
// clipped, so that one outlier does not coarsen all the others.
func (w Weights) scale() float32 {
	if len(w.Features) == 0 {
		return 1
	}
	tops := make([]float32, len(w.Features))
	for i := range w.Features {
		tops[i] = largest(w.Rows[i*w.Labels : (i+1)*w.Labels])
	}
	slices.Sort(tops)
	top := tops[int(math.Ceil(0.9999*float64(len(tops)-1)))]
	if top == 0 {
		return 1
	}
	return top / 127
}

func quantise(v, scale float32) int8 {
	return int8(max(-127, min(127, math.RoundToEven(float64(v/scale)))))
}

// load is the share of slots in use: fuller is smaller but takes longer probes.
const load = 0.8

// pack lays the weights out as a table. The same weights always give the same bytes.
func (w Weights) pack(layout Layout) (*Table, float32, error) {
	if w.Labels > 255 {
		return nil, 0, fmt.Errorf("linear: %d labels are more than a table can hold (255)", w.Labels)
	}
	order := make([]int, 0, len(w.Features))
	for i := range w.Features {
		order = append(order, i)
	}
	slices.SortFunc(order, func(a, b int) int {
		switch {
		case w.Features[a] < w.Features[b]:
			return -1
		case w.Features[a] > w.Features[b]:
			return 1
		}
		return 0
	})
	t := &Table{layout: layout, labels: w.Labels, width: slotWidth(layout, w.Labels)}
	t.slots = int(float64(len(order))/load) + 1
	data := make([]byte, t.slots*t.width)
	var rows []byte
	scale := w.scale()
	for _, i := range order {
		f := w.Features[i]
		slot := slotOf(f, t.slots)
		for binary.LittleEndian.Uint32(data[slot*t.width:]) != 0 {
			if slot++; slot == t.slots {
				slot = 0
			}
		}
		at := slot * t.width
		binary.LittleEndian.PutUint32(data[at:], fingerprintOf(f))
		row := w.Rows[i*w.Labels : (i+1)*w.Labels]
		if layout == Dense {
			for y, v := range row {
				data[at+fingerprintBytes+y] = byte(quantise(v, scale))
			}
			continue
		}
		binary.LittleEndian.PutUint32(data[at+fingerprintBytes:], uint32(len(rows)))
		count := len(rows)
		rows = append(rows, 0)
		for y, v := range row {
			if q := quantise(v, scale); q != 0 {
				rows = append(rows, byte(y), byte(q))
				rows[count]++
			}
		}
	}
	t.data, t.rows = string(data), string(rows)
	return t, scale, nil
}
