package api

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"gainsay"
	"gainsay/news"
)

// statementPath names a statement.
type statementPath struct {
	Document  string `path:"document" pattern:"^d[1-9][0-9]{0,17}$" doc:"The id of the document: d12 of d12#s7." example:"d1"`
	Statement string `path:"statement" pattern:"^s[1-9][0-9]{0,17}$" doc:"The name of the statement in it: s7 of d12#s7." example:"s1"`
}

func (p *statementPath) id() string { return p.Document + "#" + p.Statement }

type statementSearch struct {
	Filters
	AsOf   string `query:"as_of" maxLength:"40" doc:"The ledger as it stood then: a day or a time." example:"2024-05-15"`
	Past   bool   `query:"past" doc:"Also of versions that a later one took the place of, and what was rejected."`
	Sort   string `query:"sort" enum:"latest,relevance" default:"latest" doc:"The latest first, or of the latest thousand that match the best."`
	Limit  int    `query:"limit" minimum:"1" maximum:"1000" default:"50" doc:"At most so many."`
	Cursor string `query:"cursor" maxLength:"200" doc:"What the address of the next page has."`
}

func searchStatements(ctx context.Context, c *call, in *statementSearch) (*reply, error) {
	q, err := in.query()
	if err != nil {
		return nil, err
	}
	if q.AsOf, err = parseTime(in.AsOf); err != nil {
		return nil, err
	}
	q.Past, q.ByRelevance, q.Limit, q.Cursor = in.Past, in.Sort == "relevance", in.Limit, in.Cursor
	page, err := c.archive.Statements(ctx, q)
	if err != nil {
		return nil, err
	}
	next := ""
	if page.Next != "" {
		next = c.nextPage("cursor", page.Next)
	}
	return statementsOf(page.Entries, next)
}

func statementsOf(entries []news.Entry, next string) (*reply, error) {
	list := statementList{Statements: make([]json.RawMessage, len(entries)), Next: orNil(next)}
	for i := range entries {
		list.Statements[i] = gainsay.EncodeEntry(&entries[i], nil)
	}
	r, err := encoded(list)
	r.next = next
	return r, err
}

func statement(ctx context.Context, c *call, in *statementPath) (*reply, error) {
	e, err := c.archive.Statement(ctx, in.id())
	if err != nil {
		return nil, err
	}
	article, err := c.archive.Article(ctx, in.Document)
	if errors.Is(err, gainsay.ErrUnknown) { // its text is not shown to this viewer
		return line(gainsay.EncodeEntry(&e, nil), nil)
	}
	if err != nil {
		return nil, err
	}
	return line(gainsay.EncodeEntry(&e, &article), nil)
}

func statementAnswers(ctx context.Context, c *call, in *statementPath) (*reply, error) {
	if _, err := c.archive.Statement(ctx, in.id()); err != nil {
		return nil, err
	}
	entries, err := c.archive.Answers(ctx, in.id())
	if err != nil {
		return nil, err
	}
	return statementsOf(entries, "")
}

func statementHistory(ctx context.Context, c *call, in *statementPath) (*reply, error) {
	entries, err := c.archive.History(ctx, in.id())
	if err != nil {
		return nil, err
	}
	if len(entries) == 0 {
		return nil, fmt.Errorf("statement %s: %w", in.id(), gainsay.ErrUnknown)
	}
	list := historyList{History: make([]held, len(entries))}
	for i := range entries {
		list.History[i] = held{Since: entries[i].Since, Statement: gainsay.EncodeEntry(&entries[i], nil)}
	}
	return encoded(list)
}

func (a *API) statementProof(ctx context.Context, _ *call, in *statementPath) (*reply, error) {
	found, err := a.archive.Proof(ctx, in.id())
	if err != nil {
		return nil, err
	}
	return encoded(found)
}

func (a *API) logHead(ctx context.Context, _ *call, _ *struct{}) (*reply, error) {
	head, err := a.archive.Head(ctx)
	if err != nil {
		return nil, err
	}
	key, err := a.archive.PublicKey(ctx)
	if err != nil {
		return nil, err
	}
	return encoded(logHead{string(head), strings.TrimSpace(key)})
}
