package claim

import (
	"slices"

	"gainsay/news"
)

// Positions sets side by side what one speaker said to each of several claims. Entries have a stance each, and those of a claim stand together; so do
// the positions that come out, in the order of their claims. What copies of one text repeat is there once. A claim that is left with one voice gives
// no position.
func Positions(entries []news.Entry) []news.Position {
	var list []news.Position
	for len(entries) > 0 {
		claim := entries[0].Statement.Claim
		n := 1
		for n < len(entries) && entries[n].Statement.Claim == claim {
			n++
		}
		if courses := courses(voicesIn(entries[:n])); len(courses) > 0 {
			list = append(list, news.Position{Claim: news.Claim{ID: claim, Text: entries[0].Claim}, Course: courses[0]})
		}
		entries = entries[n:]
	}
	return list
}

// voicesIn are the voices of entries, by day and without what copies repeat.
func voicesIn(entries []news.Entry) []news.Voice {
	origins := map[string]string{}
	voices := make([]news.Voice, len(entries))
	for i := range entries {
		e := &entries[i]
		s := &e.Statement
		v := news.Voice{Document: e.Document.ID, Statement: s.ID, Outlet: e.Document.Publisher, Day: e.Document.Published, Name: e.Source, Stance: s.Stance, Words: e.Words}
		if s.Said != nil && s.Said.From != "" && s.Said.From == s.Said.To {
			v.Day = s.Said.From
		}
		if e.Speaker != nil {
			v.Speaker, v.Name = e.Speaker.ID, e.Speaker.Name
		}
		voices[i], origins[e.Document.ID] = v, e.Document.Origin
	}
	slices.SortStableFunc(voices, earlier)
	return once(voices, func(document string) string { return origins[document] })
}
