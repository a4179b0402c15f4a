package web

import "gainsay/internal/web/access"

// Route is what tests are told of a route.
type Route struct {
	Pattern string
	Least   access.Role
	Open    bool
}

// Routes are all pages.
func Routes() []Route {
	list := make([]Route, len(routes))
	for i, r := range routes {
		list[i] = Route{r.pattern, r.least, r.open}
	}
	return list
}
