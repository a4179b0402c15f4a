package said

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"gainsay/internal/text"
)

// carryOver gives statements without a time of their own the time of another by the same speaker that they go on from.
func (r *reader) carryOver(out []Reading) {
	r.carryOn(out)
	r.carryToLead(out)
	r.carryOn(out)
}

// carryOn goes through the statements in text order, each taking over from those before it.
func (r *reader) carryOn(out []Reading) {
	for i, s := range r.statements {
		if out[i].Said != nil || !r.plain(s) {
			continue
		}
		k, why := r.joined(i, out), "joined by a conjunction to a dated statement of the same speaker"
		if k < 0 {
			k, why = r.quotedSelf(i, out), "stands in a dated statement of the same speaker"
		}
		if k < 0 && !r.nested(i) {
			k, why = r.model(i, out)
		}
		if k >= 0 && out[k].Said.From != "" {
			out[i] = out[k].carried(k, why)
		}
	}
}

// carried is the reading of a statement that takes its time over from statement k, whose reading x is.
func (x Reading) carried(k int, why string) Reading {
	said := *x.Said
	return Reading{Said: &said, Why: why, Evidence: x.Evidence, From: k}
}

// joined is the dated statement of the same sentence and speaker whose verb "and" or "but" joins to the cue of i, or -1.
func (r *reader) joined(i int, out []Reading) int {
	s := r.statements[i]
	cue := s.Cue[0].First
	k := cue - 1
	for k > cue-4 && k >= 0 && oneOf(r.word(k), "did", "not", "also", "then", "n't") {
		k--
	}
	if k < 0 || !oneOf(r.word(k), "and", "but") {
		return -1
	}
	for k := i - 1; k >= 0; k-- {
		other := r.statements[k]
		if out[k].Said != nil && (r.sameSpeaker(s, other) || slices.Equal(s.Source, other.Source)) && r.d.Tokens[other.place()].Sentence == r.d.Tokens[cue].Sentence {
			return k
		}
	}
	return -1
}

// quotedSelf is the dated statement by the same speaker in whose content i stands ("said it was concerned by what it called
// …"), or -1.
func (r *reader) quotedSelf(i int, out []Reading) int {
	s := r.statements[i]
	for k, other := range r.statements {
		if k != i && out[k].Said != nil && r.sameSpeaker(s, other) && text.Holds(other.Content, s.place()) {
			return k
		}
	}
	return -1
}

// How far back a run of statements by one speaker is followed.
const (
	runStatements = 3 // statements, those nested in others not counted
	runParagraphs = 3
)

// model is the statement whose time statement i takes over, or -1: the last one of the same speaker, or of those he speaks for,
// where it stands near; else the one that opens a report of the day.
func (r *reader) model(i int, out []Reading) (from int, why string) {
	s := r.statements[i]
	goesOn := r.quotes(s) || r.pronoun(s) || r.also(s)
	passed := 0
	for k := i - 1; k >= 0 && passed < runStatements; k-- {
		other := r.statements[k]
		if r.d.Tokens[s.place()].Paragraph-r.d.Tokens[other.place()].Paragraph > runParagraphs {
			break
		}
		switch {
		case out[k].Said == nil:
		case goesOn && r.sameSpeaker(s, other):
			return k, "goes on from the same speaker's statement before"
		case passed == 0 && r.spokesman(s, other):
			return k, "speaks for the source of the statement before"
		}
		if !r.nested(k) {
			passed++
		}
	}
	if !goesOn {
		return -1, ""
	}
	for k := 0; k < i; k++ {
		if out[k].Said != nil && r.sameSpeaker(s, r.statements[k]) {
			if r.inLead(k) && out[k].Said.From == r.d.Published {
				return k, "the report opens with the same speaker's statement of its day"
			}
			break
		}
	}
	return -1, ""
}

// quotes tells whether the content has words in quotation marks.
func (r *reader) quotes(s Statement) bool {
	for _, x := range s.Content {
		for k := x.First; k < x.End; k++ {
			if r.d.Tokens[k].Quotation >= 0 || strings.ContainsAny(r.d.Word(k), "\"“”„«»") || oneOf(r.d.Word(k), "'", "''", "``", "‘", "’") {
				return true
			}
		}
	}
	return false
}

// also tells whether the cue says that it goes on: "also said", "added".
func (r *reader) also(s Statement) bool {
	return oneOf(r.word(s.Cue[0].First), "added", "adding", "continued", "went") || s.Cue[0].First > 0 && r.word(s.Cue[0].First-1) == "also"
}

// pronoun tells whether the source is only a pronoun: it goes on from the statement before.
func (r *reader) pronoun(s Statement) bool {
	return len(s.Source) == 1 && s.Source[0].Len() == 1 && oneOf(r.word(s.Source[0].First), "he", "she", "it", "they")
}

// carryToLead dates what the opening sums up by the speaker's first dated statement further down.
func (r *reader) carryToLead(out []Reading) {
	for i, s := range r.statements {
		if out[i].Said != nil || !r.inLead(i) || r.nested(i) {
			continue
		}
		for k := i + 1; k < len(out); k++ {
			if out[k].Said != nil && out[k].Said.From != "" && r.sameSpeaker(s, r.statements[k]) && !r.nested(k) {
				out[i] = out[k].carried(k, "the opening sums up a dated statement of the same speaker")
				break
			}
		}
	}
}

// leadParagraphs is how many paragraphs open a report.
const leadParagraphs = 2

// inLead tells whether statement i stands in the opening of the report.
func (r *reader) inLead(i int) bool {
	return r.d.Tokens[r.statements[i].place()].Paragraph < leadParagraphs
}

// place is a token of the statement: of its cue where it has one.
func (s Statement) place() int {
	for _, ranges := range [][]text.Range{s.Cue, s.Content, s.Source} {
		if len(ranges) > 0 {
			return ranges[0].First
		}
	}
	return 0
}

// nested tells whether statement i stands in another's content.
func (r *reader) nested(i int) bool {
	s := r.statements[i]
	for k, other := range r.statements {
		if k != i && text.Holds(other.Content, s.place()) && !slices.Equal(other.Content, s.Content) {
			return true
		}
	}
	return false
}

// sameSpeaker tells whether two statements have one speaker: as resolved or, where either is not, by the last word of the source,
// a name.
func (r *reader) sameSpeaker(a, b Statement) bool {
	if a.Speaker != "" && b.Speaker != "" {
		return a.Speaker == b.Speaker
	}
	name := r.lastName(a)
	return name != "" && name == r.lastName(b)
}

// lastName is the last word of the statement's source where that has a capital letter and is no pronoun, else "".
func (r *reader) lastName(s Statement) string {
	if len(s.Source) == 0 || r.pronoun(s) {
		return ""
	}
	word := r.d.Word(s.Source[len(s.Source)-1].End - 1)
	if initial, _ := utf8.DecodeRuneInString(word); !unicode.IsUpper(initial) {
		return ""
	}
	return word
}

// spokesman tells whether s is said by one who speaks for the source of p: "Harbour Ministry spokeswoman Ana Orla" after "the
// Harbour Ministry".
func (r *reader) spokesman(s, p Statement) bool {
	speaksFor, shared := false, false
	for _, x := range s.Source {
		for k := x.First; k < x.End; k++ {
			w := r.word(k)
			speaksFor = speaksFor || strings.HasPrefix(w, "spokes")
			shared = shared || len(w) > 3 && r.names(p.Source, w)
		}
	}
	return speaksFor && shared
}

// names tells whether the word stands in the ranges.
func (r *reader) names(ranges []text.Range, word string) bool {
	for _, x := range ranges {
		for k := x.First; k < x.End; k++ {
			if r.word(k) == word {
				return true
			}
		}
	}
	return false
}

// plain tells whether the cue tells its saying as the next thing that happened: a simple past or present, not "has said" and not
// "later said".
func (r *reader) plain(s Statement) bool {
	if len(s.Cue) == 0 {
		return false
	}
	cue := s.Cue[0]
	for k := cue.First - 1; k >= max(0, cue.First-3); k-- {
		if text.Holds(s.Source, k) || text.Holds(s.Content, k) {
			break
		}
		if oneOf(r.word(k), "has", "have", "had", "later", "earlier", "previously", "subsequently", "will", "would", "repeatedly", "often", "long") {
			return false
		}
	}
	return true
}
