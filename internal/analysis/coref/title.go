package coref

import (
	"slices"

	"gainsay/news"
)

// joinInTitle ties the mentions of a title to the body's entities: by name, by what they are called, and where a source is called
// by a noun that fits, to the first who speaks in the body, whom a headline sums up.
func (r *resolver) joinInTitle(body *resolver) {
	for i := range r.mentions {
		m := &r.mentions[i]
		if m.entity < 0 {
			r.assign(i, -1)
		}
		e := &r.entities[m.entity]
		if e.elsewhere > 0 {
			continue
		}
		n, certain := r.inBody(m, e, body)
		if n < 0 {
			continue
		}
		e.elsewhere = n + 1
		r.certain[i] = certain
		if m.form != pronoun {
			body.learnFrom(r, m, n)
		}
	}
	for i := range r.mentions {
		m := &r.mentions[i]
		if m.form == pronoun && r.entities[m.entity].elsewhere == 0 {
			m.entity = -1
		}
	}
}

// inBody is the body's entity that a mention of the title calls, or -1.
func (r *resolver) inBody(m *mention, e *entity, body *resolver) (n int, certain float64) {
	if m.form == pronoun {
		return -1, 0
	}
	if m.body != nil {
		return body.withBody(m.body), 0.95
	}
	if m.form == named {
		best := -1
		for n := range body.entities {
			other := &body.entities[n]
			if len(other.mentions) == 0 || !body.kindsAgree(m, other) {
				continue
			}
			if slices.ContainsFunc(other.mentions, func(k int) bool {
				o := &body.mentions[k]
				return o.form == named && r.alike(m, o)
			}) && (best < 0 || other.votes > body.entities[best].votes) {
				best = n
			}
		}
		if best >= 0 {
			return best, 0.9
		}
	}
	if m.source < 0 {
		return -1, 0
	}
	return body.leadFor(r, m), 0.6
}

// alike compares the name of a mention in the title with one in the body.
func (r *resolver) alike(m, other *mention) bool {
	x, y := m.words, other.words
	if len(x) > len(y) {
		x, y = y, x
	}
	switch {
	case len(x) == 0:
		return false
	case slices.Equal(x, y):
		return true
	case m.kind == news.Person || other.kind == news.Person:
		return personFit(x, y) >= partFit
	}
	return bodyFit(x, y) != noFit
}

// leadFor is the first of the body's speakers that a description in the title fits, or -1: one called by the same noun or by one
// that stands for it, of whom all names in the description are known.
func (r *resolver) leadFor(t *resolver, m *mention) int {
	for _, i := range r.ofSource {
		if i < 0 || r.mentions[i].entity < 0 {
			continue
		}
		e := &r.entities[r.mentions[i].entity]
		if t.fitsLead(m, e) {
			return r.mentions[i].entity
		}
	}
	return -1
}

// fitsLead compares the words of a title's mention with an entity of the body.
func (t *resolver) fitsLead(m *mention, e *entity) bool {
	if tag := t.d.Tokens[m.head].Tag; e.kind == news.Person && (tag == "NNS" || tag == "NNPS") {
		return false // "engineers" are not one engineer
	}
	label, n := t.nounAt(m.head)
	if n == nil || !(e.called(label) || slices.Contains(e.words, label) ||
		slices.ContainsFunc(e.nouns, func(role role) bool {
			return role.noun.standsFor(n) || role.noun.class == n.class && widens(label, role.label) && label != "man" && label != "woman" && n.class == personNoun
		})) {
		return false
	}
	for i := m.tokens.First; i < m.tokens.End; i++ {
		if p, ok := t.bodyAt(i); ok && !slices.Contains(e.words, key(p.body.name)) {
			return false
		}
	}
	return true
}

// learnFrom notes the name that the title gives an entity of the body.
func (r *resolver) learnFrom(t *resolver, m *mention, n int) {
	t.learn(&r.entities[n], m)
}
