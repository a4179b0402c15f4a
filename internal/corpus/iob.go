package corpus

import (
	"fmt"
	"strings"
)

// LabelledSentence is a sentence with a label for each token: "O", "B-PER", "I-PER" and the like.
type LabelledSentence struct {
	Document string // its document's id where the file tells
	Tokens   []string
	Labels   []string
}

// ReadIOB reads a file of labelled tokens: CoNLL, two columns with the label last, or the five columns of Universal NER,
// where the label is third and "#" opens a comment. Blank lines part sentences.
func ReadIOB(path string) ([]LabelledSentence, error) {
	var sentences []LabelledSentence
	var sentence LabelledSentence
	document := ""
	finish := func() {
		if len(sentence.Tokens) > 0 {
			sentences = append(sentences, sentence)
		}
		sentence = LabelledSentence{}
	}
	err := eachTextLine(path, func(line string) error {
		if strings.TrimSpace(line) == "" {
			finish()
			return nil
		}
		if id, ok := strings.CutPrefix(line, "# newdoc id = "); ok {
			document = id
			return nil
		}
		column := strings.Split(line, "\t")
		token, label := "", ""
		switch {
		case len(column) == 5:
			token, label = column[1], column[2]
		case len(column) == 2:
			token, label = column[0], column[1]
		case strings.HasPrefix(line, "# "):
			return nil
		default:
			return fmt.Errorf("%w: %d columns instead of 2 or 5", ErrFormat, len(column))
		}
		sentence.Document = document
		sentence.Tokens = append(sentence.Tokens, token)
		sentence.Labels = append(sentence.Labels, label)
		return nil
	})
	finish()
	return sentences, err
}
