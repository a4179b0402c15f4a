package gainsay

import (
	"context"
	"fmt"
	"slices"

	"gainsay/internal/article"
	"gainsay/internal/claim"
	"gainsay/internal/record"
	"gainsay/news"
)

// Read takes one document down the whole line: the article off the document, its title and its text analysed, their
// statements read, the record made and checked. A document in a language that the models do not know has no statements. The
// error says what is wrong with the document and what to do about it.
func (r *Reader) Read(ctx context.Context, source Source) (news.Record, error) {
	return r.read(ctx, source, nil)
}

// read is Read; if told is not nil, it gets the evidence of the record's statements.
func (r *Reader) read(ctx context.Context, source Source, told *evidence) (rec news.Record, err error) {
	defer recovered(&err)
	if err := ctx.Err(); err != nil {
		return news.Record{}, err
	}
	found, err := ArticleOf(source)
	if err != nil {
		return news.Record{}, err
	}
	return r.readArticle(ctx, source.ID, found, told)
}

// ReadArticle is what [Reader.Read] does with an article once that is taken off its document.
func (r *Reader) ReadArticle(ctx context.Context, id string, article news.Article) (rec news.Record, err error) {
	defer recovered(&err)
	if err := ctx.Err(); err != nil {
		return news.Record{}, err
	}
	return r.readArticle(ctx, id, article, nil)
}

func (r *Reader) readArticle(ctx context.Context, id string, found news.Article, told *evidence) (rec news.Record, err error) {
	rec = news.Record{ID: id, Article: found, Models: r.models}
	if !slices.Contains(r.languages, found.Language) {
		return rec, nil
	}
	reading, times, err := r.readText(ctx, found, told)
	if err != nil {
		return news.Record{}, err
	}
	rec.Times, rec.Statements, rec.Entities = times, reading.Statements, reading.Entities
	told.claims(claim.Within(&rec))
	return rec, record.Check(&rec)
}

// ArticleOf takes the article off a document: the first step of reading, which needs no models.
func ArticleOf(source Source) (found news.Article, err error) {
	defer recovered(&err)
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
