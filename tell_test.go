package gainsay

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strings"
	"sync"
	"testing"
	"time"

	"gainsay/internal/capture"
	"gainsay/internal/notify"
)

// receiver is a webhook's server. It answers with the statuses that it was given, and 200 then.
type receiver struct {
	*httptest.Server
	mu     sync.Mutex
	status []int
	bodies []string
	signed []string
}

func newReceiver(t *testing.T, status ...int) *receiver {
	r := &receiver{status: status}
	r.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, request *http.Request) {
		body, _ := io.ReadAll(request.Body)
		r.mu.Lock()
		defer r.mu.Unlock()
		if len(r.status) > 0 {
			w.WriteHeader(r.status[0])
			r.status = r.status[1:]
			return
		}
		r.bodies = append(r.bodies, string(body))
		r.signed = append(r.signed, request.Header.Get(notify.SignatureHeader))
	}))
	t.Cleanup(r.Close)
	return r
}

func (r *receiver) got() []string {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.bodies
}

// mailServer speaks as much SMTP as a client needs, and keeps the mails.
func mailServer(t *testing.T) (address string, mails func() []string) {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = listener.Close() })
	var mu sync.Mutex
	var kept []string
	go func() {
		for {
			connection, err := listener.Accept()
			if err != nil {
				return
			}
			go func() {
				defer connection.Close()
				if mail := takeMail(connection); mail != "" {
					mu.Lock()
					kept = append(kept, mail)
					mu.Unlock()
				}
			}()
		}
	}()
	return listener.Addr().String(), func() []string {
		mu.Lock()
		defer mu.Unlock()
		return kept
	}
}

// takeMail answers one connection, and gives the mail that came over it.
func takeMail(connection net.Conn) (mail string) {
	lines := bufio.NewReader(connection)
	say := func(line string) { _, _ = fmt.Fprint(connection, line+"\r\n") }
	say("220 test")
	for {
		line, err := lines.ReadString('\n')
		if err != nil {
			return mail
		}
		switch verb := strings.ToUpper(strings.TrimSpace(line)); {
		case strings.HasPrefix(verb, "RCPT TO:"):
			mail += strings.TrimSpace(line) + "\n"
			say("250 ok")
		case verb == "DATA":
			say("354 go on")
			for {
				line, err := lines.ReadString('\n')
				if err != nil || line == ".\r\n" {
					break
				}
				mail += strings.TrimRight(line, "\r\n") + "\n"
			}
			say("250 ok")
		case verb == "QUIT":
			say("221 bye")
			return mail
		default:
			say("250 ok")
		}
	}
}

// telling is an archive with a saved search for denials that people are told of.
func telling(t *testing.T, c *clock, mail string) *Archive {
	t.Helper()
	anywhere := capture.NewClient(func(netip.Addr) error { return nil })
	a, err := Open(t.Context(), t.TempDir(), &ArchiveOptions{Reader: fastReader(t), Fetch: c.fetching(), Now: c.Now,
		Tell: Telling{Base: "https://record.example/", Client: anywhere, Mail: notify.Mailer{Server: mail, From: "record@sarn.example"}}})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = a.Close() })
	if err := a.SaveSearch(t.Context(), "denials", "act:deny"); err != nil {
		t.Fatal(err)
	}
	return a
}

// learn adds the page at a path of a site and reads it.
func learn(t *testing.T, a *Archive, server *site, path string) {
	t.Helper()
	add(t, a, Gathering{}, server.URL+path)
	if _, err := a.Work(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
}

func TestTellAWebhook(t *testing.T) {
	c, receiver := newClock(), newReceiver(t, http.StatusInternalServerError)
	server := newSite(t, map[string]answer{"/gate": gatePage(), "/answer": answerPage()})
	a := telling(t, c, "")
	if err := a.Tell(t.Context(), "denials", ByWebhook, receiver.URL); err != nil {
		t.Fatal(err)
	}
	tell := func() error {
		_, err := working{a}.Tell(t.Context(), "denials", string(ByWebhook))
		return err
	}
	learn(t, a, server, "/gate")
	if err := tell(); err != nil || len(receiver.got()) > 0 {
		t.Fatalf("nothing was denied: %q, %v", receiver.got(), err)
	}
	learn(t, a, server, "/answer")
	if err := tell(); err == nil {
		t.Error("the receiver failed, and nobody was told")
	}
	if one, err := a.SavedSearch(t.Context(), "denials"); err != nil || !strings.Contains(one.Webhook.Failure, "500") {
		t.Errorf("%+v, %v", one, err)
	}
	for range 2 { // what was told is not told again
		if err := tell(); err != nil {
			t.Fatal(err)
		}
	}
	bodies := receiver.got()
	if len(bodies) != 1 {
		t.Fatalf("%q", bodies)
	}
	var body struct {
		Search, Query string
		Statements    []struct {
			Permalink string
			Statement struct{ ID, Act, Words string }
		}
	}
	if err := json.Unmarshal([]byte(bodies[0]), &body); err != nil {
		t.Fatal(err)
	}
	if body.Search != "denials" || len(body.Statements) != 1 || body.Statements[0].Statement.Act != "deny" || body.Statements[0].Permalink != "https://record.example/statement/d2/s1" {
		t.Errorf("%+v", body)
	}
	one, err := a.SavedSearch(t.Context(), "denials")
	if err != nil || one.Webhook.Failure != "" {
		t.Errorf("%+v, %v", one, err)
	}
	if want := notify.Sign(one.Secret, []byte(bodies[0]), c.Now()); receiver.signed[0] != want {
		t.Errorf("signed %s, want %s", receiver.signed[0], want)
	}
}

func TestTellNobodyWhoIsGone(t *testing.T) {
	c, receiver := newClock(), newReceiver(t, http.StatusGone)
	server := newSite(t, map[string]answer{"/answer": answerPage()})
	a := telling(t, c, "")
	if err := a.Tell(t.Context(), "denials", ByWebhook, receiver.URL); err != nil {
		t.Fatal(err)
	}
	learn(t, a, server, "/answer")
	if _, err := (working{a}).Tell(t.Context(), "denials", string(ByWebhook)); !errors.Is(err, notify.ErrGone) {
		t.Error(err)
	}
	one, err := a.SavedSearch(t.Context(), "denials")
	if err != nil || one.Webhook.To != "" || one.Webhook.Failure == "" {
		t.Errorf("%+v, %v", one, err)
	}
	next, err := working{a}.Tell(t.Context(), "denials", string(ByWebhook))
	if err != nil || !next.IsZero() {
		t.Errorf("%v, %v", next, err)
	}
}

func TestTellByMail(t *testing.T) {
	c := newClock()
	address, mails := mailServer(t)
	server := newSite(t, map[string]answer{"/answer": answerPage()})
	a := telling(t, c, "smtp://"+address)
	if err := a.Tell(t.Context(), "denials", ByEmail, "desk@sarn.example"); err != nil {
		t.Fatal(err)
	}
	learn(t, a, server, "/answer")
	next, err := working{a}.Tell(t.Context(), "denials", string(ByEmail))
	if err != nil || next.Sub(c.Now()) != mailEvery {
		t.Fatalf("%v, %v", next, err)
	}
	got := mails()
	if len(got) != 1 {
		t.Fatalf("%q", got)
	}
	for _, want := range []string{"RCPT TO:<desk@sarn.example>", "Subject: 1 new: denials", "Marta Ruland", "(denies)", "https://record.example/statement/d1/s1", "Auto-Submitted: auto-generated"} {
		if !strings.Contains(strings.ReplaceAll(got[0], "=\n", ""), want) {
			t.Errorf("%q is not in\n%s", want, got[0])
		}
	}
}

// TestTellByItself: whoever works on the archive tells, without being asked.
func TestTellByItself(t *testing.T) {
	c, receiver := newClock(), newReceiver(t)
	server := newSite(t, map[string]answer{"/answer": answerPage()})
	a := telling(t, c, "")
	if err := a.Deliver(t.Context(), "denials", ByWebhook, receiver.URL); err != nil { // as after a restore: there is no job
		t.Fatal(err)
	}
	learn(t, a, server, "/answer")
	runUntil(t, a, "the webhook is told", func() bool { return len(receiver.got()) == 1 })
}

func TestTellRefuses(t *testing.T) {
	a := telling(t, newClock(), "")
	for _, to := range []struct {
		by      Channel
		address string
	}{{ByWebhook, "ftp://desk.example"}, {ByWebhook, "https://user:pass@desk.example/"}, {ByWebhook, "desk"}, {ByEmail, "desk"}, {ByEmail, "a@b.example\r\nBcc: c@d.example"},
		{ByEmail, "Desk <desk@sarn.example>"}} {
		if err := a.Tell(t.Context(), "denials", to.by, to.address); !errors.Is(err, ErrDelivery) {
			t.Errorf("%v: %v", to, err)
		}
	}
	if err := a.Tell(t.Context(), "none", ByEmail, "desk@sarn.example"); !errors.Is(err, ErrUnknown) {
		t.Error(err)
	}
}

// TestWebhooksReachNoPrivateAddress: what a search is told to is judged like a page that is fetched.
func TestWebhooksReachNoPrivateAddress(t *testing.T) {
	receiver := newReceiver(t)
	err := notify.Webhook(context.Background(), capture.NewClient(nil), receiver.URL, "secret", []byte("{}"), time.Now())
	if !errors.Is(err, capture.ErrForbidden) || len(receiver.got()) > 0 {
		t.Errorf("%v, %q", err, receiver.got())
	}
}
