package gainsay

import (
	"strconv"

	"gainsay/internal/origin"
	"gainsay/internal/story"
	"gainsay/news"
)

// Grouper tells of articles that come in one after the other which carry the same text and which tell of the same event. It
// keeps a few kilobytes of each article and none of its text, and a new one costs about the same however many there are. It is
// not safe for concurrent use.
type Grouper struct {
	ids     []string
	origins *origin.Index
	stories *story.Index
}

// NewGrouper is a grouper that knows no article.
func NewGrouper() *Grouper {
	return &Grouper{origins: origin.NewIndex(), stories: story.NewIndex()}
}

// Add takes in the article of a record, whose id names it in origins and stories.
func (g *Grouper) Add(id string, article *news.Article) {
	g.ids = append(g.ids, id)
	g.origins.Add(article)
	g.stories.Add(article)
}

// Origins are the texts that the articles carry, in the order of their first articles, with ids from "o1". A text that nobody
// copied is an origin of one publication.
func (g *Grouper) Origins() []news.Origin {
	found := g.origins.Origins()
	out := make([]news.Origin, len(found))
	for i, o := range found {
		out[i] = news.Origin{ID: "o" + strconv.Itoa(i+1), Agency: o.Agency}
		for _, p := range o.Publications {
			out[i].Publications = append(out[i].Publications, news.Publication{Outlet: p.Outlet, Documents: g.named(p.Versions)})
		}
	}
	return out
}

// Stories are what the articles tell of, in the order of their first articles, with ids from "t1". An article on which there
// is no other is a story of one.
func (g *Grouper) Stories() []news.Story {
	found := g.stories.Stories()
	out := make([]news.Story, len(found))
	for i, documents := range found {
		out[i] = news.Story{ID: "t" + strconv.Itoa(i+1), Documents: g.named(documents)}
	}
	return out
}

func (g *Grouper) named(numbers []int) []string {
	out := make([]string, len(numbers))
	for i, n := range numbers {
		out[i] = g.ids[n]
	}
	return out
}

// Compare tells paragraph by paragraph how the bodies of two articles differ: of a copy and its original, or of two versions.
func Compare(here, there *news.Article) []news.Passage { return origin.Align(here.Text, there.Text) }
