package main

import (
	"cmp"
	"context"
	"fmt"
	"strings"
	"unicode/utf8"

	"gainsay"
	"gainsay/internal/record"
	"gainsay/news"
)

// explain prints what the fields of one statement of a document were read from.
func (p *program) explain(ctx context.Context, at place, known gainsay.Source, id string) error {
	reader, err := p.reader(gainsay.Careful)
	if err != nil {
		return err
	}
	explained, err := p.explainPlace(ctx, reader, at, known)
	if err == nil {
		if _, _, ok := explained.Of(id); !ok {
			err = noStatement(id, &explained.Record)
		}
	}
	if ctx.Err() != nil {
		return context.Cause(ctx)
	}
	if err != nil {
		p.complain(at.location, err)
		if p.asJSON {
			err = p.print(string(gainsay.EncodeError(&at.location, err)))
			return cmp.Or(err, errReported)
		}
		return errReported
	}
	if p.asJSON {
		line, err := gainsay.EncodeEvidence(&explained, id)
		if err != nil {
			return err
		}
		return p.print(string(line))
	}
	var out strings.Builder
	p.screen().printExplanation(&out, &explained, id)
	return p.print(out.String())
}

func (p *program) explainPlace(ctx context.Context, reader *gainsay.Reader, at place, known gainsay.Source) (news.Explanation, error) {
	source, err := p.capture(ctx, at, known)
	if err != nil {
		return news.Explanation{}, err
	}
	return reader.Explain(ctx, source)
}

// noStatement is the error of an id that a record has not; it says which there are.
func noStatement(id string, r *news.Record) error {
	switch n := len(r.Statements); n {
	case 0:
		return fmt.Errorf("--why %s: no statement was found in it", id)
	case 1:
		return fmt.Errorf("--why %s: there is no such statement; it has %s only", id, r.Statements[0].ID)
	default:
		return fmt.Errorf("--why %s: there is no such statement; it has %s to %s", id, r.Statements[0].ID, r.Statements[n-1].ID)
	}
}

// evidenceColumn is how wide the column of field names is.
const evidenceColumn = 12

// printExplanation writes the head of a record, one of its statements, and field by field what that was read from.
func (s screen) printExplanation(out *strings.Builder, e *news.Explanation, id string) {
	r := &e.Record
	s.printHead(out, r)
	out.WriteByte('\n')
	if found, ok := within(entriesOf(r), id); ok {
		s.printEntry(out, found, margin{column: columnOf([]entry{found})}, false)
	}
	_, evidence, _ := e.Of(id)
	places := offsets{news.InTitle: record.NewOffsets(r.Article.Title), news.InText: record.NewOffsets(r.Article.Text)}
	for i, one := range evidence {
		if i == 0 || one.Field != evidence[i-1].Field || one.Value != evidence[i-1].Value {
			out.WriteByte('\n')
			s.printField(out, one)
		}
		s.printEvidence(out, r, one, places)
	}
}

// offsets turn bytes into code points, part by part.
type offsets map[news.Part]*record.Offsets

// printField writes a field's name and value.
func (s screen) printField(out *strings.Builder, e news.Evidence) {
	value := piece{e.Value, bold}
	if e.Value == "" {
		value = piece{"open", yellow}
	}
	s.labelled(out, margin{column: evidenceColumn}, piece{string(e.Field), cyan}, evidenceColumn, value)
}

// printEvidence writes a reason for what a field has, and each of the places that it rests on, in its context.
func (s screen) printEvidence(out *strings.Builder, r *news.Record, e news.Evidence, places offsets) {
	if why := reason(r, e); why != "" {
		s.layout(out, evidenceColumn, evidenceColumn, piece{why, ""})
	}
	for _, span := range e.Spans {
		before, words, after := around(r.Article.Body(e.Part), span)
		start, _ := places[e.Part].CodePoint(span.Start)
		end, _ := places[e.Part].CodePoint(span.End)
		at := fmt.Sprintf("[%d,%d) ", start, end)
		if e.Part == news.InTitle {
			at = "headline " + at
		}
		s.layout(out, evidenceColumn, evidenceColumn+2, piece{at + before, dim}, piece{"»" + words + "«", ""}, piece{after, dim})
	}
}

// reason says why a field has its value: the rule, the other statement that it comes from, and how sure that is.
func reason(r *news.Record, e news.Evidence) string {
	var parts []string
	if e.Why != "" {
		parts = append(parts, e.Why)
	}
	for i := range r.Statements {
		if r.Statements[i].ID == e.Statement {
			parts = append(parts, entryOf(r, &r.Statements[i]).name())
		}
	}
	if e.Confidence > 0 && e.Field != news.FieldConfidence {
		parts = append(parts, news.Share(e.Confidence))
	}
	return strings.Join(parts, " · ")
}

// name is what a statement is called where another refers to it: "s3 Ida Falk, harbour chief (denies)".
func (e entry) name() string {
	return e.id + " " + e.speaker()[0].text + " (" + actVerb(e.statement.Act) + ")"
}

// How many characters are shown of what stands on either side of the words, and of the words themselves at either end.
const (
	contextAround = 40
	contextInside = 50
)

// around is the words of a span, cut in the middle where they are long, with what stands before and after them in their paragraph.
func around(text string, span news.Span) (before, words, after string) {
	before, after = text[:span.Start], text[span.End:]
	if at := strings.LastIndexByte(before, '\n'); at >= 0 {
		before = before[at+1:]
	}
	if at := strings.IndexByte(after, '\n'); at >= 0 {
		after = after[:at]
	}
	if cut := lastRunes(before, contextAround); cut != before {
		before = "… " + fromWord(cut)
	}
	if cut := firstRunes(after, contextAround); cut != after {
		after = toWord(cut) + " …"
	}
	words = span.In(text)
	if utf8.RuneCountInString(words) > 2*contextInside+10 {
		words = toWord(firstRunes(words, contextInside)) + " … " + fromWord(lastRunes(words, contextInside))
	}
	return before, words, after
}

func firstRunes(s string, n int) string {
	for at := range s {
		if n--; n < 0 {
			return s[:at]
		}
	}
	return s
}

func lastRunes(s string, n int) string {
	at := len(s)
	for ; n > 0 && at > 0; n-- {
		_, size := utf8.DecodeLastRuneInString(s[:at])
		at -= size
	}
	return s[at:]
}

// toWord is a text up to its last space, fromWord is a text after its first one; the whole where it has none.
func toWord(s string) string {
	if at := strings.LastIndexByte(s, ' '); at > 0 {
		return s[:at]
	}
	return s
}

func fromWord(s string) string {
	if _, rest, ok := strings.Cut(s, " "); ok {
		return rest
	}
	return s
}

// within finds the entry of the statement with an id, wherever it is reported.
func within(entries []entry, id string) (entry, bool) {
	for _, e := range entries {
		if e.statement.ID == id {
			return e, true
		}
		if found, ok := within(e.inner, id); ok {
			return found, true
		}
	}
	return entry{}, false
}
