package linear

import (
	"math/rand/v2"
	"testing"
)

// BenchmarkTableAdd adds the weights of a token's features, half of them known, from a table as large as a shipped one.
func BenchmarkTableAdd(b *testing.B) {
	const labels, known, perToken = 7, 1_000_000, 96
	r := rand.New(rand.NewPCG(5, 5))
	w := Weights{Labels: labels}
	for range known {
		w.Features = append(w.Features, r.Uint64())
		for range labels {
			w.Rows = append(w.Rows, float32(r.NormFloat64()))
		}
	}
	table, _, err := w.pack(Dense)
	if err != nil {
		b.Fatal(err)
	}
	tokens := make([][]Feature, 4096)
	for i := range tokens {
		for k := range perToken {
			f := r.Uint64()
			if k%2 == 0 {
				f = w.Features[r.IntN(known)]
			}
			tokens[i] = append(tokens[i], f)
		}
	}
	sums := make([]int32, labels)
	b.ResetTimer()
	for i := range b.N {
		table.Add(tokens[i%len(tokens)], sums)
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/perToken, "ns/feature")
}
