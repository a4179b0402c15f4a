package stream

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"sync"
)

// Limits bound what a run may use. A zero field means its default.
type Limits struct {
	Workers  int // how many lines are worked on at once; default: one for each core that Go may use
	MaxLine  int // bytes; a longer line is skipped and handed on as TooLong; default 64 MiB
	InFlight int // bytes of lines read but not yet written; at least MaxLine; default 128 MiB
}

func (l Limits) withDefaults() Limits {
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

// Lines calls work for each line of in that is not blank, as [Ordered] does, and writes each result to out as soon as its
// turn comes. It returns at the end of in, or with the first error of reading, of writing or of ctx; then a read of in that
// was under way may still be. Work cannot fail: what it has to say about a bad line is its result.
func Lines(ctx context.Context, in io.Reader, out io.Writer, limits Limits, work func(context.Context, Line) []byte) error {
	limits = limits.withDefaults()
	held := newBudget(limits.InFlight)
	stop := context.AfterFunc(ctx, held.wake)
	defer stop()
	var readError error // of the reading goroutine; to be looked at only once that has come to its end
	for line, result := range Ordered(ctx, read(ctx, in, limits.MaxLine, held, &readError), limits.Workers, work) {
		if _, err := out.Write(result); err != nil {
			return fmt.Errorf("writing the result of line %d: %w", line.Number, err)
		}
		held.give(len(line.Text))
	}
	if ctx.Err() != nil {
		return context.Cause(ctx)
	}
	return readError
}

// read yields the lines that are not blank, each once the budget has room for it.
func read(ctx context.Context, in io.Reader, maxLine int, held *budget, failed *error) iter.Seq[Line] {
	return func(yield func(Line) bool) {
		reader := bufio.NewReaderSize(in, 64<<10)
		for number := 1; ; number++ {
			line, err := ReadLine(reader, maxLine)
			line.Number = number
			if line.TooLong || len(bytes.TrimSpace(line.Text)) > 0 {
				if !held.take(ctx, len(line.Text)) || !yield(line) {
					return
				}
			}
			if errors.Is(err, io.EOF) {
				return
			}
			if err != nil {
				*failed = fmt.Errorf("reading line %d: %w", number, err)
				return
			}
		}
	}
}

// ReadLine reads up to the next line break, or to the end with io.EOF, without the line's number. What is longer than maxLine bytes is read
// over and not kept.
func ReadLine(reader *bufio.Reader, maxLine int) (Line, error) {
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
	more *sync.Cond
	free int
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
