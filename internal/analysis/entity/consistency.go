package entity

import (
	"strings"

	"gainsay/internal/analysis/form"
	"gainsay/internal/linear"
	"gainsay/internal/text"
)

// found is a name before the document has had its say.
type found struct {
	first, end int
	kind       int // index into kinds
}

// votes are the weights of what a form is taken for in a document, by kind.
type votes [4]int

// A mention in a real sentence counts for more than one in a caption or a list, and one before a colon, which may label a
// speaker or a place, for nothing.
const (
	shortSentence  = 4
	weightInside   = 3
	weightAlone    = 1
	weightAsPart   = 4 // of a longer name of a person, for that person's kind
	leastAgreement = 4 // votes without which nothing is changed
)

var colon = linear.HashString(":")

// agree makes the mentions of one form the same kind, by the vote of the document (the idea of Finkel, Grenager and Manning
// 2005, without their sampling). Of a person's longer name the last word votes too: "Quill" is who "Ada Quill" is.
func (x *index) agree(names []found) {
	tally := make(map[uint64]*votes, len(names))
	vote := func(key uint64, kind, weight int) {
		v := tally[key]
		if v == nil {
			v = new(votes)
			tally[key] = v
		}
		v[kind] += weight
	}
	sentence := 0
	for _, n := range names {
		for x.starts[sentence+1] <= n.first {
			sentence++
		}
		weight := weightInside
		switch {
		case n.end < len(x.words) && x.words[n.end].Exact == colon:
			weight = 0
		case x.starts[sentence+1]-x.starts[sentence] < shortSentence:
			weight = weightAlone
		}
		vote(x.key(n.first, n.end), n.kind, weight)
		if kinds[n.kind] == text.PersonName && n.end-n.first > 1 {
			vote(x.key(n.end-1, n.end), n.kind, weightAsPart)
		}
	}
	for i := range names {
		n := &names[i]
		v := tally[x.key(n.first, n.end)]
		best, all := n.kind, 0
		for kind, weight := range v {
			all += weight
			if weight > v[best] {
				best = kind
			}
		}
		if v[best] >= leastAgreement && 2*v[best] >= all {
			n.kind = best
		}
	}
}

// titles stand before a person's name and are no part of it.
var titles = func() map[uint64]bool {
	set := make(map[uint64]bool)
	for _, w := range strings.Fields(`Mr Mr. Mrs Mrs. Ms Ms. Dr Dr. Sen Sen. Sens. Rep Rep. Reps. Gov Gov. Gen Gen. Col. Lt. Sgt. Capt. Prof. Rev.
		Senator Senators Representative Representatives Congressman Congresswoman Governor President Minister Secretary Mayor
		Judge Justice General Colonel Captain Chancellor Ambassador Professor Doctor Sir Lord Lady Pope Prince Princess Chairman
		Spokesman Spokeswoman Director Sheriff Commissioner Inspector Detective Officer Attorney`) {
		set[form.Of(w, nil).Exact] = true
	}
	return set
}()

// untitled takes the titles off the start of a person's name.
func (x *index) untitled(n found) found {
	for kinds[n.kind] == text.PersonName && n.end-n.first > 1 && titles[x.words[n.first].Exact] {
		n.first++
	}
	return n
}

// key is the hash of the words first to end.
func (x *index) key(first, end int) uint64 {
	hash := uint64(end - first)
	for i := first; i < end; i++ {
		hash = linear.Combine(hash, x.words[i].Exact)
	}
	return hash
}
