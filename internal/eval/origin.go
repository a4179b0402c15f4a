package eval

import (
	"context"
	"fmt"
	"io"
	"path/filepath"
	"strings"

	"gainsay/internal/corpus"
	"gainsay/internal/origin"
	"gainsay/models"
	"gainsay/news"
)

// mostShown is how many wrong pairs are printed.
const mostShown = 20

// Origins prints how well copies of one text are found: among the bodies of FNC-1, by their near duplicates, and the documents
// of the claim stories; and which independent reports of the negative collections are taken for copies.
func Origins(ctx context.Context, corpora string, _ models.Set, w io.Writer) error {
	bodies, err := corpus.ReadFNC(corpora)
	if err != nil {
		return err
	}
	duplicates, err := corpus.ReadFNCDuplicates(corpora)
	if err != nil {
		return err
	}
	gold := map[[2]string]bool{}
	for _, pair := range duplicates {
		gold[ordered(pair[0], pair[1])] = true
	}
	found, err := pairsOfOneOrigin(ctx, articlesOf(bodies, ""))
	if err != nil {
		return err
	}
	if err := write(w, "ORIGINS near duplicates of FNC-1 (%d bodies): %s\n", len(bodies), pairLine(found, gold)); err != nil {
		return err
	}
	stories, err := corpus.ReadStories(filepath.Join(corpora, "claim-stories"))
	if err != nil {
		return err
	}
	clear(gold)
	var documents []identified
	for _, story := range stories {
		for i, a := range story.Documents {
			documents = append(documents, identified{story.ID + "/" + a.ID,
				news.Article{Title: a.Title, Publisher: a.Outlet, Published: a.Published, Text: a.Text}})
			for _, b := range story.Documents[:i] {
				if a.Origin == b.Origin {
					gold[ordered(story.ID+"/"+a.ID, story.ID+"/"+b.ID)] = true
				}
			}
		}
	}
	if found, err = pairsOfOneOrigin(ctx, documents); err != nil {
		return err
	}
	if err := write(w, "origins of the claim stories (%d documents): %s\n", len(documents), pairLine(found, gold)); err != nil {
		return err
	}
	for _, c := range []struct{ name, publisher string }{{"basil", ""}, {"wikinews-2019-2020", "Wikinews"}, {"wikiref220", ""}} {
		articles, err := corpus.ReadEvents(corpora, c.name)
		if err != nil {
			return err
		}
		if found, err = pairsOfOneOrigin(ctx, articlesOf(articles, c.publisher)); err != nil {
			return err
		}
		if err := write(w, "independent reports of %s (%d): %d pairs merged%s\n", c.name, len(articles), len(found), listed(found)); err != nil {
			return err
		}
	}
	return nil
}

// identified is an article with its id.
type identified struct {
	id      string
	article news.Article
}

// articlesOf makes articles of a collection whose publisher, where it gives none, is the one given.
func articlesOf(collection []corpus.EventArticle, publisher string) []identified {
	out := make([]identified, len(collection))
	for i, a := range collection {
		if a.Publisher == "" {
			a.Publisher = publisher
		}
		out[i] = identified{a.ID, news.Article{Title: a.Title, Publisher: a.Publisher, Published: a.Published, URL: a.URL, Text: a.Text}}
	}
	return out
}

// pairsOfOneOrigin lists the pairs of articles that are put into one origin.
func pairsOfOneOrigin(ctx context.Context, articles []identified) ([][2]string, error) {
	index := origin.NewIndex()
	for i := range articles {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		index.Add(&articles[i].article)
	}
	var out [][2]string
	for _, o := range index.Origins() {
		var members []string
		for _, p := range o.Publications {
			for _, n := range p.Versions {
				members = append(members, articles[n].id)
			}
		}
		for i, a := range members {
			for _, b := range members[:i] {
				out = append(out, ordered(a, b))
			}
		}
	}
	return out, nil
}

// ordered is a pair that does not depend on which was named first.
func ordered(a, b string) [2]string { return [2]string{min(a, b), max(a, b)} }

// pairLine compares pairs with the gold ones.
func pairLine(found [][2]string, gold map[[2]string]bool) string {
	count := pairCount{gold: len(gold), predicted: len(found)}
	for _, pair := range found {
		if gold[pair] {
			count.right++
		}
	}
	p, r := share(count.right, count.predicted), share(count.right, count.gold)
	return fmt.Sprintf("pairs P %.1f R %.1f F1 %.1f (%d of %d found, %d others)", p, r, mean(p, r), count.right, count.gold, count.predicted-count.right)
}

// listed prints pairs, one a line, up to a number of them.
func listed(pairs [][2]string) string {
	var out strings.Builder
	for _, pair := range pairs[:min(len(pairs), mostShown)] {
		fmt.Fprintf(&out, "\n  %s = %s", pair[0], pair[1])
	}
	return out.String()
}
