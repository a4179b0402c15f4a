package corpus

import (
	"fmt"
	"strings"
)

// UDDocument is one document of a Universal Dependencies treebank.
type UDDocument struct {
	ID        string
	Sentences []UDSentence
}

// UDSentence is one of its sentences.
type UDSentence struct {
	ID     string
	Text   string // as in the source
	Tokens []UDToken
}

// UDToken is a syntactic word; the ranges that stand for contracted surface words are left out.
type UDToken struct {
	Form, Lemma string
	Universal   string // UPOS
	Tag         string // XPOS, in English Penn Treebank style
	Head        string // number of the head from 1, "0" for the root
	Relation    string
	Misc        string // "SpaceAfter=No|Entity=(…": see the treebank's own guide
}

// ReadCoNLLU reads a CoNLL-U file. Sentences before the first "# newdoc" are in a document with an empty ID.
func ReadCoNLLU(path string) ([]UDDocument, error) {
	var documents []UDDocument
	var sentence UDSentence
	finish := func() {
		if len(sentence.Tokens) > 0 {
			if len(documents) == 0 {
				documents = append(documents, UDDocument{})
			}
			last := &documents[len(documents)-1]
			last.Sentences = append(last.Sentences, sentence)
		}
		sentence = UDSentence{}
	}
	err := eachTextLine(path, func(line string) error {
		switch {
		case line == "":
			finish()
			return nil
		case strings.HasPrefix(line, "#"):
			name, value, _ := strings.Cut(strings.TrimPrefix(line, "# "), " = ")
			switch name {
			case "newdoc id":
				finish()
				documents = append(documents, UDDocument{ID: value})
			case "sent_id":
				sentence.ID = value
			case "text":
				sentence.Text = value
			}
			return nil
		}
		column := strings.Split(line, "\t")
		if len(column) != 10 {
			return fmt.Errorf("%w: %d columns instead of 10", ErrFormat, len(column))
		}
		if strings.ContainsAny(column[0], "-.") {
			return nil // a contracted word or an empty node
		}
		sentence.Tokens = append(sentence.Tokens, UDToken{Form: column[1], Lemma: column[2], Universal: column[3], Tag: column[4],
			Head: column[6], Relation: column[7], Misc: column[9]})
		return nil
	})
	finish()
	return documents, err
}
