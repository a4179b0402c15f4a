package web

import (
	"cmp"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"gainsay/internal/web/chart"
	"gainsay/news"
)

// claimLayout lays out the voices of a claim.
type claimLayout struct {
	page     *news.ClaimPage
	entries  map[string]*news.Entry // by whole id
	at       map[string]int         // the voice that a statement is, or is a copy of
	voices   []claimVoice           // as in the page
	answers  []chart.Answer
	in       map[string]bool // documents
	parties  int
	asserted int
	open     int
}

func newClaimLayout(p *news.ClaimPage, entries []news.Entry) *claimLayout {
	l := &claimLayout{page: p, entries: make(map[string]*news.Entry, len(entries)), at: map[string]int{}, in: map[string]bool{}}
	for i := range entries {
		l.entries[entries[i].ID] = &entries[i]
	}
	parties := map[string]bool{}
	l.voices = make([]claimVoice, len(p.Voices))
	for i := range p.Voices {
		v := &p.Voices[i]
		e := l.entries[v.ID()]
		l.voices[i].row = rowOf(e, "")
		l.voices[i].Copies = v.Copies
		l.at[v.ID()] = i
		l.in[v.Document] = true
		for _, id := range v.Also {
			l.at[id] = i
			head := &l.entries[id].Document
			l.in[head.ID] = true
			l.voices[i].Carried = append(l.voices[i].Carried, carriedIn{outletOf(head), statementLink(id)})
		}
		parties[partyOf(v)] = true
	}
	l.parties = len(parties)
	l.tieAll()
	return l
}

// partyOf tells whose voice one is.
func partyOf(v *news.Voice) string { return cmp.Or(v.Speaker, "named "+v.Name) }

// tieAll ties voices to those that they answer.
func (l *claimLayout) tieAll() {
	for i := range l.page.Voices {
		reviewed := l.page.Voices[i].Review != ""
		seen := map[chart.Answer]bool{}
		for _, a := range l.page.Voices[i].Answers {
			to, ok := l.at[a.Statement]
			answerRow := chart.Answer{From: i, To: to, Relation: a.Relation, Reviewed: reviewed}
			if !ok || to == i || seen[answerRow] {
				continue
			}
			seen[answerRow] = true
			l.answers = append(l.answers, answerRow)
			l.voices[i].Answering = append(l.voices[i].Answering, l.tieTo(to, a.Relation, reviewed))
			l.voices[to].AnsweredBy = append(l.voices[to].AnsweredBy, l.tieTo(i, a.Relation, reviewed))
		}
	}
	for i := range l.voices {
		l.voices[i].Answers = 0 // they are listed
		if l.voices[i].Answered <= len(l.voices[i].AnsweredBy) {
			l.voices[i].Answered = 0
		}
		if l.page.Voices[i].Stance != news.Asserts {
			continue
		}
		l.asserted++
		if !slices.ContainsFunc(l.answers, func(a chart.Answer) bool { return a.To == i && a.Relation != news.RelationRepeats }) {
			l.voices[i].Open = true
			l.open++
		}
	}
}

func (l *claimLayout) tieTo(i int, relation news.Relation, reviewed bool) claimTie {
	v := &l.voices[i]
	return claimTie{Relation: string(relation), Who: whoOf(&v.row), Words: shortenedTo(oneLine(l.page.Voices[i].Words), 120), Day: v.Day, Outlet: v.Outlet, Link: v.Link, Reviewed: reviewed}
}

// whoOf is what the speaker of a row is called.
func whoOf(r *row) string { return cmp.Or(r.Speaker, r.Source, "no source named") }

// replyOf tells how the claim was first answered; nil where it was not.
func (l *claimLayout) replyOf(r *news.Reply) *claimReply {
	if r == nil {
		return nil
	}
	by, to := &l.voices[l.at[r.By.ID()]], &l.voices[l.at[r.To.ID()]]
	after := "the same day"
	if r.Days > 0 {
		after = "after " + counted(r.Days, "day", "days")
	}
	return &claimReply{Who: whoOf(&by.row), Link: by.Link, After: after, To: whoOf(&to.row), ToLink: to.Link}
}

// The widths that charts are drawn for: a window on a desk, a phone.
var (
	wideChart   = chart.Size{Width: 1220, Names: 210}
	narrowChart = chart.Size{Width: 330}
)

// stanceVerbs say what a voice does to a claim.
var stanceVerbs = map[news.Stance]string{news.Asserts: "asserts it", news.Denies: "denies it", news.Doubts: "doubts it", "": "passes it on"}

// drawings draws the exchange, once for a wide window and once for a narrow one.
func (l *claimLayout) drawings() (wide, narrow claimChart) {
	marks := make([]chart.Voice, len(l.voices))
	byStance := map[news.Stance]int{}
	for i := range l.page.Voices {
		v, shown := &l.page.Voices[i], &l.voices[i]
		label := fmt.Sprintf("%s %s, %s, %s: %s", whoOf(&shown.row), stanceVerbs[v.Stance], dayInWords(v.Day), shown.Outlet, shortenedTo(oneLine(v.Words), 140))
		if v.Copies > 0 {
			label += " (+" + counted(v.Copies, "copy", "copies") + ")"
		}
		for _, a := range shown.Answering {
			label += ". Answers " + a.Who + ": " + a.Relation
		}
		marks[i] = chart.Voice{Party: partyOf(v), Name: whoOf(&shown.row), Day: v.Day, Stance: v.Stance, Copies: v.Copies, Label: undirected(label), Link: shown.Link}
		byStance[v.Stance]++
	}
	var counts []string
	for _, s := range claimSides {
		if n := byStance[s.Stance]; n > 0 {
			counts = append(counts, fmt.Sprintf("%d %s", n, map[news.Stance]string{news.Asserts: "assert it", news.Denies: "deny it", news.Doubts: "doubt it", "": "pass it on"}[s.Stance]))
		}
	}
	summary := fmt.Sprintf("Who spoke when: %s of %s; %s. The lists below say the same.", counted(len(marks), "voice", "voices"),
		counted(l.parties, "party", "parties"), strings.Join(counts, ", "))
	wide = claimChart{chart.Lay(marks, l.answers, wideChart), "wide-chart", summary}
	narrow = claimChart{chart.Lay(marks, l.answers, narrowChart), "narrow-chart", summary}
	return wide, narrow
}

// paged gives the number of the page that a request asks for, from 0, and the links to all of them.
func (l *claimLayout) paged(r *http.Request, data *claimData) (number int, err error) {
	pages := (len(l.voices) + voicesOnPage - 1) / voicesOnPage
	if value := r.FormValue("page"); value != "" {
		if number, err = strconv.Atoi(value); err != nil || number < 1 || number > max(1, pages) {
			return 0, fmt.Errorf("%w: page is a number from 1 to %d", errRequest, max(1, pages))
		}
		number--
	}
	for i := range pages {
		if pages < 2 {
			break
		}
		query := r.URL.Query()
		query.Del("corrected")
		query.Set("page", strconv.Itoa(i+1))
		data.Pages = append(data.Pages, voicePage{i + 1, withAsked(r.URL.Path, query) + "#voices", i == number})
	}
	return number, nil
}

// listed lists the voices of one page by stance; stances without voices are left out.
func (l *claimLayout) listed(number int) (list []claimSide) {
	n := 0
	for _, s := range claimSides {
		for i := range l.voices {
			if l.page.Voices[i].Stance != s.Stance {
				continue
			}
			s.All++
			if n/voicesOnPage == number {
				s.Voices = append(s.Voices, l.voices[i])
			}
			n++
		}
		if len(s.Voices) > 0 {
			list = append(list, s)
		}
	}
	return list
}

// courses lists those who took different stances over time.
func (l *claimLayout) courses(all []news.Course) (list []claimCourse) {
	for i := range all {
		c := &all[i]
		if len(c.Changes) == 0 {
			continue
		}
		shown := claimCourse{Name: c.Name, Link: speakerLink(c.Speaker)}
		for j := range c.Changes {
			change := &c.Changes[j]
			shown.Changes = append(shown.Changes, claimTurn{l.voices[l.at[change.Before.ID()]], l.voices[l.at[change.After.ID()]]})
		}
		list = append(list, shown)
	}
	return list
}
