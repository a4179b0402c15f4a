package circumstance

import (
	"slices"
	"strings"

	"gainsay/internal/text"
)

func (r *reader) tag(i int) string { return r.d.Tokens[i].Tag }

func (r *reader) noun(i int) bool { return strings.HasPrefix(r.tag(i), "NN") }

// sentence is the token range of the sentence that token i stands in.
func (r *reader) sentence(i int) text.Range {
	if s := r.d.Tokens[i].Sentence; s >= 0 && s < len(r.d.Sentences) {
		whole := r.d.Sentences[s].Tokens
		return text.Range{First: max(min(whole.First, i), 0), End: min(max(whole.End, i+1), len(r.d.Tokens))}
	}
	return text.Range{First: i, End: i + 1}
}

// nounPhrase reads a base noun phrase from token i on, not past end: determiners, adjectives, nouns and possessives, up to
// its last noun or a pronoun. A time expression ends it.
func (r *reader) nounPhrase(i, end int) (tokens text.Range, head int, ok bool) {
	head = -1
	if i < end && r.tag(i) == "PRP" {
		return text.Range{First: i, End: i + 1}, i, true
	}
	for k := i; k < end && (head < 0 || !r.time[k] || r.time[head]); k++ {
		tag := r.tag(k)
		if (tag == "DT" || tag == "PRP$") && head == k-1 && head >= 0 {
			break
		}
		if r.noun(k) {
			head = k
			continue
		}
		switch tag {
		case "DT", "PRP$", "JJ", "JJR", "JJS", "CD", "POS", "PDT", "VBN", "VBG":
			if head >= 0 && (tag == "VBN" || tag == "VBG" || tag == "CD") {
				return text.Range{First: i, End: head + 1}, head, true
			}
			continue
		}
		break
	}
	if head < 0 {
		return text.Range{}, 0, false
	}
	return text.Range{First: i, End: head + 1}, head, true
}

// fullPhrase is a base noun phrase with "of" and a second one behind it: "the government of Nordia".
func (r *reader) fullPhrase(i, end int) (tokens text.Range, head int, ok bool) {
	tokens, head, ok = r.nounPhrase(i, end)
	if ok && tokens.End < end && r.lower(tokens.End) == "of" {
		if more, _, found := r.nounPhrase(tokens.End+1, end); found {
			tokens.End = more.End
		}
	}
	return tokens, head, ok
}

// finite tells whether token i is a finite verb.
func (r *reader) finite(i int) bool {
	switch r.tag(i) {
	case "VBD", "VBZ", "VBP", "MD":
		return true
	}
	return false
}

// near tells whether token p stands in the clause of statement i's cue: in its sentence, outside its content, and with no
// other verb, cue or subordinator between it and the statement's cue or source.
func (r *reader) near(i, p int) bool {
	s := r.statements[i]
	if text.Holds(s.Content, p) {
		return false
	}
	best := -1
	for _, part := range [][]text.Range{s.Cue, s.Source} {
		for _, x := range part {
			for k := x.First; k < x.End; k++ {
				if r.d.Tokens[k].Sentence == r.d.Tokens[p].Sentence && (best < 0 || abs(k-p) < abs(best-p)) {
					best = k
				}
			}
		}
	}
	if best < 0 || r.otherLevel(i, p) {
		return false
	}
	for k := min(p, best) + 1; k < max(p, best); k++ {
		switch {
		case text.Holds(s.Content, k), text.Holds(s.Source, k), text.Holds(s.Cue, k):
			continue
		case r.finite(k) && !words().has("issues", r.forms(k)...) && !r.auxiliary(i, k), r.cue[k]:
			return false
		}
		switch r.lower(k) {
		case ";", "who", "which", "because", "when", "while", "but", "if", "although", "despite":
			return false
		}
	}
	return true
}

// otherLevel tells whether the cue of statement i stands in the content of another statement and token p outside it, or the
// other way round.
func (r *reader) otherLevel(i, p int) bool {
	s := r.statements[i]
	if len(s.Cue) == 0 {
		return false
	}
	for k, other := range r.statements {
		if k != i && text.Holds(other.Content, s.Cue[0].First) != text.Holds(other.Content, p) && !slices.Equal(other.Content, s.Content) {
			return true
		}
	}
	return false
}

// auxiliary tells whether token k is a form of "be" or "have" right before the cue of statement i.
func (r *reader) auxiliary(i, k int) bool {
	switch r.lower(k) {
	case "was", "were", "is", "are", "has", "have", "had":
		return k+1 < len(r.d.Tokens) && (text.Holds(r.statements[i].Cue, k+1) || k+2 < len(r.d.Tokens) && text.Holds(r.statements[i].Cue, k+2))
	}
	return false
}

func abs(n int) int { return max(n, -n) }
