package record

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"

	"gainsay/news"
)

// DecodeChange reads what a person changes in a statement, as [EncodeCorrection] writes it: one object of JSON with the fields that are changed
// only, and with spans in code points of the text that the statement stands in. The error says what is wrong with it.
func DecodeChange(data []byte, text string) (news.StatementChange, error) {
	var in changeMade
	decoder := json.NewDecoder(bytes.NewReader(data))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&in); err != nil {
		return news.StatementChange{}, fmt.Errorf("the change is no JSON as it should be: %w", err)
	}
	if _, err := decoder.Token(); !errors.Is(err, io.EOF) {
		return news.StatementChange{}, errors.New("the change is more than one object of JSON")
	}
	out := news.StatementChange{Speaker: in.Speaker, Claim: in.Claim, Act: (*news.Act)(in.Act), Stance: (*news.Stance)(in.Stance)}
	offsets := NewOffsets(text)
	for _, one := range []struct {
		name   string
		points [][2]int
		into   **[]news.Span
	}{{"source", in.Source, &out.Source}, {"cue", in.Cue, &out.Cue}, {"content", in.Content, &out.Content}} {
		if one.points == nil {
			continue
		}
		spans := make([]news.Span, len(one.points))
		for i, p := range one.points {
			start, ok := offsets.Byte(p[0])
			end, inside := offsets.Byte(p[1])
			if !ok || !inside || start >= end {
				return news.StatementChange{}, fmt.Errorf("%s: %d to %d is no place in the text, which has %d code points", one.name, p[0], p[1], offsets.Len())
			}
			spans[i] = news.Span{Start: start, End: end}
		}
		*one.into = &spans
	}
	if in.Said != nil {
		out.Said = &news.Said{From: given[news.Day](in.Said.From), To: given[news.Day](in.Said.To), Text: given[string](in.Said.Text)}
	}
	if in.Answers != nil {
		answers := make([]news.Answer, len(in.Answers))
		for i, a := range in.Answers {
			if !slices.Contains(relations, news.Relation(a.Relation)) {
				return news.StatementChange{}, fmt.Errorf("answers: there is no relation %q", a.Relation)
			}
			answers[i] = news.Answer{Statement: a.Statement, Relation: news.Relation(a.Relation)}
		}
		out.Answers = &answers
	}
	return out, nil
}
