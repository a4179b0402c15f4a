package eval

import (
	"context"
	"fmt"
	"math"
	"strings"
	"testing"

	"gainsay/internal/corpus"
	"gainsay/internal/meaning"
	"gainsay/internal/stance"
	"gainsay/models"
)

func TestSidesJudgesClaimsThatItHasNotSeen(t *testing.T) {
	table, err := meaning.Load(models.Embedded().Model(models.Embedding))
	if err != nil {
		t.Fatal(err)
	}
	var pairs []corpus.Headline
	for i, thing := range []string{"the bridge at Ostrel fell", "a bear came to Dunmarra", "Queen Ilva resigned", "the bank of Sorrel failed",
		"a whale swam up the Tarn", "the mill of Quill burnt", "Velmar bought the shipyard", "snow fell on Korvane in July"} {
		for side, text := range map[string]string{"for": "Breaking: " + thing, "against": "Officials deny that " + thing, "observing": "Has it happened? Rumour says " + thing} {
			pairs = append(pairs, corpus.Headline{ClaimID: fmt.Sprint("claim ", i), Claim: thing, Text: text, Stance: side})
		}
	}
	figures, err := Sides(context.Background(), pairs, table)
	if err != nil {
		t.Fatal(err)
	}
	all := 0
	for _, row := range figures.Confusion {
		for _, n := range row {
			all += n
		}
	}
	if all != len(pairs) || len(figures.Folds) != folds || figures.Accuracy() < 0.8 {
		t.Errorf("%d of %d pairs judged, accuracy %.2f: %v", all, len(pairs), figures.Accuracy(), figures.Confusion)
	}
	pairs[0].Stance = "perhaps"
	if _, err := Sides(context.Background(), pairs, table); err == nil {
		t.Error("an unknown side was taken")
	}
}

func TestSideFigures(t *testing.T) {
	f := SideFigures{Confusion: [stance.Sides][stance.Sides]int{{6, 1, 1}, {1, 2, 1}, {2, 1, 5}}, Folds: []float64{0.5, 0.7, 0.6}}
	if a, f1 := f.Accuracy(), f.F1(stance.Against); math.Abs(a-0.65) > 1e-9 || f1 != 0.5 {
		t.Errorf("accuracy %v, F1 %v", a, f1)
	}
	if mean, half := f.spread(); math.Abs(mean-0.6) > 1e-9 || half <= 0 {
		t.Errorf("mean %v ± %v", mean, half)
	}
}

func TestAreaUnder(t *testing.T) {
	for _, test := range []struct {
		scores []graded
		want   float64
	}{
		{[]graded{{0.9, true}, {0.1, false}}, 1},
		{[]graded{{0.1, true}, {0.9, false}}, 0},
		{[]graded{{0.5, true}, {0.5, false}}, 0.5},
		{[]graded{{0.9, true}, {0.4, true}, {0.6, false}, {0.1, false}}, 0.75},
		{[]graded{{0.9, true}}, 0},
	} {
		if got := areaUnder(test.scores); math.Abs(got-test.want) > 1e-9 {
			t.Errorf("%v: %v, not %v", test.scores, got, test.want)
		}
	}
}

func TestChallengeFigures(t *testing.T) {
	var out strings.Builder
	f := ChallengeFigures{Confusion: [4][4]int{{1, 0, 1, 0}, {}, {0, 0, 1, 1}, {0, 0, 0, 4}}}
	if err := f.print(&out); err != nil {
		t.Fatal(err)
	}
	// two right sides, a wrong one of something related, four unrelated, of 4 × 1 + 4 × 0.25
	if want := "accuracy 75.0, the challenge's score 65.0"; !strings.Contains(out.String(), want) {
		t.Errorf("%q is not in %q", want, out.String())
	}
}

func TestJudgeBodies(t *testing.T) {
	set := models.Embedded()
	table, err := meaning.Load(set.Model(models.Embedding))
	if err != nil {
		t.Fatal(err)
	}
	judge, err := stance.Load(set.Model(models.Stance), table)
	if err != nil {
		t.Fatal(err)
	}
	body := "The town of Dunmarra is quiet. Police deny that a bear came to Dunmarra. The story of the bear is a hoax, they said."
	figures := judgeBodies(judge, table, []corpus.Challenge{
		{Headline: "Bear comes to Dunmarra", Body: body, Stance: "disagree"},
		{Headline: "Central bank raises interest rates", Body: body, Stance: "unrelated"},
		{Headline: "Bear comes to Dunmarra", Body: "", Stance: "unrelated"},
	})
	if want := (ChallengeFigures{Confusion: [4][4]int{1: {0, 1, 0, 0}, 3: {0, 0, 0, 2}}}); figures != want {
		t.Errorf("confusion %v", figures.Confusion)
	}
}
