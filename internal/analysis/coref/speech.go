package coref

import (
	"slices"

	"gainsay/internal/text"
)

// speech knows for every token which sources' contents it stands in.
type speech struct {
	first []int32 // for each token the number from 1 of its first link, 0 for none
	links []speechLink
}

// speechLink is one source whose content a token stands in, and the number of the next link of that token.
type speechLink struct{ source, next int32 }

func newSpeech(sources []Source, tokens int) speech {
	s := speech{first: make([]int32, tokens)}
	for n := range sources {
		for _, c := range sources[n].Content {
			for i := max(c.First, 0); i < min(c.End, tokens); i++ {
				s.links = append(s.links, speechLink{int32(n), s.first[i]})
				s.first[i] = int32(len(s.links))
			}
		}
	}
	return s
}

// at lists the sources inside whose content token i stands.
func (s *speech) at(i int) []int {
	var out []int
	for l := s.first[i]; l != 0; l = s.links[l-1].next {
		out = append(out, int(s.links[l-1].source))
	}
	return out
}

// speakerOf is who says what token i stands in, in the shortest content around it.
func (r *resolver) speakerOf(i int) match {
	best, shortest := nobody, 0
	for _, s := range r.around.at(i) {
		m := r.ofSource[s]
		if m < 0 || r.mentions[m].entity < 0 {
			continue
		}
		if length := r.contentLength(s); best.entity < 0 || length < shortest {
			best, shortest = match{entity: r.mentions[m].entity, to: m, rule: SpeakerAround, certain: 0.85}, length
		}
	}
	return best
}

func (r *resolver) contentLength(source int) int {
	sum := 0
	for _, c := range r.sources[source].Content {
		sum += c.Len()
	}
	return sum
}

// inContent tells whether token i is part of what a source says.
func (r *resolver) inContent(source, i int) bool {
	return slices.ContainsFunc(r.sources[source].Content, func(c text.Range) bool { return c.Contains(i) })
}

// excluded tells whether an entity speaks in its own words around a pronoun, where it is "I" and not "he".
func (r *resolver) excluded(around []int, n int) bool {
	for _, s := range around {
		if r.sources[s].Direct && r.isOf(s, n) {
			return true
		}
	}
	return false
}

// says tells whether an entity is the source of what stands around a pronoun, in the reporter's words.
func (r *resolver) says(around []int, n int) bool {
	for _, s := range around {
		if !r.sources[s].Direct && r.isOf(s, n) {
			return true
		}
	}
	return false
}

// isOf tells whether a source is an entity.
func (r *resolver) isOf(source, n int) bool {
	m := r.ofSource[source]
	return m >= 0 && r.mentions[m].entity == n
}
