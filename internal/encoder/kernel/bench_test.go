package kernel

import (
	"fmt"
	"testing"
)

func BenchmarkMultiply(b *testing.B) {
	for _, s := range [][3]int{{256, 384, 1152}, {256, 384, 384}, {72, 384, 1536}, {72, 1536, 384}, {48, 32, 256}, {48, 256, 32}} {
		rows, depth, columns := s[0], s[1], s[2]
		for _, level := range levels() {
			b.Run(fmt.Sprintf("%dx%dx%d/level=%d", rows, depth, columns, level), func(b *testing.B) {
				defer lower(level)()
				from, to := Rows{numbers(1, rows*depth), depth}, Rows{make([]float32, rows*columns), columns}
				var m Matrix
				m.Set(Rows{numbers(2, depth*columns), columns}, depth, columns)
				for b.Loop() {
					m.Multiply(to, from, rows)
				}
				b.ReportMetric(2*float64(rows*depth*columns)*float64(b.N)/float64(b.Elapsed().Nanoseconds()), "GFLOP/s")
			})
		}
	}
}

func BenchmarkGELU(b *testing.B) {
	x := numbers(1, 1536)
	for b.Loop() {
		GELU(x)
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*len(x)), "ns/number")
}

func BenchmarkSoftmax(b *testing.B) {
	x := numbers(1, 256)
	for b.Loop() {
		Softmax(x, len(x), 0.17)
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*len(x)), "ns/number")
}
