package web

import (
	"net/http"
	"net/url"

	"gainsay"
)

// exportRow is a kind of file in which a search can be had.
type exportRow struct{ Name, About, Ending, Link string }

// export offers what a search finds as files.
func (s *Site) export(r *http.Request) (page, error) {
	input := r.FormValue("q")
	query, err := gainsay.ParseQuery(input)
	if err != nil {
		return page{}, err
	}
	data := struct {
		Query, Back string
		Rows        []exportRow
	}{Query: input, Back: "/?q=" + url.QueryEscape(input)}
	for _, f := range gainsay.ExportFormats() {
		if f.Claim != nil && query.Claim == "" {
			continue // it is for one claim
		}
		data.Rows = append(data.Rows, exportRow{f.Name, f.About, f.Ending, "/api/v1/export/" + f.Name + "?q=" + url.QueryEscape(input)})
	}
	return page{template: "export", title: "Export", section: "/", data: data}, nil
}
