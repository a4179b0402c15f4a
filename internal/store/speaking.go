package store

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"
	"unicode"

	"gainsay/internal/search"
	"gainsay/news"
)

const (
	mostAbout   = 32   // names that are looked for in what others say
	mostStances = 2000 // of a speaker's latest statements with a stance, that are gone through for claims
)

// about lets match what others say with one of the names of a speaker in their words.
func (s *Store) about(ctx context.Context, sel *selection) error {
	names, own, err := s.naming(ctx, sel.query.About, sel.asOf)
	if err != nil {
		return err
	}
	sel.not = own
	sel.none = sel.none || len(names) == 0
	sel.index.expression = both(sel.index.expression, names)
	return nil
}

// Naming is the words by which others name a speaker, as an expression, nil where there are none, and the ids under which his own statements stand.
func (s *Store) Naming(ctx context.Context, speaker string) (words search.Expression, own []string, err error) {
	names, numbers, err := s.naming(ctx, speaker, -1)
	for _, n := range numbers {
		own = append(own, idOf("e", n))
	}
	if len(names) > 0 {
		words = names
	}
	return words, own, err
}

// naming is the names of a speaker as they are looked for in what is said, and the numbers that are his. Words that are no name ("the ministry",
// "state") are not looked for.
func (s *Store) naming(ctx context.Context, speaker string, asOf int64) (names search.Or, own []int64, err error) {
	n, err := numberOf(speaker, "e")
	if err != nil {
		return nil, nil, err
	}
	merged, err := s.merged(ctx, "entity", asOf)
	if err != nil {
		return nil, nil, s.known(err)
	}
	own = merged.all(n)
	where, arguments := in(s, "entity", own, 1)
	err = each(ctx, s.db, "SELECT name FROM names WHERE "+where+" ORDER BY documents DESC, name", arguments, func(scan func(...any) error) error {
		var name string
		err := scan(&name)
		terms := search.Terms(name)
		if len(names) < mostAbout && len(terms) > 0 && isName(name) {
			names = append(names, search.Match{Field: search.Words, Kind: search.Phrase, Terms: terms})
		}
		return err
	})
	return names, own, s.known(err)
}

// isName tells a name from a description: some word of it begins with a capital letter, behind an article.
func isName(words string) bool {
	for i, word := range strings.Fields(words) {
		if first := []rune(word)[0]; unicode.IsUpper(first) && (i > 0 || !slices.Contains([]string{"the", "a", "an"}, strings.ToLower(word))) {
			return true
		}
	}
	return false
}

// standing is the condition for rows s of documents d that the ledger shows; reviewed is for those that people have reviewed only.
func standing(reviewed bool) string {
	if reviewed {
		return "s.until IS NULL AND d.replaced IS NULL AND s.review IN ('accepted', 'corrected')"
	}
	return "s.until IS NULL AND d.replaced IS NULL AND s.review <> 'rejected'"
}

// speaking is the numbers that a speaker has. The error is ErrUnknown.
func (s *Store) speaking(ctx context.Context, id string) ([]int64, *merges, error) {
	number, err := numberOf(id, "e")
	if err != nil {
		return nil, nil, err
	}
	merged, err := s.merged(ctx, "entity", -1)
	if err != nil {
		return nil, nil, s.known(err)
	}
	return merged.all(number), merged, nil
}

// Months counts what a speaker did in each month, the earliest first; of a month by act. Reviewed is for what people have reviewed only.
// An id that nobody has did nothing.
func (s *Store) Months(ctx context.Context, speaker string, reviewed bool) (list []news.MonthCount, err error) {
	numbers, _, err := s.speaking(ctx, speaker)
	if err != nil {
		return nil, err
	}
	where, arguments := in(s, "s.speaker", numbers, 1)
	query := fmt.Sprintf(`SELECT s.key >> %d, s.act, count(*) FROM statements s JOIN documents d ON d.id = s.document
		WHERE %s AND %s GROUP BY 1, 2 ORDER BY 1, 2`, dayShift, where, standing(reviewed))
	at := map[news.MonthCount]int{}
	err = each(ctx, s.db, query, arguments, func(scan func(...any) error) error {
		var day int64
		var act news.Act
		var n int
		if err := scan(&day, &act, &n); err != nil {
			return err
		}
		one := news.MonthCount{Month: time.Unix((day-daysTo1970)*24*60*60, 0).UTC().Format("2006-01"), Act: act}
		i, known := at[one]
		if !known {
			i = len(list)
			at[one] = i
			list = append(list, one)
		}
		list[i].Statements += n
		return nil
	})
	slices.SortFunc(list, func(a, b news.MonthCount) int {
		return cmp.Or(cmp.Compare(a.Month, b.Month), cmp.Compare(a.Act, b.Act))
	})
	return list, s.known(err)
}

// stance is where a speaker took a stance towards a claim.
type stance struct {
	key, claim int64
	stance     news.Stance
}

// Stances lists the entries in which a speaker takes a stance towards a claim, of claims towards which he did so more than once: those towards
// which he took different stances before the others, and then by the latest of them; of so many claims at most. Of a speaker with very
// many, the latest 2,000 with a stance are gone through. The entries of a claim stand together, the
// earliest first. Reviewed is for what people have reviewed only.
func (s *Store) Stances(ctx context.Context, speaker string, reviewed bool, most int) ([]news.Entry, error) {
	numbers, _, err := s.speaking(ctx, speaker)
	if err != nil {
		return nil, err
	}
	claims, err := s.merged(ctx, "claim", -1)
	if err != nil {
		return nil, s.known(err)
	}
	where, arguments := in(s, "s.speaker", numbers, 1)
	query := fmt.Sprintf(`SELECT s.key, s.claim, s.stance FROM statements s JOIN documents d ON d.id = s.document
		WHERE %s AND %s AND s.stance <> '' AND s.claim IS NOT NULL ORDER BY s.key DESC LIMIT %d`, where, standing(reviewed), mostStances)
	taken := map[int64][]stance{}
	var order []int64
	err = each(ctx, s.db, query, arguments, func(scan func(...any) error) error {
		var one stance
		err := scan(&one.key, &one.claim, &one.stance)
		root := claims.root(one.claim)
		if taken[root] == nil {
			order = append(order, root)
		}
		taken[root] = append(taken[root], one)
		return err
	})
	if err != nil {
		return nil, s.known(err)
	}
	order = slices.DeleteFunc(order, func(claim int64) bool { return len(taken[claim]) < 2 })
	slices.SortStableFunc(order, func(a, b int64) int { return cmp.Compare(differing(taken[b]), differing(taken[a])) })
	return s.entriesWith(ctx, order[:min(most, len(order))], taken)
}

// differing is 1 where not all stances are the same.
func differing(list []stance) int {
	if slices.ContainsFunc(list, func(one stance) bool { return one.stance != list[0].stance }) {
		return 1
	}
	return 0
}

// entriesWith reads the entries of stances, claim by claim.
func (s *Store) entriesWith(ctx context.Context, order []int64, taken map[int64][]stance) ([]news.Entry, error) {
	var keys []int64
	for _, claim := range order {
		for _, one := range slices.Backward(taken[claim]) {
			keys = append(keys, one.key)
		}
	}
	byKey := map[int64]row{}
	for some := range slices.Chunk(keys, 1000) {
		where, arguments := in(s, "s.key", some, 1)
		list, err := rows(ctx, s.db, "WHERE "+where, arguments...)
		if err != nil {
			return nil, s.known(err)
		}
		for _, r := range list {
			byKey[r.key] = r
		}
	}
	list := make([]row, 0, len(keys))
	for _, key := range keys {
		if r, ok := byKey[key]; ok {
			list = append(list, r)
		}
	}
	return s.entriesOf(ctx, list, -1)
}

// The rows of answers of a speaker, and those of answers to him: what he is, the answers by him or to him, and who is at the other end.
const (
	whomHeAnswers = `SELECT t.speaker, a.relation, count(DISTINCT s.key) FROM statements s JOIN documents d ON d.id = s.document
		JOIN answers a ON a.key = s.key JOIN statements t ON t.document = a.document AND t.name = a.name AND t.until IS NULL
		WHERE %s AND %s AND t.speaker IS NOT NULL GROUP BY 1, 2`
	whoAnswersHim = `SELECT s.speaker, a.relation, count(DISTINCT s.key) FROM statements t
		JOIN answers a ON a.document = t.document AND a.name = t.name JOIN statements s ON s.key = a.key JOIN documents d ON d.id = s.document
		WHERE %s AND t.until IS NULL AND %s AND s.speaker IS NOT NULL GROUP BY 1, 2`
)

// Parties lists whom a speaker answers and who answers him, by name, with how many statements do so in which relation. Answers to oneself are
// not among them. Reviewed is for what people have reviewed only.
func (s *Store) Parties(ctx context.Context, speaker string, reviewed bool) (answers, answeredBy []news.Party, err error) {
	numbers, merged, err := s.speaking(ctx, speaker)
	if err != nil {
		return nil, nil, err
	}
	if answers, err = s.parties(ctx, whomHeAnswers, "s.speaker", numbers, merged, reviewed); err != nil {
		return nil, nil, err
	}
	answeredBy, err = s.parties(ctx, whoAnswersHim, "t.speaker", numbers, merged, reviewed)
	return answers, answeredBy, err
}

func (s *Store) parties(ctx context.Context, query, column string, numbers []int64, merged *merges, reviewed bool) (list []news.Party, err error) {
	type end struct {
		speaker  int64
		relation news.Relation
	}
	found := map[end]int{}
	who := map[int64]*news.Entity{}
	where, arguments := in(s, column, numbers, 1)
	err = each(ctx, s.db, fmt.Sprintf(query, where, standing(reviewed)), arguments, func(scan func(...any) error) error {
		var one end
		var n int
		err := scan(&one.speaker, &one.relation, &n)
		one.speaker = merged.root(one.speaker)
		if one.speaker != numbers[0] {
			found[one] += n
			who[one.speaker] = &news.Entity{ID: idOf("e", one.speaker)}
		}
		return err
	})
	if err != nil {
		return nil, s.known(err)
	}
	if err := s.describe(ctx, who); err != nil {
		return nil, err
	}
	for one, n := range found {
		list = append(list, news.Party{Speaker: *who[one.speaker], Relation: one.relation, Statements: n})
	}
	slices.SortFunc(list, func(a, b news.Party) int {
		return cmp.Or(cmp.Compare(folded(a.Speaker.Name), folded(b.Speaker.Name)), cmp.Compare(a.Speaker.ID, b.Speaker.ID), cmp.Compare(a.Relation, b.Relation))
	})
	return list, nil
}

// describe fills in what is known of entities by their numbers.
func (s *Store) describe(ctx context.Context, who map[int64]*news.Entity) error {
	for some := range slices.Chunk(slices.Sorted(maps.Keys(who)), 1000) {
		where, arguments := in(s, "id", some, 1)
		err := each(ctx, s.db, "SELECT id, kind, name, role FROM entities WHERE "+where, arguments, func(scan func(...any) error) error {
			var id int64
			var e news.Entity
			err := scan(&id, &e.Kind, &e.Name, &e.Role)
			e.ID = idOf("e", id)
			*who[id] = e
			return err
		})
		if err != nil {
			return s.known(err)
		}
	}
	return nil
}

// Entities gives what is known of entities without aliases and mentions, each by itself and in the order asked for, even where it was merged with
// others. The error is ErrUnknown.
func (s *Store) Entities(ctx context.Context, ids ...string) ([]news.Entity, error) {
	who := map[int64]*news.Entity{}
	numbers := make([]int64, len(ids))
	for i, id := range ids {
		n, err := numberOf(id, "e")
		if err != nil {
			return nil, err
		}
		numbers[i], who[n] = n, &news.Entity{}
	}
	if err := s.describe(ctx, who); err != nil {
		return nil, err
	}
	list := make([]news.Entity, len(ids))
	for i, n := range numbers {
		if list[i] = *who[n]; list[i].ID == "" {
			return nil, fmt.Errorf("speaker %s: %w", ids[i], ErrUnknown)
		}
	}
	return list, nil
}
