package access

import (
	"cmp"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"os/user"
	"runtime/debug"
	"slices"
	"strings"
	"time"

	"github.com/alexedwards/scs/v2"

	"gainsay"
)

// Guard stands before all pages: it tells who comes and lets in nobody who may not. It is safe for concurrent use.
type Guard struct {
	archive   *gainsay.Archive
	options   Options
	fail      func(http.ResponseWriter, *http.Request, error)
	log       *slog.Logger
	sessions  *scs.SessionManager
	passwords *Passwords
	limits    *limits
	patience  patience
	cross     *http.CrossOriginProtection
	host      string // of the options' address; "" where any will do
	person    Viewer // who comes where only this machine is let in
}

// The errors by which somebody is not let in, each worded for him. A [TooManyError] is another.
var (
	ErrHost      = errors.New("this address is not one of the site's")
	ErrCrossSite = errors.New("this was sent by a page of another site, and nothing was done")
	ErrForwarded = errors.New("this was passed on from another machine, and the site is open to its own only: it needs accounts for that (gainsay serve --accounts)")
	ErrLogIn     = errors.New("log in, or send an access key")
	ErrPanic     = errors.New("the program failed at this page; the log tells how")
)

// New makes the guard of a site. Fail answers a request with an error.
func New(archive *gainsay.Archive, options Options, log *slog.Logger, now func() time.Time, fail func(http.ResponseWriter, *http.Request, error)) (*Guard, error) {
	g := &Guard{archive: archive, options: options, fail: fail, log: log, sessions: newSessions(archive, &options, now, fail), passwords: NewPasswords(),
		limits: newLimits(now), patience: usualPatience, cross: http.NewCrossOriginProtection(), person: Viewer{Name: options.Person, Role: Admin}}
	if known, err := user.Current(); err == nil && g.person.Name == "" {
		g.person.Name = known.Username
	}
	g.person.Name = cmp.Or(g.person.Name, "you")
	if options.Address != "" {
		address, err := url.Parse(options.Address)
		if err != nil {
			return nil, fmt.Errorf("%q: %w", options.Address, ErrAddress)
		}
		g.host = address.Host
		if err := g.cross.AddTrustedOrigin(address.Scheme + "://" + address.Host); err != nil {
			return nil, fmt.Errorf("%q: %w", options.Address, ErrAddress)
		}
	}
	return g, nil
}

// Handler lets requests through to another handler, each with its [Viewer].
func (g *Guard) Handler(next http.Handler) http.Handler {
	inner := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { g.let(w, r, next) })
	sessions := g.sessions.LoadAndSave(inner)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		g.options.setHeader(w.Header())
		if g.options.alone() || isOpen(r.URL.Path) == always {
			inner.ServeHTTP(w, r)
			return
		}
		// Before the session is looked up, so that whoever floods the site costs little.
		if err := g.limits.request(r, g.options.client(r).String()); err != nil {
			g.fail(w, r, err)
			return
		}
		sessions.ServeHTTP(w, r)
	})
}

// let checks a request and lets it through.
func (g *Guard) let(w http.ResponseWriter, r *http.Request, next http.Handler) {
	a := newAnswer(w, g.patience)
	r.Body = a.limited(r)
	defer func() {
		failure := recover()
		if failure == nil {
			return
		}
		if failure == http.ErrAbortHandler {
			panic(failure)
		}
		g.log.Error("panic", "path", r.URL.Path, "failure", fmt.Sprint(failure), "stack", string(debug.Stack()))
		if a.begun {
			panic(http.ErrAbortHandler) // so that nobody takes half an answer for a whole one
		}
		g.fail(a, r, ErrPanic)
	}()
	viewer, err := g.admit(r)
	if err != nil {
		g.refuse(a, r, err)
		return
	}
	next.ServeHTTP(a, r.WithContext(With(r.Context(), viewer)))
}

// refuse leads people who have to log in to where they can, and answers all others with the error.
func (g *Guard) refuse(w http.ResponseWriter, r *http.Request, err error) {
	if errors.Is(err, ErrLogIn) && r.Method == http.MethodGet && strings.Contains(r.Header.Get("Accept"), "text/html") {
		http.Redirect(w, r, LoginPath(r.URL), http.StatusSeeOther)
		return
	}
	g.fail(w, r, err)
}

// LoginPath is the page to log in on, which leads back to another one.
func LoginPath(back *url.URL) string {
	return "/login?" + url.Values{"back": {back.RequestURI()}}.Encode()
}

// openness says who is let in to an address without having logged in.
type openness int

const (
	never  openness = iota
	login           // to log in
	always          // what tells nothing of the archive
)

func isOpen(path string) openness {
	switch {
	case strings.HasPrefix(path, "/static/"), path == "/healthz":
		return always
	case path == "/login", strings.HasPrefix(path, "/login/"):
		return login
	}
	return never
}

// admit tells who comes, or why he is not let in.
func (g *Guard) admit(r *http.Request) (Viewer, error) {
	if err := g.checkHost(r); err != nil {
		return Viewer{}, err
	}
	if err := g.cross.Check(r); err != nil {
		return Viewer{}, ErrCrossSite
	}
	if g.options.alone() {
		return g.person, nil
	}
	open := isOpen(r.URL.Path)
	if open == always {
		return Viewer{}, nil
	}
	viewer, err := g.viewer(r)
	if err == nil && open == never && (viewer.Role == "" || viewer.Role == Public && !forPublic(r)) {
		err = ErrLogIn
	}
	return viewer, err
}

// forPublic tells what the public may ask for at all, whatever stands behind it: to look, and not at how the site is doing.
func forPublic(r *http.Request) bool {
	return (r.Method == http.MethodGet || r.Method == http.MethodHead) && r.URL.Path != "/metrics"
}

// viewer tells who comes by his access key or session.
func (g *Guard) viewer(r *http.Request) (Viewer, error) {
	var nobody Viewer
	if g.options.Public {
		nobody.Role = Public
	}
	if !g.options.Accounts {
		return nobody, nil
	}
	if r.Header.Get("Authorization") != "" {
		return g.byKey(r)
	}
	number := g.sessions.GetInt64(r.Context(), accountValue)
	if number == 0 {
		return nobody, nil
	}
	account, err := g.archive.AccountNumbered(r.Context(), number)
	if errors.Is(err, gainsay.ErrUnknown) {
		return nobody, nil
	}
	return Viewer{Name: account.Name, Role: Role(account.Role)}, err
}

// byKey tells whose access key a request comes with: as a bearer's token, or as the password of a program that knows names and passwords only.
func (g *Guard) byKey(r *http.Request) (Viewer, error) {
	secret, ok := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer ")
	if _, password, basic := r.BasicAuth(); basic {
		secret, ok = password, true
	}
	if !ok || !strings.HasPrefix(secret, gainsay.KeyPrefix) {
		return Viewer{}, ErrLogIn
	}
	account, err := g.archive.KeyAccount(r.Context(), secret)
	if errors.Is(err, gainsay.ErrUnknown) {
		if err := g.limits.login.take(g.options.client(r).String()); err != nil {
			return Viewer{}, err
		}
		return Viewer{}, ErrLogIn
	}
	return Viewer{Name: account.Name, Role: Role(account.Role)}, err
}

// forwarding are the header lines by which a proxy gives itself away.
var forwarding = []string{"X-Forwarded-For", "X-Forwarded-Host", "Forwarded"}

// checkHost refuses requests for a name that is not the site's. Where only this machine is let in that is a page elsewhere whose name was made to
// lead here (DNS rebinding), and which would otherwise be of the same origin as the site.
func (g *Guard) checkHost(r *http.Request) error {
	if !g.options.alone() {
		if g.host != "" && !strings.EqualFold(r.Host, g.host) && isOpen(r.URL.Path) != always {
			return ErrHost
		}
		return nil
	}
	if slices.ContainsFunc(forwarding, func(name string) bool { return r.Header.Get(name) != "" }) {
		return ErrForwarded
	}
	local, served := r.Context().Value(http.LocalAddrContextKey).(net.Addr)
	if !served {
		return nil // it came over no network
	}
	host, port, err := net.SplitHostPort(r.Host)
	if err != nil {
		host, port = r.Host, "80"
	}
	host = strings.Trim(host, "[]")
	ip, err := netip.ParseAddr(host)
	if !strings.EqualFold(host, "localhost") && (err != nil || !ip.IsLoopback()) {
		return ErrHost
	}
	if _, own, err := net.SplitHostPort(local.String()); err == nil && own != port {
		return ErrHost
	}
	return nil
}
