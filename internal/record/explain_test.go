package record

import (
	"strings"
	"testing"

	"gainsay/news"
)

func TestEncodeEvidence(t *testing.T) {
	const text = "Malvik – Ida Falk denied it."
	at := func(words string) []news.Span {
		start := strings.Index(text, words)
		return []news.Span{{Start: start, End: start + len(words)}}
	}
	e := news.Explanation{
		Record: news.Record{ID: "a", Models: "m", Article: news.Article{Title: "Falk denies", Text: text},
			Entities: []news.Entity{{ID: "e1", Name: "Ida Falk", Kind: news.Person}},
			Statements: []news.Statement{
				{ID: "s1", Part: news.InText, Form: news.Indirect, Act: news.Deny, Content: at("it"), Confidence: 0.5},
				{ID: "s2", Part: news.InText, Form: news.Indirect, Act: news.Deny, Content: at("it"), Confidence: 0.5,
					Source: &news.Source{Spans: at("Ida Falk"), Entity: "e1"}},
			}},
		Evidence: [][]news.Evidence{nil, {
			{Field: news.FieldAct, Value: "deny", Why: "the cue denies", Part: news.InText, Spans: at("denied"), Confidence: 0.123456},
			{Field: news.FieldSaid, Why: "as in the title", Part: news.InTitle, Spans: []news.Span{{Start: 0, End: 4}}, Statement: "s1"},
			{Field: news.FieldForm, Why: "no marks", Part: news.InText},
		}},
	}
	line, err := EncodeEvidence(&e, "s2")
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		`{"id":"a","statement":{"id":"s2",`,
		`"speaker":{"id":"e1","name":"Ida Falk",`,
		`{"field":"act","value":"deny","why":"the cue denies","part":"text","spans":[[18,24]],"words":"denied","statement":null,"confidence":0.1235}`,
		`{"field":"said","value":null,"why":"as in the title","part":"title","spans":[[0,4]],"words":"Falk","statement":"s1","confidence":null}`,
		`{"field":"form","value":null,"why":"no marks","part":"text","spans":[],"words":null,"statement":null,"confidence":null}],"models":"m"}` + "\n",
	} {
		if !strings.Contains(string(line), want) {
			t.Errorf("%s\nlacks\n%s", line, want)
		}
	}
	if line, err := EncodeEvidence(&e, "s1"); err != nil || !strings.Contains(string(line), `"speaker":null,"evidence":[]`) {
		t.Errorf("s1: %s %v", line, err)
	}
	if _, err := EncodeEvidence(&e, "s3"); err == nil {
		t.Error("s3 is not there and was written")
	}
	e.Record.Models = ""
	if _, err := EncodeEvidence(&e, "s1"); err == nil {
		t.Error("a broken record was written")
	}
}
