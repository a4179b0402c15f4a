package stance

import "math/bits"

// The places of a word of the text among those that the claim has too.
const (
	nowhere = iota // there are none
	before
	among
	behind
)

// span gives the first and the last word that the claim has too; -1 where there is none.
func (p *pair) span() (first, last int) {
	first, last = -1, -1
	for k, i := range p.toClaim {
		if i >= 0 {
			if first < 0 {
				first = k
			}
			last = k
		}
	}
	return first, last
}

// attitude: words that take a side, and where they stand towards what is said of the claim.
func (p *pair) attitude(f *features) {
	first, last := p.span()
	var seen, inClaim classes
	for i := range p.claim.words {
		inClaim |= p.claim.words[i].classes
	}
	for k := range p.text.words {
		w := &p.text.words[k]
		if p.toClaim[k] >= 0 {
			continue
		}
		place := uint64(before)
		switch {
		case first < 0:
			place = nowhere
		case k > last:
			place = behind
		case k > first:
			place = among
		}
		for c := w.classes; c != 0; c &= c - 1 {
			kind := uint64(bits.TrailingZeros16(uint16(c)))
			f.add("class at", kind, place)
			f.add("class negated", kind, number(w.negated))
		}
		seen |= w.classes
	}
	f.addClasses(seen, inClaim)
}

func number(yes bool) uint64 {
	if yes {
		return 1
	}
	return 0
}

// addClasses adds which classes of words the text has, each, in pairs, and together with those of the claim.
func (f *features) addClasses(seen, inClaim classes) {
	for kind := range uint64(numberOfClasses) {
		there := seen>>kind&1 != 0
		if there {
			f.add("class", kind)
			for other := range kind {
				if seen>>other&1 != 0 {
					f.add("classes", kind, other)
				}
			}
		}
		if inClaim>>kind&1 != 0 {
			f.add("claim's class", kind, number(there))
		}
	}
	f.add("against", uint64(seen&(refuting|untrue|doubting|negating|living)))
	f.add("hedges", uint64(seen&(doubting|reporting|possible|future|confirming)))
}

// skeleton: words that take a side and words that the claim has, in their order, all others left out.
func (p *pair) skeleton(f *features) {
	const mark, same = 100, 101
	last := [3]uint64{mark, mark, mark}
	push := func(v uint64) {
		if v == same && last[2] == same {
			return
		}
		f.add("order2", last[2], v)
		f.add("order3", last[1], last[2], v)
		f.add("order4", last[0], last[1], last[2], v)
		last = [3]uint64{last[1], last[2], v}
	}
	for k := range p.text.words {
		w := &p.text.words[k]
		switch {
		case p.toClaim[k] >= 0:
			push(same)
		case w.classes != 0:
			push(uint64(bits.TrailingZeros16(uint16(w.classes))))
		case w.lower == "?" || w.lower == ":" || w.lower == ",":
			push(hash(w.lower))
		}
	}
	push(mark)
}

// leaning: words near in meaning to those that take a side.
func (p *pair) leaning(f *features) {
	var best [leanings]float64
	for k := range p.text.words {
		if p.toClaim[k] >= 0 {
			continue
		}
		for c, l := range p.text.words[k].lean {
			best[c] = max(best[c], float64(l))
		}
	}
	for c, b := range best {
		f.addOver("leaning over", b, uint64(c))
	}
}

// polarity: whether what both say stands under a negation in one of them only.
func (p *pair) polarity(f *features) {
	var same, differs uint64
	for i, k := range p.toText {
		if k < 0 {
			continue
		}
		if p.claim.words[i].negated != p.text.words[k].negated {
			differs++
		} else {
			same++
		}
	}
	f.add("negated alike", min(same, 3), min(differs, 3))
	if differs > 0 {
		f.add("negated otherwise")
	}
}

// differences: what the claim says that the text says otherwise.
func (p *pair) differences(f *features) {
	l := words()
	for i := range p.claim.words {
		c := &p.claim.words[i]
		if !c.content || p.toText[i] >= 0 {
			continue
		}
		if k := p.nearest[i]; k >= 0 {
			t := &p.text.words[k]
			f.add("instead", tenth(c.vector.Likeness(&t.vector)))
			f.add("instead of", hash(c.lemma), hash(t.lemma))
		} else {
			f.add("missing", uint64(c.rarity))
		}
		for k := range p.text.words {
			if t := &p.text.words[k]; p.toClaim[k] < 0 && l.opposite[[2]string{c.lemma, t.lemma}] {
				f.add("opposite")
			}
		}
		if c.number {
			f.add("number missing")
		}
	}
}
