package claim

import "math"

// group is the statements on one proposition.
type group struct {
	members      []int         // items
	asserting    int           // how many of them put it forward
	propositions []Proposition // of the first of them
}

// mostWordings is how many wordings of a claim others are compared with; later ones seldom differ.
const mostWordings = 8

// mostHeld is how many groups are remembered for a stem: the latest, so that a frequent word costs no more in a long text.
const mostHeld = 16

// groups brings propositions together.
type groups struct {
	list    []*group
	holding map[string][]int // by stem, the groups whose propositions hold it, the latest last
}

// find looks for the group that says the same as a proposition, among those that may; -1: none.
func (g *groups) find(p Proposition, least float64, may func(k int) bool) int {
	best := -1
	for _, k := range g.candidates(p) {
		if l := g.list[k].likeness(p); l >= least && may(k) {
			best, least = k, math.Nextafter(l, 2)
		}
	}
	return best
}

// open makes a group for a proposition that none says.
func (g *groups) open() int {
	g.list = append(g.list, &group{})
	return len(g.list) - 1
}

// The likeness from which on two propositions are taken for one. Of 0.4 to 0.65 in steps of 0.05, the values from 0.45 to 0.55 are
// within two points of each other on the claim stories; lower ones bring different claims together in other news.
const (
	alike       = 0.5
	alikeUnsaid = 0.65 // for a negation that nothing else shows to be a denial
	leastShared = 1.3  // a word and a name; one word will do for a wording that has no other
)

// add remembers a wording of a group.
func (g *groups) add(k int, p Proposition) {
	x := g.list[k]
	if len(p.Terms) == 0 || len(x.propositions) >= mostWordings || len(x.propositions) > 0 && p.weight() < leastShared {
		return // a single word belongs to the group, but brings nobody else to it
	}
	x.propositions = append(x.propositions, p)
	for _, t := range p.Terms {
		held := g.holding[t.Stem]
		if len(held) > 0 && held[len(held)-1] == k {
			continue
		}
		if len(held) >= mostHeld {
			copy(held, held[1:])
			held = held[:len(held)-1]
		}
		g.holding[t.Stem] = append(held, k)
	}
}

// candidates lists the groups that hold a word of the proposition's core other than names, in order of their making.
func (g *groups) candidates(p Proposition) []int {
	var list []int
	seen := map[int]bool{}
	for _, t := range p.Terms {
		if t.Name {
			continue
		}
		for _, k := range g.holding[t.Stem] {
			if !seen[k] {
				seen[k] = true
				list = append(list, k)
			}
		}
	}
	return list
}

// likeness is that of the group's wording that comes nearest.
func (x *group) likeness(p Proposition) float64 {
	best := 0.0
	for _, q := range x.propositions {
		l, shared, central := p.Likeness(q)
		if l > best && (shared >= leastShared || central >= 1 && min(p.weight(), q.weight()) < leastShared) && !p.reversed(q) {
			best = l
		}
	}
	return best
}
