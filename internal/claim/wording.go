package claim

import (
	"slices"
	"strings"

	"gainsay/news"
)

// wording chooses the words that state a group's proposition best: those of a statement that puts it forward, not too short and
// not too long. Where nobody does, they are what a denial denies. Turned tells that only words for the opposite were found.
func (r *reader) wording(k int) (words string, turned bool) {
	members := slices.Clone(r.groups.list[k].members)
	slices.Sort(members)
	best, score := -1, 0.0
	for _, m := range members {
		if s := r.fitness(r.items[m]); s > score {
			best, score = m, s
		}
	}
	if best < 0 && k == r.works {
		return r.nameOfWork(members), false
	}
	if best < 0 {
		return "", false
	}
	it := r.items[best]
	if it.negation > 0 && it.proposition.Negative && it.side == news.Denies {
		if it.statement.Act != news.Deny && !it.reassures && r.unanimous(k) {
			return r.text(it, it.content), true
		}
		return r.text(it, it.page.clause(it.content[min(it.negation, len(it.content)-1):])), false
	}
	if it.proposition.Negative && it.negation == 0 && it.side == news.Denies {
		return r.text(it, it.content), true // "the gates were shut", and nobody says that they were open
	}
	if it.kind == own && it.side == news.Doubts {
		return r.text(it, it.page.clause(it.content[min(it.negation, len(it.content)-1):])), false
	}
	return r.text(it, it.content), false
}

// nameOfWork is the fullest noun phrase for a report that is disputed as a whole.
func (r *reader) nameOfWork(members []int) (name string) {
	most := -1
	for _, m := range members {
		if it := r.items[m]; it.pointer.noun != 0 && len(it.pointer.owner) > most {
			name, most = r.text(it, it.pointer.words), len(it.pointer.owner)
		}
	}
	return name
}

// unanimous tells whether all of a group take one side.
func (r *reader) unanimous(k int) bool {
	for _, m := range r.groups.list[k].members {
		if s := r.items[m].side; s == news.Asserts || s == news.Doubts || s == news.Denies && (r.items[m].reassures || r.items[m].statement.Act == news.Deny) {
			return false
		}
	}
	return true
}

// fitness is how well a statement's content words the claim.
func (r *reader) fitness(it *item) float64 {
	if it.kind != own {
		return 0
	}
	score := 1.0
	if it.side == news.Asserts && !it.proposition.Negative {
		score += 2
	}
	if it.statement.Part == news.InText {
		score += 0.5
	}
	switch n := len(it.content); {
	case n < 4:
	case n <= 30:
		score++
	default:
		score += 0.5
	}
	if len(it.content) > 0 && it.page.words[it.content[0]].is(personWord|pronounWord) && it.page.words[it.content[0]].lower != "that" {
		score -= 0.3
	}
	return score
}

// turn exchanges asserting and denying in a group whose wording is the opposite.
func (r *reader) turn(k int) {
	for _, m := range r.groups.list[k].members {
		switch it := r.items[m]; it.side {
		case news.Asserts:
			it.side = news.Denies
		case news.Denies:
			it.side = news.Asserts
		}
	}
}

// text is the words of the tokens, as they stand, without quotation marks around them and "that" before them.
func (r *reader) text(it *item, tokens []int) string {
	for len(tokens) > 0 && (!it.page.isWord(tokens[0]) || len(tokens) > 2 && it.page.words[tokens[0]].lower == "that") {
		tokens = tokens[1:]
	}
	if len(tokens) == 0 {
		return ""
	}
	var pieces []string
	document := it.page.document
	first := tokens[0]
	for n, i := range tokens {
		if n+1 == len(tokens) || tokens[n+1] != i+1 {
			piece := document.Text[document.Tokens[first].Span.Start:document.Tokens[i].Span.End]
			pieces = append(pieces, strings.TrimRight(piece, "\"”“’',;: "))
			if n+1 < len(tokens) {
				first = tokens[n+1]
			}
		}
	}
	return strings.Join(pieces, " … ")
}

// answer ties each of a group who deny, doubt, confirm or repeat to the statement that put the claim forward before them: the
// one inside their own words, or else the nearest by another source. What the title says is answered nowhere but there.
func (r *reader) answer(k int) {
	members := slices.Clone(r.groups.list[k].members)
	slices.Sort(members)
	for n, m := range members {
		it := r.items[m]
		relation := relationOf(it)
		if relation == "" {
			continue
		}
		if target := r.answered(it, m, members, n); target >= 0 {
			it.statement.Answers = append(it.statement.Answers, news.Answer{Statement: r.items[target].statement.ID, Relation: relation})
		}
	}
}

// farthest is how many members of a claim are looked at for the one that is answered.
const farthest = 50

func (r *reader) answered(it *item, m int, members []int, n int) int {
	puts := func(t int) bool {
		o := r.items[t]
		return t != m && o.statement.Stance == news.Asserts && o.statement.Part == it.statement.Part && !sameSpeaker(it, o) &&
			!r.inside(it, o) && !r.inside(o, it)
	}
	if it.kind == inner && r.items[it.child].statement.Stance == news.Asserts {
		return it.child
	}
	for j := n - 1; j >= max(0, n-farthest); j-- {
		if puts(members[j]) {
			return members[j]
		}
	}
	if it.side == news.Asserts {
		return -1
	}
	for j := n + 1; j < min(len(members), n+farthest); j++ {
		if puts(members[j]) {
			return members[j]
		}
	}
	return -1
}

// relationOf is how a statement answers the claim, "" where it only puts it forward.
func relationOf(it *item) news.Relation {
	switch {
	case it.statement.Stance == news.Denies:
		return news.RelationDenies
	case it.statement.Stance == news.Doubts:
		return news.RelationDoubts
	case it.statement.Stance == news.Asserts && it.statement.Act == news.Confirm:
		return news.RelationConfirms
	case it.statement.Stance == news.Asserts && it.page.has(it.cue)&repeatWord != 0:
		return news.RelationRepeats
	}
	return ""
}
