package said

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"gainsay/internal/text"
)

// governs tells whether the time t says when statement i was said.
func (r *reader) governs(i int, t text.Range) bool {
	s := r.statements[i]
	first, last := s.Cue[0], r.wholeVerb(s.Cue[len(s.Cue)-1])
	if r.d.Tokens[t.First].Sentence != r.d.Tokens[first.First].Sentence && r.d.Tokens[t.First].Sentence != r.d.Tokens[last.First].Sentence {
		return false
	}
	if text.Holds(s.Content, t.First) && !r.closesAfterQuotation(s, t) || r.otherLevel(i, t) || r.afterPreposition(t) {
		return false
	}
	switch {
	case text.Holds(s.Source, t.First):
		return r.namesWriting(s.Source) || t.First == s.Source[0].First && (r.beginsPhrase(t.End) || t.First > 0 && oneOf(r.word(t.First-1), "on", "in"))
	case t.End <= first.First && r.word(first.First) == "according":
		return false
	case r.isSource[t.First], t.End <= first.First && r.closesRelative(t):
		return false
	case t.End <= first.First && r.saidWhen(s, t):
		return true
	case t.End <= first.First && (r.inOtherClause(t, first.First) || r.calledSo(s)):
		return false
	case t.End <= first.First && r.opens(t):
		return r.mainClause(t.End, first.First) && !r.inReport(i, t.End)
	case t.End <= first.First && r.participle(first.First):
		return r.noSemicolon(t.End, first.First)
	case t.End <= first.First && t.End+1 == first.First && oneOf(r.word(t.End), "that", "which"): // "the report Thursday that said"
		return r.namesWriting(s.Source)
	case t.End <= first.First:
		return !r.hangsOnVerb(t) && r.clear(i, t.End, first.First)
	case last.End <= t.First:
		return r.clear(i, last.End, t.First)
	}
	for k := 1; k < len(s.Cue); k++ { // between the parts of the cue: "ran the account on Tuesday, quoting"
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
	for k := t.First - 1; k >= max(sentence.First, t.First-maxDistance) && r.word(k) != ","; k-- {
		if oneOf(r.word(k), "who", "which", "whose", "whom") {
			return true
		}
	}
	return false
}

// closesAfterQuotation tells whether the time was read as the end of what the statement says and can't be, a quotation being over
// before it: "called it “a shame” on Monday".
func (r *reader) closesAfterQuotation(s Statement, t text.Range) bool {
	last := s.Content[len(s.Content)-1]
	if t.End != last.End || last.First < s.Cue[0].End {
		return false
	}
	k := t.First - 1
	for k > last.First && oneOf(r.word(k), "on", "in", "at", "late", "early", "earlier", "over", "during") {
		k--
	}
	return k > last.First && oneOf(r.d.Word(k), "\"", "”", "''", "’", "'") && r.d.Tokens[k].Quotation >= 0 && r.d.Quotations[r.d.Tokens[k].Quotation].Tokens.End == k+1
}

// wholeVerb is the cue with the participle behind it where it is an auxiliary alone: "was [denied]".
func (r *reader) wholeVerb(cue text.Range) text.Range {
	if !auxiliary(r.word(cue.End - 1)) {
		return cue
	}
	for k := cue.End; k < min(cue.End+3, len(r.d.Tokens)); k++ {
		switch tag := r.d.Tokens[k].Tag; {
		case tag == "VBN" || tag == "VBD":
			return text.Range{First: cue.First, End: k + 1}
		case tag != "RB":
			return cue
		}
	}
	return cue
}

// saidWhen tells whether the time stands before a clause with "when" that the statement opens: "spoke in October, when he said".
func (r *reader) saidWhen(s Statement, t text.Range) bool {
	first := s.Cue[0].First
	if len(s.Source) > 0 && s.Source[0].First < first {
		first = s.Source[0].First
	}
	return first > 0 && r.word(first-1) == "when" && (t.End == first-1 || t.End == first-2 && r.word(t.End) == ",")
}

// calledSo tells whether the statement only names a thing in its speaker's word: "under what Orla called".
func (r *reader) calledSo(s Statement) bool {
	return len(s.Source) > 0 && s.Source[0].First > 0 && r.word(s.Source[0].First-1) == "what"
}

// inOtherClause tells whether the time hangs in a clause or phrase before that of the cue at token cue: "after he left the guild
// in May, Orla said", "with a vote due this month, Orla said". The same subject's action is told of the same time: "after meeting
// the guild on Monday, Orla said".
func (r *reader) inOtherClause(t text.Range, cue int) bool {
	sentence := r.d.Sentences[r.d.Tokens[t.First].Sentence].Tokens
	closed := t.End < cue && r.word(t.End) == ","
	verb := false
	for k := t.First - 1; k >= max(sentence.First, t.First-maxDistance); k-- {
		w := r.word(k)
		switch {
		case oneOf(w, ";", ":") || w == "," && !closed:
			return false
		case r.finite(k) && !issuing(w):
			verb = true
		case oneOf(w, "after", "before", "when", "who", "which", "because", "while", "if", "where", "as", "although", "though", "since"):
			if verb {
				return true
			}
			if closed && oneOf(w, "after", "before", "since") {
				return r.d.Tokens[k+1].Tag != "VBG"
			}
		case closed && k == sentence.First && oneOf(w, "with", "despite", "following", "amid", "building"):
			return true
		}
	}
	return false
}

// beginsPhrase tells whether a noun phrase or name of its own begins at token k: "Friday the guild", and not "Friday's vote".
func (r *reader) beginsPhrase(k int) bool {
	return k < len(r.d.Tokens) && (text.IsCapitalised(r.d.Word(k)) || oneOf(r.word(k), "the", "a", "an", "he", "she", "they", "it"))
}

// otherLevel tells whether the time and the cue of statement i stand on different sides of the bounds of another
// statement's content.
func (r *reader) otherLevel(i int, t text.Range) bool {
	cue, content := r.statements[i].Cue[0].First, r.statements[i].Content
	parts := func(from, to int) bool { // a content that is not i's holds from and not to
		return slices.ContainsFunc(r.contentOf[from], func(k int) bool {
			other := r.statements[k]
			overrun := len(other.Cue) > 0 && t.End <= other.Cue[0].First && r.followedUpon(other) // "On Friday, after Vint asked for [help, Orla denied it]"
			return !slices.Contains(r.contentOf[to], k) && !slices.Equal(other.Content, content) && !overrun
		})
	}
	return parts(cue, t.First) || parts(t.First, cue)
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
		if r.finite(k) && !oneOf(r.word(k), "surfaced", "emerged", "circulated", "appeared", "spread") && !(contentTokens > 0 && issuing(r.word(k))) && !(auxiliary(r.word(k)) && k+3 >= s.Cue[0].First) || r.isCue[k] {
			return false
		}
		if contentTokens > 0 && oneOf(r.word(k), "and", "but", ",") && !r.closesSentence(k, to) {
			return false
		}
	}
	return contentTokens <= longestObject
}

// closesSentence tells whether the comma at token k only sets off the time at token t, with which the sentence ends: "denied it
// to Vint, who asked, on Monday."
func (r *reader) closesSentence(k, t int) bool {
	if r.word(k) != "," || t-k > 2 || t-k == 2 && r.word(k+1) != "on" {
		return false
	}
	sentence := r.d.Sentences[r.d.Tokens[t].Sentence].Tokens
	return sentence.End-t <= 3
}

// longestObject is how long content may be, in tokens, for a time behind it still to belong to the cue before it:
// "rejected the report on Friday".
const longestObject = 14

// closesContent tells whether token k only opens the content that stands right after it.
func (r *reader) closesContent(s Statement, k int) bool {
	return text.Holds(s.Content, k+1)
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
	if t.First-sentence.First > maxDistance || !oneOf(r.word(sentence.First), "in", "at", "during", "on") {
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

// inReport tells whether the cue of statement i stands, after token from, in the clause that another's cue opens with "that".
func (r *reader) inReport(i, from int) bool {
	s := r.statements[i]
	for n, other := range r.statements {
		if n == i || len(other.Cue) == 0 || slices.Equal(other.Source, s.Source) {
			continue
		}
		if end := other.Cue[len(other.Cue)-1].End; from <= other.Cue[0].First && end < s.Cue[0].First && r.word(end) == "that" {
			return true
		}
	}
	return false
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

// namesWriting tells whether the source is a piece of writing, which a time can date as it dates a saying: "a report on
// Thursday", "Thursday's filing".
func (r *reader) namesWriting(source []text.Range) bool {
	for _, s := range source {
		for k := s.First; k < s.End; k++ {
			if reportNoun(r.word(k)) {
				return true
			}
		}
	}
	return false
}
