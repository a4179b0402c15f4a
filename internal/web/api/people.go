package api

import (
	"context"

	"gainsay"
)

type claimPath struct {
	Claim string `path:"claim" pattern:"^c[1-9][0-9]{0,17}$" doc:"The id of the claim." example:"c1"`
}

func claim(ctx context.Context, c *call, in *claimPath) (*reply, error) {
	page, err := c.archive.Claim(ctx, in.Claim)
	if err != nil {
		return nil, err
	}
	return line(gainsay.EncodeClaim(&page), nil)
}

type nameSearch struct {
	Prefix string `query:"prefix" maxLength:"200" doc:"What the name begins like, whatever its case and accents." example:"bra"`
	Limit  int    `query:"limit" minimum:"1" maximum:"100" default:"10" doc:"At most so many."`
}

func names(ctx context.Context, c *call, in *nameSearch) (*reply, error) {
	found, err := c.archive.Names(ctx, in.Prefix, in.Limit)
	if err != nil {
		return nil, err
	}
	list := nameList{Names: make([]name, len(found))}
	for i, n := range found {
		list.Names[i] = name{Name: n.Name, Speaker: n.Entity, Documents: n.Documents}
	}
	return encoded(list)
}

func outlets(ctx context.Context, c *call, _ *struct{}) (*reply, error) {
	found, err := c.archive.Outlets(ctx)
	if err != nil {
		return nil, err
	}
	return encoded(outletList{append([]string{}, found...)})
}
