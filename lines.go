package gainsay

import (
	"reflect"

	"gainsay/internal/export"
	"gainsay/internal/record"
	"gainsay/internal/store"
	"gainsay/news"
)

// The errors of exports.
var (
	ErrFormat  = export.ErrFormat
	ErrTooMany = export.ErrTooMany
)

// Arrived is a statement as it came into the ledger; see [store.Store.After].
type Arrived = store.Arrived

// LeftOut tells of items that could not be exported. All others were, and the file is whole.
type LeftOut = export.LeftOut

// EncodeEntry writes a statement as the archive keeps it as one line of JSON, newline included. With its article, which may be nil, it tells
// where the statement stands, in code points.
func EncodeEntry(e *news.Entry, article *news.Article) []byte { return record.EncodeEntry(e, article) }

// EncodeHead writes what is known of a document besides its text as one line of JSON, newline included.
func EncodeHead(h *news.Head) []byte { return record.EncodeHead(h) }

// EncodeArticle writes an article as a record has it as one line of JSON, newline included.
func EncodeArticle(a *news.Article) []byte { return record.EncodeArticle(a) }

// EncodeCapture writes a look at a place as one line of JSON, newline included.
func EncodeCapture(c *news.Capture) []byte { return record.EncodeCapture(c) }

// EncodeEdit writes what became of the statements of an article from one version to the next as one line of JSON, newline included.
func EncodeEdit(e *news.Edit) []byte { return record.EncodeEdit(e) }

// EncodeSpeaker writes what the archive holds on a speaker as one line of JSON, newline included.
func EncodeSpeaker(p *news.SpeakerPage) []byte { return record.EncodeSpeaker(p) }

// EncodeCorrection writes a correction as one line of JSON, newline included, with spans in code points of the text that they point into.
func EncodeCorrection(c *news.Correction, text string) []byte {
	return record.EncodeCorrection(c, text)
}

// EncodeStory writes a story as a list shows it as one line of JSON, newline included.
func EncodeStory(s *news.StorySummary) []byte { return record.EncodeStory(s) }

// EncodeOrigin writes a text and who carries it as one line of JSON, newline included.
func EncodeOrigin(o *news.OriginSummary) []byte { return record.EncodeOrigin(o) }

// EncodeSpeakerSummary writes a speaker as a list shows him as one line of JSON, newline included.
func EncodeSpeakerSummary(s *news.SpeakerSummary) []byte { return record.EncodeSpeakerSummary(s) }

// EncodeRevision writes an edit, and what it did to which statements in which words, as one line of JSON, newline included, with spans in code
// points. Statements that it left as they were are left out.
func EncodeRevision(r *news.Revision) []byte { return record.EncodeRevision(r) }

// EncodeMonth writes how many statements of a speaker do something in a month as one line of JSON, newline included.
func EncodeMonth(m *news.MonthCount) []byte { return record.EncodeMonth(m) }

// EncodePosition writes what a speaker said towards a claim over time as one line of JSON, newline included.
func EncodePosition(p *news.Position) []byte { return record.EncodePosition(p) }

// EncodeParty writes somebody whom a speaker answers, or who answers him, as one line of JSON, newline included.
func EncodeParty(p *news.Party) []byte { return record.EncodeParty(p) }

// EncodeFacets writes what a query matches, counted by what narrows it, as one line of JSON, newline included.
func EncodeFacets(f *news.Facets) []byte { return record.EncodeFacets(f) }

// EncodeTally writes what is counted of the ledger as one line of JSON, newline included.
func EncodeTally(t *news.Tally) []byte { return record.EncodeTally(t) }

// EncodeExplained writes what the fields of the statement with the id are read from as one line of JSON, newline included, with spans in code
// points of its article.
func EncodeExplained(e *news.Explained, id string, article *news.Article) []byte {
	return record.EncodeExplained(e, id, article)
}

// Shapes are the types as which [Encode], [EncodeEntry] and their like write, by the names under which a description of the format tells of them:
// structs whose fields have the keys as tags. A pointer is null where something does not apply.
func Shapes() map[string]reflect.Type { return record.Shapes() }
