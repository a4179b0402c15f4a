package stance_test

import (
	"context"
	"errors"
	"math"
	"strings"
	"sync"
	"testing"

	"gainsay/internal/linear"
	"gainsay/internal/meaning"
	"gainsay/internal/stance"
	"gainsay/models"
)

var load = sync.OnceValues(func() (*stance.Model, error) {
	set := models.Embedded()
	table, err := meaning.Load(set.Model(models.Embedding))
	if err != nil {
		return nil, err
	}
	return stance.Load(set.Model(models.Stance), table)
})

func judge(t testing.TB) *stance.Model {
	t.Helper()
	loaded, err := load()
	if err != nil {
		t.Fatal(err)
	}
	return loaded
}

func TestJudge(t *testing.T) {
	for _, test := range []struct {
		claim, text string
		want        stance.Side
	}{
		{"A whale swam up the Tarn river", "Whale swims up Tarn river", stance.For},
		{"A whale swam up the Tarn river", "River Tarn whale story is a hoax", stance.Against},
		{"A whale swam up the Tarn river", "No, a whale did not swim up the Tarn", stance.Against},
		{"A whale swam up the Tarn river", "Whale reportedly seen in Tarn river", stance.Observing},
		{"Singer Ilse Okonta is dead", "Ilse Okonta dies aged 61", stance.For},
		{"Singer Ilse Okonta is dead", "Ilse Okonta is alive and well despite death hoax", stance.Against},
		{"Singer Ilse Okonta is dead", "Fake report claims Ilse Okonta is dead", stance.Against},
		{"Velmar will buy the shipyard at Port Alder", "Velmar denies it will buy Port Alder shipyard", stance.Against},
		{"Velmar will buy the shipyard at Port Alder", "Velmar may buy Port Alder shipyard, sources say", stance.Observing},
		{"Velmar will buy the shipyard at Port Alder", "Is Velmar about to buy the Port Alder shipyard?", stance.Observing},
	} {
		odds := judge(t).Judge(judge(t).Text(test.claim), judge(t).Text(test.text))
		if odds.Side() != test.want {
			t.Errorf("%q is %v %q, not %v (%.2f)", test.text, odds.Side(), test.claim, test.want, odds)
		}
	}
}

// Whatever the claim is about, its denial is likelier to deny it than its assertion.
func TestDenyingPartsAClaimFromItsDenial(t *testing.T) {
	for _, test := range []struct{ claim, says, denies string }{
		{"The ferry Korvane was overloaded", "the ferry was carrying too many people", "the ferry was not overloaded"},
		{"The council plans to close the library", "the council intends to shut the library", "the council has no plans to close the library"},
		{"Soldiers crossed the border", "soldiers had crossed into the country", "no soldier crossed the border"},
		{"The minister took money from the builders", "the minister was paid by the builders", "claims that the minister took money are false"},
	} {
		m := judge(t)
		claim := m.Text(test.claim)
		says, denies := m.Judge(claim, m.Text(test.says)).Denying(), m.Judge(claim, m.Text(test.denies)).Denying()
		if denies < says+0.2 {
			t.Errorf("of %q: %q denies with %.2f, %q with %.2f", test.claim, test.denies, denies, test.says, says)
		}
	}
}

func TestTokensAreReadLikeTheirText(t *testing.T) {
	m := judge(t)
	claim := m.Text("The mill did not burn")
	whole := m.Judge(claim, m.Text("“The mill didn’t burn,” Orrin said."))
	cut := m.Judge(claim, m.Tokens([]string{"“", "The", "mill", "did", "n’t", "burn", ",", "”", "Orrin", "said", "."}))
	if whole != cut {
		t.Errorf("the text has %v, its tokens %v", whole, cut)
	}
}

func TestLoadRefusesWhatDoesNotFit(t *testing.T) {
	set := models.Embedded()
	table, err := meaning.Load(set.Model(models.Embedding))
	if err != nil {
		t.Fatal(err)
	}
	file := set.Model(models.Stance)
	if _, err := stance.Load(file[:len(file)-1]+"\x00", table); !errors.Is(err, linear.ErrDamaged) {
		t.Errorf("a changed byte: %v", err)
	}
	header, payload, err := linear.DecodeHeader(file)
	if err != nil {
		t.Fatal(err)
	}
	header.Probe = "0000000000000000"
	other, err := linear.EncodeBlob(header, payload)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := stance.Load(string(other), table); !errors.Is(err, linear.ErrNotFitted) {
		t.Errorf("other features: %v", err)
	}
}

func TestTrainLearnsAndRepeats(t *testing.T) {
	table, err := meaning.Load(models.Embedded().Model(models.Embedding))
	if err != nil {
		t.Fatal(err)
	}
	var examples []stance.Example
	for _, thing := range []string{"the bridge at Ostrel fell", "a bear came to Dunmarra", "Queen Ilva resigned", "the bank of Sorrel failed"} {
		examples = append(examples, stance.Example{Claim: thing, Text: "Breaking: " + thing, Side: stance.For},
			stance.Example{Claim: thing, Text: "Officials deny that " + thing, Side: stance.Against},
			stance.Example{Claim: thing, Text: "Has it happened? Rumour says " + thing, Side: stance.Observing})
	}
	train := func() *linear.Model {
		model, err := stance.Train(context.Background(), table, examples, stance.DefaultTrainOptions())
		if err != nil {
			t.Fatal(err)
		}
		return model
	}
	weights := train()
	if weights.Header.Payload != train().Header.Payload {
		t.Error("the same examples gave another model")
	}
	m := stance.NewModel(table, weights)
	const claim = "the tower of Quill burnt"
	for side, text := range []string{"Breaking: the tower of Quill burnt", "Officials deny that the tower of Quill burnt",
		"Has it happened? Rumour says the tower of Quill burnt"} {
		if got := m.Judge(m.Text(claim), m.Text(text)).Side(); got != stance.Side(side) {
			t.Errorf("%q was learnt to be %v", text, got)
		}
	}
}

func TestLongTextsCostNoMore(t *testing.T) {
	for _, unit := range []string{"not ", "\"", "mill ", "a", "é", "\xff", "1,"} {
		long := judge(t).Text(strings.Repeat(unit, 1<<20))
		judge(t).Judge(long, long)
	}
}

func FuzzJudge(f *testing.F) {
	f.Add("The mill burnt", "“No mill burnt,” she said")
	f.Add("", "")
	f.Add("\xff 1 $", "$2?: '' ``")
	f.Fuzz(func(t *testing.T, claim, text string) {
		m := judge(t)
		sum := 0.0
		for _, p := range m.Judge(m.Text(claim), m.Text(text)) {
			if !(p >= 0 && p <= 1) {
				t.Errorf("a probability of %v", p)
			}
			sum += p
		}
		if math.Abs(sum-1) > 1e-9 {
			t.Errorf("the probabilities sum to %v", sum)
		}
	})
}

func FuzzLoad(f *testing.F) {
	set := models.Embedded()
	table, err := meaning.Load(set.Model(models.Embedding))
	if err != nil {
		f.Fatal(err)
	}
	header, _, err := linear.DecodeHeader(set.Model(models.Stance))
	if err != nil {
		f.Fatal(err)
	}
	f.Add("", 1, 1, 3)
	f.Add(strings.Repeat("\x00", 4*12+7), 1, 1, 3)
	f.Add(strings.Repeat("\x01", 4*12+7), 1, 1, 3)
	f.Fuzz(func(t *testing.T, payload string, slots, classes, labels int) {
		h := header
		h.Slots, h.Classes, h.Labels = slots, classes, make([]string, max(0, min(labels, 300)))
		file, err := linear.EncodeBlob(h, payload)
		if err != nil {
			t.Fatal(err)
		}
		if m, err := stance.Load(string(file), table); err == nil {
			m.Judge(m.Text("the mill burnt"), m.Text("no mill burnt"))
		}
	})
}

func BenchmarkText(b *testing.B) {
	m := judge(b)
	b.ReportAllocs()
	for b.Loop() {
		m.Text("Harbour authority denies that the ferry had been overloaded when it left the island of Korvane")
	}
}

func BenchmarkJudge(b *testing.B) {
	m := judge(b)
	claim, text := m.Text("The ferry Korvane was overloaded"), m.Text("Harbour authority denies that the ferry had been overloaded when it left the island")
	b.ReportAllocs()
	for b.Loop() {
		m.Judge(claim, text)
	}
}
