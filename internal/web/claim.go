package web

import (
	"cmp"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"gainsay"
	"gainsay/internal/web/access"
	"gainsay/internal/web/chart"
	"gainsay/news"
)

// How much of a claim is shown on one page: voices in its lists, articles beside them, and of all that was said, the latest.
const (
	voicesOnPage   = 200
	mostArticles   = 40
	mostOfOneClaim = 20_000
)

// claimData is the page of a claim: who asserts, denies and doubts it, when, and who answered whom.
type claimData struct {
	ID, Wording string
	First       *claimVoice
	Origins     int
	Copies      int
	Voices      int
	Parties     int
	Reply       *claimReply
	Unanswered  bool
	Asserted    int // voices that assert it
	Open        int // of them, those that no voice answers
	Wide        claimChart
	Narrow      claimChart
	Sides       []claimSide
	Pages       []voicePage
	Courses     []claimCourse
	Articles    []claimArticle
	MoreOf      int // articles that are not listed
	Cut         *daySlider
	Until       news.Day
	Undated     int // voices of no known day, left out of the page as of a day
	Latest      bool
	Review      bool // the viewer may correct
	Back        string
	Exports     []menuItem
}

// claimVoice is a statement on a claim with what it answers and what answers it there.
type claimVoice struct {
	row
	Answering  []claimTie
	AnsweredBy []claimTie
	Open       bool // it asserts the claim, and no voice answers it
	Carried    []carriedIn
}

// claimTie is another voice that a voice answers, or is answered by.
type claimTie struct {
	Relation string // "denies"
	Who      string
	Words    string
	Day      string
	Outlet   string
	Link     string
	Reviewed bool
}

// carriedIn is a copy of a text.
type carriedIn struct{ Outlet, Link string }

type claimReply struct {
	Who, Link string
	After     string // "the same day", "after 2 days"
	To        string
	ToLink    string
}

type claimSide struct {
	Stance  news.Stance
	Heading string
	Voices  []claimVoice
	All     int // how many there are, on other pages too
}

type voicePage struct {
	Number  int
	Link    string
	Current bool
}

type claimCourse struct {
	Name, Link string
	Changes    []claimTurn
}

// claimTurn is two statements of one speaker that take different stances.
type claimTurn struct{ Before, After claimVoice }

type claimArticle struct{ Title, Outlet, Day, Link string }

// claimChart is a chart with what a template needs besides.
type claimChart struct {
	chart.Drawing
	Class, Summary string
}

// daySlider cuts a claim off at a day.
type daySlider struct {
	Days []sliderDay
	At   int // the day that is chosen, by its place
	Last int
}

type sliderDay struct {
	Number  int
	Day     news.Day
	Link    string
	Current bool
}

// claimSides are the stances in the order in which they are listed.
var claimSides = []claimSide{{Stance: news.Asserts, Heading: "Asserts"}, {Stance: news.Denies, Heading: "Denies"}, {Stance: news.Doubts, Heading: "Doubts"}, {Heading: "Passes it on"}}

// claim shows a claim; one that was merged with another leads there.
func (s *Site) claim(w http.ResponseWriter, r *http.Request) error {
	id := r.PathValue("id")
	root, err := s.asked(r).Root(r.Context(), id)
	if err != nil {
		return err
	}
	if root != id {
		http.Redirect(w, r, withAsked("/claim/"+root, r.URL.Query()), http.StatusFound)
		return nil
	}
	entries, err := s.claimEntries(r, id)
	if err != nil {
		return err
	}
	whole, ok := gainsay.ClaimOf(entries, "")
	if !ok {
		return fmt.Errorf("claim %s: %w", id, gainsay.ErrUnknown)
	}
	days := daysOf(whole.Voices)
	if at := r.FormValue("day"); at != "" { // as the slider says it without a script: by the place of a day
		n, err := strconv.Atoi(at)
		if err != nil || n < 0 || n >= len(days) {
			return fmt.Errorf("%w: day is a number from 0 to %d", errRequest, max(0, len(days)-1))
		}
		http.Redirect(w, r, untilLink(id, days, n), http.StatusSeeOther)
		return nil
	}
	until, err := dayAsked(r, "until")
	if err != nil {
		return err
	}
	data, err := s.claimPage(r, entries, &whole, days, until)
	if err != nil {
		return err
	}
	s.write(w, r, page{template: "claim", title: "Claim: " + shortenedTo(data.Wording, 60), section: "/claims", data: data})
	return nil
}

// claimEntries are the entries on a claim.
func (s *Site) claimEntries(r *http.Request, id string) (entries []news.Entry, err error) {
	for e, err := range s.asked(r).All(r.Context(), news.Query{Claim: id}) {
		if err != nil {
			return nil, err
		}
		if entries = append(entries, e); len(entries) == mostOfOneClaim {
			break
		}
	}
	return entries, nil
}

// dayAsked is a day that a request names; "" where it names none.
func dayAsked(r *http.Request, name string) (news.Day, error) {
	value := r.FormValue(name)
	if value == "" {
		return "", nil
	}
	day, err := news.ParseDay(value)
	if err != nil {
		return "", fmt.Errorf("%w: %s: %w", errRequest, name, err)
	}
	return day, nil
}

// daysOf lists the days on which there are voices, the first one first.
func daysOf(voices []news.Voice) (days []news.Day) {
	for i := range voices {
		if d := voices[i].Day; d != "" && (len(days) == 0 || days[len(days)-1] != d) {
			days = append(days, d)
		}
	}
	return days
}

// untilLink is the address of a claim as of the day at a place in the list; the last one is the claim as it is.
func untilLink(id string, days []news.Day, at int) string {
	if at == len(days)-1 {
		return "/claim/" + id
	}
	return "/claim/" + id + "?until=" + string(days[at])
}

func withAsked(path string, query url.Values) string {
	if len(query) == 0 {
		return path
	}
	return path + "?" + query.Encode()
}

// claimPage lays a claim out as of a day.
func (s *Site) claimPage(r *http.Request, entries []news.Entry, whole *news.ClaimPage, days []news.Day, until news.Day) (*claimData, error) {
	shown := whole
	if until != "" {
		cut, _ := gainsay.ClaimOf(entries, until)
		shown = &cut
	}
	id := whole.Claim.ID
	data := &claimData{ID: id, Wording: oneLine(whole.Claim.Text), Origins: shown.Origins, Copies: shown.Copies, Voices: len(shown.Voices), Until: until, Latest: until == "",
		Review: access.Of(r.Context()).Role.May(access.Reviewer), Back: r.URL.RequestURI(), Cut: sliderOf(id, days, until)}
	if until != "" {
		for i := range whole.Voices {
			if whole.Voices[i].Day == "" {
				data.Undated++
			}
		}
	}
	lay := newClaimLayout(shown, entries)
	data.Parties, data.Asserted, data.Open = lay.parties, lay.asserted, lay.open
	if len(shown.Voices) > 0 {
		data.First = &lay.voices[0]
	}
	data.Reply = lay.replyOf(shown.Reply)
	data.Unanswered = shown.Reply == nil && data.Asserted > 0 && !shown.Contested()
	data.Wide, data.Narrow = lay.drawings()
	number, err := lay.paged(r, data)
	if err != nil {
		return nil, err
	}
	data.Sides = lay.listed(number)
	data.Courses = lay.courses(shown.Courses)
	data.Articles, data.MoreOf = articlesOf(entries, lay.in)
	asked := url.QueryEscape("claim:" + id)
	formats := []menuItem{{"bundle", "Evidence bundle (WACZ)"}, {"csv", "Table (CSV)"}, {"csl", "Citations (CSL)"}, {"schema", "ClaimReview (schema.org)"}, {"rss", "Feed (RSS)"}, {"atom", "Feed (Atom)"}}
	if !access.Of(r.Context()).Role.May(access.Reader) {
		formats = nil // exports are for those who have logged in
		data.Exports = []menuItem{{"/feed/rss?q=" + asked, "Feed (RSS)"}, {"/feed/atom?q=" + asked, "Feed (Atom)"}}
	}
	for _, format := range formats {
		data.Exports = append(data.Exports, menuItem{"/api/v1/export/" + format.Path + "?q=" + asked, format.Name})
	}
	return data, nil
}

func sliderOf(id string, days []news.Day, until news.Day) *daySlider {
	if len(days) < 2 {
		return nil
	}
	c := &daySlider{At: len(days) - 1, Last: len(days) - 1}
	if until != "" {
		c.At = 0
		for i, d := range days {
			if d <= until {
				c.At = i
			}
		}
	}
	for i, d := range days {
		c.Days = append(c.Days, sliderDay{i, d, untilLink(id, days, i), i == c.At && (until == "" || until >= days[0])})
	}
	return c
}

// articlesOf lists the articles that voices stand in, by day, and counts those beyond.
func articlesOf(entries []news.Entry, in map[string]bool) (list []claimArticle, more int) {
	seen := map[string]bool{}
	for i := range slices.Backward(entries) {
		head := &entries[i].Document
		if seen[head.ID] || !in[head.ID] {
			continue
		}
		seen[head.ID] = true
		list = append(list, claimArticle{cmp.Or(head.Title, "Untitled"), outletOf(head), string(cmp.Or(head.Published, news.DayOf(head.Captured))), documentLink(head.ID)})
	}
	slices.SortStableFunc(list, func(a, b claimArticle) int { return cmp.Compare(a.Day, b.Day) })
	if len(list) > mostArticles {
		return list[:mostArticles], len(list) - mostArticles
	}
	return list, 0
}

// shortenedTo is a text of at most some characters, cut behind a word.
func shortenedTo(text string, most int) string {
	runes := []rune(text)
	if len(runes) <= most {
		return text
	}
	cut := string(runes[:most])
	if at := strings.LastIndexByte(cut, ' '); at > most/2 {
		cut = cut[:at]
	}
	return cut + " …"
}

// dayInWords is a day for people: "14 May 2024".
func dayInWords(d news.Day) string {
	t, ok := d.Time()
	if !ok {
		return "day not known"
	}
	return t.Format("2 January 2006")
}
