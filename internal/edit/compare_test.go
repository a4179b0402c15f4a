package edit

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"gainsay/internal/record"
	"gainsay/news"
)

// harbour is the version before in most cases.
const harbour = `
{s1 Ferry line} {c1 says} {i1 brakes were sound}

{s2 Edda Rohn}, the harbour master, {c2 said} {c2 on Tuesday} {i2 that the ferry had left its berth without a pilot}. {q3 "We called her four times, and nobody answered,"} {s3 she} {c3 said}.

{s4 A spokesman for Halloran Lines} {c4 called} {m4 the report "a story told to hide the harbour's own neglect"}.

{s5 The police} {c5 said} {i5 that {s6 two witnesses} {c6 claimed} {i6 that the lights had gone out}}. {s7 Halloran Lines} {c7 denied} {i7 it}.

{s8 The police} {c8 said} {i8 14 people were dead}.
---
1 by organisation Halloran Lines
2 by person Edda Rohn, harbour master
2 day 2031-03-04 on Tuesday
3 by person Edda Rohn
4 by unnamed spokesman for Halloran Lines
4 act deny
5 by organisation police
6 by unnamed two witnesses
6 in 5
7 by organisation Halloran Lines
7 act deny
8 by organisation police
published 2031-03-05
`

// edited is harbour with changes: what stands there, and instead of it.
func edited(t *testing.T, changes ...string) string {
	text := harbour
	for i := 0; i < len(changes); i += 2 {
		if strings.Count(text, changes[i]) == 0 {
			t.Fatalf("%q does not stand there", changes[i])
		}
		text = strings.ReplaceAll(text, changes[i], changes[i+1])
	}
	return text
}

// outline tells what an edit has besides what was kept: "s3 quotation changed s3 [content]".
func outline(e *news.Edit) string {
	var out []string
	for _, s := range e.Statements {
		if s.Kind == news.Kept {
			continue
		}
		line := strings.TrimSpace(fmt.Sprintf("%s %s %s", s.Before, s.Kind, s.After))
		if len(s.Changed) > 0 {
			line += fmt.Sprint(" ", s.Changed)
		}
		out = append(out, line)
	}
	if e.Title {
		out = append(out, "title")
	}
	return strings.Join(out, "; ")
}

func TestCompare(t *testing.T) {
	for _, test := range []struct {
		name    string
		changes []string
		want    string
	}{
		{"nothing", nil, ""},
		{"curly marks", []string{`"We`, `“We`, `answered,"`, `answered,”`, `"a`, `“a`, `neglect"`, `neglect”`, `r's`, `r’s`}, ""},
		{"single marks", []string{`"We`, `‘We`, `answered,"`, `answered,’`, `"a`, `‘a`, `neglect"`, `neglect’`}, ""},
		{"spaces and soft hyphens", []string{"four times", "four\u00a0times", "harbour's", "har\u00adbour's", "berth without", "berth  without"}, ""},
		{"a comma for a dash", []string{"times, and", "times – and"}, ""},
		{"a point for a comma", []string{`answered,"} {s3 she} {c3 said}`, `answered."} {s3 She} {c3 said}`}, ""},
		{"who spoke stands before", []string{`{q3 "We called her four times, and nobody answered,"} {s3 she} {c3 said}.`, `{s3 She} {c3 said}: {q3 "We called her four times, and nobody answered."}`}, ""},
		{"quotation interrupted elsewhere", []string{`{q3 "We called her four times, and nobody answered,"} {s3 she} {c3 said}.`, `{q3 "We called her four times,"} {s3 she} {c3 said}, {q3 "and nobody answered."}`}, ""},
		{"capitals of a headline", []string{"brakes were sound", "Brakes Were Sound"}, ""},

		{"words in a quotation", []string{"nobody answered", "nobody picked up"}, "s3 quotation changed s3 [content]"},
		{"quotation cut", []string{`called her four times, and nobody answered,"`, `called her,"`}, "s3 quotation changed s3 [content]"},
		{"quotation cut to a word", []string{`"We called her four times, and nobody answered,"`, `"Nobody,"`}, "s3 gone; added s3"},
		{"question for a statement", []string{`nobody answered,"`, `nobody answered?"`}, "s3 quotation changed s3 [content]"},
		{"words left out", []string{`times, and`, `times … and`}, "s3 quotation changed s3 [content]"},
		{"part of a mixed quotation", []string{`harbour's own neglect"`, `harbour's neglect"`}, "s4 quotation changed s4 [content]"},
		{"more of it quoted", []string{`the report "a story`, `"the report a story`}, "s4 quotation changed s4 [content]"},
		{"no longer quoted", []string{`{q3 "We called her four times, and nobody answered,"}`, `{i3 We called her four times, and nobody answered,}`}, "s3 quotation changed s3 [form]"},
		{"words outside the marks", []string{`the report "a`, `the paper "a`}, "s4 reworded s4 [content]"},

		{"a figure", []string{"14 people", "15 people"}, "s8 reworded s8 [content]"},
		{"a sign", []string{"14 people", "-14 people"}, "s8 reworded s8 [content]"},
		{"a comma in a figure", []string{"14 people", "1,4 people"}, "s8 reworded s8 [content]"},
		{"the figure in words", []string{"14 people", "fourteen people"}, "s8 reworded s8 [content]"},
		{"denied for said", []string{"{c8 said}", "{c8 denied}", "8 by organisation police", "8 by organisation police\n8 act deny"}, "s8 reworded s8 [cue act]"},
		{"another day", []string{"on Tuesday}", "on Monday}", "2031-03-04 on Tuesday", "2031-03-03 on Monday"}, "s2 reworded s2 [cue said]"},
		{"a channel", []string{"{c8 said}", "{c8 said} on television", "8 by organisation police", "8 by organisation police\n8 channel on television"}, "s8 reworded s8 [channel]"},
		{"reported directly", []string{"{s5 The police} {c5 said} {i5 that {s6 two witnesses} {c6 claimed} {i6 that the lights had gone out}}", "{s6 Two witnesses} {c6 claimed} {i6 that the lights had gone out}",
			"5 by organisation police\n", "", "6 in 5\n", ""}, "s5 gone; s6 reworded s6 [parent]"},

		{"another speaker", []string{"{s2 Edda Rohn}, the harbour master", "{s2 Tom Lind}, the pilot", "2 by person Edda Rohn, harbour master", "2 by person Tom Lind, pilot"}, "s2 speaker changed s2 [source speaker]"},
		{"who she is", []string{"3 by person Edda Rohn", "3 by person Ida Falk"}, "s3 read otherwise s3 [speaker]"},
		{"who she is, in a sentence that changed", []string{"3 by person Edda Rohn", "3 by person Ida Falk", "{c3 said}", "{c3 said} again"}, "s3 speaker changed s3 [speaker]"},
		{"she is not resolved", []string{"3 by person Edda Rohn\n", "", "{c3 said}", "{c3 said} again"}, ""},
		{"he for her", []string{"3 by person Edda Rohn\n", "", "{s3 she}", "{s3 he}"}, "s3 reworded s3 [source]"},
		{"another speaker and other words", []string{"{s2 Edda Rohn}", "{s2 Tom Lind}", "2 by person Edda Rohn", "2 by person Tom Lind", "its berth", "the quay"}, "s2 gone; added s2"},
		{"the man himself", []string{"{s4 A spokesman for Halloran Lines}", "{s4 Per Halloran}", "4 by unnamed spokesman for Halloran Lines", "4 by person Per Halloran, owner"}, "s4 speaker changed s4 [source speaker]"},
		{"nobody said so", []string{"{s8 The police} {c8 said} {i8 14", "{i8 14", "8 by organisation police\n", ""}, "s8 speaker changed s8 [source speaker cue]"},
		{"the spokesman has a name", []string{"{s4 A spokesman for Halloran Lines}", "{s4 Halloran Lines spokesman Jon Ambry}", "4 by unnamed spokesman for Halloran Lines", "4 by person Jon Ambry, spokesman for Halloran Lines"}, "s4 reworded s4 [source]"},
		{"better described", []string{"{s8 The police}", "{s8 The harbour police}", "8 by organisation police", "8 by organisation harbour police"}, "s8 reworded s8 [source]"},
		{"surname alone", []string{"{s2 Edda Rohn}", "{s2 Rohn}", "2 by person Edda Rohn, ", "2 by person Rohn, ", "3 by person Edda Rohn", "3 by person Rohn"}, "s2 reworded s2 [source]"},
		{"others of that sort", []string{"two witnesses", "three sailors"}, "s5 reworded s5 [content]; s6 speaker changed s6 [source speaker]"},

		{"one more", []string{"were dead}.", "were dead}. {s9 Edda Rohn} {c9 said} {i9 the pier was closed}.", "7 act deny", "7 act deny\n9 by person Edda Rohn"}, "added s9"},
		{"one gone", []string{"\n\n{s8 The police} {c8 said} {i8 14 people were dead}.", "", "8 by organisation police\n", ""}, "s8 gone"},
		{"paragraphs change places", []string{"{s4 A spokesman for Halloran Lines} {c4 called} {m4 the report \"a story told to hide the harbour's own neglect\"}.\n\n", "",
			"were dead}.", "were dead}.\n\n{s4 A spokesman for Halloran Lines} {c4 called} {m4 the report \"a story told to hide the harbour's own neglect\"}."}, ""},
		{"a sentence moves", []string{"\n\n{s8 The police} {c8 said} {i8 14 people were dead}.", "", `{q3 "We`, `{s8 The police} {c8 said} {i8 14 people were dead}. {q3 "We`}, ""},
		{"a short one moves", []string{" {s7 Halloran Lines} {c7 denied} {i7 it}.", "", "were dead}.", "were dead}. {s7 Halloran Lines} {c7 denied} {i7 it}."}, "s7 gone; added s7"},
		{"alike in another paragraph", []string{"\n\n{s8 The police} {c8 said} {i8 14 people were dead}.", "", `{q3 "We`, `{s8 The police} {c8 said} {i8 15 people were dead}. {q3 "We`}, "added s8; s8 gone"},

		{"read otherwise", []string{"7 act deny", "7 act assert"}, "s7 read otherwise s7 [act]"},
		{"read as nothing", []string{"{s8 The police} {c8 said} {i8 14 people were dead}", "The police said 14 people were dead", "8 by organisation police\n", ""}, "s8 read otherwise"},
		{"the day of the article moves", []string{"published 2031-03-05", "published 2031-03-12", "2031-03-04 on", "2031-03-11 on"}, ""},
		{"headline", []string{"brakes were sound", "brakes were never sound"}, "s1 reworded s1 [content]; title"},
		{"another headline", []string{"brakes were sound", "captain was drunk"}, "s1 gone; added s1; title"},
	} {
		t.Run(test.name, func(t *testing.T) {
			before, after := recordOf(t, "d1", harbour), recordOf(t, "d2", edited(t, test.changes...))
			check(t, before)
			check(t, after)
			edit := Compare(before, after)
			if got := outline(&edit); got != test.want {
				t.Errorf("%s\nwant %s", got, test.want)
			}
			checkEdit(t, before, after, &edit)
			back := Compare(after, before)
			checkMirrored(t, &edit, &back)
			same := Compare(after, after)
			if got := outline(&same); got != "" || len(same.Statements) != len(after.Statements) {
				t.Errorf("compared with itself: %s", got)
			}
		})
	}
}

func TestAQuotationOfSeveralParagraphs(t *testing.T) {
	const facts = "\n---\n1 by person Ana Reyl"
	before := recordOf(t, "d1", "Dam\n\n{s1 Ana Reyl} {c1 said}: {q1 \"The first gate was opened at night.}\n\n{q1 \"Nobody called the town below.\"}"+facts)
	for after, want := range map[string]string{
		"Dam\n\n{s1 Ana Reyl} {c1 said}: {q1 “The first gate was opened at night. Nobody called the town below.”}" + facts:               "",
		"Dam\n\n{s1 Ana Reyl} {c1 said}: {q1 \"The first gate was opened at night.\"}" + facts:                                           "s1 quotation changed s1 [content]",
		"Dam\n\n{q1 \"Nobody called the town below,\"} {s1 Ana Reyl} {c1 said}." + facts:                                                 "s1 quotation changed s1 [content]",
		"Dam\n\n{s1 Ana Reyl} {c1 said}: {q1 \"The gate was shut.}\n\n{q1 \"Somebody called the village above the dam twice.\"}" + facts: "s1 gone; added s1",
	} {
		edit := Compare(before, recordOf(t, "d2", after))
		if got := outline(&edit); got != want {
			t.Errorf("%s\nwant %s\nof %s", got, want, after)
		}
	}
}

func TestTheSameWordsTwice(t *testing.T) {
	const twice = "Dam\n\n{s1 Ana Reyl} {c1 said} {q1 \"No comment at all.\"} {s2 Tom Lind} {c2 said} {q2 \"No comment at all.\"} {s3 Ana Reyl} {c3 said} {q3 \"No comment at all.\"}\n---\n1 by person Ana Reyl\n2 by person Tom Lind\n3 by person Ana Reyl"
	for _, test := range []struct{ name, after, want string }{
		{"same speaker, once", "Dam\n\n{s1 Ana Reyl} {c1 said} {q1 \"No comment at all.\"} {s2 Tom Lind} {c2 said} {q2 \"No comment at all.\"}\n---\n1 by person Ana Reyl\n2 by person Tom Lind", "s3 gone"},
		{"one speaker gone", "Dam\n\n{s1 Ana Reyl} {c1 said} {q1 \"No comment at all.\"} {s2 Ana Reyl} {c2 said} {q2 \"No comment at all.\"}\n---\n1 by person Ana Reyl\n2 by person Ana Reyl", "s2 gone"},
		{"one speaker another", strings.ReplaceAll(twice, "Tom Lind", "Ida Falk"), "s2 speaker changed s2 [source speaker]"},
	} {
		before, after := recordOf(t, "d1", twice), recordOf(t, "d2", test.after)
		edit := Compare(before, after)
		if got := outline(&edit); got != test.want {
			t.Errorf("%s: %s\nwant %s", test.name, got, test.want)
		}
		back := Compare(after, before)
		checkMirrored(t, &edit, &back)
	}
}

// check fails where a record of a test is none.
func check(t *testing.T, r *news.Record) {
	t.Helper()
	if err := record.Check(r); err != nil {
		t.Fatal(err)
	}
}

// checkEdit fails unless each statement of both records is told of once.
func checkEdit(t *testing.T, before, after *news.Record, edit *news.Edit) {
	t.Helper()
	here, there := map[string]int{}, map[string]int{}
	for _, s := range edit.Statements {
		both := s.Before != "" && s.After != ""
		switch {
		case s.Kind == news.Gone && s.After != "", s.Kind == news.Added && s.Before != "", s.Before == "" && s.After == "",
			!both && (len(s.Changed) > 0 || s.Kind != news.Gone && s.Kind != news.Added && s.Kind != news.ReadOtherwise),
			both && (len(s.Changed) == 0) != (s.Kind == news.Kept):
			t.Errorf("no edit: %+v", s)
		}
		here[s.Before]++
		there[s.After]++
	}
	delete(here, "")
	delete(there, "")
	for _, s := range before.Statements {
		if here[s.ID] != 1 {
			t.Errorf("statement %s of the version before is told of %d times", s.ID, here[s.ID])
		}
	}
	for _, s := range after.Statements {
		if there[s.ID] != 1 {
			t.Errorf("statement %s of the version after is told of %d times", s.ID, there[s.ID])
		}
	}
	if len(here) != len(before.Statements) || len(there) != len(after.Statements) {
		t.Errorf("%d and %d statements of %d and %d", len(here), len(there), len(before.Statements), len(after.Statements))
	}
}

// checkMirrored fails unless what was added is gone the other way round, and all else is the same.
func checkMirrored(t *testing.T, edit, back *news.Edit) {
	t.Helper()
	list := func(e *news.Edit, turned bool) []string {
		var out []string
		for _, s := range e.Statements {
			if turned {
				s.Before, s.After = s.After, s.Before
				if kind, ok := map[news.EditKind]news.EditKind{news.Added: news.Gone, news.Gone: news.Added}[s.Kind]; ok {
					s.Kind = kind
				}
			}
			out = append(out, fmt.Sprintf("%+v", s))
		}
		slices.Sort(out)
		return out
	}
	if one, other := list(edit, false), list(back, true); !slices.Equal(one, other) || edit.Title != back.Title {
		t.Errorf("%v\nthe other way round %v", one, other)
	}
}

// TestCompareSamples compares the two versions of an article of package samples. Their records are those of
// cmd/gainsay/testdata/demo.jsonl.
func TestCompareSamples(t *testing.T) {
	data, err := os.ReadFile("testdata/sarn-valley-news.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	var records []news.Record
	for line := range strings.Lines(string(data)) {
		r, err := record.Decode([]byte(line))
		if err != nil {
			t.Fatal(err)
		}
		records = append(records, r)
	}
	edit := Compare(&records[0], &records[1])
	if got, want := outline(&edit), "s1 reworded s1 [content]; s3 quotation changed s3 [content]; added s16; title"; got != want {
		t.Errorf("%s\nwant %s", got, want)
	}
	if got := len(edit.Statements); got != 16 {
		t.Errorf("%d statements", got)
	}
	if SameArticle(&records[0].Article, &records[1].Article) {
		t.Error("the later version is taken for none")
	}
}

// randomRecord puts statements at random places of a text.
func randomRecord(text string, seed uint64, statements int) *news.Record {
	random := rand.New(rand.NewPCG(seed, 1))
	var bounds []int
	for i := range text {
		bounds = append(bounds, i)
	}
	bounds = append(bounds, len(text))
	span := func() []news.Span {
		if len(bounds) < 2 {
			return nil
		}
		start := random.IntN(len(bounds) - 1)
		end := min(start+1+random.IntN(40), len(bounds)-1)
		return []news.Span{{Start: bounds[start], End: bounds[end]}}
	}
	r := &news.Record{Article: news.Article{Title: text[:bounds[len(bounds)/9]], Text: text}}
	for i, name := range []string{"Ana Reyl", "officials", "ministry", "Norway"} {
		kind := []news.EntityKind{news.Person, news.Unnamed, news.Organisation, news.State}[i]
		r.Entities = append(r.Entities, news.Entity{ID: fmt.Sprint("e", i), Name: name, Kind: kind})
	}
	for i := range statements {
		s := news.Statement{ID: fmt.Sprint("s", i), Part: news.InText, Content: span(), Act: news.Assert,
			Form: []news.Form{news.Direct, news.Indirect, news.Mixed}[random.IntN(3)]}
		if s.Content == nil {
			break
		}
		if random.IntN(3) > 0 {
			s.Source = &news.Source{Spans: span(), Entity: []string{"", "e0", "e1", "e2", "e3"}[random.IntN(5)]}
		}
		if random.IntN(3) > 0 {
			s.Cue = &news.Cue{Spans: span(), Lemma: "say"}
		}
		if i > 0 && random.IntN(5) == 0 {
			s.Parent = fmt.Sprint("s", random.IntN(i))
		}
		r.Statements = append(r.Statements, s)
	}
	return r
}

func FuzzCompare(f *testing.F) {
	f.Add(harbour, reworded(harbour), uint64(1), uint64(1))
	f.Add("“Never,” he said.\n\n‘‘No.’’", "\"Never ...\" he said. . .\n''No''", uint64(3), uint64(4))
	f.Add("a\u0301\u00ad\u200b5' 5\" −5 –5 1, 200 ﬁ", "日本語「ไทย」", uint64(5), uint64(6))
	f.Add("“Never,” he said.\n\n‘‘No.’", "\"Never . .\"h.e said. . .\n.d''No''''No''", uint64(75), uint64(187))
	f.Add("…\n…\n?!\n", "", uint64(7), uint64(8))
	f.Fuzz(func(t *testing.T, one, other string, seed, seed2 uint64) {
		if len(one)+len(other) > 1<<14 || !utf8.ValidString(one) || !utf8.ValidString(other) {
			return
		}
		before, after := randomRecord(one, seed, 24), randomRecord(other, seed2, 24)
		edit := Compare(before, after)
		checkEdit(t, before, after, &edit)
		back := Compare(after, before)
		checkMirrored(t, &edit, &back)
		for _, r := range []*news.Record{before, after} {
			same := Compare(r, r)
			checkEdit(t, r, r, &same)
			for _, s := range same.Statements {
				if s.Kind != news.Kept || s.Before != s.After {
					t.Fatalf("compared with itself: %+v", s)
				}
			}
			if same.Title || !SameArticle(&r.Article, &r.Article) {
				t.Fatal("an article is no new version of itself")
			}
		}
		for _, p := range edit.Passages {
			for _, s := range p.Here {
				if s.Start < 0 || s.End > len(one) || s.Len() <= 0 {
					t.Fatalf("span %v of %d bytes", s, len(one))
				}
			}
		}
		SameArticle(&before.Article, &after.Article)
	})
}

// reworded is a text with a few words changed.
func reworded(text string) string {
	return strings.NewReplacer("nobody", "no one", "14", "15", "\"", "”", "Tuesday", "Monday").Replace(text)
}

// BenchmarkCompare compares two versions of an article of 14 statements, and of a text of thousands, in paragraphs and without any.
func BenchmarkCompare(b *testing.B) {
	for _, test := range []struct {
		name   string
		times  int
		joined bool
	}{{"article", 1, false}, {"700 articles", 700, false}, {"700 articles in one paragraph", 700, true}} {
		b.Run(test.name, func(b *testing.B) {
			before, after := long(b, harbour, test.times, test.joined), long(b, reworded(harbour), test.times, test.joined)
			b.SetBytes(int64(len(before.Article.Text) + len(after.Article.Text)))
			for b.Loop() {
				Compare(before, after)
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*(len(before.Statements)+len(after.Statements))), "ns/statement")
		})
	}
}

// long is a record of a notation so many times.
func long(b *testing.B, notation string, times int, joined bool) *news.Record {
	r := recordOf(b, "d", notation)
	text, statements := r.Article.Text, r.Statements
	if joined {
		text = strings.ReplaceAll(text, "\n", " ")
	}
	r.Article.Text, r.Statements = "", nil
	for n := range times {
		by := len(r.Article.Text)
		data, err := json.Marshal(statements)
		if err != nil {
			b.Fatal(err)
		}
		var these []news.Statement
		if err := json.Unmarshal(data, &these); err != nil {
			b.Fatal(err)
		}
		for i := range these {
			s := &these[i]
			s.ID, s.Parent = fmt.Sprint(n, s.ID), ""
			if s.Part == news.InTitle {
				continue
			}
			move(s.Content, by)
			if s.Source != nil {
				move(s.Source.Spans, by)
			}
			if s.Cue != nil {
				move(s.Cue.Spans, by)
			}
		}
		r.Statements = append(r.Statements, these...)
		r.Article.Text += fmt.Sprintf("%s Day %d.", text, n) + []string{"\n\n", " "}[one(joined)]
	}
	return r
}

func move(spans []news.Span, by int) {
	for i := range spans {
		spans[i].Start += by
		spans[i].End += by
	}
}

func one(yes bool) int {
	if yes {
		return 1
	}
	return 0
}

// TestLongRunsTakeTheirTime holds texts of one thing over and over, which what is quadratic would hang on.
func TestLongRunsTakeTheirTime(t *testing.T) {
	start := time.Now()
	for _, unit := range []string{"a", "a ", "a\n", "\"", "'a", ". ", "…", "-", " ", "a\u0301", "Updated ", "1 comment | ", "He said so. "} {
		text := strings.Repeat(unit, 1<<17/len(unit))
		before, after := randomRecord(text, 1, 2000), randomRecord(text[:len(text)/2/len(unit)*len(unit)], 2, 2000)
		Compare(before, after)
		SameArticle(&before.Article, &after.Article)
	}
	if took := time.Since(start); took > 60*time.Second {
		t.Errorf("took %s", took)
	}
}
