// Package token cuts a text into tokens, sentences and paragraphs.
//
// In comes any string, valid UTF-8 or not; out goes a [text.Document] in which every byte that is not blank lies in
// exactly one token, in order. Blank are white space of every kind, control characters and invisible format characters
// (zero-width space, byte-order mark, direction marks; a soft hyphen or joiner inside a word stays in the word).
//
// Tokens follow the Penn Treebank where it helps: punctuation stands apart, clitics are split ("did|n't", "she|’s"),
// abbreviations keep their period. They differ where a reader of news would differ: hyphenated words, sums of money
// ("$1.5"), percentages, times, web and e-mail addresses, handles and hashtags are one token. Quotation marks are always
// tokens of their own. A line break of any kind ends a paragraph, and the end of a paragraph ends a sentence.
//
// It imports internal/text, news and the standard library.
package token

import (
	"gainsay/internal/text"
	"gainsay/news"
)

// Split cuts s into tokens, sentences and paragraphs. Token.Quotation is -1 and Token.Tag empty throughout.
func Split(s string) *text.Document {
	document := &text.Document{Text: s, Tokens: make([]text.Token, 0, len(s)/5+1)}
	paragraph, broken, end := -1, true, 0
	for at := 0; at < len(s); {
		kind, width := classAt(s, at)
		switch kind {
		case lineBreak:
			broken = true
			fallthrough
		case blank, joiner:
			at += width
			continue
		}
		if broken {
			paragraph++
		}
		end = tokenEnd(s, at, place{first: broken, glued: at > 0 && at == end})
		broken = false
		document.Tokens = append(document.Tokens, text.Token{
			Span: news.Span{Start: at, End: end}, Paragraph: paragraph, Quotation: -1})
		at = end
	}
	splitSentences(document)
	return document
}

// place is what a token's bounds depend on to its left.
type place struct {
	first bool // it is the first of its paragraph
	glued bool // it touches the token before
}

// tokenEnd is the byte offset at which the token that starts at byte at ends; always greater than at.
func tokenEnd(s string, at int, where place) int {
	kind, width := classAt(s, at)
	next := at + width
	switch kind {
	case letter:
		return wordEnd(s, at)
	case digit:
		end := wordEnd(s, at)
		if where.first && isItemNumber(s, at, end) {
			end++ // "1." opens an item of a list
		}
		return end
	case apostrophe:
		return apostropheEnd(s, at, next, where)
	case dot:
		if !where.glued && isDigit(s, next) {
			return wordEnd(s, next)
		}
		return runEnd(s, at, next)
	case hyphen:
		if end := runEnd(s, at, next); end > next {
			return end
		}
		if !where.glued && (isDigit(s, next) || isSum(s, next)) {
			return tokenEnd(s, next, place{glued: true}) // a negative number
		}
		return next
	case currency:
		if next < len(s) && s[next] == '.' && isDigit(s, next+1) {
			next++ // "$.50"
		}
		if isDigit(s, next) {
			return wordEnd(s, next)
		}
		return next
	case stop, filler:
		return runEnd(s, at, next)
	}
	return symbolEnd(s, at, next, where)
}

// symbolEnd is the end of a token that starts with a sign of its own at byte at; next is the byte after the sign.
func symbolEnd(s string, at, next int, where place) int {
	switch s[at] {
	case '@', '#':
		if !where.glued && isWord(s, next) {
			return handleEnd(s, next)
		}
	case '`':
		if next < len(s) && s[next] == '`' {
			return next + 1
		}
	case '+':
		if !where.glued && isDigit(s, next) {
			return wordEnd(s, next)
		}
	}
	if s[at] >= utf8Self { // an emoji with its modifiers
		for next < len(s) {
			kind, width := classAt(s, next)
			if kind != joiner {
				break
			}
			next += width
		}
	}
	return next
}

// runEnd is the end of a run of one character ("...", "--", "***") or, for marks of exclamation and question, of either.
func runEnd(s string, at, next int) int {
	sign := s[at:next]
	mixed := sign == "!" || sign == "?"
	for next < len(s) {
		if mixed && (s[next] == '!' || s[next] == '?') {
			next++
			continue
		}
		if mixed || len(s)-next < len(sign) || s[next:next+len(sign)] != sign {
			break
		}
		next += len(sign)
	}
	return next
}

// handleEnd is the end of the name after "@" or "#".
func handleEnd(s string, at int) int {
	for at < len(s) {
		kind, width := classAt(s, at)
		if kind != letter && kind != digit && s[at] != '_' {
			break
		}
		at += width
	}
	return at
}

// isItemNumber tells whether s[at:end] is a short number with a period and a blank behind it.
func isItemNumber(s string, at, end int) bool {
	if end-at > 2 || end+1 >= len(s) || s[end] != '.' {
		return false
	}
	for i := at; i < end; i++ {
		if !isDigit(s, i) {
			return false
		}
	}
	kind, _ := classAt(s, end+1)
	return kind == blank
}
