package statement

import (
	"strings"

	"gainsay/internal/text"
)

// phraseKind is the kind of a base phrase.
type phraseKind uint8

const (
	otherPhrase phraseKind = iota // prepositions, conjunctions, punctuation: one token each
	nounPhrase
	verbPhrase
)

// phrase is a base phrase: a run of tokens without inner clauses.
type phrase struct {
	kind   phraseKind
	tokens text.Range
	head   int // token index of the last noun or verb, or of the only token
}

// phrases cuts a document into base phrases by the tags alone (Abney 1991): determiners, adjectives, numbers and nouns
// make a noun phrase; modals, adverbs, "to" and verbs a verb phrase. No phrase crosses a sentence or a quotation mark.
func phrases(d *text.Document) (list []phrase, of []int) {
	of = make([]int, len(d.Tokens))
	for s := range d.Sentences {
		for i := d.Sentences[s].Tokens.First; i < d.Sentences[s].Tokens.End; {
			p := phraseAt(d, i, d.Sentences[s].Tokens.End)
			for j := p.tokens.First; j < p.tokens.End; j++ {
				of[j] = len(list)
			}
			list = append(list, p)
			i = p.tokens.End
		}
	}
	return list, of
}

func phraseAt(d *text.Document, i, end int) phrase {
	single := phrase{otherPhrase, text.Range{First: i, End: i + 1}, i}
	switch tag := d.Tokens[i].Tag; {
	case tag == "PRP" || tag == "WP" || tag == "EX":
		single.kind = nounPhrase
		return single
	case startsNounPhrase(tag):
		return nounPhraseAt(d, i, end)
	case isVerbGroup(tag):
		return verbPhraseAt(d, i, end)
	}
	return single
}

func startsNounPhrase(tag string) bool {
	switch tag {
	case "DT", "PDT", "PRP$", "CD", "JJ", "JJR", "JJS", "NN", "NNS", "NNP", "NNPS", "$", "#":
		return true
	}
	return false
}

func isNoun(tag string) bool { return strings.HasPrefix(tag, "NN") }

func isVerb(tag string) bool { return strings.HasPrefix(tag, "VB") }

func nounPhraseAt(d *text.Document, i, end int) phrase {
	p := phrase{nounPhrase, text.Range{First: i, End: i + 1}, i}
	for j := i + 1; j < end; j++ {
		tag := d.Tokens[j].Tag
		inside := startsNounPhrase(tag) || tag == "POS" || tag == "VBN" && j+1 < end && startsNounPhrase(d.Tokens[j+1].Tag) || tag == "VBG" && j+1 < end && isNoun(d.Tokens[j+1].Tag)
		if (tag == "DT" || tag == "PRP$") && isNoun(d.Tokens[j-1].Tag) {
			inside = false // "Monday the ministry": two phrases
		}
		if !inside {
			break
		}
		p.tokens.End = j + 1
	}
	p.head = p.tokens.End - 1
	for j := p.tokens.End - 1; j >= i; j-- {
		if isNoun(d.Tokens[j].Tag) {
			p.head = j
			break
		}
	}
	return p
}

func isVerbGroup(tag string) bool {
	return isVerb(tag) || tag == "MD" || tag == "TO" || tag == "RB"
}

func verbPhraseAt(d *text.Document, i, end int) phrase {
	last := -1
	j := i
	for ; j < end && isVerbGroup(d.Tokens[j].Tag); j++ {
		if isVerb(d.Tokens[j].Tag) {
			last = j
		}
	}
	if last < 0 { // "to", "not" or an adverb alone
		return phrase{otherPhrase, text.Range{First: i, End: i + 1}, i}
	}
	return phrase{verbPhrase, text.Range{First: i, End: last + 1}, last}
}
