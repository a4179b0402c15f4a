package coref

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"gainsay/internal/text"
	"gainsay/news"
)

// report puts out the entities that sources are, of the body and of the title. Title entities that are none of the body's stand
// behind those.
func (r *resolver) report(t *resolver) Resolution {
	out := Resolution{}
	number := map[*entity]int{}
	used := r.used(t)
	for _, u := range used {
		e := u.in.describe(u.entity, u.in == r)
		e.ID = fmt.Sprintf("e%d", len(out.Entities)+1)
		number[u.entity] = len(out.Entities)
		out.Entities = append(out.Entities, e)
	}
	link := func(in *resolver) []Link {
		links := make([]Link, len(in.ofSource))
		for s, m := range in.ofSource {
			links[s].Entity = -1
			if m < 0 || in.mentions[m].entity < 0 {
				continue
			}
			n := in.mentions[m].entity
			target := &in.entities[n]
			if target.elsewhere > 0 {
				target = &r.entities[target.elsewhere-1]
			}
			links[s] = Link{number[target], in.ties[m].certain, in.path(m, r)}
		}
		return links
	}
	out.Body, out.Title = link(r), link(t)
	return out
}

// user is an entity that a source is, and the text it stands in.
type user struct {
	in     *resolver
	entity *entity
	first  int
}

// used lists the entities that sources are, those of the body first, by their first mention.
func (r *resolver) used(t *resolver) []user {
	var list []user
	seen := map[*entity]bool{}
	add := func(in *resolver, e *entity) {
		if !seen[e] {
			seen[e] = true
			slices.Sort(e.mentions)
			list = append(list, user{in, e, e.mentions[0]})
		}
	}
	for _, in := range []*resolver{r, t} {
		for _, m := range in.ofSource {
			if m < 0 || in.mentions[m].entity < 0 {
				continue
			}
			e := &in.entities[in.mentions[m].entity]
			if e.elsewhere > 0 {
				add(r, &r.entities[e.elsewhere-1])
			} else {
				add(in, e)
			}
		}
	}
	slices.SortStableFunc(list, func(a, b user) int {
		if a.in != b.in {
			if a.in == r {
				return -1
			}
			return 1
		}
		return cmp.Compare(a.first, b.first)
	})
	return list
}

// describe puts an entity's name, kind, role, other names and mentions together. Only the body's mentions are listed.
func (r *resolver) describe(e *entity, body bool) news.Entity {
	out := news.Entity{Kind: e.kind}
	best := -1
	for _, i := range e.mentions {
		m := &r.mentions[i]
		if m.form != pronoun && m.form != adjectival && (best < 0 || r.better(m, &r.mentions[best])) {
			best = i
		}
	}
	if best < 0 {
		best = e.mentions[0]
	}
	out.Name = r.label(&r.mentions[best])
	if e.body != nil {
		out.Name, out.Kind = e.body.name, e.body.kind
	} else if e.named && e.kind != news.Person && r.tables.areShared(r.mentions[best].words) {
		out.Name = r.nameWithState(e, out.Name)
	}
	for _, i := range e.mentions {
		m := &r.mentions[i]
		if body {
			out.Mentions = append(out.Mentions, r.d.Span(m.tokens))
		}
		if m.form == pronoun {
			continue
		}
		for _, alias := range []string{r.label(m), r.called(m)} {
			if alias != "" && alias != out.Name && !slices.Contains(out.Aliases, alias) {
				out.Aliases = append(out.Aliases, alias)
			}
		}
		if out.Role == "" || e.kind != news.Person {
			out.Role = cmp.Or(out.Role, r.role(m))
		}
	}
	if out.Role == "" && e.named && e.kind == news.Person {
		out.Role = r.roleElsewhere(e)
	}
	slices.SortFunc(out.Mentions, func(a, b news.Span) int { return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(a.End, b.End)) })
	out.Mentions = slices.Compact(out.Mentions)
	if !e.named && e.body == nil {
		out.Kind = r.unnamedKind(e, out.Kind)
	}
	if out.Kind == "" {
		out.Kind = news.Unnamed
		if e.named {
			out.Kind = news.Organisation
		}
	}
	return out
}

// roleElsewhere is what a person is called where no name stands: "the head of the harbour board".
func (r *resolver) roleElsewhere(e *entity) string {
	for _, i := range e.mentions {
		m := &r.mentions[i]
		if m.form == nominal && m.noun != nil && m.noun.class == personNoun && m.det != possessive && m.noun.gender == anyGender && m.tokens.Len() <= 8 {
			return r.label(m)
		}
	}
	return ""
}

// nameWithState is the name of a body that others bear too, with the state whose it is, as the first mention that gives it does.
func (r *resolver) nameWithState(e *entity, name string) string {
	for _, i := range e.mentions {
		m := &r.mentions[i]
		if state := r.stateBefore(m); m.form == named && state.Len() > 0 {
			return strings.Join(strings.Fields(r.surface(text.Range{First: state.First, End: m.name.End})), " ")
		}
	}
	for _, i := range e.mentions {
		m := &r.mentions[i]
		if seat := r.seatBehind(m); m.form == named && seat > 0 {
			return strings.Join(strings.Fields(r.surface(text.Range{First: m.name.First, End: seat})), " ")
		}
	}
	return name
}

// seatBehind is where the place behind the name of a body ends: "the Energy Ministry in Oslo"; 0 where none is given.
func (r *resolver) seatBehind(m *mention) int {
	at := m.name.End + 1
	if m.name.Len() == 0 || at >= m.tokens.End || r.lower(at-1) != "in" && r.lower(at-1) != "of" || !strings.HasPrefix(r.d.Tokens[at].Tag, "NNP") {
		return 0
	}
	if n := r.nameAt(at); n >= 0 {
		return min(r.found[n].Tokens.End, m.tokens.End)
	}
	return at + 1
}

// stateBefore is the name or adjective of a state right before a name: "Norway's", "Norwegian". It is empty where none stands there.
func (r *resolver) stateBefore(m *mention) text.Range {
	end := m.name.First
	at := end - 1
	if at > 0 && r.d.Tokens[at].Tag == "POS" {
		at--
	}
	if m.name.Len() == 0 || at < 0 || r.d.Tokens[at].Sentence != r.d.Tokens[end].Sentence {
		return text.Range{}
	}
	if p, ok := r.bodyAt(at); !ok || p.body.kind != news.State {
		return text.Range{}
	}
	first := at
	if n := r.nameAt(at); n >= 0 {
		first = r.found[n].Tokens.First
	}
	return text.Range{First: first, End: end}
}

// stateOf is the state that the name of a body says it is of: "Norway's Interior Ministry"; nil where it does not say.
func (r *resolver) stateOf(m *mention) *body {
	at := -1
	if before := r.stateBefore(m); before.Len() > 0 {
		at = before.First
	} else if m.name.Len() > 1 {
		at = m.name.First
	}
	if at < 0 {
		return nil
	}
	p, ok := r.adjective(bare(r.d.Word(at)))
	if !ok {
		p, ok = r.bodyAt(at)
	}
	if !ok || p.body.kind != news.State {
		return nil
	}
	return p.body
}

// unnamedKind is the kind of an entity that has no name: a group or a body may be known by what it is called, a person may not.
func (r *resolver) unnamedKind(e *entity, kind news.EntityKind) news.EntityKind {
	if kind == news.Organisation {
		return kind
	}
	m := &r.mentions[e.mentions[0]]
	if m.noun != nil && m.noun.class == documentNoun {
		return news.Unnamed
	}
	if kind == news.Group && (m.form == coordinated || m.noun == nil || m.label != "source" && m.label != "people" && m.label != "person") {
		return kind
	}
	return news.Unnamed
}

// better tells whether the first mention gives the better name: a full name before a description, a long one before a short one,
// and of equals the one that stands first.
func (r *resolver) better(a, b *mention) bool {
	if (a.form == named) != (b.form == named) {
		return a.form == named
	}
	return a.form == named && (len(a.words) > len(b.words) || len(a.words) == len(b.words) && a.kind == news.Person && a.name.Len() > b.name.Len()+1)
}

// label is what a mention adds to the names of its entity: its name, or for one without a name its noun phrase.
func (r *resolver) label(m *mention) string {
	all := m.name
	if all.Len() == 0 {
		all = m.tokens
		if m.form == nominal {
			all.End = r.clauseStart(all)
			for all.Len() > 1 && (r.determiner(all.First) == definite || strings.EqualFold(r.d.Word(all.First), "a") || strings.EqualFold(r.d.Word(all.First), "an")) {
				all.First++
			}
		}
	}
	words := strings.Join(strings.Fields(r.d.Span(all).In(r.d.Text)), " ")
	if tag := r.d.Tokens[all.First].Tag; m.form == nominal && (tag == "NN" || tag == "NNS") && r.nameAt(all.First) < 0 && r.beginsSentence(all.First) {
		if first, size := utf8.DecodeRuneInString(words); !isUpper(r.d.Word(all.First)) {
			words = string(unicode.ToLower(first)) + words[size:] // what only begins a sentence is no name
		}
	}
	return words
}

// beginsSentence tells whether token i is the first of its sentence, quotation marks passed over.
func (r *resolver) beginsSentence(i int) bool {
	for i > 0 && r.isPunctuation(i-1) && r.d.Tokens[i-1].Sentence == r.d.Tokens[i].Sentence {
		i--
	}
	return i == 0 || r.d.Tokens[i-1].Sentence != r.d.Tokens[i].Sentence
}

// clauseStart is where a relative clause or an aside begins in a description, or its end: "a senior official |, who asked …".
func (r *resolver) clauseStart(all text.Range) int {
	for i := all.First + 1; i < all.End; i++ {
		if tag := r.d.Tokens[i].Tag; tag == "WP" || tag == "WDT" || tag == "," {
			return i
		}
	}
	return all.End
}

// called is the whole of a short description with a name in it: "Moravell's ORK river guard service".
func (r *resolver) called(m *mention) string {
	if m.form != named || m.kind == news.Person || m.tokens.Len() > 8 {
		return ""
	}
	return strings.Join(strings.Fields(r.d.Span(m.tokens).In(r.d.Text)), " ")
}

// role is the description beside a person's name, without article.
func (r *resolver) role(m *mention) string {
	if m.form != named {
		return ""
	}
	best := text.Range{}
	for _, role := range m.roles {
		if role.noun.class != documentNoun && role.tokens.Len() > best.Len() && role.tokens.Len() <= 16 {
			best = role.tokens
		}
	}
	if best.Len() == 0 {
		return ""
	}
	if best.Len() > 1 && r.d.Tokens[best.First].Tag == "PRP$" {
		best.First++
	}
	words := strings.Join(strings.Fields(r.d.Span(best).In(r.d.Text)), " ")
	return strings.TrimSuffix(words, ",")
}
