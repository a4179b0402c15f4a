package main

import (
	"cmp"
	"fmt"

	"gainsay/internal/search"
	"gainsay/news"
)

// archived is a statement of the archive as the ledger lays it out; what was searched for, if anything, is emphasised.
func archived(e *news.Entry, sought search.Expression) entry {
	out := entry{id: e.ID, statement: &e.Statement, who: e.Speaker, source: e.Source, words: e.Words, outlet: outletOf(&e.Document),
		published: cmp.Or(e.Document.Published, news.DayOf(e.Document.Captured)), sought: search.Highlight(sought, search.Words, e.Words)}
	if e.Copies > 0 {
		out.outlet += ", +" + counted(e.Copies, "copy", "copies")
	}
	if e.Statement.Parent != "" {
		out.notes = append(out.notes, "inside "+e.Statement.Parent)
	}
	if e.Answered > 0 {
		out.notes = append(out.notes, fmt.Sprintf("answered by %d", e.Answered))
	}
	if !e.Document.Latest {
		out.notes = append(out.notes, "in an earlier version")
	}
	if e.Review != "" {
		out.notes = append(out.notes, string(e.Review))
	}
	return out
}

// archivedAll is statements of the archive as the ledger lays them out.
func archivedAll(list []news.Entry, sought search.Expression) []entry {
	entries := make([]entry, len(list))
	for i := range list {
		entries[i] = archived(&list[i], sought)
	}
	return entries
}

// outletOf says where a document stood.
func outletOf(h *news.Head) string { return cmp.Or(h.Publisher, h.Agency, fileName(h.Place)) }
