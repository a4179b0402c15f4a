package claim

import (
	"fmt"
	"sort"

	"gainsay/news"
)

// reader is the reading of one record.
type reader struct {
	pages     [2]*page // title and body
	items     []*item
	names     map[string]bool            // stems of names
	entities  map[string]map[string]bool // by entity id, the stems of its names
	groups    groups
	group     []int // by item, the group it belongs to, or -1
	prominent []int // groups that most statements are about
	works     int   // the group about a report as a whole, or -1
	titled    map[int]bool
	disputed  map[int]bool
}

// Within fills the claims of a record and, for each of its statements, the claim, the stance towards the claim's wording and
// what it answers. Whatever stood there before is overwritten. Claims are numbered in the order in which the text comes to
// them.
func Within(rec *news.Record) Reading {
	r := newReader(rec)
	for _, it := range r.items {
		it.reading = r.read(it)
	}
	r.groupOwn()
	r.rank()
	r.followPointers()
	r.followInner()
	r.write(rec)
	return Reading{r}
}

// newReader cuts the texts into tokens and finds the place of each statement in them.
func newReader(rec *news.Record) *reader {
	v := vocabulary{}
	title, body := v.page(rec.Article.Title), v.page(rec.Article.Text)
	r := &reader{pages: [2]*page{title, body}, works: -1, names: body.names(), entities: map[string]map[string]bool{}, titled: map[int]bool{}, disputed: map[int]bool{}}
	r.groups.holding = map[string][]int{}
	at := make(map[string]int, len(rec.Statements))
	for i := range rec.Statements {
		s := &rec.Statements[i]
		it := &item{statement: s, page: body, parent: -1}
		if s.Part == news.InTitle {
			it.page = title
		}
		it.content = it.page.tokens(s.Content)
		if s.Source != nil {
			it.source = it.page.tokens(s.Source.Spans)
		}
		if s.Cue != nil {
			it.cue = it.page.tokens(s.Cue.Spans)
		}
		at[s.ID] = i
		r.items = append(r.items, it)
		r.group = append(r.group, -1)
	}
	for i, it := range r.items {
		if up, ok := at[it.statement.Parent]; ok && it.statement.Parent != "" {
			it.parent = up
			r.items[up].children = append(r.items[up].children, i)
		}
	}
	for _, e := range rec.Entities {
		stems := map[string]bool{}
		for _, name := range append([]string{e.Name}, e.Aliases...) {
			for _, w := range v.page(name).words {
				if !w.is(lightWord) {
					stems[w.stem] = true
				}
			}
		}
		r.entities[e.ID] = stems
	}
	return r
}

// groupOwn groups what words a proposition: first what is put forward, then what is denied, so that a denial finds what it
// answers wherever that stands. Nobody answers what only he himself has said.
func (r *reader) groupOwn() {
	for i, it := range r.items {
		if it.kind == own && it.side == news.Asserts {
			r.place(i, r.groups.find(it.proposition, alike, func(int) bool { return true }))
		}
	}
	r.rank()
	for i, it := range r.items {
		if it.kind != own || it.side == news.Asserts {
			continue
		}
		by := func(k int) bool { return r.byOthers(it, k) }
		least := alike
		if it.statement.Act != news.Deny {
			least = alikeUnsaid
		}
		k := r.groups.find(it.proposition, least, by)
		if k < 0 && it.statement.Act == news.Deny {
			it.pointer = pointer{about: it.proposition.core(), needed: true}
			if k = r.refer(i); k >= 0 && !by(k) {
				k = -1
			}
		}
		r.place(i, k)
	}
}

// place puts an item with a proposition into a group, or into one of its own for -1.
func (r *reader) place(i, k int) {
	if k < 0 {
		k = r.groups.open()
	}
	r.enter(i, k)
	r.groups.add(k, r.items[i].proposition)
}

// enter makes an item a member of a group.
func (r *reader) enter(i, k int) {
	x := r.groups.list[k]
	r.group[i] = k
	x.members = append(x.members, i)
	switch r.items[i].side {
	case news.Asserts:
		x.asserting++
	case news.Denies, news.Doubts:
		r.disputed[k] = true
	}
}

// byOthers tells whether somebody else than the speaker of an item has a part in a group.
func (r *reader) byOthers(it *item, k int) bool {
	members := r.groups.list[k].members
	for _, m := range members[:min(len(members), farthest)] {
		if o := r.items[m]; !sameSpeaker(it, o) && !r.inside(it, o) && !r.inside(o, it) {
			return true
		}
	}
	return false
}

// inside tells whether one statement is reported inside another.
func (r *reader) inside(it, outer *item) bool {
	for up, depth := it.parent, 0; up >= 0 && depth < deepest; up, depth = r.items[up].parent, depth+1 {
		if r.items[up] == outer {
			return true
		}
	}
	return false
}

// prominentGroups is how many of the largest groups any pointer may mean, however far away.
const prominentGroups = 6

// rank finds the groups that most statements are about, that the title speaks of, or that somebody denies.
func (r *reader) rank() {
	order := make([]int, len(r.groups.list))
	for k, x := range r.groups.list {
		order[k] = k
		for _, m := range x.members {
			if r.items[m].statement.Part == news.InTitle {
				r.titled[k] = true
			}
		}
	}
	for _, it := range r.items {
		if it.kind == inner && (it.side == news.Denies || it.side == news.Doubts) && r.group[it.child] >= 0 {
			r.disputed[r.group[it.child]] = true
		}
	}
	sort.SliceStable(order, func(a, b int) bool {
		return len(r.groups.list[order[a]].members) > len(r.groups.list[order[b]].members)
	})
	r.prominent = order[:min(len(order), prominentGroups)]
}

// followPointers finds what is pointed to, in the body first. A report that somebody stands by is disputed as a whole: what denies
// it does not answer each thing that it says.
func (r *reader) followPointers() {
	for i, it := range r.items {
		if it.kind == pointing && it.side == news.Asserts && it.pointer.toWork() {
			if r.works < 0 {
				r.works = r.groups.open()
			}
			r.enter(i, r.works)
		}
	}
	for _, part := range []news.Part{news.InText, news.InTitle} {
		for i, it := range r.items {
			if it.kind != pointing || it.statement.Part != part || r.group[i] >= 0 {
				continue
			}
			k := r.works
			if k < 0 || !it.pointer.toWork() {
				k = r.refer(i)
			}
			if k >= 0 {
				r.enter(i, k)
			}
		}
	}
}

// followInner gives those who speak about the statement inside theirs the claim of that one; the innermost come first.
func (r *reader) followInner() {
	for i := len(r.items) - 1; i >= 0; i-- {
		r.inherit(i, 0)
	}
}

// deepest is how many statements inside each other are followed.
const deepest = 8

func (r *reader) inherit(i, depth int) int {
	it := r.items[i]
	if it.kind != inner || r.group[i] >= 0 || depth > deepest {
		return r.group[i]
	}
	k := r.inherit(it.child, depth+1)
	if r.works >= 0 && it.pointer.toWork() {
		k = r.works
	}
	if k >= 0 {
		r.enter(i, k)
	}
	return r.group[i]
}

// write puts what was found into the record.
func (r *reader) write(rec *news.Record) {
	rec.Claims = nil
	for _, it := range r.items {
		it.statement.Claim, it.statement.Stance, it.statement.Answers = "", "", nil
	}
	ids := map[int]string{}
	for i, it := range r.items {
		k := r.group[i]
		if k < 0 {
			continue
		}
		if ids[k] == "" {
			text, turned := r.wording(k)
			if text == "" {
				continue
			}
			ids[k] = fmt.Sprintf("c%d", len(rec.Claims)+1)
			rec.Claims = append(rec.Claims, news.Claim{ID: ids[k], Text: text})
			if turned {
				r.turn(k)
			}
		}
		it.statement.Claim, it.statement.Stance = ids[k], it.side
	}
	for k := range r.groups.list {
		r.answer(k)
	}
}
