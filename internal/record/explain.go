package record

import (
	"fmt"
	"math"

	"gainsay/news"
)

// explanationLine is one statement of a record with what it was read from.
type explanationLine struct {
	ID        string         `json:"id"` // of the record
	Statement statementLine  `json:"statement"`
	Speaker   *entityLine    `json:"speaker"`
	Evidence  []evidenceLine `json:"evidence"`
	Models    string         `json:"models"`
}

type evidenceLine struct {
	Field      string   `json:"field"`
	Value      *string  `json:"value"`
	Why        string   `json:"why"`
	Part       string   `json:"part"` // where the spans point
	Spans      [][2]int `json:"spans"`
	Words      *string  `json:"words"`     // of the spans
	Statement  *string  `json:"statement"` // that it was taken from or that it names
	Confidence *float64 `json:"confidence"`
}

// EncodeEvidence writes the statement with the id and its evidence as one line of JSON, newline included, with spans in code
// points. A record that breaks a rule of [Check] is refused; so is an id that it has not.
func EncodeEvidence(e *news.Explanation, id string) ([]byte, error) {
	r := &e.Record
	if err := Check(r); err != nil {
		return nil, fmt.Errorf("record %q: %w", r.ID, err)
	}
	s, evidence, ok := e.Of(id)
	if !ok {
		return nil, fmt.Errorf("record %q: there is no statement %s", r.ID, id)
	}
	c := &codec{title: NewOffsets(r.Article.Title), text: NewOffsets(r.Article.Text)}
	out := explanationLine{ID: r.ID, Statement: c.statementOf(s), Models: r.Models, Evidence: c.evidenceOf(&r.Article, evidence)}
	if who := r.Speaker(s); who != nil {
		line := c.entityOf(who)
		out.Speaker = &line
	}
	return marshal(out), nil
}

// explainedLine is what the fields of a statement of an archive are read from.
type explainedLine struct {
	ID       string         `json:"id"` // "d12#s7"
	Evidence []evidenceLine `json:"evidence"`
	Models   string         `json:"models"`
}

// EncodeExplained writes what the fields of the statement with the id are read from as one line of JSON, newline included, with spans in code
// points of its article.
func EncodeExplained(e *news.Explained, id string, article *news.Article) []byte {
	c := &codec{title: NewOffsets(article.Title), text: NewOffsets(article.Text)}
	return marshal(explainedLine{ID: id, Evidence: c.evidenceOf(article, e.Evidence), Models: e.Models})
}

func (c *codec) evidenceOf(article *news.Article, evidence []news.Evidence) []evidenceLine {
	out := make([]evidenceLine, len(evidence))
	for i, e := range evidence {
		out[i] = evidenceLine{Field: string(e.Field), Value: nullable(e.Value), Why: e.Why, Part: string(e.Part), Spans: points(c.offsetsOf(e.Part), e.Spans),
			Words: nullable(news.Words(article.Body(e.Part), e.Spans)), Statement: nullable(e.Statement)}
		if e.Confidence > 0 {
			rounded := math.Round(e.Confidence*1e4) / 1e4
			out[i].Confidence = &rounded
		}
	}
	return out
}
