package web

import (
	"cmp"
	"context"
	"errors"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"gainsay"
	"gainsay/internal/web/access"
	"gainsay/news"
)

// statementData is the page of a statement.
type statementData struct {
	row
	Sure       string // "93%"
	Gone       bool   // rejected
	Place      surroundings
	Chain      []chainStep
	Answering  []answerRow
	AnsweredBy []answerRow
	ClaimOf    string // its wording
	Carried    []carriedIn
	Why        *whyRead
	WhyLink    string
	MayWhy     bool
	History    []heldRow
	Corrected  []correctedRow
	May        bool // correct
	Accepted   bool
	Back       string
	Cite       cited
	Head       news.Head
	Captured   string
	From       string // where it was captured, behind redirects
	Proof      string // address
	Export     string
}

// chainStep is who passed a statement on.
type chainStep struct{ Name, Link, As string }

// answerRow is a statement that another one answers, or that answers it.
type answerRow struct {
	row
	Relation string
	Reviewed bool
}

// correctedRow is a correction for people to read.
type correctedRow struct {
	Done, By, Time, Note string
	Undo                 string // id to undo; "" where it is undone or an undoing itself
	Undone               bool
}

// heldRow is what held of a statement for a while.
type heldRow struct {
	Since, Who, Verb, Words, Stance, Review string
}

// statement shows a statement.
func (s *Site) statement(r *http.Request) (page, error) {
	id := r.PathValue("document") + "#" + r.PathValue("name")
	archive, ctx := s.asked(r), r.Context()
	e, err := archive.Statement(ctx, id)
	if err != nil {
		return page{}, err
	}
	article, err := archive.Article(ctx, e.Document.ID)
	if shownTo(err) != nil {
		return page{}, err
	}
	viewer := access.Of(ctx)
	link := statementLink(id)
	data := &statementData{row: rowOf(&e, ""), Sure: news.Share(e.Statement.Confidence), Gone: e.Review == news.Rejected, ClaimOf: oneLine(e.Claim),
		WhyLink: link + "?why=1#why", MayWhy: viewer.Role.May(access.Reader), May: viewer.Role.May(access.Reviewer), Accepted: e.Review == news.Accepted || e.Review == news.Corrected,
		Back: link, Head: e.Document, Captured: e.Document.Captured.UTC().Format("2 January 2006, 15:04 UTC"),
		Cite: citedAs(&e, s.base(r)+link)}
	if article.Text != "" {
		data.Place = surroundingsOf(&article, &e.Statement)
	}
	if data.MayWhy {
		data.Proof = link + "/proof"
	}
	if data.MayWhy && e.Statement.Claim != "" {
		data.Export = "/api/v1/export/schema?q=claim:" + e.Statement.Claim
	}
	for _, gather := range []func(context.Context, *http.Request, *news.Entry, *statementData) error{s.chain, s.answersOf, s.carriers, s.past, s.provenance} {
		if err := gather(ctx, r, &e, data); err != nil {
			return page{}, err
		}
	}
	if r.FormValue("why") != "" && data.MayWhy {
		if data.Why, err = s.why(ctx, r, &e, &article); err != nil {
			return page{}, err
		}
	}
	title := whoOf(&data.row) + " " + data.ActVerb + ": " + shortenedTo(oneLine(e.Words), 50)
	return page{template: "statement", title: title, section: "/", data: data}, nil
}

// shownTo is an error other than that the viewer is not shown something, which a page does without.
func shownTo(err error) error {
	if errors.Is(err, gainsay.ErrUnknown) {
		return nil
	}
	return err
}

// longestChain is how deep statements are followed into those that report them.
const longestChain = 20

// chain tells through whom a statement came: outlet, agency, who reports it, who passed it on, its speaker.
func (s *Site) chain(ctx context.Context, r *http.Request, e *news.Entry, data *statementData) error {
	data.Chain = []chainStep{{data.Outlet, data.OutletLink, "published it"}}
	if agency := e.Document.Agency; agency != "" && agency != data.Outlet {
		data.Chain = append(data.Chain, chainStep{agency, "/?q=" + url.QueryEscape(agency), "agency"})
	}
	var above []chainStep
	for parent := e.Statement.Parent; parent != "" && len(above) < longestChain; {
		other, err := s.asked(r).Statement(ctx, e.Document.ID+"#"+parent)
		if errors.Is(err, gainsay.ErrUnknown) {
			break // the viewer is not shown it
		}
		if err != nil {
			return err
		}
		shown := rowOf(&other, "")
		above = append(above, chainStep{whoOf(&shown), shown.Link, "reports it (" + parent + ")"})
		parent = other.Statement.Parent
	}
	slices.Reverse(above)
	data.Chain = append(data.Chain, above...)
	if e.Statement.Via != "" {
		data.Chain = append(data.Chain, chainStep{e.Statement.Via, "", "passed it on"})
	}
	data.Chain = append(data.Chain, chainStep{whoOf(&data.row), data.SpeakerLink, cmp.Or(data.Role, "speaker")})
	return nil
}

// answersOf tells what a statement answers, and what answers it.
func (s *Site) answersOf(ctx context.Context, r *http.Request, e *news.Entry, data *statementData) error {
	for _, a := range e.Statement.Answers {
		other, err := s.asked(r).Statement(ctx, a.Statement)
		if errors.Is(err, gainsay.ErrUnknown) {
			continue
		}
		if err != nil {
			return err
		}
		data.Answering = append(data.Answering, answerRow{rowOf(&other, ""), string(a.Relation), e.Review != ""})
	}
	others, err := s.asked(r).Answers(ctx, e.ID)
	for i := range others {
		for _, a := range others[i].Statement.Answers {
			if a.Statement == e.ID {
				data.AnsweredBy = append(data.AnsweredBy, answerRow{rowOf(&others[i], ""), string(a.Relation), others[i].Review != ""})
			}
		}
	}
	return err
}

// carriers lists the other documents with the same text.
func (s *Site) carriers(ctx context.Context, r *http.Request, e *news.Entry, data *statementData) error {
	if e.Copies == 0 {
		return nil
	}
	copies, err := s.asked(r).Copies(ctx, e.Document.ID)
	for i := range copies {
		if copies[i].ID != e.Document.ID {
			data.Carried = append(data.Carried, carriedIn{outletOf(&copies[i]) + ", " + string(copies[i].Published), documentLink(copies[i].ID)})
		}
	}
	return shownTo(err)
}

// past tells what people said about a statement, and what held of it before. The public is not told who corrects the record.
func (s *Site) past(ctx context.Context, r *http.Request, e *news.Entry, data *statementData) error {
	if !access.Of(ctx).Role.May(access.Reader) {
		return nil
	}
	corrections, err := s.asked(r).Corrections(ctx, e.ID)
	if err != nil {
		return err
	}
	for i := range corrections {
		data.Corrected = append(data.Corrected, correctedOf(&corrections[i]))
	}
	history, err := s.asked(r).History(ctx, e.ID)
	for i := range history {
		shown := rowOf(&history[i], "")
		h := heldRow{history[i].Since.UTC().Format("2 Jan 2006, 15:04 UTC"), whoOf(&shown), shown.ActVerb, oneLine(history[i].Words), shown.Stance, shown.Review}
		data.History = append(data.History, h)
	}
	return err
}

func correctedOf(c *news.Correction) correctedRow {
	done := map[news.CorrectionKind]string{news.Accept: "accepted", news.Reject: "rejected", news.Correct: "corrected " + changedIn(c.Changed), news.Merge: "merged",
		news.Split: "parted from " + c.Target, news.Undo: "undid"}[c.Kind]
	shown := correctedRow{Done: done, By: c.By, Time: c.Time.UTC().Format("2 Jan 2006, 15:04 UTC"), Note: c.Note, Undone: c.Undone != 0}
	if c.Kind != news.Undo && c.Undone == 0 {
		shown.Undo = strconv.FormatInt(c.ID, 10)
	}
	return shown
}

// changedIn lists the fields that a correction changes.
func changedIn(c *news.StatementChange) string {
	if c == nil {
		return ""
	}
	var fields []string
	for _, f := range []struct {
		changed bool
		name    string
	}{{c.Speaker != nil, "speaker"}, {c.Source != nil, "source"}, {c.Cue != nil, "cue"}, {c.Content != nil, "content"}, {c.Act != nil, "act"},
		{c.Said != nil, "day"}, {c.Claim != nil, "claim"}, {c.Stance != nil, "stance"}, {c.Answers != nil, "answers"}} {
		if f.changed {
			fields = append(fields, f.name)
		}
	}
	return strings.Join(fields, ", ")
}

// provenance tells where a document was captured. The public is not told: it may be a path of this machine.
func (s *Site) provenance(ctx context.Context, r *http.Request, e *news.Entry, data *statementData) error {
	if !access.Of(ctx).Role.May(access.Reader) {
		return nil
	}
	data.From = e.Document.Place
	captures, err := s.asked(r).Captures(ctx, e.Document.ID)
	if len(captures) > 0 {
		data.From = cmp.Or(captures[0].Location, data.From)
	}
	return err
}
