package edit

import (
	"strings"
	"testing"

	"gainsay/news"
)

const quay = "Harbour Echo | March 4, 2031\n\nThe grain ship Marigold ran aground off Port Elding, and 14 people are dead.\n\n\"We called her four times - and nobody answered...\" said Edda Rohn.\n\nIt happened at 10:42.\n\n1,204 comments"

func TestSameArticle(t *testing.T) {
	for _, test := range []struct {
		name, old, new string
		want           bool
	}{
		{"nothing", "", "", true},
		{"white space", "grain ship", "grain\u00a0 ship\u200b", true},
		{"paragraphs joined", "dead.\n\n", "dead. ", true},
		{"marks", `"We called her four times - and nobody answered..."`, "“We called her four times — and nobody answered…”", true},
		{"points apart", "...", ". . .", true},
		{"normalisation", "Elding", "E\u00adlding", true},
		{"comments", "1,204 comments", "1,311 comments", true},
		{"comments shown", "1,204 comments", "Show all 1311 comments", true},
		{"comments with shares", "1,204 comments", "Share (12) | Comments: 1,311", true},
		{"comments gone", "\n\n1,204 comments", "", true},
		{"minutes ago", "1,204 comments", "Updated 5 minutes ago", true},
		{"stamp", "March 4, 2031\n", "March 4, 2031 | Updated March 5, 2031 at 10:42 a.m. GMT\n", true},
		{"stamp of time", "1,204 comments", "Last updated: 10:42", true},

		{"a figure", "14 people", "15 people", false},
		{"a clock in a sentence", "10:42", "10:43", false},
		{"a figure in a quotation", "four times", "5 times", false},
		{"a sign", "14 people", "-14 people", false},
		{"a comma", "called her", "called, her", false},
		{"a comma in a figure", "14 people", "1,4 people", false},
		{"capitals", "grain ship", "Grain ship", false},
		{"no longer quoted", `"We called her four times - and nobody answered..."`, "We called her four times - and nobody answered...", false},
		{"the dead on a line", "1,204 comments", "15 dead", false},
		{"a toll", "1,204 comments", "Updated toll: 15", false},
		{"comments in a sentence", "1,204 comments", "The post had 1,204 comments.", false},
		{"another day of the paper", "March 4, 2031", "March 5, 2031", false},
		{"published", "1,204 comments", "Published March 4, 2031", false},
	} {
		if test.old != "" && !strings.Contains(quay, test.old) {
			t.Fatalf("%s: %q does not stand there", test.name, test.old)
		}
		before := news.Article{Title: "Ship aground", Published: "2031-03-04", Text: quay}
		after := before
		after.Text = strings.Replace(quay, test.old, test.new, 1)
		if got := SameArticle(&before, &after); got != test.want || SameArticle(&after, &before) != got {
			t.Errorf("%s: %v", test.name, got)
		}
	}
}

func TestSameArticleLooksAtWhatStandsAroundTheBody(t *testing.T) {
	article := news.Article{Title: "Ship ‘aground’ off Elding", Byline: []string{"Ida Falk"}, Published: "2031-03-04", Text: quay}
	for name, test := range map[string]struct {
		change func(a *news.Article)
		want   bool
	}{
		"capitals and marks of the headline": {func(a *news.Article) { a.Title = `Ship "Aground" Off Elding` }, true},
		"headline":                           {func(a *news.Article) { a.Title = "Ship sinks off Elding" }, false},
		"headline without marks":             {func(a *news.Article) { a.Title = "Ship aground off Elding" }, false},
		"byline":                             {func(a *news.Article) { a.Byline = []string{"Ida Falk", "Tom Lind"} }, false},
		"agency":                             {func(a *news.Article) { a.Agency = "QNB" }, false},
		"published":                          {func(a *news.Article) { a.Published = "2031-03-05" }, false},
		"modified":                           {func(a *news.Article) { a.Modified = "2031-03-05" }, true},
		"address":                            {func(a *news.Article) { a.URL = "https://echo.example/1?from=feed" }, true},
		"excluded":                           {func(a *news.Article) { a.Excluded = []news.Excluded{{Kind: news.ExcludedPromo, Text: "Subscribe"}} }, true},
	} {
		changed := article
		test.change(&changed)
		if got := SameArticle(&article, &changed); got != test.want {
			t.Errorf("%s: %v", name, got)
		}
	}
}

func TestTicks(t *testing.T) {
	for cell, want := range map[string]bool{
		"1 comment": true, "3.4K views": true, "12 likes": true, "Comments (12)": true, "Share 4": true, "load all 7 replies": true,
		"214 people are reading this": true, "just now": true, "Updated just now": true, "an hour ago": true, "5m ago": true, "Posted 2 hours ago": true,
		"Last updated Tue 4 March 2031, 10:42 CET": true, "Updated: 2031-03-04 10:42:11": true, "Modified on 4th March": true,
		"14 dead": false, "14 people": false, "10:42 GMT": false, "2:40 a.m.": false, "March 4, 2031": false, "Posted March 4, 2031": false,
		"Updated figures": false, "Updated 14 dead": false, "Corrected March 5": false, "5 minutes": false, "comments": false, "1,204": false,
		"It was just now": false, "Shares fell 4": false, "No comment": false,
	} {
		if got := isTicking(cell); got != want {
			t.Errorf("%q: %v", cell, got)
		}
	}
}

func BenchmarkSameArticle(b *testing.B) {
	before := news.Article{Text: strings.Repeat(quay+"\n", 100)}
	after := news.Article{Text: before.Text + "2 comments"}
	b.SetBytes(int64(len(before.Text) + len(after.Text)))
	for b.Loop() {
		SameArticle(&before, &after)
	}
}
