package token

import "strings"

// domains are the endings by which a name with dots in it is known as an address on the web.
var domains = func() map[string]bool {
	set := make(map[string]bool)
	for _, name := range strings.Fields(`com org net gov edu mil int info biz tv io ly me co uk us eu ca au de fr ru ua cn in it es nl
		be ch at pl se no fi dk ie jp kr br mx za nz il ir tr gr news app dev online blog site today be gl gd fm am to cc ps
		html htm php pdf jpg png js`) {
		set[name] = true
	}
	return set
}()

// domainEnd is the end of the domain name that starts at byte at, and whether there is one.
func domainEnd(s string, at int) (int, bool) {
	end, last := at, -1 // last: the last dot
	for limit := min(len(s), at+longestDomain); end < limit; {
		c := s[end]
		if c == '.' && end > at && isWord(s, end+1) {
			last = end
		} else if ascii[c&0x7F] != letter && !isDigit(s, end) && c != '-' || c >= utf8Self {
			break
		}
		end++
	}
	for end > at && s[end-1] == '-' {
		end--
	}
	if last < 0 || last >= end || isWord(s, end) {
		return 0, false
	}
	ending := s[last+1 : end]
	return end, domains[ending] || domains[strings.ToLower(ending)] && ending == strings.ToUpper(ending)
}

// addressEnd is the end of a web address of which the part up to byte at is read: it runs to the next blank or
// quotation mark, without the punctuation at its end.
func addressEnd(s string, at int) int {
	end := at
	for end < len(s) {
		kind, width := classAt(s, end)
		if kind == blank || kind == lineBreak || kind == apostrophe || strings.ContainsRune(`"<>`, rune(s[end])) ||
			s[end] >= utf8Self && kind == symbol {
			break
		}
		end += width
	}
	for end > at {
		switch s[end-1] {
		case '.', ',', ';', ':', '!', '?', ')', ']', '}', '*':
			end--
			continue
		}
		break
	}
	return end
}
