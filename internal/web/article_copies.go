package web

import (
	"errors"
	"fmt"
	"net/http"
	"slices"

	"gainsay"
	"gainsay/news"
)

// articleCopies is the tab with the other articles that carry the text, and with how one of them differs.
type articleCopies struct {
	Origin   string // the page of the text
	Copies   []copied
	With     *copied // the one that is compared
	Problem  string
	Passages []passageDiff
	Same     int // paragraphs
	Differ   int
}

// copied is another article that carries the text.
type copied struct {
	ID, Link, Compare string
	Outlet, Title     string
	Day               string
	Number            int // of its version
	Latest            bool
}

// fillCopies is the tab Copies: ?with=d9 chooses the copy that is compared.
func (s *Site) fillCopies(r *http.Request, p *articlePage) error {
	t := &articleCopies{}
	p.Copies = t
	if p.head.Origin != "" {
		t.Origin = "/origin/" + p.head.Origin
	}
	for i := range p.copies {
		h := &p.copies[i]
		t.Copies = append(t.Copies, copied{ID: h.ID, Link: documentLink(h.ID), Compare: p.Link + "?tab=copies&with=" + h.ID, Outlet: outletOf(h), Title: oneLine(h.Title),
			Day: string(dayOf(h)), Number: h.Version, Latest: h.Latest})
	}
	if len(t.Copies) == 0 || p.article == nil {
		return nil
	}
	with := 0
	if given := r.FormValue("with"); given != "" {
		if with = slices.IndexFunc(t.Copies, func(c copied) bool { return c.ID == given }); with < 0 {
			return fmt.Errorf("%w: %q carries another text", errRequest, given)
		}
	}
	t.With = &t.Copies[with]
	other, err := s.asked(r).Article(r.Context(), t.With.ID)
	if errors.Is(err, gainsay.ErrFailed) {
		t.Problem = err.Error()
		return nil
	}
	if err != nil {
		return err
	}
	if tooLong(p.article, &other) {
		t.Problem = problemTooLong
		return nil
	}
	t.Passages = passageDiffs(p.article, &other)
	for i := range t.Passages {
		if t.Passages[i].Kind == news.PassageSame {
			t.Same += len(t.Passages[i].Same)
		} else {
			t.Differ++
		}
	}
	return nil
}

// dayOf is the day of publication, or that of the capture where none is known.
func dayOf(h *news.Head) news.Day {
	if h.Published != "" {
		return h.Published
	}
	return news.DayOf(h.Captured)
}
