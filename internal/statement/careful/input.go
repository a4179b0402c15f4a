package careful

import (
	"slices"
	"unicode"

	"gainsay/internal/text"
	"gainsay/internal/wordpiece"
)

// The kinds of traits of a word that the encoder sees beside its pieces, which know neither capitals nor quotations.
const (
	shapeTrait = iota
	quoteTrait
	edgeTrait
	nameTrait
	tagTrait
	traitKinds
)

// How many values those traits have that the caller tells; see Traits.
const (
	quoteCount = 4
	edgeCount  = 9
)

// How many values each kind has. The rows of all kinds stand one after the other in one table.
var traitSizes = [traitKinds]int{shapeTrait: shapeCount, quoteTrait: quoteCount, edgeTrait: edgeCount, nameTrait: len(names) + 1, tagTrait: len(tags) + 1}

// traitRows is how many rows that table has.
const traitRows = shapeCount + quoteCount + edgeCount + len(names) + 1 + len(tags) + 1

// names are the kinds of name; the trait is the place in this list, from 1; 0 is no name.
var names = [...]text.MentionKind{text.PersonName, text.OrganisationName, text.PlaceName, text.OtherName}

// tags are the parts of speech; the trait is the place in this list, from 1; 0 is another tag.
var tags = [...]string{"$", "''", ",", "-LRB-", "-RRB-", ".", ":", "ADD", "AFX", "CC", "CD", "DT", "EX", "FW", "GW", "HYPH", "IN", "JJ", "JJR",
	"JJS", "LS", "MD", "NFP", "NN", "NNP", "NNPS", "NNS", "PDT", "POS", "PRP", "PRP$", "RB", "RBR", "RBS", "RP", "SYM", "TO", "UH",
	"VB", "VBD", "VBG", "VBN", "VBP", "VBZ", "WDT", "WP", "WP$", "WRB", "``"}

// The shapes of a word.
const (
	noLetter = iota
	lowerCase
	capitalised
	capitals
	digits
	mixed
	shapeCount
)

// Traits are what the caller knows of a word: where it stands towards quotation marks (0 to 3) and what boundary lies before it
// (0 to 8).
type Traits struct{ Quote, Edge uint8 }

// Sizes of an input.
const (
	chunkPieces = 318 // in a chunk at most, so that it has 320 places with the pieces that open and close it
	wordPieces  = 8   // of one word at most; the rest is left out
)

// Input is a text as the encoder sees it: the pieces and the traits of its words, which are the document's tokens.
type Input struct {
	Pieces []int32      // of all words, one after the other
	Starts []int        // word i's are Pieces[Starts[i]:Starts[i+1]], one at least
	Traits []int32      // traitKinds rows of the table of traits for each word
	Chunks []text.Range // words that are encoded together: paragraphs, as many as go into one chunk
}

// NewInput makes the input of a document with tokens, tags and names. The vocabulary must have "[UNK]".
func NewInput(v *wordpiece.Vocabulary, d *text.Document, traits func(word int) Traits) Input {
	unknown, _ := v.Number("[UNK]")
	in := Input{Starts: make([]int, 1, len(d.Tokens)+1), Traits: make([]int32, 0, traitKinds*len(d.Tokens))}
	name := make([]uint8, len(d.Tokens))
	for _, m := range d.Mentions {
		for i := m.Tokens.First; i < m.Tokens.End; i++ {
			name[i] = uint8(1 + slices.Index(names[:], m.Kind))
		}
	}
	for i, token := range d.Tokens {
		first := len(in.Pieces)
		if in.Pieces = v.Append(in.Pieces, d.Word(i)); len(in.Pieces) == first {
			in.Pieces = append(in.Pieces, unknown)
		}
		in.Pieces = in.Pieces[:min(len(in.Pieces), first+wordPieces)]
		in.Starts = append(in.Starts, len(in.Pieces))
		known := traits(i)
		row := 0
		for kind, value := range [traitKinds]uint8{shapeOf(d.Word(i)), known.Quote, known.Edge, name[i], uint8(1 + slices.Index(tags[:], token.Tag))} {
			in.Traits = append(in.Traits, int32(row+int(value)))
			row += traitSizes[kind]
		}
	}
	in.Chunks = in.chunks(d)
	return in
}

// chunks packs paragraphs into chunks; a paragraph that is too long for one is cut between sentences, a sentence between words.
func (in *Input) chunks(d *text.Document) []text.Range {
	var list []text.Range
	size := func(r text.Range) int { return in.Starts[r.End] - in.Starts[r.First] }
	add := func(part text.Range, open bool) bool {
		if part.Len() == 0 {
			return open
		}
		if last := len(list) - 1; open && size(text.Range{First: list[last].First, End: part.End}) <= chunkPieces {
			list[last].End = part.End
		} else {
			list = append(list, part)
		}
		return true
	}
	open := false
	for _, p := range d.Paragraphs {
		if size(p.Tokens) <= chunkPieces {
			open = add(p.Tokens, open)
			continue
		}
		open = false
		for _, s := range d.Sentences[p.Sentences.First:p.Sentences.End] {
			rest := s.Tokens
			for size(rest) > chunkPieces {
				end := rest.First
				for in.Starts[end+1]-in.Starts[rest.First] <= chunkPieces {
					end++
				}
				add(text.Range{First: rest.First, End: end}, false)
				rest.First = end
			}
			open = add(rest, open)
		}
	}
	return list
}

// shapeOf tells how a word is written.
func shapeOf(word string) uint8 {
	upper, lower, numbers, first := 0, 0, 0, true
	startsUpper := false
	for _, r := range word {
		switch {
		case unicode.IsUpper(r):
			upper++
			startsUpper = startsUpper || first
		case unicode.IsLetter(r):
			lower++
		case unicode.IsNumber(r):
			numbers++
		}
		first = false
	}
	switch {
	case upper+lower+numbers == 0:
		return noLetter
	case upper+lower == 0:
		return digits
	case upper == 0:
		return lowerCase
	case lower == 0 && upper > 1:
		return capitals
	case startsUpper && upper == 1:
		return capitalised
	}
	return mixed
}
