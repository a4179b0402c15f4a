package said_test

import (
	"strings"
	"testing"
	"time"

	"gainsay/internal/analysis/token"
	"gainsay/internal/analysis/when"
	"gainsay/internal/statement/said"
	"gainsay/internal/text"
)

// everyFew makes a statement of every few tokens: a source, a cue and a content, some of them inside one another.
func everyFew(d *text.Document, few int) []said.Statement {
	var list []said.Statement
	for i := 0; i+3 <= len(d.Tokens); i += few {
		list = append(list, said.Statement{
			Source: []text.Range{{First: i, End: i + 1}}, Cue: []text.Range{{First: i + 1, End: i + 2}},
			Content: []text.Range{{First: i + 2, End: min(i+2+3*few, len(d.Tokens))}}, Speaker: d.Word(i),
		})
	}
	return list
}

func FuzzRead(f *testing.F) {
	for _, s := range []string{
		"Orla said on Monday, after Vint denied it, that it held. He said it comes a day after Orla denied it.",
		"In a report released Friday the guild said so. The report said so. \"It holds,\" Vint said in a speech last week.",
		"after said after said Monday. which in which he said, on, what Vint called", "Monday\xff Monday was when \x00 said",
	} {
		f.Add(s, "2023-05-10", 4)
		f.Add(s, "", 3)
	}
	f.Fuzz(func(t *testing.T, s, published string, few int) {
		d := token.Split(s)
		d.Published = day(published)
		when.Annotate(d)
		list := everyFew(d, 1+(few%7+7)%7)
		for i, found := range said.Read(d, list) {
			if found.Said == nil {
				if found != (said.Reading{From: -1}) {
					t.Errorf("statement %d has no time and yet %+v", i, found)
				}
				continue
			}
			if found.Why == "" || found.From >= len(list) || found.From == i || found.Evidence.First < 0 || found.Evidence.End > len(d.Tokens) {
				t.Errorf("statement %d: %+v", i, found)
			}
			if found.Said.From > found.Said.To && found.Said.To != "" || d.Published != "" && found.Said.To > d.Published {
				t.Errorf("statement %d: from %s to %s, published %s", i, found.Said.From, found.Said.To, d.Published)
			}
		}
	})
}

// TestLongRuns holds the reader to a time that no run of alike tokens makes quadratic.
func TestLongRuns(t *testing.T) {
	for _, run := range []string{
		"said Monday ", "the report Monday ", "after Vint denied Monday ", "In a speech Monday Orla said ", "which in, Friday ", "he said \"no\" ",
		"According to reports at the time on Monday. ", "he said on Monday, after he denied ", "a day after Orla denied it ",
	} {
		d := token.Split(strings.Repeat(run, 100_000/len(run)))
		d.Published = "2023-05-10"
		when.Annotate(d)
		start := time.Now()
		said.Read(d, everyFew(d, 4))
		if took := time.Since(start); took > 30*time.Second {
			t.Errorf("%q again and again took %v", run, took)
		}
	}
}
