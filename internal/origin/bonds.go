package origin

// bond ties a document to others: two disjoint-set forests, in which each set is known by its least number.
type bond struct {
	origin  int32 // a document of the same origin with a lower number; its own for the first
	article int32 // the same for versions of one article of one outlet
	latest  int32 // of the first version of an article: the last one
}

// The two forests.
func originOf(b *bond) *int32  { return &b.origin }
func articleOf(b *bond) *int32 { return &b.article }

// first is the least number of the set of a document.
func (x *Index) first(of func(*bond) *int32, n int32) int32 {
	first, steps := n, 0
	for {
		b := x.bonds.Get(first)
		if b == nil || *of(b) >= first || *of(b) < 0 {
			break
		}
		first, steps = *of(b), steps+1
	}
	if steps > 1 {
		*of(x.bonds.Change(n)) = first
	}
	return first
}

// join makes the sets of two documents one and gives the least number of the one that has another least number now; -1: they
// were one before.
func (x *Index) join(of func(*bond) *int32, a, b int32) int32 {
	a, b = x.first(of, a), x.first(of, b)
	if a == b {
		return -1
	}
	*of(x.bonds.Change(max(a, b))) = min(a, b)
	return max(a, b)
}

// versions notes that a document is another version of an earlier one's article, and gives the version before it.
func (x *Index) versions(number, earlier int32) (before int) {
	first := x.first(articleOf, earlier)
	before = -1
	if b := x.bonds.Get(first); b != nil && b.latest != number {
		before = int(b.latest)
	}
	x.join(articleOf, number, earlier)
	x.bonds.Change(x.first(articleOf, number)).latest = number
	return before
}
