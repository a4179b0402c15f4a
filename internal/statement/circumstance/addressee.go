package circumstance

import (
	"strings"

	"gainsay/internal/text"
)

// addressee reads whom statement i was said to, and the channel where the addressee is one ("told Orlan state television").
func (r *reader) addressee(i int) (addressee, channel text.Range) {
	for _, find := range []func(int) text.Range{r.object, r.bidden, r.toWhom, r.passive} {
		found := find(i)
		if found.Len() == 0 {
			continue
		}
		last := found.End - 1
		for k := found.First; k < found.End; k++ {
			if r.lower(k) == "of" {
				last = k - 1
				break
			}
		}
		switch r.lower(last) {
		case "television", "tv", "channel":
			channel = found
		}
		return found, channel
	}
	return text.Range{}, text.Range{}
}

// verb finds the cue's verb that takes the one who is spoken to as its object, and where the object begins.
func (r *reader) verb(i int, class string) (verb, object int, ok bool) {
	s := r.statements[i]
	for n := len(s.Cue) - 1; n >= 0; n-- {
		for k := s.Cue[n].End - 1; k >= s.Cue[n].First; k-- {
			for _, form := range r.forms(k) {
				if k+1 < len(r.d.Tokens) && words().has(class, form+" "+r.lower(k+1)) {
					return k, k + 2, true
				}
			}
			if strings.HasPrefix(r.tag(k), "VB") && words().has(class, r.forms(k)...) {
				return k, k + 1, true
			}
		}
	}
	return 0, 0, false
}

// object is the noun phrase behind a verb of telling, outside the content: "told reporters".
func (r *reader) object(i int) text.Range {
	s := r.statements[i]
	_, from, ok := r.verb(i, "tells")
	if !ok {
		return text.Range{}
	}
	if from < len(r.d.Tokens) && text.Holds(s.Content, from) {
		return text.Range{}
	}
	end := r.clauseEnd(i, from)
	phrase, head, ok := r.fullPhrase(from, end)
	if !ok || text.Holds(s.Source, from) || r.lower(head) == "question" || r.cue[from] && !text.Holds(s.Cue, from) {
		return text.Range{}
	}
	return phrase
}

// clauseEnd is where the words from token from on must end to be outside the content of statement i.
func (r *reader) clauseEnd(i, from int) int {
	if from >= len(r.d.Tokens) {
		return from
	}
	end := r.sentence(from).End
	for k := from; k < end; k++ {
		if text.Holds(r.statements[i].Content, k) {
			return k
		}
	}
	return end
}

// bidden is the noun phrase at the head of a content whose verb follows as an infinitive: "urged [both sides to talk]".
func (r *reader) bidden(i int) text.Range {
	s := r.statements[i]
	_, from, ok := r.verb(i, "tells")
	if !ok {
		_, from, ok = r.verb(i, "bids")
	}
	if !ok || len(s.Content) == 0 {
		return text.Range{}
	}
	for _, c := range s.Content {
		if c.First < from || c.First > from+1 {
			continue
		}
		phrase, _, ok := r.fullPhrase(c.First, c.End)
		if !ok || phrase.End+1 >= c.End || r.lower(phrase.End) != "to" {
			continue
		}
		verb := phrase.End + 1
		if r.d.Tokens[verb].Quotation >= 0 && verb+1 < c.End && r.tag(verb) != "VB" { // to "withdraw at once"
			verb++
		}
		if r.tag(verb) == "VB" {
			return phrase
		}
	}
	return text.Range{}
}

// toWhom is "to" and somebody behind the cue, or behind "interview with", "speaking to", "statement to".
func (r *reader) toWhom(i int) text.Range {
	s := r.statements[i]
	for _, part := range s.Cue {
		whole := r.sentence(part.First)
		for p := whole.First; p+1 < whole.End; p++ {
			word := r.lower(p)
			if word != "to" && word != "with" && word != "before" || text.Holds(s.Content, p) || text.Holds(s.Source, p) || p == 0 {
				continue
			}
			if !r.speaks(i, p-1, word) {
				continue
			}
			phrase, head, ok := r.fullPhrase(p+1, r.clauseEnd(i, p+1))
			if !ok || !r.hearer(head) || !r.near(i, p) {
				continue
			}
			return phrase
		}
	}
	return text.Range{}
}

// speaks tells whether "to" or "with" behind token k leads to a hearer: k is of the cue, a word of speaking, or a channel.
func (r *reader) speaks(i, k int, preposition string) bool {
	s := r.statements[i]
	channel := r.noun(k) && words().has("channel", r.forms(k)...)
	switch preposition {
	case "with":
		return channel || r.lower(k) == "speaking" || r.lower(k) == "talking"
	case "before":
		return r.lower(k) == "testifying" || r.lower(k) == "speaking"
	}
	switch r.lower(k) {
	case "speaking", "talking", "writing", "testifying", "remarks", "comments", "according", "responding":
		return r.lower(k) != "according" && r.lower(k) != "responding"
	}
	return text.Holds(s.Cue, k) && r.lower(k) != "according" || channel || r.time[k] && k > 0
}

// hearer tells whether the noun at token k can be spoken to: a name, a pronoun or a word for people.
func (r *reader) hearer(k int) bool {
	tag := r.tag(k)
	return tag == "NNP" || tag == "NNPS" || tag == "PRP" || words().has("hearer", r.forms(k)...)
}

// passive is the subject of "was told", "was asked".
func (r *reader) passive(i int) text.Range {
	s := r.statements[i]
	verb, _, ok := r.verb(i, "tells")
	if !ok || verb == 0 || r.tag(verb) != "VBN" {
		return text.Range{}
	}
	k := verb - 1
	for k >= 0 && (r.tag(k) == "RB" || r.lower(k) == "been" || r.lower(k) == "being") {
		k--
	}
	switch {
	case k < 0:
		return text.Range{}
	case r.lower(k) == "was" || r.lower(k) == "were" || r.lower(k) == "had" || r.lower(k) == "has":
	default:
		return text.Range{}
	}
	first := k
	for n := k - 1; n >= r.sentence(k).First && !text.Holds(s.Source, n) && !text.Holds(s.Content, n); n-- {
		if phrase, _, ok := r.nounPhrase(n, k); ok && phrase.End == k {
			first = n
			continue
		}
		break
	}
	return text.Range{First: first, End: k}
}
