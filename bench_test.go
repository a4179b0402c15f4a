package gainsay

import (
	"strings"
	"testing"

	"gainsay/samples"
)

// BenchmarkRead takes the sample articles down the whole line on one core, raw bytes to record line.
func BenchmarkRead(b *testing.B) {
	reader := newTestReader(b)
	files, err := samples.All()
	if err != nil {
		b.Fatal(err)
	}
	tokens := 0
	for _, file := range files {
		record, err := reader.Read(b.Context(), Source{Raw: file.Content})
		if err != nil {
			b.Fatal(err)
		}
		tokens += len(reader.analyser.Analyse(record.Article.Text, "").Tokens)
	}
	for b.Loop() {
		for _, file := range files {
			record, err := reader.Read(b.Context(), Source{Raw: file.Content})
			if err != nil {
				b.Fatal(err)
			}
			if _, err := Encode(&record); err != nil {
				b.Fatal(err)
			}
		}
	}
	b.ReportMetric(float64(tokens*b.N)/b.Elapsed().Seconds(), "tokens/s")
}

// BenchmarkReadText is the same for literal text, without finding the article first.
func BenchmarkReadText(b *testing.B) {
	reader := newTestReader(b)
	files, err := samples.All()
	if err != nil {
		b.Fatal(err)
	}
	var all strings.Builder
	for _, file := range files {
		record, err := reader.Read(b.Context(), Source{Raw: file.Content})
		if err != nil {
			b.Fatal(err)
		}
		all.WriteString(record.Article.Text + "\n\n")
	}
	source := Source{Raw: []byte(all.String()), Format: Literal}
	tokens := len(reader.analyser.Analyse(all.String(), "").Tokens)
	for b.Loop() {
		record, err := reader.Read(b.Context(), source)
		if err != nil {
			b.Fatal(err)
		}
		if _, err := Encode(&record); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(tokens*b.N)/b.Elapsed().Seconds(), "tokens/s")
}
