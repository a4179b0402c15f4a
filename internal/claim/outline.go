package claim

import (
	"cmp"
	"slices"
	"unicode"

	"gainsay/internal/text"
	"gainsay/news"
)

// Document is what is asked of a record to tell its claims in others: an [Outline].
type Document struct {
	ID       string
	Day      news.Day
	Claims   []Sketch // of the record's claims, in their order
	Entities []int    // of the record's entities, the numbers that hold in the collection; nil: nobody is known elsewhere
	Article  int32    // the number of the first version of the article; 0: versions are documents like any
	Before   int32    // the number of the version before this one; 0: there is none
	context  []count  // what the whole text is about, by stem
}

// Sketch is a claim of one document as far as others can be told to be the same.
type Sketch struct {
	text       string        // its words in the document
	fitness    float64       // how well they state it for a reader elsewhere
	wordings   []Proposition // of the first statements that word it
	turned     bool          // the stances are towards the opposite of the wordings
	works      bool          // it is that a report as a whole is right
	owners     []string      // stems of whose report it is
	asserting  int           // statements that put forward what the wordings say
	disputing  int           // statements that deny or doubt that
	members    int
	early      bool // it stands in the title or among the first statements
	statements []part
	shares     []share // see core
}

// part is a statement that belongs to a claim.
type part struct {
	id       string
	part     news.Part
	entity   int // in the record's list; -1: unknown
	stance   news.Stance
	act      news.Act
	answered bool
}

// count is how often a stem occurs in a text.
type count struct {
	stem string
	n    int
	name bool
}

// mostContext is how many stems tell what a text is about.
const mostContext = 96

// Outline reads a record that [Within] has filled for what tells its claims in other documents.
func Outline(rec *news.Record) Document {
	r := newReader(rec)
	for _, it := range r.items {
		it.reading = r.read(it)
	}
	d := Document{ID: rec.ID, Day: rec.Article.Published, Claims: make([]Sketch, len(rec.Claims)), context: r.context()}
	at := make(map[string]int, len(rec.Claims))
	for k, c := range rec.Claims {
		at[c.ID] = k
		d.Claims[k].text, d.Claims[k].fitness = c.Text, r.standsAlone(c.Text)
	}
	entities := make(map[string]int, len(rec.Entities))
	for i, e := range rec.Entities {
		entities[e.ID] = i
	}
	for i, it := range r.items {
		k, ok := at[it.statement.Claim]
		if !ok {
			continue
		}
		p := part{id: it.statement.ID, part: it.statement.Part, entity: -1, stance: it.statement.Stance, act: it.statement.Act, answered: len(it.statement.Answers) > 0}
		if it.statement.Source != nil {
			if e, ok := entities[it.statement.Source.Entity]; ok {
				p.entity = e
			}
		}
		d.Claims[k].join(r, it, p)
		d.Claims[k].early = d.Claims[k].early || i < leading || it.statement.Part == news.InTitle
	}
	for k := range d.Claims {
		if s := &d.Claims[k]; s.turned {
			s.asserting, s.disputing = s.disputing, s.asserting
		}
	}
	return d
}

// standsAlone is how well words tell a claim to who does not know what they are about: better with a name, worse where they begin
// in the middle or speak of somebody by a pronoun, or say much else.
func (r *reader) standsAlone(words string) (score float64) {
	p := vocabulary{}.page(words)
	if len(p.words) == 0 {
		return 0
	}
	named, pronouns := false, 0
	for i, w := range p.words {
		named = named || r.names[w.stem] && text.IsCapitalised(p.document.Word(i))
		if w.is(personWord) && !w.is(determinerWord) {
			pronouns++
		}
	}
	if named {
		score++
	}
	score -= 0.5 * float64(min(pronouns, 2))
	switch n := len(p.words); {
	case n < 4:
		score--
	case n > 30:
		score -= 0.5
	}
	if first := p.words[0]; startsPhrase(first.lower) || first.is(personWord|pronounWord) {
		score -= 0.5
	}
	return score
}

// leading is how many statements of a text are its first.
const leading = 2

// join adds a statement to the sketch of its claim.
func (s *Sketch) join(r *reader, it *item, p part) {
	s.statements = append(s.statements, p)
	s.members++
	switch it.statement.Stance {
	case news.Asserts:
		s.asserting++
	case news.Denies, news.Doubts:
		s.disputing++
	}
	switch it.kind {
	case own:
		if it.side != it.statement.Stance && it.side != news.Doubts && it.statement.Stance != news.Doubts && it.statement.Stance != "" {
			s.turned = true
		}
		if len(it.proposition.Terms) > 0 && len(s.wordings) < mostWordings {
			s.wordings = append(s.wordings, it.proposition)
		}
	case pointing:
		if it.pointer.toWork() {
			s.works = s.works || it.side == news.Asserts
			for _, stem := range it.pointer.owner {
				if len(s.owners) < mostWordings && !slices.Contains(s.owners, stem) {
					s.owners = append(s.owners, stem)
				}
			}
		}
	}
}

// context counts the stems of title and body that say something, names aside only those that come twice.
func (r *reader) context() []count {
	at := map[string]int{}
	var list []count
	for n, p := range r.pages {
		for _, w := range p.words {
			if w.is(lightWord|negationWord|personWord|pronounWord|beWord) || len(w.stem) < 3 || !unicode.IsLetter(rune(w.lower[0])) {
				continue
			}
			k, ok := at[w.stem]
			if !ok {
				k = len(list)
				at[w.stem] = k
				list = append(list, count{stem: w.stem, name: r.names[w.stem]})
			}
			list[k].n++
			if n == 0 {
				list[k].n += 2
			}
		}
	}
	slices.SortStableFunc(list, func(a, b count) int {
		x, y := a.n, b.n
		if a.name {
			x *= 2
		}
		if b.name {
			y *= 2
		}
		return cmp.Compare(y, x)
	})
	list = list[:min(len(list), mostContext)]
	slices.SortFunc(list, func(a, b count) int { return cmp.Compare(a.stem, b.stem) })
	return list
}
