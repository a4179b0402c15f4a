package stream

import (
	"context"
	"slices"
	"sync/atomic"
	"testing"
	"time"
)

func square(_ context.Context, n int) int {
	time.Sleep(time.Duration(n%3) * 100 * time.Microsecond)
	return n * n
}

func TestOrdered(t *testing.T) {
	items := make([]int, 100)
	for i := range items {
		items[i] = i
	}
	for _, workers := range []int{0, 1, 9} {
		next := 0
		for n, squared := range Ordered(t.Context(), slices.Values(items), workers, square) {
			if n != next || squared != n*n {
				t.Fatalf("with %d workers %d of %d came when it was the turn of %d", workers, squared, n, next)
			}
			next++
		}
		if next != len(items) {
			t.Errorf("with %d workers %d of %d came", workers, next, len(items))
		}
	}
}

func TestOrderedTakesFewBeforeTheirTurn(t *testing.T) {
	var taken atomic.Int64
	endless := func(yield func(int) bool) {
		for yield(int(taken.Load())) {
			taken.Add(1)
		}
	}
	for range Ordered(t.Context(), endless, 2, square) {
		break
	}
	// The goroutine that takes items ends by itself; what it took until then is bounded by the workers and the queue.
	time.Sleep(20 * time.Millisecond)
	if n := taken.Load(); n > 2+4*2+2 {
		t.Errorf("%d were taken", n)
	}
}

func TestOrderedEndsWithItsContext(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	stuck := func(yield func(int) bool) {
		yield(1)
		<-t.Context().Done() // as a terminal where nobody types
	}
	for range Ordered(ctx, stuck, 2, square) {
		cancel()
	}
}
