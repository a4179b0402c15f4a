package claim

import (
	"fmt"
	"strings"
	"testing"

	"gainsay/news"
)

// entry is a statement of a document as an archive has it: "d2#s1 Ida asserts".
func entry(line string, day news.Day, origin string, answers ...string) news.Entry {
	fields := strings.Fields(line)
	document, name, _ := strings.Cut(fields[0], "#")
	e := news.Entry{ID: fields[0], Words: "the gate was shut", Claim: "the gate was shut", Speaker: &news.Entity{ID: "e-" + fields[1], Name: fields[1]},
		Document: news.Head{ID: document, Published: day, Origin: origin, Publisher: "Outlet " + document}}
	e.Statement = news.Statement{ID: name, Claim: "c9"}
	if len(fields) > 2 {
		e.Statement.Stance = news.Stance(fields[2])
	}
	for _, a := range answers {
		e.Statement.Answers = append(e.Statement.Answers, news.Answer{Statement: a, Relation: news.RelationDenies})
	}
	return e
}

// TestPageOf makes pages of an archive's entries as of several days: what was said later is not there, and copies are one voice.
func TestPageOf(t *testing.T) {
	entries := []news.Entry{
		entry("d10#s1 Nils denies", "2031-03-04", "o2", "d2#s1"),
		entry("d3#s1 Ida asserts", "2031-03-02", "o1"),
		entry("d4#s1 Rolf", "", "o3"),
		entry("d2#s1 Ida asserts", "2031-03-01", "o1"),
		entry("d11#s1 Ida denies", "2031-03-06", "o4"),
	}
	for _, test := range []struct {
		until           news.Day
		voices          string
		origins, copies int
		days            int // to the first reply; -1: there is none
		changes         int
	}{
		{"", "d2#s1+1 d10#s1 d11#s1 d4#s1", 4, 1, 3, 1},
		{"2031-03-05", "d2#s1+1 d10#s1", 2, 1, 3, 0},
		{"2031-03-03", "d2#s1+1", 1, 1, -1, 0},
		{"2031-03-01", "d2#s1", 1, 0, -1, 0},
		{"2031-02-28", "", 0, 0, -1, 0},
	} {
		page, ok := PageOf(entries, test.until)
		var voices []string
		for i := range page.Voices {
			id := page.Voices[i].ID()
			if n := len(page.Voices[i].Also); n > 0 {
				id += fmt.Sprint("+", n)
			}
			voices = append(voices, id)
		}
		days, changes := -1, 0
		if page.Reply != nil {
			days = page.Reply.Days
		}
		for _, c := range page.Courses {
			changes += len(c.Changes)
		}
		got := fmt.Sprint(ok, strings.Join(voices, " "), page.Origins, page.Copies, days, changes)
		if want := fmt.Sprint(true, test.voices, test.origins, test.copies, test.days, test.changes); got != want || page.Claim.ID != "c9" {
			t.Errorf("until %s: %s\nnot %s", test.until, got, want)
		}
	}
	if _, ok := PageOf(nil, ""); ok {
		t.Error("a page was made of nothing")
	}
}
