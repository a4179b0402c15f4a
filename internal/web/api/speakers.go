package api

import (
	"context"
	"encoding/json"

	"gainsay"
	"gainsay/news"
)

type speakerPath struct {
	Speaker string `path:"speaker" pattern:"^e[1-9][0-9]{0,17}$" doc:"The id of the speaker." example:"e1"`
}

type speakerSearch struct {
	Q    string `query:"q" maxLength:"200" doc:"What one of the names, or a word in it, begins like, whatever its case and accents." example:"bra"`
	Kind string `query:"kind" enum:"person,organisation,state,group,unnamed" doc:"What kind of speaker. Sources without a name are listed by who spoke last."`
	Sort string `query:"sort" enum:"name,latest" default:"name" doc:"By name, or who spoke last first."`
	From string `query:"from" maxLength:"200" doc:"By name: the letters to begin with." example:"m"`
	Portion
}

func speakers(ctx context.Context, c *call, in *speakerSearch) (*reply, error) {
	query := news.SpeakerQuery{ListQuery: in.query(), Prefix: in.Q, Kind: news.EntityKind(in.Kind), From: in.From,
		Latest: in.Sort == "latest" || in.Kind == string(news.Unnamed)}
	found, err := c.archive.Speakers(ctx, query)
	if err != nil {
		return nil, err
	}
	return c.page(found.Next, func(next *string) any {
		return speakerList{linesOf(found.Speakers, gainsay.EncodeSpeakerSummary), next}
	})
}

func speaker(ctx context.Context, c *call, in *speakerPath) (*reply, error) {
	page, err := c.archive.Speaker(ctx, in.Speaker)
	if err != nil {
		return nil, err
	}
	return line(gainsay.EncodeSpeaker(&page), nil)
}

func speakerMonths(ctx context.Context, c *call, in *speakerPath) (*reply, error) {
	if _, err := c.archive.Speaker(ctx, in.Speaker); err != nil {
		return nil, err
	}
	found, err := c.archive.Months(ctx, in.Speaker, false)
	if err != nil {
		return nil, err
	}
	return encoded(monthList{linesOf(found, gainsay.EncodeMonth)})
}

func speakerPositions(ctx context.Context, c *call, in *speakerPath) (*reply, error) {
	if _, err := c.archive.Speaker(ctx, in.Speaker); err != nil {
		return nil, err
	}
	found, err := c.archive.Positions(ctx, in.Speaker, false)
	if err != nil {
		return nil, err
	}
	return encoded(positionList{linesOf(found, gainsay.EncodePosition)})
}

func speakerParties(ctx context.Context, c *call, in *speakerPath) (*reply, error) {
	if _, err := c.archive.Speaker(ctx, in.Speaker); err != nil {
		return nil, err
	}
	answers, answeredBy, err := c.archive.Parties(ctx, in.Speaker, false)
	if err != nil {
		return nil, err
	}
	return encoded(partyLists{linesOf(answers, gainsay.EncodeParty), linesOf(answeredBy, gainsay.EncodeParty)})
}

type speakerList struct {
	Speakers []json.RawMessage `json:"speakers" shape:"SpeakerSummary"`
	Next     *string           `json:"next"`
}

type monthList struct {
	Months []json.RawMessage `json:"months" shape:"MonthCount"`
}

type positionList struct {
	Positions []json.RawMessage `json:"positions" shape:"Position"`
}

type partyLists struct {
	Answers    []json.RawMessage `json:"answers" shape:"Party"`
	AnsweredBy []json.RawMessage `json:"answered_by" shape:"Party"`
}
