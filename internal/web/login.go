package web

import (
	"errors"
	"net/http"
	"net/url"
	"strings"

	"gainsay"
	"gainsay/internal/web/access"
)

// loginForm is what the page to log in shows.
type loginForm struct {
	Back, Name, Provider string
	Wrong                string // what was wrong with the last try
}

// loginPage is where people log in. Whoever does not have to is told so.
func (s *Site) loginPage(r *http.Request) (page, error) {
	if !s.guard.Accounts() {
		return page{}, access.ErrAlone
	}
	return s.loginWith(loginForm{Back: local(r.FormValue("back"))}), nil
}

func (s *Site) loginWith(form loginForm) page {
	form.Provider = s.guard.Elsewhere()
	return page{template: "login", title: "Log in", data: form}
}

// login lets somebody in by name and password, and shows the form again where they are wrong.
func (s *Site) login(w http.ResponseWriter, r *http.Request) error {
	if err := r.ParseForm(); err != nil {
		return formError(err)
	}
	form := loginForm{Back: local(r.PostFormValue("back")), Name: strings.TrimSpace(r.PostFormValue("name"))}
	err := s.guard.Login(r, form.Name, r.PostFormValue("password"))
	if errors.Is(err, access.ErrCredentials) {
		form.Wrong = err.Error()
		p := s.loginWith(form)
		p.status = http.StatusForbidden
		s.write(w, r, p)
		return nil
	}
	if err != nil {
		return err
	}
	http.Redirect(w, r, form.Back, http.StatusSeeOther)
	return nil
}

// loginElsewhere sends somebody to the provider.
func (s *Site) loginElsewhere(w http.ResponseWriter, r *http.Request) error {
	address, err := s.guard.Begin(r, local(r.PostFormValue("back")))
	if err != nil {
		return err
	}
	// The form may be sent to this site only, and browsers hold that against where it leads on to; a page that leads on is none.
	w.Header().Set("Refresh", "0; url="+address)
	s.write(w, r, page{template: "leaving", title: "Log in", data: struct{ Provider, Address string }{s.guard.Elsewhere(), address}})
	return nil
}

// loggedInElsewhere lets somebody in who comes back from the provider.
func (s *Site) loggedInElsewhere(w http.ResponseWriter, r *http.Request) error {
	back, err := s.guard.Finish(r, r.URL.Query())
	if err != nil {
		return err
	}
	http.Redirect(w, r, local(back), http.StatusSeeOther)
	return nil
}

// logout ends the viewer's session.
func (s *Site) logout(w http.ResponseWriter, r *http.Request) error {
	if err := s.guard.Logout(r.Context()); err != nil {
		return err
	}
	w.Header().Set("Clear-Site-Data", `"cache"`)
	http.Redirect(w, r, "/login", http.StatusSeeOther)
	return nil
}

// local is an address of this site, its path and query: the start page for any other.
func local(address string) string {
	to, err := url.Parse(address)
	if err != nil || to.IsAbs() || to.Host != "" || to.User != nil || !strings.HasPrefix(to.Path, "/") || strings.HasPrefix(to.Path, "//") ||
		strings.Contains(to.Path, `\`) || strings.HasPrefix(to.Path, "/login") {
		return "/"
	}
	return (&url.URL{Path: to.Path, RawQuery: to.RawQuery}).String()
}

// formError is what is wrong with a form that cannot be read.
func formError(err error) error {
	var tooLarge *http.MaxBytesError
	if errors.As(err, &tooLarge) {
		return err
	}
	return errors.Join(errRequest, err)
}

// ownAccount is the account of the viewer of a request.
func (s *Site) ownAccount(r *http.Request) (gainsay.Account, error) {
	if !s.guard.Accounts() {
		return gainsay.Account{}, access.ErrAlone
	}
	return s.archive.Account(r.Context(), access.Of(r.Context()).Name)
}
