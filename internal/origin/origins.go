package origin

import (
	"cmp"
	"slices"
	"strings"
)

// Origin is one text and the publications that carry it.
type Origin struct {
	Agency       string        // the agency that its publications credit; "" where none is named
	Publications []Publication // the original first, then by day
}

// Publication is one outlet's article: the numbers of its versions by the day of publication and of change, those of one day in the order in which they were added.
type Publication struct {
	Outlet   string // "" where it is not known
	Versions []int
}

// Origins are all origins of the articles that [Index.Add] numbered, in the order of their first documents. A text that nobody copied
// is an origin of one publication.
func (x *Index) Origins() []Origin {
	members := map[int32][]int32{}
	var order []int32
	for n := range x.next {
		first := x.first(originOf, n)
		if members[first] == nil {
			order = append(order, first)
		}
		members[first] = append(members[first], n)
	}
	out := make([]Origin, len(order))
	for i, first := range order {
		out[i] = x.origin(members[first])
	}
	return out
}

// origin arranges the documents of one.
func (x *Index) origin(documents []int32) Origin {
	var out Origin
	place := map[int32]int{} // of each article
	for _, n := range documents {
		article := x.first(articleOf, n)
		at, ok := place[article]
		if !ok {
			at = len(out.Publications)
			place[article] = at
			out.Publications = append(out.Publications, Publication{})
		}
		p := &out.Publications[at]
		p.Versions = append(p.Versions, int(n))
		p.Outlet = cmp.Or(p.Outlet, x.documents.Get(n).outlet)
	}
	for _, p := range out.Publications {
		slices.SortStableFunc(p.Versions, func(a, b int) int {
			one, other := x.documents.Get(int32(a)), x.documents.Get(int32(b))
			return cmp.Or(byDay(one, other), cmp.Compare(one.modified, other.modified))
		})
	}
	out.Agency = x.credited(documents)
	slices.SortStableFunc(out.Publications, func(a, b Publication) int {
		return x.before(x.documents.Get(int32(a.Versions[0])), x.documents.Get(int32(b.Versions[0])), out.Agency)
	})
	return out
}

// credited is the agency that most documents name, of several the one named first.
func (x *Index) credited(documents []int32) string {
	count := map[string]int{}
	best := ""
	for _, n := range documents {
		if agency := x.documents.Get(n).agency; agency != "" {
			count[agency]++
		}
	}
	for _, n := range documents {
		if agency := x.documents.Get(n).agency; agency != "" && (best == "" || count[agency] > count[best]) {
			best = agency
		}
	}
	return best
}

// before orders publications, the original first: the agency's own, then by day, then those that are filed as the agency's,
// then those with more text, since copies are cut. A publication without a day goes last.
func (x *Index) before(a, b *document, agency string) int {
	return cmp.Or(
		yesFirst(a.isAgency(agency), b.isAgency(agency)),
		byDay(a, b),
		yesFirst(a.filed, b.filed),
		cmp.Compare(b.size, a.size),
	)
}

// isAgency tells whether the agency itself published a document: "Northwire News" is Northwire's.
func (a *imprint) isAgency(agency string) bool {
	name := plain(agency)
	words := strings.Fields(a.outlet)
	for n := 1; name != "" && n <= len(words); n++ {
		if plain(strings.Join(words[:n], " ")) == name {
			return true
		}
	}
	return false
}

func byDay(a, b *document) int {
	return cmp.Or(yesFirst(a.published != "", b.published != ""), cmp.Compare(a.published, b.published))
}

func yesFirst(a, b bool) int {
	switch {
	case a && !b:
		return -1
	case b && !a:
		return 1
	}
	return 0
}
