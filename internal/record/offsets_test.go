package record

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestOffsets(t *testing.T) {
	for _, text := range []string{"", "plain", "é", strings.Repeat("a", 63) + "“b” 🚢", strings.Repeat("é", 200), "a\xff\xffé\xe2\x82"} {
		checkOffsets(t, text)
	}
}

// checkOffsets compares the table with the plain walk over a text.
func checkOffsets(t *testing.T, text string) {
	t.Helper()
	o := NewOffsets(text)
	if o.Len() != utf8.RuneCountInString(text) {
		t.Fatalf("%q: length %d", text, o.Len())
	}
	starts := map[int]int{len(text): o.Len()}
	point := 0
	for at := range text {
		starts[at] = point
		point++
	}
	for at := -1; at <= len(text)+1; at++ {
		want, wantOK := starts[at]
		got, ok := o.CodePoint(at)
		if ok != wantOK || ok && got != want {
			t.Fatalf("%q: byte %d is code point %d, %v; want %d, %v", text, at, got, ok, want, wantOK)
		}
		if !ok {
			continue
		}
		if back, ok := o.Byte(got); !ok || back != at {
			t.Fatalf("%q: code point %d is byte %d, %v; want %d", text, got, back, ok, at)
		}
	}
	for _, point := range []int{-1, o.Len() + 1} {
		if _, ok := o.Byte(point); ok {
			t.Fatalf("%q: code point %d was found", text, point)
		}
	}
}

func FuzzOffsets(f *testing.F) {
	f.Add("a“b”🚢")
	f.Add(strings.Repeat("é", 130))
	f.Fuzz(checkOffsets)
}

func BenchmarkOffsets(b *testing.B) {
	text := strings.Repeat("“Not true”, the ministry’s spokesman said. ", 5000)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		o := NewOffsets(text)
		for at := 0; at < len(text); at += 100 {
			o.CodePoint(at)
		}
	}
}
