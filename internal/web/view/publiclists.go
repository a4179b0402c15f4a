package view

import (
	"context"
	"slices"
	"time"

	"gainsay"
	"gainsay/news"
)

// Entities are those that have a statement that is shown.
func (p public) Entities(ctx context.Context, ids ...string) (shown []news.Entity, err error) {
	list, err := p.archive.Entities(ctx, ids...)
	if err != nil {
		return nil, err
	}
	for _, e := range list {
		ok, err := p.shows(ctx, news.Query{Speaker: e.ID})
		if err != nil {
			return nil, err
		}
		if ok {
			shown = append(shown, news.Entity{ID: e.ID, Name: e.Name, Kind: e.Kind, Role: e.Role})
		}
	}
	return shown, nil
}

func (p public) Months(ctx context.Context, speaker string, _ bool) ([]news.MonthCount, error) {
	return p.archive.Months(ctx, speaker, true)
}

func (p public) Parties(ctx context.Context, speaker string, _ bool) (answers, answeredBy []news.Party, err error) {
	return p.archive.Parties(ctx, speaker, true)
}

func (p public) Positions(ctx context.Context, speaker string, _ bool) ([]news.Position, error) {
	list, err := p.archive.Positions(ctx, speaker, true)
	for i := range list {
		shortVoices(list[i].Course.Voices)
		for j := range list[i].Course.Changes {
			c := &list[i].Course.Changes[j]
			c.Before.Words, c.After.Words = shortWords(c.Before.Words), shortWords(c.After.Words)
		}
		list[i].Claim.Text = wordedBy(list[i].Course.Voices)
	}
	return list, err
}

func shortVoices(voices []news.Voice) {
	for i := range voices {
		voices[i].Words = shortWords(voices[i].Words)
	}
}

// wordedBy is a claim in words that are shown: its best wording may be of a statement that is not.
func wordedBy(voices []news.Voice) string {
	if len(voices) == 0 {
		return ""
	}
	return voices[0].Words
}

func (p public) Claims(ctx context.Context, q news.ClaimQuery) (news.ClaimList, error) {
	q.Reviewed = true
	list, err := p.archive.Claims(ctx, q)
	if err != nil {
		return news.ClaimList{}, err
	}
	for i := range list.Claims {
		page, err := p.Claim(ctx, list.Claims[i].Claim.ID)
		if err != nil {
			return news.ClaimList{}, err
		}
		list.Claims[i] = page
	}
	return list, nil
}

func (p public) Stories(ctx context.Context, q news.ListQuery) (news.StoryList, error) {
	q.Reviewed = true
	list, err := p.archive.Stories(ctx, q)
	for i := 0; i < len(list.Stories) && err == nil; i++ {
		err = p.told(ctx, &list.Stories[i])
	}
	return list, err
}

func (p public) Story(ctx context.Context, id string, _ bool) (news.StorySummary, error) {
	story, err := p.archive.Story(ctx, id, true)
	if err != nil {
		return story, err
	}
	return story, p.told(ctx, &story)
}

// told leaves of a story what the articles tell of it of which a statement is shown.
func (p public) told(ctx context.Context, story *news.StorySummary) error {
	heads, err := p.DocumentsIn(ctx, story.ID)
	if err != nil {
		return err
	}
	first, last := heads[0], heads[len(heads)-1]
	story.Title, story.Latest, story.From, story.To, story.Articles, story.Outlets = first.Title, last.Title, first.Published, last.Published, len(heads), nil
	origins := map[string]bool{}
	for _, h := range heads {
		origins[h.Origin] = true
		if h.Publisher != "" && !slices.Contains(story.Outlets, h.Publisher) {
			story.Outlets = append(story.Outlets, h.Publisher)
		}
	}
	story.Origins = len(origins)
	slices.Sort(story.Outlets)
	return nil
}

func (p public) Speakers(ctx context.Context, q news.SpeakerQuery) (news.SpeakerList, error) {
	q.Reviewed = true
	list, err := p.archive.Speakers(ctx, q)
	// Another name, by which one was found, may stand in articles of which nothing is shown.
	list.Speakers = slices.DeleteFunc(list.Speakers, func(s news.SpeakerSummary) bool { return s.Called != "" })
	return list, err
}

func (p public) Facets(ctx context.Context, q news.Query) (news.Facets, error) {
	q, err := asked(q)
	if err != nil {
		return news.Facets{}, err
	}
	return p.archive.Facets(ctx, q)
}

// Tally counts nothing: what is new, edited or not reviewed is not shown.
func (public) Tally(context.Context, news.Day) (news.Tally, error) { return news.Tally{}, nil }

// Position tells nothing that anybody said.
func (p public) Position(ctx context.Context) (int64, error) { return p.archive.Position(ctx) }

// Initials tell nothing that anybody said.
func (p public) Initials(ctx context.Context) ([]string, error) { return p.archive.Initials(ctx) }

// The rest is for those who have logged in.

func (public) Searches(context.Context) ([]gainsay.SavedSearch, error) { return nil, nil }

func (public) SavedSearch(_ context.Context, name string) (gainsay.SavedSearch, error) {
	return gainsay.SavedSearch{}, unknown(name)
}

func (public) Left(context.Context, news.Query, int) (int, error) { return 0, ErrHidden }

func (public) Decided(context.Context, string, time.Time) (int, error) { return 0, ErrHidden }

func (public) Stars(context.Context, string) ([]string, error) { return nil, ErrHidden }

func (public) Starred(context.Context, string) ([]news.Entry, error) { return nil, ErrHidden }

func (public) Explain(context.Context, string) (news.Explained, error) {
	return news.Explained{}, ErrHidden
}

func (public) Proof(context.Context, string) (gainsay.Inclusion, error) {
	return gainsay.Inclusion{}, ErrHidden
}

func (public) Origins(context.Context, news.ListQuery) (news.OriginList, error) {
	return news.OriginList{}, ErrHidden
}

func (public) Origin(context.Context, string) (news.OriginSummary, error) {
	return news.OriginSummary{}, ErrHidden
}

func (public) Revisions(context.Context, news.ListQuery) (news.RevisionList, error) {
	return news.RevisionList{}, ErrHidden
}
