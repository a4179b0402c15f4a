package edit

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"gainsay/internal/analysis/coref"
	"gainsay/news"
)

// speakers tells who is one in both versions.
type speakers struct {
	before, after map[string]int // the number of the speaker that an entity is, by its id
}

// speakersOf ties the speakers of two versions by what they are called.
func speakersOf(before, after *news.Record) speakers {
	one, other := coref.Outline(before), coref.Outline(after)
	about := coref.Context{1} // versions of one article are about the same, whatever names stand in them
	one.Context, other.Context = about, about
	numbers := coref.Across([]coref.Document{one, other})
	byID := func(entities []news.Entity, numbers []int) map[string]int {
		out := make(map[string]int, len(entities))
		for i := range entities {
			out[entities[i].ID] = numbers[i]
		}
		return out
	}
	return speakers{byID(before.Entities, numbers[0]), byID(after.Entities, numbers[1])}
}

// same tells whether two statements, the first of the version before, may be of one speaker.
func (s speakers) same(before, after *utterance) bool {
	switch {
	case before.Source == nil || after.Source == nil:
		return before.Source == nil && after.Source == nil
	case before.entity != nil && after.entity != nil:
		if s.before[before.entity.ID] == s.after[after.entity.ID] || spoken(before.entity.Name) == spoken(after.entity.Name) {
			return true
		}
	case before.source == after.source:
		return true
	case before.isPronoun() || after.isPronoun():
		return !before.isPronoun() || !after.isPronoun()
	}
	return before.describes(after) || after.describes(before)
}

// pronouns are sources that tell nothing of who they are.
var pronouns = []string{"he", "her", "him", "i", "it", "she", "they", "we", "who"}

// isPronoun tells whether the speaker is nothing but a pronoun that was not resolved.
func (u *utterance) isPronoun() bool { return u.entity == nil && slices.Contains(pronouns, u.source) }

// describes tells whether the speaker has no name, and every word for it is among those for another.
func (u *utterance) describes(other *utterance) bool {
	words := u.sourceWords
	if u.entity != nil {
		sameSort := other.entity != nil && other.entity.Kind == u.entity.Kind
		if u.entity.Kind != news.Unnamed && (!sameSort || u.entity.Kind == news.Person || !isCommon(u.entity.Name)) {
			return false
		}
		words = wordsOf(u.entity.Name)
	}
	known := slices.Clone(other.sourceWords)
	if e := other.entity; e != nil {
		known = append(known, wordsOf(e.Name+" "+e.Role+" "+strings.Join(e.Aliases, " "))...)
	}
	telling := 0
	for _, word := range words {
		if word == "a" || word == "an" || word == "the" {
			continue
		}
		telling++
		if !slices.ContainsFunc(known, func(w string) bool { return singular(w) == singular(word) }) {
			return false
		}
	}
	return telling > 0
}

// isCommon tells whether words are no name: none but the first begins with a capital.
func isCommon(name string) bool {
	_, first := utf8.DecodeRuneInString(name)
	return !strings.ContainsFunc(name[first:], unicode.IsUpper)
}

func singular(word string) string { return strings.TrimSuffix(word, "s") }
