// Package storetest is the contract suite of package store: what an archive does, whichever database keeps it.
//
// In comes a function that makes places for new archives; out go the findings of a test. Records are made here by hand, so that no model
// is needed. It imports news and internal/store.
package storetest

import (
	"strings"
	"testing"
	"time"

	"gainsay/internal/store"
	"gainsay/news"
)

// Places makes places for new archives.
type Places func(t *testing.T) string

// Run runs the suite.
func Run(t *testing.T, places Places) {
	for _, test := range []struct {
		name string
		run  func(*testing.T, Places)
	}{
		{"Keep", testKeep}, {"KeepAgain", testKeepAgain}, {"KeepFailure", testKeepFailure}, {"OddBytes", testOddBytes}, {"Original", testOriginal},
		{"LinkInOrder", testLinkInOrder}, {"LinkAnswers", testLinkAnswers}, {"Record", testRecord},
		{"Search", testSearch}, {"SearchPages", testSearchPages}, {"SearchRanked", testSearchRanked}, {"AsOf", testAsOf}, {"Versions", testVersions},
		{"Accept", testAccept}, {"Correct", testCorrect}, {"CorrectThenLink", testCorrectThenLink}, {"CorrectRefused", testCorrectRefused}, {"Merge", testMerge}, {"Split", testSplit}, {"Reread", testReread},
		{"Proof", testProof}, {"Verify", testVerify}, {"ClockJumps", testClockJumps}, {"TwoAtOnce", testTwoAtOnce}, {"Cancelled", testCancelled}, {"Dump", testDump},
		{"OpenAgain", testOpenAgain},
		{"Browse", testBrowse}, {"Speaker", testSpeaker}, {"Complete", testComplete}, {"SavedSearches", testSavedSearches}, {"CorrectCue", testCorrectCue},
		{"After", testAfter},
		{"Accounts", testAccounts}, {"LastAdmin", testLastAdmin}, {"AccessKeys", testAccessKeys}, {"Sessions", testSessions}, {"DumpAccounts", testDumpAccounts}, {"Reviewed", testReviewed},
		{"About", testAbout}, {"Months", testMonths}, {"Stances", testStances}, {"Parties", testParties},
		{"Doubt", testDoubt}, {"Decided", testDecided}, {"Overtaken", testOvertaken}, {"Stars", testStars},
		{"Claims", testClaims}, {"Speakers", testSpeakers}, {"Stories", testStories}, {"Origins", testOrigins}, {"Revised", testRevised},
		{"Contested", testContested}, {"Edited", testEdited}, {"AddedSince", testAddedSince}, {"Facets", testFacets},
	} {
		t.Run(test.name, func(t *testing.T) { test.run(t, places) })
	}
}

// archive is a store with a clock that a test moves.
type archive struct {
	*store.Store
	t     *testing.T
	place string
	clock *time.Time
}

// start is when the clocks of tests start.
var start = time.Date(2031, 3, 1, 12, 0, 0, 0, time.UTC)

func open(t *testing.T, place string) *archive {
	t.Helper()
	clock := start
	a := &archive{t: t, place: place, clock: &clock}
	s, err := store.Open(t.Context(), place, &store.Options{Now: func() time.Time { return *a.clock }})
	if err != nil {
		t.Fatal(err)
	}
	a.Store = s
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return a
}

// article makes an article of marked text: «s …» marks a source, «c …» a cue, «x …» a content; each paragraph is one statement, or none.
func article(title, published, outlet string, paragraphs ...string) (news.Article, []news.Statement) {
	var text strings.Builder
	var statements []news.Statement
	for _, p := range paragraphs {
		if text.Len() > 0 {
			text.WriteString("\n\n")
		}
		s := news.Statement{Part: news.InText, Form: news.Indirect, Act: news.Assert, Confidence: 0.8}
		for p != "" {
			before, rest, marked := strings.Cut(p, "«")
			text.WriteString(before)
			if !marked {
				break
			}
			inside, after, _ := strings.Cut(rest, "»")
			role, words, _ := strings.Cut(inside, " ")
			span := news.Span{Start: text.Len(), End: text.Len() + len(words)}
			text.WriteString(words)
			switch role {
			case "s":
				s.Source = &news.Source{Spans: []news.Span{span}, Entity: words}
			case "c":
				s.Cue = &news.Cue{Spans: []news.Span{span}, Lemma: words}
				if strings.HasPrefix(words, "den") {
					s.Act = news.Deny
				}
			case "x":
				s.Content = append(s.Content, span)
			}
			p = after
		}
		if s.Content != nil {
			statements = append(statements, s)
		}
	}
	return news.Article{Title: title, Published: news.Day(published), Publisher: outlet, Language: "en", Text: text.String()}, statements
}

// record makes a record of marked text. All statements with a content of the same words are one claim, denied by who denies.
func record(id, models string, a news.Article, statements []news.Statement) news.Record {
	rec := news.Record{ID: id, Article: a, Models: models}
	entities, claims := map[string]string{}, map[string]string{}
	for i, s := range statements {
		s.ID = number("s", i)
		if s.Source != nil {
			name := s.Source.Entity
			if entities[name] == "" {
				entities[name] = number("e", len(rec.Entities))
				rec.Entities = append(rec.Entities, news.Entity{ID: entities[name], Name: name, Kind: news.Person, Mentions: s.Source.Spans})
			}
			s.Source = &news.Source{Spans: s.Source.Spans, Entity: entities[name]}
		}
		words := news.Words(a.Text, s.Content)
		if claims[words] == "" {
			claims[words] = number("c", len(rec.Claims))
			rec.Claims = append(rec.Claims, news.Claim{ID: claims[words], Text: words})
		}
		s.Claim, s.Stance = claims[words], news.Asserts
		if s.Act == news.Deny {
			s.Stance = news.Denies
		}
		rec.Statements = append(rec.Statements, s)
	}
	return rec
}

func number(letter string, i int) string {
	digits := ""
	for n := i + 1; n > 0; n /= 10 {
		digits = string(rune('0'+n%10)) + digits
	}
	return letter + digits
}

// page is a document of a test.
type page struct {
	place, title, published, outlet string
	paragraphs                      []string
}

// keep keeps pages as they are found now.
func (a *archive) keep(pages ...page) []store.Kept {
	a.t.Helper()
	found := make([]store.Found, len(pages))
	for i, p := range pages {
		art, _ := article(p.title, p.published, p.outlet, p.paragraphs...)
		art.URL = p.place
		found[i] = store.Found{Raw: []byte(art.Title + "\n" + art.Text), Source: []byte("{}"), Article: &art,
			Capture: news.Capture{Place: p.place, Location: p.place, Time: *a.clock}}
	}
	kept, err := a.Keep(a.t.Context(), found)
	if err != nil {
		a.t.Fatal(err)
	}
	return kept
}

// read reads a document that keep kept.
func (a *archive) read(kept store.Kept, p page, models string) {
	a.t.Helper()
	u, ok, err := a.Unread(a.t.Context(), kept.Document)
	if err != nil || !ok {
		a.t.Fatal(ok, err)
	}
	_, statements := article(p.title, p.published, p.outlet, p.paragraphs...)
	rec := record(u.ID, models, u.Article, statements)
	if err := a.SaveReading(a.t.Context(), kept.Document, &rec); err != nil {
		a.t.Fatal(err)
	}
}

func (a *archive) link() int {
	a.t.Helper()
	n, err := a.Link(a.t.Context(), nil)
	if err != nil {
		a.t.Fatal(err)
	}
	return n
}

// add keeps, reads and links pages one after the other, a minute apart.
func (a *archive) add(pages ...page) (ids []string) {
	a.t.Helper()
	for _, p := range pages {
		kept := a.keep(p)[0]
		if kept.As == store.KeptNew || kept.As == store.KeptVersion {
			a.read(kept, p, "hand-1")
		}
		a.link()
		ids = append(ids, "d"+number("", int(kept.Document)-1))
		*a.clock = a.clock.Add(time.Minute)
	}
	return ids
}

// ids searches and lists what it finds.
func (a *archive) ids(q news.Query) string {
	a.t.Helper()
	found, err := a.Statements(a.t.Context(), q)
	if err != nil {
		a.t.Fatalf("%+v: %v", q, err)
	}
	var ids []string
	for _, e := range found.Entries {
		ids = append(ids, e.ID)
	}
	return strings.Join(ids, " ")
}

// expect compares what a search finds.
func (a *archive) expect(q news.Query, want string) {
	a.t.Helper()
	if got := a.ids(q); got != want {
		a.t.Errorf("%+v\nfinds %q\nwant  %q", q, got, want)
	}
}

// sound checks that nothing is wrong with the archive.
func (a *archive) sound() {
	a.t.Helper()
	if _, err := a.Verify(a.t.Context(), func(f store.Finding) { a.t.Error(f) }, nil); err != nil {
		a.t.Error(err)
	}
}
