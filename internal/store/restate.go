package store

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"gainsay/internal/record"
	"gainsay/news"
)

// restate writes statements anew as the machine read them last and people corrected them since.
func (m *correcting) restate(ctx context.Context, ids []string) error {
	var changed []row
	for _, id := range ids {
		now, err := m.current(ctx, id)
		if err != nil {
			return err
		}
		list, err := rows(ctx, m.tx, "WHERE s.document = $1 AND s.name = $2 AND s.machine = 1 ORDER BY s.since DESC, s.key DESC LIMIT 1", now.document, now.ID)
		if err != nil {
			return err
		}
		if len(list) == 0 {
			return fmt.Errorf("%w: no machine has read %s", ErrDamaged, id)
		}
		r := list[0]
		all, err := corrections(ctx, m.tx, aboutTarget, id)
		if err != nil {
			return err
		}
		// What linking tied to the statement since is nobody's correction, and stays.
		if !slices.ContainsFunc(all, func(c news.Correction) bool { return c.Changed != nil && c.Changed.Answers != nil }) {
			for _, a := range now.Answers {
				if !slices.Contains(r.Answers, a) {
					r.Answers = append(slices.Clone(r.Answers), a)
				}
			}
		}
		made := slices.DeleteFunc(all, func(c news.Correction) bool { return c.Undone != 0 })
		for i := range made {
			if err := m.apply(ctx, &r, id, &made[i]); err != nil {
				return err
			}
		}
		r.machine = r.review == "" && !slices.ContainsFunc(made, func(c news.Correction) bool { return c.Kind == news.Split })
		r.key = now.key // the row whose place it takes
		m.touched[now.claim], m.touched[r.claim] = true, true
		changed = append(changed, r)
	}
	return m.store.revise(ctx, m.tx, m.position, changed)
}

// apply changes a row as a correction says.
func (m *correcting) apply(ctx context.Context, r *row, id string, c *news.Correction) error {
	switch c.Kind {
	case news.Accept:
		if r.review != news.Corrected {
			r.review = news.Accepted
		}
	case news.Reject:
		r.review = news.Rejected
	case news.Split:
		if strings.HasPrefix(c.Target, "c") {
			r.claim, r.Claim = -c.ID, idOf("c", -c.ID)
		} else {
			r.speaker = -c.ID
		}
	case news.Correct:
		r.review = news.Corrected
		return m.change(ctx, r, id, c.Changed)
	}
	return nil
}

// change puts what a person says in the place of what the machine read.
func (m *correcting) change(ctx context.Context, r *row, id string, to *news.StatementChange) error {
	d, err := readDocument(ctx, m.tx, r.document)
	if err != nil {
		return err
	}
	article, err := unpackArticle(d.article)
	if err != nil {
		return err
	}
	text := article.Body(r.Part)
	if to.Source != nil {
		r.Source, r.source = nil, ""
		if len(*to.Source) > 0 {
			r.Source = &news.Source{Spans: *to.Source}
		} else {
			r.speaker = 0
		}
	}
	if to.Speaker != nil {
		if r.speaker, err = m.number(ctx, *to.Speaker, "entity"); err != nil {
			return err
		}
		if r.Source == nil && r.speaker != 0 {
			return fmt.Errorf("%w: %s has no source in the text; mark the words first", ErrCorrection, id)
		}
	}
	if to.Cue != nil {
		r.Cue = nil
		if len(*to.Cue) > 0 {
			r.Cue = &news.Cue{Spans: *to.Cue, Lemma: lemmaOf(text, *to.Cue)}
		}
	}
	if to.Content != nil {
		r.Content = *to.Content
	}
	if to.Act != nil {
		r.Act = *to.Act
	}
	if to.Said != nil {
		r.Said = to.Said
		if *to.Said == (news.Said{}) {
			r.Said = nil
		}
	}
	if to.Claim != nil {
		if r.claim, err = m.number(ctx, *to.Claim, "claim"); err != nil {
			return err
		}
		r.Claim = *to.Claim
		if r.claim == 0 {
			r.Stance = ""
		}
	}
	if to.Stance != nil {
		r.Stance = *to.Stance
	}
	if to.Answers != nil {
		r.Answers = *to.Answers
		for _, a := range r.Answers {
			if _, err := m.current(ctx, a.Statement); err != nil {
				return err
			}
		}
	}
	return m.check(r, &article, text, id)
}

// lemmaOf stands for the lemma of a cue that a person marked: its words in small letters. Spans outside the text give "…", and [correcting.check]
// refuses them.
func lemmaOf(text string, spans []news.Span) string {
	for _, s := range spans {
		if s.Start < 0 || s.End > len(text) || s.Start >= s.End {
			return "…"
		}
	}
	return strings.ToLower(news.Words(text, spans))
}

// number is that of an entity or claim that must be there; 0 for no id.
func (m *correcting) number(ctx context.Context, id, kind string) (int64, error) {
	if id == "" {
		return 0, nil
	}
	found, number, err := m.known(ctx, id)
	if err == nil && found != kind {
		err = fmt.Errorf("%w: %s is no %s", ErrCorrection, id, kind)
	}
	return number, err
}

// check holds a changed row against the rules of a record, and takes its words anew.
func (m *correcting) check(r *row, article *news.Article, text, id string) error {
	s := r.Statement
	s.Parent, s.Answers = "", nil
	rec := news.Record{ID: id, Article: *article, Models: "people"}
	if s.Source != nil {
		s.Source = &news.Source{Spans: s.Source.Spans}
	}
	if s.Claim != "" {
		rec.Claims = []news.Claim{{ID: s.Claim, Text: "…"}}
	}
	rec.Statements = []news.Statement{s}
	if err := record.Check(&rec); err != nil {
		return fmt.Errorf("%w: %w", ErrCorrection, err)
	}
	for _, a := range r.Answers {
		if a.Statement == id {
			return fmt.Errorf("%w: no statement answers itself", ErrCorrection)
		}
	}
	r.words = news.Words(text, r.Content)
	if r.Source != nil {
		r.source = news.Words(text, r.Source.Spans)
		if r.speaker != 0 {
			r.Source.Entity = idOf("e", r.speaker)
		}
	}
	return nil
}
