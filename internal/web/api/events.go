package api

import (
	"context"
	"fmt"
	"net/http"
	"strconv"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"

	"gainsay/internal/web/events"
	"gainsay/news"
)

type eventsInput struct {
	Filters
	After string `query:"after" pattern:"^[0-9]{1,18}$" doc:"Begin behind this length of the log: 0 tells of everything, empty of what is yet to come."`
	Last  string `header:"Last-Event-ID" doc:"The id of the last event that the client has; it goes before after."`
}

// registerEvents registers the stream of new statements.
func (a *API) registerEvents(op operation) {
	described := a.described(op)
	described.Errors = append(described.Errors, http.StatusServiceUnavailable)
	huma.Register(a.huma, described, func(ctx context.Context, in *eventsInput) (*streamed, error) {
		c := callOf(ctx)
		query, err := in.query()
		position := events.Now
		if err == nil {
			position, err = in.position()
		}
		if err != nil {
			return nil, a.problem(c.request, err)
		}
		return &streamed{func(hc huma.Context) { a.stream(hc, query, position) }}, nil
	})
	a.list(op)
}

// position is where the stream is to begin.
func (in *eventsInput) position() (int64, error) {
	given := in.Last
	if given == "" {
		given = in.After
	}
	if given == "" {
		return events.Now, nil
	}
	position, err := strconv.ParseInt(given, 10, 64)
	if err != nil || position < 0 {
		return 0, fmt.Errorf("%w: Last-Event-ID is the id of an event, which is a number", errRequest)
	}
	return position, nil
}

func (a *API) stream(hc huma.Context, query news.Query, position int64) {
	r, w := humago.Unwrap(hc)
	err := a.options.Hub.Stream(r.Context(), w, query, position)
	if err != nil {
		p := a.problem(r, err)
		hc.SetHeader("Retry-After", "30")
		_ = huma.WriteErr(a.huma, hc, p.GetStatus(), p.Error())
	}
}
