package encoder

import (
	"encoding/binary"
	"encoding/json"
	"fmt"
	"math"

	"gainsay/internal/linear"
)

// longestList bounds the list of arrays in a payload, in bytes.
const longestList = 1 << 20

// Tensors are the named arrays of a model file's payload. They lie in the payload's string.
type Tensors struct{ arrays map[string]array }

// array is one of them. An array of one dimension has one row.
type array struct {
	kind          string
	rows, columns int
	scales        string // of an int8 array: four bytes for each row
	data          string
}

// The types of the numbers of an array.
const (
	int8s    = "int8"
	float16s = "float16"
	float32s = "float32"
)

// sizes are the bytes of one number.
var sizes = map[string]int{int8s: 1, float16s: 2, float32s: 4}

// DecodeTensors reads a payload without copying its arrays. Any error is linear.ErrDamaged, which errors.Is finds: the
// lengths do not agree, a name stands twice, or a number is not finite.
func DecodeTensors(payload string) (Tensors, error) {
	arrays, err := decode(payload)
	if err != nil {
		return Tensors{}, fmt.Errorf("arrays: %w (%v)", linear.ErrDamaged, err)
	}
	return Tensors{arrays}, nil
}

func decode(payload string) (map[string]array, error) {
	if len(payload) < 4 {
		return nil, fmt.Errorf("no list of arrays")
	}
	length := uint64(binary.LittleEndian.Uint32([]byte(payload[:4])))
	if payload = payload[4:]; length > min(longestList, uint64(len(payload))) {
		return nil, fmt.Errorf("a list of %d bytes", length)
	}
	var list []struct {
		Name  string `json:"name"`
		Type  string `json:"type"`
		Shape []int  `json:"shape"`
	}
	if err := json.Unmarshal([]byte(payload[:length]), &list); err != nil {
		return nil, err
	}
	payload = payload[length:]
	arrays := make(map[string]array, len(list))
	for _, entry := range list {
		if _, twice := arrays[entry.Name]; twice {
			return nil, fmt.Errorf("array %q stands twice", entry.Name)
		}
		a, rest, err := take(payload, entry.Type, entry.Shape)
		if err != nil {
			return nil, fmt.Errorf("array %q: %w", entry.Name, err)
		}
		arrays[entry.Name], payload = a, rest
	}
	if len(payload) > 0 {
		return nil, fmt.Errorf("%d bytes after the last array", len(payload))
	}
	return arrays, nil
}

// take cuts an array off the start of the data.
func take(data, kind string, shape []int) (a array, rest string, err error) {
	size := sizes[kind]
	if size == 0 || len(shape) != 2 && (len(shape) != 1 || kind == int8s) {
		return a, "", fmt.Errorf("%q numbers in %d dimensions", kind, len(shape))
	}
	a = array{kind: kind, rows: 1, columns: shape[len(shape)-1]}
	if len(shape) == 2 {
		a.rows = shape[0]
	}
	if a.rows < 1 || a.columns < 1 || a.rows > len(data) || a.columns > len(data)/size/a.rows {
		return a, "", fmt.Errorf("shape %v does not fit into %d bytes", shape, len(data))
	}
	if kind == int8s {
		if len(data)/a.rows < 4+a.columns {
			return a, "", fmt.Errorf("shape %v does not fit into %d bytes", shape, len(data))
		}
		a.scales, data = data[:4*a.rows], data[4*a.rows:]
	}
	bytes := a.rows * a.columns * size
	a.data = data[:bytes]
	if !a.isFinite() {
		return a, "", fmt.Errorf("a number is not finite")
	}
	return a, data[bytes:], nil
}

// isFinite tells whether all numbers are.
func (a array) isFinite() bool {
	finite := func(x float32) bool { return x-x == 0 }
	switch a.kind {
	case int8s:
		for row := range a.rows {
			if !finite(127 * float32At(a.scales, row)) {
				return false
			}
		}
	case float32s:
		for i := range len(a.data) / 4 {
			if !finite(float32At(a.data, i)) {
				return false
			}
		}
	case float16s:
		for i := range len(a.data) / 2 {
			if !finite(float16At(a.data, i)) {
				return false
			}
		}
	}
	return true
}

// add adds a row's numbers to those of to.
func (a array) add(to []float32, row int) {
	to = to[:a.columns]
	start := row * a.columns
	switch a.kind {
	case int8s:
		scale := float32At(a.scales, row)
		numbers := a.data[start : start+a.columns]
		for i := range to {
			to[i] += scale * float32(int8(numbers[i]))
		}
	case float32s:
		for i := range to {
			to[i] += float32At(a.data, start+i)
		}
	case float16s:
		for i := range to {
			to[i] += float16At(a.data, start+i)
		}
	}
}

// float32At is the number at an index.
func float32At(data string, index int) float32 {
	b := data[4*index : 4*index+4]
	return math.Float32frombits(uint32(b[0]) | uint32(b[1])<<8 | uint32(b[2])<<16 | uint32(b[3])<<24)
}

// float16At is the number at an index, of half precision: a sign, five bits of exponent, ten of fraction.
func float16At(data string, index int) float32 {
	bits := uint32(data[2*index]) | uint32(data[2*index+1])<<8
	sign, exponent, fraction := bits>>15<<31, bits>>10&31, bits&1023
	switch exponent {
	case 0: // without the leading one: a multiple of 2⁻²⁴
		return math.Float32frombits(sign | math.Float32bits(float32(fraction)/(1<<24)))
	case 31:
		return math.Float32frombits(sign | 255<<23 | fraction<<13)
	}
	return math.Float32frombits(sign | (exponent+127-15)<<23 | fraction<<13)
}

// find gives the array of a name, if it has so many rows and columns; 0 rows stand for any number.
func (t Tensors) find(name string, rows, columns int) (array, error) {
	a, ok := t.arrays[name]
	if !ok {
		return a, fmt.Errorf("array %q: %w (it is missing)", name, linear.ErrDamaged)
	}
	if a.columns != columns || rows > 0 && a.rows != rows {
		return a, fmt.Errorf("array %q: %w (%d×%d numbers, not %d×%d)", name, linear.ErrDamaged, a.rows, a.columns, rows, columns)
	}
	return a, nil
}

// vector gives the numbers of an array of one row.
func (t Tensors) vector(name string, width int) ([]float32, error) {
	a, err := t.find(name, 1, width)
	if err != nil {
		return nil, err
	}
	numbers := make([]float32, width)
	a.add(numbers, 0)
	return numbers, nil
}
