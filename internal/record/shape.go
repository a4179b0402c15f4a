package record

import (
	"encoding/json"
	"fmt"
	"reflect"
	"strings"

	"gainsay/news"
)

// Shapes are the types as which everything is written, by the names under which a description of the format tells of them: structs whose
// fields have the keys as tags. A pointer is null where something does not apply.
func Shapes() map[string]reflect.Type {
	return map[string]reflect.Type{
		"Record": reflect.TypeFor[line](), "Article": reflect.TypeFor[documentLine](), "Excluded": reflect.TypeFor[excludedLine](),
		"Entity": reflect.TypeFor[entityLine](), "Time": reflect.TypeFor[timeLine](), "RecordStatement": reflect.TypeFor[statementLine](),
		"Source": reflect.TypeFor[sourceLine](), "Cue": reflect.TypeFor[cueLine](), "Content": reflect.TypeFor[contentLine](),
		"Said": reflect.TypeFor[saidLine](), "Answer": reflect.TypeFor[answerLine](), "ClaimText": reflect.TypeFor[claimLine](),
		"Statement": reflect.TypeFor[ledgerLine](), "Places": reflect.TypeFor[placesLine](), "SpeakerName": reflect.TypeFor[speakerLine](),
		"Document": reflect.TypeFor[headLine](), "Kept": reflect.TypeFor[keptLine](), "Capture": reflect.TypeFor[captureLine](),
		"Claim": reflect.TypeFor[claimPageLine](), "Voice": reflect.TypeFor[voiceLine](), "Reply": reflect.TypeFor[replyLine](),
		"Change": reflect.TypeFor[changeLine](), "Speaker": reflect.TypeFor[speakerPageLine](), "NameCount": reflect.TypeFor[nameCountLine](),
		"ActCount": reflect.TypeFor[actCountLine](), "Correction": reflect.TypeFor[correctionLine](), "StatementChange": reflect.TypeFor[changeMade](),
		"Edit": reflect.TypeFor[editLine](), "StatementEdit": reflect.TypeFor[statementEditLine](),
	}
}

// EncodeArticle writes an article as a record has it as one line of JSON, newline included.
func EncodeArticle(a *news.Article) []byte { return marshal(documentOf(a)) }

// EncodeCapture writes a look at a place as one line of JSON, newline included.
func EncodeCapture(c *news.Capture) []byte { return marshal(captureOf(c)) }

// DecodeChange reads what somebody changes in a statement, as [EncodeCorrection] writes it, with byte spans again: places in a text, that of the
// statement's part. The error says what is wrong with it.
func DecodeChange(data []byte, text string) (news.StatementChange, error) {
	var in changeMade
	decoder := json.NewDecoder(strings.NewReader(string(data)))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&in); err != nil {
		return news.StatementChange{}, fmt.Errorf("what is changed: %w", err)
	}
	c := news.StatementChange{Speaker: in.Speaker, Claim: in.Claim, Act: (*news.Act)(in.Act), Stance: (*news.Stance)(in.Stance)}
	offsets := NewOffsets(text)
	for _, one := range []struct {
		name string
		from [][2]int
		into **[]news.Span
	}{{"source", in.Source, &c.Source}, {"cue", in.Cue, &c.Cue}, {"content", in.Content, &c.Content}} {
		if one.from == nil {
			continue
		}
		spans, err := spansOf(offsets, one.from)
		if err != nil {
			return c, fmt.Errorf("%s: %w", one.name, err)
		}
		*one.into = &spans
	}
	if in.Said != nil {
		c.Said = &news.Said{From: given[news.Day](in.Said.From), To: given[news.Day](in.Said.To), Text: given[string](in.Said.Text)}
	}
	if in.Answers != nil {
		c.Answers = &[]news.Answer{}
		for _, a := range in.Answers {
			*c.Answers = append(*c.Answers, news.Answer{Statement: a.Statement, Relation: news.Relation(a.Relation)})
		}
	}
	return c, nil
}
