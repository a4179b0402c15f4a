package statement

import (
	"gainsay/internal/analysis/phrase"
	"gainsay/internal/linear"
	"gainsay/internal/text"
)

// The window in which the relater looks for an anchor's source and content.
const (
	windowSentences = 1   // on either side of the anchor's own
	windowTokens    = 200 // on either side at most
)

// window is the run of tokens around an anchor: a few sentences to either side, and any quotation that they cut, whole.
func (v *view) window(anchor int) text.Range {
	d := v.document
	s := d.Tokens[anchor].Sentence
	first, last := max(0, s-windowSentences), min(len(d.Sentences)-1, s+windowSentences)
	w := text.Range{First: d.Sentences[first].Tokens.First, End: d.Sentences[last].Tokens.End}
	if q := d.Tokens[w.First].Quotation; q >= 0 {
		w.First = min(w.First, d.Sentences[d.Tokens[d.Quotations[q].Tokens.First].Sentence].Tokens.First)
	}
	if q := d.Tokens[w.End-1].Quotation; q >= 0 {
		w.End = max(w.End, d.Quotations[q].Tokens.End)
	}
	w.First, w.End = max(w.First, anchor-windowTokens), min(w.End, anchor+windowTokens)
	return w
}

// anchored is what the features ask about one anchor and the way from it to the token in hand.
type anchored struct {
	view    *view
	odds    []roleOdds
	anchor  int
	others  []bool // by token: another anchor
	subject int    // phrase taken for the anchor's subject by position alone, or -1
	passive uint64
	kind    uint64 // the anchor's sentence and its state of quotation
	between []way  // by token of the window
	window  text.Range
}

// way sums up what stands between the anchor and a token.
type way struct {
	bits   uint64 // see the way… constants
	cues   uint8  // other anchors in between, to 3
	odds   uint8  // bucket of the likeliest of them
	quotes uint8  // quotations begun in between, to 3
	verbs  uint8  // verb phrases in between, to 3
}

const (
	wayComma = 1 << iota
	wayOpens
	wayCloses
	wayThat
	waySentence
	wayParagraph
	wayColon
	wayDash
	wayConjunction
	wayRelative
	wayTo
)

func (v *view) anchoredAt(anchor int, odds []roleOdds, others []bool) *anchored {
	a := &anchored{view: v, odds: odds, anchor: anchor, others: others, window: v.window(anchor), subject: -1}
	a.between = make([]way, a.window.Len())
	var w way
	for i := anchor - 1; i >= a.window.First; i-- {
		a.between[i-a.window.First] = w
		w = a.pass(w, i, i+1)
	}
	w = way{}
	for i := anchor + 1; i < a.window.End; i++ {
		if v.document.Tokens[i].Sentence != v.document.Tokens[i-1].Sentence {
			w.bits |= waySentence
		}
		if v.document.Tokens[i].Paragraph != v.document.Tokens[i-1].Paragraph {
			w.bits |= wayParagraph
		}
		a.between[i-a.window.First] = w
		w = a.pass(w, i, i)
	}
	p := v.words[anchor].phrase
	for n := p - 1; n >= 0 && n >= p-3; n-- {
		if v.phrases[n].Kind == phrase.Noun {
			a.subject = n
			break
		}
		if v.phrases[n].Kind == phrase.Verb {
			break
		}
	}
	if v.phrases[p].Kind == phrase.Verb && v.document.Tokens[anchor].Tag == "VBN" {
		for i := v.phrases[p].Tokens.First; i < anchor; i++ {
			a.passive = v.words[i].lemma
		}
	}
	s := v.document.Tokens[anchor].Sentence
	a.kind = v.sentence[s]*4 + uint64(v.words[anchor].quote)
	return a
}

// pass adds token i to the way; sentence breaks to its left are those before token next.
func (a *anchored) pass(w way, i, next int) way {
	v, d := a.view, a.view.document
	if next != i { // walking left: the break between i and next is passed with i
		if d.Tokens[i].Sentence != d.Tokens[next].Sentence {
			w.bits |= waySentence
		}
		if d.Tokens[i].Paragraph != d.Tokens[next].Paragraph {
			w.bits |= wayParagraph
		}
	}
	switch v.words[i].quote {
	case opens:
		w.bits |= wayOpens
		w.quotes = min(w.quotes+1, 3)
	case closes:
		w.bits |= wayCloses
	}
	switch d.Word(i) {
	case ",":
		w.bits |= wayComma
	case ":":
		w.bits |= wayColon
	case "—", "–", "--", "-":
		w.bits |= wayDash
	case "that":
		w.bits |= wayThat
	case "and", "but", "or":
		w.bits |= wayConjunction
	case "who", "which", "when", "where", "because", "if", "while", "as":
		w.bits |= wayRelative
	case "to":
		w.bits |= wayTo
	}
	if a.others[i] && i != a.anchor {
		w.cues = min(w.cues+1, 3)
		w.odds = max(w.odds, bucket(a.odds[i].cue))
	}
	if p := v.phrases[v.words[i].phrase]; p.Kind == phrase.Verb && p.Head == i {
		w.verbs = min(w.verbs+1, 3)
	}
	return w
}

// bucket coarsens a probability to six steps.
func bucket(p float32) uint8 {
	switch {
	case p < 0.02:
		return 0
	case p < 0.1:
		return 1
	case p < 0.3:
		return 2
	case p < 0.6:
		return 3
	case p < 0.9:
		return 4
	}
	return 5
}

// distance coarsens a number of tokens, up to ten steps.
func distance(n int) uint64 {
	switch {
	case n <= 5:
		return uint64(n)
	case n <= 7:
		return 6
	case n <= 11:
		return 7
	case n <= 20:
		return 8
	case n <= 35:
		return 9
	}
	return 10
}

// plainFeatures makes the features of token i that are the same for all anchors.
func (v *view) plainFeatures(f *features, i int) []linear.Feature {
	f.reset(relateFamily)
	v.lexical(f, i)
	return f.list
}

// relateFeatures makes the features of token i that depend on the anchor.
func (a *anchored) relateFeatures(f *features, i int) []linear.Feature {
	f.reset(relateFamily + 1)
	v, d := a.view, a.view.document
	w, anchor := v.at(i), v.at(a.anchor)
	left, right := v.at(i-1), v.at(i+1)
	t, at := d.Tokens[i], d.Tokens[a.anchor]
	direction, gap := uint64(0), i-a.anchor
	if i > a.anchor {
		direction = 1
	} else if i < a.anchor {
		direction, gap = 2, a.anchor-i
	}
	far := distance(gap)
	toward := direction*16 + far
	near := direction*8 + min(far, 4)
	sentences := uint64(max(-3, min(3, t.Sentence-at.Sentence)) + 3)
	paragraphs := uint64(max(-1, min(1, t.Paragraph-at.Paragraph)) + 1)
	quote := uint64(w.quote)*4 + uint64(anchor.quote)
	path := a.between[i-a.window.First]
	bits := path.bits
	p, ap := v.phrases[w.phrase], v.phrases[anchor.phrase]
	place := uint64(p.Kind) * 4
	if i == p.Tokens.First {
		place++
	}
	if i == p.Tokens.End-1 {
		place += 2
	}
	hops := uint64(max(-6, min(6, w.phrase-anchor.phrase)) + 6)
	subject := uint64(0)
	if w.phrase == a.subject {
		subject = 1
	} else if w.phrase == anchor.phrase {
		subject = 2
	} else if w.phrase == anchor.phrase+1 {
		subject = 3
	}
	o := a.odds[i]
	odds := uint64(bucket(o.source))<<8 | uint64(bucket(o.cue))<<4 | uint64(bucket(o.content))
	sameSentence := uint64(0)
	if sentences == 3 {
		sameSentence = 1
	}

	f.add(toward)
	f.add3(direction, sentences*4+paragraphs, quote)
	f.add2(toward, w.tag)
	f.add2(near, w.lower)
	f.add3(anchor.lemma, direction, quote*2+sameSentence)
	f.add3(anchor.lemma, direction, w.tag)
	f.add3(anchor.lemma, hops, place)
	f.add2(anchor.lemma, near)
	f.add3(anchor.cluster[2], direction, quote*2+sameSentence)
	f.add3(anchor.cluster[1], hops, place)
	f.add2(bits, direction)
	f.add3(bits, direction, quote)
	f.add3(bits, direction, w.tag)
	f.add3(uint64(path.cues)*8+uint64(path.odds), direction, sameSentence)
	f.add3(uint64(path.cues)*8+uint64(path.odds), direction, quote)
	f.add3(uint64(path.quotes), direction, quote)
	f.add3(uint64(path.verbs), direction, w.tag)
	f.add3(uint64(path.verbs), hops, anchor.tag)
	f.add2(odds, direction*2+sameSentence)
	f.add3(odds&0xf00, direction, far)
	f.add3(odds&0x0f0, direction, far)
	f.add3(odds&0x00f, direction, far)
	f.add3(odds, uint64(path.cues), direction)
	f.add3(uint64(bucket(a.oddsAt(i-1).content)), odds, direction)
	f.add3(uint64(bucket(a.oddsAt(i+1).content)), odds, direction)
	f.add3(uint64(bucket(a.odds[a.anchor].cue)), direction, sameSentence)
	f.add3(anchor.lemma, v.at(a.anchor+1).lower, near)
	f.add3(v.at(a.anchor+1).tag, v.at(a.anchor-1).tag, near)
	f.add3(hops, place, w.tag)
	f.add3(hops, place, w.name)
	f.add3(subject, place, anchor.tag)
	f.add3(subject, place, w.name)
	f.add3(subject, w.subject, anchor.lemma)
	f.add3(a.passive, anchor.tag, hops)
	f.add3(a.passive, anchor.lemma, near)
	f.add3(a.kind, direction, quote)
	f.add3(a.kind, v.sentence[t.Sentence], direction*8+sentences)
	f.add3(left.lower, near, sameSentence)
	f.add3(right.lower, near, sameSentence)
	f.add3(left.lower, w.lower, direction)
	f.add3(w.lower, right.lower, direction)
	f.addIf(gap > 0 && gap <= 4, a.tagPath(i), direction)
	f.addIf(gap > 0 && gap <= 3, a.wordPath(i), direction)
	f.add3(v.words[p.Head].lemma, direction, uint64(bucket(o.source)))
	f.add3(uint64(p.Kind), uint64(ap.Kind), hops)
	f.add3(uint64(v.edgeClass(i)), direction, bits)
	f.add3(uint64(v.edgeClass(i)), anchor.lemma, direction)
	return f.list
}

func (a *anchored) oddsAt(i int) roleOdds {
	if i < 0 || i >= len(a.odds) {
		return roleOdds{}
	}
	return a.odds[i]
}

// tagPath is the tags between the anchor and token i.
func (a *anchored) tagPath(i int) uint64 {
	h := uint64(1)
	for j := min(i, a.anchor); j <= max(i, a.anchor); j++ {
		h = linear.Combine(h, a.view.words[j].tag)
	}
	return h
}

// wordPath is the words between the anchor and token i, the anchor's tag and the token's.
func (a *anchored) wordPath(i int) uint64 {
	first, last := min(i, a.anchor), max(i, a.anchor)
	h := linear.Combine(a.view.words[first].tag, a.view.words[last].tag)
	for j := first + 1; j < last; j++ {
		h = linear.Combine(h, a.view.words[j].lower)
	}
	return h
}

// relate labels the window of one anchor. ok is false where the models take the anchor for no cue.
func (r *chainReader) relate(a *anchored, plain func(i int) []int32) (found relation, ok bool) {
	r.lattice.Reset(a.window.Len(), labelCount)
	var f features
	for k := range a.window.Len() {
		i := a.window.First + k
		copy(r.sums, plain(i))
		r.model.Table.Add(a.relateFeatures(&f, i), r.sums)
		r.enter(a.view, k, i)
	}
	return r.related(a.window, a.anchor, float64(a.odds[a.anchor].cue))
}
