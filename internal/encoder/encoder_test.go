package encoder

import (
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"strings"
	"sync"
	"testing"

	"gainsay/internal/linear"
)

// entry describes an array in a payload.
type entry struct {
	Name  string `json:"name"`
	Type  string `json:"type"`
	Shape []int  `json:"shape"`
}

// file is a payload in the making.
type file struct {
	list []entry
	data []byte
}

func (f *file) String() string {
	list, err := json.Marshal(f.list)
	if err != nil {
		panic(err)
	}
	return string(binary.LittleEndian.AppendUint32(nil, uint32(len(list)))) + string(list) + string(f.data)
}

// floats adds an array of float32.
func (f *file) floats(name string, numbers []float64, shape ...int) {
	f.list = append(f.list, entry{name, float32s, shape})
	for _, x := range numbers {
		f.data = binary.LittleEndian.AppendUint32(f.data, math.Float32bits(float32(x)))
	}
}

// quantised adds an array of int8, and rounds the numbers to what it says.
func (f *file) quantised(name string, numbers []float64, rows, columns int) {
	f.list = append(f.list, entry{name, int8s, []int{rows, columns}})
	scale := float32(0.001)
	for range rows {
		f.data = binary.LittleEndian.AppendUint32(f.data, math.Float32bits(scale))
	}
	for i, x := range numbers {
		b := int8(max(-127, min(127, math.Round(x/float64(scale)))))
		f.data = append(f.data, byte(b))
		numbers[i] = float64(scale) * float64(b)
	}
}

// normal gives normally distributed numbers.
func normal(r *rand.Rand, count int, deviation float64) []float64 {
	x := make([]float64, count)
	for i := range x {
		x[i] = deviation * r.NormFloat64()
	}
	return x
}

func single(x []float64) []float32 {
	y := make([]float32, len(x))
	for i := range x {
		y[i] = float32(x[i])
	}
	return y
}

func same(t *testing.T, got []float32, want []float64, tolerance float64) {
	t.Helper()
	if len(got) != len(want) {
		t.Fatalf("%d numbers, not %d", len(got), len(want))
	}
	for i := range want {
		if !(math.Abs(float64(got[i])-want[i]) <= tolerance) {
			t.Fatalf("number %d is %v, not %v", i, got[i], want[i])
		}
	}
}

// reference is a layer written down from its definition.
type reference struct {
	width, heads, inner int
	arrays              map[string][]float64
}

// newReference makes a layer of random weights, and the payload that holds it under the name.
func newReference(f *file, name string, seed uint64, width, heads, inner int) reference {
	r := rand.New(rand.NewPCG(seed, 7))
	ref := reference{width, heads, inner, map[string][]float64{}}
	for _, l := range []struct {
		name    string
		out, in int
	}{{"qkv", 3 * width, width}, {"attended", width, width}, {"inner", inner, width}, {"outer", width, inner}} {
		weight, bias := normal(r, l.out*l.in, 0.05), normal(r, l.out, 0.3)
		f.quantised(name+"."+l.name+".weight", weight, l.out, l.in)
		f.floats(name+"."+l.name+".bias", bias, l.out)
		ref.arrays[l.name+".weight"], ref.arrays[l.name+".bias"] = weight, bias
	}
	for _, norm := range []string{"attended.norm", "outer.norm"} {
		gain, bias := normal(r, width, 1), normal(r, width, 0.3)
		f.floats(name+"."+norm+".weight", gain, width)
		f.floats(name+"."+norm+".bias", bias, width)
		ref.arrays[norm+".weight"], ref.arrays[norm+".bias"] = gain, bias
	}
	return ref
}

func (r reference) linear(name string, x []float64) []float64 {
	weight, bias := r.arrays[name+".weight"], r.arrays[name+".bias"]
	out := len(bias)
	in := len(weight) / out
	y := make([]float64, 0, len(x)/in*out)
	for ; len(x) > 0; x = x[in:] {
		for i := range bias {
			sum := bias[i]
			for j, w := range weight[i*in : i*in+in] {
				sum += w * x[j]
			}
			y = append(y, sum)
		}
	}
	return y
}

// norm is that of the sum of two lists of vectors.
func (r reference) norm(name string, a, b []float64) []float64 {
	y := make([]float64, len(a))
	width := float64(r.width)
	for start := 0; start < len(a); start += r.width {
		row := y[start : start+r.width]
		var mean, variance float64
		for i := range row {
			row[i] = a[start+i] + b[start+i]
			mean += row[i] / width
		}
		for i := range row {
			variance += (row[i] - mean) * (row[i] - mean) / width
		}
		for i := range row {
			row[i] = (row[i]-mean)/math.Sqrt(variance+1e-12)*r.arrays[name+".weight"][i] + r.arrays[name+".bias"][i]
		}
	}
	return y
}

func (r reference) attention(qkv []float64) []float64 {
	rows, size := len(qkv)/3/r.width, r.width/r.heads
	at := func(part, row, head int) []float64 { return qkv[row*3*r.width+part*r.width+head*size:][:size] }
	context := make([]float64, rows*r.width)
	for head := range r.heads {
		for row := range rows {
			weights, sum := make([]float64, rows), 0.0
			for other := range rows {
				for i, q := range at(0, row, head) {
					weights[other] += q * at(1, other, head)[i] / math.Sqrt(float64(size))
				}
				weights[other] = math.Exp(weights[other])
				sum += weights[other]
			}
			for other := range rows {
				for i, v := range at(2, other, head) {
					context[row*r.width+head*size+i] += weights[other] / sum * v
				}
			}
		}
	}
	return context
}

func (r reference) apply(x []float64) []float64 {
	x = r.norm("attended.norm", x, r.linear("attended", r.attention(r.linear("qkv", x))))
	inner := r.linear("inner", x)
	for i, v := range inner {
		inner[i] = 0.5 * v * (1 + math.Erf(v/math.Sqrt2))
	}
	return r.norm("outer.norm", x, r.linear("outer", inner))
}

// decode reads a payload that must be sound.
func mustDecode(t testing.TB, f *file) Tensors {
	t.Helper()
	tensors, err := DecodeTensors(f.String())
	if err != nil {
		t.Fatal(err)
	}
	return tensors
}

func mustLayer(t testing.TB, tensors Tensors, name string, width, heads, inner int) *Layer {
	t.Helper()
	l, err := tensors.Layer(name, width, heads, inner)
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func TestLayerIsThatOfTheDefinition(t *testing.T) {
	var s Scratch // shared by all, as it would be by texts of many lengths
	for _, shape := range []struct{ width, heads, inner, rows int }{
		{384, 12, 1536, 21}, {192, 6, 384, 150}, {192, 6, 384, 1}, {192, 6, 384, 0}, {192, 6, 384, 5}, {64, 2, 40, 97},
		{36, 3, 50, 14}, {7, 1, 3, 9},
	} {
		t.Run(fmt.Sprint(shape), func(t *testing.T) {
			var f file
			ref := newReference(&f, "a", 3, shape.width, shape.heads, shape.inner)
			layer := mustLayer(t, mustDecode(t, &f), "a", shape.width, shape.heads, shape.inner)
			x := normal(rand.New(rand.NewPCG(1, 1)), shape.rows*shape.width, 1)
			got := single(x)
			layer.Apply(got, shape.rows, &s)
			same(t, got, ref.apply(x), 5e-5)
		})
	}
}

func TestLinearNormTableAreThoseOfTheFile(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	var f file
	weight, bias := normal(r, 7*20, 0.05), normal(r, 7, 1)
	f.quantised("labels.weight", weight, 7, 20)
	f.floats("labels.bias", bias, 7)
	f.floats("norm.weight", bias, 7)
	f.floats("norm.bias", bias, 7)
	words, places := normal(r, 5*20, 0.05), normal(r, 5*20, 1)
	f.quantised("words", words, 5, 20)
	f.floats("places", places, 5, 20)
	f.list = append(f.list, entry{"halves", float16s, []int{2, 4}})
	halves := []float64{1, -2, 65504, 0x1p-14, 0x1p-24, -1023 * 0x1p-24, 0, 0.333251953125}
	for _, bits := range []uint16{0x3c00, 0xc000, 0x7bff, 0x0400, 0x0001, 0x83ff, 0x0000, 0x3555} {
		f.data = binary.LittleEndian.AppendUint16(f.data, bits)
	}
	tensors := mustDecode(t, &f)

	labels, err := tensors.Linear("labels", 20, 7)
	if err != nil {
		t.Fatal(err)
	}
	x := normal(r, 9*20, 1)
	y := make([]float32, 9*7)
	labels.Apply(y, single(x), 9)
	want := reference{arrays: map[string][]float64{"l.weight": weight, "l.bias": bias}}.linear("l", x)
	same(t, y, want, 1e-5)

	norm, err := tensors.Norm("norm", 7)
	if err != nil {
		t.Fatal(err)
	}
	norm.Apply(y, 9)
	same(t, y, reference{width: 7, arrays: map[string][]float64{"n.weight": bias, "n.bias": bias}}.norm("n", want, make([]float64, len(want))), 1e-4)

	for _, table := range []struct {
		name        string
		rows, width int
		numbers     []float64
	}{{"words", 5, 20, words}, {"places", 5, 20, places}, {"halves", 2, 4, halves}} {
		got, err := tensors.Table(table.name, table.width)
		if err != nil || got.Rows() != table.rows {
			t.Fatal(err, got)
		}
		sum := make([]float32, table.width)
		for row := range table.rows {
			clear(sum)
			got.Add(sum, row)
			same(t, sum, table.numbers[row*table.width:][:table.width], 1e-6)
		}
	}
}

func TestMissingAndMisshapenArraysAreErrors(t *testing.T) {
	var f file
	newReference(&f, "a", 3, 8, 2, 5)
	tensors := mustDecode(t, &f)
	_, missing := tensors.Linear("b.qkv", 8, 24)
	_, misshapen := tensors.Linear("a.qkv", 8, 16)
	_, norm := tensors.Norm("a.outer.norm", 9)
	_, table := tensors.Table("a.qkv.weight", 9)
	_, layer := tensors.Layer("a", 8, 2, 6)
	_, none := Tensors{}.Layer("a", 8, 2, 6)
	for i, err := range []error{missing, misshapen, norm, table, layer, none} {
		if !errors.Is(err, linear.ErrDamaged) {
			t.Errorf("error %d is %v", i, err)
		}
	}
}

func TestLongInput(t *testing.T) {
	const rows, width = 2000, 64
	var f file
	ref := newReference(&f, "a", 3, width, 2, 96)
	layer := mustLayer(t, mustDecode(t, &f), "a", width, 2, 96)
	x := normal(rand.New(rand.NewPCG(1, 1)), 10*width, 1)
	long := make([]float64, 0, rows*width)
	for range rows / 10 {
		long = append(long, x...)
	}
	got := single(long)
	layer.Apply(got, rows, new(Scratch))
	want := ref.apply(x) // two hundred copies of all vectors are seen as one of each
	for start := 0; start < len(got); start += len(x) {
		same(t, got[start:start+len(x)], want, 1e-4)
	}
}

func TestConcurrentReadingsDoNotDisturbEachOther(t *testing.T) {
	const rows, width = 90, 192
	var f file
	newReference(&f, "a", 3, width, 6, 384)
	layer := mustLayer(t, mustDecode(t, &f), "a", width, 6, 384)
	read := func(seed uint64) []float32 {
		x := single(normal(rand.New(rand.NewPCG(seed, 1)), rows*width, 1))
		var s Scratch
		for range 5 {
			layer.Apply(x, rows, &s)
		}
		return x
	}
	var alone, together [8][]float32
	for i := range alone {
		alone[i] = read(uint64(i))
	}
	var group sync.WaitGroup
	for i := range together {
		group.Go(func() { together[i] = read(uint64(i)) })
	}
	group.Wait()
	for i := range alone {
		for j, want := range alone[i] {
			if together[i][j] != want {
				t.Fatalf("reading %d differs at %d", i, j)
			}
		}
	}
}

// raw is a payload of a list as it is written and data.
func raw(list, data string) string {
	return string(binary.LittleEndian.AppendUint32(nil, uint32(len(list)))) + list + data
}

func TestDamagedPayloadsAreErrors(t *testing.T) {
	nan, zeros := "\x00\x00\xc0\x7f", strings.Repeat("\x00", 64)
	for name, payload := range map[string]string{
		"empty":              "",
		"short":              "\x00\x00\x00",
		"no list":            "\x02\x00\x00\x00[",
		"a list of 4 GB":     "\xff\xff\xff\xff[]",
		"no JSON":            raw("[{", ""),
		"no list in JSON":    raw(`{"name":"a"}`, ""),
		"no name's array":    raw(`[{}]`, ""),
		"unknown type":       raw(`[{"name":"a","type":"int4","shape":[2]}]`, zeros[:8]),
		"no shape":           raw(`[{"name":"a","type":"float32"}]`, ""),
		"three dimensions":   raw(`[{"name":"a","type":"float32","shape":[1,1,1]}]`, zeros[:4]),
		"int8 vector":        raw(`[{"name":"a","type":"int8","shape":[4]}]`, zeros[:8]),
		"negative":           raw(`[{"name":"a","type":"float32","shape":[-1,-1]}]`, zeros[:4]),
		"zero":               raw(`[{"name":"a","type":"float32","shape":[0]}]`, ""),
		"overflow":           raw(`[{"name":"a","type":"float32","shape":[4294967296,4294967296]}]`, zeros[:4]),
		"not an integer":     raw(`[{"name":"a","type":"float32","shape":[1.5]}]`, zeros[:4]),
		"beyond 64 bits":     raw(`[{"name":"a","type":"float32","shape":[18446744073709551617]}]`, zeros[:4]),
		"too little":         raw(`[{"name":"a","type":"float32","shape":[2]}]`, zeros[:7]),
		"too little of int8": raw(`[{"name":"a","type":"int8","shape":[2,3]}]`, zeros[:13]),
		"no room for scales": raw(`[{"name":"a","type":"int8","shape":[8,1]}]`, zeros[:8]),
		"too much":           raw(`[{"name":"a","type":"float32","shape":[2]}]`, zeros[:9]),
		"twice":              raw(`[{"name":"a","type":"float32","shape":[1]},{"name":"a","type":"float32","shape":[1]}]`, zeros[:8]),
		"not a number":       raw(`[{"name":"a","type":"float32","shape":[1]}]`, nan),
		"infinite half":      raw(`[{"name":"a","type":"float16","shape":[1]}]`, "\x00\x7c"),
		"scale":              raw(`[{"name":"a","type":"int8","shape":[1,1]}]`, nan+"\x01"),
		"scale too large":    raw(`[{"name":"a","type":"int8","shape":[1,1]}]`, "\xff\xff\x7f\x7f\x01"),
	} {
		if _, err := DecodeTensors(payload); !errors.Is(err, linear.ErrDamaged) {
			t.Errorf("%s: the error is %v", name, err)
		}
	}
	if _, err := DecodeTensors(raw("[]", "")); err != nil {
		t.Errorf("no arrays: %v", err)
	}
}

func FuzzDecodeTensors(f *testing.F) {
	var sound file
	newReference(&sound, "a", 3, 4, 2, 3)
	f.Add(sound.String())
	f.Add(raw(`[{"name":"a.qkv.weight","type":"float16","shape":[12,4]}]`, strings.Repeat("\x00\x3c", 48)))
	f.Add(raw("[]", ""))
	f.Fuzz(func(t *testing.T, payload string) {
		tensors, err := DecodeTensors(payload)
		if err != nil {
			if !errors.Is(err, linear.ErrDamaged) {
				t.Fatal(err)
			}
			return
		}
		if layer, err := tensors.Layer("a", 4, 2, 3); err == nil {
			layer.Apply(make([]float32, 5*4), 5, new(Scratch))
		}
		if table, err := tensors.Table("a", 2); err == nil {
			table.Add(make([]float32, 2), table.Rows()-1)
		}
	})
}
