package api

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"

	"gainsay"
	"gainsay/news"
)

type exportInput struct {
	Format string `path:"format" doc:"The format." example:"csv"`
	Filters
	Saved string `query:"saved" maxLength:"100" doc:"The name of a saved search, in place of q." example:"gates"`
	Mark  bool   `query:"mark" doc:"Begin CSV with a byte-order mark, by which Excel knows that it is UTF-8."`
}

// asked is the search whose finds are to be exported, and its title.
func (in *exportInput) asked(ctx context.Context, c *call) (title string, query news.Query, err error) {
	filters, title := in.Filters, strings.TrimSpace(in.Q)
	if in.Saved != "" {
		if title != "" {
			return "", query, fmt.Errorf("%w: give either q or saved", errRequest)
		}
		one, err := c.archive.SavedSearch(ctx, in.Saved)
		if err != nil {
			return "", query, err
		}
		filters.Q, title = one.Query, one.Name
	}
	query, err = filters.query()
	return title, query, err
}

// leftOut is the trailer that tells how many items could not be written. All others were.
const leftOut = "Gainsay-Left-Out"

// patience is how long a client may take to receive some of a file.
const patience = time.Minute

// streamed is an answer that is written while it is made.
type streamed struct {
	Body func(ctx huma.Context)
}

// registerExport registers the formats of gainsay export under one address.
func (a *API) registerExport(op operation) {
	described := a.described(op)
	content := map[string]*huma.MediaType{}
	var listed []any
	formats := map[string]gainsay.ExportFormat{}
	for _, f := range gainsay.ExportFormats() {
		content[plainMedia(f.MediaType)] = &huma.MediaType{Schema: &huma.Schema{}}
		listed = append(listed, f.Name)
		formats[f.Name] = f
		described.Description += fmt.Sprintf("\n- %s: %s (%s)", f.Name, f.About, plainMedia(f.MediaType))
	}
	described.Responses["200"] = &huma.Response{Description: "The file.", Content: content, Headers: map[string]*huma.Param{
		"Content-Disposition": {Description: "A name for the file.", Schema: &huma.Schema{Type: huma.TypeString}}}}
	described.Parameters = nil
	huma.Register(a.huma, described, func(ctx context.Context, in *exportInput) (*streamed, error) {
		c := callOf(ctx)
		format, ok := formats[in.Format]
		if !ok {
			return nil, a.problem(c.request, fmt.Errorf("there is no format %.40q: %w", in.Format, gainsay.ErrUnknown))
		}
		return &streamed{func(hc huma.Context) { a.export(hc, c, format, in) }}, nil
	})
	for _, p := range a.huma.OpenAPI().Paths[op.path].Get.Parameters {
		if p.Name == "format" {
			p.Schema.Enum = listed
		}
	}
	a.list(op)
}

func plainMedia(media string) string {
	plain, _, _ := strings.Cut(media, ";")
	return strings.TrimSpace(plain)
}

// export writes a file. What goes wrong before any of it is sent is a problem like any other; behind that the connection is cut off, so that nobody takes
// half a file for a whole one.
func (a *API) export(hc huma.Context, c *call, format gainsay.ExportFormat, in *exportInput) {
	r, w := humago.Unwrap(hc)
	title, query, err := in.asked(r.Context(), c)
	out := &steady{ResponseWriter: w, control: http.NewResponseController(w), begin: func() {
		w.Header().Set("Content-Type", format.MediaType)
		w.Header().Set("Content-Disposition", fmt.Sprintf(`attachment; filename="gainsay-%s%s"`, format.Name, format.Ending))
		w.Header().Set("Cache-Control", "private, no-store")
		w.Header().Set("Trailer", leftOut)
	}}
	buffered := bufio.NewWriterSize(out, 1<<16)
	if err == nil {
		options := gainsay.ExportOptions{Title: title, Mark: in.Mark, Link: a.linkFor(r)}
		err = c.archive.Export(r.Context(), buffered, format.Name, query, &options)
	}
	var left *gainsay.LeftOut
	some := errors.As(err, &left)
	if some {
		err = nil
	}
	if err == nil {
		err = buffered.Flush()
	}
	if err == nil && !out.begun { // an empty file
		_, err = out.Write(nil)
	}
	switch {
	case err == nil:
		if some {
			w.Header().Set(leftOut, fmt.Sprintf("%d; %s", left.Items, strings.Join(strings.Fields(left.First.Error()), " ")))
		}
		out.end()
	case !out.begun:
		p := a.problem(r, err)
		_ = huma.WriteErr(a.huma, hc, p.GetStatus(), p.Error())
	default:
		if r.Context().Err() == nil {
			a.options.Log.Error("export broken off", "format", format.Name, "error", err)
		}
		panic(http.ErrAbortHandler)
	}
}

// linkFor gives the addresses of the pages on what is exported.
func (a *API) linkFor(r *http.Request) func(id string) string {
	home := strings.TrimSuffix(a.options.Home, "/")
	if home == "" {
		home = "http://" + r.Host
		if r.TLS != nil {
			home = "https://" + r.Host
		}
	}
	kinds := map[byte]string{'d': "document", 'c': "claim", 'e': "speaker", 'o': "origin", 't': "story"}
	return func(id string) string {
		if strings.Contains(id, "#") {
			return home + "/statement/" + strings.Replace(id, "#", "/", 1)
		}
		return home + "/" + kinds[id[0]] + "/" + id
	}
}

// steady writes to a client that takes its time, but not for ever.
type steady struct {
	http.ResponseWriter
	control *http.ResponseController
	begin   func()
	begun   bool
}

func (s *steady) Write(data []byte) (int, error) {
	if !s.begun {
		s.begun = true
		s.begin()
		s.WriteHeader(http.StatusOK)
	}
	_ = s.control.SetWriteDeadline(time.Now().Add(patience)) // where there are no deadlines, the connection has others
	return s.ResponseWriter.Write(data)
}

// end leaves the connection to the next request as it was.
func (s *steady) end() { _ = s.control.SetWriteDeadline(time.Time{}) }
