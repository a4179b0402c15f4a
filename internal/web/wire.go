package web

import (
	"cmp"
	"net/http"

	"gainsay/news"
)

// wireRow is a text with who carries it.
type wireRow struct {
	Link, Title, Agency string
	First               wirePublication
	Rest                []wirePublication
	MoreOf              int // publications besides
	Publications        int
	Versions            int
	Statements          int
	Said                string // where they are
}

// wirePublication is one outlet's article of a text.
type wirePublication struct {
	ID, Link, Outlet, Day, Title string
	OtherTitle                   bool   // its headline is not the first one's
	Copies                       string // where it is compared with the others
	Versions                     int
	History                      string // where its versions are compared
	Fewer                        int    // statements than the first has; negative: more
}

// mostCarriers is how many publications of a text the list shows.
const mostCarriers = 6

func wireRowOf(o *news.OriginSummary, most int) wireRow {
	row := wireRow{Link: "/origin/" + o.ID, Agency: o.Agency, Publications: len(o.Publications), Statements: o.Publications[0].Statements}
	for i := range o.Publications {
		p := &o.Publications[i]
		publication := wirePublication{ID: p.ID, Link: documentLink(p.ID), Outlet: outletOf(&p.Head), Day: string(p.Published), Title: cmp.Or(oneLine(p.Title), "An article without a headline"),
			Copies: addressed(documentLink(p.ID), "tab", "copies"), Versions: p.Versions, History: addressed(documentLink(p.ID), "tab", "versions")}
		row.Versions += p.Versions
		if i == 0 {
			row.First, row.Title, row.Said = publication, publication.Title, searched("doc:"+p.ID)
			continue
		}
		publication.OtherTitle, publication.Fewer = publication.Title != row.Title, row.Statements-p.Statements
		row.Rest = append(row.Rest, publication)
	}
	if n := len(row.Rest); n > most {
		row.Rest, row.MoreOf = row.Rest[:most], n-most
	}
	return row
}

// wire lists the texts that more than one publication carries.
func (s *Site) wire(r *http.Request) (page, error) {
	query := news.ListQuery{Cursor: r.FormValue("after"), Limit: 20}
	data := struct {
		Rows  []wireRow
		Next  string
		Later bool
	}{Later: query.Cursor != ""}
	found, err := s.asked(r).Origins(r.Context(), query)
	if err != nil {
		return page{}, err
	}
	for i := range found.Origins {
		data.Rows = append(data.Rows, wireRowOf(&found.Origins[i], mostCarriers))
	}
	if found.Next != "" {
		data.Next = addressed("/wire", "after", found.Next)
	}
	return page{template: "wire", title: "Wire", section: "/wire", data: data}, nil
}

// origin shows one text with all who carry it.
func (s *Site) origin(r *http.Request) (page, error) {
	asked := s.asked(r)
	found, err := asked.Origin(r.Context(), r.PathValue("id"))
	if err != nil {
		return page{}, err
	}
	data := struct {
		wireRow
		Rows []row
		Next string
	}{wireRow: wireRowOf(&found, len(found.Publications))}
	statements, err := asked.Statements(r.Context(), news.Query{Document: data.First.ID, Cursor: r.FormValue("after"), Limit: 100})
	if err != nil {
		return page{}, err
	}
	data.Rows = rowsOf(statements.Entries, "")
	if statements.Next != "" {
		data.Next = addressed(data.Link, "after", statements.Next)
	}
	return page{template: "origin", title: data.Title, section: "/wire", data: data}, nil
}
