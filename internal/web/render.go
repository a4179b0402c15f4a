package web

import (
	"bytes"
	"cmp"
	"context"
	"embed"
	"errors"
	"fmt"
	"html/template"
	"io/fs"
	"net/http"
	"path"
	"strings"

	"gainsay"
	"gainsay/internal/web/access"
	"gainsay/internal/web/view"
)

//go:embed templates static
var files embed.FS

// page is what a request is answered with: the values that a template lays out.
type page struct {
	template string // its name, without .html
	title    string // of the window; the site's name is put behind it
	section  string // of the menu that the page belongs to: the path of the menu's link, "/claims"
	status   int    // of HTTP; 0: 200
	part     string // of the template that is sent by itself, for a script; "": a whole page
	data     any    // what the template is given as .Data
	passing  bool   // it is behind the ledger in something, and will be otherwise when it is asked for again
	to       string // another address of the same, to which the browser is sent; "": this is it
}

// shown is what the layout is given.
type shown struct {
	Title, Section, Query string
	Viewer                access.Viewer
	Accounts              bool // people log in
	Menu                  []menuItem
	Version               string
	Notice                *notice
	Data                  any
}

type menuItem struct{ Path, Name string }

// menu is the sections of the site, and who is shown them.
var menu = []struct {
	menuItem
	least access.Role
}{
	{menuItem{"/", "Ledger"}, access.Public},
	{menuItem{"/claims", "Claims"}, access.Public},
	{menuItem{"/stories", "Stories"}, access.Public},
	{menuItem{"/speakers", "Speakers"}, access.Public},
	{menuItem{"/edits", "Edits"}, access.Reader},
	{menuItem{"/wire", "Wire"}, access.Reader},
	{menuItem{"/review", "Review"}, access.Reviewer},
	{menuItem{"/saved", "Saved"}, access.Reader},
	{menuItem{"/sources", "Sources"}, access.Reader},
	{menuItem{"/add", "Add"}, access.Reviewer},
}

// templates are the parsed templates by name, each with the layout and the parts.
type templates map[string]*template.Template

func parseTemplates() (templates, error) {
	common, err := template.New("").Funcs(functions).ParseFS(files, "templates/layout.html", "templates/parts*.html")
	if err != nil {
		return nil, err
	}
	names, err := fs.Glob(files, "templates/*.html")
	if err != nil {
		return nil, err
	}
	all := templates{}
	for _, name := range names {
		one, err := template.Must(common.Clone()).ParseFS(files, name)
		if err != nil {
			return nil, err
		}
		all[strings.TrimSuffix(path.Base(name), ".html")] = one
	}
	return all, nil
}

// functions are what templates can call.
var functions = template.FuncMap{
	"counted": counted[int],
	"join":    strings.Join,
}

// counted is a number with its noun: "1 copy", "12,000 copies".
func counted[N int | int64](n N, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return grouped(int64(n)) + " " + many
}

// grouped is a number with its digits in groups of three.
func grouped(n int64) string {
	s := fmt.Sprint(n)
	for i := len(s) - 3; i > 0 && s[i-1] != '-'; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

// errNowhere is an address that leads nowhere.
var errNowhere = errors.New("there is no such page")

// errRequest is a request that cannot be understood; it is wrapped with what to give instead.
var errRequest = errors.New("this cannot be asked")

// serve answers requests for one route.
func (s *Site) serve(to route) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if viewer := access.Of(r.Context()); !to.open && !viewer.Role.May(to.least) {
			s.forbid(w, r, viewer)
			return
		}
		if to.act != nil {
			if err := to.act(s, w, r); err != nil {
				s.fail(w, r, err)
			}
			return
		}
		if to.kept {
			s.writeKept(w, r, to)
			return
		}
		p, err := to.page(s, r)
		if err != nil {
			s.fail(w, r, err)
			return
		}
		if p.to != "" {
			http.Redirect(w, r, p.to, http.StatusSeeOther)
			return
		}
		s.write(w, r, p)
	})
}

// write sends a page, whole or not at all.
func (s *Site) write(w http.ResponseWriter, r *http.Request, p page) {
	var out bytes.Buffer
	if err := s.render(&out, r, p); err != nil {
		s.log.Error("page not laid out", "page", p.template, "error", err)
		http.Error(w, "This page could not be laid out; the log tells why.", http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	if p.status != 0 {
		w.WriteHeader(p.status)
	}
	_, _ = w.Write(out.Bytes()) // whoever went away needs no page
}

func (s *Site) render(out *bytes.Buffer, r *http.Request, p page) error {
	viewer := access.Of(r.Context())
	layout := shown{Title: p.title, Section: p.section, Query: r.FormValue("q"), Viewer: viewer, Accounts: s.guard.Accounts(), Version: s.options.Version, Notice: s.noticeOf(r), Data: p.data}
	for _, item := range menu {
		if viewer.Role.May(item.least) {
			layout.Menu = append(layout.Menu, item.menuItem)
		}
	}
	one, ok := s.templates[p.template]
	if !ok {
		return fmt.Errorf("there is no template %q", p.template)
	}
	return one.ExecuteTemplate(out, cmp.Or(p.part, "layout"), layout)
}

// errForbidden is a page that its viewer may not see.
var errForbidden = errors.New("you may not do this")

// forbid leads whoever may do more once he has logged in to where he can, and tells everybody else that he may not.
func (s *Site) forbid(w http.ResponseWriter, r *http.Request, viewer access.Viewer) {
	if viewer.Role == access.Public && s.guard.Accounts() && r.Method == http.MethodGet {
		http.Redirect(w, r, access.LoginPath(r.URL), http.StatusSeeOther)
		return
	}
	s.fail(w, r, errForbidden)
}

// failure is what the page of an error says.
type failure struct {
	Status          int
	Heading, Reason string
}

// fail answers a request with what is wrong and what to do about it.
func (s *Site) fail(w http.ResponseWriter, r *http.Request, err error) {
	if errors.Is(err, context.Canceled) && r.Context().Err() != nil {
		return // nobody waits for it any more
	}
	f := failureOf(err)
	refused(w.Header(), r, err)
	if f.Status == http.StatusInternalServerError {
		s.log.Error("request failed", "path", r.URL.Path, "error", err)
	}
	if strings.HasPrefix(r.URL.Path, "/api/") {
		writeProblem(w, f)
		return
	}
	s.write(w, r, page{template: "failure", title: f.Heading, status: f.Status, data: f})
}

func failureOf(err error) failure {
	var filter *gainsay.FilterError
	switch {
	case errors.Is(err, errNowhere), errors.Is(err, gainsay.ErrUnknown):
		return failure{http.StatusNotFound, "Nothing here", err.Error()}
	case errors.Is(err, gainsay.ErrOvertaken), errors.Is(err, gainsay.ErrStars):
		return failure{http.StatusConflict, "Not done", err.Error()}
	case errors.Is(err, errForbidden), errors.Is(err, view.ErrHidden), errors.Is(err, gainsay.ErrLastAdmin):
		return failure{http.StatusForbidden, "Not for you", err.Error()}
	case errors.As(err, &filter), errors.Is(err, errRequest), errors.Is(err, gainsay.ErrCursor), errors.Is(err, gainsay.ErrCorrection), errors.Is(err, gainsay.ErrEmptyQuery):
		return failure{http.StatusBadRequest, "This cannot be asked", err.Error()}
	case errors.Is(err, gainsay.ErrNotYet):
		return failure{http.StatusNotFound, "Not read yet", "The document is kept and waits to be read. Look again in a moment."}
	case errors.Is(err, gainsay.ErrFailed):
		return failure{http.StatusNotFound, "Not readable", err.Error()}
	}
	if f, ok := refusalOf(err); ok {
		return f
	}
	return failure{http.StatusInternalServerError, "Something went wrong", err.Error()}
}

// static serves style sheets and scripts out of the program.
func static() http.Handler {
	server := http.FileServerFS(files)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if strings.HasSuffix(r.URL.Path, "/") {
			http.NotFound(w, r)
			return
		}
		w.Header().Set("Cache-Control", "public, max-age=300")
		server.ServeHTTP(w, r)
	})
}
