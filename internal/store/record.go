package store

import (
	"context"
	"fmt"
	"slices"

	"gainsay/internal/record"
	"gainsay/news"
)

// Record gives the record of a document as the archive has it: with ids of entities and claims that hold in the whole archive, and as
// people have corrected it. What was rejected is not in it; what somebody has accepted or corrected is sure.
func (s *Store) Record(ctx context.Context, id string) (news.Record, error) {
	number, err := numberOf(id, "d")
	if err != nil {
		return news.Record{}, err
	}
	d, err := readDocument(ctx, s.db, number)
	if err != nil {
		return news.Record{}, s.known(err)
	}
	switch {
	case d.state == news.Failed:
		return news.Record{}, fmt.Errorf("%s: %w: %s", id, ErrFailed, d.failure)
	case d.linked == nil:
		return news.Record{}, fmt.Errorf("document %s: %w", id, ErrNotYet)
	}
	list, err := rows(ctx, s.db, "WHERE s.document = $1 AND s.until IS NULL AND s.review <> 'rejected'", number)
	if err != nil {
		return news.Record{}, s.known(err)
	}
	return s.recordOf(ctx, d, list)
}

// recordOf makes a record of a linked document and its rows.
func (s *Store) recordOf(ctx context.Context, d *document, list []row) (news.Record, error) {
	line, err := unpack(d.reading)
	if err != nil {
		return news.Record{}, fmt.Errorf("%w (%w)", ErrDamaged, err)
	}
	rec, err := record.Decode(line)
	if err != nil {
		return news.Record{}, fmt.Errorf("%w (%w)", ErrDamaged, err)
	}
	rec.ID = documentID(d.number)
	tied, err := d.ties()
	if err != nil {
		return news.Record{}, err
	}
	entries, err := s.entriesOf(ctx, list, -1)
	if err != nil {
		return news.Record{}, err
	}
	slices.SortStableFunc(entries, func(a, b news.Entry) int { return compareStatements(&a.Statement, &b.Statement) })
	merged, err := s.merged(ctx, "entity", -1)
	if err != nil {
		return news.Record{}, s.known(err)
	}
	entities := map[string]news.Entity{}
	for i, e := range rec.Entities {
		e.ID = idOf("e", merged.root(tied.Entities[i]))
		if known, ok := entities[e.ID]; ok { // two that somebody merged
			known.Mentions = append(slices.Clone(known.Mentions), e.Mentions...)
			slices.SortFunc(known.Mentions, func(a, b news.Span) int { return a.Start - b.Start })
			e = known
		}
		entities[e.ID] = e
	}
	rec.Entities, rec.Claims, rec.Statements = nil, nil, nil
	present := map[string]bool{}
	for i := range entries {
		e := &entries[i]
		present[e.Statement.ID] = true
	}
	seen := map[string]bool{}
	for i := range entries {
		e := &entries[i]
		st := e.Statement
		if !present[st.Parent] {
			st.Parent = ""
		}
		answers := make([]news.Answer, 0, len(st.Answers))
		own := rec.ID + "#"
		for _, a := range st.Answers {
			if len(a.Statement) > len(own) && a.Statement[:len(own)] == own {
				a.Statement = a.Statement[len(own):]
				if !present[a.Statement] {
					continue
				}
			}
			answers = append(answers, a)
		}
		st.Answers = answers
		if e.Review != "" {
			st.Confidence = 1
		}
		if st.Source != nil && st.Source.Entity != "" && !seen[st.Source.Entity] {
			seen[st.Source.Entity] = true
			entity, ok := entities[st.Source.Entity]
			if !ok {
				entity = *e.Speaker
			}
			rec.Entities = append(rec.Entities, entity)
		}
		if st.Claim != "" && !seen[st.Claim] {
			seen[st.Claim] = true
			rec.Claims = append(rec.Claims, news.Claim{ID: st.Claim, Text: e.Claim})
		}
		rec.Statements = append(rec.Statements, st)
	}
	return rec, record.Check(&rec)
}

// compareStatements orders statements as a reader comes upon them: the headline's first, then by their names' numbers.
func compareStatements(a, b *news.Statement) int {
	first := func(s *news.Statement) int {
		if len(s.Content) == 0 {
			return 0
		}
		at := s.Content[0].Start
		if s.Source != nil && len(s.Source.Spans) > 0 {
			at = min(at, s.Source.Spans[0].Start)
		}
		if s.Cue != nil && len(s.Cue.Spans) > 0 {
			at = min(at, s.Cue.Spans[0].Start)
		}
		return at
	}
	if a.Part != b.Part {
		if a.Part == news.InTitle {
			return -1
		}
		return 1
	}
	return first(a) - first(b)
}
