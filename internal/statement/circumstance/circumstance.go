package circumstance

import (
	"strings"

	"gainsay/internal/text"
)

// Statement is one statement as far as its circumstances go; ranges are token ranges in text order, any may be empty.
type Statement struct {
	Source, Cue, Content []text.Range
	Speaker              string // the same for statements of one speaker; "" where he is not known
	Parent               int    // index of the statement in whose content this one is reported, or -1
}

// Phrase is a piece of the text: its words, with white space made single, and where they stand. The zero Phrase is none.
type Phrase struct {
	Words  string
	Tokens text.Range
}

// Circumstance is how a statement reached the reader.
type Circumstance struct {
	Channel   Phrase // with its preposition: "in a statement"
	Addressee Phrase // without: "reporters"
	Via       Phrase // the outlet or person through whom the words came
}

// Find gives the circumstances of each statement. The statements stand in text order; ranges outside the text are cut to it.
func Find(d *text.Document, statements []Statement) []Circumstance {
	r := newReader(d, statements)
	out := make([]Circumstance, len(statements))
	for i := range r.statements {
		addressee, channel := r.addressee(i)
		if own := r.channel(i); own.Len() > 0 {
			channel = own
		}
		out[i] = Circumstance{Channel: r.phrase(channel), Addressee: r.phrase(addressee), Via: r.phrase(r.via(i))}
	}
	r.carryOver(out)
	return out
}

// A reader holds one document while the circumstances of its statements are read.
type reader struct {
	d          *text.Document
	statements []Statement
	cue        []bool          // by token: in the cue of some statement
	time       []bool          // by token: in a time expression
	outlets    map[string]bool // speakers that some source names as an outlet
}

func newReader(d *text.Document, statements []Statement) *reader {
	r := &reader{d: d, cue: make([]bool, len(d.Tokens)), time: make([]bool, len(d.Tokens)), outlets: map[string]bool{}}
	for _, s := range statements {
		s.Source, s.Cue, s.Content = d.Cut(s.Source), d.Cut(s.Cue), d.Cut(s.Content)
		if s.Parent >= len(statements) {
			s.Parent = -1
		}
		r.statements = append(r.statements, s)
		for _, c := range s.Cue {
			for k := c.First; k < c.End; k++ {
				r.cue[k] = true
			}
		}
	}
	for _, s := range r.statements {
		if s.Speaker != "" && r.isOutlet(s.Source) {
			r.outlets[s.Speaker] = true
		}
	}
	token := 0
	for _, t := range d.Times {
		for token < len(d.Tokens) && d.Tokens[token].Span.Start < t.Span.Start {
			token++
		}
		for k := token; k < len(d.Tokens) && d.Tokens[k].Span.End <= t.Span.End; k++ {
			r.time[k] = true
		}
	}
	for k := range d.Tokens {
		r.time[k] = r.time[k] || calendar(r.lower(k))
	}
	return r
}

// calendar tells whether the word alone places something in time.
func calendar(word string) bool {
	switch word {
	case "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "today", "yesterday", "tonight", "tomorrow",
		"january", "february", "april", "june", "july", "august", "september", "october", "november", "december":
		return true
	}
	return false
}

// phrase cuts a range out of the text.
func (r *reader) phrase(tokens text.Range) Phrase {
	if tokens.Len() <= 0 {
		return Phrase{}
	}
	return Phrase{Words: strings.Join(strings.Fields(r.d.Span(tokens).In(r.d.Text)), " "), Tokens: tokens}
}

// carryOver gives a statement that has nothing of its own the circumstances of the one before, where the same speaker goes on.
func (r *reader) carryOver(out []Circumstance) {
	last := map[string]int{}
	stations := map[string]bool{} // names of addressees that were a channel
	for i, s := range r.statements {
		if before, ok := last[s.Speaker]; ok && s.Speaker != "" && r.goesOn(before, i) {
			if out[i].Channel.Words == "" && out[i].Addressee.Words == "" {
				out[i].Channel = out[before].Channel
			}
			if out[i].Addressee.Words == "" && !r.pronoun(out[before].Addressee) {
				out[i].Addressee = out[before].Addressee
			}
			if out[i].Via.Words == "" && s.Parent < 0 && r.cueIs(i, "adds") {
				out[i].Via = out[before].Via
			}
		}
		names := capitalised(out[i].Addressee.Words)
		for _, name := range names {
			if out[i].Channel.Words == "" && stations[name] {
				out[i].Channel = out[i].Addressee
			}
			stations[name] = stations[name] || out[i].Channel.Tokens == out[i].Addressee.Tokens
		}
		if len(s.Cue) > 0 {
			last[s.Speaker] = i
		}
	}
}

// capitalised lists the words of a name.
func capitalised(name string) []string {
	var out []string
	for _, word := range strings.Fields(name) {
		if word[0] >= 'A' && word[0] <= 'Z' && word != "The" && !strings.HasSuffix(word, "'s") && !strings.HasSuffix(word, "’s") {
			out = append(out, word)
		}
	}
	return out
}

func (r *reader) pronoun(p Phrase) bool { return p.Tokens.Len() == 1 && r.tag(p.Tokens.First) == "PRP" }

// cueIs tells whether a word of the cue of statement i is of the class.
func (r *reader) cueIs(i int, class string) bool {
	for _, c := range r.statements[i].Cue {
		for k := c.First; k < c.End; k++ {
			if words().has(class, r.forms(k)...) || k+1 < c.End && words().has(class, r.forms(k)[0]+" "+r.lower(k+1)) {
				return true
			}
		}
	}
	return false
}

// goesOn tells whether statement i goes on with what its speaker said in statement before: by a plain cue, in the same paragraph,
// or, where it adds, is quoted or has a pronoun for a source, in the next.
func (r *reader) goesOn(before, i int) bool {
	a, b := r.statements[before], r.statements[i]
	if len(a.Cue) == 0 || len(b.Cue) == 0 || a.Parent != b.Parent && b.Parent >= 0 || !r.cueIs(i, "goeson") {
		return false
	}
	gap := r.d.Tokens[b.Cue[0].First].Paragraph - r.d.Tokens[a.Cue[0].First].Paragraph
	return gap == 0 || gap == 1 && (r.quoted(b) || r.cueIs(i, "adds") || len(b.Source) > 0 && b.Source[0].Len() == 1 && r.tag(b.Source[0].First) == "PRP")
}

// quoted tells whether the content is a quotation.
func (r *reader) quoted(s Statement) bool {
	return len(s.Content) > 0 && r.d.Tokens[s.Content[0].First].Quotation >= 0 && r.d.Tokens[s.Content[0].End-1].Quotation >= 0
}
