package main

import (
	"slices"
	"strings"

	"github.com/rivo/uniseg"

	"gainsay/news"
)

// margin says where an entry stands: its id at the indent, all else in a column to the right of it.
type margin struct{ indent, column int }

// columnOf is how wide the column of ids is that takes those of the entries and of what is reported inside them.
func columnOf(entries []entry) int {
	width := 0
	for _, e := range entries {
		width = max(width, uniseg.StringWidth(e.id)+2, columnOf(e.inner))
	}
	return width
}

// printEntry writes a statement: its id, who, when and how on one line, what on the next, and under it what is reported inside.
func (s screen) printEntry(out *strings.Builder, e entry, at margin, outlet bool) {
	s.printStatement(out, e, at, outlet)
	for _, inner := range e.inner {
		s.printEntry(out, inner, margin{min(at.indent+at.column, s.width/2), at.column}, false)
	}
}

func (s screen) printStatement(out *strings.Builder, e entry, at margin, outlet bool) {
	who := e.speaker()
	for _, detail := range e.details(outlet) {
		who = append(who, piece{" · " + detail, dim})
	}
	text := at.indent + at.column
	s.labelled(out, at, piece{e.id, dim}, text+2, who...)
	s.layout(out, text, text, append([]piece{{"(" + e.act() + ")", cyan}, {" ", ""}}, emphasised(e.words, e.sought)...)...)
}

// emphasised is words with some of them in bold.
func emphasised(words string, spans []news.Span) []piece {
	var pieces []piece
	at := 0
	for _, span := range spans {
		pieces = append(pieces, piece{words[at:span.Start], ""}, piece{span.In(words), bold})
		at = span.End
	}
	return append(pieces, piece{words[at:], ""})
}

// speaker is the name and the role of who said it with the words of the text where those are others.
func (e entry) speaker() []piece {
	words, who := e.source, e.who
	switch {
	case e.statement.Source == nil:
		return []piece{{"no source named", yellow}}
	case who == nil:
		return []piece{{"unresolved: " + words, yellow}}
	case callsByName(words, who):
		return []piece{{who.String(), bold}}
	}
	words = strings.TrimRight(shortened(words, mostSourceWords), ",;: ")
	return []piece{{who.String(), bold}, {" (" + quoted(words) + ")", ""}}
}

// mostSourceWords is how many words of a source stand beside the name.
const mostSourceWords = 8

// callsByName tells whether the words of a source are a speaker's name, with or without the role: "the Interior Minister, Pavel
// Dornic".
func callsByName(words string, who *news.Entity) bool {
	said, known := nameWords(words), nameWords(who.Name+" "+who.Role)
	for _, word := range said {
		if !slices.Contains(known, word) {
			return false
		}
	}
	for _, word := range nameWords(who.Name) {
		if !slices.Contains(said, word) {
			return false
		}
	}
	return true
}

// nameWords is the words of a name in lower case, without articles and marks.
func nameWords(s string) []string {
	words := strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return strings.ContainsRune(" \t\n\r,.()", r) })
	return slices.DeleteFunc(words, func(w string) bool { return w == "the" || w == "a" || w == "an" })
}

// shortened is a text cut after so many words.
func shortened(s string, most int) string {
	if words := strings.Fields(s); len(words) > most {
		return strings.Join(words[:most], " ") + " …"
	}
	return s
}

// quoted puts marks around words of the text.
func quoted(words string) string { return `"` + oneLine(words) + `"` }

// details are when, where and to whom it was said, as far as the text gives them.
func (e entry) details(outlet bool) []string {
	s := e.statement
	details := []string{"", s.Channel}
	if s.Said != nil {
		details[0] = s.Said.String()
		if s.Said.Text != "" {
			details[0] += " (" + quoted(s.Said.Text) + ")"
		}
	}
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
		details = append(details, e.outlet)
	}
	details = append(details, e.notes...)
	return slices.DeleteFunc(details, func(s string) bool { return s == "" })
}
