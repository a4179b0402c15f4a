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

// Shapes are the types as which [Encode], [EncodeEntry] and their like write, by the names under which a description of the format tells of them:
// structs whose fields have the keys as tags. A pointer is null where something does not apply.
func Shapes() map[string]reflect.Type { return record.Shapes() }
