package main

import (
	"cmp"
	"slices"
	"strings"

	"gainsay/news"
)

// printRecord writes one record for a person to read: a head with what is known of the article, then its statements, those
// reported inside another indented under it.
func (s screen) printRecord(out *strings.Builder, r *news.Record) {
	s.printHead(out, r)
	if len(r.Statements) == 0 {
		note := "no statement found"
		if language := r.Article.Language; language != "" {
			note += " (language: " + language + ")"
		}
		s.layout(out, 2, 4, piece{note, dim})
	}
	entries := entriesOf(r)
	if len(entries) > 0 {
		out.WriteByte('\n')
	}
	for _, entry := range entries {
		s.printEntry(out, entry, margin{column: columnOf(entries)}, false)
	}
}

// printHead writes what is known of the article.
func (s screen) printHead(out *strings.Builder, r *news.Record) {
	a := &r.Article
	s.layout(out, 0, 2, piece{cmp.Or(a.Title, "(no title)"), bold})
	from := []string{a.Publisher, a.Agency, strings.Join(a.Byline, ", "), a.Dateline, string(a.Published)}
	if from = slices.DeleteFunc(from, func(s string) bool { return s == "" }); len(from) > 0 {
		s.layout(out, 0, 2, piece{strings.Join(from, " · "), dim})
	}
	s.layout(out, 0, 2, piece{r.ID, dim})
}

// printLedger writes the statements of several records in the order of the day on which they were said, or published
// where the text leaves that open, each with its outlet.
func (s screen) printLedger(out *strings.Builder, records []news.Record) {
	var all []entry
	for i := range records {
		all = append(all, entriesOf(&records[i])...)
	}
	slices.SortStableFunc(all, func(a, b entry) int { return cmp.Compare(a.day(), b.day()) })
	s.printDays(out, all)
}

// printDays writes statements under their days, each with its outlet.
func (s screen) printDays(out *strings.Builder, all []entry) {
	today, column := news.Day("none yet"), columnOf(all)
	for _, entry := range all {
		if day := entry.day(); day != today {
			if out.Len() > 0 {
				out.WriteByte('\n')
			}
			s.layout(out, 0, 2, piece{cmp.Or(string(day), "on no known day"), bold})
			today = day
		}
		s.printEntry(out, entry, margin{column: column}, true)
	}
}

// entry is a statement as it is laid out, with the words of the text that it rests on and the statements reported inside it.
type entry struct {
	id                 string // as it is printed
	statement          *news.Statement
	who                *news.Entity // nil where that is not resolved
	source, cue, words string       // verbatim; "" where there are none
	outlet             string       // or what else tells where it stood
	published          news.Day
	notes              []string    // what else is known of it
	sought             []news.Span // of words, which a search was for
	inner              []entry
}

// entryOf is a statement of a record, without what is reported inside it.
func entryOf(r *news.Record, s *news.Statement) entry {
	text := r.Article.Body(s.Part)
	e := entry{id: s.ID, statement: s, who: r.Speaker(s), words: news.Words(text, s.Content), published: r.Article.Published,
		outlet: cmp.Or(r.Article.Publisher, r.Article.Agency, r.ID)}
	if s.Source != nil {
		e.source = news.Words(text, s.Source.Spans)
	}
	if s.Cue != nil {
		e.cue = news.Words(text, s.Cue.Spans)
	}
	return e
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
			e := entryOf(r, s)
			e.inner = under(s.ID)
			all = append(all, e)
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
	return e.published
}
