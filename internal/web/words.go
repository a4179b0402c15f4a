package web

import (
	"slices"
	"strings"
	"unicode/utf8"

	"gainsay"
	"gainsay/news"
)

// surroundings are the words of a statement where they stand.
type surroundings struct {
	Before, After string // the sentences on either side
	Pieces        []markedPart
	Places        []placedPart
	Headline      bool
}

// markedPart is a piece of a text with the part of the statement that it is: "source", "cue", "content"; "" for none.
type markedPart struct {
	Text  string
	Part  string
	First bool // no piece of the same part stands before it
}

// placedPart says where a part of a statement stands.
type placedPart struct {
	Part       string
	Start, End int // code points of the text
}

// surroundingsOf cuts the sentences of a statement out of its article, with one sentence on either side.
func surroundingsOf(a *news.Article, s *news.Statement) surroundings {
	text := a.Body(s.Part)
	out := surroundings{Headline: s.Part == news.InTitle}
	type part struct {
		name  string
		spans []news.Span
	}
	parts := []part{{"content", s.Content}} // the later ones go over the earlier ones
	if s.Cue != nil {
		parts = append(parts, part{"cue", s.Cue.Spans})
	}
	if s.Source != nil {
		parts = append(parts, part{"source", s.Source.Spans})
	}
	touched := news.Span{Start: len(text), End: 0}
	var cuts []int
	for _, p := range slices.Backward(parts) {
		for _, span := range p.spans {
			touched.Start, touched.End = min(touched.Start, span.Start), max(touched.End, span.End)
			cuts = append(cuts, span.Start, span.End)
			start := utf8.RuneCountInString(text[:span.Start])
			out.Places = append(out.Places, placedPart{p.name, start, start + utf8.RuneCountInString(span.In(text))})
		}
	}
	around := touched
	before, after := news.Span{}, news.Span{}
	for _, sentence := range sentencesNear(text, touched) {
		switch {
		case sentence.Overlaps(touched):
			around.Start, around.End = min(around.Start, sentence.Start), max(around.End, sentence.End)
		case sentence.End <= touched.Start:
			before = sentence
		case after.End == 0:
			after = sentence
		}
	}
	if before.End > 0 {
		out.Before = shownBetween(text, before.Start, around.Start)
	}
	if after.End > 0 {
		out.After = shownBetween(text, around.End, after.End)
	}
	cuts = append(cuts, around.Start, around.End)
	slices.Sort(cuts)
	cuts = slices.Compact(cuts)
	seen := map[string]bool{}
	for i := 1; i < len(cuts); i++ {
		piece := markedPart{Text: text[cuts[i-1]:cuts[i]]}
		for _, p := range parts {
			if slices.ContainsFunc(p.spans, func(span news.Span) bool { return span.Contains(news.Span{Start: cuts[i-1], End: cuts[i]}) }) {
				piece.Part = p.name
			}
		}
		piece.First = piece.Part != "" && !seen[piece.Part]
		seen[piece.Part] = true
		out.Pieces = append(out.Pieces, piece)
	}
	return out
}

// mostLookedAt is how many bytes on either side of a statement are parted into sentences: articles may be long.
const mostLookedAt = 4000

// sentencesNear are the sentences around a place in a text.
func sentencesNear(text string, at news.Span) []news.Span {
	start, end := 0, len(text)
	if at.Start > mostLookedAt {
		start = at.Start - mostLookedAt
		start += max(0, strings.IndexByte(text[start:at.Start], ' '))
	}
	if end-at.End > mostLookedAt {
		end = at.End + mostLookedAt
		end = at.End + max(0, strings.LastIndexByte(text[at.End:end], ' '))
	}
	sentences := gainsay.Sentences(text[start:end])
	for i := range sentences {
		sentences[i].Start += start
		sentences[i].End += start
	}
	return sentences
}

// longestAround is how many bytes of a sentence beside a statement are shown.
const longestAround = 600

// shownBetween is a text from one byte to another, with the blank lines between paragraphs as one.
func shownBetween(text string, start, end int) string {
	part := text[start:end]
	if len(part) > longestAround {
		part = shortenedTo(part, longestAround)
	}
	return strings.ReplaceAll(part, "\n\n", "\n")
}
