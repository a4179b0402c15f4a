package gainsay

import (
	"errors"
	"io/fs"

	"gainsay/news"
)

// Options choose how a [Reader] reads. The zero value, like nil, is the default.
type Options struct {
	// Models is a model set to read with, laid out like the folder that package models embeds; nil is the embedded one.
	Models fs.FS
	// Confidence is the least that a statement is read with, above 0 and up to 1; 0 is the default, at which precision and
	// recall meet best. Higher is surer and finds less: models/README.md has the curve.
	Confidence float64
	// Model is which of the set's two models of attribution reads; "" is [Careful].
	Model Model
}

// Model is a way to read attributions. Both make the same kind of record.
type Model string

// The models: Careful is a neural network, which finds more and bounds it better; Fast is linear and reads some fifteen times as much in
// the same time. models/README.md has both side by side.
const (
	Careful Model = "careful"
	Fast    Model = "fast"
)

// Format says how the bytes of a [Source] are to be understood.
type Format string

// The formats. Literal text is taken to the byte: no line is left out of it and nothing is read off it but what it says.
const (
	ByContent Format = "" // whichever of the others the content looks like; never Literal
	HTML      Format = "html"
	Markdown  Format = "markdown"
	Plain     Format = "text"
	MHTML     Format = "mhtml"
	Literal   Format = "literal"
)

// Formats are those that a user may name.
var Formats = []Format{HTML, Markdown, Plain, MHTML}

// Source is one document to read, with what is known of it from elsewhere. A field that is not known is empty.
type Source struct {
	ID          string
	Raw         []byte
	Format      Format
	ContentType string // as a server gave it, e.g. "text/html; charset=windows-1252"
	Location    string // where it was captured: an address, a path or "-"
	Given       Known  // goes before what the document says of itself
	Otherwise   Known  // counts where neither Given nor the document says anything
}

// Known is what somebody other than the document says about it.
type Known struct {
	Title     string
	Publisher string
	URL       string
	Published news.Day
}

// ErrInternal is a document on which the program itself fails, and not the document.
var ErrInternal = errors.New("gainsay itself failed on this document, please report it")
