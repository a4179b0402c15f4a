package store

import (
	"cmp"
	"context"
	"encoding/base64"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"gainsay/news"
)

// dated is a document as lists of stories and of texts come by it: by day of publication.
type dated struct {
	published news.Day
	number    int64
	of        int64 // the story or the text
}

func (d dated) cursor() string {
	return base64.RawURLEncoding.EncodeToString(fmt.Appendf(nil, "%d %s", d.number, d.published))
}

// endOfDays comes behind all documents.
var endOfDays = dated{published: "9999-99-99", number: math.MaxInt64}

func datedCursor(cursor string) (d dated, err error) {
	if cursor == "" {
		return endOfDays, nil
	}
	data, err := base64.RawURLEncoding.DecodeString(cursor)
	if err != nil {
		return d, ErrCursor
	}
	number, day, ok := strings.Cut(string(data), " ")
	if d.number, err = strconv.ParseInt(number, 10, 64); err != nil || !ok {
		return d, ErrCursor
	}
	if d.published = news.Day(day); day != "" {
		if _, err := news.ParseDay(day); err != nil {
			return d, ErrCursor
		}
	}
	return d, nil
}

// throughDocuments goes through the documents that speak, the latest first, by what a column says that they are of. Some is given, of a stretch of
// them, the first of each, and tells which of them made the page full; a negative number if none did.
func (s *Store) throughDocuments(ctx context.Context, column, cursor string, root func(int64) int64, some func(fresh []dated) (last int, err error)) (next string, err error) {
	at, err := datedCursor(cursor)
	if err != nil {
		return "", err
	}
	seen := map[int64]bool{}
	for range mostStretches {
		query := "SELECT d.published, d.id, d." + column + " FROM documents d WHERE (d.published, d.id) < ($1, $2) AND d.replaced IS NULL AND d." + column +
			" IS NOT NULL ORDER BY d.published DESC, d.id DESC LIMIT $3"
		var fresh []dated
		read := 0
		err := each(ctx, s.db, query, []any{string(at.published), at.number, stretch}, func(scan func(...any) error) error {
			err := scan(&at.published, &at.number, &at.of)
			read++
			if at.of = root(at.of); !seen[at.of] {
				seen[at.of] = true
				fresh = append(fresh, at)
			}
			return err
		})
		if err != nil {
			return "", s.known(err)
		}
		last, err := some(fresh)
		if err != nil {
			return "", err
		}
		if last >= 0 {
			return fresh[last].cursor(), nil
		}
		if read < stretch {
			return "", nil
		}
	}
	return at.cursor(), nil
}

// headsBy lists documents that speak by what they are of, each group by day.
func (s *Store) headsBy(ctx context.Context, column string, numbers []int64, of func(*news.Head) string) (map[string][]news.Head, error) {
	groups := map[string][]news.Head{}
	for some := range slices.Chunk(numbers, 1000) {
		where, arguments := in(s, "d."+column, some, 1)
		list, err := s.heads(ctx, "WHERE d.replaced IS NULL AND "+where+" ORDER BY d.published, d.id", arguments...)
		if err != nil {
			return nil, err
		}
		for i := range list {
			groups[of(&list[i])] = append(groups[of(&list[i])], list[i])
		}
	}
	return groups, nil
}

// later tells whether a document of a list comes after the one that the walk came by: an earlier page has shown what it is of.
func (d dated) later(list []news.Head) bool {
	last := list[len(list)-1]
	return last.Published > d.published || last.Published == d.published && last.ID != documentID(d.number)
}

// Stories lists stories, those with the latest articles first. The error is ErrCursor.
func (s *Store) Stories(ctx context.Context, q news.ListQuery) (list news.StoryList, err error) {
	limit := length(q)
	list.Next, err = s.throughDocuments(ctx, "story", q.Cursor, func(n int64) int64 { return n }, func(fresh []dated) (int, error) {
		for part := range slices.Chunk(fresh, limit) {
			summaries, err := s.storySummaries(ctx, part, q.Reviewed)
			if err != nil {
				return 0, err
			}
			for _, d := range part {
				summary := summaries[d.of]
				if summary == nil || q.Reviewed && summary.Statements == 0 {
					continue
				}
				list.Stories = append(list.Stories, *summary)
				if len(list.Stories) == limit {
					return slices.Index(fresh, d), nil
				}
			}
		}
		return notFull, nil
	})
	return list, err
}

// Story gives a story as a list shows it; reviewed: only statements that somebody has accepted or corrected count. The error is ErrUnknown.
func (s *Store) Story(ctx context.Context, id string, reviewed bool) (news.StorySummary, error) {
	number, err := numberOf(id, "t")
	if err != nil {
		return news.StorySummary{}, err
	}
	summaries, err := s.storySummaries(ctx, []dated{{endOfDays.published, endOfDays.number, number}}, reviewed)
	if err != nil {
		return news.StorySummary{}, err
	}
	if summaries[number] == nil {
		return news.StorySummary{}, fmt.Errorf("story %s: %w", id, ErrUnknown)
	}
	return *summaries[number], nil
}

// storySummaries sums stories up that a walk came by; those that an earlier page came by have none.
func (s *Store) storySummaries(ctx context.Context, of []dated, reviewed bool) (map[int64]*news.StorySummary, error) {
	numbers := make([]int64, len(of))
	for i, d := range of {
		numbers[i] = d.of
	}
	groups, err := s.headsBy(ctx, "story", numbers, func(h *news.Head) string { return h.Story })
	if err != nil {
		return nil, err
	}
	summaries := map[int64]*news.StorySummary{}
	var fresh []int64
	for _, d := range of {
		if group := groups[idOf("t", d.of)]; len(group) > 0 && !d.later(group) {
			fresh = append(fresh, d.of)
			summaries[d.of] = summaryOf(idOf("t", d.of), group)
		}
	}
	return summaries, s.countStories(ctx, fresh, summaries, reviewed)
}

// summaryOf is what the articles of a story tell of it without their statements.
func summaryOf(id string, articles []news.Head) *news.StorySummary {
	last := articles[len(articles)-1]
	sum := &news.StorySummary{ID: id, Title: articles[0].Title, Latest: last.Title, To: last.Published, Articles: len(articles)}
	origins := map[string]bool{}
	for _, a := range articles {
		sum.From = cmp.Or(sum.From, a.Published)
		origins[cmp.Or(a.Origin, a.ID)] = true
		if a.Publisher != "" {
			sum.Outlets = append(sum.Outlets, a.Publisher)
		}
	}
	sum.Origins = len(origins)
	slices.Sort(sum.Outlets)
	sum.Outlets = slices.Compact(sum.Outlets)
	return sum
}

// countStories counts the statements of stories by speaker and by day.
func (s *Store) countStories(ctx context.Context, numbers []int64, summaries map[int64]*news.StorySummary, reviewed bool) error {
	if len(numbers) == 0 {
		return nil
	}
	merged, err := s.merged(ctx, "entity", -1)
	if err != nil {
		return s.known(err)
	}
	where, arguments := in(s, "d.story", numbers, 1)
	if reviewed {
		where += " AND s.review <> ''"
	}
	query := fmt.Sprintf(`SELECT d.story, COALESCE(s.speaker, 0), s.key / %d, count(*) FROM documents d JOIN statements s ON s.document = d.id
		WHERE d.replaced IS NULL AND s.until IS NULL AND s.review <> 'rejected' AND %s GROUP BY 1, 2, 3`, int64(1)<<dayShift, where)
	speakers, days := map[int64]map[int64]int{}, map[int64]map[news.Day]int{}
	var spoken []row
	err = each(ctx, s.db, query, arguments, func(scan func(...any) error) error {
		var story, speaker, day int64
		var n int
		if err := scan(&story, &speaker, &day, &n); err != nil {
			return err
		}
		if speakers[story] == nil {
			speakers[story], days[story] = map[int64]int{}, map[news.Day]int{}
		}
		summaries[story].Statements += n
		days[story][dayOf(day<<dayShift)] += n
		if speaker = merged.root(speaker); speaker != 0 {
			speakers[story][speaker] += n
			spoken = append(spoken, row{speaker: speaker})
		}
		return nil
	})
	if err != nil {
		return s.known(err)
	}
	entities, err := s.entitiesOf(ctx, spoken)
	if err != nil {
		return err
	}
	for _, number := range numbers {
		sum := summaries[number]
		for speaker, n := range speakers[number] {
			sum.Speakers = append(sum.Speakers, news.SpeakerCount{ID: idOf("e", speaker), Name: entities[speaker].Name, Statements: n})
		}
		slices.SortFunc(sum.Speakers, func(a, b news.SpeakerCount) int {
			return cmp.Or(cmp.Compare(b.Statements, a.Statements), cmp.Compare(a.Name, b.Name), cmp.Compare(a.ID, b.ID))
		})
		for day, n := range days[number] {
			sum.Days = append(sum.Days, news.DayCount{Day: day, Statements: n})
		}
		slices.SortFunc(sum.Days, func(a, b news.DayCount) int { return cmp.Compare(a.Day, b.Day) })
	}
	return nil
}
