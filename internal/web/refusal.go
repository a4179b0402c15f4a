package web

import (
	"encoding/json"
	"errors"
	"net/http"
	"strconv"

	"gainsay"
	"gainsay/internal/web/access"
)

// refusalOf is what is said to somebody who is not let in, or whose form about accounts is wrong.
func refusalOf(err error) (failure, bool) {
	var tooMany *access.TooManyError
	var tooLarge *http.MaxBytesError
	is := func(some ...error) bool {
		for _, one := range some {
			if errors.Is(err, one) {
				return true
			}
		}
		return false
	}
	switch {
	case errors.As(err, &tooMany):
		return failure{http.StatusTooManyRequests, "Too much at once", err.Error()}, true
	case errors.As(err, &tooLarge):
		return failure{http.StatusRequestEntityTooLarge, "Too large", "What was sent is larger than it may be: send less at once."}, true
	case is(access.ErrHost):
		return failure{http.StatusMisdirectedRequest, "Not this site", err.Error()}, true
	case is(access.ErrCrossSite, access.ErrForwarded):
		return failure{http.StatusForbidden, "Not let in", err.Error()}, true
	case is(access.ErrLogIn):
		return failure{http.StatusUnauthorized, "Log in first", err.Error()}, true
	case is(access.ErrProvider): // the log has what it said
		return failure{http.StatusForbidden, "Not logged in", access.ErrProvider.Error()}, true
	case is(access.ErrFlow, access.ErrNoAccount, access.ErrElsewhere, access.ErrCredentials):
		return failure{http.StatusForbidden, "Not logged in", err.Error()}, true
	case is(access.ErrAlone):
		return failure{http.StatusNotFound, "No accounts here", err.Error()}, true
	case is(gainsay.ErrAccount, gainsay.ErrKey):
		return failure{http.StatusConflict, "There already", err.Error()}, true
	case is(gainsay.ErrName, gainsay.ErrRole, access.ErrPassword):
		return failure{http.StatusBadRequest, "Not like this", err.Error()}, true
	}
	return failure{}, false
}

// refused tells programs in the header what to do about an error.
func refused(header http.Header, r *http.Request, err error) {
	var tooMany *access.TooManyError
	if errors.As(err, &tooMany) {
		header.Set("Retry-After", strconv.Itoa(tooMany.Seconds()))
	}
	if errors.Is(err, access.ErrLogIn) {
		header.Add("WWW-Authenticate", `Bearer realm="Gainsay"`)
		if r.Header.Get("Sec-Fetch-Mode") == "" { // no browser, which would ask the user for a password that he does not have
			header.Add("WWW-Authenticate", `Basic realm="Gainsay", charset="UTF-8"`)
		}
	}
}

// writeProblem answers a program with an error (RFC 9457).
func writeProblem(w http.ResponseWriter, f failure) {
	w.Header().Set("Content-Type", "application/problem+json")
	w.WriteHeader(f.Status)
	problem := struct {
		Title  string `json:"title"`
		Status int    `json:"status"`
		Detail string `json:"detail"`
	}{f.Heading, f.Status, f.Reason}
	_ = json.NewEncoder(w).Encode(problem) // whoever went away needs none
}
