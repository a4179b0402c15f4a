package nest

import (
	_ "embed"
	"strings"
	"sync"
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
)

var frameNames = map[string]frame{
	"clause": takesClause, "plain": onlyPlain, "noun": takesNoun, "relay": onlyRelay, "to": takesTo, "person": takesPerson, "only": needsPerson, "command": takesCommand,
	"object": takesObject,
	"as":     takesAs, "for": takesFor, "passive": takesPassive, "mind": isThought, "that": takesThat, "of": takesOf,
	"about": takesAbout, "over": takesOver, "bare": takesBare,
}

// has tells whether any of the other frame's complements is among f's.
func (f frame) has(other frame) bool { return f&other != 0 }

// lexicon is words.txt, read.
type lexicon struct {
	verbs, nouns                     map[string]frame
	issue, issued, times, speechless map[string]bool
}

var words = sync.OnceValue(func() lexicon {
	l := lexicon{map[string]frame{}, map[string]frame{}, map[string]bool{}, map[string]bool{}, map[string]bool{}, map[string]bool{}}
	for line := range strings.Lines(wordsText) {
		fields := strings.Fields(line)
		if len(fields) < 2 || fields[0] == "#" {
			continue
		}
		var f frame
		for _, name := range fields[2:] {
			f |= frameNames[name]
		}
		switch fields[0] {
		case "verb":
			l.verbs[fields[1]] = f
		case "noun":
			l.nouns[fields[1]] = f
		case "issue":
			l.issue[fields[1]] = true
		case "issued":
			l.issued[fields[1]] = true
		case "time":
			l.times[fields[1]] = true
		case "speechless":
			l.speechless[fields[1]] = true
		}
	}
	return l
})
