package coref

import (
	"slices"

	"gainsay/news"
)

// leadSentences is how far into a text somebody may be called by his role before his name is given.
const (
	leadSentences = 3
	leadReach     = 8 // sentences
	leadNext      = 2 // sentences to a full name that comes without any role
)

// joinLead ties those whom the first sentences call by a role alone ("a government minister", "an evening paper") to the first
// one who is named soon after and whose role that may be, as reports use to begin.
func (r *resolver) joinLead() {
	for i := range r.mentions {
		m := &r.mentions[i]
		if r.d.Tokens[m.head].Sentence >= leadSentences {
			return
		}
		if m.form != nominal || m.plural || m.source < 0 || m.noun == nil || r.entities[m.entity].named {
			continue
		}
		if to := r.leadName(i); to.entity >= 0 {
			r.merge(i, to)
		}
	}
}

// leadName is who is named soon after mention i and may be what it calls.
func (r *resolver) leadName(i int) match {
	m := &r.mentions[i]
	at := r.d.Tokens[m.head].Sentence
	for k := i + 1; k < len(r.mentions); k++ {
		other := &r.mentions[k]
		gap := r.d.Tokens[other.head].Sentence - at
		if gap > leadReach {
			break
		}
		if other.form != named || other.source < 0 || other.body != nil || !r.firstNamed(k, i) {
			continue
		}
		e := &r.entities[other.entity]
		if m.noun.class == personNoun {
			if other.kind != news.Person || !m.gender.agrees(e.gender) {
				continue
			}
			if r.mayHold(m, other) && r.withinLead(m, e) || r.mayTakeIn(m, other) && r.within(m, e) || len(other.roles) == 0 && len(other.words) > 1 && gap <= leadNext {
				return match{entity: other.entity, to: k, rule: NamedLater, certain: 0.7}
			}
			continue
		}
		if accept := r.sortOf(m); accept != nil && accept(r, e, other) && r.withinLead(m, e) {
			return match{entity: other.entity, to: k, rule: NamedLater, certain: 0.7}
		}
	}
	return nobody
}

// firstNamed tells whether the entity of mention k was not named before mention i.
func (r *resolver) firstNamed(k, i int) bool {
	return r.entities[r.mentions[k].entity].lastBefore(i) < 0
}

// sortOf is the test for the sort of body that a mention calls by one of its nouns: "a paper", "a newspaper report".
func (r *resolver) sortOf(m *mention) func(*resolver, *entity, *mention) bool {
	for t := m.head; t >= m.core.First; t-- {
		if label, _ := r.nounAt(t); sorts[label] != nil {
			return sorts[label]
		}
	}
	return nil
}

// withinLead is within, but for states, which a text need not name again.
func (r *resolver) withinLead(m *mention, e *entity) bool {
	for t := m.core.First; t < m.head; t++ {
		if p, ok := r.bodyAt(t); ok && p.body.kind == news.State {
			if slices.ContainsFunc(e.words, func(w string) bool {
				other, ok := r.byKey(w)
				return ok && other.body.kind == news.State && other.body != p.body
			}) {
				return false
			}
			continue
		}
		if _, n := r.nounAt(t); n != nil && m.noun.class == documentNoun {
			continue
		}
		if !r.knownOf(t, e) {
			return false
		}
	}
	return !e.deputy || r.isDeputy(m.core)
}

// mayHold tells whether one of a named person's roles may be what a mention calls somebody.
func (r *resolver) mayHold(m, person *mention) bool {
	if m.label == "man" || m.label == "woman" {
		return true
	}
	return slices.ContainsFunc(person.roles, func(held role) bool { return held.noun.standsFor(m.noun) })
}

// mayTakeIn tells whether a wide word, "official" or "expert", takes in one of a named person's roles.
func (r *resolver) mayTakeIn(m, person *mention) bool {
	if m.label != "official" && m.label != "expert" {
		return false
	}
	return slices.ContainsFunc(person.roles, func(held role) bool { return widens(m.label, held.label) })
}

// widens tells whether a wide word like "official" takes in a role.
func widens(wide, label string) bool {
	switch wide {
	case "official":
		return slices.Contains([]string{"minister", "spokesman", "spokeswoman", "spokesperson", "secretary", "commissioner", "chief", "director", "governor",
			"officer", "envoy", "ambassador", "diplomat", "adviser", "deputy", "head", "general", "mayor"}, label)
	case "expert":
		return slices.Contains([]string{"professor", "researcher", "analyst", "scientist", "director", "economist", "fellow"}, label)
	}
	return true
}
