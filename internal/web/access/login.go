package access

import (
	"context"
	"crypto/subtle"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"time"

	"gainsay"
)

// The errors of logging in.
var (
	ErrCredentials = errors.New("the name or the password is wrong")
	ErrFlow        = errors.New("logging in took too long or was begun elsewhere: begin again")
	ErrNoAccount   = errors.New("you are known there, but have no account here: ask an admin for one")
	ErrAlone       = errors.New("nobody has to log in here: the site is open to this machine only")
	ErrProvider    = errors.New("the provider did not log you in, or what it says cannot be trusted: begin again")
	ErrElsewhere   = errors.New("your account has no password: you log in at a provider")
)

// Accounts tells whether people log in.
func (g *Guard) Accounts() bool { return g.options.Accounts }

// Elsewhere is the name of the provider at which people can log in; "" where there is none.
func (g *Guard) Elsewhere() string {
	if g.options.Provider == nil || !g.options.Accounts {
		return ""
	}
	return g.options.Provider.Name()
}

// Hash makes what a password is checked against; see [Passwords.Hash].
func (g *Guard) Hash(ctx context.Context, password string) (string, error) {
	return g.passwords.Hash(ctx, password)
}

// Login lets somebody in who knows the password of a name. The errors are [ErrCredentials], [ErrAlone] and a [TooManyError].
func (g *Guard) Login(r *http.Request, name, password string) error {
	if !g.options.Accounts {
		return ErrAlone
	}
	account, err := g.checked(r, name, password)
	if err != nil {
		return err
	}
	return g.enter(r.Context(), account)
}

// checked gives the account of a name whose password somebody knows.
func (g *Guard) checked(r *http.Request, name, password string) (gainsay.Account, error) {
	client := g.options.client(r).String()
	if err := g.limits.login.take(client); err != nil {
		return gainsay.Account{}, err
	}
	if err := g.limits.name.take(strings.ToLower(name)); err != nil {
		return gainsay.Account{}, err
	}
	account, err := g.archive.Account(r.Context(), name)
	if err != nil && !errors.Is(err, gainsay.ErrUnknown) {
		return account, err
	}
	// Of an unknown name too, so that nobody can tell by the time that it takes which there are.
	ok, err := g.passwords.Check(r.Context(), account.Password, password)
	if err != nil {
		return account, err
	}
	if !ok {
		g.log.Warn("login refused", "client", client)
		return account, ErrCredentials
	}
	return account, nil
}

// enter makes the session that of an account, under a new token: whoever knew the one before knows nothing.
func (g *Guard) enter(ctx context.Context, account gainsay.Account) error {
	if err := g.sessions.Clear(ctx); err != nil {
		return err
	}
	if err := g.sessions.RenewToken(ctx); err != nil {
		return err
	}
	g.sessions.Put(ctx, accountValue, account.Number)
	return nil
}

// Logout ends the session of a request.
func (g *Guard) Logout(ctx context.Context) error {
	if !g.options.Accounts {
		return ErrAlone
	}
	return g.sessions.Destroy(ctx)
}

// SetPassword gives the viewer of a request another password, if he knows the one that he has, and ends his other sessions. The errors
// are [ErrCredentials], [ErrPassword], [ErrElsewhere], [ErrAlone] and a [TooManyError].
func (g *Guard) SetPassword(r *http.Request, before, after string) error {
	if !g.options.Accounts {
		return ErrAlone
	}
	own, err := g.archive.Account(r.Context(), Of(r.Context()).Name)
	if err != nil {
		return err
	}
	if own.Password == "" {
		return ErrElsewhere
	}
	if _, err := g.checked(r, own.Name, before); err != nil {
		return err
	}
	hash, err := g.passwords.Hash(r.Context(), after)
	if err != nil {
		return err
	}
	if err := g.archive.SetPassword(r.Context(), own.Name, hash); err != nil {
		return err
	}
	return g.enter(r.Context(), own)
}

// callback is where a provider sends people back to.
const callback = "/login/callback"

func (g *Guard) redirect() string { return strings.TrimSuffix(g.options.Address, "/") + callback }

// Begin sends somebody to the provider, and gives its address. Afterwards he is to be led to the page back. The errors are [ErrAlone] and a
// [TooManyError].
func (g *Guard) Begin(r *http.Request, back string) (address string, err error) {
	if g.Elsewhere() == "" {
		return "", ErrAlone
	}
	if err := g.limits.login.take(g.options.client(r).String()); err != nil {
		return "", err
	}
	address, flow := g.options.Provider.Begin(g.redirect())
	if err := g.sessions.Clear(r.Context()); err != nil {
		return "", err
	}
	g.sessions.Put(r.Context(), flowValue, strings.Join([]string{flow.State, flow.Nonce, flow.Verifier}, " "))
	g.sessions.Put(r.Context(), backValue, back)
	g.sessions.SetDeadline(r.Context(), time.Now().Add(flowTime))
	return address, nil
}

// Finish lets somebody in who comes back from the provider, and gives the page that he is to be led to. The errors are [ErrFlow], [ErrProvider], [ErrNoAccount]
// and [ErrAlone].
func (g *Guard) Finish(r *http.Request, query url.Values) (back string, err error) {
	if g.Elsewhere() == "" {
		return "", ErrAlone
	}
	kept := strings.Split(g.sessions.PopString(r.Context(), flowValue), " ") // once: what was used is gone
	back = g.sessions.PopString(r.Context(), backValue)
	if len(kept) != 3 || kept[0] == "" || subtle.ConstantTimeCompare([]byte(kept[0]), []byte(query.Get("state"))) != 1 {
		return "", ErrFlow
	}
	person, err := g.options.Provider.Finish(r.Context(), g.redirect(), Flow{kept[0], kept[1], kept[2]}, query)
	if err != nil {
		g.log.Warn("login at the provider refused", "client", g.options.client(r).String(), "error", err)
		return "", err
	}
	account, err := g.accountOf(r.Context(), person)
	if err != nil {
		return "", err
	}
	return back, g.enter(r.Context(), account)
}

// accountOf is the account of somebody whom a provider knows: the one that is tied to him; else, and then tied to him, the one that bears his address and
// is tied to nobody; else, if the provider's claims give him a role, a new one.
func (g *Guard) accountOf(ctx context.Context, p Person) (gainsay.Account, error) {
	account, err := g.archive.AccountOfSubject(ctx, p.Subject)
	if err == nil && p.Role != "" && string(p.Role) != account.Role {
		if err := g.archive.SetRole(ctx, account.Name, string(p.Role)); err != nil && !errors.Is(err, gainsay.ErrLastAdmin) {
			return account, err
		}
	}
	if !errors.Is(err, gainsay.ErrUnknown) {
		return account, err
	}
	if p.Email == "" {
		return account, ErrNoAccount
	}
	account, err = g.archive.Account(ctx, p.Email)
	switch {
	case err == nil && account.Subject != "":
		return account, ErrNoAccount
	case err == nil:
		if err := g.archive.SetSubject(ctx, account.Name, p.Subject); err != nil {
			return account, err
		}
	case !errors.Is(err, gainsay.ErrUnknown):
		return account, err
	case p.Role == "":
		return account, ErrNoAccount
	default:
		if err := g.archive.AddAccount(ctx, gainsay.Account{Name: p.Email, Role: string(p.Role), Subject: p.Subject}); err != nil {
			return account, fmt.Errorf("making an account: %w", err)
		}
	}
	return g.archive.AccountOfSubject(ctx, p.Subject)
}
