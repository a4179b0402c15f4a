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
)

// window is how many statements back and ahead a pointer may reach.
const window = 60

// refer finds the group that an item points to; -1: none.
func (r *reader) refer(i int) int {
	best, score := -1, leastMeant
	seen := map[int]bool{}
	try := func(k int) {
		if k < 0 || seen[k] || k == r.works && r.items[i].pointer.noun != 0 {
			return
		}
		seen[k] = true
		if s := r.meant(i, k); s > score {
			best, score = k, s
		}
	}
	for j := i - 1; j >= max(0, i-window); j-- {
		try(r.group[j])
	}
	for j := i + 1; j < min(len(r.items), i+window); j++ {
		try(r.group[j])
	}
	for _, k := range r.prominent {
		try(k)
	}
	return best
}

// meant is how much speaks for a group as what an item points to.
func (r *reader) meant(i, k int) float64 {
	it, point := r.items[i], r.items[i].pointer
	score, nearest, others, asserting := 0.0, math.Inf(1), false, 0
	nounFits, ownerFits := false, false
	for _, m := range r.groups.list[k].members {
		o := r.items[m]
		if o.side != news.Asserts {
			if o.side == news.Denies || o.side == news.Doubts {
				others = others || o.kind == own && !sameSpeaker(it, o)
			}
			continue
		}
		asserting++
		if m == i {
			continue
		}
		if o.page == it.page {
			d := float64(i-m) - 1
			if d < 0 {
				d = 4 - 2*d
			}
			nearest = min(nearest, d)
		} else {
			nearest = min(nearest, 8)
		}
		if !sameSpeaker(it, o) {
			others = true
		}
		nounFits = nounFits || r.nounFits(point, o)
		ownerFits = ownerFits || r.ownerFits(point, o)
	}
	if asserting == 0 {
		nearest = 12
	}
	reach := 4.0
	if point.bare {
		reach = 2
	}
	score += reach / (reach + nearest)
	score += prominentWeight * math.Log2(float64(1+asserting))
	if !others {
		score += ownWeight
	}
	if nounFits {
		score += nounWeight
	}
	if len(point.owner) > 0 || point.his {
		if ownerFits {
			score += ownerWeight
		} else {
			score += notOwnerWeight
		}
	}
	if r.titled[k] {
		score += titleWeight
	}
	if r.disputed[k] {
		score += disputedWeight
	}
	return score + r.aboutFits(point, k)
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
const leastShare = 0.33

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
