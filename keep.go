package gainsay

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"iter"
	"time"

	"gainsay/internal/capture"
	"gainsay/internal/jobs"
	"gainsay/internal/record"
	"gainsay/internal/store"
	"gainsay/internal/stream"
	"gainsay/news"
)

// Captured is a document with how it was come by.
type Captured struct {
	Source
	Capture            news.Capture // place, time and the like; what the archive itself gives is empty
	ETag, LastModified string
	live               bool  // it was fetched just now, and may be looked at again
	isLine             bool  // Raw is a line of the contract, as `gainsay extract` takes it
	err                error // why there is no document
}

// Kept is what became of a document that was added.
type Kept struct {
	Place    string
	As       store.KeptAs
	Document string // id
	Err      error  // why it could not be kept, or why no article was found in it
}

// How many documents are kept in one transaction, how many bytes, and how long the first may wait for the others.
const (
	mostKept     = 64
	mostKeptSize = 16 << 20
	longestKept  = 300 * time.Millisecond
)

// Add keeps documents in the order in which they come, and yields what became of each. One that cannot be kept stops no other; the
// error of the loop is one of the archive itself, behind which nothing comes.
func (a *Archive) Add(ctx context.Context, documents iter.Seq[Captured]) iter.Seq2[Kept, error] {
	return func(yield func(Kept, error) bool) {
		b := batch{archive: a, yield: yield}
		for c, found := range stream.Ordered(ctx, documents, a.workers, prepare) {
			if !b.add(ctx, c, found) {
				return
			}
		}
		if b.flush(ctx) && ctx.Err() != nil {
			yield(Kept{}, context.Cause(ctx))
		}
	}
}

// batch is documents that are kept together.
type batch struct {
	archive *Archive
	yield   func(Kept, error) bool
	found   []store.Found
	again   []jobs.Job // looks to be taken again
	failed  []Kept     // that cannot be kept, in place of those of found with the same number
	order   []int      // of each document, its number in found, or -1 minus that in failed
	size    int
	since   time.Time
}

// add is false when the loop is to end.
func (b *batch) add(ctx context.Context, c Captured, found store.Found) bool {
	if len(b.order) == 0 {
		b.since = time.Now()
	}
	if c.err != nil {
		b.order = append(b.order, -1-len(b.failed))
		b.failed = append(b.failed, Kept{Place: c.Capture.Place, Err: c.err})
	} else {
		b.order = append(b.order, len(b.found))
		b.found = append(b.found, found)
		if c.live {
			at := capture.NextPageCheck([]capture.Seen{{Time: c.Capture.Time}}, b.archive.now(), capture.Hints{Key: c.Capture.Place})
			b.again = append(b.again, jobs.Recheck{Place: c.Capture.Place, At: at})
		}
		b.size += len(found.Raw)
	}
	if len(b.order) < mostKept && b.size < mostKeptSize && time.Since(b.since) < longestKept {
		return true
	}
	return b.flush(ctx)
}

func (b *batch) flush(ctx context.Context) bool {
	kept, err := b.archive.Keep(ctx, b.found)
	if err == nil {
		err = b.archive.queue.Insert(ctx, b.again...)
	}
	if err != nil {
		b.yield(Kept{}, err)
		return false
	}
	for _, n := range b.order {
		one := Kept{}
		if n < 0 {
			one = b.failed[-1-n]
		} else {
			f := &b.found[n]
			one = Kept{Place: f.Capture.Place, As: kept[n].As, Document: fmt.Sprintf("d%d", kept[n].Document)}
			if f.Failure != "" {
				one.Err = fmt.Errorf("kept, but %s", f.Failure)
			}
		}
		if !b.yield(one, nil) {
			return false
		}
	}
	*b = batch{archive: b.archive, yield: b.yield}
	return true
}

// manner is how an original is to be read, as the archive keeps it.
type manner struct {
	Line        bool   `json:"line,omitempty"`
	Format      Format `json:"format,omitempty"`
	ContentType string `json:"content_type,omitempty"`
	Location    string `json:"location,omitempty"`
	Given       Known  `json:"given,omitzero"`
	Otherwise   Known  `json:"otherwise,omitzero"`
}

// prepare takes the article off a captured document.
func prepare(_ context.Context, c Captured) store.Found {
	f := store.Found{Capture: c.Capture, Raw: c.Raw, ETag: c.ETag, LastModified: c.LastModified}
	if c.err != nil {
		return f
	}
	m := manner{Line: c.isLine, Format: c.Format, ContentType: c.ContentType, Location: c.Location, Given: c.Given, Otherwise: c.Otherwise}
	article, err := m.article(c.Raw)
	if err == nil {
		f.Source, err = json.Marshal(m)
	}
	if err != nil {
		f.Source, f.Failure = []byte("{}"), err.Error()
		return f
	}
	f.Article = &article
	return f
}

// article reads an original again as it was to be read. Its text is UTF-8: what is none becomes U+FFFD byte by byte, as in a record.
func (m manner) article(raw []byte) (news.Article, error) {
	source := Source{Raw: raw, Format: m.Format, ContentType: m.ContentType, Location: m.Location, Given: m.Given, Otherwise: m.Otherwise}
	if m.Line {
		in, err := record.DecodeInput(raw)
		if err != nil {
			return news.Article{}, err
		}
		source = sourceOf(in)
		source.Given, source.Otherwise = m.Given.or(source.Given), m.Otherwise
		if source.Format == Literal {
			source.Given = source.Given.or(m.Otherwise) // a text says nothing of itself
		}
	}
	article, err := ArticleOf(source)
	article.Text, article.Title = string([]rune(article.Text)), string([]rune(article.Title))
	return article, err
}

// or fills in what is not known from another.
func (k Known) or(other Known) Known {
	return Known{Title: cmp.Or(k.Title, other.Title), Publisher: cmp.Or(k.Publisher, other.Publisher), URL: cmp.Or(k.URL, other.URL),
		Published: cmp.Or(k.Published, other.Published)}
}

// Failure is why there is no document; nil where there is one.
func (c *Captured) Failure() error { return c.err }
