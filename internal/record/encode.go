package record

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math"

	"gainsay/news"
)

// Encode writes a record as one line of JSON, newline included. Confidences are rounded to four decimals, so that a line
// does not depend on the machine that wrote it. A record that breaks a rule of [Check] is refused.
func Encode(r *news.Record) ([]byte, error) {
	out, err := lineOf(r)
	if err != nil {
		return nil, err
	}
	return marshal(out), nil
}

// lineOf is a record as it is written.
func lineOf(r *news.Record) (line, error) {
	if err := Check(r); err != nil {
		return line{}, fmt.Errorf("record %q: %w", r.ID, err)
	}
	c := &codec{title: NewOffsets(r.Article.Title), text: NewOffsets(r.Article.Text)}
	out := line{
		ID:         r.ID,
		Document:   documentOf(&r.Article),
		Entities:   make([]entityLine, len(r.Entities)),
		Times:      make([]timeLine, len(r.Times)),
		Statements: make([]statementLine, len(r.Statements)),
		Claims:     make([]claimLine, len(r.Claims)),
		Models:     r.Models,
	}
	for i, e := range r.Entities {
		out.Entities[i] = c.entityOf(&e)
	}
	for i, t := range r.Times {
		out.Times[i] = timeLine{Span: points(c.text, []news.Span{t.Span})[0], Type: string(t.Type), Value: nullable(t.Value)}
	}
	for i := range r.Statements {
		out.Statements[i] = c.statementOf(&r.Statements[i])
	}
	for i, claim := range r.Claims {
		out.Claims[i] = claimLine(claim)
	}
	return out, nil
}

// EncodeFailure writes the line that stands in place of a document that could not be read, newline included; id is nil
// where it is not known.
func EncodeFailure(f *Failure) []byte {
	return marshal(failureLine{ID: f.ID, Error: f.Reason})
}

// marshal cannot fail on the shapes of wire.go: they hold no type, and Check lets through no number, that JSON lacks.
func marshal(v any) []byte {
	var out bytes.Buffer
	encoder := json.NewEncoder(&out)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(v); err != nil {
		return fmt.Appendf(nil, `{"id":null,"error":%q}`+"\n", err.Error())
	}
	return out.Bytes()
}

func documentOf(a *news.Article) documentLine {
	text := string([]rune(a.Text)) // bytes that are no UTF-8 become U+FFFD one by one, as encoding/json writes them
	d := documentLine{
		Title:        nullable(a.Title),
		Byline:       filled(a.Byline),
		Agency:       nullable(a.Agency),
		Publisher:    nullable(a.Publisher),
		Published:    nullable(a.Published),
		Dateline:     nullable(a.Dateline),
		URL:          nullable(a.URL),
		CanonicalURL: nullable(a.CanonicalURL),
		Language:     nullable(a.Language),
		Text:         text,
		SHA256:       digest(text),
		Excluded:     make([]excludedLine, 0, len(a.Excluded)),
	}
	for _, x := range a.Excluded {
		if x.Text != "" {
			d.Excluded = append(d.Excluded, excludedLine{Kind: string(x.Kind), Text: x.Text})
		}
	}
	return d
}

func (c *codec) entityOf(e *news.Entity) entityLine {
	return entityLine{ID: e.ID, Name: e.Name, Kind: string(e.Kind), Role: nullable(e.Role), Aliases: filled(e.Aliases), Mentions: points(c.text, e.Mentions)}
}

func (c *codec) statementOf(s *news.Statement) statementLine {
	offsets := c.offsetsOf(s.Part)
	out := statementLine{
		ID:         s.ID,
		Part:       string(s.Part),
		Content:    contentLine{Spans: points(offsets, s.Content)},
		Form:       string(s.Form),
		Act:        string(s.Act),
		Channel:    nullable(s.Channel),
		Addressee:  nullable(s.Addressee),
		Via:        nullable(s.Via),
		Parent:     nullable(s.Parent),
		Claim:      nullable(s.Claim),
		Stance:     nullable(s.Stance),
		Answers:    make([]answerLine, len(s.Answers)),
		Confidence: math.Round(s.Confidence*1e4) / 1e4,
	}
	if s.Source != nil {
		out.Source = &sourceLine{Spans: points(offsets, s.Source.Spans), Entity: nullable(s.Source.Entity)}
	}
	if s.Cue != nil {
		out.Cue = &cueLine{Spans: points(offsets, s.Cue.Spans), Lemma: s.Cue.Lemma}
	}
	if s.Said != nil {
		out.Said = &saidLine{From: nullable(s.Said.From), To: nullable(s.Said.To), Text: nullable(s.Said.Text)}
	}
	for i, a := range s.Answers {
		out.Answers[i] = answerLine{Statement: a.Statement, Relation: string(a.Relation)}
	}
	return out
}

// points converts spans that Check has found to be good.
func points(o *Offsets, spans []news.Span) [][2]int {
	out := make([][2]int, len(spans))
	for i, s := range spans {
		out[i][0], _ = o.CodePoint(s.Start)
		out[i][1], _ = o.CodePoint(s.End)
	}
	return out
}
