package main

import (
	"reflect"
	"strings"
	"testing"
	"time"

	"gainsay/internal/record"
	"gainsay/internal/search"
	"gainsay/news"
)

func TestQueryOf(t *testing.T) {
	for _, c := range []struct {
		words string
		flags news.Query
		want  news.Query
		wrong string
	}{
		{"", news.Query{}, news.Query{}, ""},
		{"dam -gates", news.Query{}, news.Query{Text: "dam -gates"}, ""},
		{"dam act:deny claim:c9", news.Query{}, news.Query{Text: "dam", Act: news.Deny, Claim: "c9"}, ""},
		{"act:deny since:2024-05-01 outlet:Tarsk", news.Query{Act: news.Warn, Outlet: "Venn", Past: true},
			news.Query{Act: news.Warn, Since: "2024-05-01", Outlet: "Venn", Past: true}, ""},
		{"speaker:e3 doc:d2 story:t1 origin:o4 until:2024-05-02 stance:denies review:accepted", news.Query{Limit: 3, Cursor: "x"},
			news.Query{Speaker: "e3", Document: "d2", Story: "t1", Origin: "o4", Until: "2024-05-02", Stance: news.Denies, Review: news.Accepted,
				Limit: 3, Cursor: "x"}, ""},
		{"is:contested is:edited added:2024-05-20", news.Query{}, news.Query{Contested: true, Edited: true, AddedSince: "2024-05-20"}, ""},
		{"  ", news.Query{Speaker: "Falk"}, news.Query{Speaker: "Falk"}, ""},
		{"!!", news.Query{Speaker: "Falk"}, news.Query{}, "there is nothing to look for"},
		{"act:sing", news.Query{}, news.Query{}, "act:sing: give one of"},
	} {
		got, err := queryOf(c.words, &c.flags)
		if !expected(err, c.wrong) || c.wrong == "" && got != c.want {
			t.Errorf("%q and %+v: got %+v, %v", c.words, c.flags, got, err)
		}
	}
}

// expected tells whether an error says what it should; "" is for none.
func expected(err error, want string) bool {
	if want == "" {
		return err == nil
	}
	return err != nil && strings.Contains(err.Error(), want)
}

func TestParseMoment(t *testing.T) {
	for given, want := range map[string]time.Time{
		"2024-05-07":                time.Date(2024, 5, 7, 23, 59, 59, 999_999_000, time.UTC),
		"2024-05-07T12:00:00Z":      time.Date(2024, 5, 7, 12, 0, 0, 0, time.UTC),
		"2024-05-07T12:00:00+02:00": time.Date(2024, 5, 7, 10, 0, 0, 0, time.UTC),
		"2024-02-30":                {}, "noon": {}, "": {},
	} {
		got, err := parseMoment(given)
		if !got.Equal(want) || want.IsZero() != (err != nil) {
			t.Errorf("%q: got %v, %v", given, got, err)
		}
	}
}

func TestParseSaid(t *testing.T) {
	for _, c := range []struct {
		given string
		want  news.Said
		ok    bool
	}{
		{"", news.Said{}, true},
		{"2024-05-02", news.Said{From: "2024-05-02", To: "2024-05-02"}, true},
		{"2024-05-02/2024-05-04", news.Said{From: "2024-05-02", To: "2024-05-04"}, true},
		{"/2024-05-04", news.Said{To: "2024-05-04"}, true},
		{"2024-05-02/", news.Said{From: "2024-05-02"}, true},
		{"/", news.Said{}, false},
		{"May", news.Said{}, false},
		{"2024-05-02/May", news.Said{}, false},
		{"2024-05-02/2024-05-03/2024-05-04", news.Said{}, false},
	} {
		if got, err := parseSaid(c.given); got != c.want || (err == nil) != c.ok {
			t.Errorf("%q: got %+v, %v", c.given, got, err)
		}
	}
}

func TestParsePoints(t *testing.T) {
	offsets := record.NewOffsets("für 𝔘ns")
	for _, c := range []struct {
		given string
		want  []news.Span // bytes
		wrong string
	}{
		{"", []news.Span{}, ""},
		{"0-3", []news.Span{{Start: 0, End: 4}}, ""},
		{"0-1, 4-7", []news.Span{{Start: 0, End: 1}, {Start: 5, End: 11}}, ""},
		{"0-8", nil, "0-8 does not lie in the text, which has 7 code points"},
		{"3", nil, "give places"},
		{"3-3", nil, "give places"},
		{"5-3", nil, "give places"},
		{"-1-3", nil, "give places"},
		{"4-6,0-1", nil, "give places"},
		{"0-1,", nil, "give places"},
		{"0-99999999999999999999", nil, "give places"},
	} {
		list, err := parsePoints(c.given)
		var got []news.Span
		if err == nil {
			got, err = list.spans(offsets)
		}
		if !expected(err, c.wrong) || !reflect.DeepEqual(got, c.want) {
			t.Errorf("%q: got %v, %v", c.given, got, err)
		}
	}
}

func TestParseAnswers(t *testing.T) {
	for _, c := range []struct {
		given string
		want  []news.Answer
	}{
		{"", []news.Answer{}},
		{"d4#s9=denies", []news.Answer{{Statement: "d4#s9", Relation: news.RelationDenies}}},
		{"d4#s9=Doubts, d1#s2=repeats", []news.Answer{{Statement: "d4#s9", Relation: news.RelationDoubts}, {Statement: "d1#s2", Relation: news.RelationRepeats}}},
		{"d4#s9", nil}, {"s9=denies", nil}, {"d4#s9=sings", nil}, {"d4#s9=denies,", nil},
	} {
		if got, err := parseAnswers(c.given); !reflect.DeepEqual(got, c.want) || (err == nil) != (c.want != nil) {
			t.Errorf("%q: got %v, %v", c.given, got, err)
		}
	}
}

func TestKindOf(t *testing.T) {
	for id, want := range map[string]byte{"d12": 'd', "d12#s7": '#', "c9": 'c', "ch9": 'c', "e3": 'e', "eh3": 'e', "o3": 'o', "t5": 't',
		"": 0, "d": 0, "x1": 0, "12": 0, "d1x": 0, "c9#s1": 0, "d12#": 0, "#s7": 0, "D12": 0} {
		if got := kindOf(id); got != want {
			t.Errorf("%q: got %q, want %q", id, got, want)
		}
	}
}

func TestEmphasised(t *testing.T) {
	const words = "the dam gates were shut"
	pieces := emphasised(words, []news.Span{{Start: 4, End: 7}, {Start: 8, End: 13}})
	var all, strong strings.Builder
	for _, p := range pieces {
		all.WriteString(p.text)
		if p.style == bold {
			strong.WriteString(p.text + "|")
		}
	}
	if all.String() != words || strong.String() != "dam|gates|" {
		t.Errorf("%q with %q in bold", all.String(), strong.String())
	}
}

func TestCorrectionText(t *testing.T) {
	act, none, speaker := news.Deny, "", "e3"
	spans, nothing := []news.Span{{Start: 1, End: 2}}, []news.Span{}
	for want, c := range map[string]news.Correction{
		"accept d1#s2":                     {Kind: news.Accept, Target: "d1#s2"},
		"undo 4":                           {Kind: news.Undo, Target: "4"},
		"merge e1 into e2":                 {Kind: news.Merge, Target: "e1", Into: "e2"},
		"split d1#s2, d3#s4 off c9 as ch7": {Kind: news.Split, ID: 7, Target: "c9", Members: []string{"d1#s2", "d3#s4"}},
		"correct d1#s2: speaker e3, act deny, claim none, said none, source none, content": {Kind: news.Correct, Target: "d1#s2",
			Changed: &news.StatementChange{Speaker: &speaker, Act: &act, Claim: &none, Said: &news.Said{}, Source: &nothing, Content: &spans}},
	} {
		if got := correctionText(&c); got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	}
}

func TestArchived(t *testing.T) {
	e := news.Entry{ID: "d1#s2", Words: "the gates were shut", Copies: 2, Answered: 3, Review: news.Corrected,
		Statement: news.Statement{Parent: "s1", Act: news.Deny},
		Document:  news.Head{Place: "/saved/a.html", Captured: time.Date(2031, 3, 1, 23, 0, 0, 0, time.UTC)}}
	sought, err := search.Parse("gate")
	if err != nil {
		t.Fatal(err)
	}
	got := archived(&e, sought)
	details := strings.Join(got.details(true), " · ")
	if want := "a.html, +2 copies · inside s1 · answered by 3 · in an earlier version · corrected"; details != want {
		t.Errorf("got %s, want %s", details, want)
	}
	if got.day() != "2031-03-01" || !reflect.DeepEqual(got.sought, []news.Span{{Start: 4, End: 9}}) {
		t.Errorf("day %s, sought %v", got.day(), got.sought)
	}
}
