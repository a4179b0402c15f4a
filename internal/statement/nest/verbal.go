package nest

import (
	"slices"

	"gainsay/internal/analysis/phrase"
	"gainsay/internal/text"
)

// verbal reads the statement whose cue is the verb at token i.
func (r *reader) verbal(i int, w text.Range) (Inner, bool) {
	if found, ok := r.voiced(i, w); ok {
		return found, true
	}
	f := r.words.verbs[r.lemma(i)]
	if f == 0 || !phrase.IsVerb(r.tag(i)) || f.has(needsParticle) && !r.is(i+1, w, "aside", "off", "away", "out", "down") {
		return Inner{}, false
	}
	g := r.groupOf(i, w)
	switch {
	case g.infinitive, g.modal != "" && !g.negated, g.negated && !g.refused && !r.declines(i, g, w), g.refused && !r.is(i, w, "say", "confirm", "deny", "acknowledge", "admit"):
		return Inner{}, false
	case r.tag(i) == "VB" && g.modal == "" && !g.finite && !g.refused:
		return Inner{}, false
	case g.passive || r.tag(i) == "VBN" && !g.finite:
		return r.passive(i, f, g, w)
	case r.tag(i) == "VBG" && !g.finite:
		return r.participle(i, f, w)
	}
	source, ok := r.subject(g.first, w)
	if !ok {
		return r.inverted(i, f, w)
	}
	if !r.speaks(source, f, i) || r.is(source.First-1, w, "if", "whether", "unless") || f.has(isThought) && r.is(g.first-1, w, "which", "that") {
		return Inner{}, false
	}
	cue := text.Range{First: i, End: i + 1}
	if g.negated || g.refused {
		cue.First = g.first
	}
	found := Inner{Source: one(source), Cue: []text.Range{cue}, Confidence: confidenceFinite, Why: whyFinite}
	if f.has(takesClause) && !f.has(needsPerson) && r.interrupts(source, w) { // "a man who she said lied"
		if k := r.skipAdjuncts(i+1, w); k < w.End && (r.isFinite(k) || r.opening(k) != nil || r.clausal(k, f, w)) {
			return found, r.content(&found, k, r.clauseEnd(i, k, w, -1))
		}
	}
	if ok := r.complement(&found, i, f, w); ok {
		return found, true
	}
	if f.has(takesClause) {
		return r.postposed(found, i, f, source, w)
	}
	return Inner{}, false
}

// declines tells whether not doing what the verb at token i says is a statement too: "could not confirm", "would not say".
// What somebody "did not say" is none.
func (r *reader) declines(i int, g group, w text.Range) bool {
	return r.lemma(i) == "confirm" || (g.modal == "would" || g.modal == "could") && r.is(i, w, "say", "deny")
}

// speaks tells whether a noun phrase can be the source of a statement with the cue at token i. In a quotation "we warn" and "I
// think" are the outer speaker's own words; "I told them" is a report.
func (r *reader) speaks(source text.Range, f frame, i int) bool {
	if source.Len() <= 0 {
		return false
	}
	head := r.phraseOf(source.First).Head
	if source.Len() == 1 {
		head = source.First
	}
	word, last := r.lower(head), r.lower(source.End-1)
	if r.words.is("speechless", word) || r.tag(head) == "EX" {
		return false
	}
	if f.has(isThought) && (last == "it" || last == "this" || last == "that") {
		return false
	}
	if last == "i" || last == "we" || last == "you" {
		return !f.has(isThought) && r.tag(i) == "VBD"
	}
	return true
}

// interrupts tells whether a subject stands between a relative pronoun and the rest of its clause.
func (r *reader) interrupts(source text.Range, w text.Range) bool {
	t := source.First - 1
	return w.Contains(t) && t > w.First && (r.tag(t) == "WP" || r.tag(t) == "WDT")
}

// complement finds the content after the verb at token i.
func (r *reader) complement(found *Inner, i int, f frame, w text.Range) bool {
	j := r.skipAdjuncts(i+1, w)
	if f.has(needsParticle) {
		found.Cue[0].End, j = i+2, r.skipAdjuncts(i+2, w)
	}
	if j >= w.End {
		return false
	}
	if f.has(takesAs) && r.described(found, i, f, w) {
		return true
	}
	if f.has(takesFor) && r.is(j, w, "on", "upon") { // "called on Y to V"
		if k, ok := r.addressee(j+1, w); ok && r.bids(k, w) {
			found.Cue[0].End = j + 1
			return r.content(found, j+1, r.clauseEnd(i, j+1, w, -1))
		}
		return false
	}
	if f.has(takesFor) && r.is(j, w, "for") {
		found.Cue[0].End = j + 1
		return r.content(found, j+1, r.nounPhraseEnd(i, j+1, w))
	}
	if f.has(takesObject) {
		if ok := r.charged(found, i, j, w); ok {
			return true
		}
	}
	if f.has(takesPerson) {
		if k, ok := r.addressee(j, w); ok {
			if f.has(takesCommand) && r.bids(k, w) {
				return r.content(found, k, r.clauseEnd(i, k, w, -1))
			}
			if f.has(takesClause) && r.is(k, w, "about", "of") {
				return r.content(found, k, r.clauseEnd(i, k, w, -1))
			}
			if f.has(takesClause) && r.clausal(k, f, w) {
				return r.content(found, k, r.clauseEnd(i, k, w, -1))
			}
		}
	}
	if f.has(needsPerson) {
		return false
	}
	if f.has(takesClause | takesThat) {
		if k := r.skipPhrases(j, w); r.clausal(k, f, w) {
			return r.content(found, k, r.clauseEnd(i, k, w, -1))
		}
	}
	if f.has(takesTo) && r.is(j, w, "to") && j+1 < w.End && phrase.IsVerb(r.tag(j+1)) {
		return r.content(found, j, r.clauseEnd(i, j, w, -1))
	}
	if f.has(takesGerund) && r.tag(j) == "VBG" && j+1 < w.End && !r.isMark(j+1) {
		return r.content(found, j, r.clauseEnd(i, j, w, -1))
	}
	if f.has(takesNoun) && r.phraseOf(j).Kind == phrase.Noun && r.isNominal(j, w) {
		return r.content(found, j, r.nounPhraseEnd(i, j, w)) && (!f.has(onlyRelay) || r.reports(found.Content[0]))
	}
	return false
}

// bids tells whether "to" and a verb start at token k, perhaps with a quotation mark between: to “leave”.
func (r *reader) bids(k int, w text.Range) bool {
	if !r.is(k, w, "to") {
		return false
	}
	if k++; w.Contains(k) && r.opening(k) != nil {
		k++
	}
	return w.Contains(k) && (r.tag(k) == "VB" || r.tag(k) == "VBP")
}

// reports tells whether a verb or noun of reporting stands in the run, after its first word.
func (r *reader) reports(run text.Range) bool {
	for i := run.First + 1; i < run.End; i++ {
		if phrase.IsVerb(r.tag(i)) && r.words.verbs[r.lemma(i)].has(takesClause) || phrase.IsNoun(r.tag(i)) && r.words.nouns[r.lemma(i)] != 0 {
			return true
		}
	}
	return false
}

// isNominal tells whether the noun phrase at token j says something: no bare pronoun does.
func (r *reader) isNominal(j int, w text.Range) bool {
	p := r.phraseOf(j)
	return phrase.IsNoun(r.tag(p.Head)) && r.tag(j) != "WP" && !r.isTime(p)
}

func (r *reader) content(found *Inner, first, end int) bool {
	for first < end && r.isMark(first) && r.opening(first) == nil {
		first++
	}
	found.Content = one(text.Range{First: first, End: end})
	return len(found.Content) > 0
}

// clausal tells whether at token k a content clause or a quotation starts.
func (r *reader) clausal(k int, f frame, w text.Range) bool {
	if !w.Contains(k) {
		return false
	}
	if r.is(k, w, ":") || r.is(k, w, ",") && k+1 < w.End && r.opening(k+1) != nil {
		k++
	}
	switch {
	case r.is(k, w, "that") && r.tag(k) == "DT" && k+1 < w.End && (r.tag(k+1) == "RB" || r.tag(k+1) == "IN"):
		return false // "said that simply because"
	case !f.has(takesClause):
		return r.is(k, w, "that") && k+2 < w.End && !r.isMark(k+1)
	case f.has(onlyPlain) && !r.is(k, w, "that"):
		return r.clause(k, w)
	case r.is(k, w, "that", "whether", "how", "why", "if"):
		return k+2 < w.End && r.tag(k+1) != "CC" && !r.isMark(k+1) || k+1 < w.End && r.opening(k+1) != nil
	case w.Contains(k) && r.opening(k) != nil:
		return true
	case r.is(k, w, "what", "who", "where", "when"):
		return true
	}
	return r.clause(k, w)
}

// skipAdjuncts passes over adverbs and times after a verb.
func (r *reader) skipAdjuncts(j int, w text.Range) int {
	for j < w.End {
		switch {
		case r.tag(j) == "RB" || r.tag(j) == "RP":
			j++
		case r.isTime(r.phraseOf(j)) && r.tag(j) != "DT":
			j = r.phraseOf(j).Tokens.End
		case r.tag(j) == "IN" && j+1 < w.End && r.isTime(r.phraseOf(j+1)):
			j = r.phraseOf(j + 1).Tokens.End
		default:
			return j
		}
	}
	return j
}

// skipPhrases passes over prepositional phrases before "that" or a quotation: "said in a statement that".
func (r *reader) skipPhrases(j int, w text.Range) int {
	k := j
	for k+1 < w.End && (r.tag(k) == "IN" && !r.is(k, w, "that", "if", "whether") || r.tag(k) == "TO") && r.phraseOf(k+1).Kind == phrase.Noun {
		k = r.skipAdjuncts(r.phraseOf(k+1).Tokens.End, w)
	}
	if r.is(k, w, "that", ":") || k < w.End && r.opening(k) != nil {
		return k
	}
	return j
}

// addressee passes over the one who is told, and tells whether there is one.
func (r *reader) addressee(j int, w text.Range) (int, bool) {
	if j >= w.End || r.phraseOf(j).Kind != phrase.Noun || r.tag(j) == "WP" || r.is(j, w, "that") {
		return j, false
	}
	k := r.phraseOf(j).Tokens.End
	for k+1 < w.End && r.is(k, w, "of", "in", "at", "and", "for", "on") && r.phraseOf(k+1).Kind == phrase.Noun {
		k = r.phraseOf(k + 1).Tokens.End
	}
	return r.skipAdjuncts(k, w), true
}

// described reads "describe X as Q", "call X Q"; in "what it called Q" and "a rise that it called “Q”" X stands before the subject.
func (r *reader) described(found *Inner, i int, f frame, w text.Range) bool {
	t := found.Source[0].First - 1
	quotes := r.is(t, w, "that") && w.Contains(t-1) && phrase.IsNoun(r.tag(t-1)) && w.Contains(i+1) && r.opening(i+1) != nil
	if quotes || r.is(t, w, "what", "which", "whom", "who") {
		j := i + 1
		if r.is(j, w, "as") {
			found.Cue = append(found.Cue, text.Range{First: j, End: j + 1})
			j++
		}
		found.Confidence, found.Why = confidenceNaming, whyNaming
		return r.content(found, j, r.nounPhraseEnd(i, j, w))
	}
	if r.phraseOf(i+1).Kind != phrase.Noun {
		return false
	}
	k, _ := r.addressee(i+1, w)
	if r.is(k, w, "as") && k+1 < w.End && !f.has(takesFor) {
		found.Cue = append(found.Cue, text.Range{First: k, End: k + 1})
		found.Content = []text.Range{{First: i + 1, End: k}, {First: k + 1, End: r.clauseEnd(i, k+1, w, 0)}}
		found.Confidence, found.Why = confidenceNaming, whyNaming
		return k > i+1 && found.Content[1].Len() > 0
	}
	if !f.has(takesFor) { // only "call" goes without "as"
		return false
	}
	if q := r.phraseOf(i + 1).Tokens.End; q < w.End && (r.opening(q) != nil || phrase.StartsNoun(r.tag(q)) || r.tag(i+1) == "PRP" && r.tag(q) == "VBN") {
		found.Confidence, found.Why = confidenceNaming, whyNaming
		return r.content(found, i+1, max(r.nounPhraseEnd(i, q, w), q+1))
	}
	return false
}

// charged reads "accuse Y of Q", "expect Y to V": object and complement together.
func (r *reader) charged(found *Inner, i, j int, w text.Range) bool {
	if r.phraseOf(j).Kind != phrase.Noun {
		return false
	}
	for k := j + 1; k < w.End && k < j+farthest; k++ {
		switch {
		case r.is(k, w, "of", "for") && k+1 < w.End && (r.tag(k+1) == "VBG" || r.lemma(i) != "expect"), r.is(k, w, "to") && k+1 < w.End && r.tag(k+1) == "VB":
			return r.content(found, j, r.clauseEnd(i, j, w, -1))
		case r.isFinite(k):
			return false
		}
	}
	return false
}

// postposed reads "P, X said" and "P, X told Y on Monday", where nothing follows the verb but who was told, when, and how.
func (r *reader) postposed(found Inner, i int, f frame, source text.Range, w text.Range) (Inner, bool) {
	after := i + 1
	if f.has(takesPerson) {
		k, ok := r.addressee(after, w)
		if ok {
			after = k
		}
		if !ok && f.has(needsPerson) {
			return Inner{}, false
		}
	}
	after = r.skipAdjuncts(after, w)
	for after+1 < w.End && r.is(after, w, "in", "on", "at", "during") && r.phraseOf(after+1).Kind == phrase.Noun {
		after = r.skipAdjuncts(r.phraseOf(after+1).Tokens.End, w)
	}
	if after < w.End && !r.isMark(after) || after > i+1 && r.is(after, w, ":") {
		return Inner{}, false
	}
	t := source.First - 1
	if t <= w.First || !r.is(t, w, ",") && r.closing(t+1) == nil {
		return Inner{}, false
	}
	content := text.Range{First: w.First, End: t}
	if q := r.closing(t + 1); q != nil {
		content = text.Range{First: max(q.Tokens.First, w.First), End: t + 1}
	}
	found.Content, found.Confidence, found.Why = one(content), confidencePostposed, whyPostposed
	if k := after + 1; r.is(after, w, ",") && k < w.End && r.tag(k) != "CC" && !r.is(k, w, "according", "citing") { // "P, X said, P"
		if end := r.clauseEnd(i, k, w, -1); end > k {
			found.Content = append(found.Content, text.Range{First: k, End: end})
		}
	}
	return found, size(found.Content) > 2 && slices.ContainsFunc(found.Content, r.hasFinite)
}

// inverted reads "P, said X".
func (r *reader) inverted(i int, f frame, w text.Range) (Inner, bool) {
	t := i - 1
	if !f.has(takesClause) || f.has(needsPerson) || t <= w.First+2 || i+1 >= w.End || r.phraseOf(i+1).Kind != phrase.Noun {
		return Inner{}, false
	}
	q := r.closing(t + 1)
	if q == nil && !r.is(t, w, ",") {
		return Inner{}, false
	}
	content := text.Range{First: w.First, End: t}
	if q != nil {
		content = text.Range{First: max(q.Tokens.First, w.First), End: t + 1}
	}
	end := r.nounPhraseEnd(i, i+1, w)
	return Inner{Source: one(text.Range{First: i + 1, End: end}), Cue: one(text.Range{First: i, End: i + 1}), Content: one(content),
		Confidence: confidencePostposed, Why: whyPostposed}, end > i+1
}

// participle reads "a report claiming P", "posted a message, saying P", "as saying P".
func (r *reader) participle(i int, f frame, w text.Range) (Inner, bool) {
	end := i
	for end > w.First && r.tag(end-1) == "RB" {
		end--
	}
	if r.is(end-1, w, "as") {
		end--
		if found, ok := r.quoted(i, end, w); ok {
			return found, r.complement(&found, i, f, w)
		}
	}
	var source text.Range
	ok := false
	switch t := end - 1; {
	case t < w.First:
		return Inner{}, false
	case r.is(t, w, ","), r.tag(t) == "IN" && r.is(t, w, "by", "after", "before", "while", "in"):
		source, ok = r.beforeComma(t, w)
	case r.phraseOf(t).Kind == phrase.Noun || r.closing(end) != nil || r.is(t, w, ")"):
		if r.isTime(r.phraseOf(t)) {
			end = r.phraseOf(t).Tokens.First
			if r.is(end-1, w, "on") {
				end--
			}
		}
		source, ok = r.nounPhraseBefore(end, w)
		if near := r.phraseOf(end - 1); near.Tokens.First > source.First && r.isWriting(end-1) { // "disputed parts of a report saying P"
			source.First = near.Tokens.First
		}
	}
	if !ok || !r.speaks(source, f, i) {
		return Inner{}, false
	}
	cue := text.Range{First: i, End: i + 1}
	if speaker, verb, ok := r.issuer(source, w); ok {
		source, cue.First = speaker, verb
	}
	found := Inner{Source: one(source), Cue: one(cue), Confidence: confidenceParticiple, Why: whyParticiple}
	return found, r.complement(&found, i, f, w)
}

// isWriting tells whether the noun at token i is something that says what was written into it.
func (r *reader) isWriting(i int) bool {
	return r.words.is("issued", r.lemma(i)) || r.lemma(i) == "report" || r.lemma(i) == "article" || r.lemma(i) == "story"
}

// quoted reads "was quoted as saying"; "as" is token as.
func (r *reader) quoted(i, as int, w text.Range) (Inner, bool) {
	verb := as - 1
	if !r.is(verb, w, "quoted", "cited") {
		return Inner{}, false
	}
	subject, ok := r.subject(r.groupOf(verb, w).first, w)
	return Inner{Source: one(subject), Cue: one(text.Range{First: verb, End: i + 1}), Confidence: confidenceParticiple, Why: whyParticiple}, ok
}

// issuer finds who issued the statement, letter or message that a participle hangs on, and the verb: "issued a letter denying".
func (r *reader) issuer(source text.Range, w text.Range) (speaker text.Range, verb int, ok bool) {
	verb = source.First - 1
	last := r.lemma(source.End - 1)
	if !w.Contains(verb) || !phrase.IsVerb(r.tag(verb)) || !r.words.is("issue", r.lemma(verb)) || !r.words.is("issued", last) {
		return text.Range{}, 0, false
	}
	speaker, ok = r.subject(r.groupOf(verb, w).first, w)
	return speaker, verb, ok
}

// beforeComma finds who speaks in a participle after a comma: the subject of the nearest finite verb outside a that-clause and a
// relative one, or else of the latter, or, where there is no verb, the noun phrase that the window starts with.
func (r *reader) beforeComma(t int, w text.Range) (text.Range, bool) {
	var related text.Range
	for v := t - 1; v >= w.First && v > t-reach; v-- {
		if that := r.complementizer(v, w); that > w.First { // "welcomed the news that Y left, saying": not Y
			v = that
			continue
		}
		if r.isFinite(v) {
			first := r.groupOf(v, w).first
			s, ok := r.subject(first, w)
			switch {
			case !ok:
			case r.is(first-1, w, "that", "which", "who"): // "painted a picture of tanks that roll, saying": not the tanks
				if related.Len() == 0 {
					related = s
				}
				v = s.First
			default:
				return s, true
			}
		}
	}
	if related.Len() > 0 {
		return related, true
	}
	if !r.hasFinite(text.Range{First: w.First, End: t}) && r.phraseOf(w.First).Kind == phrase.Noun {
		return text.Range{First: w.First, End: r.nounPhraseEnd(t, w.First, w)}, true
	}
	return text.Range{}, false
}

// complementizer is the nearest "that" before token i with no comma between them, or -1.
func (r *reader) complementizer(i int, w text.Range) int {
	for k := i; k >= w.First && k > i-reach && !r.is(k, w, ","); k-- {
		if r.is(k, w, "that") && r.tag(k) == "IN" {
			return k
		}
	}
	return -1
}

// passive reads "X is believed to V", "it is said that P", "a man believed to be Q". Its source is the agent, if any.
func (r *reader) passive(i int, f frame, g group, w text.Range) (Inner, bool) {
	found := Inner{Cue: one(text.Range{First: i, End: i + 1}), Confidence: confidencePassive, Why: whyPassive}
	if g.negated {
		found.Cue[0].First = g.first
	}
	j := r.skipAdjuncts(i+1, w)
	if r.is(j, w, "by") && j+1 < w.End && r.phraseOf(j+1).Kind == phrase.Noun {
		agent := r.phraseOf(j + 1).Tokens
		found.Source, j = one(agent), r.skipAdjuncts(agent.End, w)
	}
	if g.passive && f.has(takesObject) && !f.has(takesPassive) && r.is(j, w, "of", "for") {
		if subject, ok := r.subject(g.first, w); ok { // "Oru was accused of Q"
			found.Content = []text.Range{subject, {First: j, End: r.clauseEnd(i, j, w, 0)}}
			return found, found.Content[1].Len() > 1
		}
	}
	if !f.has(takesPassive) {
		return Inner{}, false
	}
	switch {
	case r.is(j, w, "that") && g.passive:
		return found, r.content(&found, j, r.clauseEnd(i, j, w, -1))
	case r.is(j, w, "to") && j+1 < w.End && r.tag(j+1) == "VB":
		end := r.clauseEnd(i, j, w, 0)
		subject, ok := r.subject(g.first, w)
		if ok && g.passive && subject.Len() > 0 {
			found.Content = append(found.Content, subject)
		}
		found.Content = append(found.Content, text.Range{First: j, End: end})
		return found, end > j
	}
	return Inner{}, false
}
