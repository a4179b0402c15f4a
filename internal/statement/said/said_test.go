package said_test

import (
	"strings"
	"testing"

	"gainsay/internal/analysis/quotation"
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
	readings := said.Read(analyse(t, s, quotes))
	days := make([]*news.Said, len(readings))
	for i, x := range readings {
		days[i] = x.Said
	}
	return days
}

func analyse(t *testing.T, s string, quotes []quote) (*text.Document, []said.Statement) {
	t.Helper()
	d := token.Split(s)
	d.Published = "2023-05-10"
	for i := range d.Tokens { // the tags that rules ask for; the tagger is not needed for the rest
		d.Tokens[i].Tag = map[string]string{"says": "VBZ", "meeting": "VBG", "supported": "VBN", "in": "IN"}[d.Word(i)]
	}
	quotation.Annotate(d)
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
	return d, statements
}

// day is the day that s names, "" for none.
func day(s string) news.Day {
	d, err := news.ParseDay(s)
	if err != nil {
		return ""
	}
	return d
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
		{"this month", "The upper towns have this month sounded the alarm about the level.",
			[]quote{{"u", "The upper towns", "sounded the alarm about", "the level"}}, []string{"2023-05-01..2023-05-10 this month"}},
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
		{"with a participle", "The towns have this month sounded the alarm about the level, with Vint saying it was odd.",
			[]quote{{"u", "The towns", "sounded the alarm about", "the level"}, {"v", "Vint", "saying", "it was odd"}},
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
		{"the run breaks with what nobody dates", "Vint on Monday said the gate was \"rotten\".\n\nVint said the wall had been leaking. The mill was dry, he said.",
			[]quote{{"v", "Vint", "said", "the gate was \"rotten\""}, {"v", "Vint", "said", "the wall had been leaking"}, {"v", "he", "said", "The mill was dry"}},
			[]string{"2023-05-08..2023-05-08 on Monday", "unknown", "unknown"}},
		{"says no more", "Vint on Monday said the gate was rotten.\n\nVint gave no further details of the wall.",
			[]quote{{"v", "Vint", "said", "the gate was rotten"}, {"v", "Vint", "gave", "details of the wall"}},
			[]string{"2023-05-08..2023-05-08 on Monday", "2023-05-08..2023-05-08 on Monday"}},
		{"in one sentence", "Vint told the Orla Mail on Monday that the gate was rotten, although he said that it held.",
			[]quote{{"v", "Vint", "told", "that the gate was rotten"}, {"v", "he", "said", "that it held"}},
			[]string{"2023-05-08..2023-05-08 on Monday", "2023-05-08..2023-05-08 on Monday"}},
		{"in one sentence, at another time", "Vint said on Monday that the gate was rotten, after he denied that it leaked.",
			[]quote{{"v", "Vint", "said", "that the gate was rotten"}, {"v", "he", "denied", "that it leaked"}},
			[]string{"2023-05-08..2023-05-08 on Monday", "unknown"}},
		{"in a letter in which", "Vint wrote on Monday that it held. The Mail printed a letter in which he said that it leaked.",
			[]quote{{"v", "Vint", "wrote", "that it held"}, {"v", "he", "said", "that it leaked"}}, []string{"2023-05-08..2023-05-08 on Monday", "unknown"}},
		{"a year is no occasion", "Vint said in 2021 that it held. \"It leaks,\" he said.",
			[]quote{{"v", "Vint", "said", "that it held"}, {"v", "he", "said", "\"It leaks,\""}}, []string{"2021-01-01..2021-12-31 in 2021", "unknown"}},
		{"the opening sums up", "The dam is sound, the guild has said.\n\nA guild spokesman said on Monday that it held.",
			[]quote{{"g", "the guild", "said", "The dam is sound"}, {"f", "A guild spokesman", "said", "that it held"}},
			[]string{"2023-05-08..2023-05-08 on Monday", "2023-05-08..2023-05-08 on Monday"}},
		{"the opening tells of another time", "The dam was sound, Orla said to the crowd in March.\n\nOrla said on Monday that it held.",
			[]quote{{"o", "Orla", "said", "The dam was sound"}, {"o", "Orla", "said", "that it held"}},
			[]string{"2023-03-01..2023-03-31 in March", "2023-05-08..2023-05-08 on Monday"}},
		{"told again after", "Orla denied on Monday that it leaked. Vint spoke out after Orla denied it.",
			[]quote{{"o", "Orla", "denied", "that it leaked"}, {"o", "Orla", "denied", "it"}},
			[]string{"2023-05-08..2023-05-08 on Monday", "2023-05-08..2023-05-08 on Monday"}},
		{"said after a statement of the day", "Vint said it held after Orla denied on Wednesday that it leaked.",
			[]quote{{"v", "Vint", "said", "it held"}, {"o", "Orla", "denied", "that it leaked"}},
			[]string{"2023-05-10..2023-05-10 on Wednesday", "2023-05-10..2023-05-10 on Wednesday"}},
		{"days before what followed", "The call comes two days after the guild said that it held.",
			[]quote{{"g", "the guild", "said", "that it held"}}, []string{"2023-05-08..2023-05-08 two days after"}},
		{"days before what followed then", "Orla was replaced on Monday. The step came a day after the guild said that it held.",
			[]quote{{"g", "the guild", "said", "that it held"}}, []string{"2023-05-07..2023-05-07 a day after"}},
		{"a dated paper", "The mill lost money, a report released on Monday showed.\n\nVint wept.\n\nThe report said the gate was rotten.",
			[]quote{{"r", "The report", "said", "the gate was rotten"}}, []string{"2023-05-08..2023-05-08 on Monday"}},
		{"another paper", "The mill lost money, a report released on Monday showed. A report of Vint's was lost. The report said the gate was rotten.",
			[]quote{{"r", "The report", "said", "the gate was rotten"}}, []string{"unknown"}},
		{"an occasion", "In an interview on Monday, Ana Orla unveiled the plan.\n\n\"It holds,\" Orla said.",
			[]quote{{"o", "Orla", "said", "\"It holds,\""}}, []string{"2023-05-08..2023-05-08 on Monday"}},
		{"the occasion taken for content", "Orla called for calm in a speech on Monday.",
			[]quote{{"o", "Orla", "called for", "calm in a speech on Monday"}}, []string{"2023-05-08..2023-05-08 on Monday"}},
		{"an occasion that is told of", "Orla said that Vint lied in a speech on Monday.",
			[]quote{{"o", "Orla", "said", "that Vint lied in a speech on Monday"}}, []string{"unknown"}},
		{"reports at the time", "The mill fell in March, according to reports at the time.",
			[]quote{{"r", "reports at the time", "according to", "The mill fell in March"}}, []string{"2023-03-01..2023-03-31 in March"}},
		{"according to has no time before it", "The mill was sold before Vint came on Monday, according to Orla.",
			[]quote{{"o", "Orla", "according to", "The mill was sold before Vint came"}}, []string{"unknown"}},
		{"time read into the source", "The guild was calm, but last month Orla denied it.",
			[]quote{{"o", "last month Orla", "denied", "it"}}, []string{"2023-04-01..2023-04-30 last month"}},
		{"when he said", "Vint changed course in April, when he said that it leaked.",
			[]quote{{"v", "he", "said", "that it leaked"}}, []string{"2023-04-01..2023-04-30 in April"}},
		{"of a clause before", "After he left the guild on Monday, Vint said that it leaked.",
			[]quote{{"v", "Vint", "said", "that it leaked"}}, []string{"unknown"}},
		{"of the same speaker's doing before", "After meeting the guild on Monday, Vint said that it leaked.",
			[]quote{{"v", "Vint", "said", "that it leaked"}}, []string{"2023-05-08..2023-05-08 on Monday"}},
		{"of a phrase before", "With a vote due this month, Vint said that it leaked.",
			[]quote{{"v", "Vint", "said", "that it leaked"}}, []string{"unknown"}},
		{"only a name for it", "In 2021, under what Vint called the old rule, the mill paid.",
			[]quote{{"v", "Vint", "called", "the old rule"}}, []string{"unknown"}},
		{"the present tells of the days of the report", "Last September, when the mill burned, Vint says he ran.",
			[]quote{{"v", "Vint", "says", "he ran"}}, []string{"unknown"}},
		{"week and day", "Last week, on May 4, the guild announced a sale.",
			[]quote{{"g", "the guild", "announced", "a sale"}}, []string{"2023-05-04..2023-05-04 on May 4"}},
		{"passive", "The plan was supported on Monday by Orla.",
			[]quote{{"o", "Orla", "was", "The plan"}}, []string{"2023-05-08..2023-05-08 on Monday"}},
		{"in another's that-clause", "On Monday, the Mail revealed that Orla knew of it but did not say it.",
			[]quote{{"m", "the Mail", "revealed", "that Orla knew of it"}, {"o", "Orla", "say", "it"}}, []string{"2023-05-08..2023-05-08 On Monday", "unknown"}},
		{"dateline and past", "ORLA, May 9 (LNA) - The guild said that it held.",
			[]quote{{"g", "The guild", "said", "that it held"}}, []string{"unknown"}},
		{"dateline and present", "ORLA, May 9 (LNA) - The guild says that it held.",
			[]quote{{"g", "The guild", "says", "that it held"}}, []string{"2023-05-09..2023-05-09 May 9"}},
		{"after a quotation", "Orla called the sale \"a shame\" on Monday.",
			[]quote{{"o", "Orla", "called", "the sale \"a shame\" on Monday"}}, []string{"2023-05-08..2023-05-08 on Monday"}},
		{"at the end of the sentence", "Orla rejected the offer of Vint, who leads the guild, on Monday.",
			[]quote{{"o", "Orla", "rejected", "the offer of Vint, who leads the guild"}}, []string{"2023-05-08..2023-05-08 on Monday"}},
		{"an earlier occasion", "Orla said on Monday that it held. In an earlier interview, he said that it leaked.",
			[]quote{{"o", "Orla", "said", "that it held"}, {"o", "he", "said", "that it leaked"}}, []string{"2023-05-08..2023-05-08 on Monday", "unknown"}},
		{"a telling that is no statement", "Mill chief Una Falk told the Orla Mail late Monday about the gate.\n\n\"It leaks,\" Falk said. She said it held for years.",
			[]quote{{"f", "Falk", "said", "\"It leaks,\""}, {"f", "She", "said", "it held for years"}},
			[]string{"2023-05-08..2023-05-08 late Monday", "2023-05-08..2023-05-08 late Monday"}},
		{"a telling by those he speaks for", "The Harbour Ministry dismissed on Monday a report of leaks.\n\nMinistry spokesman Ivo Reyl challenged the account.",
			[]quote{{"r", "Ministry spokesman Ivo Reyl", "challenged", "the account"}}, []string{"2023-05-08..2023-05-08 on Monday"}},
		{"a content that runs over its clause", "On Monday, after Vint asked for help, Orla denied the rumour.",
			[]quote{{"v", "Vint", "asked", "for help, Orla denied the rumour"}, {"o", "Orla", "denied", "the rumour"}},
			[]string{"unknown", "2023-05-08..2023-05-08 On Monday"}},
		{"a telling of another's", "Mill chief Una Falk told the Orla Mail late Monday about the gate.\n\n\"It leaks,\" Vint said.",
			[]quote{{"v", "Vint", "said", "\"It leaks,\""}}, []string{"unknown"}},
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

func TestReadTellsWhy(t *testing.T) {
	d, statements := analyse(t, "Vint said on Monday that it was \"rotten\". \"It leaks,\" he said.",
		[]quote{{"v", "Vint", "said", "that it was \"rotten\""}, {"v", "he", "said", "\"It leaks,\""}})
	found := said.Read(d, statements)
	if own := found[0]; own.Why == "" || own.From != -1 || d.Span(own.Evidence).In(d.Text) != "Monday" {
		t.Errorf("own time: got %+v", own)
	}
	if carried := found[1]; carried.Why == "" || carried.From != 0 || carried.Evidence != found[0].Evidence || carried.Said == found[0].Said {
		t.Errorf("carried time: got %+v", carried)
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
