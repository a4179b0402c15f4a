package nest

import (
	"strings"

	"gainsay/internal/text"
)

// phraseKind is the kind of a base phrase.
type phraseKind uint8

const (
	otherPhrase phraseKind = iota
	nounPhrase
	verbPhrase
)

type phrase struct {
	kind   phraseKind
	tokens text.Range
	head   int
}

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
			inside = false
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
	if last < 0 {
		return phrase{otherPhrase, text.Range{First: i, End: i + 1}, i}
	}
	return phrase{verbPhrase, text.Range{First: i, End: last + 1}, last}
}
