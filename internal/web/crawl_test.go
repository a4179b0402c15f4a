package web_test

import (
	"fmt"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"gainsay"
	"gainsay/internal/web"
	"gainsay/internal/web/access"
	"gainsay/news"
)

// TestEveryLinkLeadsSomewhere follows every link within the site from the start page, for everybody who may come: each leads to an address that there is and
// that its viewer may see, each fragment to a place on its page; each form is sent where its viewer may send it; and each page is whole.
func TestEveryLinkLeadsSomewhere(t *testing.T) {
	for _, who := range []struct {
		name    string
		role    access.Role
		options web.Options
		made    func(*testing.T) *gainsay.Archive
		least   int // so many pages are found
	}{
		{"admin of this machine", access.Admin, web.Options{}, sampleArchive, 150},
		{"admin", access.Admin, accounts, sampleArchive, 150},
		{"reviewer", access.Reviewer, accounts, sampleArchive, 150},
		{"reader", access.Reader, accounts, sampleArchive, 150},
		{"public", access.Public, web.Options{Access: access.Options{Accounts: true, Public: true}}, sampleArchive, 40},
		{"admin of an empty archive", access.Admin, web.Options{}, emptyArchive, 12},
		{"reader of an empty archive", access.Reader, accounts, emptyArchive, 10},
		{"public of an empty archive", access.Public, web.Options{Access: access.Options{Accounts: true, Public: true}}, emptyArchive, 6},
	} {
		t.Run(who.name, func(t *testing.T) {
			archive := withAccounts(t, who.made(t))
			acceptSome(t, archive, 6)
			who.options.Patience = time.Minute // what is counted beside a page is on it
			who.options.Now = hurrying()
			address := served(t, archive, who.options)
			v := visiting(t, address)
			if who.options.Access.Accounts && who.role.May(access.Reader) {
				secret, err := archive.AddKey(t.Context(), string(who.role), "crawl")
				if err != nil {
					t.Fatal(err)
				}
				v.header.Set("Authorization", "Bearer "+secret)
			}
			c := newCrawl(t, v, who.role)
			c.follow("/")
			if len(c.pages) < who.least {
				t.Errorf("%d pages found", len(c.pages))
			}
		})
	}
}

// hurrying is a clock on which a minute passes each time that somebody looks at it, so that nobody asks too fast.
func hurrying() func() time.Time {
	begun, looks := time.Now(), atomic.Int64{}
	return func() time.Time { return begun.Add(time.Duration(looks.Add(1)) * time.Minute) }
}

// acceptSome accepts every so-manieth statement.
func acceptSome(t *testing.T, archive *gainsay.Archive, every int) {
	t.Helper()
	n := 0
	for e, err := range archive.All(t.Context(), news.Query{}) {
		if err != nil {
			t.Fatal(err)
		}
		if n++; n%every != 0 {
			continue
		}
		if _, err := archive.Correct(t.Context(), news.Correction{Kind: news.Accept, Target: e.ID, By: "reviewer"}); err != nil {
			t.Fatal(err)
		}
	}
}

// crawl is what is known of a site of which the links are followed.
type crawl struct {
	t       *testing.T
	visitor *visitor
	role    access.Role
	routes  map[string]web.Route
	mux     *http.ServeMux
	shapes  map[string]int             // how many addresses of a shape were asked
	pages   map[string]map[string]bool // address without fragment -> ids of the page
	waiting []link
	wanted  []link // with a fragment
	hidden  string // what stands in no answer; "": nothing is hidden
}

type link struct{ from, to, fragment string }

// How many addresses are followed of one route with the same fields of a query.
const (
	mostPlain = 40 // without any
	mostAsked = 4
)

func newCrawl(t *testing.T, v *visitor, role access.Role) *crawl {
	c := &crawl{t, v, role, map[string]web.Route{}, http.NewServeMux(), map[string]int{}, map[string]map[string]bool{}, nil, nil, ""}
	nothing := http.HandlerFunc(func(http.ResponseWriter, *http.Request) {})
	for _, route := range web.Routes() {
		c.routes[route.Pattern] = route
		c.mux.Handle(route.Pattern, nothing)
	}
	c.mux.Handle("GET /static/", nothing)
	c.mux.Handle("/api/v1/", nothing)
	return c
}

func (c *crawl) follow(start string) {
	for c.waiting = []link{{"", start, ""}}; len(c.waiting) > 0; {
		one := c.waiting[0]
		c.waiting = c.waiting[1:]
		c.visit(one)
	}
	for _, one := range c.wanted {
		if ids, known := c.pages[one.to]; known && !ids[one.fragment] {
			c.t.Errorf("%s leads to #%s, which is not on %s", one.from, one.fragment, one.to)
		}
	}
}

// pattern is the route of an address; "" if its viewer may not go there.
func (c *crawl) pattern(from, method, to string) string {
	request, err := http.NewRequest(method, to, nil)
	if err != nil {
		c.t.Errorf("%s leads to %q: %v", from, to, err)
		return ""
	}
	_, pattern := c.mux.Handler(request)
	if pattern == "" || pattern == "/" {
		c.t.Errorf("%s leads to %s %s, of which there is nothing", from, method, to)
		return ""
	}
	if route, ok := c.routes[pattern]; ok && !route.Open && !c.role.May(route.Least) {
		c.t.Errorf("%s leads to %s %s, where a %s may not go", from, method, to, c.role)
		return ""
	}
	return pattern
}

func (c *crawl) visit(one link) {
	if _, known := c.pages[one.to]; known {
		return
	}
	pattern := c.pattern(one.from, http.MethodGet, one.to)
	if pattern == "" {
		return
	}
	at, err := url.Parse(one.to)
	if err != nil {
		c.t.Errorf("%s leads to %q: %v", one.from, one.to, err)
		return
	}
	shape, most := pattern, mostPlain
	if at.RawQuery != "" {
		shape, most = pattern+"?"+strings.Join(slices.Sorted(maps.Keys(at.Query())), "&"), mostAsked
	}
	if pattern == "GET /static/" || pattern == "/api/v1/" {
		shape = at.Path + shape
	}
	if c.shapes[shape]++; c.shapes[shape] > most || strings.HasPrefix(at.Path, "/api/v1/events") {
		return // enough of these, or a stream without an end
	}
	response, body := c.visitor.get(one.to)
	c.pages[one.to] = map[string]bool{}
	if c.hidden != "" && strings.Contains(strings.ToLower(body), c.hidden) {
		c.t.Errorf("%s tells\n%s", one.to, around(body, c.hidden))
	}
	switch {
	case response.StatusCode >= 400:
		c.t.Errorf("%s leads to %s: %s\n%.300s", one.from, one.to, response.Status, body)
	case response.StatusCode >= 300:
		c.link(link{from: one.to}, at, response.Header.Get("Location"))
	case strings.HasPrefix(response.Header.Get("Content-Type"), "text/html") && !strings.HasSuffix(at.Path, "/original"):
		c.look(one.to, at, body)
	}
}

// look holds a page against what every page has, and takes its links.
func (c *crawl) look(address string, at *url.URL, body string) {
	root, err := html.Parse(strings.NewReader(body))
	if err != nil {
		c.t.Fatal(err)
	}
	whole := strings.HasPrefix(body, "<!doctype html>")
	count := map[atom.Atom]int{}
	ids := c.pages[address]
	for n := range root.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		count[n.DataAtom]++
		c.element(address, at, n)
		if id := attribute(n, "id"); id != "" {
			if ids[id] {
				c.t.Errorf("%s has two elements with id %q", address, id)
			}
			ids[id] = true
		}
		if n.DataAtom == atom.Title && n.Parent.DataAtom == atom.Head && strings.HasPrefix(text(n), "Gainsay") {
			c.t.Errorf("%s has no title", address)
		}
	}
	for n := range root.Descendants() {
		for _, name := range []string{"for", "aria-labelledby", "aria-describedby", "aria-controls"} {
			for id := range strings.FieldsSeq(attribute(n, name)) {
				if whole && !ids[id] {
					c.t.Errorf("%s: %s names %q, which is not there", address, name, id)
				}
			}
		}
	}
	if whole && (count[atom.H1] != 1 || count[atom.Main] != 1) {
		c.t.Errorf("%s has %d h1 and %d main", address, count[atom.H1], count[atom.Main])
	}
}

func (c *crawl) element(address string, at *url.URL, n *html.Node) {
	from := link{from: address}
	for _, name := range []string{"href", "src", "data-link", "data-original"} {
		if to := attribute(n, name); to != "" {
			c.link(from, at, to)
		}
	}
	for candidate := range strings.SplitSeq(attribute(n, "srcset"), ",") {
		if fields := strings.Fields(candidate); len(fields) > 0 {
			c.link(from, at, fields[0])
		}
	}
	if n.DataAtom != atom.Form {
		return
	}
	to, err := at.Parse(attribute(n, "action"))
	if err != nil {
		c.t.Errorf("%s has a form for %q: %v", address, attribute(n, "action"), err)
		return
	}
	if strings.EqualFold(attribute(n, "method"), http.MethodPost) {
		c.pattern(fmt.Sprintf("a form on %s", address), http.MethodPost, to.String())
		return
	}
	to.RawQuery = asItStands(n).Encode()
	c.link(from, at, to.String())
}

// asItStands is what a form sends as it stands.
func asItStands(form *html.Node) url.Values {
	values := url.Values{}
	for n := range form.Descendants() {
		name, kind := attribute(n, "name"), attribute(n, "type")
		if n.DataAtom == atom.Input && name != "" && (kind != "radio" && kind != "checkbox" || has(n, "checked")) {
			values.Add(name, attribute(n, "value"))
		}
		if n.DataAtom == atom.Option && has(n, "selected") {
			values.Add(attribute(n.Parent, "name"), attribute(n, "value"))
		}
	}
	return values
}

// link takes a link if it leads to somewhere within the site.
func (c *crawl) link(of link, at *url.URL, to string) {
	u, err := at.Parse(to)
	if err != nil {
		c.t.Errorf("%s leads to %q: %v", of.from, to, err)
		return
	}
	if u.Host != "" && "http://"+u.Host != c.visitor.address || u.Scheme == "data" || u.Scheme == "mailto" {
		return
	}
	of.fragment = u.Fragment
	u.Scheme, u.Host, u.Fragment = "", "", ""
	of.to = u.String()
	if of.fragment != "" && !strings.HasPrefix(u.Path, "/static/") {
		c.wanted = append(c.wanted, of)
	}
	c.waiting = append(c.waiting, of)
}

func attribute(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

func has(n *html.Node, name string) bool {
	return slices.ContainsFunc(n.Attr, func(a html.Attribute) bool { return a.Key == name })
}

func text(n *html.Node) string {
	var out strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			out.WriteString(d.Data)
		}
	}
	return out.String()
}
