package coref

import (
	"slices"
	"strings"

	"gainsay/internal/text"
	"gainsay/news"
)

// joinNoun finds whom a noun phrase without a name calls, among those mentioned before it, or takes it for somebody new.
func (r *resolver) joinNoun(i int) {
	m := &r.mentions[i]
	to := nobody
	switch {
	case m.form != nominal || m.label == "":
	case m.plural:
		if m.noun != nil && m.noun.class == documentNoun && m.core.Len() > 1 && strings.HasPrefix(r.d.Tokens[m.core.First].Tag, "NNP") || m.det == definite || m.det == possessive || m.det == noDeterminer && steady[m.label] {
			to = r.sameMany(i)
		}
	case m.det == possessive && m.owner.Len() == 0 && m.source < 0: // "our country" may be anybody's
	case m.det != indefinite:
		if to = r.described(i); to.entity < 0 {
			to = r.bySort(i)
		}
	}
	r.assign(i, to)
}

// steady are plurals that call the same people throughout a report without an article: "officials", "prosecutors". Others, like
// "sources" and "critics", are somebody new each time.
var steady = map[string]bool{"official": true, "prosecutor": true, "police": true, "investigator": true, "authority": true, "authorities": true, "militant": true,
	"fighter": true, "rebel": true, "separatist": true, "regulator": true, "website": true, "detective": true, "officer": true}

// sameMany is the last plural with the same head noun whose description takes in that of mention i.
func (r *resolver) sameMany(i int) match {
	m := &r.mentions[i]
	best, bestAt := -1, -1
	for _, n := range r.recent(i) {
		e := &r.entities[n]
		at := e.lastBefore(i)
		if !e.plural || at <= bestAt || e.body != nil || !e.called(m.label) || !r.within(m, e) {
			continue
		}
		best, bestAt = n, at
	}
	if best < 0 {
		return nobody
	}
	return match{entity: best, to: bestAt, rule: SameDescription, certain: 0.7}
}

// farBack is how many mentions back a description may call somebody.
const farBack = 600

// recent lists the entities of the last mentions before mention i.
func (r *resolver) recent(i int) []int {
	var list []int
	r.stamp++
	for k := i - 1; k >= 0 && k >= i-farBack; k-- {
		n := r.mentions[k].entity
		if n >= 0 && r.entities[n].stamp != r.stamp {
			r.entities[n].stamp = r.stamp
			list = append(list, n)
		}
	}
	return list
}

// called tells whether an entity was called by this very noun.
func (e *entity) called(label string) bool {
	return slices.ContainsFunc(e.nouns, func(n role) bool { return n.label == label })
}

// described is who was mentioned last before mention i and called by its noun or one that stands for it, and of whom everything
// else is known which the mention says.
func (r *resolver) described(i int) match {
	m := &r.mentions[i]
	best, bestScore := nobody, -1<<30
	for _, n := range append(r.recent(i), r.byWord[m.label]...) {
		e := &r.entities[n]
		at := e.lastBefore(i)
		if at < 0 && !r.namedLater(m, e) || !r.sameSort(m, e) {
			continue
		}
		if e.named && m.det == possessive && m.owner.Len() == 0 {
			continue // "his lawyer" may be another's than the one named
		}
		score := at
		switch {
		case e.called(m.label) || slices.Contains(e.words, m.label):
		case m.noun != nil && slices.ContainsFunc(e.nouns, func(n role) bool { return n.noun.standsFor(m.noun) }):
			score -= 10
		default:
			continue
		}
		if e.named || e.votes > 0 {
			score += 15
		}
		if r.within(m, e) && score > bestScore {
			if at < 0 {
				at = e.mentions[0]
			}
			best, bestScore = match{entity: n, to: at, rule: SameDescription, certain: 0.8}, score
		}
	}
	return best
}

// namedLater tells whether a body that the text first describes, like "the harbour ministry", is named further on.
func (r *resolver) namedLater(m *mention, e *entity) bool {
	return len(e.mentions) > 0 && e.kind == news.Organisation && m.core.Len() > 1 && slices.Contains(e.words, r.lower(m.core.First))
}

// sameSort tells whether an entity can be called by mention i as far as person and thing, number and gender go.
func (r *resolver) sameSort(m *mention, e *entity) bool {
	if e.plural || !m.gender.agrees(e.gender) || m.label == "house" && e.body != nil {
		return false // "the House" is not the White House
	}
	person := m.noun != nil && m.noun.class == personNoun
	if e.kind == "" || m.kind == "" {
		return !person || e.kind == ""
	}
	return person == (e.kind == news.Person)
}

// within tells whether all that a mention says besides its head noun is known of an entity. Plain adjectives may be new.
func (r *resolver) within(m *mention, e *entity) bool {
	for i := m.core.First; i < m.head; i++ {
		if !r.knownOf(i, e) {
			return false
		}
	}
	if e.deputy && !r.isDeputy(m.core) {
		return false
	}
	if of := r.ownerOf(m); of >= 0 && e.owner > 0 {
		return of == e.owner-1
	}
	if m.owner.Len() == 1 && r.d.Tokens[m.owner.First].Tag == "PRP$" {
		return true
	}
	for i := m.owner.First; i < m.owner.End; i++ {
		if r.determiner(i) == noDeterminer && !r.knownOf(i, e) && !loose[r.lower(i)] {
			return false
		}
	}
	return true
}

// isDeputy tells whether a description is of a deputy or of one who was.
func (r *resolver) isDeputy(words text.Range) bool {
	for i := words.First; i < words.End; i++ {
		switch r.lower(i) {
		case "deputy", "vice", "former", "ex", "assistant", "acting":
			return true
		}
	}
	return false
}

// ownerOf is the entity whose office, team or the like a mention calls, or -1.
func (r *resolver) ownerOf(m *mention) int {
	if m.owner.Len() == 0 {
		return -1
	}
	k, _ := slices.BinarySearchFunc(r.mentions, m.owner.End-1, func(o mention, head int) int { return o.head - head })
	for ; k < len(r.mentions) && r.mentions[k].head == m.owner.End-1; k++ {
		if o := &r.mentions[k]; o.entity >= 0 {
			return o.entity
		}
	}
	return -1
}

// loose are owners that any body of the text may be: "the country's interior minister".
var loose = map[string]bool{"country": true, "nation": true, "city": true, "state": true, "company": true, "government": true}

// knownOf tells whether word i does not speak against an entity.
func (r *resolver) knownOf(i int, e *entity) bool {
	word := r.wordAt(i)
	if slices.Contains(e.words, word) {
		return true
	}
	switch tag := r.d.Tokens[i].Tag; {
	case strings.HasPrefix(tag, "JJ"):
		if _, ok := r.adjective(r.d.Word(i)); ok || startsUpper(r.d.Word(i)) {
			return false
		}
		return word != "former" && word != "other" && word != "new" && word != "second" && word != "deputy"
	case strings.HasPrefix(tag, "NN"):
		n := r.tables.nouns[word]
		return n != nil && n.title && !startsUpper(r.d.Word(i))
	}
	return true
}

// wordAt is a word as descriptions are compared: an adjective of a state is the state's name.
func (r *resolver) wordAt(i int) string {
	if p, ok := r.bodyAt(i); ok {
		return key(p.body.name)
	}
	return r.lower(i)
}

// mostWords is how many words an entity is known by at most.
const mostWords = 300

// learn notes the words that a mention describes its entity by.
func (r *resolver) learn(e *entity, m *mention) {
	add := func(first, end int) {
		for i := first; i < end; i++ {
			switch r.d.Tokens[i].Tag {
			case "DT", "IN", ",", "POS", "CC", "TO", ".", "``", "''", "PRP$":
				continue
			}
			if w := r.wordAt(i); len(e.words) < mostWords && !slices.Contains(e.words, w) {
				e.words = append(e.words, w)
			}
		}
	}
	if m.form == coordinated || m.form == pronoun {
		return
	}
	if m.tokens.Len() <= 24 {
		add(m.tokens.First, m.tokens.End)
	}
	add(m.core.First, m.core.End)
	for _, role := range m.roles {
		add(role.tokens.First, role.tokens.End)
	}
}

// bySort is the body named last before mention i of the sort that its noun calls: "the company", "the newspaper", "the
// country".
func (r *resolver) bySort(i int) match {
	m := &r.mentions[i]
	if m.noun == nil || m.noun.class == personNoun || m.noun.class == documentNoun || m.det != definite || m.core.Len() > 1 {
		return nobody
	}
	accept := sorts[m.label]
	if accept == nil {
		return nobody
	}
	sentence := r.d.Tokens[m.head].Sentence
	for k := i - 1; k >= 0; k-- {
		other := &r.mentions[k]
		if sentence-r.d.Tokens[other.head].Sentence > 4 {
			break
		}
		if other.form == named && other.entity >= 0 && accept(r, &r.entities[other.entity], other) {
			return match{entity: other.entity, to: k, rule: LastOfSort, certain: 0.8}
		}
	}
	return nobody
}

var mediaWords = []string{"times", "post", "journal", "herald", "tribune", "news", "mail", "gazette", "telegraph", "guardian", "observer", "star", "sun",
	"express", "press", "courier", "chronicle", "daily", "bulletin", "echo", "examiner", "inquirer", "standard", "independent", "globe"}

// sorts tells for a noun which named entities it may call.
var sorts = func() map[string]func(*resolver, *entity, *mention) bool {
	company := func(_ *resolver, e *entity, m *mention) bool {
		return e.kind == news.Organisation && e.body == nil && !slices.ContainsFunc(e.words, func(w string) bool { return bodyWords[w] && w != "bank" })
	}
	paper := func(_ *resolver, e *entity, m *mention) bool {
		return e.kind == news.Organisation && slices.ContainsFunc(e.words, func(w string) bool { return slices.Contains(mediaWords, w) })
	}
	agency := func(r *resolver, e *entity, m *mention) bool {
		return e.kind == news.Organisation && (slices.Contains(e.words, "agency") || len(m.words) == 1 && isUpper(r.d.Word(m.head)))
	}
	group := func(_ *resolver, e *entity, m *mention) bool {
		return (e.kind == news.Group || e.kind == news.Organisation) && !slices.ContainsFunc(e.words, func(w string) bool { return bodyWords[w] })
	}
	state := func(_ *resolver, e *entity, m *mention) bool { return e.kind == news.State }
	site := func(_ *resolver, e *entity, m *mention) bool {
		return e.kind == news.Organisation && len(m.words) > 0 && strings.Contains(m.words[len(m.words)-1], "com")
	}
	return map[string]func(*resolver, *entity, *mention) bool{
		"company": company, "firm": company, "manufacturer": company, "corporation": company, "retailer": company, "carmaker": company, "airline": company,
		"newspaper": paper, "paper": paper, "daily": paper, "tabloid": paper, "broadsheet": paper, "weekly": paper, "outlet": paper,
		"agency": agency, "service": agency, "bureau": agency, "group": group, "organisation": group, "organization": group, "movement": group, "militia": group,
		"country": state, "kingdom": state, "nation": state, "state": state, "republic": state, "website": site, "site": site, "portal": site,
	}
}()

// merge makes the entity of mention i part of another one.
func (r *resolver) merge(i int, to match) {
	from := r.mentions[i].entity
	if from == to.entity {
		return
	}
	e := r.entities[from]
	r.entities[from] = entity{}
	for _, k := range e.mentions {
		r.mentions[k].entity = -1
		tie := r.ties[k]
		if tie.to < 0 || tie.rule == "" {
			tie.to, tie.rule = to.to, to.rule
		}
		tie.entity, tie.certain = to.entity, min(tie.certain, to.certain)
		r.assign(k, tie)
	}
}
