package main

import (
	"cmp"
	"slices"
	"strings"

	"gainsay/news"
)

// printRecord writes one record for a person to read: a head with what is known of the article, then one line a
// statement, those reported inside another indented under it.
func (s screen) printRecord(out *strings.Builder, r *news.Record) {
	a := &r.Article
	s.layout(out, 0, 2, piece{cmp.Or(a.Title, "(no title)"), bold})
	from := []string{a.Publisher, a.Agency, strings.Join(a.Byline, ", "), a.Dateline, string(a.Published)}
	if from = slices.DeleteFunc(from, func(s string) bool { return s == "" }); len(from) > 0 {
		s.layout(out, 0, 2, piece{strings.Join(from, " · "), dim})
	}
	s.layout(out, 0, 2, piece{r.ID, dim})
	if len(r.Statements) == 0 {
		note := "no statement found"
		if a.Language != "" {
			note += " (language: " + a.Language + ")"
		}
		s.layout(out, 2, 4, piece{note, dim})
	}
	for _, entry := range entriesOf(r) {
		s.printEntry(out, entry, 2, false)
	}
}

// printLedger writes the statements of several records in the order of the day on which they were said, or published
// where the text leaves that open, each with its outlet.
func (s screen) printLedger(out *strings.Builder, records []news.Record) {
	var all []entry
	for i := range records {
		all = append(all, entriesOf(&records[i])...)
	}
	slices.SortStableFunc(all, func(a, b entry) int { return cmp.Compare(a.day(), b.day()) })
	today := news.Day("none yet")
	for _, entry := range all {
		if day := entry.day(); day != today {
			if out.Len() > 0 {
				out.WriteByte('\n')
			}
			s.layout(out, 0, 2, piece{cmp.Or(string(day), "on no known day"), bold})
			today = day
		}
		s.printEntry(out, entry, 2, true)
	}
}

// entry is a statement with the record that it stands in and the statements reported inside it.
type entry struct {
	record    *news.Record
	statement *news.Statement
	inner     []entry
}

// entriesOf is the outer statements of a record, in record order.
func entriesOf(r *news.Record) []entry {
	inside := map[string][]*news.Statement{}
	for i := range r.Statements {
		inside[r.Statements[i].Parent] = append(inside[r.Statements[i].Parent], &r.Statements[i])
	}
	var under func(parent string) []entry
	under = func(parent string) []entry {
		var all []entry
		for _, s := range inside[parent] {
			all = append(all, entry{record: r, statement: s, inner: under(s.ID)})
		}
		return all
	}
	return under("")
}

// day is what a ledger sorts by: the last day on which the statement can have been said, else that of publication.
func (e entry) day() news.Day {
	if said := e.statement.Said; said != nil {
		return cmp.Or(said.To, said.From)
	}
	return e.record.Article.Published
}

func (s screen) printEntry(out *strings.Builder, e entry, indent int, outlet bool) {
	text := e.record.Article.Text
	if e.statement.Part == news.InTitle {
		text = e.record.Article.Title
	}
	pieces := []piece{
		{e.speaker(text), bold}, {" · ", dim}, {string(e.statement.Act), cyan}, {" · ", dim},
		{news.Words(text, e.statement.Content), ""},
	}
	for _, detail := range e.details(outlet) {
		pieces = append(pieces, piece{" · " + detail, dim})
	}
	s.layout(out, indent, indent+4, pieces...)
	for _, inner := range e.inner {
		s.printEntry(out, inner, indent+4, false)
	}
}

// speaker is the name and the role of who said it, or the words of the text where that is not known.
func (e entry) speaker(text string) string {
	source := e.statement.Source
	if source == nil {
		return "(source not named)"
	}
	for i := range e.record.Entities {
		if who := e.record.Entities[i]; who.ID == source.Entity {
			if who.Role != "" {
				return who.Name + ", " + who.Role
			}
			return who.Name
		}
	}
	return news.Words(text, source.Spans)
}

// details are when, where and to whom it was said, as far as the text gives them.
func (e entry) details(outlet bool) []string {
	s := e.statement
	details := []string{when(s.Said), s.Channel}
	if s.Addressee != "" {
		details = append(details, "to "+s.Addressee)
	}
	if s.Via != "" {
		details = append(details, "via "+s.Via)
	}
	if s.Part == news.InTitle {
		details = append(details, "headline")
	}
	if outlet {
		details = append(details, cmp.Or(e.record.Article.Publisher, e.record.Article.Agency, e.record.ID))
	}
	return slices.DeleteFunc(details, func(s string) bool { return s == "" })
}

// when is an interval of days and the words that give it; "" where it is open.
func when(said *news.Said) string {
	if said == nil {
		return ""
	}
	var days string
	switch {
	case said.From == said.To:
		days = string(said.From)
	case said.From == "":
		days = "by " + string(said.To)
	case said.To == "":
		days = "from " + string(said.From)
	default:
		days = string(said.From) + " to " + string(said.To)
	}
	if said.Text != "" {
		days += " (" + said.Text + ")"
	}
	return days
}
