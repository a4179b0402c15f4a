package main

import (
	"slices"
	"strings"
	"testing"

	"github.com/rivo/uniseg"
)

const mixed = "The harbour chief 港口负责人说没有船沉没 said: “No ship sank 🚢🏳️‍🌈, none.” See https://sound.example/a/very/long/address/indeed"

func TestBreakLinesKeepsTheWidthAndEveryByte(t *testing.T) {
	for _, text := range []string{mixed, "", " ", "word", strings.Repeat("界", 60), strings.Repeat("x", 90), "a  b   c " + mixed} {
		for _, width := range []int{20, 21, 37, 80, 200} {
			lines := breakLines(text, width-7, width)
			if got := strings.Join(lines, ""); got != text {
				t.Errorf("width %d: %q came back as %q", width, text, got)
			}
			for i, line := range lines {
				room := width
				if i == 0 {
					room -= 7
				}
				if got := uniseg.StringWidth(strings.TrimRight(line, " ")); got > room {
					t.Errorf("width %d: line %d is %d cells wide: %q", width, i, got, line)
				}
			}
		}
	}
}

func TestBreakLinesBreaksBetweenWords(t *testing.T) {
	got := breakLines("one two three four", 8, 10)
	if want := []string{"one two ", "three four"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestLayout(t *testing.T) {
	var out strings.Builder
	pieces := []piece{{"Ida Falk", bold}, {" · ", ""}, {"no ship  sank\nat\tall", ""}, {" · by telephone", dim}}
	screen{width: 24}.layout(&out, 2, 4, pieces...)
	if want := "  Ida Falk · no ship\n    sank at all · by\n    telephone\n"; out.String() != want {
		t.Errorf("got\n%swant\n%s", out.String(), want)
	}
	out.Reset()
	screen{width: 24, color: true}.layout(&out, 2, 4, pieces...)
	want := "  \x1b[1mIda Falk\x1b[0m · no ship\n    sank at all\x1b[2m · by\x1b[0m\n    \x1b[2mtelephone\x1b[0m\n"
	if out.String() != want {
		t.Errorf("got\n%q\nwant\n%q", out.String(), want)
	}
}

func TestClean(t *testing.T) {
	for in, want := range map[string]string{
		"a\x1b[31mred\x07": "a\uFFFD[31mred\uFFFD",
		"a\u202eb\u2066c":  "a\uFFFDb\uFFFDc",
		"a\u009b31mb":      "a\uFFFD31mb",
		"a \n\t b":         "a b",
		"a\u2028b\u0085c":  "a b c",
		"a\xffb":           "a\uFFFDb",
		"👩‍👩‍👧 “kept” — as it is": "👩‍👩‍👧 “kept” — as it is",
	} {
		if got := clean(in); got != want {
			t.Errorf("%q: got %q, want %q", in, got, want)
		}
	}
}

func FuzzLayout(f *testing.F) {
	f.Add(mixed, 30)
	f.Add("a\x1b[2J\u202e\xff", 20)
	f.Fuzz(func(t *testing.T, text string, width int) {
		width = 20 + max(width, -width)%200
		var out strings.Builder
		screen{width: max(width, 20)}.layout(&out, 2, 6, piece{text, bold})
		for line := range strings.SplitSeq(out.String(), "\n") {
			if strings.ContainsFunc(line, func(r rune) bool { return r < ' ' || r == 0x7f || r >= 0x80 && r < 0xa0 }) {
				t.Errorf("%q holds a control character", line)
			}
		}
	})
}
