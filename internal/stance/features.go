package stance

import "gainsay/internal/linear"

// features is a list of features being made.
type features struct{ list []linear.Feature }

// add adds the feature of a template, filled with values.
func (f *features) add(template string, values ...uint64) {
	h := hash(template)
	for _, v := range values {
		h = linear.Combine(h, v)
	}
	f.list = append(f.list, h)
}

func hash(s string) uint64 { return linear.HashString(s) }

// addOver adds a feature for each tenth that a share is above, so that a model of yes-or-no features can rise with it.
func (f *features) addOver(template string, share float64, values ...uint64) {
	over := hash(template)
	for _, v := range values {
		over = linear.Combine(over, v)
	}
	for i := range 10 {
		if share*10 > float64(i) {
			f.list = append(f.list, linear.Combine(over, uint64(i)))
		}
	}
}

// tenth is which tenth a share is in.
func tenth(share float64) uint64 { return uint64(max(0, min(10, share*10))) }

// usual is how many features a pair of headlines has, about.
const usual = 256

// featuresOf are those of a text set against a claim.
func featuresOf(claim, text *Text) []linear.Feature {
	p := align(claim, text)
	f := features{make([]linear.Feature, 0, usual)}
	p.overlap(&f)
	p.wording(&f)
	p.form(&f)
	p.attitude(&f)
	p.skeleton(&f)
	p.leaning(&f)
	p.polarity(&f)
	p.differences(&f)
	return f.list
}

// overlap: how much of each is said by the other.
func (p *pair) overlap(f *features) {
	covered := p.covered / max(p.claim.rarity, 1)
	near := p.claim.vector.Likeness(&p.text.vector)
	f.add("claim covered", tenth(covered)/2)
	f.add("text covered", tenth(p.coveredText/max(p.text.rarity, 1))/2)
	f.add("near", tenth(near)/2)
	f.addOver("claim covered over", covered)
	f.addOver("near over", near)
}

// The places of a masked word.
const (
	aMark = iota + 1
	aSame
	aNegated
	aNumber
)

// mask is what a word of the text is known by: words that the claim has too are all one, so that what is learnt holds for
// other claims.
func (p *pair) mask(k int) uint64 {
	w := &p.text.words[k]
	switch {
	case p.toClaim[k] >= 0:
		if w.negated {
			return aNegated
		}
		return aSame
	case w.number:
		return aNumber
	}
	return hash(w.lemma)
}

// wording: the words that the claim does not have, and runs of two and three.
func (p *pair) wording(f *features) {
	before, beforeThat := uint64(aMark), uint64(aMark)
	for k := range p.text.words {
		m := p.mask(k)
		f.add("word", m)
		f.add("two", before, m)
		f.add("three", beforeThat, before, m)
		before, beforeThat = m, before
	}
	f.add("two", before, aMark)
	f.add("three", beforeThat, before, aMark)
}

// form: question, quotation marks, colon, length.
func (p *pair) form(f *features) {
	quoted := false
	for k := range p.text.words {
		w := &p.text.words[k]
		switch w.lower {
		case "?":
			f.add("question")
		case ":":
			f.add("colon", uint64(min(k, 4)))
		}
		if w.quoted && p.toClaim[k] >= 0 {
			quoted = true
		}
	}
	if quoted {
		f.add("quoted")
	}
	f.add("length", uint64(min(len(p.text.words)/4, 6)))
}
