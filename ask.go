package gainsay

import (
	"fmt"
	"strings"

	"gainsay/internal/analysis/token"
	"gainsay/internal/claim"
	"gainsay/internal/jobs"
	"gainsay/internal/proof"
	"gainsay/internal/record"
	"gainsay/internal/search"
	"gainsay/internal/store"
	"gainsay/news"
)

// The errors by which whoever asks an archive can tell what is wrong; each is worded for the user.
var (
	ErrUnknown    = store.ErrUnknown
	ErrCursor     = store.ErrCursor
	ErrCorrection = store.ErrCorrection
	ErrFailed     = store.ErrFailed
	ErrNotYet     = store.ErrNotYet
	ErrSaved      = store.ErrSaved
	ErrOvertaken  = store.ErrOvertaken
	ErrStars      = store.ErrStars
	ErrEmptyQuery = search.ErrEmpty
)

// What an [Archive] hands out besides the nouns of package news.
type (
	Feed        = store.Feed
	Look        = store.Look
	SavedSearch = store.Search
	Delivery    = store.Delivery
	Sizes       = store.Sizes
	KeptAs      = store.KeptAs
	Named       = store.Named
	JobCount    = jobs.Count
	FilterError = search.FilterError
	Inclusion   = proof.Inclusion
	QueryPart   = search.Part
)

// ParseQuery reads a search as people type it: words with filters among them, such as dam act:deny since:2024-05-01. The language stands
// in README.md. An empty input asks for everything. The error is a *FilterError.
func ParseQuery(input string) (news.Query, error) {
	if strings.TrimSpace(input) == "" {
		return news.Query{}, nil
	}
	return search.ParseQuery(input)
}

// DecodeChange reads what of a statement is to be other, for a [news.Correction]: one object of JSON with some of the fields speaker, source, cue,
// content (pairs of code points of the text that the statement stands in, such as [[120,188]]), act, said ({"from", "to", "text"}), claim,
// stance and answers; an empty value takes away. The error wraps ErrCorrection.
func DecodeChange(data []byte, text string) (news.StatementChange, error) {
	change, err := record.DecodeChange(data, text)
	if err != nil {
		return change, fmt.Errorf("%w: %w", ErrCorrection, err)
	}
	return change, nil
}

// QueryParts are the pieces that a query is typed of, in their order: filters, fields, words.
func QueryParts(input string) []QueryPart { return search.Parts(input) }

// WithFilter is a typed query that has a filter too, in the place of one of its name; of is:, which may be there with several values, beside the
// others. It is the query as it was where the value cannot be written.
func WithFilter(input, name, value string) string { return search.With(input, name, value) }

// WithoutFilter is a typed query that lacks a filter: of a name, with a value; "": whatever its value.
func WithoutFilter(input, name, value string) string { return search.Without(input, name, value) }

// HasFilter tells whether a typed query has a filter with a value.
func HasFilter(input, name, value string) bool { return search.Has(input, name, value) }

// Highlight gives the places in a statement's words that a search asks for: bytes, in order. Text is the [news.Query]'s.
func Highlight(text, words string) []news.Span {
	if strings.TrimSpace(text) == "" {
		return nil
	}
	expression, err := search.Parse(text)
	if err != nil {
		return nil // nothing that could be looked for
	}
	return search.Highlight(expression, search.Words, words)
}

// ClaimOf is what [Archive.Claim] gathers on a claim, made of its entries and as it stood at the end of a day: what was said or published
// later, or on no known day, is left out; with "" nothing is. It is false where there are no entries.
func ClaimOf(entries []news.Entry, until news.Day) (news.ClaimPage, bool) {
	return claim.PageOf(entries, until)
}

// Sentences gives the places of the sentences of a text: bytes, in order.
func Sentences(text string) []news.Span {
	document := token.Split(text)
	spans := make([]news.Span, len(document.Sentences))
	for i, s := range document.Sentences {
		spans[i] = news.Span{Start: document.Tokens[s.Tokens.First].Span.Start, End: document.Tokens[s.Tokens.End-1].Span.End}
	}
	return spans
}
