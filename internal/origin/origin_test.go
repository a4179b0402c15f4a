package origin

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"gainsay/news"
)

// wire is an agency's story, paragraph by paragraph.
var wire = []string{
	`PORT ELDING (QNB) – The harbour authority of Port Elding said on Tuesday that the grain ship Marigold had left its berth without a pilot, an hour before it ran aground on the Tarn sandbank with 14 sailors on board.`,
	`"We called her four times and nobody answered," harbour master Edda Rohn told a news conference. "The fifth time a voice said that all was well."`,
	`The owner of the ship, Halloran Lines, denied that the crew had been told to wait, and criticised what its spokesman labelled an attempt to shift the blame from a harbour that cancelled half of its pilots last winter.`,
	`Two of the sailors were taken to hospital with broken bones. The others stayed on board to close the hatches over a cargo of 9,000 tonnes of barley, according to the coast guard's daily report.`,
	`Tugs from three neighbouring ports reached the sandbank at dusk, but a first attempt to pull the ship free failed when a cable parted. A second one is planned for Wednesday's high water.`,
	`The Tarn has been the grave of eleven ships since records began in the town's centre. A plan to move the fairway a mile to the north was dropped in 2016 because of its cost.`,
}

// restyled is the story as another house prints it: other quotation marks, spelling, numerals and points, cut, in another
// order, with a paragraph of its own.
var restyled = []string{
	`PORT ELDING—The harbor authority of Port Elding said on Tuesday that the grain ship Marigold had left its berth without a pilot, an hour before it ran aground on the Tarn sandbank with 14 sailors on board.`,
	`The owner of the ship, Halloran Lines, denied that the crew had been told to wait, and criticized what its spokesman labeled an attempt to shift the blame from a harbor that canceled half of its pilots last winter.`,
	`“We called her 4 times and nobody answered,” harbor master Edda Rohn told a news conference. “The fifth time a voice said that all was well.”`,
	`Fishermen in the village of Oss said that they had seen the lights of the Marigold turn twice before midnight.`,
	`Two of the sailors were taken to hospital with broken bones.`,
}

// independent is another reporter's account of the same news conference.
var independent = []string{
	`A freighter loaded with barley was stuck off the coast near Port Elding on Tuesday night, and the argument about who let it sail had already begun.`,
	`"We called her four times and nobody answered," said Edda Rohn, who runs the harbour. "The fifth time a voice said that all was well."`,
	`Asked whether there had been a pilot to send, she looked at her papers and said that there had not. The company sees it otherwise: its captain, it said in a letter, had clearance and a calm sea.`,
	`From the pier one could see the deck lights and, below them, men walking about with torches.`,
}

func body(paragraphs ...string) string { return strings.Join(paragraphs, "\n\n") }

func TestAdd(t *testing.T) {
	first := news.Article{Title: "Grain ship aground off Port Elding", Publisher: "Elding Times", Published: "2031-03-04",
		Text: body(wire...), URL: "https://elding-times.example/2031/marigold"}
	for name, c := range map[string]struct {
		second news.Article
		want   Relation
	}{
		"other house style": {news.Article{Title: "Harbour: ship sailed without pilot", Publisher: "The Oss Mail", Text: body(restyled...)}, Copy},
		"first half":        {news.Article{Publisher: "The Oss Mail", Text: body(wire[:3]...)}, Copy},
		"other order":       {news.Article{Publisher: "The Oss Mail", Text: body(wire[5], wire[3], wire[1], wire[0], wire[2])}, Copy},
		"long part in a longer text": {news.Article{Publisher: "The Oss Mail",
			Text: body(append(append([]string{}, independent...), wire[0], wire[2], wire[3], wire[4])...)}, Copy},
		"publisher not known":         {news.Article{Text: body(wire...)}, Copy},
		"same words said to both":     {news.Article{Publisher: "The Oss Mail", Text: body(independent...)}, New},
		"one paragraph":               {news.Article{Publisher: "The Oss Mail", Text: body(append(independent[2:], wire[4])...)}, New},
		"nothing alike":               {news.Article{Publisher: "The Oss Mail", Title: "Cheese fair opens", Text: "The cheese fair of Oss opened on Tuesday with a parade of forty goats through the old town."}, New},
		"no text":                     {news.Article{Publisher: "The Oss Mail", Title: "Grain ship aground off Port Elding"}, New},
		"same address, much changed":  {news.Article{Title: "Marigold: the night on the sandbank", URL: "http://www.elding-times.example/2031/marigold/?utm_source=letter", Text: body(wire[4], independent[0], independent[2], independent[3])}, Version},
		"same canonical address":      {news.Article{CanonicalURL: "https://m.elding-times.example/2031/marigold#top", Text: body(wire[:4]...)}, Version},
		"same address, other article": {news.Article{Title: "Cheese fair opens", URL: "https://elding-times.example/2031/marigold", Text: strings.Repeat("The cheese fair of Oss opened on Tuesday. ", 3)}, New},
		"same outlet and title":       {news.Article{Title: "Grain ship still aground off Port Elding", Publisher: "The Elding Times", Text: body(append(wire[:5:5], independent[3])...)}, Version},
		"same outlet, no title":       {news.Article{Publisher: "Elding Times", Text: body(wire[1:]...)}, Version},
		"same outlet, old background": {news.Article{Publisher: "Elding Times", Title: "Fairway to move north after all", Text: body(wire[5], wire[3], "The town council voted on Friday to dig the new fairway that it turned down fifteen years ago. Halloran Lines and four other owners pay a third of it, and work is to start when the ice is gone.")}, New},
	} {
		t.Run(name, func(t *testing.T) {
			for _, order := range [][2]news.Article{{first, c.second}, {c.second, first}} {
				x := NewIndex()
				x.Add(&order[0])
				if got := x.Add(&order[1]); got.Relation != c.want || (got.Origin == 0) != (c.want != New) {
					o := compare(x.documents.Get(0).runs, x.documents.Get(1).runs)
					t.Errorf("%+v, want %s (resemblance %.2f, containment %.2f, narration %.2f)", got, c.want, o.resemblance(), o.containment(), o.narration())
				}
			}
		})
	}
}

func TestOrigins(t *testing.T) {
	x := NewIndex()
	for _, a := range []news.Article{
		{Publisher: "The Oss Mail", Published: "2031-03-04", Agency: "QNB", Text: body(restyled...)},
		{Publisher: "Elding Times", Published: "2031-03-05", Title: "Aground", Text: body(wire[:5]...)},
		{Publisher: "Goat Herald", Published: "2031-03-01", Text: body(independent...)},
		{Publisher: "QNB News", Published: "2031-03-05", Agency: "QNB", Dateline: "PORT ELDING", Text: body(wire...)},
		{Publisher: "Elding Times", Published: "2031-03-04", Title: "Aground", Text: body(wire[:4]...)},
		{Publisher: "Northern Echo", Text: body(wire...)},
	} {
		x.Add(&a)
	}
	got := fmt.Sprint(x.Origins())
	want := "[{QNB [{QNB News [3]} {Elding Times [4 1]} {The Oss Mail [0]} {Northern Echo [5]}]} { [{Goat Herald [2]}]}]"
	if got != want {
		t.Errorf("origins %s\nwant    %s", got, want)
	}
}

func TestOriginIsEarliestWithoutAgency(t *testing.T) {
	x := NewIndex()
	x.Add(&news.Article{Publisher: "B", Published: "2031-03-05", Text: body(wire...)})
	x.Add(&news.Article{Publisher: "A", Published: "2031-03-04", Text: body(wire[:4]...)})
	if o := x.Origins(); len(o) != 1 || o[0].Publications[0].Outlet != "A" || o[0].Agency != "" {
		t.Errorf("origins %+v", o)
	}
}

func TestALaterDocumentJoinsOrigins(t *testing.T) {
	x := NewIndex()
	x.Add(&news.Article{Publisher: "A", Text: body(wire[0], wire[2], wire[1])})
	x.Add(&news.Article{Publisher: "B", Text: body(wire[3], wire[4], wire[0])})
	if placed := x.Add(&news.Article{Publisher: "C", Text: body(wire[:5]...)}); placed.Origin != 0 || x.Origin(1) != 0 {
		t.Errorf("%+v; origin of the second %d", placed, x.Origin(1))
	}
	y := NewIndex() // a page that strings together two stories that have nothing in common
	y.Add(&news.Article{Publisher: "A", Text: body(wire[:3]...)})
	y.Add(&news.Article{Publisher: "B", Text: body(independent...)})
	if placed := y.Add(&news.Article{Publisher: "C", Text: body(append(wire[:3:3], independent...)...)}); placed.Relation != Copy || y.Origin(1) == y.Origin(0) {
		t.Errorf("%+v; origins %d and %d", placed, y.Origin(0), y.Origin(1))
	}
}

func TestWordsDoNotDependOnTheHouse(t *testing.T) {
	for _, pair := range [][2]string{
		{"The U.S. labour centre", "the US labor center"}, {"a cease-fire", "a ceasefire"}, {"Orla’s", "ORLA'S"}, {"5%", "five per cent"},
		{"1,200 tonnes", "1200 tonnes"}, {"organisers travelled", "organizers traveled"}, {"café", "cafe"}, {"Smith & Co.", "Smith and Co"},
		{"9 a.m.", "nine am"}, {"defence licence", "defense license"}, {"Köln", "Ko\u0308ln"},
	} {
		a, b := wordsOf(pair[0]), wordsOf(pair[1])
		same := len(a) == len(b)
		for i := 0; same && i < len(a); i++ {
			same = a[i].hash == b[i].hash
		}
		if !same {
			t.Errorf("%q and %q differ", pair[0], pair[1])
		}
	}
	if a, b := wordsOf("the end.Next one"), wordsOf("the end. Next one"); len(a) != len(b) {
		t.Errorf("a lost space joins words: %d and %d", len(a), len(b))
	}
}

func TestQuotedWords(t *testing.T) {
	for text, want := range map[string]string{
		`He said "no way" to it.`:                          "..qq..",
		"“One,” she said, “two.”":                          "q..q",
		"‘It's the dog,’ he said.":                         "qqq..",
		"The dogs' owner was 'most unwell' on the '90s.":   "....qq...",
		"\"No end to it,\" he said. \"None\nNew one":       "qqqq..q..",
		"«Ja» or „nein“ or 'never closed\nmore":            "q.q....",
		"The workers' leader asked for ‘more’ and the end": ".....q...",
	} {
		var got strings.Builder
		for _, w := range wordsOf(text) {
			got.WriteByte(".q"[one(w.quoted)])
		}
		if got.String() != want {
			t.Errorf("%s: %s, want %s", text, got.String(), want)
		}
	}
}

func TestRunsOfALongTextAreSampledAlike(t *testing.T) {
	var words []string
	random := rand.New(rand.NewPCG(1, 2))
	for range 12000 {
		words = append(words, fmt.Sprint("w", random.IntN(5000)))
	}
	long, part := runsOf(wordsOf(strings.Join(words, " "))), runsOf(wordsOf(strings.Join(words[3000:9000], " ")))
	if len(long.hashes) > mostRuns || long.level < 3 {
		t.Errorf("%d runs at level %d", len(long.hashes), long.level)
	}
	if o := compare(long, part); o.containment() < 0.99 || o.resemblance() < 0.4 || o.resemblance() > 0.6 {
		t.Errorf("containment %.2f, resemblance %.2f", o.containment(), o.resemblance())
	}
}
