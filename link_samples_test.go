package gainsay_test

import (
	"strings"
	"testing"

	"gainsay"
	"gainsay/news"
)

// TestSampleClaims: in the sample dispute those who deny that the dam was opened deny one claim, in whatever words and wherever.
func TestSampleClaims(t *testing.T) {
	records := dispute(t)
	gainsay.Exchange(records)
	found := func(document, words string) news.Statement {
		for i := range records {
			for _, s := range records[i].Statements {
				if text := news.Words(records[i].Article.Body(s.Part), s.Content); strings.HasPrefix(records[i].ID, document) && strings.Contains(text, words) {
					return s
				}
			}
		}
		t.Fatalf("%s has no statement with %q", document, words)
		return news.Statement{}
	}
	denied := found("1-", "that the Orlek Dam had been opened")
	if denied.Claim == "" || denied.Stance != news.Denies {
		t.Fatalf("the denial is %+v", denied)
	}
	for _, other := range [][2]string{{"1-", "No gate at Orlek was opened"}, {"2-", "that the Orlek Dam had been opened"}, {"3-", "dam stayed shut"},
		{"6-", "nobody at the company had opened a gate"}, {"7-", "all six gates were shut"}} {
		if s := found(other[0], other[1]); s.Claim != denied.Claim || s.Stance != news.Denies {
			t.Errorf("%s: %q has claim %q and stance %q, want %q denied", other[0], other[1], s.Claim, s.Stance, denied.Claim)
		}
	}
	for _, other := range [][2]string{{"1-", "the logbook would be handed"}, {"4-", "They knew"}, {"6-", "a shift leader had been suspended"}, {"7-", "it was stalling"}} {
		if s := found(other[0], other[1]); s.Claim == denied.Claim {
			t.Errorf("%s: %q has the claim of the dam's opening", other[0], other[1])
		}
	}
	first, later := found("4-", "They knew"), found("5-", "They knew")
	if first.Claim != later.Claim || first.Stance != later.Stance {
		t.Errorf("the versions of one article differ: %+v and %+v", first, later)
	}
}
