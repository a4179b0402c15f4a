package eval

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"math"
	"path/filepath"
	"slices"
	"strings"

	"gainsay/internal/corpus"
	"gainsay/internal/linear"
	"gainsay/internal/meaning"
	"gainsay/internal/stance"
	"gainsay/internal/train"
	"gainsay/models"
	"gainsay/news"
)

// folds is how many parts the claims of Emergent are dealt into, by the hash of their ids: each part is judged by a model
// trained on the others, so that no claim is in both.
const folds = 10

// SideFigures are the sides that were found, against gold.
type SideFigures struct {
	Confusion [stance.Sides][stance.Sides]int // gold, then found
	Folds     []float64                       // accuracy in each part
}

// Accuracy is the share that is right.
func (f SideFigures) Accuracy() float64 {
	right, all := 0, 0
	for g, row := range f.Confusion {
		for s, n := range row {
			all += n
			if g == s {
				right += n
			}
		}
	}
	return ratio(right, all)
}

// F1 is the harmonic mean of precision and recall of one side.
func (f SideFigures) F1(side stance.Side) float64 {
	gold, found := 0, 0
	for other := range stance.Sides {
		gold += f.Confusion[side][other]
		found += f.Confusion[other][side]
	}
	return ratio(2*f.Confusion[side][side], gold+found)
}

// spread is the mean of the parts' accuracies and half the width of its 95 % interval (Student's t, 9 degrees of freedom).
func (f SideFigures) spread() (mean, half float64) {
	const t = 2.262
	n := float64(len(f.Folds))
	for _, a := range f.Folds {
		mean += a / n
	}
	squares := 0.0
	for _, a := range f.Folds {
		squares += (a - mean) * (a - mean)
	}
	return mean, t * math.Sqrt(squares/(n-1)/n)
}

func (f SideFigures) table() string {
	var out strings.Builder
	fmt.Fprintf(&out, "  %-12s %10s %10s %10s   F1\n", "gold \\ found", stance.For, stance.Against, stance.Observing)
	for g, row := range f.Confusion {
		fmt.Fprintf(&out, "  %-12s %10d %10d %10d   %.1f\n", stance.Side(g), row[stance.For], row[stance.Against], row[stance.Observing], 100*f.F1(stance.Side(g)))
	}
	return out.String()
}

// Sides judges Emergent's pairs, each by a model trained on other claims.
func Sides(ctx context.Context, pairs []corpus.Headline, table *meaning.Table) (f SideFigures, err error) {
	examples, err := train.StanceExamples(pairs)
	if err != nil {
		return f, err
	}
	for fold := range uint64(folds) {
		var in, out []stance.Example
		for i, p := range pairs {
			if linear.HashString(p.ClaimID)%folds == fold {
				out = append(out, examples[i])
			} else {
				in = append(in, examples[i])
			}
		}
		weights, err := stance.Train(ctx, table, in, stance.DefaultTrainOptions())
		if err != nil {
			return f, err
		}
		judge := stance.NewModel(table, weights)
		right := 0
		for _, e := range out {
			found := judge.Judge(judge.Text(e.Claim), judge.Text(e.Text)).Side()
			f.Confusion[e.Side][found]++
			if found == e.Side {
				right++
			}
		}
		f.Folds = append(f.Folds, ratio(right, len(out)))
	}
	return f, nil
}

func sideFigures(ctx context.Context, corpora string, set models.Set) (SideFigures, error) {
	table, err := meaning.Load(set.Model(models.Embedding))
	if err != nil {
		return SideFigures{}, err
	}
	pairs, err := corpus.ReadEmergent(corpora)
	if err != nil {
		return SideFigures{}, err
	}
	return Sides(ctx, pairs, table)
}

// stances prints how well the model of sides does: on Emergent, on FNC-1 and on the statements of the claim stories.
func stances(ctx context.Context, corpora string, set models.Set, w io.Writer) error {
	figures, err := sideFigures(ctx, corpora, set)
	if err != nil {
		return err
	}
	mean, half := figures.spread()
	if err := write(w, "STANCE of headlines towards claims (Emergent train, %d folds by claim): accuracy %.1f; mean of the folds %.1f ± %.1f\n%s",
		folds, 100*figures.Accuracy(), 100*mean, 100*half, figures.table()); err != nil {
		return err
	}
	table, err := meaning.Load(set.Model(models.Embedding))
	if err != nil {
		return err
	}
	judge, err := stance.Load(set.Model(models.Stance), table)
	if err != nil {
		return err
	}
	challenges, err := corpus.ReadChallenge(corpora)
	if err != nil {
		return err
	}
	if err := judgeBodies(judge, table, challenges).print(w); err != nil {
		return err
	}
	stories, err := corpus.ReadStories(filepath.Join(corpora, "claim-stories"))
	if err != nil {
		return err
	}
	return storyPolarity(judge, stories, w)
}

// storyPolarity tells how well the probability of denying parts the gold statements that deny a claim from those that assert
// it, given the claim's neutral wording. The model has never seen a statement of this kind.
func storyPolarity(judge *stance.Model, stories []corpus.Story, w io.Writer) error {
	var content, whole []graded
	for _, story := range stories {
		claims := map[string]*stance.Text{}
		for _, c := range story.Claims {
			claims[c.ID] = judge.Text(c.Proposition)
		}
		for _, s := range story.Statements {
			d, ok := story.Document(s.Document)
			if claims[s.Claim] == nil || len(s.Content) == 0 || !ok || s.Stance != news.Asserts && s.Stance != news.Denies {
				continue
			}
			words := news.Words(d.Text, s.Content)
			denies := s.Stance == news.Denies
			content = append(content, graded{judge.Judge(claims[s.Claim], judge.Text(words)).Denying(), denies})
			words = news.Words(d.Text, s.Cue) + " " + words
			whole = append(whole, graded{judge.Judge(claims[s.Claim], judge.Text(words)).Denying(), denies})
		}
	}
	return write(w, "DENIES or asserts, gold statements of the claim stories (%d): area under the curve by content %.3f, by cue and content %.3f\n",
		len(content), areaUnder(content), areaUnder(whole))
}

// areaUnder is the area under the curve of a score: how often it puts one that is right above one that is not.
func areaUnder(scores []graded) float64 {
	sorted := slices.Clone(scores)
	slices.SortFunc(sorted, func(a, b graded) int { return cmp.Compare(a.confidence, b.confidence) })
	ranks, yes := 0.0, 0
	for first := 0; first < len(sorted); {
		end := first
		for end < len(sorted) && sorted[end].confidence == sorted[first].confidence {
			end++
		}
		for _, g := range sorted[first:end] {
			if g.right {
				ranks += float64(first+1+end) / 2 // equals share their mean rank
				yes++
			}
		}
		first = end
	}
	no := len(sorted) - yes
	if yes == 0 || no == 0 {
		return 0
	}
	return (ranks - float64(yes*(yes+1))/2) / float64(yes*no)
}
