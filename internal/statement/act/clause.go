package act

import (
	"strings"

	"gainsay/internal/text"
)

// A clause is a finite verb of the content with what its place says about it. It is found by tags and function words alone.
type clause struct {
	subject     text.Range // from the clause's start to its verb; may be empty
	verb        text.Range // auxiliaries, adverbs and the verb
	head        int        // the verb itself
	end         int        // the token after the clause
	modal       string     // "will", "must", …
	negated     bool       // by a word in the verb group, a subject like "nobody" or an object with "no"
	subordinate bool
	conditional bool
	reported    bool // somebody else's words within the content
}

// scan is the state in which the content is cut into clauses.
type scan struct {
	start       int // token where the clause opened
	subordinate bool
	conditional bool
	reported    bool
	relative    int // verbs seen since "who" or "which"; -1 outside
	matrix      bool
}

// readClauses cuts the content into clauses, in text order.
func (r *reader) readClauses() []clause {
	var out []clause
	state := scan{relative: -1}
	sentence := -1
	for n := 0; n < len(r.tokens); n++ {
		i := r.tokens[n]
		if s := r.d.Tokens[i].Sentence; s != sentence {
			sentence, state = s, scan{start: i, relative: -1}
		}
		if r.opens(n, &state) {
			continue
		}
		if verb, head, ok := r.finiteAt(n); ok {
			c := r.clauseAt(verb, head, &state)
			if len(out) > 0 && out[len(out)-1].end > verb.First {
				out[len(out)-1].end = verb.First
			}
			out = append(out, c)
			for n+1 < len(r.tokens) && r.tokens[n+1] < verb.End {
				n++
			}
			state.start = verb.End
			i = head
		}
		if r.reportsOthers(i) {
			state.reported = true
		}
	}
	return out
}

// opens reads a token that begins or ends a clause.
func (r *reader) opens(n int, state *scan) bool {
	i := r.tokens[n]
	word, tag := r.forms(i)[1], r.d.Tokens[i].Tag
	next := i + 1
	switch word {
	case ",":
		state.subordinate, state.conditional, state.relative, state.start = false, false, -1, next
		if n+1 < len(r.tokens) && r.is(r.tokens[n+1], "which") { // ", which is not true" judges what was reported
			state.reported = false
		}
		return true
	case ";", ":", "--", "–", "—":
		*state = scan{start: next, relative: -1, matrix: state.matrix}
		return true
	case "and", "but", "or", "so", "yet":
		if word == "but" {
			state.subordinate, state.reported = false, false
		}
		state.start = next
		return true
	case "that":
		if n == 0 || tag == "DT" && n+1 < len(r.tokens) && !strings.HasPrefix(r.d.Tokens[r.tokens[n+1]].Tag, "V") {
			if n == 0 {
				state.start = next
			}
			return n == 0
		}
		if n > 0 && strings.HasPrefix(r.d.Tokens[r.tokens[n-1]].Tag, "NN") {
			state.subordinate, state.relative = true, 0
		}
		state.start = next
		return true
	case "who", "which", "whose", "whom":
		state.subordinate, state.relative, state.start = n > 0, 0, next
		if word == "which" && r.judges(n+1) {
			state.reported = false
		}
		return true
	case "if", "unless", "whether":
		state.subordinate, state.conditional, state.start = true, true, next
		return true
	case "because", "when", "while", "although", "though", "where", "until", "since", "after", "before", "as", "than", "despite":
		state.subordinate, state.start = true, next
		return true
	}
	return false
}

// judges tells whether the n-th token of the content begins "is (not) true" or "is false": the speaker's own word on what was
// reported.
func (r *reader) judges(n int) bool {
	if n >= len(r.tokens) || !r.is(r.tokens[n], "be") {
		return false
	}
	for k := n + 1; k < min(n+4, len(r.tokens)); k++ {
		i := r.tokens[k]
		if _, ok := wordLexicon().of(r, i, "falsity"); ok || r.is(i, "true", "accurate", "correct") {
			return true
		}
		if r.d.Tokens[i].Tag != "RB" && r.d.Tokens[i].Tag != "DT" {
			return false
		}
	}
	return false
}

// finiteAt reads a finite verb group that begins at the n-th token of the content.
func (r *reader) finiteAt(n int) (verb text.Range, head int, ok bool) {
	first := r.tokens[n]
	switch tag := r.d.Tokens[first].Tag; {
	case tag == "MD" || tag == "VBD" || tag == "VBZ" || tag == "VBP":
	case tag == "VB" && r.startsSentence(n): // an imperative
	default:
		return text.Range{}, 0, false
	}
	verb, head = one(first), first
	for k := n + 1; k < len(r.tokens) && r.tokens[k] == r.tokens[k-1]+1; k++ {
		i := r.tokens[k]
		tag := r.d.Tokens[i].Tag
		isVerb := strings.HasPrefix(tag, "VB")
		if !isVerb && tag != "RB" && !r.is(i, "not", "n't", "never") {
			break
		}
		if isVerb {
			if head != first && !r.is(head, "be", "have", "do") || head == first && !r.is(head, "be", "have", "do") && r.d.Tokens[first].Tag != "MD" {
				break
			}
			head = i
		}
		verb.End = i + 1
	}
	return verb, head, true
}

// startsSentence tells whether the n-th token of the content opens its sentence or quotation.
func (r *reader) startsSentence(n int) bool {
	for n > 0 {
		before := r.tokens[n-1]
		if r.d.Tokens[before].Sentence != r.d.Tokens[r.tokens[n]].Sentence {
			return true
		}
		if !r.isMark(before) && !r.is(before, "please", "so", "now", "then", "just") {
			return false
		}
		n--
	}
	return true
}

func (r *reader) isMark(i int) bool {
	switch r.d.Word(i) {
	case `"`, "“", "”", "'", "‘", "’", "``", "''", "«", "»", "„":
		return true
	}
	return false
}

// clauseAt makes the clause of a verb group out of the state.
func (r *reader) clauseAt(verb text.Range, head int, state *scan) clause {
	c := clause{subject: text.Range{First: min(state.start, verb.First), End: verb.First}, verb: verb, head: head, end: r.sentenceEnd(head),
		subordinate: state.subordinate, conditional: state.conditional, reported: state.reported}
	if state.relative == 1 && !state.matrix { // "the man who left has been found", "claims that he left are false"
		c.subordinate, c.reported = false, false
		state.subordinate, state.reported, state.relative = false, false, -1
	}
	if state.relative == 0 {
		state.relative = 1
	}
	if !c.subordinate {
		state.matrix = true
	}
	if r.d.Tokens[verb.First].Tag == "MD" {
		c.modal = modal(r.forms(verb.First)[1])
	}
	for i := verb.First; i < verb.End; i++ {
		c.negated = c.negated || r.is(i, "not", "n't", "never", "cannot", "no")
	}
	for i := max(verb.First-2, 0); i < verb.First && text.Holds(r.s.Content, i); i++ { // "it never lied"
		c.negated = c.negated || r.is(i, "never", "hardly") && c.subject.Contains(i)
	}
	for i := c.subject.First; i < c.subject.End; i++ {
		c.negated = c.negated || r.is(i, "nobody", "none", "neither", "nothing") || r.is(i, "no") && i == c.subject.First
	}
	if i := verb.End; i < len(r.d.Tokens) && text.Holds(r.s.Content, i) {
		c.negated = c.negated || r.is(i, "no", "nothing", "nobody", "neither", "none", "never")
	}
	return c
}

// modal undoes the short forms.
func modal(word string) string {
	switch word {
	case "'ll", "wo":
		return "will"
	case "'d":
		return "would"
	case "ca":
		return "can"
	}
	return word
}

// reportsOthers tells whether token i makes what follows somebody else's words: "says", "claims that".
func (r *reader) reportsOthers(i int) bool {
	tag := r.d.Tokens[i].Tag
	if strings.HasPrefix(tag, "VB") {
		if _, ok := wordLexicon().of(r, i, "reporting"); ok && !r.closesAfter(i) {
			for k := i - 1; k >= max(0, i-4); k-- { // the speaker's own performative: "we deny that"
				if r.is(k, "i", "we") {
					return false
				}
			}
			return true
		}
		return false
	}
	if !strings.HasPrefix(tag, "NN") || i+1 >= len(r.d.Tokens) || !r.is(i+1, "that") {
		return false
	}
	_, ok := wordLexicon().of(r, i, "claim")
	return ok
}

// closesAfter tells whether nothing said follows the verb at token i: "more than anybody can say, …".
func (r *reader) closesAfter(i int) bool {
	return i+1 >= len(r.d.Tokens) || !text.Holds(r.s.Content, i+1) || r.is(i+1, ",", ".", ";", "and")
}

// clauseOf is the clause that token i stands in.
func (r *reader) clauseOf(i int) (clause, bool) {
	for n := len(r.clauses) - 1; n >= 0; n-- {
		c := r.clauses[n]
		if c.subject.First <= i && i < c.end {
			return c, true
		}
	}
	return clause{}, false
}
