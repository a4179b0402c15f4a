package api

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"gainsay"
	"gainsay/internal/web/events"
	"gainsay/internal/web/view"
)

// What is wrong with a request besides what the archive tells; each is worded for the user.
var (
	errForbidden     = errors.New("you may not do this: ask for another role")
	errUnknownViewer = errors.New("who you are is not known: send an access key, as Authorization: Bearer gainsay_…")
	errRequest       = errors.New("this cannot be asked")
	errChanged       = errors.New("it has changed since you saw it: look at it again")
)

// problem is what an error says to whoever asked.
func (a *API) problem(r *http.Request, err error) huma.StatusError {
	var filter *gainsay.FilterError
	status := http.StatusInternalServerError
	switch {
	case errors.Is(err, errUnknownViewer):
		status = http.StatusUnauthorized
	case errors.Is(err, errForbidden), errors.Is(err, view.ErrHidden):
		status = http.StatusForbidden
	case errors.Is(err, gainsay.ErrUnknown), errors.Is(err, gainsay.ErrNotYet), errors.Is(err, gainsay.ErrFailed), errors.Is(err, gainsay.ErrUnexplained):
		status = http.StatusNotFound
	case errors.Is(err, gainsay.ErrSaved):
		status = http.StatusConflict
	case errors.Is(err, errChanged):
		status = http.StatusPreconditionFailed
	case errors.As(err, &filter), errors.Is(err, errRequest), errors.Is(err, gainsay.ErrCursor), errors.Is(err, gainsay.ErrCorrection),
		errors.Is(err, gainsay.ErrEmptyQuery), errors.Is(err, gainsay.ErrOneClaim), errors.Is(err, gainsay.ErrTooMany),
		errors.Is(err, gainsay.ErrDelivery):
		status = http.StatusBadRequest
	case errors.Is(err, events.ErrFull), errors.Is(err, gainsay.ErrNoReader):
		status = http.StatusServiceUnavailable
	}
	if status == http.StatusInternalServerError && (r == nil || !errors.Is(err, context.Canceled) || r.Context().Err() == nil) {
		a.options.Log.Error("request failed", "path", pathOf(r), "error", err)
		return huma.NewError(status, "something went wrong here, and the log tells what: try again later")
	}
	return huma.NewError(status, err.Error())
}

func pathOf(r *http.Request) string {
	if r == nil {
		return ""
	}
	return r.URL.Path
}

// writeProblem answers a request that no operation has.
func writeProblem(w http.ResponseWriter, p *huma.ErrorModel) {
	w.Header().Set("Content-Type", "application/problem+json")
	w.WriteHeader(p.Status)
	_ = json.NewEncoder(w).Encode(p) // whoever went away needs none
}

// advise puts into the detail of a problem what is wrong with which parameter.
func advise(_ huma.Context, _ string, body any) (any, error) {
	p, ok := body.(*huma.ErrorModel)
	if !ok || len(p.Errors) == 0 || p.Detail != "validation failed" {
		return body, nil
	}
	details := make([]string, len(p.Errors))
	for i, e := range p.Errors {
		details[i] = strings.TrimPrefix(strings.TrimPrefix(e.Location, "query."), "path.") + ": " + e.Message
	}
	p.Detail = strings.Join(details, "; ")
	return p, nil
}
