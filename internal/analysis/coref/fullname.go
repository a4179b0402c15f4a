package coref

import (
	"hash/fnv"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"gainsay/news"
)

// identity is what an entity is known by in other documents. Names are words in small letters, without titles and particles.
type identity struct {
	sort     sort
	full     [][]string // names that call nobody else
	part     [][]string // surnames, acronyms, names that many bodies bear
	acronym  bool       // one of part is an acronym
	passages []uint64   // of who has no name: what reports its words
}

// sort parts those who are never one.
type sort byte

const (
	bodySort   sort = 'b'
	personSort sort = 'p'
	stateSort  sort = 's'
)

// sure tells whether an entity can be told by its names without others.
func (who *identity) sure() bool { return len(who.full) > 0 }

// identity is that of entity i of a document.
func (c *speakers) identity(d *Document, i int) identity {
	e := &d.Entities[i]
	who := identity{sort: bodySort}
	switch e.Kind {
	case news.Unnamed:
	case news.State:
		who.sort, who.full = stateSort, [][]string{{key(e.Name)}}
	case news.Person:
		who.sort = personSort
		c.people(&who, e)
	default:
		for _, name := range append([]string{e.Name}, e.Aliases...) {
			c.nameBody(&who, name)
		}
	}
	if len(who.full)+len(who.part) == 0 && i < len(d.Passages) {
		who.passages = d.Passages[i]
	}
	return who
}

// people notes the names of a person. Of the other names that he is called by only those count that share a word with the first:
// the rest are what he is.
func (c *speakers) people(who *identity, e *news.Entity) {
	first := c.words(e.Name, true)
	for i, name := range append([]string{e.Name}, e.Aliases...) {
		words := c.words(name, true)
		switch {
		case len(words) == 0 || i > 0 && !slices.ContainsFunc(words, func(w string) bool { return slices.Contains(first, w) }):
		case len(words) == 1:
			who.part = appendName(who.part, words)
		default:
			who.full = appendName(who.full, words)
		}
	}
}

// nameBody notes a name of a body.
func (c *speakers) nameBody(who *identity, name string) {
	words := c.words(name, false)
	if listed, ok := c.tables.bodies[key(name)]; ok && listed.body.kind != news.State {
		who.full = appendName(who.full, strings.Fields(key(listed.body.name)))
		return
	}
	switch {
	case len(words) == 0 || len(words) > longestName:
	case len(words) == 1 && isUpper(strings.ReplaceAll(name, ".", "")) && len(words[0]) <= 6:
		who.acronym = true
		who.part = appendName(who.part, words)
	case c.tables.areShared(words) || len(words) == 1 && bodyWords[words[0]] && words[0] != "guardian" || ofPerson[words[len(words)-1]]:
		who.part = appendName(who.part, words)
	default:
		who.full = appendName(who.full, words)
	}
}

// longestName is how many words a body's name has at most: what is longer is a list.
const longestName = 9

func appendName(names [][]string, words []string) [][]string {
	if slices.ContainsFunc(names, func(old []string) bool { return slices.Equal(old, words) }) {
		return names
	}
	return append(names, words)
}

// isShared tells whether many bodies have a word in their names.
func (l *lexicon) isShared(word string) bool {
	if genericWords[word] || fieldWords[word] {
		return true
	}
	n := l.nouns[word]
	return n != nil && n.class != noClass || l.nouns[strings.TrimSuffix(word, "s")] != nil
}

// areShared tells whether a name has no other words than those.
func (l *lexicon) areShared(words []string) bool {
	return !slices.ContainsFunc(words, func(w string) bool { return !l.isShared(w) })
}

// fieldWords say what a body is in charge of or what sort of body it is, and not which one.
var fieldWords = wordSet(`interior foreign defence defense health finance justice education transport transportation energy agriculture labor labour
	environment environmental trade commerce economy economic social culture tourism housing development internal external affairs home homeland
	security intelligence public general national federal central state city county district municipal regional provincial local town village royal
	supreme high superior appeal appeals constitutional criminal circuit electoral election elections human rights civil aviation air navy coast
	guard fire rescue emergency medical prison correction corrections immigration customs border revenue tax treasury budget reserve relations
	information communication communications press investigation investigations special joint standing select oversight judiciary judicial
	legislative lower upper chamber attorney prosecutor district military armed forces defence ministry minister secretary water power port harbor
	harbour safety food drug drugs science technology research statistics planning works law enforcement`)

func wordSet(words string) map[string]bool {
	set := map[string]bool{}
	for w := range strings.FieldsSeq(words) {
		set[w] = true
	}
	return set
}

// institutions are what a state has one of: with the state's name or adjective in front they are a name, "the Norwegian navy".
var institutions = wordSet("army military navy government cabinet parliament ministry presidency")

// ofPerson is what bears somebody's surname.
var ofPerson = wordSet("administration campaign")

// words are those of a proper name: all of them begin with capitals but for particles, or it is a state's institution. A state's
// adjective is its name. Others give nil.
func (c *speakers) words(name string, person bool) []string {
	fields := fieldsOf(name)
	if len(fields) == 0 || quantities[strings.ToLower(fields[0])] {
		return nil
	}
	last := strings.ToLower(fields[len(fields)-1])
	institution := len(fields) == 2 && ofPerson[last] && startsUpper(fields[0]) || last == "office" && len(fields) > 1 && isOwner(fields[len(fields)-2])
	var out []string
	for i, field := range fields {
		w := trimmed(field)
		if !person && i == 0 && len(fields) > 1 {
			if body, ok := c.stateOf(w); ok {
				institution = institutions[last]
				out = append(out, body)
				continue
			}
		}
		w = withoutArticle(w)
		lower := strings.ToLower(w)
		switch lower {
		case "", "the", "of", "and", "for", "&", "al", "el", "de", "van", "der", "bin", "jr", "sr", "iii", "ii":
			continue
		}
		if r, _ := utf8.DecodeRuneInString(w); !institution && unicode.IsLower(r) && !strings.ContainsFunc(w, unicode.IsUpper) {
			return nil
		}
		if n := c.tables.nouns[lower]; n != nil && (person && n.title && i < len(fields)-1 || len(fields) == 1 && n.many) {
			continue
		}
		out = append(out, strings.ReplaceAll(lower, ".", ""))
	}
	return out
}

// fieldsOf are the words of a name without an article before them.
func fieldsOf(name string) []string {
	fields := strings.Fields(name)
	if len(fields) > 0 && strings.EqualFold(fields[0], "the") {
		return fields[1:]
	}
	return fields
}

// trimmed is a word without the marks around it.
func trimmed(word string) string { return strings.Trim(bare(word), ".,()\"“”") }

// isOwner tells whether a word is a possessive: "the governor's office".
func isOwner(word string) bool { return len(bare(word)) < len(strings.ReplaceAll(word, "’", "'")) }

// quantities begin a noun phrase that is no name.
var quantities = wordSet("some many most few several all both other others more two three four five a an one another any each every")

// listStates notes the states that a document found and no table lists, so that their adjectives are known everywhere.
func (c *speakers) listStates(d *Document) {
	for _, e := range d.Entities {
		if e.Kind != news.State || c.tables.lists(e.Name) {
			continue
		}
		k := key(e.Name)
		if near := c.statesLike(k); len(near) < mostSpeakers && !slices.Contains(near, k) {
			list := c.states.Change(firstLetters(k))
			*list = append(*list, k)
		}
	}
}

// statesLike lists the states noted whose keys begin as one does.
func (c *speakers) statesLike(key string) []string {
	if list := c.states.Get(firstLetters(key)); list != nil {
		return *list
	}
	return nil
}

// firstLetters are by what a state is found.
func firstLetters(key string) string { return key[:min(3, len(key))] }

// stateOf is the key of the state that a word names or is the adjective of.
func (c *speakers) stateOf(word string) (string, bool) {
	if k := key(word); startsUpper(word) {
		for _, state := range c.statesLike(k) {
			if state == k || isDemonym(k, state) {
				return state, true
			}
		}
	}
	p, ok := c.tables.adjective(word)
	if named, is := c.tables.bodies[key(word)]; is && named.use == byName {
		p, ok = named, true
	}
	if !ok || p.body.kind != news.State {
		return "", false
	}
	return key(p.body.name), true
}

// withoutArticle cuts an Arabic article off a word.
func withoutArticle(word string) string {
	for _, article := range []string{"al-", "el-", "as-", "ash-", "an-", "ar-", "at-", "ad-", "az-"} {
		if rest := word[min(len(article), len(word)):]; len(rest) > 2 && startsUpper(rest) && strings.EqualFold(word[:len(article)], article) {
			return rest
		}
	}
	return word
}

// learn adds the names of an entity to those of a speaker and returns the keys to find it by.
func (s *speaker) learn(who *identity) []uint64 {
	s.sort, s.acronym = who.sort, s.acronym || who.acronym
	var keys []uint64
	for _, name := range who.full {
		if before := len(s.full); before < mostNames {
			if s.full = appendName(s.full, name); len(s.full) > before {
				keys = append(keys, who.sort.key(name))
				keys = append(keys, who.sort.formsOf(name)...)
			}
		}
	}
	for _, name := range who.part {
		if before := len(s.part); before < mostNames {
			if s.part = appendName(s.part, name); len(s.part) > before {
				keys = append(keys, who.sort.key(name))
			}
		}
	}
	return keys
}

// has tells whether a full name is a speaker's: that of a person with or without the initial in the middle.
func (s *speaker) has(name []string) bool {
	all := [][]string{name}
	return anyPair(all, s.full, slices.Equal) || s.sort == personSort && anyPair(all, s.full, sameMiddle) && allPairs(all, s.full, samePerson)
}

// sameMiddle tells whether two names have one first and last word, and between them nothing or what begins with one letter.
func sameMiddle(a, b []string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	switch {
	case len(a) < 2 || a[0] != b[0] || a[len(a)-1] != b[len(b)-1]:
		return false
	case len(a) == 2:
		return len(b) == 2 || len(b) == 3 && len(b[1]) == 1
	}
	return slices.Equal(a, b) || len(a) == 3 && len(b) == 3 && initialOf(a[1], b[1])
}

// key finds a name; that of a person by its first and last word.
func (s sort) key(name []string) uint64 {
	if s == personSort && len(name) > 2 {
		return hashOf(string(s), " ", name[0], name[len(name)-1])
	}
	return hashOf(string(s), " ", name...)
}

// formsOf are the keys of what else somebody of a full name may be called.
func (s sort) formsOf(name []string) []uint64 {
	if s == stateSort {
		return nil
	}
	first, last := name[0], name[len(name)-1]
	if s == personSort {
		return []uint64{s.key(name[len(name)-1:]), hashOf("initial", " ", first[:1], last), hashOf("sound", " ", sound(first), sound(last)),
			hashOf("given", " ", name[:2]...)}
	}
	var keys []uint64
	for cut := 1; cut < len(name); cut++ {
		keys = append(keys, hashOf("of", " ", name[:cut]...), hashOf("of", " ", name[cut:]...))
	}
	if len(name) > 2 {
		keys = append(keys, hashOf("letters", " ", initials(name)), hashOf("letters", " ", initials(name[1:])))
	}
	return keys
}

// lookUps are the keys of those who may be called by another form of an entity's name.
func (who *identity) lookUps() []uint64 {
	var keys []uint64
	for _, name := range who.full {
		switch who.sort {
		case personSort:
			keys = append(keys, who.sort.formsOf(name)[1:]...)
		case bodySort:
			keys = append(keys, hashOf("of", " ", name...))
			for cut := 1; cut < len(name); cut++ {
				keys = append(keys, who.sort.key(name[:cut]), who.sort.key(name[cut:]))
			}
		}
	}
	if len(who.full) > 0 {
		return keys
	}
	for _, name := range who.part {
		keys = append(keys, who.sort.key(name))
		if who.sort == bodySort {
			keys = append(keys, hashOf("of", " ", name...))
		}
		if who.acronym && len(name) == 1 {
			keys = append(keys, hashOf("letters", " ", name[0]))
		}
	}
	return keys
}

// parts are the keys of those of whom only a part of an entity's full names may be known.
func (who *identity) parts() []uint64 {
	var keys []uint64
	for _, name := range who.full {
		switch who.sort {
		case personSort:
			keys = append(keys, who.sort.key(name[len(name)-1:]))
		case bodySort:
			for cut := 1; cut < len(name); cut++ {
				keys = append(keys, who.sort.key(name[:cut]), who.sort.key(name[cut:]))
			}
			if len(name) > 2 {
				keys = append(keys, who.sort.key([]string{initials(name)}), who.sort.key([]string{initials(name[1:])}))
			}
		}
	}
	return keys
}

func hashOf(what, sep string, words ...string) uint64 {
	h := fnv.New64a()
	h.Write([]byte(what))
	for _, w := range words {
		h.Write([]byte(sep))
		h.Write([]byte(w))
	}
	return h.Sum64()
}

// mayBe tells whether a name of an entity may be another form of one of a speaker's.
func (s *speaker) mayBe(who *identity) bool {
	if s.sort != who.sort {
		return false
	}
	if s.sort == personSort {
		if len(who.full) > 0 {
			return len(s.full) > 0 && allPairs(who.full, s.full, samePerson)
		}
		return anyPair(who.part, s.part, slices.Equal) || anyPair(who.part, s.full, samePerson)
	}
	if len(who.full) > 0 {
		return anyPair(who.full, s.full, sameBody)
	}
	return anyPair(who.part, s.part, slices.Equal) || anyPair(who.part, s.full, sameBody) || who.acronym && anyPair(who.part, s.full, beginsBody)
}

// isPartOf tells whether a name of a speaker may be a part of an entity's full name.
func (s *speaker) isPartOf(who *identity) bool {
	if s.sort == personSort {
		return anyPair(s.part, who.full, samePerson)
	}
	return anyPair(s.part, who.full, sameBody) || s.acronym && anyPair(s.part, who.full, beginsBody)
}

// beginsBody tells whether a word is the first of a name and what follows only says what sort of body it is: "QUAY" of "QUAY
// Research Group".
func beginsBody(word, name []string) bool {
	return len(word) == 1 && len(name) > 1 && word[0] == name[0] && tables().areShared(name[1:])
}

func anyPair(a, b [][]string, fits func(x, y []string) bool) bool {
	return slices.ContainsFunc(a, func(x []string) bool {
		return slices.ContainsFunc(b, func(y []string) bool { return fits(x, y) })
	})
}

func allPairs(a, b [][]string, fits func(x, y []string) bool) bool {
	return !anyPair(a, b, func(x, y []string) bool { return !fits(x, y) })
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
	if len(a) == 3 && len(b) == 3 && last == other && !initialOf(a[1], b[1]) {
		return false // "Ana B. Reyl", "Ana C. Reyl"
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
	if len(a) == 1 && len(b) > 2 && (initials(b) == a[0] || initials(b[1:]) == a[0]) {
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
