package store

import (
	"context"
	"database/sql"
	"encoding/base64"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"

	"gainsay/news"
)

// Speakers lists who has said something that stands, by name or by who spoke last. The errors are ErrCursor.
func (s *Store) Speakers(ctx context.Context, q news.SpeakerQuery) (news.SpeakerList, error) {
	merged, err := s.merged(ctx, "entity", -1)
	if err != nil {
		return news.SpeakerList{}, s.known(err)
	}
	if q.Latest && folded(q.Prefix) == "" {
		return s.speakersByDay(ctx, q, merged)
	}
	return s.speakersByName(ctx, q, merged)
}

// speakersByDay walks through the ledger.
func (s *Store) speakersByDay(ctx context.Context, q news.SpeakerQuery, merged *merges) (list news.SpeakerList, err error) {
	w, err := s.walk(ctx, news.Query{}, q.ListQuery)
	if err != nil {
		return list, err
	}
	next, err := w.through(ctx, func(r *row) int64 { return merged.root(r.speaker) }, func(fresh []row) (int, error) {
		for i := range fresh {
			fresh[i].speaker = merged.root(fresh[i].speaker)
		}
		known, err := s.entitiesOf(ctx, fresh)
		if err != nil {
			return 0, err
		}
		for i := range fresh {
			entity, ok := known[fresh[i].speaker]
			if !ok || q.Kind != "" && entity.Kind != q.Kind {
				continue
			}
			numbers := merged.all(fresh[i].speaker)
			if before, err := w.before(ctx, "speaker", numbers); before || err != nil {
				if err != nil {
					return 0, err
				}
				continue
			}
			summary := news.SpeakerSummary{Speaker: entity}
			if err := s.countSpeaker(ctx, &summary, numbers, q.Reviewed); err != nil {
				return 0, err
			}
			list.Speakers = append(list.Speakers, summary)
			if len(list.Speakers) == w.limit {
				return i, nil
			}
		}
		return notFull, nil
	})
	if err == nil && next != 0 {
		list.Next = encodeCursor(next)
	}
	return list, err
}

// entitiesOf gives the speakers of rows by their numbers.
func (s *Store) entitiesOf(ctx context.Context, of []row) (map[int64]news.Entity, error) {
	known := map[int64]news.Entity{}
	if len(of) == 0 {
		return known, nil
	}
	where, arguments := in(s, "id", numbersIn(of, func(r *row) int64 { return r.speaker }), 1)
	err := each(ctx, s.db, "SELECT id, kind, name, role FROM entities WHERE "+where, arguments, func(scan func(...any) error) error {
		var id int64
		var e news.Entity
		err := scan(&id, &e.Kind, &e.Name, &e.Role)
		e.ID = idOf("e", id)
		known[id] = e
		return err
	})
	return known, s.known(err)
}

// countSpeaker tells how many statements a speaker has made, and when the last.
func (s *Store) countSpeaker(ctx context.Context, summary *news.SpeakerSummary, numbers []int64, reviewed bool) error {
	w, err := s.walk(ctx, news.Query{}, news.ListQuery{Reviewed: reviewed})
	if err != nil {
		return err
	}
	w.sel.mustNumber("speaker", numbers)
	n, latest, err := s.howMany(ctx, w.sel, news.MostCounted+1)
	summary.Statements = n
	if n > 0 {
		summary.Latest = dayOf(latest)
	}
	return err
}

// called is a name of a speaker as a list by name comes by it.
type called struct {
	name, folded string
	entity       int64
}

// speakersByName goes through names in their order: those that speakers are called by first, or, with a prefix, the first of each in which
// a word begins so.
func (s *Store) speakersByName(ctx context.Context, q news.SpeakerQuery, merged *merges) (list news.SpeakerList, err error) {
	prefix := folded(q.Prefix)
	at := called{folded: folded(q.From)}
	if q.Cursor != "" {
		if at, err = nameCursor(q.Cursor); err != nil {
			return list, err
		}
	}
	limit, seen := length(q.ListQuery), map[int64]bool{}
	var last called // of the list
	for range mostStretches {
		names, err := s.namesFrom(ctx, prefix, at)
		if err != nil {
			return list, err
		}
		for _, c := range names {
			root := merged.root(c.entity)
			if seen[root] || root != c.entity && prefix == "" {
				continue
			}
			seen[root] = true
			summary, err := s.speakerCalled(ctx, c.name, merged.all(root), q)
			if err != nil {
				return list, err
			}
			if summary.Statements == 0 {
				continue
			}
			if len(list.Speakers) == limit {
				list.Next = last.cursor()
				return list, nil
			}
			list.Speakers, last = append(list.Speakers, summary), c
		}
		if len(names) < stretch {
			return list, nil
		}
		at = names[len(names)-1]
	}
	list.Next = at.cursor()
	return list, nil
}

// speakerCalled is a speaker as a list shows him who comes by one of his names; without statements where the query wants another kind.
func (s *Store) speakerCalled(ctx context.Context, name string, numbers []int64, q news.SpeakerQuery) (summary news.SpeakerSummary, err error) {
	e := &summary.Speaker
	e.ID = idOf("e", numbers[0])
	err = s.db.QueryRowContext(ctx, "SELECT kind, name, role FROM entities WHERE id = $1", numbers[0]).Scan(&e.Kind, &e.Name, &e.Role)
	if err != nil || q.Kind != "" && e.Kind != q.Kind {
		return summary, s.known(err)
	}
	if name != e.Name {
		summary.Called = name
	}
	return summary, s.countSpeaker(ctx, &summary, numbers, q.Reviewed)
}

// namesFrom lists names behind one, by what they are looked up by.
func (s *Store) namesFrom(ctx context.Context, prefix string, behind called) (list []called, err error) {
	condition, arguments := "e.name = n.name", []any{behind.folded, behind.entity, stretch}
	if prefix != "" {
		// What is folded holds letters, digits and spaces only, so that LIKE takes nothing in it for a pattern.
		condition = `(n.folded LIKE $4 OR n.folded LIKE $5) AND NOT EXISTS (SELECT 1 FROM names o WHERE o.entity = n.entity AND (o.folded LIKE $4 OR o.folded LIKE $5)
			AND (o.folded < n.folded OR o.folded = n.folded AND o.name < n.name))`
		arguments = append(arguments, prefix+"%", "% "+prefix+"%")
	}
	query := "SELECT n.name, n.folded, n.entity FROM names n JOIN entities e ON e.id = n.entity WHERE (n.folded, n.entity) > ($1, $2) AND " + condition +
		" ORDER BY n.folded, n.entity LIMIT $3"
	err = each(ctx, s.db, query, arguments, func(scan func(...any) error) error {
		var c called
		err := scan(&c.name, &c.folded, &c.entity)
		list = append(list, c)
		return err
	})
	return list, s.known(err)
}

func (c called) cursor() string {
	return base64.RawURLEncoding.EncodeToString(fmt.Appendf(nil, "%d %s", c.entity, c.folded))
}

func nameCursor(cursor string) (c called, err error) {
	data, err := base64.RawURLEncoding.DecodeString(cursor)
	if err != nil {
		return c, ErrCursor
	}
	number, name, ok := strings.Cut(string(data), " ")
	c.folded = folded(name)
	if c.entity, err = strconv.ParseInt(number, 10, 64); err != nil || !ok || c.folded != name {
		return c, ErrCursor
	}
	return c, nil
}

const mostInitials = 60

// Initials lists the letters and digits that names of speakers begin with, in small letters and without accents; of very many the first.
func (s *Store) Initials(ctx context.Context) (list []string, err error) {
	for from := "0"; len(list) < mostInitials; {
		var name string
		err := s.db.QueryRowContext(ctx, "SELECT folded FROM names WHERE folded >= $1 ORDER BY folded LIMIT 1", from).Scan(&name)
		if errors.Is(err, sql.ErrNoRows) {
			return list, nil
		}
		if err != nil {
			return nil, s.known(err)
		}
		first, _ := utf8.DecodeRuneInString(name)
		list = append(list, string(first))
		from = string(first + 1)
	}
	return list, nil
}
