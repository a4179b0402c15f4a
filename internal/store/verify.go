package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"slices"

	"gainsay/internal/proof"
	"gainsay/internal/record"
	"gainsay/news"
)

// Finding is something that is wrong with the archive.
type Finding struct {
	What string // "original 5f…", "document d12", "statement d12#s7", "log", "database", "index"
	Is   string // what is wrong with it
}

func (f Finding) String() string { return f.What + ": " + f.Is }

// Checked counts what [Store.Verify] looked at.
type Checked struct{ Originals, Documents, Statements, Entries int }

// Verify looks at everything in the archive: that each original, article and record has its digest, that each span lies in its text and
// has the words that the ledger gives for it, that all that is referred to is there, that the full-text index has what it
// should, and that the log has the root that its entries make. It calls found for whatever is wrong, and done, if that is not nil, now
// and then with how many of all documents it has looked at. The error is one of the database, not a finding.
func (s *Store) Verify(ctx context.Context, found func(Finding), done func(documents, of int)) (Checked, error) {
	v := verifier{store: s, found: found}
	for _, step := range []func(context.Context) error{v.database, v.originals, v.entries, func(ctx context.Context) error { return v.documents(ctx, done) }, v.references, v.indexed} {
		err := s.known(step(ctx))
		switch {
		case errors.Is(err, ErrDamaged):
			v.wrong("database", "%v", err) // the steps that follow may tell more
		case err != nil:
			return v.checked, err
		}
	}
	return v.checked, nil
}

type verifier struct {
	store   *Store
	found   func(Finding)
	checked Checked
	// What the log says, by document and by capture.
	readings map[string]string // digests of records, by "document position"
	captures map[int64]captureEntry
}

func (v *verifier) wrong(what, format string, arguments ...any) {
	v.found(Finding{what, fmt.Sprintf(format, arguments...)})
}

func (v *verifier) database(ctx context.Context) error {
	wrong, err := v.store.dialect.check(ctx, v.store.db)
	for _, w := range wrong {
		v.wrong("database", "%s", w)
	}
	return err
}

func (v *verifier) originals(ctx context.Context) error {
	type original struct {
		sum  string
		size int64
	}
	last := ""
	for {
		var some []original
		err := each(ctx, v.store.db, "SELECT sha256, size FROM originals WHERE sha256 > $1 ORDER BY sha256 LIMIT 500", []any{last}, func(scan func(...any) error) error {
			var o original
			err := scan(&o.sum, &o.size)
			some = append(some, o)
			return err
		})
		if err != nil || len(some) == 0 {
			return err
		}
		for _, o := range some {
			v.checked.Originals++
			raw, err := v.store.files.read(ctx, o.sum)
			switch {
			case ctx.Err() != nil:
				return ctx.Err()
			case err != nil:
				v.wrong("original "+o.sum, "%v", err)
			case int64(len(raw)) != o.size:
				v.wrong("original "+o.sum, "it has %d bytes and not %d", len(raw), o.size)
			}
		}
		last = some[len(some)-1].sum
	}
}

// entries makes the tree over the log anew and compares it with the one that is kept.
func (v *verifier) entries(ctx context.Context) error {
	v.readings, v.captures = map[string]string{}, map[int64]captureEntry{}
	size, err := counter(ctx, v.store.db, "log")
	if err != nil {
		return err
	}
	stored := storedHashes{v.store, ctx, v.store.db}
	for at := int64(0); at < size; {
		var lines [][]byte
		err := each(ctx, v.store.db, "SELECT entry FROM log WHERE position >= $1 ORDER BY position LIMIT 2000", []any{at}, func(scan func(...any) error) error {
			var line []byte
			err := scan(&line)
			lines = append(lines, line)
			return err
		})
		if err != nil {
			return err
		}
		if len(lines) == 0 {
			v.wrong("log", "it ends at %d entries and not at %d", at, size)
			return nil
		}
		first, hashes, err := proof.AppendAll(at, lines, stored)
		if err != nil {
			v.wrong("log", "behind entry %d: %v", at, err)
			return nil
		}
		for i, h := range hashes {
			kept, err := stored.ReadHashes([]int64{first + int64(i)})
			if err != nil || kept[0] != h {
				v.wrong("log", "an entry between %d and %d is not what it was when it was written", at, at+int64(len(lines))-1)
				break
			}
		}
		for i, line := range lines {
			v.entry(at+int64(i), line)
		}
		at += int64(len(lines))
	}
	return nil
}

// entry remembers what an entry of the log says.
func (v *verifier) entry(position int64, line []byte) {
	v.checked.Entries++
	e, err := proof.DecodeEntry(line)
	if err != nil {
		v.wrong("log", "entry %d: %v", position, err)
		return
	}
	switch e.Kind {
	case "capture":
		var c captureEntry
		if err := json.Unmarshal(e.Body, &c); err != nil {
			v.wrong("log", "entry %d: %v", position, err)
		}
		v.captures[c.Capture] = c
	case "reading":
		var r readingEntry
		if err := json.Unmarshal(e.Body, &r); err != nil {
			v.wrong("log", "entry %d: %v", position, err)
		}
		v.readings[fmt.Sprint(r.Document, " ", position)] = r.SHA256
	}
}

// documents looks at the documents and their statements, and at the captures that gave them.
func (v *verifier) documents(ctx context.Context, done func(documents, of int)) error {
	var all int
	if err := v.store.db.QueryRowContext(ctx, "SELECT count(*) FROM documents").Scan(&all); err != nil {
		return err
	}
	for last := int64(0); ; {
		numbers, err := v.store.numbers(ctx, "SELECT id FROM documents WHERE id > $1 ORDER BY id LIMIT 200", last)
		if err != nil || len(numbers) == 0 {
			return err
		}
		for _, n := range numbers {
			if err := v.document(ctx, n); err != nil {
				return err
			}
		}
		last = numbers[len(numbers)-1]
		if done != nil {
			done(v.checked.Documents, all)
		}
	}
}

func (v *verifier) document(ctx context.Context, number int64) error {
	v.checked.Documents++
	id := documentID(number)
	what := "document " + id
	d, err := readDocument(ctx, v.store.db, number)
	if err != nil {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		v.wrong(what, "%v", err)
		return nil
	}
	var article news.Article
	if d.article != nil {
		if article, err = unpackArticle(d.article); err != nil {
			v.wrong(what, "%v", err)
			return nil
		}
	}
	if err := v.capturesOf(ctx, d, &article); err != nil {
		return err
	}
	if d.state == news.Linked {
		if line, err := unpack(d.reading); err != nil {
			v.wrong(what, "its record does not unpack")
		} else if sum := v.readings[fmt.Sprint(id, " ", d.readAt)]; digest(line) != sum {
			v.wrong(what, "its record is not the one that the log speaks of")
		} else if rec, err := record.Decode(line); err != nil {
			v.wrong(what, "%v", err)
		} else if rec.Article.Text != article.Text || rec.Article.Title != article.Title {
			v.wrong(what, "its record is of another text")
		}
	}
	return v.statements(ctx, number, &article)
}

func (v *verifier) capturesOf(ctx context.Context, d *document, article *news.Article) error {
	captures, err := v.store.Captures(ctx, documentID(d.number))
	if err != nil {
		return err
	}
	what := "document " + documentID(d.number)
	if len(captures) == 0 {
		v.wrong(what, "no capture of it is there")
	}
	for i, c := range captures {
		logged, ok := v.captures[c.ID]
		switch {
		case !ok || logged.SHA256 != c.SHA256 || logged.Document != c.Document || logged.Place != c.Place || !logged.Time.Equal(c.Time):
			v.wrong(what, "capture %d is not the one that the log speaks of", c.ID)
		case i == 0 && d.article != nil && logged.Article != digest([]byte(article.Text)):
			v.wrong(what, "its text is not the one that was captured")
		}
	}
	return nil
}

func (v *verifier) statements(ctx context.Context, number int64, article *news.Article) error {
	list, err := rows(ctx, v.store.db, "WHERE s.document = $1 ORDER BY s.key", number)
	if err != nil {
		return err
	}
	names := map[string]bool{}
	for i := range list {
		names[list[i].ID] = true
	}
	for i := range list {
		r := &list[i]
		v.checked.Statements++
		what := "statement " + documentID(number) + "#" + r.ID
		text := article.Body(r.Part)
		inside := func(spans []news.Span) bool {
			at := 0
			for _, s := range spans {
				if s.Start < at || s.End <= s.Start || s.End > len(text) {
					return false
				}
				at = s.End
			}
			return true
		}
		switch {
		case !inside(r.Content) || r.Source != nil && !inside(r.Source.Spans) || r.Cue != nil && !inside(r.Cue.Spans):
			v.wrong(what, "its spans do not lie in the text")
		case news.Words(text, r.Content) != r.words || r.Source != nil && news.Words(text, r.Source.Spans) != r.source:
			v.wrong(what, "its words are not those of the text")
		case r.Parent != "" && !names[r.Parent]:
			v.wrong(what, "it is inside %s, which is not there", r.Parent)
		}
	}
	return nil
}

// references looks for what is referred to and not there, and for statements that hold twice.
func (v *verifier) references(ctx context.Context) error {
	for _, check := range []struct{ query, is string }{
		{`SELECT s.document, s.name FROM statements s WHERE s.speaker IS NOT NULL AND NOT EXISTS (SELECT 1 FROM entities e WHERE e.id = s.speaker)`, "its speaker is not there"},
		{`SELECT s.document, s.name FROM statements s WHERE s.claim IS NOT NULL AND NOT EXISTS (SELECT 1 FROM wordings w WHERE w.claim = s.claim)`, "its claim is not there"},
		{`SELECT s.document, s.name FROM answers a JOIN statements s ON s.key = a.key WHERE NOT EXISTS (SELECT 1 FROM statements t WHERE t.document = a.document AND t.name = a.name)`, "it answers a statement that is not there"},
		{`SELECT document, name FROM statements WHERE until IS NULL GROUP BY document, name HAVING count(*) > 1`, "it is there twice"},
		{`SELECT s.document, s.name FROM statements s WHERE s.until IS NOT NULL AND s.until <= s.since`, "it ended before it began"},
		{`SELECT s.document, s.name FROM statements s JOIN documents d ON d.id = s.document WHERE d.state <> 'linked' AND d.state <> 'read'`, "its document is not read"},
	} {
		err := each(ctx, v.store.db, check.query+" ORDER BY 1, 2 LIMIT 1000", nil, func(scan func(...any) error) error {
			var document int64
			var name string
			err := scan(&document, &name)
			v.wrong("statement "+documentID(document)+"#"+name, "%s", check.is)
			return err
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// indexed compares what the full-text index finds with what there is, document by document: by the statements that stand, and by all.
func (v *verifier) indexed(ctx context.Context) error {
	for _, check := range []struct{ facet, query string }{
		{"every1", "SELECT key FROM statements ORDER BY key"},
		{standsFacet, "SELECT s.key FROM statements s JOIN documents d ON d.id = s.document WHERE s.until IS NULL AND d.replaced IS NULL AND s.review <> 'rejected' ORDER BY s.key"},
	} {
		there, err := v.store.numbers(ctx, check.query)
		if err != nil {
			return err
		}
		from, key, condition, arguments := v.store.dialect.matching(indexQuery{facets: [][]string{{check.facet}}}, 1)
		found, err := v.store.numbers(ctx, fmt.Sprintf("SELECT %s FROM %s WHERE %s ORDER BY %s", key, from, condition, key), arguments...)
		if err != nil {
			return err
		}
		if !slices.Equal(there, found) {
			v.wrong("index", "it has %d statements for %q and should have %d: run gainsay reindex", len(found), check.facet, len(there))
		}
	}
	return nil
}

// Reindex makes the full-text index anew from the ledger.
func (s *Store) Reindex(ctx context.Context, done func(documents, of int)) error {
	var all int
	if err := s.db.QueryRowContext(ctx, "SELECT count(*) FROM documents").Scan(&all); err != nil {
		return s.known(err)
	}
	count := 0
	for last := int64(0); ; {
		numbers, err := s.numbers(ctx, "SELECT id FROM documents WHERE id > $1 ORDER BY id LIMIT 100", last)
		if err != nil || len(numbers) == 0 {
			return err
		}
		err = s.write(ctx, func(tx *sql.Tx) error {
			for _, n := range numbers {
				if err := s.reindexDocument(ctx, tx, n); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			return err
		}
		last = numbers[len(numbers)-1]
		if count += len(numbers); done != nil {
			done(count, all)
		}
	}
}

func (s *Store) reindexDocument(ctx context.Context, tx *sql.Tx, number int64) error {
	d, err := s.indexHeld(ctx, tx, number)
	if err != nil {
		return err
	}
	past, err := rows(ctx, tx, "WHERE s.document = $1 AND s.until IS NOT NULL ORDER BY s.key", number)
	if err != nil {
		return err
	}
	return s.indexAs(ctx, tx, d, past, false, false)
}

// indexHeld writes the rows of a document that hold to the full-text index anew.
func (s *Store) indexHeld(ctx context.Context, tx *sql.Tx, number int64) (*document, error) {
	d, err := readDocument(ctx, tx, number)
	if err != nil {
		return nil, err
	}
	held, err := rows(ctx, tx, "WHERE s.document = $1 AND s.until IS NULL ORDER BY s.key", number)
	if err != nil {
		return nil, err
	}
	return d, s.index(ctx, tx, d, held, false)
}

// Sizes counts what the archive holds.
type Sizes struct {
	Documents  map[news.DocumentState]int64
	Statements int64 // that stand
	Reviewed   int64
	Entities   int64
	Claims     int64
	Captures   int64
	Feeds      int64
	Entries    int64 // of the log
	Bytes      int64 // of the database
	Originals  int64 // bytes, unpacked
}

// Sizes counts what the archive holds.
func (s *Store) Sizes(ctx context.Context) (Sizes, error) {
	out := Sizes{Documents: map[news.DocumentState]int64{}}
	err := each(ctx, s.db, "SELECT state, count(*) FROM documents GROUP BY state", nil, func(scan func(...any) error) error {
		var state news.DocumentState
		var n int64
		err := scan(&state, &n)
		out.Documents[state] = n
		return err
	})
	if err != nil {
		return out, s.known(err)
	}
	for _, one := range []struct {
		query string
		into  *int64
	}{
		{"SELECT count(*) FROM statements s JOIN documents d ON d.id = s.document WHERE s.until IS NULL AND d.replaced IS NULL AND s.review <> 'rejected'", &out.Statements},
		{"SELECT count(*) FROM statements WHERE until IS NULL AND review <> ''", &out.Reviewed},
		{"SELECT count(*) FROM entities", &out.Entities},
		{"SELECT count(DISTINCT claim) FROM wordings", &out.Claims},
		{"SELECT count(*) FROM captures", &out.Captures},
		{"SELECT count(*) FROM feeds", &out.Feeds},
		{"SELECT value FROM counters WHERE name = 'log'", &out.Entries},
		{"SELECT COALESCE(sum(size), 0) FROM originals", &out.Originals},
	} {
		if err := s.db.QueryRowContext(ctx, one.query).Scan(one.into); err != nil {
			return out, s.known(err)
		}
	}
	out.Bytes, err = s.dialect.size(ctx, s.db)
	return out, s.known(err)
}
