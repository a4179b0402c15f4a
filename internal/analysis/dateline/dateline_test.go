package dateline_test

import (
	"testing"

	"gainsay/internal/analysis/dateline"
	"gainsay/internal/analysis/token"
)

func TestTokens(t *testing.T) {
	for _, c := range []struct {
		text string
		want int // tokens
	}{
		{"VENN – The gates were shut.", 2},
		{"VENN, May 3 (LNA) – The gates were shut.", 8},
		{"Venn (LNA) — The gates were shut.", 5},
		{"PORT ORLEK, Kestria -- The gates were shut.", 5},
		{"Venn – as everybody calls it – is small.", 0},
		{"The gates – both of them – were shut.", 0},
		{"VENN DENIES BLAME FOR FLOOD", 0},
		{"– Reyl said nothing.", 0},
		{"NATO said – on Monday – it was ready.", 0},
	} {
		d := token.Split(c.text)
		n := 0
		for _, mark := range dateline.Tokens(d) {
			if mark {
				n++
			}
		}
		if n != c.want {
			t.Errorf("%q has a dateline of %d tokens, want %d", c.text, n, c.want)
		}
	}
}
