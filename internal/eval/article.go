package eval

import (
	"compress/gzip"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"sort"
	"strings"
	"unicode"

	"gainsay/internal/article"
)

// Bodies are the figures of an article-body extractor over a set of pages, after the metric of
// scrapinghub/article-extraction-benchmark: shingles of four word tokens, counted with multiplicity.
type Bodies struct {
	F1        float64 // harmonic mean of the two means below
	Precision float64 // mean over pages with a prediction
	Recall    float64 // mean over pages with a true body
	Accuracy  float64 // share of pages whose tokens are all equal
}

// Article scores the bodies that package article finds on the pages of a folder (ground-truth.json and
// html/ID.html.gz), with the bare extractor's beside them, and writes both to w.
func Article(ctx context.Context, folder string, w io.Writer) error {
	truth, err := trueBodies(folder)
	if err != nil {
		return err
	}
	var ours, bare bodyScore
	var failed []error
	for _, page := range truth {
		if err := ctx.Err(); err != nil {
			return err
		}
		raw, err := readPage(filepath.Join(folder, "html", page.id+".html.gz"))
		if err != nil {
			return err
		}
		found, err := article.Read(raw, article.Hint{Format: article.HTML})
		if err != nil {
			failed = append(failed, fmt.Errorf("%s: %w", page.id, err))
		}
		ours.add(page.body, found.Text)
		alone, err := article.Bare(raw)
		if err != nil {
			failed = append(failed, fmt.Errorf("%s, go-trafilatura: %w", page.id, err))
		}
		bare.add(page.body, alone)
	}
	for _, row := range []struct {
		name   string
		bodies Bodies
	}{{"gainsay", ours.figures()}, {"go-trafilatura alone", bare.figures()}} {
		b := row.bodies
		fmt.Fprintf(w, "%-21s F1 %.4f  precision %.4f  recall %.4f  accuracy %.4f  (%d pages)\n", row.name, b.F1, b.Precision, b.Recall, b.Accuracy, len(truth))
	}
	return errors.Join(failed...)
}

type truePage struct{ id, body string }

// trueBodies reads ground-truth.json, in the order of the ids.
func trueBodies(folder string) ([]truePage, error) {
	raw, err := os.ReadFile(filepath.Join(folder, "ground-truth.json"))
	if err != nil {
		return nil, err
	}
	var truth map[string]struct {
		ArticleBody string `json:"articleBody"`
	}
	if err := json.Unmarshal(raw, &truth); err != nil {
		return nil, fmt.Errorf("%s: %w", filepath.Join(folder, "ground-truth.json"), err)
	}
	var pages []truePage
	for id, page := range truth {
		pages = append(pages, truePage{id, page.ArticleBody})
	}
	sort.Slice(pages, func(i, j int) bool { return pages[i].id < pages[j].id })
	return pages, nil
}

func readPage(path string) ([]byte, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	unzipped, err := gzip.NewReader(file)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	raw, err := io.ReadAll(unzipped)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return raw, nil
}

// bodyScore sums up pages.
type bodyScore struct {
	precision, recall      float64
	predicted, true, equal int
	pages                  int
}

func (s *bodyScore) add(truth, predicted string) {
	a, b := wordTokens(truth), wordTokens(predicted)
	inTruth, inPredicted := shingles(a), shingles(b)
	both := 0
	for shingle, n := range inPredicted {
		both += min(n, inTruth[shingle])
	}
	s.pages++
	if n := max(1, len(b)-3); len(b) > 0 {
		s.precision += float64(both) / float64(n)
		s.predicted++
	}
	if n := max(1, len(a)-3); len(a) > 0 {
		s.recall += float64(both) / float64(n)
		s.true++
	}
	if strings.Join(a, " ") == strings.Join(b, " ") {
		s.equal++
	}
}

func (s *bodyScore) figures() Bodies {
	p, r := s.precision/float64(max(1, s.predicted)), s.recall/float64(max(1, s.true))
	b := Bodies{Precision: p, Recall: r, Accuracy: float64(s.equal) / float64(max(1, s.pages))}
	if p+r > 0 {
		b.F1 = 2 * p * r / (p + r)
	}
	return b
}

// wordTokens are the runs of letters, digits and underscores.
func wordTokens(text string) []string {
	return strings.FieldsFunc(text, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsNumber(r) && r != '_' })
}

// shingles counts the runs of four tokens; a shorter text is one shingle.
func shingles(tokens []string) map[string]int {
	counts := map[string]int{}
	for i := 0; i < max(1, len(tokens)-3) && len(tokens) > 0; i++ {
		counts[strings.Join(tokens[i:min(i+4, len(tokens))], "\x00")]++
	}
	return counts
}
