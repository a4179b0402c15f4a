package corpus

import (
	"fmt"
	"strconv"
	"strings"
)

// SilverDocument is one article of PolNeAR as Stanford CoreNLP analysed it: plentiful, but not gold.
type SilverDocument struct {
	ID        string // the article's id in PolNeAR
	Sentences [][]SilverToken
}

// SilverToken is a token of a SilverDocument.
type SilverToken struct {
	Start, End int    // code points of the article's text
	Form       string // normalised in the way of the Penn Treebank: -LRB-, `` and ''
	Lemma      string
	Tag        string // Penn Treebank part of speech
	Head       int    // number of the head in the sentence from 1, 0 for the root
	Relation   string // Universal Dependencies, version 1
	Entity     string // "O", "PERSON", "ORGANIZATION", "LOCATION", "MISC", "DATE", …
	Normalised string // value of a date or number, "" where there is none
}

// ReadSilver reads a file of the polnear-silver corpus.
func ReadSilver(path string) ([]SilverDocument, error) {
	var documents []SilverDocument
	within := false // a sentence is being read
	err := eachTextLine(path, func(line string) error {
		switch {
		case line == "":
			within = false
			return nil
		case strings.HasPrefix(line, "# newdoc id = "):
			documents = append(documents, SilverDocument{ID: strings.TrimPrefix(line, "# newdoc id = ")})
			within = false
			return nil
		case strings.HasPrefix(line, "# "):
			return nil
		}
		token, err := silverToken(line)
		if err != nil {
			return err
		}
		if len(documents) == 0 {
			return fmt.Errorf("%w: a token before the first document", ErrFormat)
		}
		document := &documents[len(documents)-1]
		if !within {
			document.Sentences = append(document.Sentences, nil)
			within = true
		}
		last := &document.Sentences[len(document.Sentences)-1]
		*last = append(*last, token)
		return nil
	})
	return documents, err
}

// silverToken reads one line of ten columns.
func silverToken(line string) (SilverToken, error) {
	column := strings.Split(line, "\t")
	if len(column) != 10 {
		return SilverToken{}, fmt.Errorf("%w: %d columns instead of 10", ErrFormat, len(column))
	}
	token := SilverToken{Form: column[1], Lemma: column[2], Tag: column[3], Relation: column[5], Entity: column[8]}
	if column[9] != "_" {
		token.Normalised = column[9]
	}
	for i, target := range map[int]*int{4: &token.Head, 6: &token.Start, 7: &token.End} {
		number, err := strconv.Atoi(column[i])
		if err != nil {
			return SilverToken{}, fmt.Errorf("%w: %w", ErrFormat, err)
		}
		*target = number
	}
	return token, nil
}
