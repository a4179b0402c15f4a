package said

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"gainsay/internal/analysis/lemma"
	"gainsay/internal/text"
	"gainsay/news"
)

// carryOver gives statements without a time of their own the time of another by the same speaker that they go on from.
func (r *reader) carryOver(out []Reading) {
	r.carryOn(out)
	r.carryToLead(out)
	r.carryToRetold(out)
	r.carryFromFollowed(out)
	r.carryOn(out)
}

// carryToRetold dates what the text tells twice, in the same verb, and once only as what was followed upon: "the guild denied
// it on Monday … Vint spoke after the guild denied it".
func (r *reader) carryToRetold(out []Reading) {
	verbs := make([]string, len(out))
	for i, s := range r.statements {
		verbs[i] = r.tellingVerb(s)
	}
	for i, s := range r.statements {
		if out[i].Said != nil || verbs[i] == "" || !r.followedUpon(s) {
			continue
		}
		for k, other := range r.statements {
			if k != i && out[k].Said != nil && narrow(out[k].Said) && out[k].From < 0 && verbs[k] == verbs[i] && r.sameSpeaker(s, other) {
				out[i] = out[k].carried(k, "tells again, in the same verb, what is dated elsewhere")
				break
			}
		}
	}
}

// followedUpon tells whether the statement stands in a clause with "after".
func (r *reader) followedUpon(s Statement) bool {
	first := s.Cue[0].First
	if len(s.Source) > 0 && s.Source[0].First < first {
		first = s.Source[0].First
	}
	return first > 0 && r.word(first-1) == "after"
}

// carryFromFollowed dates what was said after another statement of the day of publication: it can't have been said later.
func (r *reader) carryFromFollowed(out []Reading) {
	for k, first := range r.statements {
		if out[k].Said == nil || out[k].Said.From != r.d.Published || len(first.Cue) == 0 || !r.followedUpon(first) {
			continue
		}
		for i := k - 1; i >= 0 && r.d.Tokens[r.statements[i].place()].Sentence == r.d.Tokens[first.place()].Sentence; i-- {
			if out[i].Said == nil && r.plain(r.statements[i]) && !r.inner[i] {
				out[i] = out[k].carried(k, "said after another statement of the day of publication")
			}
		}
	}
}

// tellingVerb is the lemma of the cue where it is a verb that tells one act of speech from others, else "".
func (r *reader) tellingVerb(s Statement) string {
	if len(s.Cue) == 0 {
		return ""
	}
	last := s.Cue[len(s.Cue)-1]
	for k := s.Cue[0].First; k < last.End; k++ {
		tag := r.d.Tokens[k].Tag
		if verb := lemma.Of(r.d.Word(k), tag); strings.HasPrefix(tag, "V") && !auxiliary(r.word(k)) && !plainVerb(verb) {
			return verb
		}
	}
	return ""
}

// plainVerb tells whether the verb can report any act of speech, so that its use twice means nothing.
func plainVerb(verb string) bool {
	return oneOf(verb, "say", "tell", "add", "report", "claim", "call", "ask", "think", "believe", "state", "note", "describe", "write", "speak",
		"cite", "quote", "know", "want", "see", "hear", "go", "do", "make", "give", "have", "expect", "suggest", "show", "find", "mean",
		"accord", "explain", "refer", "argue", "insist", "continue", "release", "publish", "post", "issue", "take", "be", "hold")
}

// carryOn goes through the statements in text order, each taking over from those before it.
func (r *reader) carryOn(out []Reading) {
	for i, s := range r.statements {
		if out[i].Said != nil || !r.plain(s) {
			continue
		}
		k, why := r.joined(i, out), "joined by a conjunction to a dated statement of the same speaker"
		if k < 0 {
			k, why = r.sameSentence(i, out), "told in one sentence with a dated statement of the same speaker"
		}
		if k < 0 {
			k, why = r.quotedSelf(i, out), "stands in a dated statement of the same speaker"
		}
		if k < 0 && !r.inner[i] {
			k, why = r.model(i, out)
		}
		if k >= 0 && narrow(out[k].Said) {
			out[i] = out[k].carried(k, why)
		} else if t, why := r.fromOccasion(i, out); t >= 0 && !r.inner[i] {
			out[i] = r.dated(t, why)
		}
	}
}

// narrow tells whether an interval is closed and no longer than a month: what is told of a year is not told of one occasion.
func narrow(s *news.Said) bool { return s.From != "" && s.To <= s.From.Add(30) }

// carried is the reading of a statement that takes its time over from statement k, whose reading x is.
func (x Reading) carried(k int, why string) Reading {
	said := *x.Said
	return Reading{Said: &said, Why: why, Evidence: x.Evidence, From: k}
}

// joined is the dated statement of the same sentence and speaker whose verb "and" or "but" joins to the cue of i, or -1.
func (r *reader) joined(i int, out []Reading) int {
	s := r.statements[i]
	cue := s.Cue[0].First
	k := cue - 1
	for k > cue-4 && k >= 0 && oneOf(r.word(k), "did", "not", "also", "then", "n't") {
		k--
	}
	if k < 0 || !oneOf(r.word(k), "and", "but") {
		return -1
	}
	for k := i - 1; k >= 0; k-- {
		other := r.statements[k]
		if out[k].Said != nil && (r.sameSpeaker(s, other) || slices.Equal(s.Source, other.Source)) && r.d.Tokens[other.place()].Sentence == r.d.Tokens[cue].Sentence {
			return k
		}
	}
	return -1
}

// sameSentence is the dated statement of the same speaker that stands beside i in its sentence, or -1.
func (r *reader) sameSentence(i int, out []Reading) int {
	s := r.statements[i]
	if r.inner[i] {
		return -1
	}
	for k, other := range r.statements {
		if k != i && out[k].Said != nil && r.besides(s.place(), other.place()) && r.sameSpeaker(s, other) &&
			r.plain(other) && !r.inner[k] && !r.timesApart(s.Cue[0].First, other.place()) {
			return k
		}
	}
	return -1
}

// besides tells whether tokens a and b stand in one sentence, not too far from each other.
func (r *reader) besides(a, b int) bool {
	return r.d.Tokens[a].Sentence == r.d.Tokens[b].Sentence && max(a-b, b-a) <= 2*maxDistance
}

// timesApart tells whether a word stands between tokens a and b that puts one of them before the other.
func (r *reader) timesApart(a, b int) bool {
	for k := min(a, b); k < max(a, b); k++ {
		if oneOf(r.word(k), "after", "before", "when", "since", "until", "later", "earlier", "then", "once") {
			return true
		}
	}
	return false
}

// quotedSelf is the dated statement by the same speaker in whose content i stands as his own word ("said it was concerned by
// what it called …"), or -1.
func (r *reader) quotedSelf(i int, out []Reading) int {
	s := r.statements[i]
	if len(s.Source) == 0 || s.Source[0].First == 0 || r.word(s.Source[0].First-1) != "what" {
		return -1
	}
	for _, k := range r.contentOf[s.place()] {
		if k != i && out[k].Said != nil && r.sameSpeaker(s, r.statements[k]) {
			return k
		}
	}
	return -1
}

// How far back a run of statements by one speaker is followed.
const (
	runStatements = 3 // statements, those nested in others not counted
	runParagraphs = 3
)

// model is the statement whose time statement i takes over, or -1: the last one of the same speaker, or of those he speaks for,
// where it stands near; else the one that opens a report of the day.
func (r *reader) model(i int, out []Reading) (from int, why string) {
	s := r.statements[i]
	goesOn := r.goesOn(s) && !r.brokenOff(i, out)
	passed := 0
	for k := i - 1; k >= 0 && passed < runStatements; k-- {
		other := r.statements[k]
		if r.d.Tokens[s.place()].Paragraph-r.d.Tokens[other.place()].Paragraph > runParagraphs {
			break
		}
		switch {
		case out[k].Said == nil:
		case goesOn && r.sameSpeaker(s, other):
			return k, "goes on from the same speaker's statement before"
		case (passed == 0 || r.sourceNoun(s) >= 0) && r.spokesman(s, other):
			return k, "speaks for the source of the statement before"
		}
		if !r.inner[k] {
			passed++
		}
	}
	if !goesOn {
		return -1, ""
	}
	for k := 0; k < i; k++ {
		if out[k].Said != nil && r.sameSpeaker(s, r.statements[k]) {
			if r.inLead(k) && out[k].Said.From == r.d.Published && !r.otherTime(s, out[k].Said) {
				return k, "the report opens with the same speaker's statement of its day"
			}
			break
		}
	}
	return -1, ""
}

// goesOn tells whether the statement goes on with what its speaker was reported to say before: in his own words, as "he" or
// with "added".
func (r *reader) goesOn(s Statement) bool {
	return r.quotes(s) || r.pronoun(s) || r.also(s) || r.stopsThere(s)
}

// stopsThere tells whether the statement is that its speaker said no more: "gave no further details", "did not elaborate".
func (r *reader) stopsThere(s Statement) bool {
	no, more := false, false
	sentence := r.d.Sentences[r.d.Tokens[s.place()].Sentence].Tokens
	for k := max(sentence.First, s.place()-2); k < min(sentence.End, s.place()+6); k++ {
		no = no || oneOf(r.word(k), "no", "not", "n't", "without", "declined", "refused")
		more = more || no && oneOf(r.word(k), "further", "details", "detail", "elaborate", "elaborating", "specify", "more")
	}
	return more
}

// brokenOff tells whether "he" of statement i goes on from what nobody dates: his last statement has no time.
func (r *reader) brokenOff(i int, out []Reading) bool {
	s := r.statements[i]
	if !r.pronoun(s) || r.quotes(s) {
		return false
	}
	for k := i - 1; k >= 0 && r.d.Tokens[s.place()].Paragraph-r.d.Tokens[r.statements[k].place()].Paragraph <= runParagraphs; k-- {
		if !r.inner[k] && r.sameSpeaker(s, r.statements[k]) {
			return out[k].Said == nil
		}
	}
	return false
}

// quotes tells whether the content has words in quotation marks.
func (r *reader) quotes(s Statement) bool {
	for _, x := range s.Content {
		for k := x.First; k < x.End; k++ {
			if r.d.Tokens[k].Quotation >= 0 || strings.ContainsAny(r.d.Word(k), "\"“”„«»") || oneOf(r.d.Word(k), "'", "''", "``", "‘", "’") {
				return true
			}
		}
	}
	return false
}

// also tells whether the cue says that it goes on: "also said", "added".
func (r *reader) also(s Statement) bool {
	return oneOf(r.word(s.Cue[0].First), "added", "adding", "continued", "went") || s.Cue[0].First > 0 && r.word(s.Cue[0].First-1) == "also"
}

// pronoun tells whether the source is only a pronoun: it goes on from the statement before.
func (r *reader) pronoun(s Statement) bool {
	return len(s.Source) == 1 && s.Source[0].Len() == 1 && oneOf(r.word(s.Source[0].First), "he", "she", "it", "they")
}

// carryToLead dates what the opening sums up by the speaker's first dated statement further down.
func (r *reader) carryToLead(out []Reading) {
	for i, s := range r.statements {
		if out[i].Said != nil || !r.inLead(i) || r.inner[i] || r.pluperfect(s) {
			continue
		}
		for k := i + 1; k < len(out); k++ {
			if out[k].Said != nil && narrow(out[k].Said) && (r.sameSpeaker(s, r.statements[k]) || r.spokesman(r.statements[k], s)) && !r.inner[k] && !r.otherTime(s, out[k].Said) {
				out[i] = out[k].carried(k, "the opening sums up a dated statement of the same speaker")
				break
			}
		}
	}
}

// pluperfect tells whether the cue says that it lies before what is told: "had said", "initially said".
func (r *reader) pluperfect(s Statement) bool {
	for k := s.place(); k >= max(0, s.place()-3); k-- {
		if oneOf(r.word(k), "had", "initially", "once", "originally", "previously") {
			return true
		}
	}
	return false
}

// otherTime tells whether the statement's sentence names, outside its content and its source, another time than said.
func (r *reader) otherTime(s Statement, said *news.Said) bool {
	sentence := r.d.Sentences[r.d.Tokens[s.place()].Sentence].Tokens
	first, end := max(sentence.First, s.place()-2*maxDistance), min(sentence.End, s.place()+2*maxDistance)
	for k := r.firstTimeFrom(first); k < len(r.times) && r.times[k].tokens.First < end; k++ {
		t := r.times[k]
		if !text.Holds(s.Content, t.tokens.First) && !text.Holds(s.Source, t.tokens.First) && (t.days.to < said.From || said.To < t.days.from) {
			return true
		}
	}
	return false
}

// leadParagraphs is how many paragraphs open a report.
const leadParagraphs = 2

// inLead tells whether statement i stands in the opening of the report.
func (r *reader) inLead(i int) bool {
	return r.d.Tokens[r.statements[i].place()].Paragraph < leadParagraphs
}

// place is a token of the statement: of its cue where it has one.
func (s Statement) place() int {
	for _, ranges := range [][]text.Range{s.Cue, s.Content, s.Source} {
		if len(ranges) > 0 {
			return ranges[0].First
		}
	}
	return 0
}

// nested tells whether statement i stands in another's content.
func (r *reader) nested(i int) bool {
	s := r.statements[i]
	return slices.ContainsFunc(r.contentOf[s.place()], func(k int) bool { return !slices.Equal(r.statements[k].Content, s.Content) })
}

// sameSpeaker tells whether two statements have one speaker: as resolved or, where either is not, by the last word of the source,
// a name.
func (r *reader) sameSpeaker(a, b Statement) bool {
	if a.Speaker != "" && b.Speaker != "" {
		return a.Speaker == b.Speaker
	}
	name := r.lastName(a)
	return name != "" && name == r.lastName(b)
}

// lastName is the last word of the statement's source where that has a capital letter and is no pronoun, else "".
func (r *reader) lastName(s Statement) string {
	if len(s.Source) == 0 || r.pronoun(s) {
		return ""
	}
	word := r.d.Word(s.Source[len(s.Source)-1].End - 1)
	if initial, _ := utf8.DecodeRuneInString(word); !unicode.IsUpper(initial) {
		return ""
	}
	return word
}

// spokesman tells whether s is said by one who speaks for the source of p, or by a paper of its: "Harbour Ministry
// spokeswoman Ana Orla" or "the ministry's statement" after "the Harbour Ministry".
func (r *reader) spokesman(s, p Statement) bool {
	speaksFor, shared := r.sourceNoun(s) >= 0, false
	if r.person(p.Source) || speaksFor && r.sourceNoun(p) >= 0 {
		return false
	}
	for _, x := range s.Source {
		for k := x.First; k < x.End; k++ {
			w := r.word(k)
			speaksFor = speaksFor || strings.HasPrefix(w, "spokes")
			shared = shared || len(w) > 3 && r.names(p.Source, w)
		}
	}
	return speaksFor && shared
}

// person tells whether the source is one or several of those who speak for others.
func (r *reader) person(source []text.Range) bool {
	for _, x := range source {
		for k := x.First; k < x.End; k++ {
			if w := r.word(k); strings.HasPrefix(w, "spokes") || oneOf(w, "official", "officials", "minister", "source", "sources") {
				return true
			}
		}
	}
	return false
}

// names tells whether the word stands in the ranges.
func (r *reader) names(ranges []text.Range, word string) bool {
	for _, x := range ranges {
		for k := x.First; k < x.End; k++ {
			if r.word(k) == word {
				return true
			}
		}
	}
	return false
}

// elsewhere tells whether the statement's sentence opens with another occasion: "In an earlier interview, Orla said".
func (r *reader) elsewhere(s Statement) bool {
	first := r.d.Sentences[r.d.Tokens[s.Cue[0].First].Sentence].Tokens.First
	if !oneOf(r.word(first), "in", "at", "during", "on") {
		return false
	}
	for k := first + 1; k < min(s.Cue[0].First, first+8) && r.word(k) != ","; k++ {
		if oneOf(r.word(k), "recent", "earlier", "previous", "later", "past", "old", "subsequent") {
			return true
		}
	}
	return false
}

// plain tells whether the cue tells its saying as the next thing that happened: a simple past or present, not "has said" and not
// "later said".
func (r *reader) plain(s Statement) bool {
	if len(s.Cue) == 0 || r.followedUpon(s) || r.elsewhere(s) {
		return false
	}
	cue := s.Cue[0]
	if len(s.Source) > 0 && s.Source[0].First > 1 && r.word(s.Source[0].First-1) == "which" && r.d.Tokens[s.Source[0].First-2].Tag == "IN" {
		return false // "a letter in which he said"
	}
	for k := cue.First; k >= max(0, cue.First-3); k-- {
		if k < cue.First && (text.Holds(s.Source, k) || text.Holds(s.Content, k)) {
			break
		}
		if oneOf(r.word(k), "has", "have", "had", "later", "earlier", "previously", "subsequently", "will", "would", "repeatedly", "often", "long") {
			return false
		}
	}
	return true
}
