// Package openid lets people log in at a provider of OpenID Connect: by an authorisation code with PKCE, state and nonce.
//
// In come the provider's address and what the site is known by there; out comes an [access.Provider]. It imports package access and
// libraries for OpenID Connect.
package openid

import (
	"cmp"
	"context"
	"crypto/rand"
	"crypto/subtle"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"time"

	"github.com/coreos/go-oidc/v3/oidc"
	"golang.org/x/oauth2"

	"gainsay/internal/web/access"
)

// Config is what the provider and the site know of each other.
type Config struct {
	Issuer       string // address of the provider
	ClientID     string
	ClientSecret string // "" for a public client
	Name         string // what the button to log in says; "": the issuer's host

	// RoleClaim is the name of a claim, a text or a list of texts such as groups; Roles says which role each gives. Of several the one that may
	// most counts. Whoever is given one needs no account beforehand, everybody else does.
	RoleClaim string
	Roles     map[string]access.Role

	Now func() time.Time // nil: time.Now
}

// ErrSettings are settings that lead to no provider.
var ErrSettings = errors.New("the provider of OpenID Connect cannot be used: check its address")

// requestTime is how long the provider may take to answer.
const requestTime = 20 * time.Second

// Provider is a provider of OpenID Connect. It is safe for concurrent use.
type Provider struct {
	config   Config
	provider *oidc.Provider
	verifier *oidc.IDTokenVerifier
	client   *http.Client
}

var _ access.Provider = (*Provider)(nil)

// New asks a provider what can be asked of it. The error is [ErrSettings].
func New(ctx context.Context, config Config) (*Provider, error) {
	p := &Provider{config: config, client: &http.Client{Timeout: requestTime}}
	issuer, err := url.Parse(config.Issuer)
	if err != nil || issuer.Host == "" || config.ClientID == "" {
		return nil, fmt.Errorf("%w (%q, client %q)", ErrSettings, config.Issuer, config.ClientID)
	}
	p.config.Name = cmp.Or(config.Name, issuer.Host)
	// The provider's keys are fetched for as long as the site runs, by whoever comes.
	p.provider, err = oidc.NewProvider(oidc.ClientContext(context.WithoutCancel(ctx), p.client), config.Issuer)
	if err != nil {
		return nil, fmt.Errorf("%w (%w)", ErrSettings, err)
	}
	p.verifier = p.provider.Verifier(&oidc.Config{ClientID: config.ClientID, Now: config.Now})
	return p, nil
}

// Name is what the button to log in says.
func (p *Provider) Name() string { return p.config.Name }

func (p *Provider) exchange(redirect string) *oauth2.Config {
	return &oauth2.Config{ClientID: p.config.ClientID, ClientSecret: p.config.ClientSecret, Endpoint: p.provider.Endpoint(), RedirectURL: redirect,
		Scopes: []string{oidc.ScopeOpenID, oidc.ScopeEmail, oidc.ScopeProfile}}
}

// Begin gives the address to send somebody to.
func (p *Provider) Begin(redirect string) (address string, flow access.Flow) {
	flow = access.Flow{State: rand.Text(), Nonce: rand.Text(), Verifier: oauth2.GenerateVerifier()}
	return p.exchange(redirect).AuthCodeURL(flow.State, oidc.Nonce(flow.Nonce), oauth2.S256ChallengeOption(flow.Verifier)), flow
}

// Finish tells who came back. The error is [access.ErrProvider].
func (p *Provider) Finish(ctx context.Context, redirect string, flow access.Flow, query url.Values) (access.Person, error) {
	if refused := query.Get("error"); refused != "" {
		return access.Person{}, fmt.Errorf("%w (%.100q)", access.ErrProvider, refused)
	}
	ctx, cancel := context.WithTimeout(oidc.ClientContext(ctx, p.client), requestTime)
	defer cancel()
	token, err := p.exchange(redirect).Exchange(ctx, query.Get("code"), oauth2.VerifierOption(flow.Verifier))
	if err != nil {
		return access.Person{}, fmt.Errorf("%w (%w)", access.ErrProvider, err)
	}
	raw, ok := token.Extra("id_token").(string)
	if !ok {
		return access.Person{}, fmt.Errorf("%w (it sent no ID token)", access.ErrProvider)
	}
	id, err := p.verifier.Verify(ctx, raw)
	if err != nil {
		return access.Person{}, fmt.Errorf("%w (%w)", access.ErrProvider, err)
	}
	if subtle.ConstantTimeCompare([]byte(id.Nonce), []byte(flow.Nonce)) != 1 {
		return access.Person{}, fmt.Errorf("%w (its answer is to another question)", access.ErrProvider)
	}
	return p.person(id)
}

// person is who an ID token is about.
func (p *Provider) person(id *oidc.IDToken) (access.Person, error) {
	var claims map[string]any
	if err := id.Claims(&claims); err != nil || id.Subject == "" {
		return access.Person{}, fmt.Errorf("%w (its ID token does not say who you are)", access.ErrProvider)
	}
	who := access.Person{Subject: id.Issuer + " " + id.Subject}
	if verified, _ := claims["email_verified"].(bool); verified {
		who.Email, _ = claims["email"].(string)
	}
	given := claims[p.config.RoleClaim]
	values, several := given.([]any)
	if !several {
		values = []any{given}
	}
	for _, value := range values {
		name, _ := value.(string)
		if role, ok := p.config.Roles[name]; ok && (who.Role == "" || role.May(who.Role)) {
			who.Role = role
		}
	}
	return who, nil
}
