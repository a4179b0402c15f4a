package coref

import (
	"slices"
	"strings"

	"gainsay/news"
)

// joinNames is the first step: mentions with a name, or of a state, that call the same speaker become one entity. Longer
// names go first, so that a surname finds the full name wherever that stands.
func (r *resolver) joinNames() {
	for i := range r.mentions {
		m := &r.mentions[i]
		if m.body != nil {
			r.assign(i, match{entity: r.withBody(m.body), to: -1, certain: surely})
		} else if m.form == coordinated {
			r.assign(i, r.withWords(m.words))
		}
	}
	for rank := range 3 {
		for i := range r.mentions {
			m := &r.mentions[i]
			if m.entity < 0 && m.body == nil && m.form == named && len(m.words) > 0 && nameRank(m) == rank {
				r.assign(i, r.withName(i))
			}
		}
	}
}

// nameRank is how late a name is to be joined: full names, then surnames with a title that tells the gender, then others.
func nameRank(m *mention) int {
	switch {
	case len(m.words) > 1:
		return 0
	case m.gender != anyGender:
		return 1
	}
	return 2
}

// withBody is the entity of a state or other body of the tables, or -1.
func (r *resolver) withBody(b *body) int {
	if n, ok := r.byBody[b]; ok {
		return n
	}
	return -1
}

// withWords is a coordination with the same words.
func (r *resolver) withWords(words []string) match {
	for _, n := range r.byWord[strings.Join(words, " ")] {
		if first := r.entities[n].mentions[0]; r.mentions[first].form == coordinated {
			return match{entity: n, to: first, rule: SameName, certain: surely}
		}
	}
	return nobody
}

// listName lets the entity of mention i be found by the words of its name.
func (r *resolver) listName(i int) {
	m := &r.mentions[i]
	e := &r.entities[m.entity]
	if len(m.words) == 0 || len(e.names) >= mostNames || slices.ContainsFunc(e.names, func(k int) bool { return slices.Equal(r.mentions[k].words, m.words) }) {
		return
	}
	e.names = append(e.names, i)
	if m.form == coordinated {
		r.byWord[strings.Join(m.words, " ")] = append(r.byWord[strings.Join(m.words, " ")], m.entity)
		return
	}
	for _, k := range nameKeys(m.words) {
		if list := r.byWord[k]; len(list) == 0 || list[len(list)-1] != m.entity {
			r.byWord[k] = append(list, m.entity)
		}
	}
}

// nameKeys are what names that go together have one of in common: a word, the start of the last one, the letters of an acronym.
func nameKeys(words []string) []string {
	keys := slices.Clone(words)
	last := words[len(words)-1]
	keys = append(keys, last[:min(3, len(last))]+"…")
	if _, behind, ok := strings.Cut(last, "-"); ok && behind != "" {
		keys = append(keys, behind)
	}
	if len(words) == 1 {
		return append(keys, "="+last)
	}
	for skip := range 2 {
		keys = append(keys, "="+initials(words[skip:]))
	}
	return keys
}

// initials are the first letters of words and of their parts.
func initials(words []string) string {
	out := ""
	for _, w := range words {
		for part := range strings.SplitSeq(w, "-") {
			if part != "" {
				out += part[:1]
			}
		}
	}
	return out
}

// mostNear is with how many entities that share a word a name is compared, and mostNames how many wordings of an entity's name are
// kept: texts as long as a book repeat theirs.
const mostNear, mostNames = 200, 40

// withName is who is called by the name that the one of mention i fits best. Of several with one surname the one is taken that was
// called by it alone before, or else that is mentioned most, or else last.
func (r *resolver) withName(i int) match {
	best, bestRank := nobody, [3]int{}
	m := &r.mentions[i]
	var near []int
	for _, k := range nameKeys(m.words) {
		near = append(near, r.byWord[k]...)
	}
	if at := m.name.First - 2; i > 0 && at >= 0 && r.d.Tokens[at+1].Tag == "-LRB-" && r.mentions[i-1].entity >= 0 {
		near = append(near, r.mentions[i-1].entity) // "Harbour Board (HBX)"
	}
	slices.Sort(near)
	near = slices.Compact(near)
	for _, n := range near[max(0, len(near)-mostNear):] {
		e := &r.entities[n]
		if !r.kindsAgree(m, e) {
			continue
		}
		f, at := noFit, -1
		for _, k := range e.names {
			if other := &r.mentions[k]; other.form == named {
				if here := r.fit(m, other); here > f {
					f, at = here, k
				}
			}
		}
		if f == noFit {
			continue
		}
		rank := [3]int{int(f), e.shortened(r, m), e.lastBefore(i)}
		if best.entity < 0 || slices.Compare(rank[:], bestRank[:]) > 0 {
			best, bestRank = match{entity: n, to: at, rule: r.fitRule(m, &r.mentions[at]), certain: surely}, rank
		}
	}
	return best
}

// shortened is how much speaks for a short name to be this entity's: whether it was called so before, and how often it is mentioned.
func (e *entity) shortened(r *resolver, m *mention) int {
	if len(m.words) > 1 {
		return 0
	}
	if slices.ContainsFunc(e.names, func(k int) bool { return slices.Equal(r.mentions[k].words, m.words) }) {
		return 1 << 20
	}
	return len(e.mentions)
}

// lastBefore is the last mention of an entity before mention i, or -1. It looks through the mentions found last, since an entity
// may have any number.
func (e *entity) lastBefore(i int) int {
	last := -1
	for back, k := range slices.Backward(e.mentions) {
		if k < i && k > last {
			last = k
		}
		if len(e.mentions)-back > 200 && last >= 0 {
			break
		}
	}
	return last
}

// kindsAgree tells whether a named mention may be of an entity, by kind and gender.
func (r *resolver) kindsAgree(m *mention, e *entity) bool {
	if !m.gender.agrees(e.gender) || m.state != nil && e.state != nil && m.state != e.state {
		return false
	}
	if m.kind == "" || e.kind == "" || m.kind == e.kind || r.bearsName(m, e) {
		return true
	}
	person := m.kind == news.Person || e.kind == news.Person
	return !person || len(m.words) == 1 && r.isSurname(m, e)
}

// bearsName tells whether an entity is called by exactly these words somewhere: then it is the name finder that erred on its kind.
func (r *resolver) bearsName(m *mention, e *entity) bool {
	return slices.ContainsFunc(e.names, func(k int) bool { return slices.Equal(r.mentions[k].words, m.words) })
}

// isSurname tells whether a name of one word is the last word of an entity's full name: the name finder often takes a
// surname that stands alone for something else.
func (r *resolver) isSurname(m *mention, e *entity) bool {
	if e.kind != news.Person {
		return false
	}
	for _, k := range e.names {
		if w := r.mentions[k].words; len(w) > 1 && w[len(w)-1] == m.words[0] {
			return true
		}
	}
	return false
}
