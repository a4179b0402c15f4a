package export

import (
	"fmt"
	"io"
	"iter"
	"time"

	"gainsay/news"
)

// Decisions are what people decided on statements, one after the other. An error ends the export.
type Decisions = iter.Seq2[Decision, error]

// Decision is what somebody made of a statement that a machine read.
type Decision struct {
	Correction news.Correction // of the kind Accept, Reject or Correct
	Article    news.Article    // that the spans point into
	Read       news.Entry      // as the machine read it
	Made       news.Entry      // as it is by the decision; of one that was rejected nothing is left
}

// decisionLine is a line of training data. No slice is nil.
type decisionLine struct {
	Document       string         `json:"document"`
	TextSHA256     string         `json:"text_sha256"`     // of the article's text, as in the contract
	OriginalSHA256 string         `json:"original_sha256"` // of the captured bytes
	Statement      string         `json:"statement"`
	Models         string         `json:"models"` // that read it
	Decision       string         `json:"decision"`
	By             string         `json:"by"`
	Time           string         `json:"time"`
	Note           string         `json:"note"`
	Read           *statementLine `json:"read"`
	Made           *statementLine `json:"made"` // null for one that was rejected: there is no such statement
}

// statementLine is a statement. Spans are [start, end) in code points of the part.
type statementLine struct {
	Part       string       `json:"part"`
	Source     [][2]int     `json:"source"`
	Speaker    *speakerLine `json:"speaker"`
	Cue        [][2]int     `json:"cue"`
	CueLemma   string       `json:"cue_lemma"`
	Content    [][2]int     `json:"content"`
	Form       string       `json:"form"`
	Act        string       `json:"act"`
	SaidFrom   string       `json:"said_from"`
	SaidTo     string       `json:"said_to"`
	SaidWords  string       `json:"said_words"`
	Channel    string       `json:"channel"`
	Addressee  string       `json:"addressee"`
	Via        string       `json:"via"`
	Claim      string       `json:"claim"`
	Stance     string       `json:"stance"`
	Answers    []answerLine `json:"answers"`
	Confidence float64      `json:"confidence"`
	Review     string       `json:"review"`
}

type speakerLine struct {
	ID   string `json:"id"`
	Name string `json:"name"`
	Kind string `json:"kind"`
}

type answerLine struct {
	Statement string `json:"statement"`
	Relation  string `json:"relation"`
}

// WriteTraining writes what people decided on statements as training data, a line of JSON each: which text, by id and digest, what the
// machine read in it and what the person made of that, who, when, and the model set. Texts are not in it.
//
// Decisions that were undone, and those on entities and claims as a whole, are passed over. One whose spans do not lie in its
// article is left out.
func WriteTraining(w io.Writer, decisions Decisions, _ *Options) error {
	out := newJSONWriter(w)
	var missing LeftOut
	for d, err := range decisions {
		if err != nil {
			return fmt.Errorf("reading the decisions: %w", err)
		}
		kind := d.Correction.Kind
		if d.Correction.Undone != 0 || kind != news.Accept && kind != news.Reject && kind != news.Correct {
			continue
		}
		line, err := d.line()
		if err != nil {
			missing.note(err)
			continue
		}
		out.value(line)
		out.raw("\n")
	}
	if err := out.end(); err != nil {
		return err
	}
	return missing.orNil()
}

func (d *Decision) line() (*decisionLine, error) {
	places := placesOf(&d.Article)
	read, err := lineOf(&d.Read, places)
	if err != nil {
		return nil, fmt.Errorf("statement %s as it was read: %w", d.Read.ID, err)
	}
	c, head := &d.Correction, &d.Read.Document
	line := &decisionLine{Document: head.ID, TextSHA256: digest(d.Article.Text), OriginalSHA256: head.SHA256, Statement: d.Read.ID,
		Models: head.Models, Decision: string(c.Kind), By: c.By, Time: c.Time.UTC().Format(time.RFC3339), Note: c.Note, Read: read}
	if c.Kind == news.Reject {
		return line, nil
	}
	if line.Made, err = lineOf(&d.Made, places); err != nil {
		return nil, fmt.Errorf("statement %s as it was made: %w", d.Made.ID, err)
	}
	return line, nil
}

func lineOf(e *news.Entry, places places) (*statementLine, error) {
	s := &e.Statement
	line := &statementLine{Part: string(s.Part), Source: [][2]int{}, Cue: [][2]int{}, Form: string(s.Form), Act: string(s.Act),
		Channel: s.Channel, Addressee: s.Addressee,
		Via: s.Via, Claim: s.Claim, Stance: string(s.Stance), Answers: []answerLine{}, Confidence: rounded(s.Confidence), Review: reviewOf(e.Review)}
	var err error
	if line.Content, err = places.points(s.Part, s.Content); err != nil {
		return nil, err
	}
	if s.Source != nil {
		if line.Source, err = places.points(s.Part, s.Source.Spans); err != nil {
			return nil, err
		}
	}
	if s.Cue != nil {
		line.CueLemma = s.Cue.Lemma
		if line.Cue, err = places.points(s.Part, s.Cue.Spans); err != nil {
			return nil, err
		}
	}
	if e.Speaker != nil {
		line.Speaker = &speakerLine{ID: e.Speaker.ID, Name: e.Speaker.Name, Kind: string(e.Speaker.Kind)}
	}
	if s.Said != nil {
		line.SaidFrom, line.SaidTo, line.SaidWords = string(s.Said.From), string(s.Said.To), s.Said.Text
	}
	for _, a := range s.Answers {
		line.Answers = append(line.Answers, answerLine{Statement: fullID(e.Document.ID, a.Statement), Relation: string(a.Relation)})
	}
	return line, nil
}
