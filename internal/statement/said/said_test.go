package said_test

import (
	"strings"
	"testing"

	"gainsay/internal/analysis/token"
	"gainsay/internal/analysis/when"
	"gainsay/internal/statement/said"
	"gainsay/internal/text"
	"gainsay/news"
)

// A quote is a statement of a test: its words as they stand in the text, in the text's order; "" for none.
type quote struct{ speaker, source, cue, content string }

// read analyses s as published on Wednesday, 10 May 2023, and finds each quote's words in it: the content first, after the
// content of the quote before it began, then the source and the cue nearest to it.
func read(t *testing.T, s string, quotes []quote) []*news.Said {
	t.Helper()
	d := token.Split(s)
	d.Published = "2023-05-10"
	when.Annotate(d)
	var statements []said.Statement
	from := 0
	for _, q := range quotes {
		at := strings.Index(s[from:], q.content)
		if at < 0 {
			t.Fatalf("no %q", q.content)
		}
		from += at
		statements = append(statements, said.Statement{Speaker: q.speaker, Content: tokens(d, from, q.content),
			Source: nearest(d, from, q.source), Cue: nearest(d, from, q.cue)})
		from++
	}
	return said.Intervals(d, statements)
}

func nearest(d *text.Document, place int, words string) []text.Range {
	best := -1
	for i := 0; words != "" && i < len(d.Text); i++ {
		if strings.HasPrefix(d.Text[i:], words) && (best < 0 || max(i-place, place-i) < max(best-place, place-best)) {
			best = i
		}
	}
	if best < 0 {
		return nil
	}
	return tokens(d, best, words)
}

func tokens(d *text.Document, start int, words string) []text.Range {
	r := text.Range{First: -1}
	for i, k := range d.Tokens {
		if k.Span.Start < start+len(words) && start < k.Span.End {
			if r.First < 0 {
				r.First = i
			}
			r.End = i + 1
		}
	}
	return []text.Range{r}
}

func show(s *news.Said) string {
	if s == nil {
		return "unknown"
	}
	return string(s.From) + ".." + string(s.To) + " " + s.Text
}

func TestIntervals(t *testing.T) {
	tests := []struct {
		name, text string
		quotes     []quote
		want       []string
	}{
		{"after the cue", "Mayor Ana Orla said on Monday that the dam was safe.",
			[]quote{{"o", "Mayor Ana Orla", "said", "that the dam was safe"}}, []string{"2023-05-08..2023-05-08 on Monday"}},
		{"before the cue", "The guild on Monday dismissed the reports.",
			[]quote{{"g", "The guild", "dismissed", "the reports"}}, []string{"2023-05-08..2023-05-08 on Monday"}},
		{"in a clause about the source", "Orla, who took over the guild last year, denied the reports.",
			[]quote{{"o", "Orla", "denied", "the reports"}}, []string{"unknown"}},
		{"earlier", "The guild earlier Tuesday said the mill was sound.",
			[]quote{{"g", "The guild", "said", "the mill was sound"}}, []string{"2023-05-09..2023-05-09 earlier Tuesday"}},
		{"after the addressee", "Vint had accused Orla last week of hiding the plans.",
			[]quote{{"v", "Vint", "accused", "of hiding the plans"}}, []string{"2023-05-01..2023-05-07 last week"}},
		{"this month", "The upper towns have this month raised alarm over the level.",
			[]quote{{"u", "The upper towns", "raised alarm over", "the level"}}, []string{"2023-05-01..2023-05-10 this month"}},
		{"opening the sentence", "On Friday, after rain had set in, the guild took the step of denying the reports.",
			[]quote{{"g", "the guild", "denying", "the reports"}}, []string{"2023-05-05..2023-05-05 On Friday"}},
		{"statement issued", "In a statement issued on Friday, Orla rejected the reports.",
			[]quote{{"o", "Orla", "rejected", "the reports"}}, []string{"2023-05-05..2023-05-05 on Friday"}},
		{"in the content", "Orla said the gate would open on Friday.",
			[]quote{{"o", "Orla", "said", "the gate would open on Friday"}}, []string{"unknown"}},
		{"of another verb", "The man arrested on Monday told reporters he was innocent.",
			[]quote{{"m", "The man arrested on Monday", "told", "he was innocent"}}, []string{"unknown"}},
		{"a bound, no date", "Since Monday the guild has said nothing was wrong.",
			[]quote{{"g", "the guild", "said", "nothing was wrong"}}, []string{"unknown"}},
		{"previously", "He previously dismissed the claims.",
			[]quote{{"h", "He", "dismissed", "the claims"}}, []string{"..2023-05-09 previously"}},
		{"never the publication day by itself", "Orla said the dam was safe.",
			[]quote{{"o", "Orla", "said", "the dam was safe"}}, []string{"unknown"}},
		{"another's time", "Vint said on Monday that Orla denied the reports.",
			[]quote{{"v", "Vint", "said", "that Orla denied the reports"}, {"o", "Orla", "denied", "the reports"}},
			[]string{"2023-05-08..2023-05-08 on Monday", "unknown"}},
		{"with a participle", "The towns have this month raised alarm over the level, with Vint saying it was odd.",
			[]quote{{"u", "The towns", "raised alarm over", "the level"}, {"v", "Vint", "saying", "it was odd"}},
			[]string{"2023-05-01..2023-05-10 this month", "2023-05-01..2023-05-10 this month"}},
		{"the run goes on", "Vint last week said the gate was \"rotten\". He also said the wall leaked.",
			[]quote{{"v", "Vint", "said", "the gate was \"rotten\""}, {"v", "He", "said", "the wall leaked"}},
			[]string{"2023-05-01..2023-05-07 last week", "2023-05-01..2023-05-07 last week"}},
		{"the run does not go on after a perfect", "Vint last week said the gate was \"rotten\". He has said the wall leaked.",
			[]quote{{"v", "Vint", "said", "the gate was \"rotten\""}, {"v", "He", "said", "the wall leaked"}},
			[]string{"2023-05-01..2023-05-07 last week", "unknown"}},
		{"spokeswoman", "The Harbour Ministry on Tuesday denied it.\n\n\"Nothing leaks,\" ministry spokeswoman Una Falk told reporters.",
			[]quote{{"m", "The Harbour Ministry", "denied", "it"}, {"f", "ministry spokeswoman Una Falk", "told", "\"Nothing leaks,\""}},
			[]string{"2023-05-09..2023-05-09 on Tuesday", "2023-05-09..2023-05-09 on Tuesday"}},
		{"joined by and", "On Tuesday Orla named him chief, praised the crew and asked the towns to wait.",
			[]quote{{"o", "Orla", "praised", "the crew"}, {"o", "Orla", "asked", "the towns to wait"}},
			[]string{"2023-05-09..2023-05-09 On Tuesday", "2023-05-09..2023-05-09 On Tuesday"}},
		{"no cue", "\"Nothing leaks.\" It was Monday.", []quote{{"", "", "", "\"Nothing leaks.\""}}, []string{"unknown"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			for i, s := range read(t, test.text, test.quotes) {
				if got := show(s); got != test.want[i] {
					t.Errorf("%s\nstatement %d: got %s, want %s", test.text, i, got, test.want[i])
				}
			}
		})
	}
}

func TestInTitle(t *testing.T) {
	statements := []said.Statement{{Speaker: "a"}, {Speaker: "b"}}
	days := []*news.Said{{From: "2023-05-08", To: "2023-05-08"}, nil}
	if got := said.InTitle("a", statements, days); got != days[0] {
		t.Errorf("got %v", got)
	}
	for _, speaker := range []string{"b", "c", ""} {
		if got := said.InTitle(speaker, statements, days); got != nil {
			t.Errorf("%q: got %v", speaker, got)
		}
	}
}
