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
			r.assign(i, nobody)
		}
		e := &r.entities[m.entity]
		if e.elsewhere > 0 {
			continue
		}
		to := r.inBody(m, e, body)
		if to.entity < 0 {
			continue
		}
		e.elsewhere = to.entity + 1
		to.inBody = true
		r.ties[i] = to
		if m.form != pronoun {
			body.learnFrom(r, m, to.entity)
		}
	}
	for i := range r.mentions {
		m := &r.mentions[i]
		if m.form == pronoun && r.entities[m.entity].elsewhere == 0 {
			m.entity = -1
		}
	}
}

// inBody is whom of the body's a mention of the title calls.
func (r *resolver) inBody(m *mention, e *entity, body *resolver) match {
	if m.form == pronoun {
		return nobody
	}
	if m.body != nil {
		return match{entity: body.withBody(m.body), to: -1, certain: surely}
	}
	if m.form == named {
		best := nobody
		for n := range body.entities {
			other := &body.entities[n]
			if len(other.mentions) == 0 || !body.kindsAgree(m, other) {
				continue
			}
			at := slices.IndexFunc(other.mentions, func(k int) bool {
				o := &body.mentions[k]
				return o.form == named && r.alike(m, o)
			})
			if at >= 0 && (best.entity < 0 || other.votes > body.entities[best.entity].votes) {
				best = match{entity: n, to: other.mentions[at], rule: wordRule(m, &body.mentions[other.mentions[at]]), certain: 0.9}
			}
		}
		if best.entity >= 0 {
			return best
		}
	}
	if m.source < 0 {
		return nobody
	}
	return body.leadFor(r, m)
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

// leadFor is the first of the body's speakers that a description in the title fits: one called by the same noun or by one
// that stands for it, of whom all names in the description are known.
func (r *resolver) leadFor(t *resolver, m *mention) match {
	for _, i := range r.ofSource {
		if i < 0 || r.mentions[i].entity < 0 {
			continue
		}
		e := &r.entities[r.mentions[i].entity]
		if t.fitsLead(m, e) {
			return match{entity: r.mentions[i].entity, to: i, rule: SummedUp, certain: 0.6}
		}
	}
	return nobody
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
