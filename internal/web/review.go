package web

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"time"

	"gainsay"
	"gainsay/internal/web/access"
	"gainsay/news"
)

// queueLength is how many statements the queue is given at once, and mostLeft up to where what is left is counted.
const (
	queueLength = 20
	mostLeft    = 5_000
)

// reviewItem is a statement of the queue with what is needed to decide on it.
type reviewItem struct {
	row
	Revision   int64
	Here       string // the page with this statement as the current one
	Back       string // to the page as it is to be after a decision
	Current    bool
	Starred    bool
	Sure       int // in percent
	Doubts     []string
	Passage    setting
	SourceText string // the words
	CueText    string
	Content    string
	SaidFrom   news.Day
	SaidTo     news.Day
	ClaimID    string
	AnswersTo  []row
	Original   string // link
	Acts       []choice
	Stances    []choice
}

// choice is one value that a field can have.
type choice struct {
	Value, Text string
	Chosen      bool
}

// reviewData is what the review page shows.
type reviewData struct {
	Query         string
	Starred       bool
	Decided, Left int    // by the viewer today; by anybody
	DecidedText   string // with the digits in groups
	LeftText      string
	More          bool // left are more than Left
	Items         []reviewItem
	Next, Further string // cursor of what follows, and the page with it; "" behind the last
}

// review is the queue of what nobody has looked at, the least certain first, or of what the viewer has starred.
func (s *Site) review(r *http.Request) (page, error) {
	data, err := s.queue(r)
	if err != nil {
		return page{}, err
	}
	query, err := gainsay.ParseQuery(data.Query)
	if err != nil {
		return page{}, err
	}
	now := s.now()
	midnight := time.Date(now.Year(), now.Month(), now.Day(), 0, 0, 0, 0, now.Location())
	if data.Decided, err = s.asked(r).Decided(r.Context(), access.Of(r.Context()).Name, midnight); err != nil {
		return page{}, err
	}
	if data.Left, err = s.asked(r).Left(r.Context(), query, mostLeft); err != nil {
		return page{}, err
	}
	data.More, data.DecidedText, data.LeftText = data.Left == mostLeft, grouped(int64(data.Decided)), grouped(int64(data.Left))
	return page{template: "review", title: "Review", section: "/review", data: data}, nil
}

// reviewMore is the next statements of the queue, for the script.
func (s *Site) reviewMore(r *http.Request) (page, error) {
	data, err := s.queue(r)
	return page{template: "review", part: "review-items", data: data}, err
}

// reviewOne is one statement as the archive has it now, for the script.
func (s *Site) reviewOne(r *http.Request) (page, error) {
	e, err := s.asked(r).Statement(r.Context(), r.FormValue("id"))
	if err != nil {
		return page{}, err
	}
	data := reviewData{Query: r.FormValue("q"), Starred: r.FormValue("starred") != ""}
	data.Items, err = s.reviewItems(r, []news.Entry{e}, &data)
	return page{template: "review", part: "review-items", data: data}, err
}

// address is that of the page with one value more: at, a current statement, or after, a cursor; "" for none.
func (d *reviewData) address(more, given string) string {
	values := url.Values{}
	for name, value := range map[string]string{"q": d.Query, more: given} {
		if value != "" {
			values.Set(name, value)
		}
	}
	if d.Starred {
		values.Set("starred", "1")
	}
	if len(values) == 0 {
		return "/review"
	}
	return "/review?" + values.Encode()
}

// queue is the statements that a request asks for.
func (s *Site) queue(r *http.Request) (reviewData, error) {
	data := reviewData{Query: r.FormValue("q"), Starred: r.FormValue("starred") != ""}
	at, ctx := r.FormValue("at"), r.Context()
	query, err := gainsay.ParseQuery(data.Query)
	if err != nil {
		return data, err
	}
	var entries []news.Entry
	if data.Starred {
		entries, err = s.asked(r).Starred(ctx, access.Of(ctx).Name)
	} else {
		query.Unreviewed, query.ByDoubt, query.Limit, query.Cursor = true, true, queueLength, r.FormValue("after")
		var found news.Page
		found, err = s.asked(r).Statements(ctx, query)
		entries, data.Next = found.Entries, found.Next
		if data.Next != "" {
			data.Further = data.address("after", data.Next)
		}
	}
	if err != nil {
		return data, err
	}
	if at != "" && !slices.ContainsFunc(entries, func(e news.Entry) bool { return e.ID == at }) {
		e, err := s.asked(r).Statement(ctx, at)
		if err != nil {
			return data, err
		}
		entries = slices.Insert(entries, 0, e)
	}
	data.Items, err = s.reviewItems(r, entries, &data)
	if err != nil || len(data.Items) == 0 {
		return data, err
	}
	current := max(0, slices.IndexFunc(data.Items, func(i reviewItem) bool { return i.ID == at }))
	if r.FormValue("after") == "" || at != "" {
		data.Items[current].Current = true
	}
	return data, nil
}

// reviewItems lays entries out.
func (s *Site) reviewItems(r *http.Request, entries []news.Entry, on *reviewData) ([]reviewItem, error) {
	stars, err := s.asked(r).Stars(r.Context(), access.Of(r.Context()).Name)
	if err != nil {
		return nil, err
	}
	articles := map[string]news.Article{}
	items := make([]reviewItem, len(entries))
	for i := range entries {
		e := &entries[i]
		article, ok := articles[e.Document.ID]
		if !ok {
			if article, err = s.asked(r).Article(r.Context(), e.Document.ID); err != nil {
				return nil, err
			}
			articles[e.Document.ID] = article
		}
		items[i] = reviewItemOf(e, article.Body(e.Statement.Part))
		item := &items[i]
		item.Here, item.Back, item.Starred = on.address("at", e.ID), on.address("", ""), slices.Contains(stars, e.ID)
		if i+1 < len(entries) {
			item.Back = on.address("at", entries[i+1].ID)
		}
		for _, a := range e.Statement.Answers[:min(len(e.Statement.Answers), 3)] {
			answered, err := s.asked(r).Statement(r.Context(), a.Statement)
			if err != nil {
				continue // of a reading that no longer holds
			}
			to := rowOf(&answered, "")
			to.Stance = string(a.Relation)
			item.AnswersTo = append(item.AnswersTo, to)
		}
	}
	return items, nil
}

func reviewItemOf(e *news.Entry, text string) reviewItem {
	st := &e.Statement
	item := reviewItem{row: rowOf(e, ""), Revision: e.Revision, Sure: int(st.Confidence*100 + 0.5), Doubts: doubtsOf(e), Passage: passageOf(text, st),
		Content: e.Words, SourceText: e.Source, ClaimID: st.Claim, Original: documentLink(e.Document.ID) + "?tab=original"}
	if st.Cue != nil {
		item.CueText = news.Words(text, st.Cue.Spans)
	}
	if st.Said != nil {
		item.SaidFrom, item.SaidTo = st.Said.From, st.Said.To
	}
	for _, a := range []news.Act{news.Assert, news.Deny, news.Accuse, news.Demand, news.Promise, news.Warn, news.Confirm, news.Question, news.Decline, news.OtherAct} {
		name := a.Verb()
		if name == "" {
			name = "does something else"
		}
		item.Acts = append(item.Acts, choice{string(a), name, a == st.Act})
	}
	for _, stance := range []news.Stance{"", news.Asserts, news.Denies, news.Doubts} {
		name := string(stance)
		if name == "" {
			name = "takes no stance"
		}
		item.Stances = append(item.Stances, choice{string(stance), name, stance == st.Stance})
	}
	return item
}

// doubtsOf says what about a statement is worth a second look.
func doubtsOf(e *news.Entry) (doubts []string) {
	s := &e.Statement
	switch {
	case s.Source == nil:
		doubts = append(doubts, "no source is named")
	case e.Speaker == nil:
		doubts = append(doubts, "nobody known is behind the source's words")
	case e.Speaker.Kind == news.Unnamed:
		doubts = append(doubts, "the text leaves the speaker unnamed")
	}
	if s.Cue == nil {
		doubts = append(doubts, "no word reports the saying")
	}
	if s.Parent != "" {
		doubts = append(doubts, "it is reported inside "+s.Parent)
	}
	if len(s.Content) > 1 {
		doubts = append(doubts, "the words stand in "+strconv.Itoa(len(s.Content))+" pieces")
	}
	if s.Form == news.Mixed {
		doubts = append(doubts, "part of the words only is in quotation marks")
	}
	return doubts
}

// star sets or takes away the viewer's star of a statement.
func (s *Site) star(w http.ResponseWriter, r *http.Request) error {
	set, who := s.archive.Star, access.Of(r.Context()).Name
	if r.PostFormValue("on") == "" {
		set = s.archive.Unstar
	}
	err := set(r.Context(), who, r.PostFormValue("statement"))
	if wantsJSON(r) {
		w.Header().Set("Content-Type", "application/json")
		if err != nil {
			f := failureOf(err)
			w.WriteHeader(f.Status)
			return json.NewEncoder(w).Encode(map[string]any{"error": f.Reason})
		}
		return json.NewEncoder(w).Encode(map[string]any{"on": r.PostFormValue("on") != ""})
	}
	if err != nil {
		return err
	}
	http.Redirect(w, r, within(r.PostFormValue("back")).String(), http.StatusSeeOther)
	return nil
}

// names are speakers whose names begin like q, for the field of the speaker, as fields have them.
func (s *Site) names(w http.ResponseWriter, r *http.Request) error {
	found, err := s.asked(r).Names(r.Context(), r.FormValue("q"), 12)
	if err != nil {
		return err
	}
	list := make([]string, len(found))
	for i, n := range found {
		list[i] = fmt.Sprintf("%s (%s)", n.Name, n.Entity)
	}
	w.Header().Set("Content-Type", "application/json")
	return json.NewEncoder(w).Encode(list)
}
