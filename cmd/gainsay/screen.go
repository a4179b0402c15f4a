package main

import (
	"os"
	"strconv"
	"strings"
	"unicode"

	"github.com/rivo/uniseg"
	"golang.org/x/term"
)

const (
	usualWidth = 80
	leastWidth = 20 // of the words beside an indent
)

// screen says how text may be laid out on standard output.
type screen struct {
	width int // in terminal cells
	color bool
}

// screen looks at standard output and the environment. COLUMNS counts where the output is no terminal, which is 80 wide
// otherwise.
func (p *program) screen() screen {
	s := screen{width: usualWidth, color: isTerminal(p.stdout) && !p.noColor && p.env("NO_COLOR") == "" && p.env("TERM") != "dumb"}
	if columns, err := strconv.Atoi(p.env("COLUMNS")); err == nil && columns > 0 {
		s.width = columns
	}
	if file, ok := p.stdout.(*os.File); ok {
		if width, _, err := term.GetSize(int(file.Fd())); err == nil && width > 0 {
			s.width = width
		}
	}
	return s
}

// style is an ANSI rendition.
type style string

const (
	bold   style = "\x1b[1m"
	dim    style = "\x1b[2m"
	cyan   style = "\x1b[36m"
	yellow style = "\x1b[33m"
	plain  style = "\x1b[0m"
)

// piece is a stretch of text in one style.
type piece struct {
	text  string
	style style // "" for none
}

// clean makes text from outside harmless on a terminal: each run of white space, line breaks among it, becomes one space;
// control characters, those that turn the writing direction and bytes that are no UTF-8 become U+FFFD.
func clean(s string) string {
	var out strings.Builder
	spaced := false
	for _, r := range s {
		switch {
		case unicode.IsSpace(r):
			if !spaced {
				out.WriteByte(' ')
			}
		case unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r):
			out.WriteRune(unicode.ReplacementChar)
		default:
			out.WriteRune(r)
		}
		spaced = unicode.IsSpace(r)
	}
	return out.String()
}

// oneLine is clean text without space at its ends.
func oneLine(s string) string { return strings.TrimSpace(clean(s)) }

// layout writes pieces on lines no wider than the screen, the first indented by first cells and the others by rest.
func (s screen) layout(out *strings.Builder, first, rest int, pieces ...piece) {
	out.WriteString(strings.Repeat(" ", first))
	s.flow(out, first, rest, pieces...)
}

// labelled writes a label at the margin's indent, and pieces in its column; all lines but the first are indented by rest.
func (s screen) labelled(out *strings.Builder, at margin, label piece, rest int, pieces ...piece) {
	label.text = oneLine(label.text)
	used := max(at.column, uniseg.StringWidth(label.text)+1)
	out.WriteString(strings.Repeat(" ", at.indent))
	s.paint(out, label.text, label.style)
	out.WriteString(strings.Repeat(" ", used-uniseg.StringWidth(label.text)))
	s.flow(out, at.indent+used, rest, pieces...)
}

// flow writes pieces on lines no wider than the screen: on from the first used cells of a line, the others indented by rest.
func (s screen) flow(out *strings.Builder, used, rest int, pieces ...piece) {
	var text strings.Builder
	ends := make([]int, len(pieces))
	for i, p := range pieces {
		text.WriteString(clean(p.text))
		ends[i] = text.Len()
	}
	width := max(s.width, used+leastWidth, rest+leastWidth)
	lines := breakLines(text.String(), width-used, width-rest)
	if len(lines) == 0 && used > 0 {
		out.WriteByte('\n')
	}
	at := 0
	for number, line := range lines {
		if number > 0 {
			out.WriteString(strings.Repeat(" ", rest))
		}
		end := at + len(strings.TrimRight(line, " "))
		begin := 0
		for i, p := range pieces {
			s.paint(out, text.String()[max(at, begin):max(at, begin, min(end, ends[i]))], p.style)
			begin = ends[i]
		}
		out.WriteByte('\n')
		at += len(line)
	}
}

// paint writes text in a style, where the screen has colour.
func (s screen) paint(out *strings.Builder, text string, in style) {
	if s.color && in != "" && text != "" {
		text = string(in) + text + string(plain)
	}
	out.WriteString(text)
}

// breakLines cuts text into lines of at most first cells for the first and width cells for the others. It cuts where
// Unicode allows a line break (UAX 14), and inside a word only where the word is longer than a line. White space at the
// end of a line may stand beyond its width.
func breakLines(text string, first, width int) []string {
	var lines []string
	start, at, used, room := 0, 0, 0, first
	cut := func() {
		if at > start {
			lines = append(lines, text[start:at])
		}
		start, used, room = at, 0, width
	}
	for rest, state := text, -1; rest != ""; {
		var segment string
		segment, rest, _, state = uniseg.FirstLineSegmentInString(rest, state)
		visible := uniseg.StringWidth(strings.TrimRight(segment, " "))
		if used > 0 && used+visible > room {
			cut()
		}
		if visible <= room {
			used += uniseg.StringWidth(segment)
			at += len(segment)
			continue
		}
		for clusters := uniseg.NewGraphemes(segment); clusters.Next(); {
			if used > 0 && used+clusters.Width() > room {
				cut()
			}
			used += clusters.Width()
			at += len(clusters.Str())
		}
	}
	cut()
	return lines
}
