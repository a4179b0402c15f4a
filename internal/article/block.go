package article

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"gainsay/news"
)

// page is what the reader of a format hands on: the lines of the document in order, and what it declares about itself.
type page struct {
	blocks  []block
	meta    declared
	ordered bool // the blocks begin with the article's own head: title line, byline, date (Markdown and plain text)
}

// declared is what a document says about itself in a form meant for machines.
type declared struct {
	title      string
	titles     []string // every wording of the headline that it gives, to know the repeated line by
	byline     []string // names as written, not yet cleaned
	publisher  string
	published  news.Day
	modified   news.Day
	url        string // where a saved page was captured
	canonical  string // perhaps relative to base, or to where the page was captured
	base       string
	language   string // ISO 639-1
	wholeVoted bool   // the body was chosen by the extractors
}

// kind is what a block is set as.
type kind int

const (
	paragraph kind = iota
	heading
	item // of a list
	quote
	caption // under a picture
	verbatim
)

// block is one line of a document as a reader sees it: a paragraph, a heading, a list item.
type block struct {
	kind   kind
	level  int    // of a heading
	text   string // cleaned by cleanLine
	linked int    // bytes of text that stand in links
	target string // where the first link leads
	post   bool   // part of an embedded post of a social network
	in     bool   // part of the body, as far as the reader of the format can tell
	region bool   // inside the stretch of the page that holds the body
}

// allLink tells that the whole line is one or more links.
func (b block) allLink() bool { return b.text != "" && b.linked*10 >= len(b.text)*9 }

// cleanLine collapses white space, drops control and invisible characters, and replaces invalid UTF-8 by U+FFFD.
func cleanLine(s string) string {
	var out strings.Builder
	out.Grow(len(s))
	space := false
	for _, r := range s { // an invalid byte comes as utf8.RuneError
		switch {
		case unicode.IsSpace(r):
			space = out.Len() > 0
		case invisible(r):
		default:
			if space {
				out.WriteByte(' ')
				space = false
			}
			out.WriteRune(r)
		}
	}
	return out.String()
}

// cleanLines is cleanLine for a text that keeps its line breaks.
func cleanLines(s string) []string {
	var lines []string
	for line := range strings.SplitSeq(s, "\n") {
		lines = append(lines, cleanLine(line))
	}
	return lines
}

// invisible tells characters that say nothing in running text: controls, soft hyphens, zero-width spaces and marks of
// byte order. Joiners and direction marks stay, for scripts need them.
func invisible(r rune) bool {
	switch r {
	case '\u00ad', '\u200b', '\u2060', '\ufeff':
		return true
	case utf8.RuneError:
		return false
	}
	return unicode.IsControl(r)
}

// sentenceEnd tells that a line ends as a sentence does: with end punctuation, perhaps inside closing quotes or brackets.
func sentenceEnd(s string) bool {
	s = strings.TrimRight(s, "\"'”’»)]› ")
	r, _ := utf8.DecodeLastRuneInString(s)
	return strings.ContainsRune(".!?…。！？", r)
}

// key is a line reduced to its letters and digits in lower case, by which two wordings of it are known to be the same.
func key(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, s)
}
