package web

import (
	"fmt"
	"strings"
	"testing"

	"gainsay/news"
)

// TestSurroundings: the sentences of a statement with its parts marked, one sentence on either side, and places in code points.
func TestSurroundings(t *testing.T) {
	const text = "Rain fell. Łódź — «the town» — said the dam “held”, and slept.\n\nNobody else spoke. The end."
	at := func(words string) news.Span {
		start := strings.Index(text, words)
		return news.Span{Start: start, End: start + len(words)}
	}
	article := &news.Article{Title: "Dam held, town says", Text: text}
	s := &news.Statement{Part: news.InText, Source: &news.Source{Spans: []news.Span{at("Łódź")}}, Cue: &news.Cue{Spans: []news.Span{at("said")}},
		Content: []news.Span{at("the dam “held”"), at("slept")}}
	got := surroundingsOf(article, s)
	var shown []string
	for _, p := range got.Pieces {
		sign := ""
		if p.First {
			sign = "!"
		}
		shown = append(shown, p.Part+sign+":"+p.Text)
	}
	want := "source!:Łódź|: — «the town» — |cue!:said|: |content!:the dam “held”|:, and |content:slept|:."
	if joined := strings.Join(shown, "|"); joined != want {
		t.Errorf("%s\nnot\n%s", joined, want)
	}
	if got.Before != "Rain fell. " || got.After != "\nNobody else spoke." {
		t.Errorf("before %q, after %q", got.Before, got.After)
	}
	if places := fmt.Sprint(got.Places); places != "[{source 11 15} {cue 31 35} {content 36 50} {content 56 61}]" {
		t.Error(places)
	}
	title := surroundingsOf(article, &news.Statement{Part: news.InTitle, Content: []news.Span{{Start: 0, End: 8}}})
	if !title.Headline || len(title.Pieces) != 2 || title.Before != "" || title.After != "" {
		t.Errorf("%+v", title)
	}
}

func TestShortenedTo(t *testing.T) {
	for _, test := range []struct {
		text string
		most int
		want string
	}{{"the gates", 20, "the gates"}, {"the gates were shut", 12, "the gates …"}, {"Überschwemmung", 5, "Übers …"}} {
		if got := shortenedTo(test.text, test.most); got != test.want {
			t.Errorf("%q to %d: %q, not %q", test.text, test.most, got, test.want)
		}
	}
}

// TestLastOf: whoever pastes the address of a page means what it is about.
func TestLastOf(t *testing.T) {
	for given, want := range map[string]string{"c9": "c9", " https://example.org/claim/c9?until=2024-05-14#voices ": "c9", "/speaker/e3": "e3", "": ""} {
		if got := lastOf(given); got != want {
			t.Errorf("%q: %q", given, got)
		}
	}
}

// TestMarkdown: words of an article are no marks of Markdown, and a strange address is no link.
func TestMarkdown(t *testing.T) {
	if got := markdownText("*a* [b](c) <d>"); got != `\*a\* \[b\](c) \<d\>` {
		t.Error(got)
	}
	e := &news.Entry{ID: "d1#s1", Words: "it is [safe](javascript:alert)", Document: news.Head{URL: "javascript:alert(1)", Title: "A", Publisher: "B"}}
	if got := citedAs(e, "http://x/statement/d1/s1").Markdown; strings.Contains(got, "](<javascript") || strings.Contains(got, "[safe](") {
		t.Error(got)
	}
}
