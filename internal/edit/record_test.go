package edit

import (
	"slices"
	"strings"
	"testing"

	"gainsay/news"
)

// recordOf makes a record of a compact notation: a headline, a blank line, a body in which {s3 what stands here} marks a role of
// statement 3, and behind a line of --- what else is known. The roles are s, source; c, cue; q, i and m, content that is direct,
// indirect and mixed. Marks stand inside each other where a statement is reported in another's content. The lines at the end are
// "3 by person Edda Rohn, harbour master", "3 act deny", "3 day 2031-03-04 on Tuesday", "3 in 2", "3 channel on the radio" and
// "published 2031-03-05".
func recordOf(t testing.TB, id, notation string) *news.Record {
	t.Helper()
	marked, facts, _ := strings.Cut(notation, "\n---\n")
	title, body, _ := strings.Cut(strings.Trim(marked, "\n"), "\n\n")
	r := &news.Record{ID: id, Models: "test"}
	r.Article.Title = readMarks(r, news.InTitle, title)
	r.Article.Text = readMarks(r, news.InText, body)
	for line := range strings.Lines(facts) {
		readFact(t, r, strings.TrimSpace(line))
	}
	return r
}

// readMarks takes the marks out of a text.
func readMarks(r *news.Record, part news.Part, marked string) string {
	type mark struct {
		role  byte
		id    string
		start int
	}
	var text strings.Builder
	var open []mark
	for len(marked) > 0 {
		switch marked[0] {
		case '{':
			label, rest, _ := strings.Cut(marked[1:], " ")
			open = append(open, mark{label[0], label[1:], text.Len()})
			marked = rest
			continue
		case '}':
			m := open[len(open)-1]
			open = open[:len(open)-1]
			fill(statementOf(r, part, m.id), m.role, news.Span{Start: m.start, End: text.Len()})
		default:
			text.WriteByte(marked[0])
		}
		marked = marked[1:]
	}
	return text.String()
}

// statementOf finds the statement with a number, or makes it.
func statementOf(r *news.Record, part news.Part, id string) *news.Statement {
	i := slices.IndexFunc(r.Statements, func(s news.Statement) bool { return s.ID == "s"+id })
	if i < 0 {
		i = len(r.Statements)
		r.Statements = append(r.Statements, news.Statement{ID: "s" + id, Part: part, Act: news.Assert})
	}
	return &r.Statements[i]
}

func fill(s *news.Statement, role byte, span news.Span) {
	switch role {
	case 's':
		if s.Source == nil {
			s.Source = &news.Source{}
		}
		s.Source.Spans = append(s.Source.Spans, span)
	case 'c':
		if s.Cue == nil {
			s.Cue = &news.Cue{Lemma: "say"}
		}
		s.Cue.Spans = append(s.Cue.Spans, span)
	default:
		s.Content = append(s.Content, span)
		s.Form = map[byte]news.Form{'q': news.Direct, 'i': news.Indirect, 'm': news.Mixed}[role]
	}
}

func readFact(t testing.TB, r *news.Record, fact string) {
	words := strings.SplitN(fact, " ", 3)
	if words[0] == "published" {
		r.Article.Published = news.Day(words[1])
		return
	}
	s := statementOf(r, news.InText, words[0])
	first, rest, _ := strings.Cut(words[2], " ")
	switch words[1] {
	case "by":
		name, role, _ := strings.Cut(rest, ", ")
		i := slices.IndexFunc(r.Entities, func(e news.Entity) bool { return e.Name == name })
		if i < 0 {
			i = len(r.Entities)
			r.Entities = append(r.Entities, news.Entity{ID: "e" + words[0], Name: name, Kind: news.EntityKind(first), Role: role})
		}
		s.Source.Entity = r.Entities[i].ID
	case "act":
		s.Act = news.Act(first)
	case "day":
		s.Said = &news.Said{From: news.Day(first), To: news.Day(first), Text: rest}
	case "in":
		s.Parent = "s" + first
	case "channel":
		s.Channel = words[2]
	default:
		t.Fatalf("no such fact: %s", fact)
	}
}
