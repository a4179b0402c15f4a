package train

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"

	"gainsay/internal/analysis"
	"gainsay/internal/corpus"
	"gainsay/internal/statement"
	"gainsay/internal/wordpiece"
	"gainsay/models"
)

// Examples writes the articles of a split of PolNeAR, "train" or "dev", as the script in training/careful reads them, a line of JSON
// each: analysed by the models of the set, and cut into the word pieces that the file pieces lists, one a line.
func Examples(corpora, split, pieces string, set models.Set, w io.Writer) (err error) {
	list, err := os.ReadFile(pieces)
	if err != nil {
		return fmt.Errorf("train: %w", err)
	}
	vocabulary := wordpiece.New(string(list))
	analyser, err := analysis.Load(set)
	if err != nil {
		return err
	}
	articles, err := corpus.ReadPolNeAR(corpora, split)
	if err != nil {
		return err
	}
	out := bufio.NewWriter(w)
	defer func() { err = errors.Join(err, out.Flush()) }()
	encoder := json.NewEncoder(out)
	for i, g := range Gold(articles, analyser) {
		if err := encoder.Encode(statement.Example(articles[i].ID, i, g, vocabulary, analyser.Clusters.Of)); err != nil {
			return fmt.Errorf("train: %w", err)
		}
	}
	return nil
}
