package eval

import (
	"cmp"
	"context"
	"io"
	"slices"
	"strconv"

	"gainsay/internal/corpus"
	"gainsay/internal/story"
	"gainsay/models"
	"gainsay/news"
)

// Stories prints how well articles are grouped into stories: the bodies of FNC-1 by topic, the articles of BASIL by event and
// those of WikiRef by topic. The settings were chosen on every second topic of FNC-1 and every second event of BASIL; figures
// are given for the others alone too. WikiRef is not parted: its figures were looked at when the method was chosen.
func Stories(ctx context.Context, corpora string, _ models.Set, w io.Writer) error {
	fnc, err := corpus.ReadFNC(corpora)
	if err != nil {
		return err
	}
	collections := []struct {
		name     string
		articles []corpus.EventArticle
		tuned    bool
	}{{"FNC-1 topics", fnc, true}, {"BASIL events", nil, true}, {"WikiRef topics", nil, false}}
	for i, name := range []string{"basil", "wikiref220"} {
		if collections[i+1].articles, err = corpus.ReadEvents(corpora, name); err != nil {
			return err
		}
	}
	for _, c := range collections {
		if err := storyLine(ctx, w, c.name, c.articles); err != nil {
			return err
		}
		if !c.tuned {
			continue
		}
		for _, half := range []string{"tuned on", "unseen"} {
			if err := storyLine(ctx, w, "  "+half, halfOf(c.articles, half == "unseen")); err != nil {
				return err
			}
		}
	}
	return nil
}

// halfOf is the articles of every second event, in the order in which events first turn up.
func halfOf(articles []corpus.EventArticle, odd bool) []corpus.EventArticle {
	number := map[string]int{}
	var out []corpus.EventArticle
	for _, a := range articles {
		if _, ok := number[a.Event]; !ok {
			number[a.Event] = len(number)
		}
		if number[a.Event]%2 == 1 == odd {
			out = append(out, a)
		}
	}
	return out
}

// storyLine groups a collection, in its order in the file or, where it has days, by day.
func storyLine(ctx context.Context, w io.Writer, name string, articles []corpus.EventArticle) error {
	articles = slices.Clone(articles)
	slices.SortStableFunc(articles, func(a, b corpus.EventArticle) int { return cmp.Compare(a.Published, b.Published) })
	index := story.NewIndex()
	var gold, predicted []string
	events := map[string]bool{}
	for _, a := range articles {
		if err := ctx.Err(); err != nil {
			return err
		}
		index.Add(&news.Article{Title: a.Title, Published: a.Published, Text: a.Text})
		gold = append(gold, a.Event)
		events[a.Event] = true
	}
	for i := range articles {
		predicted = append(predicted, strconv.Itoa(index.Story(i)))
	}
	var b BCubed
	b.add(gold, predicted)
	return write(w, "%-16s B-cubed P %.1f R %.1f F1 %.1f (%d articles, %d stories in gold, %d found)\n",
		name, 100*b.Precision(), 100*b.Recall(), 100*b.F1(), len(articles), len(events), len(index.Stories()))
}
