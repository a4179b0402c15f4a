package edit

import (
	"cmp"
	"slices"
)

// How alike two contents must be to be one, how much of the one must be in the other where it was cut, and how many words it must
// have then. A content of somebody else's must have as many.
const (
	alike     = 0.5
	cut       = 0.8
	leastCut  = 3 // words
	leastMove = 6 // words of a statement that is known by them wherever it stands
)

// nearby is how many places further on, among those that might be one, the other may stand. It bounds what is looked at in a text
// without paragraphs.
const nearby = 32

// key is what two statements must have in common to be held against each other.
type key struct {
	passage int
	words   string
}

// rule is one reason for which two statements are one.
type rule struct {
	keys  func(u *utterance) []key               // of which they must share one
	weigh func(before, after *utterance) float64 // how much speaks for it; 0: they are two
}

// rules are the reasons, the stronger first.
func rules(same func(before, after *utterance) bool) []rule {
	bySame := func(b, a *utterance) float64 {
		if same(b, a) {
			return 1
		}
		return 0
	}
	byOther := func(b, a *utterance) float64 {
		if min(len(b.words), len(a.words)) >= leastCut && !same(b, a) {
			return 1
		}
		return 0
	}
	byLikeness := func(b, a *utterance) float64 {
		shared, contained := likeness(b, a)
		isCut := contained >= cut && min(len(b.words), len(a.words)) >= leastCut
		if shared < alike && !isCut || !same(b, a) {
			return 0
		}
		return shared + contained
	}
	return []rule{
		{perPassage(allWords), bySame},
		{movable, bySame},
		{perPassage(contentAlone), bySame},
		{perPassage(contentAlone), byOther},
		{perPassage(noWords), byLikeness},
	}
}

func allWords(u *utterance) string     { return u.source + "\n" + u.cue + "\n" + u.content }
func contentAlone(u *utterance) string { return u.content }
func noWords(*utterance) string        { return "" }

// perPassage asks for the same words in the same passage.
func perPassage(words func(u *utterance) string) func(u *utterance) []key {
	return func(u *utterance) []key {
		keys, w := make([]key, len(u.passages)), words(u)
		for i, passage := range u.passages {
			keys[i] = key{passage, w}
		}
		return keys
	}
}

// movable asks of a statement of the body that is long enough for the same words in any passage.
func movable(u *utterance) []key {
	if u.passages[0] == titlePart || u.length < leastMove {
		return nil
	}
	return []key{{anywhere, allWords(u)}}
}

// tie is two statements that may be one.
type tie struct {
	before, after *utterance
	weight        float64
}

// pairUp ties the statements of two versions that are one.
func pairUp(before, after []*utterance, rules []rule) {
	for _, r := range rules {
		ties := r.ties(before, after)
		slices.SortStableFunc(ties, func(x, y tie) int {
			return cmp.Or(
				cmp.Compare(y.weight, x.weight),
				cmp.Compare(x.before.number+x.after.number, y.before.number+y.after.number),
				cmp.Compare(x.distance(), y.distance()),
			)
		})
		for _, t := range ties {
			if t.before.pair == nil && t.after.pair == nil {
				t.before.pair, t.after.pair = t.after, t.before
			}
		}
	}
}

func (t *tie) distance() int {
	return max(t.before.number-t.after.number, t.after.number-t.before.number)
}

// ties lists what a rule would tie, of the statements that nothing ties yet.
func (r *rule) ties(before, after []*utterance) []tie {
	var out []tie
	those := r.groups(after)
	for shared, these := range r.groups(before) {
		for i, b := range these {
			for _, a := range around(those[shared], i) {
				if weight := r.weigh(b, a); weight > 0 {
					out = append(out, tie{b, a, weight})
				}
			}
		}
	}
	return out
}

// around are the statements of a list that stand near place i of it.
func around(list []*utterance, i int) []*utterance {
	end := min(i+nearby+1, len(list))
	return list[min(max(0, i-nearby), end):end]
}

// groups are the statements that nothing ties yet by their keys, in their order.
func (r *rule) groups(all []*utterance) map[key][]*utterance {
	out := map[key][]*utterance{}
	for _, u := range all {
		if u.pair != nil {
			continue
		}
		for _, k := range r.keys(u) {
			out[k] = append(out[k], u)
		}
	}
	return out
}
