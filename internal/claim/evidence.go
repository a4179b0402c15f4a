package claim

import "gainsay/news"

// Reading is what [Within] went by.
type Reading struct{ reader *reader }

// Evidence tells what claim, stance and answers of statement i of the record were read from.
func (r Reading) Evidence(i int) []news.Evidence {
	it := r.reader.items[i]
	s := it.statement
	if s.Claim == "" {
		return nil
	}
	list := []news.Evidence{r.claim(i, it)}
	switch {
	case s.Stance != "":
		list = append(list, news.Evidence{Field: news.FieldStance, Value: string(s.Stance), Why: it.why, Spans: r.spans(it, it.words)})
	case it.kind == inner:
		list = append(list, news.Evidence{Field: news.FieldStance, Why: "it only passes the claim on"})
	default:
		list = append(list, news.Evidence{Field: news.FieldStance, Why: "it takes no side in words"})
	}
	for _, a := range s.Answers {
		why := "the nearest before it that puts the claim forward"
		if it.kind == inner && a.Statement == r.reader.items[it.child].statement.ID {
			why = "it stands inside the answer"
		}
		list = append(list, news.Evidence{Field: news.FieldAnswers, Value: string(a.Relation) + " " + a.Statement, Why: why, Statement: a.Statement})
	}
	for k := range list {
		list[k].Part = s.Part
	}
	return list
}

// claim tells what an item's claim was told by.
func (r Reading) claim(i int, it *item) news.Evidence {
	e := news.Evidence{Field: news.FieldClaim, Value: it.statement.Claim}
	switch it.kind {
	case inner:
		e.Why, e.Statement = "it speaks of the statement inside it", r.reader.items[it.child].statement.ID
	case pointing:
		e.Why, e.Spans = "it points to a claim", r.spans(it, it.pointer.words)
	default:
		e.Why = "it words a claim"
		for _, m := range r.reader.groups.list[r.reader.group[i]].members {
			if m != i && r.reader.items[m].kind == own {
				e.Why, e.Statement = "it words the claim of the other", r.reader.items[m].statement.ID
				break
			}
		}
	}
	return e
}

// spans are the places of tokens, one each.
func (r Reading) spans(it *item, tokens []int) []news.Span {
	var list []news.Span
	for _, i := range tokens {
		list = append(list, it.page.document.Tokens[i].Span)
	}
	return list
}
