package web_test

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"

	"gainsay"
	"gainsay/internal/web"
	"gainsay/internal/web/access"
	"gainsay/news"
)

var accounts = web.Options{Access: access.Options{Accounts: true}}

// TestRoles asks every page for everybody: whoever may is let in, everybody else is sent to log in or told that he may not.
func TestRoles(t *testing.T) {
	archive := withAccounts(t, sampleArchive(t))
	closed, open := served(t, archive, accounts), served(t, archive, web.Options{Access: access.Options{Accounts: true, Public: true}})
	for _, role := range []access.Role{"", access.Public, access.Reader, access.Reviewer, access.Admin} {
		for _, route := range web.Routes() {
			method, path := example(route.Pattern)
			if path == "/login" && method == http.MethodPost || path == "/accounts/remove" && method == http.MethodPost {
				continue // they are tried elsewhere
			}
			address := closed
			if role == access.Public {
				address = open
			}
			v := visiting(t, address)
			if role.May(access.Reader) {
				secret, err := archive.AddKey(t.Context(), string(role), fmt.Sprint(role, route.Pattern))
				if err != nil {
					t.Fatal(err)
				}
				v.header.Set("Authorization", "Bearer "+secret)
			}
			response, body := v.ask(method, path, "")
			toLogin := response.StatusCode == http.StatusSeeOther && strings.HasPrefix(response.Header.Get("Location"), "/login?")
			refused := toLogin || response.StatusCode == http.StatusUnauthorized || response.StatusCode == http.StatusForbidden && strings.Contains(body, "you may not do this")
			may := route.Open || role.May(route.Least)
			if may == refused {
				t.Errorf("%q asks for %s: %s, to %q", role, route.Pattern, response.Status, response.Header.Get("Location"))
			}
		}
	}
}

// TestNothingIsChangedByLooking asks every page, and the archive is as it was.
func TestNothingIsChangedByLooking(t *testing.T) {
	archive := withAccounts(t, sampleArchive(t))
	address := served(t, archive, web.Options{})
	dump := func() string {
		var out bytes.Buffer
		if err := archive.Dump(t.Context(), &out); err != nil {
			t.Fatal(err)
		}
		return out.String()
	}
	if _, err := archive.Head(t.Context()); err != nil { // which makes the key of the log, once
		t.Fatal(err)
	}
	before := dump()
	for _, path := range gets() {
		for _, query := range []string{"", "?q=act:deny&kind=accept&target=d1%23s1&name=reader&role=admin"} {
			if response, body := visiting(t, address).get(path + query); response.StatusCode >= 500 {
				t.Errorf("%s: %s\n%.500s", path, response.Status, body)
			}
			if after := dump(); after != before {
				t.Errorf("looking at %s%s has changed the archive", path, query)
				before = after
			}
		}
	}
}

// TestHeaders: whatever is asked, the answer tells browsers to load nothing from elsewhere.
func TestHeaders(t *testing.T) {
	archive := withAccounts(t, sampleArchive(t))
	plain := served(t, archive, web.Options{})
	secure := served(t, archive, web.Options{Access: access.Options{Accounts: true, Address: "https://gainsay.example"}})
	for _, path := range append(gets(), "/static/style.css", "/static/none", "/%00", "/nowhere") {
		for address, host := range map[string]string{plain: "", secure: "gainsay.example"} {
			v := visiting(t, address)
			if host != "" {
				v.header.Set("Host", host)
			}
			response, _ := v.get(path)
			header := response.Header
			for name, want := range map[string]string{"Content-Security-Policy": "default-src 'none'", "X-Content-Type-Options": "nosniff", "Referrer-Policy": "",
				"Permissions-Policy": "camera=()", "Cross-Origin-Opener-Policy": "same-origin", "Cross-Origin-Resource-Policy": "same-origin", "Cache-Control": ""} {
				if name == "Cache-Control" && response.StatusCode == http.StatusNotFound {
					continue // of the file server's own
				}
				if got := header.Get(name); got == "" || !strings.Contains(got, want) {
					t.Errorf("%s: %s: %q", path, name, got)
				}
			}
			if csp := header.Get("Content-Security-Policy"); strings.Contains(csp, "script-src") && strings.Contains(csp, "'unsafe") {
				t.Errorf("%s: %s", path, csp)
			}
			if (header.Get("Strict-Transport-Security") != "") != (host != "") {
				t.Errorf("%s: HSTS %q", path, header.Get("Strict-Transport-Security"))
			}
			if !strings.HasPrefix(path, "/static/") && strings.Contains(header.Get("Cache-Control"), "public") {
				t.Errorf("%s: anybody may keep it: %s", path, header.Get("Cache-Control"))
			}
		}
	}
}

func sessionCookie(t *testing.T, response *http.Response) *http.Cookie {
	t.Helper()
	cookies := response.Cookies()
	if len(cookies) != 1 {
		t.Fatalf("%s: %d cookies", response.Status, len(cookies))
	}
	return cookies[0]
}

func TestSession(t *testing.T) {
	archive := withAccounts(t, sampleArchive(t))
	address := served(t, archive, accounts)
	v := visiting(t, address)
	response, _ := v.get("/?q=act:deny")
	if to := response.Header.Get("Location"); to != "/login?back=%2F%3Fq%3Dact%3Adeny" {
		t.Errorf("sent to %q", to)
	}
	for _, wrong := range [][2]string{{"reader", "wrong"}, {"nobody", testPassword}, {"", ""}, {"reader", ""}, {"reader", strings.Repeat("a", 5000)}} {
		response, body := v.post("/login", "name", wrong[0], "password", wrong[1])
		if response.StatusCode != http.StatusForbidden || !strings.Contains(body, access.ErrCredentials.Error()) || len(response.Cookies()) > 0 {
			t.Errorf("%q: %s", wrong, response.Status)
		}
	}
	// Whoever put a token of his choice into somebody's browser does not share his session.
	v.header.Set("Cookie", "gainsay=chosen")
	response, _ = v.post("/login", "name", "Reader", "password", testPassword, "back", "/?q=act:deny")
	v.header.Del("Cookie")
	first := sessionCookie(t, response)
	if response.Header.Get("Location") != "/?q=act:deny" || first.Value == "chosen" || !first.HttpOnly || first.SameSite != http.SameSiteLaxMode || first.Path != "/" || first.Domain != "" || first.MaxAge > 0 {
		t.Errorf("%s, %+v", response.Header.Get("Location"), first)
	}
	if response, body := v.get("/account"); response.StatusCode != 200 || !strings.Contains(body, "reader") {
		t.Errorf("%s", response.Status)
	}
	// A login on top of another one has a token of its own, and the one before opens nothing.
	response, _ = v.post("/login", "name", "reader", "password", testPassword)
	second := sessionCookie(t, response)
	stranger := visiting(t, address)
	stranger.header.Set("Cookie", "gainsay="+first.Value)
	if response, _ := stranger.get("/account"); response.StatusCode != http.StatusSeeOther || second.Value == first.Value {
		t.Errorf("the token before the login: %s", response.Status)
	}
	if response, _ := v.post("/logout"); response.StatusCode != http.StatusSeeOther {
		t.Errorf("logout: %s", response.Status)
	}
	stranger.header.Set("Cookie", "gainsay="+second.Value)
	for _, one := range []*visitor{v, stranger} {
		if response, _ := one.get("/account"); response.StatusCode != http.StatusSeeOther {
			t.Errorf("behind the logout: %s", response.Status)
		}
	}
	for _, elsewhere := range []string{"https://evil.example/", "//evil.example/", `/\evil.example`, "/%5cevil.example", "javascript:alert(1)", "/login"} {
		_, body := v.get("/login?" + "back=" + strings.ReplaceAll(elsewhere, "%", "%25"))
		if !strings.Contains(body, `name="back" value="/"`) {
			t.Errorf("%s leads on from the login", elsewhere)
		}
	}
}

func TestSecureCookie(t *testing.T) {
	address := served(t, withAccounts(t, sampleArchive(t)), web.Options{Access: access.Options{Accounts: true, Address: "https://gainsay.example"}})
	v := visiting(t, address)
	v.header.Set("Host", "gainsay.example")
	response, _ := v.post("/login", "name", "reader", "password", testPassword)
	if c := sessionCookie(t, response); c.Name != "__Host-gainsay" || !c.Secure || !c.HttpOnly {
		t.Errorf("%+v", c)
	}
	v.header.Set("Host", "evil.example")
	if response, _ := v.get("/login"); response.StatusCode != http.StatusMisdirectedRequest {
		t.Errorf("another host: %s", response.Status)
	}
}

// TestAccountChanges: what is changed of an account holds at once, in all sessions.
func TestAccountChanges(t *testing.T) {
	archive := withAccounts(t, sampleArchive(t))
	address := served(t, archive, accounts)
	here, there, admin := loggedIn(t, address, "reviewer"), loggedIn(t, address, "reviewer"), loggedIn(t, address, "admin")
	if response, _ := here.post("/account/password", "before", "wrong", "after", "another good password"); response.StatusCode != http.StatusForbidden {
		t.Errorf("the wrong password: %s", response.Status)
	}
	if response, _ := here.post("/account/password", "before", testPassword, "after", "short"); response.StatusCode != http.StatusBadRequest {
		t.Errorf("a short password: %s", response.Status)
	}
	if response, _ := here.post("/account/password", "before", testPassword, "after", "another good password"); response.Header.Get("Location") != "/account?done=password" {
		t.Errorf("changed: %s", response.Status)
	}
	if response, _ := here.get("/account"); response.StatusCode != 200 {
		t.Errorf("here: %s", response.Status)
	}
	if response, _ := there.get("/account"); response.StatusCode != http.StatusSeeOther {
		t.Errorf("still logged in there: %s", response.Status)
	}
	_, body := here.post("/account/keys", "key", "script")
	_, secret, _ := strings.Cut(body, `readonly value="`)
	secret, _, _ = strings.Cut(secret, `"`)
	program := visiting(t, address)
	program.header = http.Header{"Authorization": {"Bearer " + secret}}
	if response, body := program.post("/corrections", "kind", "accept", "target", "d1#s1"); response.StatusCode != http.StatusSeeOther {
		t.Errorf("%s\n%s", response.Status, body)
	}
	made, err := archive.Corrections(t.Context(), "d1#s1")
	if err != nil || len(made) != 1 || made[0].By != "reviewer" {
		t.Errorf("%+v, %v", made, err)
	}
	if response, _ := admin.post("/accounts/role", "name", "reviewer", "role", "reader"); response.StatusCode != http.StatusSeeOther {
		t.Errorf("%s", response.Status)
	}
	if response, _ := here.post("/corrections", "kind", "undo", "target", "1"); response.StatusCode != http.StatusForbidden {
		t.Errorf("a reader corrects: %s", response.Status)
	}
	if response, _ := admin.post("/accounts/remove", "name", "reviewer"); response.StatusCode != http.StatusSeeOther {
		t.Errorf("%s", response.Status)
	}
	if response, _ := here.get("/account"); response.StatusCode != http.StatusSeeOther {
		t.Errorf("a removed account: %s", response.Status)
	}
	response, _ := program.get("/")
	if got := response.Header.Values("WWW-Authenticate"); response.StatusCode != http.StatusUnauthorized || len(got) != 2 {
		t.Errorf("a removed account's key: %s, %q", response.Status, got)
	}
	if response, body := admin.post("/accounts/remove", "name", "admin"); response.StatusCode != http.StatusForbidden || !strings.Contains(plainText(body), gainsay.ErrLastAdmin.Error()) {
		t.Errorf("the last admin: %s", response.Status)
	}
	for _, wrong := range [][]string{{"name", "reader", "role", "reader", "password", testPassword}, {"name", "cy", "role", "owner", "password", testPassword},
		{"name", "cy", "role", "reader", "password", "short"}, {"name", "", "role", "reader", "password", testPassword}, {"name", "cy", "role", "reader"}} {
		if response, _ := admin.post("/accounts", wrong...); response.StatusCode < 400 || response.StatusCode >= 500 {
			t.Errorf("%q: %s", wrong, response.Status)
		}
	}
	if response, _ := admin.post("/accounts", "name", "cy", "role", "reader", "password", testPassword); response.StatusCode != http.StatusSeeOther {
		t.Errorf("%s", response.Status)
	}
	loggedIn(t, address, "cy")
}

// TestBasicKey: a feed reader that knows passwords only comes with a key as one.
func TestBasicKey(t *testing.T) {
	archive := withAccounts(t, sampleArchive(t))
	address := served(t, archive, accounts)
	secret, err := archive.AddKey(t.Context(), "reader", "feeds")
	if err != nil {
		t.Fatal(err)
	}
	for password, want := range map[string]int{secret: 200, secret + "x": 401, testPassword: 401, "": 401} {
		request, _ := http.NewRequestWithContext(t.Context(), http.MethodGet, address+"/", nil)
		request.SetBasicAuth("reader", password)
		response, err := http.DefaultClient.Do(request)
		if err != nil {
			t.Fatal(err)
		}
		if read(t, response); response.StatusCode != want {
			t.Errorf("%q: %s", password, response.Status)
		}
	}
}

// TestThrottle: passwords cannot be tried out, neither for one name nor from one address.
func TestThrottle(t *testing.T) {
	address := served(t, withAccounts(t, sampleArchive(t)), accounts)
	v := visiting(t, address)
	v.hasty = true
	for i := range 40 {
		response, _ := v.post("/login", "name", fmt.Sprint("name", i), "password", "")
		if response.StatusCode == http.StatusTooManyRequests {
			if i < 5 || response.Header.Get("Retry-After") == "" {
				t.Errorf("after %d: wait %q", i, response.Header.Get("Retry-After"))
			}
			if response, _ := v.get("/login"); response.StatusCode != 200 {
				t.Errorf("pages too: %s", response.Status)
			}
			return
		}
	}
	t.Error("forty passwords can be tried at once")
}

// TestCrossSite: no page of another site changes anything, nor does one that was sent from nowhere a browser knows.
func TestCrossSite(t *testing.T) {
	archive := withAccounts(t, sampleArchive(t))
	for name, options := range map[string]web.Options{"alone": {}, "accounts": accounts} {
		address := served(t, archive, options)
		v := visiting(t, address)
		if name == "accounts" {
			v = loggedIn(t, address, "admin")
		}
		for _, header := range []http.Header{{"Sec-Fetch-Site": {"cross-site"}}, {"Sec-Fetch-Site": {"same-site"}}, {"Origin": {"https://evil.example"}}, {"Origin": {"null"}}} {
			v.header = header
			for _, route := range web.Routes() {
				method, path := example(route.Pattern)
				if method == http.MethodGet {
					continue
				}
				if response, _ := v.ask(method, path, "kind=accept&target=d1%23s1&name=cy&role=admin&password=a+good+long+password"); response.StatusCode != http.StatusForbidden {
					t.Errorf("%s: %v %s: %s", name, header, route.Pattern, response.Status)
				}
			}
		}
		made, err := archive.Corrections(t.Context(), "")
		if err != nil || len(made) > 0 {
			t.Errorf("%+v, %v", made, err)
		}
	}
}

// TestRebinding: where only this machine is let in, no name that was made to lead here is served.
func TestRebinding(t *testing.T) {
	address := served(t, sampleArchive(t), web.Options{})
	_, port, _ := strings.Cut(strings.TrimPrefix(address, "http://"), ":")
	for host, want := range map[string]int{"127.0.0.1:" + port: 200, "localhost:" + port: 200, "LOCALHOST:" + port: 200, "[::1]:" + port: 200,
		"evil.example:" + port: 421, "evil.example": 421, "127.0.0.1": 421, "127.0.0.1:1": 421, "localhost.evil.example:" + port: 421, "192.168.1.5:" + port: 421, "127.0.0.1.nip.example:" + port: 421} {
		v := visiting(t, address)
		v.header.Set("Host", host)
		for _, path := range []string{"/", "/static/style.css"} {
			if response, _ := v.get(path); response.StatusCode != want {
				t.Errorf("%s%s: %s", host, path, response.Status)
			}
		}
	}
	v := visiting(t, address)
	v.header.Set("X-Forwarded-For", "192.0.2.7")
	if response, body := v.get("/"); response.StatusCode != http.StatusForbidden || !strings.Contains(body, "accounts") {
		t.Errorf("passed on: %s", response.Status)
	}
}

// TestPublic: what nobody has reviewed is on no page for the public, and neither is the text around what somebody has.
func TestPublic(t *testing.T) {
	archive := sampleArchive(t)
	found, err := archive.Statements(t.Context(), news.Query{Limit: 1000})
	if err != nil || len(found.Entries) < 20 {
		t.Fatal(len(found.Entries), err)
	}
	shown := map[string]bool{}
	for i, e := range found.Entries {
		if i%5 == 0 && e.Statement.Part == news.InText {
			if _, err := archive.Correct(t.Context(), news.Correction{By: "kim", Kind: news.Accept, Target: e.ID}); err != nil {
				t.Fatal(err)
			}
			shown[e.ID] = true
		}
	}
	address := served(t, archive, web.Options{Access: access.Options{Public: true}})
	pages := append(gets(), "/?q=act:deny", "/?q=is:unreviewed")
	for _, e := range found.Entries {
		document, name, _ := strings.Cut(e.ID, "#")
		pages = append(pages, "/statement/"+document+"/"+name, "/document/"+document, "/claim/"+e.Statement.Claim, "/story/"+e.Document.Story, "/origin/"+e.Document.Origin)
		if e.Speaker != nil {
			pages = append(pages, "/speaker/"+e.Speaker.ID)
		}
	}
	slices.Sort(pages)
	var all strings.Builder
	for _, path := range slices.Compact(pages) {
		response, body := visiting(t, address).get(path)
		if response.StatusCode >= 500 || response.StatusCode == http.StatusTooManyRequests {
			t.Errorf("%s: %s\n%.300s", path, response.Status, body)
		}
		all.WriteString(plainText(body))
	}
	text := all.String()
	if !strings.Contains(text, "accepted") {
		t.Fatal("nothing is shown at all")
	}
	var reviewed strings.Builder
	for _, e := range found.Entries {
		if shown[e.ID] {
			reviewed.WriteString(e.Words + "\n" + e.Document.Title + "\n" + e.Source + "\n")
		}
	}
	for _, e := range found.Entries {
		// Words that a reviewed statement has, too, tell nothing.
		if words := strings.Join(strings.Fields(e.Words), " "); !shown[e.ID] && len(words) > 30 && strings.Contains(text, words) && !strings.Contains(reviewed.String(), words) && e.Document.Title != words {
			t.Errorf("%s is shown: %s", e.ID, words)
		}
	}
}

// TestSlowClients: whoever sends a header or a body by the byte, or takes nothing, keeps nobody else waiting.
func TestSlowClients(t *testing.T) {
	site, err := web.New(t.Context(), sampleArchive(t), web.Options{})
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewUnstartedServer(site.Handler())
	server.Config = web.Server("", site.Handler(), slog.New(slog.DiscardHandler))
	server.Config.ReadHeaderTimeout = 500 * time.Millisecond // so that the test need not wait long
	server.Start()
	defer server.Close()
	host := server.Listener.Addr().String()
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
	defer cancel()
	var slow []net.Conn
	for i := range 300 {
		connection, err := (&net.Dialer{}).DialContext(ctx, "tcp", host)
		if err != nil {
			t.Fatal(err)
		}
		defer connection.Close()
		begin := "GET / HTTP/1.1\r\nHost: " + host + "\r\nX-Slow: "
		if i%3 == 1 {
			begin = "POST /corrections HTTP/1.1\r\nHost: " + host + "\r\nContent-Length: 1000\r\nContent-Type: application/x-www-form-urlencoded\r\n\r\nk"
		}
		if i%3 == 2 {
			begin = "GET / HTTP/1.1\r\nHost: " + host + "\r\n\r\n" // and never reads
		}
		if _, err := connection.Write([]byte(begin)); err != nil {
			t.Fatal(err)
		}
		slow = append(slow, connection)
	}
	var worst time.Duration
	for range 20 {
		before := time.Now()
		if response, _ := got(t, server.URL+"/"); response.StatusCode != 200 {
			t.Errorf("%s", response.Status)
		}
		worst = max(worst, time.Since(before))
	}
	if worst > 5*time.Second {
		t.Errorf("others wait %s", worst)
	}
	t.Logf("with %d slow clients others wait %s at most", len(slow), worst)
	// A header that does not end is not waited for.
	_ = slow[0].SetReadDeadline(time.Now().Add(10 * time.Second))
	if _, err := bufio.NewReader(slow[0]).ReadString(0); err == nil || strings.Contains(err.Error(), "timeout") {
		t.Errorf("a slow header is waited for: %v", err)
	}
}

func TestTooLarge(t *testing.T) {
	v := visiting(t, served(t, sampleArchive(t), web.Options{}))
	if response, _ := v.ask(http.MethodPost, "/login", "name="+strings.Repeat("a", 5<<20)); response.StatusCode != http.StatusRequestEntityTooLarge {
		t.Errorf("%s", response.Status)
	}
}

func TestAccountPagesInABrowser(t *testing.T) {
	archive := withAccounts(t, sampleArchive(t))
	if err := archive.AddAccount(t.Context(), gainsay.Account{Name: "ida.falk@lakeland.example", Role: "reviewer"}); err != nil {
		t.Fatal(err)
	}
	if _, err := archive.AddKey(t.Context(), "admin", "feed reader"); err != nil {
		t.Fatal(err)
	}
	browserPages(t, served(t, archive, accounts))
	ctx := browser(t)
	looked(t, ctx, served(t, sampleArchive(t), web.Options{})+"/accounts", "accounts-none")
}

func TestPublicInABrowser(t *testing.T) {
	archive := withAccounts(t, sampleArchive(t))
	for _, id := range []string{"d1#s1", "d6#s1", "d7#s1"} {
		if _, err := archive.Correct(t.Context(), news.Correction{By: "kim", Kind: news.Accept, Target: id}); err != nil {
			t.Fatal(err)
		}
	}
	address := served(t, archive, web.Options{Access: access.Options{Accounts: true, Public: true}})
	looked(t, browser(t), address+"/", "ledger-public")
}

// BenchmarkGuard is what it costs to know who comes: the one person at this machine, and somebody with a key.
func BenchmarkGuard(b *testing.B) {
	archive, err := gainsay.Open(b.Context(), b.TempDir(), nil)
	if err != nil {
		b.Fatal(err)
	}
	defer archive.Close()
	if err := archive.AddAccount(b.Context(), gainsay.Account{Name: "ann", Role: "admin"}); err != nil {
		b.Fatal(err)
	}
	secret, err := archive.AddKey(b.Context(), "ann", "benchmark")
	if err != nil {
		b.Fatal(err)
	}
	now := time.Now() // runs ahead, so that nobody asks too much
	ahead := func() time.Time { now = now.Add(time.Second); return now }
	for name, options := range map[string]access.Options{"alone": {}, "key": {Accounts: true}} {
		guard, err := access.New(archive, options, slog.New(slog.DiscardHandler), ahead, func(_ http.ResponseWriter, _ *http.Request, err error) { b.Error(err) })
		if err != nil {
			b.Fatal(err)
		}
		handler := guard.Handler(http.HandlerFunc(func(http.ResponseWriter, *http.Request) {}))
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				r := httptest.NewRequest(http.MethodGet, "/", nil)
				r.Header.Set("Authorization", "Bearer "+secret)
				handler.ServeHTTP(httptest.NewRecorder(), r)
			}
		})
	}
}

// TestAlone: without accounts the one person at this machine may do everything, under a name.
func TestAlone(t *testing.T) {
	archive := sampleArchive(t)
	v := visiting(t, served(t, archive, web.Options{Access: access.Options{Person: "kim"}}))
	if response, body := v.post("/corrections", "kind", "accept", "target", "d1#s1"); response.StatusCode != http.StatusSeeOther {
		t.Errorf("%s\n%s", response.Status, body)
	}
	made, err := archive.Corrections(t.Context(), "d1#s1")
	if err != nil || len(made) != 1 || made[0].By != "kim" {
		t.Errorf("%+v, %v", made, err)
	}
	for _, path := range []string{"/login", "/account"} {
		if response, body := v.get(path); response.StatusCode != http.StatusNotFound || !strings.Contains(body, access.ErrAlone.Error()) {
			t.Errorf("%s: %s", path, response.Status)
		}
	}
}
