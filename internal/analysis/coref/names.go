package coref

import (
	"slices"
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
	if p, ok := r.tables.bodies[key(surface)]; ok && (kind != text.PersonName || m.name.Len() > 1) {
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
	for all.Len() > 0 && r.isPunctuation(all.End-1) {
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

// joinNames is the first step: mentions with a name, or of a state, that call the same speaker become one entity. Longer
// names go first, so that a surname finds the full name wherever that stands.
func (r *resolver) joinNames() {
	for i := range r.mentions {
		m := &r.mentions[i]
		if m.body != nil {
			r.assign(i, r.withBody(m.body))
		}
	}
	for _, long := range []bool{true, false} {
		for i := range r.mentions {
			m := &r.mentions[i]
			if m.entity < 0 && m.body == nil && m.form == named && len(m.words) > 0 && (len(m.words) > 1) == long {
				r.assign(i, r.withName(i))
			}
		}
	}
	for i := range r.mentions {
		if m := &r.mentions[i]; m.form == coordinated {
			r.assign(i, r.withWords(m.words))
		}
	}
}

// withBody is the entity of a state or other body of the tables, or -1.
func (r *resolver) withBody(b *body) int {
	return slices.IndexFunc(r.entities, func(e entity) bool { return e.body == b })
}

// withWords is the entity of a coordination with the same words, or -1.
func (r *resolver) withWords(words []string) int {
	for n, e := range r.entities {
		first := &r.mentions[e.mentions[0]]
		if first.form == coordinated && slices.Equal(first.words, words) {
			return n
		}
	}
	return -1
}

// withName is the entity that the name of mention i fits best, or -1. Of several with one surname the one is taken that was
// called by it alone before, or else that is mentioned most, or else last.
func (r *resolver) withName(i int) int {
	best, bestRank := -1, [3]int{}
	m := &r.mentions[i]
	for n := range r.entities {
		e := &r.entities[n]
		if !r.kindsAgree(m, e) {
			continue
		}
		f := noFit
		for _, k := range e.mentions {
			if other := &r.mentions[k]; other.form == named {
				f = max(f, r.fit(m, other))
			}
		}
		if f == noFit {
			continue
		}
		rank := [3]int{int(f), e.shortened(r, m), e.lastBefore(i)}
		if best < 0 || slices.Compare(rank[:], bestRank[:]) > 0 {
			best, bestRank = n, rank
		}
	}
	return best
}

// shortened is how much speaks for a short name to be this entity's: whether it was called so before, and how often it is mentioned.
func (e *entity) shortened(r *resolver, m *mention) int {
	if len(m.words) > 1 {
		return 0
	}
	if slices.ContainsFunc(e.mentions, func(k int) bool { return slices.Equal(r.mentions[k].words, m.words) }) {
		return 1 << 20
	}
	return len(e.mentions)
}

// lastBefore is the last mention of an entity before mention i, or -1.
func (e *entity) lastBefore(i int) int {
	last := -1
	for _, k := range e.mentions {
		if k < i && k > last {
			last = k
		}
	}
	return last
}

// kindsAgree tells whether a named mention may be of an entity, by kind and gender.
func (r *resolver) kindsAgree(m *mention, e *entity) bool {
	if !m.gender.agrees(e.gender) {
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
	return slices.ContainsFunc(e.mentions, func(k int) bool { return slices.Equal(r.mentions[k].words, m.words) })
}

// isSurname tells whether a name of one word is the last word of an entity's full name: the name finder often takes a
// surname that stands alone for something else.
func (r *resolver) isSurname(m *mention, e *entity) bool {
	if e.kind != news.Person {
		return false
	}
	for _, k := range e.mentions {
		if w := r.mentions[k].words; len(w) > 1 && w[len(w)-1] == m.words[0] {
			return true
		}
	}
	return false
}

// fit is how well two names go together.
type fit int

const (
	noFit fit = iota
	nearFit
	partFit
	fullFit
)

// fit compares two names.
func (r *resolver) fit(a, b *mention) fit {
	x, y := a.words, b.words
	if len(x) == 0 || len(y) == 0 {
		return noFit
	}
	if slices.Equal(x, y) {
		return fullFit
	}
	if len(x) > len(y) {
		a, b, x, y = b, a, y, x
	}
	if a.kind == news.Person || b.kind == news.Person {
		return personFit(x, y)
	}
	if isAcronym(r.d.Word(a.head), a, b) || r.givenAcronym(a, b) {
		return fullFit
	}
	return bodyFit(x, y)
}

// personFit compares the names of two people, the shorter one first.
func personFit(x, y []string) fit {
	if len(x) == 1 {
		switch {
		case x[0] == y[len(y)-1]:
			return fullFit
		case len(y) > 2 && slices.Contains(y[1:], x[0]):
			return partFit
		case len(y) > 1 && x[0] == y[0]:
			return partFit
		case misspelt(x[0], y[len(y)-1]):
			return nearFit
		}
		if _, last, ok := strings.Cut(y[len(y)-1], "-"); ok && last == x[0] {
			return partFit
		}
		return noFit
	}
	if initialOf(x[0], y[0]) && (x[len(x)-1] == y[len(y)-1] || misspelt(x[len(x)-1], y[len(y)-1])) {
		return fullFit
	}
	if slices.Equal(x, y[:len(x)]) || slices.Equal(x, y[len(y)-len(x):]) {
		return partFit
	}
	return noFit
}

// initialOf tells whether two given names may be the same: equal, or one short for the other.
func initialOf(a, b string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	return a == b || len(a) == 1 && b[0] == a[0] || len(a) >= 3 && strings.HasPrefix(b, a) || misspelt(a, b)
}

// misspelt tells whether two long words with the same first letter differ in one letter.
func misspelt(a, b string) bool {
	if len(a) < 5 || len(b) < 5 || a[0] != b[0] {
		return false
	}
	if len(a) > len(b) {
		a, b = b, a
	}
	if len(b)-len(a) > 1 {
		return false
	}
	i := 0
	for i < len(a) && a[i] == b[i] {
		i++
	}
	if len(a) == len(b) {
		return a[i+1:] == b[i+1:] || i+2 == len(a) && false
	}
	return a[i:] == b[i+1:]
}

// bodyFit compares the names of two bodies, the shorter one first.
func bodyFit(x, y []string) fit {
	rest := y[len(x):]
	switch {
	case slices.Equal(x, y[:len(x)]) && (len(x) > 1 && len(rest) == 1 || allGeneric(rest)):
		return partFit
	case slices.Equal(x, y[len(y)-len(x):]) && (len(x) > 1 || len(y)-len(x) <= 2 && bodyWords[x[0]]):
		return partFit
	}
	return noFit
}

// bodyWords are the last words of bodies' names that call them alone: "the Board".
var bodyWords = map[string]bool{"house": true, "board": true, "ministry": true, "agency": true, "committee": true, "council": true, "bank": true,
	"commission": true, "court": true, "institute": true, "union": true, "authority": true, "department": true, "party": true, "office": true,
	"post": true, "times": true, "journal": true, "guardian": true, "university": true, "foundation": true, "service": true, "senate": true}

// genericWords are words that a body's name does without.
var genericWords = map[string]bool{"news": true, "inc": true, "corp": true, "co": true, "ltd": true, "plc": true, "llc": true, "group": true, "company": true,
	"corporation": true, "media": true, "holdings": true, "international": true, "front": true, "movement": true, "party": true, "organisation": true,
	"organization": true, "newspaper": true, "tv": true, "television": true, "network": true, "channel": true, "agency": true, "gmbh": true, "ag": true,
	"sa": true, "motors": true, "motor": true, "representatives": true, "airlines": true, "airways": true, "bank": true, "magazine": true, "daily": true}

func allGeneric(words []string) bool {
	return !slices.ContainsFunc(words, func(w string) bool { return !genericWords[w] })
}

// isAcronym tells whether a name of one word in capitals is made of the first letters of another one's words.
func isAcronym(short string, a, b *mention) bool {
	if len(a.words) != 1 || !isUpper(strings.ReplaceAll(short, ".", "")) || len(b.words) < 2 {
		return false
	}
	letters := a.words[0]
	for skip := 0; skip <= 1 && skip < len(b.words); skip++ {
		initials := ""
		for _, w := range b.words[skip:] {
			for part := range strings.SplitSeq(w, "-") {
				if part != "" {
					initials += part[:1]
				}
			}
		}
		if len(initials) >= 2 && initials == letters {
			return true
		}
	}
	return false
}

// givenAcronym tells whether the text gives one name in brackets right behind the other: "the Harbour Board (HB)".
func (r *resolver) givenAcronym(a, b *mention) bool {
	if a.head > b.head {
		a, b = b, a
	}
	between := b.name.First - a.name.End
	return between == 1 && r.d.Tokens[a.name.End].Tag == "-LRB-" && b.name.End < len(r.d.Tokens) && r.d.Tokens[b.name.End].Tag == "-RRB-"
}
