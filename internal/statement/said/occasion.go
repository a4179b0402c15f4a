package said

import (
	"cmp"
	"slices"

	"gainsay/internal/text"
	"gainsay/news"
)

// An occasion is a dated speech, interview or piece of writing that the text names, or a telling that is no statement of the
// list: what was said there or is quoted from it has its day.
type occasion struct {
	noun  int        // token of its noun, or of the verb of a telling
	time  int        // index into times
	names text.Range // where those stand who speak there; empty for a piece of writing that nobody is said to speak in
}

// occasionHorizon is how many tokens lie at most between the noun of an occasion and its time.
const occasionHorizon = 10

// findOccasions finds the dated occasions of the text, in text order.
func (r *reader) findOccasions() {
	for k, t := range r.times {
		sentence := r.d.Sentences[r.d.Tokens[t.tokens.First].Sentence].Tokens
		noun := r.nounAfter(t.tokens, sentence)
		if noun < 0 {
			noun = r.nounBefore(t.tokens, sentence)
		}
		if noun >= 0 {
			names := text.Range{}
			if r.opensSentence(noun, sentence) {
				names = text.Range{First: noun, End: min(sentence.End, noun+maxDistance)}
			}
			r.occasions = append(r.occasions, occasion{noun, k, names})
		}
		if verb := r.tellingAt(t.tokens, sentence); verb >= 0 {
			names := text.Range{First: max(sentence.First, verb-subjectHorizon), End: verb}
			r.occasions = append(r.occasions, occasion{verb, k, names})
		}
	}
	slices.SortStableFunc(r.occasions, func(a, b occasion) int { return cmp.Compare(a.noun, b.noun) })
}

// subjectHorizon is how many tokens before a verb its subject begins.
const subjectHorizon = 12

// tellingAt is a verb of saying, no statement's cue, that the time right behind it or right before it dates: "Orla told the Mail
// late Monday", "Orla on Monday announced"; -1 for none.
func (r *reader) tellingAt(t, sentence text.Range) int {
	verb := -1
	if t.End < sentence.End && telling(r.word(t.End)) {
		verb = t.End
	}
	for k := t.First - 1; verb < 0 && k >= max(sentence.First, t.First-occasionHorizon); k-- {
		switch w := r.word(k); {
		case telling(w):
			verb = k
		case r.verb(k) || oneOf(w, ",", ";", ":", "and", "but", "that", "who", "which", "when", "after", "before", "since", "from", "for"):
			return -1
		}
	}
	if verb < 0 || r.isCue[verb] || len(r.contentOf[verb]) > 0 || len(r.contentOf[t.First]) > 0 {
		return -1
	}
	return verb
}

// telling are verbs that hardly mean anything but saying.
func telling(word string) bool {
	return oneOf(word, "said", "told", "announced", "wrote", "tweeted", "denied", "confirmed", "claimed", "stated", "declared", "disputed",
		"dismissed", "rejected", "condemned", "accused", "warned", "acknowledged", "urged", "insisted", "vowed", "testified")
}

// nounAfter is the noun that the time qualifies: "Thursday's report", "a December court filing"; -1 for none.
func (r *reader) nounAfter(t, sentence text.Range) int {
	for k := t.End; k < min(sentence.End, t.End+4); k++ {
		if occasionNoun(r.word(k)) {
			return k
		}
		if r.word(k) != "'s" && r.word(k) != "’s" && r.d.Tokens[k].Tag != "NN" && r.d.Tokens[k].Tag != "JJ" {
			break
		}
	}
	return -1
}

// nounBefore is the noun that the time stands behind: "the report, published on Thursday", "a report Thursday that", "in a
// statement late Friday"; -1 for none.
func (r *reader) nounBefore(t, sentence text.Range) int {
	issued := t.End < sentence.End && oneOf(r.word(t.End), "that", "which")
	for k := t.First - 1; k >= max(sentence.First, t.First-occasionHorizon); k-- {
		w := r.word(k)
		switch {
		case occasionNoun(w):
			if issued || r.inPhrase(k, sentence) || r.issuedBefore(k, sentence) {
				return k
			}
			return -1
		case issuing(w):
			issued = true
		case r.verb(k) || oneOf(w, ";", ":", "and", "but", "that", "who"):
			return -1
		}
	}
	return -1
}

// inPhrase tells whether the noun stands in an adverbial that says where it was said: "in a statement", "at a news
// conference", "during his hearing".
func (r *reader) inPhrase(noun int, sentence text.Range) bool {
	for k := noun - 1; k >= max(sentence.First, noun-6); k-- {
		switch w := r.word(k); {
		case oneOf(w, "in", "at", "during"):
			return true
		case r.verb(k) || oneOf(w, ",", "of", "to", "from", "by", "about", "on"):
			return false
		}
	}
	return false
}

// issuedBefore tells whether the noun is what a verb before it brings out: "published the story".
func (r *reader) issuedBefore(noun int, sentence text.Range) bool {
	for k := noun - 1; k >= max(sentence.First, noun-6); k-- {
		if r.verb(k) {
			return issuing(r.word(k))
		}
		if oneOf(r.word(k), ",", "of", "to", "by", "about", "on") {
			return false
		}
	}
	return false
}

// opensSentence tells whether the noun stands in the adverbial that opens its sentence.
func (r *reader) opensSentence(noun int, sentence text.Range) bool {
	if noun-sentence.First > maxDistance {
		return false
	}
	for k := sentence.First; k < noun; k++ {
		if r.verb(k) || r.word(k) == "," {
			return false
		}
	}
	return oneOf(r.word(sentence.First), "in", "at", "during", "on")
}

// occasionNoun tells whether the word names a speech, a talk or a piece of writing.
func occasionNoun(word string) bool {
	return reportNoun(word) || oneOf(word, "conference", "briefing", "speech", "address", "hearing", "testimony", "remarks", "rally",
		"debate", "sermon", "podcast", "broadcast", "message", "call")
}

// How many tokens after it an occasion is followed.
const (
	writingHorizon = 1000 // a piece of writing known by its noun alone
	talkHorizon    = 200
)

// fromOccasion is the time of the occasion at which statement i was made, and why; -1 for none.
func (r *reader) fromOccasion(i int, out []Reading) (time int, why string) {
	s := r.statements[i]
	if t := r.fromWriting(s); t >= 0 {
		return t, "quotes a piece of writing that is dated before"
	}
	if r.brokenOff(i, out) {
		return -1, ""
	}
	place := s.place()
	for k := r.occasionsBefore(place) - 1; k >= 0 && place-r.occasions[k].noun <= talkHorizon; k-- {
		o := r.occasions[k]
		said := r.dated(o.time, "").Said
		if !narrow(said) || r.otherTime(s, said) {
			continue
		}
		switch away := r.d.Tokens[place].Paragraph - r.d.Tokens[o.noun].Paragraph; {
		case away <= leadParagraphs && r.goesOn(s) && r.speaksAt(s, o):
			return o.time, "goes on from a dated occasion at which the speaker spoke"
		case away <= 1 && o.names.Len() > 0 && r.spokesman(s, Statement{Source: []text.Range{o.names}}):
			return o.time, "speaks for one who spoke at a dated occasion"
		}
	}
	return -1, ""
}

// occasionsBefore is how many occasions have their noun before the token.
func (r *reader) occasionsBefore(token int) int {
	n, _ := slices.BinarySearchFunc(r.occasions, token, func(o occasion, token int) int { return cmp.Compare(o.noun, token) })
	return n
}

// fromWriting is the time of the piece of writing that is the source of s: "the report" after "a report released on Monday";
// -1 for none.
func (r *reader) fromWriting(s Statement) int {
	noun := r.sourceNoun(s)
	if noun < 0 || !r.definite(noun) {
		return -1
	}
	next := r.occasionsBefore(noun) - 1
	for k := noun - 1; k >= max(0, noun-writingHorizon); k-- {
		for next >= 0 && r.occasions[next].noun > k {
			next--
		}
		if next >= 0 && r.occasions[next].noun == k && sameWriting(r.word(noun), r.word(k)) {
			return r.occasions[next].time
		}
		if r.word(k) == r.word(noun) && !r.definite(k) { // another one came between
			return -1
		}
	}
	return -1
}

// definite tells whether the noun is one that was named before.
func (r *reader) definite(noun int) bool {
	for k := noun - 1; k >= max(0, noun-2); k-- {
		if oneOf(r.word(k), "the", "this", "that", "its", "their", "his", "her") {
			return true
		}
	}
	return false
}

// sourceNoun is the token of the source that names a piece of writing and is its head, or -1.
func (r *reader) sourceNoun(s Statement) int {
	if len(s.Source) == 0 {
		return -1
	}
	for k := s.Source[0].First; k < s.Source[0].End; k++ {
		if oneOf(r.word(k), ",", "by", "of", "from", "in", "on") {
			break
		}
		if reportNoun(r.word(k)) && (k+1 == s.Source[0].End || !r.nominal(k+1)) {
			return k
		}
	}
	return -1
}

// sameWriting tells whether two nouns can name one piece of writing.
func sameWriting(a, b string) bool {
	journalism := func(w string) bool { return oneOf(w, "report", "article", "story", "piece") }
	return a == b || journalism(a) && journalism(b)
}

// speaksAt tells whether the speaker of s is named among those who speak at the occasion, by the name that this or another
// statement of his has.
func (r *reader) speaksAt(s Statement, o occasion) bool {
	own := r.lastName(s)
	for k := o.names.First; k < o.names.End; k++ {
		word := r.d.Word(k)
		if (word == own || s.Speaker != "" && r.speakerNamed[word] == s.Speaker) && !r.nominal(k+1) {
			return true
		}
	}
	return false
}

// closingOccasion is the time of an occasion that was taken for the end of what was said and can't be, there being no verb of
// which it tells the time: "called for calm in a speech on Monday"; -1 for none.
func (r *reader) closingOccasion(s Statement) int {
	if len(s.Content) == 0 {
		return -1
	}
	last := s.Content[len(s.Content)-1]
	for _, o := range r.occasions[r.occasionsBefore(last.First):r.occasionsBefore(last.End)] {
		t := r.times[o.time].tokens
		if t.End != last.End || !last.Contains(o.noun) || o.noun > t.First || !r.inPhrase(o.noun, last) {
			continue
		}
		for k := last.First; k < o.noun; k++ {
			if r.verb(k) && r.d.Tokens[k].Tag != "VB" || r.word(k) == "that" {
				return -1
			}
		}
		return o.time
	}
	return -1
}

// timeOfReports is the time told by what reports "at the time" say: "fell in March, according to reports at the time"; -1 for
// none.
func (r *reader) timeOfReports(s Statement) int {
	atTheTime := false
	for _, x := range s.Source {
		for k := x.First + 1; k+2 < x.End; k++ {
			atTheTime = atTheTime || r.word(k) == "at" && oneOf(r.word(k+1), "the", "that") && r.word(k+2) == "time"
		}
	}
	if !atTheTime {
		return -1
	}
	for k, t := range r.times {
		if text.Holds(s.Content, t.tokens.First) {
			return k
		}
	}
	return -1
}

// smallNumbers are the words that count days.
var smallNumbers = map[string]int{"a": 1, "one": 1, "the": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}

// dayAfter reads how long before the time of its sentence a statement was made: "this comes two days after the guild said". A
// present tense counts from the day of publication, a past one from the last day named.
func (r *reader) dayAfter(s Statement) Reading {
	if !r.followedUpon(s) {
		return unknown
	}
	after := s.Cue[0].First - 1
	if len(s.Source) > 0 {
		after = min(after, s.Source[0].First-1)
	}
	sentence := r.d.Sentences[r.d.Tokens[after].Sentence].Tokens
	if after-3 < sentence.First || !oneOf(r.word(after-1), "day", "days") {
		return unknown
	}
	days, main := smallNumbers[r.word(after-2)], after-3
	if days == 0 || r.d.Published == "" {
		return unknown
	}
	base := r.d.Published
	if !oneOf(r.word(main), "comes", "come", "coming") {
		base = r.lastDay(after)
	}
	day := base.Add(-days)
	if day == "" {
		return unknown
	}
	evidence := text.Range{First: after - 2, End: after + 1}
	return Reading{Said: &news.Said{From: day, To: day, Text: r.d.Span(evidence).In(r.d.Text)}, Why: "so many days before what followed upon it",
		Evidence: evidence, From: -1}
}

// lastDay is the last day named before the token, in its sentence or in the one before; "" for none.
func (r *reader) lastDay(token int) (day news.Day) {
	for _, t := range r.times {
		if t.tokens.First < token && r.d.Tokens[token].Sentence-r.d.Tokens[t.tokens.First].Sentence <= 1 && t.days.from == t.days.to {
			day = t.days.from
		}
	}
	return day
}
