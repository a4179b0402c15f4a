package capture

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strings"
	"testing"
	"time"
)

// anywhere is the policy of tests that have a server on this machine.
func anywhere(netip.Addr) error { return nil }

// pages is a server on this machine that gives every answer that a test needs.
func pages(t *testing.T) *httptest.Server {
	mux := http.NewServeMux()
	mux.HandleFunc("/page", func(w http.ResponseWriter, r *http.Request) {
		if !strings.HasPrefix(r.UserAgent(), "gainsay") || r.Referer() != "" || len(r.Cookies()) > 0 {
			t.Errorf("the request tells too much or too little: %v", r.Header)
		}
		w.Header().Set("Content-Type", "text/html; charset=windows-1252")
		_, _ = io.WriteString(w, "<p>It rained.")
	})
	redirect := func(path, target string) {
		mux.HandleFunc(path, func(w http.ResponseWriter, r *http.Request) {
			http.SetCookie(w, &http.Cookie{Name: "a", Value: "b"})
			w.Header().Set("Location", target)
			w.WriteHeader(http.StatusFound)
		})
	}
	redirect("/moved", "/page")
	redirect("/circle", "/circle")
	redirect("/to-file", "file:///etc/hostname")
	redirect("/to-ftp", "ftp://harbour.example/log")
	redirect("/to-gopher", "gopher://harbour.example/log")
	redirect("/to-mail", "http://harbour.example:25/")
	redirect("/to-octal", "http://0177.0.0.1/")
	redirect("/to-data", "data:text/html,x")
	redirect("/to-password", "http://pilot:secret@harbour.example/")
	mux.HandleFunc("/slow", func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() })
	mux.HandleFunc("/large", func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write(make([]byte, MaxBytes+1)) })
	mux.HandleFunc("/bomb", func(w http.ResponseWriter, _ *http.Request) {
		var packed bytes.Buffer
		z := gzip.NewWriter(&packed)
		_, _ = z.Write(make([]byte, MaxBytes+1))
		_ = z.Close()
		w.Header().Set("Content-Encoding", "gzip")
		_, _ = w.Write(packed.Bytes())
	})
	mux.HandleFunc("/broken", compressed("br", "no brotli at all"))
	mux.HandleFunc("/compress", compressed("compress", "x"))
	mux.HandleFunc("/layers", compressed("gzip, gzip, gzip, gzip", "x"))
	mux.HandleFunc("/header", func(w http.ResponseWriter, _ *http.Request) { w.Header().Set("X-Long", strings.Repeat("a", maxHeader)) })
	server := httptest.NewServer(mux)
	t.Cleanup(server.Close)
	return server
}

func TestAddress(t *testing.T) {
	server := pages(t)
	got, err := Get(t.Context(), NewClient(anywhere), server.URL+"/moved")
	if err != nil {
		t.Fatal(err)
	}
	if string(got.Raw) != "<p>It rained." || got.ContentType != "text/html; charset=windows-1252" || got.Location != server.URL+"/page" ||
		got.Asked != server.URL+"/moved" || len(got.SHA256) != 64 || time.Since(got.Time) > time.Minute {
		t.Errorf("got %+v", got)
	}
}

// closedPort is an address at which nobody listens.
func closedPort() string {
	server := httptest.NewServer(http.NotFoundHandler())
	server.Close()
	return server.URL + "/x"
}

// TestAttacks is the table of what servers and addresses may try.
func TestAttacks(t *testing.T) {
	server := pages(t)
	client, hasty := NewClient(anywhere), NewClient(anywhere)
	hasty.Timeout = time.Second // for the page that never comes; the others may take their time on a busy machine
	for place, want := range map[string]error{
		server.URL + "/gone":                           ErrStatus,
		server.URL + "/circle":                         ErrRedirects,
		server.URL + "/slow":                           ErrServer,
		server.URL + "/large":                          ErrTooLarge,
		server.URL + "/bomb":                           ErrTooLarge,
		server.URL + "/broken":                         ErrEncoding,
		server.URL + "/compress":                       ErrEncoding,
		server.URL + "/layers":                         ErrEncoding,
		server.URL + "/header":                         ErrServer,
		server.URL + "/to-file":                        ErrAddress,
		server.URL + "/to-ftp":                         ErrAddress,
		server.URL + "/to-gopher":                      ErrAddress,
		server.URL + "/to-mail":                        ErrPort,
		server.URL + "/to-octal":                       ErrAddress,
		server.URL + "/to-data":                        ErrAddress,
		server.URL + "/to-password":                    ErrAddress,
		closedPort():                                   ErrServer,
		"http://127.0.0.1:1/x":                         ErrPort,
		"http://harbour.example:22/":                   ErrPort,
		"http://harbour.example:0022/":                 ErrPort,
		"http://harbour.example:0/":                    ErrPort,
		"http://harbour.example:99999999999999999999/": ErrPort,
		"http://2130706433/":                           ErrAddress, // 127.0.0.1 in other notations
		"http://0x7f000001/":                           ErrAddress,
		"http://0x7f.1/":                               ErrAddress,
		"http://0177.0.0.1/":                           ErrAddress,
		"http://127.1/":                                ErrAddress,
		"http://１２７.0.0.1/":                            ErrAddress,
		"http://127.0.0.1./":                           ErrAddress,
		"http://127.0.0.0x/":                           ErrAddress,
		"http://localhost.:25/":                        ErrPort,
		"http://harbour.example@127.0.0.1/":            ErrAddress,
		"http://:80/":                                  ErrAddress,
		"http://harbour.example/" + strings.Repeat("a", maxAddress): ErrAddress,
		"https://":                     ErrAddress,
		"http://[::1/malformed":        ErrAddress,
		"ftp://harbour.example/":       ErrAddress,
		"http://a:b@harbour.example/":  ErrAddress,
		"file:///etc/hostname":         ErrAddress,
		"gopher://harbour.example:70/": ErrAddress,
	} {
		with := client
		if strings.HasSuffix(place, "/slow") {
			with = hasty
		}
		if got, err := Address(t.Context(), with, place); !errors.Is(err, want) {
			t.Errorf("%s: got %.40q, %v, want %v", place, got.Raw, err, want)
		}
	}
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Millisecond)
	defer cancel()
	if _, err := Address(ctx, client, server.URL+"/slow"); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("cancelled: got %v", err)
	}
}

func TestOnlyThePublicInternetIsDialled(t *testing.T) {
	server := pages(t)
	port := server.URL[strings.LastIndex(server.URL, ":"):]
	for _, host := range []string{
		"127.0.0.1", "127.1.2.3", "[::1]", "[::ffff:127.0.0.1]", "0.0.0.0", "[::]", "localhost",
		"localhost.", "[::ffff:7f00:1]", "[0:0:0:0:0:ffff:127.0.0.1]", "[::127.0.0.1]", "[64:ff9b::127.0.0.1]",
		"10.0.0.1", "169.254.169.254", "[fd00:ec2::254]", "[64:ff9b::7f00:1]", "[2002:7f00:1::]",
	} {
		if _, err := Address(t.Context(), nil, "http://"+host+port+"/page"); !errors.Is(err, ErrForbidden) && !errors.Is(err, ErrServer) {
			t.Errorf("%s: got %v", host, err)
		}
	}
	if _, err := Address(t.Context(), nil, server.URL+"/page"); !errors.Is(err, ErrForbidden) {
		t.Errorf("the server on this machine: got %v", err)
	}
}

// TestRedirectIsJudgedWhenDialled lets the first connection through and no other: a redirect, or a name that resolves to
// another address the second time, does not get past the policy.
func TestRedirectIsJudgedWhenDialled(t *testing.T) {
	server := pages(t)
	dialled := 0
	client := NewClient(func(netip.Addr) error {
		if dialled++; dialled > 1 {
			return fmt.Errorf("second: %w", ErrForbidden)
		}
		return nil
	})
	if _, err := Address(t.Context(), client, server.URL+"/moved"); !errors.Is(err, ErrForbidden) {
		t.Errorf("got %v", err)
	}
}

func TestProxyOfTheEnvironmentIsIgnored(t *testing.T) {
	server := pages(t)
	t.Setenv("HTTP_PROXY", "http://127.0.0.1:1")
	t.Setenv("http_proxy", "http://127.0.0.1:1")
	if proxy := NewClient(anywhere).Transport.(*http.Transport).Proxy; proxy != nil {
		t.Error("a proxy is looked up")
	}
	if _, err := Address(t.Context(), NewClient(anywhere), server.URL+"/page"); err != nil {
		t.Error(err)
	}
}

func TestPublicOnly(t *testing.T) {
	for _, address := range []string{
		"127.0.0.1", "127.255.255.254", "::1", "0.0.0.0", "0.1.2.3", "::", "10.1.2.3", "172.16.0.1", "172.31.255.255", "192.168.1.1",
		"169.254.169.254", "169.254.1.1", "fe80::1", "fe80::1%eth0", "fec0::1", "fc00::1", "fd00:ec2::254", "100.64.0.1", "100.100.100.200", "100.127.255.255",
		"192.0.0.192", "192.0.2.1", "198.18.0.1", "198.51.100.7", "203.0.113.9", "224.0.0.1", "239.255.255.250", "240.0.0.1", "255.255.255.255",
		"ff02::1", "ff0e::1", "168.63.129.16", "::ffff:10.0.0.1", "::ffff:169.254.169.254", "::127.0.0.1", "::ffff:0:127.0.0.1",
		"64:ff9b::10.0.0.1", "64:ff9b::a9fe:a9fe", "64:ff9b:1::1", "2002:7f00:1::", "2002:c0a8:101::1", "2002:a9fe:a9fe::", "2001::1", "2001:db8::1",
		"3fff::1", "5f00::1", "100::1",
	} {
		if err := PublicOnly(netip.MustParseAddr(address)); !errors.Is(err, ErrForbidden) {
			t.Errorf("%s is let through: %v", address, err)
		}
	}
	if err := PublicOnly(netip.Addr{}); !errors.Is(err, ErrForbidden) {
		t.Error("no address at all is let through")
	}
	for _, address := range []string{
		"1.1.1.1", "8.8.8.8", "93.184.216.34", "172.15.0.1", "172.32.0.1", "100.63.0.1", "100.128.0.1", "2606:4700::1111", "2a00:1450:4001::1",
		"::ffff:8.8.8.8", "64:ff9b::808:808", "2002:808:808::1",
	} {
		if err := PublicOnly(netip.MustParseAddr(address)); err != nil {
			t.Errorf("%s is refused: %v", address, err)
		}
	}
}
