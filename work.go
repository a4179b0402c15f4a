package gainsay

import (
	"context"
	"errors"
	"fmt"
	"iter"

	"gainsay/internal/stream"
)

// Done counts what reading and linking did.
type Done struct {
	Read, Failed, Statements, Linked int
}

// mostLooked is how many documents that are to be read are listed at a time.
const mostLooked = 256

// Work reads all documents that nobody has read, and ties what they say to the rest of the archive. It calls told, if that is not nil, for each
// document read, with why it could not be. Whatever was done when it is stopped, or killed, is done; the rest is done the next time.
func (a *Archive) Work(ctx context.Context, told func(document string, err error)) (Done, error) {
	if a.reader == nil {
		return Done{}, ErrNoReader
	}
	var done Done
	var failed error
	for u, result := range stream.Ordered(ctx, a.toRead(ctx, &failed), a.workers, a.readOne) {
		if result.err != nil && (ctx.Err() != nil || result.trouble) {
			failed = result.err
			break
		}
		if result.err != nil {
			done.Failed++
		} else {
			done.Read++
			done.Statements += result.statements
		}
		if told != nil {
			told(fmt.Sprintf("d%d", u), result.err)
		}
		if (done.Read+done.Failed)%mostLooked == 0 {
			linked, err := a.Link(ctx, nil)
			if done.Linked += linked; err != nil {
				return done, err
			}
		}
	}
	if failed != nil || ctx.Err() != nil {
		return done, errors.Join(failed, context.Cause(ctx))
	}
	linked, err := a.Link(ctx, nil)
	done.Linked += linked
	return done, err
}

// ReadNow reads a document before all that wait, and ties it to the rest as far as those before it are read; [news.Head] tells how far it has
// come, and why it could not be read. Somebody else may read it at the same time, which does no harm.
func (a *Archive) ReadNow(ctx context.Context, document string) error {
	if a.reader == nil {
		return ErrNoReader
	}
	var number int64
	if _, err := fmt.Sscanf(document, "d%d", &number); err != nil {
		return fmt.Errorf("document %q: %w", document, ErrUnknown)
	}
	if err := (working{a}).Read(ctx, []int64{number}); err != nil {
		return err
	}
	_, err := a.Link(ctx, nil)
	return err
}

// toRead yields the numbers of the documents that nobody has read, in the order of their capture.
func (a *Archive) toRead(ctx context.Context, failed *error) iter.Seq[int64] {
	return func(yield func(int64) bool) {
		for last := int64(0); ; {
			numbers, err := a.ToRead(ctx, last, mostLooked)
			if err != nil || len(numbers) == 0 {
				*failed = err
				return
			}
			for _, n := range numbers {
				if !yield(n) {
					return
				}
			}
			last = numbers[len(numbers)-1]
		}
	}
}

// outcome is what became of reading a document.
type outcome struct {
	statements int
	err        error
	trouble    bool // err is one of the archive and not of the document
}

// readOne reads a document and keeps the reading.
func (a *Archive) readOne(ctx context.Context, number int64) outcome {
	unread, ok, err := a.Unread(ctx, number)
	if err != nil || !ok {
		return outcome{err: err, trouble: err != nil}
	}
	rec, err := a.reader.ReadArticle(ctx, unread.ID, unread.Article)
	if ctx.Err() != nil {
		return outcome{err: ctx.Err(), trouble: true}
	}
	if err != nil {
		if kept := a.Fail(ctx, number, a.reader.Models(), err.Error()); kept != nil {
			return outcome{err: kept, trouble: true}
		}
		return outcome{err: err}
	}
	if err := a.SaveReading(ctx, number, &rec); err != nil {
		return outcome{err: err, trouble: true}
	}
	return outcome{statements: len(rec.Statements)}
}
