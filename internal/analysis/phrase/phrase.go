// Package phrase cuts sentences into base phrases: runs of tokens without inner clauses (Abney 1991).
//
// In comes a [text.Document] with sentences and tags; out come its phrases. They are worked out by those who need them and
// are no layer of the document. It imports internal/text and the standard library.
package phrase

import (
	"strings"

	"gainsay/internal/text"
)

// Kind is the kind of a base phrase.
type Kind uint8

// The kinds of phrase.
const (
	Other Kind = iota // prepositions, conjunctions, punctuation: one token each
	Noun
	Verb
)

// Phrase is a base phrase.
type Phrase struct {
	Kind   Kind
	Tokens text.Range
	Head   int // token index of the last noun or verb, or of the only token
}

// Of cuts a document into base phrases by the tags alone: determiners, adjectives, numbers and nouns make a noun phrase;
// modals, adverbs, "to" and verbs a verb phrase. No phrase crosses a sentence or a quotation mark. In has, for each token,
// the index of its phrase in list.
func Of(d *text.Document) (list []Phrase, in []int) {
	in = make([]int, len(d.Tokens))
	for s := range d.Sentences {
		for i := d.Sentences[s].Tokens.First; i < d.Sentences[s].Tokens.End; {
			p := at(d, i, d.Sentences[s].Tokens.End)
			for j := p.Tokens.First; j < p.Tokens.End; j++ {
				in[j] = len(list)
			}
			list = append(list, p)
			i = p.Tokens.End
		}
	}
	return list, in
}

func at(d *text.Document, i, end int) Phrase {
	single := Phrase{Other, text.Range{First: i, End: i + 1}, i}
	switch tag := d.Tokens[i].Tag; {
	case tag == "PRP" || tag == "WP" || tag == "EX":
		single.Kind = Noun
		return single
	case StartsNoun(tag):
		return nounAt(d, i, end)
	case InVerb(tag):
		return verbAt(d, i, end)
	}
	return single
}

// StartsNoun tells whether a noun phrase of more than a pronoun can start with the tag.
func StartsNoun(tag string) bool {
	switch tag {
	case "DT", "PDT", "PRP$", "CD", "JJ", "JJR", "JJS", "NN", "NNS", "NNP", "NNPS", "$", "#":
		return true
	}
	return false
}

// InVerb tells whether a verb phrase can hold the tag.
func InVerb(tag string) bool { return IsVerb(tag) || tag == "MD" || tag == "TO" || tag == "RB" }

// IsNoun tells whether the tag is a noun's.
func IsNoun(tag string) bool { return strings.HasPrefix(tag, "NN") }

// IsVerb tells whether the tag is a verb's; modals are not among them.
func IsVerb(tag string) bool { return strings.HasPrefix(tag, "VB") }

// IsFinite tells whether the tag is that of a verb in a form that can have a subject, or of a modal.
func IsFinite(tag string) bool { return tag == "VBD" || tag == "VBZ" || tag == "VBP" || tag == "MD" }

func nounAt(d *text.Document, i, end int) Phrase {
	p := Phrase{Noun, text.Range{First: i, End: i + 1}, i}
	for j := i + 1; j < end && goesOn(d, j, end); j++ {
		p.Tokens.End = j + 1
	}
	p.Head = p.Tokens.End - 1
	for j := p.Tokens.End - 1; j >= i; j-- {
		if IsNoun(d.Tokens[j].Tag) {
			p.Head = j
			break
		}
	}
	return p
}

// goesOn tells whether token j goes on with the noun phrase before it.
func goesOn(d *text.Document, j, end int) bool {
	tag, before, after := d.Tokens[j].Tag, d.Tokens[j-1].Tag, ""
	if j+1 < end {
		after = d.Tokens[j+1].Tag
	}
	switch {
	case tag == "DT" || tag == "PRP$":
		return !IsNoun(before) // "Monday the ministry": two phrases
	case tag == "VBN":
		return StartsNoun(after)
	case tag == "VBG":
		return IsNoun(after)
	}
	return StartsNoun(tag) || tag == "POS"
}

func verbAt(d *text.Document, i, end int) Phrase {
	last := -1
	for j := i; j < end && InVerb(d.Tokens[j].Tag); j++ {
		if IsVerb(d.Tokens[j].Tag) {
			last = j
		}
	}
	if last < 0 { // "to", "not" or an adverb alone
		return Phrase{Other, text.Range{First: i, End: i + 1}, i}
	}
	return Phrase{Verb, text.Range{First: i, End: last + 1}, last}
}
