// Package stream turns a stream of lines into a stream of lines on all cores: in come lines of any length from a reader,
// out goes what a function makes of each, in the order of the input, while only a bounded part of the stream is held in
// memory. It imports the standard library only.
package stream

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"runtime"
	"sync"
)

// Limits bound what a run may use. A zero field means its default.
type Limits struct {
	Workers  int // how many lines are worked on at once; default: one for each core that Go may use
	MaxLine  int // bytes; a longer line is skipped and handed on as TooLong; default 64 MiB
	InFlight int // bytes of lines read but not yet written; at least MaxLine; default 128 MiB
}

func (l Limits) withDefaults() Limits {
	if l.Workers <= 0 {
		l.Workers = runtime.GOMAXPROCS(0)
	}
	if l.MaxLine <= 0 {
		l.MaxLine = 64 << 20
	}
	if l.InFlight <= 0 {
		l.InFlight = 128 << 20
	}
	l.InFlight = max(l.InFlight, l.MaxLine)
	return l
}

// Line is one line of input without its line break.
type Line struct {
	Number  int // from 1, blank lines counted
	Text    []byte
	TooLong bool // longer than Limits.MaxLine; Text is empty
}

// job is a line on its way: made is closed when result stands.
type job struct {
	line   Line
	result []byte
	made   chan struct{}
}

// Map calls work for each line of in that is not blank, on several goroutines at once, and writes the results to out in
// input order. It returns at the end of in, or with the first error of reading, of writing or of ctx; work cannot fail: what
// it has to say about a bad line is its result.
func Map(ctx context.Context, in io.Reader, out io.Writer, limits Limits, work func(context.Context, Line) []byte) error {
	limits = limits.withDefaults()
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)

	todo := make(chan *job)
	order := make(chan *job, 4*limits.Workers)
	held := newBudget(limits.InFlight)
	stop := context.AfterFunc(ctx, held.wake)
	defer stop()

	var workers sync.WaitGroup
	for range limits.Workers {
		workers.Go(func() {
			for j := range todo {
				j.result = work(ctx, j.line)
				close(j.made)
			}
		})
	}
	var reading sync.WaitGroup
	reading.Go(func() {
		defer close(order)
		defer close(todo)
		if err := feed(ctx, in, limits.MaxLine, held, todo, order); err != nil {
			cancel(err)
		}
	})

	err := drain(ctx, out, held, order)
	if err != nil {
		cancel(err)
		for range order { // until the reading side has noticed
		}
	}
	workers.Wait()
	reading.Wait()
	if err == nil {
		err = context.Cause(ctx)
	}
	return err
}

// feed reads lines and hands each to the workers and, in order, to the writer.
func feed(ctx context.Context, in io.Reader, maxLine int, held *budget, todo, order chan<- *job) error {
	reader := bufio.NewReaderSize(in, 64<<10)
	for number := 1; ; number++ {
		line, err := readLine(reader, maxLine)
		line.Number = number
		if line.TooLong || len(bytes.TrimSpace(line.Text)) > 0 {
			j := &job{line: line, made: make(chan struct{})}
			if !held.take(ctx, len(line.Text)) {
				return context.Cause(ctx)
			}
			for _, to := range []chan<- *job{order, todo} {
				select {
				case to <- j:
				case <-ctx.Done():
					return context.Cause(ctx)
				}
			}
		}
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return fmt.Errorf("reading line %d: %w", number, err)
		}
	}
}

// drain writes results in input order.
func drain(ctx context.Context, out io.Writer, held *budget, order <-chan *job) error {
	writer := bufio.NewWriterSize(out, 64<<10)
	for j := range order {
		select {
		case <-j.made:
		case <-ctx.Done():
			return errors.Join(context.Cause(ctx), writer.Flush())
		}
		if _, err := writer.Write(j.result); err != nil {
			return fmt.Errorf("writing the result of line %d: %w", j.line.Number, err)
		}
		held.give(len(j.line.Text))
		if len(order) == 0 { // whoever reads the other end of a pipe should not wait for a full buffer
			if err := writer.Flush(); err != nil {
				return fmt.Errorf("writing the result of line %d: %w", j.line.Number, err)
			}
		}
	}
	return writer.Flush()
}

// readLine reads up to the next line break, or to the end with io.EOF. What passes maxLine is read over and not kept.
func readLine(reader *bufio.Reader, maxLine int) (Line, error) {
	var line Line
	for {
		part, err := reader.ReadSlice('\n')
		part = bytes.TrimSuffix(part, []byte("\n"))
		if len(line.Text)+len(part) > maxLine {
			line.TooLong, line.Text = true, nil
		}
		if !line.TooLong {
			line.Text = append(line.Text, part...)
		}
		if !errors.Is(err, bufio.ErrBufferFull) {
			return line, err
		}
	}
}

// budget is how many bytes of lines may be held at once.
type budget struct {
	mu   sync.Mutex
	free int
	more *sync.Cond
}

func newBudget(size int) *budget {
	b := &budget{free: size}
	b.more = sync.NewCond(&b.mu)
	return b
}

// take waits until n bytes are free; it is false if ctx ends first. n may not be greater than the whole budget.
func (b *budget) take(ctx context.Context, n int) bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	for b.free < n && ctx.Err() == nil {
		b.more.Wait()
	}
	b.free -= n
	return ctx.Err() == nil
}

func (b *budget) give(n int) {
	b.mu.Lock()
	b.free += n
	b.mu.Unlock()
	b.more.Signal()
}

// wake lets a waiting take look at its context.
func (b *budget) wake() {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.more.Broadcast()
}
