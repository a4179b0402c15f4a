// Package view is what a viewer is shown of the archive: all of it, or, in public mode, what people have reviewed.
//
// [Archive] lists all that the pages, the API and the server of the Model Context Protocol ask; none of them has another way to the
// archive. It imports the public packages gainsay and gainsay/news only.
package view

import (
	"context"
	"io"
	"iter"
	"time"

	"gainsay"
	"gainsay/news"
)

// Archive is what can be asked of the archive and said about it. A *[gainsay.Archive] is one that shows everything; each method
// is described there.
type Archive interface {
	Statements(ctx context.Context, q news.Query) (news.Page, error)
	Statement(ctx context.Context, id string) (news.Entry, error)
	Answers(ctx context.Context, id string) ([]news.Entry, error)
	History(ctx context.Context, id string) ([]news.Entry, error)
	Document(ctx context.Context, id string) (news.Head, error)
	Article(ctx context.Context, id string) (news.Article, error)
	Record(ctx context.Context, id string) (news.Record, error)
	Original(ctx context.Context, id string) (raw, source []byte, err error)
	Captures(ctx context.Context, id string) ([]news.Capture, error)
	Versions(ctx context.Context, id string) ([]news.Head, error)
	Copies(ctx context.Context, id string) ([]news.Head, error)
	Edits(ctx context.Context, id string) ([]news.Edit, error)
	Claim(ctx context.Context, id string) (news.ClaimPage, error)
	Speaker(ctx context.Context, id string) (news.SpeakerPage, error)
	DocumentsIn(ctx context.Context, id string) ([]news.Head, error)
	Corrections(ctx context.Context, target string) ([]news.Correction, error)
	Root(ctx context.Context, id string) (string, error)
	All(ctx context.Context, q news.Query) iter.Seq2[news.Entry, error]
	Export(ctx context.Context, out io.Writer, format string, q news.Query, opts *gainsay.ExportOptions) error
	Names(ctx context.Context, prefix string, most int) ([]gainsay.Named, error)
	Outlets(ctx context.Context) ([]string, error)
	Searches(ctx context.Context) ([]gainsay.SavedSearch, error)
	SavedSearch(ctx context.Context, name string) (gainsay.SavedSearch, error)
	Sizes(ctx context.Context) (gainsay.Sizes, error)
	// Of a speaker; in public mode reviewed is true whatever is asked for.
	Entities(ctx context.Context, ids ...string) ([]news.Entity, error)
	Months(ctx context.Context, speaker string, reviewed bool) ([]news.MonthCount, error)
	Positions(ctx context.Context, speaker string, reviewed bool) ([]news.Position, error)
	Parties(ctx context.Context, speaker string, reviewed bool) (answers, answeredBy []news.Party, err error)
	Left(ctx context.Context, q news.Query, most int) (int, error)
	Decided(ctx context.Context, by string, since time.Time) (int, error)
	Stars(ctx context.Context, account string) ([]string, error)
	Starred(ctx context.Context, account string) ([]news.Entry, error)
	Explain(ctx context.Context, id string) (news.Explained, error)
	Proof(ctx context.Context, id string) (gainsay.Inclusion, error)

	Claims(ctx context.Context, q news.ClaimQuery) (news.ClaimList, error)
	Stories(ctx context.Context, q news.ListQuery) (news.StoryList, error)
	Story(ctx context.Context, id string, reviewed bool) (news.StorySummary, error)
	Speakers(ctx context.Context, q news.SpeakerQuery) (news.SpeakerList, error)
	Initials(ctx context.Context) ([]string, error)
	Origins(ctx context.Context, q news.ListQuery) (news.OriginList, error)
	Origin(ctx context.Context, id string) (news.OriginSummary, error)
	Revisions(ctx context.Context, q news.ListQuery) (news.RevisionList, error)
	Facets(ctx context.Context, q news.Query) (news.Facets, error)
	Tally(ctx context.Context, today news.Day) (news.Tally, error)
	Position(ctx context.Context) (int64, error)
}
