package linear

import (
	"context"
	"errors"
	"math"
	"math/rand/v2"
	"strings"
	"testing"
)

// randomLattice is a small lattice, with a few labels and transitions ruled out.
func randomLattice(r *rand.Rand, n, labels, classes int) (*Chain, *Lattice) {
	moves := make([]float32, classes*(labels+1)*labels)
	for i := range moves {
		moves[i] = float32(r.NormFloat64())
		if r.IntN(6) == 0 {
			moves[i] = Forbidden
		}
	}
	l := &Lattice{}
	l.Reset(n, labels)
	for i := range l.Scores {
		l.Scores[i] = float32(r.NormFloat64() * 2)
	}
	for i := range l.Class {
		l.Class[i] = uint8(r.IntN(classes))
	}
	return NewChain(labels, classes, moves), l
}

// enumerate calls visit with every label sequence and its score.
func enumerate(c *Chain, l *Lattice, visit func(ys []uint8, score float64)) {
	ys := make([]uint8, l.Len())
	var walk func(i int, score float64)
	walk = func(i int, score float64) {
		if i == len(ys) {
			visit(ys, score)
			return
		}
		from := l.Labels
		if i > 0 {
			from = int(ys[i-1])
		}
		for y := range l.Labels {
			ys[i] = uint8(y)
			walk(i+1, score+float64(l.Scores[i*l.Labels+y])+float64(c.scores[c.row(l.Class[i], from)+y]))
		}
	}
	walk(0, 0)
}

func TestChainAgreesWithEnumeration(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 7))
	for trial := range 60 {
		n, labels := 1+r.IntN(5), 2+r.IntN(3)
		c, l := randomLattice(r, n, labels, 2)
		sum, best := 0.0, math.Inf(-1)
		want := make([]float64, n*labels)
		enumerate(c, l, func(ys []uint8, score float64) {
			p := math.Exp(score)
			sum += p
			best = max(best, score)
			for i, y := range ys {
				want[i*labels+int(y)] += p
			}
		})
		out := make([]float32, n*labels)
		logZ := c.Marginals(l, out)
		if math.IsInf(best, -1) {
			if !math.IsInf(logZ, -1) {
				t.Fatalf("trial %d: logZ = %v for a lattice without a sequence", trial, logZ)
			}
			continue
		}
		if math.Abs(logZ-math.Log(sum)) > 1e-4 {
			t.Fatalf("trial %d: logZ = %v, want %v", trial, logZ, math.Log(sum))
		}
		for i := range out {
			if math.Abs(float64(out[i])-want[i]/sum) > 1e-4 {
				t.Fatalf("trial %d: marginal %d = %v, want %v", trial, i, out[i], want[i]/sum)
			}
		}
		if score := c.Viterbi(l, make([]uint8, n)); math.Abs(float64(score)-best) > 1e-3 {
			t.Fatalf("trial %d: Viterbi score = %v, want %v", trial, score, best)
		}
	}
}

// toy is a task that needs both features and transitions: after "open" all tokens are inside until "close".
func toy(r *rand.Rand, v *Vocabulary, sequences int) (data []Sequence, raw [][][]Feature) {
	for range sequences {
		var s Sequence
		var features [][]Feature
		inside, before := false, 9
		for range 12 {
			word := r.IntN(8)
			if word == 0 {
				inside = true
			}
			label := uint8(0)
			if inside {
				label = 1
			}
			if word == 1 {
				inside = false
			}
			f := []Feature{Combine(HashString("word"), uint64(word)), Combine(HashString("before"), uint64(before))}
			before = word
			features = append(features, f)
			s.Features = append(s.Features, v.Number(f))
			s.Labels = append(s.Labels, label)
			s.Class = append(s.Class, 0)
		}
		data, raw = append(data, s), append(raw, features)
	}
	return data, raw
}

func trainToy(t *testing.T, layout Layout) (*Model, []Sequence, [][][]Feature) {
	t.Helper()
	v := NewVocabulary()
	data, raw := toy(rand.New(rand.NewPCG(3, 3)), v, 300)
	trained, err := TrainChain(context.Background(), v, data, ChainOptions{Labels: 2, Classes: 1, Least: 1, Epochs: 10, Averaged: 4, Rate: 0.3, Seed: 1})
	if err != nil {
		t.Fatal(err)
	}
	m, err := NewModel(Header{Stage: "toy", Labels: []string{"out", "in"}, Probe: "p"}, layout, trained.Weights, trained.Transitions, 1)
	if err != nil {
		t.Fatal(err)
	}
	return m, data, raw
}

func TestTrainedModelReadsItsTask(t *testing.T) {
	for _, layout := range []Layout{Dense, Sparse} {
		m, data, raw := trainToy(t, layout)
		file, err := m.Encode()
		if err != nil {
			t.Fatal(err)
		}
		read, err := Decode(string(file), "toy", "p")
		if err != nil {
			t.Fatal(err)
		}
		wrong, all := 0, 0
		for i, s := range data {
			out := decodeToy(read, raw[i])
			for j, y := range out {
				all++
				if y != s.Labels[j] {
					wrong++
				}
			}
		}
		if wrong*100 > 4*all { // guessing "in" throughout would get a third wrong
			t.Errorf("%s: %d of %d labels wrong", layout, wrong, all)
		}
	}
}

func decodeToy(m *Model, features [][]Feature) []uint8 {
	c := NewChain(2, m.Header.Classes, m.Transitions)
	l := &Lattice{}
	l.Reset(len(features), 2)
	clear(l.Class)
	for i, f := range features {
		sums := make([]int32, 2)
		m.Table.Add(f, sums)
		for y, s := range sums {
			l.Scores[i*2+y] = float32(s) * m.Header.Scale
		}
	}
	out := make([]uint8, len(features))
	c.Viterbi(l, out)
	return out
}

func TestTrainingIsDeterministic(t *testing.T) {
	a, _, _ := trainToy(t, Dense)
	b, _, _ := trainToy(t, Dense)
	x, _ := a.Encode()
	y, _ := b.Encode()
	if string(x) != string(y) {
		t.Error("two trainings on the same data gave different files")
	}
}

func TestDecodeRefuses(t *testing.T) {
	m, _, _ := trainToy(t, Sparse)
	file, err := m.Encode()
	if err != nil {
		t.Fatal(err)
	}
	good := string(file)
	flipped := []byte(good)
	flipped[len(flipped)-1] ^= 1
	for _, c := range []struct {
		name, data, stage, probe string
		want                     error
	}{
		{"no model", "hello", "toy", "p", ErrNotModel},
		{"empty", "", "toy", "p", ErrNotModel},
		{"cut short", good[:len(good)-9], "toy", "p", ErrDamaged},
		{"cut in the header", good[:40], "toy", "p", ErrDamaged},
		{"one bit flipped", string(flipped), "toy", "p", ErrDamaged},
		{"other stage", good, "tag", "p", ErrNotFitted},
		{"other features", good, "toy", "q", ErrNotFitted},
		{"other format", strings.Replace(good, magic, "gainsay model\x00\x09", 1), "toy", "p", ErrNotModel},
	} {
		t.Run(c.name, func(t *testing.T) {
			if _, err := Decode(c.data, c.stage, c.probe); !errors.Is(err, c.want) {
				t.Errorf("error %v, want %v", err, c.want)
			}
		})
	}
}

func FuzzDecode(f *testing.F) {
	f.Add(magic + "\x02\x00\x00\x00{}")
	f.Fuzz(func(t *testing.T, data string) {
		if m, err := Decode(data, "toy", "p"); err == nil {
			m.Table.Add([]Feature{1, 2, 3}, make([]int32, len(m.Header.Labels)))
		}
	})
}

// A file may have the right hash and still be one that no code of ours has written.
func TestDecodeRefusesLengthsThatCannotBe(t *testing.T) {
	header := Header{Stage: "toy", Probe: "p", Layout: Dense, Labels: []string{"a", "b", "c"}, Classes: 1, Slots: 1}
	const start, slot = 4 * 4 * 3, fingerprintBytes + 3
	for _, c := range []struct {
		name           string
		classes, slots int
		payload        string
		ok             bool
	}{
		{"one empty slot", 1, 1, strings.Repeat("\x00", start+slot), true},
		{"a full table", 1, 1, strings.Repeat("\x01", start+slot), false},
		{"too short", 1, 2, strings.Repeat("\x00", start+slot), false},
		{"fewer classes than none", -1, 8, strings.Repeat("\x00", 8*slot-start), false},
		{"classes that overflow", 1 << 62, 1, strings.Repeat("\x00", slot), false},
		{"slots that overflow", 0, math.MaxInt, strings.Repeat("\x00", slot), false},
	} {
		header.Classes, header.Slots = c.classes, c.slots
		file, err := EncodeBlob(header, c.payload)
		if err != nil {
			t.Fatal(err)
		}
		model, err := Decode(string(file), "toy", "p")
		if c.ok != (err == nil) || err != nil && !errors.Is(err, ErrDamaged) {
			t.Errorf("%s: %v", c.name, err)
		}
		if err == nil {
			model.Table.Add([]Feature{1, 2, 3}, make([]int32, 3))
		}
	}
}
