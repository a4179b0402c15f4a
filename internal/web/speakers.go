package web

import (
	"cmp"
	"fmt"
	"net/http"
	"slices"
	"strings"

	"gainsay/news"
)

// speakerRow is a speaker as the list shows him.
type speakerRow struct {
	Name, Link, Role, Kind string
	Called                 string // the name that was looked for, where he goes by another
	Statements             string // "12", "more than 1,000"
	Said                   string // where they are
	Latest                 string
}

// speakerKinds are the sorts of speaker that can be asked for.
var speakerKinds = []struct {
	kind news.EntityKind
	name string
}{{"", "All"}, {news.Person, "People"}, {news.Organisation, "Organisations"}, {news.State, "States"}, {news.Group, "Groups"}, {news.Unnamed, "Unnamed sources"}}

// speakersData is what the page of speakers shows.
type speakersData struct {
	Sought, Sort, Kind, From, Next string
	Sorts, Kinds, Letters          []listTab
	Rows                           []speakerRow
	Later                          bool
}

// speakers lists who speaks, by name or by who spoke last: nobody is ranked.
func (s *Site) speakers(r *http.Request) (page, error) {
	data := speakersData{Sought: strings.TrimSpace(r.FormValue("q")), Sort: cmp.Or(r.FormValue("sort"), "name"), Kind: r.FormValue("kind"), From: r.FormValue("from")}
	if data.Sort != "name" && data.Sort != "latest" {
		return page{}, fmt.Errorf("%w: sort is name or latest", errRequest)
	}
	kind := news.EntityKind(data.Kind)
	if !slices.ContainsFunc(speakerKinds, func(k struct {
		kind news.EntityKind
		name string
	}) bool {
		return k.kind == kind
	}) {
		return page{}, fmt.Errorf("%w: kind is person, organisation, state, group or unnamed", errRequest)
	}
	if kind == news.Unnamed {
		data.Sort = "latest" // they have no names to be put in order
	}
	if data.Sort == "latest" || data.Sought != "" {
		data.From = ""
	}
	query := news.SpeakerQuery{ListQuery: news.ListQuery{Limit: 50, Cursor: r.FormValue("after")}, Prefix: data.Sought, Kind: kind, From: data.From, Latest: data.Sort == "latest"}
	data.Later = query.Cursor != ""
	found, err := s.asked(r).Speakers(r.Context(), query)
	if err != nil {
		return page{}, err
	}
	for i := range found.Speakers {
		data.Rows = append(data.Rows, speakerRowOf(&found.Speakers[i]))
	}
	if found.Next != "" {
		data.Next = data.link("after", found.Next)
	}
	if err := s.speakerTabs(r, &data); err != nil {
		return page{}, err
	}
	return page{template: "speakers", title: "Speakers", section: "/speakers", data: data}, nil
}

// link is the page's address with a value changed or added.
func (d *speakersData) link(name, value string) string {
	values := map[string]string{"q": d.Sought, "sort": d.Sort, "kind": d.Kind, "from": d.From}
	if name == "sort" && d.Kind == string(news.Unnamed) {
		values["kind"] = ""
	}
	values[name] = value
	if values["sort"] == "name" {
		values["sort"] = ""
	}
	return addressed("/speakers", "q", values["q"], "sort", values["sort"], "kind", values["kind"], "from", values["from"], "after", values["after"])
}

// speakerTabs fills in what narrows and orders the list.
func (s *Site) speakerTabs(r *http.Request, data *speakersData) error {
	for _, k := range speakerKinds {
		data.Kinds = append(data.Kinds, listTab{k.name, data.link("kind", string(k.kind)), data.Kind == string(k.kind)})
	}
	if data.Sought != "" {
		return nil // what begins so is in the order of its names
	}
	data.Sorts = []listTab{{"By name", data.link("sort", "name"), data.Sort == "name"}, {"By who spoke last", data.link("sort", "latest"), data.Sort == "latest"}}
	if data.Sort == "latest" {
		return nil
	}
	letters, err := s.asked(r).Initials(r.Context())
	for _, letter := range letters {
		data.Letters = append(data.Letters, listTab{strings.ToUpper(letter), data.link("from", letter), data.From == letter})
	}
	return err
}

func speakerRowOf(sp *news.SpeakerSummary) speakerRow {
	r := speakerRow{Name: oneLine(sp.Speaker.Name), Link: speakerLink(sp.Speaker.ID), Role: oneLine(sp.Speaker.Role), Kind: string(sp.Speaker.Kind), Called: oneLine(sp.Called),
		Said: searched("speaker:" + sp.Speaker.ID), Latest: string(sp.Latest), Statements: grouped(int64(sp.Statements))}
	if sp.Statements > news.MostCounted {
		r.Statements = "over " + grouped(news.MostCounted)
	}
	return r
}
