package capture

import (
	"context"
	"errors"
	"net"
	"net/http"
	"net/netip"
	"strings"
	"sync/atomic"
	"testing"

	"golang.org/x/net/dns/dnsmessage"
)

// nameServer is a name server on this machine that answers the nth question for an IPv4 address with the nth address, then with the last.
func nameServer(t *testing.T, addresses ...string) *net.Resolver {
	t.Helper()
	socket, err := net.ListenPacket("udp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = socket.Close() })
	var asked atomic.Int32
	go func() {
		buffer := make([]byte, 1500)
		for {
			n, from, err := socket.ReadFrom(buffer)
			if err != nil {
				return
			}
			var message dnsmessage.Message
			if message.Unpack(buffer[:n]) != nil || len(message.Questions) != 1 {
				continue
			}
			message.Response, message.Additionals = true, nil
			if question := message.Questions[0]; question.Type == dnsmessage.TypeA {
				at := min(int(asked.Add(1)), len(addresses)) - 1
				message.Answers = []dnsmessage.Resource{{
					Header: dnsmessage.ResourceHeader{Name: question.Name, Type: dnsmessage.TypeA, Class: dnsmessage.ClassINET},
					Body:   &dnsmessage.AResource{A: netip.MustParseAddr(addresses[at]).As4()},
				}}
			}
			if answer, err := message.Pack(); err == nil {
				_, _ = socket.WriteTo(answer, from)
			}
		}
	}()
	return &net.Resolver{PreferGo: true, Dial: func(ctx context.Context, _, _ string) (net.Conn, error) {
		return (&net.Dialer{}).DialContext(ctx, "udp", socket.LocalAddr().String())
	}}
}

// TestNameServerThatChangesItsMind gives an allowed address when a name is asked for the first time, and then another.
func TestNameServerThatChangesItsMind(t *testing.T) {
	server := serve(t, map[string]http.HandlerFunc{"/page": text("It rained."), "/moved": to("/page")})
	place := "http://harbour.example:" + server.URL[strings.LastIndex(server.URL, ":")+1:]
	onlyOne := func(address netip.Addr) error {
		if address != netip.MustParseAddr("127.0.0.1") {
			return ErrForbidden
		}
		return nil
	}
	for _, second := range []string{"127.0.0.2", "10.0.0.1", "169.254.169.254", "0.0.0.0"} {
		client := newClient(onlyOne, nameServer(t, "127.0.0.1", second))
		if got, err := Address(t.Context(), client, place+"/page"); err != nil || string(got.Raw) != "It rained." {
			t.Fatalf("got %q, %v", got.Raw, err)
		}
		if got, err := Address(t.Context(), client, place+"/page"); !errors.Is(err, ErrForbidden) {
			t.Errorf("%s, the next time: got %q, %v", second, got.Raw, err)
		}
		client = newClient(onlyOne, nameServer(t, "127.0.0.1", second))
		if got, err := Address(t.Context(), client, place+"/moved"); !errors.Is(err, ErrForbidden) {
			t.Errorf("%s, behind a redirect: got %q, %v", second, got.Raw, err)
		}
	}
	client := newClient(nil, nameServer(t, "127.0.0.1"))
	if got, err := Address(t.Context(), client, place+"/page"); !errors.Is(err, ErrForbidden) {
		t.Errorf("a name of this machine: got %q, %v", got.Raw, err)
	}
}
