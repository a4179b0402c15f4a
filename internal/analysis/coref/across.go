package coref

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"gainsay/news"
)

// Across tells which entities of several documents are one. In come each document's entities, out goes for each the number of the
// speaker that it is, from 0 in the order in which they turn up. Only names tie documents together: equal ones, a surname that
// one full name alone has, acronyms, and spellings of one foreign name that sound alike. Who has no name is another in every document.
func Across(documents [][]news.Entity) [][]int {
	c := collection{tables: tables(), byKey: map[string][]int{}}
	out := make([][]int, len(documents))
	for _, full := range []bool{true, false} {
		for d, entities := range documents {
			if out[d] == nil {
				out[d] = make([]int, len(entities))
			}
			for i := range entities {
				if names := c.names(&entities[i]); full == c.isFull(&entities[i], names) {
					out[d][i] = c.place(&entities[i], names, d)
				}
			}
		}
	}
	return inOrder(out)
}

// collection is what is known of the speakers of several documents.
type collection struct {
	tables   *lexicon
	speakers []speaker
	byKey    map[string][]int // numbers of speakers, by the keys of their names
}

// speaker is one of them: its kind and its names, each as words.
type speaker struct {
	kind   news.EntityKind
	names  [][]string
	lastIn int // number of the document that it was met in last: there it is met once
}

// isFull tells whether an entity can be told by its names without others: those of one word come second.
func (c *collection) isFull(e *news.Entity, names [][]string) bool {
	return e.Kind != news.Person || slices.ContainsFunc(names, func(n []string) bool { return len(n) > 1 })
}

// names are the proper names among an entity's name and aliases, as words.
func (c *collection) names(e *news.Entity) [][]string {
	if e.Kind == news.Unnamed {
		return nil
	}
	var out [][]string
	for i, name := range append([]string{e.Name}, e.Aliases...) {
		if i > 0 && e.Kind == news.State {
			break // a state has one name here
		}
		if words := c.words(name, e.Kind == news.Person); len(words) > 0 {
			out = append(out, words)
		}
	}
	return out
}

// words are those of a proper name: all of them begin with capitals but for particles. Others give nil.
func (c *collection) words(name string, person bool) []string {
	var out []string
	fields := strings.Fields(name)
	for i, field := range fields {
		w := strings.Trim(bare(field), ".,()\"“”")
		lower := strings.ToLower(w)
		for _, prefix := range []string{"al-", "el-"} {
			if len(w) > len(prefix)+2 && strings.HasPrefix(lower, prefix) {
				lower, w = lower[len(prefix):], w[len(prefix):]
			}
		}
		switch lower {
		case "", "the", "of", "and", "for", "&", "al", "el", "de", "van", "der", "bin", "jr", "sr", "iii", "ii":
			continue
		}
		r, _ := utf8.DecodeRuneInString(w)
		if unicode.IsLower(r) && !strings.ContainsFunc(w, unicode.IsUpper) {
			return nil
		}
		if n := c.tables.nouns[lower]; person && n != nil && n.title && i < len(fields)-1 {
			continue
		}
		out = append(out, strings.ReplaceAll(lower, ".", ""))
	}
	return out
}

// place finds the speaker that an entity is, or makes a new one.
func (c *collection) place(e *news.Entity, names [][]string, document int) int {
	found := -1
	var candidates []int
	for _, name := range names {
		for _, k := range c.keys(e.Kind, name) {
			candidates = append(candidates, c.byKey[k]...)
		}
	}
	slices.Sort(candidates)
	for _, n := range slices.Compact(candidates) {
		if c.speakers[n].lastIn == document || !c.same(e.Kind, names, &c.speakers[n]) {
			continue
		}
		if found >= 0 && e.Kind == news.Person && !c.isFull(e, names) {
			found = -1 // a surname that two have
			break
		}
		if found < 0 {
			found = n
		}
	}
	if found < 0 {
		found = len(c.speakers)
		c.speakers = append(c.speakers, speaker{kind: e.Kind, lastIn: -1})
	}
	s := &c.speakers[found]
	s.lastIn = document
	for _, name := range names {
		if slices.ContainsFunc(s.names, func(old []string) bool { return slices.Equal(old, name) }) {
			continue
		}
		s.names = append(s.names, name)
		for _, k := range c.keys(e.Kind, name) {
			if list := c.byKey[k]; !slices.Contains(list, found) {
				c.byKey[k] = append(list, found)
			}
		}
	}
	return found
}

// keys are what names of one speaker have one of in common.
func (c *collection) keys(kind news.EntityKind, name []string) []string {
	if kind == news.Person {
		last := name[len(name)-1]
		return []string{last, "~" + sound(last)}
	}
	return nameKeys(name)
}

// same tells whether names are a speaker's.
func (c *collection) same(kind news.EntityKind, names [][]string, s *speaker) bool {
	person := kind == news.Person
	if person != (s.kind == news.Person) || (kind == news.State) != (s.kind == news.State) {
		return false
	}
	for _, a := range names {
		for _, b := range s.names {
			if slices.Equal(a, b) || person && samePerson(a, b) || !person && kind != news.State && sameBody(a, b) {
				return true
			}
		}
	}
	return false
}

// samePerson compares two names of people. A surname alone is anybody's who bears it.
func samePerson(a, b []string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	last, other := a[len(a)-1], b[len(b)-1]
	if len(a) == 1 {
		return last == other
	}
	if initialOf(a[0], b[0]) && last == other || slices.Equal(a, b[:len(a)]) {
		return true
	}
	return len(sound(last)) >= 3 && sound(last) == sound(other) && sound(a[0]) == sound(b[0])
}

// sameBody compares two names of bodies, one of which may be the other's acronym.
func sameBody(a, b []string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	if len(a) == 1 && len(b) > 2 && initials(b) == a[0] {
		return true
	}
	return bodyFit(a, b) != noFit
}

// sound is what is left of a name's word when spellings of one foreign sound are made one and vowels are left out.
var sounds = strings.NewReplacer("sch", "x", "tch", "x", "sh", "x", "ch", "x", "ph", "f", "th", "t", "dh", "d", "gh", "g", "ck", "k", "ce", "s", "ci", "s",
	"cy", "s", "c", "k", "q", "k", "z", "s", "w", "v", "a", "", "e", "", "i", "", "o", "", "u", "", "y", "", "j", "", "'", "", "’", "", "-", "")

func sound(word string) string {
	s := []byte(sounds.Replace(word))
	s = slices.Compact(s)
	if len(word) > 0 && strings.IndexByte("aeiouy", word[0]) >= 0 {
		return "a" + string(s)
	}
	return string(s)
}

// inOrder numbers anew from 0 in the order of the documents.
func inOrder(numbers [][]int) [][]int {
	fresh := map[int]int{}
	for _, list := range numbers {
		for i, n := range list {
			if _, ok := fresh[n]; !ok {
				fresh[n] = len(fresh)
			}
			list[i] = fresh[n]
		}
	}
	return numbers
}
