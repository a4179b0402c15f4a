package coref

import (
	"strings"

	"gainsay/internal/text"
	"gainsay/news"
)

// nameOf fills in what a name tells: its words without titles, its kind, its gender, the body of the tables that it is.
func (r *resolver) nameOf(m *mention, kind text.MentionKind) {
	for m.name.Len() > 1 && r.d.Tokens[m.name.End-1].Tag == "POS" {
		m.name.End--
	}
	surface := r.d.Span(m.name).In(r.d.Text)
	if p, ok := r.named(surface); ok && (kind != text.PersonName || m.name.Len() > 1 || r.isLocal(p.body)) {
		m.body, m.kind = p.body, p.body.kind
		m.words = strings.Fields(key(p.body.name))
		return
	}
	titled, g := r.untitle(m, kind)
	m.words = r.words(m.name, kind == text.PersonName || titled)
	first := bare(r.d.Word(m.name.First))
	given, known := r.tables.given[first]
	switch {
	case kind == text.PersonName || titled:
		m.kind = news.Person
	case known && m.name.Len() > 1 && kind == "":
		m.kind = news.Person
	case kind == text.OrganisationName:
		m.kind = news.Organisation
		m.state = r.stateOf(m)
		switch strings.ToLower(r.d.Word(m.name.End - 1)) {
		case "front", "movement", "militia", "brigade", "brigades", "rebels", "fighters":
			m.kind = news.Group
		}
	}
	if m.kind == news.Person {
		m.gender = g
		if g == anyGender && known {
			m.gender = given
		}
	}
}

// untitle moves the titles at the start of a name out of it, and tells the gender that they show.
// Words like "General" are no titles in the name of a body.
func (r *resolver) untitle(m *mention, kind text.MentionKind) (titled bool, g gender) {
	body := kind == text.OrganisationName || kind == text.PlaceName || kind == text.OtherName
	first := m.name.First
	note := func(i int) bool {
		n := r.tables.nouns[r.lower(i)]
		if n == nil || !n.title || !startsUpper(r.d.Word(i)) || body && n.class != noClass {
			return false
		}
		titled = true
		if g == anyGender {
			g = n.gender
		}
		return true
	}
	for m.name.Len() > 1 && note(m.name.First) {
		m.name.First++
	}
	if last := m.name.First - 1; last >= first {
		if label, n := r.nounAt(last); n != nil && n.class == personNoun {
			m.roles = append(m.roles, role{text.Range{First: first, End: m.name.First}, last, label, n})
		}
	}
	for i := m.name.First - 1; i >= 0 && m.name.First-i <= 3; i-- {
		if r.d.Tokens[i].Sentence != r.d.Tokens[m.name.First].Sentence || !note(i) {
			break
		}
	}
	return titled, g
}

// words are the words of a name as names are compared: in small letters, without the particles and marks that come and go.
func (r *resolver) words(name text.Range, person bool) []string {
	var out []string
	for i := name.First; i < name.End; i++ {
		w := strings.ReplaceAll(r.lower(i), ".", "")
		for _, prefix := range []string{"al-", "el-", "ash-", "as-"} {
			if len(w) > len(prefix)+2 {
				w = strings.TrimPrefix(w, prefix)
			}
		}
		switch w {
		case "", "the", "of", "and", "for", "&", ",", "(", ")", "-", "al", "el", "\"", "“", "”":
			continue
		case "jr", "sr", "ii", "iii", "iv":
			if person {
				continue
			}
		}
		out = append(out, w)
	}
	return out
}

// rolesBefore reads the role that stands right before a name: "Harbour Ministry spokeswoman Ana Reyl".
func (r *resolver) rolesBefore(m *mention) {
	first := m.name.First
	for first > 0 && r.d.Tokens[first-1].Sentence == r.d.Tokens[m.name.First].Sentence && r.partOfPhrase(first-1) {
		first--
	}
	if first < m.name.First {
		r.roleIn(m, text.Range{First: first, End: m.name.First})
		return
	}
	comma := m.name.First - 1
	if comma < 2 || r.d.Tokens[comma].Tag != "," || !r.callsSomebody(comma-1) || r.d.Tokens[comma-1].Tag != "NN" {
		return
	}
	for first = comma; first > 0 && r.partOfPhrase(first-1) && r.d.Tokens[first-1].Sentence == r.d.Tokens[comma].Sentence; {
		first--
	}
	if d := r.determiner(first); d == definite || d == possessive { // "the council's spokeswoman, Ana Reyl"
		r.roleIn(m, text.Range{First: first, End: comma})
	}
}

// roleIn takes the words of a range for roles of a mention if one of them is a noun that people or bodies are called by.
func (r *resolver) roleIn(m *mention, all text.Range) {
	for all.Len() > 0 && (r.determiner(all.First) != noDeterminer || r.isPunctuation(all.First)) {
		all.First++
	}
	for all.Len() > 0 && (r.isPunctuation(all.End-1) || r.isHonorific(all.End-1)) {
		all.End--
	}
	for i := all.First; i < all.End; i++ {
		if n := r.nameAt(i); n >= 0 && r.found[n].Kind == text.PersonName {
			continue
		}
		if r.d.Tokens[i].Tag == "IN" && i > all.First && len(m.roles) > 0 {
			return // "head of the agency": the agency is not the role
		}
		label, n := r.nounAt(i)
		if n == nil || n.class == noClass || n.class == documentNoun || !strings.HasPrefix(r.d.Tokens[i].Tag, "NN") {
			continue
		}
		if (n.class == personNoun) != (m.kind == news.Person || m.kind == "" || m.form == nominal) {
			continue
		}
		m.roles = append(m.roles, role{all, i, label, n})
		if m.gender == anyGender {
			m.gender = n.gender
		}
	}
}

// isHonorific tells whether token i is a title and nothing else: "Rep.", "Mr".
func (r *resolver) isHonorific(i int) bool {
	n := r.tables.nouns[r.lower(i)]
	return n != nil && n.title && n.class == noClass
}

// rolesBehind reads the apposition behind a name: "Reyl, a spokeswoman for the ministry,". It looks no further than limit.
func (r *resolver) rolesBehind(m *mention, limit int) {
	i := m.name.End
	sentence := r.d.Tokens[m.name.First].Sentence
	if i < limit && r.d.Tokens[i].Tag == "-LRB-" && r.isShortAside(i, limit) {
		i = r.closing(i, limit) + 1 // "Reyl (Harbour), head of the council"
	}
	if i+1 >= limit || r.d.Tokens[i].Tag != "," || r.d.Tokens[i].Sentence != sentence {
		return
	}
	first := i + 1
	if age := r.d.Tokens[first]; age.Tag == "CD" && first+2 < limit && r.d.Tokens[first+1].Tag == "," {
		first += 2 // "Reyl, 45, a spokeswoman"
	}
	end := first
	for end < limit && r.d.Tokens[end].Sentence == sentence && end-first < 16 {
		tag := r.d.Tokens[end].Tag
		if tag == "," || tag == ":" || tag == "." || isVerb(tag) || strings.HasPrefix(tag, "W") || tag == "``" {
			break
		}
		end++
	}
	if end == first || end < limit && isVerb(r.d.Tokens[end].Tag) {
		return
	}
	p := r.phrase(text.Range{First: first, End: end})
	if p.noun == nil || r.nameAt(p.head) >= 0 && r.found[r.nameAt(p.head)].Kind == text.PersonName {
		return
	}
	person := p.noun.class == personNoun
	if person && m.kind == "" {
		m.kind = news.Person
	}
	if person != (m.kind == news.Person) || p.noun.class == documentNoun || p.plural {
		return
	}
	if p.det == noDeterminer && end < len(r.d.Tokens) && r.d.Tokens[end].Tag == "," && person && p.core.Len() == 1 && r.lower(first) != p.label {
		return
	}
	for first < end && r.determiner(first) != noDeterminer && r.determiner(first) != possessive {
		first++
	}
	m.roles = append(m.roles, role{text.Range{First: first, End: end}, p.head, p.label, p.noun})
	if m.gender == anyGender {
		m.gender = p.gender
	}
}
