package web

import (
	"net/http"
	"net/url"
	"strings"

	"gainsay/internal/web/access"
	"gainsay/internal/web/api"
)

// apiGroup is the operations that are about the same.
type apiGroup struct {
	Name, Anchor string
	Operations   []apiOperation
}

type apiOperation struct {
	api.Operation
	Anchor string
	Try    string // address to look at it in the browser; "" where that is no use
	Inputs []apiInput
	Few    bool     // inputs, which are shown at once
	Lines  []string // of what it is about
}

type apiInput struct {
	api.Parameter
	Place string // "in the address", "a header"
}

var parameterPlaces = map[string]string{"path": "in the address", "header": "header", "body": "in the body"}

// apiDocs is the page that describes the API to people.
func (s *Site) apiDocs(r *http.Request) (page, error) {
	viewer := access.Of(r.Context())
	var groups []apiGroup
	for _, o := range s.api.Operations() {
		if len(groups) == 0 || groups[len(groups)-1].Name != o.Tag {
			groups = append(groups, apiGroup{Name: o.Tag, Anchor: anchorOf(o.Tag)})
		}
		g := &groups[len(groups)-1]
		g.Operations = append(g.Operations, apiOperationOf(o, viewer.Role))
	}
	data := struct {
		Root, Home string
		Accounts   bool // people log in
		Known      bool // the viewer has
		Groups     []apiGroup
	}{api.Root, s.base(r), s.guard.Accounts(), viewer.Name != "", groups}
	return page{template: "apidocs", title: "API", data: data}, nil
}

func apiOperationOf(o api.Operation, role access.Role) apiOperation {
	out := apiOperation{Operation: o, Anchor: anchorOf(o.Method + o.Path), Lines: strings.Split(o.About, "\n")}
	if o.About == "" {
		out.Lines = nil
	}
	try, asked, whole := o.Path, url.Values{}, true
	for _, p := range o.Parameters {
		if p.In == "query" && p.Required {
			asked.Set(p.Name, p.Example)
			whole = whole && p.Example != ""
		}
		if p.Example != "" {
			try = strings.Replace(try, "{"+p.Name+"}", p.Example, 1)
		}
		if p.Name != "If-None-Match" { // which all have, and the page says it once
			out.Inputs = append(out.Inputs, apiInput{p, parameterPlaces[p.In]})
		}
	}
	out.Few = len(out.Inputs) <= 4
	if len(asked) > 0 {
		try += "?" + asked.Encode()
	}
	if o.Method == http.MethodGet && whole && role.May(o.Least) && !strings.Contains(try, "{") && !strings.HasSuffix(try, "/events") {
		out.Try = try
	}
	return out
}

// anchorOf is a text as the name of a place in a page.
func anchorOf(text string) string {
	words := strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return (r < 'a' || r > 'z') && (r < '0' || r > '9') })
	return strings.Join(words, "-")
}

// healthz tells whether this process and the archive are well.
func (s *Site) healthz(w http.ResponseWriter, r *http.Request) error {
	s.metrics.Health(w, r)
	return nil
}

// measures is /metrics.
func (s *Site) measures(w http.ResponseWriter, r *http.Request) error {
	s.metrics.Handler().ServeHTTP(w, r)
	return nil
}
