package coref

import (
	"gainsay/internal/text"
	"gainsay/news"
)

// mention is one place where a speaker, or somebody who may turn out to be one, is called.
type mention struct {
	tokens text.Range // all of it
	core   text.Range // the noun phrase up to its head, without article
	head   int        // token number
	name   text.Range // the tokens of its name; empty where it has none
	words  []string   // of the name, as names are compared
	form   form
	kind   news.EntityKind // "" where it does not show
	gender gender
	plural bool
	noun   *noun  // what is known of its head noun; nil for a name without one
	label  string // lemma of its head noun
	det    determiner
	owner  text.Range // whose it is: "the ministry" in "the ministry's spokeswoman"
	roles  []role
	body   *body // a state or another body of the tables
	state  *body // of which a body with a name is; nil where it does not show
	source int   // number of the source that it is, or -1
	quoted bool  // stands in quotation marks
	entity int   // number in resolver.entities, or -1
}

// role is a description that stands beside a name.
type role struct {
	tokens text.Range
	head   int // token number
	label  string
	noun   *noun
}

// form is how a mention calls its speaker.
type form uint8

const (
	nominal form = iota
	named
	pronoun
	coordinated
	adjectival
)

// determiner is what a noun phrase begins with.
type determiner uint8

const (
	noDeterminer determiner = iota
	definite
	indefinite
	possessive
)

// entity is a speaker in the making.
type entity struct {
	mentions []int // numbers in resolver.mentions
	kind     news.EntityKind
	gender   gender
	plural   bool
	body     *body
	state    *body    // whose body it is
	nouns    []role   // what it was called
	names    []int    // mentions that name it, one for each wording
	words    []string // that it was described by
	named    bool     // some mention gives a name
	deputy   bool     // a deputy of whom it is called after, or one who was it
	owner    int      // number of the entity whose office or team it is, from 1; 0 for none
	votes    int      // mentions that are sources
	stamp    int      // of the last look back that met it
	// elsewhere is for an entity of a title: the number of the body's entity that it is, from 1; 0 for none.
	elsewhere int
}

// call notes a noun that the entity was called by.
func (e *entity) call(by role) {
	if !e.called(by.label) {
		e.nouns = append(e.nouns, by)
	}
}
