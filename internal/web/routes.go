package web

import (
	"net/http"

	"gainsay/internal/web/access"
)

// route is one address of the site. Either page or act is set: a page is looked at, an act changes something and then leads to a page.
type route struct {
	pattern string // as [http.ServeMux] has them
	least   access.Role
	open    bool // to whoever has not logged in, too
	page    func(*Site, *http.Request) (page, error)
	kept    bool // the page tells of nothing but the ledger, and of the day: it stays as it is while these do
	act     func(*Site, http.ResponseWriter, *http.Request) error
}

// routes are all pages.
var routes = []route{
	{pattern: "GET /claim/{id}", least: access.Public, act: (*Site).claim},
	{pattern: "GET /statement/{document}/{name}", least: access.Public, page: (*Site).statement},
	{pattern: "GET /statement/{document}/{name}/proof", least: access.Reader, act: (*Site).proof},
	{pattern: "GET /document/{document}", least: access.Public, page: (*Site).showArticle},
	{pattern: "GET /document/{document}/original", least: access.Reader, act: (*Site).original},
	{pattern: "GET /{$}", least: access.Public, page: (*Site).ledger, kept: true},
	{pattern: "GET /export", least: access.Reader, page: (*Site).export},
	{pattern: "GET /complete", least: access.Reader, act: (*Site).complete},
	{pattern: "POST /corrections", least: access.Reviewer, act: (*Site).correct},
	{pattern: "GET /saved", least: access.Reader, page: (*Site).savedSearches},
	{pattern: "POST /saved", least: access.Reviewer, act: (*Site).saveSearch},
	{pattern: "POST /saved/delivery", least: access.Reviewer, act: (*Site).deliverSearch},
	{pattern: "GET /saved/remove", least: access.Reviewer, page: (*Site).askRemoveSearch},
	{pattern: "POST /saved/remove", least: access.Reviewer, act: (*Site).removeSearch},
	{pattern: "GET /feed/{format}", least: access.Public, act: (*Site).feed},
	{pattern: "GET /login", open: true, page: (*Site).loginPage},
	{pattern: "POST /login", open: true, act: (*Site).login},
	{pattern: "POST /login/provider", open: true, act: (*Site).loginElsewhere},
	{pattern: "GET /login/callback", open: true, act: (*Site).loggedInElsewhere},
	{pattern: "POST /logout", least: access.Reader, act: (*Site).logout},
	{pattern: "GET /account", least: access.Reader, page: (*Site).accountPage},
	{pattern: "POST /account/password", least: access.Reader, act: (*Site).changePassword},
	{pattern: "POST /account/keys", least: access.Reader, act: (*Site).addKey},
	{pattern: "POST /account/keys/remove", least: access.Reader, act: (*Site).removeKey},
	{pattern: "GET /accounts", least: access.Admin, page: (*Site).accountsPage},
	{pattern: "POST /accounts", least: access.Admin, act: (*Site).addAccount},
	{pattern: "POST /accounts/role", least: access.Admin, act: (*Site).changeRole},
	{pattern: "POST /accounts/password", least: access.Admin, act: (*Site).resetPassword},
	{pattern: "GET /accounts/remove", least: access.Admin, page: (*Site).removeAccountPage},
	{pattern: "POST /accounts/remove", least: access.Admin, act: (*Site).removeAccount},
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
	{pattern: "GET /review", least: access.Reviewer, page: (*Site).review},
	{pattern: "GET /review/more", least: access.Reviewer, page: (*Site).reviewMore},
	{pattern: "GET /review/one", least: access.Reviewer, page: (*Site).reviewOne},
	{pattern: "GET /review/names", least: access.Reviewer, act: (*Site).names},
	{pattern: "POST /stars", least: access.Reader, act: (*Site).star},
	{pattern: "GET /claims", least: access.Public, page: (*Site).claims},
	{pattern: "GET /stories", least: access.Public, page: (*Site).stories},
	{pattern: "GET /story/{id}", least: access.Public, page: (*Site).story},
	{pattern: "GET /speakers", least: access.Public, page: (*Site).speakers},
	{pattern: "GET /edits", least: access.Reader, page: (*Site).edits},
	{pattern: "GET /wire", least: access.Reader, page: (*Site).wire},
	{pattern: "GET /origin/{id}", least: access.Reader, page: (*Site).origin},
	{pattern: "GET /api/v1/docs", least: access.Public, page: (*Site).apiDocs},
	{pattern: "GET /healthz", open: true, act: (*Site).healthz},
	{pattern: "GET /metrics", least: access.Reader, act: (*Site).measures},
	{pattern: "/", least: access.Public, page: (*Site).nowhere},
}

// nowhere is the page of addresses that lead nowhere.
func (s *Site) nowhere(r *http.Request) (page, error) { return page{}, errNowhere }
