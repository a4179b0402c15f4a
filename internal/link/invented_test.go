package link

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"strings"
	"testing"

	"gainsay/internal/claim"
	"gainsay/internal/recall"
	"gainsay/news"
)

// shelf is a memory in a map. It counts what is asked of it and what is written, and may fail.
type shelf struct {
	rows          map[string][]byte
	loads, asked  int
	written, size int
	failAt        int // the load that fails, from 1; 0: none
}

func newShelf() *shelf { return &shelf{rows: map[string][]byte{}} }

var errShelf = fmt.Errorf("the shelf broke")

func (s *shelf) Load(keys []string) ([][]byte, error) {
	s.loads++
	s.asked += len(keys)
	if s.loads == s.failAt {
		return nil, errShelf
	}
	values := make([][]byte, len(keys))
	for i, key := range keys {
		if len(key) > recall.LongestKey {
			return nil, fmt.Errorf("key %q is too long", key)
		}
		values[i] = s.rows[key]
	}
	return values, nil
}

func (s *shelf) write(rows []recall.Row) {
	for _, row := range rows {
		s.rows[row.Key] = row.Value
		s.written++
		s.size += len(row.Key) + len(row.Value)
	}
}

func (s *shelf) clone() *shelf { return &shelf{rows: maps.Clone(s.rows)} }

// press invents articles: a few stories at a time, in each of which the same people assert and deny the same things, among words that
// are as frequent as words are.
type press struct {
	random  *rand.Rand
	zipf    *rand.Zipf
	matters []matter
	made    []news.Record
}

// matter is what a story is about.
type matter struct {
	people []string
	words  []string
	day    int
}

func newPress(seed uint64) *press {
	random := rand.New(rand.NewPCG(seed, 1))
	return &press{random: random, zipf: rand.NewZipf(random, 1.07, 3, 60_000)}
}

// syllables make a pronounceable word of a number.
func syllables(n uint64) string {
	var out strings.Builder
	for range 2 {
		out.WriteByte("bdfgklmnprstvz"[n%14])
		out.WriteByte("aeiou"[n/14%5])
		n /= 70
	}
	for ; n > 0; n /= 70 {
		out.WriteByte("bdfgklmnprstvz"[n%14])
		out.WriteByte("aeiou"[n/14%5])
	}
	return out.String() + "n"
}

func title(word string) string { return strings.ToUpper(word[:1]) + word[1:] }

func (p *press) word() string { return syllables(p.zipf.Uint64()) }

func (p *press) name() string {
	return title(syllables(uint64(p.random.IntN(3000)))) + " " + title(syllables(70_000+uint64(p.random.IntN(20_000))))
}

// sentence is n words.
func (p *press) sentence(n int) string {
	words := make([]string, n)
	for i := range words {
		if words[i] = p.word(); p.random.IntN(12) == 0 && i > 0 {
			words[i] = title(words[i])
		}
	}
	return title(strings.Join(words, " ")) + "."
}

// next is another article: on a new matter or on one of the last ones; now and then a version or a copy of one before.
func (p *press) next() *news.Record {
	if n := len(p.made); n > 5 {
		old := p.made[n-1-p.random.IntN(5)]
		switch p.random.IntN(20) {
		case 0: // another version
			return p.keep(p.write(&p.matters[p.random.IntN(len(p.matters))], old.Article.URL, old.Article.Publisher, old.Article.Title, old.Article.Text))
		case 1: // a copy
			return p.keep(p.write(&p.matters[p.random.IntN(len(p.matters))], "", "Outlet "+p.word(), "", old.Article.Text))
		}
	}
	if len(p.matters) == 0 || p.random.IntN(6) == 0 {
		m := matter{day: len(p.made) / 4}
		for range 5 {
			m.people = append(m.people, p.name())
		}
		for range 30 {
			m.words = append(m.words, syllables(100_000+uint64(p.random.IntN(100_000))))
		}
		p.matters = append(p.matters[max(0, len(p.matters)-20):], m)
	}
	m := &p.matters[p.random.IntN(len(p.matters))]
	return p.keep(p.write(m, fmt.Sprintf("https://paper.example/%d", len(p.made)), "Paper", title(m.words[0])+" "+p.word()+" "+m.words[1], ""))
}

func (p *press) keep(rec *news.Record) *news.Record {
	p.made = append(p.made[max(0, len(p.made)-8):], *rec)
	return rec
}

// write makes the record of an article; old is the text that it repeats.
func (p *press) write(m *matter, address, publisher, headline, old string) *news.Record {
	rec := &news.Record{Article: news.Article{URL: address, Publisher: publisher, Title: headline, Language: "en"}}
	if m.day += p.random.IntN(3) - 1; p.random.IntN(15) > 0 {
		rec.Article.Published = news.Day("2031-01-01").Add(max(0, m.day))
	}
	var body strings.Builder
	for body.Len() < 2600 {
		if old == "" {
			body.WriteString(p.sentence(8+p.random.IntN(10)) + " ")
		} else {
			body.WriteString(old[:min(len(old), 2400)] + " " + p.sentence(9) + " ")
		}
		p.say(rec, m, &body)
	}
	rec.Article.Text = body.String()
	claim.Within(rec)
	return rec
}

// say lets somebody assert or deny something.
func (p *press) say(rec *news.Record, m *matter, body *strings.Builder) {
	k := p.random.IntN(len(m.words) - 4)
	thing := fmt.Sprintf("the %s %s had %s the %s near %s", m.words[k], m.words[k+1], m.words[k+2]+"ed", m.words[k+3], title(m.words[0]))
	cue, lemma, act := "said", "say", news.Assert
	switch p.random.IntN(5) {
	case 0:
		cue, lemma, act = "denied", "deny", news.Deny
	case 1:
		cue, lemma, act = "confirmed", "confirm", news.Confirm
	}
	who := m.people[p.random.IntN(len(m.people))]
	if p.random.IntN(4) == 0 {
		_, who, _ = strings.Cut(who, " ")
	}
	span := func(words string) []news.Span {
		start := body.Len()
		body.WriteString(words)
		return []news.Span{{Start: start, End: body.Len()}}
	}
	s := news.Statement{ID: fmt.Sprint("s", len(rec.Statements)+1), Part: news.InText, Act: act, Form: news.Indirect}
	s.Source = &news.Source{Spans: span(who), Entity: entity(rec, who)}
	body.WriteByte(' ')
	s.Cue = &news.Cue{Spans: span(cue), Lemma: lemma}
	body.WriteByte(' ')
	s.Content = span("that " + thing)
	body.WriteString(". ")
	rec.Statements = append(rec.Statements, s)
}

// entity is the id of somebody in a record, who is entered if he is not there yet.
func entity(rec *news.Record, name string) string {
	for _, e := range rec.Entities {
		if e.Name == name || strings.HasSuffix(e.Name, " "+name) {
			return e.ID
		}
	}
	e := news.Entity{ID: fmt.Sprint("e", len(rec.Entities)+1), Name: name, Kind: news.Person}
	rec.Entities = append(rec.Entities, e)
	return e.ID
}

func invented(n int, seed uint64) []*news.Record {
	p := newPress(seed)
	out := make([]*news.Record, n)
	for i := range out {
		out[i] = p.next()
	}
	return out
}

// addAll links records with a linker for each, and writes what it remembers.
func addAll(t testing.TB, records []*news.Record, memory *shelf) []Linked {
	t.Helper()
	out := make([]Linked, len(records))
	for i, rec := range records {
		l := New(memory)
		out[i] = add(t, l, int64(i+1), rec)
		memory.write(l.Changes())
	}
	return out
}

func add(t testing.TB, l *Linker, document int64, rec *news.Record) Linked {
	t.Helper()
	linked, err := l.Add(document, rec)
	if err != nil {
		t.Fatal(err)
	}
	return linked
}
