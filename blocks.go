package gainsay

import (
	"context"
	"fmt"
	"strings"
	"unicode/utf8"

	"gainsay/internal/statement"
	"gainsay/news"
)

// longestBlock is how many bytes of text are read in one go. No article is longer; a book, or a file made to be slow, is read
// in pieces, so that time grows with length and no faster. Speakers are then told within each piece.
const longestBlock = 100_000

// blocks cuts a text into spans of at most longestBlock bytes: at a paragraph's end if there is one in the second half, else
// behind a sentence, else behind a space, else anywhere between characters.
func blocks(s string) []news.Span {
	var list []news.Span
	for start := 0; start < len(s); {
		end := len(s)
		if end-start > longestBlock {
			end = start + cutAt(s[start:start+longestBlock])
		}
		list = append(list, news.Span{Start: start, End: end})
		start = end
	}
	if list == nil {
		list = []news.Span{{}}
	}
	return list
}

// cutAt is the offset at which to cut a text that is too long; above 0.
func cutAt(s string) int {
	half := len(s) / 2
	for _, mark := range []string{"\n", ". ", " "} {
		if at := strings.LastIndex(s[half:], mark); at >= 0 {
			return half + at + len(mark)
		}
	}
	for at := len(s); at > half; at-- {
		if utf8.RuneStart(s[at-1]) && at-1 > 0 {
			return at - 1
		}
	}
	return len(s)
}

// readText analyses the title and the text, piece by piece, and reads their statements. Spans are those of the whole text. If
// told is not nil, it gets the evidence of the statements.
func (r *Reader) readText(ctx context.Context, article news.Article, told *evidence) (all statement.Reading, times []news.Time, err error) {
	title := article.Title
	for _, block := range blocks(article.Text) {
		if err := ctx.Err(); err != nil {
			return all, nil, err
		}
		body := r.analyser.Analyse(block.In(article.Text), article.Published)
		reading := r.statements.Article(r.analyser.Analyse(title, article.Published), body)
		for _, t := range body.Times {
			t.Span = moved(t.Span, block.Start)
			times = append(times, t)
		}
		told.gather(&reading, block.Start, join(&all, reading, block.Start))
		title = "" // it is read with the first piece
	}
	return all, times, nil
}

func moved(s news.Span, by int) news.Span { return news.Span{Start: s.Start + by, End: s.End + by} }

// join adds the reading of a piece that starts at the byte offset to those before it, with ids that go on from theirs. It
// returns the new ids of the piece's statements by the old ones.
func join(all *statement.Reading, piece statement.Reading, offset int) (statements map[string]string) {
	statements, entities := map[string]string{"": ""}, map[string]string{"": ""}
	for i, s := range piece.Statements {
		statements[s.ID] = fmt.Sprintf("s%d", len(all.Statements)+i+1)
	}
	for i, e := range piece.Entities {
		entities[e.ID] = fmt.Sprintf("e%d", len(all.Entities)+i+1)
	}
	for _, e := range piece.Entities {
		e.ID = entities[e.ID]
		move(e.Mentions, offset)
		all.Entities = append(all.Entities, e)
	}
	for _, s := range piece.Statements {
		s.ID, s.Parent = statements[s.ID], statements[s.Parent]
		if s.Part == news.InText {
			move(s.Content, offset)
		}
		if s.Source != nil {
			s.Source.Entity = entities[s.Source.Entity]
			if s.Part == news.InText {
				move(s.Source.Spans, offset)
			}
		}
		if s.Cue != nil && s.Part == news.InText {
			move(s.Cue.Spans, offset)
		}
		all.Statements = append(all.Statements, s)
	}
	return statements
}

func move(spans []news.Span, by int) {
	for i := range spans {
		spans[i] = moved(spans[i], by)
	}
}
