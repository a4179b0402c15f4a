package article

import (
	"strings"
)

// readText reads a plain-text document. Paragraphs are parted by blank lines; a line break inside a chunk ends a line of
// its own (a title over a byline over a date) unless the line was broken only because the next word did not fit.
func readText(source string) (page, error) {
	lines := cleanLines(strings.ReplaceAll(strings.ReplaceAll(source, "\r\n", "\n"), "\r", "\n"))
	width := wrapWidth(lines)
	p := page{ordered: true}
	var chunk []string
	flush := func() {
		for _, line := range unwrap(chunk, width) {
			p.blocks = append(p.blocks, textBlock(line))
		}
		chunk = chunk[:0]
	}
	for _, line := range lines {
		if line == "" {
			flush()
			continue
		}
		chunk = append(chunk, line)
	}
	flush()
	if len(p.blocks) == 0 {
		return page{}, ErrEmpty
	}
	return p, nil
}

// textBlock is the block of a line of plain text: an address alone on its line is a link.
func textBlock(line string) block {
	b := block{text: line, in: true, region: true}
	if m := webAddress.FindStringSubmatch(line); m != nil {
		b.linked, b.target = len(line), m[1]
	}
	if strings.HasPrefix(line, "- ") || strings.HasPrefix(line, "* ") || strings.HasPrefix(line, "• ") {
		b.kind = item
	}
	return b
}

// wrapWidth is the column at which a text's lines were broken, 0 where they were not: lines longer than anyone wraps at.
func wrapWidth(lines []string) int {
	width := 0
	for _, line := range lines {
		width = max(width, runes(line))
	}
	if width > 110 || width < 40 {
		return 0
	}
	return width
}

// unwrap joins lines that were broken only because the next word did not fit into width columns (8 of grace, for
// wrapping that kept words together).
func unwrap(lines []string, width int) []string {
	var joined []string
	length := 0
	for i, line := range lines {
		if i > 0 && width > 0 {
			next, _, _ := strings.Cut(line, " ")
			if length+1+runes(next) > width-8 {
				joined[len(joined)-1] += " " + line
				length = runes(line)
				continue
			}
		}
		joined = append(joined, line)
		length = runes(line)
	}
	return joined
}
