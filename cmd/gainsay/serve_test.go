package main

import (
	"bytes"
	"context"
	"io"
	"net"
	"net/http"
	"os"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"
)

// lines is a stream that a test reads while it is written.
type lines struct {
	mu   sync.Mutex
	data bytes.Buffer
}

func (l *lines) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.data.Write(p)
}

func (l *lines) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.data.String()
}

var address = regexp.MustCompile(`http://127\.0\.0\.1:\d+`)

// running runs the command until the test ends it, and gives the address that it serves at.
func running(t *testing.T, args ...string) (where string, end func() (code int, errs string)) {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	var errs lines
	code := make(chan int, 1)
	go func() {
		code <- Run(ctx, args, strings.NewReader(""), io.Discard, &errs, func(string) string { return "" })
	}()
	end = func() (int, string) {
		cancel()
		select {
		case c := <-code:
			return c, errs.String()
		case <-time.After(30 * time.Second):
			t.Fatalf("it does not end: %s", errs.String())
			return 0, ""
		}
	}
	t.Cleanup(cancel)
	for range 600 {
		if found := address.FindString(errs.String()); found != "" {
			return found, end
		}
		time.Sleep(100 * time.Millisecond)
	}
	t.Fatalf("it serves nothing: %s", errs.String())
	return "", nil
}

func get(t *testing.T, address string) (status int, body string) {
	t.Helper()
	response, err := http.Get(address)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	data, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return response.StatusCode, string(data)
}

func TestDemoServesTheSampleDispute(t *testing.T) {
	t.Setenv("TMPDIR", t.TempDir())
	where, end := running(t, "demo", "--addr", "127.0.0.1:0")
	if status, body := get(t, where); status != http.StatusOK || !strings.Contains(body, "Ilse Brandt") {
		t.Errorf("%d\n%s", status, body)
	}
	if code, errs := end(); code != exitRead {
		t.Errorf("code %d: %s", code, errs)
	}
	left, err := os.ReadDir(os.Getenv("TMPDIR"))
	if err != nil || len(left) > 0 {
		t.Errorf("it leaves %v, %v", left, err)
	}
}

// TestServeReadsWhatIsAdded adds to an archive from beside while it is served.
func TestServeReadsWhatIsAdded(t *testing.T) {
	data := t.TempDir()
	where, end := running(t, "serve", "--data", data, "--addr", "127.0.0.1:0", "--reader", "fast")
	var out, errs bytes.Buffer
	args := []string{"add", "--data", data, "--later", "../../samples/articles/6-operator-venn-courier.txt"}
	if code := Run(t.Context(), args, strings.NewReader(""), &out, &errs, func(string) string { return "" }); code != exitRead {
		t.Fatalf("add ended with %d: %s", code, errs.String())
	}
	for range 300 {
		if _, body := get(t, where); strings.Contains(body, "Marta Ruland") {
			if code, errs := end(); code != exitRead {
				t.Errorf("code %d: %s", code, errs)
			}
			return
		}
		time.Sleep(100 * time.Millisecond)
	}
	t.Error("what was added is not read")
}

func TestServeAtAnAddressThatIsTaken(t *testing.T) {
	taken, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer taken.Close()
	var out, errs bytes.Buffer
	code := Run(t.Context(), []string{"serve", "--data", t.TempDir(), "--addr", taken.Addr().String()}, strings.NewReader(""), &out, &errs, func(string) string { return "" })
	if code != exitFailed || !strings.Contains(errs.String(), "take another with --addr") {
		t.Errorf("code %d: %s", code, errs.String())
	}
}
