package gainsay

import (
	"strings"
	"testing"
	"unicode/utf8"

	"gainsay/internal/record"
	"gainsay/news"
)

func TestBlocks(t *testing.T) {
	for _, c := range []struct {
		name, text string
		count      int
	}{
		{"empty", "", 1},
		{"short", "The port is shut.", 1},
		{"paragraphs", strings.Repeat(strings.Repeat("word ", 999)+"end.\n", 41), 3},
		{"one paragraph", strings.Repeat("The port is shut. ", 12_000), 3},
		{"one word", strings.Repeat("x", 250_000), 3},
		{"wide characters", strings.Repeat("é", 120_000), 3},
	} {
		t.Run(c.name, func(t *testing.T) {
			list := blocks(c.text)
			if len(list) != c.count {
				t.Errorf("%d blocks, want %d", len(list), c.count)
			}
			end := 0
			for _, b := range list {
				if b.Start != end || b.Len() > longestBlock || b.Len() == 0 && c.text != "" || !utf8.ValidString(b.In(c.text)) {
					t.Errorf("block %v after %d", b, end)
				}
				end = b.End
			}
			if end != len(c.text) {
				t.Errorf("the blocks end at %d of %d", end, len(c.text))
			}
		})
	}
}

// TestLongDocument: a document of several blocks is read whole, with spans that fit it.
func TestLongDocument(t *testing.T) {
	reader := newTestReader(t)
	text := strings.Repeat("The minister said on Monday that the port was shut. ", 6000) // 312 kB
	rec, err := reader.Read(t.Context(), Source{Raw: []byte(text), Format: Literal})
	if err != nil {
		t.Fatal(err)
	}
	if len(rec.Statements) < 5900 || len(rec.Times) < 5900 {
		t.Errorf("%d statements and %d times in 6000 sentences", len(rec.Statements), len(rec.Times))
	}
	if err := record.Check(&rec); err != nil {
		t.Error(err)
	}
	for _, s := range rec.Statements {
		if words := news.Words(rec.Article.Text, s.Cue.Spans); words != "said" && words != "said on Monday" {
			t.Fatalf("the cue of %s is %q", s.ID, words)
		}
	}
	if e := rec.Statements[len(rec.Statements)-1].Source.Entity; e == "" || e == rec.Statements[0].Source.Entity {
		t.Errorf("the last block's speaker is %q", e)
	}
}
