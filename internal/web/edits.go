package web

import (
	"cmp"
	"net/http"
	"strings"
	"time"

	"gainsay/news"
)

// editRow is one edit of an article as the list shows it.
type editRow struct {
	Title, Link, Outlet, OutletLink string
	Versions                        string // where the two are compared
	Version                         int
	Before, After                   string // when the two were captured: "2024-05-14 09:00 UTC"
	Marked                          string // the outlet's words for that it was changed; "" where it has none
	Headline                        []change
	Statements                      []editedStatement
	Passages                        int // paragraphs that differ
	Otherwise                       int // statements that the reader took otherwise, though no word of them was changed
}

// editedStatement is what an edit did to a statement.
type editedStatement struct {
	Kind, Label       string
	Speaker, WasSaid  string // who says it now, or said it; who said it before where it was another
	Act, ActVerb      string
	Link              string
	Words             []change
	Day, WasDay       string // when it was said, where the edit changed that
	WasActVerb        string // where the edit changed that
	Headline, Changed bool   // stands in the headline; its words differ
}

// editKinds are the labels of what an edit does to a statement, told without the colour.
var editKinds = map[news.EditKind]string{news.Added: "added", news.Gone: "gone", news.Reworded: "reworded", news.SpeakerChanged: "speaker changed",
	news.QuotationChanged: "quotation changed"}

// mostEdits is how many edits a page compares: two records are read for each.
const mostEdits = 20

// edits lists the articles that were changed after they had appeared, the latest change first.
func (s *Site) edits(r *http.Request) (page, error) {
	asked := s.asked(r)
	query := news.ListQuery{Outlet: r.FormValue("outlet"), Cursor: r.FormValue("after"), Limit: mostEdits}
	data := struct {
		Outlet, Next string
		Outlets      []string
		Rows         []editRow
		Later        bool
	}{Outlet: query.Outlet, Later: query.Cursor != ""}
	found, err := asked.Revisions(r.Context(), query)
	if err != nil {
		return page{}, err
	}
	if data.Outlets, err = asked.Outlets(r.Context()); err != nil {
		return page{}, err
	}
	for i := range found.Revisions {
		data.Rows = append(data.Rows, editedOf(&found.Revisions[i]))
	}
	if found.Next != "" {
		data.Next = addressed("/edits", "outlet", query.Outlet, "after", found.Next)
	}
	return page{template: "edits", title: "Edits", section: "/edits", data: data}, nil
}

func editedOf(r *news.Revision) editRow {
	h := &r.After
	e := editRow{Title: cmp.Or(oneLine(h.Title), "An article without a headline"), Link: documentLink(h.ID), Outlet: outletOf(h), OutletLink: addressed("/edits", "outlet", h.Publisher),
		Versions: addressed(documentLink(h.ID), "tab", "versions"), Version: h.Version, Before: captureTime(r.Before.Captured), After: captureTime(h.Captured), Marked: r.Marked}
	if r.Edit.Title {
		e.Headline = changes(oneLine(r.Before.Title), oneLine(h.Title))
	}
	for _, p := range r.Edit.Passages {
		if p.Kind != news.PassageSame {
			e.Passages++
		}
	}
	for _, st := range r.Edit.Statements {
		if st.Kind == news.ReadOtherwise {
			e.Otherwise++
		}
	}
	for _, st := range r.Edit.Changes() {
		e.Statements = append(e.Statements, editedStatementOf(r, &st))
	}
	return e
}

// captureTime is a time as pages show it.
func captureTime(t time.Time) string { return t.UTC().Format("2006-01-02 15:04 UTC") }

func editedStatementOf(r *news.Revision, edit *news.StatementEdit) editedStatement {
	e := editedStatement{Kind: strings.ReplaceAll(string(edit.Kind), " ", "-"), Label: editKinds[edit.Kind]}
	was, is := editedIn(&r.Was, edit.Before), editedIn(&r.Is, edit.After)
	now := cmp.Or(is, was) // one of the two is there
	e.Speaker, e.Act, e.ActVerb, e.Link, e.Headline = now.speaker, string(now.Act), actVerb(now.Statement), now.link, now.Part == news.InTitle
	switch {
	case is == nil:
		e.Words = []change{{gone, was.words}}
	case was == nil:
		e.Words = []change{{came, is.words}}
	default:
		e.Words, e.Changed = changes(was.words, is.words), was.words != is.words
		if was.speaker != is.speaker {
			e.WasSaid = was.speaker
		}
		if verb := actVerb(was.Statement); verb != e.ActVerb {
			e.WasActVerb = verb
		}
		if was.day != is.day {
			e.Day, e.WasDay = cmp.Or(is.day, "day left open"), cmp.Or(was.day, "day left open")
		}
	}
	return e
}

// toldStatement is a statement of a record with what stands around it.
type toldStatement struct {
	*news.Statement
	speaker, words, day, link string
}

// editedIn finds a statement of a record; nil where it has none of that name.
func editedIn(rec *news.Record, name string) *toldStatement {
	for i := range rec.Statements {
		st := &rec.Statements[i]
		if st.ID != name {
			continue
		}
		text := rec.Article.Body(st.Part)
		t := &toldStatement{Statement: st, speaker: "no source named", words: oneLine(news.Words(text, st.Content)), link: statementLink(rec.ID + "#" + st.ID)}
		if who := rec.Speaker(st); who != nil {
			t.speaker = oneLine(who.Name)
		} else if st.Source != nil {
			t.speaker = oneLine(news.Words(text, st.Source.Spans))
		}
		if st.Said != nil {
			t.day = st.Said.String()
		}
		return t
	}
	return nil
}
