package stream

import (
	"context"
	"iter"
	"runtime"
	"sync"
)

// Ordered calls work for each item, on several goroutines at once, and yields the items with their results in the order of
// the items; workers at most 0 means one for each core that Go may use. At most 5 items a worker are taken before their turn
// to be yielded comes. It ends early, without waiting for what still runs, when ctx ends or the loop over it is left.
func Ordered[T, R any](ctx context.Context, items iter.Seq[T], workers int, work func(context.Context, T) R) iter.Seq2[T, R] {
	type job struct {
		item   T
		result R
		made   chan struct{} // closed when result stands
	}
	if workers <= 0 {
		workers = runtime.GOMAXPROCS(0)
	}
	return func(yield func(T, R) bool) {
		ctx, cancel := context.WithCancel(ctx)
		defer cancel()
		todo := make(chan *job)
		order := make(chan *job, 4*workers)
		var running sync.WaitGroup
		for range workers {
			running.Go(func() {
				for j := range todo {
					j.result = work(ctx, j.item)
					close(j.made)
				}
			})
		}
		go func() {
			defer close(order)
			defer close(todo)
			for item := range items {
				j := &job{item: item, made: make(chan struct{})}
				for _, to := range []chan<- *job{order, todo} {
					select {
					case to <- j:
					case <-ctx.Done():
						return
					}
				}
			}
		}()
		for {
			var j *job
			select {
			case next, more := <-order:
				if !more {
					return
				}
				j = next
			case <-ctx.Done():
				return
			}
			select {
			case <-j.made:
			case <-ctx.Done():
				return
			}
			if !yield(j.item, j.result) {
				return
			}
		}
	}
}
