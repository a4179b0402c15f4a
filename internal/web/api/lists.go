package api

import (
	"context"
	"encoding/json"
	"strings"

	"gainsay"
	"gainsay/news"
)

// Portion is how much of a long list is asked for.
type Portion struct {
	Limit  int    `query:"limit" minimum:"1" maximum:"200" default:"30" doc:"At most so many."`
	Cursor string `query:"cursor" maxLength:"200" doc:"What the address of the next page has."`
}

func (p *Portion) query() news.ListQuery { return news.ListQuery{Limit: p.Limit, Cursor: p.Cursor} }

// page is a list as JSON, with the address of the next page, which the list has too.
func (c *call) page(cursor string, list func(next *string) any) (*reply, error) {
	next := ""
	if cursor != "" {
		next = c.nextPage("cursor", cursor)
	}
	r, err := encoded(list(orNil(next)))
	r.next = next
	return r, err
}

type claimSearch struct {
	Show  string `query:"show" enum:"all,contested,unanswered" default:"all" doc:"Contested: somebody asserts it and somebody denies or doubts it; unanswered: nobody does." example:"contested"`
	Q     string `query:"q" maxLength:"2000" doc:"Words of a statement that speaks to it." example:"gate"`
	Story string `query:"story" pattern:"^t[1-9][0-9]{0,17}$" doc:"The id of a story that has such a statement."`
	Portion
}

func claims(ctx context.Context, c *call, in *claimSearch) (*reply, error) {
	query := news.ClaimQuery{ListQuery: in.query(), Text: in.Q, Story: in.Story, Show: news.ClaimShow(in.Show)}
	if in.Show == "all" {
		query.Show = news.ShowAll
	}
	found, err := c.archive.Claims(ctx, query)
	if err != nil {
		return nil, err
	}
	return c.page(found.Next, func(next *string) any {
		return claimList{linesOf(found.Claims, gainsay.EncodeClaim), orNil(string(found.Until)), next}
	})
}

func stories(ctx context.Context, c *call, in *Portion) (*reply, error) {
	found, err := c.archive.Stories(ctx, in.query())
	if err != nil {
		return nil, err
	}
	return c.page(found.Next, func(next *string) any { return storyList{linesOf(found.Stories, gainsay.EncodeStory), next} })
}

// storyPath names a story.
type storyPath struct {
	Story string `path:"story" pattern:"^t[1-9][0-9]{0,17}$" doc:"The id of the story." example:"t1"`
}

func story(ctx context.Context, c *call, in *storyPath) (*reply, error) {
	found, err := c.archive.Story(ctx, in.Story, false)
	if err != nil {
		return nil, err
	}
	heads, err := c.archive.DocumentsIn(ctx, in.Story)
	if err != nil {
		return nil, err
	}
	return encoded(storyPage{gainsay.EncodeStory(&found), linesOf(heads, gainsay.EncodeHead)})
}

func origins(ctx context.Context, c *call, in *Portion) (*reply, error) {
	found, err := c.archive.Origins(ctx, in.query())
	if err != nil {
		return nil, err
	}
	return c.page(found.Next, func(next *string) any { return originList{linesOf(found.Origins, gainsay.EncodeOrigin), next} })
}

// originPath names a text that documents carry.
type originPath struct {
	Origin string `path:"origin" pattern:"^o[1-9][0-9]{0,17}$" doc:"The id of the text." example:"o1"`
}

func origin(ctx context.Context, c *call, in *originPath) (*reply, error) {
	found, err := c.archive.Origin(ctx, in.Origin)
	if err != nil {
		return nil, err
	}
	heads, err := c.archive.DocumentsIn(ctx, in.Origin)
	if err != nil {
		return nil, err
	}
	return encoded(originPage{gainsay.EncodeOrigin(&found), linesOf(heads, gainsay.EncodeHead)})
}

type revisionSearch struct {
	Outlet string `query:"outlet" maxLength:"300" doc:"The name of a publisher." example:"Tarsk Daily Post"`
	Portion
}

func revisions(ctx context.Context, c *call, in *revisionSearch) (*reply, error) {
	query := in.query()
	query.Outlet = strings.TrimSpace(in.Outlet)
	found, err := c.archive.Revisions(ctx, query)
	if err != nil {
		return nil, err
	}
	return c.page(found.Next, func(next *string) any {
		return revisionList{linesOf(found.Revisions, gainsay.EncodeRevision), next}
	})
}

type facetSearch struct {
	Filters
}

func facets(ctx context.Context, c *call, in *facetSearch) (*reply, error) {
	query, err := in.query()
	if err != nil {
		return nil, err
	}
	found, err := c.archive.Facets(ctx, query)
	if err != nil {
		return nil, err
	}
	return line(gainsay.EncodeFacets(&found), nil)
}

type tallySearch struct {
	Since string `query:"since" required:"true" format:"date" doc:"Statements that came into the ledger on that day (UTC) or later are new." example:"2024-05-20"`
}

func tally(ctx context.Context, c *call, in *tallySearch) (*reply, error) {
	found, err := c.archive.Tally(ctx, news.Day(in.Since))
	if err != nil {
		return nil, err
	}
	return line(gainsay.EncodeTally(&found), nil)
}

func statementEvidence(ctx context.Context, c *call, in *statementPath) (*reply, error) {
	found, err := c.archive.Explain(ctx, in.id())
	if err != nil {
		return nil, err
	}
	article, err := c.archive.Article(ctx, in.Document)
	if err != nil {
		return nil, err
	}
	return line(gainsay.EncodeExplained(&found, in.id(), &article), nil)
}

// The shapes of lists.

type claimList struct {
	Claims []json.RawMessage `json:"claims" shape:"Claim"`
	Until  *string           `json:"until"`
	Next   *string           `json:"next"`
}

type storyList struct {
	Stories []json.RawMessage `json:"stories" shape:"Story"`
	Next    *string           `json:"next"`
}

type storyPage struct {
	Story     json.RawMessage   `json:"story" shape:"Story"`
	Documents []json.RawMessage `json:"documents" shape:"Document"` // by day of publication
}

type originList struct {
	Origins []json.RawMessage `json:"origins" shape:"Origin"`
	Next    *string           `json:"next"`
}

type originPage struct {
	Origin    json.RawMessage   `json:"origin" shape:"Origin"`
	Documents []json.RawMessage `json:"documents" shape:"Document"` // by day of publication
}

type revisionList struct {
	Revisions []json.RawMessage `json:"revisions" shape:"Revision"`
	Next      *string           `json:"next"`
}
