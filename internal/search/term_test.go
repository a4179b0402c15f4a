package search

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"
)

// outline is terms as "form/stem", the stem only where it differs.
func outline(terms []Term) string {
	var out []string
	for _, t := range terms {
		if t.Stem == t.Form {
			out = append(out, t.Form)
		} else {
			out = append(out, t.Form+"/"+t.Stem)
		}
	}
	return strings.Join(out, " ")
}

func TestTerms(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"", ""},
		{" — …", ""},
		{"The gates denied DENYING", "the gates/gate denied/deni denying/deni"},
		{"Müller and Muller, ＭＵＬＬＥＲ", "muller and muller muller"},
		{"Łódź Çınar Straße Ærø", "lodz cinar strasse/strass aero"},
		{"Brandt’s O'Hara don't workers'", "brandts/brandt ohara dont workers/worker"},
		{"it's James's ‘s", "its/it jamess/jame s"},
		{"1,200 1,20 12,000,000 2024-05-07 3.5 $1,234,5", "1200 1 20 12000000 2024 05 07 3 5 1234 5"},
		{"1,2000 1234,567", "1 2000 1234 567"},
		{"U.S. u.k.-led end.Next J.Moor J.K.Moor a.m.", "us uk led end next j moor jk moor am"},
		{"cease-fire co\u00adoperate well\u200d-\u200dknown", "cease/ceas fire cooperate/cooper well known"},
		{"CO₂ m² 5⁺", "co2 m2 5"},
		{"Ольга й ΣΊΣΥΦΟΣ", "ольга и σισυφοσ"},
		{"東京の dam", "東 京 の dam"},
		{"a\xffb\xc3", "a b"},
		{"ﬁre ½ Ⅳ", "fire"},
		{"ʼn ʼ", "n"},
		{strings.Repeat("x", 100) + " y", strings.Repeat("x", 64) + " y"},
		{strings.Repeat("Ж", 100), strings.Repeat("ж", 64)},
	} {
		if got := outline(Terms(c.text)); got != c.want {
			t.Errorf("%q: %s\nwant %s", c.text, got, c.want)
		}
	}
}

func TestTermsKeepTheirPlaces(t *testing.T) {
	text := "“Brandt’s” U.S. dam"
	var words []string
	for _, term := range Terms(text) {
		words = append(words, term.Span.In(text))
	}
	if got := strings.Join(words, "|"); got != "Brandt’s|U.S|dam" {
		t.Error(got)
	}
}

func FuzzTerms(f *testing.F) {
	for _, s := range []string{"The dam's gates, 1,200 of them", "U.S. co\u00adop", "e\u0301\u0301’s", "東京ไทย", "\xff’s\xf0", "ʼŉǅ", "İSTANBUL ǰ ΐ"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		end := 0
		for _, term := range Terms(text) {
			if term.Span.Start < end || term.Span.End <= term.Span.Start || term.Span.End > len(text) {
				t.Fatalf("%v follows %d in %q", term.Span, end, text)
			}
			end = term.Span.End
			for _, s := range []string{term.Form, term.Stem} {
				if n := utf8.RuneCountInString(s); n == 0 || n > longestWord+1 || !utf8.ValidString(s) {
					t.Fatalf("%q of %q", s, text)
				}
				for _, r := range s {
					if r < utf8.RuneSelf && !('a' <= r && r <= 'z' || '0' <= r && r <= '9') {
						t.Fatalf("%q has %q", s, r)
					}
					if r >= utf8.RuneSelf && !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r) {
						t.Fatalf("%q has %q", s, r)
					}
				}
			}
		}
	})
}

func BenchmarkTerms(b *testing.B) {
	for name, text := range map[string]string{
		"statement": sampleWords,
		"megabyte":  strings.Repeat(sampleText(1000), 1<<20/len(sampleText(1000))),
		"accents":   strings.Repeat("Ilse Müller’s “cease-fire” für Łódź ", 1<<15),
	} {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			b.ReportAllocs()
			for b.Loop() {
				Terms(text)
			}
		})
	}
}
