package edit

import (
	"regexp"
	"strings"

	"gainsay/news"
)

// marks are lines by which outlets tell that an article was changed after it had appeared.
var marks = regexp.MustCompile(`(?i)^\W*(?:(?:this|an earlier version of this|a previous version of this) (?:article|story|report|headline|piece|post)\b.*\b(?:amended|updated|corrected|changed|edited|revised|clarified|misstated|said|stated|incorrectly)\b` +
	`|(?:correction|clarification|editor['’]?s['’]? note|update|updated|corrected|amended)\b(?:\s*[:(\-–—]|\s+(?:at|on|by)\s|\s+(?:\d|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mon|tue|wed|thu|fri|sat|sun)|\s*$))`)

// inLine is such a mark behind others in one line: "Sarn Valley News | May 14 | Updated May 15".
var inLine = regexp.MustCompile(`\s[|·•]\s`)

// longestMark is how many bytes of a line are looked at: a mark stands at its beginning.
const longestMark = 400

// Marked gives the words by which the version after tells readers that it was changed, which the version before did not have; "" where it
// has none. Where the page gives a later day of change only to machines, or in words that this does not know, that is not seen.
func Marked(before, after *news.Article) string {
	had := map[string]bool{}
	for _, line := range linesOf(before) {
		had[line] = true
	}
	for _, line := range linesOf(after) {
		if !had[line] && marks.MatchString(line) {
			return line
		}
	}
	if after.Modified != "" && after.Modified != before.Modified && after.Modified > after.Published {
		return "changed " + string(after.Modified)
	}
	return ""
}

// linesOf are the lines of an article and around it, shortened, with those that hold several things taken apart.
func linesOf(a *news.Article) (lines []string) {
	add := func(text string) {
		for line := range strings.Lines(text) {
			for _, part := range inLine.Split(line[:min(len(line), longestMark)], -1) {
				if part = strings.Join(strings.Fields(strings.ToValidUTF8(part, "")), " "); part != "" {
					lines = append(lines, part)
				}
			}
		}
	}
	for _, e := range a.Excluded {
		add(e.Text)
	}
	add(a.Text)
	return lines
}
