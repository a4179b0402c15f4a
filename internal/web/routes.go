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
	act     func(*Site, http.ResponseWriter, *http.Request) error
}

// routes are all pages.
var routes = []route{
	{pattern: "GET /{$}", least: access.Public, page: (*Site).ledger},
	{pattern: "POST /corrections", least: access.Reviewer, act: (*Site).correct},
	{pattern: "GET /api/v1/docs", least: access.Public, page: (*Site).apiDocs},
	{pattern: "GET /healthz", least: access.Public, act: (*Site).healthz},
	{pattern: "GET /metrics", least: access.Reader, act: (*Site).measures},
	{pattern: "/", least: access.Public, page: (*Site).nowhere},
}

// nowhere is the page of addresses that lead nowhere.
func (s *Site) nowhere(r *http.Request) (page, error) { return page{}, errNowhere }
