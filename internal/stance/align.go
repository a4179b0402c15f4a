package stance

// pair is a text set against a claim.
type pair struct {
	claim, text *Text
	toText      []int // for each word of the claim the word of the text that says the same, or -1
	toClaim     []int // the other way round
	nearest     []int // for each content word of the claim that has none, the nearest of the text's that have none, or -1
	covered     float64
	coveredText float64
}

// alike is how near the vectors of two words must be for one to stand for the other.
const alike = 0.62

// align sets a text against a claim: first equal words, then, the nearest first come, words of like meaning.
func align(claim, text *Text) *pair {
	p := &pair{claim: claim, text: text, toText: unaligned(len(claim.words)), toClaim: unaligned(len(text.words)),
		nearest: unaligned(len(claim.words))}
	p.match(func(c, t *word) float64 {
		if c.lemma == t.lemma || stem(c.lemma) == stem(t.lemma) {
			return 1
		}
		return 0
	}, alike, p.tie)
	likeness := func(c, t *word) float64 {
		if c.number || t.number {
			return 0
		}
		return c.vector.Likeness(&t.vector)
	}
	p.match(likeness, alike, p.tie)
	p.match(likeness, apart, func(i, k int) { p.nearest[i] = k })
	for i, k := range p.toText {
		if k >= 0 {
			p.covered += claim.words[i].rarity
		}
	}
	for k, i := range p.toClaim {
		if i >= 0 {
			p.coveredText += text.words[k].rarity
		}
	}
	return p
}

// apart is how near two words must be to be compared at all.
const apart = 0.25

func unaligned(n int) []int {
	list := make([]int, n)
	for i := range list {
		list[i] = -1
	}
	return list
}

func (p *pair) tie(i, k int) { p.toText[i], p.toClaim[k] = k, i }

// match finds for each content word of the claim that has none the best of the text's.
func (p *pair) match(likeness func(c, t *word) float64, least float64, found func(i, k int)) {
	for i := range p.claim.words {
		c := &p.claim.words[i]
		if !c.content || p.toText[i] >= 0 {
			continue
		}
		best, at := least, -1
		for k := range p.text.words {
			if t := &p.text.words[k]; t.content && p.toClaim[k] < 0 {
				if l := likeness(c, t); l >= best && (at < 0 || l > best) {
					best, at = l, k
				}
			}
		}
		if at >= 0 {
			found(i, at)
		}
	}
}

// stem is what words of one family share, roughly: their beginning.
func stem(lemma string) string {
	const letters = 6
	if len(lemma) > letters && lemma[0] >= 'a' && lemma[0] <= 'z' {
		return lemma[:letters]
	}
	return lemma
}
