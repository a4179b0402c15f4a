package capture

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"slices"
	"strings"
	"syscall"
	"time"

	"gainsay/news"
)

// UserAgent is how Gainsay names itself to servers when a person asks it for one page.
const UserAgent = "gainsay (reads one page at its user's request)"

const (
	fetchTimeout = 30 * time.Second // for one answer
	maxRedirects = 5
	maxHeader    = 256 << 10 // bytes
)

// The ways in which an address gives no document. ErrTooLarge, ErrForbidden, ErrAddress, ErrPort, ErrEncoding and ErrRobots are the others.
var (
	ErrStatus    = errors.New("the server refused it: open the page in a browser and save it to a file")
	ErrServer    = errors.New("the server cannot be reached: check the address and the connection")
	ErrRedirects = fmt.Errorf("the address redirects more than %d times: open the page in a browser and save it to a file", maxRedirects)
)

// publicClient is the client of all who bring none.
var publicClient = NewClient(nil)

// NewClient makes a client that does not trust the web: only http and https are spoken; the address that a name resolves
// to is judged by allow when it is dialled, so that neither a redirect nor a name server that changes its mind leads
// anywhere else; proxies set in the environment are ignored; time and headers are limited; no cookies are kept; redirects are
// not followed, as whoever asks has to judge them first. A nil allow is PublicOnly; anything else is for tests.
func NewClient(allow func(netip.Addr) error) *http.Client {
	return newClient(allow, nil)
}

// newClient is NewClient with the resolver of a test.
func newClient(allow func(netip.Addr) error, resolver *net.Resolver) *http.Client {
	if allow == nil {
		allow = PublicOnly
	}
	dialer := &net.Dialer{
		Timeout:  10 * time.Second,
		Resolver: resolver,
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
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
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

// Address captures what a server gives at an http or https address, asking once and without looking at robots.txt; its size is
// limited after decompression. The client must not follow redirects by itself; nil is NewClient(nil).
func Address(ctx context.Context, client *http.Client, address string) (Document, error) {
	u, err := parseAddress(address)
	if err != nil {
		return Document{Asked: address}, err
	}
	if client == nil {
		client = publicClient
	}
	document, err := follow(u, func(u *url.URL) (Document, *url.URL, error) {
		return ask(ctx, client, u, question{agent: UserAgent, limit: MaxBytes})
	})
	document.Asked = address
	return document, err
}

// follow asks at an address and goes where redirects lead, at most maxRedirects times. Ask gives a document or where to ask next.
func follow(u *url.URL, ask func(*url.URL) (Document, *url.URL, error)) (Document, error) {
	var before []string
	for {
		document, next, err := ask(u)
		document.Redirects = before
		if err != nil || next == nil {
			return document, err
		}
		if len(before) == maxRedirects {
			return document, ErrRedirects
		}
		before = append(before, u.String())
		u = next
	}
}

// question is what a request says besides the address.
type question struct {
	agent              string
	etag, lastModified string // of what the asker has; "" for nothing
	limit              int    // bytes of the document, after decompression
	keepStart          bool   // of a document that is larger, with the ErrTooLarge
}

// ask sends one request. A document comes with an error too, as far as it is known; next is where a redirect leads.
func ask(ctx context.Context, client *http.Client, u *url.URL, q question) (document Document, next *url.URL, err error) {
	document = Document{Location: u.String(), Time: time.Now().UTC()}
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, u.String(), nil)
	if err != nil {
		return document, nil, fmt.Errorf("%w (%w)", ErrAddress, err)
	}
	q.write(request.Header)
	response, err := client.Do(request)
	if err != nil {
		return document, nil, unreachable(ctx, err)
	}
	defer response.Body.Close() // it was only read
	document.Status, document.Header = response.StatusCode, sorted(response.Header)
	document.ContentType = response.Header.Get("Content-Type")
	document.ETag, document.LastModified = response.Header.Get("ETag"), response.Header.Get("Last-Modified")
	switch status := response.StatusCode; {
	case status == http.StatusOK, status == http.StatusNonAuthoritativeInfo:
		raw, err := body(ctx, response, q.limit)
		if err == nil || q.keepStart && errors.Is(err, ErrTooLarge) {
			document.Raw, document.SHA256 = raw, digest(raw)
		}
		return document, nil, err
	case status == http.StatusNotModified && q.etag+q.lastModified != "":
		document.NotModified = true
		return document, nil, nil
	case isRedirect(status) && response.Header.Get("Location") != "":
		next, err = redirect(u, response.Header.Get("Location"))
		return document, next, err
	}
	return document, nil, fmt.Errorf("%w (%s)", ErrStatus, response.Status)
}

func (q question) write(header http.Header) {
	header.Set("User-Agent", q.agent)
	header.Set("Accept", "text/html,application/xhtml+xml,text/markdown,text/plain;q=0.9,"+
		"application/rss+xml;q=0.8,application/atom+xml;q=0.8,application/feed+json;q=0.8,application/xml;q=0.7,*/*;q=0.1")
	header.Set("Accept-Encoding", acceptEncoding)
	if q.etag != "" {
		header.Set("If-None-Match", q.etag)
	}
	if q.lastModified != "" {
		header.Set("If-Modified-Since", q.lastModified)
	}
}

// body reads an answer and undoes its compression.
func body(ctx context.Context, response *http.Response, limit int) ([]byte, error) {
	raw, err := Decode(response.Body, strings.Join(response.Header.Values("Content-Encoding"), ","), limit)
	if err != nil && !errors.Is(err, ErrTooLarge) && !errors.Is(err, ErrEncoding) {
		err = unreachable(ctx, err)
	}
	return raw, err
}

func isRedirect(status int) bool {
	return slices.Contains([]int{http.StatusMovedPermanently, http.StatusFound, http.StatusSeeOther,
		http.StatusTemporaryRedirect, http.StatusPermanentRedirect}, status)
}

// redirect is where a Location leads from an address, judged.
func redirect(from *url.URL, location string) (*url.URL, error) {
	next, err := from.Parse(location)
	if err != nil {
		return nil, ErrAddress
	}
	return next, checkAddress(next)
}

func sorted(header http.Header) []news.HeaderField {
	var fields []news.HeaderField
	for name, values := range header {
		for _, value := range values {
			fields = append(fields, news.HeaderField{Name: name, Value: value})
		}
	}
	slices.SortStableFunc(fields, func(a, b news.HeaderField) int { return strings.Compare(a.Name, b.Name) })
	return fields
}

// unreachable words why a server gave nothing; the end of ctx stays visible to errors.Is.
func unreachable(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if errors.Is(err, ErrForbidden) {
		return ErrForbidden
	}
	var failed *url.Error
	if errors.As(err, &failed) {
		err = failed.Err
	}
	var timeout net.Error
	if errors.As(err, &timeout) && timeout.Timeout() {
		return fmt.Errorf("%w (no answer in time)", ErrServer)
	}
	if errors.Is(err, io.ErrUnexpectedEOF) {
		return fmt.Errorf("%w (the answer breaks off)", ErrServer)
	}
	return fmt.Errorf("%w (%w)", ErrServer, err)
}
