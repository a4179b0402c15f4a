package said

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"gainsay/internal/text"
	"gainsay/news"
)

// A reader holds one document while its statements are dated.
type reader struct {
	d          *text.Document
	statements []Statement
	times      []timeExpression
}

// A timeExpression is one of the document's times as tokens and as days.
type timeExpression struct {
	tokens text.Range
	days   interval
}

func newReader(d *text.Document, statements []Statement) *reader {
	r := &reader{d: d, statements: statements}
	token := 0
	for _, t := range d.Times {
		for token < len(d.Tokens) && d.Tokens[token].Span.Start < t.Span.Start {
			token++
		}
		end := token
		for end < len(d.Tokens) && d.Tokens[end].Span.End <= t.Span.End {
			end++
		}
		days, ok := daysOf(t)
		if ok && token < end && (days.from <= d.Published || d.Published == "") {
			r.times = append(r.times, timeExpression{text.Range{First: token, End: end}, days.until(d.Published)})
		}
	}
	return r
}

// own is the interval that the statement's own clause gives.
func (r *reader) own(i int) Reading {
	s := r.statements[i]
	if len(s.Cue) == 0 {
		return unknown
	}
	best, nearest := -1, maxDistance
	for k, t := range r.times {
		if away := distance(s, t.tokens); away < nearest && r.governs(i, t.tokens) {
			best, nearest = k, away
		}
	}
	if best >= 0 {
		t := r.times[best]
		return Reading{Said: &news.Said{From: t.days.from, To: t.days.to, Text: r.words(t.tokens)}, Why: "the time in its own clause",
			Evidence: t.tokens, From: -1}
	}
	return r.before(s)
}

// unknown is the reading of a statement that nothing dates.
var unknown = Reading{From: -1}

// maxDistance is how many tokens lie at most between a time and the cue or source that it belongs to.
const maxDistance = 30

// distance is the number of tokens between t and the statement's cue.
func distance(s Statement, t text.Range) int {
	least := maxDistance
	for _, c := range s.Cue {
		if t.End <= c.First {
			least = min(least, c.First-t.End)
		} else if c.End <= t.First {
			least = min(least, t.First-c.End)
		}
	}
	return least
}

// words is the expression with the preposition before it, as the text has it.
func (r *reader) words(t text.Range) string {
	if t.First > 0 && oneOf(r.word(t.First-1), "on", "in", "during") {
		t.First--
	}
	return r.d.Span(t).In(r.d.Text)
}

// governs tells whether the time t says when statement i was said.
func (r *reader) governs(i int, t text.Range) bool {
	s := r.statements[i]
	first, last := s.Cue[0], s.Cue[len(s.Cue)-1]
	if r.d.Tokens[t.First].Sentence != r.d.Tokens[first.First].Sentence && r.d.Tokens[t.First].Sentence != r.d.Tokens[last.First].Sentence {
		return false
	}
	if text.Holds(s.Content, t.First) || r.otherLevel(i, t) || r.afterPreposition(t) {
		return false
	}
	switch {
	case text.Holds(s.Source, t.First):
		return r.reportNoun(s.Source)
	case r.inOtherSource(i, t.First), t.End <= first.First && r.closesRelative(t):
		return false
	case t.End <= first.First && r.opens(t):
		return r.mainClause(t.End, first.First)
	case t.End <= first.First && r.participle(first.First):
		return r.noSemicolon(t.End, first.First)
	case t.End <= first.First && t.End+1 == first.First && oneOf(r.word(t.End), "that", "which"): // "the report Thursday that said"
		return r.reportNoun(s.Source)
	case t.End <= first.First:
		return !r.hangsOnVerb(t) && r.clear(i, t.End, first.First)
	case last.End <= t.First:
		return r.clear(i, last.End, t.First)
	}
	for k := 1; k < len(s.Cue); k++ { // between the parts of the cue: "published the story on Thursday, citing"
		if s.Cue[k-1].End <= t.First && t.End <= s.Cue[k].First {
			return r.clear(i, s.Cue[k-1].End, t.First)
		}
	}
	return text.Holds(s.Cue, t.First)
}

// closesRelative tells whether the time is the last word of a relative clause that a comma ends: "Orla, who took office last
// year, said".
func (r *reader) closesRelative(t text.Range) bool {
	if t.End >= len(r.d.Tokens) || r.word(t.End) != "," {
		return false
	}
	sentence := r.d.Sentences[r.d.Tokens[t.First].Sentence].Tokens
	for k := t.First - 1; k >= sentence.First && r.word(k) != ","; k-- {
		if oneOf(r.word(k), "who", "which", "whose", "whom") {
			return true
		}
	}
	return false
}

// otherLevel tells whether the time and the cue of statement i stand on different sides of the bounds of another
// statement's content.
func (r *reader) otherLevel(i int, t text.Range) bool {
	cue := r.statements[i].Cue[0].First
	for k, other := range r.statements {
		if k != i && text.Holds(other.Content, cue) != text.Holds(other.Content, t.First) && !slices.Equal(other.Content, r.statements[i].Content) {
			return true
		}
	}
	return false
}

// clear tells whether nothing in [from, to) parts a time from the cue of statement i: no verb, no other cue, no bracket of
// clauses; what belongs to the statement's source does not count, and content only where the time follows it closely.
func (r *reader) clear(i, from, to int) bool {
	s := r.statements[i]
	contentTokens := 0
	for k := from; k < to; k++ {
		switch {
		case text.Holds(s.Source, k), text.Holds(s.Cue, k):
			continue
		case text.Holds(s.Content, k):
			contentTokens++
			continue
		}
		if oneOf(r.word(k), ";", ":", "because", "although", "while", "but", "who", "which", "that", "when", "where", "as") && !r.closesContent(s, k) {
			return false
		}
		if r.finite(k) && !oneOf(r.word(k), "surfaced", "emerged", "circulated", "appeared", "spread") && !(auxiliary(r.word(k)) && k+3 >= s.Cue[0].First) || r.otherCue(i, k) {
			return false
		}
		if contentTokens > 0 && oneOf(r.word(k), "and", "but", ",") {
			return false
		}
	}
	return contentTokens <= longestObject
}

// longestObject is how long content may be, in tokens, for a time behind it still to belong to the cue before it:
// "rejected the report on Friday".
const longestObject = 14

// closesContent tells whether token k only opens the content that stands right after it.
func (r *reader) closesContent(s Statement, k int) bool {
	return text.Holds(s.Content, k+1)
}

// otherCue tells whether token k is of the cue of another statement.
func (r *reader) otherCue(i, k int) bool {
	for n, other := range r.statements {
		if n != i && text.Holds(other.Cue, k) && !slices.Equal(other.Cue, r.statements[i].Cue) {
			return true
		}
	}
	return false
}

// afterPreposition: a time after "since" or "before" bounds the saying and does not date it.
func (r *reader) afterPreposition(t text.Range) bool {
	return t.First > 0 && oneOf(r.word(t.First-1), "since", "until", "till", "before", "after", "by", "for", "from", "to", "than", "of", "between")
}

// hangsOnVerb tells whether the time belongs to a verb right before it: "captured on Sunday, Orla said". Verbs of issuing
// ("in a statement issued on Sunday, Orla said") date the saying.
func (r *reader) hangsOnVerb(t text.Range) bool {
	k := t.First - 1
	for k >= 0 && oneOf(r.word(k), "on", "in", "late", "early", "earlier", "later", "during", "at", "again") {
		k--
	}
	if k < 0 || r.d.Tokens[k].Sentence != r.d.Tokens[t.First].Sentence || !r.verb(k) {
		return false
	}
	return !issuing(r.word(k)) && !auxiliary(r.word(k))
}

// opens tells whether the time stands in the adverbial that opens its sentence: "On Friday, …", "In a statement issued on
// Friday, …". It then governs the main clause, whatever stands between.
func (r *reader) opens(t text.Range) bool {
	sentence := r.d.Sentences[r.d.Tokens[t.First].Sentence].Tokens
	if t.End >= sentence.End {
		return false
	}
	next := r.d.Word(t.End)
	initial, _ := utf8.DecodeRuneInString(next)
	if next != "," && !unicode.IsUpper(initial) && !oneOf(next, "the", "a", "an", "he", "she", "they", "it") {
		return false
	}
	if t.First-sentence.First <= 3 {
		return !r.hangsOnVerb(t)
	}
	if !oneOf(r.word(sentence.First), "in", "at", "during", "on") {
		return false
	}
	for k := sentence.First; k < t.First; k++ {
		if r.word(k) == "," || r.verb(k) && !issuing(r.word(k)) {
			return false
		}
	}
	return true
}

// mainClause tells whether the clause of the cue at token cue, back to its comma or to token from, opens with no subordinator.
func (r *reader) mainClause(from, cue int) bool {
	for k := cue - 1; k > from; k-- {
		if r.word(k) == "," {
			return true
		}
		if oneOf(r.word(k), "after", "when", "while", "because", "before", "since", "as", "although", "who", "which") {
			return false
		}
	}
	return true
}

// participle tells whether the cue at token k is a participle that hangs on the clause before it: "…, with Orla saying".
func (r *reader) participle(k int) bool {
	return strings.HasSuffix(r.word(k), "ing") && len(r.word(k)) > len("king")
}

func (r *reader) noSemicolon(from, to int) bool {
	for k := from; k < to; k++ {
		if oneOf(r.word(k), ";", ":") {
			return false
		}
	}
	return true
}

// inOtherSource tells whether token k names another statement's source.
func (r *reader) inOtherSource(i, k int) bool {
	for n, other := range r.statements {
		if n != i && text.Holds(other.Source, k) && !slices.Equal(other.Source, r.statements[i].Source) {
			return true
		}
	}
	return false
}

// reportNoun tells whether the source is a piece of writing, which a time can date as it dates a saying: "a report on
// Thursday", "Thursday's filing".
func (r *reader) reportNoun(source []text.Range) bool {
	for _, s := range source {
		for k := s.First; k < s.End; k++ {
			if oneOf(r.word(k), "report", "reports", "article", "story", "statement", "filing", "memo", "letter", "poll", "survey",
				"study", "interview", "tweet", "post", "editorial", "posting", "cv") {
				return true
			}
		}
	}
	return false
}

// issuing are the verbs that bring a saying out.
func issuing(word string) bool {
	return oneOf(word, "issued", "released", "published", "posted", "broadcast", "aired", "speaking", "made", "held")
}

// before reads words that place the saying before the report and no nearer: "previously dismissed", "had earlier said".
func (r *reader) before(s Statement) Reading {
	if r.d.Published == "" {
		return unknown
	}
	cue := s.Cue[0].First
	sentence := r.d.Sentences[r.d.Tokens[cue].Sentence].Tokens
	for k := cue - 1; k >= max(sentence.First, cue-3); k-- {
		if text.Holds(s.Content, k) || r.verb(k) && !auxiliary(r.word(k)) {
			break
		}
		if oneOf(r.word(k), "previously", "earlier") && !text.Holds(s.Source, k) && !r.noun(cue) {
			return Reading{Said: &news.Said{To: r.d.Published.Add(-1), Text: r.d.Word(k)}, Why: "told as said before the report",
				Evidence: text.Range{First: k, End: k + 1}, From: -1}
		}
	}
	return unknown
}

// noun tells whether the cue at token k is a noun: "earlier reports".
func (r *reader) noun(k int) bool {
	return strings.HasPrefix(r.d.Tokens[k].Tag, "N") || strings.HasSuffix(r.word(k), "s")
}

func auxiliary(word string) bool {
	return oneOf(word, "had", "has", "have", "was", "were", "been", "is", "are")
}

// verb tells whether token k is a verb: by its tag, or, untagged, by its look.
func (r *reader) verb(k int) bool {
	if tag := r.d.Tokens[k].Tag; tag != "" {
		return strings.HasPrefix(tag, "V") && tag != "VBG"
	}
	w := r.word(k)
	return auxiliary(w) || oneOf(w, "said", "says", "told", "did", "went", "came", "made", "took", "gave", "met", "left", "will", "would") ||
		len(w) > 4 && strings.HasSuffix(w, "ed") && r.d.Word(k)[0] == w[0]
}

// finite tells whether token k is a verb other than an infinitive.
func (r *reader) finite(k int) bool { return r.verb(k) && r.d.Tokens[k].Tag != "VB" }

func (r *reader) word(k int) string { return strings.ToLower(r.d.Word(k)) }

func oneOf(word string, others ...string) bool {
	for _, o := range others {
		if word == o {
			return true
		}
	}
	return false
}
