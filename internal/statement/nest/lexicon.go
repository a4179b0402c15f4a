package nest

import (
	_ "embed"
	"strings"
	"sync"

	"gainsay/internal/text"
)

//go:embed words.txt
var wordsText string

// frame is the set of complements that a reporting word takes; words.txt explains each.
type frame uint32

const (
	takesClause frame = 1 << iota
	onlyPlain
	takesNoun
	onlyRelay
	takesTo
	takesPerson
	needsPerson
	takesCommand
	takesObject
	takesAs
	takesFor
	takesPassive
	isThought
	takesThat
	takesOf
	takesAbout
	takesOver
	takesBare
	needsParticle
	takesPredicate
	takesGerund
)

var frameNames = map[string]frame{
	"clause": takesClause, "plain": onlyPlain, "noun": takesNoun, "relay": onlyRelay, "to": takesTo, "person": takesPerson, "only": needsPerson, "command": takesCommand,
	"object": takesObject,
	"as":     takesAs, "for": takesFor, "passive": takesPassive, "mind": isThought, "that": takesThat, "of": takesOf,
	"about": takesAbout, "over": takesOver, "bare": takesBare, "particle": needsParticle, "is": takesPredicate,
	"ing": takesGerund,
}

// has tells whether any of the other frame's complements is among f's.
func (f frame) has(other frame) bool { return f&other != 0 }

// lexicon is words.txt, read.
type lexicon struct {
	verbs, nouns map[string]frame
	kinds        map[string]map[string]bool // of the words without complements: "time", "issue", …
}

// is tells whether the lemma is of a kind without complements.
func (l lexicon) is(kind, lemma string) bool { return l.kinds[kind][lemma] }

var words = sync.OnceValue(func() lexicon {
	l := lexicon{map[string]frame{}, map[string]frame{}, map[string]map[string]bool{}}
	for row := range text.Rows(wordsText) {
		fields := strings.Fields(row)
		kind, word := fields[0], fields[1]
		var f frame
		for _, name := range fields[2:] {
			f |= frameNames[name]
		}
		switch kind {
		case "verb":
			l.verbs[word] = f
		case "noun":
			l.nouns[word] = f
		default:
			if l.kinds[kind] == nil {
				l.kinds[kind] = map[string]bool{}
			}
			l.kinds[kind][word] = true
		}
	}
	return l
})
