package store

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"

	"gainsay/news"
)

// Origins lists texts that more than one publication carries, those that were published last first. The error is ErrCursor.
func (s *Store) Origins(ctx context.Context, q news.ListQuery) (list news.OriginList, err error) {
	merged, err := s.merged(ctx, "origin", -1)
	if err != nil {
		return list, s.known(err)
	}
	limit := length(q)
	list.Next, err = s.throughDocuments(ctx, "origin", q.Cursor, merged.root, func(fresh []dated) (int, error) {
		numbers := make([]int64, len(fresh))
		for i, d := range fresh {
			numbers[i] = d.of
		}
		numbers, err := s.several(ctx, "documents", "origin", numbers, merged)
		if err != nil {
			return 0, err
		}
		groups, err := s.carriers(ctx, numbers)
		if err != nil {
			return 0, err
		}
		for i, d := range fresh {
			group := groups[idOf("o", d.of)]
			if len(group) < 2 || d.later(group) {
				continue
			}
			summary, err := s.originSummary(ctx, group)
			if err != nil {
				return 0, err
			}
			list.Origins = append(list.Origins, summary)
			if len(list.Origins) == limit {
				return i, nil
			}
		}
		return notFull, nil
	})
	return list, err
}

// Origin gives a text and who carries it, under the id that it has since it joined others. The error is ErrUnknown.
func (s *Store) Origin(ctx context.Context, id string) (news.OriginSummary, error) {
	number, err := numberOf(id, "o")
	if err != nil {
		return news.OriginSummary{}, err
	}
	merged, err := s.merged(ctx, "origin", -1)
	if err != nil {
		return news.OriginSummary{}, s.known(err)
	}
	groups, err := s.carriers(ctx, merged.all(number))
	if err != nil {
		return news.OriginSummary{}, err
	}
	group := groups[idOf("o", merged.root(number))]
	if len(group) == 0 {
		return news.OriginSummary{}, fmt.Errorf("text %s: %w", id, ErrUnknown)
	}
	return s.originSummary(ctx, group)
}

// carriers lists the documents that carry texts, by the ids of these; of the versions of an article the one that speaks.
func (s *Store) carriers(ctx context.Context, numbers []int64) (map[string][]news.Head, error) {
	return s.headsBy(ctx, "origin", numbers, func(h *news.Head) string { return h.Origin })
}

// originSummary sums up a text that documents carry.
func (s *Store) originSummary(ctx context.Context, carriers []news.Head) (sum news.OriginSummary, err error) {
	sum.ID = carriers[0].Origin
	for _, h := range carriers {
		if sum.Agency == "" {
			sum.Agency = h.Agency
		}
		sum.Publications = append(sum.Publications, news.PublicationVersion{Head: h})
	}
	// What has no day is known to be later than nothing.
	slices.SortStableFunc(sum.Publications, func(a, b news.PublicationVersion) int {
		switch {
		case a.Published == b.Published || a.Published != "" && b.Published != "":
			return 0
		case a.Published == "":
			return 1
		}
		return -1
	})
	for i := range sum.Publications {
		p := &sum.Publications[i]
		number, err := numberOf(p.ID, "d")
		if err != nil {
			return sum, err
		}
		err = s.db.QueryRowContext(ctx, `SELECT (SELECT count(*) FROM documents WHERE series = (SELECT series FROM documents WHERE id = $1) AND state = 'linked'),
			(SELECT count(*) FROM statements WHERE document = $1 AND until IS NULL AND review <> 'rejected')`, number).Scan(&p.Versions, &p.Statements)
		if err != nil {
			return sum, s.known(err)
		}
	}
	return sum, nil
}

// Revised lists pairs of an article's versions, before and after it was changed, the latest change first. The errors are ErrCursor and, where no
// outlet has the name, ErrUnknown.
func (s *Store) Revised(ctx context.Context, q news.ListQuery) (pairs [][2]news.Head, next string, err error) {
	where, arguments := "d.version > 1 AND d.state = 'linked' AND d.id < $1", []any{endOfDays.number}
	if q.Cursor != "" {
		if arguments[0], err = decodeCursor(q.Cursor); err != nil {
			return nil, "", err
		}
	}
	if q.Outlet != "" {
		outlets, err := s.numbers(ctx, "SELECT id FROM outlets WHERE lower(name) = lower($1) ORDER BY id", plain(q.Outlet))
		if err != nil {
			return nil, "", err
		}
		if len(outlets) == 0 {
			return nil, "", fmt.Errorf("outlet %q: %w", q.Outlet, ErrUnknown)
		}
		condition, more := in(s, "d.outlet", outlets, 2)
		where, arguments = where+" AND "+condition, append(arguments, more...)
	}
	limit := length(q)
	after, err := s.heads(ctx, "WHERE "+where+" ORDER BY d.id DESC LIMIT "+strconv.Itoa(limit+1), arguments...)
	if err != nil {
		return nil, "", err
	}
	if len(after) > limit {
		after = after[:limit]
		last, err := numberOf(after[limit-1].ID, "d")
		if err != nil {
			return nil, "", err
		}
		next = encodeCursor(last)
	}
	for _, h := range after {
		before, err := s.before(ctx, h)
		if errors.Is(err, ErrUnknown) {
			continue // what came before could not be read
		}
		if err != nil {
			return nil, "", err
		}
		pairs = append(pairs, [2]news.Head{before, h})
	}
	return pairs, next, nil
}

// before is the version before one, of those that could be read; ErrUnknown where there is none.
func (s *Store) before(ctx context.Context, h news.Head) (news.Head, error) {
	number, err := numberOf(h.ID, "d")
	if err != nil {
		return news.Head{}, err
	}
	list, err := s.heads(ctx, "WHERE d.series = (SELECT series FROM documents WHERE id = $1) AND d.version < $2 AND d.state = 'linked' ORDER BY d.version DESC LIMIT 1", number, h.Version)
	if err == nil && len(list) == 0 {
		err = ErrUnknown
	}
	if err != nil {
		return news.Head{}, err
	}
	return list[0], nil
}
