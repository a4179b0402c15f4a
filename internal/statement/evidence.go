package statement

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"gainsay/internal/statement/circumstance"
	"gainsay/internal/text"
	"gainsay/news"
)

// Evidence tells what each field of statement i of the reading was read from, in the order of the fields. Spans and ids are
// those of the reading; values are left to whoever has the whole record.
func (r *Reading) Evidence(i int) []news.Evidence {
	t := teller{r: r, n: &r.nodes[i], d: r.body}
	if t.n.statement.Part == news.InTitle {
		t.d = r.title
	}
	t.words()
	t.form()
	t.add(news.FieldAct, t.n.act.Why, runsOf(t.n.act.Evidence), t.n.act.Confidence)
	t.said()
	t.circumstance(news.FieldChannel, t.n.how.Channel)
	t.circumstance(news.FieldAddressee, t.n.how.Addressee)
	t.circumstance(news.FieldVia, t.n.how.Via)
	if parent := t.n.statement.Parent; parent != "" {
		t.add(news.FieldParent, "it stands in the content of the other", nil, 0).Statement = parent
	}
	t.confidence()
	return t.list
}

// teller gathers the evidence of one statement.
type teller struct {
	r    *Reading
	n    *node
	d    *text.Document // that the statement stands in
	list []news.Evidence
}

// add notes what speaks for a field: token ranges of the statement's own text. What it returns may be added to until the next
// call.
func (t *teller) add(field news.Field, why string, words []text.Range, confidence float64) *news.Evidence {
	t.list = append(t.list, news.Evidence{Field: field, Why: why, Part: t.n.statement.Part, Spans: t.d.Spans(words), Confidence: confidence})
	return &t.list[len(t.list)-1]
}

// runsOf is a range as a list, empty where the range is.
func runsOf(r text.Range) []text.Range {
	if r.Len() <= 0 {
		return nil
	}
	return []text.Range{r}
}

// words tells of source, speaker, cue and content.
func (t *teller) words() {
	n := t.n
	if len(n.source) == 0 {
		t.add(news.FieldSource, "the text names none", nil, 0)
	} else {
		t.role(news.FieldSource, sourceRole, n.source, func(o roleOdds) float32 { return o.source })
		t.speaker()
	}
	if len(n.cue) == 0 {
		t.add(news.FieldCue, t.rule()+", without a cue", nil, 0)
	} else {
		t.role(news.FieldCue, cueRole, n.cue, func(o roleOdds) float32 { return o.cue })
		if n.relation != nil {
			t.list[len(t.list)-1].Confidence = n.relation.cue
		}
	}
	t.role(news.FieldContent, contentRole, n.content, func(o roleOdds) float32 { return o.content })
}

// role tells why words are of a role: by the models, with the spotter's probability on average over the words, or by a rule.
func (t *teller) role(field news.Field, role role, words []text.Range, odds func(roleOdds) float32) {
	n := t.n
	if n.relation == nil || n.relation.odds == nil {
		t.add(field, t.rule(), words, 0)
		return
	}
	why := "read so by the attribution models"
	if !slices.Equal(words, rangesOf(n.relation.labels, n.relation.window)[role]) {
		why += ", mended by rule"
	}
	sum, count := 0.0, 0
	for _, run := range words {
		for i := run.First; i < run.End; i++ {
			sum += float64(odds(n.relation.odds[i]))
			count++
		}
	}
	t.add(field, why, words, sum/float64(max(count, 1)))
}

// rule names what made the statement where the models did not.
func (t *teller) rule() string {
	if t.n.relation == nil {
		return t.n.rule
	}
	return t.n.relation.layout
}

// speaker tells why the source is whom it is taken for, step by step from its words to those that name him.
func (t *teller) speaker() {
	link := t.n.link
	switch {
	case link.Entity < 0:
		t.add(news.FieldSpeaker, "the text does not tell whom the source means", t.n.source, 0)
	case len(link.Path) == 0:
		t.add(news.FieldSpeaker, "the source itself names its speaker", t.n.source, link.Confidence)
	}
	confidence := link.Confidence // of the whole path, told once
	for _, step := range link.Path {
		from, to := t.part(step.InTitle), t.part(step.ToTitle)
		words, part := step.To, to
		why := from.quoted(step.Words) + " – " + string(step.Rule) + " "
		if step.To.Len() > 0 {
			why += to.quoted(step.To)
		} else {
			why += step.Known
			words, part = step.Words, from
		}
		t.list = append(t.list, news.Evidence{Field: news.FieldSpeaker, Why: why, Part: part.part, Spans: part.d.Spans(runsOf(words)), Confidence: confidence})
		confidence = 0
	}
}

// partText is one of an article's two texts.
type partText struct {
	part news.Part
	d    *text.Document
}

func (t *teller) part(title bool) partText {
	if title {
		return partText{news.InTitle, t.r.title}
	}
	return partText{news.InText, t.r.body}
}

// quoted is words of the text in quotation marks, with white space made single.
func (p partText) quoted(r text.Range) string {
	return `"` + strings.Join(strings.Fields(p.d.Span(r).In(p.d.Text)), " ") + `"`
}

// form tells how much of the content stands in quotation marks.
func (t *teller) form() {
	in, all := 0, 0
	var quoted []text.Range
	for _, run := range t.n.content {
		for i := run.First; i < run.End; i++ {
			if t.d.Tokens[i].Quotation >= 0 {
				quoted = extended(quoted, i)
			}
			if isPunctuation(t.d.Word(i)) {
				continue
			}
			all++
			if t.d.Tokens[i].Quotation >= 0 {
				in++
			}
		}
	}
	switch in {
	case 0:
		t.add(news.FieldForm, "no word of the content stands in quotation marks", nil, 0)
	case all:
		t.add(news.FieldForm, "all of the content stands in quotation marks", quoted, 0)
	default:
		t.add(news.FieldForm, fmt.Sprintf("%d of the content's %d words stand in quotation marks", in, all), quoted, 0)
	}
}

// extended adds token i to runs that end before it.
func extended(runs []text.Range, i int) []text.Range {
	if last := len(runs) - 1; last >= 0 && runs[last].End == i {
		runs[last].End++
		return runs
	}
	return append(runs, text.Range{First: i, End: i + 1})
}

// said tells by which expression and rule the statement is dated.
func (t *teller) said() {
	if t.n.statement.Said == nil {
		return
	}
	inText := t.r.nodes[t.r.titled:]
	dated, why, from := t.n, t.n.when.Why, t.n.when.From
	if t.n.statement.Part == news.InTitle {
		from = slices.IndexFunc(inText, func(n node) bool { return n.link.Entity == t.n.link.Entity })
		dated, why = &inText[from], "the title sums up what the speaker says in the text"
	}
	t.list = append(t.list, news.Evidence{Field: news.FieldSaid, Why: why, Part: news.InText, Spans: t.r.body.Spans(runsOf(dated.when.Evidence))})
	if from >= 0 {
		t.list[len(t.list)-1].Statement = inText[from].statement.ID
	}
}

// circumstance tells where the words of a channel, an addressee or a relayer stand: with the statement, in the source of the
// one around it, or with an earlier one of the same speaker.
func (t *teller) circumstance(field news.Field, found circumstance.Phrase) {
	if found.Words == "" {
		return
	}
	for parent := t.n.statement.Parent; parent != ""; {
		outer := t.r.node(parent)
		if text.Holds(outer.source, found.Tokens.First) {
			t.add(field, "the source of the statement around it passes it on", runsOf(found.Tokens), 0).Statement = parent
			return
		}
		parent = outer.statement.Parent
	}
	why := "words beside the cue"
	if from := t.elsewhere(found); from != "" {
		t.add(field, "taken over from what the same speaker said before", runsOf(found.Tokens), 0).Statement = from
		return
	}
	if text.Holds(t.n.cue, found.Tokens.First) {
		why = "words in the cue"
	} else if text.Holds(t.n.source, found.Tokens.First) {
		why = "words in the source"
	}
	t.add(field, why, runsOf(found.Tokens), 0)
}

// elsewhere is the id of the last statement before this one that has the phrase too and stands with it in a sentence, while
// this one does not; "" where there is none.
func (t *teller) elsewhere(found circumstance.Phrase) string {
	sentence := func(n *node) int { return t.d.Tokens[n.place()].Sentence }
	stands := t.d.Tokens[found.Tokens.First].Sentence
	if sentence(t.n) == stands {
		return ""
	}
	for i := len(t.r.nodes) - 1; i >= 0; i-- {
		n := &t.r.nodes[i]
		if n.statement.Part == t.n.statement.Part && n.first() < t.n.first() && sentence(n) == stands &&
			(n.how.Channel == found || n.how.Addressee == found || n.how.Via == found) {
			return n.statement.ID
		}
	}
	return ""
}

// place is the token that the statement is known by: of its cue, or else the first one.
func (n *node) place() int {
	if len(n.cue) > 0 {
		return n.anchor
	}
	return n.first()
}

// node is the statement with the id.
func (r *Reading) node(id string) *node {
	return &r.nodes[slices.IndexFunc(r.nodes, func(n node) bool { return n.statement.ID == id })]
}

// confidence tells what the statement's own confidence is, and what the models make of its parts.
func (t *teller) confidence() {
	why := "how often such a find is right"
	if t.n.relation != nil && t.n.relation.odds != nil {
		p := t.n.relation.posteriors
		why = fmt.Sprintf("how often such a find was right in articles that the models had not seen; they take it for a cue at %.2f, "+
			"for one with a source at %.2f, and these bounds for the right ones at %.2f", t.n.relation.cue, chance(p.sourced), math.Exp(min(p.spans, 0)))
	}
	t.add(news.FieldConfidence, why, nil, t.n.statement.Confidence)
}

// chance is the probability that has these log-odds.
func chance(odds float64) float64 { return 1 / (1 + math.Exp(-odds)) }
