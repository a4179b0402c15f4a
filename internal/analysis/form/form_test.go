package form_test

import (
	"strings"
	"testing"

	"gainsay/internal/analysis/cluster"
	"gainsay/internal/analysis/form"
	"gainsay/internal/linear"
)

func TestOf(t *testing.T) {
	of := func(word string) form.Form { return form.Of(word, nil) }
	for _, c := range []struct {
		name string
		same bool
	}{
		{"digits count alike", of("1,234").Exact == of("9,876").Exact},
		{"apostrophes count alike", of("n’t").Exact == of("n't").Exact},
		{"small letters", of("Quill").Lower == of("QUILL").Lower && of("Quill").Exact != of("QUILL").Exact},
		{"letters beyond ASCII", of("Ögmund").Lower == of("ögmund").Lower && of("Ögmund").Capital},
		{"shape", of("Quill").Shape == of("Orr").Shape && of("U.S.").Shape == of("A.B.").Shape && of("Quill").Shape != of("quill").Shape},
		{"suffix", of("denied").Suffix[1] == of("replied").Suffix[1] && of("denied").Suffix[0] != of("denies").Suffix[0]},
		{"prefix", of("Unsaid").Prefix[1] == of("unsung").Prefix[1] && of("ab").Prefix[2] == 0},
		{"flags", of("UN").Upper && !of("U").Upper && !of("Un").Upper && of("66-year").Digit},
		{"quotation marks", of("“").Exact == of("``").Exact && of("“").Exact != of("”").Exact},
	} {
		if !c.same {
			t.Error(c.name)
		}
	}
	of(strings.Repeat("ö", 1000))
	of("\xff\xfe")
}

func TestClusterFallsBackToSmallLetters(t *testing.T) {
	path, _ := cluster.ParsePath("0110")
	data, err := cluster.Encode(linear.Header{}, []cluster.Word{{Text: "mayor", Path: path}})
	if err != nil {
		t.Fatal(err)
	}
	table, err := cluster.Load(string(data))
	if err != nil {
		t.Fatal(err)
	}
	if form.Of("MAYOR", table).Path != path || form.Of("mayors", table).Path.Known() {
		t.Error("MAYOR should have the cluster of mayor, and mayors none")
	}
}

func BenchmarkOf(b *testing.B) {
	for b.Loop() {
		form.Of("spokeswoman", nil)
	}
}

func FuzzOf(f *testing.F) {
	for _, s := range []string{"", "Quill’s", "\xff", "ÖÖÖ", "$1,234.50", "“"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if got := form.Of(s, nil); got != form.Of(s, nil) || got.Path.Known() {
			t.Errorf("%q: %+v", s, got)
		}
	})
}
