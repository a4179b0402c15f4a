package gainsay

import (
	"context"
	"fmt"
	"slices"

	"gainsay/internal/article"
	"gainsay/news"
)

// Reader reads documents. It is safe for use by several goroutines at once.
type Reader struct {
	models     string                                                                // id of the model set
	languages  []string                                                              // that the models know
	article    func(Source) (news.Article, error)                                    // takes the article off the document
	statements func(text string, published news.Day) ([]news.Statement, []news.Time) // analyses one text and reads it
}

// Read takes one document down the whole line: its article, its analysed title and text, their statements, its record.
// A document in a language that the models do not know has no statements. The error says what is wrong with the document
// and what to do about it.
func (r *Reader) Read(ctx context.Context, source Source) (record news.Record, err error) {
	defer recovered(&err)
	if err := ctx.Err(); err != nil {
		return news.Record{}, err
	}
	found, err := r.article(source)
	if err != nil {
		return news.Record{}, err
	}
	record = news.Record{ID: source.ID, Article: found, Models: r.models}
	if !slices.Contains(r.languages, found.Language) {
		return record, nil
	}
	title, _ := r.statements(found.Title, found.Published)
	body, times := r.statements(found.Text, found.Published)
	record.Times = times
	record.Statements = numbered(title, body)
	return record, nil
}

// readArticle takes the article off a document.
func readArticle(source Source) (news.Article, error) {
	given := article.Metadata(source.Given)
	if source.Format == Literal {
		return article.Literal(string(source.Raw), given)
	}
	return article.Read(source.Raw, article.Hint{Format: article.Format(source.Format), ContentType: source.ContentType,
		Location: source.Location, Given: given, Otherwise: article.Metadata(source.Otherwise)})
}

// recovered, deferred, turns a panic into an error: one document that the program trips over must not stop a run.
func recovered(err *error) {
	if trouble := recover(); trouble != nil {
		*err = fmt.Errorf("%w: %v", ErrInternal, trouble)
	}
}

// numbered gives the statements of the title and of the text one run of ids, s1, s2 …, and takes the ids by which they
// refer to each other along.
func numbered(title, body []news.Statement) []news.Statement {
	all := make([]news.Statement, 0, len(title)+len(body))
	for _, part := range []struct {
		name       news.Part
		statements []news.Statement
	}{{news.InTitle, title}, {news.InText, body}} {
		id := func(i int) string { return fmt.Sprintf("s%d", i+1) }
		first := len(all)
		ids := map[string]string{"": ""}
		for i, s := range part.statements {
			if s.ID != "" {
				ids[s.ID] = id(first + i)
			}
		}
		for i, s := range part.statements {
			s.ID, s.Part, s.Parent = id(first+i), part.name, ids[s.Parent]
			for i := range s.Answers {
				s.Answers[i].Statement = ids[s.Answers[i].Statement]
			}
			all = append(all, s)
		}
	}
	return all
}
