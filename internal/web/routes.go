package web

import (
	"net/http"

	"gainsay/internal/web/access"
)

// route is one address of the site. Either page or act is set: a page is looked at, an act changes something and then leads to a page.
type route struct {
	pattern string // as [http.ServeMux] has them
	least   access.Role
	page    func(*Site, *http.Request) (page, error)
	kept    bool // the page tells of nothing but the ledger, and of the day: it stays as it is while these do
	act     func(*Site, http.ResponseWriter, *http.Request) error
}

// routes are all pages.
var routes = []route{
	{pattern: "GET /{$}", least: access.Public, page: (*Site).ledger, kept: true},
	{pattern: "GET /complete", least: access.Reader, act: (*Site).complete},
	{pattern: "POST /corrections", least: access.Reviewer, act: (*Site).correct},
	{pattern: "/", least: access.Public, page: (*Site).nowhere},
}

// nowhere is the page of addresses that lead nowhere.
func (s *Site) nowhere(r *http.Request) (page, error) { return page{}, errNowhere }
