package corpus

import (
	"fmt"
	"strconv"
	"strings"
)

// BrownWord is a word with its Brown cluster.
type BrownWord struct {
	Path  string // of zeros and ones, from the root of the tree
	Word  string
	Count int // in the text that the clusters were learnt from
}

// ReadBrown reads a file of Brown clusters (path, word, count), leaving out words seen fewer than least times.
func ReadBrown(path string, least int) ([]BrownWord, error) {
	var words []BrownWord
	err := eachTextLine(path, func(line string) error {
		column := strings.Split(line, "\t")
		if len(column) != 3 {
			return fmt.Errorf("%w: %d columns instead of 3", ErrFormat, len(column))
		}
		count, err := strconv.Atoi(column[2])
		if err != nil {
			return fmt.Errorf("%w: %w", ErrFormat, err)
		}
		if count >= least {
			words = append(words, BrownWord{Path: column[0], Word: column[1], Count: count})
		}
		return nil
	})
	return words, err
}
