package export

import (
	"io"
	"testing"

	"gainsay/news"
)

// many yields a statement over and over.
func many(entry news.Entry, n int) Entries {
	return func(yield func(news.Entry, error) bool) {
		for range n {
			if !yield(entry, nil) {
				return
			}
		}
	}
}

// BenchmarkEntries tells what one statement costs in the formats that take statements, 1,000 in a file.
func BenchmarkEntries(b *testing.B) {
	entry := sampleEntries(b)[1]
	for _, f := range Formats() {
		if f.Entries == nil {
			continue
		}
		b.Run(f.Name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if err := f.Entries(io.Discard, many(entry, 1000), nil); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// BenchmarkDocuments tells what one document costs in the formats that take documents.
func BenchmarkDocuments(b *testing.B) {
	documents := sampleDocuments(b)[:1]
	for _, f := range Formats() {
		if f.Documents == nil {
			continue
		}
		b.Run(f.Name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if err := f.Documents(io.Discard, items(documents), nil); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
