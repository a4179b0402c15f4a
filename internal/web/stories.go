package web

import (
	"cmp"
	"net/http"
	"net/url"
	"slices"

	"gainsay/internal/web/access"
	"gainsay/news"
)

// storyRow is a story as lists show it.
type storyRow struct {
	ID, Link, Title string
	Latest          string // title of the latest article where it is another
	From, To        string // days
	Articles        int
	Origins         int
	Outlets         []string // the first few
	MoreOutlets     int
	Statements      int
	Speakers        []storySpeaker
	MoreSpeakers    int
	Bars            *storyBars
}

// storySpeaker is somebody with what he says in a story.
type storySpeaker struct {
	Name, Link string
	Said       string // where his statements of the story are listed
	Statements int
}

// How many outlets and speakers of a story a list names, and its own page.
const (
	mostOutlets       = 4
	mostStorySpeakers = 4
	mostOfStory       = 40
)

func storyRowOf(st *news.StorySummary, speakers int) storyRow {
	r := storyRow{ID: st.ID, Link: "/story/" + st.ID, Title: cmp.Or(oneLine(st.Title), "An article without a headline"), From: string(st.From), To: string(st.To),
		Articles: st.Articles, Origins: st.Origins, Outlets: st.Outlets, Statements: st.Statements, Bars: barsOf(st)}
	if latest := oneLine(st.Latest); latest != r.Title {
		r.Latest = latest
	}
	if n := len(r.Outlets); n > mostOutlets+1 {
		r.Outlets, r.MoreOutlets = r.Outlets[:mostOutlets], n-mostOutlets
	}
	for _, c := range st.Speakers {
		r.Speakers = append(r.Speakers, storySpeaker{Name: oneLine(c.Name), Link: speakerLink(c.ID), Said: searched("story:" + st.ID + " speaker:" + c.ID), Statements: c.Statements})
	}
	if n := len(r.Speakers); n > speakers+1 {
		r.Speakers, r.MoreSpeakers = r.Speakers[:speakers], n-speakers
	}
	return r
}

// searched is the ledger narrowed by a search.
func searched(search string) string { return "/?" + url.Values{"q": {search}}.Encode() }

// stories lists stories, those with the latest articles first.
func (s *Site) stories(r *http.Request) (page, error) {
	query := news.ListQuery{Cursor: r.FormValue("after"), Limit: 20}
	found, err := s.asked(r).Stories(r.Context(), query)
	if err != nil {
		return page{}, err
	}
	data := struct {
		Rows  []storyRow
		Next  string
		Later bool
	}{Later: query.Cursor != ""}
	for i := range found.Stories {
		data.Rows = append(data.Rows, storyRowOf(&found.Stories[i], mostStorySpeakers))
	}
	if found.Next != "" {
		data.Next = addressed("/stories", "after", found.Next)
	}
	return page{template: "stories", title: "Stories", section: "/stories", data: data}, nil
}

// storyDay is the articles of a story that appeared on a day.
type storyDay struct {
	Day      string // "" where no day is known
	Articles []storyArticle
}

// storyArticle is an article of a story.
type storyArticle struct {
	Link, Title, Outlet, Agency string
	Version                     int    // above 1 where it was changed since it appeared
	Versions                    string // where its versions are compared
	Origin                      string // where the text is shown with who carries it; "" where this article alone does
	CopyOf                      string // the outlet of the first article of the story with the same text; "" where it is this one
	Carried                     int    // articles of the story that carry the same text
}

// storyData is what the page of a story shows.
type storyData struct {
	storyRow
	Contested, Shared         []claimRow
	MoreContested, MoreShared string // links to more; "" where these are all
	Days                      []storyDay
	Rows                      []row
	Next                      string // of the statements
	Later                     bool   // these are not the first statements
	Search                    string
}

// mostStoryClaims is how many claims of each sort the page of a story shows.
const mostStoryClaims = 10

// story shows what the articles that tell of one matter say.
func (s *Site) story(r *http.Request) (page, error) {
	asked, id := s.asked(r), r.PathValue("id")
	summary, err := asked.Story(r.Context(), id, false)
	if err != nil {
		return page{}, err
	}
	data := storyData{storyRow: storyRowOf(&summary, mostOfStory), Later: r.FormValue("after") != "", Search: searched("story:" + id)}
	if data.Contested, data.MoreContested, err = s.storyClaims(r, news.ShowContested); err != nil {
		return page{}, err
	}
	if data.Shared, data.MoreShared, err = s.storyClaims(r, news.ShowUnanswered); err != nil {
		return page{}, err
	}
	articles, err := asked.DocumentsIn(r.Context(), id)
	if err != nil {
		return page{}, err
	}
	data.Days = storyDays(articles, access.Of(r.Context()).Role.May(access.Reader))
	statements, err := asked.Statements(r.Context(), news.Query{Story: id, Cursor: r.FormValue("after"), Limit: 30})
	if err != nil {
		return page{}, err
	}
	data.Rows = rowsOf(statements.Entries, "")
	if statements.Next != "" {
		data.Next = addressed(data.Link, "after", statements.Next) + "#statements"
	}
	return page{template: "story", title: data.Title, section: "/stories", data: data}, nil
}

// storyClaims lists claims that a story's statements speak to.
func (s *Site) storyClaims(r *http.Request, show news.ClaimShow) (rows []claimRow, more string, err error) {
	cursor := r.FormValue(string(show))
	found, err := s.asked(r).Claims(r.Context(), news.ClaimQuery{ListQuery: news.ListQuery{Limit: mostStoryClaims, Cursor: cursor}, Story: r.PathValue("id"), Show: show})
	if err != nil {
		return nil, "", err
	}
	for i := range found.Claims {
		rows = append(rows, claimRowOf(&found.Claims[i], ""))
	}
	if found.Next != "" {
		more = addressed(r.URL.Path, string(show), found.Next) + "#" + string(show)
	}
	return rows, more, nil
}

// storyDays puts the articles of a story by day, the latest first; of the versions of an article the one that speaks. Versions
// and copies are led to where the viewer may see whole texts.
func storyDays(heads []news.Head, whole bool) []storyDay {
	heads = slices.DeleteFunc(slices.Clone(heads), func(h news.Head) bool { return !h.Latest })
	carried, first := map[string]int{}, map[string]*news.Head{}
	for i := range heads {
		if h := &heads[i]; h.Origin != "" {
			carried[h.Origin]++
			if first[h.Origin] == nil {
				first[h.Origin] = h
			}
		}
	}
	var days []storyDay
	for i := range slices.Backward(heads) {
		h := &heads[i]
		if n := len(days); n == 0 || days[n-1].Day != string(h.Published) {
			days = append(days, storyDay{Day: string(h.Published)})
		}
		a := storyArticle{Link: documentLink(h.ID), Title: cmp.Or(oneLine(h.Title), "An article without a headline"), Outlet: outletOf(h), Agency: h.Agency,
			Version: h.Version, Carried: carried[h.Origin]}
		if whole {
			a.Versions = a.Link + "?tab=versions"
		}
		if whole && a.Carried > 1 {
			a.Origin = "/origin/" + h.Origin
			if of := first[h.Origin]; of != h {
				a.CopyOf = outletOf(of)
			}
		}
		day := &days[len(days)-1]
		day.Articles = append(day.Articles, a)
	}
	return days
}
