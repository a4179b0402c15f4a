package capture

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"net"
	"net/http"
	"net/mail"
	"net/netip"
	"net/url"
	"strconv"
	"time"
)

const (
	maxAttempts = 3
	firstPause  = time.Second      // before the second attempt at most; doubled before each that follows
	patience    = 30 * time.Second // a longer wait is left to whoever asks
	comeBack    = 5 * time.Minute  // after the last attempt, where the server does not say itself when
	maxComeBack = 24 * time.Hour   // whatever a server says
)

// ErrContact is a contact that nobody could be reached by.
var ErrContact = errors.New("the contact cannot be used: give a mail address or an http address at which the keeper of this archive is reached")

// RobotsPolicy says whose requests obey robots.txt.
type RobotsPolicy int

// The policies.
const (
	RobotsForAll   RobotsPolicy = iota // every request
	RobotsForLinks                     // what a feed or a page led to, but not what a person named: see Request.Direct
	RobotsForNone
)

// Options say how a Fetcher behaves. The zero value is a good citizen without a contact.
type Options struct {
	Contact  string        // a mail or http address, told to servers in the User-Agent
	Robots   RobotsPolicy  // default: every request obeys robots.txt
	Interval time.Duration // between the end of one request to a host and the next; default 1 s
	MaxBytes int           // of a document, after decompression; default and most: MaxBytes

	// For tests: which addresses are dialled (default PublicOnly), and the clock.
	Allow func(netip.Addr) error
	Now   func() time.Time
	Sleep func(context.Context, time.Duration) error // returns early with the error of the context
}

// Request asks for one document.
type Request struct {
	Address      string
	ETag         string // of what there is already, as an earlier Document gave it; "" for nothing
	LastModified string // likewise
	Direct       bool   // a person named it, no feed and no page led to it
}

// RetryError is a document that cannot be had now but perhaps later. Err says why.
type RetryError struct {
	After time.Duration // from now; at most 24 h
	Err   error
}

func (e *RetryError) Error() string {
	return fmt.Sprintf("%v; try again in %s", e.Err, e.After.Round(time.Second))
}

// Unwrap gives the reason.
func (e *RetryError) Unwrap() error { return e.Err }

// Fetcher captures documents of the web as a good guest. It asks a host for one thing at a time and waits between two; obeys
// robots.txt, its Crawl-delay too; follows redirects under the same rules; tries again after failures that pass, and otherwise says
// with a RetryError when to come back. It is safe for concurrent use, and remembers a bounded number of hosts.
type Fetcher struct {
	options Options
	agent   string
	client  *http.Client
	hosts   *hosts
}

// NewFetcher makes a Fetcher. It fails with ErrContact only.
func NewFetcher(options Options) (*Fetcher, error) {
	agent := product + "/1"
	if options.Contact != "" {
		if err := checkContact(options.Contact); err != nil {
			return nil, err
		}
		agent += " (+" + options.Contact + ")"
	}
	if options.Interval <= 0 {
		options.Interval = time.Second
	}
	if options.MaxBytes <= 0 || options.MaxBytes > MaxBytes {
		options.MaxBytes = MaxBytes
	}
	if options.Now == nil {
		options.Now = time.Now
	}
	if options.Sleep == nil {
		options.Sleep = sleep
	}
	return &Fetcher{options: options, agent: agent, client: NewClient(options.Allow), hosts: newHosts(options)}, nil
}

// checkContact takes what can stand in a comment of a header field: no spaces, no brackets, ASCII only.
func checkContact(contact string) error {
	for _, r := range contact {
		if r <= ' ' || r > '~' || r == '(' || r == ')' || r == '\\' {
			return ErrContact
		}
	}
	if IsAddress(contact) {
		_, err := parseAddress(contact)
		return err
	}
	if _, err := mail.ParseAddress(contact); err != nil {
		return ErrContact
	}
	return nil
}

// sleep waits, or returns early with the error of ctx.
func sleep(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// Fetch captures one document. What is known of it comes with an error too: of a page that is gone, its status. The errors are
// those of this package, a *RetryError around one of them, or that of ctx.
func (f *Fetcher) Fetch(ctx context.Context, request Request) (Document, error) {
	u, err := parseAddress(request.Address)
	if err != nil {
		return Document{Asked: request.Address}, err
	}
	for attempt := 1; ; attempt++ {
		document, err := f.visit(ctx, u, request)
		document.Asked = request.Address
		if !passes(document, err) {
			return document, err
		}
		pause := rand.N(firstPause << (attempt - 1)) // "full jitter": many that failed together do not come back together
		after, told := f.retryAfter(document)
		if attempt == maxAttempts || after > patience {
			if !told {
				after = comeBack + rand.N(comeBack)
			}
			if !errors.Is(err, ErrStatus) {
				f.hosts.close(f.hosts.get(hostOf(document.Location, u)), after) // a server that is down is down for all its pages
			}
			return document, &RetryError{After: after, Err: err}
		}
		if err := f.options.Sleep(ctx, max(pause, after)); err != nil {
			return document, err
		}
	}
}

// visit asks once, redirects and robots.txt included.
func (f *Fetcher) visit(ctx context.Context, u *url.URL, request Request) (Document, error) {
	obey := f.options.Robots == RobotsForAll || f.options.Robots == RobotsForLinks && !request.Direct
	before := ""
	return follow(u, func(u *url.URL) (Document, *url.URL, error) {
		document := Document{Location: u.String(), Time: f.options.Now().UTC()}
		host := f.hosts.get(u.Hostname())
		if err := f.hosts.enter(ctx, host, u.Hostname() == before); err != nil {
			return document, nil, err
		}
		defer f.hosts.leave(host)
		before = u.Hostname()
		if obey {
			rules, err := f.robots(ctx, host, u)
			if err == nil && !rules.allows(u) {
				err = ErrRobots
			}
			if err != nil {
				return document, nil, err
			}
		}
		document, next, err := ask(ctx, f.client, u, question{
			agent: f.agent, etag: request.ETag, lastModified: request.LastModified, limit: f.options.MaxBytes})
		document.Time = f.options.Now().UTC()
		if after, told := f.retryAfter(document); told {
			f.hosts.close(host, after)
		}
		return document, next, err
	})
}

// hostOf is the host at which a visit failed.
func hostOf(location string, u *url.URL) string {
	if at, err := url.Parse(location); err == nil {
		return at.Hostname()
	}
	return u.Hostname()
}

// passes tells failures that may be gone in a while from those that stay. What bears a time already is not tried again here.
func passes(document Document, err error) bool {
	var later *RetryError
	var lookup *net.DNSError
	switch {
	case err == nil, errors.As(err, &later):
		return false
	case errors.Is(err, ErrStatus):
		return busy(document.Status)
	case errors.As(err, &lookup):
		return !lookup.IsNotFound
	}
	return errors.Is(err, ErrServer)
}

// busy are the statuses that ask to come back later.
func busy(status int) bool {
	switch status {
	case http.StatusTooManyRequests, http.StatusBadGateway, http.StatusServiceUnavailable, http.StatusGatewayTimeout:
		return true
	}
	return false
}

// retryAfter is what a busy server says of when to come back: in seconds or as a date (RFC 9110, section 10.2.3).
func (f *Fetcher) retryAfter(document Document) (after time.Duration, told bool) {
	if !busy(document.Status) {
		return 0, false
	}
	for _, field := range document.Header {
		if field.Name != "Retry-After" {
			continue
		}
		if seconds, err := strconv.ParseUint(field.Value, 10, 31); err == nil {
			return min(time.Duration(seconds)*time.Second, maxComeBack), true
		}
		if at, err := http.ParseTime(field.Value); err == nil {
			return min(max(at.Sub(f.options.Now()), 0), maxComeBack), true
		}
	}
	return 0, false
}
