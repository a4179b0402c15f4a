package link

import (
	"fmt"
	"testing"

	"gainsay/news"
)

// BenchmarkAdd links a hundred documents when so many are known: time, the rows and bytes that a document changes, and what it asks
// of the memory must not grow with their number. Cold, a new process links each document; warm, one links
// them all.
func BenchmarkAdd(b *testing.B) {
	const measured = 100
	for _, known := range []int{100, 1000, 10_000} {
		p := newPress(11)
		memory := newShelf()
		l := New(memory)
		for i := range known {
			add(b, l, int64(i+1), p.next())
			memory.write(l.Changes())
		}
		var next [measured]*news.Record
		for i := range next {
			next[i] = p.next()
		}
		for _, cold := range []bool{false, true} {
			b.Run(fmt.Sprintf("known=%d/cold=%v", known, cold), func(b *testing.B) {
				var all shelf
				for b.Loop() {
					b.StopTimer()
					after := memory.clone()
					l := New(after)
					b.StartTimer()
					for i, rec := range next {
						if cold && i > 0 {
							l = New(after)
						}
						add(b, l, int64(known+i+1), rec)
						after.write(l.Changes())
					}
					all.loads, all.asked, all.written, all.size = all.loads+after.loads, all.asked+after.asked, all.written+after.written, all.size+after.size
				}
				documents := float64(b.N * measured)
				b.ReportMetric(float64(b.Elapsed().Microseconds())/documents, "µs/document")
				b.ReportMetric(float64(all.written)/documents, "rows/document")
				b.ReportMetric(float64(all.size)/documents, "bytes/document")
				b.ReportMetric(float64(all.loads)/documents, "loads/document")
				b.ReportMetric(float64(all.asked)/documents, "asked/document")
			})
		}
	}
}
