package api

import (
	"context"
	"time"
)

func (a *API) feeds(ctx context.Context, _ *call, _ *struct{}) (*reply, error) {
	found, err := a.archive.Feeds(ctx)
	if err != nil {
		return nil, err
	}
	list := feedList{Feeds: make([]feed, len(found))}
	for i := range found {
		f := &found[i]
		var looked time.Time
		if len(f.Looks) > 0 {
			looked = f.Looks[len(f.Looks)-1].Time
		}
		list.Feeds[i] = feed{ID: f.ID, Address: f.Address, Title: orNil(f.Title), Added: f.Added, Looked: whenSet(looked), Next: whenSet(f.Next), Failure: orNil(f.Failure)}
	}
	return encoded(list)
}

func (a *API) status(ctx context.Context, c *call, _ *struct{}) (*reply, error) {
	sizes, err := c.archive.Sizes(ctx)
	if err != nil {
		return nil, err
	}
	waiting, err := a.archive.Jobs(ctx)
	if err != nil {
		return nil, err
	}
	s := status{Documents: map[string]int64{}, Statements: sizes.Statements, Reviewed: sizes.Reviewed, Speakers: sizes.Entities, Claims: sizes.Claims, Captures: sizes.Captures,
		Feeds: sizes.Feeds, Entries: sizes.Entries, Database: sizes.Bytes, Originals: sizes.Originals, Jobs: make([]jobCount, len(waiting))}
	for state, n := range sizes.Documents {
		s.Documents[string(state)] = n
	}
	for i, j := range waiting {
		s.Jobs[i] = jobCount{j.Kind, j.Waiting, j.Later, j.Running, j.Retrying, j.Failed}
	}
	return encoded(s)
}
