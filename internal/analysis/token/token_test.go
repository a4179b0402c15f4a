package token_test

import (
	"strings"
	"testing"
	"time"
	"unicode"
	"unicode/utf8"

	"gainsay/internal/analysis/token"
	"gainsay/internal/text"
)

// words joins the tokens with "|", sentences with " # " and paragraphs with " ¶ ".
func words(d *text.Document) string {
	var out strings.Builder
	for i := range d.Tokens {
		switch {
		case i == 0:
		case d.Tokens[i].Paragraph != d.Tokens[i-1].Paragraph:
			out.WriteString(" ¶ ")
		case d.Tokens[i].Sentence != d.Tokens[i-1].Sentence:
			out.WriteString(" # ")
		default:
			out.WriteByte('|')
		}
		out.WriteString(d.Word(i))
	}
	return out.String()
}

func TestSplit(t *testing.T) {
	for _, c := range []struct{ name, in, want string }{
		{"empty", "", ""},
		{"blanks only", " \n\t\u00a0\ufeff\u200b ", ""},
		{"plain", "The mayor, Ada Quill, left.", "The|mayor|,|Ada|Quill|,|left|."},
		{"straight clitics", "He didn't say they're Quill's; I'd've gone.", "He|did|n't|say|they|'re|Quill|'s|;|I|'d|'ve|gone|."},
		{"curly clitics", "She won’t; it’s Quill’s. CAN’T", "She|wo|n’t|;|it|’s|Quill|’s|. # CA|N’T"},
		{"cannot", "We cannot. Cannot!", "We|can|not|. # Can|not|!"},
		{"names with apostrophes", "O’Dwyer at 5 o'clock, ma'am", "O’Dwyer|at|5|o'clock|,|ma'am"},
		{"elisions", "’em ’90s 'tis rock 'n' roll", "’em|’90s|'tis|rock|'n'|roll"},
		{"possessive plural", "the dogs' bowl, the Quills’ house", "the|dogs|'|bowl|,|the|Quills|’|house"},
		{"hyphens", "a 66-year-old anti-Quill, well - no", "a|66-year-old|anti-Quill|,|well|-|no"},
		{"dashes", "yes—no – maybe--so -- 2010–16", "yes|—|no|–|maybe|--|so|--|2010|–|16"},
		{"ellipses", "Well... yes … Maybe.... no", "Well|...|yes|… # Maybe|....|no"},
		{"numbers", "1,234.5 and $1.5 or 5% of £20 at 10:30, 9/11, 3rd, US$5", "1,234.5|and|$1.5|or|5%|of|£20|at|10:30|,|9/11|,|3rd|,|US$5"},
		{"list of numbers", "1,2,3", "1|,|2|,|3"},
		{"negative", "-5 and -$3 and +2", "-5|and|-$3|and|+2"},
		{"addresses", "See https://example.org/a?b=1, www.example.org. Mail a.quill@example.org!",
			"See|https://example.org/a?b=1|,|www.example.org|. # Mail|a.quill@example.org|!"},
		{"handles", "@quill on #harbour, via Example.com.", "@quill|on|#harbour|,|via|Example.com|."},
		{"missing blank", "He left.She stayed.", "He|left|. # She|stayed|."},
		{"titles", "Mr. Quill and Sen. Orr met Gov. Lund. They talked.", "Mr.|Quill|and|Sen.|Orr|met|Gov.|Lund|. # They|talked|."},
		{"initials", "J.K. Orr and J. K. Orr and A. Quill", "J.K.|Orr|and|J.|K.|Orr|and|A.|Quill"},
		{"abbreviation inside", "The U.S. Senate met at 5 p.m. Friday, Dec. 5.", "The|U.S.|Senate|met|at|5|p.m.|Friday|,|Dec.|5|."},
		{"abbreviation at an end", "She left the U.S. The envoy stayed.", "She|left|the|U.S. # The|envoy|stayed|."},
		{"abbreviation before a quotation", "It ended at 5 p.m. “We won,” she said.", "It|ended|at|5|p.m. # “|We|won|,|”|she|said|."},
		{"abbreviation at the paragraph's end", "from the U.S.\nMore", "from|the|U.S. ¶ More"},
		{"party and state", "Sen. Orr (D-Calif.) said", "Sen.|Orr|(|D-Calif.|)|said"},
		{"compound", "U.S.-led forces", "U.S.-led|forces"},
		{"number sign", "No. 5 is up. No. It is not.", "No.|5|is|up|. # No|. # It|is|not|."},
		{"item", "1. Vote.", "1.|Vote|."},
		{"plan b", "It was plan B. The rest fled.", "It|was|plan|B|. # The|rest|fled|."},
		{"end inside a quotation", "“I won.” He left.", "“|I|won|.|” # He|left|."},
		{"question goes on", "“Why?” he asked. \"No!\" she said.", "“|Why|?|”|he|asked|. # \"|No|!|\"|she|said|."},
		{"bracket", "He left. (She stayed.) So what?!", "He|left|. # (|She|stayed|.|) # So|what|?!"},
		{"next opens", `He left. "I stay," she said.`, `He|left|. # "|I|stay|,|"|she|said|.`},
		{"tex quotes", "``Yes,'' she said.", "``|Yes|,|''|she|said|."},
		{"nested quotes", "“He said ‘no,’” she said.", "“|He|said|‘|no|,|’|”|she|said|."},
		{"paragraphs", "One\nTwo.\r\n\r\nThree\u2029Four", "One ¶ Two|. ¶ Three ¶ Four"},
		{"invisible", "co\u00adop\u200b end\u200d", "co\u00adop|end"},
		{"broken", "a\xff\xfe b\x00c", "a\xff\xfe|b|c"},
		{"slash", "and/or AT&T", "and|/|or|AT&T"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := words(token.Split(c.in)); got != c.want {
				t.Errorf("Split(%q)\n got %s\nwant %s", c.in, got, c.want)
			}
		})
	}
}

// sound checks what must hold of every document.
func sound(t *testing.T, s string) {
	t.Helper()
	d := token.Split(s)
	end := 0
	gap := func(from, to int) {
		for at, r := range s[from:to] {
			if r == utf8.RuneError || unicode.IsLetter(r) || unicode.IsPunct(r) || unicode.IsDigit(r) || r > ' ' && r < 0x7f {
				t.Fatalf("%q: byte %d is in no token", s, from+at)
			}
		}
	}
	for i, tok := range d.Tokens {
		if tok.Span.Start < end || tok.Span.End <= tok.Span.Start || tok.Span.End > len(s) {
			t.Fatalf("%q: token %d has span %v after %d", s, i, tok.Span, end)
		}
		gap(end, tok.Span.Start)
		end = tok.Span.End
		if strings.ContainsAny(d.Word(i), " \n\t\r") || tok.Quotation != -1 {
			t.Fatalf("%q: token %d is %q, quotation %d", s, i, d.Word(i), tok.Quotation)
		}
		if !d.Sentences[tok.Sentence].Tokens.Contains(i) || !d.Paragraphs[tok.Paragraph].Tokens.Contains(i) ||
			!d.Paragraphs[tok.Paragraph].Sentences.Contains(tok.Sentence) || d.Sentences[tok.Sentence].Paragraph != tok.Paragraph {
			t.Fatalf("%q: token %d is not in its sentence or paragraph", s, i)
		}
	}
	gap(end, len(s))
	next := 0
	for _, sentence := range d.Sentences {
		if sentence.Tokens.First != next || sentence.Tokens.Len() <= 0 {
			t.Fatalf("%q: sentences leave a gap at token %d", s, next)
		}
		next = sentence.Tokens.End
	}
	if next != len(d.Tokens) {
		t.Fatalf("%q: sentences end at token %d of %d", s, next, len(d.Tokens))
	}
}

func FuzzSplit(f *testing.F) {
	for _, s := range []string{"", "He didn't.", "“Why?” she asked.\nNo.", "\xff'\x80.", "a.b@c.de http://", "$.5 ''' ``", "1. '90s -$3",
		"e\u0301\u200d👩🏽‍🚒…!?", "n't N’T 's", "U.S.-led c***", "J.\u00a0K. …"} {
		f.Add(s)
	}
	f.Fuzz(sound)
}

func TestSplitTakesLinearTime(t *testing.T) {
	for _, unit := range []string{"a.", "a@", "a-", "-$", "'", "n't", "a. ", "“.", "://", "X. ", "\xff", "a\u00ad", ".("} {
		start := time.Now()
		token.Split(strings.Repeat(unit, 1<<20/len(unit)))
		if took := time.Since(start); took > 30*time.Second {
			t.Errorf("a megabyte of %q took %v", unit, took)
		}
	}
}

func BenchmarkSplit(b *testing.B) {
	s := strings.Repeat("Ada Quill, the 66-year-old mayor, said on Friday that the U.S. wouldn’t pay $1.5 million. “We can’t,” she said.\n", 200)
	b.SetBytes(int64(len(s)))
	tokens := 0
	for b.Loop() {
		tokens += len(token.Split(s).Tokens)
	}
	b.ReportMetric(float64(tokens)/b.Elapsed().Seconds(), "tokens/s")
}
