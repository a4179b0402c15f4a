package claim

import (
	"slices"

	"gainsay/news"
)

// Outcome is what a document changes in a collection that goes on.
type Outcome struct {
	Claims   []Standing               // of the record's claims, in their order
	Reworded []Wording                // by number: of the claims of the document, those that are new or have another wording from now on
	Answers  map[string][]news.Answer // by statement id, what it answers in documents before
	Late     []Late                   // what statements of documents before turn out to answer in this one
}

// Wording is how a claim is worded from now on.
type Wording struct {
	Number int
	Text   string
	Turned bool // it is the opposite of the wording before: stances told so far are to be turned, this document's are not
}

// Late is what an earlier statement answers.
type Late struct {
	From   string // "document#statement"
	Answer news.Answer
}

// voice is a statement on a claim that others may answer, or that has answered nobody yet.
type voice struct {
	id       string // "document#statement"
	document int32
	article  int32 // see [Document]
	speaker  int   // in the collection; -1: unknown
	day      news.Day
	stance   news.Stance // towards the wording
	confirms bool        // it does not only assert
	answered bool        // what it answers is known
}

// stances are those that a voice may have, in the order of the numbers that they are stored as.
var stances = []news.Stance{news.Asserts, news.Denies, news.Doubts}

// mostVoices is how many statements on a claim are remembered: the first and the latest by day.
const mostVoices = 16

// Link is [Collection.Add] for a collection that goes on: it chooses the wordings anew among the appearances that are remembered, and
// ties denials to what they answer, as [Across] does once all documents are there. What was told before is not taken back, but for
// wordings, and statements that answered nobody may turn out to answer this document.
//
// The number of the document is higher than that of any before, and not 0. Where it is a version of an article that was there
// before, it takes the earlier versions' place in the claims that it has itself: they do not count as another appearance,
// and neither do its statements answer theirs, nor theirs its. In claims that it does not have any more the earlier ones stay: it
// was said.
func (c *Collection) Link(number int32, d *Document) Outcome {
	own := d.compact()
	out := Outcome{Claims: make([]Standing, len(d.Claims))}
	numbers := c.add(number, &own)
	touched := slices.Clone(numbers)
	slices.Sort(touched)
	touched = slices.Compact(touched)
	for _, n := range touched {
		if wording, ok := c.reword(n, &own.Claims[slices.Index(numbers, n)]); ok {
			out.Reworded = append(out.Reworded, wording)
		}
	}
	for k, n := range numbers {
		if x := c.claims.Get(int32(n)); x != nil {
			out.Claims[k] = Standing{Number: n, Text: x.text, Turned: d.Claims[k].turned != x.turned}
		}
	}
	if d.Day == "" {
		return out
	}
	for _, n := range touched {
		c.claims.Change(int32(n)).hear(number, d, n, &out)
	}
	return out
}

// compact is a document that holds on to nothing of the record's text, without its statements.
func (d *Document) compact() Document {
	own := *d
	own.Claims = sketchesCodec.Copy(&d.Claims)
	own.context = profileCodec.Copy(&profile{context: d.context}).context
	return own
}

// reword chooses the wording of a claim among its appearances; among none of them it is the one given. It tells whether that
// is another one than before.
func (c *Collection) reword(n int, sketch *Sketch) (w Wording, another bool) {
	x := c.claims.Change(int32(n))
	var shown []*Sketch
	for _, a := range x.appearances {
		if s := c.sketch(a); s != nil {
			shown = append(shown, s)
		}
	}
	if len(shown) == 0 {
		shown = []*Sketch{sketch}
	}
	best := bestWorded(shown)
	w = Wording{Number: n, Text: best.text, Turned: x.text != "" && x.turned != best.turned}
	another = w.Turned || x.text != best.text
	if w.Turned {
		for i := range x.voices {
			x.voices[i].stance = turned(x.voices[i].stance)
		}
	}
	x.text, x.turned = best.text, best.turned
	return w, another
}

// hear ties the statements of a document on a claim to those that are remembered of it, and remembers them.
func (x *known) hear(number int32, d *Document, n int, out *Outcome) {
	if d.Article != 0 {
		x.voices = slices.DeleteFunc(x.voices, func(v voice) bool { return v.article == d.Article })
	}
	var mine []voice
	for k, standing := range out.Claims {
		if standing.Number != n {
			continue
		}
		for _, p := range d.Claims[k].statements {
			stance := stanceOf(p, standing)
			if p.part != news.InText || stance == "" {
				continue
			}
			v := voice{id: d.ID + "#" + p.id, document: number, article: d.Article, speaker: d.speaker(p), day: d.Day, stance: stance,
				confirms: p.act == news.Confirm, answered: p.answered}
			if to := v.answer(x.voices); to != nil {
				if out.Answers == nil {
					out.Answers = map[string][]news.Answer{}
				}
				out.Answers[p.id] = []news.Answer{{Statement: to.id, Relation: v.relation()}}
				v.answered = true
			}
			mine = append(mine, v)
		}
	}
	for i := range x.voices {
		v := &x.voices[i]
		if to := v.answer(mine); to != nil && v.day > to.day {
			out.Late = append(out.Late, Late{v.id, news.Answer{Statement: to.id, Relation: v.relation()}})
			v.answered = true
		}
	}
	for _, v := range mine {
		x.remember(v)
	}
	x.voices = slices.DeleteFunc(x.voices, func(v voice) bool { return v.stance != news.Asserts && v.answered })
}

// relation is how a voice answers others; "" where it does not.
func (v *voice) relation() news.Relation { return acrossRelation(v.confirms, v.stance) }

// answer is the last of others' voices, in order, that puts the claim forward and that a voice answers; nil if there is none, or if it
// needs no answer any more. Voices of later days than its own are not among those that it answers.
func (v *voice) answer(voices []voice) *voice {
	if v.answered || v.relation() == "" {
		return nil
	}
	for i := len(voices) - 1; i >= 0; i-- {
		to := &voices[i]
		if to.stance == news.Asserts && to.day <= v.day && to.document != v.document && (to.speaker != v.speaker || v.speaker < 0) {
			return to
		}
	}
	return nil
}

// remember puts a voice among the others of its claim, by day. Of what one speaker asserts in one document the last stands for all.
func (x *known) remember(v voice) {
	if v.stance == news.Asserts && v.speaker >= 0 {
		x.voices = slices.DeleteFunc(x.voices, func(o voice) bool {
			return o.document == v.document && o.speaker == v.speaker && o.stance == news.Asserts && (o.answered || !o.confirms)
		})
	}
	at, _ := slices.BinarySearchFunc(x.voices, v, func(o, v voice) int {
		if o.day <= v.day {
			return -1
		}
		return 1
	})
	if x.voices = slices.Insert(x.voices, at, v); len(x.voices) > mostVoices {
		x.voices = slices.Delete(x.voices, mostVoices/2, mostVoices/2+1)
	}
}
