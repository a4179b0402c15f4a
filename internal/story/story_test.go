package story

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"gainsay/news"
)

// Three events: a ship aground, a cheese fair, and months later the same town in another matter.
var articles = []news.Article{
	{Published: "2031-03-04", Title: "Grain ship aground off Port Elding", Text: "The grain ship Marigold ran aground on the Tarn sandbank near Port Elding on Tuesday. Harbour master Edda Rohn said the crew of the Marigold had sailed without a pilot. The owner, Halloran Lines, denied it."},
	{Published: "2031-03-04", Title: "Goats open cheese fair", Text: "The cheese fair of Oss opened on Tuesday with forty goats. Mayor Tilda Brack cut the first wheel of Ossian blue and said that visitors from all over the valley would taste it."},
	{Published: "2031-03-05", Title: "Tugs fail to free Marigold", Text: "Two tugs tried in vain to pull the Marigold off the Tarn. Halloran Lines said on Wednesday that the captain had asked Port Elding for a pilot twice, which Edda Rohn called untrue."},
	{Published: "2031-03-06", Title: "Ossian blue wins again", Text: "A wheel of Ossian blue won the prize of the cheese fair in Oss for the third time, to the delight of Mayor Tilda Brack and of the forty goats that stood by."},
	{Published: "2031-03-09", Title: "Barley washes ashore", Text: "Barley from the hold of the Marigold has washed ashore south of Port Elding. The coast guard said the ship, aground on the Tarn since Tuesday, was breaking up."},
	{Published: "2031-11-20", Title: "New pier for cruise liners", Text: "The council of Port Elding voted by nine to four for a new pier for cruise liners, to be finished in time for the summer season. Critics led by Jonna Vask of the Tenants' League said that the town had not enough hotel beds, buses or doctors for so many guests, and that a museum was promised to the schools first. Treasurer Imre Sool put the cost at sixty million crowns."},
}

func grouped(articles []news.Article) string {
	x := NewIndex()
	for i := range articles {
		x.Add(&articles[i])
	}
	return fmt.Sprint(x.Stories())
}

func TestAdd(t *testing.T) {
	if got, want := grouped(articles), "[[0 2 4] [1 3] [5]]"; got != want {
		t.Errorf("stories %s, want %s", got, want)
	}
	turned := []news.Article{articles[4], articles[3], articles[2], articles[1], articles[0]}
	if got, want := grouped(turned), "[[4 2 0] [3 1]]"; got != want {
		t.Errorf("stories in another order %s, want %s", got, want)
	}
}

func TestAddWithoutDaysAndWords(t *testing.T) {
	var bare []news.Article
	for _, a := range articles[:5] {
		bare = append(bare, news.Article{Title: a.Title, Text: a.Text})
	}
	if got, want := grouped(append(bare, news.Article{}, news.Article{Text: "The. And it was."}, news.Article{})), "[[0 2 4] [1 3] [5] [6] [7]]"; got != want {
		t.Errorf("stories %s, want %s", got, want)
	}
}

func TestTimePartsStories(t *testing.T) {
	if a, b, c := needed(0), needed(growth/2), needed(10*growth); !(a < b && b < c) || c != 2*a {
		t.Errorf("needed likeness %v, %v, %v", a, b, c)
	}
	s := story{first: "2031-03-04", last: "2031-03-09"}
	for day, want := range map[news.Day]int{"2031-03-01": 3, "2031-03-05": 0, "2031-04-09": 31, "": 0, "no day": 0} {
		if got := s.gap(day); got != want {
			t.Errorf("gap of %q is %d, want %d", day, got, want)
		}
	}
}

func TestFeatures(t *testing.T) {
	found := map[string]bool{}
	r := reading{found: func(mark, first, second string) { found[mark+first+second] = true }}
	r.read("Floods hit Upper Tarn on Monday. Edda Rohn’s boats, 12 of them, were flooded; so Rohn said in mid-March")
	for _, want := range []string{"flood", "^upper", "^upper_tarn", "^edda_rohn", "^rohn", "boat", "mid-march"} {
		if !found[want] {
			t.Errorf("%q is missing in %v", want, found)
		}
	}
	for _, not := range []string{"^floods", "^edda", "12", "^monday_edda"} {
		if found[not] {
			t.Errorf("%q is there", not)
		}
	}
}

func TestFrequentWords(t *testing.T) {
	last := 1001
	for line := range strings.Lines(frequentText) {
		var share int
		if _, err := fmt.Sscan(line, &share); err != nil || share >= last || share < leastThousandths || len(strings.Fields(line)) < 2 {
			t.Errorf("line %q after %d: %v", line, last, err)
		}
		last = share
	}
	table := frequentWords()
	if the := table[keyOf("", "the", "")]; len(table) < 1000 || the < 0.9 {
		t.Errorf("%d words, the in %.3f", len(table), the)
	}
	got := Frequent([][]string{{"The goat", "the goats"}, {"the New York goat on the hill"}})
	if want := "1000 goat the\n500 ^new ^new_york ^york hill new on york\n"; got != want {
		t.Errorf("list %q, want %q", got, want)
	}
}

func TestStoriesAreBounded(t *testing.T) {
	x := NewIndex()
	for _, a := range invented(3000, 1) {
		x.Add(&a)
	}
	for n, documents := range x.Stories() {
		s := x.stories.Get(int32(n))
		if len(s.features) == 0 || len(s.features) > mostOfStory || len(documents) == 0 {
			t.Fatalf("%d features, %d documents", len(s.features), len(documents))
		}
		for _, f := range s.features {
			if list := x.byWord.Get(f.key); list != nil && len(*list) > mostStories {
				t.Fatalf("%d stories of word %d", len(*list), f.key)
			}
		}
	}
}

func FuzzAdd(f *testing.F) {
	f.Add(articles[0].Text, articles[2].Text, "2031-03-04")
	f.Add("a-b'c’d\u0308", "日本 \xff\xfe", "")
	f.Fuzz(func(t *testing.T, one, other, day string) {
		run := func() string {
			x := NewIndex()
			x.Add(&news.Article{Text: one, Published: "2031-03-04"})
			x.Add(&news.Article{Text: other, Published: news.Day(day)})
			x.Add(&news.Article{Title: one, Text: one})
			return fmt.Sprint(x.Stories())
		}
		if a, b := run(), run(); a != b {
			t.Fatalf("%s, then %s", a, b)
		}
	})
}

func TestLongRunsTakeTheirTime(t *testing.T) {
	start := time.Now()
	for _, unit := range []string{"a", "A", "a ", "A ", "'a", "-", "\u0308", "'s", ".", "Ä"} {
		x := NewIndex()
		for range 3 {
			x.Add(&news.Article{Title: strings.Repeat(unit, 1<<18), Text: strings.Repeat(unit, 1<<18)})
		}
	}
	if took := time.Since(start); took > 60*time.Second {
		t.Errorf("took %s", took)
	}
}

// invented makes articles of invented words, a story for about every six.
func invented(n int, seed uint64) []news.Article {
	random := rand.New(rand.NewPCG(seed, seed))
	zipf := rand.NewZipf(random, 1.2, 4, 40000)
	out := make([]news.Article, n)
	for i := range out {
		story := random.IntN(n/6 + 1)
		words := make([]string, 250)
		for k := range words {
			words[k] = fmt.Sprint("w", zipf.Uint64(), "x")
			if random.IntN(12) == 0 {
				words[k] = fmt.Sprint("Name", story, "n", random.IntN(8))
			}
		}
		out[i].Text = strings.Join(words, " ")
	}
	return out
}

func BenchmarkAdd(b *testing.B) {
	all := invented(2000, 2)
	x := NewIndex()
	for i := 0; b.Loop(); i++ {
		x.Add(&all[i%len(all)])
	}
}
