package web

import (
	"math/rand/v2"
	"strings"
	"testing"
	"unicode/utf8"

	"gainsay/news"
)

// drawn writes segments as text: each with the marks that cover it, the outermost first.
func drawn(text string, list []segment) string {
	var out strings.Builder
	for _, s := range list {
		out.WriteString("[" + s.In(text))
		for _, m := range s.Marks {
			out.WriteString(" " + m.Of + "." + m.Kind)
		}
		out.WriteString("]")
	}
	return out.String()
}

func TestSegments(t *testing.T) {
	const text = "0123456789"
	for _, test := range []struct {
		name   string
		within news.Span
		marks  []mark
		want   string
	}{
		{"none", news.Span{Start: 0, End: 10}, nil, "[0123456789]"},
		{"nothing to cut", news.Span{Start: 3, End: 3}, []mark{{news.Span{Start: 0, End: 10}, "s1", "content"}}, ""},
		{"one", news.Span{Start: 0, End: 10}, []mark{{news.Span{Start: 2, End: 5}, "s1", "content"}}, "[01][234 s1.content][56789]"},
		{"the whole", news.Span{Start: 0, End: 10}, []mark{{news.Span{Start: 0, End: 10}, "s1", "content"}}, "[0123456789 s1.content]"},
		{"side by side", news.Span{Start: 0, End: 10}, []mark{{news.Span{Start: 5, End: 8}, "s1", "cue"}, {news.Span{Start: 2, End: 5}, "s1", "source"}},
			"[01][234 s1.source][567 s1.cue][89]"},
		{"nested", news.Span{Start: 0, End: 10}, []mark{{news.Span{Start: 4, End: 6}, "s2", "content"}, {news.Span{Start: 2, End: 8}, "s1", "content"}},
			"[01][23 s1.content][45 s1.content s2.content][67 s1.content][89]"},
		{"overlapping", news.Span{Start: 0, End: 10}, []mark{{news.Span{Start: 1, End: 6}, "s1", "content"}, {news.Span{Start: 4, End: 8}, "s2", "content"}},
			"[0][123 s1.content][45 s1.content s2.content][67 s2.content][89]"},
		{"the same words", news.Span{Start: 0, End: 10}, []mark{{news.Span{Start: 2, End: 4}, "s1", "cue"}, {news.Span{Start: 2, End: 4}, "s2", "source"}, {news.Span{Start: 2, End: 4}, "s3", "content"}},
			"[01][23 s3.content s2.source s1.cue][456789]"},
		{"reaching out", news.Span{Start: 3, End: 7}, []mark{{news.Span{Start: 0, End: 5}, "s1", "content"}, {news.Span{Start: 6, End: 10}, "s2", "content"}},
			"[34 s1.content][5][6 s2.content]"},
		{"outside and empty", news.Span{Start: 3, End: 7}, []mark{{news.Span{Start: 0, End: 3}, "s1", "content"}, {news.Span{Start: 5, End: 5}, "s2", "content"}, {news.Span{Start: 7, End: 9}, "s3", "cue"}},
			"[3456]"},
	} {
		if got := drawn(text, segments(test.within, test.marks)); got != test.want {
			t.Errorf("%s:\n got %s\nwant %s", test.name, got, test.want)
		}
	}
}

// TestSegmentsOfAnyMarks: whatever the marks, the segments are the whole text, and each is covered by those that contain it and by no other.
func TestSegmentsOfAnyMarks(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for range 2000 {
		within := news.Span{Start: random.IntN(10), End: 10 + random.IntN(30)}
		marks := make([]mark, random.IntN(12))
		for i := range marks {
			start := random.IntN(40)
			marks[i] = mark{news.Span{Start: start, End: start + random.IntN(20)}, string(rune('a' + i)), []string{"source", "cue", "content"}[random.IntN(3)]}
		}
		at := within.Start
		for _, s := range segments(within, marks) {
			if s.Start != at || s.Len() <= 0 {
				t.Fatalf("a segment at %d where %d was due", s.Start, at)
			}
			at = s.End
			covering := 0
			for _, m := range marks {
				if m.Overlaps(s.Span) && m.Len() > 0 {
					covering++
					if !m.Contains(s.Span) {
						t.Fatalf("%v begins or ends within %v", m.Span, s.Span)
					}
				}
			}
			if covering != len(s.Marks) {
				t.Fatalf("%v has %d marks of %d", s.Span, len(s.Marks), covering)
			}
			for i := 1; i < len(s.Marks); i++ {
				if s.Marks[i].Len() > s.Marks[i-1].Len() {
					t.Fatalf("%v: an inner mark is longer than an outer one", s.Span)
				}
			}
		}
		if at != within.End {
			t.Fatalf("the segments end at %d, not at %d", at, within.End)
		}
	}
}

func TestParagraphs(t *testing.T) {
	for _, test := range []struct {
		text string
		want []string
	}{
		{"", nil},
		{" \n\n \n", nil},
		{"one", []string{"one"}},
		{"one\n\ntwo", []string{"one", "two"}},
		{"\n\n one \n \t\n\n\ntwo\nstill two\r\n\r\nthree\n\n", []string{"one", "two\nstill two", "three"}},
	} {
		var got []string
		for _, span := range paragraphs(test.text) {
			got = append(got, span.In(test.text))
		}
		if strings.Join(got, "|") != strings.Join(test.want, "|") {
			t.Errorf("%q: %q, want %q", test.text, got, test.want)
		}
	}
}

func TestLongParagraphs(t *testing.T) {
	for _, text := range []string{strings.Repeat("word ", 20_000) + "end", strings.Repeat("ü", 60_000), strings.Repeat("x", 100_000), strings.Repeat("€ ", 3) + strings.Repeat("€", 40_000)} {
		var whole strings.Builder
		for _, span := range paragraphs(text) {
			part := span.In(text)
			if len(part) > mostParagraph || !utf8.ValidString(part) {
				t.Errorf("a part of %d bytes, valid: %v", len(part), utf8.ValidString(part))
			}
			whole.WriteString(part)
		}
		if whole.String() != text {
			t.Errorf("the parts of %.12q… are not the whole", text)
		}
	}
}
