package token

import (
	"strings"

	"gainsay/internal/text"
)

// splitSentences fills Sentences and Paragraphs, and the Sentence of every token.
func splitSentences(d *text.Document) {
	d.Sentences = make([]text.Sentence, 0, len(d.Tokens)/20+1)
	for first := 0; first < len(d.Tokens); {
		paragraph := d.Tokens[first].Paragraph
		end := first
		for end < len(d.Tokens) && d.Tokens[end].Paragraph == paragraph {
			end++
		}
		sentences := len(d.Sentences)
		for at := first; at < end; {
			stop := sentenceEnd(d, at, end)
			for i := at; i < stop; i++ {
				d.Tokens[i].Sentence = len(d.Sentences)
			}
			d.Sentences = append(d.Sentences, text.Sentence{Tokens: text.Range{First: at, End: stop}, Paragraph: paragraph})
			at = stop
		}
		d.Paragraphs = append(d.Paragraphs, text.Paragraph{
			Tokens: text.Range{First: first, End: end}, Sentences: text.Range{First: sentences, End: len(d.Sentences)}})
		first = end
	}
}

// sentenceEnd is the token behind the sentence that starts at token first; end is where its paragraph ends.
func sentenceEnd(d *text.Document, first, end int) int {
	for i := first; i < end; i++ {
		word := d.Word(i)
		last := word[len(word)-1]
		if last != '.' && last != '!' && last != '?' && !strings.HasSuffix(word, "…") {
			continue
		}
		after := i + 1
		for after < end && closes(d, after) {
			after++
		}
		if after == end || endsHere(d, i, after, end) {
			return after
		}
	}
	return end
}

// closes tells whether token i, behind the mark that ends a sentence, is still part of it: a closing mark or bracket.
func closes(d *text.Document, i int) bool {
	span := d.Tokens[i].Span
	glued := span.Start == d.Tokens[i-1].Span.End
	switch d.Word(i) {
	case ")", "]", "}", "”", "»", "''", "›":
		return true
	case `"`, "'", "’":
		return glued
	case "“", "‘": // closing in the German manner
		return glued && !isWord(d.Text, span.End)
	case ".", "!", "?", "…", "...":
		return glued
	}
	return false
}

// endsHere tells whether the mark in token mark ends its sentence before token after, which exists.
func endsHere(d *text.Document, mark, after, end int) bool {
	quoted, first := false, after
	for first < end {
		if !opens(d.Word(first)) {
			break
		}
		quoted = true
		first++
	}
	if first == end {
		return true
	}
	start := d.Tokens[first].Span.Start
	following := d.Word(first)
	if isLower(d.Text, start) {
		return false
	}
	switch following {
	case ",", ";", ":", ")", "]", "%", "/", "&":
		return false
	}
	word := d.Word(mark)
	if strings.HasSuffix(word, "..") || strings.HasSuffix(word, "…") {
		return isUpper(d.Text, start) && following != "I"
	}
	if len(word) == 1 || word[len(word)-1] != '.' {
		return true
	}
	return abbreviationEnds(strings.TrimSuffix(word, "."), following, quoted)
}

// abbreviationEnds tells whether an abbreviation ends its sentence too, by the token that follows.
func abbreviationEnds(word, following string, quoted bool) bool {
	if abbreviation(word) == title || isDigit(word, len(word)-1) {
		return false
	}
	if !isUpper(following, 0) {
		return false
	}
	return quoted || starters[strings.TrimSuffix(following, ".")]
}

// opens tells whether a token is a mark or bracket that opens.
func opens(word string) bool {
	switch word {
	case "(", "[", "{", "“", "‘", `"`, "'", "``", "„", "«", "‹":
		return true
	}
	return false
}
