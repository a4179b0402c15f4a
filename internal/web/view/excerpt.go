package view

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"gainsay/news"
)

// mostExcerpt is how many code points of an article the public is shown of one statement.
const mostExcerpt = 300

// mostGap is how many bytes between the parts of one statement are shown with it.
const mostGap = 40

// excerpt is what is shown of a text for one statement: its source, cue and content.
func excerpt(text string, s *news.Statement) []news.Span {
	parts := slices.Clone(s.Content)
	if s.Source != nil {
		parts = append(parts, s.Source.Spans...)
	}
	if s.Cue != nil {
		parts = append(parts, s.Cue.Spans...)
	}
	var out []news.Span
	left := mostExcerpt
	for _, part := range joined(parts, mostGap) {
		shown := news.Span{Start: part.Start, End: part.Start + len(shortened(part.In(text), left))}
		left -= utf8.RuneCountInString(shown.In(text))
		if shown.Len() > 0 {
			out = append(out, shown)
		}
	}
	return out
}

// joined puts spans in order and makes one of those that touch or have a small gap between them.
func joined(spans []news.Span, gap int) (out []news.Span) {
	slices.SortFunc(spans, func(a, b news.Span) int { return cmp.Compare(a.Start, b.Start) })
	for _, s := range spans {
		if n := len(out); n > 0 && s.Start <= out[n-1].End+gap {
			out[n-1].End = max(out[n-1].End, s.End)
		} else {
			out = append(out, s)
		}
	}
	return out
}

// shortened is at most so many code points of a text, from its beginning.
func shortened(text string, most int) string {
	for i := range text {
		if most == 0 {
			return text[:i]
		}
		most--
	}
	return text
}

// shortWords is a statement's words as far as they are shown.
func shortWords(words string) string {
	if short := shortened(words, mostExcerpt); len(short) < len(words) {
		return short + " …"
	}
	return words
}

// blanks take the place of code points that are not shown, by how many bytes those have: a space, and marks that nobody sees.
var blanks = [utf8.UTFMax + 1]string{1: " ", 2: "\u034f", 3: "\u2060", 4: "\U000e0001"}

// blanked is a text of which some spans, in order, are shown and all else is blank. Every place in it, in bytes and in code points, is the one that it
// is in the whole text. What is shown in different places stands in paragraphs of its own.
func blanked(text string, shown []news.Span) string {
	var out strings.Builder
	out.Grow(len(text))
	at := 0
	for _, s := range append(shown, news.Span{Start: len(text), End: len(text)}) {
		hidden := text[at:s.Start]
		if cut := breakIn(hidden); cut >= 0 && at > 0 && s.Start < len(text) {
			blank(&out, hidden[:cut])
			out.WriteString("\n\n")
			hidden = hidden[cut+2:]
		}
		blank(&out, hidden)
		out.WriteString(s.In(text))
		at = s.End
	}
	return out.String()
}

// breakIn is where two bytes stand that a blank line can take the place of; below 0 for nowhere.
func breakIn(hidden string) int {
	for i := 0; i+1 < len(hidden); i++ {
		if hidden[i] < utf8.RuneSelf && hidden[i+1] < utf8.RuneSelf {
			return i
		}
	}
	return -1
}

func blank(out *strings.Builder, hidden string) {
	for len(hidden) > 0 {
		_, size := utf8.DecodeRuneInString(hidden)
		out.WriteString(blanks[size])
		hidden = hidden[size:]
	}
}
