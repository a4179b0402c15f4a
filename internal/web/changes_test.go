package web

import (
	"math/rand/v2"
	"strings"
	"testing"
)

func TestChanges(t *testing.T) {
	for _, test := range []struct{ before, after, want string }{
		{"", "", ""},
		{"the same", "the same", "the same"},
		{"", "new", "{+new+}"},
		{"old", "", "[-old-]"},
		{"six gates were shut", "two gates were shut", "[-six-]{+two+} gates were shut"},
		{"they did not call", "they chose not to call", "they [-did-]{+chose+} not{+ to+} call"},
		{"a b c d", "a x y d", "a [-b c-]{+x y+} d"},
		{"Open Gates", "Open Gate", "Open [-Gates-]{+Gate+}"},
		{"“yes.”", "“yes!”", "“yes[-.-]{+!+}”"},
	} {
		var got strings.Builder
		for _, c := range changes(test.before, test.after) {
			switch c.Kind {
			case gone:
				got.WriteString("[-" + c.Text + "-]")
			case came:
				got.WriteString("{+" + c.Text + "+}")
			default:
				got.WriteString(c.Text)
			}
		}
		if got.String() != test.want {
			t.Errorf("%q to %q: %s, want %s", test.before, test.after, got.String(), test.want)
		}
	}
}

// TestChangesAreWhole: what is the same and gone is the one text, what is the same and came the other, also of texts too long to compare.
func TestChangesAreWhole(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	made := func(words int) string {
		var out strings.Builder
		for range words {
			out.WriteString([]string{"a", "b", "c", " ", " ", "ü", ".", "”"}[random.IntN(8)])
		}
		return out.String()
	}
	for i := range 300 {
		size := 20
		if i == 0 {
			size = 5000
		}
		before, after := made(random.IntN(size)+size/2), made(random.IntN(size)+size/2)
		var one, other strings.Builder
		for _, c := range changes(before, after) {
			if c.Kind != came {
				one.WriteString(c.Text)
			}
			if c.Kind != gone {
				other.WriteString(c.Text)
			}
		}
		if one.String() != before || other.String() != after {
			t.Fatalf("%q to %q is %+v", before, after, changes(before, after))
		}
	}
}
