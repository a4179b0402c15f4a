package statement

import (
	"strings"

	"gainsay/internal/analysis/cluster"
	"gainsay/internal/analysis/dateline"
	"gainsay/internal/analysis/lemma"
	"gainsay/internal/analysis/phrase"
	"gainsay/internal/linear"
	"gainsay/internal/text"
)

// quoteState is where a token stands towards the outermost quotation.
type quoteState uint8

const (
	unquoted quoteState = iota
	opens
	quoted
	closes
)

// word is what the features ask about one token, hashed once.
type word struct {
	lower, lemma, tag, shape, suffix uint64
	cluster                          [3]uint64 // 4, 8 and all bits of the Brown cluster's path
	name                             uint64
	quote                            quoteState
	before, after                    uint8  // tokens since the last quotation closed in the sentence, until the next opens: 1 to 4, or 0
	phrase                           int    // index into view.phrases
	subject                          uint64 // in or after a noun phrase: does a verb follow, and which
	verbLeft, verbRight              int    // nearest verb phrase head in the sentence with the same quote state, or -1
}

// view is a document as the features see it.
type view struct {
	document *text.Document
	words    []word
	phrases  []phrase.Phrase
	quotes   []around // for each quotation, what stands outside it
	sentence []uint64 // for each sentence, how it and its quotations lie
	heading  []uint64 // for each paragraph, whether it looks like a headline
	dateline []bool   // for each token
}

// around is what stands just outside a quotation: the last word before it that is no punctuation, the first after it.
type around struct{ before, after uint64 }

// edge stands for the places before the first and after the last token.
var edge = word{lower: 1, lemma: 1, tag: 1, shape: 1, suffix: 1, cluster: [3]uint64{1, 1, 1}, name: 1, verbLeft: -1, verbRight: -1}

func newView(d *text.Document, clusters func(string) cluster.Path) *view {
	v := &view{document: d, words: make([]word, len(d.Tokens))}
	v.dateline = dateline.Tokens(d)
	list, of := phrase.Of(d)
	v.phrases = list
	for i := range d.Tokens {
		t := &d.Tokens[i]
		form := d.Word(i)
		w := &v.words[i]
		w.lower = linear.HashString(strings.ToLower(form))
		w.lemma = linear.HashString(lemma.Of(form, t.Tag))
		w.tag = linear.HashString(t.Tag)
		w.shape = linear.HashString(shapeOf(form))
		w.suffix = linear.HashString(form[max(0, len(form)-3):])
		path := clusters(form)
		w.cluster = [3]uint64{uint64(path.Prefix(4)) + 2, uint64(path.Prefix(8)) + 2, uint64(path) + 2}
		w.phrase = of[i]
		w.quote = stateOf(d, i)
	}
	for _, m := range d.Mentions {
		for i := m.Tokens.First; i < m.Tokens.End; i++ {
			v.words[i].name = linear.HashString(string(m.Kind))
			if m.Kind != text.OtherName {
				v.words[i].forgetWord()
			}
		}
	}
	v.nearVerbs()
	v.nearQuotes()
	v.subjects()
	v.headings()
	return v
}

// headings tells headlines from running text by their looks and not by their place, for a body comes with its headline or
// without: 1 = short and without a full stop, 2 = most of its longer words capitalised besides, 0 = running text.
func (v *view) headings() {
	const short = 25
	d := v.document
	v.heading = make([]uint64, len(d.Paragraphs))
	for p, paragraph := range d.Paragraphs {
		last := paragraph.Tokens.End - 1
		if last > paragraph.Tokens.First && v.words[last].quote == closes {
			last--
		}
		if paragraph.Tokens.Len() > short || strings.ContainsAny(d.Word(last), ".?!:…") {
			continue
		}
		long, capitals := 0, 0
		for i := paragraph.Tokens.First; i < paragraph.Tokens.End; i++ {
			if word := d.Word(i); len(word) > 3 {
				long++
				if text.IsCapitalised(word) {
					capitals++
				}
			}
		}
		v.heading[p] = 1
		if 4*capitals >= 3*long {
			v.heading[p] = 2
		}
	}
}

// forgetWord leaves of a name only what kind it is, so that the models learn how people are quoted and not who is.
func (w *word) forgetWord() {
	w.lower, w.lemma, w.suffix = w.name, w.name, w.name
	w.cluster = [3]uint64{w.name, w.name, w.name}
}

func stateOf(d *text.Document, i int) quoteState {
	q := d.Tokens[i].Quotation
	if q < 0 {
		return unquoted
	}
	switch t := d.Tokens[i].Span; {
	case t.End <= d.Quotations[q].Inner.Start:
		return opens
	case t.Start >= d.Quotations[q].Inner.End:
		return closes
	}
	return quoted
}

// shapeOf folds a word to its outline: "Aaa" → "Xx", "3rd" → "dx", "U.S." → "X.X.".
func shapeOf(form string) string {
	var out [8]byte
	n := 0
	var last byte
	for i := 0; i < len(form) && n < len(out); i++ {
		c := form[i]
		switch {
		case c >= 'A' && c <= 'Z':
			c = 'X'
		case c >= 'a' && c <= 'z' || c >= 0x80:
			c = 'x'
		case c >= '0' && c <= '9':
			c = 'd'
		}
		if c == last {
			continue
		}
		out[n], last = c, c
		n++
	}
	return string(out[:n])
}

// bar leaves the token at i no label but O where it stands in a dateline.
func (v *view) bar(i int, scores []float32) {
	if v.dateline[i] {
		for y := labelOutside + 1; y < labelCount; y++ {
			scores[y] = linear.Forbidden
		}
	}
}

// at is the word at i, or the edge.
func (v *view) at(i int) *word {
	if i < 0 || i >= len(v.words) {
		return &edge
	}
	return &v.words[i]
}

// nearVerbs finds for each token the nearest verb on either side, in its sentence, on its side of the quotation marks.
func (v *view) nearVerbs() {
	d := v.document
	for _, s := range d.Sentences {
		last := [2]int{-1, -1}
		for i := s.Tokens.First; i < s.Tokens.End; i++ {
			side := v.side(i)
			v.words[i].verbLeft = last[side]
			if p := v.phrases[v.words[i].phrase]; p.Kind == phrase.Verb && p.Head == i {
				last[side] = i
			}
		}
		last = [2]int{-1, -1}
		for i := s.Tokens.End - 1; i >= s.Tokens.First; i-- {
			side := v.side(i)
			v.words[i].verbRight = last[side]
			if p := v.phrases[v.words[i].phrase]; p.Kind == phrase.Verb && p.Head == i {
				last[side] = i
			}
		}
	}
}

// side is 1 inside a quotation, 0 outside.
func (v *view) side(i int) int {
	if v.words[i].quote == quoted {
		return 1
	}
	return 0
}

// nearQuotes notes what stands around each quotation, how far each token is from one, and how sentences and quotations
// lie to each other.
func (v *view) nearQuotes() {
	d := v.document
	v.quotes = make([]around, len(d.Quotations))
	for q, quotation := range d.Quotations {
		v.quotes[q] = around{before: v.outside(quotation.Tokens.First-1, -1), after: v.outside(quotation.Tokens.End, 1)}
	}
	v.sentence = make([]uint64, len(d.Sentences))
	for s, sentence := range d.Sentences {
		const far = 9
		since := far
		has := false
		for i := sentence.Tokens.First; i < sentence.Tokens.End; i++ {
			if v.words[i].quote != unquoted {
				since, has = 0, true
			} else if since++; since <= 4 {
				v.words[i].before = uint8(since)
			}
		}
		until := far
		for i := sentence.Tokens.End - 1; i >= sentence.Tokens.First; i-- {
			if v.words[i].quote != unquoted {
				until = 0
			} else if until++; until <= 4 {
				v.words[i].after = uint8(until)
			}
		}
		first, last := v.at(sentence.Tokens.First), v.at(sentence.Tokens.End-1)
		kind := uint64(first.quote)*8 + uint64(last.quote)*2
		if has {
			kind++
		}
		v.sentence[s] = kind
	}
}

// outside is the lemma of the nearest word from i on in steps of by, within the paragraph, that is no punctuation.
func (v *view) outside(i, by int) uint64 {
	for start := i; i >= 0 && i < len(v.words) && i-start < 3 && start-i < 3; i += by {
		if v.document.Tokens[i].Paragraph != v.document.Tokens[start].Paragraph {
			return 2
		}
		if c := v.document.Word(i)[0]; c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' {
			return v.words[i].lemma
		}
	}
	return 3
}

// subjects notes for each noun phrase which verb phrase comes straight after it, and what straight before: the tokens of
// "the ministry" in "the ministry denied" all see "deny".
func (v *view) subjects() {
	for n, p := range v.phrases {
		if p.Kind != phrase.Noun {
			continue
		}
		next, before := uint64(0), uint64(0)
		if n+1 < len(v.phrases) {
			follower := v.phrases[n+1]
			next = v.words[follower.Head].lemma
			if follower.Kind != phrase.Verb {
				next = v.words[follower.Head].tag
			}
		}
		if n > 0 {
			before = v.words[v.phrases[n-1].Head].tag
		}
		for i := p.Tokens.First; i < p.Tokens.End; i++ {
			v.words[i].subject = linear.Combine(next, before)
		}
	}
}
