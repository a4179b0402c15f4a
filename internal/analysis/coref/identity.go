package coref

import (
	"strings"

	"gainsay/internal/text"
	"gainsay/news"
)

// sourceMention reads the words that name a source.
func (r *resolver) sourceMention(all text.Range) mention {
	for all.Len() > 1 && r.isPunctuation(all.End-1) && r.d.Tokens[all.End-1].Tag != "-RRB-" {
		all.End--
	}
	for all.Len() > 1 && (r.isPunctuation(all.First) || r.d.Tokens[all.First].Tag == "IN") && r.nameAt(all.First) < 0 {
		all.First++
	}
	words := all
	if w := r.lower(words.End - 1); words.Len() > 1 && (strings.HasSuffix(w, "self") || strings.HasSuffix(w, "selves")) {
		words.End-- // "the president himself"
	}
	if words.Len() == 1 {
		if m, ok := r.single(all, words.First); ok {
			return m
		}
	}
	if m, ok := r.coordination(words); ok {
		return m
	}
	m := r.phrase(words)
	m.tokens = all
	r.identify(&m)
	if m.kind == "" && m.form == nominal {
		m.kind = kindOf(&m)
	}
	return m
}

func (r *resolver) isPunctuation(i int) bool {
	switch r.d.Tokens[i].Tag {
	case ",", ".", ":", "``", "''", "-LRB-", "-RRB-", "NFP":
		return true
	}
	return false
}

// single reads a source of one word that is a pronoun or an adjective.
func (r *resolver) single(all text.Range, i int) (mention, bool) {
	m := mention{tokens: all, core: text.Range{First: i, End: i + 1}, head: i, source: -1, entity: -1, label: r.lower(i)}
	m.quoted = r.d.Tokens[i].Quotation >= 0
	if p, ok := pronouns[m.label]; ok && (r.nameAt(i) < 0 || m.label == "it") && !isUpper(r.d.Word(i)[1:]) {
		m.form, m.gender, m.plural, m.kind = pronoun, p.gender, p.plural, p.kind
		return m, true
	}
	if p, ok := r.adjective(r.d.Word(i)); ok && !r.isNamed(r.d.Word(i)) {
		m.form, m.body, m.kind = adjectival, p.body, p.body.kind
		return m, true
	}
	return m, false
}

// coordination reads a source of several parties: "Ukraine and its allies", "the mayor and the council", "A, B and C".
func (r *resolver) coordination(all text.Range) (mention, bool) {
	for i := all.First + 1; i < all.End-1; i++ {
		tag := r.d.Tokens[i].Tag
		if r.nameAt(i) >= 0 && r.nameAt(i) == r.nameAt(i-1) {
			continue
		}
		if tag == "CC" && r.lower(i) != "or" && r.lower(i) != "but" {
			return r.joined(all, i)
		}
		if tag == "IN" && r.nameAt(i) < 0 && !r.insideName(i) || strings.HasPrefix(tag, "VB") || strings.HasPrefix(tag, "W") || tag == "-LRB-" {
			break
		}
		if tag == "," && !r.partsNames(i) && !r.listGoesOn(i, all.End) {
			break
		}
	}
	return mention{}, false
}

// insideName tells whether the preposition at i stands between proper nouns: "the Harbour of Overton".
func (r *resolver) insideName(i int) bool {
	return r.lower(i) == "of" && strings.HasPrefix(r.d.Tokens[i-1].Tag, "NNP") && i+1 < len(r.d.Tokens) && strings.HasPrefix(r.d.Tokens[i+1].Tag, "NNP")
}

// partsNames tells whether the comma at i parts two names of a list. Behind the name of a person only another person's goes on
// with a list; other things describe him.
func (r *resolver) partsNames(i int) bool {
	before, next := r.nameAt(i-1), i+1
	if before < 0 {
		return false
	}
	if w := r.lower(next); w == "and" {
		return true
	} else if w == "the" {
		next++
	}
	if next < len(r.names) && r.nameAt(next) >= 0 {
		if end := r.found[r.nameAt(next)].Tokens.End; end < len(r.d.Tokens) && r.d.Tokens[end].Tag == "POS" {
			return false // "Norway, Sweden's neighbour"
		}
	}
	if next >= len(r.names) || r.nameAt(next) < 0 {
		return next < len(r.names) && strings.HasPrefix(r.d.Tokens[next].Tag, "NNP") && r.found[before].Kind != text.PersonName
	}
	return r.found[before].Kind != text.PersonName || r.found[r.nameAt(next)].Kind == text.PersonName
}

// listGoesOn tells whether the comma at i parts members of a list: bare nouns up to a comma before "and".
func (r *resolver) listGoesOn(i, end int) bool {
	if !strings.HasPrefix(r.d.Tokens[i-1].Tag, "NN") || r.nameAt(i-1) >= 0 {
		return false
	}
	for k := i + 1; k < end; k++ {
		switch tag := r.d.Tokens[k].Tag; {
		case tag == "CC":
			return true
		case tag == "," || strings.HasPrefix(tag, "NN") && r.nameAt(k) < 0 || strings.HasPrefix(tag, "JJ"):
		default:
			return false
		}
	}
	return false
}

// joined makes one mention of the parties on both sides of the conjunction at i, where they are two.
func (r *resolver) joined(all text.Range, i int) (mention, bool) {
	next := i + 1
	if r.isEdge(next) {
		return mention{}, false
	}
	end := i // of the left party
	if r.d.Tokens[end-1].Tag == "," {
		end--
	}
	left := r.d.Tokens[end-1]
	leftNoun := strings.HasPrefix(left.Tag, "NN") || r.nameAt(end-1) >= 0 || left.Tag == "ADD"
	right := r.phrase(text.Range{First: next, End: all.End})
	if !leftNoun || right.noun == nil && r.nameAt(right.head) < 0 && !strings.HasPrefix(r.d.Tokens[right.head].Tag, "NN") {
		return mention{}, false
	}
	if r.determiner(all.First) == noDeterminer && r.nameAt(end-1) < 0 && right.det == noDeterminer && !strings.HasSuffix(left.Tag, "S") &&
		(r.nameAt(right.head) >= 0 || right.noun != nil && right.noun.class == personNoun && !right.plural) {
		return mention{}, false // "lawyer and campaigner Ana Reyl"
	}
	if right.det == noDeterminer && left.Tag == "NNP" && r.determiner(all.First) == definite && right.noun != nil && startsUpper(r.d.Word(right.head)) &&
		(right.noun.class == organisationNoun || right.noun.class == groupNoun) && !right.plural {
		return mention{}, false // "the Ports and Fisheries Committee"
	}
	if last := r.lower(end - 1); r.nameAt(end-1) < 0 && r.tables.nouns[last] == nil && right.det == noDeterminer && !strings.HasSuffix(left.Tag, "S") {
		return mention{}, false // "health and safety officials"
	}
	m := mention{tokens: all, core: all, head: end - 1, form: coordinated, kind: news.Group, plural: true, source: -1, entity: -1}
	m.words = strings.Fields(strings.ToLower(r.d.Span(all).In(r.d.Text)))
	m.quoted = left.Quotation >= 0
	return m, true
}

// identify finds the name that a noun phrase goes by, and the roles that stand beside it.
func (r *resolver) identify(m *mention) {
	if r.adjectivePeople(m) || r.countriesOf(m) {
		return
	}
	nameless := m.det == indefinite && m.core.Len() == 1 && m.noun != nil && m.noun.class == personNoun // "one Republican"
	if n := r.nameAt(m.head); n >= 0 && !nameless {
		r.byHead(m, r.found[n])
		return
	}
	switch {
	case m.noun == nil:
		if r.d.Tokens[m.head].Tag != "NN" || !r.byApposition(m, text.PersonName) {
			r.byProperNouns(m)
		}
	case m.noun.class == personNoun && !m.plural:
		r.byApposition(m, text.PersonName)
	case m.plural && fighters[m.label]:
		r.byDescriptor(m)
	case m.noun.class == organisationNoun || m.noun.class == groupNoun:
		if !m.plural {
			r.byDescriptor(m)
		}
	case m.noun.class == documentNoun:
		r.byMaker(m)
	}
	if m.form == nominal && m.kind == "" {
		m.kind = kindOf(m)
	}
	if m.form == nominal {
		r.government(m)
	}
}

// fighters are plurals that stand for the group that they fight for: "Harbour Front militants".
var fighters = map[string]bool{"fighter": true, "militant": true, "jihadist": true, "insurgent": true, "rebel": true}

// byHead takes the name that the head is the last word of.
func (r *resolver) byHead(m *mention, n text.Mention) {
	m.name = text.Range{First: max(n.Tokens.First, m.tokens.First), End: m.head + 1}
	m.form, m.plural = named, false
	r.nameOf(m, n.Kind)
	before := text.Range{First: m.tokens.First, End: m.name.First}
	if before.Len() > 0 {
		r.roleIn(m, before)
	}
	r.rolesBehind(m, m.tokens.End)
	if _, noun := r.nounAt(m.head); noun != nil && m.name.Len() > 1 && m.kind != news.Person {
		m.label, m.noun = r.nounAt(m.head)
	} else {
		m.label, m.noun = "", nil
	}
}

// adjectivePeople takes "the Americans" for their state.
func (r *resolver) adjectivePeople(m *mention) bool {
	p, ok := r.adjective(r.d.Word(m.head))
	if !ok || m.det == indefinite || m.core.Len() > 1 || !strings.HasSuffix(m.label, "s") || r.isNamed(r.d.Word(m.head)) {
		return false
	}
	m.form, m.body, m.kind, m.plural = adjectival, p.body, p.body.kind, true
	return true
}

// countriesOf takes "Western countries" for the West.
func (r *resolver) countriesOf(m *mention) bool {
	if m.label != "country" && m.label != "nation" && m.label != "state" && m.label != "power" && m.label != "government" {
		return false
	}
	if !m.plural || m.core.Len() != 2 || m.det == indefinite {
		return false
	}
	p, ok := r.adjective(r.d.Word(m.core.First))
	if !ok || p.body.kind != news.Group {
		return false
	}
	m.form, m.body, m.kind = adjectival, p.body, p.body.kind
	return true
}

// byProperNouns takes a head that is tagged as a proper noun, but that the name finder passed over, for a name.
func (r *resolver) byProperNouns(m *mention) {
	if !strings.HasPrefix(r.d.Tokens[m.head].Tag, "NNP") && r.d.Tokens[m.head].Tag != "ADD" {
		return
	}
	first := m.head
	for first > m.core.First && strings.HasPrefix(r.d.Tokens[first-1].Tag, "NNP") {
		first--
	}
	m.name, m.form, m.plural = text.Range{First: first, End: m.head + 1}, named, false
	r.nameOf(m, "")
	if first > m.tokens.First {
		r.roleIn(m, text.Range{First: m.tokens.First, End: first})
	}
	r.rolesBehind(m, m.tokens.End)
}

// byApposition looks behind a role for the name of who holds it: "the ministry's spokeswoman, Ana Reyl", "head of the
// Harbour Board Ana Reyl".
func (r *resolver) byApposition(m *mention, kind text.MentionKind) bool {
	behind := m.core.End
	for i := behind; i < m.tokens.End; i++ {
		n := r.nameAt(i)
		if n < 0 {
			continue
		}
		name := r.found[n].Tokens
		i = name.End - 1
		possessive := name.End < m.tokens.End && r.d.Tokens[name.End].Tag == "POS"
		if r.found[n].Kind != kind || possessive || name.First <= m.head {
			continue
		}
		comma := name.First > behind && r.d.Tokens[name.First-1].Tag == ","
		switch {
		case comma && (name.First-1 == behind || !r.callsAnother(name.First-2)):
		case !comma && m.det == noDeterminer && r.d.Tokens[name.First-1].Tag != "IN" && r.d.Tokens[name.First-1].Tag != "CC":
		case !comma && m.det != noDeterminer && r.d.Tokens[name.First-1].Tag == ":":
		default:
			continue
		}
		end := name.First
		if comma {
			end--
		}
		r.roleIn(m, text.Range{First: m.tokens.First, End: end})
		m.name = text.Range{First: name.First, End: min(name.End, m.tokens.End)}
		m.form, m.head, m.label, m.noun = named, m.name.End-1, "", nil
		r.nameOf(m, kind)
		r.rolesBehind(m, m.tokens.End)
		return true
	}
	return false
}

// callsAnother tells whether the noun at i calls somebody of its own: "for the governor", but not "in chief".
func (r *resolver) callsAnother(i int) bool {
	if !r.callsSomebody(i) {
		return false
	}
	for i > 0 && r.partOfPhrase(i-1) {
		i--
	}
	return r.determiner(i) != noDeterminer
}

// callsSomebody tells whether the noun at i is one that a person is called by.
func (r *resolver) callsSomebody(i int) bool {
	_, n := r.nounAt(i)
	return n != nil && n.class == personNoun && r.nameAt(i) < 0
}

// byDescriptor takes a name that a noun like "newspaper" or "agency" only describes: "Moravell's ORK service", "A news
// site, Brook.example". An office or a team of somebody is apart from him.
func (r *resolver) byDescriptor(m *mention) {
	for i := m.head - 1; i >= m.core.First; i-- {
		n := r.nameAt(i)
		if n < 0 {
			continue
		}
		name := r.found[n]
		_, adjective := r.adjective(r.d.Word(i))
		if name.Kind == text.PersonName || adjective || m.owner.Contains(i) || !describes(m.label) || startsUpper(r.d.Word(m.head)) {
			break
		}
		if p, ok := r.named(r.surface(name.Tokens)); ok && p.body.kind == news.State {
			break
		}
		r.roleIn(m, text.Range{First: i + 1, End: m.head + 1})
		label, noun := m.label, m.noun
		m.name, m.form = name.Tokens, named
		r.nameOf(m, name.Kind)
		m.label, m.noun = label, noun
		return
	}
	if startsUpper(r.d.Word(m.head)) && strings.HasPrefix(r.d.Tokens[m.head].Tag, "NNP") && m.core.Len() > 1 && r.d.Tokens[m.head-1].Tag != "JJ" {
		r.byProperNouns(m)
		return
	}
	comma := m.core.End
	if comma < m.tokens.End && r.lower(comma) == "of" { // "the operator of the dam, Quill Dredging"
		for comma++; comma < m.tokens.End && r.d.Tokens[comma].Tag != "," && !isVerb(r.d.Tokens[comma].Tag); {
			comma++
		}
	}
	if comma+1 < m.tokens.End && r.d.Tokens[comma].Tag == "," {
		r.byTrailer(m, comma+1)
	}
}

// byTrailer takes the name that starts at token i, behind a description and a comma.
func (r *resolver) byTrailer(m *mention, i int) {
	name, kind := text.Range{First: i, End: i + 1}, text.MentionKind("")
	if n := r.nameAt(i); n >= 0 {
		name, kind = r.found[n].Tokens, r.found[n].Kind
	} else if tag := r.d.Tokens[i].Tag; !strings.HasPrefix(tag, "NNP") && tag != "ADD" {
		return
	}
	if kind == text.PersonName && name.End == m.tokens.End && m.noun.class == organisationNoun {
		kind = text.OrganisationName // the noun knows better than the name finder
	}
	if kind == text.PersonName || name.End > m.tokens.End {
		return
	}
	label, noun := m.label, m.noun
	m.roles = append(m.roles, role{text.Range{First: m.core.First, End: i - 1}, m.head, label, noun})
	m.name, m.form = name, named
	r.nameOf(m, kind)
	m.label, m.noun = label, noun
}

// describes tells whether a noun behind a name only says what it is, and does not make another body of it.
func describes(label string) bool {
	switch label {
	case "office", "team", "camp", "campaign", "administration", "government", "ministry", "unit", "division", "subsidiary", "staff", "court",
		"council", "committee", "panel", "embassy", "mission", "delegation", "leadership", "family", "board", "department", "force", "army",
		"military", "police", "headquarters", "community", "branch", "affiliate", "crew", "command", "house",
		"brigade", "hospital", "clinic", "school", "university", "college", "church", "museum", "parliament", "utility", "city", "town":
		return false
	}
	return true
}

// byMaker takes a report, a message or a survey for whoever made it, where the phrase names him: "Reyl's letter", "an article
// published by the Courier", "a Courier report".
func (r *resolver) byMaker(m *mention) {
	for i := m.core.End; i+1 < m.tokens.End; i++ {
		if w := r.lower(i); w != "by" && w != "from" {
			continue
		}
		if n := r.nameAt(i + 1); n >= 0 {
			r.madeBy(m, r.found[n])
			return
		}
		if n := r.nameAt(min(i+2, m.tokens.End-1)); n >= 0 && r.determiner(i+1) == definite {
			r.madeBy(m, r.found[n])
			return
		}
		p := r.phrase(text.Range{First: i + 1, End: m.tokens.End})
		if p.noun != nil && (p.noun.class == personNoun || p.noun.class == groupNoun) && p.det != possessive {
			p.tokens = m.tokens
			*m = p
			return
		}
	}
	if m.label == "test" || m.label == "figure" || m.label == "data" || m.label == "account" {
		return
	}
	for i := m.head - 1; i >= m.tokens.First; i-- {
		n := r.nameAt(i)
		if n < 0 {
			continue
		}
		_, adjective := r.adjective(r.d.Word(i))
		if adjective || r.found[n].Kind == text.PlaceName {
			continue
		}
		r.madeBy(m, r.found[n])
		return
	}
}

func (r *resolver) madeBy(m *mention, n text.Mention) {
	m.roles = append(m.roles, role{m.core, m.head, m.label, m.noun})
	m.name, m.form = n.Tokens, named
	m.name.First, m.name.End = max(m.name.First, m.tokens.First), min(m.name.End, m.tokens.End)
	r.nameOf(m, n.Kind)
	m.label, m.noun = "", nil
}

// government takes a state's government for the state.
func (r *resolver) government(m *mention) {
	if m.label != "government" || m.plural {
		return
	}
	for i := m.tokens.First; i < m.head; i++ {
		if p, ok := r.bodyAt(i); ok && p.body.kind == news.State {
			m.body, m.kind = p.body, news.State
			return
		}
	}
}

// bodyAt is the state or body that token i, or the name that it belongs to, points at.
func (r *resolver) bodyAt(i int) (pointer, bool) {
	if n := r.nameAt(i); n >= 0 {
		if p, ok := r.named(r.surface(r.found[n].Tokens)); ok {
			return p, true
		}
	}
	if p, ok := r.adjective(bare(r.d.Word(i))); ok || r.d.Tokens[i].Tag != "NNP" {
		return p, ok
	}
	return r.named(r.d.Word(i))
}
