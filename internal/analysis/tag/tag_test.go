package tag_test

import (
	"bytes"
	"context"
	"errors"
	"strings"
	"testing"

	"gainsay/internal/analysis/tag"
	"gainsay/internal/analysis/token"
	"gainsay/internal/linear"
)

// lessons are a few sentences to learn from: word/tag.
func lessons() []tag.Sentence {
	var out []tag.Sentence
	for _, line := range []string{
		"The/DT mayor/NN denied/VBD it/PRP ./.",
		"The/DT envoys/NNS denied/VBD the/DT claims/NNS ./.",
		"Ada/NNP Quill/NNP claims/VBZ the/DT harbour/NN ./.",
		"Ms./NNP Orr/NNP rejects/VBZ the/DT claims/NNS ./.",
		"It/PRP rejects/VBZ a/DT plan/NN ./.",
		"They/PRP plan/VBP a/DT harbour/NN ./.",
	} {
		var s tag.Sentence
		for _, pair := range strings.Fields(line) {
			word, label, _ := strings.Cut(pair, "/")
			s.Words, s.Tags = append(s.Words, word), append(s.Tags, label)
		}
		out = append(out, s)
	}
	return out
}

func trained(t testing.TB) []byte {
	t.Helper()
	var data []tag.Sentence
	for range 6 {
		data = append(data, lessons()...)
	}
	model, err := tag.Train(context.Background(), nil, data, tag.Options{Seed: 1, Threshold: 0.01}, nil)
	if err != nil {
		t.Fatal(err)
	}
	file, err := model.Encode()
	if err != nil {
		t.Fatal(err)
	}
	return file
}

func TestAnnotate(t *testing.T) {
	tagger, err := tag.Load(string(trained(t)), nil)
	if err != nil {
		t.Fatal(err)
	}
	d := token.Split("The envoys claims the harbour. Ada Orr denied the plan.\nThey plan it.")
	tagger.Annotate(d)
	var got []string
	for _, tok := range d.Tokens {
		got = append(got, tok.Tag)
	}
	want := "DT NNS VBZ DT NN . NNP NNP VBD DT NN . PRP VBP PRP ."
	if strings.Join(got, " ") != want {
		t.Errorf("got  %v\nwant %s", got, want)
	}
}

func TestWordsAgreesWithAnnotate(t *testing.T) {
	tagger, err := tag.Load(string(trained(t)), nil)
	if err != nil {
		t.Fatal(err)
	}
	d := token.Split("Ms. Quill plans the claims.")
	tagger.Annotate(d)
	var words []string
	for i := range d.Tokens {
		words = append(words, d.Word(i))
	}
	for i, label := range tagger.Words(words) {
		if label != d.Tokens[i].Tag {
			t.Errorf("%s: Words says %s, Annotate %s", words[i], label, d.Tokens[i].Tag)
		}
	}
	if got := tagger.Words(nil); len(got) != 0 {
		t.Errorf("no words gave tags %v", got)
	}
}

func TestTrainingIsDeterministic(t *testing.T) {
	if !bytes.Equal(trained(t), trained(t)) {
		t.Error("two trainings on the same data gave different files")
	}
}

func TestTrainWantsData(t *testing.T) {
	if _, err := tag.Train(context.Background(), nil, nil, tag.Options{}, nil); !errors.Is(err, tag.ErrNothing) {
		t.Errorf("error %v, want ErrNothing", err)
	}
	cancelled, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := tag.Train(cancelled, nil, lessons(), tag.Options{}, nil); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v, want Canceled", err)
	}
}

func TestLoadRefusesAnotherStage(t *testing.T) {
	model, err := linear.NewModel(linear.Header{Stage: "names", Labels: []string{"a"}}, linear.Sparse, linear.Weights{Labels: 1}, nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	file, err := model.Encode()
	if err != nil {
		t.Fatal(err)
	}
	if _, err := tag.Load(string(file), nil); !errors.Is(err, linear.ErrNotFitted) {
		t.Errorf("error %v, want ErrNotFitted", err)
	}
}

func BenchmarkAnnotate(b *testing.B) {
	tagger, err := tag.Load(string(trained(b)), nil)
	if err != nil {
		b.Fatal(err)
	}
	d := token.Split(strings.Repeat("Ms. Quill, the 66-year-old mayor, said on Friday that the envoys wouldn’t reject the plan.\n", 200))
	for b.Loop() {
		tagger.Annotate(d)
	}
	b.ReportMetric(float64(len(d.Tokens)*b.N)/b.Elapsed().Seconds(), "tokens/s")
}
