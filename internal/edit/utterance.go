package edit

import (
	"slices"
	"strings"

	"gainsay/internal/analysis/quotation"
	"gainsay/internal/analysis/token"
	"gainsay/news"
)

// utterance is a statement of one version as it compares with those of the other.
type utterance struct {
	*news.Statement
	number      int          // in the record
	entity      *news.Entity // nil where it is not known
	passages    []int        // numbers of the passages that it has a part in
	content     string       // as spoken
	quoted      string       // what of it stands in quotation marks, as spoken
	source      string       // as spoken
	sourceWords []string     // in rising order
	cue         string       // as spoken
	words       []string     // of the content, in rising order
	length      int          // in words, with source and cue
	pair        *utterance   // the same statement in the other version; nil for none
}

// utterancesOf reads the statements of a record.
func utterancesOf(r *news.Record, places *places) []*utterance {
	entities := map[string]*news.Entity{}
	for i := range r.Entities {
		entities[r.Entities[i].ID] = &r.Entities[i]
	}
	out := make([]*utterance, len(r.Statements))
	for i := range r.Statements {
		s := &r.Statements[i]
		text := r.Article.Body(s.Part)
		u := &utterance{Statement: s, number: i, passages: places.of(s.Part, s.Content)}
		u.content, u.quoted = contentOf(text, s)
		u.words = wordsAt(text, s.Content)
		u.length = len(u.words)
		if s.Source != nil {
			u.source, u.entity = spokenAt(text, s.Source.Spans), entities[s.Source.Entity]
			u.sourceWords = wordsAt(text, s.Source.Spans)
			u.length += len(u.sourceWords)
		}
		if s.Cue != nil {
			u.cue = spokenAt(text, s.Cue.Spans)
			u.length += len(wordsAt(text, s.Cue.Spans))
		}
		out[i] = u
	}
	return out
}

// spokenAt is what one hears of several stretches of a text, each paragraph of which may have quotation marks of its own.
func spokenAt(text string, spans []news.Span) string {
	var out strings.Builder
	for _, span := range spans {
		for line := range strings.Lines(span.In(text)) {
			out.WriteString(spoken(line))
		}
	}
	return out.String()
}

// wordsAt are the words of several stretches of a text, in rising order.
func wordsAt(text string, spans []news.Span) []string {
	var words []string
	for _, span := range spans {
		words = append(words, wordsOf(span.In(text))...)
	}
	slices.Sort(words)
	return words
}

// contentOf is the content of a statement as spoken, and what of it stands in quotation marks.
func contentOf(text string, s *news.Statement) (content, quoted string) {
	switch s.Form {
	case news.Direct:
		content = spokenAt(text, s.Content)
		return content, content
	case news.Indirect:
		return spokenAt(text, s.Content), ""
	}
	parts := make([]string, len(s.Content)) // a quotation may go on behind what interrupts it
	for i, span := range s.Content {
		parts[i] = span.In(text)
	}
	joined := strings.Join(parts, " ")
	document := token.Split(joined)
	quotation.Annotate(document)
	end := 0
	for _, q := range document.Quotations {
		if q.Parent >= 0 {
			continue
		}
		inner := spoken(q.Inner.In(joined))
		content += spoken(joined[end:q.Inner.Start]) + inner
		quoted += inner
		end = q.Inner.End
	}
	return content + spoken(joined[end:]), quoted
}

// spans are all places of the statement.
func (u *utterance) spans() []news.Span {
	all := slices.Clone(u.Content)
	if u.Source != nil {
		all = append(all, u.Source.Spans...)
	}
	if u.Cue != nil {
		all = append(all, u.Cue.Spans...)
	}
	return all
}

// likeness is what share of the letters of two contents, word by word, is in both, and what share of the shorter one's is in the other.
// Letters count and not words, since the words that stand in any sentence are short.
func likeness(one, other *utterance) (shared, contained float64) {
	both, ofOne, ofOther := 0, lettersOf(one.words), lettersOf(other.words)
	x, y := one.words, other.words
	for len(x) > 0 && len(y) > 0 {
		switch strings.Compare(x[0], y[0]) {
		case -1:
			x = x[1:]
		case 1:
			y = y[1:]
		default:
			both += len(x[0])
			x, y = x[1:], y[1:]
		}
	}
	if both == 0 {
		return 0, 0
	}
	return 2 * float64(both) / float64(ofOne+ofOther), float64(both) / float64(min(ofOne, ofOther))
}

func lettersOf(words []string) (n int) {
	for _, w := range words {
		n += len(w)
	}
	return n
}
