package token

import "strings"

// wordEnd is the end of the word, number or address that starts at byte start.
func wordEnd(s string, start int) int {
	at := start
	for at < len(s) {
		kind, width := classAt(s, at)
		if kind == letter || kind == digit {
			at += width
			continue
		}
		if at == start {
			return at + width
		}
		end, more := insideWord(s, start, at, width, kind)
		if !more {
			if c := s[start]; (c == 'c' || c == 'C') && strings.EqualFold(s[start:end], "cannot") {
				return start + len("can")
			}
			return end
		}
		at = end
	}
	if strings.EqualFold(s[start:at], "cannot") {
		return start + len("can")
	}
	return at
}

// insideWord decides about a character at byte at that is no letter or digit and follows the word s[start:at]: where
// the word ends, or up to where it goes on (more).
func insideWord(s string, start, at, width int, kind class) (end int, more bool) {
	next := at + width
	switch kind {
	case joiner:
		for next < len(s) {
			kind, width := classAt(s, next)
			if kind != joiner {
				break
			}
			next += width
		}
		return goOn(at, next, isWord(s, next))
	case hyphen:
		return goOn(at, next, isWord(s, next) || isSum(s, next))
	case apostrophe:
		return apostropheInside(s, start, at, next)
	case dot:
		return dotInside(s, start, at)
	case currency:
		return goOn(at, next, at-start <= 3 && isUpper(s, start) && isDigit(s, next))
	}
	switch s[at] {
	case ',':
		return goOn(at, next, isDigit(s, at-1) && isDigit(s, at+1) && isDigit(s, at+2) && isDigit(s, at+3) && !isDigit(s, at+4))
	case ':':
		if strings.HasPrefix(s[at:], "://") {
			return addressEnd(s, at+3), false
		}
		return goOn(at, next, isDigit(s, at-1) && isDigit(s, next))
	case '/':
		return goOn(at, next, isDigit(s, at-1) && isDigit(s, next))
	case '@':
		if end, ok := domainEnd(s, next); ok {
			return end, false
		}
	case '&':
		return goOn(at, next, isUpper(s, at-1) && isUpper(s, next))
	case '%':
		return goOn(at, next, isDigit(s, at-1))
	case '_':
		return goOn(at, next, isWord(s, next))
	case '*':
		return maskedEnd(s, start, at)
	}
	return at, false
}

// goOn says that a word goes on at byte next if more holds, and ends at byte at if not.
func goOn(at, next int, more bool) (int, bool) {
	if more {
		return next, true
	}
	return at, false
}

// maskedEnd lets asterisks mask letters: "f***", "sh*t".
func maskedEnd(s string, start, at int) (int, bool) {
	end := at
	for end < len(s) && s[end] == '*' {
		end++
	}
	return goOn(at, end, isLetter(s, end) || at-start <= 2 && end-at >= 2 && isLetter(s, start))
}

// clitic is the end of the clitic whose apostrophe ends before byte at ("s" "re" "ve" "ll" "d" "m", and "t" where
// negation is allowed), or 0.
func clitic(s string, at int, negation bool) int {
	end := at
	for end < len(s) && end-at < 3 && 'a' <= s[end]|0x20 && s[end]|0x20 <= 'z' {
		end++
	}
	switch s[at:end] {
	case "s", "S", "d", "D", "m", "M", "re", "RE", "ve", "VE", "ll", "LL":
	case "t", "T":
		if !negation {
			return 0
		}
	default:
		return 0
	}
	if isWord(s, end) || end < len(s) && s[end] == '-' && isLetter(s, end+1) {
		return 0
	}
	return end
}

// apostropheInside decides about an apostrophe at byte at behind the word s[start:at]; next is the byte after it.
func apostropheInside(s string, start, at, next int) (int, bool) {
	if !isLetter(s, next) {
		return at, false
	}
	before := s[at-1]
	negation := before == 'n' || before == 'N'
	end := clitic(s, next, negation)
	switch {
	case end == 0:
		return next, true // O'Brien, o'clock
	case negation && end == next+1 && s[next]|0x20 == 't':
		if at-1 == start {
			return end, false // the "n't" that was cut off just before
		}
		return at - 1, false
	}
	return at, false
}

// elisions are words that begin with an apostrophe.
var elisions = map[string]bool{"em": true, "til": true, "tis": true, "twas": true, "cause": true, "bout": true,
	"round": true, "cuz": true, "nuff": true, "tude": true, "neath": true}

// apostropheEnd is the end of the token that starts with an apostrophe at byte at: a clitic, an elision or a lone mark.
func apostropheEnd(s string, at, next int, where place) int {
	if end := clitic(s, next, false); end > 0 {
		// A lone letter between marks ("'s'", "'D'") is quoted, not a clitic, unless it touches the word before.
		if kind, _ := classAtEnd(s, end); where.glued || kind != apostrophe {
			return end
		}
	}
	if where.glued {
		return next
	}
	if isDigit(s, next) && isDigit(s, next+1) && !isDigit(s, next+2) {
		if next+2 < len(s) && s[next+2] == 's' && !isWord(s, next+3) {
			return next + 3 // ’90s
		}
		if !isWord(s, next+2) && (s[at] != '\'') {
			return next + 2 // class of ’08
		}
		return next
	}
	end := next
	for end < len(s) && end-next < 6 && 'a' <= s[end]|0x20 && s[end]|0x20 <= 'z' {
		end++
	}
	if isWord(s, end) {
		return next
	}
	if word := s[next:end]; elisions[strings.ToLower(word)] {
		return end
	} else if word == "n" || word == "N" {
		if kind, width := classAtEnd(s, end); kind == apostrophe {
			return end + width // rock 'n' roll
		}
	}
	return next
}

// classAtEnd is classAt for an offset that may be the end of s, where it is blank.
func classAtEnd(s string, at int) (class, int) {
	if at >= len(s) {
		return blank, 0
	}
	return classAt(s, at)
}
