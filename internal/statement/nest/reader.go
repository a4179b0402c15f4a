package nest

import (
	"slices"
	"strings"

	"gainsay/internal/analysis/lemma"
	"gainsay/internal/analysis/phrase"
	"gainsay/internal/text"
)

// reader applies the rules to one document.
type reader struct {
	document *text.Document // with tags mended
	original *text.Document
	words    lexicon
	phrases  []phrase.Phrase
	of       []int          // token → index into phrases
	opens    map[int]int    // token that a quotation starts with → its index
	closes   map[int]int    // token after a closed quotation → its index
	lowers   []string       // by token, in lower case, "" until asked for
	lemmas   []string       // likewise
	ruled    map[int]*Inner // by token of a cue, what the rules read of it in its sentence; nil where nothing
}

func newReader(d *text.Document) *reader {
	r := &reader{document: d, original: d, words: words(), ruled: map[int]*Inner{}, opens: map[int]int{}, closes: map[int]int{}}
	for q := len(d.Quotations) - 1; q >= 0; q-- { // the outermost wins
		r.opens[d.Quotations[q].Tokens.First] = q
		if d.Quotations[q].Closed {
			r.closes[d.Quotations[q].Tokens.End] = q
		}
	}
	r.lowers, r.lemmas = make([]string, len(d.Tokens)), make([]string, len(d.Tokens))
	r.document = r.retagged()
	clear(r.lemmas) // they hang on the tags
	r.phrases, r.of = phrase.Of(r.document)
	r.rename()
	return r
}

// Retagged is the document with the tags mended that taggers often get wrong around reports: "claims that P are false".
func Retagged(d *text.Document) *text.Document { return newReader(d).document }

// retagged is a copy of the document with the tags mended that taggers often get wrong around reports.
func (r *reader) retagged() *text.Document {
	d := *r.document
	d.Tokens = slices.Clone(d.Tokens)
	for s := range d.Sentences {
		sentence := d.Sentences[s].Tokens
		for i := sentence.First; i < sentence.End; i++ {
			if tag := r.mended(&d, i, sentence); tag != "" {
				d.Tokens[i].Tag = tag
			}
		}
	}
	return &d
}

// mended is the better tag of token i, or "".
func (r *reader) mended(d *text.Document, i int, sentence text.Range) string {
	word, tag, before, after := d.Word(i), d.Tokens[i].Tag, "", ""
	if i > sentence.First {
		before = d.Tokens[i-1].Tag
	}
	if i+1 < sentence.End {
		after = d.Tokens[i+1].Tag
	}
	switch {
	case tag == "ADD":
		return "NNP" // a web site that speaks
	case !phrase.IsVerb(tag):
	case word == "IS": // a name among words in small letters
		if after != "" && !isUpper(d.Word(i+1)) {
			return "NNP"
		}
	case tag == "VBZ":
		if r.words.nouns[lemma.Of(word, "NNS")] != 0 && (before == "" || phrase.IsVerb(before) || strings.HasPrefix(before, "JJ") || before == "PRP$" || before == "POS") {
			return "NNS" // "to confirm reports that"
		}
		if after == "VBD" || after == "VBZ" || after == "VBP" || after == "MD" {
			return "NNS" // "that votes were"
		}
	case tag == "VBN" && before == "CC" && after == "IN" && r.words.verbs[lemma.Of(word, tag)].has(takesFor):
		return "VBD" // "and called on Oru to leave"
	case tag == "VBN" && after == "IN" && i+3 < sentence.End && r.words.is("time", strings.ToLower(d.Word(i+2))) && (d.Tokens[i+3].Tag == "DT" || d.Tokens[i+3].Tag == "PRP$") &&
		r.words.verbs[lemma.Of(word, tag)].has(takesNoun) && !r.hasAuxiliary(i):
		return "VBD" // "denied on Tuesday a rumour"
	case tag == "VBN" && !r.hasAuxiliary(i):
		f := r.words.verbs[lemma.Of(word, tag)]
		if f.has(takesClause|takesNoun) && (after == "DT" || after == "PRP$" || after == "PRP") || f.has(takesNoun) && after == "NNP" || f.has(takesAs) && r.followsWhat(i) {
			return "VBD" // "the guards refuted the claim", "what the mayor described as"
		}
	case tag == "VBD" && after == "TO":
		if f := r.words.verbs[lemma.Of(word, tag)]; f.has(takesPassive) && !f.has(takesTo) {
			return "VBN" // "a man thought to be"
		}
	}
	return ""
}

// followsWhat tells whether a noun phrase of up to four words stands between "what", "which" or "whom" and token i.
func (r *reader) followsWhat(i int) bool {
	for k := i - 1; k >= 0 && k > i-6; k-- {
		switch tag := r.tag(k); {
		case tag == "WP" || tag == "WDT":
			return k < i-1
		case !phrase.StartsNoun(tag) && tag != "PRP":
			return false
		}
	}
	return false
}

// hasAuxiliary tells whether a form of "be" or "have" stands just before token i.
func (r *reader) hasAuxiliary(i int) bool {
	for j := i - 1; j >= 0 && j > i-5; j-- {
		switch base := r.lemma(j); {
		case base == "be" || base == "have" || base == "get" || base == "'s" || base == "’s" || base == "'ve" || base == "’ve" || base == "'d" || base == "’d":
			return true
		case r.tag(j) != "RB" && r.tag(j) != "PRP":
			return false
		}
	}
	return false
}

func isUpper(word string) bool { return word == strings.ToUpper(word) && word != strings.ToLower(word) }

// longestWindow is how many tokens of a sentence the rules look at together. No sentence of prose is longer.
const longestWindow = 300

// windows cuts a content at the ends of sentences, for no rule looks further, and longer ones every longestWindow tokens. Runs that only one word parts, such as
// "reportedly", make one window.
func (r *reader) windows(content []text.Range) []text.Range {
	var list []text.Range
	for _, run := range content {
		end := min(run.End, len(r.document.Tokens))
		for i := max(run.First, 0); i < end; {
			sentence := r.document.Sentences[r.document.Tokens[i].Sentence].Tokens
			next := min(sentence.End, end, sentence.First+((i-sentence.First)/longestWindow+1)*longestWindow)
			if last := len(list) - 1; last >= 0 && i == list[last].End+1 && r.tag(i-1) == "RB" {
				list[last].End = next
			} else {
				list = append(list, text.Range{First: i, End: next})
			}
			i = next
		}
	}
	return list
}

// read finds the statements of one window. Cues that it finds are added to those taken.
func (r *reader) read(w text.Range, taken map[int]bool) []Inner {
	var list []Inner
	for i := w.First; i < w.End; i++ {
		if taken[i] {
			continue
		}
		for _, rule := range []func(int, text.Range) (Inner, bool){r.verbal, r.nominal, r.adverbial} {
			found, ok := rule(i, w)
			if !ok || touches(taken, found.Cue) || size(found.Content) == 0 {
				continue
			}
			found.Parent = -1
			mark(taken, found.Cue)
			list = append(list, r.eachSpeaker(found)...)
			break
		}
	}
	return list
}

// eachSpeaker makes one statement for each of two speakers with one cue.
func (r *reader) eachSpeaker(found Inner) []Inner {
	if len(found.Source) != 1 {
		return []Inner{found}
	}
	var list []Inner
	for _, source := range r.parted(found.Source[0]) {
		each := found
		each.Source = one(source)
		list = append(list, each)
	}
	return list
}

func (r *reader) tag(i int) string { return r.document.Tokens[i].Tag }

// lower is token i in lower case, folded once.
func (r *reader) lower(i int) string {
	if r.lowers[i] == "" {
		r.lowers[i] = strings.ToLower(r.document.Word(i))
	}
	return r.lowers[i]
}

// lemma is the lemma of token i, looked up once.
func (r *reader) lemma(i int) string {
	if r.lemmas[i] == "" {
		r.lemmas[i] = lemma.Of(r.document.Word(i), r.document.Tokens[i].Tag)
	}
	return r.lemmas[i]
}

func (r *reader) phraseOf(i int) phrase.Phrase { return r.phrases[r.of[i]] }

// is tells whether token i stands in the window and is one of the words, in lower case.
func (r *reader) is(i int, w text.Range, any ...string) bool {
	if !w.Contains(i) {
		return false
	}
	word := r.lower(i)
	for _, a := range any {
		if word == a {
			return true
		}
	}
	return false
}

// isMark tells whether token i is punctuation.
func (r *reader) isMark(i int) bool {
	for _, c := range r.document.Word(i) {
		if c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c > 0x7f && !strings.ContainsRune("“”‘’„‚«»‹›–—…·•", c) {
			return false
		}
	}
	return true
}

// isFinite tells whether token i is a verb in a form that can have a subject.
func (r *reader) isFinite(i int) bool { return phrase.IsFinite(r.tag(i)) }

// isTime tells whether a phrase is a time and nothing else: "Monday", "late last week".
func (r *reader) isTime(p phrase.Phrase) bool {
	if p.Kind != phrase.Noun {
		return false
	}
	times := false
	for i := p.Tokens.First; i < p.Tokens.End; i++ {
		if phrase.IsNoun(r.tag(i)) {
			if !r.isTimeNoun(i) {
				return false
			}
			times = true
		}
	}
	return times
}

func (r *reader) isTimeNoun(i int) bool {
	return phrase.IsNoun(r.tag(i)) && (r.words.is("time", r.lower(i)) || r.words.is("time", r.lemma(i)))
}

// opening is the quotation that opens with token i, or nil.
func (r *reader) opening(i int) *text.Quotation { return r.quotation(r.opens, i) }

// closing is the quotation that closes before token end, or nil.
func (r *reader) closing(end int) *text.Quotation { return r.quotation(r.closes, end) }

func (r *reader) quotation(at map[int]int, i int) *text.Quotation {
	if q, ok := at[i]; ok {
		return &r.document.Quotations[q]
	}
	return nil
}

// one makes a list of a run, or none of an empty one.
func one(run text.Range) []text.Range {
	if run.Len() <= 0 {
		return nil
	}
	return []text.Range{run}
}
