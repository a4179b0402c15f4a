package main

import (
	"strings"
	"testing"
	"unicode/utf8"

	"gainsay/news"
)

func TestAround(t *testing.T) {
	long := strings.Repeat("word ", 60) + "end"
	for _, c := range []struct {
		name, text, words   string
		before, shown, next string
	}{
		{"all of it", "no ship sank", "no ship sank", "", "no ship sank", ""},
		{"within its paragraph", "One.\nIda Falk denied it.\nThree.", "denied", "Ida Falk ", "denied", " it."},
		{"cut between words", "The mayor of the island, who had come by the early boat, said that the pier of the town was closed for good.", "said",
			"… who had come by the early boat, ", "said", " that the pier of the town was closed …"},
		{"in the middle of long words", "<" + long + ">", long, "<", strings.TrimSpace(strings.Repeat("word ", 10)) + " … " + strings.Repeat("word ", 9) + "end", ">"},
		{"wide characters", strings.Repeat("é", 60) + "it" + strings.Repeat("é", 60), "it", "… " + strings.Repeat("é", 40), "it", strings.Repeat("é", 40) + " …"},
	} {
		before, words, after := around(c.text, at(t, c.text, c.words)[0])
		if before != c.before || words != c.shown || after != c.next {
			t.Errorf("%s: got %q %q %q, want %q %q %q", c.name, before, words, after, c.before, c.shown, c.next)
		}
	}
}

func FuzzAround(f *testing.F) {
	f.Add("Ida Falk\ndenied it.", 9, 15)
	f.Add(strings.Repeat("é", 200), 100, 300)
	f.Fuzz(func(t *testing.T, text string, start, end int) {
		if start < 0 || end > len(text) || start >= end || !utf8.ValidString(text) || !utf8.ValidString(text[start:end]) || !utf8.ValidString(text[:start]) {
			t.Skip()
		}
		for _, s := range list(around(text, news.Span{Start: start, End: end})) {
			if n := utf8.RuneCountInString(s); !utf8.ValidString(s) || n > 2*contextInside+20 {
				t.Errorf("%q has %d characters", s, n)
			}
		}
	})
}

func list(a, b, c string) []string { return []string{a, b, c} }

func TestCallsByName(t *testing.T) {
	who := &news.Entity{Name: "Ida Falk", Role: "Harbour Minister"}
	for words, want := range map[string]bool{
		"Harbour Minister Ida Falk": true, "the Harbour Minister, Ida Falk,": true, "Ida Falk": true, "IDA FALK": true,
		"Falk": false, "she": false, "Ida Falk of Malvik": false, "the Harbour Minister": false, "": false,
	} {
		if got := callsByName(words, who); got != want {
			t.Errorf("%q: got %t", words, got)
		}
	}
}

func TestAct(t *testing.T) {
	const text = "said rejected called on the islanders to leave the quay as soon as they can"
	for _, c := range []struct {
		act       news.Act
		cue       string
		lemma     string
		relations []news.Relation
		want      string
	}{
		{news.Assert, "said", "say", nil, "says"},
		{news.Assert, "", "", nil, "says"},
		{news.Assert, "said", "stress", nil, `says, "said"`},
		{news.Deny, "said", "say", nil, "denies"},
		{news.Deny, "said", "denial", nil, "denies"},
		{news.Deny, "rejected", "reject", []news.Relation{news.RelationDenies}, `denies s9, "rejected"`},
		{news.Assert, "said", "say", []news.Relation{news.RelationRepeats, news.RelationDenies}, "says, repeats s9, denies s9"},
		{news.Demand, "called on the islanders to leave the quay", "call", nil, `demands, "call"`},
		{news.OtherAct, "said", "say", nil, `other, "said"`},
		{news.Assert, "—", "—", nil, "says"},
	} {
		s := &news.Statement{Part: news.InText, Act: c.act}
		if c.cue != "" {
			s.Cue = &news.Cue{Lemma: c.lemma}
			if strings.Contains(text, c.cue) {
				s.Cue.Spans = at(t, text, c.cue)
			}
		}
		for _, relation := range c.relations {
			s.Answers = append(s.Answers, news.Answer{Statement: "s9", Relation: relation})
		}
		e := entryOf(&news.Record{Article: news.Article{Text: text}}, s)
		if got := e.act(); got != c.want {
			t.Errorf("%s by %q: got %s, want %s", c.act, c.cue, got, c.want)
		}
	}
}

func TestEveryActHasAVerb(t *testing.T) {
	for _, act := range []news.Act{news.Assert, news.Deny, news.Accuse, news.Demand, news.Promise, news.Warn, news.Confirm,
		news.Question, news.Decline} {
		if act.Verb() == "" || !strings.HasPrefix(act.Verb(), stems[act]) {
			t.Errorf("%s has none", act)
		}
	}
}

func TestShare(t *testing.T) {
	for p, want := range map[float64]string{1: "over 99%", 0.996: "over 99%", 0.98: "98%", 0.005: "under 1%", 0.61: "61%"} {
		if got := news.Share(p); got != want {
			t.Errorf("%v: got %s, want %s", p, got, want)
		}
	}
}

// TestDeepStatementsKeepTheWidth: what is reported inside what is reported inside … stays on the screen.
func TestDeepStatementsKeepTheWidth(t *testing.T) {
	r := news.Record{Article: news.Article{Text: "Ida Falk said that the pier was closed for good and all"}}
	parent := ""
	for _, id := range strings.Fields("s1 s2 s3 s4 s5 s6 s7 s8 s9 s10 s11 s12 s13 s14 s15 s16") {
		r.Statements = append(r.Statements, news.Statement{ID: id, Parent: parent, Part: news.InText, Act: news.Assert, Content: at(t, r.Article.Text, "that the pier was closed for good and all")})
		parent = id
	}
	var out strings.Builder
	screen{width: 60}.printRecord(&out, &r)
	for line := range strings.SplitSeq(out.String(), "\n") {
		if utf8.RuneCountInString(line) > 60 {
			t.Errorf("%q is too wide", line)
		}
	}
}
