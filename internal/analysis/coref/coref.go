package coref

import (
	"strings"

	"gainsay/internal/text"
	"gainsay/news"
)

// Source is the words that name who made a statement. All ranges are token ranges.
type Source struct {
	Runs    []text.Range
	Content []text.Range // what he said: "I" in it is he, and where it is Direct "he" is not
	Direct  bool         // the content is all in quotation marks
}

// Link says which entity a source is.
type Link struct {
	Entity     int     // index into Resolution.Entities, or -1
	Confidence float64 // 0 to 1
	// Path leads from the source to where its speaker is named, step by step; it is empty where the source itself names him.
	Path []Step
}

// Resolution is who the sources of an article are. Mentions are byte spans of its body.
type Resolution struct {
	Entities []news.Entity // those that a source is, in the order of their first mention; ids are e1, e2 …
	Body     []Link        // of each source of the body
	Title    []Link        // of each source of the title
}

// Resolve tells who the sources of an article's body and of its title are. The title may be nil; a source there is one of the
// body's speakers wherever its words allow.
func Resolve(body *text.Document, sources []Source, title *text.Document, titled []Source) Resolution {
	r := newResolver(body, sources, places{})
	r.run()
	t := &resolver{}
	if title != nil {
		t = newResolver(title, titled, r.local)
		t.joinNames()
		t.joinInTitle(r)
	}
	return r.report(t)
}

// resolver holds what is known of one text.
type resolver struct {
	d        *text.Document
	tables   *lexicon
	sources  []Source
	found    []text.Mention // names, in text order
	local    places
	names    []int32   // for each token the number of its name in found from 1, 0 for none
	mentions []mention // in text order
	ofSource []int     // the mention of each source, or -1
	entities []entity
	ties     []match // of each mention, what makes it one of its entity
	byBody   map[*body]int
	byWord   map[string][]int // entities by the keys of their names
	around   speech
	stamp    int // of the last look back
}

func newResolver(d *text.Document, sources []Source, local places) *resolver {
	r := &resolver{d: d, tables: tables(), sources: sources, local: local, byBody: map[*body]int{}, byWord: map[string][]int{}}
	r.around = newSpeech(sources, len(d.Tokens))
	r.collect(sources)
	r.ties = make([]match, len(r.mentions))
	return r
}

// run goes through the sieve.
func (r *resolver) run() {
	r.joinNames()
	for _, first := range []bool{false, true} { // "I" and "we" last: whose they are, the source of the words around them must tell
		for i := range r.mentions {
			m := &r.mentions[i]
			switch {
			case m.entity >= 0 || first != (m.form == pronoun && pronouns[m.label].first):
			case m.form == pronoun:
				r.joinPronoun(i)
			default:
				r.joinNoun(i)
			}
		}
	}
	r.joinLead()
}

// assign makes mention i one of the entity of a match, or of a new entity where that is nobody. What the mention shows of kind,
// gender and role, the entity has from now on.
func (r *resolver) assign(i int, to match) {
	m := &r.mentions[i]
	n := to.entity
	if n < 0 {
		n = len(r.entities)
		plural := m.plural && m.body == nil || m.body != nil && m.body.kind == news.Group && strings.HasSuffix(m.body.name, "s")
		r.entities = append(r.entities, entity{kind: m.kind, gender: m.gender, plural: plural, body: m.body})
	}
	e := &r.entities[n]
	e.mentions = append(e.mentions, i)
	m.entity = n
	if m.source >= 0 {
		e.votes++
	}
	if to.certain == 0 {
		to.certain = surely
	}
	r.ties[i] = to
	if m.body != nil {
		r.byBody[m.body] = n
	}
	if m.form != pronoun && m.form != nominal {
		r.listName(i)
	}
	if m.form == pronoun {
		if e.gender == anyGender && e.kind == news.Person {
			e.gender = m.gender
		}
		return
	}
	if e.kind == "" || e.kind != news.Person && m.kind == news.Person && len(m.words) > 1 {
		e.kind = m.kind
	}
	if e.gender == anyGender {
		e.gender = m.gender
	}
	if m.label != "" && m.noun != nil {
		e.call(role{m.core, m.head, m.label, m.noun})
	}
	for _, held := range m.roles {
		e.call(held)
	}
	for _, held := range m.roles {
		e.deputy = e.deputy || r.isDeputy(held.tokens)
	}
	if of := r.ownerOf(m); of >= 0 && e.owner == 0 && m.form == nominal {
		e.owner = of + 1
	}
	e.named = e.named || m.form == named
	if e.state == nil {
		e.state = m.state
	}
	r.learn(e, m)
}
