package coref

import (
	_ "embed"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"gainsay/internal/text"
	"gainsay/news"
)

var (
	//go:embed states.txt
	statesText string
	//go:embed groups.txt
	groupsText string
	//go:embed nouns.txt
	nounsText string
	//go:embed given.txt
	givenText string
)

// gender is what is known of somebody's gender.
type gender uint8

const (
	anyGender gender = iota
	female
	male
)

// agrees tells whether both may be one person's.
func (g gender) agrees(other gender) bool { return g == anyGender || other == anyGender || g == other }

// class is what a noun calls.
type class uint8

const (
	noClass class = iota
	personNoun
	groupNoun
	organisationNoun
	documentNoun
)

// noun is what is known of a noun that speakers are called by.
type noun struct {
	class  class
	gender gender
	title  bool  // stands before a name
	many   bool  // a plural whose members stay unnamed
	sets   []int // the sets of stand-ins that it is in
}

// standsFor tells whether two nouns may call the same speaker.
func (n *noun) standsFor(other *noun) bool {
	for _, a := range n.sets {
		for _, b := range other.sets {
			if a == b {
				return true
			}
		}
	}
	return false
}

// body is a state or another body that goes by several names.
type body struct {
	name string
	kind news.EntityKind
}

// use is how a word points at a body.
type use uint8

const (
	byName use = iota
	byCapital
	byAdjective
)

// pointer is one way to name a body.
type pointer struct {
	body *body
	use  use
}

// lexicon is all the tables; it is never written after it is read.
type lexicon struct {
	nouns      map[string]*noun
	given      map[string]gender
	bodies     map[string]pointer // by key
	adjectives map[string]pointer
	sets       int // sets of stand-ins so far
}

var tables = sync.OnceValue(func() *lexicon {
	l := &lexicon{nouns: map[string]*noun{}, given: map[string]gender{}, bodies: map[string]pointer{}, adjectives: map[string]pointer{}}
	for row := range text.Rows(nounsText) {
		l.addNouns(row)
	}
	for row := range text.Rows(givenText) {
		label, names, _ := strings.Cut(row, ":")
		for _, name := range strings.Fields(names) {
			l.given[name] = genderOf(label)
		}
	}
	for row := range text.Rows(statesText) {
		l.addBody(row, news.State)
	}
	for row := range text.Rows(groupsText) {
		l.addBody(row, "")
	}
	return l
})

func genderOf(label string) gender {
	switch label {
	case "f":
		return female
	case "m":
		return male
	}
	return anyGender
}

var classes = map[string]class{"person": personNoun, "group": groupNoun, "organisation": organisationNoun, "document": documentNoun}

// addNouns reads a row like "person f: queen; wife, widow".
func (l *lexicon) addNouns(row string) {
	label, rest, _ := strings.Cut(row, ":")
	flags := strings.Fields(label)
	titles := slices.Contains(flags, "title")
	for part := range strings.SplitSeq(rest, ";") {
		l.sets++
		for word := range strings.SplitSeq(part, ",") {
			word = strings.TrimSpace(word)
			n := l.nouns[word]
			if n == nil {
				n = &noun{}
				l.nouns[word] = n
			}
			for _, flag := range flags {
				switch flag {
				case "title":
					n.title = true
				case "many":
					n.many = true
				case "f", "m":
					n.gender = genderOf(flag)
				default:
					if n.class == noClass && !titles {
						n.class = classes[flag]
					}
				}
			}
			n.sets = append(n.sets, l.sets)
		}
	}
}

// addBody reads a row like "France; French Republic | Paris | French, Frenchmen" or, for groups, "names | adjectives | kind".
func (l *lexicon) addBody(row string, kind news.EntityKind) {
	fields := strings.Split(row, "|")
	for i := range fields {
		fields[i] = strings.TrimSpace(fields[i])
	}
	capitals, adjectives := "", fields[1]
	if kind == news.State {
		capitals, adjectives = fields[1], fields[2]
	} else {
		kind = news.EntityKind(fields[2])
	}
	var b *body
	for name := range strings.SplitSeq(fields[0], ";") {
		name = strings.TrimSpace(name)
		if b == nil {
			b = &body{name: name, kind: kind}
		}
		l.point(l.bodies, name, pointer{b, byName})
	}
	for name := range strings.SplitSeq(capitals, ",") {
		l.point(l.bodies, strings.TrimSpace(name), pointer{b, byCapital})
	}
	for name := range strings.SplitSeq(adjectives, ",") {
		l.point(l.adjectives, strings.TrimSpace(name), pointer{b, byAdjective})
	}
}

func (l *lexicon) point(table map[string]pointer, name string, p pointer) {
	k := key(name)
	if _, taken := table[k]; k != "" && !taken {
		table[k] = p
	}
}

// adjective is the body that a word like "Russian" or "Americans" points at.
func (l *lexicon) adjective(word string) (pointer, bool) {
	if !startsUpper(word) {
		return pointer{}, false
	}
	p, ok := l.adjectives[key(word)]
	return p, ok
}

// key is a name as the table of bodies lists it: without article, possessive and full stops; in small letters unless it is so
// short that capitals tell it from a word ("US", "IS").
func key(name string) string {
	name = bare(name)
	if rest, ok := strings.CutPrefix(name, "The "); ok {
		name = rest
	} else {
		name = strings.TrimPrefix(name, "the ")
	}
	name = strings.ReplaceAll(name, ".", "")
	if len(name) <= 3 && isUpper(name) {
		return name
	}
	return strings.ToLower(name)
}

// bare straightens apostrophes and takes off a possessive ending.
func bare(word string) string {
	if strings.Contains(word, "’") {
		word = strings.ReplaceAll(word, "’", "'")
	}
	return strings.TrimSuffix(strings.TrimSuffix(word, "'s"), "'")
}

func startsUpper(word string) bool {
	r, _ := utf8.DecodeRuneInString(word)
	return unicode.IsUpper(r)
}

// isUpper tells whether all letters of a word are capitals.
func isUpper(word string) bool {
	return word != "" && strings.ToUpper(word) == word && strings.ToLower(word) != word
}
