package statement

import (
	"strings"

	"gainsay/internal/analysis/lemma"
	"gainsay/internal/analysis/phrase"
	"gainsay/internal/text"
)

// mend sets right what the linear models get wrong by habit in the spans of a relation. The careful model has no such habits: its
// figures are the same with and without.
func (v *view) mend(found *relation) {
	v.completeOwner(found)
	v.restoreSubject(found)
	v.completeClause(found)
	v.endAtSemicolon(found)
	v.freeNegation(found)
}

// endAtSemicolon ends a content in the reporter's own words before a semicolon with another clause behind it. In PolNeAR's
// training articles that is where such a content ends in five of six cases.
func (v *view) endAtSemicolon(found *relation) {
	content := found.roles[contentRole]
	if len(content) == 0 {
		return
	}
	d := v.document
	last := &content[len(content)-1]
	for i := last.First + 1; i+2 < last.End; i++ {
		if d.Word(i) == ";" && v.words[i].quote == unquoted && d.Word(i+1) != "that" && finite(d, text.Range{First: last.First, End: i}) &&
			!phrase.IsVerb(d.Tokens[i+1].Tag) && finite(d, text.Range{First: i + 1, End: last.End}) {
			last.End = i
			return
		}
	}
}

// freeNegation gives a cue the "neither" or "never" before it that was taken for the end of the source: "the port neither |
// confirmed nor denied".
func (v *view) freeNegation(found *relation) {
	source, cue := found.roles[sourceRole], found.roles[cueRole]
	if len(source) == 0 || len(cue) == 0 {
		return
	}
	last := &source[len(source)-1]
	if i := last.End - 1; i > last.First && cue[0].First == last.End {
		switch strings.ToLower(v.document.Word(i)) {
		case "neither", "never":
			last.End, cue[0].First = i, i
		}
	}
}

// completeOwner goes on with a source that stops before a possessive, "the port | 's chief inspector", to the end of its noun
// phrase, where nothing else of the attribution stands there.
func (v *view) completeOwner(found *relation) {
	source := found.roles[sourceRole]
	if len(source) == 0 {
		return
	}
	last := &source[len(source)-1]
	if last.End >= len(v.words) || v.document.Tokens[last.End].Tag != "POS" || v.words[last.End].phrase != v.words[last.End-1].phrase {
		return
	}
	end := v.phrases[v.words[last.End].phrase].Tokens.End
	for i := last.End; i < end; i++ {
		if text.Holds(found.roles[cueRole], i) || text.Holds(found.roles[contentRole], i) {
			return
		}
	}
	last.End = end
}

// restoreSubject makes a source of what was taken for a first piece of content though it is the subject of an active cue: it
// opens the sentence, ends before the cue, holds no verb and no quotation, and another piece follows.
func (v *view) restoreSubject(found *relation) {
	content, cue := found.roles[contentRole], found.roles[cueRole]
	if len(found.roles[sourceRole]) > 0 || len(content) < 2 || len(cue) == 0 || content[0].End != cue[0].First {
		return
	}
	d := v.document
	sentence := d.Sentences[d.Tokens[found.anchor].Sentence].Tokens
	if content[0].First != sentence.First || v.passive(found.anchor) {
		return
	}
	for i := content[0].First; i < content[0].End; i++ {
		if tag := d.Tokens[i].Tag; v.words[i].quote != unquoted || phrase.IsFinite(tag) || tag == "IN" && i == content[0].First {
			return
		}
	}
	found.roles[sourceRole], found.roles[contentRole] = content[:1:1], content[1:]
}

// passive tells whether the verb at token i is a participle after a form of "be".
func (v *view) passive(i int) bool {
	d := v.document
	if d.Tokens[i].Tag != "VBN" {
		return !phrase.IsVerb(d.Tokens[i].Tag)
	}
	for k := v.phrases[v.words[i].phrase].Tokens.First; k < i; k++ {
		if lemma.Of(d.Word(k), d.Tokens[k].Tag) == "be" {
			return true
		}
	}
	return false
}

// usualSpans is the models' log-probability of the spans of a middling find, which is what one with a mended content is worth.
const usualSpans = -0.4

// completeClause goes on with a content that stops short of its clause: a sentence begins with it, it holds no finite verb, and
// the clause runs on to the comma before the source or cue. "The woman | , who was named as Reyl, had left, | the port said."
func (v *view) completeClause(found *relation) {
	source, cue, content := found.roles[sourceRole], found.roles[cueRole], found.roles[contentRole]
	if len(content) == 0 || len(cue) == 0 || len(source) == 0 {
		return
	}
	d := v.document
	sentence := d.Sentences[d.Tokens[found.anchor].Sentence].Tokens
	first := content[0]
	until := min(source[0].First, cue[0].First)
	if first.First != sentence.First || first.End >= until || len(content) > 1 && content[1].First < until {
		return
	}
	if until-1 <= first.End || d.Word(until-1) != "," || finite(d, first) || !finite(d, text.Range{First: first.End, End: until}) {
		return
	}
	content[0].End = until
	found.posteriors.spans = usualSpans
}

// finite tells whether a finite verb stands in the range.
func finite(d *text.Document, in text.Range) bool {
	for i := in.First; i < in.End; i++ {
		if phrase.IsFinite(d.Tokens[i].Tag) {
			return true
		}
	}
	return false
}
