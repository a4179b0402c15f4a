package gainsay

import (
	"cmp"
	"fmt"
	"slices"

	"gainsay/internal/claim"
	"gainsay/internal/origin"
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
	origins, textOf := originsOf(records)
	current := records
	if past := superseded(origins); len(past) > 0 {
		current = slices.DeleteFunc(slices.Clone(records), func(rec news.Record) bool { return past[rec.ID] })
	}
	exchange := news.Exchange{Origins: origins}
	seen := map[string]bool{}
	for i := range current {
		for _, c := range current[i].Claims {
			if seen[c.ID] {
				continue
			}
			seen[c.ID] = true
			if page, ok := claim.Page(c.ID, current, func(document string) string { return textOf[document] }); ok {
				exchange.Claims = append(exchange.Claims, page)
			}
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

// originsOf finds which records carry one text; textOf is the origin's id by record id.
func originsOf(records []news.Record) (origins []news.Origin, textOf map[string]string) {
	index := origin.NewIndex()
	for i := range records {
		index.Add(&records[i].Article)
	}
	textOf = map[string]string{}
	for n, found := range index.Origins() {
		o := news.Origin{ID: fmt.Sprintf("o%d", n+1), Agency: found.Agency}
		for _, p := range found.Publications {
			publication := news.Publication{Outlet: p.Outlet}
			for _, number := range p.Versions {
				publication.Documents = append(publication.Documents, records[number].ID)
				textOf[records[number].ID] = o.ID
			}
			o.Publications = append(o.Publications, publication)
		}
		origins = append(origins, o)
	}
	return origins, textOf
}

// superseded are the ids of the records that a later version of the same article takes the place of.
func superseded(origins []news.Origin) map[string]bool {
	past := map[string]bool{}
	for _, o := range origins {
		for _, p := range o.Publications {
			for _, id := range p.Documents[:len(p.Documents)-1] {
				past[id] = true
			}
		}
	}
	return past
}

// EncodeClaim writes what a collection holds on a claim as one line of JSON, newline included.
func EncodeClaim(page *news.ClaimPage) []byte { return record.EncodeClaim(page) }
