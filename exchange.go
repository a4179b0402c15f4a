package gainsay

import (
	"cmp"
	"slices"

	"gainsay/internal/claim"
	"gainsay/internal/record"
	"gainsay/news"
)

// Exchange makes one collection of records: it gives them ids of entities and claims that hold in all of them, in place, and
// gathers who says what to each claim. Articles that carry one text count as one origin. Of an article that was read in several
// versions the last one speaks.
func Exchange(records []news.Record) news.Exchange {
	var all collection
	for i := range records {
		all.add(i, &records[i])
	}
	ids := all.link()
	for i := range records {
		ids.rename(&records[i], i)
	}
	grouper := NewGrouper()
	for i := range records {
		grouper.Add(records[i].ID, &records[i].Article)
	}
	exchange := news.Exchange{Origins: grouper.Origins()}
	textOf, past := textsOf(exchange.Origins)
	var claims []string
	holding := map[string][]news.Record{} // by claim, so that a page is made of the records that have it and of no others
	for i := range records {
		if past[records[i].ID] {
			continue
		}
		for _, c := range records[i].Claims {
			if holding[c.ID] == nil {
				claims = append(claims, c.ID)
			}
			holding[c.ID] = append(holding[c.ID], records[i])
		}
	}
	for _, id := range claims {
		if page, ok := claim.Page(id, holding[id], func(document string) string { return textOf[document] }); ok {
			exchange.Claims = append(exchange.Claims, page)
		}
	}
	slices.SortStableFunc(exchange.Claims, byWeight)
	return exchange
}

// byWeight puts contested claims first, then those with more voices.
func byWeight(a, b news.ClaimPage) int {
	if contested := a.Contested(); contested != b.Contested() {
		if contested {
			return -1
		}
		return 1
	}
	return cmp.Compare(len(b.Voices), len(a.Voices))
}

// textsOf tells by a record's id which origin it carries, and whether a later version of the same article takes its place.
func textsOf(origins []news.Origin) (textOf map[string]string, past map[string]bool) {
	textOf, past = map[string]string{}, map[string]bool{}
	for _, o := range origins {
		for _, p := range o.Publications {
			for i, id := range p.Documents {
				textOf[id], past[id] = o.ID, i+1 < len(p.Documents)
			}
		}
	}
	return textOf, past
}

// EncodeClaim writes what a collection holds on a claim as one line of JSON, newline included.
func EncodeClaim(page *news.ClaimPage) []byte { return record.EncodeClaim(page) }
