package circumstance

import (
	"strings"

	"gainsay/internal/text"
)

// channel reads what statement i was said in: a prepositional phrase, the object of a cue like "issued a statement", a source
// that is a piece of writing, or a cue that names its channel.
func (r *reader) channel(i int) text.Range {
	s := r.statements[i]
	if len(s.Cue) == 0 {
		return text.Range{}
	}
	for _, find := range []func(int) text.Range{r.channelPhrase, r.channelObject, r.channelSource, r.channelVerb} {
		if found := find(i); found.Len() > 0 {
			return found
		}
	}
	return text.Range{}
}

// channelPhrase is the nearest "in a statement", "on television" in the cue's clause.
func (r *reader) channelPhrase(i int) text.Range {
	s := r.statements[i]
	best, away := text.Range{}, 1<<30
	seen := map[int]bool{}
	for _, part := range s.Cue {
		whole := r.sentence(part.First)
		for p := whole.First; p < whole.End; p++ {
			if seen[p] || !channelPreposition(r.lower(p)) || text.Holds(s.Content, p) || text.Holds(s.Source, p) {
				continue
			}
			seen[p] = true
			phrase, head, ok := r.nounPhrase(p+1, whole.End)
			if !ok || text.Holds(s.Content, head) || !r.isChannel(p, phrase, head) || !r.near(i, p) || r.ofSomethingElse(i, p) {
				continue
			}
			if d := abs(p - part.First); d < away {
				best, away = text.Range{First: p, End: phrase.End}, d
			}
		}
	}
	return best
}

func channelPreposition(word string) bool {
	switch word {
	case "in", "on", "at", "via", "through", "during", "over", "by", "from":
		return true
	}
	return false
}

// isChannel tells whether a noun phrase behind the preposition at token p names a channel.
func (r *reader) isChannel(p int, phrase text.Range, head int) bool {
	noun := r.forms(head)
	switch r.lower(p) {
	case "on":
		return words().has("on", noun...) || words().has("channel", noun...) && r.tag(head) == "NNP" || r.named(phrase, head)
	case "by", "from":
		return words().has("verb", noun...) || words().has("channel", noun...) && (r.lower(head) == "telephone" || r.lower(head) == "letter")
	case "through", "over":
		return words().has("on", noun...)
	}
	if r.lower(head) == "response" || r.lower(head) == "reply" { // "in response" alone names no channel
		return phrase.Len() > 1
	}
	return words().has("channel", noun...)
}

// named tells whether a phrase calls a place to publish by its kind and its name: "the social network Plaza".
func (r *reader) named(phrase text.Range, head int) bool {
	for k := phrase.First; k < head; k++ {
		if r.noun(k) && words().has("on", r.forms(k)...) && strings.HasPrefix(r.tag(k+1), "NNP") {
			return true
		}
	}
	return false
}

// ofSomethingElse tells whether the phrase at token p hangs on a noun that is not the statement's own: "the spread of rumours
// on social media worries doctors, he said".
func (r *reader) ofSomethingElse(i, p int) bool {
	if p == 0 || !r.noun(p-1) || r.time[p-1] {
		return false
	}
	s := r.statements[i]
	sentence := r.sentence(p)
	return p > sentence.First && !text.Holds(s.Cue, p-1) && !text.Holds(s.Source, p-1) && !text.Holds(s.Content, p-1) && !r.isObject(i, p-1)
}

// isObject tells whether token k stands in the phrase right behind the cue: "told reporters in an interview", "posted a
// message on".
func (r *reader) isObject(i, k int) bool {
	for _, c := range r.statements[i].Cue {
		if c.End <= k && k-c.End < 12 {
			return true
		}
	}
	return r.sentence(k).First+8 > k // "Speaking to reporters at"
}

// channelObject is a channel noun in the cue itself or right behind it: "released a statement", "posted a message".
func (r *reader) channelObject(i int) text.Range {
	for _, c := range r.statements[i].Cue {
		for k := c.First; k < c.End; k++ {
			if !words().has("written", r.forms(k)...) || !r.noun(k) || !r.issued(c.First, k) || r.lower(k) == "story" || r.lower(k) == "report" {
				continue
			}
			first := k
			for first > c.First && !r.noun(first-1) && (r.tag(first-1) == "DT" || r.tag(first-1) == "JJ" || r.tag(first-1) == "PRP$") {
				first--
			}
			return text.Range{First: first, End: k + 1}
		}
	}
	return text.Range{}
}

// issued tells whether a verb stands between token first and token k: the cue is more than the noun.
func (r *reader) issued(first, k int) bool {
	for n := first; n < k; n++ {
		if tag := r.tag(n); len(tag) > 1 && tag[:2] == "VB" {
			return true
		}
	}
	return false
}

// channelSource is the source where it is a piece of writing ("the filing said"), or such a one that the source is named behind
// ("the short letter by the firm's lawyer said").
func (r *reader) channelSource(i int) text.Range {
	for _, s := range r.statements[i].Source {
		head := r.sourceHead(s)
		if head >= 0 && r.isWriting(head, s.First) {
			return text.Range{First: s.First, End: head + 1}
		}
		if s.First < 2 || r.lower(s.First-1) != "by" && r.lower(s.First-1) != "from" {
			continue
		}
		last := s.First - 2
		if !r.noun(last) || !r.isWriting(last, last) {
			continue
		}
		first := last
		for first > r.sentence(last).First && (r.noun(first-1) || strings.HasPrefix(r.tag(first-1), "JJ") || r.tag(first-1) == "DT") {
			first--
		}
		return text.Range{First: first, End: last + 1}
	}
	return text.Range{}
}

// sourceHead is the last noun of the source's first phrase, or -1.
func (r *reader) sourceHead(s text.Range) int {
	head := -1
	for k := s.First; k < s.End; k++ {
		switch tag := r.tag(k); {
		case r.noun(k):
			head = k
		case tag == "IN" || tag == "," || tag == "VBN" || tag == "WDT" || tag == "WP":
			return head
		}
	}
	return head
}

// isWriting tells whether the noun at token head is a single piece of writing. A report is one only where it is told whose,
// "the paper's report", "a news report", or which, "the report".
func (r *reader) isWriting(head, first int) bool {
	if !words().has("written", r.forms(head)...) || strings.HasPrefix(r.tag(head), "NNP") || r.tag(head) == "NNS" {
		return false
	}
	if r.lower(head) != "report" {
		return true
	}
	for k := first; k < head; k++ {
		if r.tag(k) == "POS" || r.lower(k) == "news" || r.lower(k) == "the" && k == first {
			return true
		}
	}
	return false
}

// channelVerb is the cue where its verb names the channel: "tweeted".
func (r *reader) channelVerb(i int) text.Range {
	for _, c := range r.statements[i].Cue {
		for k := c.First; k < c.End; k++ {
			if words().has("verb", r.forms(k)...) {
				return text.Range{First: k, End: k + 1}
			}
		}
	}
	return text.Range{}
}
