package export

import (
	"cmp"
	"fmt"
	"io"
	"time"
	"unicode/utf8"

	"gainsay/internal/record"
	"gainsay/news"
)

// annotation is a statement in the W3C Web Annotation Data Model (recommendation of 2017-02-23).
type annotation struct {
	ID         string             `json:"id"`
	Type       string             `json:"type"`
	Motivation string             `json:"motivation"`
	Generator  annotationSoftware `json:"generator"`
	Via        string             `json:"via,omitempty"` // the page of the archive
	Body       []any              `json:"body"`          // a textualBody and a statementBody
	Target     []annotationTarget `json:"target"`
}

type annotationSoftware struct {
	Type   string `json:"type"`
	Name   string `json:"name"`
	Models string `json:"gainsay:models,omitempty"`
}

// textualBody tells the statement to readers of annotations that know nothing of Gainsay.
type textualBody struct {
	Type    string `json:"type"`
	Purpose string `json:"purpose"`
	Format  string `json:"format"`
	Value   string `json:"value"`
}

// statementBody is the statement field by field.
type statementBody struct {
	Type       string             `json:"type"`
	Purpose    string             `json:"purpose"`
	Speaker    *annotationSpeaker `json:"gainsay:speaker,omitempty"`
	Source     string             `json:"gainsay:source,omitempty"`
	Cue        string             `json:"gainsay:cue,omitempty"`
	Act        string             `json:"gainsay:act"`
	Form       string             `json:"gainsay:form"`
	Part       string             `json:"gainsay:part"`
	SaidFrom   string             `json:"gainsay:saidFrom,omitempty"`
	SaidTo     string             `json:"gainsay:saidTo,omitempty"`
	SaidWords  string             `json:"gainsay:saidWords,omitempty"`
	Channel    string             `json:"gainsay:channel,omitempty"`
	Addressee  string             `json:"gainsay:addressee,omitempty"`
	Via        string             `json:"gainsay:via,omitempty"`
	Stance     string             `json:"gainsay:stance,omitempty"`
	Claim      *annotationClaim   `json:"gainsay:claim,omitempty"`
	Answers    []annotationAnswer `json:"gainsay:answers,omitempty"`
	Confidence float64            `json:"gainsay:confidence"`
	Review     string             `json:"gainsay:review"`
}

type annotationSpeaker struct {
	ID   string `json:"id"`
	Name string `json:"gainsay:name"`
	Kind string `json:"gainsay:kind"`
	Role string `json:"gainsay:role,omitempty"`
}

type annotationClaim struct {
	ID   string `json:"id"`
	Text string `json:"gainsay:text"`
}

type annotationAnswer struct {
	Statement string `json:"gainsay:statement"`
	Relation  string `json:"gainsay:relation"`
}

// annotationTarget is one stretch of the content: in the document as it was captured.
type annotationTarget struct {
	Source   string           `json:"source"`
	State    *annotationState `json:"state,omitempty"`
	Selector []any            `json:"selector"` // a quoteSelector and a positionSelector, which select the same
}

// annotationState is the document at the time of its capture.
type annotationState struct {
	Type       string `json:"type"`
	SourceDate string `json:"sourceDate,omitempty"`
	SHA256     string `json:"gainsay:sha256,omitempty"` // of the original bytes
}

type quoteSelector struct {
	Type   string `json:"type"`
	Exact  string `json:"exact"`
	Prefix string `json:"prefix"`
	Suffix string `json:"suffix"`
}

// positionSelector counts in the text that was read off the document, whose digest it has: in code points, the end not included.
type positionSelector struct {
	Type   string `json:"type"`
	Start  int    `json:"start"`
	End    int    `json:"end"`
	Part   string `json:"gainsay:part"`
	SHA256 string `json:"gainsay:textSha256"`
}

// WriteAnnotations writes the statements of documents as an AnnotationCollection with one AnnotationPage (W3C Web Annotation Data
// Model, JSON-LD). The targets of an annotation are the stretches of its content in the page at the document's address, as words with
// up to 32 code points before and behind them, and as code points of the title or text that was read off it, with the state that
// it was captured in. Its bodies are a sentence, and the statement field by field in the namespace "gainsay:".
//
// A document that breaks the rules of package record is left out.
func WriteAnnotations(w io.Writer, documents Documents, o *Options) error {
	o = o.orDefault()
	id := cmp.Or(webAddress(o.Self), o.urn("annotations"))
	page := id + "#page"
	out := newJSONWriter(w)
	out.raw(`{"@context":["http://www.w3.org/ns/anno.jsonld",{"gainsay":"` + terms + `"}],"id":`)
	out.value(id)
	out.raw(`,"type":"AnnotationCollection","label":`)
	out.value(cmp.Or(oneLine(o.Title), "Statements"))
	out.raw(`,"first":{"id":`)
	out.value(page)
	out.raw(`,"type":"AnnotationPage","startIndex":0,"items":[`)
	var missing LeftOut
	for d, err := range documents {
		if err != nil {
			return fmt.Errorf("reading the documents: %w", err)
		}
		all, err := annotationsOf(&d, o)
		if err != nil {
			missing.note(err)
			continue
		}
		for i := range all {
			out.item(&all[i])
		}
	}
	out.raw("\n" + `]},"last":`)
	out.value(page)
	out.raw(`,"total":`)
	out.value(out.items)
	out.raw("}\n")
	if err := out.end(); err != nil {
		return err
	}
	return missing.orNil()
}

// annotationsOf makes the annotations of one document.
func annotationsOf(d *Document, o *Options) ([]annotation, error) {
	if err := record.Check(&d.Record); err != nil {
		return nil, fmt.Errorf("document %s: %w", d.Record.ID, err)
	}
	places := placesOf(&d.Record.Article)
	all := make([]annotation, 0, len(d.Record.Statements))
	for i := range d.Record.Statements {
		s := &d.Record.Statements[i]
		points, err := places.points(s.Part, s.Content)
		if err != nil {
			return nil, fmt.Errorf("statement %s#%s: %w", d.Record.ID, s.ID, err)
		}
		e := d.entry(s)
		all = append(all, annotation{
			ID: o.urn(e.ID), Type: "Annotation", Motivation: "describing", Via: o.link(e.ID),
			Generator: annotationSoftware{Type: "Software", Name: software, Models: d.Record.Models},
			Body: []any{
				textualBody{"TextualBody", "describing", "text/plain", sentence(&e)},
				d.statementBody(s, &e, o),
			},
			Target: d.targets(s, points, o),
		})
	}
	return all, nil
}

// entry is a statement of the document as the archive keeps it, as far as the record tells.
func (d *Document) entry(s *news.Statement) news.Entry {
	text := d.Record.Article.Body(s.Part)
	e := news.Entry{ID: d.Record.ID + "#" + s.ID, Statement: *s, Speaker: d.Record.Speaker(s), Words: news.Words(text, s.Content),
		Document: d.head(), Review: d.Reviews[s.ID]}
	if s.Source != nil {
		e.Source = news.Words(text, s.Source.Spans)
	}
	for _, claim := range d.Record.Claims {
		if claim.ID == s.Claim {
			e.Claim = claim.Text
		}
	}
	return e
}

// head is what is known of the document, from its article where the archive was not asked.
func (d *Document) head() news.Head {
	if d.Head.ID != "" {
		return d.Head
	}
	a := &d.Record.Article
	return news.Head{ID: d.Record.ID, Title: a.Title, Byline: a.Byline, Publisher: a.Publisher, Agency: a.Agency, Published: a.Published,
		URL: cmp.Or(a.CanonicalURL, a.URL), Models: d.Record.Models}
}

// sentence is a statement for people to read, on one line.
func sentence(e *news.Entry) string {
	line := speakerOf(e) + " " + verbOf(e.Statement.Act) + ": " + oneLine(e.Words)
	for _, fact := range facts(e) {
		line += " · " + fact
	}
	return line
}

func (d *Document) statementBody(s *news.Statement, e *news.Entry, o *Options) statementBody {
	body := statementBody{
		Type: "gainsay:Statement", Purpose: "describing", Source: e.Source, Act: string(s.Act), Form: string(s.Form), Part: string(s.Part),
		Channel: s.Channel, Addressee: s.Addressee, Via: s.Via, Stance: string(s.Stance), Confidence: rounded(s.Confidence), Review: reviewOf(e.Review),
	}
	if e.Speaker != nil {
		body.Speaker = &annotationSpeaker{ID: o.urn(e.Speaker.ID), Name: e.Speaker.Name, Kind: string(e.Speaker.Kind), Role: e.Speaker.Role}
	}
	if s.Cue != nil {
		body.Cue = news.Words(d.Record.Article.Body(s.Part), s.Cue.Spans)
	}
	if s.Said != nil {
		body.SaidFrom, body.SaidTo, body.SaidWords = string(s.Said.From), string(s.Said.To), s.Said.Text
	}
	if s.Claim != "" {
		body.Claim = &annotationClaim{ID: o.urn(s.Claim), Text: e.Claim}
	}
	for _, a := range s.Answers {
		body.Answers = append(body.Answers, annotationAnswer{Statement: o.urn(fullID(d.Record.ID, a.Statement)), Relation: string(a.Relation)})
	}
	return body
}

// targets are the stretches of a statement's content, given also in code points.
func (d *Document) targets(s *news.Statement, points [][2]int, o *Options) []annotationTarget {
	head := d.head()
	var state *annotationState
	if !head.Captured.IsZero() || head.SHA256 != "" {
		state = &annotationState{Type: "TimeState", SHA256: head.SHA256}
		if !head.Captured.IsZero() {
			state.SourceDate = head.Captured.UTC().Format(time.RFC3339)
		}
	}
	text := d.Record.Article.Body(s.Part)
	sum := digest(text)
	targets := make([]annotationTarget, len(s.Content))
	for i, span := range s.Content {
		before, behind := around(text, span)
		targets[i] = annotationTarget{Source: o.sourceAddress(&head), State: state, Selector: []any{
			quoteSelector{"TextQuoteSelector", span.In(text), before, behind},
			positionSelector{"TextPositionSelector", points[i][0], points[i][1], string(s.Part), sum},
		}}
	}
	return targets
}

// context is how many code points before and behind a quotation tell it from others with the same words.
const context = 32

// around is what stands before and behind a span.
func around(text string, span news.Span) (before, behind string) {
	start, end := span.Start, span.End
	for range context {
		_, size := utf8.DecodeLastRuneInString(text[:start])
		start -= size
		_, size = utf8.DecodeRuneInString(text[end:])
		end += size
	}
	return text[start:span.Start], text[span.End:end]
}
