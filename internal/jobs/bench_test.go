package jobs

import (
	"context"
	"os"
	"testing"
)

// eachDatabase runs a benchmark with SQLite, and with PostgreSQL if there is a server.
func eachDatabase(b *testing.B, benchmark func(b *testing.B, p place)) {
	b.Run("sqlite", func(b *testing.B) { benchmark(b, newPlace(b, false)) })
	b.Run("postgres", func(b *testing.B) {
		if os.Getenv("GAINSAY_TEST_POSTGRES") == "" {
			b.Skip("GAINSAY_TEST_POSTGRES is not set")
		}
		benchmark(b, newPlace(b, true))
	})
}

func reads(n int) []Job {
	out := make([]Job, n)
	for i := range out {
		out[i] = Read{Documents: []int64{int64(i)}}
	}
	return out
}

func BenchmarkInsert(b *testing.B) {
	eachDatabase(b, func(b *testing.B, p place) {
		q := p.queue(b, nil, Options{})
		for b.Loop() {
			insert(b, q, reads(10_000)...)
		}
		b.ReportMetric(float64(10_000*b.N)/b.Elapsed().Seconds(), "jobs/s")
	})
}

// BenchmarkDrain is of jobs that take no time.
func BenchmarkDrain(b *testing.B) {
	const jobs = 2000
	eachDatabase(b, func(b *testing.B, p place) {
		q := p.queue(b, &fake{}, Options{})
		for b.Loop() {
			b.StopTimer()
			insert(b, q, reads(jobs)...)
			b.StartTimer()
			drain(b, q)
		}
		b.ReportMetric(float64(jobs*b.N)/b.Elapsed().Seconds(), "jobs/s")
	})
}

// BenchmarkDrainOne is what one job costs over its work.
func BenchmarkDrainOne(b *testing.B) {
	eachDatabase(b, func(b *testing.B, p place) {
		q := p.queue(b, &fake{}, Options{})
		for b.Loop() {
			insert(b, q, Read{Documents: []int64{1}})
			drain(b, q)
		}
	})
}

func BenchmarkStatus(b *testing.B) {
	eachDatabase(b, func(b *testing.B, p place) {
		q := p.queue(b, nil, Options{})
		insert(b, q, reads(10_000)...)
		for b.Loop() {
			if _, err := q.Status(context.Background()); err != nil {
				b.Fatal(err)
			}
		}
	})
}
