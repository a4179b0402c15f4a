package web

import (
	"cmp"
	"slices"
	"strings"

	"gainsay/news"
)

// mark is a place in a text that is part of a statement.
type mark struct {
	news.Span
	Of   string // name of the statement: "s7"
	Kind string // "source", "cue" or "content"
}

// segment is a stretch of a text that the same marks cover from its begin to its end.
type segment struct {
	news.Span
	Marks []mark // that cover it, the outermost first
}

// segments cuts a span of a text at all places where a mark begins or ends, however the marks lie in and over each other: one behind the other the
// segments are the whole span. Marks may reach out of it.
func segments(within news.Span, marks []mark) []segment {
	var inside []mark
	cuts := []int{within.Start, within.End}
	for _, m := range marks {
		if m.Len() <= 0 || !m.Overlaps(within) {
			continue
		}
		inside = append(inside, m)
		cuts = append(cuts, max(m.Start, within.Start), min(m.End, within.End))
	}
	slices.Sort(cuts)
	cuts = slices.Compact(cuts)
	slices.SortStableFunc(inside, func(a, b mark) int { return a.Start - b.Start })
	var out []segment
	var open []mark
	for i := 0; i+1 < len(cuts); i++ {
		open = slices.DeleteFunc(open, func(m mark) bool { return m.End <= cuts[i] })
		for len(inside) > 0 && inside[0].Start <= cuts[i] {
			open, inside = append(open, inside[0]), inside[1:]
		}
		slices.SortStableFunc(open, outerFirst)
		out = append(out, segment{Span: news.Span{Start: cuts[i], End: cuts[i+1]}, Marks: slices.Clone(open)})
	}
	return out
}

// outerFirst puts the longer mark first; of two of one length the content, since who says it and the cue say more of the same words.
func outerFirst(a, b mark) int {
	return cmp.Or(b.Len()-a.Len(), cmp.Compare(depths[a.Kind], depths[b.Kind]))
}

var depths = map[string]int{"content": 0, "source": 1, "cue": 2}

// marksOf are the places of a statement in its part of the article.
func marksOf(s *news.Statement) []mark {
	var out []mark
	add := func(kind string, spans []news.Span) {
		for _, span := range spans {
			out = append(out, mark{Span: span, Of: s.ID, Kind: kind})
		}
	}
	if s.Source != nil {
		add("source", s.Source.Spans)
	}
	if s.Cue != nil {
		add("cue", s.Cue.Spans)
	}
	add("content", s.Content)
	return out
}

// mostParagraph is how many bytes of a paragraph are shown in one piece: no browser lays out a line of ten megabytes in time.
const mostParagraph = 16 << 10

// paragraphs cuts a text at its blank lines, and a paragraph that is too long at a space, or else between two code points. Each is without the
// white space around it.
func paragraphs(text string) []news.Span {
	var out []news.Span
	add := func(start, end int) {
		trimmed := strings.TrimLeft(text[start:end], " \t\r\n")
		start = end - len(trimmed)
		end = start + len(strings.TrimRight(trimmed, " \t\r\n"))
		for end-start > mostParagraph {
			cut := start + softCut(text[start:start+mostParagraph])
			out = append(out, news.Span{Start: start, End: cut})
			start = cut
		}
		if start < end {
			out = append(out, news.Span{Start: start, End: end})
		}
	}
	start := 0
	for at := 0; at < len(text); {
		line := strings.IndexByte(text[at:], '\n')
		if line < 0 {
			break
		}
		at += line + 1
		next := at
		for next < len(text) && strings.IndexByte(" \t\r", text[next]) >= 0 {
			next++
		}
		if next < len(text) && text[next] == '\n' {
			add(start, at)
			start, at = next, next
		}
	}
	add(start, len(text))
	return out
}

// softCut is where a text that goes on is best cut: behind its last space, if one is near its end, or before a code point that is not whole.
func softCut(s string) int {
	if space := strings.LastIndexByte(s, ' '); space > len(s)/2 {
		return space + 1
	}
	end := len(s)
	for end > len(s)-4 && end > 1 && s[end-1]&0xC0 == 0x80 {
		end--
	}
	return end - 1 // the byte that begins the last code point, whole or not
}
