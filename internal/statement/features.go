package statement

import "gainsay/internal/linear"

// features collects the features of one token. Each call of an add method is a template of its own, numbered by its
// place in the order of calls: every token has to make the same calls.
type features struct {
	list     []linear.Feature
	template uint64
	family   uint64 // parts the spotter's features from the relater's
}

func (f *features) reset(family uint64) {
	f.list, f.template, f.family = f.list[:0], 0, family
}

func (f *features) next() uint64 {
	f.template++
	return linear.Combine(f.family, f.template)
}

func (f *features) add(a uint64) {
	f.list = append(f.list, linear.Combine(f.next(), a))
}

func (f *features) add2(a, b uint64) {
	f.list = append(f.list, linear.Combine(linear.Combine(f.next(), a), b))
}

func (f *features) add3(a, b, c uint64) {
	f.list = append(f.list, linear.Combine(linear.Combine(linear.Combine(f.next(), a), b), c))
}

// addIf adds a feature only where it holds; the template is counted all the same.
func (f *features) addIf(holds bool, a, b uint64) {
	t := f.next()
	if holds {
		f.list = append(f.list, linear.Combine(linear.Combine(t, a), b))
	}
}

// lexical adds what can be seen of token i without knowing of any attribution: its words, tags, clusters and names, its
// phrase, its quotation, its verbs.
func (v *view) lexical(f *features, i int) {
	w, left, right := v.at(i), v.at(i-1), v.at(i+1)
	left2, right2 := v.at(i-2), v.at(i+2)
	quote := uint64(w.quote)

	f.add(w.lower)
	f.add2(w.lemma, quote)
	f.add(left.lower)
	f.add(right.lower)
	f.add(left2.lower)
	f.add(right2.lower)
	f.add2(left.lower, w.lower)
	f.add2(w.lower, right.lower)
	f.add2(left.lemma, right.lemma)
	f.add2(w.tag, quote)
	f.add2(left.tag, w.tag)
	f.add2(w.tag, right.tag)
	f.add3(left.tag, w.tag, right.tag)
	f.add3(left2.tag, left.tag, w.tag)
	f.add3(w.tag, right.tag, right2.tag)
	f.add2(w.lemma, right.tag)
	f.add2(left.tag, w.lemma)
	f.add2(w.shape, quote)
	f.add(w.suffix)
	for _, c := range w.cluster {
		f.add(c)
	}
	f.add2(left.cluster[1], w.cluster[1])
	f.add2(w.cluster[1], right.cluster[1])
	f.add2(left.cluster[2], quote)
	f.add2(right.cluster[2], quote)
	f.add2(w.name, w.tag)
	f.add3(left.name, w.name, right.name)

	v.phrasal(f, i)
	v.quotational(f, i)
}

// phrasal adds what the base phrases around token i are.
func (v *view) phrasal(f *features, i int) {
	w := v.at(i)
	p := v.phrases[w.phrase]
	place := uint64(p.Kind) * 4
	if i == p.Tokens.First {
		place++
	}
	if i == p.Tokens.End-1 {
		place += 2
	}
	head := &v.words[p.Head]
	before, after, after2 := v.phraseHead(w.phrase-1), v.phraseHead(w.phrase+1), v.phraseHead(w.phrase+2)
	f.add2(place, w.tag)
	f.add2(place, head.lemma)
	f.add2(head.cluster[1], head.name)
	f.add2(before.lemma, place)
	f.add2(after.lemma, place)
	f.add3(before.tag, after.tag, place)
	f.add3(after.lemma, after2.tag, uint64(p.Kind))
	f.add3(after.cluster[1], after2.lower, uint64(p.Kind))
	f.add3(head.name, after.lemma, uint64(w.quote))
	f.add2(w.subject, place)

	leftVerb, rightVerb := v.at(w.verbLeft), v.at(w.verbRight)
	f.add2(leftVerb.lemma, uint64(w.quote))
	f.add2(rightVerb.lemma, uint64(w.quote))
	f.add2(leftVerb.cluster[1], w.tag)
	f.add2(rightVerb.cluster[1], w.tag)
	f.add2(leftVerb.lemma, rightVerb.lemma)
}

func (v *view) phraseHead(n int) *word {
	if n < 0 || n >= len(v.phrases) {
		return &edge
	}
	return &v.words[v.phrases[n].Head]
}

// quotational adds how token i lies to the quotations, its sentence and its paragraph.
func (v *view) quotational(f *features, i int) {
	d := v.document
	w := v.at(i)
	t := d.Tokens[i]
	var outside around
	continues := uint64(0)
	if t.Quotation >= 0 {
		outside = v.quotes[t.Quotation]
		if d.Quotations[t.Quotation].Continues {
			continues = 1
		}
		if !d.Quotations[t.Quotation].Closed {
			continues += 2
		}
	}
	f.add2(outside.before, uint64(w.quote))
	f.add2(outside.after, uint64(w.quote))
	f.add3(outside.before, outside.after, continues)
	f.add3(uint64(w.before), uint64(w.after), w.tag)
	f.add3(uint64(w.before), uint64(w.after), w.lemma)
	f.add3(uint64(w.before), uint64(w.after), w.name)
	s := d.Sentences[t.Sentence]
	paragraph := d.Paragraphs[t.Paragraph]
	place := uint64(min(i-s.Tokens.First, 3))
	order := uint64(min(t.Sentence-paragraph.Sentences.First, 2))
	f.add3(v.sentence[t.Sentence], uint64(w.quote), place)
	f.add3(v.sentence[t.Sentence], w.tag, order)
	f.add3(v.heading[t.Paragraph], order, w.shape)
	f.add2(v.heading[t.Paragraph], w.tag)
	first := v.at(s.Tokens.First)
	f.add2(first.lower, uint64(w.quote))
}
