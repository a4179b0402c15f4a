package text

import (
	"iter"
	"strings"
)

// Rows gives the rows of an embedded table: its lines without the white space about them, blank ones and those that # opens left
// out.
func Rows(table string) iter.Seq[string] {
	return func(yield func(string) bool) {
		for row := range strings.Lines(table) {
			if row = strings.TrimSpace(row); row != "" && row[0] != '#' && !yield(row) {
				return
			}
		}
	}
}
