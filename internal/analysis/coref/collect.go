package coref

import (
	"cmp"
	"slices"
	"strings"

	"gainsay/internal/analysis/dateline"
	"gainsay/internal/text"
	"gainsay/news"
)

// collect gathers the mentions of a document in text order: its sources, its other names, and other people and bodies that it
// calls by a noun.
func (r *resolver) collect(sources []Source) {
	r.index()
	r.findPlaces()
	taken := make([]bool, len(r.d.Tokens)) // by the core or the name of a mention
	take := func(m *mention) {
		for _, part := range []text.Range{m.core, m.name} {
			for i := part.First; i < part.End; i++ {
				taken[i] = true
			}
		}
		for _, held := range m.roles {
			taken[held.head] = true
		}
	}
	seen := map[text.Range]int{}
	r.ofSource = make([]int, len(sources))
	for s := range sources {
		r.ofSource[s] = -1
		whole, ok := r.whole(sources[s].Runs)
		if !ok {
			continue
		}
		if earlier, ok := seen[whole]; ok {
			r.ofSource[s] = earlier
			continue
		}
		m := r.sourceMention(whole)
		m.source = s
		take(&m)
		seen[whole] = len(r.mentions)
		r.ofSource[s] = len(r.mentions)
		r.mentions = append(r.mentions, m)
	}
	r.collectNames(taken, take)
	r.collectNouns(taken)
	r.sort()
}

// longestSource is how many tokens name a source at most; whatever is more is not a noun phrase.
const longestSource = 100

// whole is the range from the first to the last token of a source's runs, or its first run alone where they stand far apart.
func (r *resolver) whole(runs []text.Range) (text.Range, bool) {
	all := text.Range{First: len(r.d.Tokens)}
	for _, run := range runs {
		if run.First >= run.End || run.First < 0 || run.End > len(r.d.Tokens) {
			continue
		}
		if all.Len() > 0 && max(all.End, run.End)-min(all.First, run.First) > longestSource {
			break
		}
		all.First, all.End = min(all.First, run.First), max(all.End, run.End)
	}
	all.End = min(all.End, all.First+longestSource)
	return all, all.First < all.End
}

// collectNames makes mentions of the names that no source is called by.
func (r *resolver) collectNames(taken []bool, take func(*mention)) {
	inDateline := dateline.Tokens(r.d)
	for _, n := range r.found {
		if n.Tokens.First >= 0 && n.Tokens.First < len(inDateline) && inDateline[n.Tokens.First] {
			continue // where the report was filed, and nobody in it
		}
		if n.Tokens.First < 0 || n.Tokens.End > len(r.d.Tokens) || n.Tokens.Len() <= 0 || taken[n.Tokens.End-1] {
			continue
		}
		m := mention{tokens: n.Tokens, core: n.Tokens, head: n.Tokens.End - 1, name: n.Tokens, source: -1, entity: -1, form: named}
		m.quoted = r.d.Tokens[m.head].Quotation >= 0
		r.nameOf(&m, n.Kind)
		if m.body != nil && m.body.kind == news.State && !r.acts(&m) {
			continue
		}
		if m.body == nil && n.Kind != text.PersonName && n.Kind != text.OrganisationName {
			continue
		}
		if n.Kind == text.PersonName {
			r.rolesBefore(&m)
		}
		r.rolesBehind(&m, len(r.d.Tokens))
		take(&m)
		r.mentions = append(r.mentions, m)
	}
}

// acts tells whether the name of a place is used as that of an actor: it stands before a verb, and not behind a preposition.
func (r *resolver) acts(m *mention) bool {
	if _, adjective := r.adjective(r.d.Word(m.head)); adjective && m.name.Len() == 1 {
		if p, ok := r.named(r.d.Word(m.head)); !ok || p.use != byName {
			return false
		}
	}
	before, behind := m.name.First-1, m.name.End
	if before >= 0 && r.lower(before) == "the" {
		before--
	}
	if before >= 0 && r.d.Tokens[before].Tag == "IN" && r.lower(before) != "that" {
		return false
	}
	return behind < len(r.d.Tokens) && isVerb(r.d.Tokens[behind].Tag)
}

// isVerb tells whether a tag is a finite verb's or that of a modal.
func isVerb(tag string) bool { return tag == "VBD" || tag == "VBZ" || tag == "VBP" || tag == "MD" }

// collectNouns makes mentions of people and bodies that are called by a noun and are no sources: they may be whom a later
// pronoun means.
func (r *resolver) collectNouns(taken []bool) {
	for i := range r.d.Tokens {
		if taken[i] || !strings.HasPrefix(r.d.Tokens[i].Tag, "NN") || r.nameAt(i) >= 0 {
			continue
		}
		if i+1 < len(r.d.Tokens) && (strings.HasPrefix(r.d.Tokens[i+1].Tag, "NN") || r.nameAt(i+1) >= 0) {
			continue
		}
		label, n := r.nounAt(i)
		if n == nil || n.class != personNoun && n.class != organisationNoun && n.class != groupNoun {
			continue
		}
		first := i
		for first > 0 && !taken[first-1] && r.d.Tokens[first-1].Sentence == r.d.Tokens[i].Sentence && r.partOfPhrase(first-1) {
			first--
		}
		m := r.phrase(text.Range{First: first, End: i + 1})
		m.label, m.noun, m.head = label, n, i
		if m.det == noDeterminer && !m.plural {
			continue // a bare noun calls nobody: "as leader", "spokesman Smith"
		}
		m.kind = kindOf(&m)
		r.mentions = append(r.mentions, m)
	}
}

// partOfPhrase tells whether token i may stand before the head of a noun phrase.
func (r *resolver) partOfPhrase(i int) bool {
	tag := r.d.Tokens[i].Tag
	return tag == "DT" || tag == "PRP$" || tag == "POS" || tag == "CD" || tag == "HYPH" || strings.HasPrefix(tag, "JJ") || strings.HasPrefix(tag, "NN")
}

// kindOf is the kind of speaker that a noun phrase without a name calls.
func kindOf(m *mention) news.EntityKind {
	if m.noun == nil {
		return ""
	}
	switch m.noun.class {
	case personNoun:
		if m.plural {
			return news.Group
		}
		return news.Person
	case organisationNoun:
		if m.plural {
			return news.Group
		}
		return news.Organisation
	case groupNoun:
		return news.Group
	}
	if m.plural {
		return news.Group
	}
	return ""
}

// sort puts the mentions in text order and keeps the sources' numbers right.
func (r *resolver) sort() {
	order := make([]int, len(r.mentions))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int {
		x, y := &r.mentions[a], &r.mentions[b]
		return cmp.Or(cmp.Compare(x.head, y.head), cmp.Compare(x.tokens.First, y.tokens.First))
	})
	sorted := make([]mention, len(order))
	place := make([]int, len(order))
	for to, from := range order {
		sorted[to] = r.mentions[from]
		place[from] = to
	}
	r.mentions = sorted
	for s, m := range r.ofSource {
		if m >= 0 {
			r.ofSource[s] = place[m]
		}
	}
}
