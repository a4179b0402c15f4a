package api

import (
	"context"
	"encoding/json"
	"fmt"
	"strconv"
	"strings"

	"gainsay"
	"gainsay/news"
)

// documentPath names a document.
type documentPath struct {
	Document string `path:"document" pattern:"^d[1-9][0-9]{0,17}$" doc:"The id of the document." example:"d1"`
}

type documentSearch struct {
	After string `query:"after" pattern:"^d(0|[1-9][0-9]{0,17})$" doc:"The id of the document behind which the list begins."`
	Limit int    `query:"limit" minimum:"1" maximum:"1000" default:"50" doc:"At most so many."`
}

func (a *API) documentList(ctx context.Context, c *call, in *documentSearch) (*reply, error) {
	above, _ := strconv.ParseInt(strings.TrimPrefix(in.After, "d"), 10, 64) // "" begins at the beginning
	heads, err := a.archive.Documents(ctx, above, in.Limit+1)
	if err != nil {
		return nil, err
	}
	next := ""
	if len(heads) > in.Limit {
		heads = heads[:in.Limit]
		next = c.nextPage("after", heads[in.Limit-1].ID)
	}
	r, err := encoded(documentList{linesOf(heads, gainsay.EncodeHead), orNil(next)})
	r.next = next
	return r, err
}

// linesOf are the lines of some things.
func linesOf[T any](list []T, encode func(*T) []byte) []json.RawMessage {
	lines := make([]json.RawMessage, len(list))
	for i := range list {
		lines[i] = encode(&list[i])
	}
	return lines
}

func document(ctx context.Context, c *call, in *documentPath) (*reply, error) {
	head, err := c.archive.Document(ctx, in.Document)
	return line(gainsay.EncodeHead(&head), err)
}

func documentArticle(ctx context.Context, c *call, in *documentPath) (*reply, error) {
	article, err := c.archive.Article(ctx, in.Document)
	if err != nil {
		return nil, err
	}
	return line(gainsay.EncodeArticle(&article), nil)
}

func documentRecord(ctx context.Context, c *call, in *documentPath) (*reply, error) {
	rec, err := c.archive.Record(ctx, in.Document)
	if err != nil {
		return nil, err
	}
	return line(gainsay.Encode(&rec))
}

func documentVersions(ctx context.Context, c *call, in *documentPath) (*reply, error) {
	return headsOf(ctx, c, in.Document, c.archive.Versions)
}

func documentCopies(ctx context.Context, c *call, in *documentPath) (*reply, error) {
	return headsOf(ctx, c, in.Document, c.archive.Copies)
}

// headsOf are documents that belong to another, which must be there.
func headsOf(ctx context.Context, c *call, id string, list func(context.Context, string) ([]news.Head, error)) (*reply, error) {
	if _, err := c.archive.Document(ctx, id); err != nil {
		return nil, err
	}
	heads, err := list(ctx, id)
	if err != nil {
		return nil, err
	}
	return encoded(documentList{linesOf(heads, gainsay.EncodeHead), nil})
}

func documentEdits(ctx context.Context, c *call, in *documentPath) (*reply, error) {
	if _, err := c.archive.Document(ctx, in.Document); err != nil {
		return nil, err
	}
	edits, err := c.archive.Edits(ctx, in.Document)
	if err != nil {
		return nil, err
	}
	return encoded(editList{linesOf(edits, gainsay.EncodeEdit)})
}

func documentCaptures(ctx context.Context, c *call, in *documentPath) (*reply, error) {
	if _, err := c.archive.Document(ctx, in.Document); err != nil {
		return nil, err
	}
	captures, err := c.archive.Captures(ctx, in.Document)
	if err != nil {
		return nil, err
	}
	return encoded(captureList{linesOf(captures, gainsay.EncodeCapture)})
}

// documentOriginal gives bytes that a stranger wrote: a browser is to keep them and not to show them.
func documentOriginal(ctx context.Context, c *call, in *documentPath) (*reply, error) {
	if _, err := c.archive.Document(ctx, in.Document); err != nil {
		return nil, err
	}
	raw, _, err := c.archive.Original(ctx, in.Document)
	if err != nil {
		return nil, err
	}
	return &reply{body: raw, headers: map[string]string{"Content-Disposition": fmt.Sprintf(`attachment; filename="%s.original"`, in.Document),
		"Content-Security-Policy": "sandbox; default-src 'none'"}}, nil
}
