package recall

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math"
)

// Codec writes the value of a row as bytes and reads it again. The same value is always written as the same bytes.
type Codec[V any] struct {
	Version byte // of the form; a row of another one is refused
	Write   func(w *Writer, v *V)
	Read    func(r *Reader, v *V) // reports what is wrong by the reader
}

// Encode is a value as bytes, the version first.
func (c Codec[V]) Encode(v *V) []byte {
	w := Writer{data: []byte{c.Version}}
	c.Write(&w, v)
	return w.data
}

// Decode reads a value. It takes time and memory by the length of data, whatever that says. The error wraps [ErrMemory].
func (c Codec[V]) Decode(data []byte) (v V, err error) {
	if len(data) == 0 || data[0] != c.Version {
		return v, fmt.Errorf("%w: a row is not of version %d", ErrMemory, c.Version)
	}
	r := Reader{data: data[1:]}
	c.Read(&r, &v)
	if err := r.finish(); err != nil {
		return v, fmt.Errorf("%w: %w", ErrMemory, err)
	}
	return v, nil
}

// Copy is a value as it would be read again: what is not stored is empty, and no byte is shared with the original.
func (c Codec[V]) Copy(v *V) (copied V) {
	var w Writer
	c.Write(&w, v)
	c.Read(&Reader{data: w.data}, &copied)
	return copied
}

// Writer writes the parts of a value one after the other.
type Writer struct{ data []byte }

// Uint writes a number that is small as a rule.
func (w *Writer) Uint(n uint64) { w.data = binary.AppendUvarint(w.data, n) }

// Int writes a number that may be negative.
func (w *Writer) Int(n int) { w.data = binary.AppendVarint(w.data, int64(n)) }

// Length writes how many there are of what follows.
func (w *Writer) Length(n int) { w.Uint(uint64(n)) }

// Flags writes up to eight bits, the first one lowest.
func (w *Writer) Flags(flags ...bool) {
	b := byte(0)
	for i, set := range flags {
		if set {
			b |= 1 << i
		}
	}
	w.data = append(w.data, b)
}

// Hash32 writes a number that may be any.
func (w *Writer) Hash32(n uint32) { w.data = binary.LittleEndian.AppendUint32(w.data, n) }

// Hash64 writes a number that may be any.
func (w *Writer) Hash64(n uint64) { w.data = binary.LittleEndian.AppendUint64(w.data, n) }

// Float32 writes a number to the bit.
func (w *Writer) Float32(f float32) { w.Hash32(math.Float32bits(f)) }

// Float64 writes a number to the bit.
func (w *Writer) Float64(f float64) { w.Hash64(math.Float64bits(f)) }

// String writes a string.
func (w *Writer) String(s string) {
	w.Length(len(s))
	w.data = append(w.data, s...)
}

// Strings writes a list of strings.
func (w *Writer) Strings(list []string) {
	w.Length(len(list))
	for _, s := range list {
		w.String(s)
	}
}

// Numbers writes a list of numbers, in few bytes where each is near the one before.
func (w *Writer) Numbers(list []int32) {
	w.Length(len(list))
	before := 0
	for _, n := range list {
		w.Int(int(n) - before)
		before = int(n)
	}
}

// Rising writes a list of numbers that do not fall.
func (w *Writer) Rising(list []uint32) {
	w.Length(len(list))
	before := uint32(0)
	for _, n := range list {
		w.Uint(uint64(n - before))
		before = n
	}
}

// Reader reads what a [Writer] wrote. After an error it reads zeros; the first error is told by the table.
type Reader struct {
	data []byte
	text string // of data from at on, made when a first string is read
	at   int    // len(data) when text was made
	err  error
}

// ErrRange is a number that cannot be meant.
var ErrRange = errors.New("a number is out of range")

var (
	errShort    = errors.New("it ends too early")
	errTrailing = errors.New("something follows its end")
)

// Fail notes that what was read makes no value.
func (r *Reader) Fail(err error) {
	if r.err == nil {
		r.err = err
	}
	r.data = nil
}

// Failed tells whether reading has failed.
func (r *Reader) Failed() bool { return r.err != nil }

// finish is the first error; bytes that nobody read are one.
func (r *Reader) finish() error {
	if r.err == nil && len(r.data) > 0 {
		return errTrailing
	}
	return r.err
}

// Uint reads a number.
func (r *Reader) Uint() uint64 {
	n, size := binary.Uvarint(r.data)
	if size <= 0 {
		r.Fail(errShort)
		return 0
	}
	r.data = r.data[size:]
	return n
}

// Int reads a number of at most 53 bits and a sign.
func (r *Reader) Int() int {
	n, size := binary.Varint(r.data)
	if size <= 0 {
		r.Fail(errShort)
		return 0
	}
	if n > 1<<53 || n < -1<<53 {
		r.Fail(ErrRange)
		return 0
	}
	r.data = r.data[size:]
	return int(n)
}

// Number reads what was written by [Writer.Int] and has to be a number of something: at least 0, or -1 for none.
func (r *Reader) Number() int32 {
	n := r.Int()
	if n < -1 || n > math.MaxInt32 {
		r.Fail(ErrRange)
		return 0
	}
	return int32(n)
}

// Length reads how many there are of what follows, each of which takes at least one byte.
func (r *Reader) Length() int {
	n := r.Uint()
	if n > uint64(len(r.data)) {
		r.Fail(errShort)
		return 0
	}
	return int(n)
}

// Flags reads eight bits.
func (r *Reader) Flags() (flags [8]bool) {
	if len(r.data) == 0 {
		r.Fail(errShort)
		return flags
	}
	for i := range flags {
		flags[i] = r.data[0]>>i&1 == 1
	}
	r.data = r.data[1:]
	return flags
}

// Hash32 reads a number.
func (r *Reader) Hash32() uint32 {
	if len(r.data) < 4 {
		r.Fail(errShort)
		return 0
	}
	n := binary.LittleEndian.Uint32(r.data)
	r.data = r.data[4:]
	return n
}

// Hash64 reads a number.
func (r *Reader) Hash64() uint64 {
	if len(r.data) < 8 {
		r.Fail(errShort)
		return 0
	}
	n := binary.LittleEndian.Uint64(r.data)
	r.data = r.data[8:]
	return n
}

// Float32 reads a number, which has to be finite.
func (r *Reader) Float32() float32 {
	f := math.Float32frombits(r.Hash32())
	if math.IsNaN(float64(f)) || math.IsInf(float64(f), 0) {
		r.Fail(ErrRange)
		return 0
	}
	return f
}

// Float64 reads a number, which has to be finite.
func (r *Reader) Float64() float64 {
	f := math.Float64frombits(r.Hash64())
	if math.IsNaN(f) || math.IsInf(f, 0) {
		r.Fail(ErrRange)
		return 0
	}
	return f
}

// String reads a string. All strings of a value share their bytes.
func (r *Reader) String() string {
	n := r.Length()
	if n == 0 {
		return ""
	}
	if r.text == "" {
		r.text, r.at = string(r.data), len(r.data)
	}
	from := r.at - len(r.data)
	r.data = r.data[n:]
	return r.text[from : from+n]
}

// Strings reads a list of strings; nil for none.
func (r *Reader) Strings() []string {
	n := r.Length()
	if n == 0 {
		return nil
	}
	list := make([]string, n)
	for i := range list {
		list[i] = r.String()
	}
	return list
}

// Numbers reads a list of numbers of something, of at least 0; nil for none.
func (r *Reader) Numbers() []int32 {
	n := r.Length()
	if n == 0 {
		return nil
	}
	list := make([]int32, n)
	before := 0
	for i := range list {
		before += r.Int()
		if before < 0 || before > math.MaxInt32 {
			r.Fail(ErrRange)
			return nil
		}
		list[i] = int32(before)
	}
	return list
}

// Rising reads a list of numbers that do not fall; nil for none.
func (r *Reader) Rising() []uint32 {
	n := r.Length()
	if n == 0 {
		return nil
	}
	list := make([]uint32, n)
	before := uint64(0)
	for i := range list {
		step := r.Uint()
		if before += step; step > math.MaxUint32 || before > math.MaxUint32 {
			r.Fail(ErrRange)
			return nil
		}
		list[i] = uint32(before)
	}
	return list
}
