package meaning_test

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"
	"sync"
	"testing"

	"gainsay/internal/linear"
	"gainsay/internal/meaning"
	"gainsay/models"
)

var load = sync.OnceValues(func() (*meaning.Table, error) {
	return meaning.Load(models.Embedded().Model(models.Embedding))
})

func table(t testing.TB) *meaning.Table {
	t.Helper()
	loaded, err := load()
	if err != nil {
		t.Fatal(err)
	}
	return loaded
}

// The numbers are what training/embedding/build.py prints: both sides cut words and add vectors alike.
func TestVectorsAgreeWithTheScriptThatMadeThem(t *testing.T) {
	for text, want := range map[string][]float64{
		"harbour":                {-0.02836, 0.00851, -0.08224, -0.26373},
		"the minister denied it": {-0.29533, 0.12468, -0.06097, -0.19288},
		"Überläufer in the café": {-0.07982, -0.08689, 0.25384, 0.0783},
	} {
		whole, words := table(t).Text(text), table(t).Words(strings.Fields(text))
		if whole != words {
			t.Errorf("%q: the vector of the text is not that of its words", text)
		}
		for i, w := range want {
			if math.Abs(float64(whole[i])-w) > 1e-4 {
				t.Errorf("%q: coordinate %d is %.5f, not %.5f", text, i, whole[i], w)
			}
		}
	}
}

func TestLikenessOrdersTexts(t *testing.T) {
	for _, test := range []struct{ text, near, far string }{
		{"The ferry sank off the coast", "A passenger boat went down at sea", "The council raised taxes on housing"},
		{"Doctors expect the outbreak to spread", "Physicians fear that the epidemic will grow", "The goalkeeper signed a new contract"},
		{"The firm bought its rival", "The company acquired a competitor", "Snow closed the mountain pass"},
		{"A court jailed the former mayor", "The ex-mayor was sent to prison by a judge", "The phone comes in three colours"},
	} {
		near, far := table(t).Likeness(test.text, test.near), table(t).Likeness(test.text, test.far)
		if near < far+0.2 || near < 0.3 {
			t.Errorf("%q is %.2f like %q and %.2f like %q", test.text, near, test.near, far, test.far)
		}
	}
}

func TestTextsThatSayNothing(t *testing.T) {
	for _, text := range []string{"", " .,!? ", "\x00\xff\xfe", "漢字", strings.Repeat("x", 1000), "_"} {
		if v := table(t).Text(text); v != (meaning.Vector{}) {
			t.Errorf("%q has a vector", text[:min(len(text), 10)])
		}
	}
	if l := table(t).Likeness("", "harbour"); l != 0 {
		t.Errorf("nothing is %v like a word", l)
	}
}

func TestWritingDoesNotMatter(t *testing.T) {
	for _, same := range [][]string{
		{"Café", "cafe", "CAFÉ", "cafe\u0301", "«café»"},
		{"north-west", "North West", "north, west"},
	} {
		want := table(t).Text(same[0])
		for _, text := range same[1:] {
			if table(t).Text(text) != want {
				t.Errorf("%q and %q differ", text, same[0])
			}
		}
	}
}

func TestRarity(t *testing.T) {
	words := []string{"the", "people", "minister", "harbour", "Zlerbonquist"}
	var rarities []float64
	for _, w := range words {
		rarities = append(rarities, table(t).Rarity(w))
	}
	if !slices.IsSorted(rarities) || rarities[0] < 0.5 || rarities[len(rarities)-1] > 9 {
		t.Errorf("the rarities of %v are %v", words, rarities)
	}
	if r := table(t).Rarity("漢字"); r < 5 || r > 9 {
		t.Errorf("an unknown word has the rarity %v", r)
	}
}

func TestLoadRefusesDamage(t *testing.T) {
	file := models.Embedded().Model(models.Embedding)
	changed := file[:len(file)-1] + "!"
	if _, err := meaning.Load(changed); !errors.Is(err, linear.ErrDamaged) {
		t.Errorf("a changed byte: %v", err)
	}
	if _, err := meaning.Load(models.Embedded().Model(models.Tag)); !errors.Is(err, linear.ErrNotFitted) {
		t.Errorf("another stage's file: %v", err)
	}
	for _, payload := range []string{"", "\x01\x00\x00\x00\x60\x00\x00\x00", "\xff\xff\xff\xff\x60\x00\x00\x00", "\x00\x00\x00\x00\x01\x00\x00\x00"} {
		blob, err := linear.EncodeBlob(linear.Header{Stage: meaning.Stage, Probe: "1"}, payload)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := meaning.Load(string(blob)); !errors.Is(err, linear.ErrDamaged) {
			t.Errorf("payload %q: %v", payload, err)
		}
	}
}

// Loading and reading take any bytes: FuzzLoad gives Load payloads with a right hash.
func FuzzLoad(f *testing.F) {
	f.Add("\x00\x00\x00\x00\x60\x00\x00\x00", "word")
	f.Add("\x01\x00\x00\x00\x60\x00\x00\x00\x10\x00\x00\x80\x3f"+strings.Repeat("\x7f", meaning.Dimensions)+"word", "word words")
	f.Add("\x01\x00\x00\x00\x60\x00\x00\x00\x10\x01\x00\x00\x00"+strings.Repeat("\x7f", meaning.Dimensions)+"word", "word") // a scale near nothing
	f.Fuzz(func(t *testing.T, payload, text string) {
		blob, err := linear.EncodeBlob(linear.Header{Stage: meaning.Stage, Probe: "1"}, payload)
		if err != nil {
			t.Fatal(err)
		}
		if loaded, err := meaning.Load(string(blob)); err == nil {
			check(t, loaded, text)
		}
	})
}

func FuzzText(f *testing.F) {
	for _, text := range []string{"The ferry sank.", "Überläufer, Café", "\u0130stanbul \xff \u0301", "ＡＢＣ ﬁ ½ ①"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) { check(t, table(t), text) })
}

// check holds what is true of every text against one.
func check(t *testing.T, loaded *meaning.Table, text string) {
	v := loaded.Text(text)
	if l := v.Likeness(&v); v != (meaning.Vector{}) && math.Abs(l-1) > 1e-3 {
		t.Errorf("%q is %v like itself", text, l)
	}
	if r := loaded.Rarity(text); r < 0 || r > 9 {
		t.Errorf("%q has the rarity %v", text, r)
	}
}

func TestLongRunsTakeLinearTime(t *testing.T) {
	for _, unit := range []string{"a", "é", "zq", "a ", "\u0301", "-", "\xff"} {
		table(t).Text(strings.Repeat(unit, 1<<20/len(unit)))
	}
}

func BenchmarkText(b *testing.B) {
	loaded := table(b)
	text := "The harbour authority denied on Tuesday that the ferry had been overloaded when it left the island of Korvane."
	b.ReportAllocs()
	for b.Loop() {
		loaded.Text(text)
	}
}

func BenchmarkLikeness(b *testing.B) {
	v, w := table(b).Text("the ferry sank"), table(b).Text("the boat went down")
	for b.Loop() {
		v.Likeness(&w)
	}
}

func BenchmarkLoad(b *testing.B) {
	file := models.Embedded().Model(models.Embedding)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := meaning.Load(file); err != nil {
			b.Fatal(err)
		}
	}
}

func ExampleTable_Likeness() {
	loaded, err := load()
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("%.1f\n", loaded.Likeness("the ferry sank", "the ferry sank"))
	// Output: 1.0
}
