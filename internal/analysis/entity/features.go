package entity

import (
	"gainsay/internal/analysis/form"
	"gainsay/internal/linear"
)

// outside stands for the words before and behind a sentence.
var outside = word{Form: form.Form{Exact: 3, Lower: 3, Shape: 3}, tag: 3, run: -1}

func hashTag(tag string) uint64 { return linear.HashString(tag) }

// initials is the hash of the first letters of a run's capitalised words, as the small letters of their acronym would be
// spelt, and how many they are.
func (x *index) initials(r run) (hash uint64, count int) {
	for i := r.first; i < r.end; i++ {
		if w := &x.words[i]; w.Capital {
			hash = linear.Combine(hash, w.Prefix[0])
			count++
		}
	}
	return hash, count
}

// spelling is the hash that initials gives a run whose initials are the ASCII letters of s; periods are passed over.
func spelling(s string) uint64 {
	hash := uint64(0)
	for i := 0; i < len(s); i++ {
		if 'A' <= s[i] && s[i] <= 'Z' {
			hash = linear.Combine(hash, form.Of(s[i:i+1], nil).Prefix[0])
		}
	}
	return hash
}

// collector appends features under the numbers of their templates.
type collector struct {
	template uint64
	out      []linear.Feature
}

func (c *collector) add(value uint64) {
	c.template++
	c.out = append(c.out, linear.Combine(c.template, value))
}

// maybe is add where the value holds, and nothing (but the same template number) where not.
func (c *collector) maybe(holds bool, value uint64) {
	c.template++
	if holds {
		c.out = append(c.out, linear.Combine(c.template, value))
	}
}

func (c *collector) both(a, b uint64) { c.add(linear.Combine(a, b)) }

func bit(b bool, value uint64) uint64 {
	if b {
		return value
	}
	return 0
}

// features appends the features of word i of the sentence that spans words first to end.
func (x *index) features(i, first, end int, out []linear.Feature) []linear.Feature {
	at := func(k int) *word {
		if k < first || k >= end {
			return &outside
		}
		return &x.words[k]
	}
	c := collector{out: out}
	w := at(i)
	c.local(at(i-2), at(i-1), w, at(i+1), at(i+2))
	c.template = 100
	if w.run >= 0 {
		x.inRun(&c, i, at)
	}
	c.template = 200
	if w.Capital {
		x.elsewhere(&c, i, at)
	}
	return c.out
}

// local adds the features of the word, its neighbours and their pairs.
func (c *collector) local(w2, w1, w, v1, v2 *word) {
	c.add(0)
	c.add(w.Exact)
	c.add(w.Lower)
	c.both(w.Shape, bit(w.initial, 1)+bit(w.headline, 2))
	c.add(w.Suffix[2])
	c.add(w.Suffix[3])
	c.add(w.Prefix[2])
	c.add(w.Prefix[3])
	c.add(uint64(w.Path))
	c.add(uint64(w.Path.Prefix(8)))
	c.both(uint64(w.Path.Prefix(12)), bit(w.Capital, 1)+bit(w.Upper, 2))
	c.add(w.tag)
	for _, n := range [...]*word{w1, v1} {
		c.add(n.Lower)
		c.add(n.Shape)
		c.add(uint64(n.Path))
		c.add(uint64(n.Path.Prefix(8)))
		c.add(n.tag)
		c.add(n.Suffix[2])
	}
	for _, n := range [...]*word{w2, v2} {
		c.add(n.Lower)
		c.add(uint64(n.Path.Prefix(10)))
		c.add(n.Shape)
	}
	c.both(w1.Lower, w.Lower)
	c.both(w.Lower, v1.Lower)
	c.both(linear.Combine(w1.Shape, w.Shape), v1.Shape)
	c.both(w1.Shape, w.Shape)
	c.both(w.Shape, v1.Shape)
	c.both(linear.Combine(w1.tag, w.tag), v1.tag)
	c.both(uint64(w1.Path), uint64(w.Path))
	c.both(uint64(w.Path), uint64(v1.Path))
	c.both(uint64(w1.Path), w.Shape)
	c.both(w.Shape, uint64(v1.Path))
}

// inRun adds what the run of capitalised words about word i says.
func (x *index) inRun(c *collector, i int, at func(int) *word) {
	r := x.runs[x.words[i].run]
	from, length := uint64(i-r.first), uint64(r.end-r.first)
	last, before, behind := at(r.end-1), at(r.first-1), at(r.end)
	c.both(min(from, 3), min(length, 5))
	c.both(last.Lower, bit(i == r.end-1, 1))
	c.add(uint64(last.Path))
	c.both(at(r.first).Lower, bit(from == 0, 1))
	c.add(uint64(at(r.first).Path))
	c.both(before.Lower, min(from, 2))
	c.both(uint64(before.Path), min(from, 2))
	c.both(behind.Lower, min(uint64(r.end-1-i), 2))
	c.both(uint64(behind.Path), min(uint64(r.end-1-i), 2))
}

// elsewhere adds what other places of the document say of the capitalised word i: longer names with the word in it, its
// neighbours there, and the name that it is the acronym of (after Chieu and Ng 2002).
func (x *index) elsewhere(c *collector, i int, at func(int) *word) {
	w := &x.words[i]
	p := x.places[w.Lower]
	state := bit(x.small[w.Lower], 1) + bit(p.inside > 0, 2) + bit(w.initial, 4) + bit(w.headline, 8)
	c.add(state)
	c.both(state, w.tag)
	if p.longest != w.run && x.length(p.longest) > x.length(w.run) {
		r := x.runs[p.longest]
		last := &x.words[r.end-1]
		position := bit(x.words[r.first].Lower == w.Lower, 1) + bit(last.Lower == w.Lower, 2)
		c.both(last.Lower, position)
		c.both(uint64(last.Path), position)
		c.both(uint64(x.words[r.first].Path), position)
		if r.first > 0 {
			c.both(x.words[r.first-1].Lower, position)
		}
	}
	c.template = 220
	for _, k := range p.all {
		if k == i {
			continue
		}
		c.template = 220
		c.maybe(k > 0, linear.Combine(x.words[max(k-1, 0)].Lower, bit(at(i-1) == &outside, 1)))
		c.maybe(k+1 < len(x.words), x.words[min(k+1, len(x.words)-1)].Lower)
	}
	c.template = 230
	if w.Upper && w.acronym != 0 {
		if n, ok := x.spells[w.acronym]; ok {
			r := x.runs[n]
			c.add(x.words[r.end-1].Lower)
			c.add(uint64(x.words[r.end-1].Path))
			c.add(1)
		}
	}
}
