package record

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"

	"gainsay/news"
)

// The ways in which a kept record line is wrong.
var (
	ErrNoRecord = errors.New("the line is no record")
	ErrDigest   = errors.New("document.sha256 is not the digest of document.text")
)

// Decode reads a record line back, with byte spans again. The contract does not carry [news.Article.Modified], which
// stays empty. A failure line is returned as a [*Failure]; a record that breaks a rule of [Check] is an error.
func Decode(data []byte) (news.Record, error) {
	var probe struct {
		ID    *string `json:"id"`
		Error *string `json:"error"`
	}
	if err := json.Unmarshal(data, &probe); err != nil {
		return news.Record{}, fmt.Errorf("%w: %w", ErrNoRecord, err)
	}
	if probe.Error != nil {
		return news.Record{}, &Failure{ID: probe.ID, Reason: *probe.Error}
	}
	var in line
	decoder := json.NewDecoder(bytes.NewReader(data))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&in); err != nil {
		return news.Record{}, fmt.Errorf("%w: %w", ErrNoRecord, err)
	}
	if digest(in.Document.Text) != in.Document.SHA256 {
		return news.Record{}, fmt.Errorf("record %q: %w", in.ID, ErrDigest)
	}
	r, err := recordOf(&in)
	if err == nil {
		err = Check(&r)
	}
	if err != nil {
		return news.Record{}, fmt.Errorf("record %q: %w", in.ID, err)
	}
	return r, nil
}

func recordOf(in *line) (news.Record, error) {
	r := news.Record{ID: in.ID, Article: articleOf(&in.Document), Models: in.Models}
	c := &codec{title: NewOffsets(r.Article.Title), text: NewOffsets(r.Article.Text)}
	for _, e := range in.Entities {
		mentions, err := spansOf(c.text, e.Mentions)
		if err != nil {
			return r, err
		}
		r.Entities = append(r.Entities, news.Entity{ID: e.ID, Name: e.Name, Kind: news.EntityKind(e.Kind),
			Role: given[string](e.Role), Aliases: full(e.Aliases), Mentions: mentions})
	}
	for _, t := range in.Times {
		spans, err := spansOf(c.text, [][2]int{t.Span})
		if err != nil {
			return r, err
		}
		r.Times = append(r.Times, news.Time{Span: spans[0], Type: news.TimeType(t.Type), Value: given[string](t.Value)})
	}
	for i := range in.Statements {
		s, err := c.statementFrom(&in.Statements[i])
		if err != nil {
			return r, fmt.Errorf("statement %s: %w", in.Statements[i].ID, err)
		}
		r.Statements = append(r.Statements, s)
	}
	for _, claim := range in.Claims {
		r.Claims = append(r.Claims, news.Claim(claim))
	}
	return r, nil
}

func articleOf(d *documentLine) news.Article {
	a := news.Article{
		Title:        given[string](d.Title),
		Byline:       full(d.Byline),
		Agency:       given[string](d.Agency),
		Publisher:    given[string](d.Publisher),
		Published:    given[news.Day](d.Published),
		Dateline:     given[string](d.Dateline),
		URL:          given[string](d.URL),
		CanonicalURL: given[string](d.CanonicalURL),
		Language:     given[string](d.Language),
		Text:         d.Text,
	}
	for _, x := range d.Excluded {
		a.Excluded = append(a.Excluded, news.Excluded{Kind: news.ExcludedKind(x.Kind), Text: x.Text})
	}
	return a
}

func (c *codec) statementFrom(in *statementLine) (news.Statement, error) {
	s := news.Statement{
		ID:         in.ID,
		Part:       news.Part(in.Part),
		Form:       news.Form(in.Form),
		Act:        news.Act(in.Act),
		Channel:    given[string](in.Channel),
		Addressee:  given[string](in.Addressee),
		Via:        given[string](in.Via),
		Parent:     given[string](in.Parent),
		Claim:      given[string](in.Claim),
		Stance:     given[news.Stance](in.Stance),
		Confidence: in.Confidence,
	}
	offsets := c.offsetsOf(s.Part)
	var err error
	if s.Content, err = spansOf(offsets, in.Content.Spans); err != nil {
		return s, err
	}
	if in.Source != nil {
		s.Source = &news.Source{Entity: given[string](in.Source.Entity)}
		if s.Source.Spans, err = spansOf(offsets, in.Source.Spans); err != nil {
			return s, err
		}
	}
	if in.Cue != nil {
		s.Cue = &news.Cue{Lemma: in.Cue.Lemma}
		if s.Cue.Spans, err = spansOf(offsets, in.Cue.Spans); err != nil {
			return s, err
		}
	}
	if in.Said != nil {
		s.Said = &news.Said{From: given[news.Day](in.Said.From), To: given[news.Day](in.Said.To), Text: given[string](in.Said.Text)}
	}
	for _, a := range in.Answers {
		s.Answers = append(s.Answers, news.Answer{Statement: a.Statement, Relation: news.Relation(a.Relation)})
	}
	return s, nil
}

// spansOf converts code-point spans to byte spans; nil for none.
func spansOf(o *Offsets, points [][2]int) ([]news.Span, error) {
	var spans []news.Span
	for _, p := range points {
		start, startOK := o.Byte(p[0])
		end, endOK := o.Byte(p[1])
		if !startOK || !endOK {
			return nil, fmt.Errorf("%w: span %v lies outside a text of %d code points", ErrBroken, p, o.Len())
		}
		spans = append(spans, news.Span{Start: start, End: end})
	}
	return spans, nil
}

// full is nil for an empty list.
func full(list []string) []string {
	if len(list) == 0 {
		return nil
	}
	return list
}
