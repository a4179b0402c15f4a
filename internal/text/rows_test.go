package text

import (
	"slices"
	"testing"
)

func TestRows(t *testing.T) {
	for table, want := range map[string][]string{
		"": nil,
		"# all\n\n a: b \n  # none\r\nc: #d\r\ne": {"a: b", "c: #d", "e"},
	} {
		if got := slices.Collect(Rows(table)); !slices.Equal(got, want) {
			t.Errorf("%q has the rows %q, want %q", table, got, want)
		}
	}
	for range Rows("a\nb") {
		break // a loop may end before the table does
	}
}
