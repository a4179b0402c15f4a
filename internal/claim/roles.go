package claim

import (
	"slices"
	"sync"
)

// roles tells which names of a clause do something and to which it is done, by where they stand: "Norland attacked Sudria", "Sudria
// was attacked by Norland". Names are stems; the clause is a run of tokens. What is done together has no such roles.
func (p *page) roles(clause []int, names map[string]bool) (agents, patients []string) {
	done, by := false, false
	var after []string
	for n, i := range clause {
		w := p.words[i]
		switch {
		case names[w.stem] && p.isWord(i):
			switch {
			case !done:
				agents = append(agents, w.stem)
			case by:
				patients, agents = append(patients, agents...), []string{w.stem}
				by = false
			default:
				after = append(after, w.stem)
			}
		case !p.isWord(i) || w.is(personWord|pronounWord):
		case w.lower == "by":
			by = done && p.passive(clause, n)
		case mutual(w.stem):
			return nil, nil
		case !w.is(lightWord|negationWord) && len(agents) > 0:
			done = true
		}
	}
	return agents, append(patients, after...)
}

// passive tells whether a form of "be" stands within reach before place n.
func (p *page) passive(clause []int, n int) bool {
	return slices.ContainsFunc(clause[max(0, n-2*near):n], func(i int) bool { return p.words[i].is(beWord) })
}

// mutual tells whether a stem is that of something that two do to each other.
func mutual(stem string) bool { return mutualStems()[stem] }

var mutualStems = sync.OnceValue(func() map[string]bool {
	stems := map[string]bool{}
	for _, verb := range []string{"meet", "met", "talk", "discuss", "negotiate", "agree", "marry", "divorce", "fight", "clash", "debate", "border", "ally"} {
		stems[wordOf(verb).stem] = true
	}
	return stems
})

// reversed tells whether what one does to another in a proposition the other does to the one in the second.
func (p Proposition) reversed(q Proposition) bool {
	for _, a := range p.agents {
		if !slices.Contains(q.patients, a) || slices.Contains(q.agents, a) {
			continue
		}
		for _, b := range p.patients {
			if a != b && slices.Contains(q.agents, b) && !slices.Contains(q.patients, b) {
				return true
			}
		}
	}
	return false
}
