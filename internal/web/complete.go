package web

import (
	"encoding/json"
	"net/http"
	"strings"
	"unicode/utf8"

	"gainsay"
	"gainsay/news"
)

// mostCompletions is how many a browser is given at once.
const mostCompletions = 10

// complete gives, as a list of JSON, whole queries that the typed one may become: its last word completed to a speaker, an outlet, an act.
func (s *Site) complete(w http.ResponseWriter, r *http.Request) error {
	input := r.FormValue("q")
	list := []string{}
	if parts := gainsay.QueryParts(input); len(parts) > 0 && len(input) < 500 {
		last := parts[len(parts)-1]
		before := strings.TrimSuffix(strings.TrimRight(input, " "), last.Raw)
		values, err := s.completions(r, last)
		if err != nil {
			return err
		}
		for _, v := range values {
			list = append(list, before+strings.TrimSpace(gainsay.WithFilter("", v.name, v.value)))
		}
	}
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Cache-Control", "private, max-age=60")
	return json.NewEncoder(w).Encode(list[:min(len(list), mostCompletions)])
}

type completion struct{ name, value string }

// fixed are the filters whose values are always the same.
var fixed = func() (list []completion) {
	for _, a := range []news.Act{news.Assert, news.Deny, news.Accuse, news.Demand, news.Promise, news.Warn, news.Confirm, news.Question, news.Decline} {
		list = append(list, completion{"act", string(a)})
	}
	for _, s := range []news.Stance{news.Asserts, news.Denies, news.Doubts} {
		list = append(list, completion{"stance", string(s)})
	}
	for _, r := range []news.Review{news.Accepted, news.Corrected, news.Rejected} {
		list = append(list, completion{"review", string(r)})
	}
	return append(list, completion{"is", "contested"}, completion{"is", "edited"})
}()

// completions are the filters that a part may become.
func (s *Site) completions(r *http.Request, last gainsay.QueryPart) (list []completion, err error) {
	if utf8.RuneCountInString(last.Value) < 2 {
		return nil, nil
	}
	like := func(value string) bool {
		return len(value) >= len(last.Value) && strings.EqualFold(value[:len(last.Value)], last.Value)
	}
	if last.Name == "" || last.Name == "speaker" {
		names, err := s.asked(r).Names(r.Context(), last.Value, mostCompletions/2)
		if err != nil {
			return nil, err
		}
		for _, n := range names {
			list = append(list, completion{"speaker", n.Name})
		}
	}
	if last.Name == "" || last.Name == "outlet" {
		outlets, err := s.asked(r).Outlets(r.Context())
		if err != nil {
			return nil, err
		}
		for _, o := range outlets {
			if like(o) {
				list = append(list, completion{"outlet", o})
			}
		}
	}
	for _, c := range fixed {
		if (last.Name == "" || last.Name == c.name) && like(c.value) {
			list = append(list, c)
		}
	}
	return list, nil
}
