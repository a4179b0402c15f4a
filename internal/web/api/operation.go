package api

import (
	"bytes"
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"gainsay/internal/web/access"
)

// operation is what can be asked, as operations.go lists it.
type operation struct {
	id, path       string
	method         string // "": GET
	summary, about string
	tag            string // what it is about
	least          access.Role
	gives          string // the name of the shape that answers; "": see media
	media          string // of an answer that is no JSON
	status         int    // of the answer; 0: 200
	ledger         bool   // what it gives changes with the log alone, so that the log's length is its tag
	found          bool   // it names something that may be unknown
	errors         []int  // statuses besides those that all have
}

// Operation is what can be asked, for whoever describes the API to people.
type Operation struct {
	Method, Path, Summary, About, Tag string
	Least                             access.Role // who may ask
	Parameters                        []Parameter
	Gives                             []string // media types
}

// Parameter is what can be said along with a request.
type Parameter struct {
	Name, In, About string
	Required        bool
	Values          []string // that it can have; none: any
	Example         string
}

// Operations lists what can be asked, in the order in which it is to be shown.
func (a *API) Operations() []Operation { return slices.Clone(a.listed) }

// reply is what an operation answers.
type reply struct {
	body    []byte
	next    string            // address of the next page
	media   string            // "": that of the operation
	headers map[string]string // besides
}

// output is a reply with all its headers.
type output struct {
	Status       int
	ContentType  string `header:"Content-Type"`
	ETag         string `header:"ETag"`
	CacheControl string `header:"Cache-Control"`
	Link         string `header:"Link"`
	Disposition  string `header:"Content-Disposition"`
	Policy       string `header:"Content-Security-Policy"`
	Body         []byte
}

const jsonMedia = "application/json"

// get registers an operation that looks something up.
func get[I any](a *API, op operation, answer func(ctx context.Context, c *call, in *I) (*reply, error)) {
	huma.Register(a.huma, conditional(a.described(op)), func(ctx context.Context, in *I) (*output, error) {
		c := callOf(ctx)
		known := c.request.Header.Get("If-None-Match")
		tag := ""
		if op.ledger {
			var err error
			if tag, err = a.ledgerTag(ctx, c); err != nil {
				return nil, a.problem(c.request, err)
			}
			if matches(known, tag) {
				return unchanged(tag), nil
			}
		}
		r, err := answer(ctx, c, in)
		if err != nil {
			return nil, a.problem(c.request, err)
		}
		if tag == "" {
			tag = tagOf(r.body)
		}
		if matches(known, tag) {
			return unchanged(tag), nil
		}
		media := r.media
		if media == "" {
			media = op.mediaType()
		}
		out := &output{Status: http.StatusOK, ContentType: media, ETag: tag, CacheControl: revalidate, Body: r.body,
			Disposition: r.headers["Content-Disposition"], Policy: r.headers["Content-Security-Policy"]}
		if r.next != "" {
			out.Link = "<" + r.next + `>; rel="next"`
		}
		return out, nil
	})
	a.list(op)
}

// change registers an operation that changes something.
func change[I any](a *API, op operation, act func(ctx context.Context, c *call, in *I) (*reply, error)) {
	described := a.described(op)
	described.MaxBodyBytes = 1 << 20
	huma.Register(a.huma, described, func(ctx context.Context, in *I) (*output, error) {
		c := callOf(ctx)
		r, err := act(ctx, c, in)
		if err != nil {
			return nil, a.problem(c.request, err)
		}
		out := &output{Status: described.DefaultStatus, CacheControl: "no-store", Body: r.body}
		if r.body != nil {
			out.ContentType = jsonMedia
		}
		return out, nil
	})
	if op.status == http.StatusNoContent {
		described.Responses[fmt.Sprint(op.status)].Content = nil
	}
	a.list(op)
}

// revalidate lets only the client keep an answer, and ask whether it still holds.
const revalidate = "private, no-cache"

func unchanged(tag string) *output {
	return &output{Status: http.StatusNotModified, ETag: tag, CacheControl: revalidate}
}

// tagOf is the entity tag of a body: it changes with every byte.
func tagOf(body []byte) string {
	sum := sha256.Sum256(body)
	return `"` + base64.RawURLEncoding.EncodeToString(sum[:12]) + `"`
}

// ledgerTag is the entity tag of what changes with the log alone, for viewers who are shown the same.
func (a *API) ledgerTag(ctx context.Context, c *call) (string, error) {
	position, err := a.archive.Position(ctx)
	shown := tagOf(fmt.Append(nil, a.options.Version, c.viewer.Role.May(access.Reader)))
	return fmt.Sprintf(`W/"%d-%s"`, position, strings.Trim(shown, `"`)[:6]), err
}

// matches tells whether a list of tags has one, by the weak comparison of RFC 9110.
func matches(list, tag string) bool {
	for one := range strings.SplitSeq(list, ",") {
		one = strings.TrimSpace(one)
		if one == "*" || strings.TrimPrefix(one, "W/") == strings.TrimPrefix(tag, "W/") {
			return true
		}
	}
	return false
}

func (op *operation) mediaType() string {
	if op.media != "" {
		return op.media
	}
	return jsonMedia
}

// described is the operation as the document has it.
func (a *API) described(op operation) huma.Operation {
	status := op.status
	if status == 0 {
		status = http.StatusOK
	}
	method := op.method
	if method == "" {
		method = http.MethodGet
	}
	answer := &huma.MediaType{Schema: &huma.Schema{Type: huma.TypeString}}
	switch {
	case op.gives != "":
		answer.Schema = a.schemas.named(op.gives)
	case strings.HasPrefix(op.media, "application/openapi"):
		answer.Schema = &huma.Schema{Type: huma.TypeObject}
	}
	out := huma.Operation{OperationID: op.id, Method: method, Path: op.path, Summary: op.summary, Description: op.about, Tags: []string{op.tag}, DefaultStatus: status,
		Metadata: map[string]any{leastOf: op.least}, Security: []map[string][]string{{}, {"key": {}}},
		Responses: map[string]*huma.Response{fmt.Sprint(status): {Description: http.StatusText(status), Content: map[string]*huma.MediaType{op.mediaType(): answer}}},
		Errors:    []int{http.StatusBadRequest, http.StatusUnauthorized, http.StatusForbidden, http.StatusUnprocessableEntity}}
	out.Errors = append(out.Errors, op.errors...)
	if op.found {
		out.Errors = append(out.Errors, http.StatusNotFound)
	}
	return out
}

// conditional adds what a client may say of what it has.
func conditional(op huma.Operation) huma.Operation {
	op.Parameters = append(op.Parameters, &huma.Param{Name: "If-None-Match", In: "header", Description: "The ETag of what the client has.", Schema: &huma.Schema{Type: huma.TypeString}})
	op.Responses[fmt.Sprint(http.StatusNotModified)] = &huma.Response{Description: "What the client has still holds."}
	return op
}

// list notes a registered operation for [API.Operations].
func (a *API) list(op operation) {
	method := op.method
	if method == "" {
		method = http.MethodGet
	}
	item := a.huma.OpenAPI().Paths[op.path]
	described := item.Get
	switch method {
	case http.MethodPost:
		described = item.Post
	case http.MethodDelete:
		described = item.Delete
	}
	listed := Operation{Method: method, Path: Root + op.path, Summary: op.summary, About: op.about, Tag: op.tag, Least: op.least}
	for _, p := range described.Parameters {
		one := Parameter{Name: p.Name, In: p.In, About: p.Description, Required: p.Required}
		if p.Schema != nil {
			for _, v := range p.Schema.Enum {
				one.Values = append(one.Values, fmt.Sprint(v))
			}
			if one.About == "" {
				one.About = p.Schema.Description
			}
		}
		if p.Example != nil {
			one.Example = fmt.Sprint(p.Example)
		}
		listed.Parameters = append(listed.Parameters, one)
	}
	listed.Parameters = append(listed.Parameters, a.inBody(described)...)
	for status, response := range described.Responses {
		if strings.HasPrefix(status, "2") {
			listed.Gives = slices.Sorted(maps.Keys(response.Content))
		}
	}
	a.listed = append(a.listed, listed)
}

// inBody are the fields of what is sent along with a request, those that must be there first.
func (a *API) inBody(op *huma.Operation) (list []Parameter) {
	if op.RequestBody == nil {
		return nil
	}
	body := op.RequestBody.Content[jsonMedia].Schema
	if body.Ref != "" {
		body = a.huma.OpenAPI().Components.Schemas.SchemaFromRef(body.Ref)
	}
	for name, field := range body.Properties {
		one := Parameter{Name: name, In: "body", About: field.Description, Required: slices.Contains(body.Required, name)}
		if field.Ref != "" {
			one.About = a.huma.OpenAPI().Components.Schemas.SchemaFromRef(field.Ref).Description
		}
		for _, v := range field.Enum {
			one.Values = append(one.Values, fmt.Sprint(v))
		}
		list = append(list, one)
	}
	slices.SortFunc(list, func(x, y Parameter) int { return cmp.Or(rank(x)-rank(y), strings.Compare(x.Name, y.Name)) })
	return list
}

// rank orders what must be there before what may.
func rank(p Parameter) int {
	if p.Required {
		return 0
	}
	return 1
}

// encoded is a value as JSON, with marks of HTML as they are.
func encoded(value any) (*reply, error) {
	var out bytes.Buffer
	encoder := json.NewEncoder(&out)
	encoder.SetEscapeHTML(false)
	err := encoder.Encode(value)
	return &reply{body: out.Bytes()}, err
}

// line is a reply of one line of JSON.
func line(body []byte, err error) (*reply, error) { return &reply{body: body}, err }

// nextPage is the address of the request with a parameter set otherwise.
func (c *call) nextPage(parameter, value string) string {
	query := c.request.URL.Query()
	query.Set(parameter, value)
	return (&url.URL{Path: c.request.URL.Path, RawQuery: query.Encode()}).String()
}
