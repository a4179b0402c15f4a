package storetest

import (
	"strings"
	"testing"

	"gainsay/news"
)

// after lists the ids of what came into the ledger after a position, page by page, with a stroke behind each page.
func (a *archive) after(position int64, most int) (ids string, upTo int64) {
	a.t.Helper()
	var all []string
	for {
		entries, next, err := a.After(a.t.Context(), position, most)
		if err != nil {
			a.t.Fatal(err)
		}
		if len(entries) == 0 {
			return strings.Join(all, " "), next
		}
		for _, e := range entries {
			all = append(all, e.ID)
			if e.Position <= position || e.Position > next {
				a.t.Errorf("%s came in at %d, listed between %d and %d", e.ID, e.Position, position, next)
			}
		}
		all = append(all, "|")
		if next <= position {
			a.t.Fatalf("after %d comes %d", position, next)
		}
		position = next
	}
}

func testAfter(t *testing.T, places Places) {
	a := open(t, places(t))
	if ids, position := a.after(0, 10); ids != "" || position != 0 {
		t.Errorf("of nothing: %q, %d", ids, position)
	}
	a.add(gate)
	ids, first := a.after(0, 100)
	if ids == "" || !strings.HasPrefix(ids, "d1#s1") {
		t.Fatalf("of one document: %q", ids)
	}
	if now, err := a.Position(t.Context()); err != nil || now != first {
		t.Errorf("position %d, %v, want %d", now, err, first)
	}
	if one, _ := a.after(0, 1); one != ids { // what came in at once is not parted
		t.Errorf("one at a time: %q, want %q", one, ids)
	}
	a.add(answer)
	news1, second := a.after(first, 100)
	if !strings.HasPrefix(news1, "d2#s1") || strings.Contains(news1, "d1#") {
		t.Errorf("of the second document: %q", news1)
	}
	if paged, _ := a.after(0, 1); paged != ids+" "+news1 {
		t.Errorf("page by page: %q", paged)
	}
	a.correct(news.Correction{Kind: news.Accept, Target: "d1#s1"})
	if accepted, _ := a.after(second, 100); accepted != "d1#s1 |" {
		t.Errorf("accepted: %q", accepted)
	}
	_, third := a.after(second, 100)
	a.correct(news.Correction{Kind: news.Reject, Target: "d2#s1"})
	if rejected, _ := a.after(third, 100); rejected != "" {
		t.Errorf("rejected: %q", rejected)
	}
	if entries, next, err := a.After(t.Context(), 1<<40, 10); err != nil || len(entries) != 0 || next >= 1<<40 {
		t.Errorf("behind the end: %d, %d, %v", len(entries), next, err)
	}
}
