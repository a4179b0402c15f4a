package record

import "gainsay/news"

// The shapes of what lists show. They are no records of the contract.

type storyLine struct {
	ID         string             `json:"id"`
	Title      *string            `json:"title"`
	Latest     *string            `json:"latest"` // title
	From       *string            `json:"from"`
	To         *string            `json:"to"`
	Articles   int                `json:"articles"`
	Origins    int                `json:"origins"`
	Outlets    []string           `json:"outlets"`
	Statements int                `json:"statements"`
	Speakers   []speakerCountLine `json:"speakers"`
	Days       []dayCountLine     `json:"days"`
}

type speakerCountLine struct {
	ID         string `json:"id"`
	Name       string `json:"name"`
	Statements int    `json:"statements"`
}

type dayCountLine struct {
	Day        string `json:"day"`
	Statements int    `json:"statements"`
}

// EncodeStory writes a story as a list shows it as one line of JSON, newline included.
func EncodeStory(s *news.StorySummary) []byte {
	out := storyLine{ID: s.ID, Title: nullable(s.Title), Latest: nullable(s.Latest), From: nullable(s.From), To: nullable(s.To), Articles: s.Articles, Origins: s.Origins,
		Outlets: filled(s.Outlets), Statements: s.Statements, Speakers: make([]speakerCountLine, len(s.Speakers)), Days: daysOf(s.Days)}
	for i, one := range s.Speakers {
		out.Speakers[i] = speakerCountLine(one)
	}
	return marshal(out)
}

func daysOf(days []news.DayCount) []dayCountLine {
	out := make([]dayCountLine, len(days))
	for i, d := range days {
		out[i] = dayCountLine{Day: string(d.Day), Statements: d.Statements}
	}
	return out
}

type originLine struct {
	ID           string            `json:"id"`
	Agency       *string           `json:"agency"`
	Publications []publicationLine `json:"publications"`
}

type publicationLine struct {
	Document   headLine `json:"document"`
	Versions   int      `json:"versions"`
	Statements int      `json:"statements"`
}

// EncodeOrigin writes a text and who carries it as one line of JSON, newline included.
func EncodeOrigin(o *news.OriginSummary) []byte {
	out := originLine{ID: o.ID, Agency: nullable(o.Agency), Publications: make([]publicationLine, len(o.Publications))}
	for i := range o.Publications {
		p := &o.Publications[i]
		out.Publications[i] = publicationLine{Document: headOf(&p.Head), Versions: p.Versions, Statements: p.Statements}
	}
	return marshal(out)
}

type speakerSummaryLine struct {
	speakerLine
	Called     *string `json:"called"`
	Statements int     `json:"statements"`
	More       bool    `json:"more"` // statements than were counted
	Latest     *string `json:"latest"`
}

// EncodeSpeakerSummary writes a speaker as a list shows him as one line of JSON, newline included.
func EncodeSpeakerSummary(s *news.SpeakerSummary) []byte {
	return marshal(speakerSummaryLine{speakerLine: *speakerOf(&s.Speaker), Called: nullable(s.Called), Statements: min(s.Statements, news.MostCounted),
		More: s.Statements > news.MostCounted, Latest: nullable(s.Latest)})
}

type revisionLine struct {
	Before     headLine      `json:"before"`
	After      headLine      `json:"after"`
	Title      bool          `json:"title"` // it changed
	Marked     *string       `json:"marked"`
	Passages   int           `json:"passages"`
	Statements []revisedLine `json:"statements"`
	Otherwise  int           `json:"read_otherwise"`
}

type revisedLine struct {
	Kind    string         `json:"kind"`
	Before  *inVersionLine `json:"before"`
	After   *inVersionLine `json:"after"`
	Changed []string       `json:"changed"`
}

// inVersionLine is a statement as it stands in one version of an article.
type inVersionLine struct {
	ID      string       `json:"id"` // "d12#s7"
	Speaker *speakerLine `json:"speaker"`
	Source  *string      `json:"source"` // words
	Act     string       `json:"act"`
	Words   string       `json:"words"`
	Part    string       `json:"part"`
	Form    string       `json:"form"`
	Said    *saidLine    `json:"said"`
	Places  placesLine   `json:"places"`
}

// EncodeRevision writes an edit, and what it did to which statements in which words, as one line of JSON, newline included. Statements that
// it left as they were are left out.
func EncodeRevision(r *news.Revision) []byte {
	changes := r.Edit.Changes()
	out := revisionLine{Before: headOf(&r.Before), After: headOf(&r.After), Title: r.Edit.Title, Marked: nullable(r.Marked), Statements: make([]revisedLine, len(changes))}
	for _, p := range r.Edit.Passages {
		if p.Kind != news.PassageSame {
			out.Passages++
		}
	}
	for _, s := range r.Edit.Statements {
		if s.Kind == news.ReadOtherwise {
			out.Otherwise++
		}
	}
	for i, s := range changes {
		out.Statements[i] = revisedLine{Kind: string(s.Kind), Before: inVersionOf(&r.Was, r.Before.ID, s.Before), After: inVersionOf(&r.Is, r.After.ID, s.After),
			Changed: fieldsOf(s.Changed)}
	}
	return marshal(out)
}

// inVersionOf is the statement of a version's record that has the id; nil where it has none.
func inVersionOf(rec *news.Record, document, id string) *inVersionLine {
	for i := range rec.Statements {
		s := &rec.Statements[i]
		if s.ID != id {
			continue
		}
		body := rec.Article.Body(s.Part)
		told := (&codec{title: NewOffsets(rec.Article.Title), text: NewOffsets(rec.Article.Text)}).statementOf(s)
		out := inVersionLine{ID: document + "#" + id, Act: told.Act, Words: news.Words(body, s.Content), Part: told.Part, Form: told.Form, Said: told.Said,
			Places: *placesOf(s, NewOffsets(body))}
		if s.Source != nil {
			out.Source = nullable(news.Words(body, s.Source.Spans))
		}
		if who := rec.Speaker(s); who != nil {
			out.Speaker = speakerOf(who)
		}
		return &out
	}
	return nil
}

func fieldsOf(fields []news.Field) []string {
	out := make([]string, len(fields))
	for i, f := range fields {
		out[i] = string(f)
	}
	return out
}

type facetsLine struct {
	Counted  int            `json:"counted"`
	More     bool           `json:"more"`
	Speakers []facetLine    `json:"speakers"`
	Acts     []facetLine    `json:"acts"`
	Outlets  []facetLine    `json:"outlets"`
	Stances  []facetLine    `json:"stances"`
	Reviews  []facetLine    `json:"reviews"`
	Days     []dayCountLine `json:"days"`
}

type facetLine struct {
	Value      string `json:"value"`
	Name       string `json:"name"`
	Statements int    `json:"statements"`
}

// EncodeFacets writes what a query matches, counted by what narrows it, as one line of JSON, newline included.
func EncodeFacets(f *news.Facets) []byte {
	out := facetsLine{Counted: f.Counted, More: f.More, Days: daysOf(f.Days)}
	for _, one := range []struct {
		from []news.Facet
		into *[]facetLine
	}{{f.Speakers, &out.Speakers}, {f.Acts, &out.Acts}, {f.Outlets, &out.Outlets}, {f.Stances, &out.Stances}, {f.Reviews, &out.Reviews}} {
		*one.into = make([]facetLine, len(one.from))
		for i, facet := range one.from {
			(*one.into)[i] = facetLine(facet)
		}
	}
	return marshal(out)
}

type tallyLine struct {
	New        int64 `json:"new"`
	MoreNew    bool  `json:"more_new"`
	Contested  int64 `json:"contested"`
	Edited     int64 `json:"edited"`
	Unreviewed int64 `json:"unreviewed"`
}

// EncodeTally writes what is counted of the ledger as one line of JSON, newline included.
func EncodeTally(t *news.Tally) []byte { return marshal(tallyLine(*t)) }
