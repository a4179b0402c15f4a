package record

import (
	"time"

	"gainsay/news"
)

// The shapes of what an archive keeps. They are no records of the contract.

type ledgerLine struct {
	ID         string       `json:"id"` // "d12#s7"
	Speaker    *speakerLine `json:"speaker"`
	Source     *string      `json:"source"` // words
	Cue        *string      `json:"cue"`    // lemma
	Act        string       `json:"act"`
	Words      string       `json:"words"`
	Part       string       `json:"part"`
	Form       string       `json:"form"`
	Said       *saidLine    `json:"said"`
	Channel    *string      `json:"channel"`
	Addressee  *string      `json:"addressee"`
	Via        *string      `json:"via"`
	Parent     *string      `json:"parent"`
	Claim      *claimLine   `json:"claim"`
	Stance     *string      `json:"stance"`
	Answers    []answerLine `json:"answers"`
	AnsweredBy int          `json:"answered_by"` // so many statements
	Copies     int          `json:"copies"`
	Review     *string      `json:"review"`
	Confidence float64      `json:"confidence"`
	Places     *placesLine  `json:"places,omitempty"`
	Document   headLine     `json:"document"`
}

type speakerLine struct {
	ID   string  `json:"id"`
	Name string  `json:"name"`
	Kind string  `json:"kind"`
	Role *string `json:"role"`
}

// placesLine is where a statement stands in its part of the article, in code points.
type placesLine struct {
	Source  [][2]int `json:"source"`
	Cue     [][2]int `json:"cue"`
	Content [][2]int `json:"content"`
}

type headLine struct {
	ID        string    `json:"id"`
	Title     *string   `json:"title"`
	Byline    []string  `json:"byline"`
	Publisher *string   `json:"publisher"`
	Agency    *string   `json:"agency"`
	URL       *string   `json:"url"`
	Published *string   `json:"published"`
	Place     string    `json:"place"`
	Version   int       `json:"version"`
	Latest    bool      `json:"latest"`
	Captured  time.Time `json:"captured"`
	SHA256    string    `json:"sha256"` // of the original
	Origin    *string   `json:"origin"`
	Story     *string   `json:"story"`
	Models    *string   `json:"models"`
	State     string    `json:"state"`
	Failure   *string   `json:"failure"`
}

// EncodeEntry writes a statement as the archive keeps it as one line of JSON, newline included. With its article, which may be nil, it tells
// where the statement stands, in code points.
func EncodeEntry(e *news.Entry, article *news.Article) []byte {
	return marshal(ledgerLineOf(e, article))
}

func ledgerLineOf(e *news.Entry, article *news.Article) ledgerLine {
	bare := e.Statement
	bare.Source, bare.Cue, bare.Content = nil, nil, nil
	s := (&codec{}).statementOf(&bare)
	out := ledgerLine{ID: e.ID, Source: nullable(e.Source), Act: s.Act, Words: e.Words, Part: s.Part, Form: s.Form, Said: s.Said, Channel: s.Channel,
		Addressee: s.Addressee, Via: s.Via, Stance: s.Stance, Answers: s.Answers, AnsweredBy: e.Answered, Copies: e.Copies,
		Review: nullable(e.Review), Confidence: s.Confidence, Document: headOf(&e.Document)}
	if e.Speaker != nil {
		out.Speaker = speakerOf(e.Speaker)
	}
	if e.Statement.Cue != nil {
		out.Cue = nullable(e.Statement.Cue.Lemma)
	}
	if e.Statement.Parent != "" {
		out.Parent = nullable(e.Document.ID + "#" + e.Statement.Parent)
	}
	if e.Statement.Claim != "" {
		out.Claim = &claimLine{ID: e.Statement.Claim, Text: e.Claim}
	}
	if article != nil {
		out.Places = placesOf(&e.Statement, NewOffsets(article.Body(e.Statement.Part)))
	}
	return out
}

func speakerOf(e *news.Entity) *speakerLine {
	return &speakerLine{ID: e.ID, Name: e.Name, Kind: string(e.Kind), Role: nullable(e.Role)}
}

func placesOf(s *news.Statement, offsets *Offsets) *placesLine {
	p := placesLine{Source: [][2]int{}, Cue: [][2]int{}, Content: points(offsets, s.Content)}
	if s.Source != nil {
		p.Source = points(offsets, s.Source.Spans)
	}
	if s.Cue != nil {
		p.Cue = points(offsets, s.Cue.Spans)
	}
	return &p
}

func headOf(h *news.Head) headLine {
	return headLine{ID: h.ID, Title: nullable(h.Title), Byline: filled(h.Byline), Publisher: nullable(h.Publisher), Agency: nullable(h.Agency),
		URL: nullable(h.URL), Published: nullable(h.Published), Place: h.Place, Version: h.Version, Latest: h.Latest, Captured: h.Captured, SHA256: h.SHA256,
		Origin: nullable(h.Origin), Story: nullable(h.Story), Models: nullable(h.Models), State: string(h.State), Failure: nullable(h.Failure)}
}

// EncodeHead writes what is known of a document besides its text as one line of JSON, newline included.
func EncodeHead(h *news.Head) []byte { return marshal(headOf(h)) }

// Kept is all that an archive keeps of a document.
type Kept struct {
	Head     news.Head
	Versions []news.Head // of the article, in their order
	Copies   []news.Head // documents that carry the same text, itself among them
	Captures []news.Capture
	Record   *news.Record // nil while it is not read
}

type keptLine struct {
	Document headLine      `json:"document"`
	Versions []string      `json:"versions"` // ids
	Copies   []string      `json:"copies"`
	Captures []captureLine `json:"captures"`
	Record   *line         `json:"record"` // of the contract
}

type captureLine struct {
	Place       string      `json:"place"`
	Location    string      `json:"location"`
	Redirects   []string    `json:"redirects"`
	Time        time.Time   `json:"time"`
	Status      *int        `json:"status"`
	Header      [][2]string `json:"header"`
	ContentType *string     `json:"content_type"`
	SHA256      string      `json:"sha256"`
	Size        int64       `json:"size"` // bytes
	Through     *string     `json:"through"`
}

// EncodeKept writes all that an archive keeps of a document as one line of JSON, newline included. A record that breaks a rule of
// [Check] is refused.
func EncodeKept(k *Kept) ([]byte, error) {
	out := keptLine{Document: headOf(&k.Head), Versions: idsOf(k.Versions), Copies: idsOf(k.Copies), Captures: make([]captureLine, len(k.Captures))}
	for i := range k.Captures {
		out.Captures[i] = captureOf(&k.Captures[i])
	}
	if k.Record != nil {
		rec, err := lineOf(k.Record)
		if err != nil {
			return nil, err
		}
		out.Record = &rec
	}
	return marshal(out), nil
}

func idsOf(heads []news.Head) []string {
	ids := make([]string, len(heads))
	for i := range heads {
		ids[i] = heads[i].ID
	}
	return ids
}

func captureOf(c *news.Capture) captureLine {
	out := captureLine{Place: c.Place, Location: c.Location, Redirects: filled(c.Redirects), Time: c.Time, Header: make([][2]string, len(c.Header)),
		ContentType: nullable(c.ContentType), SHA256: c.SHA256, Size: c.Size, Through: nullable(c.Through)}
	if c.Status != 0 {
		out.Status = &c.Status
	}
	for i, field := range c.Header {
		out.Header[i] = [2]string{field.Name, field.Value}
	}
	return out
}

type correctionLine struct {
	ID      int64       `json:"id"`
	Time    time.Time   `json:"time"`
	By      string      `json:"by"`
	Kind    string      `json:"kind"`
	Target  string      `json:"target"`
	Into    *string     `json:"into"`
	Members []string    `json:"members"`
	Changed *changeMade `json:"changed"`
	Note    *string     `json:"note"`
	Undone  *int64      `json:"undone"` // by the correction with this id
}

// changeMade has the fields that were changed only.
type changeMade struct {
	Speaker *string      `json:"speaker,omitempty"`
	Source  [][2]int     `json:"source,omitzero"` // code points
	Cue     [][2]int     `json:"cue,omitzero"`
	Content [][2]int     `json:"content,omitzero"`
	Act     *string      `json:"act,omitempty"`
	Said    *saidLine    `json:"said,omitempty"`
	Claim   *string      `json:"claim,omitempty"`
	Stance  *string      `json:"stance,omitempty"`
	Answers []answerLine `json:"answers,omitzero"`
}

// EncodeCorrection writes a correction as one line of JSON, newline included, with spans in code points of the text that they point into.
func EncodeCorrection(c *news.Correction, text string) []byte {
	out := correctionLine{ID: c.ID, Time: c.Time, By: c.By, Kind: string(c.Kind), Target: c.Target, Into: nullable(c.Into),
		Members: filled(c.Members), Note: nullable(c.Note)}
	if c.Undone != 0 {
		out.Undone = &c.Undone
	}
	if c.Changed != nil {
		out.Changed = changeOf(c.Changed, NewOffsets(text))
	}
	return marshal(out)
}

func changeOf(c *news.StatementChange, offsets *Offsets) *changeMade {
	out := &changeMade{Speaker: c.Speaker, Claim: c.Claim, Act: (*string)(c.Act), Stance: (*string)(c.Stance)}
	for _, one := range []struct {
		spans *[]news.Span
		into  *[][2]int
	}{{c.Source, &out.Source}, {c.Cue, &out.Cue}, {c.Content, &out.Content}} {
		if one.spans != nil {
			*one.into = points(offsets, *one.spans)
		}
	}
	if c.Said != nil {
		out.Said = &saidLine{From: nullable(c.Said.From), To: nullable(c.Said.To), Text: nullable(c.Said.Text)}
	}
	if c.Answers != nil {
		out.Answers = []answerLine{}
		for _, a := range *c.Answers {
			out.Answers = append(out.Answers, answerLine{Statement: a.Statement, Relation: string(a.Relation)})
		}
	}
	return out
}

type editLine struct {
	Before     string              `json:"before"` // documents
	After      string              `json:"after"`
	Title      bool                `json:"title"` // it changed
	Statements []statementEditLine `json:"statements"`
}

type statementEditLine struct {
	Kind    string   `json:"kind"`
	Before  *string  `json:"before"`
	After   *string  `json:"after"`
	Changed []string `json:"changed"`
}

// EncodeEdit writes what became of the statements of an article from one version to the next as one line of JSON, newline included.
func EncodeEdit(e *news.Edit) []byte {
	out := editLine{Before: e.Before, After: e.After, Title: e.Title, Statements: make([]statementEditLine, len(e.Statements))}
	for i, s := range e.Statements {
		out.Statements[i] = statementEditLine{Kind: string(s.Kind), Before: nullable(s.Before), After: nullable(s.After), Changed: fieldsOf(s.Changed)}
	}
	return marshal(out)
}

type speakerPageLine struct {
	speakerLine
	Names  []nameCountLine `json:"names"`
	Merged []string        `json:"merged"`
	Acts   []actCountLine  `json:"acts"`
}

type nameCountLine struct {
	Name      string `json:"name"`
	Documents int    `json:"documents"`
}

type actCountLine struct {
	Act        string `json:"act"`
	Statements int    `json:"statements"`
}

// EncodeSpeaker writes what the archive holds on a speaker as one line of JSON, newline included.
func EncodeSpeaker(p *news.SpeakerPage) []byte {
	out := speakerPageLine{speakerLine: *speakerOf(&p.Speaker), Names: make([]nameCountLine, len(p.Names)), Merged: filled(p.Merged),
		Acts: make([]actCountLine, len(p.Acts))}
	for i, n := range p.Names {
		out.Names[i] = nameCountLine(n)
	}
	for i, a := range p.Acts {
		out.Acts[i] = actCountLine{Act: string(a.Act), Statements: a.Statements}
	}
	return marshal(out)
}
