package claim

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"gainsay/news"
)

// FuzzWithin: whatever statements a text is cut into, the record stays one that its own rules allow.
func FuzzWithin(f *testing.F) {
	f.Add("Norland said the dam broke. Sudria denied the claims, saying there was no evidence that it broke.", uint8(3))
	f.Add("“No, no, no,” he said – “not true”. The reports about reports of claims of lies are lies.", uint8(7))
	f.Add("that that that", uint8(1))
	f.Fuzz(func(t *testing.T, body string, step uint8) {
		rec := sliced(body, int(step)+1)
		Within(rec).check(t, rec)
	})
}

// sliced makes statements of a text mechanically: every step bytes one begins, some inside others, with all acts in turn.
func sliced(body string, step int) *news.Record {
	acts := []news.Act{news.Assert, news.Deny, news.Confirm, news.OtherAct, news.Accuse, news.Question, news.Demand, news.Warn}
	rec := &news.Record{Article: news.Article{Title: body[:min(len(body), 40)], Text: body}, Entities: []news.Entity{{ID: "e1", Name: body[:min(len(body), 9)]}}}
	for at := 0; at+3 < len(body) && len(rec.Statements) < 200; at += step {
		n := len(rec.Statements)
		s := news.Statement{ID: fmt.Sprint(n), Part: news.InText, Act: acts[n%len(acts)], Content: []news.Span{{Start: at + 2, End: min(len(body), at+2+3*step)}}}
		if n%3 != 0 {
			s.Source = &news.Source{Spans: []news.Span{{Start: at, End: at + 1}}, Entity: "e1"}
			s.Cue = &news.Cue{Spans: []news.Span{{Start: at + 1, End: at + 2}}, Lemma: "say"}
		}
		if n%2 == 1 {
			s.Parent = fmt.Sprint(n - 1)
		}
		if n == 4 && len(rec.Article.Title) > 3 {
			s.Part, s.Source, s.Cue, s.Content = news.InTitle, nil, nil, []news.Span{{Start: 0, End: 3}}
		}
		rec.Statements = append(rec.Statements, s)
	}
	return rec
}

// check holds a record against what a reader may rely on.
func (r Reading) check(t *testing.T, rec *news.Record) {
	t.Helper()
	claims, ids := map[string]bool{}, map[string]bool{}
	for _, c := range rec.Claims {
		if c.Text == "" || claims[c.ID] {
			t.Errorf("claim %+v", c)
		}
		claims[c.ID] = true
	}
	for _, s := range rec.Statements {
		ids[s.ID] = true
	}
	for i, s := range rec.Statements {
		if s.Claim != "" && !claims[s.Claim] || s.Claim == "" && (s.Stance != "" || len(s.Answers) > 0) {
			t.Errorf("statement %+v", s)
		}
		for _, a := range s.Answers {
			if !ids[a.Statement] || a.Statement == s.ID {
				t.Errorf("statement %s answers %+v", s.ID, a)
			}
		}
		for _, e := range r.Evidence(i) {
			if e.Why == "" {
				t.Errorf("statement %s: %+v", s.ID, e)
			}
		}
	}
}

// long is a record of n statements that name, deny and point to the same few claims over and over.
func long(t testing.TB, n int) *news.Record {
	t.Helper()
	const unit = "Norland said the dam at Ilm broke. Sudria denied the claims. Orva said it did not break. "
	rec := &news.Record{Article: news.Article{Text: strings.Repeat(unit, n/3+1)},
		Entities: []news.Entity{{ID: "e1", Name: "Norland"}, {ID: "e2", Name: "Sudria"}, {ID: "e3", Name: "Orva"}}}
	parts := []struct {
		source, cue, content string
		act                  news.Act
	}{{"Norland", "said", "the dam at Ilm broke", news.Assert}, {"Sudria", "denied", "the claims", news.Deny}, {"Orva", "said it", "it did not break", news.Deny}}
	for i := range n {
		p, base := parts[i%3], i/3*len(unit)
		span := func(words string) []news.Span {
			at := base + strings.Index(unit, words)
			return []news.Span{{Start: at, End: at + len(words)}}
		}
		rec.Statements = append(rec.Statements, news.Statement{ID: fmt.Sprint(i), Part: news.InText, Act: p.act, Content: span(p.content),
			Source: &news.Source{Spans: span(p.source), Entity: fmt.Sprintf("e%d", i%3+1)}, Cue: &news.Cue{Spans: span(strings.Fields(p.cue)[0]), Lemma: "say"}})
	}
	return rec
}

// TestWithinLongRecord: a book's worth of statements on one claim takes seconds at most.
func TestWithinLongRecord(t *testing.T) {
	rec := long(t, 60_000)
	start := time.Now()
	Within(rec).check(t, rec)
	if took := time.Since(start); took > 60*time.Second {
		t.Errorf("60,000 statements took %v", took)
	}
}

func BenchmarkWithin(b *testing.B) {
	for _, n := range []int{30, 3000, 30_000} {
		rec := long(b, n)
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				Within(rec)
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(n), "ns/statement")
		})
	}
}
