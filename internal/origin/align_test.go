package origin

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"gainsay/news"
)

// outline is an alignment with the paragraphs by number: "same 1=2".
func outline(here, there string, passages []news.Passage) string {
	number := func(text string, spans []news.Span) string {
		var out []string
		for _, s := range spans {
			out = append(out, fmt.Sprint(strings.Count(text[:s.Start], "\n\n")+1))
		}
		return strings.Join(out, "+")
	}
	var out []string
	for _, p := range passages {
		out = append(out, fmt.Sprintf("%s %s=%s", p.Kind, number(here, p.Here), number(there, p.There)))
	}
	return strings.Join(out, ", ")
}

func TestAlign(t *testing.T) {
	edited := strings.Replace(wire[3], "Two of the sailors were", "Four of the sailors and a cook were", 1)
	for name, c := range map[string]struct {
		here, there []string
		want        string
	}{
		"house style": {wire, restyled, "changed 1=1, same 2=3, there =4, same 3=2, changed 4=5, here 5=, here 6="},
		"edited":      {wire[2:5], []string{wire[2], edited, wire[4]}, "same 1=1, changed 2=2, same 3=3"},
		"added":       {wire[:2], []string{independent[3], wire[0], independent[0], wire[1]}, "there =1, same 1=2, there =3, same 2=4"},
		"parted":      {[]string{wire[0] + " " + wire[2], wire[3]}, []string{wire[0], wire[2], wire[3]}, "same 1=1+2, same 2=3"},
		"joined":      {[]string{wire[0], wire[2], wire[3]}, []string{wire[3] + " " + wire[0], wire[2]}, "changed 1+3=1, same 2=2"},
		"repeated":    {[]string{"Read on.", wire[0], "Read on."}, []string{"Read on.", wire[0]}, "same 1=1, same 2=2, here 3="},
		"nothing":     {wire[:1], independent[3:], "there =1, here 1="},
		"empty":       {nil, wire[:1], "there =1"},
	} {
		here, there := body(c.here...), body(c.there...)
		if got := outline(here, there, Align(here, there)); got != c.want {
			t.Errorf("%s: %s\nwant %s", name, got, c.want)
		}
	}
}

func FuzzTexts(f *testing.F) {
	f.Add(wire[1]+"\n"+wire[3], restyled[2]+"\n"+restyled[4])
	f.Add("a.b.c.d", "’’’’\"\"''")
	f.Add("ä\u0308\u0308", "日本語 ไทย")
	f.Fuzz(func(t *testing.T, one, other string) {
		for _, text := range []string{one, other} {
			end := 0
			for _, w := range wordsOf(text) {
				if w.start < end || w.end <= w.start || w.end > len(text) {
					t.Fatalf("word [%d,%d) after %d of %q", w.start, w.end, end, text)
				}
				end = w.end
			}
		}
		count := map[bool]int{}
		for _, p := range Align(one, other) {
			for _, s := range p.Here {
				count[true]++
				if strings.TrimSpace(s.In(one)) != s.In(one) || strings.Contains(s.In(one), "\n") {
					t.Fatalf("no paragraph: %q", s.In(one))
				}
			}
			for _, s := range p.There {
				count[false]++
				if strings.TrimSpace(s.In(other)) != s.In(other) {
					t.Fatalf("no paragraph: %q", s.In(other))
				}
			}
		}
		if count[true] != len(paragraphsOf(one)) || count[false] != len(paragraphsOf(other)) {
			t.Fatalf("%v paragraphs aligned of %q and %q", count, one, other)
		}
		x := NewIndex()
		a := x.Add(&news.Article{Text: one, Publisher: "A"})
		b := x.Add(&news.Article{Text: other, Publisher: "B"})
		if a.Relation != New || b.Relation == New && b.Origin == 0 {
			t.Fatalf("%+v %+v", a, b)
		}
	})
}

// TestLongRunsTakeTheirTime holds texts of one thing over and over, which what is quadratic would hang on.
func TestLongRunsTakeTheirTime(t *testing.T) {
	start := time.Now()
	for _, unit := range []string{"a", "a ", "a\n", "'a", "\"", "‘a\n", "a.", "a-", "\u0308a", "a b c d e f g h\n", "%", "日"} {
		text := strings.Repeat(unit, 1<<17/len(unit))
		x := NewIndex()
		x.Add(&news.Article{Text: text, Publisher: "A", Title: text[:1<<12]})
		x.Add(&news.Article{Text: text, Publisher: "B"})
		Align(text, text[:len(text)/2])
	}
	if took := time.Since(start); took > 60*time.Second {
		t.Errorf("took %s", took)
	}
}

func BenchmarkAdd(b *testing.B) {
	article := news.Article{Text: body(append(wire, independent...)...)}
	b.SetBytes(int64(len(article.Text)))
	x := NewIndex()
	for b.Loop() {
		x.Add(&article)
	}
}

func BenchmarkAlign(b *testing.B) {
	here, there := body(wire...), body(restyled...)
	b.SetBytes(int64(len(here) + len(there)))
	for b.Loop() {
		Align(here, there)
	}
}
