package careful

import (
	"encoding/binary"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"math"
	"os"
	"strings"
	"testing"

	"gainsay/internal/analysis"
	"gainsay/internal/linear"
	"gainsay/internal/text"
	"gainsay/internal/wordpiece"
	"gainsay/models"
)

var inputs = flag.String("inputs", "", "write the inputs of the reference test to this file, for training/careful/reference.py")

func shipped(t testing.TB) *Model {
	t.Helper()
	m, _, err := Load(models.Embedded().Model(models.Careful))
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// made are 100 made-up texts of five sentences each, analysed.
func made(t testing.TB) []*text.Document {
	t.Helper()
	analyser, err := analysis.Load(models.Embedded())
	if err != nil {
		t.Fatal(err)
	}
	sources := []string{"The harbour ministry", "Ana Reyl", "A spokesman for the Kestrian police", "She", "Two people close to the talks",
		"the mayor of Belsk, Oskar Lindau,", "Engineers", "The LNA agency", "it", "Moravell’s government"}
	cues := []string{"said", "denied", "has repeatedly warned", "told reporters on Monday", "is expected to announce", "wrote in a letter", "rejected claims", "believes"}
	contents := []string{"that no gate was opened", "“nobody touched the log,” adding nothing", "the water rose by 2.5 metres within an hour",
		"it would pay €40m", "that the e-mails of 12 May were forged", "\"We do not know\"", "what the SVR called a 'frame-up'"}
	var list []*text.Document
	n := 0
	for range 100 {
		var b strings.Builder
		for range 5 {
			source, cue, content := sources[n%len(sources)], cues[n*7/3%len(cues)], contents[n*5/2%len(contents)]
			switch n % 3 {
			case 0:
				fmt.Fprintf(&b, "%s %s %s.", source, cue, content)
			case 1:
				fmt.Fprintf(&b, "%s, %s %s, %d days after the flood.", strings.ToUpper(content[:1])+content[1:], source, cue, n%40)
			default:
				fmt.Fprintf(&b, "According to %s, %s — a claim that %s.", source, content, cue)
			}
			b.WriteString([]string{" ", "\n"}[n%2])
			n++
		}
		list = append(list, analyser.Analyse(b.String(), "2024-05-13"))
	}
	return list
}

func testTraits(d *text.Document) func(int) Traits {
	return func(i int) Traits {
		return Traits{Quote: uint8(2 * min(1, d.Tokens[i].Quotation+1)), Edge: uint8(i % 9)}
	}
}

// TestEqualsReference holds what Go makes of 500 sentences against what PyTorch makes of them with the same weights.
func TestEqualsReference(t *testing.T) {
	m := shipped(t)
	documents := made(t)
	if *inputs != "" {
		writeInputs(t, m, documents)
	}
	kept, err := os.ReadFile("testdata/reference.bin")
	if err != nil {
		t.Fatal(err)
	}
	const tolerance = 0.004
	worst, count := 0.0, 0
	compare := func(scores []float32) {
		for _, s := range scores {
			if len(kept) < 2 {
				t.Fatal("testdata/reference.bin is too short: make it anew (training/careful/README.md)")
			}
			worst = max(worst, math.Abs(math.Exp(float64(s))-half(binary.LittleEndian.Uint16(kept))))
			kept = kept[2:]
			count++
		}
	}
	for _, d := range documents {
		r := m.Read(d, testTraits(d))
		compare(r.Roles)
		compare(r.Relate(text.Range{First: 0, End: len(d.Tokens)}, len(d.Tokens)/2))
	}
	if worst > tolerance || len(kept) > 0 {
		t.Errorf("%d probabilities differ by up to %.5f, and %d bytes are left", count, worst, len(kept))
	}
	t.Logf("%d probabilities, the largest difference %.5f", count, worst)
}

func writeInputs(t *testing.T, m *Model, documents []*text.Document) {
	file, err := os.Create(*inputs)
	if err != nil {
		t.Fatal(err)
	}
	encoder := json.NewEncoder(file)
	for i, d := range documents {
		all := text.Range{First: 0, End: len(d.Tokens)}
		e := NewExample(fmt.Sprint(i), d, NewInput(m.vocabulary, d, testTraits(d)), func(int) text.Range { return all })
		if err := encoder.Encode(e); err != nil {
			t.Fatal(err)
		}
	}
	if err := file.Close(); err != nil {
		t.Fatal(err)
	}
}

// half is the value of a float16.
func half(bits uint16) float64 {
	fraction, exponent := float64(bits&0x3ff), int(bits>>10&0x1f)
	value := math.Ldexp(1+fraction/1024, exponent-15)
	if exponent == 0 {
		value = math.Ldexp(fraction/1024, -14)
	}
	if bits>>15 == 1 {
		return -value
	}
	return value
}

func TestProbabilitiesSumToOne(t *testing.T) {
	m := shipped(t)
	d := made(t)[0]
	r := m.Read(d, testTraits(d))
	for _, scores := range [][]float32{r.Roles, r.Relate(text.Range{First: 2, End: 9}, 4)} {
		for i := 0; i < len(scores); i += Labels {
			sum := 0.0
			for _, s := range scores[i : i+Labels] {
				sum += math.Exp(float64(s))
			}
			if math.Abs(sum-1) > 1e-4 {
				t.Errorf("word %d: the probabilities sum to %v", i/Labels, sum)
			}
		}
	}
}

func TestChunks(t *testing.T) {
	v := wordpiece.New("[UNK]\na")
	text1 := func(paragraphs ...[]int) *text.Document { // paragraphs of sentences of so many words
		d := &text.Document{}
		for p, sentences := range paragraphs {
			first, firstSentence := len(d.Tokens), len(d.Sentences)
			for _, words := range sentences {
				start := len(d.Tokens)
				for range words {
					at := len(d.Text)
					d.Text += "a "
					d.Tokens = append(d.Tokens, text.Token{Sentence: len(d.Sentences), Paragraph: p})
					d.Tokens[len(d.Tokens)-1].Span.Start, d.Tokens[len(d.Tokens)-1].Span.End = at, at+1
				}
				d.Sentences = append(d.Sentences, text.Sentence{Tokens: text.Range{First: start, End: len(d.Tokens)}, Paragraph: p})
			}
			d.Paragraphs = append(d.Paragraphs, text.Paragraph{Tokens: text.Range{First: first, End: len(d.Tokens)}, Sentences: text.Range{First: firstSentence, End: len(d.Sentences)}})
		}
		return d
	}
	for name, test := range map[string]struct {
		d    *text.Document
		want []text.Range
	}{
		"nothing":                          {text1(), nil},
		"paragraphs that fit into one":     {text1([]int{100}, []int{100}, []int{118}), []text.Range{{First: 0, End: 318}}},
		"a paragraph goes into one whole":  {text1([]int{200}, []int{60, 59}), []text.Range{{First: 0, End: 200}, {First: 200, End: 319}}},
		"a long one is cut at a sentence":  {text1([]int{10}, []int{200, 150, 10}), []text.Range{{First: 0, End: 10}, {First: 10, End: 210}, {First: 210, End: 370}}},
		"a long sentence is cut at a word": {text1([]int{700}), []text.Range{{First: 0, End: 318}, {First: 318, End: 636}, {First: 636, End: 700}}},
	} {
		got := NewInput(v, test.d, func(int) Traits { return Traits{} }).Chunks
		if fmt.Sprint(got) != fmt.Sprint(test.want) {
			t.Errorf("%s: %v, want %v", name, got, test.want)
		}
	}
}

func TestShape(t *testing.T) {
	for word, want := range map[string]uint8{"the": lowerCase, "Reyl": capitalised, "SVR": capitals, "I": capitalised, "2.5": digits, "—": noLetter,
		"e-Mail": mixed, "Élan": capitalised, "B12": capitalised, "12th": lowerCase} {
		if got := shapeOf(word); got != want {
			t.Errorf("%s: %d, want %d", word, got, want)
		}
	}
}

func TestLoadRefuses(t *testing.T) {
	file := models.Embedded().Model(models.Careful)
	h, payload, err := linear.DecodeHeader(file)
	if err != nil {
		t.Fatal(err)
	}
	with := func(h linear.Header, payload string) string {
		data, err := linear.EncodeBlob(h, payload)
		if err != nil {
			t.Fatal(err)
		}
		return string(data)
	}
	other := h
	other.Probe = "0"
	for name, test := range map[string]struct {
		data string
		want error
	}{
		"nothing":            {"", linear.ErrNotModel},
		"another's":          {models.Embedded().Model(models.Stance), linear.ErrNotFitted},
		"made by other code": {with(other, payload), linear.ErrNotFitted},
		"a byte changed":     {file[:len(file)-1] + string(file[len(file)-1]^1), linear.ErrDamaged},
		"cut short":          {with(h, payload[:len(payload)/2]), linear.ErrDamaged},
		"no payload":         {with(h, ""), linear.ErrDamaged},
		"too long a list":    {with(h, "\xff\xff\xff\xff"+payload[4:]), linear.ErrDamaged},
	} {
		if _, _, err := Load(test.data); !errors.Is(err, test.want) {
			t.Errorf("%s: %v, want %v", name, err, test.want)
		}
	}
}

// FuzzLoad takes any payload in a file that is otherwise as it should be.
func FuzzLoad(f *testing.F) {
	h, payload, err := linear.DecodeHeader(models.Embedded().Model(models.Careful))
	if err != nil {
		f.Fatal(err)
	}
	f.Add([]byte(payload[:4096]))
	f.Add([]byte("\x11\x00\x00\x00[CLS]\n[SEP]\n[UNK]\x02\x00\x00\x00[]"))
	f.Fuzz(func(t *testing.T, payload []byte) {
		data, err := linear.EncodeBlob(h, string(payload))
		if err != nil {
			t.Fatal(err)
		}
		if _, _, err := Load(string(data)); err != nil && !errors.Is(err, linear.ErrDamaged) {
			t.Error(err)
		}
	})
}

// BenchmarkRead is the encoder over a text of some 160 words and, as many times as it has sentences, the window of an anchor.
func BenchmarkRead(b *testing.B) {
	m, d := shipped(b), made(b)[0]
	for b.Loop() {
		r := m.Read(d, testTraits(d))
		for _, s := range d.Sentences {
			r.Relate(text.Range{First: 0, End: len(d.Tokens)}, s.Tokens.First)
		}
	}
	b.ReportMetric(float64(len(d.Tokens))*float64(b.N)/b.Elapsed().Seconds(), "tokens/s")
}
