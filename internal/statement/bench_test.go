package statement_test

import (
	"strings"
	"testing"

	"gainsay/internal/analysis"
	"gainsay/internal/statement"
	"gainsay/internal/text"
	"gainsay/models"
)

// benchmarkText is a made-up report in several paragraphs, many times over.
func benchmarkText() string {
	return strings.Repeat("The Harbour Ministry on Monday rejected claims that its inspectors had opened the lower gates before the flood.\n"+
		"“Nobody touched the gates,” spokeswoman Ana Reyl told reporters. “The log shows that they were shut from Friday on.”\n"+
		"Engineers in the valley said the water rose by two metres within an hour, according to a report that the river commission published last week.\n"+
		"The old town lies below the dam, and its market square was under water until the evening. Shops stayed shut and trains were stopped.\n", 20)
}

func loaded(b *testing.B) (*statement.Reader, *text.Document) {
	b.Helper()
	set := models.Embedded()
	analyser, err := analysis.Load(set)
	if err != nil {
		b.Fatal(err)
	}
	reader, err := statement.Load(set.Model(models.Spotter), set.Model(models.Relater), analyser.Clusters)
	if err != nil {
		b.Fatal(err)
	}
	return reader, analyser.Analyse(benchmarkText(), "2024-05-07")
}

// BenchmarkRead is the two attribution models alone.
func BenchmarkRead(b *testing.B) {
	reader, d := loaded(b)
	for b.Loop() {
		reader.Read(d)
	}
	b.ReportMetric(float64(len(d.Tokens)*b.N)/b.Elapsed().Seconds(), "tokens/s")
}

// BenchmarkArticle is all that is read of an analysed article: attributions, chains, speakers, days, acts, channels.
func BenchmarkArticle(b *testing.B) {
	reader, d := loaded(b)
	title := &text.Document{}
	for b.Loop() {
		reader.Article(title, d)
	}
	b.ReportMetric(float64(len(d.Tokens)*b.N)/b.Elapsed().Seconds(), "tokens/s")
}
