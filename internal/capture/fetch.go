package capture

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"strings"
	"syscall"
	"time"
)

// UserAgent is how Gainsay names itself to servers.
const UserAgent = "gainsay (reads one page at its user's request)"

const (
	fetchTimeout = 30 * time.Second // for one document, redirects and all
	maxRedirects = 5
	maxHeader    = 256 << 10 // bytes
)

// The ways in which an address gives no document. ErrTooLarge and ErrForbidden are the others.
var (
	ErrAddress   = errors.New("the address cannot be read: give one that starts with http:// or https:// and holds no password")
	ErrStatus    = errors.New("the server refused it: open the page in a browser and save it to a file")
	ErrServer    = errors.New("the server cannot be reached: check the address and the connection")
	ErrRedirects = fmt.Errorf("the address redirects more than %d times: open the page in a browser and save it to a file", maxRedirects)
	ErrEncoding  = errors.New("the server compressed the page in a way that was not asked for: save the page to a file")
)

// publicClient is the client of all who bring none.
var publicClient = NewClient(nil)

// NewClient makes a client that does not trust the web: only http and https are spoken; the address that a name resolves
// to is judged by allow when it is dialled, so that neither a redirect nor a name server that changes its mind leads
// anywhere else; proxies set in the environment are ignored; time, redirects and headers are limited; no cookies are kept.
// A nil allow is PublicOnly; anything else is for tests.
func NewClient(allow func(netip.Addr) error) *http.Client {
	if allow == nil {
		allow = PublicOnly
	}
	dialer := &net.Dialer{
		Timeout: 10 * time.Second,
		Control: func(_, address string, _ syscall.RawConn) error {
			target, err := netip.ParseAddrPort(address)
			if err != nil {
				return fmt.Errorf("%s: %w", address, ErrForbidden)
			}
			return allow(target.Addr())
		},
	}
	return &http.Client{
		Timeout:       fetchTimeout,
		CheckRedirect: checkRedirect,
		Transport: &http.Transport{
			Proxy:                  nil,
			DialContext:            dialer.DialContext,
			ForceAttemptHTTP2:      true,
			DisableKeepAlives:      true,
			TLSHandshakeTimeout:    10 * time.Second,
			ResponseHeaderTimeout:  20 * time.Second,
			MaxResponseHeaderBytes: maxHeader,
		},
	}
}

func checkRedirect(next *http.Request, before []*http.Request) error {
	if len(before) > maxRedirects {
		return ErrRedirects
	}
	next.Header.Del("Referer") // no server is told where its reader comes from
	return checkAddress(next.URL)
}

func checkAddress(u *url.URL) error {
	if u.Scheme != "http" && u.Scheme != "https" || u.Host == "" || u.User != nil {
		return ErrAddress
	}
	return nil
}

// Address captures what a server gives at an http or https address; its size is limited after decompression. A nil client
// is NewClient(nil).
func Address(ctx context.Context, client *http.Client, address string) (Document, error) {
	u, err := url.Parse(strings.TrimSpace(address))
	if err != nil {
		return Document{}, ErrAddress
	}
	if err := checkAddress(u); err != nil {
		return Document{}, err
	}
	if client == nil {
		client = publicClient
	}
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, u.String(), nil)
	if err != nil {
		return Document{}, fmt.Errorf("%w (%w)", ErrAddress, err)
	}
	request.Header.Set("User-Agent", UserAgent)
	request.Header.Set("Accept", "text/html,application/xhtml+xml,text/markdown,text/plain;q=0.9,*/*;q=0.1")
	response, err := client.Do(request)
	if err != nil {
		return Document{}, unreachable(ctx, err)
	}
	defer response.Body.Close() // it was only read
	if response.StatusCode != http.StatusOK {
		return Document{}, fmt.Errorf("%w (%s)", ErrStatus, response.Status)
	}
	if encoding := response.Header.Get("Content-Encoding"); encoding != "" && !strings.EqualFold(encoding, "identity") {
		return Document{}, ErrEncoding // gzip, the only one asked for, is undone by now
	}
	document, err := Stream(response.Body, response.Request.URL.String())
	if err != nil && !errors.Is(err, ErrTooLarge) {
		return Document{}, unreachable(ctx, err)
	}
	document.ContentType, document.Asked = response.Header.Get("Content-Type"), address
	return document, err
}

// unreachable words why a server gave nothing; the end of ctx stays visible to errors.Is.
func unreachable(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	for _, known := range []error{ErrForbidden, ErrAddress, ErrRedirects} {
		if errors.Is(err, known) {
			return known
		}
	}
	var failed *url.Error
	if errors.As(err, &failed) {
		err = failed.Err
	}
	var timeout net.Error
	if errors.As(err, &timeout) && timeout.Timeout() {
		return fmt.Errorf("%w (no answer in time)", ErrServer)
	}
	return fmt.Errorf("%w (%w)", ErrServer, err)
}
