package events_test

import (
	"bufio"
	"context"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"gainsay"
	"gainsay/internal/web/events"
	"gainsay/news"
)

// ledger is an archive of a test, to which statements are added one by one.
type ledger struct {
	*gainsay.Archive // for filters
	mu               sync.Mutex
	entries          []news.Entry // each came in with one entry of the log
	asked            int          // how often statements were read
}

func newLedger(t *testing.T) *ledger {
	t.Helper()
	archive, err := gainsay.Open(t.Context(), filepath.Join(t.TempDir(), "archive"), nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = archive.Close() })
	return &ledger{Archive: archive}
}

func (l *ledger) add(words string, act news.Act) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.entries = append(l.entries, news.Entry{ID: fmt.Sprintf("d%d#s1", len(l.entries)+1), Words: words, Source: "Ilse Brandt",
		Statement: news.Statement{ID: "s1", Part: news.InText, Form: news.Indirect, Act: act, Content: []news.Span{{Start: 0, End: 4}}}})
}

func (l *ledger) Position(context.Context) (int64, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return int64(len(l.entries)), nil
}

func (l *ledger) After(_ context.Context, position int64, most int) ([]gainsay.Arrived, int64, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.asked++
	if position >= int64(len(l.entries)) {
		return nil, int64(len(l.entries)), nil
	}
	var list []gainsay.Arrived
	for i, e := range l.entries[position:min(position+int64(most), int64(len(l.entries)))] {
		list = append(list, gainsay.Arrived{Entry: e, Position: position + int64(i) + 1})
	}
	return list, position + int64(len(list)), nil
}

// serve serves streams: q is the query, after the position.
func serve(t *testing.T, hub *events.Hub) *httptest.Server {
	t.Helper()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		query, err := gainsay.ParseQuery(r.FormValue("q"))
		position := events.Now
		if last := r.Header.Get("Last-Event-ID"); last != "" {
			_, _ = fmt.Sscan(last, &position)
		}
		if err == nil {
			err = hub.Stream(r.Context(), w, query, position)
		}
		if err != nil {
			http.Error(w, err.Error(), http.StatusServiceUnavailable)
		}
	}))
	t.Cleanup(func() { server.CloseClientConnections(); server.Close() })
	return server
}

// client reads a stream.
type client struct {
	t    *testing.T
	body *http.Response
	in   *bufio.Scanner
	last string // id
}

func listen(t *testing.T, server *httptest.Server, query, last string) *client {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, server.URL+"/?q="+strings.ReplaceAll(query, " ", "+"), nil)
	if err != nil {
		t.Fatal(err)
	}
	if last != "" {
		r.Header.Set("Last-Event-ID", last)
	}
	response, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { response.Body.Close() })
	if media := response.Header.Get("Content-Type"); response.StatusCode != http.StatusOK || media != "text/event-stream" {
		t.Fatalf("%s %s", response.Status, media)
	}
	c := &client{t: t, body: response, in: bufio.NewScanner(response.Body)}
	c.in.Buffer(nil, 1<<20)
	c.block()
	return c
}

// block reads up to the next empty line, and gives the data; "" where there is none.
func (c *client) block() (data string) {
	c.t.Helper()
	for c.in.Scan() {
		line := c.in.Text()
		if line == "" {
			return data
		}
		if id, ok := strings.CutPrefix(line, "id: "); ok {
			c.last = id
		}
		if d, ok := strings.CutPrefix(line, "data: "); ok {
			data = d
		}
	}
	c.t.Fatalf("the stream ended: %v", c.in.Err())
	return ""
}

// expect reads the next events, and holds them against the ids of statements.
func (c *client) expect(ids ...string) {
	c.t.Helper()
	for _, id := range ids {
		data := ""
		for data == "" {
			data = c.block()
		}
		if !strings.Contains(data, `"id":"`+id+`"`) {
			c.t.Fatalf("got %s\nwant %s", data, id)
		}
	}
}

func TestStream(t *testing.T) {
	l := newLedger(t)
	l.add("before anybody listened", news.Assert)
	hub := events.New(t.Context(), l, events.Options{Look: 5 * time.Millisecond})
	server := serve(t, hub)
	everything, denials, gates := listen(t, server, "", ""), listen(t, server, "act:deny", ""), listen(t, server, "gates", "")
	l.add("the gate was open", news.Deny)
	l.add("the dam is safe", news.Assert)
	l.add("the gates were shut", news.Deny)
	everything.expect("d2#s1", "d3#s1", "d4#s1")
	denials.expect("d2#s1", "d4#s1")
	gates.expect("d2#s1", "d4#s1")
	if everything.last != "4" {
		t.Errorf("the last id is %q", everything.last)
	}
	listen(t, server, "", "0").expect("d1#s1", "d2#s1", "d3#s1", "d4#s1") // from the archive
	listen(t, server, "", "2").expect("d3#s1", "d4#s1")                   // from what the hub remembers
	listen(t, server, "act:assert", "1").expect("d3#s1")
	late := listen(t, server, "", "99") // of another archive, or of one that was restored
	if hub.Streams() != 7 {
		t.Errorf("%d streams", hub.Streams())
	}
	l.add("one more", news.Assert)
	everything.expect("d5#s1")
	_ = late
}

func TestNothingNew(t *testing.T) {
	l := newLedger(t)
	hub := events.New(t.Context(), l, events.Options{Look: 5 * time.Millisecond, Beat: 30 * time.Millisecond})
	c := listen(t, serve(t, hub), "act:deny", "")
	l.add("nothing that is asked for", news.Assert)
	for c.last != "1" { // a sign of life tells how far the client has come
		if data := c.block(); data != "" {
			t.Fatalf("got %s", data)
		}
	}
}

// TestComesBack lets everybody leave and somebody come back, with more new than the hub remembers.
func TestComesBack(t *testing.T) {
	l := newLedger(t)
	hub := events.New(t.Context(), l, events.Options{Look: time.Millisecond, Memory: 10})
	server := serve(t, hub)
	c := listen(t, server, "", "")
	l.add("first", news.Assert)
	c.expect("d1#s1")
	c.body.Body.Close()
	soon(t, "nobody listens", func() bool { return hub.Streams() == 0 })
	var want []string
	for i := range 1000 {
		l.add("while nobody listened", news.Assert)
		want = append(want, fmt.Sprintf("d%d#s1", i+2))
	}
	back := listen(t, server, "", c.last)
	back.expect(want...)
	l.add("afterwards", news.Assert)
	back.expect("d1002#s1")
}

func TestFull(t *testing.T) {
	l := newLedger(t)
	server := serve(t, events.New(t.Context(), l, events.Options{Look: 5 * time.Millisecond, Most: 1}))
	listen(t, server, "", "")
	response, err := http.Get(server.URL)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	if response.StatusCode != http.StatusServiceUnavailable {
		t.Errorf("a stream too many: %s", response.Status)
	}
}

func TestEnd(t *testing.T) {
	ctx, stop := context.WithCancel(t.Context())
	hub := events.New(ctx, newLedger(t), events.Options{Look: 5 * time.Millisecond})
	c := listen(t, serve(t, hub), "", "")
	stop()
	if c.in.Scan() {
		t.Errorf("it goes on: %q", c.in.Text())
	}
	soon(t, "all streams end", func() bool { return hub.Streams() == 0 })
}

// TestSlowAndBroken lets clients stop reading, read a byte at a time and vanish: others are told at once, what is remembered stays bounded, and all that
// was kept for them goes with them.
func TestSlowAndBroken(t *testing.T) {
	l := newLedger(t)
	hub := events.New(t.Context(), l, events.Options{Look: 5 * time.Millisecond, Patience: 3 * time.Second, Memory: 50})
	server := serve(t, hub)
	good := listen(t, server, "", "")
	before := runtime.NumGoroutine()
	var all []net.Conn
	for i := range 60 {
		connection, err := net.Dial("tcp", server.Listener.Addr().String())
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, connection)
		_ = connection.(*net.TCPConn).SetReadBuffer(4096)
		if i%3 < 2 {
			fmt.Fprintf(connection, "GET /?q= HTTP/1.1\r\nHost: test\r\n\r\n")
		} else {
			fmt.Fprintf(connection, "GET /?q= HTTP/1.1\r\nHo") // and no more
		}
		if i%3 == 1 {
			go func() {
				one := make([]byte, 1)
				for {
					if _, err := connection.Read(one); err != nil {
						return
					}
					time.Sleep(20 * time.Millisecond)
				}
			}()
		}
	}
	soon(t, "the slow listen", func() bool { return hub.Streams() == 41 })
	long := strings.Repeat("the gate ", 2000)
	slowest := time.Duration(0)
	for i := range 400 {
		l.add(long, news.Assert)
		began := time.Now()
		good.expect(fmt.Sprintf("d%d#s1", i+1))
		slowest = max(slowest, time.Since(began))
	}
	t.Logf("the slowest of 400 events took %v beside 40 slow clients", slowest)
	if slowest > 2*time.Second {
		t.Errorf("a good client waited for %v", slowest)
	}
	soon(t, "the slow are cut off", func() bool { return hub.Streams() == 1 })
	for _, connection := range all {
		connection.Close()
	}
	soon(t, "goroutines end", func() bool { return runtime.NumGoroutine() <= before+5 })
}

func soon(t *testing.T, what string, is func() bool) {
	t.Helper()
	for until := time.Now().Add(10 * time.Second); !is(); time.Sleep(10 * time.Millisecond) {
		if time.Now().After(until) {
			t.Fatalf("not so: %s", what)
		}
	}
}
