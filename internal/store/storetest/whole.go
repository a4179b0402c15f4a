package storetest

import (
	"bytes"
	"context"
	"errors"
	"regexp"
	"strings"
	"sync"
	"testing"

	"gainsay/internal/proof"
	"gainsay/internal/store"
	"gainsay/news"
)

func (a *archive) dump() string {
	a.t.Helper()
	var out bytes.Buffer
	if err := a.Dump(a.t.Context(), &out); err != nil {
		a.t.Fatal(err)
	}
	return out.String()
}

var looks = regexp.MustCompile(`"looked":\d+,"looks":"[^"]*"`)

// withoutLooks is a dump without how often somebody looked somewhere.
func withoutLooks(dump string) string { return looks.ReplaceAllString(dump, "") }

func testProof(t *testing.T, places Places) {
	a := open(t, places(t))
	a.add(gate)
	earlier, err := a.Head(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	a.add(answer)
	public, err := a.PublicKey(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	key, err := proof.ParsePublicKey(public)
	if err != nil {
		t.Fatal(err)
	}
	for _, id := range []string{"d1#s1", "d2#s1"} {
		p, err := a.Proof(t.Context(), id)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := p.Verify(key); err != nil {
			t.Errorf("%s: %v", id, err)
		}
		if !bytes.Contains(p.Entry, []byte(`"document":"`+strings.Split(id, "#")[0]+`"`)) {
			t.Errorf("%s: the proof is of %s", id, p.Entry)
		}
		p.Entry = bytes.Replace(p.Entry, []byte("hand-1"), []byte("hand-2"), 1)
		if _, err := p.Verify(key); err == nil {
			t.Errorf("%s: a changed entry is proved", id)
		}
	}
	before, now, err := a.Extends(t.Context(), earlier)
	if err != nil || before.Size != 2 || now.Size != 4 {
		t.Errorf("%+v, %+v, %v", before, now, err)
	}
	if _, err := a.Proof(t.Context(), "d9#s1"); !errors.Is(err, store.ErrUnknown) {
		t.Error(err)
	}
	other := open(t, places(t))
	other.add(answer)
	if _, _, err := other.Extends(t.Context(), earlier); err == nil {
		t.Error("another archive extends the head")
	}
}

// testVerify damages an archive in many ways, and each is found.
func testVerify(t *testing.T, places Places) {
	for damage, statement := range map[string]string{
		"log":                 "UPDATE log SET kind = kind, entry = $1 WHERE position = 1",
		"document d1":         "UPDATE documents SET reading = (SELECT reading FROM documents WHERE id = 2) WHERE id = 1",
		"document d2":         "UPDATE documents SET article = (SELECT article FROM documents WHERE id = 1) WHERE id = 2",
		"original":            "UPDATE originals SET size = size + 1",
		"statement d1#s1: it": "UPDATE statements SET speaker = 99 WHERE document = 1 AND name = 's1'",
		"statement d1#s2":     "UPDATE statements SET claim = 99 WHERE document = 1 AND name = 's2'",
		"statement d2#s1":     "UPDATE statements SET body = (SELECT body FROM statements WHERE document = 1 AND name = 's2') WHERE document = 2",
		"index":               "DELETE FROM found",
		"document d1: no":     "DELETE FROM captures WHERE document = 1",
	} {
		t.Run(damage, func(t *testing.T) {
			a := open(t, places(t))
			a.add(gate, answer)
			db, _ := a.Database()
			var arguments []any
			if strings.Contains(statement, "$1") {
				arguments = []any{[]byte(`{"kind":"capture","time":"2031-03-01T12:00:00Z","body":{}}`)}
			}
			if _, err := db.ExecContext(t.Context(), statement, arguments...); err != nil {
				t.Fatal(err)
			}
			var found []string
			if _, err := a.Verify(t.Context(), func(f store.Finding) { found = append(found, f.String()) }, nil); err != nil {
				t.Fatal(err)
			}
			if !strings.Contains("\n"+strings.Join(found, "\n"), "\n"+damage) {
				t.Errorf("found %q", found)
			}
			if damage == "index" {
				if err := a.Reindex(t.Context(), nil); err != nil {
					t.Fatal(err)
				}
				a.sound()
				a.expect(news.Query{Text: "gate"}, "d2#s1 d1#s2 d1#s1")
			}
		})
	}
	a := open(t, places(t))
	a.add(gate, answer)
	checked, err := a.Verify(t.Context(), func(f store.Finding) { t.Error(f) }, nil)
	if err != nil || checked != (store.Checked{Originals: 2, Documents: 2, Statements: 3, Entries: 4}) {
		t.Errorf("%+v, %v", checked, err)
	}
	sizes, err := a.Sizes(t.Context())
	if err != nil || sizes.Documents[news.Linked] != 2 || sizes.Statements != 3 || sizes.Entities != 3 || sizes.Captures != 2 || sizes.Entries != 4 || sizes.Bytes == 0 {
		t.Errorf("%+v, %v", sizes, err)
	}
}

// testClockJumps: whatever the clock does, the log runs forward.
func testClockJumps(t *testing.T, places Places) {
	a := open(t, places(t))
	a.add(gate)
	*a.clock = start.AddDate(-20, 0, 0)
	a.add(answer)
	*a.clock = start.AddDate(20, 0, 0)
	a.add(third)
	*a.clock = start
	a.correct(news.Correction{Kind: news.Accept, Target: "d1#s1"})
	a.expect(news.Query{AsOf: start.AddDate(0, 1, 0)}, "d2#s1 d1#s2 d1#s1")
	a.sound()
}

// testTwoAtOnce opens one archive twice and lets both write.
func testTwoAtOnce(t *testing.T, places Places) {
	place := places(t)
	a, b := open(t, place), open(t, place)
	const each = 25
	var all sync.WaitGroup
	for n, one := range []*archive{a, b} {
		all.Go(func() {
			for i := range each {
				p := third
				p.place = "https://many.example/" + number("", n*each+i)
				p.paragraphs = append([]string{"Report " + p.place + "."}, third.paragraphs...)
				kept := one.keep(p)[0]
				one.read(kept, p, "hand-1")
				one.link()
			}
		})
	}
	all.Wait()
	a.link()
	sizes, err := a.Sizes(t.Context())
	if err != nil || sizes.Documents[news.Linked] != 2*each || sizes.Statements != 4*each {
		t.Errorf("%+v, %v", sizes, err)
	}
	a.sound()
}

func testCancelled(t *testing.T, places Places) {
	a := open(t, places(t))
	a.add(gate)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := a.Statements(ctx, news.Query{Text: "gate"}); !errors.Is(err, context.Canceled) {
		t.Errorf("search: %v", err)
	}
	art, _ := article("A", "", "", "B")
	if _, err := a.Keep(ctx, []store.Found{{Raw: []byte("x"), Source: []byte("{}"), Article: &art, Capture: news.Capture{Place: "/x", Time: start}}}); !errors.Is(err, context.Canceled) {
		t.Errorf("keep: %v", err)
	}
	if _, err := a.Correct(ctx, news.Correction{By: "kim", Kind: news.Accept, Target: "d1#s1"}); !errors.Is(err, context.Canceled) {
		t.Errorf("correct: %v", err)
	}
	a.sound()
}

// testDump: what was dumped and restored is the same, and goes on.
func testDump(t *testing.T, places Places) {
	a := open(t, places(t))
	a.add(gate, answer)
	a.correct(news.Correction{Kind: news.Accept, Target: "d1#s1"})
	dump := a.dump()
	b := open(t, places(t))
	if err := b.Restore(t.Context(), strings.NewReader(dump)); err != nil {
		t.Fatal(err)
	}
	if got := b.dump(); got != dump {
		t.Errorf("restored\n%.2000s\nand not\n%.2000s", got, dump)
	}
	b.sound()
	b.add(third)
	b.expect(news.Query{Text: "gate"}, "d2#s1 d1#s2 d1#s1")
	if err := b.Restore(t.Context(), strings.NewReader(dump)); !errors.Is(err, store.ErrNotEmpty) {
		t.Errorf("restored twice: %v", err)
	}
	lines := strings.SplitAfter(dump, "\n")
	for what, broken := range map[string]string{
		"nothing": "", "no dump": `{"a":1}`, "the half": strings.Join(lines[:len(lines)/2], ""), "without an end": strings.Join(lines[:len(lines)-2], ""),
		"a table nobody knows": lines[0] + `{"t":"users","r":{}}` + "\n",
	} {
		c := open(t, places(t))
		if err := c.Restore(t.Context(), strings.NewReader(broken)); !errors.Is(err, store.ErrDump) {
			t.Errorf("%s: %v", what, err)
		}
		if sizes, err := c.Sizes(t.Context()); err != nil || sizes.Entries != 0 || len(sizes.Documents) != 0 {
			t.Errorf("%s: something was kept: %+v, %v", what, sizes, err)
		}
		c.add(gate)
	}
}

func testOpenAgain(t *testing.T, places Places) {
	place := places(t)
	a := open(t, place)
	a.add(gate)
	b := open(t, place)
	b.add(answer)
	a.add(third) // its linker has to learn of the second
	a.expect(news.Query{Claim: a.entry("d1#s1").Statement.Claim}, "d2#s1 d1#s1")
	db, _ := a.Database()
	if _, err := db.ExecContext(t.Context(), "INSERT INTO migrations (step) VALUES (99)"); err != nil {
		t.Fatal(err)
	}
	if _, err := store.Open(t.Context(), place, nil); !errors.Is(err, store.ErrNewer) {
		t.Errorf("an archive of a newer gainsay: %v", err)
	}
}

// RunBetween checks that an archive goes from one database to another and back, and is the same in both.
func RunBetween(t *testing.T, one, other Places) {
	a := open(t, one(t))
	odd := third
	odd.title, odd.paragraphs = "A \x00 title 𝔘", append([]string{"\x00 “Water” 5\u00a0m."}, third.paragraphs...)
	a.add(gate, answer, odd)
	a.correct(news.Correction{Kind: news.Accept, Target: "d1#s1"})
	a.correct(news.Correction{Kind: news.Merge, Target: a.entry("d1#s1").Speaker.ID, Into: a.entry("d2#s1").Speaker.ID})
	if _, _, err := a.Watch(t.Context(), "https://elding-times.example/feed.xml", "Elding Times"); err != nil {
		t.Fatal(err)
	}
	head, err := a.Head(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	dump := a.dump()
	for _, places := range []Places{other, one} {
		b := open(t, places(t))
		if err := b.Restore(t.Context(), strings.NewReader(dump)); err != nil {
			t.Fatal(err)
		}
		if got := b.dump(); got != dump {
			t.Errorf("restored\n%.3000s\nand not\n%.3000s", got, dump)
		}
		b.sound()
		if _, _, err := b.Extends(t.Context(), head); err != nil {
			t.Error(err)
		}
		b.expect(news.Query{Text: "gate"}, "d2#s1 d1#s2 d1#s1")
		b.expect(news.Query{Speaker: "Ilse Brandt"}, "d2#s1 d1#s1")
		dump = b.dump()
	}
}
