package story

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"gainsay/internal/recall"
	"gainsay/news"
)

// Index holds stories and puts articles into them. Articles and stories get numbers from 0 in the order in which they come; or the
// caller gives the articles numbers, which rise. It keeps of an article its number and day, and of a story its weightiest words. It is
// not safe for concurrent use.
type Index struct {
	frequent map[uint32]float32 // in what share of articles
	seen     recall.Counts[uint32]
	total    *recall.Table[string, total]
	stories  *recall.Table[int32, story]
	byWord   *recall.Table[uint32, []int32] // the last stories of which a word is one of the weightiest
	storyOf  *recall.Table[int32, int32]    // by article
	days     []news.Day                     // of the articles that [Index.Add] numbered
}

// total counts what there is: one row, with the key "all".
type total struct{ articles, stories int32 }

// story is what is kept of one: the sum of its articles' features, cut to the weightiest, and its days.
type story struct {
	features    []feature // by key
	norm        float32
	first, last news.Day
}

// NewIndex is an index without stories, which keeps all in memory.
func NewIndex() *Index { return NewIndexIn(recall.New(nil)) }

// NewIndexIn is an index whose rows are those of a cache.
func NewIndexIn(cache *recall.Cache) *Index {
	return &Index{
		frequent: frequentWords(),
		seen:     recall.NewCounts[uint32](cache, "seen"),
		total:    recall.NewTable[string](cache, "stories", totalCodec),
		stories:  recall.NewTable[int32](cache, "story", storyCodec),
		byWord:   recall.NewTable[uint32](cache, "word", listCodec),
		storyOf:  recall.NewTable[int32](cache, "in", numberCodec),
	}
}

// How much is kept and looked at: so many features of an article and of a story; of these so many by which the story is found,
// so many of the last stories for each, and so many of those found that are compared in full.
const (
	mostOfArticle = 150
	mostOfStory   = 400
	mostKeys      = 40
	mostStories   = 64
	mostCompared  = 24
)

// How like an article must be to a story, and in how many days between that grows to twice as much, where it stays.
const (
	leastLike = 0.13
	growth    = 60
)

// prior is how many articles the shares of frequent words count for.
const prior = 2500

// Add puts an article into a story and gives the story's number. It holds on to nothing of the article.
func (x *Index) Add(article *news.Article) int {
	number := int32(len(x.days))
	x.days = append(x.days, news.Day(strings.Clone(string(article.Published))))
	return x.AddNumbered(number, article)
}

// AddNumbered is [Index.Add] for an article that has its number, higher than that of any before, from elsewhere.
func (x *Index) AddNumbered(number int32, article *news.Article) int {
	all := featuresOf(article)
	for _, f := range all {
		x.seen.Want(f.key)
	}
	total := x.total.Change("all")
	total.articles++
	for _, f := range all {
		x.seen.Add(f.key, number)
	}
	v := x.weigh(all, int(total.articles))
	to, ok := x.nearest(v, article.Published)
	if !ok {
		to = total.stories
		total.stories++
		x.stories.Make(to)
	}
	*x.storyOf.Make(number) = to
	x.extend(to, v, news.Day(strings.Clone(string(article.Published))))
	return int(to)
}

// AddVersion puts another version of an article into the story that the earlier one is in. It tells nothing new of what the story
// is about, nor of how frequent words are, so that an article that is read again every hour weighs no more than others. It is
// [Index.AddNumbered] where the earlier one is not known.
func (x *Index) AddVersion(number, earlier int32, article *news.Article) int {
	to := x.storyOf.Get(earlier)
	if to == nil {
		return x.AddNumbered(number, article)
	}
	*x.storyOf.Make(number) = *to
	return int(*to)
}

// weigh weighs the features of an article by how rare they are and keeps the weightiest, as a vector of length 1.
func (x *Index) weigh(all []feature, articles int) []feature {
	total := float64(articles) + prior
	v := make([]feature, 0, len(all))
	for _, f := range all {
		in := float64(x.frequent[f.key])*prior + float64(x.seen.Of(f.key))
		if w := float64(f.weight) * math.Log((total+1)/in); w > 0 {
			v = append(v, feature{key: f.key, weight: float32(w)})
		}
	}
	v = weightiest(v, mostOfArticle)
	if length := norm(v); length > 0 {
		for i := range v {
			v[i].weight /= length
		}
	}
	return v
}

// nearest is the story that an article belongs to.
func (x *Index) nearest(v []feature, day news.Day) (number int32, ok bool) {
	found := map[int32]float32{}
	keys := weightiest(slices.Clone(v), mostKeys)
	for _, f := range keys {
		x.byWord.Want(f.key)
	}
	for _, f := range keys {
		if list := x.byWord.Get(f.key); list != nil {
			for _, n := range *list {
				found[n] += f.weight
			}
		}
	}
	candidates := make([]int32, 0, len(found))
	for n := range found {
		candidates = append(candidates, n)
	}
	slices.SortFunc(candidates, func(a, b int32) int { return cmp.Or(cmp.Compare(found[b], found[a]), cmp.Compare(a, b)) })
	candidates = candidates[:min(len(candidates), mostCompared)]
	x.stories.Want(candidates...)
	best := float32(1) // how many times as like as it must be
	for _, n := range candidates {
		s := x.stories.Get(n)
		if s == nil || s.norm == 0 {
			continue
		}
		if like := dot(v, s.features) / s.norm / needed(s.gap(day)); like > best || like == best && !ok {
			best, number, ok = like, n, true
		}
	}
	return number, ok
}

// needed is how like an article must be to a story that it is so many days away from.
func needed(days int) float32 { return leastLike * (1 + min(1, float32(days)/growth)) }

// gap is how many days lie between a day and those of the story; 0 where one is not known.
func (s *story) gap(day news.Day) int {
	switch {
	case day == "" || s.first == "":
		return 0
	case day < s.first:
		return between(day, s.first)
	case day > s.last:
		return between(s.last, day)
	}
	return 0
}

func between(from, to news.Day) int {
	a, ok := from.Time()
	b, known := to.Time()
	if !ok || !known {
		return 0
	}
	return int(b.Sub(a).Hours() / 24)
}

// extend adds an article to a story.
func (x *Index) extend(to int32, v []feature, day news.Day) {
	s := x.stories.Change(to)
	s.features = weightiest(sum(s.features, v), mostOfStory)
	s.norm = norm(s.features)
	if day != "" {
		if s.first == "" || day < s.first {
			s.first = day
		}
		s.last = max(s.last, day)
	}
	keys := weightiest(slices.Clone(s.features), mostKeys)
	for _, f := range keys {
		x.byWord.Want(f.key)
	}
	for _, f := range keys {
		if list := x.byWord.Get(f.key); list != nil && slices.Contains(*list, to) {
			continue
		}
		list := x.byWord.Change(f.key)
		if len(*list) >= mostStories {
			*list = slices.Delete(*list, 0, 1)
		}
		*list = append(*list, to)
	}
}

// Story is the number of the story that an article is in; -1: the article is not known.
func (x *Index) Story(document int) int {
	if to := x.storyOf.Get(int32(document)); to != nil {
		return int(*to)
	}
	return -1
}

// Stories are the numbers of the articles of each story, of those that [Index.Add] numbered, by day, those of one day in the order
// in which they were added. An article on which there is no other is a story of one.
func (x *Index) Stories() [][]int {
	var out [][]int
	for n := range x.days {
		to := x.Story(n)
		for to >= len(out) {
			out = append(out, nil)
		}
		out[to] = append(out[to], n)
	}
	for _, list := range out {
		slices.SortStableFunc(list, func(a, b int) int { return cmp.Compare(x.days[a], x.days[b]) })
	}
	return out
}

// weightiest cuts features to the weightiest, and leaves them in the order of their keys. It changes the slice.
func weightiest(v []feature, most int) []feature {
	if len(v) <= most {
		return v
	}
	slices.SortFunc(v, func(a, b feature) int { return cmp.Or(cmp.Compare(b.weight, a.weight), byKey(a, b)) })
	v = slices.Clone(v[:most])
	slices.SortFunc(v, byKey)
	return v
}

func norm(v []feature) float32 {
	sum := 0.0
	for _, f := range v {
		sum += float64(f.weight) * float64(f.weight)
	}
	return float32(math.Sqrt(sum))
}

// dot is the inner product of two vectors in the order of their keys.
func dot(a, b []feature) float32 {
	sum := float32(0)
	for len(a) > 0 && len(b) > 0 {
		switch byKey(a[0], b[0]) {
		case -1:
			a = a[1:]
		case 1:
			b = b[1:]
		default:
			sum += a[0].weight * b[0].weight
			a, b = a[1:], b[1:]
		}
	}
	return sum
}

// sum adds two vectors in the order of their keys.
func sum(a, b []feature) []feature {
	out := make([]feature, 0, len(a)+len(b))
	for len(a) > 0 && len(b) > 0 {
		switch byKey(a[0], b[0]) {
		case -1:
			out, a = append(out, a[0]), a[1:]
		case 1:
			out, b = append(out, b[0]), b[1:]
		default:
			out = append(out, feature{key: a[0].key, weight: a[0].weight + b[0].weight})
			a, b = a[1:], b[1:]
		}
	}
	return append(append(out, a...), b...)
}
