package claim

import (
	"math"
	"slices"

	"gainsay/news"
)

// What speaks for a group as the one that a pointer means. The weights are set by hand: each is worth about what a reader
// would give for it, measured against nearness, which is 1 for the statement just before.
const (
	aboutWeight     = 2.5 // what the pointer says that the claim is about
	notAboutWeight  = -1.0
	ownerWeight     = 1.5 // whose claim it says it is
	notOwnerWeight  = -0.3
	nounWeight      = 0.6  // the noun fits how the claim was put forward
	titleWeight     = 0.8  // the headline speaks of it
	prominentWeight = 0.4  // for each doubling of those who put it forward
	disputedWeight  = 0.5  // somebody denies it already
	ownWeight       = -2.0 // nobody but the speaker himself has put it forward
	leastMeant      = 0.5
	leastMeantBare  = 1.0 // where neither a noun nor what it is about tells the claim
)

// window is how many statements back and ahead a pointer may reach.
const window = 60

// footing is what is known of a group when an item looks for what it points to.
type footing struct {
	group     int
	nearest   float64 // how many statements lie between; those ahead count double
	others    bool    // somebody else than the speaker has a part in it
	nounFits  bool
	ownerFits bool
}

// refer finds the group that an item points to; -1: none.
func (r *reader) refer(i int) int {
	var found []*footing
	by := map[int]*footing{}
	look := func(j int) {
		k := r.group[j]
		if j == i || k < 0 || k == r.works && r.items[i].pointer.noun != 0 {
			return
		}
		if by[k] == nil {
			by[k] = &footing{group: k, nearest: unasserted}
			found = append(found, by[k])
		}
		r.weigh(by[k], i, j)
	}
	for j := i - 1; j >= max(0, i-window); j-- {
		look(j)
	}
	for j := i + 1; j < min(len(r.items), i+window); j++ {
		look(j)
	}
	for _, k := range r.prominent {
		members := r.groups.list[k].members
		for _, m := range members[:min(len(members), few)] {
			look(m)
		}
	}
	best, score := -1, leastMeant
	if r.items[i].pointer.noun == 0 && len(r.items[i].pointer.about) == 0 {
		score = leastMeantBare
	}
	for _, f := range found {
		if s := r.meant(r.items[i], f); s > score {
			best, score = f.group, s
		}
	}
	return best
}

const (
	few        = 5  // members of a large group that speak for it far away
	unasserted = 12 // as far away counts what nobody puts forward
	otherPart  = 8  // as far away counts what stands in the headline, or in the text for a headline
)

// weigh adds what member j tells of its group as what item i points to.
func (r *reader) weigh(f *footing, i, j int) {
	it, o := r.items[i], r.items[j]
	if o.side != news.Asserts {
		f.others = f.others || o.side != "" && o.kind == own && !sameSpeaker(it, o)
		return
	}
	distance := float64(otherPart)
	if o.page == it.page {
		if distance = float64(i - j - 1); distance < 0 {
			distance = 4 - 2*distance
		}
	}
	f.nearest = min(f.nearest, distance)
	f.others = f.others || !sameSpeaker(it, o)
	f.nounFits = f.nounFits || r.nounFits(it.pointer, o)
	f.ownerFits = f.ownerFits || r.ownerFits(it.pointer, o)
}

// meant is how much speaks for a group as what an item points to.
func (r *reader) meant(it *item, f *footing) float64 {
	point, x := it.pointer, r.groups.list[f.group]
	reach := 4.0
	if point.bare {
		reach = 2
	}
	score := reach/(reach+f.nearest) + prominentWeight*math.Log2(float64(1+x.asserting)) + r.aboutFits(point, f.group)
	if !f.others {
		score += ownWeight
	}
	if f.nounFits {
		score += nounWeight
	}
	switch {
	case len(point.owner) == 0 && !point.his:
	case f.ownerFits:
		score += ownerWeight
	default:
		score += notOwnerWeight
	}
	if r.titled[f.group] {
		score += titleWeight
	}
	if r.disputed[f.group] {
		score += disputedWeight
	}
	return score
}

// aboutFits weighs how much of what a pointer is about the group speaks of.
func (r *reader) aboutFits(point pointer, k int) float64 {
	if len(point.about) == 0 {
		return 0
	}
	if point.needed && r.groups.list[k].share(point.about, r.names) < leastShare {
		return -10
	}
	best := 0.0
	for _, q := range r.groups.list[k].propositions {
		shared, all := 0.0, 0.0
		for _, stem := range point.about {
			w := 1.0
			if r.names[stem] {
				w = nameWeight
			}
			all += w
			if q.holds(stem) {
				shared += w
			}
		}
		best = max(best, shared/all)
	}
	if best == 0 || r.groups.list[k].share(point.about, r.names) == 0 && slices.ContainsFunc(point.about, func(s string) bool { return !r.names[s] }) {
		return notAboutWeight
	}
	return aboutWeight * best
}

// leastShare is how much of what a denial is about a group has to speak of, names aside, to be what it denies.
const leastShare = 0.5

// share is the greatest share of the stems, names aside, that a wording of the group has.
func (x *group) share(stems []string, names map[string]bool) (best float64) {
	for _, q := range x.propositions {
		held, all := 0.0, 0.0
		for _, stem := range stems {
			if names[stem] {
				continue
			}
			all++
			if q.holds(stem) {
				held++
			}
		}
		if all > 0 {
			best = max(best, held/all)
		}
	}
	return best
}

// holds tells whether a proposition has the stem.
func (p Proposition) holds(stem string) bool {
	for _, t := range p.Terms {
		if t.Stem == stem {
			return true
		}
	}
	return false
}

// nounFits tells whether a claim put forward so would be called by the pointer's noun.
func (r *reader) nounFits(point pointer, o *item) bool {
	cue, source := o.page.has(o.cue), o.page.has(o.source)
	switch {
	case point.noun&chargeWord != 0:
		return o.statement.Act == news.Accuse || cue&chargeWord != 0
	case point.noun&reportNoun != 0:
		return (cue|source)&(reportNoun|documentNoun) != 0
	case point.noun&documentNoun != 0:
		return source&(reportNoun|documentNoun) != 0 || cue&documentNoun != 0
	case point.noun&claimNoun != 0:
		return cue&(claimNoun|chargeWord) != 0
	}
	return false
}

// ownerFits tells whether the claim is of those whose the pointer says that it is.
func (r *reader) ownerFits(point pointer, o *item) bool {
	if point.his {
		return o.statement.Source != nil
	}
	for _, stem := range point.owner {
		for _, i := range o.source {
			if o.page.words[i].stem == stem {
				return true
			}
		}
		if o.statement.Source != nil && r.entities[o.statement.Source.Entity][stem] {
			return true
		}
	}
	return false
}

// sameSpeaker tells whether two statements are of one entity.
func sameSpeaker(a, b *item) bool {
	return a.statement.Source != nil && b.statement.Source != nil && a.statement.Source.Entity != "" &&
		a.statement.Source.Entity == b.statement.Source.Entity
}
