package store

import (
	"cmp"
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"time"

	"gainsay/news"
)

// row is a row of statements: what holds of a statement from one position of the log on.
type row struct {
	key      int64
	document int64
	since    int64
	machine  bool  // as a model read it
	speaker  int64 // 0: none
	claim    int64 // 0: none
	review   news.Review
	// Of the statement, the ids are the columns' business: it has its own name as id, names of the same document as parent, and
	// whole ids in its answers.
	news.Statement
	source, words string // verbatim
}

// id is the whole id of the row's statement.
func (r *row) id() string { return documentID(r.document) + "#" + r.ID }

// kept is how a statement stands in its column: short names, nothing that is empty and nothing that has a column.
type kept struct {
	Part      news.Part     `json:"p,omitempty"` // "" for the text
	Source    [][2]int      `json:"s,omitempty"` // bytes
	Cue       [][2]int      `json:"c,omitempty"`
	Lemma     string        `json:"l,omitempty"`
	Content   [][2]int      `json:"x"`
	Form      news.Form     `json:"f"`
	Said      *news.Said    `json:"d,omitempty"`
	Channel   string        `json:"ch,omitempty"`
	Addressee string        `json:"to,omitempty"`
	Via       string        `json:"v,omitempty"`
	Parent    string        `json:"in,omitempty"`
	Answers   []news.Answer `json:"a,omitempty"`
	SourceIs  string        `json:"n,omitempty"`
	Words     string        `json:"w"`
}

func pairs(spans []news.Span) [][2]int {
	out := make([][2]int, len(spans))
	for i, s := range spans {
		out[i] = [2]int{s.Start, s.End}
	}
	return out
}

func spans(pairs [][2]int) []news.Span {
	out := make([]news.Span, len(pairs))
	for i, p := range pairs {
		out[i] = news.Span{Start: p[0], End: p[1]}
	}
	return out
}

// body is the column of a row's statement.
func (r *row) body() ([]byte, error) {
	k := kept{Content: pairs(r.Content), Form: r.Form, Said: r.Said, Channel: r.Channel, Addressee: r.Addressee, Via: r.Via,
		Parent: r.Parent, Answers: r.Answers, SourceIs: r.source, Words: r.words}
	if r.Part != news.InText {
		k.Part = r.Part
	}
	if r.Source != nil {
		k.Source = pairs(r.Source.Spans)
	}
	if r.Cue != nil {
		k.Cue, k.Lemma = pairs(r.Cue.Spans), r.Cue.Lemma
	}
	return json.Marshal(k)
}

func (r *row) setBody(data []byte) error {
	var k kept
	if err := json.Unmarshal(data, &k); err != nil {
		return fmt.Errorf("%w: statement %s#%s does not unpack (%w)", ErrDamaged, documentID(r.document), r.ID, err)
	}
	r.Part, r.Content, r.Form, r.Said, r.Channel, r.Addressee, r.Via = cmp.Or(k.Part, news.InText), spans(k.Content), k.Form, k.Said, k.Channel, k.Addressee, k.Via
	r.Parent, r.Answers, r.source, r.words = k.Parent, k.Answers, k.SourceIs, k.Words
	if k.Source != nil {
		r.Source = &news.Source{Spans: spans(k.Source)}
		if r.speaker != 0 {
			r.Source.Entity = idOf("e", r.speaker)
		}
	}
	if k.Cue != nil {
		r.Cue = &news.Cue{Spans: spans(k.Cue), Lemma: k.Lemma}
	}
	if r.claim != 0 {
		r.Claim = idOf("c", r.claim)
	}
	return nil
}

// rowColumns are the columns of statements s that scanRow reads.
const rowColumns = "s.key, s.document, s.name, s.since, s.machine, s.speaker, s.claim, s.act, s.stance, s.review, s.confidence, s.body"

// scanRow reads rowColumns and what else is selected behind them.
func scanRow(scan func(...any) error, more ...any) (row, error) {
	var r row
	var speaker, claim sql.NullInt64
	var machine int64
	var data []byte
	err := scan(append([]any{&r.key, &r.document, &r.ID, &r.since, &machine, &speaker, &claim, &r.Act, &r.Stance, &r.review, &r.Confidence, &data}, more...)...)
	if err != nil {
		return r, err
	}
	r.machine, r.speaker, r.claim = machine != 0, speaker.Int64, claim.Int64
	return r, r.setBody(data)
}

// rows reads rows of statements: what follows "FROM statements s".
func rows(ctx context.Context, db queryer, rest string, arguments ...any) (list []row, err error) {
	err = each(ctx, db, "SELECT "+rowColumns+" FROM statements s "+rest, arguments, func(scan func(...any) error) error {
		r, err := scanRow(scan)
		list = append(list, r)
		return err
	})
	return list, err
}

// orNull is null for 0.
func orNull(n int64) any {
	if n == 0 {
		return nil
	}
	return n
}

// day is what a statement is ordered by: the day it was said, or published, or captured.
func day(s *news.Statement, published news.Day, captured time.Time) news.Day {
	if s.Said != nil {
		if d := cmp.Or(s.Said.To, s.Said.From); d != "" {
			return d
		}
	}
	return cmp.Or(published, news.DayOf(captured.UTC()))
}

// A key is a day, counted from the year 1; a serial, which a statement keeps for good, so that a correction moves it nowhere within its
// day; and a number for what held of it one after the other. So a window of days is a range of keys.
const (
	revisionBits = 8
	dayShift     = 35 + revisionBits
	withinDay    = 1<<dayShift - 1 // of a key, what does not tell the day
	daysTo1970   = 719_162
)

// firstKey is below all keys of a day and above those of the day before.
func firstKey(d news.Day) int64 {
	t, ok := d.Time()
	if !ok {
		return 0
	}
	return (t.Unix()/(24*60*60) + daysTo1970) << dayShift
}

// nextWithinDay is the part of a key that does not tell the day for what holds of a statement next; 0 where those are used up.
func nextWithinDay(key int64) (next int64) {
	next = key&withinDay + 1
	if next&(1<<revisionBits-1) == 0 {
		return 0
	}
	return next
}
