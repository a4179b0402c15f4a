package api

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"gainsay"
	"gainsay/news"
)

type correctionSearch struct {
	Target string `query:"target" maxLength:"60" doc:"The id of a statement (d12#s7), a speaker or a claim; empty for all." example:"d1#s1"`
}

func (a *API) corrections(ctx context.Context, c *call, in *correctionSearch) (*reply, error) {
	found, err := c.archive.Corrections(ctx, in.Target)
	if err != nil {
		return nil, err
	}
	list := correctionList{Corrections: make([]json.RawMessage, len(found))}
	for i := range found {
		if list.Corrections[i], err = a.correctionLine(ctx, &found[i]); err != nil {
			return nil, err
		}
	}
	return encoded(list)
}

// correctionLine is a correction as JSON, with its places in code points.
func (a *API) correctionLine(ctx context.Context, made *news.Correction) ([]byte, error) {
	text := ""
	if made.Changed != nil {
		var err error
		if text, err = a.textOf(ctx, made.Target); err != nil {
			return nil, err
		}
	}
	return gainsay.EncodeCorrection(made, text), nil
}

// textOf is the text that the places of a statement point into.
func (a *API) textOf(ctx context.Context, id string) (string, error) {
	e, err := a.archive.Statement(ctx, id)
	if err != nil {
		return "", err
	}
	article, err := a.archive.Article(ctx, e.Document.ID)
	return article.Body(e.Statement.Part), err
}

// newCorrection is what somebody says about the record.
type newCorrection struct {
	Kind    string   `json:"kind" enum:"accept,reject,correct,merge,split,undo" doc:"What the correction does."`
	Target  string   `json:"target" maxLength:"60" doc:"A statement (d12#s7), a speaker (e3) or a claim (c9); to undo one, the id of the correction." example:"d1#s1"`
	Into    string   `json:"into,omitempty" maxLength:"60" doc:"To merge: the id that target is from now on."`
	Members []string `json:"members,omitempty" maxItems:"1000" doc:"To split: the statements that leave target for a speaker or claim of their own."`
	Changed changed  `json:"changed,omitempty"`
	Note    string   `json:"note,omitempty" maxLength:"4000" doc:"Why."`
}

// changed is a StatementChange, as it was sent.
type changed json.RawMessage

// Schema is that of a StatementChange.
func (changed) Schema(huma.Registry) *huma.Schema {
	return &huma.Schema{Ref: prefix + "StatementChange"}
}

// UnmarshalJSON keeps what was sent.
func (c *changed) UnmarshalJSON(data []byte) error {
	*c = append((*c)[:0], data...)
	return nil
}

type correctionInput struct {
	IfMatch string `header:"If-Match" doc:"The ETag of the statement, speaker or claim that is corrected: nothing is done where it has changed."`
	Body    newCorrection
}

func (a *API) correct(ctx context.Context, c *call, in *correctionInput) (*reply, error) {
	if in.IfMatch != "" {
		if err := a.unchanged(ctx, c, in.Body.Target, in.IfMatch); err != nil {
			return nil, err
		}
	}
	made := news.Correction{By: c.viewer.Name, Kind: news.CorrectionKind(in.Body.Kind), Target: in.Body.Target, Into: in.Body.Into,
		Members: in.Body.Members, Note: strings.TrimSpace(in.Body.Note)}
	if in.Body.Changed != nil {
		text, err := a.textOf(ctx, made.Target)
		if err != nil {
			return nil, err
		}
		change, err := gainsay.DecodeChange(in.Body.Changed, text)
		if err != nil {
			return nil, fmt.Errorf("%w: %w", errRequest, err)
		}
		made.Changed = &change
	}
	made, err := a.archive.Correct(ctx, made)
	if err != nil {
		return nil, err
	}
	return line(a.correctionLine(ctx, &made))
}

// unchanged checks that what is to be corrected is as it was when the client was given it with a tag.
func (a *API) unchanged(ctx context.Context, c *call, target, tag string) error {
	var now *reply
	var err error
	document, name, isStatement := strings.Cut(target, "#")
	switch {
	case isStatement:
		now, err = statement(ctx, c, &statementPath{document, name})
	case strings.HasPrefix(target, "e"):
		now, err = speaker(ctx, c, &speakerPath{target})
	case strings.HasPrefix(target, "c"):
		now, err = claim(ctx, c, &claimPath{target})
	default:
		return fmt.Errorf("%w: If-Match is for statements, speakers and claims", errRequest)
	}
	if err != nil {
		return err
	}
	if !matches(tag, tagOf(now.body)) {
		return errChanged
	}
	return nil
}
