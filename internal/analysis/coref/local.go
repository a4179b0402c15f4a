package coref

import (
	"slices"
	"strings"

	"gainsay/internal/text"
	"gainsay/news"
)

// places are the states and towns that the tables do not list but a text shows to be some: it has an adjective of their name
// ("Moravell", "Moravelli officials"), or they have what only a state has ("Moravell's Interior Ministry").
type places struct {
	bodies     map[string]pointer // by key
	adjectives map[string]pointer
}

// national are nouns for what a state has, and a person or a company has not.
var national = wordSet(`ministry ambassador embassy parliament navy army military troops soldiers authorities government officials official border
	diplomats diplomat consulate territory airspace citizens nationals constitution president premier chancellor`)

// ofState are those of them that whoever is named before them with a possessive must be a state: "Trump's officials" are not.
var ofState = wordSet("ministry ambassador embassy parliament navy airspace consulate territory")

// place is what a text shows of a name that may be that of a place.
type place struct {
	name  string
	votes int  // how many more often it was found to be a place than something else
	state bool // it has what only a state has
}

// findPlaces looks for such places among the names of the text.
func (r *resolver) findPlaces() {
	surnames := map[string]bool{}
	known := map[string]*place{} // by key
	if r.local.bodies == nil {
		r.local = places{map[string]pointer{}, map[string]pointer{}}
	}
	byStart := map[string][]*place{}
	for _, n := range r.found {
		if n.Kind == text.PersonName && n.Tokens.Len() > 1 {
			surnames[key(r.d.Word(n.Tokens.End-1))] = true
		}
	}
	for i := 0; i < len(r.d.Tokens); i++ {
		one := text.Mention{Tokens: text.Range{First: i, End: i + 1}}
		if n := r.nameAt(i); n >= 0 {
			one = r.found[n]
			i = one.Tokens.End - 1
		} else if !strings.HasPrefix(r.d.Tokens[i].Tag, "NNP") {
			continue
		}
		name := bare(r.surface(one.Tokens))
		k := key(name)
		if surnames[k] || !r.mayBePlace(name, one.Tokens) {
			continue
		}
		p := known[k]
		if p == nil {
			p = &place{name: name}
			known[k] = p
			byStart[k[:3]] = append(byStart[k[:3]], p)
		}
		switch one.Kind {
		case text.PlaceName:
			p.votes++
		case "":
		default:
			p.votes--
		}
		p.state = p.state || r.hasNational(one.Tokens.End)
	}
	for i := range r.d.Tokens {
		r.findDemonym(i, byStart)
	}
	for k, p := range known {
		if _, ok := r.local.bodies[k]; !ok && p.state {
			r.local.bodies[k] = pointer{body: &body{name: p.name, kind: news.State}}
		}
	}
}

// mayBePlace tells whether a name can be that of a place that the tables do not list. A name of several words ends in none that
// people or bodies are called by.
func (r *resolver) mayBePlace(name string, tokens text.Range) bool {
	if tokens.Len() > 3 || len(name) < 4 || isUpper(name) || !startsUpper(name) || r.tables.lists(name) || r.tables.given[name] != anyGender || continents[name] {
		return false
	}
	_, noun := r.nounAt(tokens.End - 1)
	return noun == nil
}

// continents have adjectives and officials, and are no states.
var continents = map[string]bool{"Europe": true, "Africa": true, "Asia": true, "America": true, "Oceania": true}

// lists tells whether a name or an adjective is in the tables.
func (l *lexicon) lists(name string) bool {
	_, adjective := l.adjective(name)
	return adjective || l.bodies[key(name)].body != nil
}

// hasNational tells whether a possessive at token i leads to what only a state has.
func (r *resolver) hasNational(i int) bool {
	if i >= len(r.d.Tokens) || r.d.Tokens[i].Tag != "POS" {
		return false
	}
	for i++; i < len(r.d.Tokens) && r.partOfPhrase(i); i++ {
		if ofState[r.lower(i)] {
			return true
		}
		if w := r.lower(i); w == "minister" && r.d.Tokens[i-1].Tag != "POS" {
			return true // "foreign minister", "Prime Minister"
		}
	}
	return false
}

// findDemonym takes token i for the adjective of a place, or the name of its people, if the text names a place that it may be
// made from.
func (r *resolver) findDemonym(i int, byStart map[string][]*place) {
	word := r.d.Word(i)
	if len(word) < 5 || !startsUpper(word) || !strings.HasPrefix(r.d.Tokens[i].Tag, "NN") && r.d.Tokens[i].Tag != "JJ" {
		return
	}
	n := r.nameAt(i)
	if n >= 0 && r.found[n].Kind == text.PersonName && r.found[n].Tokens.Len() > 1 || r.tables.lists(word) {
		return
	}
	k := key(word)
	near := byStart[k[:3]]
	if len(near) == 0 || len(near) > mostNear {
		return
	}
	adjective := i+1 < len(r.d.Tokens) && strings.HasPrefix(r.d.Tokens[i+1].Tag, "NN") && r.d.Tokens[i+1].Sentence == r.d.Tokens[i].Sentence
	adjective = adjective || strings.HasSuffix(k, "s") // or the people
	state := false
	for after := i + 1; adjective && after < len(r.d.Tokens) && after <= i+4 && r.partOfPhrase(after); after++ {
		state = state || national[r.lower(after)] || r.lower(after) == "minister" && after > i+1
	}
	for _, p := range near {
		place := key(p.name)
		if place == k || !isDemonym(k, place) || !p.state && !adjective || !p.state && !state && p.votes <= 0 && !ofPlaceOnly(k, place) {
			continue
		}
		b := r.local.bodies[key(p.name)].body
		if b == nil {
			b = &body{name: p.name, kind: news.Organisation}
			r.local.bodies[key(p.name)] = pointer{body: b}
		}
		if p.state || state || p.votes <= 0 {
			b.kind = news.State
		}
		r.local.adjectives[k] = pointer{b, byAdjective}
		return
	}
}

// demonyms are the endings of adjectives of places, each with the endings that the name of the place may have instead.
var demonyms = []struct {
	ending string
	names  []string
}{
	{"ian", []string{"", "ia", "y", "e", "us", "um", "i", "a"}}, {"ean", []string{"", "e", "ea", "a", "o"}}, {"an", []string{"", "a", "e", "o", "as", "us", "ia", "y"}},
	{"ese", []string{"", "a", "o", "i"}}, {"ish", []string{"", "en", "land", "ey", "ia"}}, {"i", []string{"", "a", "ia", "e", "istan"}}, {"landic", []string{"land"}},
	{"ite", []string{""}}, {"er", []string{""}},
}

// ofPlaceOnly tells whether an adjective is of a form that is made of the names of places and not of people's, as "Clintonian" is.
func ofPlaceOnly(word, place string) bool {
	return strings.HasSuffix(word, "i") || strings.HasSuffix(word, "ese") || strings.HasSuffix(word, "ish") || word == place+"n" && strings.HasSuffix(place, "a")
}

// isDemonym tells whether a word may be the adjective of a place, or the name of its people; both in small letters.
func isDemonym(word, place string) bool {
	for _, d := range demonyms {
		stem, ok := strings.CutSuffix(word, d.ending)
		if !ok {
			stem, ok = strings.CutSuffix(word, d.ending+"s")
		}
		if ok && len(stem) >= 3 && slices.ContainsFunc(d.names, func(ending string) bool { return stem+ending == place }) {
			return true
		}
	}
	return false
}

// adjective is the state or body that a word is the adjective of, by the tables or in this text.
func (r *resolver) adjective(word string) (pointer, bool) {
	if p, ok := r.tables.adjective(word); ok || !startsUpper(word) {
		return p, ok
	}
	p, ok := r.local.adjectives[key(word)]
	return p, ok
}

// named is the state or body of a name, by the tables or in this text.
func (r *resolver) named(name string) (pointer, bool) {
	k := key(name)
	if p, ok := r.tables.bodies[k]; ok || !startsUpper(name) {
		return p, ok
	}
	p, ok := r.local.bodies[k]
	return p, ok
}

// byKey is named for the key of a name.
func (r *resolver) byKey(k string) (pointer, bool) {
	p, ok := r.tables.bodies[k]
	if !ok {
		p, ok = r.local.bodies[k]
	}
	return p, ok
}

// isNamed tells whether a word is a state's or a body's name.
func (r *resolver) isNamed(word string) bool {
	_, ok := r.named(word)
	return ok
}

// isLocal tells whether a body is none of the tables'.
func (r *resolver) isLocal(b *body) bool { return r.local.bodies[key(b.name)].body == b }
