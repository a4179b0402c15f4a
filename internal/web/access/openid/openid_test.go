package openid_test

import (
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"errors"
	"io"
	"log/slog"
	"maps"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/coreos/go-oidc/v3/oidc"
	"github.com/coreos/go-oidc/v3/oidc/oidctest"

	"gainsay"
	"gainsay/internal/web/access"
	"gainsay/internal/web/access/openid"
)

const clientID = "the-archive"

// fake is a provider of OpenID Connect that gives a token to whoever knows the verifier of the challenge that he came with.
type fake struct {
	*httptest.Server
	key    *rsa.PrivateKey
	other  *rsa.PrivateKey // that it does not own up to
	asked  url.Values      // what the last login came with
	change map[string]any  // claims that are otherwise
	forged bool            // the next token is signed by another key
}

func newFake(t *testing.T) *fake {
	t.Helper()
	f := &fake{}
	var err error
	for _, key := range []**rsa.PrivateKey{&f.key, &f.other} {
		if *key, err = rsa.GenerateKey(rand.Reader, 2048); err != nil {
			t.Fatal(err)
		}
	}
	described := &oidctest.Server{PublicKeys: []oidctest.PublicKey{{PublicKey: f.key.Public(), KeyID: "one", Algorithm: oidc.RS256}}}
	mux := http.NewServeMux()
	mux.Handle("/", described)
	mux.HandleFunc("/token", f.token)
	f.Server = httptest.NewServer(mux)
	t.Cleanup(f.Close)
	described.SetIssuer(f.URL)
	return f
}

func (f *fake) token(w http.ResponseWriter, r *http.Request) {
	sum := sha256.Sum256([]byte(r.PostFormValue("code_verifier")))
	if base64.RawURLEncoding.EncodeToString(sum[:]) != f.asked.Get("code_challenge") || f.asked.Get("code_challenge_method") != "S256" || r.PostFormValue("code") != "code" {
		http.Error(w, `{"error":"invalid_grant"}`, http.StatusBadRequest)
		return
	}
	claims := map[string]any{"iss": f.URL, "aud": clientID, "sub": "7", "exp": time.Now().Add(time.Hour).Unix(), "iat": time.Now().Unix(), "nonce": f.asked.Get("nonce"),
		"email": "ida.falk@lakeland.example", "email_verified": true}
	maps.Copy(claims, f.change)
	payload, err := json.Marshal(claims)
	if err != nil {
		panic(err)
	}
	key := f.key
	if f.forged {
		key = f.other
	}
	w.Header().Set("Content-Type", "application/json")
	answer := map[string]any{"access_token": "x", "token_type": "Bearer", "id_token": oidctest.SignIDToken(key, "one", oidc.RS256, string(payload))}
	if f.change["id_token"] == "none" {
		delete(answer, "id_token")
	}
	_ = json.NewEncoder(w).Encode(answer)
}

// site is pages that tell who sees them, behind the guard.
func site(t *testing.T, archive *gainsay.Archive, config openid.Config) string {
	t.Helper()
	provider, err := openid.New(t.Context(), config)
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewUnstartedServer(nil)
	fail := func(w http.ResponseWriter, _ *http.Request, err error) {
		http.Error(w, err.Error(), http.StatusForbidden)
	}
	options := access.Options{Accounts: true, Provider: provider, Address: "http://" + server.Listener.Addr().String()}
	guard, err := access.New(archive, options, slog.New(slog.DiscardHandler), time.Now, fail)
	if err != nil {
		t.Fatal(err)
	}
	mux := http.NewServeMux()
	mux.HandleFunc("POST /login/provider", func(w http.ResponseWriter, r *http.Request) {
		address, err := guard.Begin(r, "/claims")
		if err != nil {
			fail(w, r, err)
			return
		}
		w.Header().Set("Location", address)
	})
	mux.HandleFunc("GET /login/callback", func(w http.ResponseWriter, r *http.Request) {
		back, err := guard.Finish(r, r.URL.Query())
		if err != nil {
			fail(w, r, err)
			return
		}
		w.Header().Set("Location", back)
	})
	mux.HandleFunc("GET /who", func(w http.ResponseWriter, r *http.Request) {
		v := access.Of(r.Context())
		_, _ = w.Write([]byte(v.Name + " " + string(v.Role)))
	})
	server.Config.Handler = guard.Handler(mux)
	server.Start()
	t.Cleanup(server.Close)
	return server.URL
}

func emptyArchive(t *testing.T) *gainsay.Archive {
	t.Helper()
	archive, err := gainsay.Open(t.Context(), t.TempDir(), nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = archive.Close() })
	return archive
}

func newClient(t *testing.T) *http.Client {
	t.Helper()
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	return &http.Client{Jar: jar}
}

func ask(t *testing.T, client *http.Client, method, address string) (*http.Response, string) {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), method, address, nil)
	if err != nil {
		t.Fatal(err)
	}
	response, err := client.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return response, strings.TrimSpace(string(body))
}

// begin goes to the provider, and gives the state with which it comes back.
func (f *fake) begin(t *testing.T, client *http.Client, address string) (state string) {
	t.Helper()
	response, body := ask(t, client, http.MethodPost, address+"/login/provider")
	to, err := url.Parse(response.Header.Get("Location"))
	if err != nil || !strings.HasPrefix(to.String(), f.URL+"/auth?") {
		t.Fatal(to, err, body)
	}
	f.asked = to.Query()
	if got := f.asked.Get("redirect_uri"); got != address+"/login/callback" || f.asked.Get("response_type") != "code" {
		t.Errorf("%v", f.asked)
	}
	return f.asked.Get("state")
}

func TestLogin(t *testing.T) {
	f, archive := newFake(t), emptyArchive(t)
	if err := archive.AddAccount(t.Context(), gainsay.Account{Name: "Ida.Falk@lakeland.example", Role: "reviewer"}); err != nil {
		t.Fatal(err)
	}
	address := site(t, archive, openid.Config{Issuer: f.URL, ClientID: clientID})
	client := newClient(t)
	state := f.begin(t, client, address)
	response, body := ask(t, client, http.MethodGet, address+"/login/callback?code=code&state="+state)
	if response.StatusCode != 200 || response.Header.Get("Location") != "/claims" {
		t.Fatal(response.Status, body)
	}
	if _, who := ask(t, client, http.MethodGet, address+"/who"); who != "Ida.Falk@lakeland.example reviewer" {
		t.Errorf("%q", who)
	}
	// What was used once is of no use, to nobody.
	for _, again := range []*http.Client{client, newClient(t)} {
		if response, body := ask(t, again, http.MethodGet, address+"/login/callback?code=code&state="+state); response.StatusCode != http.StatusForbidden || body != access.ErrFlow.Error() {
			t.Errorf("again: %s %s", response.Status, body)
		}
	}
	// The account is tied to the subject now: it is found under another address, and somebody else with that address does not get it.
	f.change = map[string]any{"email": "falk@lakeland.example"}
	client = newClient(t)
	if response, body := ask(t, client, http.MethodGet, address+"/login/callback?code=code&state="+f.begin(t, client, address)); response.StatusCode != 200 {
		t.Errorf("another address: %s %s", response.Status, body)
	}
	f.change = map[string]any{"sub": "8"}
	client = newClient(t)
	if _, body := ask(t, client, http.MethodGet, address+"/login/callback?code=code&state="+f.begin(t, client, address)); body != access.ErrNoAccount.Error() {
		t.Errorf("another's address: %s", body)
	}
}

// TestAttacks: what is not the provider's answer to this question of this browser lets nobody in.
func TestAttacks(t *testing.T) {
	f, archive := newFake(t), emptyArchive(t)
	if err := archive.AddAccount(t.Context(), gainsay.Account{Name: "ida.falk@lakeland.example", Role: "admin"}); err != nil {
		t.Fatal(err)
	}
	for name, attack := range map[string]struct {
		change map[string]any
		forged bool
		query  func(state string) string
		want   error
	}{
		"wrong state":          {query: func(string) string { return "code=code&state=guessed" }, want: access.ErrFlow},
		"no state":             {query: func(string) string { return "code=code" }, want: access.ErrFlow},
		"wrong code":           {query: func(state string) string { return "code=other&state=" + state }, want: access.ErrProvider},
		"refused":              {query: func(state string) string { return "error=access_denied&state=" + state }, want: access.ErrProvider},
		"wrong nonce":          {change: map[string]any{"nonce": "of another login"}, want: access.ErrProvider},
		"no nonce":             {change: map[string]any{"nonce": ""}, want: access.ErrProvider},
		"another audience":     {change: map[string]any{"aud": "another-site"}, want: access.ErrProvider},
		"another issuer":       {change: map[string]any{"iss": "https://evil.example"}, want: access.ErrProvider},
		"expired":              {change: map[string]any{"exp": time.Now().Add(-time.Hour).Unix()}, want: access.ErrProvider},
		"forged":               {forged: true, want: access.ErrProvider},
		"no token":             {change: map[string]any{"id_token": "none"}, want: access.ErrProvider},
		"no subject":           {change: map[string]any{"sub": ""}, want: access.ErrProvider},
		"unverified address":   {change: map[string]any{"email_verified": false}, want: access.ErrNoAccount},
		"unverified by a text": {change: map[string]any{"email_verified": "true"}, want: access.ErrNoAccount},
		"unknown address":      {change: map[string]any{"email": "kim@evil.example"}, want: access.ErrNoAccount},
	} {
		t.Run(name, func(t *testing.T) {
			address := site(t, archive, openid.Config{Issuer: f.URL, ClientID: clientID}) // each with limits of its own
			f.change, f.forged = attack.change, attack.forged
			client := newClient(t)
			state := f.begin(t, client, address)
			query := "code=code&state=" + state
			if attack.query != nil {
				query = attack.query(state)
			}
			response, body := ask(t, client, http.MethodGet, address+"/login/callback?"+query)
			if response.StatusCode != http.StatusForbidden || !strings.HasPrefix(body, attack.want.Error()) {
				t.Errorf("%s %s", response.Status, body)
			}
			if _, who := ask(t, client, http.MethodGet, address+"/who"); strings.Contains(who, "admin") {
				t.Errorf("let in as %q", who)
			}
		})
	}
}

// TestRoles: the provider's groups make accounts and roles.
func TestRoles(t *testing.T) {
	f, archive := newFake(t), emptyArchive(t)
	if err := archive.AddAccount(t.Context(), gainsay.Account{Name: "ann", Role: "admin"}); err != nil {
		t.Fatal(err)
	}
	address := site(t, archive, openid.Config{Issuer: f.URL, ClientID: clientID, RoleClaim: "groups", Roles: map[string]access.Role{"desk": access.Reviewer, "house": access.Reader}})
	for _, step := range []struct {
		groups any
		want   string
	}{{"nobody", ""}, {[]string{"house", "desk"}, "reviewer"}, {"house", "reader"}, {[]string{}, "reader"}, {7, "reader"}} {
		f.change = map[string]any{"groups": step.groups}
		client := newClient(t)
		response, body := ask(t, client, http.MethodGet, address+"/login/callback?code=code&state="+f.begin(t, client, address))
		if (response.StatusCode == 200) != (step.want != "") {
			t.Errorf("%v: %s %s", step.groups, response.Status, body)
		}
		if _, who := ask(t, client, http.MethodGet, address+"/who"); step.want != "" && who != "ida.falk@lakeland.example "+step.want {
			t.Errorf("%v: %q", step.groups, who)
		}
	}
}

func TestSettings(t *testing.T) {
	f := newFake(t)
	for _, config := range []openid.Config{{}, {Issuer: f.URL}, {Issuer: "nowhere", ClientID: clientID}, {Issuer: f.URL + "/other", ClientID: clientID}} {
		if _, err := openid.New(t.Context(), config); !errors.Is(err, openid.ErrSettings) {
			t.Errorf("%+v: %v", config, err)
		}
	}
}
