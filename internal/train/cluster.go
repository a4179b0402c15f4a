package train

import (
	"fmt"
	"path/filepath"

	"gainsay/internal/analysis/cluster"
	"gainsay/internal/corpus"
	"gainsay/internal/linear"
)

// leastSeen is how often a word must stand in the clusters' source text to be shipped.
const leastSeen = 4

// Cluster makes the model file of the Brown clusters. Nothing is learnt here: the published clusters are cut to the words
// seen often enough and packed.
func Cluster(corpora string) ([]byte, error) {
	path := filepath.Join(corpora, "brown", "bllip-clusters-c1000.tsv.gz")
	source, err := Source("Brown clusters of BLLIP newswire, 1,000 classes", "Apache-2.0 (repository)", path)
	if err != nil {
		return nil, err
	}
	read, err := corpus.ReadBrown(path, leastSeen)
	if err != nil {
		return nil, err
	}
	words := make([]cluster.Word, 0, len(read))
	for _, w := range read {
		path, err := cluster.ParsePath(w.Path)
		if err != nil {
			return nil, fmt.Errorf("train cluster: %w", err)
		}
		words = append(words, cluster.Word{Text: w.Word, Path: path})
	}
	return cluster.Encode(linear.Header{Trained: []linear.Corpus{source}, Command: "gainsay train cluster"}, words)
}
