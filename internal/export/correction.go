package export

import (
	"fmt"
	"io"
	"strings"
	"time"

	"gainsay/news"
)

// correctionLine is what somebody said about the record. What is not given is left out.
type correctionLine struct {
	ID      int64       `json:"id"`
	Time    string      `json:"time"`
	By      string      `json:"by"`
	Kind    string      `json:"kind"`
	Target  string      `json:"target"`
	Into    string      `json:"into,omitempty"`
	Members []string    `json:"members,omitempty"`
	Changed *changeLine `json:"changed,omitempty"`
	Note    string      `json:"note,omitempty"`
	Undone  int64       `json:"undone_by,omitempty"`
}

// changeLine is what a person changed in a statement. Spans are [start, end) in code points of the statement's part; what is left out stayed.
type changeLine struct {
	Speaker *string       `json:"speaker,omitempty"`
	Source  *[][2]int     `json:"source,omitempty"`
	Cue     *[][2]int     `json:"cue,omitempty"`
	Content *[][2]int     `json:"content,omitempty"`
	Act     *news.Act     `json:"act,omitempty"`
	Said    *saidChange   `json:"said,omitempty"`
	Claim   *string       `json:"claim,omitempty"`
	Stance  *news.Stance  `json:"stance,omitempty"`
	Answers *[]answerLine `json:"answers,omitempty"`
}

type saidChange struct {
	From  string `json:"from"`
	To    string `json:"to"`
	Words string `json:"words"`
}

// writeCorrections writes a line for each correction. One whose spans cannot be placed in the text of its document is an error:
// evidence is whole or not at all.
func writeCorrections(w io.Writer, corrections []news.Correction, read map[string]*news.Record) error {
	out := newJSONWriter(w)
	for i := range corrections {
		c := &corrections[i]
		changed, err := changeOf(c, read)
		if err != nil {
			return fmt.Errorf("correction %d of %s: %w", c.ID, c.Target, err)
		}
		out.value(correctionLine{ID: c.ID, Time: c.Time.UTC().Format(time.RFC3339), By: c.By, Kind: string(c.Kind), Target: c.Target, Into: c.Into,
			Members: c.Members, Changed: changed, Note: c.Note, Undone: c.Undone})
		out.raw("\n")
	}
	return out.end()
}

// partOf is the part of a record's statement. One that is not in the record any more is taken to stand in the text, as nearly all do.
func partOf(rec *news.Record, statement string) news.Part {
	for i := range rec.Statements {
		if rec.Statements[i].ID == statement {
			return rec.Statements[i].Part
		}
	}
	return news.InText
}

// changeOf is what a correction changes in its statement; nil where it changes nothing there.
func changeOf(correction *news.Correction, read map[string]*news.Record) (*changeLine, error) {
	c := correction.Changed
	if c == nil {
		return nil, nil
	}
	line := &changeLine{Speaker: c.Speaker, Act: c.Act, Claim: c.Claim, Stance: c.Stance}
	document, statement, _ := strings.Cut(correction.Target, "#")
	for _, change := range []struct {
		from *[]news.Span
		to   **[][2]int
	}{{c.Source, &line.Source}, {c.Cue, &line.Cue}, {c.Content, &line.Content}} {
		if change.from == nil {
			continue
		}
		rec := read[document]
		if rec == nil {
			return nil, errMissing
		}
		points, err := placesOf(&rec.Article).points(partOf(rec, statement), *change.from)
		if err != nil {
			return nil, err
		}
		*change.to = &points
	}
	if c.Said != nil {
		line.Said = &saidChange{From: string(c.Said.From), To: string(c.Said.To), Words: c.Said.Text}
	}
	if c.Answers != nil {
		answers := make([]answerLine, len(*c.Answers))
		for i, a := range *c.Answers {
			answers[i] = answerLine{Statement: a.Statement, Relation: string(a.Relation)}
		}
		line.Answers = &answers
	}
	return line, nil
}
