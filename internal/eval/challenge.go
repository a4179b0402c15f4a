package eval

import (
	"cmp"
	"io"
	"slices"

	"gainsay/internal/analysis/token"
	"gainsay/internal/corpus"
	"gainsay/internal/meaning"
	"gainsay/internal/stance"
	"gainsay/news"
)

// The Fake News Challenge asks whether a body agrees with a headline, disagrees, discusses it, or is unrelated. The models
// are not trained for it: a body is related if some sentence is like enough to the headline, and takes the side that its
// likest sentences take.
const (
	related       = 0.43 // likeness of the likest sentence from which a body is related; chosen on these pairs
	bodySentences = 20   // sentences of a body that are looked at
	likestOnes    = 3    // sentences that are asked which side they take
)

// fncLabels are FNC-1's names for the sides and for what is unrelated.
var fncLabels = []string{"agree", "disagree", "discuss", "unrelated"}

// ChallengeFigures are FNC-1's: the confusion of its four labels, gold first.
type ChallengeFigures struct{ Confusion [4][4]int }

// body is the sentences of a body with their vectors.
type body struct {
	vectors []meaning.Vector
	texts   []*stance.Text
}

func judgeBodies(judge *stance.Model, table *meaning.Table, pairs []corpus.Challenge) (f ChallengeFigures) {
	bodies := map[string]*body{}
	headlines := map[string]*stance.Text{}
	for _, p := range pairs {
		b := bodies[p.Body]
		if b == nil {
			b = readBody(judge, table, p.Body)
			bodies[p.Body] = b
		}
		if headlines[p.Headline] == nil {
			headlines[p.Headline] = judge.Text(p.Headline)
		}
		found := len(fncLabels) - 1
		headline := table.Text(p.Headline)
		if near := b.nearest(&headline); len(near) > 0 && b.vectors[near[0]].Likeness(&headline) >= related {
			found = b.side(judge, headlines[p.Headline], near)
		}
		f.Confusion[slices.Index(fncLabels, p.Stance)][found]++
	}
	return f
}

func readBody(judge *stance.Model, table *meaning.Table, text string) *body {
	d := token.Split(text)
	b := &body{}
	for _, s := range d.Sentences[:min(len(d.Sentences), bodySentences)] {
		words := news.Words(text, []news.Span{d.Span(s.Tokens)})
		b.vectors, b.texts = append(b.vectors, table.Text(words)), append(b.texts, judge.Text(words))
	}
	return b
}

// nearest lists the sentences likest to a headline.
func (b *body) nearest(headline *meaning.Vector) []int {
	order := make([]int, len(b.vectors))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(i, j int) int {
		return cmp.Compare(b.vectors[j].Likeness(headline), b.vectors[i].Likeness(headline))
	})
	return order[:min(len(order), likestOnes)]
}

// side is the side that the sentences take together.
func (b *body) side(judge *stance.Model, headline *stance.Text, sentences []int) int {
	var sum stance.Odds
	for _, i := range sentences {
		for s, p := range judge.Judge(headline, b.texts[i]) {
			sum[s] += p
		}
	}
	return int(sum.Side())
}

// print tells the challenge's own score too: a quarter for related or unrelated, three quarters for the side.
func (f ChallengeFigures) print(w io.Writer) error {
	score, best, right, all := 0.0, 0.0, 0, 0
	for g, row := range f.Confusion {
		for s, n := range row {
			all += n
			switch {
			case g == 3 && s == 3:
				score, best, right = score+0.25*float64(n), best+0.25*float64(n), right+n
			case g == 3:
				best += 0.25 * float64(n)
			case g == s:
				score, best, right = score+float64(n), best+float64(n), right+n
			case s != 3:
				score, best = score+0.25*float64(n), best+float64(n)
			default:
				best += float64(n)
			}
		}
	}
	if err := write(w, "STANCE of bodies towards headlines (FNC-1 train, not trained on): accuracy %.1f, the challenge's score %.1f\n",
		100*ratio(right, all), 100*score/best); err != nil {
		return err
	}
	for g, row := range f.Confusion {
		if err := write(w, "  %-12s %v\n", fncLabels[g], row); err != nil {
			return err
		}
	}
	return nil
}
