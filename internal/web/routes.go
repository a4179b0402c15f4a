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
	{pattern: "GET /review", least: access.Reviewer, page: (*Site).review},
	{pattern: "GET /review/more", least: access.Reviewer, page: (*Site).reviewMore},
	{pattern: "GET /review/one", least: access.Reviewer, page: (*Site).reviewOne},
	{pattern: "GET /review/names", least: access.Reviewer, act: (*Site).names},
	{pattern: "POST /stars", least: access.Reader, act: (*Site).star},
	{pattern: "/", least: access.Public, page: (*Site).nowhere},
}

// nowhere is the page of addresses that lead nowhere.
func (s *Site) nowhere(r *http.Request) (page, error) { return page{}, errNowhere }
