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
	{pattern: "GET /speaker/{id}", least: access.Public, act: (*Site).speaker},
	{pattern: "GET /sources", least: access.Reader, page: (*Site).sources},
	{pattern: "GET /sources/feeds.opml", least: access.Reader, act: (*Site).feedList},
	{pattern: "POST /sources/watch", least: access.Reviewer, act: (*Site).watch},
	{pattern: "POST /sources/list", least: access.Reviewer, act: (*Site).watchList},
	{pattern: "GET /sources/unwatch", least: access.Reviewer, page: (*Site).askUnwatch},
	{pattern: "POST /sources/unwatch", least: access.Reviewer, act: (*Site).unwatch},
	{pattern: "POST /sources/retry", least: access.Reviewer, act: (*Site).retry},
	{pattern: "GET /add", least: access.Reviewer, page: (*Site).addPage},
	{pattern: "POST /add", least: access.Reviewer, act: (*Site).add},
	{pattern: "GET /adding/{id}", least: access.Reviewer, page: (*Site).adding},
	{pattern: "/", least: access.Public, page: (*Site).nowhere},
}

// nowhere is the page of addresses that lead nowhere.
func (s *Site) nowhere(r *http.Request) (page, error) { return page{}, errNowhere }
