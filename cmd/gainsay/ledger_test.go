package main

import (
	"strings"
	"testing"

	"gainsay/news"
)

const (
	ledgerText = "Ida Falk said on Monday that the port was claiming no ship sank. “None,” Ole\nLind \x1b[31madded, “of ours.”"
	headline   = "No ship sank, says port"
)

func at(t *testing.T, text, wording string) []news.Span {
	t.Helper()
	start := strings.Index(text, wording)
	if start < 0 {
		t.Fatalf("%q is not in %q", wording, text)
	}
	return []news.Span{{Start: start, End: start + len(wording)}}
}

func ledgerRecord(t *testing.T) news.Record {
	return news.Record{
		ID: "a.html", Article: news.Article{Title: headline, Text: ledgerText, Publisher: "The Sound", Agency: "LNA",
			Byline: []string{"Eva Lund", "Per Holm"}, Published: "2024-05-07"},
		Entities: []news.Entity{{ID: "e1", Name: "Ida Falk", Kind: news.Person, Role: "harbour chief"},
			{ID: "e2", Name: "Ole Lind Holm", Kind: news.Person}},
		Statements: []news.Statement{
			{ID: "s1", Part: news.InTitle, Act: news.Deny, Content: at(t, headline, "No ship sank"),
				Source: &news.Source{Spans: at(t, headline, "port")}, Answers: []news.Answer{{Statement: "s5", Relation: news.RelationDenies}}},
			{ID: "s2", Part: news.InText, Act: news.Assert, Content: at(t, ledgerText, "the port was claiming no ship sank"),
				Source: &news.Source{Spans: at(t, ledgerText, "Ida Falk"), Entity: "e1"},
				Said:   &news.Said{From: "2024-05-06", To: "2024-05-06", Text: "on Monday"}, Channel: "in a letter", Addressee: "reporters", Via: "LNA"},
			{ID: "s3", Part: news.InText, Act: news.Deny, Parent: "s2", Content: at(t, ledgerText, "no ship sank"),
				Source: &news.Source{Spans: at(t, ledgerText, "the port")}, Said: &news.Said{To: "2024-05-05", Text: "previously"},
				Cue:     &news.Cue{Spans: at(t, ledgerText, "was claiming"), Lemma: "claim"},
				Answers: []news.Answer{{Statement: "s4", Relation: news.RelationRepeats}, {Statement: "s5", Relation: news.RelationDenies}}},
			{ID: "s4", Part: news.InText, Act: news.Assert, Content: append(at(t, ledgerText, "“None,”"), at(t, ledgerText, "“of ours.”")...),
				Source: &news.Source{Spans: at(t, ledgerText, "Ole\nLind"), Entity: "e2"}},
			{ID: "s5", Part: news.InText, Act: news.OtherAct, Content: at(t, ledgerText, "Lind \x1b[31madded"),
				Said: &news.Said{From: "2024-05-01", To: "2024-05-07"}},
		},
	}
}

func TestPrintRecord(t *testing.T) {
	r := ledgerRecord(t)
	var out strings.Builder
	screen{width: 78}.printRecord(&out, &r)
	want := `No ship sank, says port
The Sound · LNA · Eva Lund, Per Holm · 2024-05-07
a.html

s1  unresolved: port · headline
    (denies s5) No ship sank
s2  Ida Falk, harbour chief · 2024-05-06 ("on Monday") · in a letter · to
      reporters · via LNA
    (says) the port was claiming no ship sank
    s3  unresolved: the port · by 2024-05-05 ("previously")
        (denies s5, repeats s4, "was claiming") no ship sank
s4  Ole Lind Holm ("Ole Lind")
    (says) “None,” … “of ours.”
s5  no source named · 2024-05-01 to 2024-05-07
    (other) Lind ` + "\uFFFD" + `[31madded
`
	if out.String() != want {
		t.Errorf("got\n%swant\n%s", out.String(), want)
	}
}

func TestPrintLedgerGoesByDay(t *testing.T) {
	first, second := ledgerRecord(t), ledgerRecord(t)
	first.Statements = first.Statements[:3]
	second.Article.Published, second.Article.Publisher = "2024-05-06", ""
	second.Statements = second.Statements[3:4]
	var out strings.Builder
	screen{width: 200}.printLedger(&out, []news.Record{first, second})
	want := `2024-05-06
s2  Ida Falk, harbour chief · 2024-05-06 ("on Monday") · in a letter · to reporters · via LNA · The Sound
    (says) the port was claiming no ship sank
    s3  unresolved: the port · by 2024-05-05 ("previously")
        (denies s5, repeats s4, "was claiming") no ship sank
s4  Ole Lind Holm ("Ole Lind") · LNA
    (says) “None,” … “of ours.”

2024-05-07
s1  unresolved: port · headline · The Sound
    (denies s5) No ship sank
`
	if out.String() != want {
		t.Errorf("got\n%swant\n%s", out.String(), want)
	}
}
