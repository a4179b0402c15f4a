package access

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"strings"
)

// Options say who may come. The zero value is one person at this machine who may do everything.
type Options struct {
	Accounts bool // whoever comes logs in
	Public   bool // whoever has not logged in sees what was reviewed, in excerpts

	// Person is under which name the one person at this machine corrects; "" for the user of the computer.
	Person string

	// Address is where people reach the site, such as https://gainsay.outlet.example; "" where they reach it as it listens. Where it is
	// https, cookies are sent over nothing else.
	Address string

	// Proxies are the networks of proxies whose word for a client's address (X-Forwarded-For) is taken.
	Proxies []netip.Prefix

	Provider Provider // of OpenID Connect; nil: people log in by password only
}

// Provider lets people log in elsewhere. Package internal/web/access/openid has one for OpenID Connect.
type Provider interface {
	// Name is what the button to log in says.
	Name() string
	// Begin gives the address to send somebody to, and what to keep in his session until he comes back.
	Begin(redirect string) (address string, kept Flow)
	// Finish tells who came back to redirect with a query.
	Finish(ctx context.Context, redirect string, kept Flow, query url.Values) (Person, error)
}

// Flow is what is known of somebody who was sent to a provider: random texts that nobody else can know.
type Flow struct{ State, Nonce, Verifier string }

// Person is somebody whom a provider knows.
type Person struct {
	Subject string // the issuer's address, a space, and who it is there
	Email   string // "" where the provider has not verified it
	Role    Role   // that the provider's claims give; "" where they give none: only whoever has an account may come
}

// The errors of options that would let too many in.
var (
	ErrOpen      = errors.New("others could reach it and nobody would have to log in: demand accounts with --accounts, or show everybody what was reviewed with --public")
	ErrNobody    = errors.New("there is no account yet: make one with gainsay account add NAME --role admin")
	ErrAddress   = errors.New("the address at which people reach the site is like https://gainsay.outlet.example")
	ErrNoAddress = errors.New("logging in at a provider needs the address at which people reach the site")
)

// Demands tells whether a site that listens at an address, such as 127.0.0.1:8417 or :8417, can be reached by others than this machine,
// so that it has to know who comes.
func Demands(address string) bool {
	host, _, err := net.SplitHostPort(address)
	if err != nil {
		return true
	}
	if strings.EqualFold(host, "localhost") {
		return false
	}
	ip, err := netip.ParseAddr(host)
	return err != nil || !ip.Unmap().IsLoopback()
}

// Check tells what is wrong with options for a site that listens at an address, over an archive with so many accounts. The errors are
// [ErrOpen], [ErrNobody], [ErrAddress] and [ErrNoAddress].
func (o *Options) Check(address string, accounts int) error {
	switch {
	case Demands(address) && !o.Accounts && !o.Public:
		return fmt.Errorf("%s: %w", address, ErrOpen)
	case o.Accounts && accounts == 0:
		return ErrNobody
	case o.Provider != nil && o.Address == "":
		return ErrNoAddress
	}
	if u, err := url.Parse(o.Address); o.Address != "" && (err != nil || u.Host == "" || u.Scheme != "https" && u.Scheme != "http" || strings.Trim(u.Path, "/") != "") {
		return fmt.Errorf("%q: %w", o.Address, ErrAddress)
	}
	return nil
}

// secure tells whether people come over TLS.
func (o *Options) secure() bool { return strings.HasPrefix(o.Address, "https://") }

// alone tells whether only this machine is let in.
func (o *Options) alone() bool { return !o.Accounts && !o.Public }

// client is the address that a request comes from, of IPv6 the network of a customer (/64), which is one client.
func (o *Options) client(r *http.Request) netip.Addr {
	at := addressOf(r.RemoteAddr)
	var hops []string
	for _, line := range r.Header.Values("X-Forwarded-For") {
		hops = append(hops, strings.Split(line, ",")...)
	}
	for len(hops) > 0 && o.trusts(at) {
		next, err := netip.ParseAddr(strings.TrimSpace(hops[len(hops)-1]))
		if err != nil {
			break
		}
		at, hops = next.Unmap(), hops[:len(hops)-1]
	}
	if at.Is6() {
		if network, err := at.WithZone("").Prefix(64); err == nil {
			return network.Addr()
		}
	}
	return at
}

func (o *Options) trusts(at netip.Addr) bool {
	for _, network := range o.Proxies {
		if network.Contains(at) {
			return true
		}
	}
	return false
}

func addressOf(remote string) netip.Addr {
	both, err := netip.ParseAddrPort(remote)
	if err != nil {
		return netip.Addr{}
	}
	return both.Addr().Unmap()
}
