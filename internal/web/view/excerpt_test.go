package view

import (
	"strings"
	"testing"
	"unicode/utf8"

	"gainsay/news"
)

func TestBlanked(t *testing.T) {
	for _, test := range []struct {
		text  string
		shown []string // parts of the text
		want  []string // what is left, without blanks
	}{
		{"“Zu spät”, sagte Öz. 日本の堰 are hidden 🎏.", []string{"Zu spät"}, []string{"Zu spät"}},
		{"One says that. Two says this.", []string{"One says that.", "Two says this."}, []string{"One says that.", "Two says this."}},
		{"One says that, and nobody knows that Two says this at all", []string{"One says that", "Two says this"}, []string{"One says that", "\n\n", "Two says this"}},
		{"nothing is shown", nil, nil},
		{"öäü one öäü two öäü", []string{"one", "two"}, []string{"one", "two"}},
		{"broken \xff\xfe bytes one", []string{"one"}, []string{"one"}},
		{"", nil, nil},
	} {
		var spans []news.Span
		for _, part := range test.shown {
			at := strings.Index(test.text, part)
			spans = append(spans, news.Span{Start: at, End: at + len(part)})
		}
		got := blanked(test.text, spans)
		if len(got) != len(test.text) || utf8.RuneCountInString(got) != utf8.RuneCountInString(test.text) {
			t.Errorf("%q: %d bytes and %d code points become %d and %d", test.text, len(test.text), utf8.RuneCountInString(test.text), len(got), utf8.RuneCountInString(got))
		}
		for i, span := range spans {
			if span.In(got) != test.shown[i] {
				t.Errorf("%q: %q stands elsewhere: %q", test.text, test.shown[i], got)
			}
		}
		rest := got
		for _, blank := range blanks[1:] {
			rest = strings.ReplaceAll(rest, blank, "")
		}
		if want := strings.ReplaceAll(strings.Join(test.want, ""), " ", ""); rest != want {
			t.Errorf("%q: left is %q, want %q", test.text, rest, want)
		}
	}
}

func TestExcerpt(t *testing.T) {
	text := "Ilse Brandt said the gate was open. " + strings.Repeat("Nobody was asked about it. ", 3) + "It will be shut, she added."
	span := func(part string) news.Span {
		at := strings.Index(text, part)
		return news.Span{Start: at, End: at + len(part)}
	}
	s := &news.Statement{Source: &news.Source{Spans: []news.Span{span("Ilse Brandt")}}, Cue: &news.Cue{Spans: []news.Span{span("said")}},
		Content: []news.Span{span("the gate was open"), span("It will be shut")}}
	var got []string
	for _, one := range excerpt(text, s) {
		got = append(got, one.In(text))
	}
	if want := "Ilse Brandt said the gate was open|It will be shut"; strings.Join(got, "|") != want {
		t.Errorf("%q, want %q", got, want)
	}
	long := strings.Repeat("ö", 1000)
	cut := excerpt(long, &news.Statement{Content: []news.Span{{Start: 0, End: 1000}, {Start: 1200, End: 2000}}})
	if len(cut) != 1 || cut[0] != (news.Span{Start: 0, End: 600}) {
		t.Errorf("%+v", cut)
	}
	if got := shortWords(long); utf8.RuneCountInString(got) != 302 || shortWords("short") != "short" {
		t.Errorf("%d", utf8.RuneCountInString(got))
	}
}
