package events_test

import (
	"bufio"
	"bytes"
	"flag"
	"fmt"
	"io"
	"net"
	"os"
	"os/exec"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"gainsay/internal/web/events"
	"gainsay/news"
)

var many = flag.Int("streams", 500, "open so many streams in TestMany")

// TestMany opens streams from a second process, and tells all of them of a statement. The long form of it is -streams 10000.
func TestMany(t *testing.T) {
	if address := os.Getenv("GAINSAY_TEST_LISTEN"); address != "" {
		listenMany(t, address)
		return
	}
	raise(t)
	l := newLedger(t)
	hub := events.New(t.Context(), l, events.Options{Look: 100 * time.Millisecond})
	server := serve(t, hub)
	before := resident(t)
	command := exec.CommandContext(t.Context(), os.Args[0], "-test.run=^TestMany$", fmt.Sprintf("-streams=%d", *many))
	command.Env = append(os.Environ(), "GAINSAY_TEST_LISTEN="+server.Listener.Addr().String())
	out, err := command.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	command.Stderr = os.Stderr
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = command.Process.Kill(); _ = command.Wait() })
	told := bufio.NewScanner(out)
	waitFor(t, told, "listening")
	if hub.Streams() != *many {
		t.Fatalf("%d streams are open", hub.Streams())
	}
	each := float64(resident(t)-before) / float64(*many)
	busy := used(t)
	time.Sleep(3 * time.Second)
	idle := (used(t) - busy).Seconds() / 3
	began := time.Now()
	l.add("the gate was open", news.Deny)
	waitFor(t, told, "told")
	t.Logf("%d streams: %.1f KiB each, %.1f %% of a core when nothing is new, %v from commit to the last one told", *many, each/1024, 100*idle, time.Since(began).Round(time.Millisecond))
	if each > 128<<10 {
		t.Errorf("a stream takes %.0f bytes", each)
	}
}

// listenMany is the second process: it opens streams, half of which ask for denials, and tells when all are open and when all were told.
func listenMany(t *testing.T, address string) {
	raise(t)
	var opened, told sync.WaitGroup
	var failed atomic.Int64
	gate := make(chan struct{}, 64)
	for i := range *many {
		opened.Add(1)
		told.Add(1)
		go func() {
			defer told.Done()
			gate <- struct{}{}
			connection, err := net.Dial("tcp", address)
			if err == nil {
				_, err = fmt.Fprintf(connection, "GET /?q=%s HTTP/1.1\r\nHost: test\r\n\r\n", []string{"", "act:deny"}[i%2])
			}
			if err == nil {
				err = until(connection, ": listening")
			}
			<-gate
			opened.Done()
			if err == nil {
				err = until(connection, "event: statement")
			}
			if err != nil {
				failed.Add(1)
			}
		}()
	}
	opened.Wait()
	fmt.Println("listening", failed.Load())
	told.Wait()
	fmt.Println("told", failed.Load())
}

// until reads until something comes.
func until(in io.Reader, want string) error {
	var all []byte
	piece := make([]byte, 512)
	for !bytes.Contains(all, []byte(want)) {
		n, err := in.Read(piece)
		if err != nil {
			return err
		}
		all = append(all, piece[:n]...)
	}
	return nil
}

func waitFor(t *testing.T, in *bufio.Scanner, what string) {
	t.Helper()
	for in.Scan() {
		if text, ok := strings.CutPrefix(in.Text(), what+" "); ok {
			if text != "0" {
				t.Fatalf("%s: %s failed", what, text)
			}
			return
		}
	}
	t.Fatalf("the second process ended before it was %s", what)
}

// raise lets this process open as many files as it may.
func raise(t *testing.T) {
	t.Helper()
	var limit syscall.Rlimit
	if err := syscall.Getrlimit(syscall.RLIMIT_NOFILE, &limit); err != nil {
		t.Fatal(err)
	}
	limit.Cur = limit.Max
	if err := syscall.Setrlimit(syscall.RLIMIT_NOFILE, &limit); err != nil {
		t.Fatal(err)
	}
	if limit.Max < uint64(*many)+100 {
		t.Fatalf("only %d files may be open at once", limit.Max)
	}
}

// resident is the bytes of memory that this process has.
func resident(t *testing.T) int64 {
	t.Helper()
	data, err := os.ReadFile("/proc/self/statm")
	if err != nil {
		t.Skip("memory is measured on Linux only")
	}
	var size, pages int64
	if _, err := fmt.Sscan(string(data), &size, &pages); err != nil {
		t.Fatal(err)
	}
	return pages * int64(os.Getpagesize())
}

// used is the time that this process has had a processor.
func used(t *testing.T) time.Duration {
	t.Helper()
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		t.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
