package store

import (
	"cmp"
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"gainsay/internal/link"
	"gainsay/internal/search"
	"gainsay/news"
)

// statements writes the statements of a reading to the ledger. Of a document that was read before, what a person has said something
// about stays as it is, and no machine puts another statement on the same words; the others end and those of the new
// reading begin, under the same name where their content is the same.
// It gives those names, null where they are those of the reading.
func (l *linking) statements(ctx context.Context, d *document, rec *news.Record, found *link.Linked) (names any, err error) {
	fresh := rowsOf(d, rec, found)
	l.touch(fresh)
	if err := l.answers(ctx, fresh, found.Answers); err != nil {
		return nil, err
	}
	if !l.again {
		return nil, l.store.begin(ctx, l.tx, d, l.position, fresh)
	}
	held, err := rows(ctx, l.tx, "WHERE s.document = $1 AND s.until IS NULL ORDER BY s.key", d.number)
	if err != nil {
		return nil, err
	}
	highest, err := l.highest(ctx, d.number)
	if err != nil {
		return nil, err
	}
	var past []row
	var reviewed []*row
	for i := range held {
		if held[i].review != "" {
			reviewed = append(reviewed, &held[i])
		} else {
			past = append(past, held[i])
		}
	}
	l.touch(past)
	fresh, renamed := renamed(fresh, held, reviewed, highest)
	if err := l.store.end(ctx, l.tx, d, l.position, past); err != nil {
		return nil, err
	}
	packed, err := json.Marshal(renamed)
	if err != nil {
		return nil, err
	}
	return packed, l.store.begin(ctx, l.tx, d, l.position, fresh)
}

// answers adds what statements answer in other documents.
func (l *linking) answers(ctx context.Context, fresh []row, answers map[string][]news.Answer) error {
	for i := range fresh {
		for _, a := range answers[fresh[i].ID] {
			to, ok, err := l.standing(ctx, a.Statement)
			if err != nil {
				return err
			}
			if ok {
				fresh[i].Answers = append(fresh[i].Answers, news.Answer{Statement: to.id(), Relation: a.Relation})
			}
		}
	}
	return nil
}

// highest is the highest number that a statement of a document ever had.
func (l *linking) highest(ctx context.Context, document int64) (most int, err error) {
	err = each(ctx, l.tx, "SELECT DISTINCT name FROM statements WHERE document = $1", []any{document}, func(scan func(...any) error) error {
		var name string
		if err := scan(&name); err != nil {
			return err
		}
		if n, err := strconv.Atoi(strings.TrimPrefix(name, "s")); err == nil {
			most = max(most, n)
		}
		return nil
	})
	return most, err
}

// rowsOf makes rows of the statements of a record, with the ids that hold in the archive.
func rowsOf(d *document, rec *news.Record, found *link.Linked) []row {
	entities := make(map[string]int64, len(rec.Entities))
	for i, e := range rec.Entities {
		entities[e.ID] = found.Entities[i]
	}
	claims := make(map[string]link.Standing, len(rec.Claims))
	for i, c := range rec.Claims {
		claims[c.ID] = found.Claims[i]
	}
	out := make([]row, len(rec.Statements))
	for i, s := range rec.Statements {
		r := row{document: d.number, machine: true, Statement: s}
		text := rec.Article.Body(s.Part)
		r.words = news.Words(text, s.Content)
		if s.Source != nil {
			r.source = news.Words(text, s.Source.Spans)
			r.speaker = entities[s.Source.Entity]
			r.Source = &news.Source{Spans: s.Source.Spans}
			if r.speaker != 0 {
				r.Source.Entity = idOf("e", r.speaker)
			}
		}
		if standing, ok := claims[s.Claim]; ok {
			r.claim, r.Claim = standing.Number, idOf("c", standing.Number)
			if standing.Turned {
				r.Stance = turned(r.Stance)
			}
		}
		r.Answers = nil
		for _, a := range s.Answers {
			r.Answers = append(r.Answers, news.Answer{Statement: documentID(d.number) + "#" + a.Statement, Relation: a.Relation})
		}
		out[i] = r
	}
	return out
}

// renamed gives the statements of a new reading the names that their like had, and new ones to the others. What lies on words that
// a person has decided on is left out.
func renamed(fresh, held []row, reviewed []*row, highest int) (out []row, names map[string]string) {
	names = map[string]string{} // of the new reading's names, those that they get
	taken := map[string]bool{}
	out = fresh[:0]
	for _, r := range fresh {
		if i := slices.IndexFunc(reviewed, func(other *row) bool { return overlap(&r, other) }); i >= 0 {
			names[r.ID] = reviewed[i].ID
			continue
		}
		name := ""
		for i := range held {
			if h := &held[i]; h.review == "" && h.Part == r.Part && !taken[h.ID] && slices.Equal(h.Content, r.Content) {
				name = h.ID
				break
			}
		}
		if name == "" {
			highest++
			name = serialName(highest)
		}
		taken[name] = true
		names[r.ID] = name
		out = append(out, r)
	}
	for i := range out {
		r := &out[i]
		own := documentID(r.document) + "#"
		r.ID = names[r.ID]
		if r.Parent != "" {
			r.Parent = names[r.Parent]
		}
		if r.Parent == r.ID {
			r.Parent = ""
		}
		answers := r.Answers[:0]
		for _, a := range r.Answers {
			if name, ok := strings.CutPrefix(a.Statement, own); ok {
				a.Statement = own + names[name]
			}
			if a.Statement != own+r.ID && !slices.Contains(answers, a) {
				answers = append(answers, a)
			}
		}
		r.Answers = answers
	}
	return out, names
}

// overlap tells whether two statements lie on the same words: half of the shorter one's content.
func overlap(a, b *row) bool {
	if a.Part != b.Part {
		return false
	}
	shared, first, second := 0, 0, 0
	for _, x := range a.Content {
		first += x.Len()
		for _, y := range b.Content {
			shared += max(0, min(x.End, y.End)-max(x.Start, y.Start))
		}
	}
	for _, y := range b.Content {
		second += y.Len()
	}
	return 2*shared >= min(first, second)
}

// begin writes rows that hold from a position on, and gives them keys: behind the one that they have, if they take the place of others.
func (s *Store) begin(ctx context.Context, tx *sql.Tx, d *document, position int64, list []row) error {
	if len(list) == 0 {
		return nil
	}
	serial, err := count(ctx, tx, "serial", int64(len(list)))
	if err != nil {
		return err
	}
	var values, answers [][]any
	for i := range list {
		r := &list[i]
		within := (serial + int64(i)) << revisionBits
		if r.key != 0 {
			within = cmp.Or(nextWithinDay(r.key), within)
		}
		r.key = firstKey(day(&r.Statement, d.head.Published, d.captured)) + within
		r.since = position
		data, err := r.body()
		if err != nil {
			return err
		}
		machine := 0
		if r.machine {
			machine = 1
		}
		values = append(values, []any{r.key, r.document, r.ID, position, machine, orNull(r.speaker), orNull(r.claim),
			string(r.Act), string(r.Stance), string(r.review), r.Confidence, data})
		for _, a := range r.Answers {
			target, name, err := statementIDs(a.Statement)
			if err != nil {
				return err
			}
			answers = append(answers, []any{r.key, target, name, string(a.Relation)})
		}
	}
	err = s.insert(ctx, tx, "statements (key, document, name, since, machine, speaker, claim, act, stance, review, confidence, body)", values, "")
	if err != nil {
		return err
	}
	if err := s.insert(ctx, tx, "answers (key, document, name, relation)", answers, "ON CONFLICT DO NOTHING"); err != nil {
		return err
	}
	return s.index(ctx, tx, d, list, true)
}

// end lets rows hold no longer from a position on.
func (s *Store) end(ctx context.Context, tx *sql.Tx, d *document, position int64, list []row) error {
	if len(list) == 0 {
		return nil
	}
	keys := make([]int64, len(list))
	for i := range list {
		keys[i] = list[i].key
	}
	for some := range slices.Chunk(keys, 1000) {
		where, arguments := in(s, "key", some, 2)
		if _, err := tx.ExecContext(ctx, "UPDATE statements SET until = $1 WHERE "+where, append([]any{position}, arguments...)...); err != nil {
			return err
		}
	}
	return s.indexAs(ctx, tx, d, list, false, false)
}

// revise lets changed rows take the place of those with their keys.
func (s *Store) revise(ctx context.Context, tx *sql.Tx, position int64, changed []row) error {
	byDocument := map[int64][]row{}
	var order []int64
	for _, r := range changed {
		if byDocument[r.document] == nil {
			order = append(order, r.document)
		}
		byDocument[r.document] = append(byDocument[r.document], r)
	}
	for _, number := range order {
		d, err := readDocument(ctx, tx, number)
		if err != nil {
			return err
		}
		list := byDocument[number]
		if err := s.end(ctx, tx, d, position, list); err != nil {
			return err
		}
		if err := s.begin(ctx, tx, d, position, slices.Clone(list)); err != nil {
			return err
		}
	}
	return nil
}

// indexRow is what the full-text index is told of a row of statements.
type indexRow struct {
	key    int64
	fresh  bool // the index has nothing of it
	fields search.Fields
}

// index writes rows that hold to the full-text index.
func (s *Store) index(ctx context.Context, tx *sql.Tx, d *document, list []row, fresh bool) error {
	return s.indexAs(ctx, tx, d, list, fresh, d.replaced == 0)
}

// indexAs writes rows to the full-text index: stands tells whether they hold and are of a version that speaks.
func (s *Store) indexAs(ctx context.Context, tx *sql.Tx, d *document, list []row, fresh, stands bool) error {
	speakers, err := s.speakersOf(ctx, tx, list)
	if err != nil {
		return err
	}
	edited, err := editedIn(ctx, tx, d.number)
	if err != nil {
		return err
	}
	out := make([]indexRow, len(list))
	for i := range list {
		r := &list[i]
		fields := search.Fields{Words: r.words, Speaker: strings.TrimSpace(speakers[r.speaker] + " " + r.source), Title: d.head.Title, Facets: facets(d, r, stands)}
		if edited[r.ID] {
			fields.Facets = append(fields.Facets, editedFacet)
		}
		out[i] = indexRow{r.key, fresh, fields}
	}
	return s.dialect.indexed(ctx, s, tx, out)
}

// speakersOf is the names and roles of the speakers of rows, by number.
func (s *Store) speakersOf(ctx context.Context, db queryer, list []row) (map[int64]string, error) {
	var numbers []int64
	for i := range list {
		if n := list[i].speaker; n != 0 && !slices.Contains(numbers, n) {
			numbers = append(numbers, n)
		}
	}
	out := map[int64]string{}
	for some := range slices.Chunk(numbers, 1000) {
		where, arguments := in(s, "id", some, 1)
		err := each(ctx, db, "SELECT id, name, role FROM entities WHERE "+where, arguments, func(scan func(...any) error) error {
			var id int64
			var name, role string
			err := scan(&id, &name, &role)
			out[id] = name + " " + role
			return err
		})
		if err != nil {
			return nil, err
		}
	}
	return out, nil
}

// stands is the facet of all that the ledger shows when nothing else is asked for.
const standsFacet = "stands1"

// editedFacet is the facet of what a later version of its article changed, added or left out.
const editedFacet = "edited1"

// facet is a term of the index that stands for a value of a filter.
func facet(name string, number int64) string {
	if number < 0 {
		return name + "h" + strconv.FormatInt(-number, 10)
	}
	return name + strconv.FormatInt(number, 10)
}

// facets are the terms by which the filters of a search find a row.
func facets(d *document, r *row, stands bool) []string {
	list := []string{"every1", facet("doc", d.number), "act" + string(r.Act)}
	if stands && r.review != news.Rejected {
		list = append(list, standsFacet)
	}
	for _, f := range []struct {
		name   string
		number int64
	}{{"speaker", r.speaker}, {"claim", r.claim}, {"outlet", d.outlet}, {"origin", d.origin}, {"story", d.story}} {
		if f.number != 0 {
			list = append(list, facet(f.name, f.number))
		}
	}
	if r.Stance != "" {
		list = append(list, "stance"+string(r.Stance))
	}
	if r.review != "" {
		list = append(list, "review"+string(r.review))
	}
	if p := d.head.Published; p != "" {
		list = append(list, monthFacet(p))
	}
	return list
}

// monthFacet is the month of a day: month202405.
func monthFacet(d news.Day) string {
	return "month" + strings.ReplaceAll(fmt.Sprintf("%.7s", string(d)), "-", "")
}
