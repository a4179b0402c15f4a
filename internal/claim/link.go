package claim

import (
	"gainsay/news"
)

// Linked is how the claims of one record stand in the collection.
type Linked struct {
	Claims  []Standing               // of the record's claims, in their order
	Answers map[string][]news.Answer // by statement id, what it answers in other documents
}

// Standing is one claim of a record.
type Standing struct {
	Number int    // in the collection, from 0
	Text   string // the wording that states it best in all documents
	Turned bool   // the record's stances are towards the opposite of that
}

// Apply gives a record the claims of the collection: id makes an id of a number. Claims of the record that are one in the collection
// become one in the record.
func (l Linked) Apply(rec *news.Record, id func(number int) string) {
	at := make(map[string]Standing, len(rec.Claims))
	claims := rec.Claims[:0]
	seen := map[int]bool{}
	for k, claim := range rec.Claims {
		standing := l.Claims[k]
		at[claim.ID] = standing
		if !seen[standing.Number] {
			seen[standing.Number] = true
			claims = append(claims, news.Claim{ID: id(standing.Number), Text: standing.Text})
		}
	}
	rec.Claims = claims
	for i := range rec.Statements {
		s := &rec.Statements[i]
		standing, ok := at[s.Claim]
		if !ok {
			continue
		}
		s.Claim = id(standing.Number)
		if standing.Turned {
			s.Stance = turned(s.Stance)
		}
		s.Answers = append(s.Answers, l.Answers[s.ID]...)
	}
}

// turned is a stance towards the opposite.
func turned(s news.Stance) news.Stance {
	switch s {
	case news.Asserts:
		return news.Denies
	case news.Denies:
		return news.Asserts
	}
	return s
}

// Across ties the claims of documents together, in their order.
func Across(documents []Document) []Linked {
	c := NewCollection()
	linked := make([]Linked, len(documents))
	var best []*Sketch // by number
	for i := range documents {
		d := &documents[i]
		linked[i].Claims = make([]Standing, len(d.Claims))
		for k, number := range c.Add(d) {
			linked[i].Claims[k].Number = number
			if number == len(best) {
				best = append(best, &d.Claims[k])
			} else if d.Claims[k].better(best[number]) {
				best[number] = &d.Claims[k]
			}
		}
	}
	for i := range documents {
		for k := range documents[i].Claims {
			standing, sketch := &linked[i].Claims[k], &documents[i].Claims[k]
			standing.Text = best[standing.Number].text
			standing.Turned = sketch.turned != best[standing.Number].turned
		}
	}
	return linked
}

// better tells whether a sketch words the claim better than another does.
func (s *Sketch) better(than *Sketch) bool {
	if s.turned != than.turned {
		return than.turned
	}
	return s.fitness > than.fitness
}
