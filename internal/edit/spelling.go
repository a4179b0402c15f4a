package edit

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Signs that all signs of their kind become.
const (
	quoteMark  = '"'
	singleMark = '\'' // behind a figure only, where it may be one of minutes or feet
	dash       = '-'
	ellipsis   = '…'
)

// plain is a text without what is typography: white space, invisible characters, the style of quotation marks, dashes and ellipses,
// ligatures, and Unicode normalisation. A space is left where it parts two words or two numbers. Equal texts stay equal, and a letter,
// a figure or a mark more or less makes a difference.
func plain(text string) string {
	p := plainer{text: norm.NFC.String(text)}
	p.out.Grow(len(text))
	for p.at < len(p.text) {
		p.step()
	}
	return norm.NFC.String(p.out.String())
}

// headline is a headline without what is typography; there, capitals are too.
func headline(title string) string { return strings.ToLower(plain(title)) }

// plainer writes the plain form of a text.
type plainer struct {
	text         string
	at           int // byte of the text
	out          strings.Builder
	last, before rune // the last character written, and the one before it
	space        bool // one was passed over since
}

// step takes one character, or the marks that make one.
func (p *plainer) step() {
	r, size := utf8.DecodeRuneInString(p.text[p.at:])
	switch {
	case 'a' <= r && r <= 'z':
		p.write(r)
	case unicode.IsSpace(r):
		p.space = true
	case unicode.Is(unicode.Cf, r): // zero-width spaces, soft hyphens, marks of direction
	case r >= 'ﬀ' && r <= 'ﬆ':
		for _, letter := range norm.NFKC.String(string(r)) {
			p.write(letter)
		}
	case isSingle(r) || isDouble(r):
		double := isDouble(r)
		if next, _ := utf8.DecodeRuneInString(p.text[p.at+size:]); next == r && (r == '\'' || r == '`') { // ''
			double = true
			size *= 2
		}
		if !double && unicode.IsDigit(p.last) {
			p.write(singleMark)
		} else {
			p.write(quoteMark)
		}
	case isDash(r):
		if p.last != dash {
			p.write(dash)
		}
	case r == '.' || r == ellipsis:
		if length := ellipsisLength(p.text[p.at:]); length > 0 {
			r, size = ellipsis, length
		}
		p.write(r)
	default:
		p.write(r)
	}
	p.at += size
}

// write writes a character, and the space before it if that parts something.
func (p *plainer) write(r rune) {
	if p.space && p.parts(r) {
		p.out.WriteByte(' ')
		p.before, p.last = p.last, ' '
	}
	p.space = false
	p.out.WriteRune(r)
	p.before, p.last = p.last, r
}

// parts tells whether a space between what is written and r tells something: between words, in "1, 200", which is not "1,200", and
// in "rose .5".
func (p *plainer) parts(r rune) bool {
	if isWord(p.last) {
		return isWord(r) || r == '.' && p.at+1 < len(p.text) && isFigure(p.text[p.at+1])
	}
	return isPoint(p.last) && unicode.IsDigit(p.before) && unicode.IsDigit(r)
}

func isFigure(c byte) bool { return '0' <= c && c <= '9' }

func isWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) }

func isPoint(r rune) bool { return r == '.' || r == ',' || r == ':' }

func isSingle(r rune) bool {
	switch r {
	case '\'', '‘', '’', '‚', '‛', '‹', '›', '′', '`', '´', 'ʼ':
		return true
	}
	return false
}

func isDouble(r rune) bool {
	switch r {
	case '"', '“', '”', '„', '‟', '«', '»', '″':
		return true
	}
	return false
}

func isDash(r rune) bool { return r == dash || r == '−' || unicode.Is(unicode.Pd, r) }

// ellipsisLength is how many bytes the ellipsis at the start of a text has: "…", "...", ". . ."; 0 for a full stop.
func ellipsisLength(text string) int {
	points, length := 0, 0
	for i, r := range text {
		switch {
		case r == ellipsis:
			points += 3
		case r == '.':
			points++
		case unicode.IsSpace(r):
			continue
		default:
			return lengthOf(points, length)
		}
		length = i + utf8.RuneLen(r)
	}
	return lengthOf(points, length)
}

func lengthOf(points, length int) int {
	if points < 3 {
		return 0
	}
	return length
}

// spoken is what one hears of a text: its letters and figures in small letters, without spaces, points, commas and dashes, and with
// the other marks. Numbers keep what stands in them. Quotation marks at both ends are left out.
func spoken(text string) string {
	text = strings.TrimRight(strings.TrimLeft(strings.ToLower(plain(text)), `"',;: `), `"'.,;:- `)
	var out strings.Builder
	out.Grow(len(text))
	before := ' '
	for i, r := range text {
		next, _ := utf8.DecodeRuneInString(text[i+utf8.RuneLen(r):])
		if isHeard(before, r, next) {
			out.WriteRune(r)
		}
		before = r
	}
	return out.String()
}

// isHeard tells whether a character of a plain text counts among its words, given those beside it.
func isHeard(before, r, next rune) bool {
	inNumber := unicode.IsDigit(next) && (unicode.IsDigit(before) || before == ' ' || isPoint(before))
	switch r {
	case ';':
		return false
	case dash: // a sign, a range
		return unicode.IsDigit(next)
	case '.', ',', ':', ' ':
		return inNumber
	}
	return true
}

// wordsOf are the words of a text in small letters, in its order; marks are none.
func wordsOf(text string) []string {
	return strings.FieldsFunc(strings.ToLower(plain(text)), func(r rune) bool { return !isWord(r) })
}
