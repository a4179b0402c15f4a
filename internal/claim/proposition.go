package claim

import (
	"slices"
	"strings"

	"gainsay/internal/text"
)

// Proposition is what a statement says, as far as two can be compared: the words that carry it, and whether it denies what they
// say.
type Proposition struct {
	Terms    []Term // by stem, each once
	Negative bool   // its own clause is negated: "is not the owner"

	agents, patients []string // stems of names: who does something in the clause that makes the claim, and to whom
}

// Term is one word of a proposition.
type Term struct {
	Stem string // shared by the word's family and by words for the same kind of event
	Name bool   // a name, or of a people or place: "Kendrian"
	Core bool   // stands in the clause that makes the claim, and under its negation where there is one
}

// weight is how much a term tells: names say whom a text is about, other words what is said of them.
func (t Term) weight() float64 {
	if t.Name {
		return nameWeight
	}
	return 1
}

const nameWeight = 0.4

// Likeness is how far two propositions speak of the same, from 0 to 1, whatever their polarity: how much of the core of each is
// said by the other, the better covered counting more. Shared is the weight of the terms that both hold, central that of those
// that both have in their core.
func (p Proposition) Likeness(q Proposition) (likeness, shared, central float64) {
	var coreP, coreQ, inP, inQ float64
	i, j := 0, 0
	for i < len(p.Terms) || j < len(q.Terms) {
		switch {
		case j == len(q.Terms) || i < len(p.Terms) && p.Terms[i].Stem < q.Terms[j].Stem:
			coreP += p.Terms[i].core()
			i++
		case i == len(p.Terms) || q.Terms[j].Stem < p.Terms[i].Stem:
			coreQ += q.Terms[j].core()
			j++
		default:
			coreP, coreQ = coreP+p.Terms[i].core(), coreQ+q.Terms[j].core()
			inP, inQ = inP+p.Terms[i].core(), inQ+q.Terms[j].core()
			shared += min(p.Terms[i].weight(), q.Terms[j].weight())
			central += min(p.Terms[i].core(), q.Terms[j].core())
			i, j = i+1, j+1
		}
	}
	if coreP == 0 || coreQ == 0 {
		return 0, shared, central
	}
	better, worse := max(inP/coreP, inQ/coreQ), min(inP/coreP, inQ/coreQ)
	return 0.6*better + 0.4*worse, shared, central
}

// core lists the stems of the core.
func (p Proposition) core() (stems []string) {
	for _, t := range p.Terms {
		if t.Core {
			stems = append(stems, t.Stem)
		}
	}
	return stems
}

// core is the term's weight if it belongs to the core.
func (t Term) core() float64 {
	if !t.Core {
		return 0
	}
	return t.weight()
}

// mostTerms is how many terms of a content are looked at; what stands further on tells of something else.
const mostTerms = 40

// coreTerms is how many terms the core may have.
const coreTerms = 14

// propositionOf reads the proposition of a run of tokens; names holds the stems of names. The second result is the place in
// tokens right behind the negation, 0 where there is none.
func (p *page) propositionOf(tokens []int, names map[string]bool) (Proposition, int) {
	negation, end := p.negation(tokens)
	var q Proposition
	seen := map[string]int{}
	for n, i := range tokens {
		w := p.words[i]
		if len(q.Terms) >= mostTerms {
			break
		}
		if !p.isWord(i) || w.is(lightWord|negationWord|personWord|pronounWord|claimNoun|reportNoun) {
			continue
		}
		core := n < end && len(q.Terms) < coreTerms
		if at, again := seen[w.stem]; again {
			q.Terms[at].Core = q.Terms[at].Core || core
			continue
		}
		seen[w.stem] = len(q.Terms)
		q.Terms = append(q.Terms, Term{Stem: w.stem, Name: names[w.stem], Core: core})
	}
	if p.naming(tokens[:end], names) {
		q.Terms = append(q.Terms, Term{Stem: named, Core: true})
	}
	q.agents, q.patients = p.roles(tokens[:min(end, mostTerms)], names)
	opposite := q.opposite(p, tokens[negation:end])
	if q.Negative = negation > 0; q.Negative {
		q.narrow(p, tokens[negation:end])
	}
	q.Negative = q.Negative != opposite
	q.sort()
	return q, negation
}

// sort puts the terms in the order of their stems.
func (p *Proposition) sort() {
	slices.SortFunc(p.Terms, func(a, b Term) int { return strings.Compare(a.Stem, b.Stem) })
}

// with is the proposition with another term, if it lacks that.
func (p Proposition) with(t Term) Proposition {
	if !p.holds(t.Stem) {
		p.Terms = append(p.Terms, t)
		p.sort()
	}
	return p
}

// named is the stem of what a proposition says that tells who somebody is, by whatever verb: "identified as Ana Reyl".
const named = "=named"

// naming tells whether a clause tells somebody's name, with a verb for that and the name behind it.
func (p *page) naming(clause []int, names map[string]bool) bool {
	for n, i := range clause {
		if p.words[i].is(namingWord) && p.isName(clause[n+1:], names) {
			return true
		}
	}
	return false
}

// isName tells whether tokens begin with a name, be it behind a light word or two: "as", "only as".
func (p *page) isName(tokens []int, names map[string]bool) bool {
	for n, i := range tokens[:min(len(tokens), 3)] {
		w := p.words[i]
		if !w.is(lightWord) {
			return names[w.stem] && text.IsCapitalised(p.document.Word(i)) && (n == 0 || p.words[tokens[n-1]].lower != "the")
		}
	}
	return false
}

// opposite tells whether a clause, behind its negation if it has one, says that something is not so by the word that it has for it:
// "the gates were shut". Whose words for it go both ways says neither.
func (q *Proposition) opposite(p *page, clause []int) bool {
	opposites := map[string]bool{}
	for _, i := range clause {
		if w := p.words[i]; w.opposite {
			opposites[w.stem] = true
		}
	}
	for _, i := range clause {
		if w := p.words[i]; !w.opposite {
			delete(opposites, w.stem)
		}
	}
	return len(opposites) > 0
}

// opposites lists the tokens of a run that say that something is not so.
func (p *page) opposites(tokens []int) (list []int) {
	for _, i := range tokens {
		if p.words[i].opposite {
			list = append(list, i)
		}
	}
	return list
}

// narrow makes the core of a negated proposition what stands under the negation, if that says anything.
func (q *Proposition) narrow(p *page, tokens []int) {
	under := map[string]bool{}
	weight := 0.0
	for _, i := range tokens {
		under[p.words[i].stem] = true
	}
	for _, t := range q.Terms {
		if t.Core && under[t.Stem] {
			weight += t.weight()
		}
	}
	if weight < leastShared {
		return
	}
	for n := range q.Terms {
		q.Terms[n].Core = q.Terms[n].Core && under[q.Terms[n].Stem]
	}
}

// negation finds the negation of the first clause that makes a claim: the place in tokens right behind it, 0 where there is
// none, and the place where the clause ends.
func (p *page) negation(tokens []int) (behind, end int) {
	said := 0       // words so far
	second := false // a clause of its own has begun: "They knew, and they did not call"
	for n, i := range tokens {
		w := p.words[i]
		next := ""
		if n+1 < len(tokens) {
			next = p.words[tokens[n+1]].lower
		}
		switch {
		case w.is(negationWord):
			if behind == 0 && !second && !idiom(next) {
				behind = n + 1
			}
		case w.lower == "and" && said > 1 && p.words[tokens[n-1]].lower == "," && n+1 < len(tokens) && p.words[tokens[n+1]].is(personWord):
			second = true
		case said > 2 && p.beginsAnew(tokens, n):
			return behind, n
		case said > 2 && endsClause(w.lower) && !(w.lower == "since" && strings.HasPrefix(p.words[tokens[n-1]].lower, "ha")): // but "has since"
			return behind, n
		}
		if p.isWord(i) {
			said++
		}
	}
	return behind, len(tokens)
}

// beginsAnew tells whether a sentence begins where a content goes on behind its source and cue: "…," he said. "The …".
func (p *page) beginsAnew(tokens []int, n int) bool {
	if n == 0 || tokens[n] == tokens[n-1]+1 {
		return false
	}
	for _, i := range tokens[n:min(len(tokens), n+2)] {
		if p.isWord(i) {
			return text.IsCapitalised(p.document.Word(i))
		}
	}
	return false
}

// idiom tells whether a negation before the word denies nothing: "no doubt", "not only", "told not to go".
func idiom(next string) bool {
	switch next {
	case "only", "just", "doubt", "matter", "question", "wonder", "secret", "mistake", "to", "least":
		return true
	}
	return false
}

// endsClause tells whether a word begins a clause that no longer makes the claim but tells about it.
func endsClause(lower string) bool {
	switch lower {
	case ".", ";", "!", "?", "—", "because", "but", "although", "though", "while", "whereas", "which", "who", "since", "simply", "unless", "if", "when", "after", "before", "until":
		return true
	}
	return false
}
