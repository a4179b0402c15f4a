package news

import (
	"fmt"
	"strings"
)

// Span is a half-open range [Start, End) of byte offsets into one immutable text.
type Span struct{ Start, End int }

// Len is the length in bytes.
func (s Span) Len() int { return s.End - s.Start }

// In cuts the span out of the text that it points into.
func (s Span) In(text string) string { return text[s.Start:s.End] }

// Contains tells whether other lies wholly inside s.
func (s Span) Contains(other Span) bool { return s.Start <= other.Start && other.End <= s.End }

// Overlaps tells whether the two share at least one byte.
func (s Span) Overlaps(other Span) bool { return s.Start < other.End && other.Start < s.End }

func (s Span) String() string { return fmt.Sprintf("[%d,%d)", s.Start, s.End) }

// Words cuts several spans out of a text and joins them with " … ", for people to read.
func Words(text string, spans []Span) string {
	parts := make([]string, len(spans))
	for i, s := range spans {
		parts[i] = s.In(text)
	}
	return strings.Join(parts, " … ")
}
