package gainsay

import (
	"context"
	"fmt"
	"slices"

	"gainsay/internal/claim"
	"gainsay/internal/record"
	"gainsay/internal/statement"
	"gainsay/news"
)

// Explain is [Reader.Read] that also tells, for each field of each statement, what it was read from: the words, the model or
// the rule, and how sure that is. The record is the same; reading takes a little longer.
func (r *Reader) Explain(ctx context.Context, source Source) (news.Explanation, error) {
	var told evidence
	rec, err := r.read(ctx, source, &told)
	if err != nil {
		return news.Explanation{}, err
	}
	return explained(rec, told), nil
}

// explainArticle is [Reader.Explain] of an article that was taken off its document before.
func (r *Reader) explainArticle(ctx context.Context, id string, article news.Article) (_ news.Explanation, err error) {
	defer recovered(&err)
	var told evidence
	rec, err := r.readArticle(ctx, id, article, &told)
	if err != nil {
		return news.Explanation{}, err
	}
	return explained(rec, told), nil
}

// explained puts the values of a record's fields beside what speaks for them.
func explained(rec news.Record, told evidence) news.Explanation {
	for i := range rec.Statements {
		for j := range told[i] {
			told[i][j].Value = value(&rec, &rec.Statements[i], &told[i][j])
		}
	}
	return news.Explanation{Record: rec, Evidence: told}
}

// EncodeEvidence writes one statement of an explanation, the record's id and the evidence as one line of JSON, newline included,
// with spans in code points.
func EncodeEvidence(e *news.Explanation, statement string) ([]byte, error) {
	return record.EncodeEvidence(e, statement)
}

// evidence gathers what speaks for the fields of each statement of a record, in their order.
type evidence [][]news.Evidence

// gather adds the evidence of a piece's statements, the text of which starts at the byte offset; ids gives their ids in the
// record by those in the piece. A nil evidence gathers nothing.
func (e *evidence) gather(piece *statement.Reading, offset int, ids map[string]string) {
	if e == nil {
		return
	}
	for i := range piece.Statements {
		fields := piece.Evidence(i)
		for j := range fields {
			fields[j].Statement = ids[fields[j].Statement]
			if fields[j].Part == news.InText {
				move(fields[j].Spans, offset)
			}
		}
		*e = append(*e, fields)
	}
}

// claims adds what speaks for the claims, the stances and the answers, which a record gets last, before what speaks for the
// statement as a whole.
func (e *evidence) claims(reading claim.Reading) {
	if e == nil {
		return
	}
	for i, fields := range *e {
		(*e)[i] = slices.Insert(fields, max(0, len(fields)-1), reading.Evidence(i)...)
	}
}

// value is what a record has in the field of one of its statements that the evidence is for, for people to read.
func value(rec *news.Record, s *news.Statement, e *news.Evidence) string {
	text := rec.Article.Body(s.Part)
	switch e.Field {
	case news.FieldAnswers:
		return e.Value
	case news.FieldSource:
		if s.Source != nil {
			return news.Words(text, s.Source.Spans)
		}
	case news.FieldSpeaker:
		if who := rec.Speaker(s); who != nil {
			return who.String()
		}
	case news.FieldCue:
		if s.Cue != nil {
			return news.Words(text, s.Cue.Spans)
		}
	case news.FieldContent:
		return news.Words(text, s.Content)
	case news.FieldSaid:
		if s.Said != nil {
			return s.Said.String()
		}
	case news.FieldClaim:
		for i := range rec.Claims {
			if rec.Claims[i].ID == s.Claim {
				return rec.Claims[i].Text
			}
		}
	case news.FieldConfidence:
		return fmt.Sprintf("%.2f", s.Confidence)
	}
	return plainValue(s, e.Field)
}

// plainValue is the value of a field that the statement itself has as words.
func plainValue(s *news.Statement, field news.Field) string {
	switch field {
	case news.FieldForm:
		return string(s.Form)
	case news.FieldAct:
		return string(s.Act)
	case news.FieldChannel:
		return s.Channel
	case news.FieldAddressee:
		return s.Addressee
	case news.FieldVia:
		return s.Via
	case news.FieldParent:
		return s.Parent
	case news.FieldStance:
		return string(s.Stance)
	}
	return ""
}
