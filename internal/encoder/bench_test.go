package encoder

import (
	"fmt"
	"math/rand/v2"
	"testing"
)

// BenchmarkLayer runs the six layers of a small model, as MiniLM has them.
func BenchmarkLayer(b *testing.B) {
	const width, heads, inner = 384, 12, 1536
	var f file
	for i := range 6 {
		newReference(&f, fmt.Sprint("layer.", i), uint64(i), width, heads, inner)
	}
	tensors := mustDecode(b, &f)
	var layers []*Layer
	for i := range 6 {
		layers = append(layers, mustLayer(b, tensors, fmt.Sprint("layer.", i), width, heads, inner))
	}
	for _, rows := range []int{20, 100, 256, 320} {
		b.Run(fmt.Sprint("rows=", rows), func(b *testing.B) {
			x := single(normal(rand.New(rand.NewPCG(1, 1)), rows*width, 1))
			var s Scratch
			for b.Loop() {
				for _, layer := range layers {
					layer.Apply(x, rows, &s)
				}
			}
			b.ReportMetric(float64(rows*b.N)/b.Elapsed().Seconds(), "pieces/s")
		})
	}
}

func BenchmarkLoad(b *testing.B) {
	var f file
	newReference(&f, "a", 1, 384, 12, 1536)
	payload := f.String()
	for b.Loop() {
		tensors, err := DecodeTensors(payload)
		if err != nil {
			b.Fatal(err)
		}
		mustLayer(b, tensors, "a", 384, 12, 1536)
	}
}

func BenchmarkLinear(b *testing.B) {
	const rows, in, out = 256, 384, 1536
	r := rand.New(rand.NewPCG(1, 1))
	var f file
	f.floats("a.weight", normal(r, out*in, 1), out, in)
	f.floats("a.bias", normal(r, out, 1), out)
	l, err := mustDecode(b, &f).Linear("a", in, out)
	if err != nil {
		b.Fatal(err)
	}
	from, to := single(normal(r, rows*in, 1)), make([]float32, rows*out)
	for b.Loop() {
		l.Apply(to, from, rows)
	}
	b.ReportMetric(2*rows*in*out*float64(b.N)/float64(b.Elapsed().Nanoseconds()), "GFLOP/s")
}
