package coref

import (
	"slices"

	"gainsay/internal/text"
	"gainsay/news"
)

// match is whom a mention is taken for, and what tells.
type match struct {
	entity  int // or -1
	to      int // the mention that tells, or -1
	rule    Rule
	certain float64
	inBody  bool // of a title's mention: to is one of the body's
}

// nobody is the match of a mention that calls somebody new, or of whom nothing tells who he is.
var nobody = match{entity: -1, to: -1}

// surely is how sure a name is.
const surely = 0.95

// Rule says in a few words what one mention has to do with another: "He" is LastSpeaker, and there follow the words that named
// him.
type Rule string

// The rules that lead from a mention to an earlier or later one.
const (
	SameName        Rule = "the same name as"
	LastName        Rule = "last name of"
	PartOfName      Rule = "part of the name"
	ShortFor        Rule = "short for"
	Spelling        Rule = "another spelling of"
	SameDescription Rule = "called by the same noun as"
	LastOfSort      Rule = "the last one of that sort named before:"
	LastSpeaker     Rule = "the last speaker before:"
	LikeliestBefore Rule = "the likeliest one mentioned before:"
	RightBefore     Rule = "said of the words before it:"
	SpeakerAround   Rule = "the speaker of the words around it:"
	NamedLater      Rule = "named soon after as"
	SummedUp        Rule = "the headline sums up what is said by"
)

// Step is one step from a source to the name of its speaker.
type Step struct {
	Words   text.Range // tokens of the mention that it leads from
	InTitle bool       // whether these are the title's
	Rule    Rule
	To      text.Range // tokens that it leads to; empty where Known says it all
	ToTitle bool       // whether these are the title's
	Known   string     // a state or body that the program knows, e.g. "Russia"
}

// longestPath is how many mentions a path goes by at most.
const longestPath = 6

// path leads from mention i to the words that name its speaker. The mentions of a title may lead into the body.
func (r *resolver) path(i int, body *resolver) []Step {
	var steps []Step
	in := r
	for range longestPath {
		m := &in.mentions[i]
		step := Step{Words: m.tokens, InTitle: in != body}
		if m.body != nil {
			if step.Rule, step.Known = in.pointing(m), m.body.name; step.Rule != "" {
				steps = append(steps, step)
			}
			return steps
		}
		tie := in.ties[i]
		if tie.to < 0 || tie.rule == "" {
			return steps
		}
		if tie.inBody {
			in = body
		}
		if i = tie.to; tie.rule != SameName {
			step.Rule, step.To, step.ToTitle = tie.rule, in.mentions[i].tokens, in != body
			steps = append(steps, step)
		}
	}
	return steps
}

// pointing tells how a mention points at a state or body of the tables; "" where it gives its name.
func (r *resolver) pointing(m *mention) Rule {
	word := r.d.Word(m.head)
	if m.name.Len() > 0 {
		word = r.d.Span(m.name).In(r.d.Text)
	}
	switch p, listed := r.named(word); {
	case m.form == nominal:
		return "the government of"
	case m.form == adjectival:
		return "adjective of"
	case listed && p.use == byCapital:
		return "capital of"
	case key(word) != key(m.body.name):
		return "a name of"
	}
	return ""
}

// fitRule names how the name of one mention goes with that of another.
func (r *resolver) fitRule(m, other *mention) Rule {
	rule := wordRule(m, other)
	if rule != SameName && (isAcronym(r.d.Word(m.head), m, other) || isAcronym(r.d.Word(other.head), other, m) || r.givenAcronym(m, other)) {
		return ShortFor
	}
	return rule
}

// wordRule is fitRule for mentions that may stand in two texts.
func wordRule(m, other *mention) Rule {
	x, y := m.words, other.words
	switch {
	case slices.Equal(x, y):
		return SameName
	case len(x) > 0 && len(x) < len(y) && (m.kind == news.Person || other.kind == news.Person) && x[len(x)-1] == y[len(y)-1]:
		return LastName
	case len(x) == len(y):
		return Spelling
	}
	return PartOfName
}
