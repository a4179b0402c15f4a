package gainsay

import (
	"context"
	"errors"
	"io"
	"sync/atomic"

	"gainsay/internal/record"
	"gainsay/internal/stream"
	"gainsay/news"
)

// Summary counts what [Reader.Extract] did.
type Summary struct {
	Documents  int // lines that are not blank
	Failed     int // of them, those that became an error record
	Statements int
}

// Extract turns a stream of documents, one JSON object a line, into a stream of records, one a line, in the same order. A
// document that cannot be read becomes an error record in its place. Workers is how many documents are read at once; 0
// means one for each core. The error is one of reading in, of writing out or of ctx.
func (r *Reader) Extract(ctx context.Context, in io.Reader, out io.Writer, workers int) (Summary, error) {
	return extract(ctx, in, out, workers, r.Read, func(int, *news.Record) {})
}

// readFunc is [Reader.Read].
type readFunc func(context.Context, Source) (news.Record, error)

// extract calls seen with the number of each input line that is not blank and its record, or nil if it became an error record:
// on any goroutine and in any order.
func extract(ctx context.Context, in io.Reader, out io.Writer, workers int, read readFunc, seen func(line int, rec *news.Record)) (Summary, error) {
	var documents, failed, statements atomic.Int64
	err := stream.Lines(ctx, in, out, stream.Limits{Workers: workers}, func(ctx context.Context, line stream.Line) []byte {
		documents.Add(1)
		rec, result, err := read.line(ctx, line)
		if err != nil {
			failed.Add(1)
			seen(line.Number, nil)
			return EncodeError(nil, err)
		}
		seen(line.Number, &rec)
		statements.Add(int64(len(rec.Statements)))
		return result
	})
	return Summary{int(documents.Load()), int(failed.Load()), int(statements.Load())}, err
}

// errLongLine is a line that stream.Lines did not keep.
var errLongLine = errors.New("the line is longer than 64 MiB: a document may have 32 MiB")

// line makes a record of an input line, and the line that it is written as.
func (read readFunc) line(ctx context.Context, line stream.Line) (news.Record, []byte, error) {
	if line.TooLong {
		return news.Record{}, nil, errLongLine
	}
	in, err := record.DecodeInput(line.Text)
	if err != nil {
		return news.Record{}, nil, err
	}
	rec, err := read(ctx, sourceOf(in))
	if err != nil {
		return news.Record{}, nil, &record.Failure{ID: &in.ID, Reason: err.Error()}
	}
	out, err := Encode(&rec)
	if err != nil {
		return news.Record{}, nil, &record.Failure{ID: &in.ID, Reason: err.Error()}
	}
	return rec, out, nil
}

// sourceOf is a contract input as a document to read: its text is literal, and whatever charset a page names, JSON was
// UTF-8.
func sourceOf(in record.Input) Source {
	formats := map[record.Kind]Format{record.Text: Literal, record.HTML: HTML, record.Markdown: Markdown}
	return Source{ID: in.ID, Raw: []byte(in.Content), Format: formats[in.Kind], ContentType: "text/" + string(in.Kind) + "; charset=utf-8",
		Given: Known{Title: in.Title, Publisher: in.Publisher, URL: in.URL, Published: in.Published}}
}

// Encode writes a record as one line of JSON, newline included, with spans in code points. It refuses a record that breaks
// the rules of the format.
func Encode(r *news.Record) ([]byte, error) { return record.Encode(r) }

// EncodeError writes the line that stands for a document that could not be read, newline included; id is nil where it is
// not known.
func EncodeError(id *string, err error) []byte {
	var failure *record.Failure
	if !errors.As(err, &failure) {
		failure = &record.Failure{ID: id, Reason: err.Error()}
	}
	return record.EncodeFailure(failure)
}
