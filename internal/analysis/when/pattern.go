package when

import (
	"fmt"
	"math/bits"
	"strings"

	"gainsay/internal/text"
)

// wordID numbers the words that patterns name.
type wordID uint16

const (
	noWord     wordID = 0
	hyphenWord wordID = 1
)

// A machine holds all patterns as one automaton over items. It has no empty transitions: an option is written out as the edges
// of what follows it.
type machine struct {
	words   map[string]wordID
	byWord  [][]edge          // the edges that leave the start, by the word that takes them
	byClass [classBits][]edge // the same by the class
}

// classBits is how many classes there can be.
const classBits = 32

type node struct {
	edges []edge
	rule  *rule // the rule that is complete here, or nil
}

// An edge is taken by an item that is the word or has the class.
type edge struct {
	word  wordID
	class class
	to    *node
}

// A match is one pattern found in the items: from items[start] to before items[end].
type match struct {
	grammar    *machine
	items      []item
	start, end int
	via        []edge // the edge by which each item was taken
	rule       *rule
}

// compile joins the patterns of all rules. Of two rules that match the same items, the one that stands first in the table and
// whose guard lets it pass has them.
func compile(rules []rule, macros map[string]string) (*machine, error) {
	m := &machine{words: map[string]wordID{"-": hyphenWord}}
	var start []edge
	for i := range rules {
		rules[i].order = i
		sequence, err := parsePattern(rules[i].pattern, macros)
		if err != nil {
			return m, fmt.Errorf("pattern %q: %w", rules[i].pattern, err)
		}
		first, err := m.build(sequence, &node{rule: &rules[i]})
		if err != nil {
			return m, fmt.Errorf("pattern %q: %w", rules[i].pattern, err)
		}
		start = append(start, first.edges...)
	}
	m.byWord = make([][]edge, len(m.words)+2)
	for _, e := range start {
		if e.word != noWord {
			m.byWord[e.word] = append(m.byWord[e.word], e)
			continue
		}
		bit := bits.TrailingZeros32(uint32(e.class))
		m.byClass[bit] = append(m.byClass[bit], e)
	}
	return m, nil
}

// build makes the node from which the sequence leads to the node after it.
func (m *machine) build(sequence []element, after *node) (*node, error) {
	for i := len(sequence) - 1; i >= 0; i-- {
		e := sequence[i]
		n := &node{}
		switch {
		case e.alternatives != nil:
			for _, a := range e.alternatives {
				first, err := m.build(a, after)
				if err != nil {
					return nil, err
				}
				n.edges = append(n.edges, first.edges...)
				if first.rule != nil {
					n.rule = first.rule
				}
			}
		default:
			label, err := m.label(e.word)
			if err != nil {
				return nil, err
			}
			label.to = after
			n.edges = append(n.edges, label)
		}
		if e.optional {
			n.edges = append(n.edges, after.edges...)
			n.rule = after.rule
		}
		after = n
	}
	return after, nil
}

// label is an edge that leads nowhere yet.
func (m *machine) label(word string) (edge, error) {
	if name, isClass := strings.CutPrefix(word, "<"); isClass {
		c := classNames[strings.TrimSuffix(name, ">")]
		if c == 0 {
			return edge{}, fmt.Errorf("no class %s", word)
		}
		return edge{class: c}, nil
	}
	id, ok := m.words[word]
	if !ok {
		id = wordID(len(m.words) + 1)
		m.words[word] = id
	}
	return edge{word: id}, nil
}

// longest finds the longest match that starts at items[start], ends with a token, stays in one sentence and passes its
// rule's guard.
func (m *machine) longest(d *text.Document, items []item, start int) (match, bool) {
	w := walker{d: d, items: items, start: start, sentence: d.Tokens[items[start].first].Sentence,
		best: match{grammar: m, items: items, start: start}}
	it := &items[start]
	if it.word != noWord {
		w.take(m.byWord[it.word], start)
	}
	for c := it.class; c != 0; c &= c - 1 {
		w.take(m.byClass[bits.TrailingZeros32(uint32(c))], start)
	}
	return w.best, w.best.rule != nil
}

// maxItems is the most items that one expression has.
const maxItems = 24

type walker struct {
	d        *text.Document
	items    []item
	start    int
	sentence int
	via      [maxItems]edge
	best     match
}

// take follows the edges that lead over items[at].
func (w *walker) take(edges []edge, at int) {
	it := &w.items[at]
	for _, e := range edges {
		if e.class&it.class != 0 || e.word != noWord && e.word == it.word {
			w.via[at-w.start] = e
			w.visit(e.to, at+1)
		}
	}
}

// visit stands at node n, before items[at].
func (w *walker) visit(n *node, at int) {
	if n.rule != nil && w.items[at-1].ends && (at > w.best.end || at == w.best.end && w.earlier(n.rule)) {
		w.offer(n.rule, at)
	}
	if len(n.edges) == 0 || at >= len(w.items) || at-w.start >= maxItems {
		return
	}
	it := &w.items[at]
	if it.class == 0 && it.word == noWord || w.d.Tokens[it.last].Sentence != w.sentence {
		return
	}
	w.take(n.edges, at)
}

// earlier tells whether r stands before the best match's rule in the table.
func (w *walker) earlier(r *rule) bool { return r.order < w.best.rule.order }

// offer makes a match of r the best so far if its guard lets it pass.
func (w *walker) offer(r *rule, end int) {
	m := w.best
	m.end, m.rule, m.via = end, r, w.via[:end-w.start]
	if r.guard == nil || r.guard(w.d, m) {
		m.via = append([]edge(nil), m.via...)
		w.best = m
	}
}

// tokens is the range of tokens that the match covers.
func (m match) tokens() text.Range {
	return text.Range{First: m.items[m.start].first, End: m.items[m.end-1].last + 1}
}

// get is the first item that was taken as class c.
func (m match) get(c class) (item, bool) {
	for i, e := range m.via {
		if e.class&c != 0 {
			return m.items[m.start+i], true
		}
	}
	return item{}, false
}

// has tells whether one of the words was taken as itself.
func (m match) has(words ...string) bool {
	for _, e := range m.via {
		for _, w := range words {
			if e.word != noWord && e.word == m.grammar.words[w] {
				return true
			}
		}
	}
	return false
}

// An element is one part of a pattern: a word or a <class>, or alternatives.
type element struct {
	word         string
	alternatives [][]element
	optional     bool
}

// parsePattern reads a pattern: elements parted by spaces, each a word, a <class>, a $macro, or (one|or another); "?" after an
// element makes it optional.
func parsePattern(pattern string, macros map[string]string) ([]element, error) {
	p := parser{rest: pattern, macros: macros}
	out, err := p.alternatives()
	if err == nil && p.rest != "" {
		err = fmt.Errorf("unexpected %q", p.rest)
	}
	return []element{{alternatives: out}}, err
}

type parser struct {
	rest   string
	macros map[string]string
}

// alternatives reads sequences parted by "|" up to ")" or the end.
func (p *parser) alternatives() ([][]element, error) {
	var out [][]element
	for {
		s, err := p.sequence()
		if err != nil {
			return nil, err
		}
		out = append(out, s)
		if !strings.HasPrefix(p.rest, "|") {
			return out, nil
		}
		p.rest = p.rest[1:]
	}
}

func (p *parser) sequence() ([]element, error) {
	var out []element
	for {
		p.rest = strings.TrimLeft(p.rest, " ")
		if p.rest == "" || p.rest[0] == '|' || p.rest[0] == ')' {
			return out, nil
		}
		e, err := p.element()
		if err != nil {
			return nil, err
		}
		if strings.HasPrefix(p.rest, "?") {
			p.rest = p.rest[1:]
			e.optional = true
		}
		out = append(out, e)
	}
}

func (p *parser) element() (element, error) {
	if p.rest[0] == '(' {
		p.rest = p.rest[1:]
		out, err := p.alternatives()
		if err == nil && !strings.HasPrefix(p.rest, ")") {
			err = fmt.Errorf("a bracket is not closed")
		}
		if err != nil {
			return element{}, err
		}
		p.rest = p.rest[1:]
		return element{alternatives: out}, nil
	}
	end := strings.IndexAny(p.rest, " |)?")
	if end < 0 {
		end = len(p.rest)
	}
	word := p.rest[:end]
	p.rest = p.rest[end:]
	name, isMacro := strings.CutPrefix(word, "$")
	if !isMacro {
		return element{word: word}, nil
	}
	body, ok := p.macros[name]
	if !ok {
		return element{}, fmt.Errorf("no macro %s", word)
	}
	out, err := parsePattern(body, p.macros)
	return element{alternatives: [][]element{out}}, err
}
