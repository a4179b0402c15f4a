package store

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"gainsay/news"
)

// entriesOf makes entries of rows, as the archive stood at a position; -1: as it stands.
func (s *Store) entriesOf(ctx context.Context, list []row, asOf int64) ([]news.Entry, error) {
	if len(list) == 0 {
		return nil, nil
	}
	g := gatherer{store: s, ctx: ctx, asOf: asOf}
	for _, gather := range []func([]row) error{g.merged, g.documents, g.speakers, g.wordings, g.contests, g.edits, g.copies, g.answered} {
		if err := gather(list); err != nil {
			return nil, s.known(err)
		}
	}
	out := make([]news.Entry, len(list))
	for i := range list {
		out[i] = g.entry(&list[i])
	}
	return out, nil
}

// gatherer gathers what entries have that rows of statements do not, for all rows at once.
type gatherer struct {
	store     *Store
	ctx       context.Context
	asOf      int64
	entities  *merges
	claims    *merges
	origins   *merges
	document  map[int64]*document
	speaker   map[int64]*news.Entity
	wording   map[int64]string
	contested map[int64]bool
	edited    map[string]bool // by id
	copiesOf  map[int64]int   // by origin
	answersTo map[string]int
}

// numbers lists what rows have, each once, without 0.
func numbersIn(list []row, of func(*row) int64) []int64 {
	var numbers []int64
	seen := map[int64]bool{0: true}
	for i := range list {
		if n := of(&list[i]); !seen[n] {
			seen[n] = true
			numbers = append(numbers, n)
		}
	}
	return numbers
}

func (g *gatherer) merged([]row) (err error) {
	if g.entities, err = g.store.merged(g.ctx, "entity", g.asOf); err != nil {
		return err
	}
	if g.claims, err = g.store.merged(g.ctx, "claim", g.asOf); err != nil {
		return err
	}
	g.origins, err = g.store.merged(g.ctx, "origin", g.asOf)
	return err
}

// some asks for rows with one of some numbers, part by part.
func (g *gatherer) some(query, column, then string, numbers []int64, row func(scan func(...any) error) error) error {
	for part := range slices.Chunk(numbers, 1000) {
		where, arguments := in(g.store, column, part, 1)
		if err := each(g.ctx, g.store.db, query+" WHERE "+where+" "+then, arguments, row); err != nil {
			return err
		}
	}
	return nil
}

func (g *gatherer) documents(list []row) error {
	g.document = map[int64]*document{}
	return g.some("SELECT "+documentColumns+" FROM "+documentTables, "d.id", "", numbersIn(list, func(r *row) int64 { return r.document }), func(scan func(...any) error) error {
		d, err := scanDocument(scan)
		if err == nil {
			if g.asOf >= 0 && d.replaced > g.asOf {
				d.replaced = 0
			}
			g.document[d.number] = d
		}
		return err
	})
}

func (g *gatherer) speakers(list []row) error {
	g.speaker = map[int64]*news.Entity{}
	numbers := numbersIn(list, func(r *row) int64 { return g.entities.root(r.speaker) })
	return g.some("SELECT id, kind, name, role FROM entities", "id", "", numbers, func(scan func(...any) error) error {
		var id int64
		e := &news.Entity{}
		err := scan(&id, &e.Kind, &e.Name, &e.Role)
		e.ID = idOf("e", id)
		g.speaker[id] = e
		return err
	})
}

func (g *gatherer) wordings(list []row) error {
	g.wording = map[int64]string{}
	numbers := numbersIn(list, func(r *row) int64 { return g.claims.root(r.claim) })
	return g.some("SELECT claim, since, body FROM wordings", "claim", "ORDER BY since", numbers, func(scan func(...any) error) error {
		var claim, since int64
		var data []byte
		if err := scan(&claim, &since, &data); err != nil {
			return err
		}
		if g.asOf >= 0 && since > g.asOf {
			return nil
		}
		var w wording
		err := json.Unmarshal(data, &w)
		g.wording[claim] = w.Text
		return err
	})
}

// contests looks up which claims are contested.
func (g *gatherer) contests(list []row) error {
	g.contested = map[int64]bool{}
	holds := "AND until IS NULL"
	if g.asOf >= 0 {
		holds = fmt.Sprintf("AND since <= %d AND (until IS NULL OR until > %d)", g.asOf, g.asOf)
	}
	return g.some("SELECT claim FROM contested", "claim", holds, numbersIn(list, func(r *row) int64 { return r.claim }), func(scan func(...any) error) error {
		var claim int64
		err := scan(&claim)
		g.contested[claim] = true
		return err
	})
}

// edits looks up which statements a version of their article changed.
func (g *gatherer) edits(list []row) error {
	g.edited = map[string]bool{}
	return g.some("SELECT document, name FROM edited", "document", "", numbersIn(list, func(r *row) int64 { return r.document }), func(scan func(...any) error) error {
		var document int64
		var name string
		err := scan(&document, &name)
		g.edited[documentID(document)+"#"+name] = true
		return err
	})
}

// copies counts for each origin the documents that carry it, versions of one article once.
func (g *gatherer) copies([]row) error {
	g.copiesOf = map[int64]int{}
	var numbers []int64
	for _, d := range g.document {
		if d.origin != 0 {
			numbers = append(numbers, g.origins.all(d.origin)...)
		}
	}
	slices.Sort(numbers)
	condition := "GROUP BY origin"
	if g.asOf >= 0 {
		condition = fmt.Sprintf("AND read_at <= %d ", g.asOf) + condition
	}
	return g.some("SELECT origin, count(DISTINCT series) FROM documents", "origin", condition, slices.Compact(numbers), func(scan func(...any) error) error {
		var origin int64
		var places int
		err := scan(&origin, &places)
		g.copiesOf[g.origins.root(origin)] += places
		return err
	})
}

// answered counts the statements that answer those of rows.
func (g *gatherer) answered(list []row) error {
	g.answersTo = map[string]int{}
	for part := range slices.Chunk(list, 400) {
		holds, arguments := "s.until IS NULL", []any(nil)
		if g.asOf >= 0 {
			holds, arguments = "s.since <= $1 AND (s.until IS NULL OR s.until > $1)", []any{g.asOf}
		}
		// One look-up by the index for each document: a list of pairs would be asked for differently in each database.
		query := ""
		for document, names := range namesByDocument(part) {
			if query != "" {
				query += " UNION ALL "
			}
			n := len(arguments)
			query += fmt.Sprintf("SELECT a.document, a.name, s.document, s.name FROM answers a JOIN statements s ON s.key = a.key WHERE a.document = $%d AND a.name IN (", n+1)
			arguments = append(arguments, document)
			for i, name := range names {
				query += fmt.Sprintf("$%d, ", n+2+i)
				arguments = append(arguments, name)
			}
			query = strings.TrimSuffix(query, ", ") + ") AND " + holds + " AND s.review <> 'rejected'"
		}
		err := each(g.ctx, g.store.db, query, arguments, func(scan func(...any) error) error {
			var document, by int64
			var name, byName string
			err := scan(&document, &name, &by, &byName)
			g.answersTo[documentID(document)+"#"+name]++
			return err
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// namesByDocument are the names of the statements of rows, by the number of their document.
func namesByDocument(list []row) map[int64][]string {
	names := map[int64][]string{}
	for i := range list {
		names[list[i].document] = append(names[list[i].document], list[i].ID)
	}
	return names
}

func (g *gatherer) entry(r *row) news.Entry {
	id := documentID(r.document) + "#" + r.ID
	e := news.Entry{ID: id, Statement: r.Statement, Source: r.source, Words: r.words, Answered: g.answersTo[id], Review: r.review, Revision: r.since}
	if d := g.document[r.document]; d != nil {
		e.Document = d.public()
		if d.origin != 0 {
			root := g.origins.root(d.origin)
			e.Document.Origin = idOf("o", root)
			e.Copies = max(0, g.copiesOf[root]-1)
		}
	}
	if r.speaker != 0 {
		e.Speaker = g.speaker[g.entities.root(r.speaker)]
		if r.Source != nil && e.Speaker != nil {
			source := *r.Source
			source.Entity = e.Speaker.ID
			e.Statement.Source = &source
		}
	}
	e.Edited = g.edited[e.ID]
	if r.claim != 0 {
		root := g.claims.root(r.claim)
		e.Statement.Claim, e.Claim, e.Contested = idOf("c", root), g.wording[root], g.contested[r.claim]
	}
	return e
}

// Statement gives an entry by its id, also one that was rejected or stands in an older version; asOf is as in a query.
func (s *Store) Statement(ctx context.Context, id string) (news.Entry, error) {
	document, name, err := statementIDs(id)
	if err != nil {
		return news.Entry{}, err
	}
	list, err := rows(ctx, s.db, "WHERE s.document = $1 AND s.name = $2 AND s.until IS NULL", document, name)
	if err != nil {
		return news.Entry{}, s.known(err)
	}
	if len(list) == 0 {
		return news.Entry{}, fmt.Errorf("statement %s: %w", id, ErrUnknown)
	}
	entries, err := s.entriesOf(ctx, list, -1)
	if err != nil {
		return news.Entry{}, err
	}
	return entries[0], nil
}

// Answers lists the entries that answer a statement.
func (s *Store) Answers(ctx context.Context, id string) ([]news.Entry, error) {
	document, name, err := statementIDs(id)
	if err != nil {
		return nil, err
	}
	list, err := rows(ctx, s.db, "JOIN answers a ON a.key = s.key WHERE a.document = $1 AND a.name = $2 AND s.until IS NULL AND s.review <> 'rejected' ORDER BY s.key", document, name)
	if err != nil {
		return nil, s.known(err)
	}
	return s.entriesOf(ctx, list, -1)
}

// Document gives what is known of a document besides its text.
func (s *Store) Document(ctx context.Context, id string) (news.Head, error) {
	number, err := numberOf(id, "d")
	if err != nil {
		return news.Head{}, err
	}
	list, err := s.heads(ctx, "WHERE d.id = $1", number)
	if err == nil && len(list) == 0 {
		err = fmt.Errorf("document %s: %w", id, ErrUnknown)
	}
	if err != nil {
		return news.Head{}, err
	}
	return list[0], nil
}

// Documents lists documents above a number, in the order of their capture.
func (s *Store) Documents(ctx context.Context, above int64, most int) ([]news.Head, error) {
	return s.heads(ctx, "WHERE d.id > $1 ORDER BY d.id LIMIT $2", above, most)
}

// Versions lists the versions of the article that a document is one of.
func (s *Store) Versions(ctx context.Context, id string) ([]news.Head, error) {
	number, err := numberOf(id, "d")
	if err != nil {
		return nil, err
	}
	return s.heads(ctx, "WHERE d.series = (SELECT series FROM documents WHERE id = $1) ORDER BY d.version", number)
}

// Copies lists the documents that carry the same text as a document, itself among them.
func (s *Store) Copies(ctx context.Context, id string) ([]news.Head, error) {
	h, err := s.Document(ctx, id)
	if err != nil || h.Origin == "" {
		return nil, err
	}
	number, err := numberOf(h.Origin, "o")
	if err != nil {
		return nil, err
	}
	merged, err := s.merged(ctx, "origin", -1)
	if err != nil {
		return nil, s.known(err)
	}
	where, arguments := in(s, "d.origin", merged.all(number), 1)
	return s.heads(ctx, "WHERE "+where+" ORDER BY d.published, d.id", arguments...)
}

func (s *Store) heads(ctx context.Context, rest string, arguments ...any) (list []news.Head, err error) {
	origins, err := s.merged(ctx, "origin", -1)
	if err != nil {
		return nil, s.known(err)
	}
	err = each(ctx, s.db, "SELECT "+documentColumns+" FROM "+documentTables+" "+rest, arguments, func(scan func(...any) error) error {
		d, err := scanDocument(scan)
		if err == nil {
			d.origin = origins.root(d.origin)
			list = append(list, d.public())
		}
		return err
	})
	return list, s.known(err)
}

// Captures lists the looks at a document's place that gave it.
func (s *Store) Captures(ctx context.Context, id string) (list []news.Capture, err error) {
	number, err := numberOf(id, "d")
	if err != nil {
		return nil, err
	}
	err = each(ctx, s.db, "SELECT details FROM captures WHERE document = $1 ORDER BY id", []any{number}, func(scan func(...any) error) error {
		var data []byte
		if err := scan(&data); err != nil {
			return err
		}
		var c news.Capture
		err := json.Unmarshal(data, &c)
		list = append(list, c)
		return err
	})
	return list, s.known(err)
}

// DocumentsOf lists the documents that speak to a claim, or to one that it was merged with, of articles with several versions the last
// one, in the order of their capture.
func (s *Store) DocumentsOf(ctx context.Context, claim string) ([]news.Head, error) {
	number, err := numberOf(claim, "c")
	if err != nil {
		return nil, err
	}
	merged, err := s.merged(ctx, "claim", -1)
	if err != nil {
		return nil, s.known(err)
	}
	where, arguments := in(s, "s.claim", merged.all(number), 1)
	return s.heads(ctx, "WHERE d.replaced IS NULL AND d.id IN (SELECT s.document FROM statements s WHERE "+where+" AND s.until IS NULL AND s.review <> 'rejected') ORDER BY d.id", arguments...)
}

// Root is the id that an entity, a claim or an origin has since it was merged with others; its own where it was not.
func (s *Store) Root(ctx context.Context, id string) (string, error) {
	kind, letter := "entity", "e"
	switch {
	case strings.HasPrefix(id, "c"):
		kind, letter = "claim", "c"
	case strings.HasPrefix(id, "o"):
		kind, letter = "origin", "o"
	}
	number, err := numberOf(id, letter)
	if err != nil {
		return "", err
	}
	merged, err := s.merged(ctx, kind, -1)
	if err != nil {
		return "", s.known(err)
	}
	return idOf(letter, merged.root(number)), nil
}
