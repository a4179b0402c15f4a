package eval

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// quotedBytes marks the bytes that stand inside quotation marks, the marks themselves aside, as the contract's scorer
// defines it: any double mark opens where none is open and closes where one is; single curly marks count outside double
// ones; a quotation ends at the latest with its line.
func quotedBytes(text string) []bool {
	quoted := make([]bool, len(text))
	start := 0
	for line := range strings.SplitAfterSeq(text, "\n") {
		quotedLine(strings.TrimSuffix(line, "\n"), quoted[start:])
		start += len(line)
	}
	return quoted
}

func quotedLine(line string, quoted []bool) {
	double, single := -1, -1 // where the open quotation's text starts
	fill := func(from, to int) {
		for i := from; i < to; i++ {
			quoted[i] = true
		}
	}
	for i := 0; i < len(line); {
		c, width := utf8.DecodeRuneInString(line[i:])
		if pair := line[i:min(i+2, len(line))]; pair == "``" || pair == "''" {
			c, width = '"', 2
		}
		next := i + width
		switch c {
		case '“', '„', '«':
			if double < 0 {
				double = next
			}
		case '”', '»':
			if double >= 0 {
				fill(double, i)
				double = -1
			}
		case '"':
			if double < 0 {
				double = next
			} else {
				fill(double, i)
				double = -1
			}
		case '‘':
			if before, _ := utf8.DecodeLastRuneInString(line[:i]); double < 0 && single < 0 && !isWordRune(before) {
				single = next
			}
		case '’':
			if after, _ := utf8.DecodeRuneInString(line[next:]); single >= 0 && !isWordRune(after) {
				if double < 0 {
					fill(single, i)
				}
				single = -1
			}
		}
		i = next
	}
	if double >= 0 {
		fill(double, len(line))
	}
}

func isWordRune(r rune) bool {
	return r != utf8.RuneError && (unicode.IsLetter(r) || unicode.IsNumber(r))
}
