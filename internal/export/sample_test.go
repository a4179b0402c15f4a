package export

import (
	"crypto/sha256"
	"encoding/hex"
	"iter"
	"strings"
	"testing"
	"time"

	"gainsay/news"
)

// The samples: two invented articles on one claim. One came from the web, one from a file; between them they have a headline, an
// interrupted quotation, an unnamed source, all reviews but one, and words that a table, a feed or a page must not take for its own.

const (
	timesText = "PORT ELDING — “The gates stood open all night,” Ida Falk, the harbour chief, told reporters on Monday, “and nobody shut them.”\n\n" +
		"A dock worker, who asked not to be named, doubted it."
	unionText = "The Dockers’ Union said “=gates were <b>shut</b> & locked”."
)

func sum(raw string) string {
	digest := sha256.Sum256([]byte(raw))
	return hex.EncodeToString(digest[:])
}

// find is where words stand in a text.
func find(t testing.TB, text string, words ...string) []news.Span {
	t.Helper()
	spans := make([]news.Span, len(words))
	for i, w := range words {
		at := strings.Index(text, w)
		if at < 0 {
			t.Fatalf("%q is not in the sample", w)
		}
		spans[i] = news.Span{Start: at, End: at + len(w)}
	}
	return spans
}

func sampleOriginals(t testing.TB) []Original {
	title := "Falk denies that gates were shut"
	at := time.Date(2031, 5, 6, 7, 8, 9, 0, time.UTC)
	times := Original{Raw: []byte("<p>" + timesText + "</p>")}
	times.Head = news.Head{ID: "d12", Place: "https://elding-times.example/gates?a=1&b=2", Version: 2, Latest: true, Title: title, Byline: []string{"Mara Lind", "Jo Sund"},
		Publisher: "The Elding Times", Agency: "Nordwire", URL: "https://elding-times.example/gates?a=1&b=2", Published: "2031-05-06", Captured: at,
		SHA256: sum(string(times.Raw)), Origin: "o3", Models: "m1", State: news.Linked}
	times.Capture = news.Capture{Place: times.Head.Place, Location: times.Head.URL, Time: at, Status: 200, ContentType: "text/html",
		Header: []news.HeaderField{{Name: "Content-Encoding", Value: "gzip"}, {Name: "Content-Type", Value: "text/html"}, {Name: "Content-Length", Value: "7"}}}
	times.Reviews = map[string]news.Review{"s2": news.Accepted}
	times.Record = news.Record{ID: "d12", Models: "m1", Article: news.Article{Title: title, Publisher: "The Elding Times", Published: "2031-05-06", Text: timesText},
		Entities: []news.Entity{
			{ID: "e1", Name: "Ida Falk", Kind: news.Person, Role: "harbour chief", Mentions: find(t, timesText, "Ida Falk")},
			{ID: "e2", Name: "A dock worker", Kind: news.Unnamed, Mentions: find(t, timesText, "A dock worker")},
		},
		Claims: []news.Claim{{ID: "c9", Text: "gates were shut"}},
		Statements: []news.Statement{
			{ID: "s1", Part: news.InTitle, Source: &news.Source{Spans: find(t, title, "Falk"), Entity: "e1"}, Cue: &news.Cue{Spans: find(t, title, "denies"), Lemma: "deny"},
				Content: find(t, title, "that gates were shut"), Form: news.Indirect, Act: news.Deny, Claim: "c9", Stance: news.Denies, Confidence: 0.81,
				Answers: []news.Answer{{Statement: "d13#s1", Relation: news.RelationDenies}}},
			{ID: "s2", Part: news.InText, Source: &news.Source{Spans: find(t, timesText, "Ida Falk, the harbour chief"), Entity: "e1"},
				Cue: &news.Cue{Spans: find(t, timesText, "told"), Lemma: "tell"}, Content: find(t, timesText, "The gates stood open all night", "and nobody shut them"),
				Form: news.Direct, Act: news.Deny, Addressee: "reporters", Said: &news.Said{From: "2031-05-05", To: "2031-05-05", Text: "on Monday"},
				Claim: "c9", Stance: news.Denies, Confidence: 1},
			{ID: "s3", Part: news.InText, Source: &news.Source{Spans: find(t, timesText, "A dock worker"), Entity: "e2"}, Cue: &news.Cue{Spans: find(t, timesText, "doubted"), Lemma: "doubt"},
				Content: find(t, timesText, "it."), Form: news.Indirect, Act: news.OtherAct, Claim: "c9", Stance: news.Doubts, Confidence: 0.4},
		}}
	union := Original{Raw: []byte(unionText)}
	union.Head = news.Head{ID: "d13", Place: "/home/somebody/union.txt", Version: 1, Latest: true, Title: "-- <script>alert(1)</script>", Publisher: "@Harbour Gazette",
		URL: "javascript:alert(1)", Published: "2031-05-04", Captured: at.Add(time.Hour), SHA256: sum(unionText), Models: "m1", State: news.Linked}
	union.Capture = news.Capture{Place: union.Head.Place, Time: at.Add(time.Hour)}
	union.Reviews = map[string]news.Review{"s1": news.Corrected}
	union.Record = news.Record{ID: "d13", Models: "m1", Article: news.Article{Title: union.Head.Title, Published: "2031-05-04", Text: unionText},
		Entities: []news.Entity{{ID: "e3", Name: "The Dockers’ Union", Kind: news.Organisation, Mentions: find(t, unionText, "The Dockers’ Union")}},
		Claims:   []news.Claim{{ID: "c9", Text: "gates were shut"}},
		Statements: []news.Statement{{ID: "s1", Part: news.InText, Source: &news.Source{Spans: find(t, unionText, "The Dockers’ Union"), Entity: "e3"},
			Cue: &news.Cue{Spans: find(t, unionText, "said"), Lemma: "say"}, Content: find(t, unionText, "=gates were <b>shut</b> & locked"), Form: news.Direct,
			Act: news.Assert, Claim: "c9", Stance: news.Asserts, Confidence: 1}}}
	return []Original{times, union}
}

func sampleDocuments(t testing.TB) []Document {
	var all []Document
	for _, o := range sampleOriginals(t) {
		all = append(all, o.Document)
	}
	return all
}

func sampleEntries(t testing.TB) []news.Entry {
	var all []news.Entry
	for _, d := range sampleDocuments(t) {
		for i := range d.Record.Statements {
			e := d.entry(&d.Record.Statements[i])
			e.Copies, e.Answered = 2, 1
			all = append(all, e)
		}
	}
	return all
}

func sampleDecisions(t testing.TB) []Decision {
	documents, entries := sampleDocuments(t), sampleEntries(t)
	at := time.Date(2031, 5, 7, 8, 0, 0, 0, time.UTC)
	accepted, rejected, read, corrected := entries[1], entries[2], entries[3], entries[3]
	accepted.Review, rejected.Review = "", ""
	read.Review, read.Statement.Act, read.Statement.Confidence = "", news.Deny, 0.5
	act := news.Assert
	return []Decision{
		{Correction: news.Correction{ID: 1, Time: at, By: "Runa", Kind: news.Accept, Target: "d12#s2"}, Article: documents[0].Record.Article, Read: accepted, Made: entries[1]},
		{Correction: news.Correction{ID: 2, Time: at, By: "Runa", Kind: news.Reject, Target: "d12#s3", Note: "it is <no> content"}, Article: documents[0].Record.Article, Read: rejected},
		{Correction: news.Correction{ID: 3, Time: at, By: "Tove", Kind: news.Correct, Target: "d13#s1", Changed: &news.StatementChange{Act: &act}},
			Article: documents[1].Record.Article, Read: read, Made: corrected},
		{Correction: news.Correction{ID: 4, Time: at, By: "Tove", Kind: news.Reject, Target: "d13#s1", Undone: 5}, Article: documents[1].Record.Article, Read: read},
		{Correction: news.Correction{ID: 6, Time: at, By: "Tove", Kind: news.Merge, Target: "e1", Into: "e2"}},
	}
}

func sampleEvidence(t testing.TB) *Evidence {
	content := find(t, unionText, "=gates were <b>shut</b> & locked")
	entries := sampleEntries(t)
	first := news.Voice{Document: "d13", Statement: "s1", Outlet: "@Harbour Gazette", Day: "2031-05-04", Speaker: "e3", Name: "The Dockers’ Union", Stance: news.Asserts, Words: entries[3].Words}
	reply := news.Voice{Document: "d12", Statement: "s2", Outlet: "The Elding Times", Day: "2031-05-05", Speaker: "e1", Name: "Ida Falk", Stance: news.Denies, Words: entries[1].Words}
	return &Evidence{
		Claim: news.ClaimPage{Claim: news.Claim{ID: "c9", Text: "gates were shut"}, FirstSeen: first, Voices: []news.Voice{first, reply}, Origins: 2, Copies: 1,
			Reply: &news.Reply{To: first, By: reply, Days: 1}},
		Entries: entries, Originals: items(sampleOriginals(t)),
		Corrections: []news.Correction{{ID: 3, Time: time.Date(2031, 5, 7, 8, 0, 0, 0, time.UTC), By: "Tove", Kind: news.Correct, Target: "d13#s1",
			Changed: &news.StatementChange{Content: &content}}},
		Proofs: []byte(`{"proofs":[]}`), Head: []byte("gainsay.archive/port-elding\n7\nCsUYapGGPo4=\n\n— gainsay.archive/port-elding Az3\n"),
		PublicKey: "port-elding+1234+key", Made: time.Date(2031, 5, 8, 0, 0, 0, 0, time.UTC),
	}
}

func items[T any](all []T) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		for _, item := range all {
			if !yield(item, nil) {
				return
			}
		}
	}
}

func sampleOptions(t testing.TB) *Options {
	return &Options{Archive: "port-elding", Title: "Gates <of> Elding & more", Home: "https://archive.example/search?q=gates", Self: "https://archive.example/feed",
		Link: func(id string) string { return "https://archive.example/" + strings.ReplaceAll(id, "#", "/") },
		Text: func(document string) (news.Article, error) {
			for _, d := range sampleDocuments(t) {
				if d.Head.ID == document {
					return d.Record.Article, nil
				}
			}
			return news.Article{}, errMissing
		},
		WholeClaims: true}
}
