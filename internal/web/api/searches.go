package api

import (
	"context"
	"fmt"
	"net/http"
	"strings"
	"time"

	"gainsay"
	"gainsay/internal/web/access"
)

type searchList struct {
	Searches []savedSearch `json:"searches"`
}

type savedSearch struct {
	Name    string    `json:"name"`
	Query   string    `json:"query"`
	Added   time.Time `json:"added"`
	Webhook *delivery `json:"webhook"`
	Email   *delivery `json:"email"`
	Secret  *string   `json:"secret"`
}

type delivery struct {
	To      *string `json:"to"`
	Failure *string `json:"failure"`
}

// savedSearchOf is a saved search as a viewer is shown it: addresses and the secret are for whoever may change them.
func (c *call) savedSearchOf(s *gainsay.SavedSearch) savedSearch {
	may := c.viewer.Role.May(access.Reviewer)
	shown := func(d gainsay.Delivery) *delivery {
		switch {
		case d.To == "":
			return nil
		case may:
			return &delivery{orNil(d.To), orNil(d.Failure)}
		}
		return &delivery{nil, orNil(d.Failure)}
	}
	out := savedSearch{Name: s.Name, Query: s.Query, Added: s.Added, Webhook: shown(s.Webhook), Email: shown(s.Email)}
	if may {
		out.Secret = orNil(s.Secret)
	}
	return out
}

func searches(ctx context.Context, c *call, _ *struct{}) (*reply, error) {
	found, err := c.archive.Searches(ctx)
	if err != nil {
		return nil, err
	}
	list := searchList{Searches: make([]savedSearch, len(found))}
	for i := range found {
		list.Searches[i] = c.savedSearchOf(&found[i])
	}
	return encoded(list)
}

type searchInput struct {
	Body newSearch
}

// newSearch is a search that is given a name.
type newSearch struct {
	Name  string `json:"name" minLength:"1" maxLength:"100" doc:"By which it is asked for." example:"gates"`
	Query string `json:"query" minLength:"1" maxLength:"2000" doc:"Words and filters as people type them." example:"gate act:deny"`
}

func (a *API) saveSearch(ctx context.Context, c *call, in *searchInput) (*reply, error) {
	name, query := strings.TrimSpace(in.Body.Name), strings.TrimSpace(in.Body.Query)
	if name == "" {
		return nil, fmt.Errorf("%w: give the search a name", errRequest)
	}
	if query == "" {
		return nil, gainsay.ErrEmptyQuery
	}
	if _, err := gainsay.ParseQuery(query); err != nil {
		return nil, err
	}
	if err := a.archive.SaveSearch(ctx, name, query); err != nil {
		return nil, err
	}
	return a.saved(ctx, c, name)
}

// saved is the saved search of a name as it is now.
func (a *API) saved(ctx context.Context, c *call, name string) (*reply, error) {
	one, err := a.archive.SavedSearch(ctx, name)
	if err != nil {
		return nil, err
	}
	return encoded(c.savedSearchOf(&one))
}

type deliveryInput struct {
	Body newDelivery
}

// newDelivery says where what a saved search newly finds is sent to.
type newDelivery struct {
	Name    string  `json:"name" maxLength:"100" doc:"Of the saved search." example:"gates"`
	Webhook *string `json:"webhook,omitempty" maxLength:"2000" doc:"An address that is sent JSON within a minute; “” for none. Left out, it stays as it is."`
	Email   *string `json:"email,omitempty" maxLength:"300" doc:"An address that is sent mail at most once an hour; “” for none. Left out, it stays as it is."`
}

func (a *API) deliverSearch(ctx context.Context, c *call, in *deliveryInput) (*reply, error) {
	held, err := a.archive.SavedSearch(ctx, in.Body.Name)
	if err != nil {
		return nil, err
	}
	for _, one := range []struct {
		by gainsay.Channel
		to *string
	}{{gainsay.ByWebhook, in.Body.Webhook}, {gainsay.ByEmail, in.Body.Email}} {
		if one.to == nil || strings.TrimSpace(*one.to) == held.Delivery(one.by).To {
			continue // how far it has come stays
		}
		if err := a.archive.Tell(ctx, held.Name, one.by, *one.to); err != nil {
			return nil, err
		}
	}
	return a.saved(ctx, c, held.Name)
}

type searchName struct {
	Name string `query:"name" required:"true" maxLength:"100" doc:"Of the saved search." example:"gates"`
}

func (a *API) removeSearch(ctx context.Context, _ *call, in *searchName) (*reply, error) {
	return &reply{}, a.archive.RemoveSearch(ctx, in.Name)
}

// searchOperations registers what is done with saved searches.
func (a *API) searchOperations() {
	get(a, operation{id: "listSearches", path: "/searches", tag: onSearches, summary: "The searches that somebody gave a name", least: access.Reader, gives: "Searches",
		about: "Addresses to which what they newly find is sent, and the secret that signs it, are for reviewers only."}, searches)
	change(a, operation{id: "saveSearch", path: "/searches", method: http.MethodPost, status: http.StatusCreated, tag: onSearches, summary: "Give a search a name",
		least: access.Reviewer, gives: "Search", errors: []int{http.StatusConflict}}, a.saveSearch)
	change(a, operation{id: "deliverSearch", path: "/searches/delivery", method: http.MethodPost, tag: onSearches, summary: "Say where what a search newly finds is sent to",
		least: access.Reviewer, gives: "Search", found: true}, a.deliverSearch)
	change(a, operation{id: "removeSearch", path: "/searches", method: http.MethodDelete, status: http.StatusNoContent, tag: onSearches, summary: "Take a search's name away",
		least: access.Reviewer, found: true}, a.removeSearch)
}
