package web

import (
	"cmp"
	"errors"
	"net/http"
	"strings"

	"gainsay"
	"gainsay/internal/web/access"
)

// accountData is what the page of the viewer's own account shows.
type accountData struct {
	Name, Role, Since string
	Password          bool // he has one
	Keys              []keyRow
	KeyName, Secret   string // a key that was just made
	Wrong, Done       string
}

type keyRow struct{ Name, Added string }

// accountPage is the viewer's own account: his password and the keys of his programs.
func (s *Site) accountPage(r *http.Request) (page, error) {
	return s.accountWith(r, accountData{Done: accountDone[r.FormValue("done")]})
}

// accountDone is what the page of an account says has been done.
var accountDone = map[string]string{"password": "Your password is changed. You are logged out everywhere else.", "key": "The key is removed: it opens nothing any more."}

func (s *Site) accountWith(r *http.Request, data accountData) (page, error) {
	own, err := s.ownAccount(r)
	if err != nil {
		return page{}, err
	}
	data.Name, data.Role, data.Since, data.Password = own.Name, own.Role, own.Added.Format("2006-01-02"), own.Password != ""
	keys, err := s.archive.Keys(r.Context(), own.Name)
	if err != nil {
		return page{}, err
	}
	for _, k := range keys {
		data.Keys = append(data.Keys, keyRow{k.Name, k.Added.Format("2006-01-02")})
	}
	return page{template: "account", title: "Your account", section: "/account", data: data}, nil
}

// accountAgain shows the page of the account again with what was wrong, if that is something that the viewer can put right.
func (s *Site) accountAgain(w http.ResponseWriter, r *http.Request, err error) error {
	if _, ok := refusalOf(err); !ok || errors.Is(err, access.ErrAlone) {
		return err
	}
	p, failed := s.accountWith(r, accountData{Wrong: err.Error(), KeyName: r.PostFormValue("key")})
	if failed != nil {
		return failed
	}
	p.status = failureOf(err).Status
	refused(w.Header(), r, err)
	s.write(w, r, p)
	return nil
}

func (s *Site) changePassword(w http.ResponseWriter, r *http.Request) error {
	err := s.guard.SetPassword(r, r.PostFormValue("before"), r.PostFormValue("after"))
	if err != nil {
		return s.accountAgain(w, r, err)
	}
	http.Redirect(w, r, "/account?done=password", http.StatusSeeOther)
	return nil
}

// addKey makes an access key and shows it, this once.
func (s *Site) addKey(w http.ResponseWriter, r *http.Request) error {
	own, err := s.ownAccount(r)
	if err != nil {
		return err
	}
	name := strings.TrimSpace(r.PostFormValue("key"))
	secret, err := s.archive.AddKey(r.Context(), own.Name, name)
	if err != nil {
		return s.accountAgain(w, r, err)
	}
	p, err := s.accountWith(r, accountData{KeyName: name, Secret: secret})
	if err != nil {
		return err
	}
	w.Header().Set("Cache-Control", "no-store")
	s.write(w, r, p)
	return nil
}

func (s *Site) removeKey(w http.ResponseWriter, r *http.Request) error {
	own, err := s.ownAccount(r)
	if err != nil {
		return err
	}
	if err := s.archive.RemoveKey(r.Context(), own.Name, r.PostFormValue("key")); err != nil {
		return err
	}
	http.Redirect(w, r, "/account?done=key", http.StatusSeeOther)
	return nil
}

// accountsData is what the page of all accounts shows.
type accountsData struct {
	Accounts         []accountRow
	Roles            []access.Role
	Login            bool // people log in at all
	Elsewhere        string
	Wrong, Done      string
	NewName, NewRole string // what was given for an account that could not be made
}

type accountRow struct {
	Name, Role, Added string
	How               string // he logs in
	Own               bool   // it is the viewer's
}

var accountRoles = []access.Role{access.Reader, access.Reviewer, access.Admin}

// accountsPage is all accounts, and where they are made, changed and removed.
func (s *Site) accountsPage(r *http.Request) (page, error) {
	return s.accountsWith(r, accountsData{Done: accountsDone[r.FormValue("done")]})
}

// accountsDone is what the page of all accounts says has been done.
var accountsDone = map[string]string{"added": "The account is made.", "role": "The role is changed; it holds from the next page on.",
	"password": "The password is set, and the account is logged out everywhere.", "removed": "The account is removed with its sessions and access keys."}

func (s *Site) accountsWith(r *http.Request, data accountsData) (page, error) {
	list, err := s.archive.Accounts(r.Context())
	if err != nil {
		return page{}, err
	}
	data.Roles, data.Login, data.Elsewhere, data.NewRole = accountRoles, s.guard.Accounts(), s.guard.Elsewhere(), cmp.Or(data.NewRole, string(access.Reader))
	if len(list) == 0 {
		data.NewRole = string(access.Admin)
	}
	for _, a := range list {
		data.Accounts = append(data.Accounts, accountRow{a.Name, a.Role, a.Added.Format("2006-01-02"), howOf(&a), data.Login && a.Name == access.Of(r.Context()).Name})
	}
	return page{template: "accounts", title: "Accounts", section: "/accounts", data: data}, nil
}

// howOf says how somebody logs in.
func howOf(a *gainsay.Account) string {
	switch {
	case a.Password != "" && a.Subject != "":
		return "password, provider"
	case a.Password != "":
		return "password"
	case a.Subject != "":
		return "provider"
	}
	return "provider, not yet"
}

// accountsChanged leads back to the accounts when one was changed, or shows them with what was wrong.
func (s *Site) accountsChanged(w http.ResponseWriter, r *http.Request, what, name string, err error) error {
	if err == nil {
		http.Redirect(w, r, "/accounts?done="+what, http.StatusSeeOther)
		return nil
	}
	f := failureOf(err)
	if f.Status == http.StatusInternalServerError {
		return err
	}
	data := accountsData{Wrong: err.Error()}
	if what == "added" {
		data.NewName, data.NewRole = name, r.PostFormValue("role")
	}
	p, failed := s.accountsWith(r, data)
	if failed != nil {
		return failed
	}
	p.status = f.Status
	s.write(w, r, p)
	return nil
}

// addAccount makes an account: with a password, or for somebody who logs in at the provider with the address that is its name.
func (s *Site) addAccount(w http.ResponseWriter, r *http.Request) error {
	account := gainsay.Account{Name: strings.TrimSpace(r.PostFormValue("name")), Role: r.PostFormValue("role")}
	var err error
	if password := r.PostFormValue("password"); password != "" || s.guard.Elsewhere() == "" {
		account.Password, err = s.guard.Hash(r.Context(), password)
	}
	if err == nil {
		err = s.archive.AddAccount(r.Context(), account)
	}
	return s.accountsChanged(w, r, "added", account.Name, err)
}

func (s *Site) changeRole(w http.ResponseWriter, r *http.Request) error {
	name := r.PostFormValue("name")
	return s.accountsChanged(w, r, "role", name, s.archive.SetRole(r.Context(), name, r.PostFormValue("role")))
}

func (s *Site) resetPassword(w http.ResponseWriter, r *http.Request) error {
	name := r.PostFormValue("name")
	hash, err := s.guard.Hash(r.Context(), r.PostFormValue("password"))
	if err == nil {
		err = s.archive.SetPassword(r.Context(), name, hash)
	}
	return s.accountsChanged(w, r, "password", name, err)
}

// removeAccountPage asks once more before an account is removed.
func (s *Site) removeAccountPage(r *http.Request) (page, error) {
	account, err := s.archive.Account(r.Context(), r.FormValue("name"))
	if err != nil {
		return page{}, err
	}
	return page{template: "account-remove", title: "Remove " + account.Name, section: "/accounts", data: account.Name}, nil
}

func (s *Site) removeAccount(w http.ResponseWriter, r *http.Request) error {
	name := r.PostFormValue("name")
	return s.accountsChanged(w, r, "removed", name, s.archive.RemoveAccount(r.Context(), name))
}
