package access

import (
	"errors"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"os"
	"strings"
	"sync"
	"testing"
	"time"
)

func TestDemands(t *testing.T) {
	for address, want := range map[string]bool{"127.0.0.1:8417": false, "localhost:8417": false, "[::1]:8417": false, "127.9.9.9:1": false, "[::ffff:127.0.0.1]:1": false,
		":8417": true, "0.0.0.0:8417": true, "[::]:8417": true, "192.168.1.5:80": true, "gainsay.example:80": true, "127.0.0.1": true, "": true, "localhost.example:1": true} {
		if got := Demands(address); got != want {
			t.Errorf("%q: %v", address, got)
		}
	}
}

type noProvider struct{ Provider }

func TestCheckOptions(t *testing.T) {
	for _, test := range []struct {
		options  Options
		address  string
		accounts int
		want     error
	}{
		{Options{}, "127.0.0.1:8417", 0, nil},
		{Options{}, ":8417", 3, ErrOpen},
		{Options{Accounts: true}, ":8417", 0, ErrNobody},
		{Options{Accounts: true}, "127.0.0.1:8417", 0, ErrNobody},
		{Options{Accounts: true}, ":8417", 1, nil},
		{Options{Public: true}, ":8417", 0, nil},
		{Options{Accounts: true, Provider: noProvider{}}, ":8417", 1, ErrNoAddress},
		{Options{Accounts: true, Provider: noProvider{}, Address: "https://gainsay.example"}, ":8417", 1, nil},
		{Options{Accounts: true, Address: "gainsay.example"}, ":8417", 1, ErrAddress},
		{Options{Accounts: true, Address: "https://gainsay.example/below"}, ":8417", 1, ErrAddress},
		{Options{Accounts: true, Address: "ftp://gainsay.example"}, ":8417", 1, ErrAddress},
	} {
		if err := test.options.Check(test.address, test.accounts); !errors.Is(err, test.want) {
			t.Errorf("%+v at %s with %d: %v", test.options, test.address, test.accounts, err)
		}
	}
}

func TestClient(t *testing.T) {
	o := Options{Proxies: []netip.Prefix{netip.MustParsePrefix("10.0.0.0/8")}}
	for _, test := range []struct{ remote, forwarded, want string }{
		{"192.0.2.7:5", "", "192.0.2.7"},
		{"192.0.2.7:5", "198.51.100.1", "192.0.2.7"},                          // nobody's word is taken
		{"10.0.0.1:5", "198.51.100.1", "198.51.100.1"},                        // but the proxy's
		{"10.0.0.1:5", "203.0.113.9, 198.51.100.1", "198.51.100.1"},           // not what the client told it
		{"10.0.0.1:5", "203.0.113.9, 198.51.100.1, 10.0.0.2", "198.51.100.1"}, // behind two of them
		{"10.0.0.1:5", "nonsense", "10.0.0.1"},                                //
		{"10.0.0.1:5", "", "10.0.0.1"},                                        //
		{"[2001:db8:1:2:3:4:5:6]:5", "", "2001:db8:1:2::"},                    // one customer has a whole network
		{"[::ffff:192.0.2.7]:5", "", "192.0.2.7"},                             //
	} {
		r := httptest.NewRequest(http.MethodGet, "/", nil)
		r.RemoteAddr = test.remote
		if test.forwarded != "" {
			r.Header.Set("X-Forwarded-For", test.forwarded)
		}
		if got := o.client(r).String(); got != test.want {
			t.Errorf("%+v: %s", test, got)
		}
	}
}

func TestPassword(t *testing.T) {
	p := NewPasswords()
	hash, err := p.Hash(t.Context(), "a lantern in the weir house")
	if err != nil || !strings.HasPrefix(hash, "$argon2id$v=19$m=65536,t=3,p=4$") {
		t.Fatal(hash, err)
	}
	other, err := p.Hash(t.Context(), "a lantern in the weir house")
	if err != nil || other == hash {
		t.Error("two accounts with one password can be told by it")
	}
	for password, want := range map[string]bool{"a lantern in the weir house": true, "a lantern in the weir housE": false, "": false} {
		if ok, err := p.Check(t.Context(), hash, password); ok != want || err != nil {
			t.Errorf("%q: %v, %v", password, ok, err)
		}
	}
	if ok, err := p.Check(t.Context(), "", ""); ok || err != nil {
		t.Errorf("nobody's password: %v, %v", ok, err)
	}
	for _, wrong := range []string{"", "short", strings.Repeat("a", 257), "not \xff utf-8 at all"} {
		if _, err := p.Hash(t.Context(), wrong); !errors.Is(err, ErrPassword) {
			t.Errorf("%q: %v", wrong, err)
		}
	}
	for _, wrong := range []string{"plain", "$argon2id$v=19$m=8,t=1,p=1$AAAA$AAAA", hash[:len(hash)-9]} {
		if ok, err := p.Check(t.Context(), wrong, "a lantern in the weir house"); ok || err == nil {
			t.Errorf("%q is taken for a password's", wrong)
		}
	}
}

// TestPasswordsTakeTurns: however many log in at once, few are hashed.
func TestPasswordsTakeTurns(t *testing.T) {
	p := NewPasswords()
	most := 0
	var guard sync.Mutex
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			_, _ = p.Check(t.Context(), "", "x")
			guard.Lock()
			most = max(most, len(p.turns))
			guard.Unlock()
		})
	}
	all.Wait()
	if most > mostHashing || cap(p.turns) != mostHashing {
		t.Errorf("%d at once", most)
	}
}

func TestLimiter(t *testing.T) {
	now := time.Unix(0, 0)
	l := newLimiter(pace{2, 10 * time.Second}, func() time.Time { return now })
	take := func(client string, wait time.Duration) {
		t.Helper()
		var tooMany *TooManyError
		err := l.take(client)
		if (err != nil) != (wait > 0) || errors.As(err, &tooMany) && tooMany.Wait != wait {
			t.Errorf("%s: %v, want to wait %s", client, err, wait)
		}
	}
	take("a", 0)
	take("a", 0)
	take("a", 10*time.Second)
	take("a", 10*time.Second) // to be refused costs nothing
	take("b", 0)
	now = now.Add(10 * time.Second)
	take("a", 0)
	take("a", 10*time.Second)
}

func TestRequestLimits(t *testing.T) {
	now := time.Unix(0, 0)
	for path, most := range map[string]int{"/": pagePace.burst, "/?q=dam": searchPace.burst, "/api/v1/export/csv?q=dam": exportPace.burst} {
		l := newLimits(func() time.Time { return now })
		r := httptest.NewRequest(http.MethodGet, path, nil)
		n := 0
		for l.request(r, "a") == nil {
			n++
		}
		if n != most {
			t.Errorf("%s: %d at once, want %d", path, n, most)
		}
	}
}

// alone is a guard that asks no archive.
func alone(t *testing.T, options Options, fail func(http.ResponseWriter, *http.Request, error)) *Guard {
	t.Helper()
	g, err := New(nil, options, slog.New(slog.DiscardHandler), time.Now, fail)
	if err != nil {
		t.Fatal(err)
	}
	return g
}

// TestPanic: a page that panics is answered with an error, or cut off where it has begun.
func TestPanic(t *testing.T) {
	g := alone(t, Options{}, func(w http.ResponseWriter, _ *http.Request, err error) {
		if !errors.Is(err, ErrPanic) {
			t.Error(err)
		}
		http.Error(w, err.Error(), http.StatusInternalServerError)
	})
	server := httptest.NewServer(g.Handler(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/begun" {
			_, _ = w.Write([]byte("half of an ans"))
			_ = http.NewResponseController(w).Flush()
		}
		panic("nobody knows why")
	})))
	defer server.Close()
	server.Config.ErrorLog = slog.NewLogLogger(slog.DiscardHandler, slog.LevelError)
	response, err := http.Get(server.URL + "/")
	if err != nil || response.StatusCode != http.StatusInternalServerError {
		t.Fatal(response, err)
	}
	_ = response.Body.Close()
	response, err = http.Get(server.URL + "/begun")
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	if _, err := response.Body.Read(make([]byte, 100)); err == nil {
		_, err = response.Body.Read(make([]byte, 100))
		if err == nil || err.Error() == "EOF" {
			t.Error("half an answer is taken for a whole one")
		}
	}
}

// TestStream: an answer that is written for long is not cut off while its reader takes it, and can be flushed.
func TestStream(t *testing.T) {
	g := alone(t, Options{}, func(_ http.ResponseWriter, _ *http.Request, err error) { t.Error(err) })
	server := httptest.NewServer(g.Handler(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		flusher, ok := w.(http.Flusher)
		if !ok {
			t.Error("it cannot be flushed")
			return
		}
		for range 3 {
			_, _ = w.Write([]byte("data: x\n\n"))
			flusher.Flush()
		}
	})))
	defer server.Close()
	response, err := http.Get(server.URL)
	if err != nil {
		t.Fatal(err)
	}
	_ = response.Body.Close()
}

// TestPublicWithoutAccounts: where nobody can log in, everybody is the public.
func TestPublicWithoutAccounts(t *testing.T) {
	var seen Viewer
	g := alone(t, Options{Public: true}, func(_ http.ResponseWriter, _ *http.Request, err error) { t.Error(err) })
	handler := g.Handler(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) { seen = Of(r.Context()) }))
	r := httptest.NewRequest(http.MethodGet, "/", nil)
	r.Header.Set("Authorization", "Bearer gainsay_x")
	handler.ServeHTTP(httptest.NewRecorder(), r)
	if seen != (Viewer{Role: Public}) {
		t.Errorf("%+v", seen)
	}
}

// TestPatience: whoever takes nothing that is written, or sends a body by the byte, is not waited for; whoever takes his time between two events is.
func TestPatience(t *testing.T) {
	g := alone(t, Options{}, func(_ http.ResponseWriter, _ *http.Request, err error) { t.Error(err) })
	g.patience = patience{body: 300 * time.Millisecond, write: 300 * time.Millisecond}
	ended := make(chan error, 3)
	server := httptest.NewServer(g.Handler(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		var err error
		switch r.URL.Path {
		case "/much":
			for part := make([]byte, 1<<20); err == nil; {
				_, err = w.Write(part)
			}
		case "/form":
			_, err = io.ReadAll(r.Body)
		case "/events":
			for range 3 {
				time.Sleep(400 * time.Millisecond)
				if _, err = w.Write([]byte("data: x\n\n")); err == nil {
					err = http.NewResponseController(w).Flush()
				}
			}
			err = errors.Join(err, r.Context().Err())
		}
		ended <- err
	})))
	defer server.Close()
	host := server.Listener.Addr().String()
	for path, request := range map[string]string{"/much": "GET /much HTTP/1.1\r\nHost: " + host + "\r\n\r\n", "/form": "POST /form HTTP/1.1\r\nHost: " + host + "\r\nContent-Length: 9\r\n\r\nx"} {
		connection, err := net.Dial("tcp", host)
		if err != nil {
			t.Fatal(err)
		}
		defer connection.Close()
		if _, err := connection.Write([]byte(request)); err != nil {
			t.Fatal(err)
		}
		select {
		case err := <-ended:
			if !errors.Is(err, os.ErrDeadlineExceeded) {
				t.Errorf("%s: %v", path, err)
			}
		case <-time.After(10 * time.Second):
			t.Fatalf("%s is waited for", path)
		}
	}
	response, err := http.Post(server.URL+"/events", "text/plain", strings.NewReader("filters"))
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	events, err := io.ReadAll(response.Body)
	if handled := <-ended; err != nil || handled != nil || strings.Count(string(events), "data") != 3 {
		t.Errorf("%q, %v, %v", events, err, handled)
	}
}

func BenchmarkCheckPassword(b *testing.B) {
	p := NewPasswords()
	for b.Loop() {
		if _, err := p.Check(b.Context(), "", "x"); err != nil {
			b.Fatal(err)
		}
	}
}
