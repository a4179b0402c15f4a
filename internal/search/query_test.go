package search

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"gainsay/news"
)

// show writes an expression as "(a & (b | -c))"; a match with its field and kind.
func show(e Expression) string {
	list := func(all []Expression, mark string) string {
		var out []string
		for _, one := range all {
			out = append(out, show(one))
		}
		return "(" + strings.Join(out, mark) + ")"
	}
	switch e := e.(type) {
	case And:
		return list(e, " & ")
	case Or:
		return list(e, " | ")
	case Not:
		return "-" + show(e.Expression)
	case Match:
		var words []string
		for _, t := range e.Terms {
			words = append(words, t.Form)
		}
		out := strings.Join(words, " ")
		switch e.Kind {
		case Phrase:
			out = `"` + out + `"`
		case Prefix:
			out += "*"
		}
		if e.Field != Any {
			out = string(e.Field) + ":" + out
		}
		return out
	}
	return "everything"
}

func TestParse(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"dam", "dam"},
		{"dam gates", "(dam & gates)"},
		{`"the dam gates" sluic*`, `("the dam gates" & sluic*)`},
		{`-dam -"the gates" --x`, `(-dam & -"the gates" & -x)`},
		{"dam OR gates breach", "((dam | gates) & breach)"},
		{"(dam OR gates OR -sluice) breach", "((dam | gates | -sluice) & breach)"},
		{"OR dam OR", "dam"},
		{"dam OR OR ??? gates AND or", "((dam | gates) & or)"},
		{"dam AND gates", "(dam & gates)"},
		{"speaker:Brandt TITLE:dam words:gate*", "(speaker:brandt & title:dam & words:gate*)"},
		{`speaker:"Ilse Brandt" -title:“the dam”`, `(speaker:"ilse brandt" & -title:"the dam")`},
		{"xyz:foo speaker: Brandt", "(xyz foo & speaker & brandt)"},
		{`xyz:"a b"`, `(xyz & "a b")`},
		{"act:deny", "act deny"},
		{"cease-fire U.S.-led", "(cease fire & us led)"},
		{"cease-fi* a* 東京* wo*rd dam,*", "(cease fi* & a & 東 京 & wo rd & dam)"},
		{`"unclosed phrase -x`, `"unclosed phrase x"`},
		{`dam"gates"breach*`, `(dam & "gates" & breach*)`},
		{`"dam"* "" - -- : -"" speaker:"" OR:x`, `("dam" & or x)`},
		{"'); DROP TABLE x; --", "(drop & table & x)"},
	} {
		e, err := Parse(c.text)
		if err != nil {
			t.Errorf("%s: %v", c.text, err)
		} else if got := show(e); got != c.want {
			t.Errorf("%s: %s\nwant %s", c.text, got, c.want)
		}
	}
	for _, empty := range []string{"", "  ", "*", `""`, "-", "OR", "AND OR", "speaker:!", "\xff", "–"} {
		if e, err := Parse(empty); !errors.Is(err, ErrEmpty) || e != nil {
			t.Errorf("%q: %v, %v", empty, e, err)
		}
	}
}

func TestParseCountsNoMoreThanSomeTerms(t *testing.T) {
	for _, text := range []string{strings.Repeat("dam ", 1e5), `"` + strings.Repeat("dam ", 1e5), strings.Repeat("dam-gate ", 1e5), "-" + strings.Repeat("dam OR -", 1e5)} {
		e, err := Parse(text)
		if err != nil {
			t.Fatal(err)
		}
		if n := strings.Count(show(e), "dam") + strings.Count(show(e), "gate"); n != mostTerms {
			t.Errorf("%.20s…: %d terms", text, n)
		}
	}
}

func TestTermsOfAQueryPointIntoIt(t *testing.T) {
	query := `dam -speaker:"Ilse Brandt’s"`
	e, err := Parse(query)
	if err != nil {
		t.Fatal(err)
	}
	terms := e.(And)[1].(Not).Expression.(Match).Terms
	if got := terms[0].Span.In(query) + "|" + terms[1].Span.In(query); got != "Ilse|Brandt’s" {
		t.Error(got)
	}
}

func TestParseQuery(t *testing.T) {
	for _, c := range []struct {
		input string
		want  news.Query
	}{
		{"dam  gates", news.Query{Text: "dam gates"}},
		{`act:deny stance:Denies "the dam" review:accepted`, news.Query{Act: news.Deny, Stance: news.Denies, Review: news.Accepted, Text: `"the dam"`}},
		{`outlet:"Tarsk  Daily Post" since:2024-05-01 Until:2024-05-31`, news.Query{Outlet: "Tarsk Daily Post", Since: "2024-05-01", Until: "2024-05-31"}},
		{"outlet:Post claim:c9 story:T3 origin:o2 doc:d12 speaker:e3", news.Query{Outlet: "Post", Claim: "c9", Story: "t3", Origin: "o2", Document: "d12", Speaker: "e3"}},
		{"about:E3 speaker:eh12", news.Query{About: "e3", Speaker: "eh12"}},
		{`speaker:Brandt -speaker:e3 speaker:"e3" title:dam`, news.Query{Text: `speaker:Brandt -speaker:e3 speaker:"e3" title:dam`}},
		{"dam OR act:deny OR gates OR sluice", news.Query{Act: news.Deny, Text: "dam gates OR sluice"}},
		{"review:None gates", news.Query{Unreviewed: true, Text: "gates"}},
		{"is:contested is:Edited added:2024-05-20", news.Query{Contested: true, Edited: true, AddedSince: "2024-05-20"}},
		{"act:deny ???", news.Query{Act: news.Deny}},
		{"act: deny xyz:foo", news.Query{Text: "act: deny xyz:foo"}},
		{`a"b"c act:"deny" "open`, news.Query{Act: news.Deny, Text: `a "b" c "open`}},
	} {
		got, err := ParseQuery(c.input)
		if err != nil || got != c.want {
			t.Errorf("%s: %+v, %v\nwant %+v", c.input, got, err, c.want)
		}
	}
	for input, want := range map[string]string{
		"act:foo":                    "act:foo: give one of assert, deny, accuse, demand, promise, warn, confirm, question, decline, other",
		"dam stance:no":              "stance:no: give one of asserts, denies, doubts",
		`review:"x y"`:               `review:"x y": give one of accepted, rejected, corrected, none`,
		"claim:9":                    "claim:9: give the id of a claim, such as c12",
		"doc:d01":                    "doc:d01: give the id of a document, such as d12",
		"story:t9999999999999999999": "story:t9999999999999999999: give the id of a story, such as t12",
		"about:Brandt":               "about:Brandt: give the id of a speaker, such as e12",
		"about:eh":                   "about:eh: give the id of a speaker, such as e12",
		"since:yesterday":            "since:yesterday: give a day as YYYY-MM-DD",
		"until:2024-02-30":           "until:2024-02-30: give a day as YYYY-MM-DD",
		"is:true":                    "is:true: give one of contested, edited",
		"is:edited is:EDITED":        "is:EDITED: give is:edited once",
		"added:today":                "added:today: give a day as YYYY-MM-DD",
		`outlet:" "`:                 `outlet:" ": give the name of a publisher`,
		"-act:deny":                  "-act:deny: a filter cannot be turned round with -",
		"act:deny act:warn":          "act:warn: give act: once",
	} {
		_, err := ParseQuery(input)
		var wrong *FilterError
		if !errors.As(err, &wrong) || err.Error() != want {
			t.Errorf("%s: %v\nwant %s", input, err, want)
		}
	}
	for _, empty := range []string{"", "??", "OR"} {
		if _, err := ParseQuery(empty); !errors.Is(err, ErrEmpty) {
			t.Errorf("%q: %v", empty, err)
		}
	}
}

// oddQueries are what the fuzz target begins with; the databases have to understand all of them.
var oddQueries = []string{
	"dam gates", `"the dam" -gate* OR speaker:"Ilse Brandt"`, `-a -b`, `-a OR b`, `“open`, `a"b`, `\' '' \\ x`, "NEAR(a b) ^c {d} : e + f NOT g", `title:"` + "\x00" + `a"`,
	"東京* ไทย*", "act:deny -act:deny outlet:\"x", "a* b* ab*", "((((((a", ":-:-:a", "-speaker:-x", "e\u0301’s*", "OR OR AND a OR", "x0 facets:x1", "ﬀ* ǅ İ*",
	strings.Repeat("-a OR b ", 100), strings.Repeat("(", 1000) + "a", strings.Repeat("a.", 500), "a\u0000b' :* & | ! <->",
}

func FuzzParse(f *testing.F) {
	for _, s := range oddQueries {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		q, err := ParseQuery(text)
		var wrong *FilterError
		if err != nil && !errors.Is(err, ErrEmpty) && !errors.As(err, &wrong) {
			t.Fatalf("%q: %v", text, err)
		}
		if err == nil && q.Text != "" {
			again, err := ParseQuery(q.Text)
			if err != nil || again != (news.Query{Text: q.Text}) {
				t.Fatalf("%q: %q is read as %+v, %v", text, q.Text, again, err)
			}
		}
		e, err := Parse(text)
		if err != nil {
			if len(Terms(text)) > 0 && !strings.Contains(text, ":") && !strings.Contains(text, "OR") && !strings.Contains(text, "AND") {
				t.Fatalf("%q: %v", text, err)
			}
			return
		}
		for _, m := range matchesOf(e) {
			for _, term := range m.Terms {
				if fold(term.Span.In(text)) != term.Form {
					t.Fatalf("%q: %+v", text, term)
				}
			}
		}
		if fts5, ts := FTS5(e, nil), TSQuery(e, nil); strings.Count(fts5, `"`)%2 != 0 || strings.Count(ts, "'")%2 != 0 {
			t.Fatalf("%q: %s, %s", text, fts5, ts)
		}
		Highlight(e, Any, text)
		if score := Score(e, Fields{Words: text, Title: text}); score < 0 {
			t.Fatal(score)
		}
	})
}

// matchesOf are all matches of an expression, excluded ones too.
func matchesOf(e Expression) []Match {
	var out []Match
	switch e := e.(type) {
	case And:
		for _, one := range e {
			out = append(out, matchesOf(one)...)
		}
	case Or:
		for _, one := range e {
			out = append(out, matchesOf(one)...)
		}
	case Not:
		return matchesOf(e.Expression)
	case Match:
		return []Match{e}
	default:
		panic(fmt.Sprintf("%T", e))
	}
	return out
}
