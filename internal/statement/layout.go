package statement

import (
	"strings"

	"gainsay/internal/text"
)

// Some attributions are a matter of layout and not of language, and are read by rule: the quotation signed by a name
// (“…” — Ana Reyl), the transcript (REYL: …), and the quotation that goes on in a paragraph of its own. All are too rare in
// running news, or not annotated, to be learnt from it.

// layoutConfidence is what such an attribution counts: the layouts are hardly ever used for anything else.
const layoutConfidence = 0.95

// byLayout finds the signed quotations and the turns of transcripts.
func byLayout(d *text.Document) []relation {
	return append(signed(d), transcript(d)...)
}

// signed finds quotations, or whole short paragraphs, that a dash and a name follow up to the end of the paragraph.
func signed(d *text.Document) []relation {
	var list []relation
	for p := range d.Paragraphs {
		end := d.Paragraphs[p].Tokens.End
		dash := signingDash(d, p)
		if dash < 0 {
			continue
		}
		name := text.Range{First: dash + 1, End: nameEnd(d, dash+1, end)}
		content := before(d, p, dash)
		if name.Len() == 0 || name.Len() > 6 || content.Len() == 0 || !closesAfter(d, name.End, end) {
			continue
		}
		list = append(list, layoutRelation("a quotation signed with a name", text.Range{First: dash, End: dash + 1}, name, content))
	}
	return list
}

func layoutRelation(rule string, cue, source, content text.Range) relation {
	r := relation{anchor: cue.First, confidence: layoutConfidence, layout: rule}
	r.roles[cueRole] = []text.Range{cue}
	r.roles[sourceRole] = []text.Range{source}
	r.roles[contentRole] = []text.Range{content}
	return r
}

// signingDash is the last dash of paragraph p that stands at its start or straight after a quotation, or -1.
func signingDash(d *text.Document, p int) int {
	tokens := d.Paragraphs[p].Tokens
	for i := tokens.End - 1; i >= tokens.First; i-- {
		if !text.IsDash(d.Word(i)) {
			continue
		}
		if i == tokens.First && p > 0 || i > tokens.First && stateOf(d, i-1) == closes {
			return i
		}
		return -1
	}
	return -1
}

// before is the quotation that ends straight before the dash, with those before it that it continues; an empty range where
// what stands there is not all quoted.
func before(d *text.Document, p, dash int) text.Range {
	last := dash - 1
	if last < 0 || stateOf(d, last) != closes {
		return text.Range{}
	}
	q := d.Tokens[last].Quotation
	content := d.Quotations[q].Tokens
	for q > 0 && d.Quotations[q].Continues {
		q--
		content.First = d.Quotations[q].Tokens.First
	}
	if d.Tokens[content.First].Paragraph < p-1 && !d.Quotations[q].Continues && content.First != d.Paragraphs[d.Tokens[content.First].Paragraph].Tokens.First {
		return text.Range{}
	}
	if content.First != d.Paragraphs[d.Tokens[content.First].Paragraph].Tokens.First {
		return text.Range{} // a quotation in running text, then a dash: an aside, no signature
	}
	return content
}

// nameEnd is where a run of capitalised words, initials and particles from i on ends.
func nameEnd(d *text.Document, i, end int) int {
	first := i
	for ; i < end; i++ {
		word := d.Word(i)
		if text.IsCapitalised(word) || i > first && i+1 < end && isParticle(word) && text.IsCapitalised(d.Word(i+1)) {
			continue
		}
		break
	}
	return i
}

func isParticle(word string) bool {
	switch word {
	case "de", "da", "del", "della", "di", "van", "von", "der", "den", "la", "le", "al", "bin", "ibn", "of", "the":
		return true
	}
	return false
}

// longestRole is how many tokens may follow the name of a signature: "Ana Reyl, 34, a nurse in the old town".
const longestRole = 16

// closesAfter tells whether what follows a name up to the paragraph's end fits a signature: nothing, a full stop, a role
// after a comma, an account or a date in brackets.
func closesAfter(d *text.Document, i, end int) bool {
	if end-i > longestRole {
		return false
	}
	if i == end {
		return true
	}
	switch d.Word(i) {
	case ".":
		return i+1 == end
	case ",", "(":
		return true
	}
	return false
}

// turn is the label of one turn in a transcript.
type turn struct{ name, colon int } // first token of the name, token of the colon

// transcript finds paragraphs that open with a name in capitals and a colon. One alone may be a heading; two make a
// transcript.
func transcript(d *text.Document) []relation {
	var turns []turn
	for p := range d.Paragraphs {
		if t, ok := turnAt(d, d.Paragraphs[p].Tokens); ok {
			turns = append(turns, t)
		}
	}
	if len(turns) < 2 {
		return nil
	}
	var list []relation
	for n, t := range turns {
		last := d.Tokens[t.name].Paragraph
		next := len(d.Paragraphs)
		if n+1 < len(turns) {
			next = d.Tokens[turns[n+1].name].Paragraph
		}
		for last+1 < next && stateOf(d, d.Paragraphs[last+1].Tokens.First) != unquoted { // the same voice goes on
			last++
		}
		list = append(list, layoutRelation("a turn in a transcript", text.Range{First: t.colon, End: t.colon + 1},
			text.Range{First: t.name, End: t.colon}, text.Range{First: t.colon + 1, End: d.Paragraphs[last].Tokens.End}))
	}
	return list
}

// carriedConfidence is what a quotation counts that stands without a cue: now and then it is somebody else's.
const carriedConfidence = 0.6

// shortestCarried is how many tokens such a quotation has at least.
const shortestCarried = 6

// carriedOn gives paragraphs that are a quotation from end to end, and that no attribution has, to whoever was quoted in
// the paragraph before: "“One,” he said. ¶ “Two.”" The relations stand in text order; the new ones have no cue.
func carriedOn(d *text.Document, relations []relation) []relation {
	covered := make([]bool, len(d.Tokens))
	speaker := make([]int, len(d.Paragraphs)) // index + 1 of the relation that quotes last in each
	note := func(n int) {
		for _, run := range relations[n].roles[contentRole] {
			for i := run.First; i < run.End; i++ {
				covered[i] = true
				if len(relations[n].roles[sourceRole]) > 0 && d.Tokens[i].Quotation >= 0 {
					speaker[d.Tokens[i].Paragraph] = n + 1
				}
			}
		}
	}
	for n := range relations {
		note(n)
	}
	for p := 1; p < len(d.Paragraphs); p++ {
		tokens := d.Paragraphs[p].Tokens
		q := d.Tokens[tokens.First].Quotation
		if speaker[p-1] == 0 || q < 0 || tokens.Len() < shortestCarried || d.Quotations[q].Tokens != tokens || covered[tokens.First] || covered[tokens.End-1] {
			continue
		}
		carried := relation{anchor: tokens.First, confidence: carriedConfidence,
			layout: "a quotation that goes on from the one before"}
		carried.roles[sourceRole] = relations[speaker[p-1]-1].roles[sourceRole]
		carried.roles[contentRole] = []text.Range{tokens}
		relations = append(relations, carried)
		note(len(relations) - 1)
	}
	return relations
}

// turnAt tells whether a paragraph is a turn: up to four words in capitals, a colon, and at least three words.
func turnAt(d *text.Document, tokens text.Range) (turn, bool) {
	if tokens.Len() > 0 && stateOf(d, tokens.First) == opens { // a transcript quoted as a whole
		tokens.First++
	}
	for i := tokens.First; i < tokens.End && i <= tokens.First+4; i++ {
		word := d.Word(i)
		if word == ":" {
			return turn{tokens.First, i}, i > tokens.First && tokens.End-i > 3
		}
		if word != strings.ToUpper(word) || !text.IsCapitalised(word) || len(word) < 2 && i == tokens.First {
			break
		}
	}
	return turn{}, false
}
