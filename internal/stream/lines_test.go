package stream

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"runtime"
	"strings"
	"sync/atomic"
	"testing"
	"time"
)

// upper is work that takes longer for some lines than for the ones after them.
func upper(_ context.Context, line Line) []byte {
	if line.TooLong {
		return fmt.Appendf(nil, "line %d is too long\n", line.Number)
	}
	if line.Number%3 == 1 {
		time.Sleep(time.Millisecond)
	}
	return append(bytes.ToUpper(line.Text), '\n')
}

func TestLinesKeepsInputOrder(t *testing.T) {
	var in, want strings.Builder
	for i := range 500 {
		fmt.Fprintf(&in, "line %d\n", i)
		fmt.Fprintf(&want, "LINE %d\n", i)
	}
	for _, workers := range []int{1, 2, 7} {
		var out strings.Builder
		if err := Lines(t.Context(), strings.NewReader(in.String()), &out, Limits{Workers: workers}, upper); err != nil {
			t.Fatal(err)
		}
		if out.String() != want.String() {
			t.Errorf("with %d workers the results are not the lines in order", workers)
		}
	}
}

func TestLinesOfEveryKind(t *testing.T) {
	for _, test := range []struct{ name, in, want string }{
		{"nothing", "", ""},
		{"no line break at the end", "a\nb", "A\nB\n"},
		{"blank lines", "\n \na\r\n\n", "A\r\n"},
		{"a line that is too long", "a\n" + strings.Repeat("x", 200) + "\nb\n", "A\nline 2 is too long\nB\n"},
		{"the last line is too long", strings.Repeat("x", 200), "line 1 is too long\n"},
		{"a line that just fits", strings.Repeat("x", 100) + "\n", strings.Repeat("X", 100) + "\n"},
	} {
		t.Run(test.name, func(t *testing.T) {
			var out strings.Builder
			if err := Lines(t.Context(), strings.NewReader(test.in), &out, Limits{MaxLine: 100, Workers: 2}, upper); err != nil {
				t.Fatal(err)
			}
			if out.String() != test.want {
				t.Errorf("got %q, want %q", out.String(), test.want)
			}
		})
	}
}

func TestLinesSkipsOverLongLinesOfManyBuffers(t *testing.T) {
	in := io.MultiReader(strings.NewReader("a\n"), io.LimitReader(endless{}, 1<<20), strings.NewReader("\nb\n"))
	var out strings.Builder
	if err := Lines(t.Context(), in, &out, Limits{MaxLine: 1000}, upper); err != nil {
		t.Fatal(err)
	}
	if want := "A\nline 2 is too long\nB\n"; out.String() != want {
		t.Errorf("got %q, want %q", out.String(), want)
	}
}

// endless is a stream of x without a line break.
type endless struct{}

func (endless) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = 'x'
	}
	return len(p), nil
}

func TestLinesHoldsABoundedPart(t *testing.T) {
	const lines, size, inFlight = 2000, 10_000, 50_000
	var read, written atomic.Int64
	in := readerFunc(func(p []byte) (int, error) {
		if read.Load() >= lines*size {
			return 0, io.EOF
		}
		n := copy(p, strings.Repeat("x", size-1)+"\n")
		read.Add(int64(n))
		return n, nil
	})
	out := writerFunc(func(p []byte) (int, error) {
		const buffers = 3 * 64 << 10 // those of the reader and the writer
		if ahead := read.Load() - written.Load(); ahead > inFlight+buffers {
			t.Errorf("%d bytes were read ahead", ahead)
		}
		written.Add(int64(len(p)))
		return len(p), nil
	})
	echo := func(_ context.Context, line Line) []byte { return append(line.Text, '\n') }
	if err := Lines(t.Context(), in, out, Limits{Workers: 2, MaxLine: size, InFlight: inFlight}, echo); err != nil {
		t.Fatal(err)
	}
	if written.Load() != lines*size {
		t.Errorf("%d bytes of %d came out", written.Load(), lines*size)
	}
}

func TestBudgetBounds(t *testing.T) {
	b := newBudget(10)
	if !b.take(t.Context(), 8) {
		t.Fatal("8 of 10 were refused")
	}
	taken := make(chan bool)
	go func() { taken <- b.take(t.Context(), 5) }()
	select {
	case <-taken:
		t.Fatal("5 of the remaining 2 were given")
	case <-time.After(10 * time.Millisecond):
	}
	b.give(8)
	if !<-taken {
		t.Fatal("5 of 10 were refused")
	}
}

type writerFunc func([]byte) (int, error)

func (f writerFunc) Write(p []byte) (int, error) { return f(p) }

type readerFunc func([]byte) (int, error)

func (f readerFunc) Read(p []byte) (int, error) { return f(p) }

func TestLinesStopsOnErrors(t *testing.T) {
	broken := errors.New("broken")
	before := runtime.NumGoroutine()
	many := strings.Repeat("line\n", 100_000)

	err := Lines(t.Context(), strings.NewReader(many), writerFunc(func([]byte) (int, error) { return 0, broken }), Limits{}, upper)
	if !errors.Is(err, broken) {
		t.Errorf("writing: got %v", err)
	}
	in := io.MultiReader(strings.NewReader("a\n"), readerFunc(func([]byte) (int, error) { return 0, broken }))
	if err := Lines(t.Context(), in, io.Discard, Limits{}, upper); !errors.Is(err, broken) {
		t.Errorf("reading: got %v", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	work := func(ctx context.Context, line Line) []byte {
		if line.Number == 10 {
			cancel()
		}
		return upper(ctx, line)
	}
	if err := Lines(ctx, strings.NewReader(many), io.Discard, Limits{}, work); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: got %v", err)
	}
	for range 100 {
		if runtime.NumGoroutine() <= before {
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
	t.Errorf("%d goroutines before, %d after", before, runtime.NumGoroutine())
}

func BenchmarkLines(b *testing.B) {
	in := strings.Repeat(strings.Repeat("x", 4000)+"\n", 200)
	b.SetBytes(int64(len(in)))
	for b.Loop() {
		work := func(_ context.Context, line Line) []byte { return line.Text }
		if err := Lines(b.Context(), strings.NewReader(in), io.Discard, Limits{}, work); err != nil {
			b.Fatal(err)
		}
	}
}
