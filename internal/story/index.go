package story

import (
	"cmp"
	"math"
	"slices"

	"gainsay/news"
)

// Index holds stories and puts articles into them. Articles and stories get numbers from 0 in the order in which they come. It keeps
// of an article its number and day, and of a story its weightiest words. It is not safe for concurrent use.
type Index struct {
	frequent map[uint32]float32 // in what share of articles
	seen     map[uint32]int32   // in how many articles that were added
	articles int
	stories  []story
	byWord   map[uint32][]int32 // the last stories of which a word is one of the weightiest
	days     []news.Day
	storyOf  []int32
}

// story is what is kept of one: the sum of its articles' features, cut to the weightiest, and its days.
type story struct {
	features    []feature // by key
	norm        float32
	first, last news.Day
	documents   []int32
}

// NewIndex is an index without stories.
func NewIndex() *Index {
	return &Index{frequent: frequentWords(), seen: map[uint32]int32{}, byWord: map[uint32][]int32{}}
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
	all := featuresOf(article)
	x.articles++
	for _, f := range all {
		x.seen[f.key]++
	}
	v := x.weigh(all)
	number := int32(len(x.storyOf))
	to, ok := x.nearest(v, article.Published)
	if !ok {
		to = int32(len(x.stories))
		x.stories = append(x.stories, story{})
	}
	x.storyOf = append(x.storyOf, to)
	x.days = append(x.days, news.Day(append([]byte(nil), article.Published...)))
	x.stories[to].documents = append(x.stories[to].documents, number)
	x.extend(to, v, x.days[number])
	return int(to)
}

// weigh weighs the features of an article by how rare they are and keeps the weightiest, as a vector of length 1.
func (x *Index) weigh(all []feature) []feature {
	total := float64(x.articles) + prior
	v := make([]feature, 0, len(all))
	for _, f := range all {
		in := float64(x.frequent[f.key])*prior + float64(x.seen[f.key])
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
	for _, f := range weightiest(slices.Clone(v), mostKeys) {
		for _, n := range x.byWord[f.key] {
			found[n] += f.weight
		}
	}
	candidates := make([]int32, 0, len(found))
	for n := range found {
		candidates = append(candidates, n)
	}
	slices.SortFunc(candidates, func(a, b int32) int { return cmp.Or(cmp.Compare(found[b], found[a]), cmp.Compare(a, b)) })
	best := float32(1) // how many times as like as it must be
	for _, n := range candidates[:min(len(candidates), mostCompared)] {
		s := &x.stories[n]
		if s.norm == 0 {
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
	s := &x.stories[to]
	s.features = weightiest(sum(s.features, v), mostOfStory)
	s.norm = norm(s.features)
	if day != "" {
		if s.first == "" || day < s.first {
			s.first = day
		}
		s.last = max(s.last, day)
	}
	for _, f := range weightiest(slices.Clone(s.features), mostKeys) {
		list := x.byWord[f.key]
		if slices.Contains(list, to) {
			continue
		}
		if len(list) >= mostStories {
			list = list[:copy(list, list[1:])]
		}
		x.byWord[f.key] = append(list, to)
	}
}

// Story is the number of the story that an article is in.
func (x *Index) Story(document int) int { return int(x.storyOf[document]) }

// Stories are the numbers of the articles of each story, by day, those of one day in the order in which they were added. An
// article on which there is no other is a story of one.
func (x *Index) Stories() [][]int {
	out := make([][]int, len(x.stories))
	for i, s := range x.stories {
		for _, n := range s.documents {
			out[i] = append(out[i], int(n))
		}
		slices.SortStableFunc(out[i], func(a, b int) int { return cmp.Compare(x.days[a], x.days[b]) })
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
