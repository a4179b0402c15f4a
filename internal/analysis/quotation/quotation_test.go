package quotation_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"gainsay/internal/analysis/quotation"
	"gainsay/internal/analysis/token"
	"gainsay/internal/text"
)

// annotated is a document with tokens and quotations. Tests alone may join two stages.
func annotated(s string) *text.Document {
	d := token.Split(s)
	quotation.Annotate(d)
	return d
}

// inner lists the quotations' inner text; "^1" marks the parent, "…" an unclosed one, "+" one that continues.
func inner(d *text.Document) string {
	var parts []string
	for _, q := range d.Quotations {
		part := "<" + q.Inner.In(d.Text) + ">"
		if q.Parent >= 0 {
			part += fmt.Sprintf("^%d", q.Parent)
		}
		if !q.Closed {
			part += "…"
		}
		if q.Continues {
			part += "+"
		}
		parts = append(parts, part)
	}
	return strings.Join(parts, " ")
}

func TestAnnotate(t *testing.T) {
	for _, c := range []struct{ name, in, want string }{
		{"none", "No marks. It's the dogs' bowl.", ""},
		{"curly", "“Yes,” she said. “No.”", "<Yes,> <No.>"},
		{"straight", `"Yes," she said. "No."`, "<Yes,> <No.>"},
		{"straight nested", `"He said "no" to me," she said.`, `<He said "no" to me,> <no>^0`},
		{"tex", "``Yes,'' she said.", "<Yes,>"},
		{"pairs of apostrophes", "''Yes,'' she said, ''no.''", "<Yes,> <no.>"},
		{"single curly", "He called it ‘a farce’ in the ’90s; the dogs’ bowl.", "<a farce>"},
		{"single straight", "Mayor calls it 'a farce' but it's Quill's", "<a farce>"},
		{"single with apostrophes", "‘It’s the dogs’ bowl,’ she said.", "<It’s the dogs’ bowl,>"},
		{"straight with apostrophes", "'It's the dogs' bowl,' she said.", "<It's the dogs' bowl,>"},
		{"left mark for an apostrophe", "the ‘90s and ‘em", ""},
		{"nested single", "“He told me ‘no’ twice,” she said.", "<He told me ‘no’ twice,> <no>^0"},
		{"nested at the end", "“He told me, ‘No.’”", "<He told me, ‘No.’> <No.>^0"},
		{"nested straight single", `"He told me, 'No.'" It's`, "<He told me, 'No.'> <No.>^0"},
		{"double in single", "‘He told me “no” twice,’ she said.", "<He told me “no” twice,> <no>^0"},
		{"low", "„Ja“ and „Ja” and ‚ja‘", "<Ja> <Ja> <ja>"},
		{"guillemets", "«Oui» and »Ja« and ‹si›", "<Oui> <Ja> <si>"},
		{"unclosed", "“I stay.\nHe left.", "<I stay.>…"},
		{"two paragraphs", "“I stay.\n“You go,” she said.", "<I stay.>… <You go,>+"},
		{"three paragraphs", "She said: “One.\n“Two.\n“Three.”\n“Four,” he said.", "<One.>… <Two.>…+ <Three.>+ <Four,>"},
		{"paragraphs, straight", "\"I stay.\n\"You go,\" she said. \"Now.\"", "<I stay.>… <You go,>+ <Now.>"},
		{"paragraphs, single", "‘I stay.\n‘You go,’ she said.", "<I stay.>… <You go,>+"},
		{"not opened again", "“I stay.\nYou go,” she said. “Now.”", "<I stay.>… <You go,>+ <Now.>"},
		{"closed, then new", "“I stay.”\n“You go,” he said.", "<I stay.> <You go,>"},
		{"mixed marks", "“I stay,\" she said. \"You go,” he said.", "<I stay,> <You go,>"},
		{"inches", `The board is 6" wide, she said. "Yes," he said.`, "<Yes,>"},
		{"stray close", `It ends," she said. "Yes," he said.`, "<Yes,>"},
		{"stray curly close", "It ends,” she said. “Yes,” he said.", "<Yes,>"},
		{"missing close", "“I stay, she said. “You go.”", "<I stay, she said. “You go.>"},
		{"brackets", `(“Yes”) ["no"] —“so”—`, "<Yes> <no> <so>"},
		{"empty", `"" and “”`, "<> <>"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := inner(annotated(c.in)); got != c.want {
				t.Errorf("Annotate(%q)\n got %s\nwant %s", c.in, got, c.want)
			}
		})
	}
}

func TestTokensKnowTheirQuotation(t *testing.T) {
	d := annotated("“He said ‘no,’” she said. “So.”")
	var got []string
	for _, tok := range d.Tokens {
		got = append(got, fmt.Sprint(tok.Quotation))
	}
	if want := "0 0 0 0 0 0 0 0 -1 -1 -1 2 2 2 2"; strings.Join(got, " ") != want {
		t.Errorf("got %v, want %s", got, want)
	}
}

// TestLongRunsOfMarks holds the time to the length: every quotation mark, in a run of 50,000, is read within seconds.
func TestLongRunsOfMarks(t *testing.T) {
	for _, run := range []string{`"`, "'", "“", "”", "‘", "’", "``", "''", "«", `"'`, `" "`, "s' ", "'s ", "“s' ", `"s' `, "‘s’ ", "“\n", "‘\n"} {
		began := time.Now()
		annotated(strings.Repeat(run, 50_000))
		if took := time.Since(began); took > 30*time.Second {
			t.Errorf("50,000 times %q took %v", run, took)
		}
	}
}

func FuzzAnnotate(f *testing.F) {
	for _, s := range []string{"", "“a ‘b’ c”", "\"a 'b' \"c\"", "“a\n“b\n“c”", "„a“ «b» ‚c‘ ``d''", "'''\"\"\"“““”””‘‘’’", "‘a\n‘b"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		d := annotated(s)
		first := 0
		for i, q := range d.Quotations {
			if q.Tokens.Len() < 1 || q.Tokens.First < first || q.Tokens.End > len(d.Tokens) || q.Parent >= i {
				t.Fatalf("%q: quotation %d is %+v", s, i, q)
			}
			first = q.Tokens.First
			if d.Tokens[q.Tokens.First].Paragraph != d.Tokens[q.Tokens.End-1].Paragraph {
				t.Fatalf("%q: quotation %d leaves its paragraph", s, i)
			}
			if !d.Span(q.Tokens).Contains(q.Inner) || q.Inner.Start > q.Inner.End {
				t.Fatalf("%q: quotation %d has inner span %v outside %v", s, i, q.Inner, d.Span(q.Tokens))
			}
			outermost := i
			for d.Quotations[outermost].Parent >= 0 {
				parent := d.Quotations[outermost].Parent
				if !d.Span(d.Quotations[parent].Tokens).Contains(d.Span(q.Tokens)) {
					t.Fatalf("%q: quotation %d is not inside its parent %d", s, i, parent)
				}
				outermost = parent
			}
			for k := q.Tokens.First; k < q.Tokens.End; k++ {
				if d.Tokens[k].Quotation != outermost {
					t.Fatalf("%q: token %d is in quotation %d, want %d", s, k, d.Tokens[k].Quotation, outermost)
				}
			}
		}
	})
}

func BenchmarkAnnotate(b *testing.B) {
	d := token.Split(strings.Repeat("“We won’t pay ‘a penny’ to the Quills’ heirs,” she said. The mayor calls it \"nonsense.\"\n", 300))
	for b.Loop() {
		quotation.Annotate(d)
	}
	b.ReportMetric(float64(len(d.Tokens)*b.N)/b.Elapsed().Seconds(), "tokens/s")
}
