package claim

import (
	"testing"

	"gainsay/news"
)

func TestPositions(t *testing.T) {
	brandt := &news.Entity{ID: "e3", Name: "Ilse Brandt"}
	entry := func(document, origin, claim string, day news.Day, stance news.Stance, words string) news.Entry {
		return news.Entry{Statement: news.Statement{ID: "s1", Claim: claim, Stance: stance}, Speaker: brandt, Words: words, Claim: "the text of " + claim,
			Document: news.Head{ID: document, Origin: origin, Published: day, Publisher: "Post"}}
	}
	got := Positions([]news.Entry{
		entry("d3", "o3", "c1", "2031-02-03", news.Denies, "it never was"),
		entry("d1", "o1", "c1", "2031-02-01", news.Asserts, "the gate was open"),
		entry("d2", "o1", "c1", "2031-02-01", news.Asserts, "the gate was open"), // a copy
		entry("d4", "o4", "c2", "2031-02-01", news.Asserts, "the log is whole"),
		entry("d5", "o4", "c2", "2031-02-01", news.Asserts, "the log is whole"), // a copy, so that one voice is left
	})
	if len(got) != 1 || got[0].Claim != (news.Claim{ID: "c1", Text: "the text of c1"}) {
		t.Fatalf("%+v", got)
	}
	course := got[0].Course
	if len(course.Voices) != 2 || course.Voices[0].Copies != 1 || course.Speaker != "e3" {
		t.Errorf("%+v", course)
	}
	if len(course.Changes) != 1 || course.Changes[0].Before.Words != "the gate was open" || course.Changes[0].After.Stance != news.Denies {
		t.Errorf("%+v", course.Changes)
	}
	if list := Positions(nil); list != nil {
		t.Errorf("%+v", list)
	}
}
