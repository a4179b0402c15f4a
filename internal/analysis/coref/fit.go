package coref

import (
	"slices"
	"strings"

	"gainsay/news"
)

// fit is how well two names go together.
type fit int

const (
	noFit fit = iota
	nearFit
	partFit
	fullFit
)

// fit compares two names.
func (r *resolver) fit(a, b *mention) fit {
	x, y := a.words, b.words
	if len(x) == 0 || len(y) == 0 {
		return noFit
	}
	if slices.Equal(x, y) {
		return fullFit
	}
	if len(x) > len(y) {
		a, b, x, y = b, a, y, x
	}
	if a.kind == news.Person || b.kind == news.Person {
		return personFit(x, y)
	}
	if isAcronym(r.d.Word(a.head), a, b) || r.givenAcronym(a, b) {
		return fullFit
	}
	return bodyFit(x, y)
}

// personFit compares the names of two people, the shorter one first.
func personFit(x, y []string) fit {
	if len(x) == 1 {
		switch {
		case x[0] == y[len(y)-1]:
			return fullFit
		case len(y) > 2 && slices.Contains(y[1:], x[0]):
			return partFit
		case len(y) > 1 && x[0] == y[0]:
			return partFit
		case misspelt(x[0], y[len(y)-1]):
			return nearFit
		}
		if _, last, ok := strings.Cut(y[len(y)-1], "-"); ok && last == x[0] {
			return partFit
		}
		return noFit
	}
	if initialOf(x[0], y[0]) && (x[len(x)-1] == y[len(y)-1] || misspelt(x[len(x)-1], y[len(y)-1])) {
		return fullFit
	}
	if slices.Equal(x, y[:len(x)]) || slices.Equal(x, y[len(y)-len(x):]) {
		return partFit
	}
	return noFit
}

// initialOf tells whether two given names may be the same: equal, or one short for the other.
func initialOf(a, b string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	return a == b || len(a) == 1 && b[0] == a[0] || len(a) >= 3 && strings.HasPrefix(b, a) || misspelt(a, b)
}

// misspelt tells whether two long words with the same first letter differ in one letter.
func misspelt(a, b string) bool {
	if len(a) < 5 || len(b) < 5 || a[0] != b[0] {
		return false
	}
	if len(a) > len(b) {
		a, b = b, a
	}
	if len(b)-len(a) > 1 {
		return false
	}
	i := 0
	for i < len(a) && a[i] == b[i] {
		i++
	}
	if len(a) == len(b) {
		return a[i+1:] == b[i+1:]
	}
	return a[i:] == b[i+1:]
}

// bodyFit compares the names of two bodies, the shorter one first.
func bodyFit(x, y []string) fit {
	rest := y[len(x):]
	switch {
	case slices.Equal(x, y[:len(x)]) && (len(x) > 1 && len(rest) == 1 || allGeneric(rest)):
		return partFit
	case len(x) == 1 && len(y) > 1 && y[len(y)-2] == "white" && y[len(y)-1] == "house": // "the House" is another
	case slices.Equal(x, y[len(y)-len(x):]) && (len(x) > 1 || len(y)-len(x) <= 2 && bodyWords[x[0]]):
		return partFit
	}
	return noFit
}

// bodyWords are the last words of bodies' names that call them alone: "the Board".
var bodyWords = map[string]bool{"house": true, "board": true, "ministry": true, "agency": true, "committee": true, "council": true, "bank": true,
	"commission": true, "court": true, "institute": true, "union": true, "authority": true, "department": true, "party": true, "office": true,
	"post": true, "times": true, "journal": true, "guardian": true, "university": true, "foundation": true, "service": true, "senate": true}

// genericWords are words that a body's name does without.
var genericWords = map[string]bool{"news": true, "inc": true, "corp": true, "co": true, "ltd": true, "plc": true, "llc": true, "group": true, "company": true,
	"corporation": true, "media": true, "holdings": true, "international": true, "front": true, "movement": true, "party": true, "organisation": true,
	"organization": true, "newspaper": true, "tv": true, "television": true, "network": true, "channel": true, "agency": true, "gmbh": true, "ag": true,
	"sa": true, "motors": true, "motor": true, "representatives": true, "airlines": true, "airways": true, "bank": true, "magazine": true, "daily": true}

func allGeneric(words []string) bool {
	return !slices.ContainsFunc(words, func(w string) bool { return !genericWords[w] })
}

// isAcronym tells whether a name of one word in capitals is made of the first letters of another one's words.
func isAcronym(short string, a, b *mention) bool {
	if len(a.words) != 1 || !isUpper(strings.ReplaceAll(short, ".", "")) || len(b.words) < 2 {
		return false
	}
	letters := a.words[0]
	for skip := 0; skip <= 1 && skip < len(b.words); skip++ {
		if len(letters) >= 2 && initials(b.words[skip:]) == letters {
			return true
		}
	}
	return false
}

// givenAcronym tells whether the text gives one name in brackets right behind the other: "the Harbour Board (HB)".
func (r *resolver) givenAcronym(a, b *mention) bool {
	if a.head > b.head {
		a, b = b, a
	}
	between := b.name.First - a.name.End
	return between == 1 && r.d.Tokens[a.name.End].Tag == "-LRB-" && b.name.End < len(r.d.Tokens) && r.d.Tokens[b.name.End].Tag == "-RRB-"
}
