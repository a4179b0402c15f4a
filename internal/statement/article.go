package statement

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"gainsay/internal/analysis/coref"
	"gainsay/internal/analysis/phrase"
	"gainsay/internal/statement/act"
	"gainsay/internal/statement/circumstance"
	"gainsay/internal/statement/nest"
	"gainsay/internal/statement/said"
	"gainsay/internal/text"
	"gainsay/news"
)

// Reading is the statements of an article, those of the title first, and their speakers. Spans and ids are those of a record.
type Reading struct {
	Statements []news.Statement
	Entities   []news.Entity

	title, body *text.Document // with nodes, for Evidence
	nodes       []node         // of each statement
	titled      int            // how many of them are of the title
}

// Article reads the statements of an article: its attributions, the statements inside them, who made them, when, how, and
// to do what. Title and body are analysed texts.
func (r *Reader) Article(title, body *text.Document) Reading {
	inTitle, inBody := r.tree(title), r.tree(body)
	speakers := coref.Resolve(body, sourcesOf(inBody), title, sourcesOf(inTitle))
	dated := said.Read(body, datable(inBody, speakers, speakers.Body))
	days := make([]*news.Said, len(dated))
	for i := range inBody {
		inBody[i].when, days[i] = dated[i], dated[i].Said
		inBody[i].statement.Said = days[i]
	}
	reading := Reading{Entities: speakers.Entities, title: title, body: body, titled: len(inTitle)}
	describe(title, inTitle, speakers, speakers.Title)
	for i := range inTitle {
		id := speakerID(speakers, speakers.Title[i])
		inTitle[i].statement.Part = news.InTitle
		inTitle[i].statement.Said = said.InTitle(id, datable(inBody, speakers, speakers.Body), days)
	}
	describe(body, inBody, speakers, speakers.Body)
	for _, part := range [][]node{inTitle, inBody} {
		first := len(reading.Statements)
		id := func(i int) string { return fmt.Sprintf("s%d", first+i+1) }
		for i, n := range part {
			n.statement.ID = id(i)
			if n.parent >= 0 {
				n.statement.Parent = id(n.parent)
			}
			reading.Statements = append(reading.Statements, n.statement)
			reading.nodes = append(reading.nodes, n)
		}
	}
	return reading
}

// node is one statement of a text in the making.
type node struct {
	source, cue, content []text.Range
	anchor               int // token that the cue is known by: its verb or noun
	parent               int // index of the statement in whose content it is reported, or -1
	statement            news.Statement

	relation *relation // as the models or the layout gave it; nil where only nest found it
	rule     string    // by which nest found it; "" where it did not
	act      act.Reading
	how      circumstance.Circumstance
	link     coref.Link
	when     said.Reading // of the body's statements
}

// tree finds the attributions of a text and the statements inside them, in text order.
func (r *Reader) tree(d *text.Document) []node {
	relations := r.relations(d)
	known := make([]nest.Outer, len(relations))
	for i, found := range relations {
		known[i] = nest.Outer{Source: withoutTime(d, found.roles[sourceRole]), Cue: found.roles[cueRole], Content: withTimes(d, found.roles)}
	}
	var nodes []node
	for i, found := range nest.Read(d, known) {
		rel := relation{confidence: found.Confidence}
		var read *relation
		switch {
		case i < len(relations):
			read = &relations[i]
			rel.anchor, rel.confidence = read.anchor, read.confidence
			if len(found.Content) == 0 { // nest took it for no statement
				rel.confidence = 0
			}
		case len(found.Cue) > 0:
			rel.anchor = found.Cue[0].End - 1
		}
		rel.roles[sourceRole], rel.roles[cueRole], rel.roles[contentRole] = found.Source, found.Cue, found.Content
		nodes = append(nodes, node{source: found.Source, cue: found.Cue, content: found.Content, anchor: rel.anchor,
			parent: found.Parent, statement: statementOf(d, rel), relation: read, rule: found.Why})
	}
	return inTextOrder(surest(nodes, r.least))
}

// surest leaves out the statements that are less confident than least; what was reported inside them goes to whoever
// reports them.
func surest(nodes []node, least float64) []node {
	place := make([]int, len(nodes)) // of those kept
	var kept []node
	for i, n := range nodes {
		if place[i] = -1; n.statement.Confidence >= least {
			place[i] = len(kept)
			kept = append(kept, n)
		}
	}
	for k := range kept {
		parent := kept[k].parent
		for parent >= 0 && place[parent] < 0 {
			parent = nodes[parent].parent
		}
		if parent >= 0 {
			parent = place[parent]
		}
		kept[k].parent = parent
	}
	return kept
}

// inTextOrder sorts statements by where they begin, outer ones before those inside them.
func inTextOrder(nodes []node) []node {
	order := make([]int, len(nodes))
	for i := range order {
		order[i] = i
	}
	depth := func(i int) (n int) {
		for ; nodes[i].parent >= 0 && n < len(nodes); i = nodes[i].parent {
			n++
		}
		return n
	}
	slices.SortStableFunc(order, func(a, b int) int {
		return cmp.Or(cmp.Compare(nodes[a].first(), nodes[b].first()), cmp.Compare(depth(a), depth(b)))
	})
	place := make([]int, len(nodes))
	for to, from := range order {
		place[from] = to
	}
	sorted := make([]node, len(nodes))
	for from, to := range place {
		n := nodes[from]
		if n.parent >= 0 {
			n.parent = place[n.parent]
		}
		sorted[to] = n
	}
	return sorted
}

// first is the number of the statement's first token.
func (n node) first() int {
	first := -1
	for _, runs := range [][]text.Range{n.source, n.cue, n.content} {
		if len(runs) > 0 && (first < 0 || runs[0].First < first) {
			first = runs[0].First
		}
	}
	return first
}

func sourcesOf(nodes []node) []coref.Source {
	list := make([]coref.Source, len(nodes))
	for i, n := range nodes {
		list[i] = coref.Source{Runs: n.source, Content: n.content, Direct: n.statement.Form == news.Direct}
	}
	return list
}

// speakerID is the id of a source's entity, "" where it was not resolved.
func speakerID(r coref.Resolution, link coref.Link) string {
	if link.Entity < 0 {
		return ""
	}
	return r.Entities[link.Entity].ID
}

func datable(nodes []node, r coref.Resolution, links []coref.Link) []said.Statement {
	list := make([]said.Statement, len(nodes))
	for i, n := range nodes {
		list[i] = said.Statement{Source: n.source, Content: n.content, Speaker: speakerID(r, links[i])}
		if len(n.cue) > 0 { // the verb alone: the corpus counts "earlier on Friday said" as the cue, time and all
			list[i].Cue = []text.Range{{First: n.anchor, End: n.anchor + 1}}
		}
	}
	return list
}

// withoutTime cuts a time, with its preposition, off the end of a source: "the ministry on Friday" said it. A time that
// belongs to a verb of the source's own stays: "Reyl, who took office last year".
func withoutTime(d *text.Document, source []text.Range) []text.Range {
	if len(source) == 0 {
		return source
	}
	last := &source[len(source)-1]
	for i := last.First; i < last.End; i++ {
		if phrase.IsVerb(d.Tokens[i].Tag) {
			return source
		}
	}
	for _, t := range d.Times {
		first := firstTokenAfter(d, t.Span.Start)
		if first <= last.First || first >= last.End || t.Span.End < d.Tokens[last.End-1].Span.End {
			continue
		}
		for _, before := range []string{"DT", "IN RBR RB"} { // "on Friday", "at the time"
			if first-1 > last.First && strings.Contains(before, d.Tokens[first-1].Tag) {
				first--
			}
		}
		last.End = first
	}
	return source
}

// withTimes gives a content the times that are its own, and leaves the cue its: one that alone parts two runs of the content belongs
// to it, "the report | Friday | that said P"; one right behind the cue does not, "said | on Friday | the gate was shut".
func withTimes(d *text.Document, roles [contentRole + 1][]text.Range) []text.Range {
	var content []text.Range
	for _, run := range roles[contentRole] {
		if last := len(content) - 1; last >= 0 && isTime(d, text.Range{First: content[last].End, End: run.First}) {
			content[last].End = run.End
			continue
		}
		content = append(content, run)
	}
	for _, cue := range roles[cueRole] {
		if len(content) == 0 || content[0].First != cue.End {
			continue
		}
		for end := min(content[0].First+longestTime, content[0].End-1); end > content[0].First; end-- {
			if time := (text.Range{First: content[0].First, End: end}); isTime(d, time) && !isPunctuation(d.Word(end)) {
				content[0].First = end
				break
			}
		}
	}
	return content
}

// longestTime is how many tokens a time has at most that stands between two parts of an attribution.
const longestTime = 5

// isTime tells whether tokens are a time and nothing more, its preposition aside.
func isTime(d *text.Document, tokens text.Range) bool {
	if tokens.Len() <= 0 || tokens.Len() > longestTime {
		return false
	}
	for _, t := range d.Times {
		first := firstTokenAfter(d, t.Span.Start)
		if first < tokens.First || first >= tokens.End {
			continue
		}
		return d.Tokens[tokens.End-1].Span.End == t.Span.End && (first == tokens.First || first == tokens.First+1 && d.Tokens[first-1].Tag == "IN")
	}
	return false
}

// describe fills the speaker, the act and the circumstances of each statement of a text.
func describe(d *text.Document, nodes []node, r coref.Resolution, links []coref.Link) {
	list := make([]circumstance.Statement, len(nodes))
	for i, n := range nodes {
		list[i] = circumstance.Statement{Source: n.source, Cue: n.cue, Content: n.content, Speaker: speakerID(r, links[i]), Parent: n.parent}
	}
	mended := nest.Retagged(d)
	for i, found := range circumstance.Find(d, list) {
		n := &nodes[i]
		s := &n.statement
		n.how, n.link = found, links[i]
		n.act = act.Of(mended, act.Statement{Source: n.source, Cue: n.cue, Content: n.content})
		s.Act = n.act.Act
		s.Channel, s.Addressee, s.Via = found.Channel.Words, found.Addressee.Words, found.Via.Words
		if s.Source != nil {
			s.Source.Entity = list[i].Speaker
		}
	}
}
