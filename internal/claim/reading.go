package claim

import (
	"slices"

	"gainsay/news"
)

// kind is what a statement does with a proposition.
type kind uint8

const (
	silent   kind = iota // puts forward nothing that could be true or false
	own                  // words a proposition itself
	inner                // speaks about the statement inside its content
	pointing             // speaks about one by a noun or a pronoun only
)

// item is one statement in the reading.
type item struct {
	statement            *news.Statement
	page                 *page
	source, cue, content []int // tokens of the page
	children             []int // items, in text order
	parent               int   // item, or -1
	reading
}

// reading is how one statement is understood by itself.
type reading struct {
	kind        kind
	side        news.Stance // towards the proposition in the positive; "" where it only passes it on
	proposition Proposition // of kind own
	reassures   bool        // of kind own: it says that there is no harm in something, which answers those who fear it
	negation    int         // of kind own: the place in content from which on the words are what is denied, or 0
	child       int         // of kind inner: an item
	pointer     pointer     // of kind pointing
	why         string      // what told the side, in a few words
	words       []int       // tokens that told it
}

// read understands one statement; its children are known.
func (r *reader) read(it *item) reading {
	s, p := it.statement, it.page
	point, points := p.pointer(it.content)
	absent := p.absence(it.content)
	if absent == nil {
		absent = p.absence(it.cue)
	}
	switch s.Act {
	case news.Decline, news.Demand, news.Promise:
		return reading{}
	case news.Deny:
		if p.has(it.cue)&(denyWord|rejectWord) == 0 {
			if found := p.defence(it.content); found != nil {
				return p.defending(it, found)
			}
		}
		return r.denial(it, point, points)
	}
	if r.claimChild(it, nil) >= 0 && p.inRelative(it.content, p.callsFalse(it.cue, it.content)) {
		return r.denial(it, point, points)
	}
	relayed := r.relayed(it)
	switch {
	case relayed >= 0 && r.items[relayed].statement.Act == news.Confirm && it.speaksForOwn():
		return reading{kind: inner, child: relayed, side: news.Asserts, why: "it speaks for the one that stands by the claim", words: it.source}
	case relayed >= 0:
		return reading{kind: inner, child: relayed}
	case absent != nil:
		return r.doubt(it, absent)
	case s.Act == news.Question && p.doubts(it.cue) && !p.asks(it.content):
		return r.doubt(it, it.cue)
	case s.Act == news.Question || s.Act == news.OtherAct:
		if child := r.claimChild(it, nil); child >= 0 && r.byNoun(child) {
			return reading{kind: inner, child: child}
		}
		if points && point.whole && point.noun != 0 && point.definite {
			return reading{kind: pointing, pointer: point}
		}
		if s.Act == news.OtherAct && p.has(it.cue)&confirmWord != 0 { // "could not confirm that …"
			passed := r.worded(it, "")
			passed.side, passed.why, passed.words = "", "", nil
			return passed
		}
		return reading{}
	}
	if words := p.disparages(it.content); words != nil {
		side := reading{side: news.Denies, why: "it says that the claim frightens or deceives", words: words}
		if child := r.claimChild(it, words); child >= 0 {
			side.kind, side.child = inner, child
			return side
		}
		if points && point.start > 0 {
			side.kind, side.pointer = pointing, point
			return side
		}
	}
	return r.assertion(it, point, points)
}

// assertion understands a statement that puts something forward or confirms it.
func (r *reader) assertion(it *item, point pointer, points bool) reading {
	if points && point.noun != 0 && point.start <= 2 && it.page.unconfirmed(it.content) {
		return reading{kind: pointing, pointer: point}
	}
	if points && point.whole {
		switch {
		case it.statement.Act == news.Confirm:
			return reading{kind: pointing, side: news.Asserts, pointer: point, why: "it confirms the claim", words: it.cue}
		case !point.bare && point.definite:
			return reading{kind: pointing, pointer: point}
		}
	}
	if found := it.page.defence(it.content); found != nil {
		return it.page.defending(it, found)
	}
	return r.worded(it, news.Asserts)
}

// defending is the reading of a statement that stands by a report, or by a claim.
func (p *page) defending(it *item, words []int) reading {
	noun := p.words[words[len(words)-1]].classes & (claimNoun | reportNoun | documentNoun)
	return reading{kind: pointing, side: news.Asserts, why: "it stands by the report", words: words,
		pointer: pointer{noun: noun, words: words[len(words)-1:], definite: true}}
}

// denial understands a statement that denies.
func (r *reader) denial(it *item, point pointer, points bool) reading {
	p := it.page
	side := reading{side: news.Denies, why: "the cue denies", words: it.cue}
	cue := p.has(it.cue)
	lexical := cue&(denyWord|rejectWord) != 0
	falsity := p.callsFalse(it.cue, it.content)
	if falsity != nil {
		side.why, side.words = "it calls the claim untrue", falsity
	}
	if !lexical && it.parent >= 0 && p.inRelative(it.content, falsity) { // the outer source calls it untrue
		return r.worded(it, news.Asserts)
	}
	if lexical || falsity != nil {
		if child := r.claimChild(it, falsity); child >= 0 {
			side.kind, side.child = inner, child
			if points && point.noun&(reportNoun|documentNoun) != 0 {
				side.pointer = point
			}
			return side
		}
		if points && (point.whole || falsity != nil || point.start < 6) {
			side.kind, side.pointer = pointing, point
			return side
		}
	}
	if charged := r.charged(it); charged != nil && len(it.content) <= 2*near {
		side.kind, side.pointer = pointing, pointer{noun: chargeWord, about: charged, definite: true}
		return side
	}
	if cue&(denyWord|rejectWord) == rejectWord && falsity == nil && !p.thatClause(it.content) {
		return reading{} // a plan or a person is turned down
	}
	worded := r.worded(it, news.Denies)
	if worded.kind == own && (falsity == nil || worded.negation > 0 && !p.negatesTruth(it.content, worded.negation)) {
		return worded
	}
	side.kind, side.pointer = pointing, point
	side.pointer.bare = !points
	return side
}

// charged lists the stems of the name of a speaker who says that he is innocent, whatever he is charged with; nil: he does not.
func (r *reader) charged(it *item) (stems []string) {
	if it.statement.Source == nil || it.page.has(it.content)&innocentWord == 0 {
		return nil
	}
	for stem := range r.entities[it.statement.Source.Entity] {
		if r.names[stem] {
			stems = append(stems, stem)
		}
	}
	slices.Sort(stems)
	return stems
}

// doubt understands a statement that finds nothing to show a claim; the words that tell so stand in its content or cue. What
// follows them words the claim, or points to it.
func (r *reader) doubt(it *item, words []int) reading {
	side := reading{side: news.Doubts, why: "it doubts the claim, or finds no evidence", words: words}
	if child := r.claimChild(it, words); child >= 0 {
		side.kind, side.child = inner, child
		return side
	}
	from := it.page.behind(it.content, words)
	tail := it.page.clause(it.content[from:])
	point, points := it.page.pointer(tail)
	side.proposition, _ = it.page.propositionOf(tail, r.names)
	switch {
	case points && point.noun != 0:
		side.kind, side.pointer = pointing, point
	case side.proposition.weight() >= leastWords:
		side.kind, side.proposition.Negative, side.negation = own, false, from
	default:
		side.kind = pointing
		side.pointer, _ = it.page.pointer(it.content)
		side.pointer.bare = true
	}
	return side
}

// leastWords is the weight of the terms without which a content words no proposition.
const leastWords = 0.8

// worded understands a statement by its content as a proposition, towards which it takes the side; a negation turns it. What
// others say inside the content is theirs.
func (r *reader) worded(it *item, side news.Stance) reading {
	tokens := r.ownTokens(it)
	proposition, negation := it.page.propositionOf(tokens, r.names)
	if it.page.has(it.cue)&namingWord != 0 && it.page.isName(tokens, r.names) {
		proposition = proposition.with(Term{Stem: named, Core: true})
	}
	if proposition.weight() < leastWords {
		return reading{}
	}
	read := reading{kind: own, side: side, proposition: proposition, why: "it puts the claim forward", words: it.cue}
	if negation > 0 {
		read.negation = 1 + slices.Index(it.content, tokens[negation-1])
		read.reassures = it.page.noHarm(tokens[negation:min(len(tokens), negation+near)])
	}
	lexical := it.page.has(it.cue)&(denyWord|rejectWord) != 0
	switch {
	case proposition.Negative && (side == news.Asserts || !lexical):
		read.side, read.why, read.words = news.Denies, "a word for the opposite", it.page.opposites(tokens)
		if negation > 0 {
			read.why, read.words = "a negation", tokens[negation-1:negation]
		}
	case proposition.Negative: // denies that it is not so
		read.side, read.why = news.Asserts, "the cue denies the negation of the claim"
	case negation > 0 && side == news.Denies && !lexical: // "the gates were not shut"
		read.side, read.why, read.words = news.Asserts, "a negation of the opposite", tokens[negation-1:negation]
	case side == news.Denies:
		read.why = "it denies the claim"
	}
	return read
}

// ownTokens is the content without what named others are reported to say in it, if enough is left.
func (r *reader) ownTokens(it *item) []int {
	within := map[int]bool{}
	for _, c := range it.children {
		if child := r.items[c]; child.statement.Source != nil && child.page.has(child.source)&testNoun == 0 && child.page.has(child.cue)&relayWord == 0 {
			for _, i := range slices.Concat(child.cue, child.content) {
				within[i] = true
			}
		}
	}
	if len(within) == 0 {
		return it.content
	}
	rest := slices.DeleteFunc(slices.Clone(it.content), func(i int) bool { return within[i] })
	if proposition, _ := it.page.propositionOf(rest, r.names); proposition.weight() < leastShared {
		return it.content
	}
	return rest
}

// weight is the sum of the weights of a proposition's terms.
func (p Proposition) weight() (sum float64) {
	for _, t := range p.Terms {
		sum += t.weight()
	}
	return sum
}

// claimChild finds the statement inside the content that a side could be taken towards by some words of it: one in their
// sentence, reported by a noun for a claim ("rumours that"), or else the first. -1: none.
func (r *reader) claimChild(it *item, words []int) int {
	best := -1
	bound := len(words) > 0 && slices.Contains(it.content, words[0])
	for _, c := range it.children {
		if child := r.items[c]; bound && len(child.content) > 0 && it.page.sentence(words[0]) != it.page.sentence(child.content[0]) {
			continue
		}
		switch r.items[c].statement.Act {
		case news.Demand, news.Promise, news.Decline:
			continue
		case news.Deny:
			if !it.page.inRelative(r.items[c].content, it.page.callsFalse(nil, r.items[c].content)) {
				continue
			}
		}
		if r.byNoun(c) {
			return c
		}
		if best < 0 {
			best = c
		}
	}
	return best
}

// byNoun tells whether a statement is reported by a noun for a claim.
func (r *reader) byNoun(c int) bool {
	child := r.items[c]
	return child.page.has(child.cue)&(claimNoun|reportNoun|documentNoun) != 0
}

// speaksForOwn tells whether the source of a statement is named by whom it belongs to: "its editor", "their lawyer".
func (it *item) speaksForOwn() bool {
	if len(it.source) < 2 {
		return false
	}
	switch it.page.words[it.source[0]].lower {
	case "its", "their", "his", "her":
		return true
	}
	return false
}

// early is how many tokens from the start of a content its main verb stands at most.
const early = 12

// relayed finds the statement that makes up most of the content: "X said that Y claims P" passes P on, and so does "X said that
// rumours of P went round". What tests showed, what is believed by nobody named, or what somebody is cited for, the outer
// source says too. -1: none.
func (r *reader) relayed(it *item) int {
	for _, c := range it.children {
		child := r.items[c]
		source, cue := child.page.has(child.source), child.page.has(child.cue)
		if child.statement.Act == news.Deny && len(child.cue) > 0 && slices.Contains(it.content[:min(len(it.content), early)], child.cue[0]) {
			return c // "AP reported that an official denied …", however it goes on
		}
		if (child.statement.Source == nil || len(child.source) == 0) && cue&(claimNoun|reportNoun) == 0 || source&testNoun != 0 || cue&relayWord != 0 {
			continue
		}
		if it.statement.Act == news.Confirm && child.statement.Act == news.Confirm {
			continue // a spokesman's "the paper maintains"
		}
		if 10*(len(child.source)+len(child.cue)+len(child.content)) >= 6*len(it.content) {
			return c
		}
	}
	return -1
}
