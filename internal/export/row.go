package export

import (
	"iter"
	"time"

	"gainsay/news"
)

// row is one statement of a table, with its columns as Parquet has them. What is not known is nil, or "" for
// words; a URL that is none of the web, such as a path, is not told.
type row struct {
	ID          string      `parquet:"id"`
	Document    string      `parquet:"document"`
	Part        string      `parquet:"part,dict"`
	SaidFrom    *int32      `parquet:"said_from,date"`
	SaidTo      *int32      `parquet:"said_to,date"`
	SaidWords   string      `parquet:"said_words"`
	Published   *int32      `parquet:"published,date"`
	Outlet      string      `parquet:"outlet,dict"`
	Agency      string      `parquet:"agency,dict"`
	Byline      []string    `parquet:"byline,list"`
	Title       string      `parquet:"title,dict"`
	URL         string      `parquet:"url,dict"`
	SpeakerID   string      `parquet:"speaker_id,dict"`
	Speaker     string      `parquet:"speaker,dict"`
	SpeakerKind string      `parquet:"speaker_kind,dict"`
	SpeakerRole string      `parquet:"speaker_role,dict"`
	SourceWords string      `parquet:"source_words"`
	CueLemma    string      `parquet:"cue_lemma,dict"`
	Act         string      `parquet:"act,dict"`
	Stance      string      `parquet:"stance,dict"`
	Form        string      `parquet:"form,dict"`
	Words       string      `parquet:"words"`
	Start       *int64      `parquet:"start"`
	End         *int64      `parquet:"end"`
	Channel     string      `parquet:"channel"`
	Addressee   string      `parquet:"addressee"`
	Via         string      `parquet:"via"`
	Parent      string      `parquet:"parent"`
	ClaimID     string      `parquet:"claim_id,dict"`
	Claim       string      `parquet:"claim,dict"`
	Answers     []answerRow `parquet:"answers,list"`
	AnsweredBy  int64       `parquet:"answered_by"`
	Copies      int64       `parquet:"copies"`
	Review      string      `parquet:"review,dict"`
	Confidence  float64     `parquet:"confidence"`
	Captured    *time.Time  `parquet:"captured,timestamp(microsecond)"`
	SHA256      string      `parquet:"sha256,dict"`
	Version     int64       `parquet:"version"`
	Latest      bool        `parquet:"latest"`
	Models      string      `parquet:"models,dict"`
	Page        string      `parquet:"page"`
}

type answerRow struct {
	Statement string `parquet:"statement"`
	Relation  string `parquet:"relation,dict"`
}

// rows makes rows of entries as they come.
func rows(entries Entries, o *Options) iter.Seq2[row, error] {
	return func(yield func(row, error) bool) {
		placer := placer{text: o.Text}
		for entry, err := range entries {
			var r row
			if err == nil {
				r = rowOf(&entry, o)
				r.Start, r.End, err = placer.extent(&entry)
			}
			if !yield(r, err) || err != nil {
				return
			}
		}
	}
}

func rowOf(e *news.Entry, o *Options) row {
	s, head := &e.Statement, &e.Document
	r := row{
		ID: e.ID, Document: head.ID, Part: string(s.Part), Published: dateOf(head.Published), Outlet: head.Publisher, Agency: head.Agency,
		Byline: list(head.Byline...), Title: head.Title, URL: webAddress(head.URL), SourceWords: e.Source, Act: string(s.Act), Stance: string(s.Stance),
		Form: string(s.Form), Words: e.Words, Channel: s.Channel, Addressee: s.Addressee, Via: s.Via, ClaimID: s.Claim, Claim: e.Claim,
		AnsweredBy: int64(e.Answered), Copies: int64(e.Copies), Review: reviewOf(e.Review), Confidence: rounded(s.Confidence), SHA256: head.SHA256,
		Version: int64(head.Version), Latest: head.Latest, Models: head.Models, Page: o.link(e.ID),
	}
	if s.Said != nil {
		r.SaidFrom, r.SaidTo, r.SaidWords = dateOf(s.Said.From), dateOf(s.Said.To), s.Said.Text
	}
	if e.Speaker != nil {
		r.SpeakerID, r.Speaker, r.SpeakerKind, r.SpeakerRole = e.Speaker.ID, e.Speaker.Name, string(e.Speaker.Kind), e.Speaker.Role
	}
	if s.Cue != nil {
		r.CueLemma = s.Cue.Lemma
	}
	if s.Parent != "" {
		r.Parent = head.ID + "#" + s.Parent
	}
	if !head.Captured.IsZero() {
		captured := head.Captured.UTC()
		r.Captured = &captured
	}
	for _, a := range s.Answers {
		r.Answers = append(r.Answers, answerRow{Statement: a.Statement, Relation: string(a.Relation)})
	}
	return r
}

// dateOf is a day as Parquet has it, in days since 1970; nil where it is not known. (parquet-go v0.32 writes a *time.Time as another day.)
func dateOf(d news.Day) *int32 {
	t, ok := d.Time()
	if !ok {
		return nil
	}
	days := int32(t.Unix() / secondsOfDay) // midnight, so there is no rest
	return &days
}

const secondsOfDay = 24 * 60 * 60
