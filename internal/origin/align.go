package origin

import (
	"slices"
	"strings"
	"unicode"

	"gainsay/news"
)

// Align tells paragraph by paragraph how two texts differ, whatever the order of their paragraphs. Passages come in the order
// of the first text; what stands in the second only comes after what it follows there. Spans are of bytes.
func Align(here, there string) []news.Passage {
	a := alignment{here: paragraphsOf(here), there: paragraphsOf(there)}
	for range len(a.here) + len(a.there) {
		a.group.grow()
	}
	a.matchEqual()
	a.matchAlike(a.here, a.there, func(i, k int) { a.join(i, k) })
	a.matchAlike(a.there, a.here, func(k, i int) { a.join(i, k) })
	return a.passages()
}

// alignment is two texts while their paragraphs are matched.
type alignment struct {
	here, there []paragraph
	group       sets // of the paragraphs of both, those of there after those of here
}

// paragraph is one line of a text.
type paragraph struct {
	span    news.Span
	words   []uint64
	hash    uint64   // of the words
	pairs   []uint64 // the words two by two, in rising order
	equal   bool     // the other text has the very same
	matched bool
}

// paragraphsOf splits a text into its lines, those without a word left out.
func paragraphsOf(text string) []paragraph {
	var out []paragraph
	start := 0
	for line := range strings.SplitAfterSeq(text, "\n") {
		at := start + len(line) - len(strings.TrimLeftFunc(line, unicode.IsSpace))
		start += len(line)
		words := wordsOf(line)
		if len(words) == 0 {
			continue
		}
		p := paragraph{span: news.Span{Start: at, End: at + len(strings.TrimSpace(line))}}
		for i, w := range words {
			p.words = append(p.words, w.hash)
			p.hash = mix(p.hash ^ w.hash)
			if i > 0 {
				p.pairs = append(p.pairs, mix(words[i-1].hash^mix(w.hash)))
			}
		}
		slices.Sort(p.pairs)
		p.pairs = slices.Compact(p.pairs)
		out = append(out, p)
	}
	return out
}

func (a *alignment) join(here, there int) {
	a.here[here].matched, a.there[there].matched = true, true
	a.group.join(int32(here), int32(len(a.here)+there))
}

// matchEqual matches paragraphs of the same words, the first with the first where there are several.
func (a *alignment) matchEqual() {
	waiting := map[uint64][]int{}
	for k := range a.there {
		waiting[a.there[k].hash] = append(waiting[a.there[k].hash], k)
	}
	for i := range a.here {
		if list := waiting[a.here[i].hash]; len(list) > 0 {
			a.here[i].equal, a.there[list[0]].equal = true, true
			a.join(i, list[0])
			waiting[a.here[i].hash] = list[1:]
		}
	}
}

// How much two paragraphs must share to be one that was changed: of all their pairs of words, or of the shorter one's pairs, of
// which there must be so many then. A pair of words is looked up in so many paragraphs.
const (
	alikePairs     = 0.4
	containedPairs = 0.7
	leastPairs     = 6
	mostParagraphs = 16
)

// matchAlike finds for each paragraph of one side that is not matched yet the one of the other side that it shares most with.
func (a *alignment) matchAlike(side, other []paragraph, join func(one, another int)) {
	have := map[uint64][]int{}
	for k := range other {
		if other[k].equal {
			continue
		}
		for _, pair := range other[k].pairs {
			if list := have[pair]; len(list) < mostParagraphs {
				have[pair] = append(list, k)
			}
		}
	}
	for i := range side {
		if side[i].matched {
			continue
		}
		shared := map[int]int{}
		for _, pair := range side[i].pairs {
			for _, k := range have[pair] {
				shared[k]++
			}
		}
		best, most := -1, 0.0
		for k, n := range shared {
			shorter := min(len(side[i].pairs), len(other[k].pairs))
			contained := ratio(float64(n), float64(shorter))
			likeness := ratio(float64(n), float64(len(side[i].pairs)+len(other[k].pairs)-n))
			if likeness < alikePairs && (contained < containedPairs || shorter < leastPairs) {
				continue
			}
			if likeness += contained; likeness > most || likeness == most && k < best {
				best, most = k, likeness
			}
		}
		if best >= 0 {
			join(i, best)
		}
	}
}

// passages puts the groups in order.
func (a *alignment) passages() []news.Passage {
	groups := map[int32]*news.Passage{}
	words := map[int32][2][]uint64{}
	for n := range len(a.here) + len(a.there) {
		first := a.group.first(int32(n))
		p := groups[first]
		if p == nil {
			p = &news.Passage{}
			groups[first] = p
		}
		both := words[first]
		if n < len(a.here) {
			p.Here = append(p.Here, a.here[n].span)
			both[0] = append(both[0], a.here[n].words...)
		} else {
			p.There = append(p.There, a.there[n-len(a.here)].span)
			both[1] = append(both[1], a.there[n-len(a.here)].words...)
		}
		words[first] = both
	}
	for first, p := range groups {
		switch {
		case len(p.There) == 0:
			p.Kind = news.PassageHere
		case len(p.Here) == 0:
			p.Kind = news.PassageThere
		case slices.Equal(words[first][0], words[first][1]):
			p.Kind = news.PassageSame
		default:
			p.Kind = news.PassageChanged
		}
	}
	var out []news.Passage
	following := a.following(groups)
	add := func(first int32) {
		out = append(out, *groups[first])
		out = append(out, following[first]...)
	}
	out = append(out, following[-1]...)
	for n := range a.here {
		if first := a.group.first(int32(n)); int(first) == n { // a group's least number is its first paragraph here
			add(first)
		}
	}
	return out
}

// following gives what stands in the second text only, by the group of the paragraph that it follows there; -1 for none.
func (a *alignment) following(groups map[int32]*news.Passage) map[int32][]news.Passage {
	out := map[int32][]news.Passage{}
	before := int32(-1)
	for k := range a.there {
		first := a.group.first(int32(len(a.here) + k))
		if groups[first].Kind == news.PassageThere {
			out[before] = append(out[before], *groups[first])
		} else {
			before = first
		}
	}
	return out
}

// sets are disjoint sets of numbers from 0, each known by its least.
type sets struct{ parent []int32 }

// grow adds the next number as a set of its own.
func (s *sets) grow() { s.parent = append(s.parent, int32(len(s.parent))) }

// first is the least number of a set.
func (s *sets) first(n int32) int32 {
	for s.parent[n] != n {
		s.parent[n] = s.parent[s.parent[n]]
		n = s.parent[n]
	}
	return n
}

// join makes the sets of two numbers one.
func (s *sets) join(a, b int32) {
	a, b = s.first(a), s.first(b)
	s.parent[max(a, b)] = min(a, b)
}
