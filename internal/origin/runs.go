package origin

import "slices"

// runLength is of how many words a run is made.
const runLength = 5

// mostRuns is how many runs of a document are kept; of one that has more, those whose hash ends in one zero bit, two, and so on.
const mostRuns = 1024

// runs is the set of a text's runs of five words, each as a hash of 31 bits and a lowest bit that is set where a word of it stands
// in quotation marks, in rising order. A run that stands both in and outside quotation marks counts as standing outside.
type runs struct {
	hashes []uint32
	level  int // how many zero bits the hashes end in
}

// runsOf gives the runs of a text, given its words.
func runsOf(words []word) runs {
	if len(words) < runLength {
		return runs{}
	}
	all := make([]uint32, 0, len(words)-runLength+1)
	quoted := 0 // words of the run that are
	for i, w := range words {
		if w.quoted {
			quoted++
		}
		if i < runLength-1 {
			continue
		}
		h := uint64(0)
		for _, w := range words[i-runLength+1 : i+1] {
			h = mix(h ^ w.hash)
		}
		run := uint32(h>>32) &^ 1
		if quoted > runLength/2 {
			run |= 1
		}
		all = append(all, run)
		if words[i-runLength+1].quoted {
			quoted--
		}
	}
	slices.Sort(all)
	all = slices.CompactFunc(all, func(a, b uint32) bool { return a>>1 == b>>1 })
	r := runs{hashes: all}
	for len(r.hashes) > mostRuns {
		r.level++
		mask := r.mask()
		r.hashes = slices.DeleteFunc(r.hashes, func(h uint32) bool { return h>>1&mask != 0 })
	}
	r.hashes = slices.Clone(r.hashes)
	return r
}

// mask has a bit for each of those that end the hashes in zero.
func (r runs) mask() uint32 { return 1<<r.level - 1 }

// mix spreads the bits of a number (the last steps of MurmurHash3, by Austin Appleby, public domain).
func mix(h uint64) uint64 {
	h ^= h >> 33
	h *= 0xff51afd7ed558ccd
	h ^= h >> 33
	h *= 0xc4ceb9fe1a85ec53
	return h ^ h>>33
}

// How many runs of a document the index has: one in so many, and of a short document the least ones, up to so many.
const (
	sampled     = 32
	leastSample = 24
)

// sample is the runs by which the index finds a document. Of two documents it takes the same runs, as far as they share them.
func (r runs) sample() []uint32 {
	taken := make([]uint32, 0, len(r.hashes)/sampled+leastSample)
	for _, h := range r.hashes {
		if h >>= 1; len(taken) < leastSample || scatter(h)%sampled == 0 {
			taken = append(taken, h)
		}
	}
	return taken
}

// scatter makes another number of a hash, so that the sample does not depend on the bits that the level looks at.
func scatter(h uint32) uint32 { return h * 0x9e3779b1 >> 16 }

// overlap is how much two documents share.
type overlap struct {
	shared, either, shorter   float64 // runs: in both, in any of them, in the one that has fewer
	narrated, narratedShorter float64 // of these, those that do not stand in quotation marks in both
	size                      float64 // how many runs one kept run stands for
}

// compare counts what two documents share.
func compare(a, b runs) overlap {
	level := max(a.level, b.level)
	mask := uint32(1)<<level - 1
	var inA, inB, both, narratedA, narratedB, narrated int // narrated: not in quotation marks, or not so in both
	x, y := a.hashes, b.hashes
	for len(x) > 0 || len(y) > 0 {
		takeA := len(y) == 0 || len(x) > 0 && x[0]>>1 <= y[0]>>1
		takeB := len(x) == 0 || len(y) > 0 && y[0]>>1 <= x[0]>>1
		var ofA, ofB uint32
		if takeA {
			ofA, x = x[0], x[1:]
		}
		if takeB {
			ofB, y = y[0], y[1:]
		}
		if (ofA|ofB)>>1&mask != 0 {
			continue
		}
		inA, inB, both = inA+one(takeA), inB+one(takeB), both+one(takeA && takeB)
		if ofA&1 == 1 && takeB && ofB&1 == 0 || ofB&1 == 1 && takeA && ofA&1 == 0 {
			ofA, ofB = ofA&^1, ofB&^1 // a lost mark turns a text inside out
		}
		narratedA, narratedB = narratedA+one(takeA && ofA&1 == 0), narratedB+one(takeB && ofB&1 == 0)
		narrated += one(takeA && takeB && ofA&1 == 0)
	}
	return overlap{shared: float64(both), either: float64(inA + inB - both), shorter: float64(min(inA, inB)),
		narrated: float64(narrated), narratedShorter: float64(min(narratedA, narratedB)), size: float64(int(1) << level)}
}

func one(yes bool) int {
	if yes {
		return 1
	}
	return 0
}

// resemblance is the share of all runs that both have, and containment the share of the shorter one's that the other has.
func (o overlap) resemblance() float64 { return ratio(o.shared, o.either) }
func (o overlap) containment() float64 { return ratio(o.shared, o.shorter) }

// narration is the share of what the shorter one says outside quotation marks that the other says outside them too.
func (o overlap) narration() float64 { return ratio(o.narrated, o.narratedShorter) }

func ratio(part, whole float64) float64 {
	if whole == 0 {
		return 0
	}
	return part / whole
}
