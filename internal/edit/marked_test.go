package edit

import (
	"testing"

	"gainsay/news"
)

func TestMarked(t *testing.T) {
	for _, test := range []struct {
		name          string
		before, after news.Article
		want          string
	}{
		{"nothing", news.Article{Text: "The gate was shut."}, news.Article{Text: "The gate was open."}, ""},
		{"a correction at the end", news.Article{Text: "The gate was shut."}, news.Article{Text: "The gate was open.\n\nCorrection: An earlier headline named another gate."},
			"Correction: An earlier headline named another gate."},
		{"in the day's line", news.Article{Excluded: []news.Excluded{{Text: "Sarn Valley News | May 14, 2024"}}},
			news.Article{Excluded: []news.Excluded{{Text: "Sarn Valley News | May 14, 2024 | Updated May 15, 2024"}}}, "Updated May 15, 2024"},
		{"was there before", news.Article{Text: "Update: a gate."}, news.Article{Text: "Update: a gate.\n\nAnother."}, ""},
		{"this article was amended", news.Article{}, news.Article{Text: "This article was amended on 3 May to name the gate."}, "This article was amended on 3 May to name the gate."},
		{"a sentence of the story", news.Article{}, news.Article{Text: "Updated plans for the dam were published.\n\nCorrection officers stood by.\n\nThis story is old."}, ""},
		{"a day for machines", news.Article{Published: "2024-05-14", Modified: "2024-05-14"}, news.Article{Published: "2024-05-14", Modified: "2024-05-15"}, "changed 2024-05-15"},
	} {
		if got := Marked(&test.before, &test.after); got != test.want {
			t.Errorf("%s: %q, not %q", test.name, got, test.want)
		}
	}
}
