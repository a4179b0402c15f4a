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
		Entities: []news.Entity{{ID: "e1", Name: "Ida Falk", Kind: news.Person, Role: "harbour chief"}},
		Statements: []news.Statement{
			{ID: "s1", Part: news.InTitle, Act: news.Deny, Content: at(t, headline, "No ship sank"),
				Source: &news.Source{Spans: at(t, headline, "port")}},
			{ID: "s2", Part: news.InText, Act: news.Assert, Content: at(t, ledgerText, "the port was claiming no ship sank"),
				Source: &news.Source{Spans: at(t, ledgerText, "Ida Falk"), Entity: "e1"},
				Said:   &news.Said{From: "2024-05-06", To: "2024-05-06", Text: "on Monday"}, Channel: "in a letter", Addressee: "reporters", Via: "LNA"},
			{ID: "s3", Part: news.InText, Act: news.Deny, Parent: "s2", Content: at(t, ledgerText, "no ship sank"),
				Source: &news.Source{Spans: at(t, ledgerText, "the port")}, Said: &news.Said{To: "2024-05-05", Text: "previously"}},
			{ID: "s4", Part: news.InText, Act: news.Assert, Content: append(at(t, ledgerText, "“None,”"), at(t, ledgerText, "“of ours.”")...),
				Source: &news.Source{Spans: at(t, ledgerText, "Ole\nLind")}},
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
  port · deny · No ship sank · headline
  Ida Falk, harbour chief · assert · the port was claiming no ship sank ·
      2024-05-06 (on Monday) · in a letter · to reporters · via LNA
      the port · deny · no ship sank · by 2024-05-05 (previously)
  Ole Lind · assert · “None,” … “of ours.”
  (source not named) · other · Lind ` + "\uFFFD" + `[31madded · 2024-05-01 to 2024-05-07
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
  Ida Falk, harbour chief · assert · the port was claiming no ship sank · 2024-05-06 (on Monday) · in a letter · to reporters · via LNA · The Sound
      the port · deny · no ship sank · by 2024-05-05 (previously)
  Ole Lind · assert · “None,” … “of ours.” · LNA

2024-05-07
  port · deny · No ship sank · headline · The Sound
`
	if out.String() != want {
		t.Errorf("got\n%swant\n%s", out.String(), want)
	}
}
