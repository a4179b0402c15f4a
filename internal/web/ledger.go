package web

import (
	"net/http"

	"gainsay"
)

// ledger is the start page: statements, the latest first, and what narrows them.
func (s *Site) ledger(r *http.Request) (page, error) {
	input := r.FormValue("q")
	query, err := gainsay.ParseQuery(input)
	if err != nil {
		return page{}, err
	}
	query.Cursor = r.FormValue("after")
	found, err := s.asked(r).Statements(r.Context(), query)
	if err != nil {
		return page{}, err
	}
	data := struct {
		Rows []row
		Next string
	}{rowsOf(found.Entries, query.Text), found.Next}
	return page{template: "ledger", title: "Ledger", section: "/", data: data}, nil
}
