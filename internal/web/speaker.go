package web

import (
	"context"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"gainsay"
	"gainsay/internal/web/access"
	"gainsay/internal/web/view"
	"gainsay/news"
)

// speakerPage is the page of somebody who speaks. Of its tabs one is filled.
type speakerPage struct {
	ID, Name, Kind, Role string
	Unnamed              bool
	Names                []news.NameCount
	Merged               []news.Entity // who is one with the speaker since somebody said so
	Tabs                 []tab
	Show                 string // the tab
	MayReview            bool
	Statements           int // that stand

	Said      *saidTab
	About     *aboutTab
	Positions *positionsTab
	Answers   *answersTab
	Identity  *identityTab
	Split     *splitTab
}

// The tabs of a speaker's page, as the address names them; the first is shown where it names none.
const (
	showSaid      = "said"
	showAbout     = "about"
	showPositions = "positions"
	showAnswers   = "answers"
	showNames     = "names"
	showSplit     = "split" // no tab: it is led to from that of names
)

// speaker is the page of a person, an organisation, a state or a source without a name. Whoever was merged with somebody is found there.
func (s *Site) speaker(w http.ResponseWriter, r *http.Request) error {
	asked, id := s.asked(r), r.PathValue("id")
	known, err := asked.Speaker(r.Context(), id)
	if err != nil {
		return err
	}
	if known.Speaker.ID != id {
		to := url.URL{Path: speakerLink(known.Speaker.ID), RawQuery: r.URL.RawQuery}
		http.Redirect(w, r, to.String(), http.StatusSeeOther)
		return nil
	}
	p := &speakerPage{ID: id, Name: known.Speaker.Name, Kind: string(known.Speaker.Kind), Role: known.Speaker.Role, Unnamed: known.Speaker.Kind == news.Unnamed,
		Names: known.Names, Show: r.FormValue("show"), MayReview: access.Of(r.Context()).Role.May(access.Reviewer)}
	for _, a := range known.Acts {
		p.Statements += a.Statements
	}
	if p.Merged, err = asked.Entities(r.Context(), known.Merged...); err != nil {
		return err
	}
	if err := s.fillSpeaker(r, asked, p, &known); err != nil {
		return err
	}
	p.Tabs = p.tabs()
	s.write(w, r, page{template: "speaker", title: p.Name, section: "/speakers", data: p})
	return nil
}

// fillSpeaker fills the tab that is asked for.
func (s *Site) fillSpeaker(r *http.Request, asked view.Archive, p *speakerPage, known *news.SpeakerPage) (err error) {
	ctx := r.Context()
	switch p.Show {
	case showAbout:
		p.About, err = aboutOf(r, asked, p.ID)
	case showPositions:
		p.Positions, err = positionsOf(ctx, asked, p)
	case showAnswers:
		p.Answers, err = answersOf(ctx, asked, p.ID)
	case showNames:
		p.Identity, err = identityOf(r, asked, p, known)
	case showSplit:
		p.Split, err = splitOf(r, asked, p)
	default:
		p.Show = showSaid
		p.Said, err = saidBy(r, asked, known)
	}
	return err
}

func (p *speakerPage) tabs() []tab {
	list := []tab{{Name: "Said", Link: showSaid, Count: p.Statements}, {Name: "Said about", Link: showAbout}, {Name: "Positions", Link: showPositions},
		{Name: "Answers", Link: showAnswers}, {Name: "Names and corrections", Link: showNames}}
	if p.Unnamed {
		list = slices.DeleteFunc(list, func(t tab) bool { return t.Link == showAbout })
	}
	for i := range list {
		t := &list[i]
		t.Current = t.Link == p.Show || t.Link == showNames && p.Show == showSplit
		t.Link = speakerLink(p.ID) + "?show=" + t.Link
	}
	list[0].Link = speakerLink(p.ID)
	return list
}

// saidTab is what the speaker said, narrowed by what the address says.
type saidTab struct {
	Acts                        []actChip
	Months                      *monthChart
	Act                         string
	Words, Outlet, Since, Until string
	Outlets                     []string
	Rows                        []row
	Next, Ledger, All           string
	Narrowed, MayNarrow         bool
}

type actChip struct {
	Act, Verb  string
	Statements int
	Link       string
	On         bool
}

// narrowed is what a request narrows a speaker's statements to.
func narrowed(r *http.Request) url.Values {
	kept := url.Values{}
	for _, name := range []string{"act", "words", "outlet", "since", "until"} {
		if value := oneLine(r.FormValue(name)); value != "" {
			kept.Set(name, value)
		}
	}
	return kept
}

// searchFor is a search as people type it: a filter, and what narrows it.
func searchFor(filter string, by url.Values) string {
	input := []string{filter}
	for _, name := range []string{"act", "outlet", "since", "until"} {
		if value := strings.ReplaceAll(by.Get(name), `"`, ""); value != "" {
			input = append(input, name+`:"`+value+`"`)
		}
	}
	return strings.Join(append(input, by.Get("words")), " ")
}

func saidBy(r *http.Request, asked view.Archive, known *news.SpeakerPage) (*saidTab, error) {
	id, by := known.Speaker.ID, narrowed(r)
	link := func(values url.Values) string {
		if len(values) == 0 {
			return speakerLink(id)
		}
		return speakerLink(id) + "?" + values.Encode()
	}
	t := &saidTab{Act: by.Get("act"), Words: by.Get("words"), Outlet: by.Get("outlet"), Since: by.Get("since"), Until: by.Get("until"), Narrowed: len(by) > 0, All: speakerLink(id)}
	for _, a := range known.Acts {
		to := cloned(by)
		chip := actChip{Act: string(a.Act), Verb: verbOf(a.Act), Statements: a.Statements, On: t.Act == string(a.Act)}
		if to.Set("act", chip.Act); chip.On {
			to.Del("act")
		}
		chip.Link = link(to)
		t.Acts = append(t.Acts, chip)
	}
	months, err := asked.Months(r.Context(), id, false)
	if err != nil {
		return nil, err
	}
	t.Months = chartOf(months, t.Since, func(first, last news.Day) string {
		to := cloned(by)
		to.Set("since", string(first))
		to.Set("until", string(last))
		return link(to)
	})
	if t.Outlets, err = asked.Outlets(r.Context()); err != nil {
		return nil, err
	}
	search := searchFor("speaker:"+id, by)
	t.Ledger = "/?q=" + url.QueryEscape(strings.TrimSpace(search))
	t.Rows, t.Next, err = found(r, asked, search, link, by)
	t.MayNarrow = t.Narrowed || len(t.Rows) > fewRows
	return t, err
}

// fewRows is how many statements need no narrowing.
const fewRows = 5

// found is the page of rows that a search finds, and the link to the next one.
func found(r *http.Request, asked view.Archive, search string, link func(url.Values) string, by url.Values) (rows []row, next string, err error) {
	query, err := gainsay.ParseQuery(search)
	if err != nil {
		return nil, "", err
	}
	query.Cursor = r.FormValue("after")
	page, err := asked.Statements(r.Context(), query)
	if err != nil {
		return nil, "", err
	}
	if page.Next != "" {
		to := cloned(by)
		to.Set("after", page.Next)
		next = link(to)
	}
	return rowsOf(page.Entries, query.Text), next, nil
}

func cloned(values url.Values) url.Values {
	out := url.Values{}
	for name, list := range values {
		out[name] = slices.Clone(list)
	}
	return out
}

// verbOf is what an act is called where no statement stands beside it.
func verbOf(a news.Act) string {
	if verb := a.Verb(); verb != "" {
		return verb
	}
	return string(a)
}

// aboutTab is what others say with the speaker's name in their words.
type aboutTab struct {
	Rows         []row
	Next, Ledger string
}

func aboutOf(r *http.Request, asked view.Archive, id string) (*aboutTab, error) {
	t := &aboutTab{Ledger: "/?q=about:" + id}
	link := func(values url.Values) string { return speakerLink(id) + "?" + values.Encode() }
	var err error
	t.Rows, t.Next, err = found(r, asked, "about:"+id, link, url.Values{"show": {showAbout}})
	return t, err
}

// positionsTab is the claims towards which the speaker took a stance on several occasions.
type positionsTab struct {
	Differing, Same []position
	Latest          bool // among the speaker's latest 2,000 statements only
}

type position struct {
	Claim, Link string
	Sides       []side // the stances one after the other: of each run of the same one, the first
	Voices      []side
}

// side is one statement of a position.
type side struct {
	Day, Stance, Words, Outlet, Link string
	Copies                           int
}

func positionsOf(ctx context.Context, asked view.Archive, speaker *speakerPage) (*positionsTab, error) {
	all, err := asked.Positions(ctx, speaker.ID, false)
	if err != nil {
		return nil, err
	}
	t := &positionsTab{Latest: speaker.Statements > 2000}
	for _, found := range all {
		p := position{Claim: found.Claim.Text, Link: "/claim/" + found.Claim.ID}
		for i := range found.Course.Voices {
			v := &found.Course.Voices[i]
			one := side{Day: string(v.Day), Stance: string(v.Stance), Words: v.Words, Outlet: v.Outlet, Link: statementLink(v.Document + "#" + v.Statement), Copies: v.Copies}
			if n := len(p.Sides); n == 0 || p.Sides[n-1].Stance != one.Stance {
				p.Sides = append(p.Sides, one)
			}
			p.Voices = append(p.Voices, one)
		}
		if len(p.Sides) > 1 {
			t.Differing = append(t.Differing, p)
		} else {
			t.Same = append(t.Same, p)
		}
	}
	return t, nil
}

// answersTab is whom the speaker answers and who answers the speaker.
type answersTab struct {
	To, By []party
}

type party struct {
	Name, Role, Link string
	Unnamed          bool
	Relations        []relation
}

type relation struct {
	Verb       string
	Statements int
}

func answersOf(ctx context.Context, asked view.Archive, id string) (*answersTab, error) {
	to, by, err := asked.Parties(ctx, id, false)
	return &answersTab{partiesOf(to), partiesOf(by)}, err
}

// partiesOf puts what stands of one party together.
func partiesOf(list []news.Party) (out []party) {
	last := ""
	for _, p := range list {
		if p.Speaker.ID != last {
			last = p.Speaker.ID
			out = append(out, party{Name: p.Speaker.Name, Role: p.Speaker.Role, Link: speakerLink(last), Unnamed: p.Speaker.Kind == news.Unnamed})
		}
		one := &out[len(out)-1]
		one.Relations = append(one.Relations, relation{string(p.Relation), p.Statements})
	}
	return out
}
