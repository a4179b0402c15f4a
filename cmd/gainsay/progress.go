package main

import (
	"io"
	"os"
	"time"

	"github.com/schollz/progressbar/v3"
	"golang.org/x/term"
)

// patience is how long work may take before a bar shows that it goes on.
const patience = time.Second

// progress is a bar on standard error. It shows nothing where that is no terminal, or while the work is short.
type progress struct {
	visible io.Writer // nil: show nothing
	started time.Time
	total   int64 // -1: unknown
	unit    string
	so      int64
	bar     *progressbar.ProgressBar
}

// progress starts to count work of the given size; the unit is "bytes" or what is counted.
func (p *program) progress(total int64, unit string) *progress {
	bar := &progress{started: time.Now(), total: total, unit: unit}
	if isTerminal(p.stderr) {
		bar.visible = p.stderr
	}
	return bar
}

// add counts n more.
func (b *progress) add(n int) {
	b.so += int64(n)
	if b.visible == nil || time.Since(b.started) < patience {
		return
	}
	if b.bar == nil {
		b.bar = progressbar.NewOptions64(b.total, progressbar.OptionSetWriter(b.visible), progressbar.OptionClearOnFinish(),
			progressbar.OptionThrottle(100*time.Millisecond), progressbar.OptionSetDescription("reading"),
			progressbar.OptionShowBytes(b.unit == "bytes"), progressbar.OptionShowCount(), progressbar.OptionSetItsString(b.unit))
	}
	_ = b.bar.Set64(b.so) // a bar that cannot be drawn stops no work
}

// at counts that so much of so much is done.
func (b *progress) at(so, of int) {
	b.total = int64(of)
	b.add(so - int(b.so))
}

// hide makes the bar show nothing.
func (b *progress) hide() { b.visible = nil }

// clear takes the bar off the screen, so that something else can be printed there.
func (b *progress) clear() {
	if b.bar != nil {
		_ = b.bar.Clear()
	}
}

// done ends the bar.
func (b *progress) done() {
	if b.bar != nil {
		_ = b.bar.Exit()
		_ = b.bar.Clear()
	}
}

// counting is in with what is read from it counted.
func (b *progress) counting(in io.Reader) io.Reader { return countingReader{in, b} }

type countingReader struct {
	io.Reader
	bar *progress
}

func (c countingReader) Read(p []byte) (int, error) {
	n, err := c.Reader.Read(p)
	c.bar.add(n)
	return n, err
}

// isTerminal tells whether a stream is one.
func isTerminal(stream any) bool {
	file, ok := stream.(*os.File)
	return ok && term.IsTerminal(int(file.Fd()))
}
