package coref

import (
	"slices"
	"strings"

	"gainsay/internal/text"
)

// index takes over the names of the document and notes for every token which one it is part of. The first of two names that
// overlap counts. A word found to be a name in one place is one wherever it is a proper noun, and a name is everywhere of the
// kind that it is found to be most often.
func (r *resolver) index() {
	r.names = make([]int32, len(r.d.Tokens))
	votes := map[string]*ballot{}
	for _, m := range r.d.Mentions {
		if m.Tokens.First < 0 || m.Tokens.End > len(r.d.Tokens) || m.Tokens.Len() <= 0 || r.onlyRole(m) ||
			m.Tokens.Len() == 1 && m.Kind != text.PersonName && isWeekday(r.d.Word(m.Tokens.First)) {
			continue
		}
		m.Tokens.End = r.nameEnd(m)
		if first := m.Tokens.First; m.Kind == text.PersonName && first > 0 && isInitial(r.d.Word(first)) &&
			r.d.Tokens[first-1].Tag == "NNP" && r.d.Tokens[first-1].Sentence == r.d.Tokens[first].Sentence && r.names[first-1] == 0 {
			m.Tokens.First-- // no name begins with "M."
		}
		if word := r.d.Word(m.Tokens.First); m.Kind == text.PersonName && m.Tokens.Len() == 1 && len(word) <= 4 && isUpper(word) {
			m.Kind = text.OrganisationName // people are not called by capitals alone
		}
		b := votes[r.surface(m.Tokens)]
		if b == nil {
			b = &ballot{}
			votes[r.surface(m.Tokens)] = b
		}
		b.add(m.Kind)
		r.addName(m)
	}
	for i := range r.d.Tokens {
		if r.names[i] != 0 {
			continue
		}
		if i > 0 && r.isHonorific(i-1) && r.d.Tokens[i].Tag == "NNP" && startsUpper(r.d.Word(i-1)) && r.d.Tokens[i-1].Sentence == r.d.Tokens[i].Sentence &&
			(i+1 == len(r.d.Tokens) || r.names[i+1] == 0) {
			r.addName(text.Mention{Tokens: text.Range{First: i, End: i + 1}, Kind: text.PersonName}) // "Mr. King"
			continue
		}
		if r.isShortForm(i) {
			one := text.Mention{Tokens: text.Range{First: i, End: i + 1}, Kind: text.OrganisationName}
			votes[r.surface(one.Tokens)] = &ballot{kinds: []text.MentionKind{one.Kind}, counts: []int{1}}
			r.addName(one)
		}
		if strings.HasPrefix(r.d.Tokens[i].Tag, "NN") && startsUpper(r.d.Word(i)) {
			one := text.Range{First: i, End: i + 1}
			if b := votes[r.surface(one)]; b != nil && b.most() != text.OtherName && !r.besideName(i) {
				r.addName(text.Mention{Tokens: one, Kind: b.most()})
			}
		}
	}
	slices.SortStableFunc(r.found, func(a, b text.Mention) int { return a.Tokens.First - b.Tokens.First })
	surnames := map[string]bool{}
	for _, m := range r.found {
		if m.Kind == text.PersonName {
			surnames[r.lower(m.Tokens.End-1)] = true
		}
	}
	for n := range r.found {
		m := &r.found[n]
		if b := votes[r.surface(m.Tokens)]; b != nil {
			m.Kind = b.most()
		}
		if m.Kind == text.OrganisationName && surnames[r.lower(m.Tokens.End-1)] && r.onlyTitles(text.Range{First: m.Tokens.First, End: m.Tokens.End - 1}) {
			m.Kind = text.PersonName // "Chief Justice Reyl"
		}
		for i := m.Tokens.First; i < m.Tokens.End; i++ {
			r.names[i] = int32(n) + 1
		}
	}
}

func isWeekday(word string) bool { return strings.HasSuffix(word, "day") && calendar[word] }

func isInitial(word string) bool { return len(word) == 2 && word[1] == '.' }

// nameEnd is where a name ends: at its first bracket, in which its short form stands, and that of a person at its first comma,
// behind which he is described.
func (r *resolver) nameEnd(m text.Mention) int {
	for i := m.Tokens.First + 1; i < m.Tokens.End; i++ {
		if tag := r.d.Tokens[i].Tag; tag == "-LRB-" || tag == "," && m.Kind == text.PersonName {
			return i
		}
	}
	return m.Tokens.End
}

// isShortForm tells whether token i stands in capitals alone in brackets behind a name.
func (r *resolver) isShortForm(i int) bool {
	return i >= 2 && i+1 < len(r.d.Tokens) && r.d.Tokens[i-1].Tag == "-LRB-" && r.d.Tokens[i+1].Tag == "-RRB-" &&
		r.names[i-2] != 0 && isUpper(r.d.Word(i)) && len(r.d.Word(i)) > 1
}

// onlyRole tells whether what was found as a person's name is only what he is: "the Prime Minister".
func (r *resolver) onlyRole(m text.Mention) bool {
	if first := r.tables.nouns[r.lower(m.Tokens.First)]; m.Tokens.Len() > 2 && first != nil && first.class == personNoun && r.lower(m.Tokens.First+1) == "of" {
		return true // "Democrat of Ohio"
	}
	if m.Kind != text.PersonName {
		return false
	}
	for i := m.Tokens.First; i < m.Tokens.End; i++ {
		if n := r.tables.nouns[r.lower(i)]; n == nil || n.class != personNoun && !n.title {
			return false
		}
	}
	return true
}

// onlyTitles tells whether a range holds titles and nothing else, and at least one.
func (r *resolver) onlyTitles(words text.Range) bool {
	for i := words.First; i < words.End; i++ {
		if n := r.tables.nouns[r.lower(i)]; n == nil || !n.title {
			return false
		}
	}
	return words.Len() > 0
}

// addName adds a name where its tokens are part of none yet.
func (r *resolver) addName(m text.Mention) {
	for m.Tokens.Len() > 1 && r.d.Tokens[m.Tokens.End-1].Tag == "POS" {
		m.Tokens.End--
	}
	for i := m.Tokens.First; i < m.Tokens.End; i++ {
		if r.names[i] != 0 {
			return
		}
	}
	r.found = append(r.found, m)
	for i := m.Tokens.First; i < m.Tokens.End; i++ {
		r.names[i] = int32(len(r.found))
	}
}

// besideName tells whether a proper noun next to token i makes a longer name of it.
func (r *resolver) besideName(i int) bool {
	proper := func(i int) bool {
		return i >= 0 && i < len(r.d.Tokens) && strings.HasPrefix(r.d.Tokens[i].Tag, "NNP") && r.names[i] == 0
	}
	return proper(i-1) || proper(i+1)
}

func (r *resolver) surface(tokens text.Range) string { return r.d.Span(tokens).In(r.d.Text) }

// ballot counts how often a name was found to be of each kind.
type ballot struct {
	kinds  []text.MentionKind
	counts []int
}

func (b *ballot) add(kind text.MentionKind) {
	i := slices.Index(b.kinds, kind)
	if i < 0 {
		i = len(b.kinds)
		b.kinds, b.counts = append(b.kinds, kind), append(b.counts, 0)
	}
	b.counts[i]++
}

// most is the kind found most often, of equals the one found first.
func (b *ballot) most() text.MentionKind {
	best := 0
	for i, count := range b.counts {
		if count > b.counts[best] {
			best = i
		}
	}
	return b.kinds[best]
}
