package web

import (
	"net/http"

	"gainsay"
	"gainsay/internal/web/access"
	"gainsay/news"
)

// facetGroup is the values of one filter.
type facetGroup struct {
	Name, Title string // of the filter: "act"; "Act"
	Values      []facetValue
}

// facetValue is a value with how many statements have it, and the address of the ledger with it, or without it where it is chosen.
type facetValue struct {
	Name, Number, Link string
	Chosen             bool
	Class              string // colours it, as rows are coloured
}

// facets counts what a query matches, for the page p.
func (s *Site) facets(r *http.Request, p *page, query news.Query) (news.Facets, error) {
	f, fresh, err := s.counts.facets(r.Context(), s.asked(r), access.Of(r.Context()).Role == access.Public, query)
	p.passing = p.passing || !fresh
	return f, err
}

// facetGroups lays counts out. A value that cannot be written in a query leads nowhere.
func (l *ledgerRequest) facetGroups(f *news.Facets) []facetGroup {
	var groups []facetGroup
	for _, g := range []struct {
		name, title string
		values      []news.Facet
	}{
		{"speaker", "Speaker", f.Speakers}, {"act", "What is done", f.Acts}, {"stance", "Towards its claim", f.Stances}, {"outlet", "Outlet", f.Outlets}, {"review", "Review", f.Reviews},
	} {
		group := facetGroup{Name: g.name, Title: g.title}
		for _, v := range g.values {
			value := facetValue{Name: v.Name, Number: grouped(int64(v.Statements))}
			switch g.name {
			case "act":
				value.Name, value.Class = actWord(news.Act(v.Value)), "act act-"+v.Value
			case "stance":
				value.Class = "stance-" + v.Value
			case "review":
				value.Class = "review-" + v.Value
			}
			switch value.Chosen = gainsay.HasFilter(l.text, g.name, v.Value); {
			case value.Chosen:
				value.Link = l.with(gainsay.WithoutFilter(l.text, g.name, v.Value), "", "")
			case v.Value == "":
				value.Name = "not reviewed"
			default:
				if with := gainsay.WithFilter(l.text, g.name, v.Value); with != l.text {
					value.Link = l.with(with, "", "")
				}
			}
			group.Values = append(group.Values, value)
		}
		if len(group.Values) > 1 || len(group.Values) == 1 && (group.Values[0].Chosen || group.Values[0].Link != "") {
			groups = append(groups, group)
		}
	}
	return groups
}

// actWord is an act in the list of acts.
func actWord(a news.Act) string {
	if verb := a.Verb(); verb != "" {
		return verb
	}
	return string(a)
}

// chips are the filters of the query. Speakers give the names for their ids.
func (l *ledgerRequest) chips(speakers []news.Facet) []chip {
	var chips []chip
	for _, p := range gainsay.QueryParts(l.text) {
		if p.Name == "" {
			continue
		}
		c := chip{Name: p.Name, Value: p.Value, Without: l.with(gainsay.WithoutFilter(l.text, p.Name, p.Value), "", "")}
		for _, s := range speakers {
			if p.Name == "speaker" && s.Value == p.Value {
				c.Value = s.Name
			}
		}
		chips = append(chips, c)
	}
	return chips
}
