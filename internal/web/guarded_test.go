package web_test

import (
	"context"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"gainsay"
	"gainsay/internal/web"
	"gainsay/internal/web/access"
)

// The accounts of tests are called like their roles, and all have one password.
const testPassword = "a lantern in the weir house"

var testHash = sync.OnceValues(func() (string, error) {
	return access.NewPasswords().Hash(context.Background(), testPassword)
})

// withAccounts adds an account for each role to an archive.
func withAccounts(t *testing.T, archive *gainsay.Archive) *gainsay.Archive {
	t.Helper()
	hash, err := testHash()
	if err != nil {
		t.Fatal(err)
	}
	for _, role := range []access.Role{access.Reader, access.Reviewer, access.Admin} {
		if err := archive.AddAccount(t.Context(), gainsay.Account{Name: string(role), Role: string(role), Password: hash}); err != nil {
			t.Fatal(err)
		}
	}
	return archive
}

// visitor asks the pages for somebody, with his cookies; he follows no redirects.
type visitor struct {
	t       *testing.T
	address string
	client  *http.Client
	header  http.Header
	hasty   bool // does not wait where he has asked too much
}

func visiting(t *testing.T, address string) *visitor {
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	stay := func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	return &visitor{t, address, &http.Client{Jar: jar, CheckRedirect: stay}, http.Header{"Accept": {"text/html"}}, false}
}

// loggedIn is a visitor who has logged in by a name.
func loggedIn(t *testing.T, address, name string) *visitor {
	t.Helper()
	v := visiting(t, address)
	if response, body := v.post("/login", "name", name, "password", testPassword); response.StatusCode != http.StatusSeeOther {
		t.Fatalf("%s: %s\n%s", name, response.Status, body)
	}
	return v
}

func (v *visitor) ask(method, path, body string) (*http.Response, string) {
	v.t.Helper()
	request, err := http.NewRequestWithContext(v.t.Context(), method, v.address+path, strings.NewReader(body))
	if err != nil {
		v.t.Fatal(err)
	}
	request.Header = v.header.Clone()
	if host := v.header.Get("Host"); host != "" {
		request.Host = host
	}
	if method == http.MethodPost {
		request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	response, err := v.client.Do(request)
	if err != nil {
		v.t.Fatal(err)
	}
	answer := read(v.t, response)
	if wait, err := strconv.Atoi(response.Header.Get("Retry-After")); err == nil && !v.hasty {
		time.Sleep(time.Duration(wait) * time.Second)
		return v.ask(method, path, body)
	}
	return response, answer
}

func (v *visitor) get(path string) (*http.Response, string) { return v.ask(http.MethodGet, path, "") }

func (v *visitor) post(path string, fields ...string) (*http.Response, string) {
	values := url.Values{}
	for i := 0; i+1 < len(fields); i += 2 {
		values.Add(fields[i], fields[i+1])
	}
	return v.ask(http.MethodPost, path, values.Encode())
}

var wildcard = regexp.MustCompile(`\{[^}]*\}`)

// example gives the method and an address of a route, with ids that the sample archive has.
func example(pattern string) (method, path string) {
	method, path, both := strings.Cut(pattern, " ")
	if !both {
		method, path = http.MethodGet, pattern
	}
	path = strings.Replace(path, "{$}", "", 1)
	for _, of := range [][2]string{{"/statement/{", "d1/s1"}, {"/document/{", "d1"}, {"/claim/{", "c1"}, {"/speaker/{", "e1"}, {"/origin/{", "o1"}, {"/story/{", "t1"}} {
		if !strings.Contains(path, of[0]) {
			continue
		}
		for _, value := range strings.Split(of[1], "/") {
			if at := wildcard.FindStringIndex(path); at != nil {
				path = path[:at[0]] + value + path[at[1]:]
			}
		}
	}
	return method, wildcard.ReplaceAllString(path, "x")
}

// gets are examples of all pages.
func gets() (paths []string) {
	for _, r := range web.Routes() {
		if method, path := example(r.Pattern); method == http.MethodGet {
			paths = append(paths, path)
		}
	}
	return paths
}
