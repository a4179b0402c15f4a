package eval

import (
	"context"
	"math"
	"testing"

	"gainsay/internal/corpus"
)

func TestSpeakers(t *testing.T) {
	story := corpus.Story{
		Documents: []corpus.StoryDocument{{ID: "a"}, {ID: "b"}},
		Statements: []corpus.StoryStatement{{ID: "1", Document: "a", Entity: "x"}, {ID: "2", Document: "a", Entity: "x"},
			{ID: "3", Document: "a", Entity: "y"}, {ID: "4", Document: "a"}, {ID: "5", Document: "b", Entity: "x"}},
	}
	predicted := map[string][]string{"a": {"p", "", "p", "p"}, "b": {"p"}}
	f, err := Speakers(context.Background(), []corpus.Story{story}, func(d corpus.StoryDocument, _ []corpus.StoryStatement) []string { return predicted[d.ID] })
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		name      string
		got, want float64
	}{ // 1, 3 and 5 are p; 2 stands alone
		{"document precision", f.Document.Precision(), (0.5 + 1 + 0.5 + 1) / 4},
		{"document recall", f.Document.Recall(), (0.5 + 0.5 + 1 + 1) / 4},
		{"story precision", f.Story.Precision(), (2.0/3 + 1 + 1.0/3 + 2.0/3) / 4},
		{"story recall", f.Story.Recall(), (2.0/3 + 1.0/3 + 1 + 2.0/3) / 4},
	} {
		if math.Abs(test.got-test.want) > 1e-9 {
			t.Errorf("%s: got %g, want %g", test.name, test.got, test.want)
		}
	}
}
