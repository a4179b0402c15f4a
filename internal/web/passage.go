package web

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"gainsay/news"
)

// setting is a statement's paragraph with those around it, cut up where its parts begin and end. All places are code points of the text that
// the statement stands in, so that a script can turn a selection into a span.
type setting struct {
	Start                int // of the setting
	From, To             int // of the statement's own paragraphs
	Pieces               []settingPart
	Source, Cue, Content string // places as JSON: [[120,188]]
}

// settingPart is a piece of a setting; Class names the parts that it belongs to, "around" outside the statement's own paragraphs.
type settingPart struct{ Text, Class string }

// mostPassage is how many bytes of a text a setting has, and mostBeside how many of them stand before and behind the statement's own paragraphs.
const (
	mostPassage = 20_000
	mostBeside  = 1_000
)

// passageOf cuts a statement's setting out of its text.
func passageOf(text string, s *news.Statement) setting {
	parts := partsOf(s)
	own := ownParagraphs(text, parts)
	whole := news.Span{Start: paragraphStart(text, own.Start-2, own.Start-mostBeside), End: paragraphEnd(text, own.End+2, own.End+mostBeside)}
	p := setting{Start: utf8.RuneCountInString(text[:whole.Start]), Source: pointsAsJSON(text, parts["source"]), Cue: pointsAsJSON(text, parts["cue"]), Content: pointsAsJSON(text, parts["content"])}
	p.From = p.Start + utf8.RuneCountInString(text[whole.Start:own.Start])
	p.To = p.From + utf8.RuneCountInString(own.In(text))
	cuts := []int{whole.Start, own.Start, own.End, whole.End}
	for _, spans := range parts {
		for _, one := range spans {
			cuts = append(cuts, min(max(one.Start, whole.Start), whole.End), min(max(one.End, whole.Start), whole.End))
		}
	}
	slices.Sort(cuts)
	cuts = slices.Compact(cuts)
	for i := 1; i < len(cuts); i++ {
		piece := news.Span{Start: cuts[i-1], End: cuts[i]}
		var classes []string
		for _, name := range []string{"source", "cue", "content"} {
			if slices.ContainsFunc(parts[name], func(s news.Span) bool { return s.Contains(piece) }) {
				classes = append(classes, name)
			}
		}
		if !own.Contains(piece) {
			classes = append(classes, "around")
		}
		p.Pieces = append(p.Pieces, settingPart{pointForPoint(piece.In(text)), strings.Join(classes, " ")})
	}
	return p
}

// partsOf are the spans of a statement by what they are.
func partsOf(s *news.Statement) map[string][]news.Span {
	parts := map[string][]news.Span{"content": s.Content}
	if s.Source != nil {
		parts["source"] = s.Source.Spans
	}
	if s.Cue != nil {
		parts["cue"] = s.Cue.Spans
	}
	return parts
}

// ownParagraphs are the paragraphs that the parts of a statement stand in, cut where they are very long.
func ownParagraphs(text string, parts map[string][]news.Span) news.Span {
	first, last := len(text), 0
	for _, spans := range parts {
		for _, s := range spans {
			first, last = min(first, s.Start), max(last, s.End)
		}
	}
	last = min(last, first+mostPassage)
	return news.Span{Start: paragraphStart(text, first, first-mostBeside), End: paragraphEnd(text, last, last+mostBeside)}
}

// paragraphStart is where the paragraph starts that has a byte, but not below least.
func paragraphStart(text string, at, least int) int {
	at, least = min(max(at, 0), len(text)), max(least, 0)
	start := max(strings.LastIndexByte(text[:at], '\n')+1, least)
	for start < len(text) && !utf8.RuneStart(text[start]) {
		start++
	}
	return start
}

// paragraphEnd is where the paragraph ends that has a byte, but not above most.
func paragraphEnd(text string, at, most int) int {
	at, most = min(max(at, 0), len(text)), min(most, len(text))
	end := len(text)
	if length := strings.IndexByte(text[at:], '\n'); length >= 0 {
		end = at + length
	}
	end = min(end, most)
	for end > 0 && end < len(text) && !utf8.RuneStart(text[end]) {
		end--
	}
	return end
}

// places writes spans as pairs of code points.
func pointsAsJSON(text string, spans []news.Span) string {
	pairs := make([]string, len(spans))
	for i, s := range spans {
		start := utf8.RuneCountInString(text[:s.Start])
		pairs[i] = fmt.Sprintf("[%d,%d]", start, start+utf8.RuneCountInString(s.In(text)))
	}
	return "[" + strings.Join(pairs, ",") + "]"
}

// pointForPoint is a text that a browser reads back with as many code points: it would take a carriage return for part of a line's end, and
// bytes that are no UTF-8 for some number of signs.
func pointForPoint(text string) string {
	if utf8.ValidString(text) && !strings.ContainsAny(text, "\r\x00") {
		return text
	}
	return strings.Map(func(r rune) rune {
		switch r {
		case '\r':
			return ' '
		case 0:
			return utf8.RuneError
		}
		return r
	}, text)
}
