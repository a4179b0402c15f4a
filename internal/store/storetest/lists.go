package storetest

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"gainsay/internal/store"
	"gainsay/news"
)

// copied is the first page in another outlet.
func copied() page {
	p := gate
	p.place, p.outlet, p.published = "https://copies.example/gate", "Copies", "2031-02-11"
	p.title += "!" // other bytes, the same text
	return p
}

// claims lists claims by their wording and how they are answered.
func (a *archive) claims(q news.ClaimQuery) (list news.ClaimList, words string) {
	a.t.Helper()
	list, err := a.Claims(a.t.Context(), q)
	if err != nil {
		a.t.Fatalf("%+v: %v", q, err)
	}
	var out []string
	for i := range list.Claims {
		p := &list.Claims[i]
		s := fmt.Sprintf("%s: %d+%d-%d", p.Claim.Text, p.Origins, p.Copies, len(p.With(news.Denies)))
		if p.Reply != nil {
			s += fmt.Sprintf(" after %d", p.Reply.Days)
		}
		out = append(out, s)
	}
	return list, strings.Join(out, "; ")
}

func testClaims(t *testing.T, places Places) {
	a := open(t, places(t))
	if list, err := a.Claims(t.Context(), news.ClaimQuery{}); err != nil || len(list.Claims) != 0 || list.Next != "" {
		t.Errorf("of an empty archive: %+v, %v", list, err)
	}
	again := page{"https://observer.example/again", "More on the flood", "2031-02-15", "The Lakeland Observer", []string{
		"«s Helena Marsh» «c said» that «x 1,200 houses stood under water in Belsk»."}}
	a.add(gate, copied(), answer, third, again)
	const gates, houses = "the dam's eastern gate was opened at night: 2+1-1 after 2", "1,200 houses stood under water in Belsk: 2+0-0"
	for show, want := range map[news.ClaimShow]string{news.ShowAll: houses + "; " + gates, news.ShowContested: gates, news.ShowUnanswered: houses} {
		if _, got := a.claims(news.ClaimQuery{Show: show}); got != want {
			t.Errorf("%q: %s\nwant %s", show, got, want)
		}
	}
	// One at a time, each once, though an older statement speaks to the first too.
	var pages []string
	for q := (news.ClaimQuery{ListQuery: news.ListQuery{Limit: 1}}); len(pages) < 5; {
		list, got := a.claims(q)
		pages = append(pages, got)
		if q.Cursor = list.Next; q.Cursor == "" {
			break
		}
		if list.Until == "" {
			t.Errorf("no day for %+v", list)
		}
	}
	if got := strings.Trim(strings.Join(pages, "; "), "; "); got != houses+"; "+gates {
		t.Errorf("one by one: %q", pages)
	}
	if _, got := a.claims(news.ClaimQuery{Text: "eastern"}); got != gates {
		t.Errorf("by words: %s", got)
	}
	if _, got := a.claims(news.ClaimQuery{Text: "mayor"}); got != "" {
		t.Errorf("by words of the headline: %s", got)
	}
	if _, got := a.claims(news.ClaimQuery{Text: "nothing"}); got != "" {
		t.Errorf("by words that nobody said: %s", got)
	}
	story := a.entry("d1#s1").Document.Story
	if _, got := a.claims(news.ClaimQuery{Story: story, Show: news.ShowContested}); got != gates {
		t.Errorf("by story: %s", got)
	}
	if _, got := a.claims(news.ClaimQuery{ListQuery: news.ListQuery{Reviewed: true}}); got != "" {
		t.Errorf("nobody has reviewed %s", got)
	}
	a.correct(news.Correction{Kind: news.Accept, Target: "d1#s1"})
	a.correct(news.Correction{Kind: news.Accept, Target: "d3#s1"})
	if _, got := a.claims(news.ClaimQuery{ListQuery: news.ListQuery{Reviewed: true}}); got != "the dam's eastern gate was opened at night: 2+0-1 after 2" {
		t.Errorf("reviewed: %s", got)
	}
	// Two claims of one statement each are one once somebody says so.
	a.correct(news.Correction{Kind: news.Merge, Target: a.entry("d4#s2").Statement.Claim, Into: a.entry("d1#s2").Statement.Claim})
	if _, got := a.claims(news.ClaimQuery{Show: news.ShowContested}); !strings.HasSuffix(got, "the log had been changed: 2+1-1") {
		t.Errorf("merged: %s", got)
	}
	a.correct(news.Correction{Kind: news.Reject, Target: "d3#s1"})
	if _, got := a.claims(news.ClaimQuery{Text: "eastern", Show: news.ShowContested}); got != "" {
		t.Errorf("rejected, and still %s", got)
	}
	if _, err := a.Claims(t.Context(), news.ClaimQuery{ListQuery: news.ListQuery{Cursor: "!"}}); !errors.Is(err, store.ErrCursor) {
		t.Errorf("bad cursor: %v", err)
	}
}

// speakers lists speakers by name and how much they said, page by page.
func (a *archive) speakers(q news.SpeakerQuery) string {
	a.t.Helper()
	var out []string
	for range 10 {
		list, err := a.Speakers(a.t.Context(), q)
		if err != nil {
			a.t.Fatalf("%+v: %v", q, err)
		}
		for _, s := range list.Speakers {
			out = append(out, fmt.Sprintf("%s %d %s", s.Speaker.Name, s.Statements, s.Latest))
			if s.Called != "" {
				out[len(out)-1] += " as " + s.Called
			}
		}
		if q.Cursor = list.Next; q.Cursor == "" {
			return strings.Join(out, "; ")
		}
	}
	a.t.Errorf("%+v: no end", q)
	return strings.Join(out, "; ")
}

func testSpeakers(t *testing.T, places Places) {
	a := open(t, places(t))
	if letters, err := a.Initials(t.Context()); err != nil || len(letters) != 0 {
		t.Errorf("initials of none: %q, %v", letters, err)
	}
	a.add(gate, answer, third)
	const brandt, ruland, lindauer, operator = "Ilse Brandt 1 2031-02-10", "Marta Ruland 1 2031-02-12", "Oskar Lindauer 2 2031-02-14", "The operator 1 2031-02-10"
	for _, limit := range []int{0, 1, 3} {
		page := news.ListQuery{Limit: limit}
		if got, want := a.speakers(news.SpeakerQuery{ListQuery: page}), strings.Join([]string{brandt, ruland, lindauer, operator}, "; "); got != want {
			t.Errorf("by name, %d a page:\n%s\n%s", limit, got, want)
		}
		if got, want := a.speakers(news.SpeakerQuery{ListQuery: page, Latest: true}), strings.Join([]string{lindauer, ruland, operator, brandt}, "; "); got != want {
			t.Errorf("by day, %d a page:\n%s\n%s", limit, got, want)
		}
		if got, want := a.speakers(news.SpeakerQuery{ListQuery: page, From: "n"}), lindauer+"; "+operator; got != want {
			t.Errorf("from n, %d a page:\n%s\n%s", limit, got, want)
		}
	}
	if got := a.speakers(news.SpeakerQuery{Prefix: "MARTA r", Latest: true}); got != ruland {
		t.Errorf("by prefix: %s", got)
	}
	if got := a.speakers(news.SpeakerQuery{Prefix: "lind"}); got != lindauer {
		t.Errorf("by the beginning of a later word: %s", got)
	}
	if got := a.speakers(news.SpeakerQuery{Kind: news.State}) + a.speakers(news.SpeakerQuery{Kind: news.State, Latest: true}); got != "" {
		t.Errorf("states: %s", got)
	}
	if letters, err := a.Initials(t.Context()); err != nil || !slices.Equal(letters, []string{"i", "m", "o", "t"}) {
		t.Errorf("initials %q, %v", letters, err)
	}
	a.correct(news.Correction{Kind: news.Merge, Target: a.entry("d1#s1").Speaker.ID, Into: a.entry("d2#s1").Speaker.ID})
	if got, want := a.speakers(news.SpeakerQuery{}), "Marta Ruland 2 2031-02-12; "+lindauer+"; "+operator; got != want {
		t.Errorf("merged:\n%s\n%s", got, want)
	}
	if got := a.speakers(news.SpeakerQuery{Prefix: "ilse"}); got != "Marta Ruland 2 2031-02-12 as Ilse Brandt" {
		t.Errorf("by the name of who was merged: %s", got)
	}
	a.correct(news.Correction{Kind: news.Accept, Target: "d3#s1"})
	a.correct(news.Correction{Kind: news.Reject, Target: "d1#s2"})
	if got := a.speakers(news.SpeakerQuery{ListQuery: news.ListQuery{Reviewed: true}}); got != "Oskar Lindauer 1 2031-02-14" {
		t.Errorf("reviewed: %s", got)
	}
	if got := a.speakers(news.SpeakerQuery{Prefix: "the"}); got != "" {
		t.Errorf("whose only statement was rejected: %s", got)
	}
	for _, cursor := range []string{"!", "YQ", "MSBB"} {
		if _, err := a.Speakers(t.Context(), news.SpeakerQuery{ListQuery: news.ListQuery{Cursor: cursor}}); !errors.Is(err, store.ErrCursor) {
			t.Errorf("cursor %q: %v", cursor, err)
		}
	}
}

func testStories(t *testing.T, places Places) {
	a := open(t, places(t))
	other := page{"https://observer.example/opera", "Opera opens", "2031-02-13", "The Lakeland Observer", []string{
		"«s Anna Wirth» «c said» that «x the soprano would sing her aria twice»."}}
	undated := page{"https://observer.example/chess", "Chess champion crowned", "", "Chess Weekly", []string{
		"«s Bo Lind» «c said» that «x the endgame with two bishops decided everything»."}}
	a.add(undated, gate, copied(), answer, other)
	gates, opera, chess := a.entry("d2#s1").Document.Story, a.entry("d5#s1").Document.Story, a.entry("d1#s1").Document.Story
	for _, limit := range []int{0, 1, 2} {
		var got []string
		q := news.ListQuery{Limit: limit}
		for range 10 {
			list, err := a.Stories(t.Context(), q)
			if err != nil {
				t.Fatal(err)
			}
			for _, s := range list.Stories {
				got = append(got, s.ID)
			}
			if q.Cursor = list.Next; q.Cursor == "" {
				break
			}
		}
		if want := []string{opera, gates, chess}; !slices.Equal(got, want) {
			t.Errorf("%d a page: %q, want %q", limit, got, want)
		}
	}
	story, err := a.Story(t.Context(), gates, false)
	if err != nil || story.Title != gate.title || story.Latest != answer.title || story.From != "2031-02-10" || story.To != "2031-02-12" || story.Articles != 3 ||
		story.Origins != 2 || !slices.Equal(story.Outlets, []string{"Copies", "Sarn Valley News", "Tarsk Daily Post"}) || story.Statements != 5 ||
		len(story.Speakers) != 3 || story.Speakers[0].Name != "Ilse Brandt" || story.Speakers[0].Statements != 2 || story.Speakers[0].ID != a.entry("d2#s1").Speaker.ID ||
		!slices.Equal(story.Days, []news.DayCount{{Day: "2031-02-10", Statements: 2}, {Day: "2031-02-11", Statements: 2}, {Day: "2031-02-12", Statements: 1}}) {
		t.Errorf("%+v, %v", story, err)
	}
	a.correct(news.Correction{Kind: news.Accept, Target: "d4#s1"})
	if story, err := a.Story(t.Context(), gates, true); err != nil || story.Statements != 1 || len(story.Speakers) != 1 {
		t.Errorf("reviewed: %+v, %v", story, err)
	}
	if list, err := a.Stories(t.Context(), news.ListQuery{Reviewed: true}); err != nil || len(list.Stories) != 1 || list.Stories[0].ID != gates {
		t.Errorf("reviewed: %+v, %v", list, err)
	}
	for _, unknown := range []string{"t99", "x", ""} {
		if _, err := a.Story(t.Context(), unknown, false); !errors.Is(err, store.ErrUnknown) {
			t.Errorf("%q: %v", unknown, err)
		}
	}
	for _, cursor := range []string{"!", "YQ", "MSBB"} {
		if _, err := a.Stories(t.Context(), news.ListQuery{Cursor: cursor}); !errors.Is(err, store.ErrCursor) {
			t.Errorf("cursor %q: %v", cursor, err)
		}
	}
}

func testOrigins(t *testing.T, places Places) {
	a := open(t, places(t))
	edited := answer
	edited.paragraphs = append(slices.Clone(answer.paragraphs), "«s Marta Ruland» «c said» that «x the camera had been out of order since April».")
	a.add(gate, answer, edited)
	if list, err := a.Origins(t.Context(), news.ListQuery{}); err != nil || len(list.Origins) != 0 {
		t.Errorf("a version counts as a copy: %+v, %v", list, err)
	}
	a.add(copied())
	list, err := a.Origins(t.Context(), news.ListQuery{Limit: 1})
	if err != nil || len(list.Origins) != 1 {
		t.Fatalf("%+v, %v", list, err)
	}
	text := list.Origins[0]
	if text.ID != a.entry("d1#s1").Document.Origin || len(text.Publications) != 2 || text.Publications[0].ID != "d1" || text.Publications[1].Publisher != "Copies" ||
		text.Publications[0].Versions != 1 || text.Publications[0].Statements != 2 {
		t.Errorf("%+v", text)
	}
	if next, err := a.Origins(t.Context(), news.ListQuery{Cursor: list.Next}); err != nil || len(next.Origins) != 0 {
		t.Errorf("twice: %+v, %v", next, err)
	}
	own, err := a.Origin(t.Context(), a.entry("d3#s1").Document.Origin)
	if err != nil || len(own.Publications) != 1 || own.Publications[0].ID != "d3" || own.Publications[0].Versions != 2 || own.Publications[0].Statements != 2 {
		t.Errorf("%+v, %v", own, err)
	}
	for _, unknown := range []string{"o99", "x", ""} {
		if _, err := a.Origin(t.Context(), unknown); !errors.Is(err, store.ErrUnknown) {
			t.Errorf("%q: %v", unknown, err)
		}
	}
}

func testRevised(t *testing.T, places Places) {
	a := open(t, places(t))
	second, third := gate, gate
	second.paragraphs = []string{strings.Replace(gate.paragraphs[0], "at night", "on Sunday night", 1)}
	third.paragraphs = []string{strings.Replace(gate.paragraphs[0], "at night", "on Monday night", 1)}
	other := answer
	other.paragraphs = append(slices.Clone(answer.paragraphs), "«s Marta Ruland» «c said» that «x the camera had been out of order since April».")
	a.add(gate, answer, second, other, third)
	revised := func(q news.ListQuery) (out []string) {
		for range 10 {
			pairs, next, err := a.Revised(t.Context(), q)
			if err != nil {
				t.Fatal(err)
			}
			for _, p := range pairs {
				out = append(out, p[0].ID+">"+p[1].ID)
			}
			if q.Cursor = next; next == "" {
				break
			}
		}
		return out
	}
	for _, limit := range []int{0, 1, 2} {
		if got, want := revised(news.ListQuery{Limit: limit}), []string{"d3>d5", "d2>d4", "d1>d3"}; !slices.Equal(got, want) {
			t.Errorf("%d a page: %q, want %q", limit, got, want)
		}
	}
	if got, want := revised(news.ListQuery{Outlet: "TARSK daily post"}), []string{"d2>d4"}; !slices.Equal(got, want) {
		t.Errorf("of an outlet: %q", got)
	}
	if _, _, err := a.Revised(t.Context(), news.ListQuery{Outlet: "nobody"}); !errors.Is(err, store.ErrUnknown) {
		t.Errorf("of no outlet: %v", err)
	}
	if _, _, err := a.Revised(t.Context(), news.ListQuery{Cursor: "!"}); !errors.Is(err, store.ErrCursor) {
		t.Errorf("bad cursor: %v", err)
	}
}
