package record

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"gainsay/news"
)

// ErrBroken is what every finding of [Check] wraps.
var ErrBroken = errors.New("the record breaks its own rules")

var (
	entityKinds = []news.EntityKind{news.Person, news.Organisation, news.State, news.Group, news.Unnamed}
	timeTypes   = []news.TimeType{news.Date, news.TimeOfDay, news.Duration, news.Set}
	parts       = []news.Part{news.InText, news.InTitle}
	forms       = []news.Form{news.Direct, news.Indirect, news.Mixed}
	acts        = []news.Act{news.Assert, news.Deny, news.Accuse, news.Demand, news.Promise, news.Warn, news.Confirm,
		news.Question, news.Decline, news.OtherAct}
	stances   = []news.Stance{"", news.Asserts, news.Denies, news.Doubts}
	relations = []news.Relation{news.RelationDenies, news.RelationDoubts, news.RelationConfirms, news.RelationRepeats}
)

// checker gathers what is wrong with one record, and the ids that it may refer to.
type checker struct {
	title, text                  *Offsets
	entities, claims, statements map[string]bool
	parents                      map[string]string
	problems                     []error
}

// Check tells in what a record breaks the contract: spans that are empty, outside their text, inside a code point or out
// of order; ids used twice or not in the record; values that no list of the contract holds; parents that make a cycle. It
// returns nil or an error that wraps [ErrBroken].
func Check(r *news.Record) error {
	c := &checker{
		title: NewOffsets(r.Article.Title), text: NewOffsets(r.Article.Text),
		entities: map[string]bool{}, claims: map[string]bool{}, statements: map[string]bool{}, parents: map[string]string{},
	}
	c.require(r.Models != "", "models", "no model set is named")
	c.day("published", r.Article.Published)
	for i := range r.Entities {
		c.entity(&r.Entities[i])
	}
	for _, t := range r.Times {
		c.spans("time", c.text, []news.Span{t.Span})
		c.require(slices.Contains(timeTypes, t.Type), "time", "unknown type %q", t.Type)
	}
	for _, claim := range r.Claims {
		c.id(c.claims, "claim", claim.ID)
		c.require(claim.Text != "", "claim "+claim.ID, "has no text")
	}
	for i := range r.Statements {
		c.id(c.statements, "statement", r.Statements[i].ID)
		c.parents[r.Statements[i].ID] = r.Statements[i].Parent
	}
	for i := range r.Statements {
		c.statement(&r.Statements[i], r.ID)
	}
	if len(c.problems) == 0 {
		return nil
	}
	return fmt.Errorf("%w: %w", ErrBroken, errors.Join(c.problems...))
}

func (c *checker) require(ok bool, where, format string, args ...any) {
	if !ok {
		c.problems = append(c.problems, fmt.Errorf("%s: %s", where, fmt.Sprintf(format, args...)))
	}
}

func (c *checker) id(seen map[string]bool, what, id string) {
	c.require(id != "", what, "has no id")
	c.require(!seen[id], what+" "+id, "the id is used twice")
	seen[id] = true
}

func (c *checker) day(where string, d news.Day) {
	if d == "" {
		return
	}
	_, ok := d.Time()
	c.require(ok, where, "%q is no day", d)
}

func (c *checker) entity(e *news.Entity) {
	where := "entity " + e.ID
	c.id(c.entities, "entity", e.ID)
	c.require(e.Name != "", where, "has no name")
	c.require(slices.Contains(entityKinds, e.Kind), where, "unknown kind %q", e.Kind)
	for _, m := range e.Mentions {
		c.spans(where, c.text, []news.Span{m})
	}
}

// spans checks the spans of one role.
func (c *checker) spans(where string, o *Offsets, spans []news.Span) {
	last := 0
	for _, s := range spans {
		_, startOK := o.CodePoint(s.Start)
		_, endOK := o.CodePoint(s.End)
		c.require(startOK && endOK && s.Start < s.End, where, "span %v is empty, outside the text or inside a code point", s)
		c.require(s.Start >= last, where, "span %v is out of order", s)
		last = s.End
	}
}

func (c *checker) statement(s *news.Statement, record string) {
	where := "statement " + s.ID
	offsets := c.text
	if s.Part == news.InTitle {
		offsets = c.title
	}
	c.require(slices.Contains(parts, s.Part), where, "unknown part %q", s.Part)
	c.require(slices.Contains(forms, s.Form), where, "unknown form %q", s.Form)
	c.require(slices.Contains(acts, s.Act), where, "unknown act %q", s.Act)
	c.require(slices.Contains(stances, s.Stance), where, "unknown stance %q", s.Stance)
	c.require(s.Confidence >= 0 && s.Confidence <= 1, where, "confidence %v is not from 0 to 1", s.Confidence)
	c.require(len(s.Content) > 0, where, "has no content")
	c.spans(where, offsets, s.Content)
	if s.Source != nil {
		c.require(len(s.Source.Spans) > 0, where, "has a source without a span")
		c.spans(where, offsets, s.Source.Spans)
		c.require(s.Source.Entity == "" || c.entities[s.Source.Entity], where, "entity %q is not in the record", s.Source.Entity)
	}
	if s.Cue != nil {
		c.require(len(s.Cue.Spans) > 0, where, "has a cue without a span")
		c.spans(where, offsets, s.Cue.Spans)
		c.require(s.Cue.Lemma != "", where, "has a cue without a lemma")
	}
	c.said(where, s.Said)
	c.links(where, s, record)
}

func (c *checker) said(where string, said *news.Said) {
	if said == nil {
		return
	}
	c.day(where, said.From)
	c.day(where, said.To)
	c.require(said.From != "" || said.To != "", where, "said has neither end")
	c.require(said.From == "" || said.To == "" || said.From <= said.To, where, "said ends before it starts")
}

func (c *checker) links(where string, s *news.Statement, record string) {
	c.require(s.Claim == "" || c.claims[s.Claim], where, "claim %q is not in the record", s.Claim)
	c.require(s.Stance == "" || s.Claim != "", where, "has a stance without a claim")
	c.require(s.Parent == "" || c.statements[s.Parent], where, "parent %q is not in the record", s.Parent)
	steps := 0
	for up := s.Parent; up != "" && steps <= len(c.parents); up = c.parents[up] {
		steps++
	}
	c.require(steps <= len(c.parents), where, "its parents make a cycle")
	for _, a := range s.Answers {
		c.require(slices.Contains(relations, a.Relation), where, "unknown relation %q", a.Relation)
		c.require(a.Statement != "", where, "answers no statement")
		c.require(a.Statement == "" || c.statements[a.Statement] || strings.Contains(a.Statement, "#"), where, "answers %q, which is not in the record", a.Statement)
		c.require(a.Statement != s.ID && a.Statement != record+"#"+s.ID, where, "answers itself")
	}
}
