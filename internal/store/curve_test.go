//go:build unix

package store_test

import (
	"flag"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"gainsay/internal/store"
	"gainsay/news"
)

// The full form of the test, a million statements: go test ./internal/store -run Curve -v -curve 60000 -timeout 2h (-curveplace for a place
// that stays, such as a database).
var (
	curveDocuments = flag.Int("curve", 300, "how many documents the archive grows to")
	curvePlace     = flag.String("curveplace", "", "where the archive is; default a folder that goes again")
)

const curveStatements = 17 // of a document

// TestCurve lets an archive grow and tells as it does what it costs to add a document, and what searches take. It fails where an answer is
// wrong or where adding gets dearer with the size; how fast a search is it only tells.
func TestCurve(t *testing.T) {
	place := *curvePlace
	if place == "" {
		place = t.TempDir()
	}
	s, err := store.Open(t.Context(), place, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	w := newWorld()
	const batch = 50
	var first, cost, worked time.Duration
	var since, measured int
	for n := 0; n < *curveDocuments; n += batch {
		found, records := make([]store.Found, batch), make([]news.Record, batch)
		for i := range batch {
			records[i] = w.record(n + i)
			a := &records[i].Article
			page := n + i
			if page%100 == 99 {
				page -= 60 // is written again
			}
			found[i] = store.Found{Raw: []byte(a.Text), Source: []byte("{}"), Article: a, Capture: news.Capture{Place: fmt.Sprintf("https://outlet-%d.example/%d", page%40, page), Time: time.Now()}}
		}
		started, before := time.Now(), processor(t)
		kept, err := s.Keep(t.Context(), found)
		if err != nil {
			t.Fatal(err)
		}
		for i := range kept {
			if err := s.SaveReading(t.Context(), kept[i].Document, &records[i]); err != nil {
				t.Fatal(err)
			}
		}
		if _, err := s.Link(t.Context(), nil); err != nil {
			t.Fatal(err)
		}
		cost += time.Since(started)
		worked += processor(t) - before
		since += batch
		documents := n + batch
		if documents >= *curveDocuments || documents == 1000 || documents%10_000 == 0 || documents < 1000 && documents%200 == 0 {
			each := worked / time.Duration(since) // of the processor, which does not depend on what else the machine does
			if measured++; documents >= 1000 && first == 0 {
				first = each
			}
			t.Logf("%7d documents, %8d statements: %6.2f ms to add one (%.2f of the processor), %s, peak memory %d MB", documents, documents*curveStatements,
				float64((cost/time.Duration(since)).Microseconds())/1000, float64(each.Microseconds())/1000, w.searches(t, s, documents), peak())
			cost, worked, since = 0, 0, 0
			if first > 0 && each > 2*first {
				t.Errorf("adding a document takes %v, at 1,000 documents it took %v", each, first)
			}
		}
	}
}

// processor is how long the process has computed.
func processor(t *testing.T) time.Duration {
	var usage syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &usage); err != nil {
		t.Fatal(err)
	}
	return time.Duration(usage.Utime.Nano() + usage.Stime.Nano())
}

// peak is the most memory that the process has had, in MB; 0 where the system does not tell.
func peak() int {
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return 0
	}
	_, after, _ := strings.Cut(string(status), "VmHWM:")
	var kilobytes int
	_, _ = fmt.Sscan(after, &kilobytes)
	return kilobytes >> 10
}

// world makes records of an invented world: words, names and matters as unevenly spread as in news.
type world struct {
	random *rand.Rand
	words  *rand.Zipf
	names  *rand.Zipf
	told   []string // what was said of the matter already
	matter uint64
}

const (
	worldWords = 60_000
	worldNames = 40_000
)

func newWorld() *world {
	random := rand.New(rand.NewPCG(1, 2))
	return &world{random: random, words: rand.NewZipf(random, 1.07, 8, worldWords-1), names: rand.NewZipf(random, 1.15, 6, worldNames-1)}
}

// word is the n-th word: a made-up one, the same for the same number.
func word(n uint64) string {
	const consonants, vowels = "bdfgklmnprstvz", "aeiou"
	var out strings.Builder
	for n += 30; n > 0; n /= uint64(len(consonants) * len(vowels)) {
		k := n % uint64(len(consonants)*len(vowels))
		out.WriteByte(consonants[k/5])
		out.WriteByte(vowels[k%5])
	}
	return out.String()
}

func (w *world) name() string {
	n := w.names.Uint64()
	first, last := word(n%700), word(n+1000)
	return strings.ToUpper(first[:1]) + first[1:] + " " + strings.ToUpper(last[:1]) + last[1:]
}

func (w *world) phrase(matter uint64, length int) string {
	words := make([]string, length)
	for i := range words {
		if n := w.words.Uint64(); i%3 == 0 {
			words[i] = word((matter*31 + n%40) % worldWords) // a word of the matter
		} else {
			words[i] = word(n)
		}
	}
	return strings.Join(words, " ")
}

func (w *world) record(n int) news.Record {
	matter := uint64(n/12)*7919 + uint64(w.random.IntN(3)) // a dozen documents tell of one matter
	day := news.Day("2020-01-01").Add(n * 2000 / max(1, *curveDocuments))
	var text strings.Builder
	a := news.Article{Title: w.phrase(matter, 8), Published: day, Publisher: fmt.Sprintf("Outlet %d", w.random.IntN(300)), Language: "en"}
	rec := news.Record{ID: "d", Models: "curve-1"}
	add := func(words string) news.Span {
		start := text.Len()
		text.WriteString(words)
		return news.Span{Start: start, End: text.Len()}
	}
	entities := map[string]string{}
	acts := []news.Act{news.Assert, news.Assert, news.Assert, news.Deny, news.Accuse, news.Demand, news.Promise, news.Warn}
	for i := range curveStatements {
		name := w.name()
		source := add(name)
		text.WriteByte(' ')
		cue := add("said")
		text.WriteString(" that ")
		content := add(w.said(matter))
		text.WriteString(". " + w.phrase(matter, 12) + ".\n\n")
		if entities[name] == "" {
			entities[name] = fmt.Sprintf("e%d", len(rec.Entities)+1)
			rec.Entities = append(rec.Entities, news.Entity{ID: entities[name], Name: name, Kind: news.Person, Mentions: []news.Span{source}})
		}
		s := news.Statement{ID: fmt.Sprintf("s%d", i+1), Part: news.InText, Source: &news.Source{Spans: []news.Span{source}, Entity: entities[name]},
			Cue: &news.Cue{Spans: []news.Span{cue}, Lemma: "say"}, Content: []news.Span{content}, Form: news.Indirect, Act: acts[w.random.IntN(len(acts))],
			Claim: fmt.Sprintf("c%d", i+1), Stance: news.Asserts, Confidence: 0.7}
		switch s.Act {
		case news.Deny:
			s.Stance = news.Denies
		case news.Demand, news.Promise:
			s.Stance = ""
		}
		if w.random.IntN(3) == 0 {
			said := day.Add(-w.random.IntN(5))
			s.Said = &news.Said{From: said, To: said}
		}
		rec.Claims = append(rec.Claims, news.Claim{ID: s.Claim, Text: content.In(text.String())})
		rec.Statements = append(rec.Statements, s)
	}
	a.Text = strings.TrimSpace(text.String())
	rec.Article = a
	return rec
}

// said is what somebody says of a matter: now and then what somebody else has said before.
func (w *world) said(matter uint64) string {
	if matter != w.matter {
		w.matter, w.told = matter, nil
	}
	if len(w.told) > 0 && w.random.IntN(6) == 0 {
		return w.told[w.random.IntN(len(w.told))]
	}
	words := w.phrase(matter, 8+w.random.IntN(24))
	w.told = append(w.told, words)
	return words
}

// searches asks many different things and tells how long that took.
func (w *world) searches(t *testing.T, s *store.Store, documents int) string {
	var took []time.Duration
	slowest := map[time.Duration]news.Query{}
	ask := func(q news.Query) {
		started := time.Now()
		page, err := s.Statements(t.Context(), q)
		if err != nil {
			t.Fatalf("%+v: %v", q, err)
		}
		took = append(took, time.Since(started))
		slowest[took[len(took)-1]] = q
		for _, e := range page.Entries {
			if q.Act != "" && e.Statement.Act != q.Act || q.Outlet != "" && e.Document.Publisher != q.Outlet {
				t.Fatalf("%+v finds %+v", q, e)
			}
		}
	}
	recent := news.Day("2020-01-01").Add(documents * 2000 / max(1, *curveDocuments))
	for range 40 {
		common, rare, rarer := word(w.words.Uint64()%20), word(w.words.Uint64()), word(uint64(w.random.IntN(worldWords)))
		someday := recent.Add(-w.random.IntN(1500))
		for _, q := range []news.Query{
			{}, {Text: common}, {Text: rare}, {Text: rarer}, {Text: common + " " + rare}, {Text: common + " OR " + rarer}, {Text: `"` + common + " " + rare + `"`},
			{Text: rare[:min(3, len(rare))] + "*"}, {Text: common, Act: news.Deny}, {Text: common, Speaker: w.name()}, {Speaker: w.name()}, {Act: news.Warn, Outlet: "Outlet 7"},
			{Text: common, Since: someday, Until: someday.Add(7)}, {Text: rare, Outlet: fmt.Sprintf("Outlet %d", w.random.IntN(300))}, {Text: common + " -" + rare},
			{Text: common + " " + rare, ByRelevance: true}, {Claim: fmt.Sprintf("c%d", 1+w.random.IntN(documents))}, {Text: common, AsOf: time.Now().Add(-time.Second)},
			{Text: common, PublishedSince: someday, PublishedUntil: someday.Add(30)}, {Document: fmt.Sprintf("d%d", 1+w.random.IntN(documents))},
		} {
			ask(q)
		}
	}
	slices.Sort(took)
	for _, d := range took[len(took)-5:] {
		t.Logf("%v: %+v", d.Round(time.Millisecond), slowest[d])
	}
	at := func(share float64) float64 {
		return float64(took[int(math.Min(share*float64(len(took)), float64(len(took)-1)))].Microseconds()) / 1000
	}
	return fmt.Sprintf("search median %.1f, p95 %.1f, worst %.1f ms", at(0.5), at(0.95), at(1))
}
