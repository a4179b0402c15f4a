package claim

import (
	"cmp"
	"math"
	"slices"

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

// Across ties the claims of documents together, in their order, and chooses for each the wording that states it best.
func Across(documents []Document) []Linked {
	c := NewCollection()
	linked := make([]Linked, len(documents))
	var shown [][]*Sketch // by number, the claim as the documents have it
	for i := range documents {
		d := &documents[i]
		linked[i].Claims = make([]Standing, len(d.Claims))
		for k, number := range c.Add(d) {
			linked[i].Claims[k].Number = number
			for number >= len(shown) {
				shown = append(shown, nil)
			}
			shown[number] = append(shown[number], &d.Claims[k])
		}
	}
	best := make([]*Sketch, len(shown))
	for number, sketches := range shown {
		best[number] = bestWorded(sketches)
	}
	for i := range documents {
		for k := range documents[i].Claims {
			standing := &linked[i].Claims[k]
			standing.Text = best[standing.Number].text
			standing.Turned = documents[i].Claims[k].turned != best[standing.Number].turned
		}
	}
	answer(documents, linked, len(shown))
	return linked
}

// bestWorded is the sketch whose words state a claim best: in the positive if there is one, for a reader who knows nothing else of
// it, and in the words that most documents have.
func bestWorded(sketches []*Sketch) *Sketch {
	in := map[string]int{}
	for _, s := range sketches {
		for _, x := range s.core() {
			in[x.stem]++
		}
	}
	best, score := sketches[0], math.Inf(-1)
	for _, s := range sketches {
		v := s.fitness
		core := s.core()
		for _, x := range core {
			v += commonWeight * float64(in[x.stem]) / (float64(len(sketches)) * math.Sqrt(float64(len(core))))
		}
		if s.turned {
			v -= turnedWeight
		}
		if v > score {
			best, score = s, v
		}
	}
	return best
}

const (
	commonWeight = 2.0
	turnedWeight = 10.0
)

// answer ties those who deny, doubt or confirm a claim, and answer nobody in their own document, to the last who put it forward in
// another one before: on an earlier day, or earlier in the stream on the same.
func answer(documents []Document, linked []Linked, claims int) {
	order := make([]int, 0, len(documents))
	for i := range documents {
		if documents[i].Day != "" {
			order = append(order, i)
		}
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(documents[a].Day, documents[b].Day) })
	last := make([][2]asserted, claims) // the last to put a claim forward, and the last else
	for _, i := range order {
		d := &documents[i]
		for k := range d.Claims {
			linked[i].answer(d, k, last[linked[i].Claims[k].Number])
		}
		for k := range d.Claims {
			standing := linked[i].Claims[k]
			for _, p := range d.Claims[k].statements {
				if stanceOf(p, standing) == news.Asserts && p.part == news.InText {
					last[standing.Number] = follow(last[standing.Number], asserted{d.ID + "#" + p.id, d.speaker(p)})
				}
			}
		}
	}
}

// asserted is a statement that puts a claim forward.
type asserted struct {
	id      string // "document#statement"
	speaker int    // in the collection; -1: unknown
}

// follow makes a statement the last one; the one before stays if it is somebody else's.
func follow(last [2]asserted, a asserted) [2]asserted {
	if last[0].speaker == a.speaker && a.speaker >= 0 {
		return [2]asserted{a, last[1]}
	}
	return [2]asserted{a, last[0]}
}

func (l *Linked) answer(d *Document, k int, last [2]asserted) {
	for _, p := range d.Claims[k].statements {
		relation := acrossRelation(p.act == news.Confirm, stanceOf(p, l.Claims[k]))
		if relation == "" || p.answered || p.part != news.InText {
			continue
		}
		for _, a := range last {
			if who := d.speaker(p); a.id != "" && (a.speaker != who || who < 0) {
				if l.Answers == nil {
					l.Answers = map[string][]news.Answer{}
				}
				l.Answers[p.id] = []news.Answer{{Statement: a.id, Relation: relation}}
				break
			}
		}
	}
}

// acrossRelation is how a statement answers what others say elsewhere, "" where it does not.
func acrossRelation(confirms bool, stance news.Stance) news.Relation {
	switch {
	case stance == news.Denies:
		return news.RelationDenies
	case stance == news.Doubts:
		return news.RelationDoubts
	case stance == news.Asserts && confirms:
		return news.RelationConfirms
	}
	return ""
}

// stanceOf is the stance of a statement towards the claim as the collection words it.
func stanceOf(p part, standing Standing) news.Stance {
	if standing.Turned {
		return turned(p.stance)
	}
	return p.stance
}

// speaker is the number of who made a statement; -1: unknown.
func (d *Document) speaker(p part) int {
	if p.entity < 0 || p.entity >= len(d.Entities) {
		return -1
	}
	return d.Entities[p.entity]
}
