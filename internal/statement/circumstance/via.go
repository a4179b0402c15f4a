package circumstance

import (
	"strings"

	"gainsay/internal/text"
)

// via reads through whom the words of statement i came: "quoted by the Harbour News", "through his lawyer", or the outlet in
// whose report the statement stands.
func (r *reader) via(i int) text.Range {
	if found := r.viaPhrase(i); found.Len() > 0 {
		return found
	}
	return r.viaParent(i)
}

// viaPhrase is the noun phrase behind "quoted by", "cited by", "through", "as reported by".
func (r *reader) viaPhrase(i int) text.Range {
	s := r.statements[i]
	for _, part := range s.Cue {
		whole := r.sentence(part.First)
		for p := whole.First + 1; p+1 < whole.End; p++ {
			word := r.lower(p)
			if word != "by" && word != "through" && word != "via" || text.Holds(s.Content, p) {
				continue
			}
			phrase, head, ok := r.fullPhrase(p+1, whole.End)
			if !ok || text.Holds(s.Source, head) && word != "by" || text.Holds(s.Content, head) {
				continue
			}
			if word == "by" && (!r.relaying(p-1) || r.noun(p-1) || text.Holds(s.Source, p) && !r.quoting(p-1)) {
				continue
			}
			if word != "by" && (!r.hearer(head) || words().has("channel", r.forms(head)...)) {
				continue
			}
			if r.near(i, p) || text.Holds(s.Source, p) {
				return phrase
			}
		}
	}
	return text.Range{}
}

// relaying tells whether token k is a verb by which words are passed on.
func (r *reader) relaying(k int) bool { return words().has("relays", r.forms(k)...) }

// quoting tells whether the verb at token k passes on somebody's words and not a piece of writing.
func (r *reader) quoting(k int) bool {
	switch r.lower(k) {
	case "quoted", "cited":
		return true
	}
	return false
}

// viaParent is the source of the statement that reports this one, where it passes on what others say: an outlet, or whoever
// "quotes", "cites" or "reports". Nobody passes on his own words.
func (r *reader) viaParent(i int) text.Range {
	s := r.statements[i]
	if len(s.Source) == 0 {
		return text.Range{}
	}
	for parent, steps := s.Parent, 0; parent >= 0 && parent != i && steps < 4; steps++ {
		p := r.statements[parent]
		if len(p.Source) > 0 && (p.Speaker == "" || p.Speaker != s.Speaker) && (r.outlets[p.Speaker] || r.isOutlet(p.Source) || r.relays(p)) {
			return r.shortSource(p.Source[0])
		}
		parent = p.Parent
	}
	return text.Range{}
}

func (r *reader) relays(s Statement) bool {
	for _, c := range s.Cue {
		for k := c.First; k < c.End; k++ {
			if r.relaying(k) {
				return true
			}
		}
	}
	return false
}

// isOutlet tells whether the source is an outlet by its words.
func (r *reader) isOutlet(source []text.Range) bool {
	for _, s := range source {
		for k := s.First; k < s.End && r.lower(k) != ","; k++ {
			if words().has("outlet", r.forms(k)...) || strings.HasSuffix(r.lower(k), ".com") || strings.HasSuffix(r.lower(k), ".org") || strings.HasSuffix(r.lower(k), ".net") {
				return true
			}
		}
	}
	return false
}

// shortSource is the source up to its apposition.
func (r *reader) shortSource(s text.Range) text.Range {
	for k := s.First + 1; k < s.End; k++ {
		if r.lower(k) == "," {
			return text.Range{First: s.First, End: k}
		}
	}
	return s
}
