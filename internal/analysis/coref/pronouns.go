package coref

import (
	"math"
	"strings"

	"gainsay/news"
)

// called is what a pronoun tells of whom it means.
type called struct {
	kind   news.EntityKind
	gender gender
	plural bool
	first  bool // the speaker himself
}

var pronouns = map[string]called{
	"he": {kind: news.Person, gender: male}, "him": {kind: news.Person, gender: male}, "his": {kind: news.Person, gender: male},
	"himself": {kind: news.Person, gender: male},
	"she":     {kind: news.Person, gender: female}, "her": {kind: news.Person, gender: female}, "hers": {kind: news.Person, gender: female},
	"herself": {kind: news.Person, gender: female},
	"it":      {kind: news.Organisation}, "its": {kind: news.Organisation}, "itself": {kind: news.Organisation},
	"they": {plural: true}, "them": {plural: true}, "their": {plural: true}, "themselves": {plural: true},
	"i": {first: true}, "me": {first: true}, "my": {first: true}, "we": {first: true}, "us": {first: true}, "our": {first: true},
	"who": {}, "which": {}, "whom": {}, "that": {},
}

// joinPronoun finds whom a pronoun means. It stays without an entity where nothing speaks for anybody.
func (r *resolver) joinPronoun(i int) {
	m := &r.mentions[i]
	what := pronouns[m.label]
	var to match
	switch {
	case what.first:
		to = r.speakerOf(m.head)
	case what == (called{}):
		to = r.before(i)
	default:
		to = r.antecedent(i)
	}
	if to.entity >= 0 {
		r.assign(i, to)
	}
}

// before is the mention right before a relative pronoun: "a doctor who said".
func (r *resolver) before(i int) match {
	at := r.mentions[i].head - 1
	if at >= 0 && r.d.Tokens[at].Tag == "," {
		at--
	}
	for k := i - 1; k >= 0; k-- {
		m := &r.mentions[k]
		if at-m.head > 12 {
			break
		}
		if m.head == at || m.tokens.Contains(at) && m.entity >= 0 {
			return match{entity: m.entity, to: k, rule: RightBefore, certain: 0.85}
		}
	}
	return nobody
}

// How much speaks for an antecedent. The weights were set by hand, in the spirit of Lappin and Leass (1994), and tried on the
// silver chains of a news corpus.
const (
	perSentence  = -1.0 // for each sentence between
	perParagraph = -0.9
	sameSentence = 1.6
	inContent    = -0.8 // stands in what somebody says, and the pronoun does not
	inOwnContent = -2.0 // stands in what the pronoun itself says
	asSubject    = 1.0
	asSource     = 1.5
	lastSource   = 1.2  // spoke last before the pronoun, in its paragraph or in the sentence before it
	asObject     = -0.5 // of a preposition
	asOwner      = -0.6
	inQuotation  = -1.5 // stands in quotation marks, and the pronoun does not
	ownSpeaker   = 1.5  // says what the pronoun stands in
	sameGender   = 0.8
	byItsName    = 0.3
	notByName    = -0.2
	leastScore   = -2.5
	reach        = 6 // sentences
)

// antecedent is who most speaks for, and how sure that is.
func (r *resolver) antecedent(i int) match {
	m := &r.mentions[i]
	here := r.d.Tokens[m.head]
	around := r.around.at(m.head)
	last := r.lastSpeaker(i)
	scores, places := map[int]float64{}, map[int]int{}
	for k := i - 1; k >= 0; k-- {
		other := &r.mentions[k]
		there := r.d.Tokens[other.head]
		gap := here.Sentence - there.Sentence
		if gap > reach {
			break
		}
		if k == i || other.entity < 0 || !r.pronounAgrees(m, other, &r.entities[other.entity]) || r.excluded(around, other.entity) {
			continue
		}
		s := perSentence*float64(gap) + perParagraph*float64(here.Paragraph-there.Paragraph) + r.standing(other, m)
		if k == last && (gap <= 1 || here.Paragraph == there.Paragraph) {
			s += lastSource
		}
		if r.says(around, other.entity) {
			s += ownSpeaker
		}
		if e := &r.entities[other.entity]; m.gender != anyGender && e.gender == m.gender {
			s += sameGender
		}
		s += r.placed(m, other, around)
		if old, ok := scores[other.entity]; !ok || s > old {
			scores[other.entity], places[other.entity] = s, k
		}
	}
	best, bestScore, second := -1, leastScore, math.Inf(-1)
	for n, s := range scores {
		s += 0.15 * math.Log(float64(len(r.entities[n].mentions)))
		if s > bestScore || s == bestScore && n > best {
			if best >= 0 {
				second = max(second, bestScore)
			}
			best, bestScore = n, s
		} else {
			second = max(second, s)
		}
	}
	if best < 0 {
		return nobody
	}
	rule := LikeliestBefore
	if places[best] == last {
		rule = LastSpeaker
	}
	margin := min(bestScore-second, 3)
	return match{entity: best, to: places[best], rule: rule, certain: 0.5 + 0.45*(1-math.Exp(-margin))}
}

// placed is what speaks for a mention by whose words it stands in.
func (r *resolver) placed(m, other *mention, around []int) float64 {
	s := 0.0
	if r.d.Tokens[m.head].Sentence == r.d.Tokens[other.head].Sentence && !other.quoted {
		s += sameSentence
	}
	if m.source >= 0 && r.inContent(m.source, other.head) {
		s += inOwnContent
	}
	inner := r.around.at(other.head)
	if len(inner) > len(around) {
		s += inContent
	}
	return s
}

// standing is what speaks for a mention by how it stands in its sentence.
func (r *resolver) standing(m, pronoun *mention) float64 {
	s := 0.0
	if m.source >= 0 {
		s += asSource
	} else if r.isSubject(m) {
		s += asSubject
	}
	if end := m.tokens.End; end < len(r.d.Tokens) && r.d.Tokens[end].Tag == "POS" {
		s += asOwner
	}
	if before := m.tokens.First - 1; m.source < 0 && before >= 0 && (r.d.Tokens[before].Tag == "IN" || r.d.Tokens[before].Tag == "TO") {
		if r.isAgent(m) {
			s += asSubject
		} else {
			s += asObject
		}
	}
	if m.quoted && !pronoun.quoted {
		s += inQuotation
	}
	switch m.form {
	case named:
		s += byItsName
	case nominal:
		s += notByName
	}
	return s
}

// isSubject tells whether a verb follows a mention, its apposition passed over.
func (r *resolver) isSubject(m *mention) bool {
	i := max(m.tokens.End, m.name.End)
	if i < len(r.d.Tokens) && strings.HasPrefix(r.d.Tokens[i].Tag, "RB") {
		i++
	}
	if i < len(r.d.Tokens) && isVerb(r.d.Tokens[i].Tag) {
		before := m.tokens.First - 1
		return before < 0 || r.d.Tokens[before].Tag != "IN" || r.d.Tokens[before].Sentence != r.d.Tokens[m.head].Sentence || r.lower(before) == "that"
	}
	return false
}

// isAgent tells whether a mention is who does what a passive tells: "was handed over by a clerk".
func (r *resolver) isAgent(m *mention) bool {
	by := m.tokens.First - 1
	if r.lower(by) != "by" {
		return false
	}
	for k := by - 1; k >= 0 && k >= by-6 && r.d.Tokens[k].Sentence == r.d.Tokens[by].Sentence; k-- {
		if r.d.Tokens[k].Tag == "VBN" {
			return true
		}
	}
	return false
}

// lastSpeaker is the mention of the last source before mention i, or -1.
func (r *resolver) lastSpeaker(i int) int {
	for k := i - 1; k >= 0; k-- {
		if m := &r.mentions[k]; m.source >= 0 && m.entity >= 0 && !m.quoted && len(r.around.at(m.head)) == 0 {
			return k
		}
	}
	return -1
}

// pronounAgrees tells whether a pronoun may mean the entity of another mention by number, gender and kind.
func (r *resolver) pronounAgrees(m, other *mention, e *entity) bool {
	if len(e.mentions) == 0 {
		return false
	}
	switch {
	case m.plural:
		return e.plural || other.form == adjectival && other.plural || e.kind == news.Group || e.kind == news.Organisation && e.body == nil
	case m.kind == news.Person:
		return !e.plural && (e.kind == news.Person || e.kind == "" && e.votes > 0) && m.gender.agrees(e.gender)
	}
	return !e.plural && e.kind != news.Person && (e.kind != "" || e.votes > 0)
}
